"""After fork(): the child uses nothing of the devices, breaks nothing for the parent, and may have what is plain."""

from __future__ import annotations

import gc
import os
import traceback
import warnings
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from pydrm import ForkError
from pydrm import vgem as vgem_fences
from tests.conformance.support import conf

from .test_use_after_close import CALLS, OK, public, use

if TYPE_CHECKING:
    from collections.abc import Callable


def in_child(body: Callable[[], None]) -> None:
    """Run the body in a forked child; its exception fails the case here."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(read)
            warnings.simplefilter("error")
            body()
            status = 0
        except BaseException:
            os.write(write, traceback.format_exc().encode()[-4000:])
        finally:
            os._exit(status)
    os.close(write)
    with open(read, encoding="utf-8", errors="replace") as pipe:
        text = pipe.read()
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, text


@conf("X9")
@pytest.mark.parametrize("kind", ["Device", "DumbBuffer"])
def test_every_use_is_an_error(vgem: pydrm.Device, kind: str) -> None:
    """Each method of an inherited device or buffer raises ForkError, and the object is false."""
    with vgem.create_dumb(16, 16, bpp=32) as buffer:
        thing: Any = {"Device": vgem, "DumbBuffer": buffer}[kind]
        names = [name for name in public(type(thing)) if CALLS[kind].get(name) != OK]

        def body() -> None:
            assert not thing
            for name in names:
                with pytest.raises(ForkError, match="before fork"):
                    use(thing, name)

        in_child(body)
        assert thing
        buffer.map().close()


@conf("X9", "P20")
def test_dropping_in_the_child_keeps_the_parents(vgem: pydrm.Device, vkms: pydrm.Device) -> None:
    """Closing, dropping and collecting in the child closes no handle of the parent's, nor signals a fence of it."""
    buffer = vgem.create_dumb(16, 16, pydrm.Fourcc.XRGB8888)
    dmabuf = buffer.export()
    imported = vkms.import_dmabuf(dmabuf)
    fence = vgem_fences.attach(buffer, write=True)
    twin = pydrm.Device.from_fd(vgem.fileno(), dup=True)
    things: list[Any] = [buffer, imported, fence, twin]

    def body() -> None:
        for thing in things:
            thing.close()
        vgem.close()
        vkms.close()
        things.clear()
        gc.collect()

    in_child(body)
    assert not dmabuf.poll()  # the fence is pending still
    assert buffer.array.shape == (16, 16)
    with imported.export() as again:
        assert again.same_buffer(dmabuf)
    fence.signal()
    assert dmabuf.poll()
    for thing in (fence, imported, twin, buffer, dmabuf):
        thing.close()


@conf("X9")
def test_dropped_by_the_collector_in_the_child(vgem: pydrm.Device) -> None:
    """What the child never touches goes silently when it is collected there; the parent's handle stays."""
    holder: list[Any] = [vgem.create_dumb(16, 16, bpp=32)]
    holder.append(holder)

    def body() -> None:
        holder.clear()
        gc.collect()

    in_child(body)
    holder[0].map().close()
    holder.pop(0).close()
    holder.clear()


@conf("X9")
def test_plain_things_work_in_the_child(vgem: pydrm.Device) -> None:
    """A dma-buf, a mapping and an array mean the same there; closing them there is the child's own affair."""
    with vgem.create_dumb(16, 16, pydrm.Fourcc.XRGB8888) as buffer, buffer.export() as dmabuf:
        array = buffer.array
        mapping = dmabuf.map()

        def body() -> None:
            array[0, 0] = 1
            mapping.array[0, 1] = 2
            with dmabuf.cpu_access():
                dmabuf.array()[0, 2] = 3
            with dmabuf.dup() as copy, pydrm.open(vgem.path) as own, own.import_dmabuf(copy) as imported:
                imported.map().array[16:20] = 5
            mapping.close()
            dmabuf.close()

        in_child(body)
        assert array[0, :4].tolist() == [1, 2, 3, 0]
        assert array[0, 4] == 0x05050505
        mapping.close()
        assert dmabuf.poll()


@conf("X9")
def test_devices_of_the_child(vgem: pydrm.Device) -> None:
    """The child may open the device again; and a grandchild knows the child's from its own."""

    def body() -> None:
        with pydrm.open(vgem.path) as own:
            own.create_dumb(16, 16, bpp=32).close()
            assert own.gem.handles() == {}

            def grandchild() -> None:
                with pytest.raises(ForkError):
                    own.version()

            in_child(grandchild)
            own.version()

    in_child(body)


@conf("X9")
def test_the_same_file_adopted_in_the_child(vgem: pydrm.Device) -> None:
    """A child may say that it wants the inherited file: it is a device with a ledger of its own then."""
    with vgem.create_dumb(16, 16, bpp=32):

        def body() -> None:
            with pydrm.Device.from_fd(vgem._fd, dup=True) as own:
                assert own.gem.handles() == {}
                own.version()

        in_child(body)
        assert vgem.gem.handles() == {1: 1}


@conf("X9")
def test_nothing_is_inherited_across_exec(vgem: pydrm.Device, vkms: pydrm.Device) -> None:
    """Every descriptor of ours is close-on-exec by default."""
    with vgem.create_dumb(16, 16, bpp=32) as buffer, buffer.export() as dmabuf, vkms.import_dmabuf(dmabuf):
        with dmabuf.export_sync_file(read=True), dmabuf.dup(), dmabuf.map(), vgem_fences.attach(buffer, write=False):
            with pydrm.Device.from_fd(vgem.fileno(), dup=True):
                read, write = os.pipe()
                pid = os.fork()
                if pid == 0:
                    os.dup2(write, 1)
                    os.execv("/bin/ls", ["ls", "-l", "/proc/self/fd"])
                os.close(write)
                with open(read) as pipe:
                    listing = pipe.read()
                os.waitpid(pid, 0)
    assert "/proc/" in listing
    for word in ("/dev/dri", "dmabuf", "sync_file", "anon_inode"):
        assert word not in listing

"""Trouble on the way: no descriptors left, refusals, bodies that raise. Nothing leaks and all goes on."""

from __future__ import annotations

import asyncio
import errno
import os
import resource
import socket
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from pydrm import DmaBuf, _nodes
from pydrm import vgem as vgem_fences
from tests.conformance.support import conf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MS = 1_000_000


@contextmanager
def no_descriptor_left() -> Iterator[None]:
    """Every attempt to open one more file fails with EMFILE."""
    lowest_free = os.dup(0)
    os.close(lowest_free)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


WAYS: dict[str, Callable[[pydrm.Device, Any, Any], Any]] = {
    "open": lambda device, buffer, dmabuf: pydrm.open(device.path),
    "sibling": lambda device, buffer, dmabuf: device.open_sibling(pydrm.NodeType.RENDER),
    "from_fd": lambda device, buffer, dmabuf: pydrm.Device.from_fd(device.fileno(), dup=True),
    "export": lambda device, buffer, dmabuf: buffer.export(),
    "dup": lambda device, buffer, dmabuf: dmabuf.dup(),
    "adopt": lambda device, buffer, dmabuf: DmaBuf.from_fd(dmabuf.fileno(), dup=True),
    "sync_file": lambda device, buffer, dmabuf: dmabuf.export_sync_file(read=True),
    "fdinfo": lambda device, buffer, dmabuf: dmabuf.fdinfo(),
    "wait_async": lambda device, buffer, dmabuf: asyncio_wait(dmabuf),
}


def asyncio_wait(dmabuf: DmaBuf) -> None:
    loop = LOOPS[-1]
    loop.run_until_complete(dmabuf.wait_async(write=True, timeout_ns=MS))


LOOPS: list[asyncio.AbstractEventLoop] = []


@conf("X2")
@pytest.mark.parametrize("way", WAYS)
def test_no_descriptor_left(vgem: pydrm.Device, way: str) -> None:
    """EMFILE with words, no change in what is open, and the same call works afterwards."""
    with vgem.create_dumb(16, 16, bpp=32) as buffer, buffer.export() as dmabuf:
        with vgem_fences.attach(buffer, write=True):
            LOOPS.append(asyncio.new_event_loop())
            before = sorted(os.listdir("/proc/self/fd"))
            with no_descriptor_left(), pytest.raises(OSError) as caught:
                WAYS[way](vgem, buffer, dmabuf)
            assert caught.value.errno == errno.EMFILE
            assert sorted(os.listdir("/proc/self/fd")) == before
        assert vgem.gem.handles() == {1: 1}
        result = WAYS[way](vgem, buffer, dmabuf)
        if hasattr(result, "close"):
            result.close()
        LOOPS.pop().close()


@conf("X2")
def test_no_descriptor_left_to_receive(vgem: pydrm.Device) -> None:
    """A buffer that arrives when there is no descriptor for it is EMFILE; the sender can send again."""
    a, b = socket.socketpair()
    with a, b, vgem.create_dumb(16, 16, bpp=32) as buffer, buffer.export() as dmabuf:
        dmabuf.send(a)
        with no_descriptor_left(), pytest.raises(OSError) as caught:
            DmaBuf.recv(b)
        assert caught.value.errno == errno.EMFILE


def test_refused_imports(vgem: pydrm.Device) -> None:
    """An import that the kernel refuses adds no user; the note names what was tried."""
    read, write = os.pipe()
    memfd = os.memfd_create("x")
    try:
        for fd, code in ((read, errno.EINVAL), (memfd, errno.EINVAL), (987654, errno.EBADF), (-1, errno.EBADF)):
            with pytest.raises(OSError) as caught:
                vgem.import_dmabuf(fd)
            assert caught.value.errno == code
            assert f"DRM_IOCTL_PRIME_FD_TO_HANDLE(flags=0, fd={fd}) on /dev/dri/card" in caught.value.__notes__[0]
        for bad in (1 << 40, "3", None, True):
            with pytest.raises((ValueError, TypeError, AttributeError)):
                vgem.import_dmabuf(bad)  # type: ignore[arg-type]
        with pytest.raises(FileNotFoundError):
            vgem.open_name(12345)
    finally:
        for fd in (read, write, memfd):
            os.close(fd)
    assert vgem.gem.handles() == {}


@pytest.mark.parametrize(
    ("arguments", "options", "kind"),
    [
        ((0, 0), {"bpp": 32}, OSError),
        ((16, 16), {"bpp": 0}, OSError),
        ((16, 16), {"bpp": 32, "flags": 5}, None),
        ((-1, 16), {"bpp": 32}, ValueError),
        ((1 << 32, 16), {"bpp": 32}, ValueError),
        ((1 << 31, 1 << 31), {"bpp": 32}, OSError),
        ((16, 16), {}, TypeError),
        ((16, 16, "no format"), {}, ValueError),
        ((16, 16, "AB99"), {}, ValueError),
        ((16, 16, "XR24"), {"bpp": 16}, ValueError),
        ((16, 16, "P030"), {}, ValueError),
        ((16, 16, "X0L0"), {}, ValueError),
        ((16.5, 16), {"bpp": 32}, TypeError),
        (("16", 16), {"bpp": 32}, TypeError),
    ],
)
def test_refused_buffers(
    vgem: pydrm.Device, arguments: tuple[Any, ...], options: dict[str, Any], kind: type[Exception] | None
) -> None:
    """What cannot be made is an error in words, and there is no handle of it."""
    if kind is None:  # the kernel ignores the flags
        vgem.create_dumb(*arguments, **options).close()
    else:
        with pytest.raises(kind):
            vgem.create_dumb(*arguments, **options)
    assert vgem.gem.handles() == {}


def test_no_dumb_buffers_on_render_nodes(vgem_render: pydrm.Device) -> None:
    """The kernel forbids it; the note says which call it was, on which node."""
    with pytest.raises(PermissionError) as caught:
        vgem_render.create_dumb(64, 32, "XR24")
    note = caught.value.__notes__[0]
    assert note.startswith("DRM_IOCTL_MODE_CREATE_DUMB(height=32, width=64, bpp=32, flags=0) on /dev/dri/renderD")
    assert note.endswith("(vgem)")


def test_read_only_dmabufs(vgem: pydrm.Device) -> None:
    """A dma-buf exported without writing maps for reading alone, and a refused mapping leaves no bracket open."""
    with vgem.create_dumb(16, 16, "XR24") as buffer, buffer.export(writable=False) as dmabuf:
        with pytest.raises(PermissionError, match="Permission denied"):
            dmabuf.map()
        with dmabuf.map(write=False) as mapping:
            assert not mapping.array.flags.writeable
        assert not dmabuf.array(write=False).flags.writeable
        with pytest.raises(PermissionError):
            dmabuf.array()
        with pytest.raises(ValueError, match="neither read nor write"):
            dmabuf.map(read=False, write=False)


def test_bad_geometry_of_a_duplicate(vgem: pydrm.Device) -> None:
    """A duplicate that was made for an object which then was refused is closed again."""
    with vgem.create_dumb(16, 16, "XR24") as buffer, buffer.export() as dmabuf:
        before = sorted(os.listdir("/proc/self/fd"))
        for options in ({"width": 0}, {"format": "nonsense"}, {"pitch": -1}):
            with pytest.raises(ValueError):
                DmaBuf.from_fd(dmabuf.fileno(), dup=True, **options)  # type: ignore[arg-type]
        assert sorted(os.listdir("/proc/self/fd")) == before


def test_a_driver_that_does_not_answer(vgem: pydrm.Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """A node that opens but does not say what it is: an error, and it is closed again."""
    monkeypatch.setattr(_nodes, "driver_name", lambda fd: "")
    before = sorted(os.listdir("/proc/self/fd"))
    with pytest.raises(OSError) as caught:
        pydrm.open(vgem.path)
    assert caught.value.errno == errno.ENODEV
    assert sorted(os.listdir("/proc/self/fd")) == before


@pytest.mark.filterwarnings("error")
def test_fences_of_two_buffers(vgem: pydrm.Device) -> None:
    """The sync file of planes in separate buffers waits for both, and the parts it was made of are closed."""
    buffers = [vgem.create_dumb(64, 64, bpp=8) for _ in range(2)]
    exported = [buffer.export() for buffer in buffers]
    fds = [fd for dmabuf in exported for fd in dmabuf.detach()]
    with DmaBuf([(fd, 0, 64) for fd in fds], width=64, height=64, format="NV12") as dmabuf:
        fences = [vgem_fences.attach(buffer, write=True) for buffer in buffers]
        with dmabuf.export_sync_file(read=True) as both:
            for fence in fences:
                assert not both.poll()
                assert not dmabuf.poll()
                fence.signal()
            assert both.poll()
            assert dmabuf.poll()
        for thing in [*fences, *buffers]:
            thing.close()


def test_pictures_that_were_not_told(vgem: pydrm.Device) -> None:
    """array() needs to know the picture, and refuses one that is no rows of pixels unless told to look."""
    with vgem.create_dumb(16, 16, "XR24") as buffer, buffer.export() as dmabuf:
        with DmaBuf.from_fd(dmabuf.fileno(), dup=True) as bare, pytest.raises(ValueError, match="does not say"):
            bare.array()
        tiled = DmaBuf.from_fd(
            dmabuf.fileno(), dup=True, width=16, height=16, format="XR24", pitch=64, modifier=1 << 56 | 1
        )
        with tiled:
            assert "I915_X_TILED" in repr(tiled)
            with pytest.raises(ValueError, match="not linear"):
                tiled.array()
            assert tiled.array(any_modifier=True).shape == (16, 16)
        with pytest.raises(IndexError):
            dmabuf.array(1)


def test_brackets_end_when_the_body_raises(vgem: pydrm.Device) -> None:
    """After an exception inside the bracket the buffer can be bracketed again, and closed."""
    with vgem.create_dumb(16, 16, "XR24") as buffer, buffer.export() as dmabuf:
        for _ in range(3):
            with pytest.raises(KeyError), dmabuf.cpu_access():
                raise KeyError
            assert not dmabuf._brackets
            with pytest.raises(KeyError), dmabuf.map():
                raise KeyError
            assert not dmabuf._brackets


@conf("X10")
def test_a_ring_of_processes(vgem: pydrm.Device) -> None:
    """A buffer goes through two processes and comes back the same, though the first has closed it meanwhile."""
    ends = [socket.socketpair() for _ in range(3)]
    buffer = vgem.create_dumb(16, 16, "XR24")
    buffer.array[...] = 1
    dmabuf = buffer.export()
    ino = dmabuf.ino
    pids = []
    for hop in range(2):
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                warnings.simplefilter("ignore")
                with DmaBuf.recv(ends[hop][1]) as received, received.map() as mapping:
                    mapping.array[...] += 10**hop
                    mapping.close()
                    received.send(ends[hop + 1][0])
                status = 0
            finally:
                os._exit(status)
        pids.append(pid)
    dmabuf.send(ends[0][0])
    dmabuf.close()
    buffer.close()
    with DmaBuf.recv(ends[2][1]) as back:
        assert (back.ino, back.width, back.height, back.pitch) == (ino, 16, 16, 64)
        assert (back.format, back.modifier) == (pydrm.Fourcc.XRGB8888, pydrm.Modifier.LINEAR)
        with back.cpu_access(write=False):
            assert (back.array() == 12).all()
    for pid in pids:
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    for a, b in ends:
        a.close()
        b.close()

"""The ledger: handles are shared per DRM file, counted, and closed exactly once, by many threads too."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
import warnings
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm._native import ffi, lib
from tests.conformance.support import conf

if TYPE_CHECKING:
    from collections.abc import Callable


def gem_close(device: pydrm.Device, handle: int) -> int:
    """Close a handle behind the ledger's back: 0, or -errno when the kernel knows no such handle."""
    return lib.pydri_ioctl(
        device.fileno(), lib.DRM_IOCTL_GEM_CLOSE, ffi.new("struct drm_gem_close *", {"handle": handle})
    )


@conf("P2", "P17")
def test_imports_share_a_handle(vgem: pydrm.Device, vkms: pydrm.Device) -> None:
    """Importing twice gives one handle with two users; it lives until both are closed."""
    with vgem.create_dumb(16, 16, bpp=32) as buffer, buffer.export() as dmabuf:
        one, two = vkms.import_dmabuf(dmabuf), vkms.import_dmabuf(dmabuf)
        assert one.handle == two.handle
        assert vkms.gem.handles() == {one.handle: 2}
        handle = one.handle
        one.close()
        assert vkms.gem.handles() == {handle: 1}
        with two.export() as again:
            assert again.same_buffer(dmabuf)
        two.close()
        assert vkms.gem.handles() == {}
        assert gem_close(vkms, handle) == -22
        # at home it is the handle that the buffer had from the beginning
        home = vgem.import_dmabuf(dmabuf)
        assert home.handle == buffer.handle
        home.close()
        buffer.map().close()


@conf("D16")
def test_a_name_gives_a_handle_of_its_own(vgem: pydrm.Device) -> None:
    """Opening by name makes another handle for the same memory; importing finds one of them."""
    with vgem.create_dumb(16, 16, bpp=32) as buffer:
        name = buffer.flink()
        assert name == buffer.flink()
        with vgem.open_name(name) as alias:
            assert alias.size == buffer.size
            alias.map().view[0] = 9
            assert buffer.map().view[0] == 9
    assert vgem.gem.handles() == {}


def test_size_of_an_import(vgem: pydrm.Device, vkms: pydrm.Device) -> None:
    """An import that was not told its size finds it out."""
    with vgem.create_dumb(16, 16, bpp=32) as buffer, buffer.export() as dmabuf:
        with vkms.import_dmabuf(dmabuf.fileno()) as imported:
            assert "bytes" not in repr(imported)
            assert imported.size == buffer.size
            assert f"{buffer.size} bytes" in repr(imported)


def test_two_objects_on_one_file(vgem: pydrm.Device) -> None:
    """Devices on duplicates of one descriptor share handles: the last user of either closes."""
    with vgem.create_dumb(16, 16, bpp=32) as buffer, buffer.export() as dmabuf:
        twin = pydrm.Device.from_fd(os.dup(vgem.fileno()))
        other = pydrm.open(vgem.path)
        imported = twin.import_dmabuf(dmabuf)
        assert imported.handle == buffer.handle
        assert vgem.gem.handles() == twin.gem.handles() == {buffer.handle: 2}
        assert other.gem.handles() == {}
        own = twin.create_dumb(8, 8, bpp=8)
        handle = own.handle
        twin.close()
        # what only the twin used is closed with it, though the file goes on
        assert vgem.gem.handles() == {buffer.handle: 1}
        assert gem_close(vgem, handle) == -22
        buffer.map().close()
        for thing in (imported, own, twin, other):
            thing.close()


def test_the_first_of_two_objects_goes_first(vgem: pydrm.Device) -> None:
    """A handle that the closed device had shared stays with the other."""
    own = pydrm.open(vgem.path)
    twin = pydrm.Device.from_fd(own.fileno(), dup=True)
    buffer = own.create_dumb(16, 16, bpp=32)
    with buffer.export() as dmabuf:
        shared = twin.import_dmabuf(dmabuf)
    own.close()
    assert not buffer
    shared.map().close()
    assert twin.gem.handles() == {shared.handle: 1}
    buffer.close()
    twin.close()
    assert not shared


def storm(threads: int, seconds: float, work: Callable[[int], None]) -> None:
    """Run the work in threads until the time is over; their exceptions fail the case."""
    errors: list[BaseException] = []
    until = time.monotonic() + seconds

    def loop(number: int) -> None:
        try:
            while time.monotonic() < until:
                work(number)
        except BaseException as error:
            errors.append(error)

    running = [threading.Thread(target=loop, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    assert not errors, errors


@conf("P15")
@pytest.mark.parametrize("how", ["close", "drop"])
def test_importing_and_closing_at_once(vgem: pydrm.Device, vkms: pydrm.Device, how: str) -> None:
    """Threads import and give up one buffer: no import ever holds a handle that another has just closed."""
    with vgem.create_dumb(16, 16, bpp=32) as buffer, buffer.export() as dmabuf, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)

        def work(number: int) -> None:
            imported = vkms.import_dmabuf(dmabuf)
            with imported.export() as again:  # the handle is good
                assert again.ino == dmabuf.ino
            if how == "close":
                imported.close()

        storm(4, 1.5, work)
        gc.collect()
        assert vkms.gem.handles() == {}


def test_two_files_do_not_disturb_each_other(vgem: pydrm.Device) -> None:
    """The same with a device object of its own on the shared file in each thread."""
    with vgem.create_dumb(16, 16, bpp=32) as buffer, buffer.export() as dmabuf:

        def work(number: int) -> None:
            with pydrm.Device.from_fd(vgem.fileno(), dup=True) as twin:
                imported = twin.import_dmabuf(dmabuf)
                assert imported.handle == buffer.handle
                twin.create_dumb(4, 4, bpp=8)

        storm(3, 1.0, work)
        assert vgem.gem.handles() == {buffer.handle: 1}
        buffer.map().close()


def test_a_finaliser_under_the_lock_waits_its_turn(vgem: pydrm.Device) -> None:
    """An object that is collected while its own thread holds the ledger's lock is closed when the lock is let go."""
    buffer = vgem.create_dumb(16, 16, bpp=32)
    file = vgem.gem._file
    with file.lock:
        with pytest.warns(ResourceWarning):
            del buffer
        assert vgem.gem.handles() == {1: 1}
    # whoever takes the lock next works the queue off, be it by importing alone
    with vgem.create_dumb(16, 16, bpp=32) as other, other.export() as dmabuf, vgem.import_dmabuf(dmabuf):
        assert vgem.gem.handles() == {2: 2}
    assert vgem.gem.handles() == {}


def test_closing_the_device_under_the_lock(vgem: pydrm.Device) -> None:
    """The same for the device itself: it is dead at once, and its file is closed when the lock is let go."""
    own = pydrm.open(vgem.path)
    twin = pydrm.Device.from_fd(own.fileno(), dup=True)
    fd = twin.fileno()
    with own.gem._file.lock:
        twin.close()
        os.fstat(fd)
    own.create_dumb(4, 4, bpp=8).close()
    with pytest.raises(OSError):
        os.fstat(fd)
    own.close()


def test_handles_closed_behind_its_back(vgem: pydrm.Device) -> None:
    """Whoever closes a handle through the raw layer gets an error at close, and everything else goes on."""
    buffer = vgem.create_dumb(16, 16, bpp=32)
    assert gem_close(vgem, buffer.handle) == 0
    with pytest.raises(OSError) as caught:
        buffer.close()
    assert caught.value.__notes__[0].startswith("DRM_IOCTL_GEM_CLOSE(handle=1) on /dev/dri/card")
    assert buffer.closed
    assert vgem.gem.handles() == {}


class Interrupted(Exception):
    pass


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_interrupted_at_any_point(vgem: pydrm.Device, vkms: pydrm.Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal handler that raises anywhere in importing and closing leaves the ledger usable."""
    struck = 0

    def interrupt(number: int, frame: object) -> None:
        raise Interrupted

    # an exception that strikes in a finaliser goes no further, and pytest would count it
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: None)
    before = signal.signal(signal.SIGALRM, interrupt)
    with pydrm.open(vkms.path) as importer, vgem.create_dumb(16, 16, bpp=32) as buffer, buffer.export() as dmabuf:
        ino = dmabuf.ino
        try:
            for round in range(400):
                try:
                    signal.setitimer(signal.ITIMER_REAL, 0.0002 + round % 97 * 0.00002)
                    for _ in range(30):
                        importer.import_dmabuf(dmabuf).close()
                    time.sleep(0.01)
                except Interrupted:
                    struck += 1
                assert not importer.gem._file.lock.locked()
        finally:
            signal.signal(signal.SIGALRM, before)
        with importer.import_dmabuf(dmabuf) as imported, imported.export() as again:
            assert again.ino == ino
    assert struck > 200

"""Sync objects as things: made, passed on, imported, and what they hold put in and taken out."""

from __future__ import annotations

import errno
import os
import socket
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import Syncobj, uapi
from pydrm.syncobj import reset_all, signal_all

from ..support import conf

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.raw import Raw
    from .conftest import Pending

_UNKNOWN = 0x7FFF


def _signaled(syncobj: Syncobj) -> bool | None:
    # True, False, or None without a fence.
    try:
        syncobj.wait(timeout_ns=0)
    except TimeoutError:
        return False
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        return None
    return True


@conf("O1", "igt:syncobj_basic@bad-destroy", "igt:syncobj_basic@bad-destroy-pad", "igt:syncobj_basic@bad-create-flags")
def test_bad_create_and_destroy(dev: pydrm.Device, raw: Raw) -> None:
    """Unknown handles, flags and padding are EINVAL, and nothing is made."""
    fd = dev.fileno()
    for handle in (0, _UNKNOWN, 0xFFFF_FFFF):
        assert raw.ioctl(fd, "SYNCOBJ_DESTROY", handle=handle) == -errno.EINVAL
    made = raw.ioctl(fd, "SYNCOBJ_CREATE").ok()
    assert raw.ioctl(fd, "SYNCOBJ_DESTROY", handle=made.handle, pad=1) == -errno.EINVAL
    assert raw.ioctl(fd, "SYNCOBJ_DESTROY", handle=made.handle) == 0
    assert raw.ioctl(fd, "SYNCOBJ_DESTROY", handle=made.handle) == -errno.EINVAL
    for flags in (2, 0xFFFF_FFFF):
        assert raw.ioctl(fd, "SYNCOBJ_CREATE", flags=flags) == -errno.EINVAL


@conf(
    "O1",
    "igt:syncobj_basic@bad-handle-to-fd",
    "igt:syncobj_basic@bad-fd-to-handle",
    "igt:syncobj_basic@bad-flags-handle-to-fd",
    "igt:syncobj_basic@bad-flags-fd-to-handle",
    "igt:syncobj_basic@bad-pad-handle-to-fd",
    "igt:syncobj_basic@bad-pad-fd-to-handle",
    "igt:syncobj_basic@illegal-fd-to-handle",
)
def test_bad_export_and_import(dev: pydrm.Device, raw: Raw) -> None:
    """Neither direction says anything but EINVAL: no EBADF, no ENOENT."""
    fd = dev.fileno()
    with dev.create_syncobj() as syncobj:
        for fields in (
            {"handle": _UNKNOWN},
            {"handle": syncobj.handle, "flags": 8},
            {"handle": syncobj.handle, "pad": 1},
        ):
            assert raw.ioctl(fd, "SYNCOBJ_HANDLE_TO_FD", **fields) == -errno.EINVAL
        exported = syncobj.export_fd()
        try:
            for fields in ({"fd": -1}, {"fd": fd}, {"fd": exported, "flags": 8}, {"fd": exported, "pad": 1}):
                assert raw.ioctl(fd, "SYNCOBJ_FD_TO_HANDLE", **fields) == -errno.EINVAL
        finally:
            os.close(exported)


@conf("O2", "igt:syncobj_basic@create-signaled")
def test_created_signaled(dev: pydrm.Device) -> None:
    """Made signalled it is ready at once; made otherwise it has no fence at all."""
    with dev.create_syncobj(signaled=True) as ready, dev.create_syncobj() as empty:
        assert _signaled(ready) is True
        assert _signaled(empty) is None


@conf("O2", "igt:syncobj_basic@test-valid-cycle")
def test_import_is_the_same_object(dev: pydrm.Device) -> None:
    """A re-import has a handle of its own, and what is done through one is seen through the other."""
    with dev.create_syncobj() as first:
        fd = first.export_fd()
        assert not os.get_inheritable(fd)
        with dev.import_syncobj(fd) as second:
            os.close(fd)
            assert second.handle != first.handle
            second.signal()
            assert _signaled(first) is True
            first.reset()
            assert _signaled(second) is None


@conf("O3")
def test_sync_file_errors(dev: pydrm.Device, raw: Raw, pending: Callable[[], Pending]) -> None:
    """No sync file: EINVAL; no such handle: ENOENT; nothing to export: EINVAL."""
    fd = dev.fileno()
    fence = pending().sync_file.fileno()
    with dev.create_syncobj() as syncobj:
        handle = syncobj.handle
        for wrong in (-1, fd):
            assert raw.ioctl(fd, "SYNCOBJ_FD_TO_HANDLE", handle=handle, flags=1, fd=wrong) == -errno.EINVAL
        assert raw.ioctl(fd, "SYNCOBJ_FD_TO_HANDLE", handle=_UNKNOWN, flags=1, fd=fence) == -errno.ENOENT
        assert raw.ioctl(fd, "SYNCOBJ_HANDLE_TO_FD", handle=handle, flags=1) == -errno.EINVAL
        assert raw.ioctl(fd, "SYNCOBJ_HANDLE_TO_FD", handle=_UNKNOWN, flags=1) == -errno.ENOENT
        with pytest.raises(OSError) as caught:
            syncobj.export_sync_file()
        assert caught.value.errno == errno.EINVAL
        assert any("DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD" in note for note in caught.value.__notes__)


@conf("O4")
def test_sync_files_are_snapshots(dev: pydrm.Device, pending: Callable[[], Pending]) -> None:
    """An exported sync file keeps the fence of its moment, whatever happens to the object."""
    one = pending()
    with dev.create_syncobj() as syncobj:
        syncobj.import_sync_file(one.sync_file)
        with syncobj.export_sync_file() as taken:
            syncobj.signal()
            assert _signaled(syncobj) is True
            assert taken.status == 0
            assert taken.info().fences[0].driver_name == "vgem"
            syncobj.reset()
            assert not taken.poll()
            one.signal()
            assert taken.poll(1_000_000_000)
            assert taken.status == 1


@conf(
    "O6",
    "igt:syncobj_wait@invalid-reset-zero-handles",
    "igt:syncobj_wait@invalid-reset-bad-pad",
    "igt:syncobj_wait@invalid-reset-illegal-handle",
    "igt:syncobj_wait@invalid-reset-one-illegal-handle",
    "igt:syncobj_wait@invalid-signal-zero-handles",
    "igt:syncobj_wait@invalid-signal-bad-pad",
    "igt:syncobj_wait@invalid-signal-illegal-handle",
    "igt:syncobj_wait@invalid-signal-one-illegal-handle",
)
@pytest.mark.parametrize("name", ["SYNCOBJ_RESET", "SYNCOBJ_SIGNAL"])
def test_bad_reset_and_signal(dev: pydrm.Device, raw: Raw, name: str) -> None:
    """No handles and padding are EINVAL; one unknown among three is ENOENT and nothing changes."""
    fd = dev.fileno()
    with dev.create_syncobj(signaled=name == "SYNCOBJ_RESET") as a, dev.create_syncobj() as b:
        before = [_signaled(a), _signaled(b)]
        handles = bytearray()
        for handle in (a.handle, _UNKNOWN, b.handle):
            handles += handle.to_bytes(4, "little")
        assert raw.ioctl(fd, name) == -errno.EINVAL
        assert raw.ioctl(fd, name, handles=handles, count_handles=1, pad=1) == -errno.EINVAL
        assert raw.ioctl(fd, name, handles=handles, count_handles=3) == -errno.ENOENT
        assert raw.ioctl(fd, name, handles=bytearray(4), count_handles=1) == -errno.ENOENT
        assert raw.ioctl(fd, name, handles=8, count_handles=1) == -errno.EFAULT
        assert [_signaled(a), _signaled(b)] == before


@conf("O6", "igt:syncobj_wait@reset-multiple-signaled", "igt:syncobj_wait@signal")
def test_several_in_one_call(dev: pydrm.Device) -> None:
    """`signal_all` and `reset_all` reach every object."""
    objects = [dev.create_syncobj() for _ in range(5)]
    signal_all(objects)
    assert [_signaled(each) for each in objects] == [True] * 5
    reset_all(objects)
    assert [_signaled(each) for each in objects] == [None] * 5
    for each in objects:
        each.close()
    with pytest.raises(ValueError):
        signal_all([])


@conf("O21")
def test_life_without_the_device(dev: pydrm.Device, pending: Callable[[], Pending]) -> None:
    """A descriptor keeps the object and its fence alive after device and handle are gone, for another DRM file."""
    one = pending()
    with pydrm.open(dev.path) as other:
        made = other.create_syncobj()
        made.import_sync_file(one.sync_file)
        fd = made.export_fd()
    assert made.closed
    with pytest.raises(pydrm.ClosedError):
        made.wait(timeout_ns=0)
    with dev.import_syncobj(fd) as again:
        os.close(fd)
        assert _signaled(again) is False
        one.signal()
        again.wait(timeout_ns=1_000_000_000)


@conf("O21", "P19")
def test_passed_to_another_process(dev: pydrm.Device) -> None:
    """Sent over a Unix socket it is the same object: the child signals, the parent sees it."""
    here, there = socket.socketpair()
    with here, there, dev.create_syncobj() as syncobj:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                _, fds, _, _ = socket.recv_fds(there, 1, 1)
                with pydrm.open(dev.path) as own, own.import_syncobj(fds[0]) as received:
                    received.signal()
                status = 0
            finally:
                os._exit(status)
        fd = syncobj.export_fd()
        socket.send_fds(here, [b"x"], [fd])
        os.close(fd)
        syncobj.wait(timeout_ns=20_000_000_000, for_submit=True)
        assert os.waitpid(child, 0)[1] == 0


def test_not_after_fork(dev: pydrm.Device) -> None:
    """A child that inherited the object gets an error, and its closing leaves the parent's alone."""
    with dev.create_syncobj(signaled=True) as syncobj:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                try:
                    syncobj.reset()
                except pydrm.ForkError:
                    status = 0
                syncobj.close()
            finally:
                os._exit(status)
        assert os.waitpid(child, 0)[1] == 0
        assert _signaled(syncobj) is True


def test_dropped(dev: pydrm.Device, raw: Raw) -> None:
    """An object that is dropped open says so, and its handle is given back."""
    kept = [dev.create_syncobj()]
    handle = kept[0].handle
    with pytest.warns(ResourceWarning, match="unclosed <Syncobj"):
        kept.clear()
    assert raw.ioctl(dev.fileno(), "SYNCOBJ_DESTROY", handle=handle) == -errno.EINVAL


def test_of_one_device(dev: pydrm.Device) -> None:
    """Objects of two DRM files cannot go into one call: their handles mean different things."""
    with pydrm.open(dev.path) as other, dev.create_syncobj() as a, other.create_syncobj() as b:
        with pytest.raises(ValueError, match="different devices"):
            signal_all([a, b])
        with pytest.raises(ValueError, match="one device"):
            a.transfer(b)
        assert uapi.DRM_CAP_SYNCOBJ == pydrm.Cap.SYNCOBJ

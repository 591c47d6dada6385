"""Native fences as objects: from sync files of other drivers, and to sync files (pyegl.Sync and pydrm.SyncFile)."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import NotSupported, SyncFile
from pyegl import BadMatch, BadParameter, EglError, Sync

from ..support import conf, needs
from . import objects, sampling

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyegl

_NATIVE = needs("egl:EGL_ANDROID_native_fence_sync")
_SECOND = 1_000_000_000


def _later(signal: Callable[[], None]) -> tuple[threading.Thread, list[float]]:
    # A thread that signals after 0.3 s, running, and when it did.
    signalled: list[float] = []

    def act() -> None:
        time.sleep(0.3)
        signalled.append(time.monotonic())
        signal()

    thread = threading.Thread(target=act)
    thread.start()
    return thread, signalled


@conf("Q8")
def test_not_supported(egl: pyegl.Display) -> None:
    """Where there are none, NotSupported names the extension."""
    if "EGL_ANDROID_native_fence_sync" in egl.extensions:
        with sampling.current(egl), Sync.native_fence(egl) as sync:
            assert sync.kind == "native fence"
        return
    with sampling.current(egl), pytest.raises(NotSupported, match="EGL_ANDROID_native_fence_sync"):
        Sync.native_fence(egl)


@conf("Q8")
@_NATIVE
def test_pending_sync_file(egl: pyegl.Display, pending: tuple[SyncFile, Callable[[], None]]) -> None:
    """A sync of a pending sync file is not signalled until that is; the sync file stays the caller's."""
    given, signal = pending
    with sampling.current(egl), Sync.native_fence(egl, given) as sync:
        assert not sync.signaled
        assert sync.client_wait(0) is False
        assert sync.client_wait(20_000_000) is False
        signal()
        assert sync.client_wait(_SECOND)
        assert sync.signaled
    assert given.status == 1


@conf("Q8")
@_NATIVE
def test_waiting_ends_with_the_signal(egl: pyegl.Display, pending: tuple[SyncFile, Callable[[], None]]) -> None:
    """A wait on the CPU ends when another thread signals, and not before."""
    given, signal = pending
    with sampling.current(egl), Sync.native_fence(egl, given) as sync:
        thread, signalled = _later(signal)
        assert sync.client_wait(5 * _SECOND)
        now = time.monotonic()
        thread.join()
        assert now >= signalled[0]


@conf("Q8")
@_NATIVE
def test_server_wait_holds_back_drawing(egl: pyegl.Display, pending: tuple[SyncFile, Callable[[], None]]) -> None:
    """What is drawn after eglWaitSync is not finished before the sync file is signalled."""
    given, signal = pending
    with sampling.current(egl), Sync.native_fence(egl, given) as sync:
        thread, signalled = _later(signal)
        sync.wait()
        objects.gl.glClear(0x4000)
        objects.gl.glFinish()
        now = time.monotonic()
        thread.join()
        assert now >= signalled[0]


@conf("Q8", "Q5")
@_NATIVE
def test_server_wait_returns_at_once(egl: pyegl.Display, pending: tuple[SyncFile, Callable[[], None]]) -> None:
    """eglWaitSync itself does not wait for the signal."""
    given, signal = pending
    with sampling.current(egl), Sync.native_fence(egl, given) as sync:
        thread, signalled = _later(signal)
        sync.wait()
        now = time.monotonic()
        thread.join()
        assert now < signalled[0]


@conf("Q8")
@_NATIVE
def test_export_of_what_was_given(egl: pyegl.Display, pending: tuple[SyncFile, Callable[[], None]]) -> None:
    """The sync file of a sync of a sync file has the same fence, a descriptor of its own, and CLOEXEC."""
    given, signal = pending
    with sampling.current(egl), Sync.native_fence(egl, given) as sync, sync.export_sync_file() as exported:
        assert exported.fileno() != given.fileno()
        assert not os.get_inheritable(exported.fileno())
        assert exported.status == 0
        assert [each.driver_name for each in exported.info().fences] == [
            each.driver_name for each in given.info().fences
        ]
        signal()
        assert exported.poll(_SECOND)


@conf("Q8")
@_NATIVE
def test_object_of_ones_own(egl: pyegl.Display) -> None:
    """A native fence of what was drawn: flushed it has a sync file, that others can wait for and merge."""
    with sampling.current(egl), Sync.native_fence(egl) as sync:
        objects.gl.glFlush()
        with sync.export_sync_file() as first, sync.export_sync_file() as second, first.merge(second) as both:
            assert both.poll(_SECOND)
        assert sync.client_wait(_SECOND)
        assert sync.signaled


@conf("Q8")
@_NATIVE
def test_object_errors(egl: pyegl.Display, pending: tuple[SyncFile, Callable[[], None]]) -> None:
    """Exceptions for the wrong kind of sync, for no context, and for a sync file that is closed or none."""
    with sampling.current(egl):
        with Sync.fence(egl) as fence, pytest.raises(BadParameter, match="eglDupNativeFenceFDANDROID"):
            fence.export_sync_file()
        before = set(os.listdir("/proc/self/fd"))
        read, write = os.pipe()
        with pytest.raises((OSError, EglError)):
            Sync.native_fence(egl, SyncFile.from_fd(read, dup=True))
        os.close(read)
        os.close(write)
        assert set(os.listdir("/proc/self/fd")) == before
        given = SyncFile.from_fd(pending[0].fileno(), dup=True)
        given.close()
        with pytest.raises(pydrm.ClosedError):
            Sync.native_fence(egl, given)
    with pytest.raises(BadMatch) as caught:
        Sync.native_fence(egl)
    assert "a fence needs a context" in "".join(caught.value.__notes__)

"""Reusable syncs: signalled by hand, waited for by threads, woken by destruction."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from pyegl import ffi, lib

from ..support import conf, needs
from ..support.egl import GARBAGE, NULL, attributes, done, handle, refused
from .workers import Worker

if TYPE_CHECKING:
    from ..support.egl import Display

pytestmark = needs("egl:EGL_KHR_reusable_sync")

_REUSABLE = lib.EGL_SYNC_REUSABLE_KHR
_SIGNALED, _UNSIGNALED = lib.EGL_SIGNALED_KHR, lib.EGL_UNSIGNALED_KHR
_SATISFIED, _EXPIRED = lib.EGL_CONDITION_SATISFIED_KHR, lib.EGL_TIMEOUT_EXPIRED_KHR
_FOREVER = lib.EGL_FOREVER_KHR


@pytest.fixture
def sync(display: Display) -> Any:
    """A reusable sync, unsignalled; it needs no context."""
    return done(lib.eglCreateSyncKHR(display.handle, _REUSABLE, NULL))


def _status(display: Display, sync: Any) -> int:
    value = ffi.new("EGLint *")
    done(lib.eglGetSyncAttribKHR(display.handle, sync, lib.EGL_SYNC_STATUS_KHR, value))
    return int(value[0])


def _wait(display: Display, sync: Any, timeout: int) -> int:
    return int(done(lib.eglClientWaitSyncKHR(display.handle, sync, 0, timeout)))


@conf("Q6")
def test_signal(display: Display, sync: Any) -> None:
    """It is as it was last told to be, and waits go by that."""
    assert _status(display, sync) == _UNSIGNALED
    for mode, answer in ((_SIGNALED, _SATISFIED), (_UNSIGNALED, _EXPIRED), (_SIGNALED, _SATISFIED)):
        done(lib.eglSignalSyncKHR(display.handle, sync, mode))
        assert _status(display, sync) == mode
        assert _wait(display, sync, 0) == answer


@conf("Q6", "Q3")
def test_questions(display: Display, sync: Any) -> None:
    """It tells its type, and has no condition: EGL_BAD_ATTRIBUTE."""
    value = ffi.new("EGLint *", 4711)
    done(lib.eglGetSyncAttribKHR(display.handle, sync, lib.EGL_SYNC_TYPE_KHR, value))
    assert value[0] == _REUSABLE
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglGetSyncAttribKHR, display.handle, sync, lib.EGL_SYNC_CONDITION_KHR, value)
    assert value[0] == _REUSABLE


@conf("Q6")
@pytest.mark.parametrize("mode", [0, 1, lib.EGL_NONE, 0xFFFFFFFF])
def test_bad_mode(display: Display, sync: Any, mode: int) -> None:
    """A mode that does not exist is EGL_BAD_ATTRIBUTE, and changes nothing."""
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglSignalSyncKHR, display.handle, sync, mode)
    assert _status(display, sync) == _UNSIGNALED


@conf("Q6")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_signal_of_no_sync(display: Display, value: int) -> None:
    """What is no sync is EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, lib.eglSignalSyncKHR, display.handle, handle(value), _SIGNALED)


@conf("Q2")
def test_attributes(display: Display) -> None:
    """It takes none, EGL_BAD_ATTRIBUTE; an empty list is as no list."""
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglCreateSyncKHR, display.handle, _REUSABLE, attributes({0x7777: 0}))
    done(lib.eglCreateSyncKHR(display.handle, _REUSABLE, attributes({})))


@conf("Q4", "Q6")
def test_timeout(display: Display, sync: Any) -> None:
    """A wait for what nobody signals takes its time, not less, and expires."""
    begin = time.monotonic()
    assert _wait(display, sync, 50_000_000) == _EXPIRED
    assert 0.05 <= time.monotonic() - begin < 5


@conf("Q6")
def test_signal_wakes(display: Display, sync: Any) -> None:
    """A signal wakes every thread that waits."""
    with Worker() as first, Worker() as second:
        answers = [each.start(_wait, display, sync, _FOREVER) for each in (first, second)]
        time.sleep(0.05)
        done(lib.eglSignalSyncKHR(display.handle, sync, _SIGNALED))
        assert [each() for each in answers] == [_SATISFIED, _SATISFIED]


@conf("Q7")
def test_destroy_wakes(display: Display, sync: Any) -> None:
    """So does destroying it, and then it is none."""
    with Worker() as worker:
        answer = worker.start(_wait, display, sync, _FOREVER)
        time.sleep(0.05)
        done(lib.eglDestroySyncKHR(display.handle, sync))
        assert answer() == _SATISFIED
    refused(lib.EGL_BAD_PARAMETER, lib.eglDestroySyncKHR, display.handle, sync)
    refused(lib.EGL_BAD_PARAMETER, lib.eglSignalSyncKHR, display.handle, sync, _SIGNALED)


@conf("Q5", "Q6")
@needs("egl:EGL_KHR_wait_sync")
def test_server_wait_needs_a_context(display: Display, sync: Any) -> None:
    """A wait in the queue needs a context that is current: EGL_BAD_MATCH."""
    refused(lib.EGL_BAD_MATCH, lib.eglWaitSyncKHR, display.handle, sync, 0)

"""pyegl.Sync: fences and reusable syncs, waited for without the GIL, from one thread or several."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from pydrm import ClosedError
from pyegl import BadMatch, BadParameter, Sync

from ..support import conf
from . import objects, sampling

if TYPE_CHECKING:
    from pyegl import Display

_MS, _SECOND = 1_000_000, 1_000_000_000


@conf("Q4")
def test_fence(egl: Display) -> None:
    """A fence behind what was drawn is signalled once that is done, and a wait without a limit returns."""
    with sampling.current(egl), Sync.fence(egl) as sync:
        assert sync.kind == "fence"
        assert sync.display is egl
        objects.gl.glClear(0x4000)
        assert sync.client_wait()
        assert sync.client_wait(0)
        assert sync.signaled
        assert "fence" in repr(sync)


@conf("Q1")
def test_fence_without_a_context(egl: Display) -> None:
    """EGL_BAD_MATCH, with what to do about it."""
    with pytest.raises(BadMatch) as caught:
        Sync.fence(egl)
    assert "context of the display that is current" in caught.value.__notes__[0]


@conf("Q5")
def test_server_wait(egl: Display) -> None:
    """Waiting on the server's side returns at once, and what is drawn after it is done in the end."""
    with sampling.current(egl), Sync.fence(egl) as sync:
        sync.wait()
        objects.gl.glClear(0x4000)
        objects.gl.glFinish()
        assert sync.signaled
    with Sync.reusable(egl) as flag, pytest.raises((BadMatch, BadParameter)):
        flag.wait()


@conf("Q6")
def test_reusable(egl: Display) -> None:
    """A flag: not set at first, set and unset any number of times."""
    with Sync.reusable(egl) as sync:
        assert sync.kind == "reusable"
        for _ in range(3):
            assert not sync.signaled
            assert sync.client_wait(0) is False
            sync.signal()
            sync.signal()
            assert sync.signaled
            assert sync.client_wait()
            sync.unsignal()


@conf("Q6")
def test_fences_are_not_signalled(egl: Display) -> None:
    """Setting or unsetting a fence: EGL_BAD_MATCH."""
    with sampling.current(egl), Sync.fence(egl) as sync:
        for act in (sync.signal, sync.unsignal):
            with pytest.raises(BadMatch, match="eglSignalSyncKHR"):
                act()


@conf("Q4", "Q6")
@pytest.mark.parametrize("limit", [5 * _MS, 120 * _MS], ids=["short", "longer-than-a-slice"])
def test_limits(egl: Display, limit: int) -> None:
    """A wait that nothing ends takes as long as it was told, and not much longer."""
    with Sync.reusable(egl) as sync:
        begin = time.monotonic_ns()
        assert sync.client_wait(limit) is False
        assert limit <= time.monotonic_ns() - begin < limit + _SECOND
        with pytest.raises(ValueError, match="None waits for ever"):
            sync.client_wait(-1)


@conf("Q6")
@pytest.mark.parametrize("limit", [None, 20 * _SECOND], ids=["no-limit", "limit"])
def test_signal_wakes_every_waiter(egl: Display, limit: int | None) -> None:
    """Three threads that wait are woken by one signal, and the GIL was free all the time."""
    with Sync.reusable(egl) as sync:
        answers: list[bool] = []
        waiters = [threading.Thread(target=lambda: answers.append(sync.client_wait(limit))) for _ in range(3)]
        for each in waiters:
            each.start()
        ticks = 0
        end = time.monotonic() + 0.2
        while time.monotonic() < end:
            time.sleep(0.001)
            ticks += 1
        assert not answers
        assert ticks > 20
        sync.signal()
        for each in waiters:
            each.join(10)
        assert answers == [True] * 3


@conf("Q7")
def test_closing_ends_waits(egl: Display) -> None:
    """A sync that is closed while a thread waits for it: that thread gets ClosedError, soon."""
    sync = Sync.reusable(egl)
    errors: list[BaseException] = []

    def wait() -> None:
        try:
            sync.client_wait()
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.1)
    sync.close()
    thread.join(10)
    assert not thread.is_alive()
    assert [type(each) for each in errors] == [ClosedError]


@conf("Q7")
def test_closed(egl: Display) -> None:
    """Closed once or twice, by itself or with its display, it is dead and says so."""
    first, second = Sync.reusable(egl), Sync.reusable(egl)
    first.close()
    first.close()
    egl.close()
    for sync in (first, second):
        assert not sync
        for act in (sync.client_wait, sync.signal, sync.unsignal, sync.wait, lambda each=sync: each.signaled):
            with pytest.raises(ClosedError):
                act()
    second.close()


@conf("Q4")
def test_fence_outlives_its_context(egl: Display) -> None:
    """A fence can be waited for on another thread, and when its context is gone."""
    with egl.create_context(version=(2, 0)) as context:
        with context.make_current():
            objects.gl.glClear(0x4000)
            sync = Sync.fence(egl)
            objects.gl.glFlush()
        answers: list[bool] = []
        thread = threading.Thread(target=lambda: answers.append(sync.client_wait(5 * _SECOND)))
        thread.start()
        thread.join()
    assert answers == [True]
    assert sync.client_wait(_SECOND)
    sync.close()

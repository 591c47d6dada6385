"""Signals that would end the process at once: made to unwind it, and kept waiting while that must not be disturbed."""

from __future__ import annotations

import os
import select
import signal
import threading
from contextlib import contextmanager

from .._wait import deadline_of, poll_fd, remaining

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import NoReturn

__all__ = ["Unwinding", "stay", "undisturbed"]

# What a terminal or a service manager ends programs with. SIGINT unwinds by itself, as KeyboardInterrupt.
_ENDING = (signal.SIGTERM, signal.SIGHUP)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


class Unwinding:
    # From begin() to end() signals that nobody handles raise SystemExit. Python has handlers in its main thread alone.
    __slots__ = ("_changed",)

    def __init__(self) -> None:
        self._changed: list[signal.Signals] = []

    def begin(self) -> None:
        if threading.current_thread() is threading.main_thread():
            for number in _ENDING:
                if signal.getsignal(number) is signal.SIG_DFL:
                    signal.signal(number, _leave)
                    self._changed.append(number)

    def end(self) -> None:
        while self._changed:
            number = self._changed.pop()
            if signal.getsignal(number) is _leave:
                signal.signal(number, signal.SIG_DFL)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Inside, SIGINT, SIGTERM and SIGHUP wait. (In the main thread; others never run signal handlers.)"""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, *_ENDING)}
    own = [number for number, handler in before.items() if callable(handler)]
    for number in own:
        signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number in own:
            signal.signal(number, before[number])
        for each in came:
            signal.raise_signal(each)


def stay(seconds: float | None) -> None:
    """Sleep for so many seconds, or for ever, until a signal's handler raises. (In the main thread.)

    ``time.sleep`` would lose a signal that comes just before it, or that another thread gets (numpy's algebra has
    some): Python runs handlers between the main thread's own steps. What each signal writes is there to be read.
    """
    deadline = deadline_of(None if seconds is None else int(seconds * 1e9))
    ends: list[int] = []
    before = -1
    try:
        ends.extend(os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC))
        before = signal.set_wakeup_fd(ends[1], warn_on_full_buffer=False)
        # A signal from before that, in the moment in which CPython took its lock, is forgotten until it takes it again
        # (3.11's take_gil computes eval_breaker anew, and not atomically).
        poll_fd(ends[0], select.POLLIN, 0)
        while poll_fd(ends[0], select.POLLIN, remaining(deadline)):
            os.read(ends[0], 4096)
    finally:
        signal.set_wakeup_fd(before)
        for fd in ends:
            os.close(fd)

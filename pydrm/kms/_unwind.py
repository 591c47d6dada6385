"""Signals that would end the process at once: made to unwind it, and kept waiting while that must not be disturbed."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
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


def stay(seconds: float | None, ending: Collection[signal.Signals] = (signal.SIGINT, *_ENDING)) -> None:
    """Sleep for so many seconds, or for ever, until one of these signals has a handler that raises. (Main thread.)

    ``time.sleep`` would lose one that comes just before it: Python runs handlers between its own steps.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    waited = {number for number in ending if signal.getsignal(number) is not signal.SIG_IGN}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    while deadline is None or time.monotonic() < deadline:
        try:
            signal.pthread_sigmask(signal.SIG_BLOCK, waited)
            came = signal.sigtimedwait(waited, 3600 if deadline is None else max(0, deadline - time.monotonic()))
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if came is not None:
            signal.raise_signal(came.si_signo)

"""Signals that would end the process at once: made to unwind it, and kept waiting while that must not be disturbed."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import NoReturn

__all__ = ["Unwinding", "undisturbed"]

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

"""A bound on every case: after a minute the main thread gets an exception, after a minute and a half the run ends."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

SOFT_SECONDS = 60.0
HARD_SECONDS = 90.0

# Not SIGALRM: cases about interrupted system calls own that one.
_SIGNAL = signal.SIGUSR2


class TooSlow(BaseException):
    """A case took longer than the bound; BaseException, so that no `except Exception` of a case swallows it."""


def _raise(number: int, frame: FrameType | None) -> None:
    raise TooSlow(f"the case took more than {SOFT_SECONDS:.0f} s")


class Watchdog:
    """Armed around one case."""

    def __init__(self) -> None:
        self._timer: threading.Timer | None = None
        self._stderr = os.dup(sys.__stderr__.fileno()) if sys.__stderr__ is not None else 2

    def start(self) -> None:
        """Arm it: called in the main thread."""
        signal.signal(_SIGNAL, _raise)
        main = threading.main_thread().ident
        assert main is not None
        self._timer = threading.Timer(SOFT_SECONDS, signal.pthread_kill, (main, _SIGNAL))
        self._timer.daemon = True
        self._timer.start()
        # A wait that no signal can interrupt is a kernel bug: end the run with every thread's stack.
        faulthandler.dump_traceback_later(HARD_SECONDS, exit=True, file=self._stderr)

    def stop(self) -> None:
        """Disarm it."""
        faulthandler.cancel_dump_traceback_later()
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
            self._timer = None

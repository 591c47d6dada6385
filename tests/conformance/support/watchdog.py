"""A bound on every case: after a minute the main thread gets an exception, after a minute and a half the run ends.

On an emulated processor these are five minutes and seven and a half.

One thread does it for the whole run: making threads for each case would take longer than most cases.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

from .pace import patient

if TYPE_CHECKING:
    from types import FrameType

SOFT_SECONDS = patient(60.0)
HARD_SECONDS = patient(90.0)

# Not SIGALRM: cases about interrupted system calls own that one.
_SIGNAL = signal.SIGUSR2
_LOOK_SECONDS = 2.0


class TooSlow(BaseException):
    """A case took longer than the bound; BaseException, so that no `except Exception` of a case swallows it."""


def _raise(number: int, frame: FrameType | None) -> None:
    raise TooSlow(f"the case took more than {SOFT_SECONDS:.0f} s")


class Watchdog:
    """Armed around each case."""

    def __init__(self) -> None:
        self._started: float | None = None
        self._warned = False
        self._stderr = os.dup(sys.__stderr__.fileno()) if sys.__stderr__ is not None else 2
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """A case begins: called in the main thread."""
        self._warned = False
        self._started = time.monotonic()
        if self._thread is None:
            signal.signal(_SIGNAL, _raise)
            self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """The case is over."""
        self._started = None

    def _watch(self) -> None:
        main = threading.main_thread().ident
        assert main is not None
        while True:
            # For a case that never gives the interpreter lock back: only a thread of C still runs then.
            faulthandler.dump_traceback_later(HARD_SECONDS, exit=True, file=self._stderr)
            time.sleep(_LOOK_SECONDS)
            started = self._started
            age = time.monotonic() - started if started is not None else 0.0
            if age > HARD_SECONDS:  # a wait that no signal can interrupt is a kernel bug: end the run
                faulthandler.dump_traceback(file=self._stderr, all_threads=True)
                os._exit(3)
            if age > SOFT_SECONDS and not self._warned:
                self._warned = True
                signal.pthread_kill(main, _SIGNAL)

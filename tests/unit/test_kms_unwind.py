"""What a program that shows something sleeps in: no signal is lost, whenever it comes."""

from __future__ import annotations

import random
import signal
import threading
import time

import pytest

from pydrm.kms._unwind import stay


class Came(Exception):
    """By the handler."""


def _raise(*_: object) -> None:
    raise Came


def _stay_until(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_REAL, seconds)
    stay(5)


@pytest.mark.parametrize("threads", [0, 3])
def test_a_signal_at_any_time(threads: int) -> None:
    """Just before, while it begins, and when it waits, whichever thread gets it.

    ``time.sleep`` misses one or two of a hundred of these.
    """
    done = threading.Event()
    others = [threading.Thread(target=done.wait) for _ in range(threads)]
    for each in others:
        each.start()
    moment = random.Random(1)
    before = signal.signal(signal.SIGALRM, _raise)
    try:
        for _ in range(800):
            begun = time.monotonic()
            with pytest.raises(Came):
                _stay_until(moment.uniform(1e-6, 60e-6))
            assert time.monotonic() - begun < 4
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.set_wakeup_fd(-1)
        done.set()
        for each in others:
            each.join()


@pytest.mark.parametrize("handler", [signal.SIG_IGN, lambda number, frame: None], ids=["ignored", "handled"])
def test_signals_that_end_nothing(handler: signal.Handlers) -> None:
    """It stays for as long as it was told to."""
    before = signal.signal(signal.SIGALRM, handler)
    begun = time.monotonic()
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
        stay(0.2)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - begun >= 0.2
    assert signal.set_wakeup_fd(-1) == -1

"""The ledger's lock: one at a time, everybody gets a turn, and no exception of a signal handler leaves it locked."""

from __future__ import annotations

import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from pydrm._baton import Baton

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def hasty() -> Iterator[None]:
    """Switch threads as often as the interpreter can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_one_at_a_time() -> None:
    """Threads that count under the lock lose nothing, and all of them get on."""
    baton, inside, counts = Baton(), [0], [0] * 6

    def work(number: int) -> None:
        for _ in range(400):
            with baton:
                inside[0] += 1
                assert inside[0] == 1
                counts[number] += 1
                if counts[number] % 50 == 0:
                    time.sleep(0.0005)
                inside[0] -= 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert counts == [400] * 6
    assert not baton.locked()
    assert not baton._gates


def test_waiting_ends_when_the_holder_lets_go() -> None:
    """A waiter is woken at once, not when its patience ends."""
    baton, got = Baton(), []
    me = object()
    assert baton.held.setdefault(0, me) is me
    thread = threading.Thread(target=lambda: (baton.__enter__(), got.append(time.monotonic())))
    thread.start()
    time.sleep(0.12)
    assert not got
    start = time.monotonic()
    del baton.held[0]
    baton.wake()
    thread.join(5)
    assert got[0] - start < 0.045
    assert baton.locked()


def test_a_wake_up_that_never_came() -> None:
    """A waiter whose wake-up was lost looks for itself."""
    baton = Baton()
    baton.held[0] = object()
    thread = threading.Thread(target=baton.__enter__)
    thread.start()
    time.sleep(0.02)
    del baton.held[0]
    thread.join(5)
    assert not thread.is_alive()


class Interrupted(Exception):
    pass


def test_interrupted_at_any_point() -> None:
    """Exceptions of a signal handler, wherever they strike, leave the lock free."""
    baton = Baton()
    struck = 0

    def interrupt(number: int, frame: object) -> None:
        raise Interrupted

    def once() -> None:
        # The steps as the ledger writes them out.
        me = object()
        try:
            if baton.held.setdefault(0, me) is not me:
                baton.wait(me)
            [None].copy()
        except BaseException:
            baton.recover(me)
            raise
        del baton.held[0]
        baton.wake()

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        until = time.monotonic() + 2
        while time.monotonic() < until:
            try:
                signal.setitimer(signal.ITIMER_REAL, 0.0002)
                for _ in range(100_000):
                    once()
            except Interrupted:
                struck += 1
                assert not baton.locked()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert struck > 100
    once()

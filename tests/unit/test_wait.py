"""Waiting for descriptors: never early, never long, in threads and in asyncio, under signals."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from pydrm._wait import POLLIN, POLLOUT, deadline_of, poll_fd, poll_fd_async, remaining

if TYPE_CHECKING:
    from collections.abc import Iterator

MS = 1_000_000


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    yield read, write
    os.close(read)
    os.close(write)


def fds() -> list[str]:
    return sorted(os.listdir("/proc/self/fd"))


def test_asking_does_not_wait(pipe: tuple[int, int]) -> None:
    """A timeout of 0 answers at once: not ready, ready, writable."""
    read, write = pipe
    assert poll_fd(read, POLLIN, 0) == 0
    assert poll_fd(write, POLLOUT, 0) == POLLOUT
    os.write(write, b"x")
    assert poll_fd(read, POLLIN, 0) == POLLIN


@pytest.mark.parametrize("timeout_ns", [1, 300_000, 5 * MS, 20 * MS])
def test_never_early(pipe: tuple[int, int], timeout_ns: int) -> None:
    """The time asked for passes in full, below a millisecond too."""
    start = time.monotonic_ns()
    assert poll_fd(pipe[0], POLLIN, timeout_ns) == 0
    assert time.monotonic_ns() - start >= timeout_ns


def test_signals_do_not_start_the_time_anew(pipe: tuple[int, int]) -> None:
    """Interrupted every millisecond, a wait of 100 ms takes 100 ms."""
    ticks: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: ticks.append(number))
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    try:
        start = time.monotonic_ns()
        assert poll_fd(pipe[0], POLLIN, 100 * MS) == 0
        took = time.monotonic_ns() - start
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert 100 * MS <= took < 400 * MS
    assert len(ticks) > 10


def test_one_signal_does_not_start_the_time_anew(pipe: tuple[int, int]) -> None:
    """Interrupted once, late, a wait still ends when it should."""
    before = signal.signal(signal.SIGALRM, lambda number, frame: None)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        start = time.monotonic_ns()
        assert poll_fd(pipe[0], POLLIN, 400 * MS) == 0
        took = time.monotonic_ns() - start
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert 400 * MS <= took < 650 * MS


def test_waiting_lets_other_threads_run(pipe: tuple[int, int]) -> None:
    """A thread that writes wakes the one that waits for ever: the wait does not hold the interpreter."""
    read, write = pipe
    threading.Timer(0.02, os.write, (write, b"x")).start()
    assert poll_fd(read, POLLIN, None) == POLLIN


def test_bad_arguments() -> None:
    """Negative times and closed descriptors are errors, in both worlds."""
    with pytest.raises(ValueError, match="at least 0"):
        poll_fd(0, POLLIN, -1)
    for timeout in (0, 5 * MS, None):
        with pytest.raises(OSError) as caught:
            poll_fd(987654, POLLIN, timeout)
        assert caught.value.errno == errno.EBADF
    with pytest.raises(OSError):
        asyncio.run(poll_fd_async(987654, POLLIN, 5 * MS))


def test_deadlines() -> None:
    """None is for ever; what is left is never negative."""
    assert deadline_of(None) is None
    assert remaining(None) is None
    assert remaining(deadline_of(0)) == 0
    assert 0 < (remaining(deadline_of(10**12)) or 0) <= 10**12
    assert poll_fd(os.sysconf("SC_PAGE_SIZE") and 1, POLLOUT, 10**30) in (POLLOUT, POLLOUT | 8)


def test_async_ready_and_timeout(pipe: tuple[int, int]) -> None:
    """In asyncio: ready at once, late, and not at all, never early."""
    read, write = pipe

    async def check() -> None:
        start = time.monotonic_ns()
        assert await poll_fd_async(read, POLLIN, 5 * MS) == 0
        assert time.monotonic_ns() - start >= 5 * MS
        asyncio.get_running_loop().call_later(0.01, os.write, write, b"x")
        assert await poll_fd_async(read, POLLIN, None) == POLLIN
        assert await poll_fd_async(read, POLLIN, 0) == POLLIN

    asyncio.run(check())


def test_many_tasks_on_one_descriptor(pipe: tuple[int, int]) -> None:
    """All waiters of one descriptor wake, and none takes away the callback of another or of the user."""
    read, write = pipe
    before = fds()

    async def check() -> None:
        mine: list[str] = []
        loop = asyncio.get_running_loop()
        loop.add_reader(read, mine.append, "user")
        tasks = [asyncio.create_task(poll_fd_async(read, POLLIN, 10**10)) for _ in range(8)]
        await asyncio.sleep(0.01)
        os.write(write, b"x")
        assert await asyncio.gather(*tasks) == [POLLIN] * 8
        await asyncio.sleep(0.01)
        assert mine
        assert loop.remove_reader(read)

    asyncio.run(check())
    assert fds() == before


def test_cancelled_tasks_leave_nothing(pipe: tuple[int, int]) -> None:
    """Cancelling gives the duplicate back at once."""
    read, _ = pipe

    async def check() -> None:
        before = fds()
        tasks = [asyncio.create_task(poll_fd_async(read, POLLIN, timeout)) for timeout in (None, 10**12)]
        await asyncio.sleep(0.01)
        assert len(fds()) == len(before) + 2
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert fds() == before

    asyncio.run(check())


def test_closing_while_tasks_wait(pipe: tuple[int, int]) -> None:
    """The waiter watches its own duplicate: the next file that gets the closed number does not confuse it."""
    _, write = pipe
    read, far = os.pipe()

    async def check() -> None:
        task = asyncio.create_task(poll_fd_async(read, POLLIN, 50 * MS))
        await asyncio.sleep(0)
        os.close(read)
        assert await task == 0

    asyncio.run(check())
    os.close(far)
    assert write


class NoReaders(asyncio.SelectorEventLoop):
    """A loop that cannot watch descriptors."""

    def add_reader(self, *args: object) -> None:  # type: ignore[override]
        raise NotImplementedError


def test_loops_that_cannot_watch_descriptors() -> None:
    """There the wait happens in a thread; results, time and cancelling are the same."""
    read, write = os.pipe()
    before = fds()

    async def check() -> None:
        start = time.monotonic_ns()
        assert await poll_fd_async(read, POLLIN, 5 * MS) == 0
        assert time.monotonic_ns() - start >= 5 * MS
        task = asyncio.create_task(poll_fd_async(read, POLLIN, None))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        task = asyncio.create_task(poll_fd_async(read, POLLIN, None))
        await asyncio.sleep(0.01)
        os.write(write, b"x")
        assert await task == POLLIN

    loop = NoReaders()
    # The loop's own self-pipe needs the reader that the class refuses.
    try:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(check())
    finally:
        loop.close()
        asyncio.set_event_loop(None)
    deadline = time.monotonic() + 2
    while fds() != before and time.monotonic() < deadline:
        time.sleep(0.01)  # the thread of the cancelled task ends with its slice
    assert fds() == before
    os.close(read)
    os.close(write)

"""A sync_file by itself: pending, then signalled for ever, and what it answers to calls that are wrong."""

from __future__ import annotations

import errno
import fcntl
import os
import select
import time
from typing import TYPE_CHECKING

import pytest

from .support import conf, known, needs
from .support.fences import Blocked, next_descriptor, pending, polled
from .support.memory import inaccessible_page, try_mmap
from .support.raw import number_ioctl, request
from .support.sources import OVER_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.fences import Fences
    from .support.sources import Source

_IN = select.POLLIN
_CALLS = ("SYNC_IOC_MERGE", "SYNC_IOC_FILE_INFO", "SYNC_IOC_SET_DEADLINE")


@conf("Y1", "igt:sw_sync@sync_busy")
def test_busy_then_ready(source: Source, fences: Fences) -> None:
    """A pending file makes waiters wait; a signalled one is ready as often as it is asked."""
    fence = source.pending()
    assert polled(fence.fd, _IN, 0) == 0
    assert polled(fence.fd, _IN, 50) == 0
    assert fences.status(fence.fd) == 0
    fence.signal()
    for _ in range(3):
        assert polled(fence.fd, _IN, 0) == _IN
        assert polled(fence.fd, _IN, -1) == _IN
        assert fences.status(fence.fd) == 1


@conf("Y1", "X11")
@pytest.mark.parametrize("waiters", [1, 8])
def test_sleepers_wake(source: Source, waiters: int) -> None:
    """Everybody who sleeps on the file wakes on the signal, at once."""
    fence = source.pending()
    sleepers = [Blocked(lambda: (polled(fence.fd, _IN, -1), time.monotonic())) for _ in range(waiters)]
    time.sleep(0.05)
    assert all(sleeper.is_alive() for sleeper in sleepers)
    signalled = time.monotonic()
    fence.signal()
    for sleeper in sleepers:
        events, woken = sleeper.answer(1.0)
        assert events == _IN
        assert woken - signalled < 0.5


@conf("Y1", "Y15")
@pytest.mark.parametrize("flag", [0, select.EPOLLET], ids=["level", "edge"])
def test_epoll(source: Source, flag: int) -> None:
    """Level-triggered epoll repeats that the file is ready; edge-triggered says it once."""
    fence = source.pending()
    with select.epoll() as epoll:
        epoll.register(fence.fd, select.EPOLLIN | select.EPOLLOUT | flag)
        assert epoll.poll(0) == []
        waiter = Blocked(lambda: epoll.poll(5))
        assert waiter.blocks(0.05)
        fence.signal()
        assert waiter.answer(1.0) == [(fence.fd, select.EPOLLIN)]
        assert epoll.poll(0) == ([] if flag else [(fence.fd, select.EPOLLIN)])
    with select.epoll() as epoll:
        epoll.register(fence.fd, select.EPOLLIN | flag)
        assert epoll.poll(0) == [(fence.fd, select.EPOLLIN)]


@conf("Y15")
def test_other_events_never_happen(source: Source) -> None:
    """A file becomes readable and nothing else."""
    fence = source.pending()
    others = (0, select.POLLOUT, select.POLLPRI, select.POLLHUP, select.POLLRDHUP, select.POLLRDNORM, select.POLLWRNORM)
    everything = _IN
    for each in others:
        everything |= each
    assert [polled(fence.fd, events) for events in others] == [0] * len(others)
    assert polled(fence.fd, everything) == 0
    fence.signal()
    assert [polled(fence.fd, events) for events in others] == [0] * len(others)
    assert polled(fence.fd, everything) == _IN


@conf("Y15")
def test_unknown_ioctls(source: Source) -> None:
    """An ioctl that sync_file does not know, by number, size, direction or type, is ENOTTY."""
    fence = source.pending()
    for number in (
        request(3, ">", 0, 4),
        request(3, ">", 1, 40),
        request(3, ">", 2, 40),
        request(3, ">", 3, 40),
        request(1, ">", 3, 48),
        request(3, ">", 4, 48),
        request(3, ">", 5, 16),
        request(1, ">", 6, 16),
        request(3, "W", 0, 40),
        request(1, "b", 0, 8),
    ):
        assert number_ioctl(fence.fd, number, 0) == -errno.ENOTTY, hex(number)


@conf("Y7", "Y8", "Y11")
@pytest.mark.parametrize("name", known.each(_CALLS))
def test_arguments_that_cannot_be_read(source: Source, fences: Fences, name: str) -> None:
    """An argument in memory that the process may not read is EFAULT."""
    fence = source.pending()
    before = next_descriptor()
    with inaccessible_page() as page:
        for address in (0, 8, page.address):
            assert number_ioctl(fence.fd, fences.raw.number(name), address) == -errno.EFAULT
    assert next_descriptor() == before


@conf("Y1", "X9")
def test_the_file(source: Source) -> None:
    """It is an anonymous file that closes on exec and has no content."""
    fence = source.pending()
    assert os.readlink(f"/proc/self/fd/{fence.fd}") == "anon_inode:sync_file"
    assert fcntl.fcntl(fence.fd, fcntl.F_GETFD) == fcntl.FD_CLOEXEC
    calls: list[tuple[int, Callable[[], object]]] = [
        (errno.EINVAL, lambda: os.read(fence.fd, 1)),
        (errno.EBADF, lambda: os.write(fence.fd, b"x")),
        (errno.ESPIPE, lambda: os.lseek(fence.fd, 0, os.SEEK_SET)),
    ]
    for answer, call in calls:
        with pytest.raises(OSError) as failure:
            call()
        assert failure.value.errno == answer
    assert try_mmap(fence.fd, 4096, protection=1) == -errno.ENODEV


@conf("Y1", "B13")
def test_polled_and_closed(source: Source, fences: Fences) -> None:
    """A file may be closed while somebody's poll on it is still registered with the fence: the signal finds nobody."""
    for _ in range(20):
        fence = source.pending()
        assert pending(fence.fd)
        fences.drop(fence.fd)
        fence.signal()


@conf("Y1")
def test_a_duplicate_is_the_same_file(source: Source, fences: Fences) -> None:
    """Closing one descriptor leaves the other as it was."""
    fence = source.pending()
    again = fences.keep(os.dup(fence.fd))
    fences.drop(fence.fd)
    assert pending(again)
    fence.signal()
    assert not pending(again)


@needs("ioctl:SYNC_IOC_SET_DEADLINE")
@conf("Y11")
@pytest.mark.parametrize("pad", [1, 0x80000000])
def test_deadline_refuses_padding(source: Source, fences: Fences, pad: int) -> None:
    """The padding stays zero, so that it can mean something one day."""
    fence = source.pending()
    assert fences.set_deadline(fence.fd, 1000, pad) == -errno.EINVAL
    assert fences.set_deadline(fence.fd, 1000, pad << 32) == -errno.EINVAL


@needs("ioctl:SYNC_IOC_SET_DEADLINE")
@conf("Y11")
def test_deadlines_change_nothing_that_shows(source: Source, fences: Fences) -> None:
    """A deadline is a hint: past, future or none at all, the fence ends when it is signalled."""
    fence = source.pending()
    for deadline in (0, 1, time.monotonic_ns(), time.monotonic_ns() + 10**9, (1 << 64) - 1):
        assert fences.set_deadline(fence.fd, deadline) == 0
        assert pending(fence.fd)
    before = fences.info(fence.fd)
    fence.signal()
    assert fences.set_deadline(fence.fd, 1) == 0
    after = fences.info(fence.fd)
    assert (before.status, after.status) == (0, 1)
    assert after.name in (before.name, OVER_NAME)

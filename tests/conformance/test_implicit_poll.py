"""Waiting for a buffer: poll, select, epoll and asyncio on the dma-buf itself.

Readable means that no writer is left, writable that nobody is left at all; nothing else is ever reported.
"""

from __future__ import annotations

import asyncio
import os
import select
import time
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import WRITE_FENCE, Blocked, busy, polled

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.fencer import Fencer

pytestmark = needs("vgem.fence", "vgem.render")

_IN = select.POLLIN
_OUT = select.POLLOUT
_BOTH = _IN | _OUT

_FENCE = pytest.mark.parametrize("flags", [0, WRITE_FENCE], ids=["read", "write"])


@conf("I1", "igt:vgem_basic@dmabuf-fence", "igt:prime_busy@after")
@_FENCE
def test_fence_on_an_exported_buffer(fencer: Fencer, flags: int) -> None:
    """A read fence keeps writers out, a write fence everybody; the signal lets all in."""
    buffer = fencer.buffer()
    assert polled(buffer.dmabuf, _BOTH) == _BOTH
    fence = fencer.attach(buffer, flags).ok().out_fence
    while_busy = 0 if flags else _IN
    assert polled(buffer.dmabuf, _IN) == while_busy
    assert polled(buffer.dmabuf, _OUT) == 0
    assert polled(buffer.dmabuf, _BOTH) == while_busy
    assert fencer.signal(fence) == 0
    assert polled(buffer.dmabuf, _IN) == _IN
    assert polled(buffer.dmabuf, _OUT) == _OUT
    assert polled(buffer.dmabuf, _BOTH) == _BOTH


@conf("I2", "igt:vgem_basic@dmabuf-fence-before", "igt:prime_busy@before")
@_FENCE
def test_fence_before_the_export(fencer: Fencer, flags: int) -> None:
    """A fence that stood on the buffer before it was exported counts just the same."""
    first = fencer.buffer()
    fence = fencer.attach(first, flags).ok().out_fence
    fencer.drop(first.dmabuf)
    later = fencer.client.must_export(first.handle)
    try:
        assert busy(later, write=False) == bool(flags)
        assert busy(later, write=True)
        assert fencer.signal(fence) == 0
        assert polled(later, _BOTH) == _BOTH
    finally:
        os.close(later)


@conf("I1")
@_FENCE
def test_other_events_never_happen(fencer: Fencer, flags: int) -> None:
    """Urgent data, hang-up and the like are not reported, busy or idle."""
    buffer = fencer.buffer()
    others = (
        0,
        select.POLLPRI,
        select.POLLERR,
        select.POLLHUP,
        select.POLLRDHUP,
        select.POLLRDNORM,
        select.POLLWRNORM,
        select.POLLRDBAND,
        select.POLLWRBAND,
        select.POLLMSG,
    )
    fence = fencer.attach(buffer, flags).ok().out_fence
    assert [polled(buffer.dmabuf, events) for events in others] == [0] * len(others)
    assert polled(buffer.dmabuf, _BOTH | select.POLLPRI | select.POLLRDNORM) == (0 if flags else _IN)
    assert fencer.signal(fence) == 0
    assert [polled(buffer.dmabuf, events) for events in others] == [0] * len(others)
    assert polled(buffer.dmabuf, _BOTH | select.POLLPRI | select.POLLRDNORM) == _BOTH


@conf("I1")
def test_a_writable_buffer_needs_every_reader_gone(fencer: Fencer) -> None:
    """Each signal is looked at: the poller goes back to sleep until the last fence ends."""
    buffer = fencer.buffer()
    readers = [fencer.must_read(buffer) for _ in range(4)]
    waiter = Blocked(lambda: polled(buffer.dmabuf, _OUT, 5000))
    for reader in (readers[2], readers[0], readers[3]):
        assert waiter.blocks(0.05)
        assert fencer.signal(reader) == 0
    assert waiter.blocks(0.05)
    assert polled(buffer.dmabuf, _IN) == _IN
    assert fencer.signal(readers[1]) == 0
    assert waiter.answer(1.0) == _OUT


@conf("I3", "X11")
@pytest.mark.parametrize("events", [_IN, _OUT, _BOTH], ids=["in", "out", "both"])
def test_a_sleeping_poll_wakes_on_the_signal(fencer: Fencer, events: int) -> None:
    """A poll without a timeout sleeps until the signal and not longer."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    waiter = Blocked(lambda: (polled(buffer.dmabuf, events, -1), time.monotonic()))
    assert waiter.blocks(0.1)
    signalled = time.monotonic()
    assert fencer.signal(fence) == 0
    found, woken = waiter.answer(1.0)
    assert found & events
    assert woken - signalled < 0.5
    assert polled(buffer.dmabuf, events) == events


@conf("I3")
def test_a_poll_with_a_timeout(fencer: Fencer) -> None:
    """A poll that may not sleep does not; one with a timeout sleeps that long and then says that nothing happened."""
    buffer = fencer.buffer()
    fencer.must_write(buffer)
    started = time.monotonic()
    for _ in range(20):
        assert polled(buffer.dmabuf, _BOTH, 0) == 0
    assert time.monotonic() - started < 0.5
    started = time.monotonic()
    assert polled(buffer.dmabuf, _BOTH, 100) == 0
    assert 0.09 < time.monotonic() - started < 1.0


@conf("I3")
def test_select(fencer: Fencer) -> None:
    """select(2) sees the same two states; its exceptional set stays empty."""
    buffer = fencer.buffer()
    fd = buffer.dmabuf
    assert select.select([fd], [fd], [fd], 0) == ([fd], [fd], [])
    fence = fencer.must_read(buffer)
    assert select.select([fd], [fd], [fd], 0) == ([fd], [], [])
    assert fencer.signal(fence) == 0
    fence = fencer.must_write(buffer)
    assert select.select([fd], [fd], [fd], 0) == ([], [], [])
    waiter = Blocked(lambda: select.select([fd], [], [], 5))
    assert waiter.blocks(0.05)
    assert fencer.signal(fence) == 0
    assert waiter.answer(1.0) == ([fd], [], [])


@conf("I3")
@pytest.mark.parametrize("flag", [0, select.EPOLLET], ids=["level", "edge"])
def test_epoll(fencer: Fencer, flag: int) -> None:
    """epoll wakes on the signal, repeats itself while the buffer is idle and sleeps when it is busy again.

    Edge-triggered makes no difference: dma_buf_poll wakes the queue whenever it finds nothing to wait for, so each look
    at an idle buffer is itself the next edge. Recorded on Linux 6.12.
    """
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    with select.epoll() as epoll:
        epoll.register(buffer.dmabuf, select.EPOLLIN | select.EPOLLOUT | flag)
        for _ in range(3):
            assert epoll.poll(0) == []
            waiter = Blocked(lambda: epoll.poll(5))
            assert waiter.blocks(0.05)
            assert fencer.signal(fence) == 0
            ((fd, events),) = waiter.answer(1.0)
            assert fd == buffer.dmabuf
            assert events & (select.EPOLLIN | select.EPOLLOUT)
            assert [epoll.poll(0) for _ in range(3)] == [[(fd, select.EPOLLIN | select.EPOLLOUT)]] * 3
            fence = fencer.must_write(buffer)
        assert epoll.poll(0) == []
        assert fencer.signal(fence) == 0
        assert epoll.poll(1)


@conf("I3")
def test_epoll_one_direction(fencer: Fencer) -> None:
    """One who waits for writers only is not woken by readers, and the reverse holds for one who waits for everybody."""
    buffer = fencer.buffer()
    reader = fencer.must_read(buffer)
    with select.epoll() as reading, select.epoll() as writing:
        reading.register(buffer.dmabuf, select.EPOLLIN)
        writing.register(buffer.dmabuf, select.EPOLLOUT)
        assert reading.poll(0) == [(buffer.dmabuf, select.EPOLLIN)]
        assert writing.poll(0) == []
        assert fencer.signal(reader) == 0
        assert writing.poll(1) == [(buffer.dmabuf, select.EPOLLOUT)]


@conf("I3")
def test_asyncio(fencer: Fencer) -> None:
    """An event loop gets its callback when the buffer is free, and runs other things meanwhile."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)

    async def main() -> list[str]:
        loop = asyncio.get_running_loop()
        seen: list[str] = []
        ready = asyncio.Event()
        loop.add_reader(buffer.dmabuf, lambda: (seen.append("ready"), ready.set()))
        try:
            await asyncio.sleep(0.05)
            seen.append("slept")
            assert fencer.signal(fence) == 0
            await asyncio.wait_for(ready.wait(), 2)
        finally:
            loop.remove_reader(buffer.dmabuf)
        return seen

    assert asyncio.run(main())[:2] == ["slept", "ready"]


@conf("I4")
def test_readers_and_writers_wake_apart(fencer: Fencer) -> None:
    """With a writer and later a reader on the buffer, each waiter wakes at its own moment."""
    buffer = fencer.buffer()
    fence = fencer.must_read(buffer)
    for_writing = Blocked(lambda: polled(buffer.dmabuf, _OUT, 5000))
    assert for_writing.blocks(0.05)
    assert polled(buffer.dmabuf, _IN, 5000) == _IN
    assert for_writing.is_alive()
    assert fencer.signal(fence) == 0
    assert for_writing.answer(1.0) == _OUT


@conf("I4")
@pytest.mark.parametrize("same", [True, False], ids=["one-descriptor", "own-descriptors"])
def test_every_waiter_wakes(fencer: Fencer, closing: Callable[[int], int], same: bool) -> None:
    """Eight waiters, half for reading and half for writing, all wake on one signal."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    fds = [buffer.dmabuf if same else closing(os.dup(buffer.dmabuf)) for _ in range(8)]
    wanted = [_IN if number % 2 else _OUT for number in range(8)]
    waiters = [
        Blocked(lambda fd=fd, events=events: polled(fd, events, 5000))  # type: ignore[misc]
        for fd, events in zip(fds, wanted, strict=True)
    ]
    time.sleep(0.1)
    assert all(waiter.is_alive() for waiter in waiters)
    assert fencer.signal(fence) == 0
    assert [waiter.answer(2.0) for waiter in waiters] == wanted


@conf("I4")
def test_polling_does_not_disturb_the_sleepers(fencer: Fencer) -> None:
    """Others may poll the busy buffer as often as they like while one sleeps on it."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    waiter = Blocked(lambda: polled(buffer.dmabuf, _IN, 5000))
    for _ in range(50):
        assert polled(buffer.dmabuf, _BOTH) == 0
    assert waiter.blocks(0.05)
    assert fencer.signal(fence) == 0
    assert waiter.answer(1.0) == _IN
    for _ in range(3):
        fence = fencer.must_read(buffer)
        assert polled(buffer.dmabuf, _BOTH) == _IN
        assert fencer.signal(fence) == 0
        assert polled(buffer.dmabuf, _BOTH) == _BOTH


@conf("I4")
def test_a_waiter_may_give_up(fencer: Fencer) -> None:
    """A waiter that timed out leaves nothing behind that would keep a later one from waking."""
    buffer = fencer.buffer()
    for attach in (fencer.must_read, fencer.must_write) * 2:
        fence = attach(buffer)
        assert polled(buffer.dmabuf, _OUT, 20) == 0
        waiter = Blocked(lambda: polled(buffer.dmabuf, _OUT, 5000))
        assert waiter.blocks(0.02)
        assert fencer.signal(fence) == 0
        assert waiter.answer(1.0) == _OUT

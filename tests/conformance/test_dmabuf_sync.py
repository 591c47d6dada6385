"""DMA_BUF_IOCTL_SYNC: the brackets around CPU access, and the waiting that is part of them."""

from __future__ import annotations

import errno
import itertools
import os
import select
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import END, READ, RW, WRITE, WRITE_FENCE, Blocked, busy
from .support.memory import PAGE
from .support.processes import Child, Gate

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.exporters import Exporter
    from .support.fencer import Fencer
    from .support.fences import Fences

_DIRECTIONS = pytest.mark.parametrize("flags", [READ, WRITE, RW], ids=["read", "write", "rw"])


@conf("B6", "igt:prime_mmap@test_invalid_sync_flags")
def test_flags_that_mean_nothing(exporter: Exporter, fences: Fences) -> None:
    """A bracket says reading, writing or both, and start or end; all 64 bits are looked at."""
    fd = fences.keep(exporter.make(PAGE))
    wrong = [0, END, 8, 9, 8 | RW | END, 0x10 | READ, 1 << 31, (1 << 32) | READ, 1 << 63, (1 << 63) | RW, (1 << 64) - 1]
    for flags in wrong:
        assert fences.sync(fd, flags) == -errno.EINVAL, hex(flags)
    assert fences.sync(fd, RW) == 0


@conf("B7")
@_DIRECTIONS
def test_brackets(exporter: Exporter, fences: Fences, flags: int) -> None:
    """Every bracket of an idle buffer opens and closes at once, nested and repeated as the caller likes."""
    fd = fences.keep(exporter.make(PAGE))
    assert fences.sync(fd, flags) == 0
    assert fences.sync(fd, flags) == 0
    assert fences.sync(fd, flags | END) == 0
    assert fences.sync(fd, flags | END) == 0


@conf("B7", "U5")
@_DIRECTIONS
def test_an_end_without_a_start(exporter: Exporter, fences: Fences, flags: int) -> None:
    """An end alone is let pass, except by udmabuf, which maps its pages at the first start. Recorded on Linux 6.12."""
    fd = fences.keep(exporter.make(PAGE))
    first = -errno.EINVAL if exporter.name == "udmabuf" else 0
    assert fences.sync(fd, flags | END) == first
    assert fences.sync(fd, flags | END) == first
    assert fences.sync(fd, flags) == 0
    assert fences.sync(fd, flags | END) == 0


@conf("B8", "igt:prime_busy@before-wait", "igt:prime_busy@after-wait")
@needs("vgem.fence")
def test_a_start_waits(exporter: Exporter, fencer: Fencer, fences: Fences) -> None:
    """Reading waits for writers, writing for everybody, whoever made the buffer; an end waits for nobody."""
    buffer = fencer.take(exporter.make(PAGE))
    # udmabuf refuses an end before the first start.
    assert fences.sync(buffer.dmabuf, RW) == 0
    for fence, flags in itertools.product((0, WRITE_FENCE), (READ, WRITE, RW)):
        live = fencer.attach(buffer, fence).ok().out_fence
        assert fences.sync(buffer.dmabuf, flags | END) == 0
        caller = Blocked(lambda flags=flags: int(fences.sync(buffer.dmabuf, flags)))  # type: ignore[misc]
        must_wait = bool(fence == WRITE_FENCE or flags & WRITE)
        assert caller.blocks(0.05) == must_wait, (fence, flags)
        assert fencer.signal(live) == 0
        assert caller.answer(1.0) == 0


@conf("B8")
@needs("vgem.fence")
def test_a_start_waits_for_all(fencer: Fencer, fences: Fences) -> None:
    """One who wants to write waits for the last reader, not for the first that ends."""
    buffer = fencer.buffer()
    readers = [fencer.must_read(buffer) for _ in range(3)]
    caller = Blocked(lambda: int(fences.sync(buffer.dmabuf, WRITE)))
    for reader in (readers[1], readers[0]):
        assert caller.blocks(0.05)
        assert fencer.signal(reader) == 0
    assert caller.blocks(0.05)
    assert fencer.signal(readers[2]) == 0
    assert caller.answer(1.0) == 0


@conf("B8", "X1", "igt:prime_mmap_coherency@ioctl-errors")
@needs("vgem.fence")
def test_a_start_is_interruptible(fencer: Fencer, fences: Fences) -> None:
    """A signal with a handler ends the wait with EINTR; the buffer is as busy as before."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    seen: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: seen.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        started = time.monotonic()
        answer = fences.sync(buffer.dmabuf, RW)
        assert time.monotonic() - started < 2
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert answer == -errno.EINTR
    assert seen == [signal.SIGALRM]
    assert busy(buffer.dmabuf, write=False)
    assert fencer.signal(fence) == 0
    assert fences.sync(buffer.dmabuf, RW) == 0


@conf("B8", "X8")
@needs("vgem.fence")
def test_a_start_can_be_killed(fencer: Fencer, fences: Fences) -> None:
    """A process inside the wait dies when it is told to, not when the fence ends."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)

    def child(gate: Gate) -> None:
        gate.open()
        fences.sync(buffer.dmabuf, RW)

    with Gate() as gate, Child(child, gate) as process:
        gate.wait()
        time.sleep(0.1)
        started = time.monotonic()
        assert process.kill() == -signal.SIGKILL
        assert time.monotonic() - started < 2
    assert busy(buffer.dmabuf, write=False)
    assert fencer.signal(fence) == 0


@conf("B8")
@needs("vgem.fence")
def test_the_wait_takes_no_lock(fencer: Fencer, fences: Fences) -> None:
    """While one waits inside the bracket others may poll, export fences, map and bracket the buffer for reading."""
    buffer = fencer.buffer()
    fence = fencer.must_read(buffer)
    caller = Blocked(lambda: int(fences.sync(buffer.dmabuf, WRITE)))
    assert caller.blocks(0.05)
    assert busy(buffer.dmabuf, write=True)
    assert not busy(buffer.dmabuf, write=False)
    assert fences.sync(buffer.dmabuf, READ) == 0
    assert fences.info(fences.must_export(buffer.dmabuf, WRITE)).states == [0]
    assert fencer.must_read(buffer) == fence + 1
    assert caller.is_alive()
    assert fencer.signal(fence) == 0
    # The reader that came while it waited counts or not: what is promised is an end, here by its signal.
    assert fencer.signal(fence + 1) == 0
    assert caller.answer(1.0) == 0


@conf("X11", "B8")
@needs("vgem.fence")
def test_the_wait_lets_python_run(fencer: Fencer, fences: Fences) -> None:
    """The interpreter's lock is free while the kernel waits."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    threading.Timer(0.3, lambda: fencer.signal(fence)).start()
    ticks: list[float] = []
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(0.01):
            ticks.append(time.monotonic())

    heart = threading.Thread(target=beat)
    heart.start()
    try:
        assert fences.sync(buffer.dmabuf, RW) == 0
    finally:
        stop.set()
        heart.join()
    assert len(ticks) >= 10


@conf("B13")
@needs("vgem.fence")
def test_polled_and_closed(fencer: Fencer, fences: Fences) -> None:
    """A buffer that was polled while busy lives until its fence is signalled, although nobody holds it any more."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    poller = select.poll()
    poller.register(buffer.dmabuf, select.POLLIN | select.POLLOUT)
    assert poller.poll(0) == []
    assert fencer.client.close_handle(buffer.handle) == 0
    fencer.drop(buffer.dmabuf)
    assert fencer.signal(fence) == 0


@conf("B13", "X5")
@needs("vgem.fence", "bufinfo")
def test_who_keeps_a_polled_buffer(fencer: Fencer, closing: Callable[[int], int]) -> None:
    """The reference that a busy poll takes shows in the count, and is given back by the signal."""
    from .support.bufinfo import fdinfo, read

    buffer = fencer.buffer()
    watch = closing(os.dup(buffer.dmabuf))
    ino = os.fstat(watch).st_ino
    idle = int(fdinfo(watch)["count"])
    fence = fencer.must_write(buffer)
    assert busy(watch, write=False)
    assert int(fdinfo(watch)["count"]) == idle + 1
    assert busy(watch, write=False)
    assert int(fdinfo(watch)["count"]) == idle + 1
    assert busy(watch, write=True)
    assert int(fdinfo(watch)["count"]) == idle + 2
    assert fencer.signal(fence) == 0
    assert int(fdinfo(watch)["count"]) == idle
    assert not busy(watch, write=True)
    assert int(fdinfo(watch)["count"]) == idle
    assert read().of(ino) is not None

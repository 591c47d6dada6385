"""Fences between threads and processes: a counter is handed round, and the count is exact."""

from __future__ import annotations

import array
import os
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import SW_SYNC, Fences, pending, polled
from .support.processes import Child, in_child

if TYPE_CHECKING:
    from .support.fencer import Fencer
    from .support.sources import Source

_IN = 1
_THREADS = 4
_ROUNDS = 64


class _Threads:
    """Threads whose first exception is the case's."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []
        self.threads: list[threading.Thread] = []

    def start(self, function: object, *arguments: object) -> None:
        def run() -> None:
            try:
                function(*arguments)  # type: ignore[operator]
            except BaseException as error:
                self.errors.append(error)

        self.threads.append(threading.Thread(target=run))
        self.threads[-1].start()

    def join(self) -> None:
        for thread in self.threads:
            thread.join()
        if self.errors:
            raise self.errors[0]


@conf("Y12", "igt:sw_sync@sync_busy_fork")
def test_signalled_by_a_child(source: Source) -> None:
    """A child that inherited the maker of the fence signals it; the parent wakes."""
    fence = source.pending()
    assert pending(fence.fd)

    def child() -> None:
        time.sleep(0.1)
        fence.signal()

    with Child(child) as process:
        assert polled(fence.fd, _IN, 5000) == _IN
        assert process.result() is None


@conf("Y12", "P19", "igt:sw_sync@sync_busy_fork_unixsocket")
@needs("sw_sync")
def test_signalled_through_a_socket(fences: Fences) -> None:
    """A child that was sent the timeline signals the parent's fence."""
    near, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with near, far:

        def child() -> int:
            _, ancillary, _, _ = far.recvmsg(1, socket.CMSG_SPACE(4), socket.MSG_CMSG_CLOEXEC)
            (received,) = array.array("i", ancillary[0][2])
            return int(fences.inc(received))

        with Child(child) as process:
            timeline = fences.timeline()
            fence = fences.fence(timeline, 1)
            assert pending(fence)
            near.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [timeline]))])
            assert polled(fence, _IN, 5000) == _IN
            assert process.result() == 0


@conf("Y12", "P19")
@needs("vgem.fence")
def test_a_sync_file_through_a_socket(source: Source, fences: Fences) -> None:
    """A sync_file that was sent elsewhere is the same file: it waits for the same fence and says the same of itself."""
    near, far = socket.socketpair()
    with near, far:
        fence = source.pending()
        near.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [fence.fd]))])
        _, ancillary, _, _ = far.recvmsg(1, socket.CMSG_SPACE(4), socket.MSG_CMSG_CLOEXEC)
        (received,) = array.array("i", ancillary[0][2])
        fences.keep(received)
        assert fences.info(received) == fences.info(fence.fd)
        fences.drop(fence.fd)
        assert pending(received)
        fence.signal()
        assert not pending(received)


@conf("Y12", "V10")
@needs("vgem.fence", "vgem.render")
def test_a_vgem_fence_seen_by_a_child(fencer: Fencer, fences: Fences) -> None:
    """A child waits on an inherited sync_file until the parent signals."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    sync_file = fences.must_export(buffer.dmabuf)
    with Child(lambda: polled(sync_file, _IN, 5000)) as process:
        time.sleep(0.05)
        assert fencer.signal(fence) == 0
        assert process.result() == _IN
    assert in_child(lambda: fences.info(sync_file).status) == 1


@conf("Y14", "igt:sw_sync@sync_multi_consumer")
@needs("sw_sync")
def test_many_consumers(fences: Fences) -> None:
    """Each thread takes every n-th value of a counter that one producer advances, and none sees a wrong one."""
    timeline = fences.timeline()
    counter = [0]
    handed = threading.Semaphore(0)

    def consumer(number: int) -> None:
        with Fences(fences.raw) as mine:
            for turn in range(_ROUNDS):
                point = turn * _THREADS + number
                fence = mine.fence(timeline, point)
                assert polled(fence, _IN, 5000) == _IN
                assert counter[0] == point
                mine.drop(fence)
                handed.release()

    threads = _Threads()
    for number in range(_THREADS):
        threads.start(consumer, number)
    for _ in range(_THREADS * _ROUNDS):
        assert handed.acquire(timeout=10)
        counter[0] += 1
        assert fences.inc(timeline) == 0
    threads.join()
    assert counter[0] == _THREADS * _ROUNDS


@conf("Y14", "igt:sw_sync@sync_multi_consumer_producer")
@needs("sw_sync")
def test_consumers_that_produce(fences: Fences) -> None:
    """Threads wake one another in a ring: each waits for its turn, counts on and gives the next one the turn."""
    timeline = fences.timeline()
    counter = [0]

    def worker(number: int) -> None:
        with Fences(fences.raw) as mine:
            for turn in range(_ROUNDS):
                point = turn * _THREADS + number
                fence = mine.fence(timeline, point)
                assert polled(fence, _IN, 5000) == _IN
                assert counter[0] == point
                counter[0] += 1
                assert mine.inc(timeline) == 0
                mine.drop(fence)

    threads = _Threads()
    for number in range(_THREADS):
        threads.start(worker, number)
    threads.join()
    assert counter[0] == _THREADS * _ROUNDS


@conf("Y14", "igt:sw_sync@sync_multi_producer_single_consumer")
@needs("sw_sync")
@pytest.mark.parametrize(("way", "rounds"), [("poll", _ROUNDS), ("info", 8)], ids=["poll", "info"])
def test_many_producers(fences: Fences, way: str, rounds: int) -> None:
    """One consumer waits for a merge of every producer's next point, and finds that all of them have counted."""
    consumed = fences.timeline()
    produced = [fences.timeline() for _ in range(_THREADS)]
    counted = [0] * _THREADS

    def wait(mine: Fences, fence: int) -> None:
        if way == "poll":
            assert polled(fence, _IN, 5000) == _IN
        else:
            while 0 in (states := mine.info(fence).states):
                time.sleep(0)
            assert set(states) == {1}

    def producer(number: int) -> None:
        with Fences(fences.raw) as mine:
            for turn in range(rounds):
                fence = mine.fence(consumed, turn)
                wait(mine, fence)
                counted[number] += 1
                assert mine.inc(produced[number]) == 0
                mine.drop(fence)

    threads = _Threads()
    for number in range(_THREADS):
        threads.start(producer, number)
    with Fences(fences.raw) as mine:
        for turn in range(1, rounds + 1):
            merged = mine.fence(produced[0], turn)
            for each in produced[1:]:
                merged = mine.must_merge(mine.fence(each, turn), merged)
            assert polled(merged, _IN, 5000) == _IN
            assert counted == [turn] * _THREADS
            assert mine.inc(consumed) == 0
    threads.join()


@conf("Y14")
@needs("vgem.fence", "vgem.render")
def test_a_counter_between_two_buffers(fencer: Fencer) -> None:
    """The same with vgem's fences: two threads play ping-pong with a counter, each waiting for the other's buffer."""
    buffers = [fencer.buffer(), fencer.buffer()]
    counter = [0]
    ids = [fencer.must_write(buffers[0]), fencer.must_write(buffers[1])]

    def player(me: int) -> None:
        for _ in range(_ROUNDS):
            assert polled(buffers[me].dmabuf, _IN, 5000) == _IN
            assert counter[0] % 2 == me
            counter[0] += 1
            # Busy again for me before the other one may signal me.
            ids[me] = fencer.must_write(buffers[me])
            assert fencer.signal(ids[1 - me]) == 0

    threads = _Threads()
    threads.start(player, 0)
    threads.start(player, 1)
    assert fencer.signal(ids[0]) == 0
    threads.join()
    assert counter[0] == 2 * _ROUNDS


@conf("X11")
@needs("sw_sync")
def test_opening_a_timeline_in_each_thread() -> None:
    """Every open of sw_sync is a timeline of its own, in any thread."""
    fds: list[int] = []
    threads = _Threads()
    for _ in range(4):
        threads.start(lambda: fds.append(os.open(SW_SYNC, os.O_RDWR | os.O_CLOEXEC)))
    threads.join()
    with Fences() as fences:
        for fd in fds:
            fences.keep(fd)
        points = [fences.fence(fd, 1) for fd in fds]
        assert fences.inc(fds[0]) == 0
        assert [pending(point) for point in points] == [False, True, True, True]

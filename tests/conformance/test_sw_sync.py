"""sw_sync: a counter whose points are fences, moved by hand."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import time

import pytest

from .support import conf, needs
from .support.fences import Blocked, Fences, next_descriptor, pending, polled
from .support.limits import descriptors_left
from .support.memory import PAGE, PRIVATE, inaccessible_page, mmap_fd, protect
from .support.memory import READ as PROT_READ
from .support.memory import WRITE as PROT_WRITE
from .support.raw import number_ioctl, request

pytestmark = needs("sw_sync")

_CALLS = ("SW_SYNC_IOC_CREATE_FENCE", "SW_SYNC_IOC_INC", "SW_SYNC_GET_DEADLINE")


@conf("Y1", "igt:sw_sync@alloc_timeline", "igt:sw_sync@alloc_fence")
def test_timelines_and_points(fences: Fences) -> None:
    """Each open of the file is a timeline of its own, at 0: point 0 is passed, point 1 is not."""
    first, second = fences.timeline(), fences.timeline()
    points = [fences.fence(timeline, value) for timeline in (first, second) for value in (0, 1)]
    assert [pending(point) for point in points] == [False, True, False, True]
    assert fences.inc(first) == 0
    assert [pending(point) for point in points] == [False, False, False, True]


@conf("Y7", "igt:sw_sync@alloc_fence_invalid_timeline")
def test_what_is_no_timeline(fences: Fences) -> None:
    """No descriptor, or one of something else, makes no fence."""
    info = fences.keep(os.open("/sys/kernel/debug/sync/info", os.O_RDONLY | os.O_CLOEXEC))
    memfd = fences.keep(os.memfd_create("x", os.MFD_CLOEXEC))
    sync_file = fences.fence(fences.timeline(), 1)
    for other, answer in ((-1, errno.EBADF), (info, errno.ENOTTY), (memfd, errno.ENOTTY), (sync_file, errno.ENOTTY)):
        assert fences.create(other, 0) == -answer
        assert fences.inc(other) == -answer
        assert fences.get_deadline(other, sync_file) == -answer


@conf("Y15")
def test_unknown_ioctls(fences: Fences) -> None:
    """An ioctl that sw_sync does not know is ENOTTY."""
    timeline = fences.timeline()
    for number in (
        request(3, "W", 0, 36),
        request(1, "W", 0, 40),
        request(3, "W", 1, 4),
        request(1, "W", 1, 8),
        request(1, "W", 2, 16),
        request(3, "W", 2, 12),
        request(3, "W", 3, 16),
        request(3, ">", 3, 48),
    ):
        assert number_ioctl(timeline, number, 0) == -errno.ENOTTY, hex(number)


@conf("Y7")
@pytest.mark.parametrize("name", _CALLS)
def test_arguments_that_cannot_be_read(fences: Fences, name: str) -> None:
    """An argument in memory that the process may not read is EFAULT."""
    timeline = fences.timeline()
    before = next_descriptor()
    with inaccessible_page() as page:
        for address in (0, 8, page.address):
            assert number_ioctl(timeline, fences.raw.number(name), address) == -errno.EFAULT
    assert next_descriptor() == before


@conf("Y7")
def test_an_answer_that_cannot_be_told(fences: Fences) -> None:
    """When the number of the new descriptor cannot be written back, there is no new descriptor."""
    timeline = fences.timeline()
    with mmap_fd(-1, PAGE, flags=PRIVATE | 0x20) as page:
        protect(page, PROT_READ)
        before = next_descriptor()
        assert number_ioctl(timeline, fences.raw.number("SW_SYNC_IOC_CREATE_FENCE"), page.address) == -errno.EFAULT
        assert next_descriptor() == before
        protect(page, PROT_READ | PROT_WRITE)


@conf("Y7", "X2")
def test_no_descriptor_left(fences: Fences) -> None:
    """At the limit of descriptors it is EMFILE; afterwards all works as before."""
    timeline = fences.timeline()
    with descriptors_left(0):
        answers = [fences.create(timeline, 1) for _ in range(3)]
    assert answers == [-errno.EMFILE] * 3
    assert fences.create(timeline, 1) == 0


@conf("Y8", "Y10")
def test_what_a_point_says_of_itself(fences: Fences) -> None:
    """A fence is called after the task that opened the timeline and its value; the requested name is ignored."""
    timeline = fences.timeline("painter")
    reply = fences.create(timeline, 4_000_000, b"ignored").ok()
    assert (reply.value, reply.name) == (4_000_000, b"ignored")
    assert fcntl.fcntl(reply.fence, fcntl.F_GETFD) == fcntl.FD_CLOEXEC
    info = fences.info(reply.fence)
    assert re.fullmatch(rb"sw_sync-painter\d+-4000000", info.name), info.name
    (only,) = info.fences
    assert (only.driver, only.timeline, only.status, only.flags, only.timestamp) == (b"sw_sync", b"painter", 0, 0, 0)


@conf("Y10")
def test_names_that_are_too_long(fences: Fences) -> None:
    """A name made of long parts is cut after 31 bytes; so is the task's name, after 15."""
    timeline = fences.timeline("fifteen-letters")
    info = fences.info(fences.fence(timeline, 2_000_000_000))
    found = re.fullmatch(rb"sw_sync-fifteen-letters(\d+)-(2\d*)", info.name)
    assert found, info.name
    assert len(info.name) == 31
    assert b"2000000000".startswith(found[2])
    assert info.fences[0].timeline == b"fifteen-letters"


@conf("Y10")
def test_contexts(fences: Fences) -> None:
    """All points of a timeline share its context, and later timelines have later contexts."""

    def context(point: int) -> int:
        found = re.fullmatch(rb"sw_sync-t(\d+)-\d", fences.info(point).name)
        assert found
        # The name and the context run into each other: the timeline is called "t".
        return int(found[1])

    timelines = [fences.timeline("t") for _ in range(3)]
    contexts = [[context(fences.fence(timeline, value)) for value in (1, 2, 3)] for timeline in timelines]
    assert [len(set(each)) for each in contexts] == [1, 1, 1]
    assert contexts[0][0] < contexts[1][0] < contexts[2][0]


@conf("Y1", "igt:sw_sync@sync_busy")
def test_a_point_is_passed_when_it_is_reached(fences: Fences) -> None:
    """A point waits until the counter has come to it or beyond, in steps of any size, and is passed for ever."""
    timeline = fences.timeline()
    point = fences.fence(timeline, 5)
    for step, waits in ((0, True), (1, True), (3, True), (1, False), (0, False), (5, False)):
        assert fences.inc(timeline, step) == 0
        assert pending(point) == waits
    reached = 10
    for prime in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97):
        reached += prime
        point = fences.fence(timeline, reached)
        assert fences.inc(timeline, prime - 1) == 0
        assert pending(point)
        assert fences.inc(timeline, 1) == 0
        assert not pending(point)
        fences.drop(point)


@conf("Y1")
def test_points_in_any_order(fences: Fences) -> None:
    """Points may be made in any order; each step passes exactly those it reaches."""
    timeline = fences.timeline()
    points = {value: fences.fence(timeline, value) for value in (7, 3, 9, 5, 1, 8, 2, 6, 4)}
    for reached in range(1, 10):
        assert fences.inc(timeline) == 0
        assert [value for value in sorted(points) if not pending(points[value])] == list(range(1, reached + 1))
    more = {value: fences.fence(timeline, value) for value in (30, 10, 20, 12, 28)}
    assert fences.inc(timeline, 11) == 0
    assert [value for value in sorted(more) if not pending(more[value])] == [10, 12, 20]
    assert fences.inc(timeline, 10) == 0
    assert not any(pending(point) for point in more.values())


@conf("Y1")
def test_a_big_step_wakes_all(fences: Fences) -> None:
    """Those who sleep on any of the points that one step passes wake, and the others sleep on."""
    timeline = fences.timeline()
    points = [fences.fence(timeline, value) for value in (4, 2, 1, 3, 9)]
    sleepers = [Blocked(lambda point=point: polled(point, 1, 5000)) for point in points]  # type: ignore[misc]
    time.sleep(0.05)
    before = time.monotonic_ns()
    assert fences.inc(timeline, 4) == 0
    after = time.monotonic_ns()
    assert [sleeper.answer(1.0) for sleeper in sleepers[:4]] == [1, 1, 1, 1]
    assert sleepers[4].is_alive()
    times = [fences.info(point).fences[0].timestamp for point in points]
    assert all(before <= each <= after for each in times[:4])
    assert times[4] == 0
    assert fences.inc(timeline, 5) == 0
    assert sleepers[4].answer(1.0) == 1


@conf("Y4", "igt:sw_sync@sync_merge")
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)], ids=str)
def test_merged_points_of_one_timeline(fences: Fences, order: tuple[int, ...]) -> None:
    """Of several points of one timeline the merged file keeps the last: it stands for those before it."""
    timeline = fences.timeline("t")
    points = [fences.fence(timeline, value) for value in (1, 2, 3)]
    merged = fences.must_merge(fences.must_merge(points[order[0]], points[order[1]]), points[order[2]])
    assert fences.info(merged).name == fences.info(points[2]).name
    for reached in range(1, 4):
        assert fences.info(merged).states == [0]
        assert fences.inc(timeline) == 0
        assert [pending(point) for point in points] == [False] * reached + [True] * (3 - reached)
    assert fences.info(merged).states == [1]


@conf("Y4")
def test_merged_points_of_two_timelines(fences: Fences) -> None:
    """Per timeline the last point is kept, whichever of the files it came from."""
    first, second = fences.timeline("first"), fences.timeline("second")
    left = fences.must_merge(fences.fence(first, 5), fences.fence(second, 2))
    right = fences.must_merge(fences.fence(first, 3), fences.fence(second, 9))
    for merged in (fences.must_merge(left, right), fences.must_merge(right, left)):
        info = fences.info(merged)
        assert [each.timeline for each in info.fences] == [b"first", b"second"]
        assert info.states == [0, 0]
    assert fences.inc(first, 4) == 0
    assert fences.inc(second, 8) == 0
    assert fences.info(merged).states == [0, 0]
    assert fences.inc(first, 1) == 0
    assert fences.info(merged).states == [1, 0]
    assert fences.inc(second, 1) == 0
    assert fences.info(merged).states == [1, 1]


@conf("Y1")
def test_the_file(fences: Fences) -> None:
    """The timeline's file has no content and no events of its own."""
    timeline = fences.timeline()
    for call in (lambda: os.read(timeline, 1), lambda: os.write(timeline, b"x")):
        with pytest.raises(OSError) as failure:
            call()
        assert failure.value.errno == errno.EINVAL

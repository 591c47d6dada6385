"""/sys/kernel/debug/sync/info: which timelines there are, how far they have come, and who is still waited for."""

from __future__ import annotations

import errno
import time
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs, syncinfo
from .support.fences import READ, WRITE, pending
from .support.memory import PAGE
from .support.syncinfo import Point

if TYPE_CHECKING:
    from .support.exporters import Exporter
    from .support.fences import Fences

pytestmark = needs("sw_sync")


def _active(*values: int, now: int = 0) -> tuple[Point, ...]:
    return tuple(Point("active", value, now, None) for value in values)


@conf("Y9", "X5")
def test_a_timeline_is_listed_while_it_lives(fences: Fences) -> None:
    """Opened it appears at 0 and without points, closed it goes."""
    assert syncinfo.named("lonely") is None
    timeline = fences.timeline("lonely")
    assert syncinfo.named("lonely") == syncinfo.Timeline("lonely", 0, ())
    assert fences.inc(timeline, 12) == 0
    assert syncinfo.named("lonely") == syncinfo.Timeline("lonely", 12, ())
    fences.drop(timeline)
    assert syncinfo.named("lonely") is None


@conf("Y9")
def test_timelines_in_order(fences: Fences) -> None:
    """The list is in the order of opening; others stay where they are when one goes."""
    timelines = [fences.timeline(f"line{number}") for number in range(4)]
    assert [each.name for each in syncinfo.read()][-4:] == ["line0", "line1", "line2", "line3"]
    fences.drop(timelines[1])
    fences.drop(timelines[3])
    assert [each.name for each in syncinfo.read()][-2:] == ["line0", "line2"]


@conf("Y9")
def test_points_in_order(fences: Fences) -> None:
    """Points that are not reached yet are listed by value, each once, with the timeline's value beside them."""
    timeline = fences.timeline("points")
    for value in (5, 3, 9, 3, 7, 1, 5):
        fences.fence(timeline, value)
    found = syncinfo.named("points")
    assert found is not None
    assert found.points == _active(1, 3, 5, 7, 9)
    assert fences.inc(timeline, 4) == 0
    found = syncinfo.named("points")
    assert found is not None
    assert (found.value, found.points) == (4, _active(5, 7, 9, now=4))
    assert fences.inc(timeline, 5) == 0
    assert syncinfo.named("points") == syncinfo.Timeline("points", 9, ())


@conf("Y9")
def test_the_same_point_again(fences: Fences) -> None:
    """A point that two files wait for is listed until both are closed; one made anew after that is a new one."""
    timeline = fences.timeline("twice")
    first, second = fences.fence(timeline, 2), fences.fence(timeline, 2)
    fences.drop(first)
    assert syncinfo.named("twice") == syncinfo.Timeline("twice", 0, _active(2))
    fences.drop(second)
    assert syncinfo.named("twice") == syncinfo.Timeline("twice", 0, ())
    third = fences.fence(timeline, 2)
    assert syncinfo.named("twice") == syncinfo.Timeline("twice", 0, _active(2))
    assert pending(third)


@conf("Y9")
@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_point_that_is_given_up(fences: Fences, gone: int) -> None:
    """A point whose last file is closed leaves the list, from any place in it, and the others work on."""
    timeline = fences.timeline("given-up")
    points = [fences.fence(timeline, value) for value in (1, 2, 3)]
    fences.drop(points[gone])
    left = [value for value in (1, 2, 3) if value != gone + 1]
    found = syncinfo.named("given-up")
    assert found is not None
    assert found.points == _active(*left)
    assert fences.inc(timeline, 2) == 0
    found = syncinfo.named("given-up")
    assert found is not None
    assert found.points == _active(*(value for value in left if value > 2), now=2)
    assert [pending(point) for number, point in enumerate(points) if number != gone] == [value > 2 for value in left]


@conf("Y9")
def test_large_numbers(fences: Fences) -> None:
    """The timeline's value is shown as a signed number, a point's as the unsigned one it was asked for."""
    timeline = fences.timeline("large")
    assert fences.inc(timeline, 0x7FFFFFFF) == 0
    fences.fence(timeline, 0x80000005)
    found = syncinfo.named("large")
    assert found is not None
    assert (found.value, found.points) == (0x7FFFFFFF, _active(0x80000005, now=0x7FFFFFFF))
    assert fences.inc(timeline, 2) == 0
    found = syncinfo.named("large")
    assert found is not None
    assert (found.value, found.points) == (-0x7FFFFFFF, _active(0x80000005, now=-0x7FFFFFFF))


@conf("Y9", "Y13")
def test_a_closed_timeline_waits_for_its_points(fences: Fences) -> None:
    """Closed with points outstanding, the timeline is listed with their failure until they are gone too."""
    timeline = fences.timeline("closed")
    points = [fences.fence(timeline, value) for value in (1, 2, 3)]
    assert fences.inc(timeline) == 0
    before = time.monotonic_ns()
    fences.drop(timeline)
    after = time.monotonic_ns()
    found = syncinfo.named("closed")
    assert found is not None
    assert found.value == 1
    assert [(point.state, point.value, point.now) for point in found.points] == [("error", 2, 1), ("error", 3, 1)]
    for point in found.points:
        assert point.ended is not None
        seconds, nanoseconds = point.ended
        assert before <= seconds * 10**9 + nanoseconds <= after
    fences.drop(points[1], points[2])
    assert syncinfo.named("closed") == syncinfo.Timeline("closed", 1, ())
    fences.drop(points[0])
    assert syncinfo.named("closed") is None


@conf("X5", "Y2", "I11")
@pytest.mark.parametrize("end", ["signalled", "closed", "given-up"])
def test_nothing_holds_a_fence_for_ever(exporter: Exporter, fences: Fences, end: str) -> None:
    """When every file and buffer that a fence went through is gone, the fence is gone, however it ended.

    This is the leak gate of fences: a reference that anybody forgot keeps the timeline in the list.
    """
    timeline = fences.timeline("kept")
    buffer = fences.keep(exporter.make(PAGE))
    point, other = fences.fence(timeline, 1), fences.fence(fences.timeline("kept"), 1)
    merged = fences.must_merge(point, other, b"both")
    twice = fences.must_merge(merged, point)
    for flags in (READ, WRITE):
        assert fences.insert(buffer, merged, flags) == 0
    snapshot = fences.must_export(buffer, WRITE)
    assert fences.busy_table(buffer) == (True,) * 5
    for each in (point, merged, twice, snapshot):
        assert pending(each)
        assert fences.info(each).states
        assert fences.set_deadline(each, 1000) == 0
    assert fences.get_deadline(timeline, point) == 0
    # Calls that are refused keep nothing either.
    assert fences.get_deadline(timeline, merged) == -errno.EINVAL
    assert fences.get_deadline(timeline, fences.fence(timeline, 2)) == -errno.ENOENT
    assert fences.merge(point, buffer) == -errno.ENOENT
    assert fences.merge(point, other, flags=1) == -errno.EINVAL
    assert fences.info_reply(merged, num_fences=1, sync_fence_info=bytearray(80)) == -errno.EINVAL
    assert fences.info_reply(merged, num_fences=2, sync_fence_info=8) == -errno.EFAULT
    assert fences.insert(buffer, merged, 0) == -errno.EINVAL
    if end == "signalled":
        assert fences.inc(timeline) == 0
    if end == "closed":
        fences.drop(timeline)
    if end == "given-up":
        # A busy dma-buf, and a file of several fences, that was polled is held by its fences until they end.
        fences.drop(buffer, point, merged, twice, snapshot)
        assert [each.points for each in syncinfo.read() if each.name == "kept"] == [_active(1, 2), _active(1)]
        assert fences.inc(timeline) == 0
    mine = [each for each in syncinfo.read() if each.name == "kept"]
    assert len(mine) == 2
    fences.__exit__(None, None, None)
    deadline = time.monotonic() + 2
    while syncinfo.named("kept") is not None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert syncinfo.named("kept") is None

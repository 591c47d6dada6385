"""How sw_sync's timelines end, and how their counter goes round."""

from __future__ import annotations

import errno
import os
import select
import time
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import Blocked, pending, polled
from .support.processes import Child

if TYPE_CHECKING:
    from .support.fences import Fences

pytestmark = needs("sw_sync")

_INT_MAX = 0x7FFFFFFF


@conf("Y13", "igt:sw_sync@timeline_closed")
def test_closing_the_timeline_fails_its_points(fences: Fences) -> None:
    """What was not reached when the timeline is closed never will be: waiters wake, and the fence says ENOENT."""
    timeline = fences.timeline()
    points = [fences.fence(timeline, value) for value in (3, 1, 2)]
    assert fences.inc(timeline) == 0
    passed = fences.info(points[1])
    sleeper = Blocked(lambda: polled(points[0], select.POLLIN, 5000))
    assert sleeper.blocks(0.05)
    before = time.monotonic_ns()
    fences.drop(timeline)
    assert sleeper.answer(1.0) == select.POLLIN
    for point in (points[0], points[2]):
        assert polled(point, select.POLLIN | select.POLLOUT) == select.POLLIN
        info = fences.info(point)
        assert (info.status, info.states, fences.status(point)) == (-errno.ENOENT, [-errno.ENOENT], -errno.ENOENT)
        assert before <= info.fences[0].timestamp <= time.monotonic_ns()
    assert fences.info(points[1]) == passed


@conf("Y13", "igt:sw_sync@timeline_closed_signaled")
def test_closing_the_timeline_after_its_points(fences: Fences) -> None:
    """What was reached before the timeline was closed stays a success."""
    timeline = fences.timeline()
    point = fences.fence(timeline, 1)
    assert fences.inc(timeline, 1) == 0
    fences.drop(timeline)
    assert not pending(point)
    assert fences.status(point) == 1


@conf("Y13")
def test_only_the_last_descriptor_closes_the_timeline(fences: Fences) -> None:
    """A duplicate, or a child's inheritance, keeps the timeline open."""
    timeline = fences.timeline()
    point = fences.fence(timeline, 1)
    again = fences.keep(os.dup(timeline))
    with Child(time.sleep, 30) as process:
        fences.drop(timeline)
        fences.drop(again)
        assert pending(point)
        process.kill()
    assert polled(point, 1, 1000) == 1
    assert fences.status(point) == -errno.ENOENT


@conf("Y1")
def test_the_counter_goes_round(fences: Fences) -> None:
    """The counter has 32 bits and goes round: nearer than half the circle is ahead, the rest is behind."""
    timeline = fences.timeline()
    assert pending(fences.fence(timeline, _INT_MAX))
    assert not pending(fences.fence(timeline, _INT_MAX + 1))
    assert not pending(fences.fence(timeline, 0xFFFFFFFF))
    assert fences.inc(timeline, _INT_MAX) == 0
    assert fences.inc(timeline, _INT_MAX) == 0
    # The counter stands at 0xfffffffe.
    ahead = {value: fences.fence(timeline, value) for value in (0, 2, 0xFFFFFFFF, 1)}
    behind = fences.fence(timeline, 0xFFFFFFFE)
    assert not pending(behind)
    for value in (0xFFFFFFFF, 0, 1, 2):
        assert pending(ahead[value])
        assert fences.inc(timeline) == 0
        assert not pending(ahead[value])


@conf("Y1")
@pytest.mark.parametrize(
    ("step", "reached"), [(0x80000000, 0x7FFFFFFF), (0xFFFFFFFE, 5), (0xFFFFFFFF, 5), (0x80000005, 6)], ids=hex
)
def test_a_step_of_more_than_half_the_circle(fences: Fences, step: int, reached: int) -> None:
    """A step so big that its end would look like the past is walked in pieces: what lies on the way is passed."""
    timeline = fences.timeline()
    point = fences.fence(timeline, reached)
    assert pending(point)
    assert fences.inc(timeline, step) == 0
    assert not pending(point)
    assert not pending(fences.fence(timeline, step))
    assert pending(fences.fence(timeline, (step + 1) & 0xFFFFFFFF))

"""Deadlines: SYNC_IOC_SET_DEADLINE as sw_sync's fences receive them, read back with SW_SYNC_GET_DEADLINE."""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.memory import PAGE, PRIVATE, mmap_fd, protect
from .support.memory import READ as PROT_READ
from .support.memory import WRITE as PROT_WRITE
from .support.raw import number_ioctl

if TYPE_CHECKING:
    from .support.fencer import Fencer
    from .support.fences import Fences

pytestmark = needs("sw_sync")


@conf("Y11")
def test_no_deadline(fences: Fences) -> None:
    """A fence that nobody gave a deadline has none."""
    timeline = fences.timeline()
    point = fences.fence(timeline, 1)
    reply = fences.get_deadline(timeline, point)
    assert (reply, reply.deadline_ns) == (-errno.ENOENT, 0)


@conf("Y11")
@pytest.mark.parametrize(
    ("given", "kept"),
    [((1000,), 1000), ((1000, 2000), 1000), ((2000, 1000), 1000), ((5, 3, 9, 3), 3), ((0,), 0), ((7, 0), 0)],
    ids=str,
)
def test_the_earliest_counts(fences: Fences, given: tuple[int, ...], kept: int) -> None:
    """Of several deadlines the earliest is kept, to the nanosecond."""
    timeline = fences.timeline()
    point = fences.fence(timeline, 1)
    for deadline in given:
        assert fences.set_deadline(point, deadline) == 0
    reply = fences.get_deadline(timeline, point)
    assert (reply, reply.deadline_ns, reply.pad, reply.fence_fd) == (0, kept, 0, point)


@conf("Y11")
def test_real_times(fences: Fences) -> None:
    """A deadline of the monotonic clock passes through unchanged, and so does the latest that the clock can say."""
    timeline = fences.timeline()
    point = fences.fence(timeline, 1)
    for deadline in ((1 << 63) - 1, time.monotonic_ns() + 10**9, time.monotonic_ns()):
        assert fences.set_deadline(point, deadline) == 0
        assert fences.get_deadline(timeline, point).deadline_ns == deadline


@conf("Y11")
def test_a_merged_file_hands_it_on(fences: Fences) -> None:
    """A deadline for a merged file is one for each of its fences; what is passed already has no use for it."""
    timelines = [fences.timeline() for _ in range(3)]
    points = [fences.fence(each, 1) for each in timelines]
    merged = fences.must_merge(fences.must_merge(points[0], points[1]), points[2])
    assert fences.set_deadline(points[0], 500) == 0
    assert fences.inc(timelines[1]) == 0
    assert fences.set_deadline(merged, 900) == 0
    answers = [fences.get_deadline(timeline, point) for timeline, point in zip(timelines, points, strict=True)]
    assert answers == [0, -errno.ENOENT, 0]
    assert [answers[0].deadline_ns, answers[2].deadline_ns] == [500, 900]


@conf("Y11")
def test_one_point_two_files(fences: Fences) -> None:
    """Two requests for the same point of a timeline get the same fence: a deadline for one is a deadline for both."""
    timeline = fences.timeline()
    first, second, other = (fences.fence(timeline, value) for value in (3, 3, 4))
    assert fences.set_deadline(first, 77) == 0
    assert fences.get_deadline(timeline, second).deadline_ns == 77
    assert fences.get_deadline(timeline, other) == -errno.ENOENT


@conf("Y11")
def test_after_the_end(fences: Fences) -> None:
    """A fence that is passed takes no deadline any more, but tells the one it had."""
    timeline = fences.timeline()
    before, after = fences.fence(timeline, 1), fences.fence(timeline, 2)
    assert fences.set_deadline(before, 1000) == 0
    assert fences.inc(timeline, 2) == 0
    assert fences.set_deadline(before, 10) == 0
    assert fences.set_deadline(after, 10) == 0
    assert fences.get_deadline(timeline, before).deadline_ns == 1000
    assert fences.get_deadline(timeline, after) == -errno.ENOENT


@conf("Y11")
def test_any_timeline_tells(fences: Fences) -> None:
    """The question may be asked of any timeline. Recorded on Linux 6.12."""
    mine, other = fences.timeline(), fences.timeline()
    point = fences.fence(mine, 1)
    assert fences.set_deadline(point, 1234) == 0
    assert fences.get_deadline(other, point).deadline_ns == 1234


@conf("Y11")
@pytest.mark.parametrize(
    "fields", [{"deadline_ns": 1}, {"deadline_ns": 1 << 63}, {"pad": 1}, {"pad": 1 << 31}], ids=str
)
def test_what_must_be_zero(fences: Fences, fields: dict[str, int]) -> None:
    """The answer's field and the padding are zero in the question."""
    timeline = fences.timeline()
    point = fences.fence(timeline, 1)
    assert fences.set_deadline(point, 1000) == 0
    assert fences.get_deadline(timeline, point, **fields) == -errno.EINVAL


@conf("Y11")
@needs("vgem.fence", "vgem.render")
def test_what_has_no_deadline_to_tell(fences: Fences, fencer: Fencer) -> None:
    """Only a single fence of sw_sync can be asked: no sync_file, a merged file or somebody else's fence is EINVAL."""
    timeline = fences.timeline()
    merged = fences.must_merge(fences.fence(timeline, 1), fences.fence(fences.timeline(), 1))
    buffer = fencer.buffer()
    fencer.must_write(buffer)
    closed = os.dup(timeline)
    os.close(closed)
    for other in (-1, closed, timeline, buffer.dmabuf, merged, fences.must_export(buffer.dmabuf)):
        assert fences.get_deadline(timeline, other) == -errno.EINVAL


@conf("Y11")
def test_an_answer_that_cannot_be_told(fences: Fences) -> None:
    """A struct that may be read but not written is EFAULT."""
    timeline = fences.timeline()
    point = fences.fence(timeline, 1)
    assert fences.set_deadline(point, 1000) == 0
    with mmap_fd(-1, PAGE, flags=PRIVATE | 0x20) as page:
        page[12:16] = point.to_bytes(4, "little")
        protect(page, PROT_READ)
        assert number_ioctl(timeline, fences.raw.number("SW_SYNC_GET_DEADLINE"), page.address) == -errno.EFAULT
        protect(page, PROT_READ | PROT_WRITE)

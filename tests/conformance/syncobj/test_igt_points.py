"""IGT's cases about the points of a timeline: several in one call, transfers, orders, numbers around 32 bits."""

from __future__ import annotations

import errno
import itertools
import random
import struct
import threading
from typing import TYPE_CHECKING

import pytest

from pydrm.syncobj import query_all, wait_all, wait_any

from ..support import conf

if TYPE_CHECKING:
    from collections.abc import Callable

    import pydrm

    from ..support.raw import Raw
    from .conftest import Pending

_UNKNOWN = 0x7FFF


def _fields(handles: list[int], points: list[int]) -> dict[str, object]:
    return {
        "handles": bytearray(struct.pack(f"={len(handles)}I", *handles)),
        "points": bytearray(struct.pack(f"={len(points)}Q", *points)),
        "count_handles": len(handles),
    }


@conf(
    "O12",
    "igt:syncobj_timeline@invalid-query-one-illegal-handle",
    "igt:syncobj_timeline@invalid-signal-one-illegal-handle",
    "igt:syncobj_timeline@invalid-signal-illegal-point",
)
def test_one_unknown_among_three(timeline_dev: pydrm.Device, raw: Raw) -> None:
    """One unknown handle is ENOENT, whatever the points are, and nothing is signalled or told."""
    fd = timeline_dev.fileno()
    with timeline_dev.create_syncobj() as a, timeline_dev.create_syncobj() as b:
        a.signal_point(1)
        b.signal_point(1)
        three = _fields([a.handle, _UNKNOWN, b.handle], [9, 9, 9])
        assert raw.ioctl(fd, "SYNCOBJ_QUERY", **three) == -errno.ENOENT
        assert three["points"] == struct.pack("=3Q", 9, 9, 9)
        assert raw.ioctl(fd, "SYNCOBJ_TIMELINE_SIGNAL", **three) == -errno.ENOENT
        assert query_all([a, b], last_submitted=True) == [1, 1]
    assert raw.ioctl(fd, "SYNCOBJ_TIMELINE_SIGNAL", **_fields([_UNKNOWN], [0])) == -errno.ENOENT


@conf("O14", "igt:syncobj_timeline@signal-array", "igt:syncobj_timeline@signal-point-0")
def test_signal_array(timeline_dev: pydrm.Device, raw: Raw) -> None:
    """Points of several timelines in one call; point 0 is the binary fence, for either way of waiting."""
    fd = timeline_dev.fileno()
    made = [timeline_dev.create_syncobj() for _ in range(4)]
    fields = _fields([each.handle for each in made], [1, 1, 1, 0])
    assert raw.ioctl(fd, "SYNCOBJ_TIMELINE_SIGNAL", **fields) == 0
    wait_all([(each, 1) for each in made[:3]], timeout_ns=0)
    assert query_all(made[:3]) == [1, 1, 1]
    made[3].wait(timeout_ns=0)
    made[3].wait(timeout_ns=0, for_submit=True)
    assert raw.ioctl(fd, "SYNCOBJ_TIMELINE_WAIT", **_fields([made[3].handle], [0])) == 0
    for each in made:
        each.close()


@conf(
    "O12",
    "igt:syncobj_timeline@transfer-timeline-point",
    "igt:syncobj_timeline@invalid-transfer-non-existent-point",
)
def test_transfer_on_one_timeline(timeline_dev: pydrm.Device, pending: Callable[[], Pending]) -> None:
    """A point of a timeline goes to a higher one of the same."""
    fence = pending()
    with timeline_dev.create_syncobj() as timeline:
        timeline.import_sync_file(fence.sync_file, point=1)
        assert timeline.query() == 0
        with pytest.raises(TimeoutError):
            timeline.wait_point(1, timeout_ns=0)
        fence.signal()
        assert timeline.query() == 1
        timeline.wait_point(1, timeout_ns=0)
        timeline.signal_point(2)
        timeline.transfer(timeline, source_point=2, point=3)
        assert timeline.query() == 3
        timeline.signal_point(63)
        timeline.transfer(timeline, source_point=63, point=74)
        assert timeline.query() == 74
        with pytest.raises(OSError) as caught:
            timeline.transfer(timeline, source_point=75, point=80)
        assert caught.value.errno == errno.EINVAL


@conf("O15", "igt:syncobj_timeline@host-signal-points")
def test_a_hundred_host_points(timeline_dev: pydrm.Device) -> None:
    """A hundred points at random distances: the query follows, and each point and the one below it are over."""
    numbers = random.Random(5)
    with timeline_dev.create_syncobj() as timeline:
        point = 0
        for _ in range(100):
            point += numbers.randrange(2, 1 << 31)
            timeline.signal_point(point)
            assert timeline.query() == point
            assert wait_any([(timeline, point)], timeout_ns=0, for_submit=True) == 0
            timeline.wait_point(point - 1, timeout_ns=0)


@conf("O16", "igt:syncobj_timeline@device-signal-unordered")
@pytest.mark.parametrize("order", [*itertools.permutations(range(4))][::5], ids=str)
def test_any_order_of_ends(timeline_dev: pydrm.Device, pending: Callable[[], Pending], order: tuple[int, ...]) -> None:
    """In whatever order fences end, the query never goes backward, and says what is over from the first one on."""
    with timeline_dev.create_syncobj() as timeline:
        fences = [pending() for _ in order]
        for index, fence in enumerate(fences, 1):
            timeline.import_sync_file(fence.sync_file, point=index)
        ended: set[int] = set()
        for each in order:
            fences[each].signal()
            ended.add(each)
            expected = next((index for index in range(4) if index not in ended), 4)
            assert timeline.query() == expected
            if expected:
                timeline.wait_point(expected, timeout_ns=0)
            if expected < 4:
                with pytest.raises(TimeoutError):
                    timeline.wait_point(expected + 1, timeout_ns=0)


@conf("O16", "igt:syncobj_timeline@device-submit-unordered")
def test_points_added_out_of_order(timeline_dev: pydrm.Device, pending: Callable[[], Pending]) -> None:
    """Points that come below the last one do no harm: with 1, 5 and 3 over the timeline is at 5."""
    with timeline_dev.create_syncobj() as timeline:
        fences = [pending() for _ in range(5)]
        for point, fence in zip((1, 5, 3, 6, 7), fences, strict=True):
            timeline.import_sync_file(fence.sync_file, point=point)
        for fence in fences[:3]:
            fence.signal()
        assert timeline.query() == 5
        assert wait_any([(timeline, 5)], timeout_ns=0, for_submit=True) == 0
        timeline.wait_point(5, timeout_ns=0)


@conf("O18", "igt:syncobj_timeline@32bits-limit")
def test_nothing_goes_backward(timeline_dev: pydrm.Device, pending: Callable[[], Pending]) -> None:
    """While points on both sides of 31 and 32 bits are added and end, a second thread sees the query only grow."""
    limit = (1 << 31) - 1
    points = (1, 5, limit + 5, limit + 6, 2 * limit, 2 * limit + 9)
    seen: list[int] = []
    stop = threading.Event()
    with timeline_dev.create_syncobj() as timeline:

        def watch() -> None:
            while not stop.is_set():
                value = timeline.query()
                if not seen or seen[-1] != value:
                    seen.append(value)

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            fences = [pending() for _ in points]
            for point, fence in zip(points, fences, strict=True):
                timeline.import_sync_file(fence.sync_file, point=point)
            for point, fence in zip(points, fences, strict=True):
                fence.signal()
                assert timeline.query() == point
        finally:
            stop.set()
            watcher.join()
    assert seen == sorted(seen)
    assert set(seen) <= {0, *points}

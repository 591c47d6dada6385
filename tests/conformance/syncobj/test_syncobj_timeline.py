"""Timelines: points that count up, fences put at them in and out of order, transfers, queries."""

from __future__ import annotations

import errno
import itertools
import threading
import time
from typing import TYPE_CHECKING

import pytest

from pydrm.syncobj import query_all, signal_all, wait_all, wait_any

from ..support import conf

if TYPE_CHECKING:
    from collections.abc import Callable

    import pydrm
    from pydrm import Syncobj

    from ..support.raw import Raw
    from .conftest import Pending

_MS = 1_000_000
_SECOND = 1000 * _MS
_UNKNOWN = bytearray((0x7FFF).to_bytes(4, "little"))


def _point(number: int) -> bytearray:
    return bytearray(number.to_bytes(8, "little"))


@conf(
    "O12",
    "igt:syncobj_timeline@invalid-query-zero-handles",
    "igt:syncobj_timeline@invalid-query-bad-pad",
    "igt:syncobj_timeline@invalid-query-illegal-handle",
    "igt:syncobj_timeline@invalid-signal-zero-handles",
    "igt:syncobj_timeline@invalid-signal-bad-pad",
    "igt:syncobj_timeline@invalid-signal-illegal-handle",
)
def test_bad_arguments(timeline_dev: pydrm.Device, raw: Raw) -> None:
    """No handles EINVAL (a wait for nothing may be 0), unknown flags EINVAL, unknown handles ENOENT."""
    fd = timeline_dev.fileno()
    one = {"handles": _UNKNOWN, "points": _point(1), "count_handles": 1}
    assert raw.ioctl(fd, "SYNCOBJ_TIMELINE_WAIT", flags=0x10, **one) == -errno.EINVAL
    assert raw.ioctl(fd, "SYNCOBJ_TIMELINE_WAIT", **one) == -errno.ENOENT
    assert raw.ioctl(fd, "SYNCOBJ_TIMELINE_WAIT") == raw.ioctl(fd, "SYNCOBJ_WAIT")
    for name, bad_flag in (("SYNCOBJ_TIMELINE_SIGNAL", 1), ("SYNCOBJ_QUERY", 2)):
        assert raw.ioctl(fd, name) == -errno.EINVAL
        assert raw.ioctl(fd, name, flags=bad_flag, **one) == -errno.EINVAL
        assert raw.ioctl(fd, name, **one) == -errno.ENOENT


@conf(
    "O12",
    "igt:syncobj_timeline@invalid-transfer-bad-pad",
    "igt:syncobj_timeline@invalid-transfer-illegal-handle",
)
def test_bad_transfers(timeline_dev: pydrm.Device, raw: Raw) -> None:
    """Padding EINVAL, unknown handles ENOENT on either side, nothing at the source EINVAL."""
    fd = timeline_dev.fileno()
    with timeline_dev.create_syncobj() as a, timeline_dev.create_syncobj() as b:
        both = {"src_handle": a.handle, "dst_handle": b.handle, "dst_point": 1}
        assert raw.ioctl(fd, "SYNCOBJ_TRANSFER", pad=1, **both) == -errno.EINVAL
        assert raw.ioctl(fd, "SYNCOBJ_TRANSFER", src_handle=0x7FFF, dst_handle=b.handle) == -errno.ENOENT
        assert raw.ioctl(fd, "SYNCOBJ_TRANSFER", src_handle=a.handle, dst_handle=0x7FFF) == -errno.ENOENT
        with pytest.raises(OSError) as caught:
            b.transfer(a, point=1)
        assert caught.value.errno == errno.EINVAL


@conf("O12")
@pytest.mark.parametrize(("source_point", "point"), [(0, 0), (0, 5), (5, 0), (5, 16)])
def test_transfer(timeline_dev: pydrm.Device, pending: Callable[[], Pending], source_point: int, point: int) -> None:
    """A fence goes from binary or timeline to binary or timeline, and is signalled in both places."""
    fence = pending()
    with timeline_dev.create_syncobj() as source, timeline_dev.create_syncobj() as target:
        source.import_sync_file(fence.sync_file, point=source_point)
        target.transfer(source, point=point, source_point=source_point)
        with pytest.raises(TimeoutError):
            target.wait_point(point, timeout_ns=0)
        fence.signal()
        target.wait_point(point, timeout_ns=_SECOND)
        source.wait_point(source_point, timeout_ns=_SECOND)
        if point:  # a binary one that got a timeline's fence says that one's number (seen with Linux 6.12)
            assert target.query() == point


@conf("O12")
def test_transfer_waits_for_submit(timeline_dev: pydrm.Device) -> None:
    """With `for_submit` the fence may come later."""
    with timeline_dev.create_syncobj() as source, timeline_dev.create_syncobj() as target:
        timer = threading.Timer(0.1, source.signal_point, [3])
        timer.start()
        target.transfer(source, point=9, source_point=3, for_submit=True)
        assert target.query() == 9
        timer.join()


def _timeline(device: pydrm.Device, state: str, make: Callable[[], Pending]) -> tuple[Syncobj, Callable[[], None]]:
    syncobj = device.create_syncobj()
    if state == "signaled":
        syncobj.signal_point(1)
    elif state == "submitted":
        fence = make()
        syncobj.import_sync_file(fence.sync_file, point=1)
        return syncobj, fence.signal
    return syncobj, lambda: syncobj.signal_point(1)


@conf("O13")
@pytest.mark.parametrize("state", ["unsubmitted", "submitted", "signaled"])
@pytest.mark.parametrize("for_submit", [False, True])
@pytest.mark.parametrize("available", [False, True])
@pytest.mark.parametrize("timeout_ns", [0, 50 * _MS])
def test_one_point(
    timeline_dev: pydrm.Device,
    pending: Callable[[], Pending],
    state: str,
    for_submit: bool,
    available: bool,
    timeout_ns: int,
) -> None:
    """As binary, and a point is available as soon as it has a fence."""
    syncobj, _ = _timeline(timeline_dev, state, pending)
    with syncobj:
        if state == "signaled" or (state == "submitted" and available):
            syncobj.wait_point(1, timeout_ns=timeout_ns, for_submit=for_submit, available=available)
        elif state == "unsubmitted" and not (for_submit or available):
            with pytest.raises(OSError) as caught:
                syncobj.wait_point(1, timeout_ns=timeout_ns)
            assert caught.value.errno == errno.EINVAL
        else:
            with pytest.raises(TimeoutError):
                syncobj.wait_point(1, timeout_ns=timeout_ns, for_submit=for_submit, available=available)


@conf("O13")
@pytest.mark.parametrize("available", [False, True])
def test_points_wake(timeline_dev: pydrm.Device, pending: Callable[[], Pending], available: bool) -> None:
    """Another thread that submits, or signals, ends the wait."""
    with timeline_dev.create_syncobj() as syncobj:
        fence = pending()

        def act() -> None:
            syncobj.import_sync_file(fence.sync_file, point=4)
            if not available:
                time.sleep(0.05)
                fence.signal()

        timer = threading.Timer(0.05, act)
        timer.start()
        syncobj.wait_point(4, timeout_ns=8 * _SECOND, for_submit=True, available=available)
        assert syncobj.query() == (0 if available else 4)
        assert syncobj.query(last_submitted=True) == 4
        timer.join()


@conf("O13")
@pytest.mark.parametrize(
    "states", [*itertools.combinations_with_replacement(["submitted", "signaled"], 2)], ids="-".join
)
def test_several_points(timeline_dev: pydrm.Device, pending: Callable[[], Pending], states: tuple[str, str]) -> None:
    """All and any over points of several timelines."""
    made = [_timeline(timeline_dev, state, pending)[0] for state in states]
    items = [(syncobj, 1) for syncobj in made]
    ready = [index for index, state in enumerate(states) if state == "signaled"]
    if ready:
        assert wait_any(items, timeout_ns=0) == ready[0]
    else:
        with pytest.raises(TimeoutError):
            wait_any(items, timeout_ns=0)
    if len(ready) == 2:
        wait_all(items, timeout_ns=0)
    else:
        with pytest.raises(TimeoutError):
            wait_all(items, timeout_ns=0)
    wait_all(items, timeout_ns=0, available=True)
    for syncobj in made:
        syncobj.close()


@conf("O14")
def test_point_zero_is_binary(timeline_dev: pydrm.Device, raw: Raw) -> None:
    """Point 0 of a timeline wait is the binary fence; there is no point 0 to signal."""
    with timeline_dev.create_syncobj() as binary:
        handles = bytearray(binary.handle.to_bytes(4, "little"))
        fields = {"handles": handles, "points": _point(0), "count_handles": 1}
        assert raw.ioctl(timeline_dev.fileno(), "SYNCOBJ_TIMELINE_WAIT", **fields) == -errno.EINVAL
        binary.signal()
        assert raw.ioctl(timeline_dev.fileno(), "SYNCOBJ_TIMELINE_WAIT", **fields) == 0
        assert binary.query() == 0
        with pytest.raises(ValueError, match="point 0"):
            binary.signal_point(0)
        with pytest.raises(ValueError, match="not both"):
            signal_all([binary, (binary, 1)])
        for wrong in (-1, 1 << 64):
            with pytest.raises(ValueError, match="64-bit"):
                binary.wait_point(wrong)


@conf("O15", "igt:syncobj_timeline@host-signal-points")
def test_host_points(timeline_dev: pydrm.Device) -> None:
    """Points signalled by the host: the query follows, and every lower one is over as well."""
    with timeline_dev.create_syncobj() as timeline:
        point = 0
        for step in (1, 1, 2, 7, 100, 1):
            point += step
            timeline.signal_point(point)
            assert timeline.query() == timeline.query(last_submitted=True) == point
            timeline.wait_point(point, timeout_ns=0)
            if point > 1:
                timeline.wait_point(point - 1, timeout_ns=0)
            with pytest.raises(OSError) as caught:
                timeline.wait_point(point + 1, timeout_ns=0)
            assert caught.value.errno == errno.EINVAL


@conf("O16", "igt:syncobj_timeline@device-signal-unordered")
def test_fences_that_end_out_of_order(timeline_dev: pydrm.Device, pending: Callable[[], Pending]) -> None:
    """The timeline is as far as its first pending fence, however many later ones are over."""
    with timeline_dev.create_syncobj() as timeline:
        fences = [pending() for _ in range(4)]
        for index, fence in enumerate(fences, 1):
            timeline.import_sync_file(fence.sync_file, point=index)
        assert timeline.query(last_submitted=True) == 4
        for ended, expected in ((2, 0), (0, 1), (1, 3), (3, 4)):
            fences[ended].signal()
            assert timeline.query() == expected


@conf("O17", "igt:syncobj_timeline@host-signal-ordered")
def test_host_point_above_pending_ones(timeline_dev: pydrm.Device, pending: Callable[[], Pending]) -> None:
    """A host point above pending fences counts once those are over."""
    with timeline_dev.create_syncobj() as timeline:
        timeline.signal_point(3)
        low, high = pending(), pending()
        timeline.import_sync_file(low.sync_file, point=4)
        timeline.import_sync_file(high.sync_file, point=5)
        timeline.signal_point(8)
        assert timeline.query() == 3
        with pytest.raises(TimeoutError):
            timeline.wait_point(8, timeout_ns=10 * _MS)
        low.signal()
        high.signal()
        timeline.wait_point(8, timeout_ns=_SECOND)
        assert timeline.query() == 8


@conf("O18", "igt:syncobj_timeline@32bits-limit")
@pytest.mark.parametrize("around", [1 << 31, 1 << 32, 1 << 63])
def test_large_points(timeline_dev: pydrm.Device, around: int) -> None:
    """Points are 64 bits wide: nothing goes backward around the edges of narrower numbers."""
    with timeline_dev.create_syncobj() as timeline:
        seen = 0
        for point in range(around - 2, around + 3):
            timeline.signal_point(point)
            assert timeline.query() == point > seen
            seen = point
            timeline.wait_point(point, timeout_ns=0)


@conf("O4", "O12")
def test_sync_file_of_a_point(timeline_dev: pydrm.Device, pending: Callable[[], Pending]) -> None:
    """A point's fence goes out as a sync file and comes back in at another point."""
    fence = pending()
    with timeline_dev.create_syncobj() as timeline, timeline_dev.create_syncobj() as other:
        timeline.import_sync_file(fence.sync_file, point=7)
        with pytest.raises(OSError) as caught:
            timeline.export_sync_file(point=8)
        assert caught.value.errno == errno.EINVAL
        with timeline.export_sync_file(point=7) as taken:
            assert taken.status == 0
            other.import_sync_file(taken, point=2)
            fence.signal()
            taken.wait(_SECOND)
        other.wait_point(2, timeout_ns=_SECOND)
        assert query_all([timeline, other]) == [7, 2]
        timeline.reset()
        assert timeline.query() == 0

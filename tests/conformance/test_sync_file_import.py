"""DMA_BUF_IOCTL_IMPORT_SYNC_FILE: fences from elsewhere, put on a buffer for others to wait for."""

from __future__ import annotations

import errno
import os
import select
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import READ, RW, WRITE, WRITE_FENCE, Blocked, busy, pending, polled
from .support.memory import PAGE
from .support.sources import over

if TYPE_CHECKING:
    from .support.exporters import Exporter
    from .support.fencer import Fencer
    from .support.fences import Fences
    from .support.nodes import Node
    from .support.sources import Source

_IDLE = (False,) * 5
_READ_BUSY = (False, True, False, True, True)
_WRITE_BUSY = (True,) * 5

_DIRECTIONS = (READ, WRITE, RW)


@conf("I11", "igt:dmabuf_sync_file@import-basic")
def test_an_imported_fence_makes_busy(exporter: Exporter, source: Source, fences: Fences) -> None:
    """A fence put on for reading keeps writers out, one for writing everybody, until its source signals it."""
    buffer = fences.keep(exporter.make(PAGE))
    assert fences.busy_table(buffer) == _IDLE
    for flags in _DIRECTIONS * 2:
        fence = source.pending()
        assert fences.insert(buffer, fence.fd, flags) == 0
        assert fences.busy_table(buffer) == (_READ_BUSY if flags == READ else _WRITE_BUSY)
        fence.signal()
        assert fences.busy_table(buffer) == _IDLE


@conf("I11")
def test_the_file_may_be_closed(source: Source, exporter: Exporter, fences: Fences) -> None:
    """The buffer keeps the fence itself; the file was only the way to it. Sleepers wake when the source signals."""
    buffer = fences.keep(exporter.make(PAGE))
    for flags in _DIRECTIONS:
        fence = source.pending()
        assert fences.insert(buffer, fence.fd, flags) == 0
        fences.drop(fence.fd)
        events = select.POLLOUT if flags == READ else select.POLLIN
        waiter = Blocked(lambda events=events: polled(buffer, events, 5000))  # type: ignore[misc]
        assert waiter.blocks(0.03)
        fence.signal()
        assert waiter.answer(1.0) == events


@conf("I11")
def test_what_was_put_on_comes_out(exporter: Exporter, source: Source, fences: Fences) -> None:
    """A fence that was imported is exported as what it is."""
    buffer = fences.keep(exporter.make(PAGE))
    fence = source.pending()
    assert fences.insert(buffer, fence.fd, READ) == 0
    assert fences.info(fences.must_export(buffer, WRITE)) == fences.info(fence.fd)
    (nothing,) = fences.info(fences.must_export(buffer, READ)).fences
    assert (nothing.driver, nothing.timeline) in over(b"stub", b"stub")
    fence.signal()


@conf("I11", "I10")
def test_a_signalled_file_changes_nothing(exporter: Exporter, source: Source, fences: Fences) -> None:
    """Importing what is over already is allowed and leaves the buffer idle; so does the snapshot of an idle buffer."""
    buffer = fences.keep(exporter.make(PAGE))
    fence = source.pending()
    fence.signal()
    for flags in _DIRECTIONS:
        assert fences.insert(buffer, fence.fd, flags) == 0
        assert fences.busy_table(buffer) == _IDLE
        assert fences.insert(buffer, fences.must_export(buffer, WRITE), flags) == 0
        assert fences.busy_table(buffer) == _IDLE


@conf("I12", "igt:dmabuf_sync_file@import-multiple-read-only", "igt:dmabuf_sync_file@import-multiple-read-write")
@pytest.mark.parametrize("write", [False, True], ids=["read-only", "read-write"])
def test_many_imported_fences(exporter: Exporter, source: Source, fences: Fences, write: bool) -> None:
    """32 readers, and in one case a writer: the buffer, and snapshots of it, are busy until the last has ended."""
    buffer = fences.keep(exporter.make(PAGE))
    readers = [source.pending() for _ in range(32)]
    for reader in readers:
        assert fences.insert(buffer, reader.fd, READ) == 0
    writer = source.pending()
    if write:
        assert fences.insert(buffer, writer.fd, WRITE) == 0
    snapshots = [fences.must_export(buffer, READ), fences.must_export(buffer, WRITE)]
    assert len(fences.info(snapshots[1]).fences) == 32 + write
    for reader in reversed(readers):
        assert (busy(buffer, write=False), busy(buffer, write=True)) == (write, True)
        assert [pending(each) for each in snapshots] == [write, True]
        reader.signal()
    assert fences.busy_table(buffer) == (write,) * 5
    assert [pending(each) for each in snapshots] == [write, write]
    writer.signal()
    assert fences.busy_table(buffer) == _IDLE
    assert [pending(each) for each in snapshots] == [False, False]


@conf("I12")
def test_a_merged_file(exporter: Exporter, source: Source, fences: Fences) -> None:
    """Of a merged file every fence is put on the buffer, those that are over already included."""
    buffer = fences.keep(exporter.make(PAGE))
    for flags in _DIRECTIONS:
        parts = [source.pending() for _ in range(5)]
        merged = parts[0].fd
        for part in parts[1:]:
            merged = fences.must_merge(merged, part.fd)
        parts[2].signal()
        assert fences.insert(buffer, merged, flags) == 0
        table = _READ_BUSY if flags == READ else _WRITE_BUSY
        assert fences.info(fences.must_export(buffer, WRITE)).states == [0] * 4
        for part in (parts[4], parts[0], parts[1], parts[3]):
            assert fences.busy_table(buffer) == table
            part.signal()
        assert fences.busy_table(buffer) == _IDLE


@conf("I13")
def test_flags_that_mean_nothing(exporter: Exporter, source: Source, fences: Fences) -> None:
    """Reading, writing or both: anything else is an error that leaves the buffer idle."""
    buffer = fences.keep(exporter.make(PAGE))
    fence = source.pending()
    for flags in (0, 4, 4 | READ, 8, 0x10 | WRITE, 0x80000000, 0x80000003, 0xFFFFFFFF):
        assert fences.insert(buffer, fence.fd, flags) == -errno.EINVAL, hex(flags)
    assert fences.busy_table(buffer) == _IDLE


@conf("I13")
def test_what_is_no_sync_file(exporter: Exporter, fences: Fences, vgem_node: Node) -> None:
    """A descriptor of anything else, or of nothing, is EINVAL; not even a closed one is EBADF."""
    buffer = fences.keep(exporter.make(PAGE))
    closed = os.dup(buffer)
    os.close(closed)
    for other in (
        -1,
        -100,
        closed,
        buffer,
        fences.keep(os.open(vgem_node.path, os.O_RDWR | os.O_CLOEXEC)),
        fences.keep(os.memfd_create("x", os.MFD_CLOEXEC)),
        fences.keep(os.eventfd(0, os.EFD_CLOEXEC)),
    ):
        for flags in (READ, WRITE, RW):
            assert fences.insert(buffer, other, flags) == -errno.EINVAL, other
    assert fences.busy_table(buffer) == _IDLE


@conf("I14")
@needs("vgem.fence", "vgem.render")
@pytest.mark.parametrize("there", [0, WRITE_FENCE], ids=["reader-there", "writer-there"])
def test_importing_is_no_conflict(fencer: Fencer, source: Source, fences: Fences, there: int) -> None:
    """Unlike vgem's attach an import is never refused: the fences add up."""
    buffer = fencer.buffer()
    for flags in _DIRECTIONS:
        mine = fencer.attach(buffer, there).ok().out_fence
        fence = source.pending()
        assert fences.insert(buffer.dmabuf, fence.fd, flags) == 0
        assert fences.info(fences.must_export(buffer.dmabuf, WRITE)).states == [0, 0]
        assert busy(buffer.dmabuf, write=False) == bool(there or flags != READ)
        assert fencer.signal(mine) == 0
        assert fences.busy_table(buffer.dmabuf) == (_READ_BUSY if flags == READ else _WRITE_BUSY)
        fence.signal()
        assert fences.busy_table(buffer.dmabuf) == _IDLE


@conf("I14", "V7")
@needs("vgem.fence", "vgem.render")
def test_an_imported_fence_is_a_conflict_for_vgem(fencer: Fencer, source: Source, fences: Fences) -> None:
    """vgem's attach respects fences of anybody: behind an imported reader only readers, behind a writer nobody."""
    for flags in _DIRECTIONS:
        buffer = fencer.buffer()
        fence = source.pending()
        assert fences.insert(buffer.dmabuf, fence.fd, flags) == 0
        assert fencer.attach(buffer, WRITE_FENCE) == -errno.EBUSY
        assert fencer.attach(buffer, 0) == (0 if flags == READ else -errno.EBUSY)
        fence.signal()
        assert fencer.attach(buffer, 0) == 0


@conf("I15")
@needs("vgem.fence", "vgem.render")
def test_one_buffer_waits_for_another(exporter: Exporter, fencer: Fencer, fences: Fences) -> None:
    """A vgem fence on one buffer, carried to a second and from there to a third, keeps all three busy."""
    first = fencer.buffer()
    second, third = fences.keep(exporter.make(PAGE)), fences.keep(exporter.make(PAGE))
    fence = fencer.must_write(first)
    assert fences.insert(second, fences.must_export(first.dmabuf, READ), WRITE) == 0
    assert fences.insert(third, fences.must_export(second, READ), READ) == 0
    tables = [fences.busy_table(each) for each in (first.dmabuf, second, third)]
    assert tables == [_WRITE_BUSY, _WRITE_BUSY, _READ_BUSY]
    assert fencer.signal(fence) == 0
    assert [fences.busy_table(each) for each in (first.dmabuf, second, third)] == [_IDLE] * 3


@conf("I16")
def test_a_buffers_own_snapshot(exporter: Exporter, source: Source, fences: Fences) -> None:
    """A buffer may be given its own snapshot: nothing waits for itself, and it drains. Recorded on Linux 6.12."""
    buffer = fences.keep(exporter.make(PAGE))
    first, second = source.pending(), source.pending()
    assert fences.insert(buffer, first.fd, READ) == 0
    assert fences.insert(buffer, second.fd, READ) == 0
    for _ in range(3):
        assert fences.insert(buffer, fences.must_export(buffer, WRITE), READ) == 0
        assert fences.info(fences.must_export(buffer, WRITE)).states == [0, 0]
    assert fences.busy_table(buffer) == _READ_BUSY
    assert fences.insert(buffer, fences.must_export(buffer, WRITE), WRITE) == 0
    assert fences.busy_table(buffer) == _WRITE_BUSY
    first.signal()
    assert fences.busy_table(buffer) == _WRITE_BUSY
    second.signal()
    assert fences.busy_table(buffer) == _IDLE


@conf("I12", "I16")
@needs("sw_sync")
def test_later_points_replace_earlier_ones(exporter: Exporter, fences: Fences) -> None:
    """Of one timeline the buffer remembers the latest point of each use, which stands for all before it."""
    buffer = fences.keep(exporter.make(PAGE))
    timeline = fences.timeline()
    points = [fences.fence(timeline, value) for value in (1, 2, 3)]
    for number, point in enumerate(points, 1):
        assert fences.insert(buffer, point, READ) == 0
        info = fences.info(fences.must_export(buffer, WRITE))
        assert info.states == [0]
        assert info.name.endswith(b"-%d" % number)
    assert fences.inc(timeline, 2) == 0
    assert fences.busy_table(buffer) == _READ_BUSY
    # A use that waits for more is not replaced by one that waits for less.
    assert fences.insert(buffer, fences.fence(timeline, 4), WRITE) == 0
    assert fences.insert(buffer, fences.fence(timeline, 5), READ) == 0
    assert fences.busy_table(buffer) == _WRITE_BUSY
    assert fences.inc(timeline, 2) == 0
    assert fences.busy_table(buffer) == _READ_BUSY
    assert fences.inc(timeline, 1) == 0
    assert fences.busy_table(buffer) == _IDLE


@conf("I11", "Y13")
@needs("sw_sync")
def test_a_failed_fence_is_over(exporter: Exporter, fences: Fences) -> None:
    """A fence that ends in an error keeps nobody waiting."""
    buffer = fences.keep(exporter.make(PAGE))
    timeline = fences.timeline()
    assert fences.insert(buffer, fences.fence(timeline, 1), WRITE) == 0
    waiter = Blocked(lambda: polled(buffer, select.POLLIN, 5000))
    assert waiter.blocks(0.03)
    fences.drop(timeline)
    assert waiter.answer(1.0) == select.POLLIN
    assert fences.busy_table(buffer) == _IDLE

"""DMA_BUF_IOCTL_EXPORT_SYNC_FILE: a snapshot of the fences that stand on a buffer, as a file."""

from __future__ import annotations

import errno
import fcntl
import os
import select
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import READ, RW, WRITE, WRITE_FENCE, next_descriptor, pending, polled
from .support.limits import descriptors_left
from .support.memory import PAGE, mmap_fd, protect
from .support.memory import READ as PROT_READ
from .support.memory import WRITE as PROT_WRITE
from .support.raw import number_ioctl
from .support.sources import OVER_NAME, over

if TYPE_CHECKING:
    from .support.exporters import Exporter
    from .support.fencer import Fencer
    from .support.fences import Fences

fenced = needs("vgem.fence", "vgem.render")

_DIRECTIONS = pytest.mark.parametrize("flags", [READ, WRITE, RW], ids=["read", "write", "rw"])


@fenced
@conf("I5", "igt:dmabuf_sync_file@export-basic")
@pytest.mark.parametrize("fence", [None, 0, WRITE_FENCE], ids=["idle", "read", "write"])
@_DIRECTIONS
def test_what_a_snapshot_waits_for(fencer: Fencer, fences: Fences, fence: int | None, flags: int) -> None:
    """A file for reading waits for the writers, one for writing for everybody; poll on the buffer agrees."""
    buffer = fencer.buffer()
    live = None if fence is None else int(fencer.attach(buffer, fence).ok().out_fence)
    sync_file = fences.must_export(buffer.dmabuf, flags)
    waits = fence == WRITE_FENCE or (fence == 0 and flags != READ)
    assert pending(sync_file) == waits
    assert (polled(buffer.dmabuf, select.POLLOUT if flags & WRITE else select.POLLIN) == 0) == waits
    info = fences.info(sync_file)
    assert info.status == (0 if waits else 1)
    (only,) = info.fences
    assert (only.driver, only.timeline) in ([(b"vgem", b"unbound")] if waits else over(b"stub", b"stub"))
    if live is not None:
        assert fencer.signal(live) == 0
    assert not pending(sync_file)
    assert fences.status(sync_file) == 1
    assert fences.busy_table(buffer.dmabuf) == (False,) * 5


@fenced
@conf("I6", "igt:dmabuf_sync_file@export-before-signal")
@pytest.mark.parametrize("fence", [0, WRITE_FENCE], ids=["read", "write"])
def test_a_snapshot_turns_signalled(fencer: Fencer, fences: Fences, fence: int) -> None:
    """Files made while the buffer was busy end with the fence."""
    buffer = fencer.buffer()
    live = fencer.attach(buffer, fence).ok().out_fence
    for_reading = fences.must_export(buffer.dmabuf, READ)
    for_writing = fences.must_export(buffer.dmabuf, WRITE)
    assert [pending(for_reading), pending(for_writing)] == [bool(fence), True]
    assert fencer.signal(live) == 0
    assert [pending(for_reading), pending(for_writing)] == [False, False]


@fenced
@conf("I7", "igt:dmabuf_sync_file@export-multiwait")
def test_a_snapshot_of_several(fencer: Fencer, fences: Fences) -> None:
    """The file waits for all fences of its moment, and not for one that came later."""
    buffer = fencer.buffer()
    first, second = fencer.must_read(buffer), fencer.must_read(buffer)
    sync_file = fences.must_export(buffer.dmabuf, WRITE)
    third = fencer.must_read(buffer)
    assert fences.info(sync_file).states == [0, 0]
    assert pending(sync_file)
    assert fencer.signal(first) == 0
    assert pending(sync_file)
    assert fences.info(sync_file).states == [1, 0]
    assert fencer.signal(second) == 0
    assert not pending(sync_file)
    assert fences.info(sync_file).states == [1, 1]
    assert fences.status(sync_file) == 1
    assert polled(buffer.dmabuf, select.POLLOUT) == 0
    assert fencer.signal(third) == 0


@fenced
@conf("I7")
def test_a_snapshot_of_several_says_what_it_is(fencer: Fencer, fences: Fences) -> None:
    """Several fences become an array with a name of its own, signalled ones are left out, one alone stays itself."""
    buffer = fencer.buffer()
    readers = [fencer.must_read(buffer) for _ in range(3)]
    assert fences.info(fences.must_export(buffer.dmabuf)).name.startswith(b"dma_fence_array-unbound")
    assert fencer.signal(readers[1]) == 0
    two = fences.info(fences.must_export(buffer.dmabuf))
    assert two.states == [0, 0]
    assert fencer.signal(readers[0]) == 0
    one = fences.info(fences.must_export(buffer.dmabuf))
    assert one.states == [0]
    assert one.name.startswith(b"vgem-unbound")
    (nothing,) = fences.info(fences.must_export(buffer.dmabuf, READ)).fences
    assert (nothing.driver, nothing.timeline) in over(b"stub", b"stub")


@fenced
@conf("I8", "igt:dmabuf_sync_file@export-wait-after-attach")
def test_later_fences_do_not_count(fencer: Fencer, fences: Fences) -> None:
    """An idle snapshot stays idle when a fence is attached afterwards; a busy one neither forgets nor learns."""
    buffer = fencer.buffer()
    idle = [fences.must_export(buffer.dmabuf, flags) for flags in (READ, WRITE)]
    first = fencer.must_write(buffer)
    assert [pending(each) for each in idle] == [False, False]
    behind_first = [fences.must_export(buffer.dmabuf, flags) for flags in (READ, WRITE)]
    assert [pending(each) for each in behind_first] == [True, True]
    assert fencer.signal(first) == 0
    second = fencer.must_write(buffer)
    assert [pending(each) for each in behind_first] == [False, False]
    behind_second = [fences.must_export(buffer.dmabuf, flags) for flags in (READ, WRITE)]
    assert [pending(each) for each in behind_second] == [True, True]
    assert [len(fences.info(each).fences) for each in behind_second] == [1, 1]
    assert fencer.signal(second) == 0
    assert [pending(each) for each in behind_second] == [False, False]


@fenced
@conf("I6")
def test_a_snapshot_outlives_the_buffer(fencer: Fencer, fences: Fences) -> None:
    """The fence is held by the file, whatever becomes of the buffer."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    sync_file = fences.must_export(buffer.dmabuf)
    assert fencer.client.close_handle(buffer.handle) == 0
    fencer.drop(buffer.dmabuf)
    assert pending(sync_file)
    assert fencer.signal(fence) == 0
    assert fences.info(sync_file).states == [1]


@conf("I9")
def test_flags_that_mean_nothing(exporter: Exporter, fences: Fences) -> None:
    """Reading, writing or both: anything else is an error that makes no file."""
    fd = fences.keep(exporter.make(PAGE))
    before = next_descriptor()
    for flags in (0, 4, 4 | READ, 8, 0x10 | WRITE, 0x80000000, 0x80000003, 0xFFFFFFFF):
        reply = fences.export(fd, flags)
        assert (reply, reply.fd) == (-errno.EINVAL, -1), hex(flags)
    assert next_descriptor() == before


@conf("I9", "X9")
def test_the_file_closes_on_exec(exporter: Exporter, fences: Fences) -> None:
    """The new descriptor does not survive exec, without being asked."""
    sync_file = fences.must_export(fences.keep(exporter.make(PAGE)), WRITE)
    assert fcntl.fcntl(sync_file, fcntl.F_GETFD) == fcntl.FD_CLOEXEC
    assert os.readlink(f"/proc/self/fd/{sync_file}") == "anon_inode:sync_file"


@conf("I9", "X2")
def test_no_descriptor_left(exporter: Exporter, fences: Fences) -> None:
    """At the limit of descriptors it is EMFILE, nothing is left behind and the next try succeeds."""
    fd = fences.keep(exporter.make(PAGE))
    with descriptors_left(0):
        answers = [fences.export(fd, WRITE) for _ in range(3)]
    assert answers == [-errno.EMFILE] * 3
    assert fences.export(fd, WRITE) == 0


@conf("I9")
def test_an_answer_that_cannot_be_told(exporter: Exporter, fences: Fences) -> None:
    """When the number of the new descriptor cannot be written back, there is no new descriptor."""
    fd = fences.keep(exporter.make(PAGE))
    with mmap_fd(-1, PAGE, flags=0x22) as page:
        page[0:8] = READ.to_bytes(4, "little") + b"\xff" * 4
        protect(page, PROT_READ)
        before = next_descriptor()
        assert number_ioctl(fd, fences.raw.number("DMA_BUF_IOCTL_EXPORT_SYNC_FILE"), page.address) == -errno.EFAULT
        assert next_descriptor() == before
        protect(page, PROT_READ | PROT_WRITE)


@conf("I10")
@_DIRECTIONS
def test_an_idle_snapshot(exporter: Exporter, fences: Fences, flags: int) -> None:
    """An idle buffer gives a file that is signalled already: poll says so, status and fence say so."""
    sync_file = fences.must_export(fences.keep(exporter.make(PAGE)), flags)
    assert polled(sync_file, select.POLLIN) == select.POLLIN
    info = fences.info(sync_file)
    assert info.status == 1
    (only,) = info.fences
    assert only.status == 1
    assert (only.driver, only.timeline) in over(b"stub", b"stub")
    assert info.name in (b"stub-stub0-0", OVER_NAME)
    assert only.timestamp > 0

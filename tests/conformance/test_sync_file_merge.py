"""SYNC_IOC_MERGE: one file that waits for what two files wait for."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import time
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import next_descriptor, pending, polled
from .support.limits import descriptors_left
from .support.memory import PAGE, PRIVATE, mmap_fd, protect
from .support.memory import READ as PROT_READ
from .support.memory import WRITE as PROT_WRITE
from .support.raw import number_ioctl
from .support.sources import OVER_NAME, over

if TYPE_CHECKING:
    from .support.fences import Fences
    from .support.nodes import Node
    from .support.sources import Source


@conf("Y2", "igt:sw_sync@alloc_merge_fence")
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["first-first", "second-first"])
def test_a_merged_file_waits_for_both(source: Source, fences: Fences, order: tuple[int, int]) -> None:
    """It is ready when both parts are, whichever ends first; the parts stay files of their own."""
    parts = [source.pending(), source.pending()]
    merged = fences.must_merge(parts[0].fd, parts[1].fd)
    assert len({merged, parts[0].fd, parts[1].fd}) == 3
    assert pending(merged)
    parts[order[0]].signal()
    assert pending(merged)
    assert not pending(parts[order[0]].fd)
    assert pending(parts[order[1]].fd)
    parts[order[1]].signal()
    assert not pending(merged)
    assert not pending(parts[order[1]].fd)


@conf("Y2")
def test_a_merged_file_stands_alone(source: Source, fences: Fences) -> None:
    """The parts may be closed: the merged file keeps their fences."""
    first, second = source.pending(), source.pending()
    merged = fences.must_merge(first.fd, second.fd)
    fences.drop(first.fd, second.fd)
    first.signal()
    assert pending(merged)
    assert fences.info(merged).states == [1, 0]
    second.signal()
    assert fences.info(merged).states == [1, 1]


@conf("Y2")
def test_closing_a_merged_file(source: Source, fences: Fences) -> None:
    """Closing the merged file, polled or not, leaves the parts as they were."""
    for look in (False, True):
        first, second = source.pending(), source.pending()
        merged = fences.must_merge(first.fd, second.fd)
        if look:
            assert pending(merged)
        fences.drop(merged)
        assert [pending(first.fd), pending(second.fd)] == [True, True]
        first.signal()
        second.signal()
        assert [pending(first.fd), pending(second.fd)] == [False, False]


@conf("Y3", "igt:sw_sync@sync_multi_timeline_wait")
def test_three_contexts(source: Source, fences: Fences) -> None:
    """The counts of pending and signalled fences go from three and none to none and three."""
    parts = [source.pending() for _ in range(3)]
    merged = fences.must_merge(parts[2].fd, fences.must_merge(parts[0].fd, parts[1].fd))
    assert polled(merged, 1, 10) == 0
    for done, part in enumerate(parts):
        states = fences.info(merged).states
        assert (states.count(0), states.count(1)) == (3 - done, done)
        assert pending(merged)
        part.signal()
    assert fences.info(merged).states == [1, 1, 1]
    assert polled(merged, 1, 100) == 1


@conf("Y2")
def test_fences_are_listed_by_context(source: Source, fences: Fences) -> None:
    """However the parts were merged, the fences come in the order in which their contexts were made."""
    parts = [source.pending() for _ in range(4)]
    merged = fences.must_merge(fences.must_merge(parts[3].fd, parts[1].fd), fences.must_merge(parts[2].fd, parts[0].fd))
    for number, part in enumerate(parts):
        part.signal()
        assert fences.info(merged).states == [1] * (number + 1) + [0] * (3 - number)


@conf("Y4", "igt:sw_sync@sync_merge_same")
def test_merged_with_itself(source: Source, fences: Fences) -> None:
    """A file merged with itself, or with a copy of itself, waits for the one fence."""
    fence = source.pending()
    merged = fences.must_merge(fence.fd, fence.fd)
    again = fences.must_merge(merged, fence.fd)
    for each in (merged, again):
        assert fences.info(each).states == [0]
        assert fences.info(each).fences == fences.info(fence.fd).fences
    fence.signal()
    assert [fences.info(each).states for each in (merged, again)] == [[1], [1]]


@conf("Y4")
def test_overlapping_files(source: Source, fences: Fences) -> None:
    """A fence that both files have is counted once."""
    first, second, third = (source.pending() for _ in range(3))
    left = fences.must_merge(first.fd, second.fd)
    right = fences.must_merge(second.fd, third.fd)
    merged = fences.must_merge(left, right)
    assert fences.info(merged).states == [0, 0, 0]
    second.signal()
    assert fences.info(merged).states == [0, 1, 0]
    # What is signalled already is not taken over.
    assert fences.info(fences.must_merge(left, right)).states == [0, 0]


@conf("Y5")
def test_merged_with_the_past(source: Source, fences: Fences) -> None:
    """A signalled file adds nothing: the merged file is as the other."""
    past, future = source.pending(), source.pending()
    past.signal()
    for merged in (fences.must_merge(past.fd, future.fd), fences.must_merge(future.fd, past.fd)):
        info = fences.info(merged)
        assert info.fences == fences.info(future.fd).fences
        assert info.name == fences.info(future.fd).name
        assert pending(merged)
    future.signal()
    assert not pending(merged)


@conf("Y5", "igt:sw_sync@sync_expired_merge")
def test_two_pasts(source: Source, fences: Fences) -> None:
    """Two signalled files make one that is signalled at the time of the later one and knows no driver any more."""
    first, second = source.pending(), source.pending()
    first.signal()
    time.sleep(0.002)
    second.signal()
    later = fences.info(second.fd).fences[0].timestamp
    assert later > fences.info(first.fd).fences[0].timestamp
    for merged in (fences.must_merge(first.fd, second.fd), fences.must_merge(second.fd, first.fd)):
        assert not pending(merged)
        info = fences.info(merged)
        (only,) = info.fences
        assert (info.status, only.status, only.timestamp) == (1, 1, later)
        assert (only.driver, only.timeline) in over(b"stub", b"stub")
        assert info.name in (b"stub-stub0-0", OVER_NAME)


@conf("Y5", "igt:sw_sync@sync_expired_merge")
def test_a_second_of_past(source: Source, fences: Fences) -> None:
    """Merging what is signalled, over and over, is ready each time and piles nothing up."""
    fence = source.pending()
    fence.signal()
    end = time.monotonic() + 0.25
    while time.monotonic() < end:
        merged = fences.must_merge(fence.fd, fence.fd)
        assert not pending(merged)
        fences.drop(merged)


@conf("Y6", "igt:sw_sync@sync_random_merge")
@pytest.mark.parametrize("seed", range(2))
@needs("sw_sync")
def test_many_merges(fences: Fences, seed: int) -> None:
    """Points of 32 timelines, merged in a thousand random steps, are ready when every timeline has passed its last."""
    chance = random.Random(seed)
    timelines = [fences.timeline() for _ in range(32)]
    last: dict[int, int] = {}
    merged = -1
    for _ in range(1024):
        which, value = chance.randrange(32), chance.randrange(1, 1 << 30)
        last[which] = max(last.get(which, 0), value)
        point = fences.fence(timelines[which], value)
        if merged >= 0:
            both = fences.must_merge(point, merged)
            fences.drop(point, merged)
            merged = both
        else:
            merged = point
    assert fences.info(merged).states == [0] * len(last)
    for which, value in last.items():
        assert pending(merged)
        assert fences.inc(timelines[which], value) == 0
    assert not pending(merged)


@conf("Y7", "igt:sw_sync@sync_merge_invalid")
def test_merged_with_no_sync_file(source: Source, fences: Fences, vgem_node: Node) -> None:
    """Anything that is not a sync_file is ENOENT, a closed descriptor included; nothing new is made."""
    fence = source.pending()
    closed = os.dup(fence.fd)
    os.close(closed)
    others = [
        -1,
        -100,
        0x7FFFFFFF,
        closed,
        fences.keep(os.open(vgem_node.path, os.O_RDWR | os.O_CLOEXEC)),
        fences.keep(os.open("/proc/self/comm", os.O_RDONLY | os.O_CLOEXEC)),
        fences.keep(os.memfd_create("x", os.MFD_CLOEXEC)),
        fences.keep(os.eventfd(0, os.EFD_CLOEXEC)),
    ]
    before = next_descriptor()
    for other in others:
        reply = fences.merge(fence.fd, other, b"name")
        assert (reply, reply.fence) == (-errno.ENOENT, 0), other
    assert next_descriptor() == before


@conf("Y7")
@pytest.mark.parametrize("fields", [{"flags": 1}, {"flags": 0x80000000}, {"pad": 1}, {"pad": 0x80000000}], ids=str)
def test_flags_and_padding(source: Source, fences: Fences, fields: dict[str, int]) -> None:
    """Flags and padding stay zero; that is looked at before the other descriptor."""
    fence = source.pending()
    before = next_descriptor()
    assert fences.merge(fence.fd, fence.fd, **fields) == -errno.EINVAL
    assert fences.merge(fence.fd, -1, **fields) == -errno.EINVAL
    assert next_descriptor() == before


@conf("Y7")
def test_an_answer_that_cannot_be_told(source: Source, fences: Fences) -> None:
    """When the number of the new descriptor cannot be written back, there is no new descriptor."""
    fence = source.pending()
    with mmap_fd(-1, PAGE, flags=PRIVATE | 0x20) as page:
        page[32:36] = fence.fd.to_bytes(4, "little")
        protect(page, PROT_READ)
        before = next_descriptor()
        assert number_ioctl(fence.fd, fences.raw.number("SYNC_IOC_MERGE"), page.address) == -errno.EFAULT
        assert next_descriptor() == before
        protect(page, PROT_READ | PROT_WRITE)
    fence.signal()


@conf("Y7", "X2")
def test_no_descriptor_left(source: Source, fences: Fences) -> None:
    """At the limit of descriptors it is EMFILE, before anything else is looked at; afterwards all works as before."""
    fence = source.pending()
    with descriptors_left(0):
        answers = [fences.merge(fence.fd, fence.fd), fences.merge(fence.fd, -1), fences.merge(fence.fd, -1, flags=1)]
    assert answers == [-errno.EMFILE] * 3
    assert fences.merge(fence.fd, fence.fd) == 0


@conf("Y2", "X9")
def test_the_new_descriptor(source: Source, fences: Fences) -> None:
    """It closes on exec, and the rest of the answer is what was asked."""
    first, second = source.pending(), source.pending()
    reply = fences.merge(first.fd, second.fd, b"both")
    assert (reply.fd2, reply.name, reply.flags, reply.pad) == (second.fd, b"both", 0, 0)
    assert fcntl.fcntl(reply.fence, fcntl.F_GETFD) == fcntl.FD_CLOEXEC
    assert os.readlink(f"/proc/self/fd/{reply.fence}") == "anon_inode:sync_file"

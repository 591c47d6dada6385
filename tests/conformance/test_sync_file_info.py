"""SYNC_IOC_FILE_INFO: what a sync_file tells about itself and about the fences inside."""

from __future__ import annotations

import errno
import re
import time
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import pending, unpack_fences
from .support.memory import PAGE, PRIVATE, inaccessible_page, mmap_fd, protect, read_only_page
from .support.memory import READ as PROT_READ
from .support.memory import WRITE as PROT_WRITE
from .support.raw import number_ioctl
from .support.sources import over

if TYPE_CHECKING:
    from .support.fences import Fences
    from .support.sources import Source

_FENCE_SIZE = 80


def _three(source: Source, fences: Fences) -> int:
    first, second, third = (source.pending().fd for _ in range(3))
    return fences.must_merge(fences.must_merge(first, second), third, b"three")


@conf("Y8")
def test_counting_first(source: Source, fences: Fences) -> None:
    """Asked for no fences at all it gives their number, the name and the status, and writes no array."""
    merged = _three(source, fences)
    guard = bytearray(b"\xa5" * 4 * _FENCE_SIZE)
    reply = fences.info_reply(merged, num_fences=0, sync_fence_info=guard)
    assert (reply, reply.num_fences, reply.name, reply.status, reply.flags, reply.pad) == (0, 3, b"three", 0, 0, 0)
    assert guard == bytearray(b"\xa5" * 4 * _FENCE_SIZE)
    assert fences.info_reply(merged, num_fences=0, sync_fence_info=8) == 0


@conf("Y8")
@pytest.mark.parametrize("room", [1, 2])
def test_too_little_room(source: Source, fences: Fences, room: int) -> None:
    """Room for some of the fences only is an error that writes nothing."""
    merged = _three(source, fences)
    guard = bytearray(b"\xa5" * 4 * _FENCE_SIZE)
    reply = fences.info_reply(merged, num_fences=room, sync_fence_info=guard)
    assert (reply, reply.num_fences) == (-errno.EINVAL, room)
    assert guard == bytearray(b"\xa5" * 4 * _FENCE_SIZE)


@conf("Y8")
@pytest.mark.parametrize("room", [3, 4, 0xFFFF, 0xFFFFFFFF])
def test_room_enough(source: Source, fences: Fences, room: int) -> None:
    """With room for all or more it fills as many as there are, tells how many, and leaves the rest alone."""
    merged = _three(source, fences)
    guard = bytearray(b"\xa5" * 4 * _FENCE_SIZE)
    reply = fences.info_reply(merged, num_fences=room, sync_fence_info=guard)
    assert (reply, reply.num_fences) == (0, 3)
    assert guard[3 * _FENCE_SIZE :] == b"\xa5" * _FENCE_SIZE
    found = unpack_fences(guard[: 3 * _FENCE_SIZE])
    assert [(each.driver, each.timeline, each.status, each.flags) for each in found] == [
        (source.driver, source.timeline, 0, 0)
    ] * 3
    # Names are filled up with zeros: nothing of the kernel's memory shows behind them.
    for at in range(3):
        record = guard[at * _FENCE_SIZE : (at + 1) * _FENCE_SIZE]
        assert record[:32].rstrip(b"\0") == source.timeline
        assert record[32:64].rstrip(b"\0") == source.driver


@conf("Y8")
@pytest.mark.parametrize("fields", [{"flags": 1}, {"flags": 0x80000000}, {"pad": 1}, {"pad": 0x80000000}], ids=str)
@pytest.mark.parametrize("room", [0, 1])
def test_flags_and_padding(source: Source, fences: Fences, fields: dict[str, int], room: int) -> None:
    """Flags and padding stay zero."""
    fence = source.pending()
    array = bytearray(_FENCE_SIZE)
    assert fences.info_reply(fence.fd, num_fences=room, sync_fence_info=array, **fields) == -errno.EINVAL


@conf("Y8")
def test_an_array_that_cannot_be_written(source: Source, fences: Fences) -> None:
    """An array outside the process's writable memory is EFAULT; so is one that is not there."""
    fence = source.pending()
    with inaccessible_page() as nothing, read_only_page() as reading:
        for address in (0, 8, nothing.address, reading.address):
            assert fences.info_reply(fence.fd, num_fences=1, sync_fence_info=address) == -errno.EFAULT


@conf("Y8")
def test_an_answer_that_cannot_be_told(source: Source, fences: Fences) -> None:
    """A struct that may be read but not written is EFAULT."""
    fence = source.pending()
    with mmap_fd(-1, PAGE, flags=PRIVATE | 0x20) as page:
        protect(page, PROT_READ)
        assert number_ioctl(fence.fd, fences.raw.number("SYNC_IOC_FILE_INFO"), page.address) == -errno.EFAULT
        protect(page, PROT_READ | PROT_WRITE)


@conf("Y9")
def test_one_fence(source: Source, fences: Fences) -> None:
    """A fence says who made it and that it is pending; signalled it says when, on the monotonic clock."""
    fence = source.pending()
    info = fences.info(fence.fd)
    (only,) = info.fences
    assert (info.status, only.status, only.timestamp, only.flags) == (0, 0, 0, 0)
    assert (only.driver, only.timeline) == (source.driver, source.timeline)
    before = time.monotonic_ns()
    fence.signal()
    after = time.monotonic_ns()
    info = fences.info(fence.fd)
    (only,) = info.fences
    assert (info.status, only.status, only.flags) == (1, 1, 0)
    assert before <= only.timestamp <= after
    assert (only.driver, only.timeline) in over(source.driver, source.timeline)
    assert fences.info(fence.fd).fences[0].timestamp == only.timestamp


@conf("Y9")
def test_each_fence_has_its_own_time(source: Source, fences: Fences) -> None:
    """The fences of a merged file keep their own states and times, in the order of their contexts."""
    parts = [source.pending() for _ in range(3)]
    merged = fences.must_merge(fences.must_merge(parts[2].fd, parts[0].fd), parts[1].fd)
    parts[1].signal()
    middle = fences.info(merged)
    assert (middle.status, middle.states) == (0, [0, 1, 0])
    assert fences.status(merged) == 0
    assert [bool(each.timestamp) for each in middle.fences] == [False, True, False]
    time.sleep(0.002)
    parts[0].signal()
    time.sleep(0.002)
    parts[2].signal()
    done = fences.info(merged)
    assert (done.status, done.states) == (1, [1, 1, 1])
    assert fences.status(merged) == 1
    first, second, third = (each.timestamp for each in done.fences)
    assert second < first < third
    assert second == middle.fences[1].timestamp


@conf("Y10")
def test_names_of_unmerged_files(source: Source, fences: Fences) -> None:
    """A file that nobody named is called after its fence: driver, timeline, context and number."""
    names = [fences.info(source.pending().fd).name for _ in range(3)]
    contexts = []
    for name in names:
        found = re.fullmatch(re.escape(source.driver + b"-" + source.timeline) + rb"(\d+)-1", name)
        assert found, name
        contexts.append(int(found[1]))
    assert contexts == sorted(set(contexts))


@conf("Y10")
@pytest.mark.parametrize("name", [b"x", b"frame 17", b"n" * 31, b"Bild", b"\xff\xfe\x80"], ids=lambda name: repr(name))
def test_names_given(source: Source, fences: Fences, name: bytes) -> None:
    """A name that was given at the merge is kept to the byte."""
    fence = source.pending()
    assert fences.info(fences.must_merge(fence.fd, fence.fd, name)).name == name


@conf("Y10")
def test_names_without_an_end(source: Source, fences: Fences) -> None:
    """A name that fills the field is cut after 31 bytes."""
    fence = source.pending()
    assert fences.info(fences.must_merge(fence.fd, fence.fd, b"abcdefgh" * 4)).name == b"abcdefgh" * 3 + b"abcdefg"


@conf("Y10")
def test_names_not_given(source: Source, fences: Fences) -> None:
    """A merged file without a name is called after its fence, an array when there are several."""
    first, second = source.pending(), source.pending()
    assert fences.info(fences.must_merge(first.fd, first.fd)).name == fences.info(first.fd).name
    array = fences.info(fences.must_merge(first.fd, second.fd)).name
    assert re.fullmatch(rb"dma_fence_array-unbound\d+-1", array), array


@conf("Y9", "Y13")
@needs("sw_sync")
@pytest.mark.parametrize("polled", [False, True], ids=["unwatched", "watched"])
def test_errors(fences: Fences, polled: bool) -> None:
    """A fence that failed has a negative status, and so has the file, in one way or the other.

    Asked for the fences, the file's status is that of the first one that has not ended well. Asked for nothing, it is
    that of the whole: pending until the last fence has ended, and then an array passes an error on only if somebody
    watched it while it happened; otherwise the failure reads as success. Recorded on Linux 6.12.
    """
    timelines = [fences.timeline() for _ in range(3)]
    files = [fences.fence(each, 1) for each in timelines]
    merged = fences.must_merge(fences.must_merge(files[0], files[1]), files[2])
    if polled:
        assert pending(merged)
    fences.drop(timelines[1])
    info = fences.info(merged)
    assert info.states == [0, -errno.ENOENT, 0]
    assert (info.status, fences.status(merged)) == (0, 0)
    assert info.fences[1].timestamp > 0
    assert fences.inc(timelines[0]) == 0
    info = fences.info(merged)
    assert info.states == [1, -errno.ENOENT, 0]
    assert (info.status, fences.status(merged)) == (-errno.ENOENT, 0)
    assert fences.inc(timelines[2]) == 0
    info = fences.info(merged)
    assert info.states == [1, -errno.ENOENT, 1]
    assert info.status == -errno.ENOENT
    assert fences.status(merged) == (-errno.ENOENT if polled else 1)
    single = fences.info(files[1])
    assert (single.status, single.states, fences.status(files[1])) == (-errno.ENOENT, [-errno.ENOENT], -errno.ENOENT)

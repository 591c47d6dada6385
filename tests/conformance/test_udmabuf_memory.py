"""udmabuf's memory: the same pages as the memfd's, in the order asked for, for as long as the dma-buf lives."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import struct
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import END, RW
from .support.foreign import sealed_memfd
from .support.lists import create_list
from .support.meminfo import free_memory, pinned_pages
from .support.memory import PAGE, Pages, mmap_fd

if TYPE_CHECKING:
    from .support.fences import Fences

pytestmark = needs("udmabuf")


def _numbered(fences: Fences, pages: int, first: int = 0) -> int:
    """A sealed memfd whose pages carry numbers."""
    memfd = fences.keep(sealed_memfd(pages * PAGE))
    for page in range(pages):
        os.pwrite(memfd, struct.pack("I", first + page), page * PAGE)
        os.pwrite(memfd, struct.pack("I", first + page), page * PAGE + PAGE - 4)
    return memfd


def _numbers(pages: Pages) -> list[int]:
    found = []
    for page in range(pages.length // PAGE):
        head, tail = pages[page * PAGE : page * PAGE + 4], pages[page * PAGE + PAGE - 4 : page * PAGE + PAGE]
        assert head == tail
        found.append(struct.unpack("I", head)[0])
    return found


def _make(fences: Fences, items: list[tuple[int, int, int]]) -> int:
    """A dma-buf of (memfd, first page, pages) items."""
    device = os.open("/dev/udmabuf", os.O_RDWR | os.O_CLOEXEC)
    try:
        listed = [(memfd, first * PAGE, count * PAGE) for memfd, first, count in items]
        return fences.keep(create_list(fences.raw, device, listed))
    finally:
        os.close(device)


@conf("U4")
def test_pages_in_order(fences: Fences) -> None:
    """Items follow one another as listed: two memfds, parts of them, backwards, the same page twice."""
    left, right = _numbered(fences, 8), _numbered(fences, 8, 100)
    for items, numbers in (
        ([(left, 0, 8)], list(range(8))),
        ([(left, 3, 2)], [3, 4]),
        ([(left, 0, 2), (right, 0, 2)], [0, 1, 100, 101]),
        ([(right, 6, 2), (left, 0, 1), (right, 1, 3)], [106, 107, 0, 101, 102, 103]),
        ([(left, page, 1) for page in (5, 2, 7, 0)], [5, 2, 7, 0]),
        ([(left, 4, 1), (left, 4, 1), (right, 7, 1), (left, 4, 1)], [4, 4, 107, 4]),
    ):
        fd = _make(fences, items)
        assert os.lseek(fd, 0, os.SEEK_END) == len(numbers) * PAGE
        with mmap_fd(fd, len(numbers) * PAGE) as pages:
            assert _numbers(pages) == numbers
        for first in range(len(numbers)):
            with mmap_fd(fd, (len(numbers) - first) * PAGE, offset=first * PAGE) as pages:
                assert _numbers(pages) == numbers[first:]


@conf("U4")
@pytest.mark.parametrize("seed", range(3))
def test_pages_in_any_order(fences: Fences, seed: int) -> None:
    """The same with random lists, and a write to each page arrives in the right place of the right memfd."""
    chance = random.Random(seed)
    memfds = [_numbered(fences, 16, 1000 * number) for number in range(3)]
    items, numbers = [], []
    for _ in range(20):
        which, first = chance.randrange(3), chance.randrange(16)
        count = chance.randrange(1, 17 - first)
        items.append((memfds[which], first, count))
        numbers += [1000 * which + page for page in range(first, first + count)]
    fd = _make(fences, items)
    with mmap_fd(fd, len(numbers) * PAGE) as pages:
        assert _numbers(pages) == numbers
        for place, number in enumerate(numbers):
            pages[place * PAGE + 8 : place * PAGE + 12] = struct.pack("I", number + 7)
    for number in set(numbers):
        which, page = divmod(number, 1000)
        assert os.pread(memfds[which], 4, page * PAGE + 8) == struct.pack("I", number + 7)


@conf("U5")
def test_one_memory(fences: Fences) -> None:
    """What is written to the memfd, by mapping or by write(2), is in the dma-buf, and the other way round."""
    memfd = _numbered(fences, 4)
    fd = _make(fences, [(memfd, 0, 4)])
    with mmap_fd(fd, 4 * PAGE) as dmabuf, mmap_fd(memfd, 4 * PAGE) as memory:
        assert fences.sync(fd, RW) == 0
        memory[PAGE : PAGE + 5] = b"hello"
        assert dmabuf[PAGE : PAGE + 5] == b"hello"
        os.pwrite(memfd, b"write", 2 * PAGE)
        assert dmabuf[2 * PAGE : 2 * PAGE + 5] == b"write"
        dmabuf[3 * PAGE : 3 * PAGE + 5] = b"there"
        assert memory[3 * PAGE : 3 * PAGE + 5] == b"there"
        assert os.pread(memfd, 5, 3 * PAGE) == b"there"
        assert fences.sync(fd, RW | END) == 0


@conf("U5")
def test_memory_that_was_never_touched(fences: Fences) -> None:
    """Pages that the memfd did not have yet are made, zeroed, and become the memfd's own."""
    memfd = fences.keep(sealed_memfd(4 * PAGE))
    assert os.fstat(memfd).st_blocks == 0
    fd = _make(fences, [(memfd, 1, 2)])
    assert os.fstat(memfd).st_blocks == 2 * PAGE // 512
    with mmap_fd(fd, 2 * PAGE) as pages:
        assert pages.is_filled(0)
        pages.fill(0x5A)
    assert os.pread(memfd, 4 * PAGE, 0) == bytes(PAGE) + b"\x5a" * 2 * PAGE + bytes(PAGE)


@conf("U5")
def test_the_memfd_may_be_closed(fences: Fences) -> None:
    """The dma-buf holds its pages by itself."""
    memfd = _numbered(fences, 3, 50)
    fd = _make(fences, [(memfd, 0, 3)])
    fences.drop(memfd)
    other = _numbered(fences, 64, 7000)
    with mmap_fd(fd, 3 * PAGE) as pages:
        assert _numbers(pages) == [50, 51, 52]
    fences.drop(other)


@conf("U5")
def test_punched_holes(fences: Fences) -> None:
    """A hole punched into the memfd takes its page from the memfd, not from the dma-buf."""
    memfd = _numbered(fences, 3, 50)
    fd = _make(fences, [(memfd, 0, 3)])
    libc_punch(memfd, PAGE, PAGE)
    assert os.pread(memfd, 4, PAGE) == bytes(4)
    with mmap_fd(fd, 3 * PAGE) as pages:
        assert _numbers(pages) == [50, 51, 52]


def libc_punch(fd: int, offset: int, length: int) -> None:
    """fallocate(2) with FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    libc.fallocate.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int64, ctypes.c_int64]
    if libc.fallocate(fd, 3, offset, length):
        raise OSError(ctypes.get_errno(), "fallocate")


def _write_seal(memfd: int) -> int:
    try:
        fcntl.fcntl(memfd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE)
    except OSError as error:
        return -(error.errno or 0)
    return 0


@conf("U2", "U5")
@pytest.mark.parametrize("mapped", [False, True], ids=["unmapped", "mapped"])
def test_pages_are_pinned(fences: Fences, mapped: bool) -> None:
    """While the dma-buf lives nobody can seal the memory against writing; when its last user is gone anybody can."""
    memfd = _numbered(fences, 2)
    fd = _make(fences, [(memfd, 0, 1), (memfd, 1, 1), (memfd, 0, 2)])
    assert _write_seal(memfd) == -errno.EBUSY
    assert os.ftruncate(memfd, 3 * PAGE) is None
    with pytest.raises(PermissionError):
        os.ftruncate(memfd, PAGE)
    if mapped:
        with mmap_fd(fd, 4 * PAGE) as pages:
            fences.drop(fd)
            assert _numbers(pages) == [0, 1, 0, 1]
            assert _write_seal(memfd) == -errno.EBUSY
    else:
        assert fences.sync(fd, RW) == 0
        fences.drop(fd)
    assert _write_seal(memfd) == 0


@conf("U3", "X5")
def test_a_failed_list_lets_go(fences: Fences) -> None:
    """A list that fails at its last item has not kept hold of the first ones."""
    device = fences.keep(os.open("/dev/udmabuf", os.O_RDWR | os.O_CLOEXEC))
    pinned = pinned_pages()
    for bad in (errno.EBADFD, errno.EINVAL):
        memfd = _numbered(fences, 2)
        last = (0xFFFFFFFF, 0, PAGE) if bad == errno.EBADFD else (memfd, 2 * PAGE, PAGE)
        assert create_list(fences.raw, device, [(memfd, 0, PAGE), (memfd, PAGE, PAGE), last]) == -bad
        assert pinned_pages() == pinned
        assert _write_seal(memfd) == 0


@conf("U5", "X5")
def test_memory_comes_back(fences: Fences) -> None:
    """The pages live as long as the dma-buf, also when the memfd is gone, and no longer."""
    size = 16 << 20
    before, pinned = free_memory(), pinned_pages()
    for _ in range(4):
        memfd = fences.keep(sealed_memfd(size))
        fd = _make(fences, [(memfd, 0, size // PAGE)])
        fences.drop(memfd)
        assert free_memory() < before - size * 3 // 4
        assert pinned_pages() == pinned + size // PAGE
        fences.drop(fd)
        assert pinned_pages() == pinned
    assert free_memory() > before - size // 2

"""Dma-bufs from memory: `pydrm.udmabuf` and `pydrm.dmaheap` on the real devices."""

from __future__ import annotations

import errno
import fcntl
import os
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import udmabuf
from pydrm.dmaheap import Heap, heaps

from .support import conf, needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PAGE = os.sysconf("SC_PAGE_SIZE")
_udmabuf = needs("udmabuf")
_heap = needs("heap.system")


@pytest.fixture
def memfd() -> Iterator[Callable[..., int]]:
    """Make memfds of four pages with the given seals; closed at the end."""
    made: list[int] = []

    def make(*seals: int) -> int:
        made.append(os.memfd_create("test", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING))
        os.ftruncate(made[-1], 4 * _PAGE)
        for seal in seals:
            fcntl.fcntl(made[-1], fcntl.F_ADD_SEALS, seal)
        return made[-1]

    yield make
    for fd in made:
        os.close(fd)


def _why(call: Callable[[], object]) -> tuple[int | None, str]:
    with pytest.raises(OSError) as caught:
        call()
    return caught.value.errno, " ".join(caught.value.__notes__)


@_udmabuf
@conf("U1", "U2", "U3")
def test_refusals(memfd: Callable[..., int]) -> None:
    """The kernel's one errno comes with the rule that was broken."""
    good = memfd(fcntl.F_SEAL_SHRINK)
    limits = udmabuf.limits()
    assert limits.size is not None
    assert limits.items is not None
    for call, code, words in (
        (lambda: udmabuf.create(good, size=_PAGE + 1), errno.EINVAL, "no multiple of the page size"),
        (lambda: udmabuf.create(good, offset=1, size=_PAGE), errno.EINVAL, "offset 1 is no multiple"),
        (lambda: udmabuf.create(good, size=0), errno.EINVAL, "the size is 0"),
        (lambda: udmabuf.create(good, size=5 * _PAGE), errno.EINVAL, "reach beyond"),
        (lambda: udmabuf.create(memfd()), errno.EINVAL, "lacks the seal F_SEAL_SHRINK"),
        (lambda: udmabuf.create(memfd(fcntl.F_SEAL_SHRINK, fcntl.F_SEAL_WRITE)), errno.EINVAL, "F_SEAL_WRITE"),
        (lambda: udmabuf.allocate(limits.size + _PAGE), errno.EINVAL, "the limit is"),
        (lambda: udmabuf.create_list([(good, 0, _PAGE)] * (limits.items + 1)), errno.EINVAL, "items; the limit is"),
        (lambda: udmabuf.create_list([]), errno.EINVAL, "the size is 0"),
        (lambda: udmabuf.create(0, size=_PAGE), errno.EBADFD, "is no memfd"),
        (lambda: udmabuf.create(-1, size=_PAGE), errno.EBADFD, "is not open"),
        (lambda: udmabuf.allocate(5000), errno.EINVAL, f"(next: {2 * _PAGE})"),
    ):
        answer, note = _why(call)
        assert answer == code, note
        assert words in note
        assert "UDMABUF_CREATE" in note


@_udmabuf
@conf("U4", "U5", "U6")
def test_parts_in_order(memfd: Callable[..., int]) -> None:
    """Parts lie one behind the other, stay when the memfds are closed, and are one memory with them."""
    one, two = memfd(fcntl.F_SEAL_SHRINK), memfd(fcntl.F_SEAL_SHRINK)
    os.pwrite(one, b"1" * _PAGE, _PAGE)
    os.pwrite(two, b"2" * _PAGE, 0)
    with udmabuf.create_list([(two, 0, _PAGE), (one, _PAGE, 2 * _PAGE)]) as dmabuf:
        assert dmabuf.size == 3 * _PAGE
        assert not os.get_inheritable(dmabuf.fileno())
        with dmabuf.map() as pages:
            assert (
                bytes(pages[:2]) + bytes(pages[_PAGE : _PAGE + 2]) + bytes(pages[2 * _PAGE : 2 * _PAGE + 1])
                == b"2211\0"
            )
            pages[0] = ord("x")
        assert os.pread(two, 1, 0) == b"x"


@_udmabuf
@conf("U5", "U6")
def test_whole_memfd(memfd: Callable[..., int]) -> None:
    """Without a size it is all from the offset on; close-on-exec as asked."""
    with udmabuf.create(memfd(fcntl.F_SEAL_SHRINK), offset=_PAGE, cloexec=False) as dmabuf:
        assert dmabuf.size == 3 * _PAGE
        assert os.get_inheritable(dmabuf.fileno())
    with udmabuf.allocate(2 * _PAGE, name="frame") as dmabuf, dmabuf.map() as pages:
        assert not any(pages.view)


@_heap
@conf("H1", "H3", "H4")
def test_heap() -> None:
    """A heap gives zeroed whole pages, and says no to nothing at all and to flags that nobody knows."""
    assert "system" in heaps()
    with Heap() as heap:
        assert (heap.name, heap.path) == ("system", "/dev/dma_heap/system")
        for size in (1, _PAGE, 3 * _PAGE - 1):
            with heap.allocate(size) as dmabuf, dmabuf.map() as pages:
                assert dmabuf.size == -(-size // _PAGE) * _PAGE
                assert not any(pages.view)
                assert not os.get_inheritable(dmabuf.fileno())
                pages[:] = b"\xff" * len(pages)
        kept = heap.allocate(_PAGE)
        for call in (
            lambda: heap.allocate(0),
            lambda: heap.allocate(_PAGE, flags=os.O_NONBLOCK),
            lambda: heap.allocate(_PAGE, heap_flags=1),
        ):
            assert _why(call)[0] == errno.EINVAL
        assert _why(lambda: heap.allocate(1 << 50))[0] == errno.ENOMEM
    with pytest.raises(pydrm.ClosedError):
        heap.allocate(_PAGE)
    with kept:
        assert kept.size == _PAGE


@_heap
def test_read_only_buffer() -> None:
    """A buffer opened for reading cannot be mapped for writing."""
    with Heap() as heap, heap.allocate(_PAGE, flags=os.O_RDONLY | os.O_CLOEXEC) as dmabuf:
        with dmabuf.map(write=False) as pages:
            assert pages[0] == 0
        with pytest.raises(PermissionError):
            dmabuf.map()


@_heap
def test_unknown_heap() -> None:
    """The error names the heaps that there are."""
    code, note = _why(lambda: Heap("no-such-heap"))
    assert code == errno.ENOENT
    assert "system" in note

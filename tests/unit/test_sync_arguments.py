"""Fences and allocators before there is a device: arguments, ownership, advice."""

from __future__ import annotations

import errno
import fcntl
import os
import tempfile
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import dmaheap, sw_sync, udmabuf, virtgpu
from pydrm._fd import fd_of
from pydrm._syncobj_calls import point_number
from pydrm._virtgpu_resource import new
from pydrm.syncfile import FenceInfo, SyncFileInfo, encode_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PAGE = os.sysconf("SC_PAGE_SIZE")


# -- sync files --------------------------------------------------------------------------------------------------------


def test_no_sync_file() -> None:
    """Anything else is EINVAL (closed: EBADF), and stays the caller's, open."""
    readable, writable = os.pipe()
    try:
        for dup in (False, True):
            with pytest.raises(OSError) as caught:
                pydrm.SyncFile.from_fd(readable, dup=dup)
            assert caught.value.errno == errno.EINVAL
            assert "is no sync file" in caught.value.__notes__[0]
            os.fstat(readable)
    finally:
        os.close(readable)
        os.close(writable)
    with pytest.raises(OSError) as caught:
        pydrm.SyncFile.from_fd(readable)
    assert caught.value.errno == errno.EBADF


@pytest.mark.parametrize("wrong", [True, False, 1 << 31, -(1 << 31) - 1])
def test_no_descriptor(wrong: int) -> None:
    """A boolean or a number that no descriptor can be never reaches the kernel."""
    with pytest.raises((TypeError, ValueError)):
        fd_of(wrong)


def test_descriptors() -> None:
    """Numbers and whatever has a `fileno()` are taken."""
    with tempfile.TemporaryFile() as file:
        assert fd_of(file) == fd_of(file.fileno()) == file.fileno()
    assert fd_of(-1) == -1


def test_names() -> None:
    """A name that the kernel would cut short is refused instead."""
    assert encode_name("ä" * 15, 32) == ("ä" * 15).encode()
    assert encode_name("", 32) == b""
    with pytest.raises(ValueError, match="32 bytes; the kernel keeps 31"):
        encode_name("x" * 32, 32)
    with pytest.raises(ValueError, match="NUL"):
        encode_name("a\0b", 32)


def test_what_counts_as_signaled() -> None:
    """An error is an end as well."""
    fences = tuple(FenceInfo("vgem", "unbound", status, 0, 0) for status in (0, 1, -errno.ENOENT))
    assert [fence.signaled for fence in fences] == [False, True, True]
    assert not SyncFileInfo("", 0, 0, fences).signaled


def test_points() -> None:
    """Timeline points are unsigned 64-bit numbers."""
    assert point_number((1 << 64) - 1) == (1 << 64) - 1
    for wrong in (-1, 1 << 64):
        with pytest.raises(ValueError, match="64-bit"):
            point_number(wrong)


# -- where a kernel lacks them -----------------------------------------------------------------------------------------


@pytest.mark.skipif(os.path.exists("/sys/kernel/debug/sync/sw_sync"), reason="there are software timelines here")
def test_no_software_timelines() -> None:
    """The error says what is missing, and nothing is half made."""
    with pytest.raises(OSError) as caught:
        pydrm.SwTimeline()
    assert any("debugfs" in note for note in caught.value.__notes__)


def test_advice_on_software_timelines() -> None:
    """Each reason has its own."""
    assert "root" in sw_sync._advice(errno.EACCES)
    assert "CONFIG_SW_SYNC" in sw_sync._advice(errno.ENOENT)
    assert "could not be opened" in sw_sync._advice(errno.EMFILE)


@pytest.mark.skipif(os.path.exists("/dev/udmabuf"), reason="there is udmabuf here")
def test_no_udmabuf() -> None:
    """A kernel without udmabuf: FileNotFoundError with the option's name, and no descriptor is left open."""
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(FileNotFoundError) as caught:
        udmabuf.allocate(_PAGE)
    assert "CONFIG_UDMABUF" in caught.value.__notes__[0]
    assert len(os.listdir("/proc/self/fd")) == before


def test_heaps() -> None:
    """The list is there on every machine; an unknown heap names those that are known."""
    known = dmaheap.heaps()
    with pytest.raises(FileNotFoundError) as caught:
        pydrm.dmaheap.Heap("no-such-heap")
    assert all(name in caught.value.__notes__[0] for name in known)
    if not known:
        assert "CONFIG_DMABUF_HEAPS" in caught.value.__notes__[0]


def test_no_heap() -> None:
    """A node that is no heap is refused by the kernel at the first allocation."""
    with pydrm.dmaheap.Heap("/dev/null") as heap:
        assert (heap.name, heap.path) == ("null", "/dev/null")
        with pytest.raises(OSError) as caught:
            heap.allocate(_PAGE)
        assert caught.value.errno == errno.ENOTTY
        for size, flags in ((-1, None), (1 << 64, None), (_PAGE, -1), (_PAGE, 1 << 32)):
            with pytest.raises(ValueError, match="unsigned"):
                heap.allocate(size, flags=flags)
        with pytest.raises(OSError) as caught:
            heap.allocate(1 << 60)
        assert caught.value.errno == errno.ENOMEM
    with pytest.raises(pydrm.ClosedError):
        heap.allocate(_PAGE)


# -- why a udmabuf was refused -----------------------------------------------------------------------------------------


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


def test_reasons(memfd: Callable[..., int]) -> None:
    """The rule that was broken is named; a request that breaks none has no reason given."""
    good = memfd(fcntl.F_SEAL_SHRINK)
    assert udmabuf._explain(errno.EINVAL, [(good, 0, _PAGE)]) == []
    for items, words in (
        ([(good, 0, 0)], "the size is 0"),
        ([], "the size is 0"),
        ([(good, 0, 100)], f"size 100 is no multiple of the page size {_PAGE} (next: {_PAGE})"),
        ([(good, 1, _PAGE)], "offset 1 is no multiple"),
        ([(good, 0, 5 * _PAGE)], "reach beyond"),
        ([(memfd(), 0, _PAGE)], "lacks the seal F_SEAL_SHRINK"),
        ([(memfd(fcntl.F_SEAL_SHRINK, fcntl.F_SEAL_WRITE), 0, _PAGE)], "has the seal F_SEAL_WRITE"),
        ([(memfd(fcntl.F_SEAL_SHRINK, 0x10), 0, _PAGE)], "F_SEAL_FUTURE_WRITE"),
        ([(0x7FFF_FFF0, 0, _PAGE)], "is not open"),
    ):
        assert words in " ".join(udmabuf._explain(errno.EINVAL, items))
    with tempfile.TemporaryFile() as file:
        assert udmabuf._explain(errno.EMFILE, [(file.fileno(), 0, 1)]) == []
    readable, writable = os.pipe()
    assert "is no memfd" in " ".join(udmabuf._explain(errno.EBADFD, [(readable, 0, _PAGE)]))
    os.close(readable)
    os.close(writable)


def test_numbers_that_do_not_fit(memfd: Callable[..., int]) -> None:
    """They are a ValueError before anything is opened."""
    fd = memfd(fcntl.F_SEAL_SHRINK)
    for offset, size in ((-1, _PAGE), (0, 1 << 64), (1 << 64, _PAGE), (8 * _PAGE, None)):
        with pytest.raises(ValueError, match="unsigned 64-bit"):
            udmabuf.create(fd, offset=offset, size=size)
    with pytest.raises(ValueError, match="negative"):
        udmabuf.allocate(-1)
    with pytest.raises(OSError) as caught:
        udmabuf.create(0x7FFF_FFF0)
    assert caught.value.errno == errno.EBADF


# -- virtio-gpu --------------------------------------------------------------------------------------------------------


def test_virtgpu_values() -> None:
    """The names stand for the kernel's numbers, and a box is what it is called with."""
    assert [int(param) for param in virtgpu.Param] == list(range(1, 10))
    assert [int(capset) for capset in virtgpu.Capset] == list(range(1, 7))
    assert virtgpu.Box.of(3, 4) == virtgpu.Box(0, 0, 0, 3, 4, 1)


def test_virtgpu_structs() -> None:
    """What does not fit a field is named."""
    with pytest.raises(ValueError, match="width=-1"):
        new("struct drm_virtgpu_resource_create *", width=-1)
    with pytest.raises(TypeError, match="colour"):
        new("struct drm_virtgpu_resource_create *", colour=1)

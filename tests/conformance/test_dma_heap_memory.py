"""The system dma-heap's memory: as much as was asked for, empty at first, given back in the end."""

from __future__ import annotations

import errno
import os
import struct
from typing import TYPE_CHECKING

import pytest

from .support import bufinfo, conf, needs
from .support.client import Client
from .support.fences import END, RW
from .support.foreign import heap
from .support.meminfo import free_memory
from .support.memory import PAGE, mmap_fd, try_mmap

if TYPE_CHECKING:
    from .support.fencer import Fencer
    from .support.fences import Fences
    from .support.nodes import Node

pytestmark = needs("heap.system")

_MEBI = 1 << 20


def _alloc(fences: Fences, size: int) -> int:
    return fences.keep(heap(size, fences.raw))


@conf("H1")
@needs("vgem.prime.import", "vgem.render")
def test_allocate_and_import(fencer: Fencer, fences: Fences) -> None:
    """A megabyte is allocated, imported by a device, mapped, filled within brackets and let go."""
    fd = _alloc(fences, _MEBI)
    with mmap_fd(fd, _MEBI) as pages:
        handle = fencer.client.must_import(fd)
        for value in (1, 2):
            assert fences.sync(fd, RW) == 0
            pages.fill(value)
            assert fences.sync(fd, RW | END) == 0
            assert pages.is_filled(value)
        assert fencer.client.close_handle(handle) == 0


@conf("H1")
@pytest.mark.parametrize(
    ("asked", "got"),
    [
        (1, PAGE),
        (PAGE - 1, PAGE),
        (PAGE, PAGE),
        (PAGE + 1, 2 * PAGE),
        (15 * PAGE, 15 * PAGE),
        (16 * PAGE, 16 * PAGE),
        (17 * PAGE, 17 * PAGE),
        (255 * PAGE, 255 * PAGE),
        (256 * PAGE, 256 * PAGE),
        (257 * PAGE, 257 * PAGE),
        (3 * _MEBI + 16 * PAGE + PAGE, 3 * _MEBI + 17 * PAGE),
        (3 * _MEBI - 1, 3 * _MEBI),
    ],
)
def test_sizes(fences: Fences, asked: int, got: int) -> None:
    """Sizes are rounded up to pages; whatever pieces the memory is made of, each page is there once and in order."""
    fd = _alloc(fences, asked)
    assert os.lseek(fd, 0, os.SEEK_END) == got
    assert bufinfo.fdinfo(fd)["size"] == str(got)
    count = got // PAGE
    with mmap_fd(fd, got) as pages:
        assert pages.is_filled(0)
        for page in range(count):
            pages[page * PAGE : page * PAGE + 4] = struct.pack("I", page)
    for first in {0, 1, 15, 16, 17, 255, 256, 257, count // 2, count - 1}:
        if first < count:
            with mmap_fd(fd, got - first * PAGE, offset=first * PAGE) as pages:
                found = [struct.unpack("I", pages[at : at + 4])[0] for at in range(0, pages.length, PAGE)]
            assert found == list(range(first, count))
    assert try_mmap(fd, got + PAGE) == -errno.EINVAL


@conf("H4", "D8")
@pytest.mark.parametrize(
    ("size", "count"), [(PAGE, 32), (16 * PAGE, 8), (17 * PAGE, 8), (_MEBI, 32), (_MEBI + PAGE, 8)]
)
def test_zeroed(fences: Fences, size: int, count: int) -> None:
    """Memory that somebody else used before comes back empty."""
    for value in (0xAA, 0x55):
        fds = [_alloc(fences, size) for _ in range(count)]
        for fd in fds:
            with mmap_fd(fd, size) as pages:
                assert pages.is_filled(0)
                pages.fill(value)
        fences.drop(*fds)


@conf("H4", "X5")
def test_memory_comes_back(fences: Fences) -> None:
    """What was allocated is free again when the last descriptor and the last mapping are gone."""
    size = 16 * _MEBI + 17 * PAGE
    before = free_memory()
    for _ in range(4):
        fd = _alloc(fences, size)
        assert free_memory() < before - 12 * _MEBI
        with mmap_fd(fd, size) as pages:
            fences.drop(fd)
            pages[0:4] = b"data"
            assert free_memory() < before - 12 * _MEBI
    assert free_memory() > before - size // 2


@conf("H1", "B11")
@needs("bufinfo", "vgem", "vkms")
def test_two_importers(fencer: Fencer, fences: Fences, vkms_node: Node) -> None:
    """Two devices are attached to one buffer, each listed, each detached for itself, and brackets serve both."""
    fd = _alloc(fences, 17 * PAGE)
    ino = os.fstat(fd).st_ino

    def attached() -> list[str]:
        entry = bufinfo.read().of(ino)
        assert entry is not None
        assert entry.total_devices == len(entry.devices)
        return [name.split(".")[0] for name in entry.devices]

    mine = fencer.client.must_import(fd)
    assert attached() == ["vgem"]
    with Client(vkms_node, fences.raw) as other:
        other.must_import(fd)
        # The latest comes first.
        assert attached() == ["vkms", "vgem"]
        assert fences.sync(fd, RW) == 0
        assert fences.sync(fd, RW | END) == 0
        assert fencer.client.close_handle(mine) == 0
        assert attached() == ["vkms"]
        assert fences.sync(fd, RW) == 0
        assert fences.sync(fd, RW | END) == 0
    assert attached() == []

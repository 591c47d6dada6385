"""Thousands of rounds of fences, files and buffers cost the kernel nothing, the refused ones included."""

from __future__ import annotations

import errno
import os
import struct
from typing import TYPE_CHECKING

import pytest

from .support import conf, foreign, needs
from .support.fencer import Fencer
from .support.fences import READ, RW, WRITE, WRITE_FENCE, Fences, pending
from .support.memory import PAGE, PRIVATE, mmap_fd, protect
from .support.memory import READ as PROT_READ
from .support.memory import WRITE as PROT_WRITE
from .support.raw import NATIVE, address_of, number_ioctl
from .test_memory import steady

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.nodes import Node

pytestmark = [conf("X5"), needs("sw_sync", "udmabuf", "heap.system")]


def _sync_files(fences: Fences) -> Callable[[], None]:
    timeline = fences.timeline()

    def one() -> None:
        with Fences() as mine:
            point = mine.fence(timeline, 1)
            assert pending(point)
            mine.info(point)
            mine.set_deadline(point, 1)

    return one


def _merges(fences: Fences) -> Callable[[], None]:
    first, second = fences.fence(fences.timeline(), 1), fences.fence(fences.timeline(), 1)
    past = fences.fence(fences.timeline(), 0)

    def one() -> None:
        with Fences() as mine:
            # Not polled: an array that was polled is held by its fences until they end.
            both = mine.must_merge(first, second, b"both")
            mine.must_merge(both, first)
            mine.must_merge(past, past)
            mine.info(both)

    return one


def _timelines(fences: Fences) -> Callable[[], None]:
    del fences

    def one() -> None:
        with Fences() as mine:
            timeline = mine.timeline()
            for value in (3, 1, 3, 2):
                mine.fence(timeline, value)
            mine.inc(timeline)
            mine.drop(timeline)

    return one


def _points(fences: Fences) -> Callable[[], None]:
    timeline = fences.timeline()
    reached = [0]

    def one() -> None:
        with Fences() as mine:
            points = [mine.fence(timeline, reached[0] + ahead) for ahead in (4, 2, 3, 1, 3)]
            mine.drop(points[1])
            mine.inc(timeline, 3)
            assert [pending(point) for point in (points[0], points[3], points[4])] == [True, False, False]
            mine.inc(timeline, 1)
            reached[0] += 4

    return one


def _snapshots(fences: Fences) -> Callable[[], None]:
    buffer = fences.keep(foreign.heap(PAGE))
    for _ in range(2):
        fences.insert(buffer, fences.fence(fences.timeline(), 1), READ).ok()

    def one() -> None:
        with Fences() as mine:
            assert mine.status(mine.must_export(buffer, WRITE)) == 0
            assert not pending(mine.must_export(buffer, READ))

    return one


def _imports(fences: Fences) -> Callable[[], None]:
    timeline, other = fences.timeline(), fences.timeline()
    pair = fences.must_merge(fences.fence(timeline, 1), fences.fence(other, 1))

    def one() -> None:
        with Fences() as mine:
            buffer = mine.keep(foreign.heap(PAGE))
            mine.insert(buffer, pair, WRITE).ok()
            mine.insert(buffer, pair, READ).ok()

    return one


def _refused_calls(fences: Fences) -> Callable[[], None]:
    buffer = fences.keep(foreign.heap(PAGE))
    timeline = fences.timeline()
    first, second = fences.fence(timeline, 1), fences.fence(fences.timeline(), 1)
    both = fences.must_merge(first, second)
    room = bytearray(80)

    def one() -> None:
        answers = [
            fences.merge(first, -1),
            fences.merge(first, buffer),
            fences.merge(first, second, flags=1),
            fences.info_reply(both, num_fences=1, sync_fence_info=room),
            fences.export(buffer, 0),
            fences.insert(buffer, timeline, WRITE),
            fences.insert(buffer, first, 0),
            fences.get_deadline(timeline, buffer),
            fences.get_deadline(timeline, both),
        ]
        assert all(answer < 0 for answer in answers)
        assert fences.info_reply(both, num_fences=2, sync_fence_info=8) == -errno.EFAULT
        assert number_ioctl(buffer, NATIVE.number("DMA_BUF_SET_NAME"), 8) == -errno.EFAULT

    return one


def _answers_nobody_hears(fences: Fences) -> Callable[[], None]:
    buffer = fences.keep(foreign.heap(PAGE))
    heap = fences.keep(os.open("/dev/dma_heap/system", os.O_RDWR | os.O_CLOEXEC))
    timeline = fences.timeline()
    point = fences.fence(timeline, 1)
    calls = [
        (buffer, "DMA_BUF_IOCTL_EXPORT_SYNC_FILE", struct.pack("Ii", READ, -1)),
        (point, "SYNC_IOC_MERGE", struct.pack("32siiII", b"", point, 0, 0, 0)),
        (point, "SYNC_IOC_FILE_INFO", bytes(56)),
        (timeline, "SW_SYNC_IOC_CREATE_FENCE", struct.pack("I32si", 2, b"", 0)),
        (heap, "DMA_HEAP_IOCTL_ALLOC", struct.pack("QIIQ", PAGE, 0, os.O_RDWR, 0)),
    ]

    def one() -> None:
        with mmap_fd(-1, PAGE, flags=PRIVATE | 0x20) as page:
            for fd, name, argument in calls:
                protect(page, PROT_READ | PROT_WRITE)
                page[0 : len(argument)] = argument
                protect(page, PROT_READ)
                assert number_ioctl(fd, NATIVE.number(name), page.address) == -errno.EFAULT

    return one


def _names(fences: Fences) -> Callable[[], None]:
    buffer = fences.keep(foreign.heap(PAGE))
    text = bytearray(b"a name of some length, no more\0")

    def one() -> None:
        assert number_ioctl(buffer, NATIVE.number("DMA_BUF_SET_NAME"), address_of(text)) == 0

    return one


def _buffers(fences: Fences) -> Callable[[], None]:
    del fences
    text = bytearray(b"a name of some length, no more\0")

    def one() -> None:
        with Fences() as mine:
            for fd in (mine.keep(foreign.udmabuf(2 * PAGE)), mine.keep(foreign.heap(2 * PAGE))):
                mine.sync(fd, RW).ok()
                mine.sync(fd, RW | 4).ok()
                assert number_ioctl(fd, NATIVE.number("DMA_BUF_SET_NAME"), address_of(text)) == 0

    return one


def _refused_buffers(fences: Fences) -> Callable[[], None]:
    heap = fences.keep(os.open("/dev/dma_heap/system", os.O_RDWR | os.O_CLOEXEC))
    udmabuf = fences.keep(os.open("/dev/udmabuf", os.O_RDWR | os.O_CLOEXEC))
    soft = fences.keep(os.memfd_create("soft", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING))
    hard = fences.keep(foreign.sealed_memfd(PAGE))

    def one() -> None:
        assert NATIVE.ioctl(heap, "DMA_HEAP_IOCTL_ALLOC", len=PAGE, heap_flags=1) < 0
        for memfd, size in ((soft, PAGE), (hard, 2 * PAGE), (hard, 1), (hard, 0), (-1 & 0xFFFFFFFF, PAGE)):
            assert NATIVE.ioctl(udmabuf, "UDMABUF_CREATE", memfd=memfd, size=size) < 0

    return one


_ROUNDS = {
    each.__name__.strip("_"): each
    for each in (
        _sync_files,
        _merges,
        _timelines,
        _points,
        _snapshots,
        _imports,
        _refused_calls,
        _answers_nobody_hears,
        _names,
        _buffers,
        _refused_buffers,
    )
}


@pytest.mark.parametrize("kind", _ROUNDS)
def test_rounds(kind: str) -> None:
    """What one round makes is gone with it, and a round that makes nothing leaves nothing."""
    with Fences() as fences:
        steady(_ROUNDS[kind](fences))


@conf("V7", "V20")
@needs("vgem.fence", "vgem.render")
def test_rounds_of_conflicts(vgem_node: Node) -> None:
    """A fence that was refused is forgotten at once."""
    with Fencer(vgem_node, vgem_node, NATIVE) as fencer:
        buffer = fencer.buffer()
        fencer.must_write(buffer)

        def one() -> None:
            assert fencer.attach(buffer, WRITE_FENCE) == -errno.EBUSY
            assert fencer.attach(buffer, 2) == -errno.EINVAL
            assert fencer.signal(99) == -errno.ENOENT

        steady(one)

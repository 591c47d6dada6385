"""A dma-buf's pages in the process: what may be mapped, and that every way to them leads to the same content."""

from __future__ import annotations

import errno
import os
import struct
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import END, READ, RW, WRITE
from .support.memory import PAGE, PRIVATE, SHARED, Pages, mmap_fd, try_mmap, try_mremap
from .support.memory import READ as PROT_READ
from .support.memory import WRITE as PROT_WRITE
from .support.processes import in_child

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.exporters import Exporter
    from .support.fences import Fences
    from .support.nodes import Node
    from .support.raw import Raw


def _stamp(pages: Pages, *, add: int = 0) -> None:
    # Each page gets its own number at its start and at its end.
    for page in range(pages.length // PAGE):
        pages[page * PAGE : page * PAGE + 4] = struct.pack("I", page + add)
        pages[page * PAGE + PAGE - 4 : page * PAGE + PAGE] = struct.pack("I", ~(page + add) & 0xFFFFFFFF)


def _stamps(pages: Pages, first: int = 0, *, add: int = 0) -> bool:
    return all(
        pages[at * PAGE : at * PAGE + 4] == struct.pack("I", at + first + add)
        and pages[at * PAGE + PAGE - 4 : at * PAGE + PAGE] == struct.pack("I", ~(at + first + add) & 0xFFFFFFFF)
        for at in range(pages.length // PAGE)
    )


@conf("B3", "igt:prime_mmap@test_errors")
def test_more_than_there_is(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """A mapping lies within the buffer, to the page."""
    size = 4 * PAGE
    fd = closing(exporter.make(size))
    for length, offset in (
        (size + PAGE, 0),
        (size + 1, 0),
        (size, PAGE),
        (PAGE, size),
        (2 * PAGE, size - PAGE),
        (PAGE, 1 << 40),
        (PAGE, (1 << 63) - PAGE),
    ):
        answer = try_mmap(fd, length, offset=offset)
        refused = (-errno.EINVAL, -errno.EOVERFLOW) if offset > 1 << 41 else (-errno.EINVAL,)
        assert answer in refused, (length, offset)
    assert try_mmap(fd, PAGE, offset=1) == -errno.EINVAL
    assert try_mmap(fd, 0) == -errno.EINVAL


@conf("B3")
def test_a_closed_descriptor(exporter: Exporter) -> None:
    """A descriptor that is closed maps nothing."""
    fd = exporter.make(PAGE)
    os.close(fd)
    assert try_mmap(fd, PAGE) == -errno.EBADF


@conf("B3")
def test_the_first_pages(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """A mapping from the start may be shorter than the buffer; a broken page counts as a whole one."""
    fd = closing(exporter.make(8 * PAGE))
    with mmap_fd(fd, 8 * PAGE) as whole:
        _stamp(whole)
    for pages in range(1, 8):
        with mmap_fd(fd, pages * PAGE) as part:
            assert _stamps(part)
        with mmap_fd(fd, pages * PAGE + 1) as odd:
            assert odd[pages * PAGE : pages * PAGE + 1] == bytes([pages])


@conf("B3")
def test_later_pages(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """A mapping that begins inside the buffer shows the pages from there on."""
    fd = closing(exporter.make(8 * PAGE))
    with mmap_fd(fd, 8 * PAGE) as whole:
        _stamp(whole)
    for first in range(1, 8):
        for count in range(1, 9 - first):
            with mmap_fd(fd, count * PAGE, offset=first * PAGE) as part:
                assert _stamps(part, first), (first, count)


@conf("B3")
@pytest.mark.parametrize("protection", [PROT_READ, PROT_READ | PROT_WRITE], ids=["read", "write"])
def test_private_mappings(exporter: Exporter, closing: Callable[[int], int], protection: int) -> None:
    """A private mapping would be a copy, not the buffer: it is refused. Recorded on Linux 6.12.

    The system heap does not look itself. It maps page by page with remap_pfn_range, which refuses copies of more than
    one page; so exactly one page passes, and then it is a copy indeed.
    """
    fd = closing(exporter.make(2 * PAGE))
    assert try_mmap(fd, 2 * PAGE, flags=PRIVATE, protection=protection) == -errno.EINVAL
    single = try_mmap(fd, PAGE, flags=PRIVATE, protection=protection)
    if exporter.name != "heap":
        assert single == -errno.EINVAL
        return
    assert isinstance(single, Pages)
    with single:
        if protection & PROT_WRITE:
            single[0:4] = b"mine"
        with mmap_fd(fd, PAGE) as pages:
            assert pages[0:4] == bytes(4)


@conf("B4", "igt:prime_mmap@test_map_unmap", "igt:prime_mmap@test_correct", "igt:prime_mmap@test_correct_cpu_write")
def test_content_stays(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """What was written through one mapping is read through the next, and through two at once."""
    size = 3 * PAGE
    fd = closing(exporter.make(size))
    with mmap_fd(fd, size) as pages:
        assert pages.is_filled(0)
        _stamp(pages)
    with mmap_fd(fd, size) as one, mmap_fd(fd, size) as two:
        assert _stamps(one)
        _stamp(two, add=100)
        assert _stamps(one, add=100)


@conf("B3", "D15")
def test_a_mapping_does_not_grow(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """mremap may move a mapping and make it smaller, but not larger, also where the buffer has more."""
    fd = closing(exporter.make(4 * PAGE))
    with mmap_fd(fd, 4 * PAGE) as pages:
        _stamp(pages)
    with mmap_fd(fd, 2 * PAGE) as pages:
        assert try_mremap(pages, 4 * PAGE, may_move=True) == -errno.EFAULT
        assert _stamps(pages)
        assert try_mremap(pages, PAGE, may_move=True) == 0
        assert _stamps(pages)


@conf("B4", "igt:prime_mmap@test_dup")
def test_duplicates(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """A duplicate keeps the buffer alive when the first descriptor is closed."""
    fd = exporter.make(2 * PAGE)
    with mmap_fd(fd, 2 * PAGE) as pages:
        _stamp(pages)
    again = closing(os.dup(fd))
    os.close(fd)
    with mmap_fd(again, 2 * PAGE) as pages:
        assert _stamps(pages)


@conf("B4", "X7", "igt:prime_mmap@test_refcounting")
def test_the_mapping_keeps_the_buffer(exporter: Exporter) -> None:
    """The last descriptor may go: a mapping is a reference of its own."""
    fd = exporter.make(2 * PAGE)
    with mmap_fd(fd, 2 * PAGE) as pages:
        os.close(fd)
        _stamp(pages)
        assert _stamps(pages)


@conf("B4", "igt:prime_mmap@test_reprime")
@needs("vgem.prime.export")
@pytest.mark.parametrize("forget", [False, True], ids=["exported-twice", "imported-between"])
def test_exported_again(vgem_node: Node, raw: Raw, opened: Callable[..., Client], forget: bool) -> None:
    """A buffer exported again, from its handle or after a way through an import, is the same memory."""
    client = opened(vgem_node, raw)
    handle = client.must_create(2 * PAGE)
    fd = client.must_export(handle)
    with mmap_fd(fd, 2 * PAGE) as pages:
        _stamp(pages)
    if forget:
        assert client.close_handle(handle) == 0
        handle = client.must_import(fd)
    os.close(fd)
    fd = client.must_export(handle)
    with mmap_fd(fd, 2 * PAGE) as pages:
        os.close(fd)
        assert _stamps(pages)


@conf("B4", "D15", "igt:prime_mmap@test_forked", "igt:prime_mmap@test_forked_cpu_write")
def test_a_forked_reader_and_writer(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """A child sees the parent's writes and the parent the child's, through inherited mappings and through new ones."""
    size = 2 * PAGE
    fd = closing(exporter.make(size))
    with mmap_fd(fd, size) as pages:
        _stamp(pages)

        def child() -> bool:
            with mmap_fd(fd, size) as mine:
                good = _stamps(mine) and _stamps(pages)
                _stamp(pages, add=7)
                return good and _stamps(mine, add=7)

        assert in_child(child) is True
        assert _stamps(pages, add=7)


@conf("B5", "igt:vgem_basic@dmabuf-mmap", "igt:vgem_basic@mmap")
@needs("vgem.prime.export")
def test_the_buffer_behind_both_files(vgem_node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """What is written through the dma-buf is read through the card node's mapping, and the other way round."""
    size = 64 * PAGE
    client = opened(vgem_node, raw)
    handle = client.must_create(size)
    fd = client.must_export(handle)
    with mmap_fd(fd, size) as through_dmabuf, client.map(handle, size) as through_card:
        os.close(fd)
        assert client.close_handle(handle) == 0
        _stamp(through_dmabuf)
        assert _stamps(through_card)
        _stamp(through_card, add=1 << 20)
        assert _stamps(through_dmabuf, add=1 << 20)


@conf("B14", "B7")
def test_pages_agree_without_brackets(exporter: Exporter, fences: Fences) -> None:
    """Two mappings, one of them inside SYNC brackets, show the same bytes at once: on x86 all of this is coherent."""
    fd = fences.keep(exporter.make(2 * PAGE))
    with mmap_fd(fd, 2 * PAGE) as one, mmap_fd(fd, 2 * PAGE) as two:
        for flags, add in ((RW, 1), (WRITE, 2), (READ, 3)):
            assert fences.sync(fd, flags) == 0
            _stamp(one, add=add)
            assert _stamps(two, add=add)
            assert fences.sync(fd, flags | END) == 0
            assert _stamps(one, add=add)


@conf("P13")
@needs("vgem.prime.export")
def test_a_descriptor_for_reading(vgem_node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Exported without RDWR a buffer can be read but not written, nor made writable later."""
    client = opened(vgem_node, raw)
    handle = client.must_create(PAGE)
    fd = client.must_export(handle, os.O_CLOEXEC)
    try:
        assert try_mmap(fd, PAGE, protection=PROT_WRITE, flags=SHARED) == -errno.EACCES
        assert try_mmap(fd, PAGE, protection=PROT_READ | PROT_WRITE) == -errno.EACCES
        with mmap_fd(fd, PAGE, protection=PROT_READ) as pages:
            assert pages.is_filled(0)
    finally:
        os.close(fd)

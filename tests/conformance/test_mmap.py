"""Dumb buffers in memory: fake offsets, who may map what, and how long pages live."""

from __future__ import annotations

import errno
import os
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.memory import PAGE, PRIVATE, READ, WRITE, Pages, try_mmap
from .support.pace import patient

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

pytestmark = needs("dumb")


@conf("D5", "igt:dumb_buffer@map-valid")
@pytest.mark.parametrize(("width", "height"), [(1, 1), (1024, 1), (4032, 2016)], ids=str)
def test_map_write_read(card: Node, raw: Raw, opened: Callable[..., Client], width: int, height: int) -> None:
    """What is written is read, to the last byte, now and through a later mapping."""
    client = opened(card, raw)
    answer = client.create(width, height, 32).ok()
    size = int(answer.size)
    with client.map(answer.handle, size) as pages:
        for offset in range(0, size, 5 * PAGE):
            pages[offset : offset + 8] = (offset ^ 0x5A5A).to_bytes(8, "little")
        pages[size - 4 : size] = b"last"
    with client.map(answer.handle, size, protection=READ) as pages:
        for offset in range(0, size, 5 * PAGE):
            assert pages[offset : offset + 8] == (offset ^ 0x5A5A).to_bytes(8, "little")
        assert pages[size - 4 : size] == b"last"
    assert client.destroy(answer.handle) == 0


@conf("D5", "D8")
def test_new_pages_are_zero(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Nobody's old data is in a new buffer, however often memory goes round."""
    client = opened(card, raw)
    for byte in range(1, 25):
        handle = client.must_create(64 * PAGE)
        with client.map(handle, 64 * PAGE) as pages:
            assert pages.is_filled(0)
            pages.fill(byte)
        assert client.destroy(handle) == 0


@conf("D6", "igt:dumb_buffer@map-uaf", "igt:vgem_basic@mmap")
@pytest.mark.parametrize("end", ["destroy", "close_handle", "close"])
def test_mapping_outlives_its_handle(card: Node, raw: Raw, opened: Callable[..., Client], end: str) -> None:
    """A mapping stays good when the handle, or the file, is gone: untouched pages read zero, others keep."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 4 * PAGE) as pages:
        pages[PAGE : 2 * PAGE] = b"k" * PAGE
        getattr(client, end)(*([handle] if end != "close" else []))
        assert pages[0:PAGE] == bytes(PAGE)
        assert pages[PAGE : 2 * PAGE] == b"k" * PAGE
        pages[3 * PAGE : 3 * PAGE + 1] = b"w"
        assert pages[3 * PAGE : 3 * PAGE + 2] == b"w\0"


@conf("D6")
def test_mapped_memory_is_not_given_to_others(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """While a mapping lives, the pages of its closed object are in no new buffer."""
    client = opened(card, raw)
    handle = client.must_create(16 * PAGE)
    with client.map(handle, 16 * PAGE) as pages:
        assert client.close_handle(handle) == 0
        for _ in range(8):
            handle = client.must_create(16 * PAGE)
            with client.map(handle, 16 * PAGE) as others:
                others.fill(0xEE)
            assert client.close_handle(handle) == 0
        assert pages.is_filled(0)


@conf("D7", "igt:dumb_buffer@map-invalid-size")
@pytest.mark.parametrize("extra", [1, PAGE, 1 << 20])
def test_too_long(card: Node, raw: Raw, opened: Callable[..., Client], extra: int) -> None:
    """Not a byte beyond the object can be mapped."""
    client = opened(card, raw)
    answer = client.create(4032, 2016, 32).ok()
    assert client.try_map(answer.handle, answer.size + extra) == -errno.EINVAL


@conf("D7")
def test_too_long_into_a_neighbour(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Objects that lie side by side in the space of offsets are not one object."""
    client = opened(card, raw)
    handles = [client.must_create() for _ in range(4)]
    offsets = sorted(int(client.map_offset(handle).ok().offset) for handle in handles)
    for offset in offsets:
        assert try_mmap(client.fd, 2 * PAGE, offset=offset) == -errno.EINVAL


@conf("D7")
def test_shorter_is_fine(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The beginning of an object can be mapped alone."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 4 * PAGE) as whole, client.map(handle, PAGE) as first:
        whole.fill(0x21)
        assert first.is_filled(0x21)


@conf("D7")
@pytest.mark.parametrize("extra", [PAGE, 3 * PAGE, 4 * PAGE])
def test_offset_into_or_after_an_object(card: Node, raw: Raw, opened: Callable[..., Client], extra: int) -> None:
    """Only an object's own offset finds it: the middle and the end are EINVAL."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    assert client.try_map(handle, PAGE, extra=extra) == -errno.EINVAL


@conf("D7")
@pytest.mark.parametrize("offset", [0, PAGE, 1 << 40, (1 << 62) - PAGE], ids=hex)
def test_bogus_offset(node: Node, raw: Raw, opened: Callable[..., Client], offset: int) -> None:
    """An offset that nobody got is EINVAL."""
    assert try_mmap(opened(node, raw).fd, PAGE, offset=offset) == -errno.EINVAL


def map_of_a_dead_object(card: Node, fd: int, offset: int) -> Pages | int:
    """What mmap says of the offset of an object that was just closed.

    virtio-gpu keeps an object until its host has answered (virtio_gpu_cmd_unref_resource), which with 3D may take a
    while; nobody may map it then.
    """
    until = time.monotonic() + patient(2.0)
    answer = try_mmap(fd, PAGE, offset=offset)
    while card.driver == "virtio_gpu" and answer == -errno.EACCES and time.monotonic() < until:
        time.sleep(0.01)
        answer = try_mmap(fd, PAGE, offset=offset)
    return answer


@conf("D7")
def test_stale_offset(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The offset of an object that is gone is nobody's."""
    client = opened(card, raw)
    handle = client.must_create()
    offset = int(client.map_offset(handle).ok().offset)
    assert client.close_handle(handle) == 0
    assert map_of_a_dead_object(card, client.fd, offset) == -errno.EINVAL


@conf("D7")
def test_another_clients_offset(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Knowing an offset is not owning it: EACCES before the object is opened in this file, and after its close."""
    mine, other = opened(card, raw), opened(card, raw)
    handle = mine.must_create()
    offset = int(mine.map_offset(handle).ok().offset)
    assert try_mmap(other.fd, PAGE, offset=offset) == -errno.EACCES
    alias = other.open_name(mine.flink(handle).ok().name).ok().handle
    second = other.open_name(mine.flink(handle).ok().name).ok().handle
    for count in (2, 1):
        pages = try_mmap(other.fd, PAGE, offset=offset)
        assert isinstance(pages, Pages), count
        pages.close()
        assert other.close_handle(alias if count == 2 else second) == 0
    assert try_mmap(other.fd, PAGE, offset=offset) == -errno.EACCES
    assert mine.close_handle(handle) == 0
    assert map_of_a_dead_object(card, mine.fd, offset) == -errno.EINVAL


@conf("D7")
@needs("render", "prime.export", "prime.import")
def test_offsets_are_of_the_device(
    card: Node, raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]
) -> None:
    """A render client may map by the card's offset exactly as long as it has a handle of the object."""
    from .support.nodes import node as find

    render = find(card.driver, "render")
    assert render is not None
    mine, other = opened(card, raw), opened(render, raw)
    handle = mine.must_create()
    offset = int(mine.map_offset(handle).ok().offset)
    dmabuf = closing(mine.must_export(handle))
    assert try_mmap(other.fd, PAGE, offset=offset) == -errno.EACCES
    imported = other.must_import(dmabuf)
    pages = try_mmap(other.fd, PAGE, offset=offset)
    assert isinstance(pages, Pages)
    with pages, mine.map(handle, PAGE) as here:
        here.fill(0x19)
        assert pages.is_filled(0x19)
    assert other.close_handle(imported) == 0
    assert try_mmap(other.fd, PAGE, offset=offset) == -errno.EACCES


@conf("D7")
def test_private_mapping(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Copy on write makes no sense for a buffer: EINVAL."""
    client = opened(card, raw)
    handle = client.must_create()
    assert client.try_map(handle, PAGE, flags=PRIVATE) == -errno.EINVAL
    assert client.try_map(handle, PAGE, flags=PRIVATE, protection=READ) == -errno.EINVAL


@conf("D7")
def test_read_only_file(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A node opened for reading maps for reading only."""
    client = opened(card, raw, os.open(card.path, os.O_RDONLY | os.O_CLOEXEC))
    handle = client.must_create()
    assert client.try_map(handle, PAGE, protection=READ | WRITE) == -errno.EACCES
    with client.map(handle, PAGE, protection=READ) as pages:
        assert pages.is_filled(0)


@conf("D12")
def test_one_offset_for_an_object(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Asked twice, or through an alias, the offset is the same; it is a whole page and no other object's."""
    mine, other = opened(card, raw), opened(card, raw)
    handles = [mine.must_create(4 * PAGE) for _ in range(8)]
    offsets = [int(mine.map_offset(handle).ok().offset) for handle in handles]
    assert offsets == [int(mine.map_offset(handle).ok().offset) for handle in handles]
    assert all(offset > 0 and offset % PAGE == 0 for offset in offsets)
    ordered = sorted(offsets)
    assert all(after - before >= 4 * PAGE for before, after in pairwise(ordered))
    alias = other.open_name(mine.flink(handles[0]).ok().name).ok().handle
    assert other.map_offset(alias).ok().offset == offsets[0]


@conf("D12")
def test_two_mappings_are_one_memory(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Two mappings of one object agree at once, in both directions."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 4 * PAGE) as one, client.map(handle, 4 * PAGE) as two:
        for round_ in range(1, 9):
            one[round_ * 777 : round_ * 777 + 1] = bytes([round_])
            assert two[round_ * 777 : round_ * 777 + 1] == bytes([round_])
            two[round_ * 999 : round_ * 999 + 1] = bytes([255 - round_])
            assert one[round_ * 999 : round_ * 999 + 1] == bytes([255 - round_])


@conf("D12")
def test_pages_are_in_order(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Each page of a mapping is that page of the object, in whatever order the pages are touched."""
    client = opened(card, raw)
    handle = client.must_create(64 * PAGE)
    order = [(7 + 13 * index) % 64 for index in range(64)]
    with client.map(handle, 64 * PAGE) as pages:
        for index in order:
            pages[index * PAGE : index * PAGE + 1] = bytes([index + 1])
    with client.map(handle, 64 * PAGE) as pages:
        assert bytes(pages.view[::PAGE]) == bytes(range(1, 65))

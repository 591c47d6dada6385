"""PRIME on one device: a buffer leaves one file as a dma-buf, comes into another, and is one buffer all the while."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.processes import same_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.memory import Pages
    from .support.nodes import Node
    from .support.raw import Raw

pytestmark = needs("dumb", "prime.export", "prime.import")

SIZE = 16 * 1024
_byte = 0


def check_same(*places: tuple[Client, int], size: int = SIZE) -> None:
    """All places hold what the last check wrote; then write something new through the first and see it in all."""
    global _byte
    pages: list[Pages] = []
    try:
        pages = [client.map(handle, size) for client, handle in places]
        for each in pages:
            assert each.is_filled(_byte)
        _byte = _byte % 255 + 1
        pages[0].fill(_byte)
        for each in pages:
            assert each.is_filled(_byte)
    finally:
        for each in pages:
            each.close()


@pytest.fixture(autouse=True)
def _fresh() -> None:
    global _byte
    _byte = 0


@pytest.fixture
def pair(card: Node, raw: Raw, opened: Callable[..., Client]) -> tuple[Client, Client]:
    """Two files of one card node."""
    return opened(card, raw), opened(card, raw)


@conf("P1", "igt:vgem_basic@dmabuf-export", "igt:panfrost_prime@gem-prime-import")
def test_export_import_close(pair: tuple[Client, Client]) -> None:
    """The buffer goes over while everything behind it is closed: handle, descriptor, file."""
    mine, other = pair
    handle = mine.must_create(SIZE)
    check_same((mine, handle))
    dmabuf = mine.must_export(handle)
    assert mine.close_handle(handle) == 0
    imported = other.must_import(dmabuf)
    os.close(dmabuf)
    check_same((other, imported))
    mine.close()
    check_same((other, imported))
    assert other.close_handle(imported) == 0
    assert other.map_offset(imported) == -errno.ENOENT


@conf("P2", "P3", "P4", "igt:prime_self_import@basic-with_one_bo")
def test_one_buffer(pair: tuple[Client, Client]) -> None:
    """Twice imported is one handle, imported at home the original; no close takes the content away."""
    mine, other = pair
    handle = mine.must_create(SIZE)
    dmabuf = mine.must_export(handle)
    imported = other.must_import(dmabuf)
    check_same((mine, handle), (other, imported))
    assert other.must_import(dmabuf) == imported
    assert mine.must_import(dmabuf) == handle
    os.close(dmabuf)
    check_same((mine, handle), (other, imported))
    assert mine.close_handle(handle) == 0
    check_same((other, imported))
    # Back to where it came from, with nothing but the descriptor in between.
    dmabuf = other.must_export(imported)
    assert other.close_handle(imported) == 0
    handle, imported = mine.must_import(dmabuf), other.must_import(dmabuf)
    os.close(dmabuf)
    check_same((mine, handle), (other, imported))
    mine.close()
    check_same((other, imported))


@conf("P2")
def test_one_close_for_many_imports(pair: tuple[Client, Client], closing: Callable[[int], int]) -> None:
    """However often it was imported the handle is one, and one close ends it: the trap for wrappers that count."""
    mine, other = pair
    dmabuf = closing(mine.must_export(mine.must_create(SIZE)))
    handles = {other.must_import(dmabuf) for _ in range(5)}
    assert len(handles) == 1
    handle = handles.pop()
    assert other.close_handle(handle) == 0
    assert other.close_handle(handle) == -errno.EINVAL
    assert other.map_offset(handle) == -errno.ENOENT
    assert other.must_import(dmabuf) == handle


@conf("P2")
def test_import_at_home_is_the_original(pair: tuple[Client, Client], closing: Callable[[int], int]) -> None:
    """Importing at home makes no second handle: closing it closes the original, once."""
    mine, _ = pair
    handle = mine.must_create(SIZE)
    dmabuf = closing(mine.must_export(handle))
    assert mine.must_import(dmabuf) == handle
    assert mine.must_create() == handle + 1, "no number was used up"
    assert mine.close_handle(handle) == 0
    assert mine.close_handle(handle) == -errno.EINVAL


@conf("P2", "D9")
def test_closed_original_is_forgotten(pair: tuple[Client, Client], closing: Callable[[int], int]) -> None:
    """After the original handle is closed, importing makes a working one, not the stale number."""
    mine, _ = pair
    handle = mine.must_create(SIZE)
    dmabuf = closing(mine.must_export(handle))
    check_same((mine, handle))
    assert mine.close_handle(handle) == 0
    stranger = mine.must_create(SIZE)
    assert stranger == handle, "the number is somebody else's now"
    again = mine.must_import(dmabuf)
    assert again != stranger
    check_same((mine, again))
    with mine.map(stranger, SIZE) as pages:
        assert pages.is_filled(0)


@conf("P5", "igt:prime_self_import@basic-with_two_bos")
def test_two_buffers(pair: tuple[Client, Client]) -> None:
    """When the first buffer has come and gone the second one's import is the second one."""
    mine, other = pair
    first, second = mine.must_create(SIZE), mine.must_create(SIZE)
    dmabuf = mine.must_export(first)
    stale = other.must_import(dmabuf)
    os.close(dmabuf)
    assert mine.close_handle(first) == 0
    dmabuf = mine.must_export(second)
    imported = other.must_import(dmabuf)
    assert imported != stale
    check_same((mine, second), (other, imported))
    assert mine.close_handle(second) == 0
    os.close(dmabuf)
    check_same((other, imported))


@conf("P5")
def test_many_buffers_stay_apart(pair: tuple[Client, Client]) -> None:
    """Many buffers exported and imported in different orders, some closed in between: each handle is its own buffer."""
    mine, other = pair
    count = 24
    handles = [mine.must_create() for _ in range(count)]
    for handle in handles:
        with mine.map(handle, 4096) as pages:
            pages.fill(handle)
    order = [(index * 7) % count for index in range(count)]
    fds = {index: mine.must_export(handles[index]) for index in order}
    try:
        for index in order[::3]:
            assert other.close_handle(other.must_import(fds[index])) == 0
        for index in order[::-1]:
            imported = other.must_import(fds[index])
            assert other.must_import(fds[index]) == imported
            assert mine.must_import(fds[index]) == handles[index]
            with other.map(imported, 4096) as pages:
                assert pages.is_filled(handles[index])
    finally:
        for fd in fds.values():
            os.close(fd)


@conf("P6", "igt:prime_self_import@basic-with_fd_dup")
def test_duplicate_descriptor(pair: tuple[Client, Client]) -> None:
    """A duplicate is as good as the descriptor that it was made of."""
    mine, other = pair
    handle = mine.must_create(SIZE)
    dmabuf = mine.must_export(handle)
    assert mine.close_handle(handle) == 0
    duplicate = os.dup(dmabuf)
    os.close(dmabuf)
    imported = other.must_import(duplicate)
    check_same((other, imported))
    os.close(duplicate)
    check_same((other, imported))


@conf("P8")
def test_exported_twice_is_one_dmabuf(pair: tuple[Client, Client], closing: Callable[[int], int]) -> None:
    """Each export is a new descriptor of the same file, also through the other file's handle and after closes."""
    mine, other = pair
    handle = mine.must_create(SIZE)
    first, second = closing(mine.must_export(handle)), closing(mine.must_export(handle))
    assert first != second
    assert same_file(first, second)
    assert os.fstat(first).st_ino == os.fstat(second).st_ino
    imported = other.must_import(first)
    third = closing(other.must_export(imported))
    assert same_file(first, third)
    assert mine.close_handle(handle) == 0
    assert same_file(first, closing(other.must_export(imported)))


@conf("P8")
def test_two_buffers_are_two_dmabufs(pair: tuple[Client, Client], closing: Callable[[int], int]) -> None:
    """Different buffers never look the same."""
    mine, _ = pair
    first, second = (closing(mine.must_export(mine.must_create(SIZE))) for _ in range(2))
    assert not same_file(first, second)
    assert os.fstat(first).st_ino != os.fstat(second).st_ino


@conf("P8")
def test_export_after_everything_was_closed(pair: tuple[Client, Client]) -> None:
    """With all descriptors closed the dma-buf lives with the handle; exporting again gives the same one."""
    mine, _ = pair
    handle = mine.must_create(SIZE)
    dmabuf = mine.must_export(handle)
    inode = os.fstat(dmabuf).st_ino
    os.close(dmabuf)
    dmabuf = mine.must_export(handle)
    assert os.fstat(dmabuf).st_ino == inode
    os.close(dmabuf)


@conf("P8")
def test_size_of_the_dmabuf(pair: tuple[Client, Client], closing: Callable[[int], int]) -> None:
    """The dma-buf is as long as the object, pages and all."""
    mine, other = pair
    answer = mine.create(100, 100, 32).ok()
    dmabuf = closing(mine.must_export(answer.handle))
    assert os.lseek(dmabuf, 0, os.SEEK_END) == answer.size == 40960
    name = other.flink(other.must_import(dmabuf)).ok().name
    assert mine.open_name(name).ok().size == 40960


@conf("P1")
@needs("render")
def test_to_the_render_node_and_back(
    card: Node, raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]
) -> None:
    """Card and render node are one device: the buffer comes home as itself, without the other having mapped it."""
    from .support.nodes import node as find

    render = find(card.driver, "render")
    assert render is not None
    mine, other, third = opened(card, raw), opened(render, raw), opened(card, raw)
    handle = mine.must_create(SIZE)
    dmabuf = closing(mine.must_export(handle))
    imported = other.must_import(dmabuf)
    assert mine.close_handle(handle) == 0
    back = closing(other.must_export(imported))
    assert same_file(dmabuf, back)
    home = third.must_import(back)
    check_same((third, home), (third, home))
    assert other.close_handle(imported) == 0
    check_same((third, home))

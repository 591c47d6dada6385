"""GEM names: an object found by a global number, the way before dma-buf."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

pytestmark = needs("dumb", "flink")


@conf("D16")
def test_name_is_stable(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """An object has one name, positive, asked through whichever handle; another object has another."""
    client = opened(card, raw)
    handle, other = client.must_create(), client.must_create()
    name = client.flink(handle).ok().name
    assert name > 0
    assert client.flink(handle).ok().name == name
    assert client.flink(other).ok().name != name
    alias = client.open_name(name).ok().handle
    assert client.flink(alias).ok().name == name


@conf("D16")
def test_open_gives_an_alias(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Opened by name, the object shows its size and its content in the other file."""
    mine, other = opened(card, raw), opened(card, raw)
    handle = mine.must_create(3 * 4096)
    answer = other.open_name(mine.flink(handle).ok().name)
    assert answer == 0
    assert answer.size == 3 * 4096
    with mine.map(handle, 3 * 4096) as here, other.map(answer.handle, 3 * 4096) as there:
        here[4096:8192] = b"\x42" * 4096
        assert there[4096:8192] == b"\x42" * 4096
        there[0:1] = b"!"
        assert here[0:1] == b"!"


@conf("D16")
def test_open_twice_gives_two_handles(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Unlike PRIME, each GEM_OPEN makes a new handle; each is closed by itself."""
    client = opened(card, raw)
    handle = client.must_create()
    name = client.flink(handle).ok().name
    aliases = [client.open_name(name).ok().handle for _ in range(3)]
    assert len({handle, *aliases}) == 4
    for alias in aliases:
        assert client.close_handle(alias) == 0
        assert client.close_handle(alias) == -errno.EINVAL
        again = client.open_name(name).ok().handle
        assert client.close_handle(again) == 0
    assert client.map_offset(handle) == 0


@conf("D16")
@pytest.mark.parametrize("name", [0, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF], ids=hex)
def test_unknown_name(card: Node, raw: Raw, opened: Callable[..., Client], name: int) -> None:
    """A name that nobody has is ENOENT."""
    assert opened(card, raw).open_name(name) == -errno.ENOENT


@conf("D16")
def test_name_lives_as_long_as_a_handle(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The name outlives the handle that it was asked through, and dies with the last one."""
    mine, other = opened(card, raw), opened(card, raw)
    handle = mine.must_create()
    name = mine.flink(handle).ok().name
    alias = other.open_name(name).ok().handle
    assert mine.close_handle(handle) == 0
    again = mine.open_name(name).ok().handle
    assert mine.close_handle(again) == 0
    assert other.close_handle(alias) == 0
    assert mine.open_name(name) == -errno.ENOENT


@conf("D16")
def test_name_dies_with_the_file(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Closing the file closes its handles, and with the last of them the name."""
    mine, other = opened(card, raw), opened(card, raw)
    name = mine.flink(mine.must_create()).ok().name
    assert other.open_name(name) == 0
    mine.close()
    assert other.open_name(name) == 0, "the alias keeps it"
    other.close()
    assert opened(card, raw).open_name(name) == -errno.ENOENT


@conf("D16")
@needs("prime.export")
def test_a_dmabuf_keeps_no_name(
    card: Node, raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]
) -> None:
    """The object lives on in its dma-buf, but without handles it has no name; imported, it gets another."""
    client = opened(card, raw)
    handle = client.must_create()
    name = client.flink(handle).ok().name
    dmabuf = closing(client.must_export(handle))
    assert client.close_handle(handle) == 0
    assert client.open_name(name) == -errno.ENOENT
    handle = client.must_import(dmabuf)
    alias = client.open_name(client.flink(handle).ok().name)
    assert alias == 0, "a name that was given opens the object"
    with client.map(handle, 4096) as here, client.map(alias.handle, 4096) as there:
        here.fill(0x4B)
        assert there.is_filled(0x4B)


@conf("D16")
def test_freed_name_is_used_again(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Names are small numbers like handles: no leak of names, which all files of a device share."""
    client = opened(card, raw)
    names = []
    for _ in range(64):
        handle = client.must_create()
        names.append(client.flink(handle).ok().name)
        assert client.close_handle(handle) == 0
    assert set(names) == {names[0]}


@conf("D16", "P7", "igt:prime_self_import@basic-with_one_bo_two_files")
@needs("prime.export", "prime.import")
def test_opened_object_imports_to_itself(
    card: Node, raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]
) -> None:
    """An object opened by name, exported and imported again, is the handle it was, in each file."""
    mine, other = opened(card, raw), opened(card, raw)
    original = mine.must_create()
    first = closing(mine.must_export(original))
    alias = other.open_name(mine.flink(original).ok().name).ok().handle
    second = closing(other.must_export(alias))
    assert other.must_import(second) == alias
    assert other.must_import(first) == alias
    assert mine.must_import(second) == original
    assert os.fstat(first).st_ino == os.fstat(second).st_ino


@conf("D16")
@needs("prime.export", "prime.import")
def test_closing_the_exported_handle_keeps_the_alias(
    card: Node, raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]
) -> None:
    """Two handles of one object in one file: the cache of imports follows the one that was exported."""
    client = opened(card, raw)
    first = client.must_create()
    second = client.open_name(client.flink(first).ok().name).ok().handle
    dmabuf = closing(client.must_export(second))
    assert client.must_import(dmabuf) == second
    assert client.close_handle(second) == 0
    imported = client.must_import(dmabuf)
    with client.map(first, 4096) as here, client.map(imported, 4096) as there:
        here.fill(0x3C)
        assert there.is_filled(0x3C)

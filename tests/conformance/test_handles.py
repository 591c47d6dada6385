"""GEM handles: small numbers of one file, gone when they are closed."""

from __future__ import annotations

import errno
import random
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs, probes

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

pytestmark = needs("dumb")

NOBODYS = [0, 1, 2, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]


@conf("D9")
@pytest.mark.parametrize("handle", NOBODYS, ids=hex)
def test_unknown_handle_of_a_card(card: Node, raw: Raw, opened: Callable[..., Client], handle: int) -> None:
    """Destroying what was never there is EINVAL; mapping and naming it ENOENT."""
    client = opened(card, raw)
    assert client.destroy(handle) == -errno.EINVAL
    assert client.map_offset(handle) == -errno.ENOENT
    assert client.flink(handle) == -errno.ENOENT


@conf("D9")
@pytest.mark.parametrize("first", ["destroy", "close_handle"])
@pytest.mark.parametrize("second", ["destroy", "close_handle"])
def test_closed_handle(card: Node, raw: Raw, opened: Callable[..., Client], first: str, second: str) -> None:
    """A closed handle is as unknown as one that never was; the two ways of closing are one."""
    client = opened(card, raw)
    handle = client.must_create()
    assert getattr(client, first)(handle) == 0
    assert getattr(client, second)(handle) == -errno.EINVAL
    assert client.map_offset(handle) == -errno.ENOENT
    assert client.flink(handle) == -errno.ENOENT
    if probes.of_node(card, "prime.export") is None:
        assert client.export(handle) == -errno.ENOENT


@conf("D10")
def test_handle_of_another_file(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """One file's handles mean nothing on another, although the numbers are the same ones."""
    mine, other = opened(card, raw), opened(card, raw)
    handle = mine.must_create()
    assert other.map_offset(handle) == -errno.ENOENT
    if probes.of_node(card, "prime.export") is None:
        assert other.export(handle) == -errno.ENOENT
    assert other.flink(handle) == -errno.ENOENT
    assert other.close_handle(handle) == -errno.EINVAL
    assert other.destroy(handle) == -errno.EINVAL
    assert mine.map_offset(handle) == 0


@conf("D10")
def test_same_number_different_object(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Handle 1 of one file and handle 1 of another are two buffers with two contents."""
    first, second = opened(card, raw), opened(card, raw)
    handles = first.must_create(), second.must_create()
    assert handles == (1, 1)
    with first.map(1, 4096) as one, second.map(1, 4096) as two:
        one.fill(0x11)
        two.fill(0x22)
        assert one.is_filled(0x11)
    assert first.close_handle(1) == 0
    with second.map(1, 4096) as two:
        assert two.is_filled(0x22)


@conf("D11")
def test_handles_count_up_from_one(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Handles are 1, 2, 3, … of each file, never 0."""
    client, other = opened(card, raw), opened(card, raw)
    assert [client.must_create() for _ in range(70)] == list(range(1, 71))
    assert other.must_create() == 1


@conf("D11")
def test_lowest_free_handle_comes_back(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A freed number is given out again, the lowest first: a stale handle soon names something else."""
    client = opened(card, raw)
    for _ in range(8):
        client.must_create()
    for handle in (6, 3, 5):
        assert client.close_handle(handle) == 0
    assert [client.must_create() for _ in range(4)] == [3, 5, 6, 9]


@conf("D11")
def test_reuse_does_not_bring_back_the_old_object(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The number comes back, the content does not."""
    client = opened(card, raw)
    handle = client.must_create()
    with client.map(handle, 4096) as pages:
        pages.fill(0x77)
        assert client.close_handle(handle) == 0
        assert client.must_create() == handle
        with client.map(handle, 4096) as fresh:
            assert fresh.is_filled(0)
        assert pages.is_filled(0x77)


@conf("D11", "D9")
def test_model_of_handles(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A long random sequence of creating and closing agrees with a list of free numbers."""
    client = opened(card, raw)
    chance = random.Random(2024)
    alive: dict[int, int] = {}
    for step in range(600):
        if chance.random() < 0.55 or not alive:
            lowest = next(number for number in range(1, 1000) if number not in alive)
            width = chance.randrange(1, 64)
            answer = client.create(width, 4, 32)
            assert answer == 0
            assert answer.handle == lowest, step
            alive[lowest] = width
        else:
            handle = chance.choice(sorted(alive))
            assert (client.destroy if step % 2 else client.close_handle)(handle) == 0
            del alive[handle]
            assert client.close_handle(handle) == -errno.EINVAL
    for handle in alive:
        assert client.map_offset(handle) == 0


@conf("D11")
def test_many_handles(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Thousands of objects in one file, each with its own number, all gone with the file."""
    client = opened(card, raw)
    count = 3000
    assert [int(client.create(16, 16, 32).ok().handle) for _ in range(count)] == list(range(1, count + 1))
    assert len({int(client.map_offset(handle).ok().offset) for handle in range(1, count + 1)}) == count

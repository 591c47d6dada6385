"""Thousands of rounds cost the kernel nothing: what is not an open file is counted by the slabs that it lies in."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .support import conf, force, leaks, needs
from .support.client import Client
from .support.lane import lane
from .support.pace import scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .support.nodes import Node

ROUNDS = scaled(800, least=200)
# The smallest thing that the kernel could forget each round is 32 bytes; what settles elsewhere is far less in all.
LIMIT = ROUNDS * 24
_DROP = Path("/proc/sys/vm/drop_caches")


@contextmanager
def on_one_processor() -> Iterator[None]:
    """Stay where we are: each processor keeps freed objects to itself, and fills up for as long as one moves about."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def settled() -> int:
    """Bytes in the kernel's slabs, without what waits to be freed after an RCU grace period.

    Kernels for several processors collect that for up to five seconds (mm/slab_common.c), unless memory is asked for.
    """
    if os.access(_DROP, os.W_OK) and (os.cpu_count() or 1) > 1:
        for _ in range(3):
            _DROP.write_text("2")
            time.sleep(0.05)
    return leaks.unreclaimable()


def steady(one: Callable[[], object]) -> None:
    """Run `one` often, twice; the second time the kernel's slabs must not have grown."""
    if lane().name == "host":
        force.unmet(None, "quiet", "other programs use kernel memory on this machine")
    with on_one_processor():
        grown = rounds(one)
    if grown >= LIMIT:
        raise AssertionError(f"{ROUNDS} rounds cost {grown} bytes, {grown / ROUNDS:.0f} each")


def rounds(one: Callable[[], object]) -> int:
    """By how many bytes the slabs have grown in a second round of rounds."""
    for _ in range(ROUNDS // 4):
        one()
    grown = 0
    for _ in range(3):  # a page that fills up by chance does not do it each time
        before = settled()
        for _ in range(ROUNDS):
            one()
        grown = settled() - before
        if grown < LIMIT:
            break
    return grown


def create_close(client: Client) -> None:
    client.close_handle(client.must_create()).ok()


def export_import(client: Client) -> None:
    handle = client.must_create()
    fd = client.must_export(handle)
    client.must_import(fd)
    os.close(fd)
    client.close_handle(handle).ok()


def export_import_elsewhere(client: Client, other: Client) -> None:
    handle = client.must_create()
    fd = client.must_export(handle)
    imported = other.must_import(fd)
    os.close(fd)
    client.close_handle(handle).ok()
    other.close_handle(imported).ok()


def name_open(client: Client) -> None:
    handle = client.must_create()
    alias = client.open_name(client.flink(handle).ok().name).ok().handle
    client.close_handle(handle).ok()
    client.close_handle(alias).ok()


def map_unmap(client: Client) -> None:
    handle = client.must_create()
    with client.map(handle, 4096) as pages:
        pages[0:1] = b"x"
    client.close_handle(handle).ok()


def refused(client: Client) -> None:
    client.create(0, 1, 1)
    client.export(0xFFFF)
    client.import_fd(-1)
    client.open_name(0xFFFF)
    client.close_handle(0xFFFF)


OF_ONE_CLIENT = {each.__name__: each for each in (create_close, export_import, name_open, map_unmap, refused)}


@conf("X5", "D17")
@needs("dumb", "prime.export", "prime.import", "flink")
@pytest.mark.parametrize("kind", OF_ONE_CLIENT)
def test_rounds_in_one_file(card: Node, opened: Callable[..., Client], kind: str) -> None:
    """Objects, names, exports, mappings and refusals of one long-lived file."""
    client = opened(card)
    steady(lambda: OF_ONE_CLIENT[kind](client))


@conf("X5", "P15")
@needs("dumb", "prime.export", "prime.import")
def test_rounds_between_two_files(card: Node, opened: Callable[..., Client]) -> None:
    """Buffers handed from one file to another."""
    client, other = opened(card), opened(card)
    steady(lambda: export_import_elsewhere(client, other))


@conf("X5", "P15")
@needs("prime.foreign")
def test_rounds_with_foreign_memory(
    node: Node, opened: Callable[..., Client], closing: Callable[[int], int], foreign_dmabuf: Callable[[int], int]
) -> None:
    """Attaching to and detaching from another exporter's buffer."""
    client = opened(node)
    fd = closing(foreign_dmabuf(16384))
    steady(lambda: client.close_handle(client.must_import(fd)).ok())


@conf("X5", "C5")
def test_rounds_of_opening(node: Node) -> None:
    """Files come and go, each with an object's worth of questions."""

    def one() -> None:
        with Client(node) as client:
            client.ioctl("VERSION").ok()
            if node.kind == "card":
                client.ioctl("GET_MAGIC").ok()

    steady(one)


@conf("X5", "D17")
@needs("dumb", "prime.export", "flink")
def test_rounds_of_abandoning(card: Node) -> None:
    """Files closed with everything still in them: handles, names, exports, mappings."""

    def one() -> None:
        with Client(card) as client:
            handle = client.must_create()
            client.flink(handle).ok()
            os.close(client.must_export(handle))
            client.map(handle, 4096).close()

    steady(one)


@conf("X5", "V9")
@needs("fence", "dumb")
def test_rounds_of_fences(card: Node) -> None:
    """Fences attached and signalled, in files of limited life: an id stays used until its file is closed."""

    def one() -> None:
        with Client(card) as client:
            handle = client.must_create()
            for _ in range(4):
                client.signal(client.attach(handle, 1).ok().out_fence).ok()

    steady(one)

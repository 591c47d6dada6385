"""Several threads at the same handle: whoever loses sees an ordinary error, and nothing is left behind.

Objects are counted by the leak gate, which runs around every case; here each case counts once more in the middle, with
all threads done and only its own file open.
"""

from __future__ import annotations

import errno
import os
import random
import threading
from typing import TYPE_CHECKING

from .support import conf, leaks, needs
from .support.memory import PAGE
from .support.threads import COUNT, race

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node

of_a_card = needs("dumb", "prime.export", "prime.import")

SECONDS = 0.6
LOST = (0, -errno.ENOENT, -errno.EINVAL)


def descriptor_of(answer: object) -> None:
    fd = getattr(answer, "fd", -1)
    if answer == 0:
        os.close(fd)


@conf("D8", "igt:dumb_buffer@create-clear")
@of_a_card
def test_new_buffers_are_zero_for_everybody(card: Node, opened: Callable[..., Client]) -> None:
    """Threads allocate, look, dirty and free buffers of random sizes: nobody sees anybody's left-overs."""
    client = opened(card)
    chances = threading.local()

    def one() -> None:
        if not hasattr(chances, "random"):
            chances.random = random.Random(threading.get_native_id())
        size = PAGE * chances.random.choice([1, 1, 2, 3, 7, 16, 33, 128])
        handle = client.must_create(size)
        with client.map(handle, size) as pages:
            assert pages.is_filled(0)
            pages.fill(0xDB)
        assert client.destroy(handle) == 0

    race(one, seconds=2 * SECONDS)


@conf("D17")
@of_a_card
def test_closing_one_handle_together(card: Node, opened: Callable[..., Client]) -> None:
    """Threads create, export and close handle 1 of one file: each step wins or fails cleanly."""
    client, before = opened(card), leaks.kernel_files()

    def one() -> None:
        created = client.create(1024, 1, 32).ok()
        if created.handle != 1:
            assert client.close_handle(created.handle) in LOST
        descriptor_of(client.export(1))
        assert client.close_handle(1) in LOST

    race(one, seconds=SECONDS)
    while client.close_handle(1) == 0:
        pass
    left = [handle for handle in range(2, 64) if client.close_handle(handle) == 0]
    assert left == []
    assert settled(before)


@conf("D17")
@of_a_card
def test_each_handle_is_closed_once(card: Node, opened: Callable[..., Client]) -> None:
    """Of several threads that close the same handles exactly one succeeds with each."""
    client = opened(card)
    handles = [client.must_create() for _ in range(400)]
    closed: list[int] = []
    turn = threading.local()

    def one() -> None:
        turn.index = getattr(turn, "index", -1) + 1
        if turn.index < len(handles):
            answer = client.close_handle(handles[turn.index])
            assert answer in (0, -errno.EINVAL)
            if answer == 0:
                closed.append(handles[turn.index])

    race(one, seconds=SECONDS / 2, rounds=2 * COUNT * len(handles))
    assert sorted(closed) == handles


@conf("P15", "igt:prime_self_import@reimport-vs-gem_close-race")
@of_a_card
def test_reimport_against_close(card: Node, opened: Callable[..., Client]) -> None:
    """Threads import and close the same dma-buf in one file: every handle is good or already gone."""
    client, before = opened(card), leaks.kernel_files()
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 4 * PAGE) as pages:
        pages.fill(0x1D)
    dmabuf = client.must_export(handle)

    def one() -> None:
        imported = client.import_fd(dmabuf)
        assert imported in LOST
        if imported == 0:
            assert client.close_handle(imported.handle) in LOST

    race(one, seconds=SECONDS)
    handle = client.must_import(dmabuf)
    with client.map(handle, 4 * PAGE) as pages:
        assert pages.is_filled(0x1D)
    assert client.close_handle(handle) == 0
    os.close(dmabuf)
    assert [handle for handle in range(1, 64) if client.close_handle(handle) == 0] == []
    assert settled(before)


@conf("P15")
@needs("prime.foreign")
def test_foreign_reimport_against_close(
    node: Node, opened: Callable[..., Client], foreign_dmabuf: Callable[[int], int]
) -> None:
    """The same with memory of another exporter: every attachment that was made is undone."""
    client, before = opened(node), leaks.kernel_files()
    dmabuf = foreign_dmabuf(4 * PAGE)

    def one() -> None:
        imported = client.import_fd(dmabuf)
        assert imported in LOST
        if imported == 0:
            assert client.close_handle(imported.handle) in LOST

    race(one, seconds=SECONDS / 2, rounds=50)
    assert [handle for handle in range(1, 64) if client.close_handle(handle) == 0] == []
    os.close(dmabuf)
    assert settled(before)


@conf("P16", "igt:prime_self_import@export-vs-gem_close-race")
@of_a_card
def test_export_against_close(card: Node, opened: Callable[..., Client]) -> None:
    """One thread exports handle 1 while another closes it: a descriptor that was given out is good."""
    client, before = opened(card), leaks.kernel_files()

    def exporting() -> None:
        answer = client.export(1)
        assert answer in LOST
        if answer == 0:
            assert os.lseek(answer.fd, 0, os.SEEK_END) == PAGE
            os.close(answer.fd)

    def creating() -> None:
        created = client.create(1024, 1, 32).ok()
        assert client.close_handle(created.handle) in LOST

    race(exporting, creating, seconds=SECONDS)
    assert [handle for handle in range(1, 64) if client.close_handle(handle) == 0] == []
    assert settled(before)


@conf("P15", "P16")
@of_a_card
def test_two_files_pass_one_buffer_around(card: Node, opened: Callable[..., Client]) -> None:
    """Two files export to each other and close what they have, all at once; the content survives in the last holder."""
    clients = [opened(card), opened(card)]
    handle = clients[0].must_create(PAGE)
    with clients[0].map(handle, PAGE) as pages:
        pages.fill(0x2E)
    dmabuf = clients[0].must_export(handle)

    def around(client: Client) -> Callable[[], None]:
        def one() -> None:
            imported = client.import_fd(dmabuf)
            assert imported in LOST
            if imported == 0:
                descriptor_of(client.export(imported.handle))
                assert client.close_handle(imported.handle) in LOST

        return one

    race(around(clients[0]), around(clients[1]), seconds=SECONDS, rounds=50)
    handle = clients[1].must_import(dmabuf)
    os.close(dmabuf)
    with clients[1].map(handle, PAGE) as pages:
        assert pages.is_filled(0x2E)


@conf("D16", "D17")
@of_a_card
def test_names_against_close(card: Node, opened: Callable[..., Client]) -> None:
    """Threads name, open and close the same object: a name that was given either opens that object or is gone."""
    client, other = opened(card), opened(card)

    def one() -> None:
        created = client.create(1024, 1, 32).ok()
        named = client.flink(created.handle)
        assert named in LOST
        if named == 0:
            alias = other.open_name(named.name)
            assert alias in (0, -errno.ENOENT)
            if alias == 0:
                assert other.close_handle(alias.handle) in LOST
        assert client.close_handle(created.handle) in LOST

    race(one, seconds=SECONDS, rounds=50)


@conf("D15", "D17")
@of_a_card
def test_mapping_against_close(card: Node, opened: Callable[..., Client]) -> None:
    """Threads map by an offset while others close and create: a mapping that was made is readable to its end."""
    client = opened(card)

    def mapping() -> None:
        offset = client.map_offset(1)
        assert offset in LOST
        if offset == 0:
            from .support.memory import Pages, try_mmap

            pages = try_mmap(client.fd, 2 * PAGE, offset=int(offset.offset))
            if isinstance(pages, Pages):
                with pages:
                    assert pages.view[2 * PAGE - 1] in (0, 9)
                    pages.fill(9)
            else:
                assert pages in (-errno.EINVAL, -errno.EACCES)

    def creating() -> None:
        created = client.create(1024, 2, 32).ok()
        assert client.close_handle(created.handle) in LOST

    race(mapping, creating, seconds=SECONDS, rounds=50)


def settled(before: int) -> bool:
    """No more open files in the kernel than before, after a moment for what is freed asynchronously."""
    import time

    for _ in range(100):
        if leaks.kernel_files() <= before + leaks.SLACK:
            return True
        time.sleep(0.01)
    return False

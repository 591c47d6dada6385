"""PRIME across drivers: buffers of one driver, of udmabuf and of the heap in another driver's hands."""

from __future__ import annotations

import errno
import itertools
import os
from typing import TYPE_CHECKING

import pytest

from .support import conf, force, needs, nodes, probes
from .support.memory import PAGE, mmap_fd
from .support.processes import same_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

SIZE = 4 * PAGE

# What importers refuse, recorded on Linux 6.12: bochs has no import_sg_table, virtio-gpu's is a stub; nobody gets at a
# buffer of bochs, whose object has no get_sg_table.
REFUSING_IMPORTERS = {"bochs-drm": errno.EINVAL, "virtio_gpu": errno.ENODEV}
REFUSING_EXPORTERS = {"bochs-drm": errno.ENOSYS}


def pairs(kinds: tuple[str, ...]) -> list[tuple[Node, Node] | None]:
    found: list[tuple[Node, Node] | None] = [
        (exporter, importer)
        for exporter, importer in itertools.product(nodes.nodes(), nodes.nodes())
        if exporter.kind == "card" and importer.kind in kinds and exporter.driver != importer.driver
    ]
    return found or [None]


def name(pair: tuple[Node, Node] | None) -> str:
    return f"{pair[0]}-to-{pair[1]}" if pair else "no-pair"


def chosen(request: pytest.FixtureRequest) -> tuple[Node, Node]:
    if request.param is None:
        force.unmet(None, "two drivers", "needs two DRM drivers")
    found: tuple[Node, Node] = request.param
    for node, capability in zip(found, ("prime.export", "prime.import"), strict=True):
        reason = probes.of_node(node, capability)
        if reason is not None:
            force.unmet(node.driver, capability, reason, node.kind)
    return found


@pytest.fixture(params=pairs(("card", "render")), ids=name)
def pair(request: pytest.FixtureRequest) -> tuple[Node, Node]:
    """The card node of one driver and each node of another."""
    return chosen(request)


@pytest.fixture(params=pairs(("card",)), ids=name)
def card_pair(request: pytest.FixtureRequest) -> tuple[Node, Node]:
    """The card nodes of each two drivers."""
    return chosen(request)


def answers(dmabuf: int, importer: Client, driver: str) -> int:
    """Import, check that it was refused where it must be, and return the handle, or 0."""
    answer = importer.import_fd(dmabuf)
    expected = REFUSING_EXPORTERS.get(driver) or REFUSING_IMPORTERS.get(importer.node.driver)
    if answer < 0:
        assert answer in (-(expected or 0), -errno.EINVAL if importer.node.driver in REFUSING_IMPORTERS else 0)
        return 0
    return int(answer.handle)


@conf("P11", "P3")
def test_import_across_drivers(
    pair: tuple[Node, Node], raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]
) -> None:
    """Another driver's buffer is taken, or refused with the errno that this importer is known for."""
    mine, other = (opened(each, raw) for each in pair)
    handle = mine.must_create(SIZE)
    dmabuf = closing(mine.must_export(handle))
    imported = answers(dmabuf, other, pair[0].driver)
    if imported:
        assert other.must_import(dmabuf) == imported
        assert same_file(dmabuf, closing(other.must_export(imported)))


@conf("P1", "P3")
def test_content_across_drivers(
    pair: tuple[Node, Node], raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]
) -> None:
    """The importer holds the pages when the exporter has closed handle, descriptor and file."""
    mine, other = (opened(each, raw) for each in pair)
    handle = mine.must_create(SIZE)
    dmabuf = mine.must_export(handle)
    imported = answers(dmabuf, other, pair[0].driver)
    if not imported:
        os.close(dmabuf)
        pytest.skip(f"{force.NOT_APPLICABLE}this importer refuses")
    with mine.map(handle, SIZE) as pages:
        pages.fill(0x71)
    inode = os.fstat(dmabuf).st_ino
    os.close(dmabuf)
    assert mine.close_handle(handle) == 0
    mine.close()
    back = closing(other.must_export(imported))
    assert os.fstat(back).st_ino == inode
    with mmap_fd(back, SIZE) as pages:
        assert pages.is_filled(0x71)


@conf("P1", "H1")
@needs("prime.foreign", "prime.export")
def test_import_of_foreign_memory(
    node: Node,
    raw: Raw,
    opened: Callable[..., Client],
    closing: Callable[[int], int],
    foreign_dmabuf: Callable[[int], int],
) -> None:
    """A udmabuf or a heap buffer is imported once per file, comes out as itself, and lives while anybody holds it."""
    client, other = opened(node, raw), opened(node, raw)
    dmabuf = foreign_dmabuf(SIZE)
    with mmap_fd(dmabuf, SIZE) as pages:
        pages.fill(0x72)
    inode = os.fstat(dmabuf).st_ino
    handle = client.must_import(dmabuf)
    assert client.must_import(dmabuf) == handle
    second = other.must_import(dmabuf)
    os.close(dmabuf)
    back = client.must_export(handle)
    assert os.fstat(back).st_ino == inode
    os.close(back)
    assert client.close_handle(handle) == 0
    assert client.export(handle) == -errno.ENOENT
    back = closing(other.must_export(second))
    with mmap_fd(back, SIZE) as pages:
        assert pages.is_filled(0x72)


@conf("P11", "H1")
@needs("prime.import")
def test_refusal_of_foreign_memory(
    node: Node, raw: Raw, opened: Callable[..., Client], foreign_dmabuf: Callable[[int], int]
) -> None:
    """An importer that takes no foreign memory says so with the errno that it is known for, and forgets it."""
    if probes.of_node(node, "prime.foreign") is None:
        pytest.skip(f"{force.NOT_APPLICABLE}{node} imports foreign memory")
    client = opened(node, raw)
    dmabuf = foreign_dmabuf(SIZE)
    assert client.import_fd(dmabuf) == -REFUSING_IMPORTERS[node.driver]
    os.close(dmabuf)
    assert client.export(1) == -errno.ENOENT


@conf("D13")
@needs("dumb", "prime.foreign")
def test_no_map_offset_for_foreign_memory(
    card: Node,
    raw: Raw,
    opened: Callable[..., Client],
    closing: Callable[[int], int],
    foreign_dmabuf: Callable[[int], int],
) -> None:
    """A foreign import is mapped through its dma-buf: MAP_DUMB is EINVAL."""
    client = opened(card, raw)
    dmabuf = closing(foreign_dmabuf(SIZE))
    handle = client.must_import(dmabuf)
    assert client.map_offset(handle) == -errno.EINVAL
    assert client.close_handle(handle) == 0
    assert client.map_offset(handle) == -errno.ENOENT


@conf("D13")
def test_no_map_offset_for_another_drivers_buffer(
    card_pair: tuple[Node, Node], raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]
) -> None:
    """The same for another driver's buffer."""
    mine, other = (opened(each, raw) for each in card_pair)
    dmabuf = closing(mine.must_export(mine.must_create(SIZE)))
    imported = answers(dmabuf, other, card_pair[0].driver)
    if imported:
        assert other.map_offset(imported) == -errno.EINVAL


@conf("D13")
@needs("dumb", "prime.export", "prime.import")
def test_map_offset_for_an_import_of_the_same_device(
    card: Node, raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]
) -> None:
    """An import from the same device is the object itself: the same offset, the same content."""
    mine, other = opened(card, raw), opened(card, raw)
    handle = mine.must_create(SIZE)
    imported = other.must_import(closing(mine.must_export(handle)))
    assert other.map_offset(imported).ok().offset == mine.map_offset(handle).ok().offset
    with mine.map(handle, SIZE) as here, other.map(imported, SIZE) as there:
        here.fill(0x73)
        assert there.is_filled(0x73)


@conf("D16")
@needs("prime.foreign", "flink")
def test_name_of_foreign_memory(
    card: Node,
    raw: Raw,
    opened: Callable[..., Client],
    closing: Callable[[int], int],
    foreign_dmabuf: Callable[[int], int],
) -> None:
    """An imported object can be named, and its alias exports as the same dma-buf."""
    client, other = opened(card, raw), opened(card, raw)
    dmabuf = closing(foreign_dmabuf(SIZE))
    answer = other.open_name(client.flink(client.must_import(dmabuf)).ok().name)
    assert answer == 0
    assert answer.size == SIZE
    assert same_file(closing(other.must_export(answer.handle)), dmabuf)
    assert other.must_import(dmabuf) == answer.handle


@conf("P3")
def test_round_trip_through_another_driver(
    pair: tuple[Node, Node], raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]
) -> None:
    """What comes back from another driver is the original, not a copy of an import."""
    mine, other = (opened(each, raw) for each in pair)
    handle = mine.must_create(SIZE)
    dmabuf = closing(mine.must_export(handle))
    imported = answers(dmabuf, other, pair[0].driver)
    if imported:
        assert mine.must_import(closing(other.must_export(imported))) == handle
        assert mine.map_offset(handle) == 0

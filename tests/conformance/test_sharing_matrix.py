"""Who takes whose buffers: a table of makers and takers, with the errno of each refusal, and memory seen by both."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from .support import conf, force, nodes, probes
from .support.client import Client
from .support.expectations import concerns
from .support.exporters import EXPORTERS
from .support.lane import known_as
from .support.memory import PAGE, mmap_fd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .support.memory import Pages
    from .support.nodes import Node
    from .support.raw import Reply

SIZE = 4 * PAGE
EINVAL, ENODEV, ENOSYS, OK = errno.EINVAL, errno.ENODEV, errno.ENOSYS, 0

COLUMNS = ("cirrus", "bochs-drm", "virtio_gpu", "vgem", "vkms")
# Recorded on Linux 6.12. Rows make a buffer, columns import it. bochs has its objects in video memory: with no
# get_sg_table (ENOSYS), and it takes none (no gem_prime_import_sg_table: EINVAL). virtio-gpu's import_sg_table says
# ENODEV.
TABLE: dict[str, tuple[int, ...]] = {
    "cirrus": (OK, EINVAL, ENODEV, OK, OK),
    "bochs-drm": (ENOSYS, OK, ENOSYS, ENOSYS, ENOSYS),
    "virtio_gpu": (OK, EINVAL, OK, OK, OK),
    "vgem": (OK, EINVAL, ENODEV, OK, OK),
    "vkms": (OK, EINVAL, ENODEV, OK, OK),
    "udmabuf": (OK, EINVAL, ENODEV, OK, OK),
    "heap": (OK, EINVAL, ENODEV, OK, OK),
}
# Until Linux 6.6 gave every GEM driver PRIME's two ioctls, bochs had neither (seen on 6.1).
WITHOUT_PRIME = {"bochs-drm"} if concerns({"before": "6.6"}, os.uname().release) else set()


def expected(maker: str, importer: str) -> int:
    """What the table says of a pair: 0 or an errno."""
    if WITHOUT_PRIME & {maker, importer}:
        return ENOSYS
    return TABLE[maker][COLUMNS.index(importer)]


class Buffer:
    """A buffer of one maker, with a descriptor, and its memory as the maker maps it."""

    def __init__(self, maker: str) -> None:
        node = nodes.node(maker)
        self.client = Client(node) if node else None
        self.fd = -1
        if self.client is None:
            self.fd = EXPORTERS[maker][2].make(SIZE)
            self.pages = mmap_fd(self.fd, SIZE)
            return
        handle = self.client.must_create(SIZE)
        self.pages = self.client.map(handle, SIZE)
        self.answer = self.client.export(handle)
        self.fd = self.answer.fd if self.answer == 0 else -1

    def import_by(self, importer: Client) -> Reply:
        """What the importer says; or what the maker said when it was asked for a descriptor, where it gave none."""
        return self.answer if self.fd < 0 else importer.import_fd(self.fd)

    def __enter__(self) -> Buffer:
        return self

    def __exit__(self, *_: object) -> None:
        self.pages.close()
        if self.fd >= 0:
            os.close(self.fd)
        if self.client:
            self.client.close()


@contextmanager
def seen_by(importer: Client, handle: int) -> Iterator[Pages]:
    """The memory behind a handle: as the importer maps it, or what it exports of it where that is another's."""
    answer = importer.map_offset(handle)
    if answer == 0:
        with importer.map(handle, SIZE) as pages:
            yield pages
        return
    assert answer == -EINVAL
    again = importer.must_export(handle)
    try:
        with mmap_fd(again, SIZE) as pages:
            yield pages
    finally:
        os.close(again)


def makers() -> list[str]:
    """Of the table, what this machine has: drivers with a card node, and the makers that are no drivers."""
    drivers = [each.driver for each in nodes.nodes() if each.kind == "card" and known_as(each.driver) in TABLE]
    return [*drivers, *(name for name in ("udmabuf", "heap"))]


@pytest.fixture(params=makers())
def maker(request: pytest.FixtureRequest) -> str:
    """Every maker of dma-bufs in turn."""
    name: str = request.param
    driver, capability, _ = EXPORTERS.get(name, (name, "", None))
    if driver is None and (reason := probes.of_machine(capability)) is not None:
        force.unmet(None, capability, reason)
    return name


@conf("P1", "P3", "P11", "P14")
def test_pair(maker: str, card: Node) -> None:
    """The importer takes the buffer, and each side reads what the other wrote; or it refuses as the table has it."""
    column = known_as(card.driver)
    assert column in COLUMNS, f"{card.driver} is new: it wants a row and a column in the table"
    errno_of_pair = expected(known_as(maker), column)
    with Buffer(maker) as buffer, Client(card) as importer:
        buffer.pages.fill(0x61)
        answer = buffer.import_by(importer)
        assert int(answer) == -errno_of_pair
        if errno_of_pair != OK:
            assert int(buffer.import_by(importer)) == -errno_of_pair
            assert buffer.pages.is_filled(0x61)
            return
        with seen_by(importer, int(answer.handle)) as pages:
            assert pages.is_filled(0x61)
            pages.fill(0x62)
        assert buffer.pages.is_filled(0x62)


@conf("P11")
def test_table_is_whole() -> None:
    """Every driver of this machine has its row and its column."""
    found = {known_as(each.driver) for each in nodes.nodes()}
    assert found <= TABLE.keys()
    assert found <= set(COLUMNS)
    assert all(len(row) == len(COLUMNS) for row in TABLE.values())

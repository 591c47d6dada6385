"""The end check of a run sees what is left behind: dma-bufs, files, framebuffers, names, video memory, pages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm.kms import Fb

from .support import balance, conf, needs
from .support.client import Client
from .support.processes import Child, Gate

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.nodes import Node

pytestmark = [
    needs("debugfs", "root"),
    pytest.mark.skipif(not os.environ.get("PYDRI_LAB"), reason="others change the counts of a machine that is no lab"),
]


def leaking(leak: Callable[[], object]) -> list[str]:
    """What the check finds while another process lives that has done this, and that it finds nothing afterwards."""
    before = balance.look()
    with Gate() as ready, Gate() as done:

        def child() -> None:
            kept = leak()
            ready.open()
            done.wait()
            del kept

        with Child(child) as process:
            ready.wait()
            found = balance.look().grown_since(before)
            done.open()
            process.result()
    assert balance.settle(before)[1] == []
    return found


@conf("X5")
@needs("dumb", "prime.export", "bufinfo")
def test_dmabuf(card: Node) -> None:
    """A dma-buf, and the file of its device."""

    def leak() -> object:
        with Client(card) as client:
            return client.must_export(client.must_create(1 << 20))

    (line,) = leaking(leak)
    assert line == f"dma-bufs (number, bytes): (1, {1 << 20}), were (0, 0)"


@conf("X5")
@needs("dumb")
def test_file(card: Node) -> None:
    """An open file, with its driver's name."""
    assert leaking(lambda: Client(card)) == [f"{card.driver}, files: 1, were 0"]


@conf("X5")
@needs("dumb", "modeset")
def test_framebuffer(card: Node) -> None:
    """A framebuffer, which lives with its file; of bochs it is in video memory only while it is shown."""

    def leak() -> object:
        device = pydrm.open(card.path)
        with device.create_dumb(64, 64, "XRGB8888") as buffer:
            return device, Fb.add(device, buffer)

    assert f"{card.driver}, framebuffers: 1, were 0" in leaking(leak)


@conf("X5")
@needs("dumb", "flink")
def test_name(card: Node) -> None:
    """A GEM name."""

    def leak() -> object:
        client = Client(card)
        assert client.flink(client.must_create()) == 0
        return client

    assert f"{card.driver}, GEM names: 1, were 0" in leaking(leak)


@conf("X5")
@needs("vgem")
def test_pages(vgem_node: Node) -> None:
    """Pages of an object that nothing but a mapping holds, and no descriptor."""

    def leak() -> object:
        size = 4 * balance.MARGIN["Shmem"]
        with Client(vgem_node) as client:
            pages = client.map(client.must_create(size), size)
        pages.fill(1)
        return pages

    assert any(line.startswith("Shmem: ") for line in leaking(leak))

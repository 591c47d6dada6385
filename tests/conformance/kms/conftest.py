"""Displays: each case on a card needs a driver with mode setting whose master it may be."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import ClientCap
from pydrm.kms import Kms

from ..support import needs
from ..support.raw import NATIVE
from .framebuffers import Screen
from .leases import Lessor
from .stage import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..support.nodes import Node
    from ..support.raw import Raw

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == _HERE and isinstance(item, pytest.Function) and "card" in item.fixturenames:
            item.add_marker(needs("modeset", "master"))
            if item.path.name in ("test_vblank.py", "test_read_events.py"):
                item.add_marker(needs("vblank"))
            if "lessor" in item.fixturenames:  # what it leases out has a cursor's plane
                item.add_marker(needs("cursor"))


def see_everything(device: pydrm.Device) -> None:
    """Switch on what shows more objects and properties."""
    for cap in (ClientCap.UNIVERSAL_PLANES, ClientCap.ATOMIC, ClientCap.WRITEBACK_CONNECTORS):
        device.set_client_cap(cap)


@pytest.fixture
def kms(card: Node) -> Iterator[Kms]:
    """The mode-setting side of every card node in turn, with everything visible."""
    import pydrm

    with pydrm.open(card.path) as device:
        see_everything(device)
        yield Kms(device)


@pytest.fixture
def screen(card: Node) -> Iterator[Screen]:
    """A display that shows something, by a master that is another client than the case."""
    with Screen(card.path) as shown:
        yield shown


@pytest.fixture
def lessor(card: Node, raw: Raw) -> Iterator[Lessor]:
    """A raw client that is master and can lease out one way to a screen."""
    with Lessor(card, raw) as client:
        yield client


@pytest.fixture
def stage(card: Node) -> Iterator[Stage]:
    """A master with all that atomic commits need, on every card node in turn."""
    with Stage(card, NATIVE) as found:
        yield found


@pytest.fixture
def raw_stage(card: Node, raw: Raw) -> Iterator[Stage]:
    """The same, whose raw ioctls go both ways."""
    with Stage(card, raw) as found:
        yield found


@pytest.fixture
def display(card: Node) -> Iterator[pydrm.Device]:
    """A device with a display, at whose end no handle and no framebuffer is left."""
    with pydrm.open(card.path) as device:
        yield device
        gc.collect()
        assert device.gem.handles() == {}
        assert Kms(device).resources().framebuffers == ()

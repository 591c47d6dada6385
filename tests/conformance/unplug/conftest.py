"""Devices that can be taken off their bus. Only in a lab machine: nobody's own display is touched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ..support import needs
from .seat import Seat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..support.nodes import Node

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == _HERE and isinstance(item, pytest.Function) and "card" in item.fixturenames:
            item.add_marker(needs("unplug"))
            if item.originalname != "test_with_nothing_open":
                item.add_marker(needs("unplug.busy"))


@pytest.fixture
def seat(card: Node) -> Iterator[Seat]:
    """The place on the bus of every card in turn; afterwards the device sits there as before."""
    with Seat(card) as found:
        yield found

"""Any order of closing: whatever is still alive shows the content, whatever is closed says so, nothing is left."""

from __future__ import annotations

import gc
import itertools
import warnings
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pydrm
from pydrm.resource import Resource

from .support import conf, needs

if TYPE_CHECKING:
    from .support.nodes import Node

pytestmark = needs("dumb", "prime.export", "prime.import")

T = TypeVar("T", bound=Resource)
CONTENT = b"\x5c" * 64


class Everything:
    """One buffer and everything that can be made of it, on one device and on a second file."""

    def __init__(self, path: str) -> None:
        self.live: dict[str, Resource] = {}
        device = self._add("device", pydrm.open(path))
        buffer = self._add("buffer", device.create_dumb(64, 64, bpp=32))
        mapping = self._add("mapping", buffer.map())
        mapping[: len(CONTENT)] = CONTENT
        dmabuf = self._add("dmabuf", buffer.export())
        self._add("dmabuf mapping", dmabuf.map())
        other = self._add("other device", pydrm.open(path))
        self._add("import", other.import_dmabuf(dmabuf))

    def _add(self, name: str, thing: T) -> T:
        self.live[name] = thing
        return thing

    def close(self, name: str) -> None:
        """Close one, twice, and see that it is closed."""
        thing = self.live.pop(name)
        thing.close()
        thing.close()
        assert not thing
        assert "closed" in repr(thing)

    def check(self) -> None:
        """Whatever can still show the content shows it."""
        for name, thing in self.live.items():
            if isinstance(thing, pydrm.Mapping):
                assert bytes(thing[: len(CONTENT)]) == CONTENT, name
            elif isinstance(thing, pydrm.DmaBuf):
                with thing.map() as pages:
                    assert bytes(pages[: len(CONTENT)]) == CONTENT, name
            elif isinstance(thing, pydrm.GemObject):
                device = "device" if name == "buffer" else "other device"
                assert bool(thing) == (device in self.live), name
                if thing:
                    with thing.map() as pages:
                        assert bytes(pages[: len(CONTENT)]) == CONTENT, name
                else:
                    with pytest.raises(pydrm.ClosedError):
                        thing.map()

    def close_in(self, order: tuple[str, ...]) -> None:
        for name in order:
            self.close(name)
            self.check()


NAMES = ("device", "buffer", "mapping", "dmabuf", "dmabuf mapping", "other device", "import")


@conf("X7")
@pytest.mark.parametrize("first", NAMES)
def test_each_may_go_first(card: Node, first: str) -> None:
    """Whatever is closed first, and the rest in order or in reverse."""
    rest = [name for name in NAMES if name != first]
    for order in (rest, rest[::-1]):
        Everything(card.path).close_in((first, *order))


@conf("X7")
def test_some_orders_of_all(card: Node) -> None:
    """A sample of the 5,040 orders."""

    @given(st.permutations(NAMES))
    def check(order: list[str]) -> None:
        Everything(card.path).close_in(tuple(order))

    check()


@conf("X7")
def test_every_order_of_the_buffers_own(card: Node) -> None:
    """All orders of device, buffer, mapping and dma-buf, the second file staying to the end."""
    for order in itertools.permutations(NAMES[:4]):
        everything = Everything(card.path)
        everything.close_in((*order, *NAMES[4:]))


@conf("X7")
def test_every_order_without_close(card: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dropped instead of closed: one warning for each, and as clean an end, in whatever order they are dropped."""
    warned: list[type[Warning]] = []
    # Not catch_warnings(record=True): its records keep the very objects alive that are to go.
    monkeypatch.setattr(warnings, "showwarning", lambda message, category, *more: warned.append(category))
    monkeypatch.setattr(warnings, "filters", [("always", None, Warning, None, 0)])
    for order in itertools.permutations(NAMES[:4]):
        everything = Everything(card.path)
        for name in (*order, *NAMES[4:]):
            del everything.live[name]
        gc.collect()
        # A mapping without a bracket to end is only memory, and goes without a word.
        assert warned == [ResourceWarning] * (len(NAMES) - 1)
        warned.clear()


@conf("X7")
def test_views_outlive_everything(card: Node) -> None:
    """A memoryview or an array keeps its pages when all objects are closed, and lets go of them when it is dropped."""
    with pydrm.open(card.path) as device, device.create_dumb(64, 64, "XR24") as buffer:
        array = buffer.array
        array[:] = 0x00112233
        with buffer.export() as dmabuf:
            view = memoryview(dmabuf.map().view)
    assert (array == 0x00112233).all()
    assert bytes(view[:4]) == b"\x33\x22\x11\x00"
    array[0, 0] = 1
    assert view[0] == 1

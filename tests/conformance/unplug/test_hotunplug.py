"""A driver that comes back: the eight ways of IGT's core_hotunplug, each with a healthy device at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm.kms import Fb, Kms, legacy

from ..support import conf, probes
from ..support.client import Client
from ..support.lane import lane

if TYPE_CHECKING:
    from ..support.nodes import Node
    from .seat import Seat


def check_health(node: Node) -> None:
    """A new file of the device has memory, and its display shows something; photographed where that can be done."""
    with pydrm.open(node.path) as device:
        assert device.driver == node.driver
        kms = Kms(device)
        resources = kms.resources()
        connector = next(each for each in (kms.connector(i, probe=True) for i in resources.connectors) if each.modes)
        mode = min(connector.modes, key=lambda each: each.hdisplay * each.vdisplay)
        with device.create_dumb(mode.hdisplay, mode.vdisplay, "XRGB8888") as buffer, Fb.add(device, buffer) as fb:
            buffer.array[:] = 0x00C08040
            assert (buffer.array == 0x00C08040).all()
            legacy.set_crtc(device, resources.crtcs[0], fb, mode, [connector])
            if probes.of_node(node, "camera") is None and lane().why_not(node.driver, "camera") is None:
                from pydri import lab

                seen = lab.photograph(node.driver).array
                assert seen.shape == (mode.vdisplay, mode.hdisplay, 3)
                assert (seen == [0xC0, 0x80, 0x40]).all()
            legacy.set_crtc(device, resources.crtcs[0])


@pytest.mark.parametrize(
    ("way", "name"),
    [
        pytest.param("unbind", "unbind-rebind", marks=conf("C17", "igt:core_hotunplug@unbind-rebind")),
        pytest.param("unplug", "unplug-rescan", marks=conf("C17", "igt:core_hotunplug@unplug-rescan")),
    ],
    ids=["unbind-rebind", "unplug-rescan"],
)
def test_with_nothing_open(seat: Seat, way: str, name: str) -> None:
    """The nodes go with the driver and come back with it, under the same names."""
    before = seat.names()
    seat.leave(way)
    assert seat.names() == []
    check_health(seat.come_back(way))
    assert seat.names() == before


@pytest.mark.parametrize(
    "way",
    [
        pytest.param("unbind", marks=conf("C17", "igt:core_hotunplug@hotunbind-rebind")),
        pytest.param("unplug", marks=conf("C17", "igt:core_hotunplug@hotunplug-rescan")),
    ],
)
def test_closed_before_it_comes_back(seat: Seat, way: str) -> None:
    """A file that was open when the device went is closed, and then the device comes back."""
    with Client(seat.card) as client:
        client.must_create()
        seat.leave(way)
    check_health(seat.come_back(way))


@pytest.mark.parametrize(
    "way",
    [
        pytest.param("unbind", marks=conf("C17", "igt:core_hotunplug@hotrebind")),
        pytest.param("unplug", marks=conf("C17", "igt:core_hotunplug@hotreplug")),
    ],
)
def test_comes_back_beside_an_open_file(seat: Seat, way: str) -> None:
    """The device comes back, under other names, while a file of its former life is open, which stays dead."""
    with Client(seat.card) as client:
        seat.leave(way)
        again = seat.come_back(way)
        assert again.path != seat.card.path
        check_health(again)
        with pytest.raises(OSError, match="No such device"):
            client.must_create()


@pytest.mark.parametrize(
    "way",
    [
        pytest.param("unbind", marks=conf("C17", "igt:core_hotunplug@hotrebind-lateclose")),
        pytest.param("unplug", marks=conf("C17", "igt:core_hotunplug@hotreplug-lateclose")),
    ],
)
def test_closed_late(seat: Seat, way: str) -> None:
    """Closing that file, and all that it held, does the new device no harm."""
    with Client(seat.card) as client:
        handle = client.must_create()
        pages = client.map(handle, 4096)
        pages.fill(0x11)
        seat.leave(way)
        again = seat.come_back(way)
    check_health(again)
    pages.close()
    check_health(again)

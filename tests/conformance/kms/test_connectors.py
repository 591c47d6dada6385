"""Resources and connectors: lists that are asked for in two passes, and what a probe is."""

from __future__ import annotations

import ctypes
import errno
from typing import TYPE_CHECKING, Any

import pytest

from ..support import conf

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.client import Client
    from ..support.nodes import Node
    from ..support.raw import Raw, Reply

CONNECTED, UNKNOWN = 1, 3
LISTS = {"fb": "fb_id_ptr", "crtc": "crtc_id_ptr", "connector": "connector_id_ptr", "encoder": "encoder_id_ptr"}


def numbers(count: int) -> Any:
    return (ctypes.c_uint32 * count)(*[0xAAAAAAAA] * count)


def connectors(client: Client) -> list[int]:
    room = numbers(32)
    found = client.ioctl("MODE_GETRESOURCES", connector_id_ptr=room, count_connectors=32).ok()
    return list(room[: found.count_connectors])


def probe(client: Client, number: int) -> Reply:
    """Asking for no modes makes the master's connector look what is plugged in."""
    return client.ioctl("MODE_GETCONNECTOR", connector_id=number).ok()


@conf("K28")
def test_counts_first(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Without room the kernel says how many there are: at least one of each but framebuffers, and not thousands."""
    found = opened(card, raw).ioctl("MODE_GETRESOURCES").ok()
    assert found.count_fbs == 0
    for name in ("crtcs", "connectors", "encoders"):
        assert 1 <= found.fields[f"count_{name}"] < 4096
    # Nothing keeps a driver from 0 as its least width (bochs and cirrus of Linux 6.12).
    assert 0 <= found.min_width <= found.max_width > 0
    assert 0 <= found.min_height <= found.max_height > 0


@pytest.mark.parametrize("name", ["crtc", "connector", "encoder"])
@conf("K28")
def test_lists_as_far_as_the_room_goes(card: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """Ids are written into the room that there is and not behind it, and the count is told in full."""
    client = opened(card, raw)
    count = client.ioctl("MODE_GETRESOURCES").ok().fields[f"count_{name}s"]
    for given in (count - 1, count, count + 3):
        room = numbers(count + 4)
        found = client.ioctl("MODE_GETRESOURCES", **{LISTS[name]: room, f"count_{name}s": given}).ok()
        assert found.fields[f"count_{name}s"] == count
        written = min(given, count)
        assert 0 not in room[:written]
        assert 0xAAAAAAAA not in room[:written]
        assert set(room[written:]) == {0xAAAAAAAA}
        assert len(set(room[:written])) == written


@conf("K28")
def test_unknown_connectors(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """0, a number that was never given out, and another kind of object are no connectors."""
    client = opened(card, raw)
    room = numbers(32)
    client.ioctl("MODE_GETRESOURCES", crtc_id_ptr=room, count_crtcs=32).ok()
    for number in (0, 0xFFFFFFFF, room[0]):
        assert client.ioctl("MODE_GETCONNECTOR", connector_id=number) == -errno.ENOENT


@conf("K28")
def test_modes_all_or_none(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """With too little room for its modes a connector writes none, and tells their number."""
    client = opened(card, raw)
    number = connectors(client)[0]
    count = probe(client, number).count_modes
    assert 1 < count < 4096
    for given, written in ((count - 1, False), (count, True)):
        room = bytearray(b"\xaa" * 68 * (count + 1))
        found = client.ioctl("MODE_GETCONNECTOR", connector_id=number, modes_ptr=room, count_modes=given).ok()
        assert found.count_modes == count
        assert (bytes(room[:68]) != b"\xaa" * 68) == written
        assert (bytes(room[68 * (count - 1) : 68 * count]) != b"\xaa" * 68) == written
        assert bytes(room[68 * count :]) == b"\xaa" * 68


@conf("K28")
def test_properties_of_a_connector(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """GETCONNECTOR and OBJ_GETPROPERTIES give the same ids and values."""
    client = opened(card, raw)
    number = connectors(client)[0]
    answers = []
    for call, name in (("MODE_GETCONNECTOR", "connector_id"), ("MODE_OBJ_GETPROPERTIES", "obj_id")):
        ids, values = numbers(64), (ctypes.c_uint64 * 64)()
        more = {"modes_ptr": bytearray(68), "count_modes": 1} if call == "MODE_GETCONNECTOR" else {"obj_type": 0}
        found = client.ioctl(
            call, **{name: number, "props_ptr": ids, "prop_values_ptr": values, "count_props": 64}, **more
        ).ok()
        assert 1 <= found.count_props < 64
        answers.append((list(ids[: found.count_props]), list(values[: found.count_props])))
    assert answers[0] == answers[1]


@conf("K28")
def test_only_the_masters_asking_is_a_probe(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A stranger's asking for no modes, and the master's with room, tell the last probe's result."""
    master, stranger = opened(card, raw), opened(card, raw)
    number = connectors(master)[0]
    before = master.ioctl("MODE_GETCONNECTOR", connector_id=number, modes_ptr=bytearray(68), count_modes=1).ok()
    assert probe(stranger, number).connection == before.connection
    assert probe(stranger, number).count_modes == before.count_modes
    assert probe(master, number).connection == CONNECTED
    after = stranger.ioctl("MODE_GETCONNECTOR", connector_id=number, modes_ptr=bytearray(68), count_modes=1).ok()
    assert after.connection == CONNECTED
    assert after.count_modes > 1

"""GETFB and GETFB2: what a framebuffer is made of, and who gets to see its buffers."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from pydrm import Fourcc

from ..support import conf, needs
from ..support.processes import drop_sys_admin, in_child
from .framebuffers import addfb2, must_addfb

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.client import Client
    from ..support.nodes import Node
    from ..support.raw import Raw

BOTH = pytest.mark.parametrize("call", ["MODE_GETFB", "MODE_GETFB2"])


def _handle(reply: object, call: str) -> int:
    return int(reply.handle if call == "MODE_GETFB" else reply.handles[0])  # type: ignore[attr-defined]


@BOTH
@conf("K1", "igt:kms_getfb@getfb-handle-zero", "igt:kms_getfb@getfb2-handle-zero")
def test_zero_is_no_framebuffer(card: Node, raw: Raw, opened: Callable[..., Client], call: str) -> None:
    """Nor is a number that was never given out."""
    client = opened(card, raw)
    for number in (0, 0xFFFFFFFF):
        assert client.ioctl(call, fb_id=number) == -errno.ENOENT


@BOTH
@conf("K1", "igt:kms_getfb@getfb-handle-closed", "igt:kms_getfb@getfb2-handle-closed")
def test_removed(card: Node, raw: Raw, opened: Callable[..., Client], call: str) -> None:
    """After RMFB the id is free."""
    client = opened(card, raw)
    number, _ = must_addfb(client)
    assert client.ioctl(call, fb_id=number) == 0
    assert client.ioctl("MODE_RMFB", value=number) == 0
    assert client.ioctl(call, fb_id=number) == -errno.ENOENT


@BOTH
@conf("K1", "igt:kms_getfb@getfb-handle-not-fb", "igt:kms_getfb@getfb2-handle-not-fb")
def test_ids_of_other_objects(card: Node, raw: Raw, opened: Callable[..., Client], call: str) -> None:
    """A CRTC, a connector and a property are no framebuffers."""
    client = opened(card, raw)
    ids = (bytearray(64), bytearray(64), bytearray(64))
    found = client.ioctl(
        "MODE_GETRESOURCES",
        **{"crtc_id_ptr": ids[0], "count_crtcs": 16, "connector_id_ptr": ids[1], "count_connectors": 16},
    ).ok()
    assert found.count_crtcs >= 1
    properties = client.ioctl(
        "MODE_OBJ_GETPROPERTIES",
        **{"obj_id": int.from_bytes(ids[1][:4], "little"), "obj_type": 0, "props_ptr": ids[2]},
        **{"prop_values_ptr": bytearray(128), "count_props": 16},
    ).ok()
    assert properties.count_props >= 1
    for room in ids:
        assert client.ioctl(call, fb_id=int.from_bytes(room[:4], "little")) == -errno.ENOENT


@conf("K1", "igt:kms_getfb@getfb-handle-valid")
def test_what_it_is_made_of(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Size, pitch, and of the legacy call depth and bits per pixel."""
    client = opened(card, raw)
    pitch = client.create(100, 50, 32).ok().pitch
    number, _ = must_addfb(client, 100, 50)
    old = client.ioctl("MODE_GETFB", fb_id=number).ok()
    assert (old.width, old.height, old.pitch, old.depth, old.bpp) == (100, 50, pitch, 24, 32)
    new = client.ioctl("MODE_GETFB2", fb_id=number).ok()
    assert (new.width, new.height, new.pixel_format) == (100, 50, Fourcc.XRGB8888)
    assert list(new.pitches) == [pitch, 0, 0, 0]
    assert list(new.offsets) == [0, 0, 0, 0]


@BOTH
@conf("K1", "igt:kms_getfb@getfb-addfb-different-handles", "igt:kms_getfb@getfb-repeated-different-handles")
def test_each_call_opens_a_handle(card: Node, raw: Raw, opened: Callable[..., Client], call: str) -> None:
    """To the master: a new one each time, none of them the maker's, and each to be closed."""
    client = opened(card, raw)
    number, handle = must_addfb(client)
    handles = [_handle(client.ioctl(call, fb_id=number).ok(), call) for _ in range(3)]
    assert len({handle, 0, *handles}) == 5
    for each in handles:
        assert client.close_handle(each) == 0
        assert client.close_handle(each) == -errno.EINVAL
    assert client.map_offset(handle) == 0


@conf("K1", "igt:kms_getfb@getfb2-into-addfb2")
def test_answer_makes_a_framebuffer(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """What GETFB2 says, ADDFB2 takes, and the twin is the same."""
    client = opened(card, raw)
    number, _ = must_addfb(client, 100, 50)
    one = client.ioctl("MODE_GETFB2", fb_id=number).ok()
    fields = {key: value for key, value in one.fields.items() if key != "fb_id"}
    for key in ("handles", "pitches", "offsets", "modifier"):
        fields[key] = list(one.fields[key])
    twin = client.ioctl("MODE_ADDFB2", **fields).ok()
    assert twin.fb_id != number
    two = client.ioctl("MODE_GETFB2", fb_id=twin.fb_id).ok()
    for key in ("width", "height", "pixel_format", "flags"):
        assert two.fields[key] == one.fields[key]
    for key in ("pitches", "offsets", "modifier"):
        assert list(two.fields[key]) == list(one.fields[key])


@conf("K1", "igt:kms_getfb@getfb-reject-nv12", "igt:kms_getfb@getfb2-accept-nv12")
@needs("fb.nv12")
def test_several_planes(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The legacy call has words for one plane only; GETFB2 names the same buffer twice by one handle."""
    client = opened(card, raw)
    buffer = client.create(64, 96, 8).ok()
    number = addfb2(client, 64, 64, Fourcc.NV12, [buffer.handle] * 2, [buffer.pitch] * 2).ok().fb_id
    assert client.ioctl("MODE_GETFB", fb_id=number) == -errno.EINVAL
    found = client.ioctl("MODE_GETFB2", fb_id=number).ok()
    assert found.handles[0] == found.handles[1] != 0
    assert list(found.handles[2:]) == [0, 0]


@BOTH
@conf("K2", "igt:kms_getfb@getfb-handle-protection", "igt:kms_getfb@getfb2-handle-protection")
@needs("root")
def test_strangers_get_no_handle(card: Node, raw: Raw, opened: Callable[..., Client], call: str) -> None:
    """Who is neither master nor root learns the sizes and gets handle 0, even of its own framebuffer."""
    master = opened(card, raw)
    number, _ = must_addfb(master)

    def stranger() -> list[int]:
        drop_sys_admin()
        client = opened(card, raw)
        own, _handle_of_it = must_addfb(client)
        replies = [client.ioctl(call, fb_id=each) for each in (number, own)]
        return [value for reply in replies for value in (int(reply), reply.width, _handle(reply, call))]

    assert in_child(stranger) == [0, 64, 0, 0, 64, 0]
    assert _handle(master.ioctl(call, fb_id=number).ok(), call) != 0

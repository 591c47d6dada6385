"""What a device says it can do, and what a client says it can take: GET_CAP and SET_CLIENT_CAP."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from pydrm import uapi

from .support import conf, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

GARBAGE = 0xAAAAAAAAAAAAAAAA
OF_EVERY_DRIVER = {
    "TIMESTAMP_MONOTONIC": 1,
    "PRIME": uapi.DRM_PRIME_CAP_IMPORT | uapi.DRM_PRIME_CAP_EXPORT,
}
OF_MODESET = (
    "DUMB_BUFFER",
    "VBLANK_HIGH_CRTC",
    "DUMB_PREFERRED_DEPTH",
    "DUMB_PREFER_SHADOW",
    "ASYNC_PAGE_FLIP",
    "CURSOR_WIDTH",
    "CURSOR_HEIGHT",
    "ADDFB2_MODIFIERS",
    "PAGE_FLIP_TARGET",
    "CRTC_IN_VBLANK_EVENT",
    "ATOMIC_ASYNC_PAGE_FLIP",
)
# Recorded on vkms of Linux 6.12.117, then frozen.
OF_VKMS = {
    "DUMB_BUFFER": 1,
    "VBLANK_HIGH_CRTC": 1,
    "DUMB_PREFER_SHADOW": 0,
    "PAGE_FLIP_TARGET": 0,
    "CRTC_IN_VBLANK_EVENT": 1,
    "ADDFB2_MODIFIERS": 1,
}
CLIENT_CAPS = {
    "STEREO_3D": 1,
    "UNIVERSAL_PLANES": 1,
    "ATOMIC": 2,
    "ASPECT_RATIO": 1,
}


def cap(name: str) -> int:
    return int(getattr(uapi, f"DRM_CAP_{name}"))


def client_cap(name: str) -> int:
    return int(getattr(uapi, f"DRM_CLIENT_CAP_{name}"))


@conf("C20")
@pytest.mark.parametrize("name", OF_EVERY_DRIVER)
def test_caps_of_every_driver(node: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """Monotonic time stamps, and buffers both ways: since Linux 6.6 nothing else is possible."""
    answer = opened(node, raw).ioctl("GET_CAP", capability=cap(name), value=GARBAGE)
    assert answer == 0
    assert answer.value == OF_EVERY_DRIVER[name]


@conf("C20")
@pytest.mark.parametrize("name", ["SYNCOBJ", "SYNCOBJ_TIMELINE"])
def test_syncobj_caps_are_always_answered(node: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """Whether there are syncobjs is answered by every driver; vgem and vkms have none."""
    answer = opened(node, raw).ioctl("GET_CAP", capability=cap(name), value=GARBAGE)
    assert answer == 0
    assert answer.value == (0 if node.driver in ("vgem", "vkms") else answer.value & 1)


@conf("C20")
@pytest.mark.parametrize("name", OF_MODESET)
def test_caps_of_mode_setting(node: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """A driver without modes answers EOPNOTSUPP even where it can: vgem has dumb buffers and does not say so."""
    answer = opened(node, raw).ioctl("GET_CAP", capability=cap(name), value=GARBAGE)
    if node.driver == "vgem":
        assert answer == -errno.EOPNOTSUPP
        assert answer.value == 0, "no garbage comes back with the error"
    else:
        assert answer == 0
        assert answer.value < 1 << 16
        if node.driver == "vkms" and name in OF_VKMS:
            assert answer.value == OF_VKMS[name]


@conf("C20")
@pytest.mark.parametrize("capability", [0, 0xA, 0x7F, 0xFFFF, 1 << 32 | 5, (1 << 64) - 1], ids=hex)
def test_unknown_cap(node: Node, raw: Raw, opened: Callable[..., Client], capability: int) -> None:
    """A number that is no capability is EINVAL; without modes the driver does not get as far: EOPNOTSUPP."""
    answer = opened(node, raw).ioctl("GET_CAP", capability=capability, value=GARBAGE)
    assert answer == (-errno.EOPNOTSUPP if node.driver == "vgem" else -errno.EINVAL)


@conf("C20")
def test_dumb_buffers_work_without_saying_so(vgem_node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The trap for programs: DRM_CAP_DUMB_BUFFER fails on vgem and CREATE_DUMB works."""
    client = opened(vgem_node, raw)
    assert client.ioctl("GET_CAP", capability=uapi.DRM_CAP_DUMB_BUFFER) == -errno.EOPNOTSUPP
    assert client.create(16, 16, 32) == 0


@conf("C21")
@pytest.mark.parametrize("capability", [0, 1, 2, 3, 4, 5, 6, 7, 0xFFFF, (1 << 64) - 1], ids=hex)
def test_client_caps_without_modes(vgem_node: Node, raw: Raw, opened: Callable[..., Client], capability: int) -> None:
    """There is nothing to agree on with a driver that has no modes."""
    client = opened(vgem_node, raw)
    assert client.ioctl("SET_CLIENT_CAP", capability=capability, value=1) == -errno.EOPNOTSUPP


@conf("C21", "C9")
@pytest.mark.parametrize("capability", [1, 3, 0xFFFF])
def test_client_caps_on_render_nodes(render: Node, raw: Raw, opened: Callable[..., Client], capability: int) -> None:
    """A render node refuses, known capability or not."""
    assert opened(render, raw).ioctl("SET_CLIENT_CAP", capability=capability, value=1) == -errno.EACCES


@conf("C21")
@needs("modeset")
@pytest.mark.parametrize("capability", [0, 0x7F, 0xFFFF, (1 << 64) - 1], ids=hex)
def test_unknown_client_cap(card: Node, raw: Raw, opened: Callable[..., Client], capability: int) -> None:
    """A number that is no client capability is EINVAL."""
    assert opened(card, raw).ioctl("SET_CLIENT_CAP", capability=capability, value=1) == -errno.EINVAL


@conf("C21")
@needs("modeset")
@pytest.mark.parametrize("name", CLIENT_CAPS)
def test_client_cap_values(card: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """Each is switched on and off, and a value beyond its last is EINVAL."""
    client = opened(card, raw)
    for value in [*range(CLIENT_CAPS[name] + 1), 0]:
        assert client.ioctl("SET_CLIENT_CAP", capability=client_cap(name), value=value) == 0
    for value in (CLIENT_CAPS[name] + 1, 1 << 32, (1 << 64) - 1):
        assert client.ioctl("SET_CLIENT_CAP", capability=client_cap(name), value=value) == -errno.EINVAL


@conf("C21")
@needs("modeset")
def test_writeback_is_for_atomic_clients(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Writeback connectors are shown to a client that is atomic, and only to that client."""
    client, other = opened(card, raw), opened(card, raw)
    writeback = client_cap("WRITEBACK_CONNECTORS")
    assert client.ioctl("SET_CLIENT_CAP", capability=writeback, value=1) == -errno.EINVAL
    assert client.ioctl("SET_CLIENT_CAP", capability=client_cap("ATOMIC"), value=1) == 0
    assert client.ioctl("SET_CLIENT_CAP", capability=writeback, value=1) == 0
    assert client.ioctl("SET_CLIENT_CAP", capability=writeback, value=2) == -errno.EINVAL
    assert other.ioctl("SET_CLIENT_CAP", capability=writeback, value=1) == -errno.EINVAL


@conf("C21")
def test_cursor_hotspots_are_for_virtual_machines(vkms_node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """vkms is no virtual machine's display: EOPNOTSUPP, atomic or not."""
    client = opened(vkms_node, raw)
    hotspot = client_cap("CURSOR_PLANE_HOTSPOT")
    assert client.ioctl("SET_CLIENT_CAP", capability=hotspot, value=1) == -errno.EOPNOTSUPP
    assert client.ioctl("SET_CLIENT_CAP", capability=client_cap("ATOMIC"), value=1) == 0
    assert client.ioctl("SET_CLIENT_CAP", capability=hotspot, value=1) == -errno.EOPNOTSUPP


@conf("C21")
def test_universal_planes_show_more_planes(vkms_node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The capability has its effect: primary and cursor planes appear, for this client only, and disappear."""
    client, other = opened(vkms_node, raw), opened(vkms_node, raw)

    def planes(who: Client) -> int:
        return int(who.ioctl("MODE_GETPLANERESOURCES").ok().count_planes)

    few = planes(client)
    assert client.ioctl("SET_CLIENT_CAP", capability=client_cap("UNIVERSAL_PLANES"), value=1) == 0
    assert planes(client) > few
    assert planes(other) == few
    assert client.ioctl("SET_CLIENT_CAP", capability=client_cap("UNIVERSAL_PLANES"), value=0) == 0
    assert planes(client) == few

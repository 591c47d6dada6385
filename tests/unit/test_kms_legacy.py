"""Arguments of the legacy calls: what is refused before the kernel, and what a failure says that they were."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from pydrm.kms import (
    ColorLut,
    ConnectorId,
    CrtcId,
    FbPlane,
    Framebuffer,
    FramebufferId,
    Mode,
    ModeFlag,
    ModeType,
    PlaneId,
    legacy,
)
from pydrm.kms._struct import filled
from pydrm.kms.values import Dpms

from .null_device import note, null

if TYPE_CHECKING:
    from pydrm import Device

__all__ = ["null"]

CRTC, PLANE, CONNECTOR = CrtcId(38), PlaneId(32), ConnectorId(39)
FB = Framebuffer(FramebufferId(47), 64, 48, pydrm.Fourcc.XRGB8888, None, 0, (FbPlane(256, 0),))
MODE = Mode(25175, 640, 656, 752, 800, 0, 480, 490, 492, 525, 0, 60, ModeFlag(10), ModeType(0), "640x480")


def test_set_crtc(null: Device) -> None:
    """On, with the framebuffer that is there or with another, and off."""
    call = "DRM_IOCTL_MODE_SETCRTC"
    assert note(legacy.set_crtc, null, CRTC, FB, MODE, [CONNECTOR, ConnectorId(46)], x=8) == (
        f"{call}(crtc_id=38, fb_id=47, x=8, y=0, mode=640x480@59.94, connectors=[39, 46])"
    )
    assert note(legacy.set_crtc, null, CRTC, None, MODE, [CONNECTOR]) == (
        f"{call}(crtc_id=38, fb_id=4294967295, x=0, y=0, mode=640x480@59.94, connectors=[39])"
    )
    assert note(legacy.set_crtc, null, CRTC) == f"{call}(crtc_id=38, fb_id=0, x=0, y=0, mode=off, connectors=[])"


def test_set_crtc_refuses(null: Device) -> None:
    """Objects of other kinds, bare numbers, numbers that do not fit."""
    with pytest.raises(TypeError, match=r"^PlaneId\(32\) is no CrtcId$"):
        legacy.set_crtc(null, PLANE)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^39 is no ConnectorId; ConnectorId\(39\) says that it is one$"):
        legacy.set_crtc(null, CRTC, FB, MODE, [39])  # type: ignore[list-item]
    with pytest.raises(ValueError, match=r"^set_crtc: x -1 does not fit into its field of struct drm_mode_crtc$"):
        legacy.set_crtc(null, CRTC, FB, MODE, [CONNECTOR], x=-1)
    with pytest.raises(ValueError, match="does not fit into struct drm_mode_modeinfo"):
        legacy.set_crtc(null, CRTC, FB, replace(MODE, htotal=1 << 16), [CONNECTOR])


@pytest.mark.parametrize(
    ("options", "flags", "sequence"),
    [
        ({}, "0x1", 0),
        ({"event": False}, "0", 0),
        ({"async_": True}, "0x3", 0),
        ({"target": 77}, "0x5", 77),
        ({"target": 1, "relative": True}, "0x9", 1),
        ({"target": 0, "relative": True, "event": False}, "0x8", 0),
    ],
)
def test_page_flip(null: Device, options: dict[str, Any], flags: str, sequence: int) -> None:
    """The flags of each option."""
    assert note(legacy.page_flip, null, CRTC, FB, user_data=1 << 63, **options) == (
        f"DRM_IOCTL_MODE_PAGE_FLIP(crtc_id=38, fb_id=47, flags={flags}, sequence={sequence}, "
        "user_data=9223372036854775808)"
    )


def test_page_flip_refuses(null: Device) -> None:
    """A target that is not there cannot count from anything; user data has 64 bits."""
    with pytest.raises(TypeError, match=r"give target=$"):
        legacy.page_flip(null, CRTC, FB, relative=True)
    for number in (-1, 1 << 64):
        with pytest.raises(ValueError, match=f"^page_flip: user_data {number} does not fit"):
            legacy.page_flip(null, CRTC, FB, user_data=number)


def test_set_plane(null: Device) -> None:
    """Sizes by default the framebuffer's, of which a fraction of a pixel can be left out; and off."""
    call = "DRM_IOCTL_MODE_SETPLANE"
    words = note(legacy.set_plane, null, PLANE, CRTC, FB, src_x=0.5, crtc_y=-9, crtc_h=96)
    assert words.startswith(f"{call}(")
    fields = set(words.removeprefix(f"{call}(").removesuffix(")").split(", "))
    assert fields == {
        *("plane_id=32", "crtc_id=38", "fb_id=47", "crtc_x=0", "crtc_y=-9", "crtc_w=64", "crtc_h=96"),
        *("src_x=0.5", "src_y=0", "src_w=63.5", "src_h=48"),
    }
    assert note(legacy.set_plane, null, PLANE) == f"{call}(plane_id=32, fb_id=0)"


def test_cursor(null: Device) -> None:
    """The call with a hotspot is another one."""
    move = "crtc_id=38, x=-5, y=7, width=0, height=0, handle=0"
    assert note(legacy.move_cursor, null, CRTC, -5, 7) == f"DRM_IOCTL_MODE_CURSOR(flags=0x2, {move})"
    assert note(legacy.set_cursor, null, CRTC, None, position=(-5, 7), hotspot=(1, 2)) == (
        f"DRM_IOCTL_MODE_CURSOR2(flags=0x3, {move}, hot_x=1, hot_y=2)"
    )


def test_gamma(null: Device) -> None:
    """Pointers are nothing to read; entries are looked at first."""
    lut = ColorLut(((0, 0, 0), (0xFFFF, 0xFFFF, 0xFFFF)))
    assert note(legacy.set_gamma, null, CRTC, lut) == "DRM_IOCTL_MODE_SETGAMMA(crtc_id=38, gamma_size=2)"
    for entry in ((0, 0, 0x10000), (0, 0, -1), (0, 0), (0, 0, 0, 0), (0, 0, 0.5), 7):
        with pytest.raises(ValueError, match=rf"three numbers from 0 to 65535, not {re.escape(str(entry))}$"):
            legacy.set_gamma(null, CRTC, ColorLut(((1, 1, 1), entry)))  # type: ignore[arg-type]


def test_dpms_values() -> None:
    """The kernel's numbers; an open set, like all others."""
    assert [Dpms.ON, Dpms.STANDBY, Dpms.SUSPEND, Dpms.OFF] == [0, 1, 2, 3]
    assert Dpms(9).name == "UNKNOWN_9"


def test_filled_structs() -> None:
    """What does not fit into a field, and what is no number."""
    arg = filled("struct drm_mode_closefb", "here", fb_id=0xFFFFFFFF)
    assert (arg.fb_id, arg.pad) == (0xFFFFFFFF, 0)
    with pytest.raises(
        ValueError, match=r"^here: fb_id 4294967296 does not fit into its field of struct drm_mode_closefb$"
    ):
        filled("struct drm_mode_closefb", "here", fb_id=1 << 32)
    for wrong in ("1", None, 1.5):
        with pytest.raises(TypeError, match=r"^here: fb_id has to be an integer, not "):
            filled("struct drm_mode_closefb", "here", fb_id=wrong)

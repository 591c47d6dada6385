"""The legacy calls of `pydrm.kms.legacy`: planes, the cursor, gamma, DPMS and other properties, seen on the screen."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import pydrm
from pydrm import ClientCap, Fourcc
from pydrm.kms import ColorLut, ConnectorId, CrtcId, Dpms, Fb, Kms, PlaneId, legacy, vblank

from ..support import conf, force, needs
from ..support.display import checksum, vkms_sum

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .stage import Stage

_SECOND = 1_000_000_000


@pytest.fixture
def lit(stage: Stage) -> Iterator[Stage]:
    """A stage that shows something blue."""
    fb = stage.fb(fill=0x0000FF)
    legacy.set_crtc(stage.device, stage.crtc, fb, stage.mode, [stage.connector])
    yield stage
    if "GAMMA_LUT" in stage.kms.properties(stage.crtc, blobs=False):
        legacy.set_property(stage.kms, stage.crtc, "GAMMA_LUT", None)
        legacy.set_crtc(stage.device, stage.crtc)


@pytest.fixture
def overlay(lit: Stage) -> PlaneId:
    """Another plane than the primary one, that can be on the CRTC and shows what that does."""
    for each in lit.planes:
        plane = lit.kms.plane(each)
        if each != lit.primary and plane.possible_crtcs & 1 and Fourcc.XRGB8888 in plane.formats:
            return each
    force.unmet(lit.client.node.driver, "overlay", "no plane but the primary one shows XRGB8888")


def blue(stage: Stage) -> Any:
    """The picture that a stage shows, to be drawn into."""
    return np.full((stage.mode.vdisplay, stage.mode.hdisplay), 0x0000FF, "u4")


def seen(stage: Stage) -> int:
    """The checksum of what the screen shows now."""
    return checksum(stage.client.node, stage.kms, stage.crtc)


def place(stage: Stage, plane: PlaneId) -> dict[str, Any]:
    """Where a plane is, as the kernel tells it."""
    found = stage.kms.properties(plane, blobs=False)
    return {name: found[name].value for name in ("CRTC_X", "CRTC_Y", "CRTC_W", "CRTC_H")} | {
        name: found[name].data for name in ("SRC_X", "SRC_Y", "SRC_W", "SRC_H")
    }


def refused(error: int, call: Any, *arguments: Any, **named: Any) -> None:
    """A call that the kernel answers with an error."""
    with pytest.raises(OSError) as caught:
        call(*arguments, **named)
    assert caught.value.errno == error
    assert len(caught.value.__notes__) == 1


# -- planes ----------------------------------------------------------------------------------------------------------


@conf("K26", "igt:kms_atomic@plane-overlay-legacy")
@needs("crc")
def test_a_plane(lit: Stage, overlay: PlaneId) -> None:
    """Shown as a whole, moved, in part, partly outside, and switched off."""
    fb = lit.fb(64, 48, fill=0xFF0000)
    shown = blue(lit)
    legacy.set_plane(lit.device, overlay, lit.crtc, fb)
    shown[:48, :64] = 0xFF0000
    assert seen(lit) == vkms_sum(shown)
    assert place(lit, overlay) == dict(
        CRTC_X=0, CRTC_Y=0, CRTC_W=64, CRTC_H=48, SRC_X=0.0, SRC_Y=0.0, SRC_W=64.0, SRC_H=48.0
    )
    legacy.set_plane(lit.device, overlay, lit.crtc, fb, crtc_x=100, crtc_y=7, src_x=4, src_w=20, src_y=8)
    assert place(lit, overlay) == dict(
        CRTC_X=100, CRTC_Y=7, CRTC_W=20, CRTC_H=40, SRC_X=4.0, SRC_Y=8.0, SRC_W=20.0, SRC_H=40.0
    )
    shown = blue(lit)
    shown[7:47, 100:120] = 0xFF0000
    assert seen(lit) == vkms_sum(shown)
    legacy.set_plane(lit.device, overlay, lit.crtc, fb, crtc_x=-60, crtc_y=lit.mode.vdisplay - 1)
    shown = blue(lit)
    shown[-1:, :4] = 0xFF0000
    assert seen(lit) == vkms_sum(shown)
    legacy.set_plane(lit.device, overlay)
    assert lit.kms.plane(overlay).fb_id is None
    assert seen(lit) == vkms_sum(blue(lit))


@conf("K26")
@needs("cursor")
def test_planes_that_cannot_be(lit: Stage, overlay: PlaneId) -> None:
    """Objects that are not there, parts that lie outside, places too far away, formats that the plane does not show."""
    device, crtc, fb = lit.device, lit.crtc, lit.fb(64, 64)
    refused(errno.ENOENT, legacy.set_plane, device, PlaneId(0x7FFFFFFF), crtc, fb)
    refused(errno.ENOENT, legacy.set_plane, device, overlay, CrtcId(0x7FFFFFFF), fb)
    for part in ({"src_w": 65}, {"src_x": 1, "src_w": 64}, {"src_y": 0.5, "src_h": 64}, {"src_h": 65535}):
        refused(errno.ENOSPC, legacy.set_plane, device, overlay, crtc, fb, **part)
    for part in ({"crtc_x": 0x7FFFFFFF}, {"crtc_w": 1 << 31}, {"crtc_y": 0x7FFFFFFF - 63}):
        refused(errno.ERANGE, legacy.set_plane, device, overlay, crtc, fb, **part)
    with pytest.raises(TypeError, match=r"^None is no CrtcId$"):
        legacy.set_plane(device, overlay, None, fb)
    for wrong in ({"src_x": float("nan")}, {"src_w": float("inf")}):
        with pytest.raises(ValueError, match=r"^set_plane: src_[xw] (nan|inf) is no number of pixels$"):
            legacy.set_plane(device, overlay, crtc, fb, **wrong)  # type: ignore[arg-type]
    for far in ({"src_x": -1}, {"src_w": 1e6}, {"crtc_x": 1 << 31}, {"crtc_w": -1}):
        with pytest.raises(ValueError, match="does not fit into its field of struct drm_mode_set_plane"):
            legacy.set_plane(device, overlay, crtc, fb, **far)  # type: ignore[arg-type]
    shut = lit.fb(64, 64)
    shut.close()
    with pytest.raises(pydrm.ClosedError):
        legacy.set_plane(device, overlay, crtc, shut)


@conf("K26")
@needs("cursor")
def test_another_devices_framebuffer(lit: Stage, overlay: PlaneId) -> None:
    """One of another file of the same device can be shown; the number of another device's would name something else."""
    with pydrm.open(lit.device.path) as other, other.create_dumb(64, 64, Fourcc.XRGB8888) as buffer:
        with Fb.add(other, buffer) as fb:
            legacy.set_plane(lit.device, overlay, lit.crtc, fb)
            assert lit.kms.plane(overlay).fb_id == fb.id
        assert lit.kms.plane(overlay).fb_id is None


# -- the cursor ------------------------------------------------------------------------------------------------------


@pytest.fixture
def cursor(lit: Stage) -> PlaneId:
    """The cursor's plane."""
    return next(each for each in lit.planes if lit.value(each, "type") == "Cursor")


@conf("K26", "igt:kms_atomic@plane-cursor-legacy")
@needs("crc")
def test_the_cursor(lit: Stage, cursor: PlaneId) -> None:
    """Shown, moved, hidden; half of its pixels are transparent, and its buffer may be closed at once."""
    with lit.device.create_dumb(64, 64, Fourcc.ARGB8888) as buffer:
        buffer.array[:32] = 0xFF00FF00
        legacy.set_cursor(lit.device, lit.crtc, buffer, position=(10, 20))
    assert lit.device.gem.handles() == {}
    shown = blue(lit)
    shown[20:52, 10:74] = 0x00FF00
    assert seen(lit) == vkms_sum(shown)
    legacy.move_cursor(lit.device, lit.crtc, -30, 0)
    shown = blue(lit)
    shown[0:32, 0:34] = 0x00FF00
    assert seen(lit) == vkms_sum(shown)
    legacy.set_cursor(lit.device, lit.crtc, None)
    assert lit.kms.plane(cursor).fb_id is None
    assert seen(lit) == vkms_sum(blue(lit))


@conf("K26")
@needs("cursor", "prime.foreign")
def test_cursors_of_others(lit: Stage, vgem: pydrm.Device, cursor: PlaneId) -> None:
    """Imported for the moment, with a hotspot or without."""
    with vgem.create_dumb(64, 64, Fourcc.ARGB8888) as buffer:
        for hotspot in (None, (3, 4)):
            legacy.set_cursor(lit.device, lit.crtc, buffer, hotspot=hotspot)
            assert lit.device.gem.handles() == {}
            assert lit.kms.plane(cursor).fb_id is not None


@conf("K26")
@needs("cursor")
def test_cursors_that_cannot_be(lit: Stage) -> None:
    """Formats and rows for which the call has no words; a CRTC that is not there."""
    device, crtc = lit.device, lit.crtc
    with device.create_dumb(64, 64, Fourcc.XRGB8888) as wrong, device.create_dumb(64, 64, bpp=32) as plain:
        with pytest.raises(ValueError, match=r"is not 64 pixels of ARGB8888 a row, one behind the other$"):
            legacy.set_cursor(device, crtc, wrong)
        with pytest.raises(ValueError, match="is not 32 pixels of ARGB8888 a row"):
            legacy.set_cursor(device, crtc, plain, width=32)
        refused(errno.ENOENT, legacy.set_cursor, device, CrtcId(0x7FFFFFFF), plain)
        with pytest.raises(ValueError, match=r"^set_cursor: x 2147483648 does not fit"):
            legacy.set_cursor(device, crtc, plain, position=(1 << 31, 0))
    refused(errno.ENOENT, legacy.move_cursor, device, CrtcId(0x7FFFFFFF), 0, 0)
    assert lit.device.gem.handles() == {}


@conf("K26")
@needs("cursor", "fb.checked")
def test_a_cursor_beyond_its_buffer(lit: Stage) -> None:
    """More rows than the buffer has are refused."""
    with lit.device.create_dumb(64, 64, bpp=32) as plain:
        refused(errno.EINVAL, legacy.set_cursor, lit.device, lit.crtc, plain, height=65)


@conf("K26")
@pytest.mark.parametrize("call", ["MODE_CURSOR", "MODE_CURSOR2"])
@pytest.mark.parametrize("flags", [0, *(1 << bit for bit in range(2, 32))])
def test_flags_of_cursors(raw_stage: Stage, call: str, flags: int) -> None:
    """A picture, a place or both; nothing at all and unknown bits are EINVAL."""
    raw_stage.light()
    assert raw_stage.client.ioctl(call, crtc_id=raw_stage.crtc, flags=flags) == -errno.EINVAL


# -- colours, power and other properties -----------------------------------------------------------------------------


@conf("K11")
@needs("crc")
def test_gamma(lit: Stage) -> None:
    """The table is the one that was set, and the picture goes through it."""
    size = lit.kms.crtc(lit.crtc).gamma_size
    assert size
    inverted = ColorLut(tuple((0xFFFF - at * 0xFFFF // (size - 1),) * 3 for at in range(size)))
    legacy.set_gamma(lit.device, lit.crtc, inverted)
    assert legacy.get_gamma(lit.device, lit.crtc) == inverted
    assert seen(lit) == vkms_sum(np.full((lit.mode.vdisplay, lit.mode.hdisplay), 0xFFFF00, "u4"))
    for wrong in (inverted.entries[1:], (*inverted.entries, (0, 0, 0)), ()):
        refused(errno.EINVAL, legacy.set_gamma, lit.device, lit.crtc, ColorLut(wrong))
    for entry in ((0, 0), (0, 0, 0x10000), (0, 0, -1)):
        with pytest.raises(ValueError, match=r"^set_gamma: an entry is three numbers from 0 to 65535"):
            legacy.set_gamma(lit.device, lit.crtc, ColorLut((entry,)))  # type: ignore[arg-type]
    refused(errno.ENOENT, legacy.set_gamma, lit.device, CrtcId(0x7FFFFFFF), inverted)
    refused(errno.ENOENT, legacy.get_gamma, lit.device, CrtcId(0x7FFFFFFF))


@conf("K11")
@needs("vblank")
def test_dpms(lit: Stage) -> None:
    """Off and on again; the mode is kept. Numbers that mean nothing are refused."""
    for state, counts in ((Dpms.OFF, False), (Dpms.ON, True), (Dpms.STANDBY, False), (Dpms.ON, True)):
        legacy.set_dpms(lit.kms, lit.connector, state)
        assert lit.value(lit.connector, "DPMS") == ("On" if counts else "Off")
        if counts:
            vblank.wait(lit.device, lit.crtc)
        else:
            refused(errno.EINVAL, vblank.wait, lit.device, lit.crtc)
        assert lit.kms.crtc(lit.crtc).mode == lit.mode
    refused(errno.ENOENT, legacy.set_dpms, lit.kms, ConnectorId(0x7FFFFFFF), Dpms.ON)


@conf("K11", "igt:kms_properties@invalid-properties-legacy")
def test_properties(lit: Stage) -> None:
    """By name, with values as in a request; by a device or by its Kms."""
    legacy.set_property(lit.device, lit.connector, "DPMS", "Off")
    assert lit.value(lit.connector, "DPMS") == "Off"
    legacy.set_property(lit.kms, lit.connector, "DPMS", "On")
    with pytest.raises(ValueError, match="DPMS takes one of 'On', 'Standby', 'Suspend', 'Off', not 'Dim'"):
        legacy.set_property(lit.kms, lit.connector, "DPMS", "Dim")
    with pytest.raises(KeyError, match="has no property 'volume'"):
        legacy.set_property(lit.kms, lit.connector, "volume", 11)
    with pytest.raises(ValueError, match="type is immutable"):
        legacy.set_property(lit.kms, lit.primary, "type", "Cursor")


@conf("K11")
@needs("gamma")
def test_properties_of_a_crtc(lit: Stage) -> None:
    """A table as the property's value, seen by the call for tables."""
    legacy.set_property(lit.kms, lit.crtc, "GAMMA_LUT", ColorLut(((0, 0, 0),) * 256))
    assert legacy.get_gamma(lit.device, lit.crtc).entries[255] == (0, 0, 0)


@conf("K9")
@needs("gamma", "vblank")
def test_who_is_not_master(lit: Stage) -> None:
    """All of it is refused with EACCES."""
    with pydrm.open(lit.device.path) as other:
        other.set_client_cap(ClientCap.UNIVERSAL_PLANES)
        kms = Kms(other)
        assert not other.is_master
        fb, crtc = lit.fb(), lit.crtc
        refused(errno.EACCES, legacy.set_crtc, other, crtc)
        refused(errno.EACCES, legacy.page_flip, other, crtc, fb)
        refused(errno.EACCES, legacy.set_plane, other, lit.primary)
        refused(errno.EACCES, legacy.move_cursor, other, crtc, 0, 0)
        refused(errno.EACCES, legacy.set_gamma, other, crtc, ColorLut(((0, 0, 0),) * 256))
        refused(errno.EACCES, legacy.set_property, kms, lit.connector, "DPMS", "Off")
        refused(errno.EACCES, legacy.set_dpms, kms, lit.connector, Dpms.OFF)
        assert legacy.get_gamma(other, crtc).entries
        assert vblank.wait(other, crtc).sequence > 0

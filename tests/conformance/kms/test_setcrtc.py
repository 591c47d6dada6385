"""SETCRTC: modes and combinations that cannot be, and what is as it was when the kernel said no."""

from __future__ import annotations

import ctypes
import errno
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from pydrm import ClientCap, lib
from pydrm.kms import ConnectorType, Mode, PictureAspect, legacy

from ..support import conf, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydrm.kms import Connector, Kms

    from ..support.raw import Reply
    from .stage import Stage

_INT_MAX = 0x7FFFFFFF


def set_crtc(stage: Stage, fb: int, mode: Mode | None, connectors: list[int], **fields: Any) -> Reply:
    """MODE_SETCRTC as the fields say."""
    array = (ctypes.c_uint32 * max(len(connectors), 1))(*connectors)
    given: dict[str, Any] = {"crtc_id": stage.crtc, "fb_id": fb, "set_connectors_ptr": array}
    given |= {"count_connectors": len(connectors), "mode_valid": int(mode is not None)}
    if mode is not None:
        given |= {f"mode__{name}": int(getattr(mode, name)) for name in Mode.__slots__ if name != "name"}
    return stage.client.ioctl("MODE_SETCRTC", **(given | fields))


# -- modes -----------------------------------------------------------------------------------------------------------

MODES: dict[str, tuple[Callable[[Mode], Mode], int]] = {
    "zero-clock": (lambda it: replace(it, clock=0), errno.EINVAL),
    "uint-max-clock": (lambda it: replace(it, clock=0xFFFFFFFF), errno.ERANGE),
    "int-max-vrefresh": (lambda it: replace(it, vrefresh=_INT_MAX + 1), errno.ERANGE),
    "zero-hdisplay": (lambda it: replace(it, hdisplay=0), errno.EINVAL),
    "zero-vdisplay": (lambda it: replace(it, vdisplay=0), errno.EINVAL),
    "bad-hsync-start": (lambda it: replace(it, hsync_start=it.hdisplay - 1), errno.EINVAL),
    "bad-vsync-start": (lambda it: replace(it, vsync_start=it.vdisplay - 1), errno.EINVAL),
    "bad-hsync-end": (lambda it: replace(it, hsync_end=it.hsync_start - 1), errno.EINVAL),
    "bad-vsync-end": (lambda it: replace(it, vsync_end=it.vsync_start - 1), errno.EINVAL),
    "bad-htotal": (lambda it: replace(it, htotal=it.hsync_end - 1), errno.EINVAL),
    "bad-vtotal": (lambda it: replace(it, vtotal=it.vsync_end - 1), errno.EINVAL),
    "unknown-flag": (lambda it: replace(it, flags=it.flags | 1 << 24), errno.EINVAL),
}


@conf("K18", "igt:kms_invalid_mode@zero-clock", "igt:kms_invalid_mode@uint-max-clock")
@conf("K18", "igt:kms_invalid_mode@zero-hdisplay", "igt:kms_invalid_mode@zero-vdisplay")
@conf("K18", "igt:kms_invalid_mode@bad-hsync-start", "igt:kms_invalid_mode@bad-vsync-start")
@conf("K18", "igt:kms_invalid_mode@bad-hsync-end", "igt:kms_invalid_mode@bad-vsync-end")
@conf("K18", "igt:kms_invalid_mode@bad-htotal", "igt:kms_invalid_mode@bad-vtotal")
@pytest.mark.parametrize("name", MODES)
def test_impossible_modes(raw_stage: Stage, name: str) -> None:
    """Numbers that contradict each other are refused by the core, and what is shown stays."""
    fb = raw_stage.light()
    before = raw_stage.state()
    change, error = MODES[name]
    mode = change(raw_stage.mode)
    assert set_crtc(raw_stage, fb.id, mode, [raw_stage.connector.id]) == -error
    assert raw_stage.state() == before
    with pytest.raises(OSError) as caught:
        legacy.set_crtc(raw_stage.device, raw_stage.crtc, fb, mode, [raw_stage.connector])
    assert caught.value.errno == error
    assert raw_stage.state() == before


@conf("K18", "igt:kms_invalid_mode@int-max-clock", "igt:kms_invalid_mode@overflow-vrefresh")
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda it: replace(it, clock=_INT_MAX), id="int-max-clock"),
        pytest.param(lambda it: replace(it, htotal=32768, vtotal=32768, vscan=4), id="overflow-vrefresh"),
    ],
)
def test_absurd_modes(raw_stage: Stage, change: Callable[[Mode], Mode]) -> None:
    """Numbers that go together and are no picture: only the driver can say so."""
    fb = raw_stage.fb()
    assert set_crtc(raw_stage, fb.id, change(raw_stage.mode), [raw_stage.connector.id]) == -errno.EINVAL


@conf("K18")
def test_aspect_ratios(raw_stage: Stage) -> None:
    """In a mode's flags only for clients that said that they know them."""
    fb = raw_stage.fb()
    mode = replace(
        raw_stage.mode, flags=raw_stage.mode.flags & ~lib.DRM_MODE_FLAG_PIC_AR_MASK | lib.DRM_MODE_FLAG_PIC_AR_16_9
    )
    raw_stage.device.set_client_cap(ClientCap.ASPECT_RATIO, 0)
    assert set_crtc(raw_stage, fb.id, mode, [raw_stage.connector.id]) == -errno.EINVAL
    raw_stage.device.set_client_cap(ClientCap.ASPECT_RATIO, 1)
    assert set_crtc(raw_stage, fb.id, mode, [raw_stage.connector.id]) == 0
    found = raw_stage.kms.crtc(raw_stage.crtc).mode
    assert found is not None
    assert found.picture_aspect == PictureAspect.ASPECT_16_9


@conf("K18")
def test_a_mode_of_ones_own(raw_stage: Stage) -> None:
    """A mode that is in no list is set as it was given."""
    mode = replace(raw_stage.mode, clock=raw_stage.mode.clock // 2, vrefresh=30)
    fb = raw_stage.fb()
    assert set_crtc(raw_stage, fb.id, mode, [raw_stage.connector.id]) == 0
    found = raw_stage.kms.crtc(raw_stage.crtc).mode
    assert found is not None
    assert found.timing == mode.timing
    assert 29_000 < found.refresh_millihertz < 31_000


# -- combinations ----------------------------------------------------------------------------------------------------


@conf("K26")
def test_parts_that_are_missing(raw_stage: Stage) -> None:
    """A mode needs connectors and a framebuffer, connectors need a mode."""
    fb, mode, connector = raw_stage.fb(), raw_stage.mode, int(raw_stage.connector.id)
    assert set_crtc(raw_stage, fb.id, mode, []) == -errno.EINVAL
    assert set_crtc(raw_stage, fb.id, None, [connector]) == -errno.EINVAL
    assert set_crtc(raw_stage, 0, None, [connector]) == -errno.EINVAL
    assert set_crtc(raw_stage, 0, mode, [connector]) == -errno.ENOENT
    assert set_crtc(raw_stage, 0xFFFFFFFF, mode, [connector]) == -errno.EINVAL  # what it shows, and that is nothing
    assert set_crtc(raw_stage, fb.id, mode, [connector]) == 0
    assert set_crtc(raw_stage, 0xFFFFFFFF, mode, [connector]) == 0
    assert raw_stage.kms.crtc(raw_stage.crtc).fb_id == fb.id
    assert set_crtc(raw_stage, 0, None, []) == 0
    assert raw_stage.kms.crtc(raw_stage.crtc).mode is None


@conf("K26")
def test_objects_that_are_not_there(raw_stage: Stage) -> None:
    """Of each kind: a number that was never given out, and an object of another kind."""
    fb, mode, connector = raw_stage.fb(), raw_stage.mode, int(raw_stage.connector.id)
    for wrong in (0x7FFFFFFF, int(raw_stage.primary)):
        assert set_crtc(raw_stage, wrong, mode, [connector]) == -errno.ENOENT
        assert set_crtc(raw_stage, fb.id, mode, [wrong]) == -errno.ENOENT
        assert set_crtc(raw_stage, fb.id, mode, [connector], crtc_id=wrong) == -errno.ENOENT
    assert set_crtc(raw_stage, fb.id, mode, [connector], set_connectors_ptr=0) == -errno.EFAULT


@conf("K26")
def test_sizes(raw_stage: Stage) -> None:
    """The picture has to lie inside the framebuffer (ENOSPC), whose coordinates have 16 bits (ERANGE)."""
    mode, connector = raw_stage.mode, int(raw_stage.connector.id)
    fb = raw_stage.fb(mode.hdisplay + 8, mode.vdisplay + 8)
    small = raw_stage.fb(mode.hdisplay - 1, mode.vdisplay)
    assert set_crtc(raw_stage, fb.id, mode, [connector], x=8, y=8) == 0
    found = raw_stage.kms.crtc(raw_stage.crtc)
    assert (found.x, found.y) == (8, 8)
    assert set_crtc(raw_stage, fb.id, mode, [connector], x=9) == -errno.ENOSPC
    assert set_crtc(raw_stage, fb.id, mode, [connector], y=9) == -errno.ENOSPC
    assert set_crtc(raw_stage, fb.id, mode, [connector], x=0x10000) == -errno.ERANGE
    assert set_crtc(raw_stage, fb.id, mode, [connector], y=0xFFFFFFFF) == -errno.ERANGE
    assert set_crtc(raw_stage, small.id, mode, [connector]) == -errno.ENOSPC
    assert raw_stage.kms.crtc(raw_stage.crtc) == found


@conf("K26")
def test_more_connectors_than_there_are(raw_stage: Stage) -> None:
    """The count is bounded before memory is asked for."""
    fb, mode = raw_stage.fb(), raw_stage.mode
    many = [int(raw_stage.connector.id)] * 64
    assert set_crtc(raw_stage, fb.id, mode, many) == -errno.EINVAL
    assert set_crtc(raw_stage, fb.id, mode, many[:1], count_connectors=0xFFFFFFFF) == -errno.EINVAL


@conf("K26", "igt:kms_setmode@invalid-clone-single-crtc")
@needs("connectors")
def test_connectors_that_are_no_clones(raw_stage: Stage) -> None:
    """Two connectors on one CRTC are refused unless their encoders may run side by side."""
    fb, mode = raw_stage.fb(), raw_stage.mode
    others = [each for each in raw_stage.connectors if each.id != raw_stage.connector.id]
    for other in others:
        both = clones(raw_stage.kms, raw_stage.connector, other)
        pair = [int(raw_stage.connector.id), int(other.id)]
        assert set_crtc(raw_stage, fb.id, mode, pair) == (0 if both else -errno.EINVAL)
        assert (raw_stage.kms.crtc(raw_stage.crtc).mode is not None) == both
        if both:  # vkms lets its writeback connector be a clone (seen in Linux 7.2, not yet in 6.12)
            assert set_crtc(raw_stage, 0, None, []) == 0
    assert any(each.type == ConnectorType.WRITEBACK for each in others)


def clones(kms: Kms, one: Connector, other: Connector) -> bool:
    """Whether some encoder of one may run beside some encoder of the other."""
    resources = kms.resources()
    return any(
        second in resources.encoders_of(kms.encoder(first).possible_clones)
        for first in one.encoders
        for second in other.encoders
    )


@conf("K26")
def test_properties_by_their_old_call(raw_stage: Stage) -> None:
    """SETPROPERTY is for connectors, and knows what OBJ_SETPROPERTY knows."""
    client, connector = raw_stage.client, raw_stage.connector
    raw_stage.light()
    dpms = raw_stage.number(connector, "DPMS")
    assert client.ioctl("MODE_SETPROPERTY", connector_id=connector.id, prop_id=dpms, value=3) == 0
    assert raw_stage.value(connector, "DPMS") == "Off"
    assert client.ioctl("MODE_SETPROPERTY", connector_id=raw_stage.crtc, prop_id=dpms, value=0) == -errno.ENOENT
    assert client.ioctl("MODE_SETPROPERTY", connector_id=connector.id, prop_id=0xFFFF, value=0) == -errno.EINVAL
    change = {"obj_id": connector.id, "obj_type": connector.id.type, "prop_id": dpms, "value": 0}
    assert client.ioctl("MODE_OBJ_SETPROPERTY", **change) == 0
    assert raw_stage.value(connector, "DPMS") == "On"

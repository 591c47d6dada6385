"""What atomic properties do to the picture, read back by writeback: places, sources, rotations, colour tables."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from pydrm import Fourcc
from pydrm.errors import NotSupported
from pydrm.kms import AtomicRequest, ColorLut, Fb, Writeback

from ..support import conf, needs
from ..support.display import checksum, vkms_sum

if TYPE_CHECKING:
    from .stage import Stage

    Pixels = np.ndarray[Any, np.dtype[np.uint32]]

pytestmark = needs("writeback")
RGB = np.uint32(0xFFFFFF)


def picture(width: int, height: int, seed: int) -> Pixels:
    return np.random.default_rng(seed).integers(0, 1 << 24, (height, width), dtype=np.uint32)


def fb_of(stage: Stage, pixels: Pixels) -> Fb:
    """An XRGB8888 framebuffer of these pixels; it lives as long as the stage."""
    height, width = pixels.shape
    with stage.device.create_dumb(width, height, Fourcc.XRGB8888) as buffer:
        buffer.array[:] = pixels
        fb = Fb.add(stage.device, buffer)
    stage.buffers.append(fb)
    return fb


def shown(stage: Stage) -> Pixels:
    with Writeback(stage.kms, stage.crtc) as writeback:
        found: Pixels = writeback.capture_array() & RGB
    return found


@conf("K13", "K27")
def test_places_and_sources(stage: Stage) -> None:
    """A second plane over the first: from the source's corner, at its place, cut off where the screen ends."""
    back = picture(stage.mode.hdisplay, stage.mode.vdisplay, 1)
    front = picture(96, 80, 2)
    stage.request(fb_of(stage, back)).commit(allow_modeset=True)
    other = next(each for each in stage.planes if each != stage.primary)
    request = AtomicRequest(stage.kms)
    request.set(other, FB_ID=fb_of(stage, front), CRTC_ID=stage.crtc, SRC_X=7, SRC_Y=5, SRC_W=64, SRC_H=48)
    wide, high = stage.mode.hdisplay, stage.mode.vdisplay
    for x, y in ((0, 0), (33, 100), (-10, -20), (wide - 5, high - 9)):
        request.set(other, CRTC_X=x, CRTC_Y=y, CRTC_W=64, CRTC_H=48)
        request.commit()
        expected = back.copy()
        left, top, right, bottom = max(x, 0), max(y, 0), min(x + 64, wide), min(y + 48, high)
        expected[top:bottom, left:right] = front[5 + top - y : 5 + bottom - y, 7 + left - x : 7 + right - x]
        assert np.array_equal(shown(stage), expected), (x, y)
    request.set(other, FB_ID=None, CRTC_ID=None)
    request.commit()
    assert np.array_equal(shown(stage), back)


@conf("K13")
@needs("crc")
@pytest.mark.parametrize(
    ("names", "turn"),
    [
        ({"rotate-0"}, lambda it: it),
        ({"rotate-90"}, lambda it: np.rot90(it)),
        ({"rotate-180"}, lambda it: it[::-1, ::-1]),
        ({"rotate-270"}, lambda it: np.rot90(it, 3)),
        ({"rotate-0", "reflect-x"}, lambda it: it[:, ::-1]),
        ({"rotate-0", "reflect-y"}, lambda it: it[::-1]),
    ],
    ids=lambda each: "+".join(sorted(each)) if isinstance(each, set) else "",
)
def test_rotations(stage: Stage, names: set[str], turn: Any) -> None:
    """Counter-clockwise (drm_plane_create_rotation_property), by the checksum of the frame."""
    wide, high = stage.mode.hdisplay, stage.mode.vdisplay
    square = picture(high, high, 3)
    stage.light()
    request = AtomicRequest(stage.kms)
    request.set(stage.primary, stage.plane(fb_of(stage, square)), rotation=names)
    request.commit()
    expected = np.zeros((high, wide), np.uint32)
    expected[:, :high] = turn(square)
    try:
        assert checksum(stage.client.node, stage.kms, stage.crtc) == vkms_sum(expected)
    finally:
        request.set(stage.primary, rotation="rotate-0")
        request.commit()


@conf("K27")
def test_what_vkms_cannot_capture(stage: Stage) -> None:
    """Linux 6.12 would write outside of the buffer: with a plane that is turned, without any plane in sight."""
    if stage.device.driver != "vkms" or tuple(map(int, os.uname().release.split(".")[:2])) >= (6, 15):
        pytest.skip("not applicable: the fault is that of vkms before Linux 6.15")
    stage.light()
    request = AtomicRequest(stage.kms)
    with Writeback(stage.kms, stage.crtc) as writeback:
        for names in ("rotate-180", {"rotate-0", "reflect-y"}, {"rotate-180", "reflect-x"}):
            request.set(stage.primary, rotation=names)
            request.commit()
            with pytest.raises(NotSupported, match="cannot capture planes that are turned or upside down"):
                writeback.capture()
        request.set(stage.primary, rotation={"rotate-0", "reflect-x"})
        request.commit()
        writeback.capture().close()
        off = AtomicRequest(stage.kms)
        for change in ({"CRTC_X": stage.mode.hdisplay}, {"FB_ID": None, "CRTC_ID": None}):
            off.set(stage.primary, change, rotation="rotate-0")
            off.commit()
            with pytest.raises(NotSupported, match="cannot capture a CRTC without a plane"):
                writeback.capture()


@conf("K14", "K27")
def test_colour_tables(stage: Stage) -> None:
    """Each colour goes through its own column of GAMMA_LUT; None takes the table away."""
    size = stage.value(stage.crtc, "GAMMA_LUT_SIZE")
    assert isinstance(size, int)
    pixels = picture(stage.mode.hdisplay, stage.mode.vdisplay, 4)
    stage.request(fb_of(stage, pixels)).commit(allow_modeset=True)
    steps = [round(each * 0xFFFF / (size - 1)) for each in range(size)]
    request = AtomicRequest(stage.kms)
    request.set(stage.crtc, GAMMA_LUT=ColorLut(tuple((0xFFFF - each, each, 0) for each in steps)))
    request.commit()
    try:
        found = shown(stage)
        expected = (pixels ^ 0xFF0000) & 0xFFFF00
        for shift in (16, 8, 0):
            assert np.abs((found >> shift & 0xFF).astype(int) - (expected >> shift & 0xFF)).max() <= 1
        assert stage.kms.properties(stage.crtc)["GAMMA_LUT"].data.entries[1] == (0xFFFF - steps[1], steps[1], 0)
    finally:
        request.set(stage.crtc, GAMMA_LUT=None)
        request.commit()
    assert np.array_equal(shown(stage), pixels)

"""Writeback connectors: what they refuse, and that what they write is what the planes make."""

from __future__ import annotations

import errno
from ctypes import c_int32
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import pydrm
from pydrm import Fourcc
from pydrm.errors import ClosedError
from pydrm.kms import AtomicRequest, ConnectorId, ConnectorType, Fb, Kms, Writeback

from ..support import conf, needs
from ..support.raw import address_of
from .stage import ALLOW_MODESET, NONBLOCK, TEST_ONLY

if TYPE_CHECKING:
    from ..support.nodes import Node
    from .stage import Stage

    Pixels = np.ndarray[Any, np.dtype[np.uint32]]

pytestmark = needs("writeback")

SECOND = 10**9


def connector_of(stage: Stage) -> ConnectorId:
    return next(each.id for each in stage.connectors if each.type == ConnectorType.WRITEBACK)


@conf("K27", "igt:kms_writeback@writeback-pixel-formats")
def test_formats(stage: Stage) -> None:
    """Known ones, each named once."""
    formats = Writeback(stage.kms, stage.crtc).formats
    assert formats
    assert len(set(formats)) == len(formats)
    assert all(code.info is not None for code in formats)


@conf("K27", "igt:kms_writeback@writeback-invalid-parameters")
def test_fences_without_frames(raw_stage: Stage) -> None:
    """A place for the fence without a framebuffer, with one of the wrong size, a place that is none: -1 where it can
    be written.
    """
    raw_stage.light()
    small = raw_stage.fb(raw_stage.mode.hdisplay // 2, raw_stage.mode.vdisplay // 2)
    right = raw_stage.fb()
    number = connector_of(raw_stage)
    with Writeback(raw_stage.kms, raw_stage.crtc):
        room = (c_int32 * 1)(0x55555555)
        for fb, address, refused in (
            (int(small.id), address_of(room), errno.EINVAL),
            (int(right.id), 8, errno.EFAULT),
            (int(raw_stage.crtc), address_of(room), errno.EINVAL),
            (0xFFFFFFFF, address_of(room), errno.EINVAL),
        ):
            room[0] = 0x55555555
            for flags in (0, NONBLOCK, TEST_ONLY):
                wish = [(number, "WRITEBACK_OUT_FENCE_PTR", address), (number, "WRITEBACK_FB_ID", fb)]
                assert raw_stage.atomic(wish, flags) == -refused, (fb, address, flags)
                assert address == 8 or room[0] == -1
        assert raw_stage.atomic([(number, "WRITEBACK_FB_ID", int(right.id))], TEST_ONLY) == 0


@conf("K27", "igt:kms_writeback@writeback-invalid-parameters")
def test_a_fence_alone(raw_stage: Stage) -> None:
    """No framebuffer, no job, no fence: the place says -1 and the commit either goes through or is refused."""
    raw_stage.light()
    number = connector_of(raw_stage)
    with Writeback(raw_stage.kms, raw_stage.crtc):
        room = (c_int32 * 1)(0x55555555)
        # Without WRITEBACK_FB_ID there is no job, and Linux 6.12 (drm_atomic_connector_check) overlooks the place; as
        # the documentation has it, such a commit fails.
        wish = (number, "WRITEBACK_OUT_FENCE_PTR", address_of(room))
        assert raw_stage.atomic([wish, (number, "WRITEBACK_FB_ID", 0)]) == -errno.EINVAL
        assert room[0] == -1
        room[0] = 0x55555555
        assert raw_stage.atomic([wish]) in (0, -errno.EINVAL)
        assert room[0] == -1


@conf("K27", "igt:kms_writeback@writeback-fb-id")
def test_the_framebuffer_is_never_told(raw_stage: Stage) -> None:
    """WRITEBACK_FB_ID reads 0 before, while and after a frame is written; other objects are refused."""
    fb, number = raw_stage.light(), connector_of(raw_stage)
    assert raw_stage.value(number, "WRITEBACK_FB_ID") is None
    with Writeback(raw_stage.kms, raw_stage.crtc) as writeback:
        for wrong in (number, int(raw_stage.crtc), int(raw_stage.primary)):
            assert raw_stage.atomic([(number, "WRITEBACK_FB_ID", wrong)]) == -errno.EINVAL
        assert raw_stage.atomic([(number, "WRITEBACK_FB_ID", 0)]) == 0
        with writeback.start(fb, nonblock=True) as fence:
            assert raw_stage.value(number, "WRITEBACK_FB_ID") is None
            fence.wait(SECOND)
        assert raw_stage.value(number, "WRITEBACK_FB_ID") is None


@conf("K27", "igt:kms_writeback@writeback-invalid-parameters")
def test_frames_need_a_picture(raw_stage: Stage) -> None:
    """A connector without a CRTC, and a CRTC that is off, have no frame to write."""
    fb, number = raw_stage.light(), connector_of(raw_stage)
    with pytest.raises(OSError) as caught:
        Writeback(raw_stage.kms, raw_stage.crtc).start(fb)  # outside of its block
    assert caught.value.errno == errno.EINVAL
    assert f"connector {number}: WRITEBACK_FB_ID={fb.id}, WRITEBACK_OUT_FENCE_PTR=wanted" in caught.value.__notes__
    with Writeback(raw_stage.kms, raw_stage.crtc):
        off = [(raw_stage.crtc, "ACTIVE", 0), (number, "WRITEBACK_FB_ID", int(fb.id))]
        assert raw_stage.atomic(off, ALLOW_MODESET) == -errno.EINVAL
    raw_stage.darken()
    with pytest.raises(ValueError, match=r"^CRTC \d+ is off: there is no frame to capture$"):
        Writeback(raw_stage.kms, raw_stage.crtc).capture()


def picture(stage: Stage) -> Pixels:
    """A picture in which each pixel has another colour than its neighbours."""
    shape = (stage.mode.vdisplay, stage.mode.hdisplay)
    mixed: Pixels = np.arange(shape[0] * shape[1], dtype=np.uint32).reshape(shape) * np.uint32(2654435761)
    return mixed & np.uint32(0xFFFFFF)


def show(stage: Stage, pixels: Pixels) -> None:
    with stage.device.create_dumb(stage.mode.hdisplay, stage.mode.vdisplay, Fourcc.XRGB8888) as buffer:
        buffer.array[:] = pixels
        fb = Fb.add(stage.device, buffer)
    stage.buffers.append(fb)
    stage.request(fb).commit(allow_modeset=True)


@conf("K27", "igt:kms_writeback@writeback-check-output")
def test_what_is_written_is_what_is_shown(stage: Stage) -> None:
    """As an array, as a dma-buf, into a buffer of one's own; with fewer bits the same colours to one step."""
    pixels = picture(stage)
    show(stage, pixels)
    with Writeback(stage.device, stage.kms.crtc(stage.crtc)) as writeback:
        assert np.array_equal(writeback.capture_array() & 0xFFFFFF, pixels)
        with writeback.capture(Fourcc.ARGB8888) as dmabuf, dmabuf.map(write=False) as mapped:
            assert np.array_equal(mapped.array, pixels | 0xFF000000)
            assert (dmabuf.width, dmabuf.height, dmabuf.format) == (
                *(stage.mode.hdisplay, stage.mode.vdisplay),
                Fourcc.ARGB8888,
            )
        with stage.device.create_dumb(stage.mode.hdisplay, stage.mode.vdisplay, Fourcc.RGB565) as target:
            writeback.capture_into(target)
            wide = [(target.array >> shift & mask) / mask for shift, mask in ((11, 31), (5, 63), (0, 31))]
        for part, shift, steps in zip(wide, (16, 8, 0), (31, 63, 31), strict=True):
            assert np.abs(part - (pixels >> shift & 0xFF) / 255).max() <= 1.01 / steps  # vkms rounds down
        show_again = pixels[::-1] ^ 0xFFFFFF
        with stage.device.create_dumb(stage.mode.hdisplay, stage.mode.vdisplay, Fourcc.XRGB8888) as buffer:
            buffer.array[:] = show_again
            fb = Fb.add(stage.device, buffer)
        stage.buffers.append(fb)
        flip = AtomicRequest(stage.kms)
        flip.set(stage.primary, FB_ID=fb)
        flip.commit()
        assert np.array_equal(writeback.capture_array() & 0xFFFFFF, show_again)


@conf("K27")
@needs("vgem.dumb")
def test_into_memory_of_another_device(stage: Stage) -> None:
    """A dma-buf of vgem gets the frame without a copy; what is of the wrong size is left alone."""
    pixels = picture(stage)
    show(stage, pixels)
    size = (stage.mode.hdisplay, stage.mode.vdisplay)
    with pydrm.open(driver="vgem") as other, Writeback(stage.kms, stage.crtc) as writeback:
        with other.create_dumb(*size, Fourcc.XRGB8888) as buffer, buffer.export() as dmabuf:
            writeback.capture_into(dmabuf)
            assert np.array_equal(buffer.array & 0xFFFFFF, pixels)
        with other.create_dumb(size[0], size[1] - 1, Fourcc.XRGB8888) as buffer, buffer.export() as dmabuf:
            with pytest.raises(OSError) as caught:
                writeback.capture_into(dmabuf)
            assert caught.value.errno == errno.EINVAL
            assert not buffer.array.any()
    assert stage.device.gem.handles() == {}


@conf("K27")
def test_leaving_restores(stage: Stage) -> None:
    """The displays are fed again, also after an exception; a connector that was connected before stays so."""
    stage.light()
    number = connector_of(stage)
    before = stage.state()

    def interrupted() -> None:
        with Writeback(stage.kms, stage.crtc) as writeback:
            assert stage.value(number, "CRTC_ID") == stage.crtc
            raise KeyError(writeback)

    with pytest.raises(KeyError):
        interrupted()
    assert stage.state() == before
    writeback = Writeback(stage.kms, stage.crtc, number)
    with writeback:
        inside = stage.state()
        with Writeback(stage.kms, stage.crtc) as nested:
            nested.capture().close()
        assert stage.state() == inside
    assert stage.state() == before
    assert repr(writeback) == f"<Writeback connector {number} of CRTC {stage.crtc} on {stage.device.path}>"


@conf("K27")
def test_without_the_capability(card: Node) -> None:
    """Who has not switched WRITEBACK_CONNECTORS on finds none; a closed device finds nothing."""
    with pydrm.open(card.path) as device:
        device.set_client_cap(pydrm.ClientCap.ATOMIC)
        crtc = Kms(device).resources().crtcs[0]
        with pytest.raises(LookupError, match=r"ClientCap\.WRITEBACK_CONNECTORS"):
            Writeback(device, crtc)
    with pytest.raises(ClosedError):
        Writeback(device, crtc)

"""Requests: tested without a trace, used again, copied, merged, rolled back; all of a commit or nothing."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import pydrm
from pydrm.errors import ClosedError, ForkError
from pydrm.kms import AtomicRequest, ColorLut, Fb, Kms, Rect

from ..support import conf, needs
from ..support.display import checksum, vkms_sum
from ..support.ioctls import DRM
from ..support.processes import in_child

if TYPE_CHECKING:
    from .stage import Stage

IGT = conf("K16", "igt:kms_atomic@test-only")


@IGT
@needs("gamma")
def test_testing_changes_nothing(stage: Stage) -> None:
    """Of a dark display and of one that shows something: every property reads as before, and nothing is told."""
    fb, other = stage.fb(), stage.fb()
    everything = stage.request(fb)
    everything.set(stage.crtc, GAMMA_LUT=ColorLut(tuple((i * 257, 0, i) for i in range(256))))
    dark = stage.state()
    everything.test(allow_modeset=True)
    assert stage.state() == dark
    assert stage.kms.crtc(stage.crtc).mode is None
    stage.request(other).commit(allow_modeset=True)
    lit = stage.state()
    everything.test(allow_modeset=True)
    off = AtomicRequest(stage.kms)
    off.set(stage.connector, CRTC_ID=None)
    off.set(stage.crtc, MODE_ID=None, ACTIVE=False)
    off.set(stage.primary, FB_ID=None, CRTC_ID=None)
    off.test(allow_modeset=True)
    off.want_out_fence(stage.crtc)
    off.test(allow_modeset=True)
    assert stage.state() == lit
    assert stage.kms.crtc(stage.crtc).mode == stage.mode
    assert stage.kms.plane(stage.primary).fb_id == other.id
    assert stage.device.read_events(timeout_ns=0) == []


@IGT
@needs("crc")
def test_testing_shows_nothing(stage: Stage) -> None:
    """The checksum of what is shown stays the same through tests, and is the other frame's after the commit."""
    shape = (stage.mode.vdisplay, stage.mode.hdisplay)
    one, two = (vkms_sum(np.full(shape, colour, np.uint32)) for colour in (0x123456, 0xABCDEF))
    node, crtc = stage.client.node, stage.crtc
    stage.request(stage.fb(fill=0x123456)).commit(allow_modeset=True)
    flip = AtomicRequest(stage.kms)
    flip.set(stage.primary, FB_ID=stage.fb(fill=0xABCDEF))
    assert checksum(node, stage.kms, crtc) == one
    flip.test()
    assert checksum(node, stage.kms, crtc) == one
    flip.commit()
    assert checksum(node, stage.kms, crtc) == two


@conf("K16")
@needs("gamma")
def test_all_or_nothing(stage: Stage) -> None:
    """A commit that is bad in one place changes nothing in the others."""
    stage.light()
    before = stage.state()
    request = AtomicRequest(stage.kms)
    request.set(stage.crtc, GAMMA_LUT=ColorLut(((0, 0, 0),)))
    request.set(stage.primary, FB_ID=stage.fb(), SRC_X=1)
    with pytest.raises(OSError) as caught:
        request.commit()
    assert caught.value.errno == errno.ENOSPC
    assert stage.state() == before


def planes_of(stage: Stage, one: Fb, two: Fb) -> tuple[AtomicRequest, AtomicRequest]:
    """The whole mode set, and a flip with a move on top of it."""
    first, second = stage.request(one), AtomicRequest(stage.kms)
    second.set(stage.primary, FB_ID=two, CRTC_X=5)
    return first, second


@conf("K16")
@needs("windowed")
def test_copies_and_merges(stage: Stage) -> None:
    """A copy goes its own way; what is merged in counts over what was there."""
    one, two = stage.fb(), stage.fb()
    first, second = planes_of(stage, one, two)
    copy = first.copy()
    assert str(copy) == str(first)
    copy.merge(second)
    copy.want_out_fence(stage.crtc)
    assert f"FB_ID={two.id}" in str(copy)
    assert f"FB_ID={one.id}" in str(first)
    assert "OUT_FENCE_PTR" not in str(first)
    with copy.commit(allow_modeset=True) as out:
        assert list(out.fences) == [stage.crtc]
    assert stage.value(stage.primary, "FB_ID") == two.id
    assert stage.value(stage.primary, "CRTC_X") == 5
    assert first.commit().fences == {}
    assert stage.value(stage.primary, "FB_ID") == one.id
    assert stage.value(stage.primary, "CRTC_X") == 0


@conf("K16")
def test_marks(stage: Stage) -> None:
    """Rolled back to, what came after is forgotten; a mark serves more than once, and its own request alone."""
    one, two = stage.fb(), stage.fb()
    first, second = planes_of(stage, one, two)
    before = str(first)
    mark = first.mark()
    for _ in range(2):
        first.merge(second)
        first.want_out_fence(stage.crtc)
        first.set(stage.connector, {"link-status": "Good"})
        assert str(first) != before
        first.rollback(mark)
        assert str(first) == before
    assert first.commit(allow_modeset=True).fences == {}
    assert stage.value(stage.primary, "FB_ID") == one.id
    with pytest.raises(ValueError, match=r"^the mark was made by another request$"):
        second.rollback(mark)
    first.clear()
    assert str(first) == "nothing was set"
    first.test()
    first.rollback(mark)
    assert str(first) == before


@conf("K16")
def test_requests_for_another_device(stage: Stage) -> None:
    """Neither merged in, nor its framebuffers shown; another file of the same device is no other device."""
    stage.light()
    with pydrm.open(driver="vgem") as other, pytest.raises(ValueError, match="cannot be merged into one for"):
        AtomicRequest(stage.kms).merge(AtomicRequest(other))
    with pydrm.open(stage.device.path) as again:
        request = AtomicRequest(stage.kms)
        request.merge(AtomicRequest(again))
        with again.create_dumb(stage.mode.hdisplay, stage.mode.vdisplay, pydrm.Fourcc.XRGB8888) as buffer:
            with Fb.add(again, buffer) as fb:
                request.set(stage.primary, FB_ID=fb)
                request.test()


@conf("K16")
def test_bad_arguments_and_other_processes(stage: Stage) -> None:
    """User data of more than 64 bits or of no bits; a request is not for a forked child, nor for a closed device."""
    request = stage.request(stage.fb())
    with pytest.raises(ValueError, match=r"^user_data takes 64 bits, not 18446744073709551616$"):
        request.commit(user_data=1 << 64)
    with pytest.raises(ValueError, match=r"^user_data takes 64 bits, not -1$"):
        request.commit(user_data=-1)
    with pytest.raises(TypeError):
        request.commit(user_data=1.5)  # type: ignore[arg-type]

    def in_fork() -> str:
        with pytest.raises(ForkError) as caught:
            request.test(allow_modeset=True)
        return type(caught.value).__name__

    assert in_child(in_fork) == "ForkError"
    request.test(allow_modeset=True)
    with pydrm.open(stage.device.path) as other:
        late = AtomicRequest(other)
    with pytest.raises(ClosedError):
        late.test()


@conf("K16")
def test_a_property_by_name_costs_no_ioctl(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first for an object; and a commit costs one, with a blob three."""
    from pydrm import _ioctl
    from pydrm.kms import _submit

    fb = stage.light()
    made: list[int] = []
    real = _ioctl.ioctl

    def counted(fd: int, request: int, arg: Any) -> int:
        made.append(request)
        return int(real(fd, request, arg))

    for module in (_ioctl, _submit):
        monkeypatch.setattr(module, "ioctl", counted)
    kms = Kms(stage.device)
    AtomicRequest(kms).set(stage.primary, FB_ID=fb)
    assert len(made) > 1
    made.clear()
    for _ in range(3):
        request = AtomicRequest(kms)
        request.set(stage.primary, stage.plane(fb))
        assert kms.property_of(stage.primary, "CRTC_X").range == (-(1 << 31), (1 << 31) - 1)
    assert made == []
    request.commit()
    assert made == [pydrm.lib.DRM_IOCTL_MODE_ATOMIC]
    request.set(stage.crtc, MODE_ID=stage.mode)
    made.clear()
    request.commit()
    names = ("MODE_CREATEPROPBLOB", "MODE_ATOMIC", "MODE_DESTROYPROPBLOB")
    assert set(names) < set(DRM)
    assert made == [getattr(pydrm.lib, f"DRM_IOCTL_{name}") for name in names]


@conf("K17", "igt:kms_atomic@atomic-plane-damage")
@needs("damage")
def test_damage(stage: Stage) -> None:
    """Inside, outside of the source, overlapping; taken back with None."""
    fb = stage.light()
    width, height = fb.width, fb.height
    clips = [
        [Rect(0, 0, width // 2, height // 2)],
        [Rect(0, 0, width, height)],
        [Rect(0, 0, 10, 10), Rect(5, 5, 20, 20), Rect(0, 0, 10, 10)],
        [Rect(width - 1, height - 1, width, height)],
    ]
    for each in clips:
        request = AtomicRequest(stage.kms)
        request.set(stage.primary, FB_ID=fb, FB_DAMAGE_CLIPS=each)
        request.commit()
    large = stage.fb(width * 2, height)
    request = AtomicRequest(stage.kms)
    request.set(stage.primary, FB_ID=large, FB_DAMAGE_CLIPS=[Rect(width, 0, width * 2, height)])
    request.commit()
    request.set(stage.primary, FB_DAMAGE_CLIPS=None)
    request.commit()


@conf("K17")
@needs("damage")
def test_damage_that_is_none(raw_stage: Stage) -> None:
    """Without an inside, or of half a rectangle."""
    from struct import pack

    from pydrm.kms import Blob

    raw_stage.light()
    for data in (pack("=4i", 5, 5, 5, 9), pack("=4i", 5, 9, 6, 5), pack("=4i", -1, 0, 5, 5), bytes(15), bytes(17)):
        with Blob.create(raw_stage.device, data) as blob:
            assert raw_stage.atomic([(raw_stage.primary, "FB_DAMAGE_CLIPS", int(blob.id))]) == -errno.EINVAL


@conf("K17")
def test_planes_without_damage(stage: Stage) -> None:
    """Where a plane has no such property, setting it says so; where it has, an empty list is refused."""
    request = AtomicRequest(stage.kms)
    for plane in stage.planes:
        if "FB_DAMAGE_CLIPS" in stage.kms.properties(plane, blobs=False):
            with pytest.raises(ValueError, match="None says that all may have changed"):
                request.set(plane, FB_DAMAGE_CLIPS=[])
        else:
            with pytest.raises(KeyError, match="has no property 'FB_DAMAGE_CLIPS'"):
                request.set(plane, FB_DAMAGE_CLIPS=[Rect(0, 0, 1, 1)])

"""Page flips: what is refused, their events, their times, and what becomes of them when something ends."""

from __future__ import annotations

import errno
import statistics
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import pydrm
from pydrm import Cap, FlipCompleteEvent, Fourcc
from pydrm.kms import CrtcId, Fb, FramebufferId, Kms, legacy, vblank
from pydrm.kms.values import Dpms

from ..support import conf, needs
from ..support.display import checksum, vkms_sum
from ..support.pace import scaled
from ..support.storm import Storm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..support.nodes import Node
    from ..support.raw import Reply
    from .stage import Stage

_SECOND = 1_000_000_000
_EVENT, _ASYNC, _ABSOLUTE, _RELATIVE = 0x1, 0x2, 0x4, 0x8


def flip(stage: Stage, fb: int, flags: int = 0, **fields: Any) -> Reply:
    """MODE_PAGE_FLIP as the fields say."""
    return stage.client.ioctl("MODE_PAGE_FLIP", **{"crtc_id": stage.crtc, "fb_id": fb, "flags": flags, **fields})


def flipped(stage: Stage) -> list[int]:
    """What the flip events carry that are there, or come within a second."""
    found = stage.device.read_events(timeout_ns=_SECOND)
    return [each.user_data for each in found if isinstance(each, FlipCompleteEvent)]


@pytest.fixture
def lit(stage: Stage) -> Iterator[Stage]:
    """A stage that shows something; at the end no event is left."""
    stage.light()
    yield stage
    assert stage.device.read_events(timeout_ns=0) == []


@pytest.fixture
def raw_lit(raw_stage: Stage) -> Stage:
    """A stage that shows something, whose raw ioctls go both ways."""
    raw_stage.light()
    return raw_stage


# -- what is refused -------------------------------------------------------------------------------------------------


@conf("K21", "igt:kms_flip@nonexisting-fb")
def test_objects_that_are_not_there(raw_lit: Stage) -> None:
    """A framebuffer that was removed, a number that was never given out, another object; and likewise a CRTC."""
    gone = raw_lit.fb().id
    raw_lit.buffers[-1].close()
    for wrong in (0, int(gone), 0x7FFFFFFF, int(raw_lit.crtc)):
        assert flip(raw_lit, wrong) == -errno.ENOENT
    for wrong in (0, 0x7FFFFFFF, int(raw_lit.primary)):
        assert flip(raw_lit, raw_lit.fb().id, crtc_id=wrong) == -errno.ENOENT


@conf("K21")
@pytest.mark.parametrize("flags", [1 << bit for bit in range(4, 32)])
def test_unknown_flags(raw_lit: Stage, flags: int) -> None:
    """All but the four that there are."""
    assert flip(raw_lit, raw_lit.fb().id, flags) == -errno.EINVAL


@conf("K21")
def test_targets(raw_lit: Stage) -> None:
    """A target needs its flag, has one of two meanings, and a driver that knows it."""
    fb = raw_lit.fb().id
    assert flip(raw_lit, fb, reserved=1) == -errno.EINVAL
    assert flip(raw_lit, fb, _ABSOLUTE | _RELATIVE) == -errno.EINVAL
    supported = raw_lit.device.has_cap(Cap.PAGE_FLIP_TARGET)
    assert flip(raw_lit, fb, _RELATIVE, reserved=1) == (0 if supported else -errno.EINVAL)
    with pytest.raises(OSError) as caught:
        legacy.page_flip(raw_lit.device, raw_lit.crtc, raw_lit.fb(), target=1 << 31)
    assert caught.value.errno == errno.EINVAL


@conf("K21")
def test_at_once(raw_lit: Stage) -> None:
    """Without Cap.ASYNC_PAGE_FLIP a flip that does not wait for the vertical blank is refused."""
    fb = raw_lit.fb()
    supported = raw_lit.device.has_cap(Cap.ASYNC_PAGE_FLIP)
    assert flip(raw_lit, fb.id, _ASYNC) == (0 if supported else -errno.EINVAL)
    if not supported:
        with pytest.raises(OSError) as caught:
            legacy.page_flip(raw_lit.device, raw_lit.crtc, fb, async_=True)
        assert caught.value.errno == errno.EINVAL


@conf("K21", "igt:kms_flip@bo-too-big")
def test_sizes_and_formats(raw_lit: Stage) -> None:
    """Larger is fine, smaller ENOSPC; another format is EINVAL."""
    mode = raw_lit.mode
    assert flip(raw_lit, raw_lit.fb(mode.hdisplay + 64, mode.vdisplay + 1).id, _EVENT) == 0
    assert flipped(raw_lit) == [0]
    assert flip(raw_lit, raw_lit.fb(mode.hdisplay - 1).id) == -errno.ENOSPC
    assert flip(raw_lit, raw_lit.fb(height=mode.vdisplay - 1).id) == -errno.ENOSPC
    others = {Fourcc.ARGB8888, Fourcc.RGB565, Fourcc.BGRX8888}.intersection(raw_lit.kms.plane(raw_lit.primary).formats)
    for other in others:
        assert flip(raw_lit, raw_lit.fb(format=other).id) == -errno.EINVAL


@conf("K21", "igt:kms_flip@flip-vs-panning")
def test_the_part_that_is_shown(raw_lit: Stage) -> None:
    """What SETCRTC chose of the framebuffer counts, too: from there on the next one has to be large enough."""
    mode = raw_lit.mode
    wide = raw_lit.fb(mode.hdisplay + 16)
    legacy.set_crtc(raw_lit.device, raw_lit.crtc, wide, mode, [raw_lit.connector], x=16)
    assert flip(raw_lit, raw_lit.fb().id) == -errno.ENOSPC
    assert flip(raw_lit, raw_lit.fb(mode.hdisplay + 16).id) == 0


@conf("K21")
@needs("vblank")
def test_one_at_a_time(raw_lit: Stage) -> None:
    """A second one before the first is done is EBUSY, and changes nothing."""
    first, second = raw_lit.fb(), raw_lit.fb()
    vblank.wait(raw_lit.device, raw_lit.crtc)
    assert flip(raw_lit, first.id, _EVENT, user_data=1) == 0
    assert flip(raw_lit, second.id, _EVENT, user_data=2) == -errno.EBUSY
    with pytest.raises(OSError) as caught:
        legacy.page_flip(raw_lit.device, raw_lit.crtc, second)
    assert caught.value.errno == errno.EBUSY
    assert flipped(raw_lit) == [1]
    assert raw_lit.kms.crtc(raw_lit.crtc).fb_id == first.id
    assert flip(raw_lit, second.id, _EVENT, user_data=3) == 0
    assert flipped(raw_lit) == [3]


@conf("K21", "igt:kms_flip@flip-vs-rmfb")
def test_a_crtc_that_shows_nothing(raw_stage: Stage) -> None:
    """Dark, or without its framebuffer: EBUSY; switched off by DPMS: EINVAL."""
    fb = raw_stage.fb()
    assert flip(raw_stage, fb.id) == -errno.EBUSY
    shown = raw_stage.light()
    legacy.set_dpms(raw_stage.kms, raw_stage.connector, Dpms.OFF)
    assert flip(raw_stage, fb.id) == -errno.EINVAL
    legacy.set_dpms(raw_stage.kms, raw_stage.connector, Dpms.ON)
    assert flip(raw_stage, fb.id, _EVENT) == 0
    assert flipped(raw_stage) == [0]
    assert flip(raw_stage, shown.id, _EVENT) == 0
    shown.close()  # waits for the flip, and takes off what it has put there
    assert flipped(raw_stage) == [0]
    assert flip(raw_stage, fb.id) == -errno.EBUSY


@conf("K21")
def test_objects_and_their_errors(lit: Stage, vgem: pydrm.Device) -> None:
    """The note names the call and what was asked for; what cannot be right is refused before the kernel does."""
    with pytest.raises(FileNotFoundError) as caught:
        legacy.page_flip(lit.device, lit.crtc, FramebufferId(0x7FFFFFFF), user_data=5)
    where = f"{lit.device.path} ({lit.device.driver})"
    assert caught.value.__notes__ == [
        f"DRM_IOCTL_MODE_PAGE_FLIP(crtc_id={lit.crtc}, fb_id=2147483647, flags=0x1, sequence=0, user_data=5) on {where}"
    ]
    fb = lit.fb()
    for number in (-1, 1 << 64):
        with pytest.raises(ValueError, match=f"^page_flip: user_data {number} does not fit"):
            legacy.page_flip(lit.device, lit.crtc, fb, user_data=number)
    with pytest.raises(TypeError, match=r"is no CrtcId$"):
        legacy.page_flip(lit.device, lit.primary, fb)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="is no FramebufferId"):
        legacy.page_flip(lit.device, lit.crtc, 47)  # type: ignore[arg-type]
    fb.close()
    with pytest.raises(pydrm.ClosedError):
        legacy.page_flip(lit.device, lit.crtc, fb)
    with pytest.raises(OSError) as other:
        legacy.page_flip(vgem, CrtcId(1), FramebufferId(1))
    assert other.value.errno == errno.EOPNOTSUPP


# -- events and times ------------------------------------------------------------------------------------------------


@conf("K21", "igt:kms_flip@plain-flip")
@needs("crc")
def test_what_is_shown(lit: Stage) -> None:
    """After its event the new picture is what the CRTC sends out."""
    shape = (lit.mode.vdisplay, lit.mode.hdisplay)
    for colour in (0x336699, 0xFF0000):
        fb = lit.fb(fill=colour)
        legacy.page_flip(lit.device, lit.crtc, fb, user_data=colour)
        assert flipped(lit) == [colour]
        assert checksum(lit.client.node, lit.kms, lit.crtc) == vkms_sum(np.full(shape, colour, "u4"))


@conf("K21")
@pytest.mark.parametrize("number", [0, 1, 0x8000_0000_0000_0000, 0xFFFF_FFFF_FFFF_FFFF])
@needs("vblank")
def test_user_data(raw_lit: Stage, number: int) -> None:
    """All 64 bits come back, with the CRTC and the frame."""
    before = vblank.wait(raw_lit.device, raw_lit.crtc)
    assert flip(raw_lit, raw_lit.fb().id, _EVENT, user_data=number) == 0
    (event,) = raw_lit.device.read_events(timeout_ns=_SECOND)
    assert isinstance(event, FlipCompleteEvent)
    assert (event.user_data, event.crtc_id) == (number, raw_lit.crtc)
    assert event.sequence > before.sequence
    assert event.time_ns > before.time_ns


@conf("K21")
@needs("vblank")
def test_without_an_event(lit: Stage) -> None:
    """Nobody is told, and the picture is there all the same."""
    fb = lit.fb()
    legacy.page_flip(lit.device, lit.crtc, fb, event=False)
    vblank.wait(lit.device, lit.crtc, after=2)
    assert lit.device.read_events(timeout_ns=0) == []
    assert lit.kms.crtc(lit.crtc).fb_id == fb.id


@conf("K21", "igt:kms_flip@plain-flip-ts-check")
@needs("vblank")
def test_a_thousand_flips(lit: Stage) -> None:
    """Each has its one event, in order, at a frame of its own; frames are as far apart as the mode says, within 10 %.

    A program that comes too late for a frame (this may be a machine with one busy processor) gets the one after.
    On an emulated processor it is a hundred flips.
    """
    frames = (lit.fb(), lit.fb())
    found = []
    count_all = scaled(1000)
    for number in range(count_all):
        legacy.page_flip(lit.device, lit.crtc, frames[number % 2], user_data=number)
        found += lit.device.read_events(timeout_ns=5 * _SECOND)
    flips = [each for each in found if isinstance(each, FlipCompleteEvent)]
    assert flips == found
    assert [each.user_data for each in flips] == list(range(count_all))
    period = 1e12 / lit.mode.refresh_millihertz
    gaps = []
    for before, after in pairwise(flips):
        count = after.sequence - before.sequence
        assert count >= 1
        gaps.append(after.time_ns - before.time_ns)
        assert abs(gaps[-1] / (count * period) - 1) < 0.1
    assert statistics.quantiles(gaps)[0] < 1.1 * period  # and at least a quarter of them comes in time


@conf("K21", "X1")
@needs("vblank")
def test_in_a_storm_of_signals(lit: Stage) -> None:
    """Mode sets, flips and waits are what they are in the calm, however often they are interrupted."""
    with Storm() as storm:
        for number in range(40):
            fb = lit.fb()
            if number % 10 == 0:
                legacy.set_crtc(lit.device, lit.crtc)
                legacy.set_crtc(lit.device, lit.crtc, fb, lit.mode, [lit.connector])
            legacy.page_flip(lit.device, lit.crtc, fb, user_data=number)
            assert flipped(lit) == [number]
            begin = vblank.query(lit.device, lit.crtc).sequence
            assert begin < vblank.wait(lit.device, lit.crtc).sequence < begin + 60
            lit.buffers.pop(-2).close()
    assert storm.count > 40


# -- ends ------------------------------------------------------------------------------------------------------------


@conf("K22", "igt:kms_flip_event_leak@basic")
@pytest.mark.parametrize("read", [False, True], ids=["unread", "read"])
@pytest.mark.parametrize("framebuffer", ["kept", "closed"])
@needs("vblank")
def test_the_file_ends_with_a_flip_pending(card: Node, framebuffer: str, read: bool) -> None:
    """Closed right behind the flip, with vblank events asked for, too: nothing is left that the kernel complains of."""
    for _ in range(10):
        with pydrm.open(card.path) as device:
            kms = Kms(device)
            crtc, connector, mode = way(kms)
            with device.create_dumb(mode.hdisplay, mode.vdisplay, Fourcc.XRGB8888) as buffer:
                frames = [Fb.add(device, buffer), Fb.add(device, buffer)]
            legacy.set_crtc(device, crtc, frames[0], mode, [connector])
            legacy.page_flip(device, crtc, frames[1])
            if read:
                device.read_events(timeout_ns=_SECOND)
                legacy.page_flip(device, crtc, frames[0])
            vblank.queue(device, crtc, after=3)
            vblank.queue_sequence(device, crtc, after=3)
            if framebuffer == "closed":
                for frame in frames:
                    frame.close()
    with pydrm.open(card.path) as device:
        assert device.read_events(timeout_ns=0) == []
        crtc, _, _ = way(Kms(device))
        assert Kms(device).crtc(crtc).fb_id is None
        legacy.set_crtc(device, crtc)


def way(kms: Kms) -> tuple[CrtcId, Any, Any]:
    """A CRTC, a connector that has modes, and the smallest of them."""
    resources = kms.resources()
    connector = next(found for found in map(_probed(kms), resources.connectors) if found.modes)
    return resources.crtcs[0], connector, min(connector.modes, key=lambda mode: mode.hdisplay * mode.vdisplay)


def _probed(kms: Kms) -> Callable[[Any], Any]:
    return lambda number: kms.connector(number, probe=True)

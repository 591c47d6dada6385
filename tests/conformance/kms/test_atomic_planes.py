"""What planes take: framebuffers and CRTCs together, of a format that they know, sources inside the framebuffer."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

import pytest

from pydrm import Fourcc
from pydrm.kms import AtomicRequest, FramebufferId

from ..support import conf, needs
from .stage import ALLOW_MODESET, TEST_ONLY

if TYPE_CHECKING:
    from pydrm.kms import ObjectId

    from .stage import Stage

IGT = conf("K13", "igt:kms_atomic@plane-invalid-params")
MOST = 0x7FFFFFFF


@IGT
def test_objects_of_another_kind(raw_stage: Stage) -> None:
    """Each property names its own kind; a framebuffer that is gone is none."""
    fb = raw_stage.light()
    plane, crtc, connector = raw_stage.primary, raw_stage.crtc, raw_stage.connector.id
    gone = int(raw_stage.fb().id)
    raw_stage.buffers.pop().close()
    for number in (plane, crtc, connector, gone, raw_stage.value(crtc, "MODE_ID")):
        assert raw_stage.atomic([(plane, "FB_ID", number)], TEST_ONLY) == -errno.EINVAL, number
    for number in (plane, int(fb.id), connector, gone):
        assert raw_stage.atomic([(plane, "CRTC_ID", number)], TEST_ONLY) == -errno.EINVAL, number
        assert raw_stage.atomic([(connector, "CRTC_ID", number)], TEST_ONLY | ALLOW_MODESET) == -errno.EINVAL, number


@IGT
def test_both_or_neither(raw_stage: Stage) -> None:
    """A framebuffer without a CRTC, and a CRTC without a framebuffer."""
    raw_stage.light()
    plane = raw_stage.primary
    assert raw_stage.atomic([(plane, "FB_ID", 0)], TEST_ONLY) == -errno.EINVAL
    assert raw_stage.atomic([(plane, "CRTC_ID", 0)], TEST_ONLY) == -errno.EINVAL


@IGT
@needs("planeless")
def test_neither(raw_stage: Stage) -> None:
    """A plane can be off while its CRTC is on."""
    raw_stage.light()
    plane = raw_stage.primary
    assert raw_stage.atomic([(plane, "FB_ID", 0), (plane, "CRTC_ID", 0)], TEST_ONLY | ALLOW_MODESET) == 0


@IGT
@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"SRC_W": 1}, -errno.ENOSPC),
        ({"SRC_H": 1}, -errno.ENOSPC),
        ({"SRC_X": 1}, -errno.ENOSPC),
        ({"SRC_Y": 1}, -errno.ENOSPC),
        ({"SRC_W": 0xFFFFFFFF}, -errno.ENOSPC),
        ({"SRC_X": 0xFFFFFFFF}, -errno.ENOSPC),
        ({"CRTC_X": MOST}, -errno.ERANGE),
        ({"CRTC_Y": MOST}, -errno.ERANGE),
        ({"CRTC_W": MOST, "CRTC_X": 1}, -errno.ERANGE),
        ({"CRTC_H": MOST, "CRTC_Y": 1}, -errno.ERANGE),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else None,
)
def test_places(raw_stage: Stage, change: dict[str, int], answer: int) -> None:
    """A source that is larger than the framebuffer or leaves it, by 1/65536 of a pixel; a target beyond 31 bits."""
    fb = raw_stage.light()
    whole = {"SRC_W": fb.width << 16, "SRC_H": fb.height << 16, "SRC_X": 0, "SRC_Y": 0}
    more = {name: whole[name] + value if value == 1 and name in whole else value for name, value in change.items()}
    plane = raw_stage.primary
    values: list[tuple[ObjectId, str | int, int]] = [(plane, name, raw) for name, raw in (whole | more).items()]
    assert raw_stage.atomic(values, TEST_ONLY) == answer
    # A source is as large as its framebuffer at most: a smaller framebuffer needs a smaller source.
    small = raw_stage.fb(fb.width // 2, fb.height // 2)
    assert raw_stage.atomic([(plane, "FB_ID", int(small.id))], TEST_ONLY) == -errno.ENOSPC


@conf("K13")
def test_scaling(stage: Stage) -> None:
    """vkms scales nothing, in neither direction (DRM_PLANE_NO_SCALING); others may, and say so by taking it."""
    fb = stage.light()
    for change in ({"CRTC_W": fb.width // 2}, {"SRC_W": fb.width / 2}, {"CRTC_H": fb.height - 1}):
        request = AtomicRequest(stage.kms)
        request.set(stage.primary, change)
        try:
            request.test()
        except OSError as error:
            assert error.errno == errno.ERANGE
        else:
            assert stage.device.driver != "vkms"


@conf("K13")
def test_formats(stage: Stage) -> None:
    """What a plane lists it takes, by the same size; another format of framebuffer is refused."""
    stage.light()
    listed = set(stage.kms.plane(stage.primary).formats)
    known = [
        each
        for each in (Fourcc.XRGB8888, Fourcc.ARGB8888, Fourcc.XBGR8888, Fourcc.ABGR8888, Fourcc.RGB565, Fourcc.RGB888)
        if each in listed or stage.device.driver == "vkms"
    ]
    refused = 0
    for code in known:
        try:
            fb = stage.fb(format=code)
        except OSError as error:
            # The driver's own check, for a framebuffer that no plane could show (drm_any_plane_has_format).
            assert error.errno == errno.EINVAL
            assert code not in listed
            refused += 1
            continue
        request = AtomicRequest(stage.kms)
        request.set(stage.primary, stage.plane(fb))
        request.test()
        assert code in listed
    assert refused < len(known)


@conf("K13")
def test_a_framebuffer_that_was_closed(stage: Stage) -> None:
    """A request that refers to one raises ClosedError; its bare id is the kernel's to refuse."""
    from pydrm.errors import ClosedError

    stage.light()
    fb = stage.fb()
    number = FramebufferId(fb.id)
    request, bare = AtomicRequest(stage.kms), AtomicRequest(stage.kms)
    request.set(stage.primary, FB_ID=fb)
    bare.set(stage.primary, FB_ID=number)
    request.test()
    bare.test()
    stage.buffers.pop().close()
    with pytest.raises(ClosedError, match=r"^Fb is closed$"):
        request.test()
    with pytest.raises(OSError) as caught:
        bare.test()
    assert caught.value.errno == errno.EINVAL
    assert f"plane {stage.primary}: FB_ID={number}" in caught.value.__notes__


@conf("K13")
@needs("windowed")
def test_pixels_and_their_fractions(stage: Stage) -> None:
    """SRC_X and its like are pixels; what is between two is kept to 1/65536, and read back."""
    fb = stage.light()
    request = AtomicRequest(stage.kms)
    place: dict[str, Any] = {"SRC_X": 0.5 + 1 / 65536, "SRC_Y": 0.25, "SRC_W": 63, "SRC_H": 32, "CRTC_X": -7}
    request.set(stage.primary, {**place, "CRTC_W": 63, "CRTC_H": 32, "CRTC_Y": 3})
    request.commit()
    found = stage.kms.properties(stage.primary)
    assert {name: found[name].data for name in ("SRC_X", "SRC_Y", "SRC_W", "SRC_H")} == {
        name: place[name] for name in ("SRC_X", "SRC_Y", "SRC_W", "SRC_H")
    }
    assert (found["SRC_X"].raw, found.value("CRTC_X"), found.value("CRTC_Y")) == ((1 << 15) + 1, -7, 3)
    assert "SRC_X=0.5000152588, SRC_Y=0.25" in str(request)
    assert found.value("FB_ID") == fb.id

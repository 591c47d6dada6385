"""Setting properties: each takes the value that it has, none what its definition excludes, none of another object."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

import pytest

from pydrm.kms import AtomicRequest, PropertyType
from pydrm.kms.encode import FENCE_POINTERS

from ..support import conf
from .stage import ALLOW_MODESET, TEST_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydrm.kms import ObjectId, Property, PropertyValue

    from .stage import Stage

# DPMS is set by legacy calls alone (drm_atomic_connector_set_property), protection is switched on by drivers alone.
BY_OTHERS = ("DPMS", "Content Protection")
WORD = (1 << 64) - 1
OBJECTS = conf(
    "K11",
    "igt:kms_properties@plane-properties-atomic",
    "igt:kms_properties@crtc-properties-atomic",
    "igt:kms_properties@connector-properties-atomic",
)


def every(stage: Stage) -> Iterator[tuple[ObjectId, PropertyValue]]:
    """Every property of every object."""
    things: list[ObjectId] = [*(each.id for each in stage.connectors), stage.crtc, *stage.planes]
    for thing in things:
        for found in stage.kms.properties(thing).values():
            yield thing, found


def excluded(it: Property) -> list[int]:
    """Values that the definition excludes."""
    if it.range is not None:
        least, greatest = it.range
        around = [value & WORD for value in (least - 1, greatest + 1) if -(1 << 63) <= value <= WORD]
        return [value for value in around if not least <= value <= greatest]  # the word's end may be the range's
    if it.type == PropertyType.ENUM:
        return [max(number for _, number in it.enums) + 1, WORD]
    if it.type == PropertyType.BITMASK:
        return [1 << max(number for _, number in it.enums) + 1, WORD]
    return [0xFFFFFFFF, WORD]  # ids that were never given out


@OBJECTS
def test_values_that_are_there(raw_stage: Stage) -> None:
    """Each property takes the value that the kernel just told, and nothing changes."""
    raw_stage.light()
    before = raw_stage.state()
    for thing, found in every(raw_stage):
        name = found.definition.name
        if not found.definition.immutable and name not in BY_OTHERS:
            assert raw_stage.atomic([(thing, name, found.raw)]) == 0, name
    assert raw_stage.state() == before


@conf("K11")
def test_immutable_properties(raw_stage: Stage) -> None:
    """User space does not set them, not even to what they are."""
    seen = 0
    for thing, found in every(raw_stage):
        if found.definition.immutable:
            answer = raw_stage.atomic([(thing, found.definition.name, found.raw)], TEST_ONLY)
            assert answer == -errno.EINVAL, found.definition.name
            seen += 1
    assert seen > 3


@conf("K11")
def test_values_that_are_excluded(raw_stage: Stage) -> None:
    """Beyond a range, no member of an enum or of a bitmask, no object."""
    seen = 0
    for thing, found in every(raw_stage):
        if found.definition.immutable or found.definition.name in FENCE_POINTERS:
            continue
        for value in excluded(found.definition):
            answer = raw_stage.atomic([(thing, found.definition.name, value)], TEST_ONLY | ALLOW_MODESET)
            assert answer == -errno.EINVAL, (found.definition.name, hex(value))
            seen += 1
    assert seen > 20


@conf("K11", "igt:kms_properties@invalid-properties-atomic", "igt:kms_properties@invalid-properties-legacy")
def test_properties_of_other_objects(raw_stage: Stage) -> None:
    """What an object lacks is not there to an atomic commit, and no argument of the legacy call."""
    raw_stage.light()
    before = raw_stage.state()
    everything = {found.definition.id: found.definition for _, found in every(raw_stage)}
    seen = 0
    for thing in before:
        own = {found.definition.id for found in raw_stage.kms.properties(thing, blobs=False).values()}
        for number in everything.keys() - own:
            assert raw_stage.atomic([(thing, int(number), 0)], TEST_ONLY) == -errno.ENOENT
            legacy = {"obj_id": thing, "obj_type": 0, "prop_id": number, "value": 0}
            assert raw_stage.client.ioctl("MODE_OBJ_SETPROPERTY", **legacy) == -errno.EINVAL
            seen += 1
    assert seen > 20
    assert raw_stage.state() == before


@OBJECTS
def test_decoded_values_go_back(stage: Stage) -> None:
    """What Kms.properties decodes, AtomicRequest.set takes: values, and what is behind them."""
    stage.light()
    before = stage.state()
    request = AtomicRequest(stage.kms)
    seen = set()
    for thing, found in every(stage):
        definition = found.definition
        if definition.immutable or definition.name in (*BY_OTHERS, *FENCE_POINTERS):
            continue
        value: Any = found.value
        if definition.name == "IN_FENCE_FD":
            value = None
        elif found.data is not None:
            value = found.data
        request.set(thing, {definition.name: value})
        seen.add(definition.type)
    kinds = set(list(PropertyType)[:6])
    if "rotation" not in stage.kms.properties(stage.primary):
        kinds -= {PropertyType.BITMASK}
    assert seen == kinds
    request.commit()
    after = stage.state()
    after[stage.crtc]["MODE_ID"] = before[stage.crtc]["MODE_ID"]  # a new blob of the same contents
    assert after == before


@conf("K11")
def test_refused_before_the_kernel_does(stage: Stage) -> None:
    """What the definition excludes raises with the object, the property and what it takes; nothing of it is set."""
    request = AtomicRequest(stage.kms)
    bad: list[tuple[ObjectId, dict[str, Any], type[Exception], str]] = [
        (stage.crtc, {"ACTIVE": 2}, ValueError, f"^CRTC {stage.crtc}: ACTIVE takes 0 to 1, not 2$"),
        (stage.primary, {"type": "Primary"}, ValueError, f"^plane {stage.primary}: type is immutable$"),
        (stage.primary, {"FB_ID": stage.crtc}, TypeError, r"is no FramebufferId$"),
        (stage.primary, {"CRTC_ID": stage.connector}, TypeError, r"is no CrtcId$"),
        (stage.connector.id, {"CRTC_ID": 38}, TypeError, r"38 is no CrtcId; CrtcId\(38\) says that it is one$"),
        (stage.crtc, {"MODE_ID": "1024x768"}, TypeError, r"MODE_ID takes a Mode, bytes, a Blob, a BlobId or None, not"),
        (stage.crtc, {"OUT_FENCE_PTR": 5}, ValueError, r"OUT_FENCE_PTR is an address: want_out_fence\(\) sets it$"),
    ]
    for thing, values, kind, words in bad:
        with pytest.raises(kind, match=words):
            request.set(thing, {"CRTC_ID": None} | values if thing == stage.connector.id else values)
    with pytest.raises(KeyError, match=r"has no property 'CRTC_ID'"):
        request.set(stage.crtc, ACTIVE=True, CRTC_ID=None)
    with pytest.raises(TypeError, match=r"^EncoderId\(\d+\) has no properties to be set$"):
        request.set(stage.kms.resources().encoders[0], CRTC_ID=stage.crtc)
    assert str(request) == "nothing was set"

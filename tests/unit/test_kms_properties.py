"""Properties: values of all six kinds decoded, from definitions made here."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pydrm.kms import (
    BlobId,
    ConnectorType,
    CrtcId,
    ObjectId,
    ObjectType,
    Properties,
    Property,
    PropertyFlag,
    PropertyId,
    PropertyType,
    PropertyValue,
    SubPixel,
)

_NONE = PropertyFlag(0)


def make(kind: PropertyType, values: tuple[int, ...] = (), enums: tuple[tuple[str, int], ...] = ()) -> Property:
    return Property(PropertyId(7), "thing", _NONE, kind, values, enums)


RANGE = make(PropertyType.RANGE, (0, 100))
SIGNED = make(PropertyType.SIGNED_RANGE, ((1 << 64) - 1, 100))
ENUM = make(PropertyType.ENUM, enums=(("Off", 0), ("On", 5)))
BITS = make(PropertyType.BITMASK, enums=(("rotate-0", 0), ("reflect-x", 4)))
OBJECT = make(PropertyType.OBJECT, (ObjectType.CRTC,))
BLOB = make(PropertyType.BLOB)
NEW = make(PropertyType(256))


@pytest.mark.parametrize(
    ("definition", "raw", "value"),
    [
        (RANGE, 100, 100),
        (RANGE, (1 << 64) - 1, (1 << 64) - 1),
        (SIGNED, (1 << 64) - 3, -3),
        (SIGNED, 3, 3),
        (ENUM, 5, "On"),
        (ENUM, 6, 6),
        (BITS, 0b10001, ("rotate-0", "reflect-x")),
        (BITS, 0b10, ("bit 1",)),
        (BITS, 0, ()),
        (OBJECT, 0, None),
        (BLOB, 0, None),
        (NEW, 9, 9),
    ],
)
def test_values(definition: Property, raw: int, value: object) -> None:
    """Numbers, names, and None for no object; what is not declared stays a number."""
    assert definition.decode(raw) == value


def test_values_that_are_ids() -> None:
    """An object's kind is in the definition, a blob's is clear."""
    assert type(OBJECT.decode(38)) is CrtcId
    assert type(BLOB.decode(38)) is BlobId
    assert type(make(PropertyType.OBJECT, (0x123,)).decode(38)) is ObjectId
    assert OBJECT.object_type is ObjectType.CRTC
    assert make(PropertyType.OBJECT, (0x123,)).object_type is ObjectType.ANY
    assert RANGE.object_type is None


def test_ranges() -> None:
    """Least and greatest, signed where the kind is."""
    assert RANGE.range == (0, 100)
    assert SIGNED.range == (-1, 100)
    assert ENUM.range is None


def test_flags() -> None:
    """Immutable and atomic; bits that nobody knows are kept."""
    flags = PropertyFlag(PropertyFlag.IMMUTABLE | PropertyFlag.ATOMIC | 1 << 30)
    definition = Property(PropertyId(7), "x", flags, PropertyType.BLOB, (), ())
    assert (definition.immutable, definition.atomic, BLOB.immutable, BLOB.atomic) == (True, True, False, False)
    assert definition.to_dict()["flags"] == 0x80000000 | 1 << 30 | 4 | 16


def test_data_behind_values() -> None:
    """Blobs by their property's name, sources in pixels, nothing for the rest, nothing for nonsense."""
    path = Property(PropertyId(1), "PATH", _NONE, PropertyType.BLOB, (), ())
    assert PropertyValue(path, 5, b"mst:1\0").data == "mst:1"
    assert PropertyValue(path, 5).data is None
    mode = Property(PropertyId(1), "MODE_ID", _NONE, PropertyType.BLOB, (), ())
    broken = PropertyValue(mode, 5, b"abc")
    assert (broken.data, broken.blob, broken.to_dict()["blob"]) == (None, b"abc", "616263")
    source = Property(PropertyId(1), "SRC_W", _NONE, PropertyType.RANGE, (0, 0xFFFFFFFF), ())
    assert PropertyValue(source, 3 << 15).data == 1.5
    assert PropertyValue(RANGE, 5).data is None


def test_properties_by_name() -> None:
    """A mapping in the kernel's order, with a short way to the values."""
    blob = Property(PropertyId(9), "MODE_ID", _NONE, PropertyType.BLOB, (), ())
    found = Properties((PropertyValue(ENUM, 5), PropertyValue(blob, 0)))
    assert list(found) == ["thing", "MODE_ID"]
    assert (len(found), "thing" in found, "other" in found) == (2, True, False)
    assert (found.value("thing"), found.value("MODE_ID"), found.value("other")) == ("On", None, None)
    assert repr(found) == "Properties(thing='On', MODE_ID=None)"
    with pytest.raises(KeyError):
        found["other"]


@given(st.sampled_from([RANGE, SIGNED, ENUM, BITS, BLOB, NEW]), st.integers(0, (1 << 64) - 1))
def test_any_value_is_json(definition: Property, raw: int) -> None:
    """Whatever the kernel says can be decoded and written down; a blob's id has 32 bits."""
    if definition is BLOB:
        raw &= 0xFFFFFFFF
    plain = json.loads(json.dumps(PropertyValue(definition, raw).to_dict()))
    assert plain["raw_value"] == raw


def test_names_of_numbers() -> None:
    """The kernel's words for types, and numbers of a newer kernel as what they are."""
    assert [ConnectorType(number).label for number in (10, 11, 14, 15)] == ["DP", "HDMI-A", "eDP", "Virtual"]
    assert (ConnectorType(77).label, int(ConnectorType(77))) == ("UNKNOWN_77", 77)
    assert ConnectorType(77) is ConnectorType(77)
    labels = ["unknown", "horizontal RGB", "horizontal BGR", "vertical RGB", "vertical BGR", "none"]
    assert [each.label for each in list(SubPixel)[:6]] == labels
    with pytest.raises(ValueError):
        ConnectorType("HDMI")

"""Values of properties as the kernel takes them: each kind from definitions made here, and what each refuses."""

from __future__ import annotations

import struct
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pydrm.kms import (
    BlobId,
    ColorLut,
    ConnectorId,
    CrtcId,
    Ctm,
    FramebufferId,
    HdrOutputMetadata,
    Mode,
    ModeFlag,
    ModeType,
    ObjectType,
    PlaneId,
    Property,
    PropertyFlag,
    PropertyId,
    PropertyType,
    Rect,
)
from pydrm.kms.blobs import decode_blob, encode_blob
from pydrm.kms.encode import Setting, encode, name_of

WORD = (1 << 64) - 1
PLANE = PlaneId(32)
MODE = Mode(25175, 640, 656, 752, 800, 0, 480, 490, 492, 525, 0, 60, ModeFlag(10), ModeType.DRIVER, "640x480")


def make(
    name: str, kind: PropertyType, values: tuple[int, ...] = (), enums: tuple[tuple[str, int], ...] = (), flags: int = 0
) -> Property:
    return Property(PropertyId(7), name, PropertyFlag(flags), kind, values, enums)


RANGE = make("alpha", PropertyType.RANGE, (10, 0xFFFF))
SWITCH = make("ACTIVE", PropertyType.RANGE, (0, 1))
SIGNED = make("CRTC_X", PropertyType.SIGNED_RANGE, (-(1 << 31) & WORD, (1 << 31) - 1))
SOURCE = make("SRC_W", PropertyType.RANGE, (0, 0xFFFFFFFF))
FENCE = make("IN_FENCE_FD", PropertyType.SIGNED_RANGE, (WORD, (1 << 31) - 1))
ENUM = make("scaling mode", PropertyType.ENUM, (), (("None", 0), ("Full", 3)))
BITS = make("rotation", PropertyType.BITMASK, (), (("rotate-0", 0), ("rotate-90", 1), ("reflect-x", 4)))
CRTC = make("CRTC_ID", PropertyType.OBJECT, (ObjectType.CRTC,))
NEW = make("news", PropertyType(256))


def setting(definition: Property, value: Any) -> Setting:
    nothing: Any = None  # the device matters for objects that live in one
    return encode(nothing, PLANE, definition, value)


@pytest.mark.parametrize(
    ("definition", "value", "raw", "words"),
    [
        (RANGE, 10, 10, "10"),
        (RANGE, np.uint16(0xFFFF), 0xFFFF, "65535"),
        (SWITCH, True, 1, "1"),
        (SWITCH, 0, 0, "0"),
        (SIGNED, -1, WORD, "-1"),
        (SIGNED, -(1 << 31), WORD - (1 << 31) + 1, "-2147483648"),
        (SOURCE, 640, 640 << 16, "640"),
        (SOURCE, 0.5, 1 << 15, "0.5"),
        (SOURCE, Fraction(1, 3), 21845, "0.3333282471"),
        (SOURCE, np.float32(2.25), 0x24000, "2.25"),
        (SOURCE, 0xFFFFFFFF / 65536, 0xFFFFFFFF, "65535.99998"),
        (FENCE, None, WORD, "none"),
        (ENUM, "Full", 3, "Full"),
        (ENUM, 3, 3, "Full"),
        (BITS, {"rotate-90", "reflect-x"}, 0b10010, "rotate-90 + reflect-x"),
        (BITS, "rotate-0", 1, "rotate-0"),
        (BITS, 0b10001, 0b10001, "rotate-0 + reflect-x"),
        (BITS, (), 0, "none"),
        (CRTC, CrtcId(38), 38, "38"),
        (CRTC, SimpleNamespace(id=CrtcId(38)), 38, "38"),
        (CRTC, None, 0, "none"),
        (NEW, WORD, WORD, str(WORD)),
        (make("CTM", PropertyType.BLOB), BlobId(50), 50, "50"),
        (make("CTM", PropertyType.BLOB), None, 0, "none"),
    ],
)
def test_values(definition: Property, value: Any, raw: int, words: str) -> None:
    """The 64 bits, and the same in words."""
    made = setting(definition, value)
    assert (made.raw, made.late) == (raw, False)
    assert str(made) == f"{definition.name}={words}"


@pytest.mark.parametrize(
    ("definition", "value", "error", "words"),
    [
        (RANGE, 9, ValueError, "alpha takes 10 to 65535, not 9"),
        (RANGE, 0x10000, ValueError, "alpha takes 10 to 65535, not 65536"),
        (RANGE, True, TypeError, "alpha takes a number, not True"),
        (RANGE, 10.0, TypeError, "alpha takes a whole number, not 10.0"),
        (RANGE, "10", TypeError, "alpha takes a whole number, not '10'"),
        (RANGE, None, TypeError, "alpha takes a whole number, not None"),
        (RANGE, CrtcId(38), TypeError, "alpha takes a number, not the id CrtcId(38)"),
        (SWITCH, 2, ValueError, "ACTIVE takes 0 to 1, not 2"),
        (SIGNED, 1 << 31, ValueError, "CRTC_X takes -2147483648 to 2147483647, not 2147483648"),
        (SIGNED, WORD, ValueError, f"CRTC_X takes -2147483648 to 2147483647, not {WORD}"),
        (SOURCE, -0.5, ValueError, "SRC_W takes 0 to 65535.99998 pixels, not -0.5"),
        (SOURCE, 65536, ValueError, "SRC_W takes 0 to 65535.99998 pixels, not 65536"),
        (SOURCE, float("inf"), ValueError, "SRC_W takes 0 to 65535.99998 pixels, not inf"),
        (SOURCE, float("nan"), ValueError, "SRC_W takes 0 to 65535.99998 pixels, not nan"),
        (SOURCE, "640", TypeError, "SRC_W takes pixels, a number, not '640'"),
        (SOURCE, True, TypeError, "SRC_W takes pixels, a number, not True"),
        (FENCE, -1, ValueError, "IN_FENCE_FD takes a SyncFile, a file descriptor or None, not -1"),
        (FENCE, 1 << 40, ValueError, f"IN_FENCE_FD: {1 << 40} is no file descriptor: it does not fit into a C int"),
        (FENCE, "5", TypeError, "IN_FENCE_FD takes a SyncFile, a file descriptor or None, not '5'"),
        (FENCE, True, TypeError, "IN_FENCE_FD: True is no file descriptor"),
        (ENUM, "full", ValueError, "scaling mode takes one of 'None', 'Full', not 'full'"),
        (ENUM, 1, ValueError, "scaling mode takes one of 'None', 'Full', not 1"),
        (ENUM, False, TypeError, "scaling mode takes one of 'None', 'Full', not False"),
        (ENUM, 3.0, TypeError, "scaling mode takes one of 'None', 'Full', not 3.0"),
        (BITS, {"rotate-1"}, ValueError, "rotation takes any of 'rotate-0', 'rotate-90', 'reflect-x', not 'rotate-1'"),
        (BITS, 0b100, ValueError, "rotation takes any of 'rotate-0', 'rotate-90', 'reflect-x', not 0x4"),
        (BITS, -1, ValueError, "rotation takes any of 'rotate-0', 'rotate-90', 'reflect-x', not -0x1"),
        (BITS, None, TypeError, "rotation takes any of 'rotate-0', 'rotate-90', 'reflect-x', not None"),
        (CRTC, 38, TypeError, None),
        (CRTC, ConnectorId(38), TypeError, None),
        (NEW, -1, ValueError, "news takes 64 bits, not -1"),
        (make("type", PropertyType.ENUM, flags=4), 0, ValueError, None),
        (make("OUT_FENCE_PTR", PropertyType.RANGE, (0, WORD)), 0, ValueError, None),
        (make("EDID", PropertyType.BLOB), "x", TypeError, "EDID takes bytes, a Blob, a BlobId or None, not 'x'"),
    ],
)
def test_refusals(definition: Property, value: Any, error: type[Exception], words: str | None) -> None:
    """With the object, the property and what it takes."""
    with pytest.raises(error) as caught:
        setting(definition, value)
    assert type(caught.value) is error
    if words is not None:
        assert str(caught.value) == f"plane 32: {words}"
    else:
        assert str(caught.value).startswith(f"plane 32: {definition.name} ")


@given(st.integers(-(1 << 70), 1 << 70))
def test_any_number_fits_or_is_refused(number: int) -> None:
    """Exactly the range gets through, and comes back decoded."""
    for definition in (RANGE, SWITCH, SIGNED, SOURCE):
        least, greatest = definition.range or (0, 0)
        scale = 65536 if definition is SOURCE else 1
        if least <= number * scale <= greatest:
            assert definition.decode(setting(definition, number).raw) == number * scale
        else:
            with pytest.raises(ValueError, match="takes"):
                setting(definition, number)


def test_fences_are_asked_for_when_they_are_needed() -> None:
    """A descriptor is looked up at the commit, where an object's may be closed by then."""
    made = setting(FENCE, 7)
    assert made.ask is not None
    assert (made.ask(), made.late, str(made)) == (7, True, "IN_FENCE_FD=7")


LUT = ColorLut(((0, 1, 2), (0xFFFF, 0x8000, 3)))
CTM = Ctm((1.0, -0.5, 0.0, 2.25, 1 / (1 << 32), -3.0, 0.0, 0.0, -1000.5))
HDR = HdrOutputMetadata(0, 2, ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06)), (0.3126, 0.3286), 1000, 0.005, 900, 400)


@pytest.mark.parametrize(
    ("name", "value", "size"),
    [
        ("MODE_ID", MODE, 68),
        ("GAMMA_LUT", LUT, 16),
        ("DEGAMMA_LUT", LUT, 16),
        ("CTM", CTM, 72),
        ("HDR_OUTPUT_METADATA", HDR, 32),
        ("FB_DAMAGE_CLIPS", (Rect(0, 0, 5, 6), Rect(1, 2, 3, 1 << 30)), 32),
    ],
)
def test_blobs_there_and_back(name: str, value: Any, size: int) -> None:
    """What a blob decodes to makes the same blob; its bytes do, too."""
    data = encode_blob(name, value)
    assert len(data) == size
    again = decode_blob(name, data)
    if name == "HDR_OUTPUT_METADATA":
        assert encode_blob(name, again) == data
        assert again.display_primaries[0] == pytest.approx((0.68, 0.32))
    else:
        assert again == value
    assert encode_blob(name, bytearray(data)) == data
    made = setting(make(name, PropertyType.BLOB), value)
    assert (made.contents, made.late) == (data, True)
    assert str(made) == f"{name}={MODE if name == 'MODE_ID' else f'{size} bytes'}"


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("MODE_ID", LUT, TypeError),
        ("GAMMA_LUT", MODE, TypeError),
        ("GAMMA_LUT", ColorLut(()), ValueError),
        ("GAMMA_LUT", ColorLut(((0, 0, 0x10000),)), ValueError),
        ("GAMMA_LUT", ColorLut(((0, 0),)), ValueError),  # type: ignore[arg-type]
        ("CTM", Ctm((1.0,) * 8), ValueError),
        ("CTM", Ctm((float("nan"),) * 9), ValueError),
        ("CTM", Ctm((float(1 << 31),) * 9), ValueError),
        ("HDR_OUTPUT_METADATA", HdrOutputMetadata(0, 2, ((0.1, 0.2),), (0.3, 0.3), 1, 0.0, 1, 1), ValueError),
        ("HDR_OUTPUT_METADATA", HdrOutputMetadata(0, 2, ((9.0, 0.2),) * 3, (0.3, 0.3), 1, 0.0, 1, 1), ValueError),
        ("FB_DAMAGE_CLIPS", Rect(0, 0, 1, 1), TypeError),
        ("FB_DAMAGE_CLIPS", [MODE], TypeError),
        ("FB_DAMAGE_CLIPS", [], ValueError),
        ("FB_DAMAGE_CLIPS", [Rect(5, 0, 5, 1)], ValueError),
        ("FB_DAMAGE_CLIPS", [Rect(-1, 0, 5, 1)], ValueError),
        ("FB_DAMAGE_CLIPS", [Rect(0, 0, 1 << 31, 1)], ValueError),
        ("MODE_ID", b"", ValueError),
        ("EDID", MODE, TypeError),
    ],
)
def test_blobs_that_are_none(name: str, value: Any, error: type[Exception]) -> None:
    """Of another kind, or with numbers that the kernel has no room for; named with object and property."""
    with pytest.raises(error):
        encode_blob(name, value)
    with pytest.raises(error, match=f"^plane 32: {name}"):
        setting(make(name, PropertyType.BLOB), value)


def test_a_ctm_is_sign_and_magnitude() -> None:
    """Not two's complement (struct drm_color_ctm)."""
    assert struct.unpack("=9Q", CTM.to_bytes())[:2] == (1 << 32, 1 << 63 | 1 << 31)


def test_names_of_objects() -> None:
    """As in the kernel's messages, in lower case but for CRTC."""
    assert [name_of(each) for each in (PLANE, CrtcId(3), ConnectorId(4), FramebufferId(5))] == [
        *("plane 32", "CRTC 3", "connector 4", "fb 5")
    ]

"""Blobs: each kind's bytes decoded, and bytes that are none of it."""

from __future__ import annotations

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pydrm import Fourcc, Modifier, ffi
from pydrm.kms import ColorLut, Ctm, Edid, HdrOutputMetadata, InFormats, Mode, Rect, SizeHint, Tile
from pydrm.kms.blobs import _DECODERS, decode_blob, plain


def _in_formats(formats: list[int], modifiers: list[tuple[int, int, int]]) -> bytes:
    """As drm_plane.c lays it out, with a gap before each table."""
    at, then = 32, 32 + 4 * len(formats) + 4
    head = struct.pack("=6I", 1, 0, len(formats), at, len(modifiers), then)
    entries = b"".join(struct.pack("=QIIQ", mask, first, 0, modifier) for mask, first, modifier in modifiers)
    return head.ljust(at, b"\xff") + struct.pack(f"={len(formats)}I", *formats) + b"\xff" * 4 + entries


def test_in_formats() -> None:
    """Offsets are followed, and a modifier's bits count from its own first format."""
    codes = [Fourcc.XRGB8888, Fourcc.ARGB8888, Fourcc.NV12]
    found = decode_blob("IN_FORMATS", _in_formats(codes, [(0b111, 0, 0), (0b01, 2, Modifier.I915_X_TILED)]))
    assert found == InFormats(tuple(codes), ((Modifier.LINEAR, tuple(codes)), (Modifier.I915_X_TILED, (Fourcc.NV12,))))
    assert found.modifiers("NV12") == (Modifier.LINEAR, Modifier.I915_X_TILED)
    assert found.modifiers(Fourcc.XRGB8888) == (Modifier.LINEAR,)
    assert found.modifiers(Fourcc.P010) == ()
    assert found.to_dict()[1] == {
        "modifier": int(Modifier.I915_X_TILED),
        "name": "I915_X_TILED",
        "formats": [int(Fourcc.NV12)],
    }


def test_in_formats_of_more_than_64() -> None:
    """A modifier with more formats than a mask has bits comes in several entries."""
    codes = [Fourcc(0x20202020 + number) for number in range(70)]
    found = InFormats.from_bytes(_in_formats(codes, [((1 << 64) - 1, 0, 0), (0b111111, 64, 0)]))
    assert [len(formats) for _, formats in found.by_modifier] == [64, 6]
    assert found.modifiers(codes[69]) == (Modifier.LINEAR,)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\1" * 23,
        struct.pack("=6I", 1, 0, 1000, 24, 0, 24),
        struct.pack("=6I", 1, 0, 0, 24, 1, 24),
        _in_formats([int(Fourcc.NV12)], [(0b10, 0, 0)]),
    ],
)
def test_in_formats_that_lie(data: bytes) -> None:
    """Counts, offsets and bits that point past the end are an error, not a crash and not a guess."""
    with pytest.raises(ValueError, match="are no IN_FORMATS blob"):
        decode_blob("IN_FORMATS", data)


def test_lookup_tables() -> None:
    """Gamma and degamma, through the compiled struct."""
    table = ffi.new("struct drm_color_lut[]", [(0, 1, 2), (0xFFFF, 0x8000, 7, 0xAAAA)])
    for name in ("GAMMA_LUT", "DEGAMMA_LUT"):
        found = decode_blob(name, bytes(ffi.buffer(table)))
        assert found == ColorLut(((0, 1, 2), (0xFFFF, 0x8000, 7)))


def test_matrix_is_sign_and_magnitude() -> None:
    """S31.32 with a sign bit, not two's complement."""
    numbers = [1 << 32, 1 << 63 | 1 << 31, 0, 3 << 31, 0, 0, 0, 0, 1 << 63 | 1 << 32]
    matrix = ffi.new("struct drm_color_ctm *", (numbers,))
    assert decode_blob("CTM", bytes(ffi.buffer(matrix))) == Ctm((1.0, -0.5, 0.0, 1.5, 0.0, 0.0, 0.0, 0.0, -1.0))


def test_hdr_metadata() -> None:
    """Through the compiled struct, with CTA-861-G's units."""
    struct_ = ffi.new("struct hdr_output_metadata *")
    inner = struct_.hdmi_metadata_type1
    inner.eotf = 2
    for index, (x, y) in enumerate([(35400, 14600), (8500, 39850), (6550, 2300)]):
        inner.display_primaries[index].x, inner.display_primaries[index].y = x, y
    inner.white_point.x, inner.white_point.y = 15635, 16450
    inner.max_display_mastering_luminance, inner.min_display_mastering_luminance = 1000, 50
    inner.max_cll, inner.max_fall = 900, 400
    found = decode_blob("HDR_OUTPUT_METADATA", bytes(ffi.buffer(struct_)))
    assert isinstance(found, HdrOutputMetadata)
    assert (found.metadata_type, found.eotf) == (0, 2)
    points = [*found.display_primaries, found.white_point]
    assert [round(value, 5) for point in points for value in point] == [
        *(0.708, 0.292, 0.17, 0.797, 0.131, 0.046),
        *(0.3127, 0.329),
    ]
    assert (found.max_display_mastering_luminance, found.max_cll, found.max_fall) == (1000, 900, 400)
    assert found.min_display_mastering_luminance == pytest.approx(0.005)


def test_texts_and_lists() -> None:
    """PATH, TILE, writeback formats, cursor sizes, damage."""
    assert decode_blob("PATH", b"mst:52-1-8\0") == "mst:52-1-8"
    tile = decode_blob("TILE", b"7:1:2:1:1:0:1920:2160\0")
    assert tile == Tile(7, True, 2, 1, 1, 0, 1920, 2160)
    codes = struct.pack("=2I", Fourcc.XRGB8888, Fourcc.RGB565)
    assert decode_blob("WRITEBACK_PIXEL_FORMATS", codes) == (Fourcc.XRGB8888, Fourcc.RGB565)
    hints = bytes(ffi.buffer(ffi.new("struct drm_plane_size_hint[]", [(64, 64), (256, 128)])))
    assert decode_blob("SIZE_HINTS", hints) == (SizeHint(64, 64), SizeHint(256, 128))
    clips = bytes(ffi.buffer(ffi.new("struct drm_mode_rect[]", [(-1, 2, 3, 4)])))
    assert decode_blob("FB_DAMAGE_CLIPS", clips) == (Rect(-1, 2, 3, 4),)
    assert plain(decode_blob("FB_DAMAGE_CLIPS", clips)) == [{"x1": -1, "y1": 2, "x2": 3, "y2": 4}]


def test_unknown_blobs() -> None:
    """Of a property that nobody knows nothing is claimed."""
    assert decode_blob("NEW_IN_LINUX_9", b"abc") is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("MODE_ID", bytes(67)),
        ("CTM", bytes(71)),
        ("GAMMA_LUT", bytes(7)),
        ("HDR_OUTPUT_METADATA", bytes(29)),
        ("TILE", b"1:2:3"),
        ("TILE", b"a:1:2:1:1:0:1920:2160"),
        ("WRITEBACK_PIXEL_FORMATS", bytes(3)),
        ("SIZE_HINTS", bytes(2)),
        ("FB_DAMAGE_CLIPS", bytes(15)),
    ],
)
def test_bytes_of_another_kind(name: str, data: bytes) -> None:
    """Wrong sizes and texts are a ValueError."""
    with pytest.raises(ValueError):
        decode_blob(name, data)


@given(st.sampled_from(sorted(_DECODERS)), st.binary(max_size=300))
def test_any_bytes(name: str, data: bytes) -> None:
    """Whatever the bytes: a decoded value that JSON can hold, or ValueError."""
    try:
        found = decode_blob(name, data)
    except ValueError:
        return
    assert found is not None
    if isinstance(found, (Mode, Edid)):
        return
    json.dumps(plain(found))

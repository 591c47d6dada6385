"""What is in property blobs: the bytes of each known kind, decoded."""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct, iter_unpack, unpack_from
from struct import error as struct_error

from ..formats import Fourcc, Modifier
from .edid import Edid
from .modes import Mode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = [
    "ColorLut",
    "Ctm",
    "HdrOutputMetadata",
    "InFormats",
    "Rect",
    "SizeHint",
    "Tile",
    "decode_blob",
    "plain",
]


@dataclass(frozen=True, slots=True)
class InFormats:
    """Which formats a plane takes with which modifiers (``struct drm_format_modifier_blob``)."""

    formats: tuple[Fourcc, ...]
    """Every format, in the driver's order."""
    by_modifier: tuple[tuple[Modifier, tuple[Fourcc, ...]], ...]
    """Each modifier with its formats. The kernel may name a modifier more than once, for 64 formats at a time."""

    @classmethod
    def from_bytes(cls, data: bytes) -> InFormats:
        _version, _flags, count, offset, modifiers, start = unpack_from("=6I", data)
        formats = tuple(map(Fourcc, unpack_from(f"={count}I", data, offset)))
        found = []
        for index in range(modifiers):
            mask, first, _pad, modifier = unpack_from("=QIIQ", data, start + index * 24)
            chosen = tuple(formats[first + bit] for bit in range(64) if mask >> bit & 1)
            found.append((Modifier(modifier), chosen))
        return cls(formats, tuple(found))

    def modifiers(self, format: Fourcc | str) -> tuple[Modifier, ...]:
        """The modifiers with which the plane takes a format."""
        code = Fourcc(format)
        return tuple(modifier for modifier, formats in self.by_modifier if code in formats)

    def to_dict(self) -> list[dict[str, Any]]:
        return [
            {"modifier": int(modifier), "name": str(modifier), "formats": [int(each) for each in formats]}
            for modifier, formats in self.by_modifier
        ]


@dataclass(frozen=True, slots=True)
class ColorLut:
    """A lookup table of GAMMA_LUT or DEGAMMA_LUT (``struct drm_color_lut``)."""

    entries: tuple[tuple[int, int, int], ...]
    """Red, green and blue, 0 to 0xFFFF each."""

    @classmethod
    def from_bytes(cls, data: bytes) -> ColorLut:
        return cls(tuple(entry[:3] for entry in iter_unpack("=4H", data)))

    def to_dict(self) -> list[list[int]]:
        return [list(entry) for entry in self.entries]


@dataclass(frozen=True, slots=True)
class Ctm:
    """A colour transformation matrix of CTM (``struct drm_color_ctm``): what red, green and blue are multiplied by."""

    matrix: tuple[float, ...]
    """Nine numbers, row by row; the kernel keeps them as sign and magnitude, S31.32."""

    @classmethod
    def from_bytes(cls, data: bytes) -> Ctm:
        numbers = unpack_from("=9Q", data)
        return cls(tuple((-1.0 if n >> 63 else 1.0) * (n & (1 << 63) - 1) / (1 << 32) for n in numbers))

    def to_dict(self) -> list[float]:
        return list(self.matrix)


_HDR = Struct("=I2B6H2H4H")


@dataclass(frozen=True, slots=True)
class HdrOutputMetadata:
    """What HDR_OUTPUT_METADATA tells the display of the picture (``struct hdr_output_metadata``, CTA-861-G)."""

    metadata_type: int
    """0 for static metadata type 1, the only one so far."""
    eotf: int
    """0 traditional SDR, 1 traditional HDR, 2 SMPTE ST 2084 (PQ), 3 HLG."""
    display_primaries: tuple[tuple[float, float], ...]
    """CIE x and y of the mastering display's three primaries."""
    white_point: tuple[float, float]
    """CIE x and y."""
    max_display_mastering_luminance: int
    """cd/m²."""
    min_display_mastering_luminance: float
    """cd/m²."""
    max_cll: int
    """Maximum content light level, cd/m²."""
    max_fall: int
    """Maximum frame average light level, cd/m²."""

    @classmethod
    def from_bytes(cls, data: bytes) -> HdrOutputMetadata:
        kind, eotf, _type, *rest = _HDR.unpack_from(data)
        points = [value * 0.00002 for value in rest[:8]]
        pairs = tuple(zip(points[::2], points[1::2], strict=True))
        most, least, cll, fall = rest[8:]
        return cls(kind, eotf, pairs[:3], pairs[3], most, least * 0.0001, cll, fall)

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Tile:
    """Which part of a tiled monitor a connector drives (TILE)."""

    group: int
    """Equal for the connectors of one monitor."""
    single_monitor: bool
    """Whether the tiles are in one housing."""
    num_h: int
    num_v: int
    loc_h: int
    loc_v: int
    width: int
    """Of this tile, in pixels."""
    height: int

    @classmethod
    def from_bytes(cls, data: bytes) -> Tile:
        numbers = [int(word) for word in data.split(b"\0")[0].split(b":")]
        if len(numbers) != 8:
            raise ValueError(f"TILE has 8 numbers, not {len(numbers)}")
        return cls(numbers[0], bool(numbers[1] & 1), *numbers[2:])

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class SizeHint:
    """A size that a cursor plane likes (``struct drm_plane_size_hint``), in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of FB_DAMAGE_CLIPS (``struct drm_mode_rect``), in pixels; x2 and y2 lie just outside."""

    x1: int
    y1: int
    x2: int
    y2: int


def _text(data: bytes) -> str:
    return data.rstrip(b"\0").decode("utf-8", "replace")


def _fourccs(data: bytes) -> tuple[Fourcc, ...]:
    return tuple(Fourcc(code) for (code,) in iter_unpack("=I", data))


def _sizes(data: bytes) -> tuple[SizeHint, ...]:
    return tuple(SizeHint(*pair) for pair in iter_unpack("=2H", data))


def _rects(data: bytes) -> tuple[Rect, ...]:
    return tuple(Rect(*corners) for corners in iter_unpack("=4i", data))


# By the property's name, which is uAPI: the kernel gives each of these names to one kind of blob only.
_DECODERS: dict[str, Callable[[bytes], Any]] = {
    "MODE_ID": Mode.from_bytes,
    "EDID": Edid,
    "IN_FORMATS": InFormats.from_bytes,
    "IN_FORMATS_ASYNC": InFormats.from_bytes,
    "GAMMA_LUT": ColorLut.from_bytes,
    "DEGAMMA_LUT": ColorLut.from_bytes,
    "CTM": Ctm.from_bytes,
    "HDR_OUTPUT_METADATA": HdrOutputMetadata.from_bytes,
    "PATH": _text,
    "TILE": Tile.from_bytes,
    "WRITEBACK_PIXEL_FORMATS": _fourccs,
    "SIZE_HINTS": _sizes,
    "FB_DAMAGE_CLIPS": _rects,
}


def decode_blob(name: str, data: bytes) -> Any:
    """What a blob of the property ``name`` holds; None for properties of which nothing is known.

    Raises:
        ValueError: the bytes are not what the kernel's documentation says.
    """
    decode = _DECODERS.get(name)
    if decode is None:
        return None
    try:
        return decode(data)
    except (struct_error, IndexError) as error:
        raise ValueError(f"{len(data)} bytes are no {name} blob: {error}") from None


def plain(data: Any) -> Any:
    """Decoded data as plain values, for JSON."""
    if isinstance(data, tuple):
        return [plain(each) for each in data]
    if isinstance(data, int):
        return int(data)
    if isinstance(data, (SizeHint, Rect)):
        return {name: getattr(data, name) for name in data.__slots__}
    return data.to_dict() if hasattr(data, "to_dict") else data

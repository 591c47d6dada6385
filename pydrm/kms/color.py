"""Blobs about colour: lookup tables, matrices, HDR metadata."""

from __future__ import annotations

from struct import Struct, iter_unpack, unpack_from
from struct import error as struct_error

from .._record import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["ColorLut", "Ctm", "HdrOutputMetadata"]

_ENTRY = Struct("=3H2x")
_CTM = Struct("=9Q")


@dataclass(frozen=True, slots=True)
class ColorLut:
    """A lookup table of GAMMA_LUT or DEGAMMA_LUT (``struct drm_color_lut``)."""

    entries: tuple[tuple[int, int, int], ...]
    """Red, green and blue, 0 to 0xFFFF each."""

    @classmethod
    def from_bytes(cls, data: bytes) -> ColorLut:
        return cls(tuple(entry[:3] for entry in iter_unpack("=4H", data)))

    def to_bytes(self) -> bytes:
        """The table as the kernel takes it.

        Raises:
            ValueError: no entry at all, or one that is not three numbers from 0 to 0xFFFF.
        """
        if not self.entries:
            raise ValueError("a lookup table needs entries; None says that there is none")
        try:
            return b"".join(_ENTRY.pack(red, green, blue) for red, green, blue in self.entries)
        except (struct_error, TypeError):
            raise ValueError("an entry of a lookup table is three numbers from 0 to 0xFFFF") from None

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

    def to_bytes(self) -> bytes:
        """The matrix as the kernel takes it, each number to the nearest 2**-32.

        Raises:
            ValueError: not nine numbers, or one whose size is 2**31 or more.
        """
        if len(self.matrix) != 9 or not all(abs(number) < 1 << 31 for number in self.matrix):
            raise ValueError(f"a CTM is nine numbers between -2**31 and 2**31, not {self.matrix}")
        return _CTM.pack(*(round(abs(number) * (1 << 32)) | (number < 0) << 63 for number in self.matrix))

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

    def to_bytes(self) -> bytes:
        """The metadata as the kernel takes it.

        Raises:
            ValueError: a number does not fit into its field, or there are not three primaries.
        """
        chromas = [part for pair in (*self.display_primaries, self.white_point) for part in pair]
        try:
            points = [round(part / 0.00002) for part in chromas]
            light = (self.max_display_mastering_luminance, round(self.min_display_mastering_luminance / 0.0001))
            kind = self.metadata_type
            return _HDR.pack(kind, self.eotf, kind, *points, *light, self.max_cll, self.max_fall) + bytes(2)
        except (struct_error, OverflowError):
            raise ValueError(f"a number of {self!r} does not fit into struct hdr_output_metadata") from None

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

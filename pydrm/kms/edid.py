"""EDID: what a display says of itself. The bytes are always there; what they mean tells libdisplay-info."""

from __future__ import annotations

from dataclasses import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Edid", "EdidInfo"]


@dataclass(frozen=True, slots=True)
class EdidInfo:
    """What an EDID says, as libdisplay-info reads it. What the display does not say is None."""

    version: str
    """Of the EDID standard: ``1.4``."""
    manufacturer: str
    """The maker's three letters, as the registry of PNP ids has them."""
    make: str | None
    """The maker's name, or its letters where the library does not know it."""
    model: str | None
    serial: str | None
    product: int
    """The maker's number for the model."""
    serial_number: int | None
    week: int | None
    """Of manufacture."""
    year: int | None
    """Of manufacture."""
    model_year: int | None
    width_cm: int | None
    height_cm: int | None
    gamma: float | None
    hdr: tuple[str, ...]
    """Transfer functions for HDR that it takes: ``traditional_hdr``, ``pq``, ``hlg``."""
    max_luminance: float | None
    """Desired content maximum, cd/m²."""
    min_luminance: float | None
    """Desired content minimum, cd/m²."""
    colorimetry: tuple[str, ...]
    """Wide colour encodings that it takes: ``bt2020_rgb``, …"""
    problems: str
    """Where the bytes break the standard, in the library's words; "" when nowhere."""


@dataclass(frozen=True, slots=True)
class Edid:
    """The EDID of a display."""

    raw: bytes
    """All its blocks, 128 bytes each, as they came."""

    def info(self) -> EdidInfo:
        """What it says, through libdisplay-info (0.2 or newer).

        Raises:
            LibraryNotFound: libdisplay-info is not installed; Debian has it since 13.
            ValueError: these bytes are no EDID.
        """
        from ._display_info import parse

        return parse(self.raw)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON. Without libdisplay-info, or when it refuses the bytes, ``problems`` says so."""
        from dataclasses import asdict

        from ..errors import LibraryNotFound

        try:
            return asdict(self.info())
        except (LibraryNotFound, ValueError) as error:
            return {"problems": str(error)}

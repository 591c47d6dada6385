"""Which formats a device supports, as data."""

from __future__ import annotations

from dataclasses import dataclass

from pydrm import Fourcc, Modifier
from pydrm._fourcc_table import MODIFIERS

from ._library import ffi, lib
from .flags import Use

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from .device import Device

__all__ = ["FORMATS", "FormatSupport", "format_name", "support"]

FORMATS: tuple[Fourcc, ...] = tuple(
    Fourcc(getattr(lib, name))
    for name in sorted(dir(lib))
    if name.startswith("GBM_FORMAT_") and name != "GBM_FORMAT_BIG_ENDIAN"
)
"""Every format that gbm.h names."""

USES: tuple[Use, ...] = (
    Use.SCANOUT,
    Use.CURSOR,
    Use.RENDERING,
    Use.WRITE,
    Use.LINEAR,
    Use.PROTECTED,
    Use.FRONT_RENDERING,
    Use.SCANOUT | Use.RENDERING,
    Use.SCANOUT | Use.WRITE,
    Use.CURSOR | Use.WRITE,
)
"""The usages that :meth:`pygbm.Device.formats` asks for unless told otherwise."""


@dataclass(frozen=True, slots=True)
class FormatSupport:
    """What a device says about one format (a snapshot)."""

    format: Fourcc
    uses: tuple[Use, ...]
    """The usages, of those that were asked for, that are supported."""
    modifiers: dict[Modifier, int]
    """The modifiers that are supported, and how many planes the format has with each. Empty where the backend does not
    tell: Mesa's software driver does not before 23.1."""

    def to_dict(self) -> dict[str, Any]:
        """The snapshot in plain types, for JSON."""
        return {
            "format": self.format.name,
            "fourcc": str(self.format),
            "uses": [str(use) for use in self.uses],
            "modifiers": {str(modifier): planes for modifier, planes in self.modifiers.items()},
        }


def support(
    device: Device, *, formats: Iterable[Fourcc], uses: Iterable[Use], modifiers: Iterable[Modifier] | None
) -> tuple[FormatSupport, ...]:
    """Ask a device about every combination; formats of which nothing is supported are left out."""
    asked_uses = tuple(uses)
    known_names = (each for each in MODIFIERS.values() if each != Modifier.INVALID)
    asked = tuple(map(Modifier, known_names if modifiers is None else modifiers))
    table = []
    for format in formats:
        supported = tuple(use for use in asked_uses if device.is_format_supported(format, use))
        planes = {each: device.format_modifier_plane_count(format, each) for each in dict.fromkeys(asked)}
        known = {modifier: count for modifier, count in planes.items() if count is not None}
        if supported or known:
            table.append(FormatSupport(Fourcc(format), supported, known))
    return tuple(table)


def format_name(format: Fourcc | int) -> str:
    """libgbm's name of a format code, four characters (``gbm_format_get_name``).

    The two pre-fourcc codes 0 and 1 (``GBM_BO_FORMAT_…``) are called by the fourccs that they stand for.
    """
    descriptor = ffi.new("struct gbm_format_name_desc *")
    return ffi.string(lib.gbm_format_get_name(int(format), descriptor)).decode("latin-1")

"""Which formats a plane takes with which modifiers: the blob of IN_FORMATS."""

from __future__ import annotations

from struct import unpack_from

from .._record import dataclass
from ..formats import Fourcc, Modifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["InFormats"]


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

"""Blobs about places and sizes: tiles, cursor sizes, damage."""

from __future__ import annotations

from struct import Struct

from .._record import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Rect", "SizeHint", "Tile"]

_RECT = Struct("=4i")


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

    def to_dict(self) -> dict[str, int]:
        return {"width": self.width, "height": self.height}


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of FB_DAMAGE_CLIPS (``struct drm_mode_rect``), in pixels; x2 and y2 lie just outside."""

    x1: int
    y1: int
    x2: int
    y2: int

    def to_bytes(self) -> bytes:
        """The rectangle as the kernel takes it.

        Raises:
            ValueError: it has no inside, begins left of or above the framebuffer, or has more than 31 bits.
        """
        if not (0 <= self.x1 < self.x2 < 1 << 31 and 0 <= self.y1 < self.y2 < 1 << 31):
            raise ValueError(f"{self!r} is no damage: it needs an inside, at 0, 0 or right of and below it")
        return _RECT.pack(self.x1, self.y1, self.x2, self.y2)

    def to_dict(self) -> dict[str, int]:
        return {"x1": self.x1, "y1": self.y1, "x2": self.x2, "y2": self.y2}

"""Modes: the timing of a picture on a display."""

from __future__ import annotations

from struct import Struct
from struct import error as struct_error

from .._native import lib
from .._record import dataclass
from .values import ModeFlag, ModeType, PictureAspect, Stereo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self, TypeAlias

    Timing: TypeAlias = tuple[int, int, int, int, int, int, int, int, int, int, int]

__all__ = ["Mode"]

# struct drm_mode_modeinfo
_LAYOUT = Struct("=I10H3I32s")


@dataclass(frozen=True, slots=True)
class Mode:
    """The timing of a picture: ``struct drm_mode_modeinfo``, a snapshot.

    Horizontal numbers are in pixels, vertical ones in lines.
    """

    clock: int
    """Pixel clock in kHz."""
    hdisplay: int
    hsync_start: int
    hsync_end: int
    htotal: int
    hskew: int
    vdisplay: int
    vsync_start: int
    vsync_end: int
    vtotal: int
    vscan: int
    """How often each line is scanned; 0 means once."""
    vrefresh: int
    """Refresh rate in Hz, rounded, as the kernel says; see :attr:`refresh_millihertz`."""
    flags: ModeFlag
    type: ModeType
    name: str

    @classmethod
    def from_bytes(cls, data: bytes | bytearray | memoryview) -> Self:
        """The mode in a ``struct drm_mode_modeinfo``, which is what a MODE_ID blob holds.

        Raises:
            ValueError: not of that struct's size.
        """
        if len(data) != _LAYOUT.size:
            raise ValueError(f"a mode has {_LAYOUT.size} bytes, not {len(data)}")
        fields = _LAYOUT.unpack(data)
        timing: Timing = fields[:11]
        name = fields[14].split(b"\0")[0].decode("utf-8", "replace")
        return cls(*timing, fields[11], ModeFlag(fields[12]), ModeType(fields[13]), name)

    def to_bytes(self) -> bytes:
        """The mode as a ``struct drm_mode_modeinfo``, as the kernel takes it.

        Raises:
            ValueError: a number does not fit into its field, or the name into its 31 bytes.
        """
        name = self.name.encode()
        if len(name) > 31:
            raise ValueError(f"mode name {self.name!r} is longer than 31 bytes")
        try:
            return _LAYOUT.pack(*self.timing, self.vrefresh, self.flags, self.type, name)
        except struct_error:
            raise ValueError(f"a number of {self!r} does not fit into struct drm_mode_modeinfo") from None

    @property
    def timing(self) -> Timing:
        """The numbers from clock to vscan, in the struct's order."""
        return (
            self.clock,
            self.hdisplay,
            self.hsync_start,
            self.hsync_end,
            self.htotal,
            self.hskew,
            self.vdisplay,
            self.vsync_start,
            self.vsync_end,
            self.vtotal,
            self.vscan,
        )

    @property
    def refresh_millihertz(self) -> int:
        """Pictures (of an interlaced mode: fields) per second, in mHz, from the timing; 0 where that has none."""
        pixels = self.htotal * self.vtotal * max(self.vscan, 1)
        if self.flags & ModeFlag.DBLSCAN:
            pixels *= 2
        rate = self.clock * 1_000_000
        if self.flags & ModeFlag.INTERLACE:
            rate *= 2
        return (rate + pixels // 2) // pixels if pixels else 0

    @property
    def preferred(self) -> bool:
        """Whether the display prefers this mode."""
        return bool(self.type & ModeType.PREFERRED)

    @property
    def picture_aspect(self) -> PictureAspect:
        """The aspect ratio in the flags."""
        return PictureAspect((self.flags & lib.DRM_MODE_FLAG_PIC_AR_MASK) >> 19)

    @property
    def stereo(self) -> Stereo:
        """The stereo 3D layout in the flags."""
        return Stereo((self.flags & lib.DRM_MODE_FLAG_3D_MASK) >> 14)

    @property
    def modeline(self) -> str:
        """As X.org's configuration and the cvt program write it."""
        flags = [word for flag, word in _MODELINE_WORDS if self.flags & flag]
        numbers = (
            f"{self.hdisplay} {self.hsync_start} {self.hsync_end} {self.htotal}",
            f"{self.vdisplay} {self.vsync_start} {self.vsync_end} {self.vtotal}",
        )
        return "  ".join([f'"{self.name}"', f"{self.clock / 1000:.2f}", *numbers, " ".join(flags)]).rstrip()

    def __str__(self) -> str:
        scan = "i" if self.flags & ModeFlag.INTERLACE else ""
        return f"{self.hdisplay}x{self.vdisplay}{scan}@{self.refresh_millihertz / 1000:.2f}"

    def to_dict(self) -> dict[str, Any]:
        """The fields as plain values, for JSON."""
        return {
            **dict(zip(_TIMING, self.timing, strict=True)),
            "vrefresh": self.vrefresh,
            "refresh_millihertz": self.refresh_millihertz,
            "flags": int(self.flags),
            "type": int(self.type),
            "name": self.name,
            "preferred": self.preferred,
            "picture_aspect": self.picture_aspect.label,
            "stereo": self.stereo.name.lower(),
        }


_TIMING = tuple(Mode.__slots__[:11])
_MODELINE_WORDS = (
    (ModeFlag.PHSYNC, "+hsync"),
    (ModeFlag.NHSYNC, "-hsync"),
    (ModeFlag.PVSYNC, "+vsync"),
    (ModeFlag.NVSYNC, "-vsync"),
    (ModeFlag.INTERLACE, "interlace"),
    (ModeFlag.DBLSCAN, "doublescan"),
)

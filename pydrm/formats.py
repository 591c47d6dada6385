"""Pixel format codes and modifiers as open sets: every value lives and prints, the known ones by name.

``Fourcc.XRGB8888``, ``Fourcc("XRGB8888")``, ``Fourcc("XR24")`` and ``Fourcc(0x34325258)`` are the same number, an int.
"""

from __future__ import annotations

from ._format_info import TABLE, FormatInfo, PlaneInfo
from ._fourcc_table import FOURCCS, MODIFIERS, VENDORS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

    from ._fourcc_table import FourccNames, ModifierNames
else:
    FourccNames = ModifierNames = int

__all__ = ["FormatInfo", "Fourcc", "Modifier", "PlaneInfo"]

_BIG_ENDIAN = 0x80000000
_FOURCC_NAMES = {value: name for name, value in reversed(FOURCCS.items())}
_MODIFIER_NAMES = {value: name for name, value in reversed(MODIFIERS.items())}


class Fourcc(FourccNames):
    """A pixel format code (``DRM_FORMAT_…``): an int that knows its name and its layout.

    Args:
        value: the number, the four characters (``"XR24"``) or the name without its prefix (``"XRGB8888"``); either with
            ``_BE`` behind it for the big-endian variant.

    Raises:
        ValueError: text that is neither, or a number that does not fit in 32 bits.
    """

    __slots__ = ()

    def __new__(cls, value: int | str) -> Self:
        if type(value) is cls:
            return value
        number = _parse(value) if isinstance(value, str) else int(value)
        if not 0 <= number <= 0xFFFFFFFF:
            raise ValueError(f"a fourcc is a 32-bit number, not {number:#x}")
        return super().__new__(cls, number)

    @property
    def big_endian(self) -> bool:
        """Whether the pixels are stored big-endian (``DRM_FORMAT_BIG_ENDIAN``)."""
        return bool(self & _BIG_ENDIAN)

    @property
    def name(self) -> str:
        """The name without ``DRM_FORMAT_``, such as ``XRGB8888``; of an unknown code what :func:`str` gives."""
        name = _FOURCC_NAMES.get(self & ~_BIG_ENDIAN)
        if name is None or (self.big_endian and name == "INVALID"):
            return str(self)
        return f"{name}_BE" if self.big_endian else name

    @property
    def info(self) -> FormatInfo | None:
        """Planes and layout; None when nothing is known about the code."""
        return TABLE.get(_FOURCC_NAMES.get(self & ~_BIG_ENDIAN, ""))

    @property
    def plane_count(self) -> int:
        """How many planes the format has; 1 when nothing is known about the code."""
        info = self.info
        return len(info.planes) if info else 1

    def bpp(self, plane: int = 0) -> int:
        """Bits per sample of a plane (per pixel, for packed formats).

        Raises:
            ValueError: nothing is known about the code, or it has no such plane.
        """
        info = self.info
        if info is None:
            raise ValueError(f"the layout of {self!r} is not known")
        if not 0 <= plane < len(info.planes):
            raise ValueError(f"{self.name} has {len(info.planes)} plane(s), there is no plane {plane}")
        return info.bpp(plane)

    def __str__(self) -> str:
        if not self:
            return "INVALID"
        code = int(self) & ~_BIG_ENDIAN
        text = code.to_bytes(4, "little").decode("latin-1").rstrip(" ")
        if len(text) < 1 or not text.isascii() or not text.isprintable():
            return f"{int(self):#010x}"
        return f"{text}_BE" if self.big_endian else text

    def __repr__(self) -> str:
        if int(self) in _FOURCC_NAMES:
            return f"Fourcc.{_FOURCC_NAMES[int(self)]}"
        return f"Fourcc({int(self):#010x})"


def _parse(text: str) -> int:
    stem, mark = (text[:-3], _BIG_ENDIAN) if text.endswith("_BE") else (text, 0)
    number = FOURCCS.get(stem.removeprefix("DRM_FORMAT_"))
    if number is None:
        if not 1 <= len(stem) <= 4 or not stem.isascii() or not stem.isprintable():
            raise ValueError(
                f"{text!r} is no pixel format: neither a name such as 'XRGB8888' nor a code such as 'XR24'"
            )
        number = int.from_bytes(stem.ljust(4).encode(), "little")
    return number | mark


class Modifier(ModifierNames):
    """A format modifier (``DRM_FORMAT_MOD_…``): how the pixels of a buffer are tiled or compressed; an int with a name.

    ``Modifier.LINEAR`` is rows of pixels. ``Modifier.INVALID`` means that nobody said: the layout is implied by the
    driver.

    Args:
        value: the 64-bit number, or a name (``"LINEAR"``, ``"I915_X_TILED"``).

    Raises:
        ValueError: an unknown name, or a number that does not fit in 64 bits.
    """

    __slots__ = ()

    def __new__(cls, value: int | str) -> Self:
        if type(value) is cls:
            return value
        if isinstance(value, str):
            if value not in MODIFIERS:
                raise ValueError(f"{value!r} is no known modifier name")
            number = MODIFIERS[value]
        else:
            number = int(value)
        if not 0 <= number <= 0xFFFFFFFFFFFFFFFF:
            raise ValueError(f"a modifier is a 64-bit number, not {number:#x}")
        return super().__new__(cls, number)

    @property
    def vendor(self) -> str:
        """Whose modifier it is (``INTEL``, ``AMD``, …; ``NONE`` for LINEAR and INVALID); hex of an unknown one."""
        code = int(self) >> 56
        return VENDORS.get(code, f"{code:#04x}")

    @property
    def name(self) -> str:
        """As :func:`str`."""
        return str(self)

    def __str__(self) -> str:
        return _MODIFIER_NAMES.get(int(self)) or f"{int(self):#018x}"

    def __repr__(self) -> str:
        name = _MODIFIER_NAMES.get(int(self))
        return f"Modifier.{name}" if name else f"Modifier({int(self):#018x})"


for _name, _value in FOURCCS.items():
    setattr(Fourcc, _name, Fourcc(_value))
for _name, _value in MODIFIERS.items():
    setattr(Modifier, _name, Modifier(_value))
del _name, _value

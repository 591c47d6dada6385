"""What a buffer will be used for: the flags of gbm.h."""

from __future__ import annotations

from enum import KEEP, IntFlag

from ._native import lib

__all__ = ["Use"]

_COMPRESSION_MASK = lib.GBM_BO_FIXED_COMPRESSION_MASK


class Use(IntFlag, boundary=KEEP):
    """Usage flags (``GBM_BO_USE_…``); unknown bits are kept. ``Use(0)`` asks for nothing in particular.

    ``FIXED_COMPRESSION_…`` is no set of bits but a number in the middle of them: at most one of these, and never two
    joined by ``|``. Backends older than Mesa 24.0 ignore it.
    """

    SCANOUT = lib.GBM_BO_USE_SCANOUT
    """Going to be shown by a display controller."""
    CURSOR = lib.GBM_BO_USE_CURSOR
    """Going to be shown as a cursor."""
    CURSOR_64X64 = lib.GBM_BO_USE_CURSOR_64X64
    """The old name of CURSOR, from when cursors had one size."""
    RENDERING = lib.GBM_BO_USE_RENDERING
    """Going to be rendered to."""
    WRITE = lib.GBM_BO_USE_WRITE
    """Can be filled with :meth:`pygbm.BufferObject.write`. Only with CURSOR and ARGB8888, or with SCANOUT and XRGB8888
    or XBGR8888; such a buffer is a dumb buffer of the kernel's."""
    LINEAR = lib.GBM_BO_USE_LINEAR
    """Rows of pixels, whatever that costs. Not together with a list of modifiers."""
    PROTECTED = lib.GBM_BO_USE_PROTECTED
    """Protected content: the CPU can't read it."""
    FRONT_RENDERING = lib.GBM_BO_USE_FRONT_RENDERING
    """Rendered to while it is shown."""
    FIXED_COMPRESSION_DEFAULT = lib.GBM_BO_FIXED_COMPRESSION_DEFAULT
    """Compressed at a fixed rate of the driver's choice."""
    FIXED_COMPRESSION_1BPC = lib.GBM_BO_FIXED_COMPRESSION_1BPC
    """Compressed to 1 bit per component."""
    FIXED_COMPRESSION_2BPC = lib.GBM_BO_FIXED_COMPRESSION_2BPC
    """Compressed to 2 bits per component."""
    FIXED_COMPRESSION_3BPC = lib.GBM_BO_FIXED_COMPRESSION_3BPC
    """Compressed to 3 bits per component."""
    FIXED_COMPRESSION_4BPC = lib.GBM_BO_FIXED_COMPRESSION_4BPC
    """Compressed to 4 bits per component."""
    FIXED_COMPRESSION_5BPC = lib.GBM_BO_FIXED_COMPRESSION_5BPC
    """Compressed to 5 bits per component."""
    FIXED_COMPRESSION_6BPC = lib.GBM_BO_FIXED_COMPRESSION_6BPC
    """Compressed to 6 bits per component."""
    FIXED_COMPRESSION_7BPC = lib.GBM_BO_FIXED_COMPRESSION_7BPC
    """Compressed to 7 bits per component."""
    FIXED_COMPRESSION_8BPC = lib.GBM_BO_FIXED_COMPRESSION_8BPC
    """Compressed to 8 bits per component."""
    FIXED_COMPRESSION_9BPC = lib.GBM_BO_FIXED_COMPRESSION_9BPC
    """Compressed to 9 bits per component."""
    FIXED_COMPRESSION_10BPC = lib.GBM_BO_FIXED_COMPRESSION_10BPC
    """Compressed to 10 bits per component."""
    FIXED_COMPRESSION_11BPC = lib.GBM_BO_FIXED_COMPRESSION_11BPC
    """Compressed to 11 bits per component."""
    FIXED_COMPRESSION_12BPC = lib.GBM_BO_FIXED_COMPRESSION_12BPC
    """Compressed to 12 bits per component."""

    @property
    def compression(self) -> Use:
        """The ``FIXED_COMPRESSION_…`` value alone; ``Use(0)`` for none."""
        return Use(int(self) & _COMPRESSION_MASK)

    def _words(self) -> list[str]:
        bits = int(self)
        words = [name for name, value in _BITS.items() if bits & value]
        rate = bits & _COMPRESSION_MASK
        if rate:
            words.append(_RATES.get(rate, f"{rate:#x}"))
        rest = bits & ~_COMPRESSION_MASK
        for value in _BITS.values():
            rest &= ~value
        return [*words, f"{rest:#x}"] if rest else words

    def __str__(self) -> str:
        return "|".join(self._words()) or "0"

    def __repr__(self) -> str:
        words = self._words()
        if not words:
            return "Use(0)"
        return "|".join(word if word[0].isdigit() else f"Use.{word}" for word in words)


_RATES = {int(value): name for name, value in Use.__members__.items() if name.startswith("FIXED_COMPRESSION_")}
_BITS = {
    name: int(value) for name, value in Use.__members__.items() if int(value) not in _RATES and name != "CURSOR_64X64"
}

"""Attribute lists, in both of EGL's forms: of EGLint, and of the pointer-sized EGLAttrib.

Mixing up the two crashes implementations. Here a list is made from names and values, and knows how to become either.
"""

from __future__ import annotations

from . import names
from ._library import ffi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    CData = Any

__all__ = ["Attributes"]

_INTS, _ATTRIBS = ffi.typeof("EGLint[]"), ffi.typeof("EGLAttrib[]")


class Attributes:
    """An attribute list: names (as :func:`names.token` takes them) with their values, in order."""

    __slots__ = ("_pairs",)

    def __init__(self, *parts: Mapping[str, int | None]) -> None:
        """Join the parts; values of None are left out.

        Raises:
            TypeError: a name that no token has, a value that is no number.
        """
        pairs: list[tuple[str, int, int]] = []
        for part in parts:
            for name, value in part.items():
                if value is None:
                    continue
                if not isinstance(value, int):
                    raise TypeError(f"the value of {name} has to be a number, not {value!r}")
                pairs.append((name, names.token(name), value))
        self._pairs = pairs

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The tokens with their values."""
        return ((token, value) for _, token, value in self._pairs)

    def ints(self) -> CData:
        """As an ``EGLint`` array, ended by EGL_NONE.

        Raises:
            ValueError: a value needs more than 32 bits.
        """
        words: list[int] = []
        for name, token, value in self._pairs:
            if not -0x8000_0000 <= value <= 0xFFFF_FFFF:
                raise ValueError(f"{name}={value} does not fit into an EGLint")
            words += (token, value if value < 0x8000_0000 else value - 0x1_0000_0000)
        return ffi.new(_INTS, [*words, names.NONE])

    def attribs(self) -> CData:
        """As an ``EGLAttrib`` array, ended by EGL_NONE.

        Raises:
            ValueError: a value does not fit.
        """
        words: list[int] = []
        for name, token, value in self._pairs:
            if not -(1 << 63) <= value < (1 << 63):
                raise ValueError(f"{name}={value} does not fit into an EGLAttrib")
            words += (token, value)
        return ffi.new(_ATTRIBS, [*words, names.NONE])

    def words(self) -> dict[str, object]:
        """For a message."""
        return {name.upper().removeprefix("EGL_"): value for name, _, value in self._pairs}

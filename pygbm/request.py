"""The three ways that libgbm makes a buffer, and the same three for a surface: which function, which arguments."""

from __future__ import annotations

import errno

from pydrm import Modifier
from pydrm._ioctl import os_error

from ._library import ffi, lib
from .errors import positive, spell, usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from pydrm import Fourcc

    from .flags import Use

__all__ = ["ROWS", "Request", "UINT32", "pixel_bytes"]

UINT32 = 0xFFFFFFFF
ROWS = 0xFFFF
"""The most rows that a buffer can have: the height in Mesa's pipe_resource has 16 bits (22.3 to 26.2), and what is too
high is cut down without a word."""

_bytes: dict[int, int] = {}


def pixel_bytes(format: Fourcc) -> int:
    """Bytes of a pixel; 0 for formats whose pixels have no bytes of their own."""
    known = _bytes.get(format)
    if known is None:
        plane = None if format.info is None else format.info.planes[0]
        known = 0 if plane is None or plane[1:3] != (1, 1) else plane.block_bytes
        _bytes[format] = known
    return known


class Request:
    """A call of ``gbm_bo_create``, ``gbm_surface_create`` or a relative of theirs, with checked arguments.

    Raises:
        OSError: EINVAL for what libgbm refuses only in some versions: an empty surface, a buffer that is too high, a
            list of modifiers of which none is valid.
        ValueError: a number that does not fit, an empty list, or neither usage nor modifiers.
    """

    __slots__ = ("_modifiers", "_use", "_what", "arguments", "function", "name")

    def __init__(
        self,
        name: str,
        width: int,
        height: int,
        format: Fourcc,
        use: Use | int | None,
        modifiers: Iterable[Modifier | int] | None,
    ) -> None:
        positive(width, height, name)
        if height > ROWS:
            raise os_error(errno.EINVAL, f"{name} of {width}x{height}: at most {ROWS} rows are possible")
        flags = None if use is None else usage(use)
        self._what = (width, height, format)
        self._use = flags
        self._modifiers = None if modifiers is None else [Modifier(each) for each in modifiers]
        self.arguments: tuple[Any, ...] = (width, height, format)
        if self._modifiers is None:
            if flags is None:
                raise ValueError(f"{name} without modifiers needs usage flags")
            self.name = name
            self.arguments += (flags,)
        else:
            self.name = f"{name}_with_modifiers" + ("" if flags is None else "2")
            self.arguments += (self._list(), len(self._modifiers))
            self.arguments += () if flags is None else (flags,)
        self.function: Callable[..., Any] = getattr(lib, self.name)

    def _list(self) -> Any:
        given = self._modifiers
        assert given is not None
        if not given:
            raise ValueError(f"{self.name}: an empty list of modifiers leaves nothing to choose from")
        if all(each == Modifier.INVALID for each in given):
            # Refused with ENOSYS (Mesa 22.3); taken, for a surface that never works (25.0).
            raise os_error(errno.EINVAL, self.spell(""), "INVALID may be in the list, but not be all of it")
        return ffi.new("uint64_t[]", given)

    def spell(self, where: str) -> str:
        """The call in words."""
        width, height, format = self._what
        words: dict[str, object] = {"width": width, "height": height, "format": format}
        if self._modifiers is not None:
            words["modifiers"] = self._modifiers
        if self._use is not None:
            words["flags"] = self._use
        return spell(self.name, where, **words)

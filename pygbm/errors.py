"""What libgbm's failures become.

libgbm answers a failure with NULL, -1 or 0 and, mostly, an errno. Where it set one the exception is the plain
:class:`OSError` of that errno; where it did not, a :class:`GbmError`. Either names the function and its decoded
arguments.
"""

from __future__ import annotations

import errno

from pydrm._ioctl import os_error
from pydrm.errors import PydriError

from .flags import Use

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["GbmError", "failure", "spell", "uint32"]


class GbmError(PydriError):
    """libgbm failed without an errno, or handed out something that cannot be used; the message names the call."""


def spell(function: str, where: str = "", **arguments: object) -> str:
    """A call in words: ``gbm_bo_create(width=64, …, flags=SCANOUT) on /dev/dri/card0 (vgem)``."""
    fields = ", ".join(f"{key}={_plain(value)}" for key, value in arguments.items())
    return f"{function}({fields})" + (f" on {where}" if where else "")


def _plain(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_plain, value))}]"
    return str(value) if isinstance(value, (int, str)) else repr(value)


def failure(code: int, call: str, *notes: str | Callable[[], str]) -> OSError | GbmError:
    """The exception for a call (as :func:`spell` tells it) that failed with errno ``code``, 0 when none was set."""
    if code:
        return os_error(code, call, *notes)
    error = GbmError(f"{call} failed, and libgbm set no errno")
    for note in notes:
        error.add_note(note if isinstance(note, str) else note())
    return error


def uint32(name: str, value: int) -> int:
    """``value``, when it fits the C parameter that it is for.

    Raises:
        ValueError: it does not.
    """
    if not 0 <= value <= 0xFFFFFFFF:
        raise ValueError(f"{name} has to be an unsigned 32-bit number, not {value}")
    return value


def positive(width: int, height: int, what: str) -> None:
    """Refuse an empty or negative size, as libgbm does for buffers and should for everything else.

    Raises:
        OSError: EINVAL.
        ValueError: it does not fit into 32 bits.
    """
    if 0 < width <= 0xFFFFFFFF and 0 < height <= 0xFFFFFFFF:
        return
    uint32("width", width)
    uint32("height", height)
    if width == 0 or height == 0:
        raise os_error(errno.EINVAL, f"{what}: a size of {width}x{height} has no pixels")


def usage(value: int) -> Use:
    """The usage flags as :class:`Use`, checked to fit."""
    if not 0 <= value <= 0xFFFFFFFF:
        uint32("usage flags", value)
    return value if type(value) is Use else Use(value)

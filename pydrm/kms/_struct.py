"""Structs of ioctls filled with what a caller gave: what does not fit is named."""

from __future__ import annotations

from .._native import ffi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["filled"]


def filled(kind: str, function: str, /, **fields: Any) -> Any:
    """A new ``struct kind`` with the given fields set.

    Raises:
        ValueError: a number does not fit into its field.
        TypeError: what has to be a number is none.
    """
    arg = ffi.new(f"{kind} *")
    for name, value in fields.items():
        try:
            setattr(arg, name, value)
        except OverflowError:
            raise ValueError(f"{function}: {name} {value} does not fit into its field of {kind}") from None
        except TypeError:
            raise TypeError(f"{function}: {name} has to be an integer, not {value!r}") from None
    return arg

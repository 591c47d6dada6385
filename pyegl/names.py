"""The names of EGL's tokens, for messages and for attributes that are given by name."""

from __future__ import annotations

from enum import Enum
from functools import cache

from ._library import lib
from ._native import lib as _raw

__all__ = ["error_name", "names_of", "plain", "token"]

# Ordinary names first: EGL_CONTEXT_MAJOR_VERSION before EGL_CONTEXT_MAJOR_VERSION_KHR.
_SUFFIXES = (
    "",
    "_KHR",
    "_EXT",
    "_MESA",
    "_ANDROID",
    "_NV",
    "_IMG",
    "_NOK",
    "_WL",
    "_CHROMIUM",
    "_ANGLE",
    "_ARM",
    "_HI",
)
_ERRORS = ("EGL_SUCCESS", "EGL_NOT_INITIALIZED", "EGL_BAD_", "EGL_CONTEXT_LOST")


@cache
def _tokens() -> dict[int, tuple[str, ...]]:
    # Every token of the registry by value; values are shared by unrelated tokens.
    found: dict[int, list[str]] = {}
    for name in dir(_raw):
        if name.startswith("EGL_"):
            value = getattr(_raw, name)
            if isinstance(value, int):
                found.setdefault(value, []).append(name)
    return {value: tuple(sorted(each, key=lambda name: (len(name), name))) for value, each in found.items()}


def names_of(value: int) -> tuple[str, ...]:
    """The names that the registry has for a value, shortest first; values mean different things in different places."""
    return _tokens().get(value, ())


def error_name(code: int) -> str:
    """The name of an error code, ``EGL_BAD_MATCH``, or its number."""
    return next((name for name in names_of(code) if name.startswith(_ERRORS)), f"EGL error {code:#x}")


@cache
def token(name: str) -> int:
    """The value of a token by name: ``"width"``, ``"WIDTH"``, ``"EGL_WIDTH"``; a vendor's suffix may be left out.

    Raises:
        TypeError: the registry has no such token (as for an unknown keyword, which it mostly comes from).
    """
    bare = name.upper().removeprefix("EGL_")
    for suffix in _SUFFIXES:
        value = getattr(_raw, f"EGL_{bare}{suffix}", None)
        if isinstance(value, int):
            return value
    raise TypeError(f"{name!r} is no token of EGL (there is no EGL_{bare} in the registry)")


def plain(value: object) -> str:
    """A value as it stands in a message."""
    if isinstance(value, Enum):
        return value.name or str(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(plain, value))}]"
    if value is None:
        return "None"
    return str(value) if isinstance(value, (int, str)) else repr(value)


NONE: int = lib.EGL_NONE
DONT_CARE: int = lib.EGL_DONT_CARE

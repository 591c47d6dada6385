"""The raw layer of pyegl: `ffi` and `lib` (see :mod:`pydrm._library`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pydrm._library import Library

from ._native import ffi
from ._native import lib as _raw

if TYPE_CHECKING:
    from ._native import Lib

__all__ = ["ffi", "lib"]

lib = cast(
    "Lib",
    Library(
        ffi,
        _raw,
        soname="libEGL.so.1",
        variable="PYDRI_LIBEGL",
        packages="libegl1 (Debian, Ubuntu) or libglvnd-egl (Fedora)",
    ),
)

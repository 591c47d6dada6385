"""The raw layer of pygbm: `ffi` and `lib` (see :mod:`pydrm._library`)."""

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
        soname="libgbm.so.1",
        variable="PYDRI_LIBGBM",
        packages="libgbm1 (Debian, Ubuntu) or mesa-libgbm (Fedora)",
    ),
)

"""GBM buffers and surfaces.

`ffi` and `lib` are the raw layer: every function and constant of gbm.h under its C name. Importing loads no library.
"""

from __future__ import annotations

from ._library import ffi, lib

__all__ = ["ffi", "lib"]

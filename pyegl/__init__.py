"""EGL displays, contexts, images and syncs.

`ffi` and `lib` are the raw layer: every function and constant of egl.h and eglext.h under its C name. Importing loads
no library.
"""

from __future__ import annotations

from ._library import ffi, lib

__all__ = ["ffi", "lib"]

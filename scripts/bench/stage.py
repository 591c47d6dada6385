"""What the rendering benchmarks need: a display and a context, and the C twin of its calls."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from support import EGL_TWIN, TWIN

if TYPE_CHECKING:
    from collections.abc import Callable

I32, U32, I64, U64, PTR = ctypes.c_int, ctypes.c_uint32, ctypes.c_int64, ctypes.c_uint64, ctypes.c_void_p
_SIGNATURES = {
    "frame_loop": (PTR, PTR, I32, I32, I32, I32, I32, U64),
    "bo_loop": (PTR, U32, U32, U32, U32),
    "read_loop": (I32, I32, PTR),
    "sync_status": (PTR, PTR),
    "surface_width": (PTR, PTR),
    "fence": (PTR,),
    "make_current": (PTR, PTR, PTR),
    "query_string": (PTR,),
}


def twin() -> ctypes.CDLL:
    """The C twin of egl.c; every function takes the number of loops last and returns nanoseconds."""
    library = ctypes.CDLL(str(Path(os.environ[TWIN]).with_name(EGL_TWIN)))
    for name, arguments in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype = I64
        function.argtypes = [*arguments, I64]
    return library


def in_c(function: Any, *arguments: object) -> Callable[[int], float]:
    """A function of the twin with these arguments, as a contender."""

    def run(loops: int) -> float:
        nanoseconds: int = function(*arguments, loops)
        if nanoseconds < 0:
            raise RuntimeError(f"the C loop failed at step {-nanoseconds}")
        return nanoseconds / 1e9

    return run

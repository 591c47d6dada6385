"""What every benchmark needs: the C twin, compiled once per run, and a pyperf runner with its options."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyperf

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
EGL_TWIN = "egl.so"  # beside it
TWIN = "PYDRI_BENCH_TWIN"  # path of the compiled C twin, handed from the driver to every pyperf worker


def build_twin(directory: Path) -> Path:
    """Compile native.c and egl.c into `directory` and return the first one's shared object."""
    target = directory / "native.so"
    options = ["gcc", "-O2", "-shared", "-fPIC", "-Wall", "-Werror", "-I/usr/include/libdrm"]
    libraries = [f"-l:{name}" for name in ("libEGL.so.1", "libgbm.so.1", "libGLESv2.so.2")]
    subprocess.run([*options, "-o", target, HERE / "native.c", "-ldl"], check=True)
    subprocess.run([*options, "-o", directory / EGL_TWIN, HERE / "egl.c", *libraries], check=True)
    return target


def twin() -> ctypes.CDLL:
    """The C twin; every function takes the number of loops last and returns nanoseconds."""
    library = ctypes.CDLL(os.environ[TWIN])
    for name in ("egl_current_context", "drm_close_buffer_handle", "dumb_loop", "atomic_loop", "fill", "copy"):
        getattr(library, name).restype = ctypes.c_int64
    u32 = ctypes.c_uint32
    library.egl_current_context.argtypes = [ctypes.c_int64]
    library.drm_close_buffer_handle.argtypes = [ctypes.c_int64]
    library.dumb_loop.argtypes = [ctypes.c_int, ctypes.c_int, u32, u32, ctypes.c_int64]
    library.atomic_loop.argtypes = [ctypes.c_int, u32, ctypes.c_void_p, ctypes.c_void_p, u32, u32, u32, ctypes.c_int64]
    library.fill.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64]
    library.copy.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64]
    return library


def runner() -> pyperf.Runner:
    """A pyperf runner whose workers inherit the environment (the twin's path, the library paths)."""
    made = pyperf.Runner()
    made.parse_args()
    made.args.inherit_environ = sorted(os.environ)
    return made


def python() -> list[str]:
    """The interpreter as users have it, with modules compiled beforehand; also where their directory is read-only."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return [sys.executable, "-X", f"pycache_prefix={tempfile.gettempdir()}/pydri-bench-pycache"]


def seconds(call: Callable[[int], int]) -> Callable[[int], float]:
    """Turn a C twin's function of a loop count into what `Runner.bench_time_func` wants."""

    def timed(loops: int) -> float:
        nanoseconds = call(loops)
        if nanoseconds < 0:
            raise RuntimeError(f"the C loop failed at step {-nanoseconds}")
        return nanoseconds / 1e9

    return timed

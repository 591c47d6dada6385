"""PyOpenGL's platform for our contexts, which PyOpenGL itself loads, as a plug-in: see :mod:`._handoff`."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from OpenGL.platform.egl import EGLPlatform

from .._library import ffi, lib
from .._native import lib as _raw

__all__ = ["PyeglPlatform", "chosen_library", "client_libraries"]


def chosen_library() -> ctypes.CDLL:
    """The libEGL that pyegl uses, for ctypes: it is the dynamic linker's same handle.

    Raises:
        LibraryNotFound: libEGL is not installed.
    """
    lib.eglGetCurrentContext()  # loads it
    path = ffi.string(_raw.pydri_library_path()).decode()
    return ctypes.CDLL(path or "libEGL.so.1", mode=ctypes.RTLD_GLOBAL)


def client_libraries() -> dict[str, ctypes.CDLL]:
    """The libraries of OpenGL and OpenGL ES that lie beside a libEGL that ``PYDRI_LIBEGL`` has chosen.

    A Mesa that was built without libglvnd has its own: those of the system know nothing of its contexts.
    """
    chosen = os.environ.get("PYDRI_LIBEGL")
    if not chosen or "/" not in chosen:
        return {}
    found = {}
    for kind, soname in (("GL", "libGL.so.1"), ("GL", "libOpenGL.so.0"), ("GLES2", "libGLESv2.so.2")):
        path = Path(chosen).parent / soname
        if path.exists():
            found[kind] = ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
    return found


class PyeglPlatform(EGLPlatform):  # type: ignore[misc]
    """PyOpenGL's EGL platform, on the libraries that pyegl uses."""

    def __init__(self) -> None:
        # PyOpenGL's own are properties that look for a library at first use; an attribute of the object comes before.
        self.EGL = chosen_library()
        self.__dict__.update(client_libraries())

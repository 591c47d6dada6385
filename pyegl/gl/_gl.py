"""Functions and constants of GL, from PyOpenGL, under their C names: ``_gl.glClear(_gl.GL_COLOR_BUFFER_BIT)``.

The functions are those of PyOpenGL's raw layer, bound anew: without a glGetError after each, and with pointers that are
numbers or ctypes objects. What is needed here is in OpenGL ES 2.0, or 3.0, and in OpenGL alike.
"""

from __future__ import annotations

import ctypes
from importlib import import_module

from .._library import ffi, lib
from ._handoff import take_over

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["PLATFORM"]

PLATFORM = take_over()

_MODULES = tuple(f"GL_{version}" for version in ("1_0", "1_1", "1_2", "1_3", "1_4", "1_5", "2_0", "3_0"))


class _Pointer(ctypes.c_void_p):
    final = True  # PyOpenGL leaves such a type alone; void * it takes for arrays of any kind, with a search for each


# Not in PyOpenGL's modules for OpenGL; the same in both APIs.
_EXTRA = {
    "glEGLImageTargetTexture2DOES": (ctypes.c_uint, _Pointer),
    "glEGLImageTargetRenderbufferStorageOES": (ctypes.c_uint, _Pointer),
}


def _raw(name: str) -> Any:
    for module in _MODULES:
        found = getattr(import_module(f"OpenGL.raw.GL.VERSION.{module}"), name, None)
        if found is not None:
            return found
    raise AttributeError(f"OpenGL 3.0 has no {name}")


# What is called several times in every transfer and at every binding, by cffi: ctypes takes four times as long.
_DIRECT = {
    "get_error": ("glGetError", "unsigned int (*)(void)"),
    "get_integerv": ("glGetIntegerv", "void (*)(unsigned int, int *)"),
    "read_pixels": ("glReadPixels", "void (*)(int, int, int, int, unsigned int, unsigned int, void *)"),
}


def _direct(name: str, kind: str) -> Any:
    address = lib.eglGetProcAddress(name.encode())
    if address != ffi.NULL:
        return ffi.cast(kind, address)
    # Before EGL 1.5, and without EGL_KHR_get_all_proc_addresses, it finds the functions of extensions only.
    function = __getattr__(name)

    def call(*arguments: Any) -> Any:
        return function(
            *(int(ffi.cast("uintptr_t", each)) if isinstance(each, ffi.CData) else each for each in arguments)
        )

    return call


def _plain(kind: Any) -> Any:
    simple = isinstance(kind, type) and issubclass(kind, ctypes._SimpleCData) and kind is not ctypes.c_void_p
    return kind if simple else _Pointer


def __getattr__(name: str) -> Any:
    """A function or constant, by its C name."""
    if name.startswith("GL_"):
        value: Any = int(_raw(name))
    elif name in _DIRECT:
        value = _direct(*_DIRECT[name])
    elif name in _EXTRA:
        value = PLATFORM.constructFunction(name, PLATFORM.GL, None, _EXTRA[name], force_extension=True)
    elif name.startswith("gl"):
        raw = _raw(name)
        result = raw.restype if raw.restype is None else _plain(raw.restype)
        if result is _Pointer:
            result = ctypes.c_char_p  # glGetString, glGetStringi
        value = PLATFORM.constructFunction(name, raw.DLL, result, [_plain(each) for each in raw.argtypes])
    else:
        raise AttributeError(name)
    globals()[name] = value
    return value

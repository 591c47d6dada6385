"""Asking for contexts that are refused, and asking contexts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyegl import ffi, lib

from ..support.egl import NULL, attributes, done, refused

if TYPE_CHECKING:
    from ..support.egl import Display


def refuse(display: Display, code: Any, pairs: dict[int, int], api: int = lib.EGL_OPENGL_ES_API, **other: Any) -> None:
    """eglCreateContext with these attributes fails with this error."""
    done(lib.eglBindAPI(api))
    config = other.get("config", display.config())
    refused(code, lib.eglCreateContext, display.handle, config, other.get("share", NULL), attributes(pairs))


def query(display: Display, context: Any, attribute: int) -> int:
    """eglQueryContext."""
    value = ffi.new("EGLint *", 4711)
    done(lib.eglQueryContext(display.handle, context, attribute, value))
    return int(value[0])

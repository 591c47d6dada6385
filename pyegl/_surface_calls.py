"""The calls behind surfaces, each with what helps when it fails."""

from __future__ import annotations

from typing import cast

from pydrm import Fourcc

from ._library import ffi, lib
from .config import SurfaceType
from .errors import BadContext, failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from .config import Config
    from .display import Display
    from .surface import Surface

    Rects = Iterable[tuple[int, int, int, int]]

__all__ = ["check_home", "query", "set_attrib", "set_damage_region", "set_swap_interval", "swap", "tex_image", "why"]

_BITS = {"window": SurfaceType.WINDOW, "pbuffer": SurfaceType.PBUFFER, "pixmap": SurfaceType.PIXMAP}
_INT = ffi.typeof("EGLint *")


def check_home(display: Display, thing: object) -> None:
    """Refuse a GBM surface of another device: Mesa (22.3 to 25.0) takes it, and mixes the memory of the two.

    Raises:
        ValueError: it is one.
    """
    ours, theirs = (getattr(each, "native", None) for each in (display._source, getattr(thing, "device", None)))
    if display._native.platform == lib.EGL_PLATFORM_GBM_KHR and None not in (ours, theirs) and ours != theirs:
        raise ValueError(f"{thing!r} is of another device than {display}")


def query(surface: Surface, attribute: int) -> int:
    """``eglQuerySurface``."""
    ptr, value = surface._ptr(), ffi.new(_INT)
    if not lib.eglQuerySurface(surface._display._native.ptr, ptr, attribute, value):
        words = {"surface": repr(surface), "attribute": hex(attribute)}
        raise failure(lib.eglGetError(), "eglQuerySurface", surface._display, **words)
    return int(value[0])


def set_attrib(surface: Surface, attribute: int, value: int, *notes: str) -> None:
    """``eglSurfaceAttrib``."""
    ptr = surface._ptr()
    if not lib.eglSurfaceAttrib(surface._display._native.ptr, ptr, attribute, value):
        words = {"surface": repr(surface), "attribute": hex(attribute), "value": value}
        raise failure(lib.eglGetError(), "eglSurfaceAttrib", surface._display, *notes, **words)


def swap(surface: Surface, damage: Rects | None) -> None:
    """``eglSwapBuffers``, or one of its relatives with damage."""
    ptr, display = surface._ptr(), surface._display
    if damage is None:
        name, done = "eglSwapBuffers", lib.eglSwapBuffers(display._native.ptr, ptr)
        words: dict[str, object] = {}
    else:
        given = _rects(damage)
        array = ffi.new("EGLint[]", given)
        if "EGL_KHR_swap_buffers_with_damage" in display.extensions:
            name, function = "eglSwapBuffersWithDamageKHR", lib.eglSwapBuffersWithDamageKHR
        else:
            display.extensions.require(
                "EGL_EXT_swap_buffers_with_damage", "EGL_KHR_swap_buffers_with_damage", what="swapping with damage"
            )
            name, function = "eglSwapBuffersWithDamageEXT", lib.eglSwapBuffersWithDamageEXT
        done = function(display._native.ptr, ptr, array, len(given) // 4)
        words = {"rects": given}
    if not done:
        code = lib.eglGetError()
        note = "" if surface.is_current or code != lib.EGL_BAD_SURFACE else "it is not current on this thread"
        raise failure(code, name, display, note, surface=repr(surface), **words)


def set_damage_region(surface: Surface, rects: Rects) -> None:
    """``eglSetDamageRegionKHR``."""
    ptr, display, given = surface._ptr(), surface._display, _rects(rects)
    display.extensions.require("EGL_KHR_partial_update", what="a damage region")
    array = ffi.new("EGLint[]", given)
    if not lib.eglSetDamageRegionKHR(display._native.ptr, ptr, array, len(given) // 4):
        words = {"surface": repr(surface), "rects": given}
        raise failure(lib.eglGetError(), "eglSetDamageRegionKHR", display, **words)


def set_swap_interval(surface: Surface, interval: int) -> None:
    """``eglSwapInterval``, which is about the surface that the thread draws to, and is told no surface."""
    ptr, display = surface._ptr(), surface._display
    if lib.eglGetCurrentSurface(lib.EGL_DRAW) != ptr:
        # Said here: EGL would set the interval of another surface.
        raise failure(
            lib.EGL_BAD_SURFACE, "eglSwapInterval", display, f"{surface!r} is not current here", interval=interval
        )
    if not lib.eglSwapInterval(display._native.ptr, interval):
        raise failure(lib.eglGetError(), "eglSwapInterval", display, interval=interval)


def tex_image(surface: Surface, name: str) -> None:
    """``eglBindTexImage`` or ``eglReleaseTexImage`` of the back buffer, the only one that there is."""
    ptr, display = surface._ptr(), surface._display
    if lib.eglGetCurrentContext() == ffi.NULL:
        error = failure(lib.EGL_BAD_CONTEXT, name, display, "no context is current here", surface=repr(surface))
        raise cast("BadContext", error)
    if not getattr(lib, name)(display._native.ptr, ptr, lib.EGL_BACK_BUFFER):
        raise failure(lib.eglGetError(), name, display, surface=repr(surface), buffer="EGL_BACK_BUFFER")


def _rects(rects: Rects) -> list[int]:
    given: list[int] = []
    for rect in rects:
        words = [int(each) for each in rect]
        if len(words) != 4 or not all(-0x8000_0000 <= each < 0x8000_0000 for each in words):
            raise ValueError(f"{rect!r} is no (x, y, width, height) of 32-bit numbers")
        given += words
    return given


def why(display: Display, config: Config, thing: Any, kind: str, code: int) -> list[str]:
    """What may stand against a surface: sentences for the exception."""
    notes = []
    if code in (lib.EGL_BAD_MATCH, lib.EGL_BAD_CONFIG) and not config.surface_type & _BITS[kind]:
        notes.append(f"{config!r} is not for a {kind}, it is for {config.surface_type!r}")
    if code == lib.EGL_BAD_MATCH and kind == "window":
        format, visual = getattr(thing, "format", None), config.format
        if isinstance(format, Fourcc) and visual is not None and visual != format:
            notes.append(
                f"the config's native visual is {visual}, the window's format {format}: choose a config with "
                f"native_visual_id={format.name}"
            )
    if code == lib.EGL_BAD_ALLOC and kind == "window":
        notes.append("a native window can have one surface at a time")
    return notes

"""EGL platforms: which window system a display stands on, and how an ``EGLDisplay`` is asked for."""

from __future__ import annotations

import os
from enum import IntEnum

from pydrm.errors import NotSupported

from ._library import ffi, lib
from .errors import failure, spell
from .extensions import client_extensions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .attribs import Attributes
    from .extensions import Extensions

__all__ = ["Platform", "default_platform", "platforms"]


class Platform(IntEnum):
    """A platform (``EGL_PLATFORM_…``), with what its native display is. Other numbers may be used, too."""

    GBM = lib.EGL_PLATFORM_GBM_KHR
    """A ``struct gbm_device *``: buffers without a window system."""
    SURFACELESS = lib.EGL_PLATFORM_SURFACELESS_MESA
    """None: neither windows nor pixmaps, the implementation chooses the device."""
    DEVICE = lib.EGL_PLATFORM_DEVICE_EXT
    """A :class:`pyegl.Device`: neither windows nor pixmaps, on a device of one's choice."""
    X11 = lib.EGL_PLATFORM_X11_KHR
    """An Xlib ``Display *``."""
    XCB = lib.EGL_PLATFORM_XCB_EXT
    """An ``xcb_connection_t *``."""
    WAYLAND = lib.EGL_PLATFORM_WAYLAND_KHR
    """A ``struct wl_display *``."""
    ANDROID = lib.EGL_PLATFORM_ANDROID_KHR
    """``EGL_DEFAULT_DISPLAY``."""


# The client extensions that bring a platform; any of them will do.
_EXTENSIONS: dict[int, tuple[str, ...]] = {
    Platform.GBM: ("EGL_KHR_platform_gbm", "EGL_MESA_platform_gbm"),
    Platform.SURFACELESS: ("EGL_MESA_platform_surfaceless",),
    Platform.DEVICE: ("EGL_EXT_platform_device",),
    Platform.X11: ("EGL_KHR_platform_x11", "EGL_EXT_platform_x11"),
    Platform.XCB: ("EGL_EXT_platform_xcb",),
    Platform.WAYLAND: ("EGL_KHR_platform_wayland", "EGL_EXT_platform_wayland"),
    Platform.ANDROID: ("EGL_KHR_platform_android",),
}

# The names that EGL_PLATFORM may have, as Mesa reads it.
_NAMES = {
    "gbm": Platform.GBM,
    "drm": Platform.GBM,
    "surfaceless": Platform.SURFACELESS,
    "device": Platform.DEVICE,
    "x11": Platform.X11,
    "xcb": Platform.XCB,
    "wayland": Platform.WAYLAND,
    "android": Platform.ANDROID,
}


def platform_of(value: Platform | str | int) -> int:
    """A platform from its name, as ``EGL_PLATFORM`` has it, or its number.

    Raises:
        ValueError: no such name.
    """
    if isinstance(value, str):
        if value.lower() not in _NAMES:
            raise ValueError(f"{value!r} is no EGL platform: it is one of {', '.join(sorted(_NAMES))}")
        return _NAMES[value.lower()]
    return Platform(value) if value in _EXTENSIONS else int(value)


def name_of(value: int | None) -> str:
    """A platform in a message."""
    if value is None:
        return "default"
    return Platform(value).name.lower() if value in _EXTENSIONS else hex(value)


def platforms() -> tuple[Platform, ...]:
    """The platforms that the client library knows, by its client extensions. A driver may know fewer."""
    known = client_extensions()
    return tuple(platform for platform in Platform if known.has(*_EXTENSIONS[platform]))


def default_platform() -> Platform | None:
    """The platform that ``EGL_PLATFORM`` names; None when it is not set or is not known.

    Without it, a display with neither platform nor native display is whatever the implementation was built for or finds
    by looking at the native display (``eglGetDisplay``).
    """
    return _NAMES.get(os.environ.get("EGL_PLATFORM", "").lower())


def require_platform(platform: int, known: Extensions) -> None:
    """Raise NotSupported unless the client library has the platform. Numbers that are not listed are let through."""
    names = _EXTENSIONS.get(platform)
    if names is not None:
        known.require(*names, what=f"the platform {name_of(platform)}")


def get_display(platform: int | None, native: int, attributes: Attributes) -> Any:
    """The ``EGLDisplay`` for a native display: ``eglGetPlatformDisplay``; without a platform, ``eglGetDisplay``.

    Raises:
        NotSupported: the library has no such platform, or no platforms at all (before EGL_EXT_platform_base).
        EglError: it has no such display.
    """
    pointer = ffi.cast("void *", native)
    words: dict[str, object]
    if platform is None:
        ptr = lib.eglGetDisplay(pointer)
        call, words = "eglGetDisplay", {"display_id": hex(native)}
    else:
        known = client_extensions()
        require_platform(platform, known)
        words = {"platform": name_of(platform), "native_display": hex(native), **attributes.words()}
        # No list and an empty one are two displays for Mesa (22.3), and other libraries give none.
        if hasattr(lib, "eglGetPlatformDisplay"):
            given = attributes.attribs() if attributes else ffi.NULL
            call, ptr = "eglGetPlatformDisplay", lib.eglGetPlatformDisplay(platform, pointer, given)
        else:
            known.require("EGL_EXT_platform_base", what="a platform")
            call = "eglGetPlatformDisplayEXT"
            ptr = lib.eglGetPlatformDisplayEXT(platform, pointer, attributes.ints() if attributes else ffi.NULL)
    if ptr == ffi.NULL:
        code = lib.eglGetError()
        if code == lib.EGL_SUCCESS:  # as the specification has it: no display of that kind, which is no error
            raise NotSupported(f"{spell(call, **words)}: there is no such display on this system")
        raise failure(code, call, **words)
    return ptr


def native_pointer(thing: object) -> int:
    """The pointer in a native display, window or pixmap: a number, what has one as ``native``, or a pointer of cffi's.

    Raises:
        TypeError: it is none of these.
    """
    if isinstance(thing, bool):
        raise TypeError(f"{thing!r} is no native object")
    if isinstance(thing, int):
        return thing
    pointer = getattr(thing, "native", None)
    if isinstance(pointer, int):
        return pointer
    if isinstance(thing, ffi.CData) and ffi.typeof(thing).kind in ("pointer", "array"):
        return int(ffi.cast("uintptr_t", thing))
    raise TypeError(
        f"{thing!r} is no native object: give a pointer as a number, or an object with the attribute `native`"
    )

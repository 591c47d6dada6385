"""EGL: displays, contexts, surfaces, images and syncs of Mesa and of whatever other driver libEGL finds.

    with pyegl.Display(platform="surfaceless") as display:
        config = display.choose_config(renderable_type=pyegl.Renderable.OPENGL_ES2)
        with display.create_context(config, version=(3, 0)) as context, context.make_current():
            ...                            # OpenGL ES, through PyOpenGL: see pyegl.gl

`ffi` and `lib` are the raw layer: every function and constant of egl.h and eglext.h under its C name. Importing loads
no library.

Native displays, windows and pixmaps are pointers as numbers, or objects that have one as ``native``. An object that has
the methods ``attached(user)`` and ``detached(user)`` is told while EGL stands on it, a window with ``swapped()`` after
each swap: that is how pygbm's objects know.

What is current on a thread that C code made ends with each call from there into Python, as all of Python's own state of
such a thread does. A Python signal handler may use EGL, but takes the error away from a call that it comes after: that
one raises a plain :class:`EglError` then.
"""

from __future__ import annotations

from ._library import ffi, lib
from .api import Api, bind_api, current_api, wait_client, wait_native
from .config import Config, Renderable, SurfaceType
from .context import Context, Priority, Profile, ResetStrategy
from .current import (
    CurrentState,
    current_context,
    current_state,
    current_surface,
    release_current,
    release_thread,
)
from .device import Device, devices
from .display import Display
from .dmabuf import ChromaSiting, ColorSpace, DmaBufFormat, DmaBufModifier, SampleRange
from .errors import (
    BadAccess,
    BadAlloc,
    BadAttribute,
    BadConfig,
    BadContext,
    BadCurrentSurface,
    BadDevice,
    BadDisplay,
    BadMatch,
    BadNativePixmap,
    BadNativeWindow,
    BadOutputLayer,
    BadOutputPort,
    BadParameter,
    BadState,
    BadStream,
    BadSurface,
    ContextLost,
    EglError,
    NoMatchingConfig,
    NotInitialized,
)
from .extensions import Extensions, client_extensions, client_version
from .image import ExportInfo, Image
from .platform import Platform, default_platform, platforms
from .surface import Surface
from .sync import Sync

__all__ = [
    "Api",
    "BadAccess",
    "BadAlloc",
    "BadAttribute",
    "BadConfig",
    "BadContext",
    "BadCurrentSurface",
    "BadDevice",
    "BadDisplay",
    "BadMatch",
    "BadNativePixmap",
    "BadNativeWindow",
    "BadOutputLayer",
    "BadOutputPort",
    "BadParameter",
    "BadState",
    "BadStream",
    "BadSurface",
    "ChromaSiting",
    "ColorSpace",
    "Config",
    "Context",
    "ContextLost",
    "CurrentState",
    "Device",
    "Display",
    "DmaBufFormat",
    "DmaBufModifier",
    "EglError",
    "ExportInfo",
    "Extensions",
    "Image",
    "NoMatchingConfig",
    "NotInitialized",
    "Platform",
    "Priority",
    "Profile",
    "Renderable",
    "ResetStrategy",
    "SampleRange",
    "Surface",
    "SurfaceType",
    "Sync",
    "bind_api",
    "client_extensions",
    "client_version",
    "current_api",
    "current_context",
    "current_state",
    "current_surface",
    "default_platform",
    "devices",
    "ffi",
    "lib",
    "platforms",
    "release_current",
    "release_thread",
    "wait_client",
    "wait_native",
]

"""pyegl's objects for the cases: a display on each platform, and what is drawn and read there."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import pydrm
import pyegl
import pygbm
from pyegl import Renderable, SurfaceType

from ..support import gl as gles
from ..support.gl import gl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..support.egl import Platform

RED, GREEN, BLUE = (1.0, 0.0, 0.0, 1.0), (0.0, 1.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0)


@contextmanager
def opened(platform: Platform) -> Iterator[pyegl.Display]:
    """A display of pyegl's on a platform; what it stands on is closed with it."""
    with ExitStack() as stack:
        if platform.node is not None:
            drm = stack.enter_context(pydrm.open(platform.node.path))
            yield stack.enter_context(pyegl.Display(stack.enter_context(pygbm.Device(drm))))
        elif platform.name == "device":
            devices = pyegl.devices()
            yield stack.enter_context(pyegl.Display(next((each for each in devices if each.is_software), devices[0])))
        else:
            yield stack.enter_context(pyegl.Display(platform=platform.name))


def on_gbm(display: pyegl.Display) -> bool:
    """Whether a display has windows and no pbuffers."""
    return display.platform == pyegl.Platform.GBM


def config(display: pyegl.Display, **more: int) -> pyegl.Config:
    """A config for OpenGL ES 2 and the kind of surface that the platform has."""
    kind = SurfaceType.WINDOW if on_gbm(display) else SurfaceType.PBUFFER
    return display.choose_config(surface_type=kind, renderable_type=Renderable.OPENGL_ES2, red_size=8, **more)


def window(display: pyegl.Display, of: pyegl.Config, width: int = 16, height: int = 16) -> pygbm.Surface:
    """A GBM surface of a config's format."""
    device: Any = display._source
    found: pygbm.Surface = device.create_surface(width, height, of.format, pygbm.Use.RENDERING)
    return found


def surface(display: pyegl.Display, of: pyegl.Config | None = None, width: int = 16, height: int = 16) -> pyegl.Surface:
    """A surface of the kind that the platform has."""
    chosen = config(display) if of is None else of
    if on_gbm(display):
        return display.create_window_surface(chosen, window(display, chosen, width, height))
    return display.create_pbuffer(chosen, width, height)


def fill(colour: tuple[float, float, float, float]) -> None:
    """Clear what is drawn to."""
    gl.glClearColor(*colour)
    gl.glClear(gles.COLOR_BUFFER_BIT)


def pixel(x: int = 0, y: int = 0) -> tuple[int, int, int, int]:
    """One pixel of what is read from."""
    from pyegl import ffi

    found = ffi.new("unsigned char[4]")
    gl.glReadPixels(x, y, 1, 1, gles.RGBA, gles.UNSIGNED_BYTE, found)
    gl.check()
    return (found[0], found[1], found[2], found[3])

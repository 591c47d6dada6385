"""One of each of pyegl's objects, on the surfaceless platform or on a GBM device."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pyegl
import pygbm
from pyegl import Renderable, SurfaceType
from tests.conformance.support.gl import gl

if TYPE_CHECKING:
    from types import TracebackType

    import pydrm

KINDS = ("Display", "Context", "Surface", "Image", "Sync")
PLATFORMS = ("surfaceless", "gbm")


class Things:
    """A display and one of each that is made on it, all open; `with` closes what is below and was left open."""

    def __init__(self, platform: str, device: pydrm.Device | None = None) -> None:
        self.stack = ExitStack()
        self.below: Any = None
        if platform == "gbm":
            assert device is not None
            self.below = pygbm.Device(device)
            self.stack.callback(self.below.close)
            self.display = pyegl.Display(self.below)
        else:
            self.display = pyegl.Display(platform=platform)
        self.stack.callback(self.display.close)
        kind = SurfaceType.WINDOW if self.below else SurfaceType.PBUFFER
        self.config = self.display.choose_config(
            surface_type=kind, renderable_type=Renderable.OPENGL_ES2, red_size=8, green_size=8
        )
        self.context = self.display.create_context(self.config)
        self.window: Any = None
        if self.below:
            self.window = self.below.create_surface(16, 16, self.config.format, pygbm.Use.RENDERING)
            self.stack.callback(self.window.close)
            self.surface = self.display.create_window_surface(self.config, self.window)
        else:
            self.surface = self.display.create_pbuffer(self.config, 16, 16)
        with self.context.make_current(self.surface):
            self.texture = gl.new("Textures")
            gl.glBindTexture(0x0DE1, self.texture)
            gl.glTexImage2D(0x0DE1, 0, 0x1908, 8, 8, 0, 0x1908, 0x1401, pyegl.ffi.NULL)
            self.image = pyegl.Image.from_texture(self.context, self.texture)
        self.sync = pyegl.Sync.reusable(self.display)

    def of(self, kind: str) -> Any:
        """The object of a class."""
        return getattr(self, kind.lower())

    @property
    def all(self) -> list[Any]:
        """Every object of pyegl's, the display first."""
        return [self.of(kind) for kind in KINDS]

    def close(self) -> None:
        """Close everything, the display last but for what is below it."""
        for thing in self.all[::-1]:
            thing.close()
        self.stack.close()

    def __enter__(self) -> Things:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

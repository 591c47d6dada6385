"""GL on both sides of sharing: what EGL exports of GL's renderbuffers, and dma-bufs as textures of GL.

GL has colours, not bytes: reading is drawing the picture, as a texture, into a framebuffer of eight bits per channel;
writing is drawing blocks of colours.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import numpy as np

from pydrm.errors import NotSupported
from pyegl import Image, gl

from .frames import Frame
from .views import FrameView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydrm import DmaBuf, Modifier

    from ..loaders import Renderer
    from .memory import Steps
    from .pixels import Colours, Layout

__all__ = ["GlFrames", "GlImporter"]

_INTERNAL = {"ABGR8888": 0x8058, "RGB565": 0x8D62, "ABGR2101010": 0x8059, "R8": 0x8229, "GR88": 0x822B}
"""Formats of renderbuffers in OpenGL ES 3.0 (GL_RGBA8, …), by what they are exported as."""

_COPY = """#version 100
precision highp float;
uniform sampler2D picture;
varying vec2 uv;
void main() { gl_FragColor = texture2D(picture, uv); }
"""
_COPY_EXTERNAL = _COPY.replace("#version 100", "#version 100\n#extension GL_OES_EGL_image_external : require").replace(
    "sampler2D", "samplerExternalOES"
)


class GlFrames:
    """Renderbuffers of a renderer (borrowed), exported (``EGL_MESA_image_dma_buf_export``)."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    @contextmanager
    def frame(self, width: int, height: int, layout: Layout, modifier: Modifier) -> Iterator[Frame]:
        """A renderbuffer; the driver chooses the modifier."""
        context = self._renderer.context
        internal = _INTERNAL.get(layout.format.name)
        if internal is None:
            raise NotSupported(f"no renderbuffer of OpenGL ES is exported as {layout.format.name}")
        with (
            context.make_current(),
            gl.Renderbuffer(width, height, internal) as buffer,
            gl.Framebuffer(buffer) as target,
            Image.from_renderbuffer(context, buffer.name) as image,
        ):
            _require_format(image, layout)
            with image.export(width=width, height=height) as dmabuf:

                def read() -> Colours:
                    with context.make_current():
                        return _colours(target)

                def write(picture: Colours) -> None:
                    with context.make_current():
                        _paint(target, picture)

                yield Frame(dmabuf, read, write, in_memory=False)


def _require_format(image: Image, layout: Layout) -> None:
    exported = image.export_query().format
    if exported != layout.format:
        raise NotSupported(f"the driver exports the renderbuffer as {exported.name}, not as {layout.format.name}")


class GlImporter:
    """Dma-bufs as textures of a renderer (borrowed), through ``EGL_EXT_image_dma_buf_import``."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._programs: dict[bool, gl.Program] = {}

    def close(self) -> None:
        """Give back the programs that it has made."""
        with self._renderer.context.make_current():
            while self._programs:
                self._programs.popitem()[1].close()

    def _program(self, external: bool) -> gl.Program:
        if external not in self._programs:
            self._programs[external] = gl.Program(None, _COPY_EXTERNAL if external else _COPY)
        return self._programs[external]

    @contextmanager
    def view(self, dmabuf: DmaBuf, layout: Layout, steps: Steps, *, promised: bool) -> Iterator[FrameView]:
        """Import; what pyegl knows that the driver would crash on is refused (EINVAL)."""
        context = self._renderer.context
        with context.make_current():
            steps.at("import", promised=promised)
            with Image.from_dmabuf(self._renderer.display, dmabuf) as image:
                steps.at("texture", promised=promised)
                with gl.texture_from_image(image) as texture:
                    yield self._look(texture, dmabuf)

    def _look(self, texture: gl.Texture, dmabuf: DmaBuf) -> FrameView:
        context = self._renderer.context
        assert dmabuf.width is not None
        assert dmabuf.height is not None
        size = dmabuf.width, dmabuf.height

        def read() -> Colours:
            with context.make_current():
                return _sample(self._program(texture.external), texture, *size)

        def write(picture: Colours) -> None:
            with context.make_current(), gl.Framebuffer(texture) as target:
                _paint(target, picture)

        return FrameView(read, write, in_memory=False, writable=_drawable(texture))


def _drawable(texture: gl.Texture) -> bool:
    if not texture.external:
        with suppress(gl.GlError):  # GL_FRAMEBUFFER_UNSUPPORTED, or incomplete: a format that is for reading
            gl.Framebuffer(texture).close()
            return True
    return False


def _sample(program: gl.Program, texture: gl.Texture, width: int, height: int) -> Colours:
    with (
        gl.Renderbuffer(width, height) as buffer,
        gl.Framebuffer(buffer) as target,
        target.bind(),
    ):
        texture.bind(0)
        program.uniform("picture", 0)
        gl.draw_quad(program)
        return gl.read_pixels().astype(np.float32) / np.float32(255)


def _colours(target: gl.Framebuffer) -> Colours:
    return target.read_pixels().astype(np.float32) / np.float32(255)


def _paint(target: gl.Framebuffer, picture: Colours) -> None:
    # Blocks of one colour each, by clearing: no format is too narrow for it, and no shader is in the way.
    rows, columns = 2, 4
    height, width = picture.shape[0] // rows, picture.shape[1] // columns
    GL = gl.GLES2
    with target.bind():
        GL.glEnable(GL.GL_SCISSOR_TEST)
        for y in range(0, height * rows, height):
            for x in range(0, width * columns, width):
                GL.glScissor(x, y, width, height)
                GL.glClearColor(*(float(value) for value in picture[y, x]))
                GL.glClear(GL.GL_COLOR_BUFFER_BIT)
        GL.glDisable(GL.GL_SCISSOR_TEST)
        GL.glFinish()

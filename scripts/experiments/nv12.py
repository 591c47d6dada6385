"""How does an NV12 frame get into a shader with the right colours?

A frame of two planes in one dma-buf, as video decoders leave it. Either the driver converts (one image with hints, an
external texture), or the shader does (luma imported as R8, chroma as GR88 of half the size). Two frames of different
colours are looked at: pixels that are the same for both are not of the frame at all.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import numpy as np
import story

import pydrm
import pyegl
import pygbm
from pydrm import DmaBuf, Fourcc
from pyegl import ColorSpace, SampleRange, gl

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 64
FRAMES = ((120, 100, 170), (200, 140, 110))  # Y, U, V
ZERO = (16, 128, 128)
MATRIX = np.array([[1.1644, 0, 1.7927], [1.1644, -0.2132, -0.5329], [1.1644, 2.1124, 0]])  # BT.709, narrow range
EXTERNAL = """#extension GL_OES_EGL_image_external : require
precision highp float; varying vec2 uv; uniform samplerExternalOES image;
void main() { gl_FragColor = texture2D(image, uv); }"""
PLANES = """precision highp float; varying vec2 uv; uniform sampler2D luma, chroma; uniform mat3 matrix;
void main() {
    vec3 yuv = vec3(texture2D(luma, uv).r, texture2D(chroma, uv).rg) * 255. - vec3(16., 128., 128.);
    gl_FragColor = vec4(matrix * yuv / 255., 1.);
}"""


def decoded(drm: pydrm.Device, frame: tuple[int, int, int]) -> DmaBuf:
    """A frame: luma, and below it in the same memory chroma, two bytes for four pixels."""
    with drm.create_dumb(SIZE, SIZE * 3 // 2, bpp=8) as memory:
        pages = memory.array
        pages[:SIZE], pages[SIZE:, 0::2], pages[SIZE:, 1::2] = frame
        with memory.export() as whole:
            fd, pitch = whole.detach()[0], memory.pitch
    return DmaBuf([(fd, 0, pitch), (fd, pitch * SIZE, pitch)], width=SIZE, height=SIZE, format=Fourcc.NV12)


def by_driver(display: pyegl.Display, frame: DmaBuf, stack: ExitStack) -> gl.Program:
    """One image with hints, one external texture."""
    hints = {"color_space": ColorSpace.REC709, "sample_range": SampleRange.NARROW}
    image = stack.enter_context(display.import_dmabuf(frame, **hints))
    stack.enter_context(gl.texture_from_image(image, external=True)).bind()
    return gl.Program(None, EXTERNAL)


def by_shader(display: pyegl.Display, frame: DmaBuf, stack: ExitStack) -> gl.Program:
    """An image and a texture for each plane."""
    program = gl.Program(None, PLANES)
    for unit, (name, size, format) in enumerate((("luma", SIZE, Fourcc.R8), ("chroma", SIZE // 2, Fourcc.GR88))):
        fd, offset, pitch = frame.planes[unit]
        part = DmaBuf.from_fd(fd, dup=True, width=size, height=size, format=format, pitch=pitch, offset=offset)
        image = stack.enter_context(display.import_dmabuf(stack.enter_context(part)))
        stack.enter_context(gl.texture_from_image(image)).bind(unit)
        program.uniform(name, unit)
    program.uniform("matrix", MATRIX)
    return program


def verdict(drm: pydrm.Device, display: pyegl.Display, way: Callable[..., gl.Program]) -> str:
    """In words, whether a way gives the colours of both frames."""
    seen = []
    for values in FRAMES:
        with decoded(drm, values) as frame, ExitStack() as stack:
            try:
                gl.draw_quad(stack.enter_context(way(display, frame, stack)))
            except pyegl.EglError as error:
                return type(error).__name__
            seen.append(gl.read_pixels(SIZE // 2, SIZE // 2, 1, 1)[0, 0, :3].tolist())
    far = np.abs(np.clip((np.array(FRAMES) - ZERO) @ MATRIX.T, 0, 255) - seen).max()
    always = f"not of the frame: always {tuple(seen[0])}" if seen[0] == seen[1] else f"wrong by {far:.0f} code values"
    return "right" if far <= 1 else always


story.ask(__doc__)
with pydrm.open(driver="vgem") as drm, pygbm.Device(drm) as gbm, pyegl.Display(gbm) as display:
    with display.create_context() as context, context.make_current(), gl.Texture(SIZE, SIZE) as canvas:
        with gl.Framebuffer(canvas) as target, target.bind():
            story.renderer()
            found = {}
            for label, way in (("converted by the driver, as NV12", by_driver), ("by the shader", by_shader)):
                found[label] = verdict(drm, display, way)
                story.row(label, found[label])
        listed = [str(each.format) for each in display.dmabuf_formats()]
        story.row("EGL lists NV12 among what it imports", "NV12" in listed)
right = [label for label, word in found.items() if word == "right"]
story.answer(f"{' or '.join(right)}." if right else "not at all.")

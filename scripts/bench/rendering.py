"""What does a frame cost that comes as a dma-buf, is drawn, waited for, and goes on as a dma-buf? On vgem.

Import the dma-buf as an image, make it a texture, draw it into a buffer, wait for a fence, export that buffer.
"""

from __future__ import annotations

import ctypes
import time

import stage
from pairs import Pairs

import pydrm
import pyegl
import pygbm
from pydrm import Fourcc
from pyegl import gl

SAMPLE = """precision mediump float; varying vec2 uv; uniform sampler2D image;
void main() { gl_FragColor = texture2D(image, uv); }"""
SQUARE = (ctypes.c_float * 8)(-1, -1, 1, -1, -1, 1, 1, 1)


def through_nouns(display: pyegl.Display, target: pyegl.Image, frame: pydrm.DmaBuf, loops: int) -> float:
    """The frame as a user of pyegl writes it."""
    start = time.perf_counter()
    for _ in range(loops):
        with display.import_dmabuf(frame) as image, gl.texture_from_image(image) as texture:
            texture.bind()
            gl.GLES2.glDrawArrays(gl.GLES2.GL_TRIANGLE_STRIP, 0, 4)
            with pyegl.Sync.fence(display) as fence:
                fence.client_wait()
            target.export().close()
    return time.perf_counter() - start


bench = Pairs()
c = stage.twin()
with (
    pydrm.open(driver="vgem") as camera,  # a file of its own: Mesa closes the handles of what it has imported
    pydrm.open(driver="vgem") as drm,
    pygbm.Device(drm) as gbm,
    pyegl.Display(gbm) as display,
):
    for width, height in ((64, 64), (640, 480), (1280, 720)):
        with (
            display.create_context() as context,
            context.make_current(),
            camera.create_dumb(width, height, Fourcc.XRGB8888) as source,
            source.export() as frame,
            gbm.create_bo(width, height) as bo,
            bo.export() as out,
            display.import_dmabuf(out) as target,
            gl.texture_from_image(target) as canvas,
            gl.Framebuffer(canvas) as framebuffer,
            framebuffer.bind(),
            gl.Program(None, SAMPLE) as program,
        ):
            program.use()
            gl.GLES2.glVertexAttribPointer(0, 2, gl.GLES2.GL_FLOAT, False, 0, SQUARE)
            gl.GLES2.glEnableVertexAttribArray(0)
            plane = frame.planes[0]
            picture = (width, height, plane.pitch, int(Fourcc.XRGB8888), int(frame.modifier))
            bench.compare(
                f"frame {width}x{height}",
                {
                    "C": stage.in_c(c.frame_loop, display.native, target.native, plane.fd, *picture),
                    "pyegl": lambda loops, t=target, f=frame: through_nouns(display, t, f, loops),  # type: ignore[misc]
                },
            )
bench.write()

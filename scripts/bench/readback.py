"""How fast does a rendered 1080p frame come into numpy? glReadPixels into memory that is there, without a copy."""

from __future__ import annotations

import time

import numpy as np
import stage
from pairs import Pairs

import pyegl
from pyegl import gl

WIDTH, HEIGHT = 1920, 1080


def into_out(loops: int) -> float:
    """Into an array that is kept, as a loop over frames does."""
    start = time.perf_counter()
    for _ in range(loops):
        gl.read_pixels(0, 0, WIDTH, HEIGHT, out=pixels)
    return time.perf_counter() - start


def into_new(loops: int) -> float:
    """Into a new array each time."""
    start = time.perf_counter()
    for _ in range(loops):
        gl.read_pixels(0, 0, WIDTH, HEIGHT)
    return time.perf_counter() - start


def with_pyopengl(loops: int) -> float:
    """PyOpenGL's own call, into an array that is kept."""
    start = time.perf_counter()
    for _ in range(loops):
        gl.GLES2.glReadPixels(0, 0, WIDTH, HEIGHT, gl.GLES2.GL_RGBA, gl.GLES2.GL_UNSIGNED_BYTE, pixels)
    return time.perf_counter() - start


bench = Pairs()
c = stage.twin()
pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
with (
    pyegl.Display(platform="surfaceless") as display,
    display.create_context(version=(3, 0)) as context,
    context.make_current(),
    gl.Texture(WIDTH, HEIGHT) as canvas,
    gl.Framebuffer(canvas) as target,
    target.bind(),
):
    gl.GLES2.glClear(gl.GLES2.GL_COLOR_BUFFER_BIT)
    bench.compare(
        "readback 1920x1080",
        {
            "C": stage.in_c(c.read_loop, WIDTH, HEIGHT, pixels.ctypes.data),
            "pyegl.gl, out=": into_out,
            "pyegl.gl, new array": into_new,
            "PyOpenGL": with_pyopengl,
        },
    )
bench.write()

"""Can one process sample what another one renders, without a copy and without importing it again for each frame?

The exporter allocates with GBM, renders, and sends the dma-buf over a Unix socket; the importer, a process of its own
with its own device file, makes it a texture and draws with that. The exporter then renders the next frame into the same
buffer, and the importer draws again with the texture that it has.
"""

from __future__ import annotations

import socket
import sys
from multiprocessing import get_context
from typing import TYPE_CHECKING

import numpy as np
import story

import pydrm
import pyegl
import pygbm
from pyegl import gl

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, HEIGHT, FRAMES = 128, 96, 3
RAMP = "precision highp float; varying vec2 uv; uniform float blue; void main() { gl_FragColor = vec4(uv, blue, 1.); }"


def expected(blue: float) -> NDArray[np.float64]:
    """The ramp as numpy computes it: pixel centres, in code values, lowest row first."""
    columns, rows = np.meshgrid((np.arange(WIDTH) + 0.5) / WIDTH, (np.arange(HEIGHT) + 0.5) / HEIGHT)
    return np.stack((columns, rows, np.full((HEIGHT, WIDTH), blue)), axis=2) * 255


def exporter(ours: socket.socket) -> None:
    """Render frame after frame into one buffer; the other process says when it has looked."""
    with (
        pydrm.open(driver="vgem") as drm,
        pygbm.Device(drm) as gbm,
        gbm.create_bo(WIDTH, HEIGHT) as bo,
        bo.export() as dmabuf,
        pyegl.Display(gbm) as display,
        display.create_context(version=(3, 0)) as context,
        context.make_current(),
        display.import_dmabuf(dmabuf) as image,
        gl.texture_from_image(image) as texture,
        gl.Framebuffer(texture) as target,
        target.bind(),
        gl.Program(None, RAMP) as program,
    ):
        for frame in range(FRAMES):
            program.uniform("blue", frame / FRAMES)
            gl.draw_quad(program)
            gl.GLES2.glFinish()
            if frame == 0:
                dmabuf.send(ours)
            ours.sendall(b"drawn")
            if ours.recv(4) != b"seen":
                raise SystemExit("the importer is gone")


def importer(sock: socket.socket) -> None:
    """Sample each frame, and compare it with what it has to be."""
    with (
        pydrm.open(driver="vgem") as drm,
        pygbm.Device(drm) as gbm,
        pyegl.Display(gbm) as display,
        display.create_context(version=(3, 0)) as context,
        context.make_current(),
        pydrm.DmaBuf.recv(sock) as dmabuf,
        display.import_dmabuf(dmabuf) as image,
        gl.texture_from_image(image) as texture,
        gl.Texture(WIDTH, HEIGHT) as canvas,
        gl.Framebuffer(canvas) as target,
        target.bind(),
        gl.Program(None, story.SAMPLE) as program,
    ):
        story.renderer()
        worst = 0.0
        for frame in range(FRAMES):
            sock.recv(5)
            texture.bind()
            gl.draw_quad(program)
            worst = max(worst, float(np.abs(gl.read_pixels()[:, :, :3] - expected(frame / FRAMES)).max()))
            sock.sendall(b"seen")
        story.row(f"{FRAMES} frames, farthest code value", f"{worst:.2f}")
        story.answer("yes, the texture shows each new frame." if worst <= 1 else "no: the pixels are others.")


story.ask(__doc__)
ours, theirs = socket.socketpair()
child = get_context("fork").Process(target=importer, args=(theirs,))  # nothing of EGL is open yet
child.start()
theirs.close()
ours.settimeout(60)
exporter(ours)
child.join()
sys.exit(child.exitcode)

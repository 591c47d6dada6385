"""Can one process sample what another one renders, without a copy and without importing it again for each frame?

The exporter allocates with GBM, renders, and sends the dma-buf over a Unix socket; the importer, a process of its own
with its own device file, makes it a texture and draws with that. The exporter then renders the next frame into the same
buffer, and the importer draws again with the texture that it has.
"""

from __future__ import annotations

import socket
import subprocess
import sys

import numpy as np
import story

import pydrm
import pyegl
import pygbm
from pyegl import gl

WIDTH, HEIGHT, FRAMES = 128, 96, 3
RAMP = "precision highp float; varying vec2 uv; uniform float blue; void main() { gl_FragColor = vec4(uv, blue, 1.); }"
SAMPLE = "precision mediump float; varying vec2 uv; uniform sampler2D image; void main() { gl_FragColor = %s; }"


def expected(blue: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The ramp as numpy computes it: pixel centres, in code values, lowest row first."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    planes = ((columns + 0.5) / WIDTH, (rows + 0.5) / HEIGHT, np.full((HEIGHT, WIDTH), blue))
    return np.stack(planes, axis=2) * 255


def exporter() -> None:
    """Render frame after frame into one buffer; the other process says when it has looked."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, __file__, str(theirs.fileno())]
    with (
        subprocess.Popen(command, pass_fds=[theirs.fileno()]) as child,
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
        theirs.close()
        ours.settimeout(60)
        story.row("exporter: the buffer's inode", dmabuf.ino)
        for frame in range(FRAMES):
            program.uniform("blue", frame / FRAMES)
            gl.draw_quad(program)
            gl.GLES2.glFinish()
            if frame == 0:
                pydrm.DmaBuf.send(dmabuf, ours)
            ours.sendall(b"drawn")
            if ours.recv(4) != b"seen":
                raise SystemExit("the importer is gone")
        ours.close()
    if child.returncode:
        raise SystemExit(f"the importer ended with status {child.returncode}")


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
        gl.Program(None, SAMPLE % "texture2D(image, uv)") as program,
    ):
        story.renderer()
        story.row("importer: the buffer's inode", dmabuf.ino)
        worst = 0.0
        for frame in range(FRAMES):
            sock.recv(5)
            texture.bind()
            gl.draw_quad(program)
            worst = max(worst, float(np.abs(gl.read_pixels()[:, :, :3] - expected(frame / FRAMES)).max()))
            sock.sendall(b"seen")
        story.row(f"{FRAMES} frames, farthest code value", f"{worst:.2f}")
        right = worst <= 1
        story.answer("yes, the texture shows each new frame." if right else "no: the pixels are others.")


if len(sys.argv) > 1:
    importer(socket.socket(fileno=int(sys.argv[1])))
else:
    story.ask(__doc__)
    sys.stdout.flush()
    exporter()

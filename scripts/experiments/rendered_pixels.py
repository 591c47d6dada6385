"""When do rendered pixels arrive in the memory of a dma-buf, and does its implicit fence tell?

A frame is drawn into a buffer whose memory the CPU looks at all the while through a mapping. A consumer that may not
call GL has nothing but poll() on the dma-buf: it is of use only if the driver leaves a fence there.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import story

import pydrm
import pyegl
import pygbm
from pyegl import gl

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 256
WORK = """precision highp float; varying vec2 uv; uniform vec4 colour;
void main() { float s = 0.; for (int i = 0; i < 64; i++) s += sin(uv.x * float(i)); gl_FragColor = colour + s * 1e-9; }
"""


def patience(display: pyegl.Display) -> None:
    """More time than a frame takes."""
    time.sleep(0.3)


def flush(display: pyegl.Display) -> None:
    """Send the commands off."""
    gl.GLES2.glFlush()


def fence(display: pyegl.Display) -> None:
    """Wait for a fence behind the commands."""
    with pyegl.Sync.fence(display) as sync:
        sync.client_wait()


def finish(display: pyegl.Display) -> None:
    """Wait for everything."""
    gl.GLES2.glFinish()


STEPS: dict[str, tuple[Callable[[pyegl.Display], None], ...]] = {
    "nothing, but time": (patience,),
    "glFlush": (flush,),
    "glFlush, and time": (flush, patience),
    "a fence, client_wait()": (fence,),
    "glFinish": (finish,),
}

story.ask(__doc__)
with (
    pydrm.open(driver="vgem") as drm,
    pygbm.Device(drm) as gbm,
    gbm.create_bo(SIZE, SIZE) as bo,
    bo.export() as dmabuf,
    pyegl.Display(gbm) as display,
    display.create_context() as context,
    context.make_current(),
    display.import_dmabuf(dmabuf) as image,
    gl.texture_from_image(image) as texture,
    gl.Framebuffer(texture) as target,
    target.bind(),
    gl.Program(None, WORK) as program,
):
    story.renderer()
    memory = dmabuf.array()
    there, lied = [], False
    for label, steps in STEPS.items():
        program.uniform("colour", 0, 0, 0, 1)
        gl.draw_quad(program)
        gl.GLES2.glFinish()
        program.uniform("colour", 1, 1, 1, 1)
        gl.draw_quad(program)
        for step in steps:
            step(display)
        ready = dmabuf.poll()
        arrived = float((memory & 0xFF == 0xFF).mean())
        lied |= ready and arrived < 1
        story.row(f"after {label}", f"{arrived:.0%} of the pixels, poll() says {'ready' if ready else 'busy'}")
        gl.GLES2.glFinish()
        if arrived == 1:
            there.append(label)
    del memory
certain = [label for label in there if "time" not in label]
poll = "cannot be relied on: it said ready before" if lied else "was never wrong"
story.answer(f"they are there after {' or '.join(certain)}. poll() {poll}.")

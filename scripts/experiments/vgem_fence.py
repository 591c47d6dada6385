"""Does the renderer wait for an unfinished write to a buffer before it samples it?

vgem puts a write fence on a buffer, as a camera or another GPU would leave it: until it is signalled the pixels are not
there. A thread writes them late and signals then. Drivers of hardware wait by themselves (implicit synchronisation);
the rows show what this one does, and what helps.
"""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack, nullcontext
from typing import TYPE_CHECKING

import story

import pydrm
import pyegl
import pygbm
from pydrm import Fourcc, vgem
from pyegl import gl

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

LATE = 0.5  # seconds until the pixels are written
OLD, NEW = 0xFF0000, 0x0000FF
NATIVE = "EGL_ANDROID_native_fence_sync"


def on_the_cpu(display: pyegl.Display, dmabuf: pydrm.DmaBuf) -> AbstractContextManager[object]:
    """Wait for the dma-buf to be readable: poll()."""
    dmabuf.wait()
    return nullcontext()


def by_native_fence(display: pyegl.Display, dmabuf: pydrm.DmaBuf) -> AbstractContextManager[object]:
    """Let the context wait: the dma-buf's fence as a sync file, the sync file as an EGLSync."""
    with dmabuf.export_sync_file(read=True) as sync_file:
        sync = pyegl.Sync.native_fence(display, sync_file)
    sync.wait()
    return sync


def sample(drm: pydrm.Device, display: pyegl.Display, wait: object) -> tuple[str, float]:
    """Draw a buffer that is being written; which pixels came, and after how many milliseconds."""
    with ExitStack() as stack:
        frame = stack.enter_context(drm.create_dumb(64, 64, Fourcc.XRGB8888))
        dmabuf = stack.enter_context(frame.export())
        pixels = frame.array
        pixels[:] = OLD
        texture = stack.enter_context(gl.texture_from_image(stack.enter_context(display.import_dmabuf(dmabuf))))
        program = stack.enter_context(gl.Program(None, story.SAMPLE))
        canvas = stack.enter_context(gl.Texture(64, 64))
        stack.enter_context(stack.enter_context(gl.Framebuffer(canvas)).bind())
        texture.bind()
        gl.draw_quad(program)
        gl.read_pixels(0, 0, 1, 1)  # the shader is compiled at the first draw, which alone may take this long
        fence = vgem.attach(frame, write=True)

        def write() -> None:
            pixels[:] = NEW
            fence.signal()

        writer = threading.Timer(LATE, write)
        start = time.monotonic()
        writer.start()
        if callable(wait):
            stack.enter_context(wait(display, dmabuf))
        gl.draw_quad(program)
        red, _, blue, _ = gl.read_pixels(0, 0, 1, 1)[0, 0].tolist()
        elapsed = time.monotonic() - start
        writer.join()
    return {(255, 0): "old", (0, 255): "new"}[red, blue], elapsed * 1000


story.ask(__doc__)
with pydrm.open(driver="vgem") as drm, pygbm.Device(drm) as gbm, pyegl.Display(gbm) as display:
    with display.create_context() as context, context.make_current():
        story.renderer()
        story.row("the pixels are written after", f"{LATE * 1000:.0f} ms")
        ways = {"drawn at once": None, "drawn after dmabuf.wait()": on_the_cpu}
        if NATIVE in display.extensions:
            ways["drawn after sync.wait() on a native fence"] = by_native_fence
        story.row(NATIVE, NATIVE in display.extensions)
        seen = {}
        for label, wait in ways.items():
            seen[label], elapsed = sample(drm, display, wait)
            story.row(label, f"{seen[label]} pixels, after {elapsed:.0f} ms")
waits = seen["drawn at once"] == "new"
right = [label.removeprefix("drawn after ") for label, pixels in seen.items() if pixels == "new"]
story.answer("yes." if waits else f"no, it draws what is there: wait before, with {' or '.join(right)}.")

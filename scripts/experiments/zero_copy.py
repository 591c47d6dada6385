"""Can a display that has no renderer of its own show what Mesa draws in another driver's memory, without a copy?

Mesa's software renderer draws into dumb buffers of vgem, of which vkms, which only displays, makes framebuffers. Each
frame is committed before it is drawn: the flip waits for vgem's write fence, signalled when the frame is there. (The
renderer maps a buffer anew for every frame, and each page of it again, unless GBM keeps it mapped.) Then the same with
a copy: GL's pixels are read back into a dumb buffer of the display.
"""

from __future__ import annotations

import os
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import story
from PIL import Image

import pydrm
import pyegl
import pygbm
from pydri import scene
from pydrm import ClientCap, vgem
from pydrm.kms import AtomicRequest, Display, Fb, Writeback
from pyegl import gl

FRAMES, STEP, SECOND = 120, 8, 1_000_000_000
PICTURE = Path(os.environ.get("PYDRI_RESULTS", "/tmp")) / "zero_copy.png"


def run(label: str, show: Any, copied: int, frames: int = FRAMES) -> None:
    """Show frames, and say how fast that went, what it took of the CPU, and what was copied."""
    start, working = time.perf_counter(), time.process_time()
    for frame in range(frames):
        show(frame)
    rate, used = frames / (time.perf_counter() - start), (time.process_time() - working) / frames
    story.row(label, f"{rate:.0f} frames per second, {used * 1e3:.1f} ms each, {frames * copied} bytes copied")


story.ask(__doc__)
with ExitStack() as stack:
    enter = stack.enter_context
    # Buffers have a file of their own: on the renderer's Mesa destroys their handles (see one_handle.py).
    maker, drm, device = (enter(pydrm.open(driver=name)) for name in ("vgem", "vgem", "vkms"))
    for cap in (ClientCap.ATOMIC, ClientCap.WRITEBACK_CONNECTORS):
        device.set_client_cap(cap)
    display, gbm = enter(Display(device, mode="1024x768")), enter(pygbm.Device(drm))
    enter(enter((egl := enter(pyegl.Display(gbm))).create_context(version=(2, 0))).make_current())
    story.renderer()
    width, height = display.width, display.height
    drawing, canvas = enter(scene.Scene()), enter(gl.Framebuffer(enter(gl.Texture(width, height))))
    buffers = [enter(maker.create_dumb(width, height, "XRGB8888")) for _ in range(2)]
    dmabufs = [enter(each.export()) for each in buffers]
    images = [enter(egl.import_dmabuf(each)) for each in dmabufs]
    targets = [enter(gl.Framebuffer(enter(gl.texture_from_image(each)))) for each in images]
    fbs = [enter(Fb.add(device, each)) for each in dmabufs]
    waited: list[bool] = []
    plane: Any = display.plane

    def draw(target: gl.Framebuffer, frame: int) -> None:
        with target.bind():
            drawing.draw(width, height, shift=frame * STEP)
            gl.GLES2.glFinish()

    def share(frame: int) -> None:
        flip, here = AtomicRequest(device), frame % 2
        with vgem.attach(buffers[here], write=True) as fence, dmabufs[here].export_sync_file(read=True) as pending:
            flip.set(plane, FB_ID=fbs[here], IN_FENCE_FD=pending)
            flip.commit(nonblock=True, event=True)
            draw(targets[here], frame)
            waited.append(not device.read_events(timeout_ns=0))
            fence.signal()
        assert device.read_events(timeout_ns=SECOND), "the frame is not on the screen within a second"

    def copy(frame: int) -> None:
        draw(canvas, frame)
        with canvas.bind():
            gl.read_pixels(format="BGRA", out=display.back.view("u1").reshape(height, width, 4))
        display.flip()

    display.show(fbs[1])
    run("10 frames, shared, mapped anew each time", share, 0, frames=10)
    for each in dmabufs:
        enter(enter(gbm.import_dmabuf(each)).map(read=True, write=True))
    run(f"{FRAMES} frames, shared, GBM keeps them mapped", share, 0)
    story.row("of these waited for vgem's fence", f"{sum(waited)} of {len(waited)}")
    with Writeback(device, display.crtc) as writeback:
        seen = scene.unpack(writeback.capture_array(), "XRGB8888")
    Image.fromarray(seen[..., :3]).save(PICTURE)
    story.row("what the display shows", scene.compare(np.roll(seen, -(FRAMES - 1) * STEP, axis=1)))
    with device.import_dmabuf(dmabufs[1]) as gem, gem.export() as again, dmabufs[1].map() as here, again.map() as there:
        buffers[1].array[height // 2, :99] = 0x123456
        pages = [np.frombuffer(each, "u4") for each in (buffers[1].array, here.view, there.view)]
        same = all((each == pages[0]).all() and 0x123456 in each for each in pages)
    story.row("vgem, the dma-buf and vkms have the same pages", same)
    run(f"{FRAMES} frames, copied", copy, width * height * 4)
story.answer(f"yes, no byte of a frame is copied: {PICTURE.name} is the last." if same else "no: other pages.")

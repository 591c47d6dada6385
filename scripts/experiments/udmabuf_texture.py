"""Can a frame in ordinary memory become a texture without a copy?

A udmabuf is a dma-buf of memfd pages: what a capture program or a decoder on the CPU can share. Each renderer tries it
in a process of its own, since a driver that cannot map foreign memory may crash at the first access: Mesa's kms_swrast
does (22.3), and pyegl refuses such an import unless told otherwise.
"""

from __future__ import annotations

import errno
import signal
from contextlib import ExitStack
from multiprocessing import Pipe, get_context
from typing import TYPE_CHECKING

import numpy as np
import story

import pydrm
import pyegl
import pygbm
from pydrm import DmaBuf, Fourcc, udmabuf
from pyegl import gl

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from numpy.typing import NDArray

SIZE = 256
WAYS = {
    "vgem": "GBM on vgem",
    "unchecked": "GBM on vgem, unchecked=True",
    "software": "EGL's software device",
    "copy": "a copy (glTexSubImage2D), any renderer",
}


def frame() -> tuple[DmaBuf, NDArray[np.uint32]]:
    """A dma-buf of memory without a device, with a pattern of which no two pixels are alike."""
    fd = udmabuf.allocate(SIZE * SIZE * 4).detach()[0]
    picture = DmaBuf.from_fd(fd, width=SIZE, height=SIZE, format=Fourcc.XBGR8888, pitch=SIZE * 4)
    pattern = (np.arange(SIZE * SIZE, dtype=np.uint32) * 257).reshape(SIZE, SIZE) | np.uint32(0xFF000000)
    with picture.cpu_access(read=False):
        picture.array()[:] = pattern
    return picture, pattern


def attempt(way: str) -> str:
    """Draw the frame, and compare every pixel."""
    with ExitStack() as stack:
        if way in ("vgem", "unchecked"):
            on: object = stack.enter_context(pygbm.Device(stack.enter_context(pydrm.open(driver="vgem"))))
        else:
            on = next(device for device in pyegl.devices() if device.is_software)
        display = stack.enter_context(pyegl.Display(on))
        context = stack.enter_context(display.create_context(version=(3, 0)))
        stack.enter_context(context.make_current())
        picture, pattern = frame()
        stack.enter_context(picture)
        if way == "copy":
            texture = gl.upload(pattern.view(np.uint8).reshape(SIZE, SIZE, 4))
        else:
            image = stack.enter_context(display.import_dmabuf(picture, unchecked=way == "unchecked"))
            texture = gl.texture_from_image(image)
        stack.enter_context(texture).bind()
        canvas = stack.enter_context(gl.Texture(SIZE, SIZE))
        stack.enter_context(stack.enter_context(gl.Framebuffer(canvas)).bind())
        gl.draw_quad(stack.enter_context(gl.Program(None, story.SAMPLE)))
        wrong = int((gl.read_pixels().view(np.uint32)[:, :, 0] != pattern).sum())
        return f"{wrong} pixels are wrong" if wrong else "every pixel is right"


def told(way: str, pipe: Connection) -> None:
    """The attempt, in a process of its own, in words."""
    try:
        pipe.send(attempt(way))
    except (pydrm.NotSupported, OSError, pyegl.EglError) as error:
        code = getattr(error, "errno", None)
        pipe.send(type(error).__name__ if code is None else f"{type(error).__name__} {errno.errorcode[code]}")


def outcome(way: str) -> str:
    """What the process says, or what ended it."""
    ours, theirs = Pipe(duplex=False)
    child = get_context("fork").Process(target=told, args=(way, theirs))
    child.start()
    child.join()
    return signal.Signals(-(child.exitcode or 0)).name if child.exitcode else str(ours.recv())


story.ask(__doc__)
seen = {}
for way, label in WAYS.items():
    seen[way] = outcome(way)
    story.row(label, seen[way])
zero_copy = [WAYS[way] for way, word in seen.items() if way != "copy" and word.startswith("every")]
story.answer(f"yes, on {' and '.join(zero_copy)}." if zero_copy else "no renderer here can: it has to be copied.")

"""The reference scene on the real renderer: what GL draws is what numpy computes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

import pyegl
from pydrm import Fourcc

from ..support import conf, force, needs
from . import frames

if TYPE_CHECKING:
    from pyegl import Display

    from ..support.egl import Platform


@conf("M4")
@pytest.mark.parametrize("api", ["es", "core"])
def test_scene(egl: Display, api: str) -> None:
    """At sizes from a pixel to a screen, first row first; turned around where it is drawn for a window."""
    from pydri import scene

    from .glcases import current, gl

    with current(egl, api), scene.Scene() as drawing:
        for width, height in ((1, 1), (3, 2), (16, 9), (37, 53), (64, 64), (640, 480)):
            with gl.Texture(width, height) as texture, gl.Framebuffer(texture) as canvas, canvas.bind():
                drawing.draw(width, height)
                found = scene.compare(gl.read_pixels())
                assert found.ok, (width, height, str(found))
                drawing.draw(width, height, window=True)
                found = scene.compare(gl.read_pixels(flip=True))
                assert found.ok, (width, height, str(found))


@conf("M4")
def test_scene_that_moves(egl: Display) -> None:
    """To the right, in again on the left, by any number of pixels."""
    from pydri import scene

    from .glcases import current, gl

    width, height = 61, 40
    with current(egl), gl.Texture(width, height) as texture, gl.Framebuffer(texture) as canvas, canvas.bind():
        for shift in (0, 1, 60, 61, 62, 30, 1000, -7):
            scene.draw(width, height, shift=shift)
            moved = gl.read_pixels()
            found = scene.compare(np.roll(moved, -shift, axis=1))
            assert found.ok, (shift, str(found))
            assert scene.compare(moved).ok is (shift % width == 0)


@conf("M4")
def test_scene_of_few_bits(egl: Display) -> None:
    """Drawn into RGB565 it is the scene in the bits of that, and not in eight."""
    from pydri import scene

    from .glcases import current, gl

    with current(egl), gl.Renderbuffer(640, 480, 0x8D62) as buffer, gl.Framebuffer(buffer) as canvas, canvas.bind():
        scene.draw(640, 480)
        found = gl.read_pixels()
    assert scene.compare(found, "RGB565").ok
    assert not scene.compare(found).ok


@needs("egl.gbm", "egl:EGL_EXT_image_dma_buf_import")
@conf("M4")
@pytest.mark.parametrize("format", ["XRGB8888", "ARGB8888", "XBGR8888", "ABGR8888", "RGB565"])
def test_scene_in_a_dmabuf(egl_windows: Display, platform: Platform, format: str) -> None:
    """Drawn into a dma-buf, as texture and renderbuffer, it is in the memory that the CPU sees, first row first."""
    import pygbm
    from pydri import scene

    from .glcases import current, gl

    if Fourcc(format).bpp() != 32:
        force.check_node(platform.node, "gbm.bits")
    device = egl_windows._source
    assert isinstance(device, pygbm.Device)
    with current(egl_windows), scene.Scene() as drawing:
        for make in (gl.texture_from_image, gl.renderbuffer_from_image):
            with device.create_bo(200, 100, format) as bo, bo.export() as dmabuf:
                with pyegl.Image.from_dmabuf(egl_windows, dmabuf) as image, make(image) as target:
                    with gl.Framebuffer(target) as canvas, canvas.bind():
                        drawing.draw(200, 100)
                        gl.GLES2.glFinish()
                frames.fetch(platform, dmabuf)
                with dmabuf.map() as pages:
                    found = scene.compare(pages.array, format)
                assert found.ok, str(found)

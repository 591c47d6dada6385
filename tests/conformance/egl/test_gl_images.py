"""EGL images as textures and renderbuffers: the same pixels, sampled as what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

import pydrm
import pyegl
from pydrm.errors import ClosedError, NotSupported

from ..support import conf, force, images, needs

if TYPE_CHECKING:
    from pyegl import Display

    from ..support.egl import Platform

APIS = ["es", "core"]
IMAGES = needs("egl:EGL_KHR_gl_texture_2D_image")


@IMAGES
@conf("M4")
@pytest.mark.parametrize("api", APIS)
def test_siblings_share_pixels(egl: Display, api: str) -> None:
    """A texture and a renderbuffer of a texture's image: what is drawn into one is in all, also without the image."""
    from .glcases import current, drawn, gl, noise

    pixels = noise(8, 16, 4)
    with current(egl, api) as context, gl.upload(pixels) as source:
        with pyegl.Image.from_texture(context, source.name) as image:
            sibling = gl.texture_from_image(image)
            buffer = gl.renderbuffer_from_image(image)
        assert (sibling.width, sibling.height, sibling.external) == (16, 8, False)
        assert (buffer.width, buffer.height) == (16, 8)
        assert (drawn(sibling, 16, 8) == pixels).all()
        with gl.Framebuffer(buffer) as canvas:
            assert (canvas.read_pixels() == pixels).all()
        source.upload(pixels[::-1])
        assert (drawn(sibling, 16, 8) == pixels[::-1]).all()
        sibling.upload(pixels)
        with gl.Framebuffer(buffer) as canvas:
            assert (canvas.read_pixels() == pixels).all()
        sibling.close()
        buffer.close()


@IMAGES
@conf("M4")
def test_between_contexts_that_share_nothing(egl: Display) -> None:
    """An image carries pixels from one share group to another, and from OpenGL ES to OpenGL."""
    from .glcases import context, gl, noise

    pixels = noise(8, 8, 4)
    with context(egl, "es") as one, context(egl, "core") as two:
        with one.make_current():
            source = gl.upload(pixels)
            image = pyegl.Image.from_texture(one, source.name)
            gl.GLES2.glFinish()
        with two.make_current(), image, gl.texture_from_image(image) as there, gl.Framebuffer(there) as canvas:
            assert (canvas.read_pixels() == pixels).all()
            there.upload(pixels[::-1])
            gl.GLES2.glFinish()
        with one.make_current(), gl.Framebuffer(source) as canvas:
            assert (canvas.read_pixels() == pixels[::-1]).all()
            source.close()


@IMAGES
@conf("M3")
def test_external(egl: Display) -> None:
    """An external texture is read by samplerExternalOES; nothing is drawn into it, and OpenGL has none."""
    from .glcases import EXTERNAL, current, gl, noise

    pixels = noise(8, 8, 4)
    with current(egl) as context, gl.upload(pixels) as source, gl.Texture(8, 8) as target:
        with pyegl.Image.from_texture(context, source.name) as image:
            with gl.texture_from_image(image, external=True) as outside, gl.Program(None, EXTERNAL) as program:
                assert (outside.target, outside.external) == (gl.TEXTURE_EXTERNAL, True)
                with gl.Framebuffer(target) as canvas, canvas.bind():
                    outside.bind()
                    gl.draw_quad(program)
                    assert (gl.read_pixels() == pixels).all()
                with pytest.raises(ValueError, match=r"size is not known|cannot be drawn into"):
                    gl.Framebuffer(outside)
                with pytest.raises(ValueError, match="cannot be written"):
                    outside.upload(pixels)
            with current(egl, "core"), pytest.raises(NotSupported, match="only be an external texture"):
                gl.texture_from_image(image, external=True)


@IMAGES
@conf("M1")
def test_refused(egl: Display, platform: Platform) -> None:
    """A closed image, and one of another display, are refused before GL sees them."""
    from .glcases import current, gl
    from .objects import opened

    with current(egl) as context, gl.Texture(4, 4) as source:
        image = pyegl.Image.from_texture(context, source.name)
        second = type(platform)("device" if platform.name == "surfaceless" else "surfaceless")
        with opened(second) as other, current(other):
            for make in (gl.texture_from_image, gl.renderbuffer_from_image):
                with pytest.raises(ValueError, match="of another display"):
                    make(image)
        image.close()
        for make in (gl.texture_from_image, gl.renderbuffer_from_image):
            with pytest.raises(ClosedError, match="Image is closed"):
                make(image)


@needs("egl.gbm", "egl:EGL_EXT_image_dma_buf_import")
@conf("M17")
def test_yuv_is_external_by_itself(egl_windows: Display, platform: Platform) -> None:
    """A YUYV dma-buf becomes an external texture unasked, and its grey is the CPU's; OpenGL refuses it."""
    from .glcases import EXTERNAL, current, gl

    images.check_any_format(platform)
    force.check_node(platform.node, "dumb.bits")
    luma = np.linspace(16, 235, 64, dtype=np.uint8)
    # A DRM file of its own: on one and the same, GEM handles are shared with Mesa, which destroys what it imported.
    with pydrm.open(platform.node.path) as drm, drm.create_dumb(64, 64, "YUYV") as frame, frame.export() as dmabuf:
        with dmabuf.map() as pages:
            rows = np.frombuffer(pages.view, np.uint8)[: 64 * frame.pitch].reshape(64, frame.pitch)
            rows[:, 0:128:2] = luma
            rows[:, 1:128:2] = 128
        with pyegl.Image.from_dmabuf(egl_windows, dmabuf) as image:
            with current(egl_windows), gl.texture_from_image(image) as texture, gl.Texture(64, 64) as target:
                assert texture.external
                with gl.Program(None, EXTERNAL) as program, gl.Framebuffer(target) as canvas, canvas.bind():
                    texture.bind()
                    gl.draw_quad(program)
                    found = gl.read_pixels().astype(int)
                wanted = (luma.astype(float) - 16) * 255 / 219
                assert np.abs(found[:, :, :3] - wanted[None, :, None]).max() <= 1.0
            with current(egl_windows, "core"), pytest.raises(NotSupported, match="which OpenGL ES has"):
                gl.texture_from_image(image)

"""pyegl.Image of GL's objects and of GBM's buffers: siblings, orphans, and what outlives what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import pyegl
import pygbm
from pydrm import ClosedError, Fourcc, NotSupported
from pyegl import BadAccess, BadParameter, EglError, Image, lib

from ..support import conf, force
from ..support import gl as gles
from ..support.gl import gl
from . import objects, sampling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyegl import Context, Display

    from ..support.egl import Platform

_RED, _GREEN = b"\xff\x00\x00\xff", b"\x00\xff\x00\xff"
_CUBE = 0x8515
_3D, _FACE = 0x806F, lib.EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_X


@pytest.fixture
def context(egl_pbuffers: Display) -> Iterator[Context]:
    """A current context of OpenGL ES 3, without a surface, on every platform that has pbuffers."""
    with egl_pbuffers.create_context(version=(3, 0)) as found, found.make_current():
        yield found


def _colour(image: Image) -> bytes:
    # The first pixel of the image's texture.
    seen = sampling.sampled(image, 4, 4, external=False)
    return bytes(seen[0, 0])


@conf("M3")
def test_texture_and_image_are_siblings(context: Context) -> None:
    """What is drawn into the texture is seen in the image's texture, and the other way round."""
    name = gles.texture(pixel=_RED)
    with Image.from_texture(context, name) as image:
        assert image.display is context.display
        assert image.native
        assert (image.width, image.height, image.format) == (None, None, None)
        assert _colour(image) == _RED
        gles.framebuffer(name)
        objects.fill(objects.GREEN)
        assert _colour(image) == _GREEN


@conf("M3")
def test_image_outlives_texture_and_context(egl_pbuffers: Display) -> None:
    """The pixels live on in the image when the texture is deleted, and when its context is gone."""
    first = egl_pbuffers.create_context(version=(2, 0))
    with first.make_current():
        name = gles.texture(pixel=_RED)
        image = Image.from_texture(first, name, preserved=True)
        gl.delete("Textures", name)
        assert _colour(image) == _RED
    first.close()
    with sampling.current(egl_pbuffers):
        assert _colour(image) == _RED
    image.close()


@conf("M3")
def test_texture_outlives_the_image(context: Context) -> None:
    """A texture that was made from an image keeps the pixels when the image is closed, and the source deleted."""
    from pyegl import gl as pyegl_gl

    name = gles.texture(pixel=_RED)
    image = Image.from_texture(context, name)
    with pyegl_gl.texture_from_image(image) as texture:
        image.close()
        gl.delete("Textures", name)
        assert gles.sampled(texture.name) == _RED


@conf("M3")
def test_orphans(context: Context) -> None:
    """A texture that is given storage of another size leaves its siblings, which keep the old pixels."""
    name = gles.texture(pixel=_RED)
    with Image.from_texture(context, name) as image:
        gl.glBindTexture(gles.TEXTURE_2D, name)
        pixels = pyegl.ffi.from_buffer(_GREEN * 64)
        gl.glTexImage2D(gles.TEXTURE_2D, 0, gles.RGBA, 8, 8, 0, gles.RGBA, gles.UNSIGNED_BYTE, pixels)
        gl.check()
        assert _colour(image) == _RED
        assert gles.sampled(name) == _GREEN


@conf("M3")
def test_image_of_an_images_texture(context: Context) -> None:
    """A texture that is a sibling already makes no other image: EGL_BAD_ACCESS."""
    from pyegl import gl as pyegl_gl

    name = gles.texture(pixel=_RED)
    with Image.from_texture(context, name) as image, pyegl_gl.texture_from_image(image) as texture:
        with pytest.raises(BadAccess, match="eglCreateImage"):
            Image.from_texture(context, texture.name)


@conf("M3")
@pytest.mark.parametrize("face", range(6))
def test_faces_of_a_cube(context: Context, face: int) -> None:
    """Each face of a cube map is an image of its own."""
    name = gl.new("Textures")
    gl.glBindTexture(gles.TEXTURE_CUBE_MAP, name)
    gl.glTexParameteri(gles.TEXTURE_CUBE_MAP, gles.TEXTURE_MIN_FILTER, gles.NEAREST)
    for index in range(6):
        pixels = pyegl.ffi.from_buffer(bytes([40 * index, 7, 9, 255]) * 16)
        gl.glTexImage2D(_CUBE + index, 0, gles.RGBA, 4, 4, 0, gles.RGBA, gles.UNSIGNED_BYTE, pixels)
    gl.check()
    with Image.from_texture(context, name, target=_FACE + face) as image:
        assert _colour(image) == bytes([40 * face, 7, 9, 255])


@conf("M3")
def test_renderbuffers(context: Context) -> None:
    """A renderbuffer's image is a texture with what was drawn into it."""
    name, framebuffer = gl.new("Renderbuffers"), gl.new("Framebuffers")
    gl.glBindRenderbuffer(gles.RENDERBUFFER, name)
    gl.glRenderbufferStorage(gles.RENDERBUFFER, 0x8058, 4, 4)
    gl.glBindFramebuffer(gles.FRAMEBUFFER, framebuffer)
    gl.glFramebufferRenderbuffer(gles.FRAMEBUFFER, gles.COLOR_ATTACHMENT0, gles.RENDERBUFFER, name)
    gl.check()
    with Image.from_renderbuffer(context, name) as image:
        objects.fill(objects.GREEN)
        assert _colour(image) == _GREEN


@conf("M2")
def test_errors_are_exceptions(context: Context) -> None:
    """What EGL refuses is an exception with the call and its arguments; what Python can see is one of Python's."""
    name = gles.texture(pixel=_RED)
    with pytest.raises(BadParameter, match="buffer=0"):
        Image.from_texture(context, 0)
    with pytest.raises(BadParameter, match="eglCreateImage"):
        Image.from_texture(context, 9999)
    with pytest.raises(BadParameter):
        Image.from_texture(context, name, level=12)
    with pytest.raises(EglError, match=r"eglCreateImage.*buffer=9999"):
        Image.from_renderbuffer(context, 9999)
    with pytest.raises(ValueError, match="no target of textures"):
        Image.from_texture(context, name, target=gles.TEXTURE_2D)
    with pytest.raises(ValueError, match="only 3D textures have layers"):
        Image.from_texture(context, name, layer=1)
    for wrong in (-1, 1 << 32):
        with pytest.raises(ValueError, match="no name of a GL object"):
            Image.from_texture(context, wrong)


@conf("M1")
def test_closed(context: Context) -> None:
    """Closed once or twice, an image is dead: false, its repr says so, and uses are ClosedError."""
    image = Image.from_texture(context, gles.texture())
    assert image
    assert "open" not in repr(image)
    image.close()
    image.close()
    assert not image
    assert "closed" in repr(image)
    with pytest.raises(ClosedError):
        image.export_query()
    with pytest.raises(ClosedError):
        _ = image.native
    closed = context.display.create_context(version=(2, 0))
    closed.close()
    with pytest.raises(ClosedError):
        Image.from_texture(closed, 1)


@conf("M3", "N8")
def test_gbm_buffers_as_pixmaps(egl_windows: Display) -> None:
    """A GBM buffer's image has the buffer's pixels and size, and goes on when the buffer is closed."""
    device: Any = egl_windows._source
    with device.create_bo(4, 4, Fourcc.XRGB8888, pygbm.Use.RENDERING | pygbm.Use.LINEAR) as buffer:
        with buffer.map(write=True) as pixels:
            pixels.array[...] = 0x00FF00
        image = Image.from_pixmap(egl_windows, buffer)
        assert (image.width, image.height) == (4, 4)
        with sampling.current(egl_windows):
            assert _colour(image) == _GREEN
    with sampling.current(egl_windows):
        assert _colour(image) == _GREEN
    image.close()


@conf("M3", "M19")
def test_export_of_a_pixmap(egl_windows: Display, platform: Platform) -> None:
    """The image of a GBM buffer is exported as that buffer's memory."""
    force.check_node(platform.node, "prime.export")
    device: Any = egl_windows._source
    with device.create_bo(4, 4, Fourcc.XRGB8888, pygbm.Use.RENDERING | pygbm.Use.LINEAR) as buffer:
        with Image.from_pixmap(egl_windows, buffer) as image:
            with image.export() as exported, buffer.export() as own:
                assert exported.same_buffer(own)


def test_pixmaps_that_are_none(egl: Display) -> None:
    """No pointer is a ValueError, what has none a TypeError or AttributeError, and no extension NotSupported."""
    if "EGL_KHR_image_pixmap" not in egl.extensions and "EGL_KHR_image" not in egl.extensions:
        with pytest.raises(NotSupported, match="EGL_KHR_image_pixmap"):
            Image.from_pixmap(egl, 0)
        return
    with pytest.raises(ValueError):
        Image.from_pixmap(egl, 0)
    with pytest.raises((TypeError, AttributeError, ValueError)):
        Image.from_pixmap(egl, "pixmap")

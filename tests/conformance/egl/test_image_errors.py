"""EGLImages of GL objects: handles and objects that cannot be one, siblings, and what they keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pyegl import ffi, lib

from ..support import conf, needs
from ..support.egl import GARBAGE, NULL, attributes, done, handle, refused, wide
from ..support.gl import (
    NEAREST,
    RGBA,
    TEXTURE_2D,
    TEXTURE_MIN_FILTER,
    UNSIGNED_BYTE,
    clear,
    framebuffer,
    gl,
    read_pixels,
    texture,
)

if TYPE_CHECKING:
    from ..support.egl import Display

pytestmark = needs("egl:EGL_KHR_image_base")

_2D = lib.EGL_GL_TEXTURE_2D_KHR
_LEVEL = lib.EGL_GL_TEXTURE_LEVEL_KHR
_WAYS = {"core": (lib.eglCreateImage, lib.eglDestroyImage), "khr": (lib.eglCreateImageKHR, lib.eglDestroyImageKHR)}


class Way:
    """Images of one display through EGL 1.5 or EGL_KHR_image_base, with a GLES 2 context current."""

    def __init__(self, name: str, display: Display) -> None:
        self.name, self.display = name, display
        self.create, self.destroy = _WAYS[name]
        self.context = display.context()
        display.current(self.context)

    def arguments(self, target: int, buffer: int, pairs: dict[int, int] | None = None, context: Any = None) -> Any:
        """The function and its arguments."""
        listed = NULL if pairs is None else wide(pairs) if self.name == "core" else attributes(pairs)
        chosen = self.context if context is None else context
        return self.create, self.display.handle, chosen, target, handle(buffer), listed

    def image(self, target: int, buffer: int, pairs: dict[int, int] | None = None) -> Any:
        """A new image."""
        function, *arguments = self.arguments(target, buffer, pairs)
        return done(function(*arguments))


@pytest.fixture(params=list(_WAYS))
def way(request: pytest.FixtureRequest, display: Display) -> Way:
    """Both families of functions in turn."""
    return Way(request.param, display)


@conf("M1")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_bad_display(way: Way, value: int) -> None:
    """What is no display is EGL_BAD_DISPLAY, to both functions."""
    refused(lib.EGL_BAD_DISPLAY, way.create, handle(value), way.context, _2D, handle(texture()), NULL)
    image = way.image(_2D, texture())
    refused(lib.EGL_BAD_DISPLAY, way.destroy, handle(value), image)
    done(way.destroy(way.display.handle, image))


@conf("M1")
@pytest.mark.parametrize("value", GARBAGE, ids=["garbage", "one"])
def test_bad_context(way: Way, value: int) -> None:
    """What is no context is EGL_BAD_CONTEXT."""
    refused(lib.EGL_BAD_CONTEXT, *way.arguments(_2D, texture(), context=handle(value)))


@conf("M1")
@pytest.mark.parametrize("target", [0, 0x7777, lib.EGL_TEXTURE_2D, lib.EGL_NONE, 0xFFFFFFFF])
def test_bad_target(way: Way, target: int) -> None:
    """A target that does not exist is EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, *way.arguments(target, texture()))


@conf("M1")
def test_destroy(way: Way) -> None:
    """Destroying what is none, or twice, is EGL_BAD_PARAMETER."""
    for value in (0, *GARBAGE):
        refused(lib.EGL_BAD_PARAMETER, way.destroy, way.display.handle, handle(value))
    image = way.image(_2D, texture())
    done(way.destroy(way.display.handle, image))
    refused(lib.EGL_BAD_PARAMETER, way.destroy, way.display.handle, image)


@conf("M2")
@pytest.mark.parametrize("name", [0, 4711, 0x7FFFFFFF])
def test_no_such_texture(way: Way, name: int) -> None:
    """The default texture, and one that does not exist, are EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, *way.arguments(_2D, name))


@conf("M2")
def test_texture_without_an_image(way: Way) -> None:
    """A name that was never bound, or has no level 0, is EGL_BAD_PARAMETER."""
    name = gl.new("Textures")
    refused(lib.EGL_BAD_PARAMETER, *way.arguments(_2D, name))
    gl.glBindTexture(TEXTURE_2D, name)
    refused(lib.EGL_BAD_PARAMETER, *way.arguments(_2D, name))


@conf("M2")
def test_incomplete_texture(way: Way) -> None:
    """A texture that has level 0 and level 2 and filters by mipmaps is incomplete: EGL_BAD_PARAMETER."""
    name = texture(4, 4, filtered=True)
    pixel = ffi.new("unsigned char[4]")
    gl.glTexImage2D(TEXTURE_2D, 2, RGBA, 1, 1, 0, RGBA, UNSIGNED_BYTE, pixel)
    gl.check()
    refused(lib.EGL_BAD_PARAMETER, *way.arguments(_2D, name, {_LEVEL: 0}))


@conf("M2")
@pytest.mark.parametrize("level", [1, 12, -1])
def test_no_such_level(way: Way, level: int) -> None:
    """A level that the texture does not have is EGL_BAD_PARAMETER, or EGL_BAD_MATCH as EGL_KHR_gl_image has it."""
    codes = (lib.EGL_BAD_PARAMETER, lib.EGL_BAD_MATCH)
    refused(codes, *way.arguments(_2D, texture(), {_LEVEL: level}))


@conf("M2")
@pytest.mark.parametrize("key", [0, 0x7777, lib.EGL_CONTEXT_CLIENT_VERSION])
def test_unknown_attribute(way: Way, key: int) -> None:
    """A key that no image has is EGL_BAD_PARAMETER, or EGL_BAD_ATTRIBUTE as other calls have it."""
    codes = (lib.EGL_BAD_PARAMETER, lib.EGL_BAD_ATTRIBUTE)
    refused(codes, *way.arguments(_2D, texture(), {key: 1}))


@conf("M2")
@needs("egl:EGL_KHR_gl_renderbuffer_image")
@pytest.mark.parametrize("name", [0, 4711])
def test_no_such_renderbuffer(way: Way, name: int) -> None:
    """No renderbuffer, and one that does not exist, are EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, *way.arguments(lib.EGL_GL_RENDERBUFFER_KHR, name))


@conf("M2")
@needs("egl:EGL_KHR_gl_texture_cubemap_image")
def test_cube_face_of_a_flat_texture(way: Way) -> None:
    """A face of what is no cube is EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, *way.arguments(lib.EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_X_KHR, texture()))


# Siblings.


def _target(image: Any) -> int:
    """A new texture on an image."""
    name = gl.new("Textures")
    gl.glBindTexture(TEXTURE_2D, name)
    gl.glTexParameteri(TEXTURE_2D, TEXTURE_MIN_FILTER, NEAREST)
    gl.glEGLImageTargetTexture2DOES(TEXTURE_2D, image)
    gl.check()
    return int(name)


@conf("M3")
def test_image_of_a_target(way: Way) -> None:
    """A texture that is an image's already makes no other: EGL_BAD_ACCESS."""
    target = _target(way.image(_2D, texture()))
    refused(lib.EGL_BAD_ACCESS, *way.arguments(_2D, target))


@conf("M3")
@pytest.mark.parametrize("gone", ["image", "texture", "both", "context"])
def test_content_outlives(way: Way, gone: str) -> None:
    """The content stays with a sibling when the image, the source or its context is gone."""
    source = texture(4, 4, b"\x00\x00\xff\xff")
    image = way.image(_2D, source)
    if gone == "context":
        other = way.display.context()
        way.display.current(other)
    target = _target(image)
    if gone in ("image", "both"):
        done(way.destroy(way.display.handle, image))
    if gone in ("texture", "both"):
        gl.delete("Textures", source)
    if gone == "context":
        done(lib.eglDestroyContext(way.display.handle, way.context))
    framebuffer(target)
    assert read_pixels() == b"\x00\x00\xff\xff"
    clear(0.0, 1.0, 0.0)
    assert read_pixels() == b"\x00\xff\x00\xff"


@conf("M3")
@pytest.mark.parametrize("size", [4, 8], ids=["same-size", "other-size"])
def test_orphan(way: Way, size: int) -> None:
    """A sibling that gets a new image of its own is an orphan: it and those it left have each their content."""
    source = texture(4, 4, b"\x00\x00\xff\xff")
    target = _target(way.image(_2D, source))
    gl.glBindTexture(TEXTURE_2D, source)
    red = ffi.from_buffer(b"\xff\x00\x00\xff" * (size * size))
    gl.glTexImage2D(TEXTURE_2D, 0, RGBA, size, size, 0, RGBA, UNSIGNED_BYTE, red)
    gl.check()
    framebuffer(source)
    assert read_pixels() == b"\xff\x00\x00\xff"
    framebuffer(target)
    assert read_pixels() == b"\x00\x00\xff\xff"

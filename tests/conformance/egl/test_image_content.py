"""The content of an image is one for all its siblings, in every context: textures, cube faces, renderbuffers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from pyegl import ffi, lib

from ..support import conf, needs
from ..support import gl as names
from ..support.egl import NULL, done, handle
from ..support.gl import canvas, clear, draw, framebuffer, gl, program, read_pixels, sampled, texture

if TYPE_CHECKING:
    from ..support.egl import Display

pytestmark = needs("egl:EGL_KHR_image_base")

_FACES = [f"cube{face}" for face in range(6)]
_COLOURS = {"rgba4": names.RGBA4, "rgb565": names.RGB565, "rgb5_a1": names.RGB5_A1}
_RED, _GREEN, _BLUE = b"\xff\x00\x00\xff", b"\x00\xff\x00\xff", b"\x00\x00\xff\xff"


def _source(kind: str) -> tuple[int, int]:
    """A new object of this kind that holds blue, and the target by which it becomes an image."""
    if kind == "texture":
        return lib.EGL_GL_TEXTURE_2D_KHR, texture(4, 4, _BLUE)
    if kind in _FACES:
        name = gl.new("Textures")
        gl.glBindTexture(names.TEXTURE_CUBE_MAP, name)
        gl.glTexParameteri(names.TEXTURE_CUBE_MAP, names.TEXTURE_MIN_FILTER, names.NEAREST)
        for face in range(6):
            pixels = ffi.from_buffer((_BLUE if f"cube{face}" == kind else _RED) * 16)
            target = names.TEXTURE_CUBE_MAP_POSITIVE_X + face
            gl.glTexImage2D(target, 0, names.RGBA, 4, 4, 0, names.RGBA, names.UNSIGNED_BYTE, pixels)
        gl.check()
        return lib.EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_X_KHR + int(kind[4:]), name
    name = gl.new("Renderbuffers")
    gl.glBindRenderbuffer(names.RENDERBUFFER, name)
    gl.glRenderbufferStorage(names.RENDERBUFFER, _COLOURS[kind], 4, 4)
    gl.check()
    _attach(name, names.COLOR_ATTACHMENT0)
    clear(0.0, 0.0, 1.0)
    return lib.EGL_GL_RENDERBUFFER_KHR, name


def _attach(renderbuffer: int, attachment: int) -> None:
    """A new framebuffer on a renderbuffer, bound."""
    if attachment == names.COLOR_ATTACHMENT0:
        gl.glBindFramebuffer(names.FRAMEBUFFER, gl.new("Framebuffers"))
    gl.glFramebufferRenderbuffer(names.FRAMEBUFFER, attachment, names.RENDERBUFFER, renderbuffer)
    assert gl.glCheckFramebufferStatus(names.FRAMEBUFFER) == names.FRAMEBUFFER_COMPLETE


def _renderbuffer(image: Any) -> int:
    """A new renderbuffer on an image."""
    name = gl.new("Renderbuffers")
    gl.glBindRenderbuffer(names.RENDERBUFFER, name)
    gl.glEGLImageTargetRenderbufferStorageOES(names.RENDERBUFFER, image)
    gl.check()
    return int(name)


def _texture(image: Any) -> int:
    """A new texture on an image."""
    name = gl.new("Textures")
    gl.glBindTexture(names.TEXTURE_2D, name)
    gl.glTexParameteri(names.TEXTURE_2D, names.TEXTURE_MIN_FILTER, names.NEAREST)
    gl.glEGLImageTargetTexture2DOES(names.TEXTURE_2D, image)
    gl.check()
    return int(name)


@dataclass
class Two:
    """Two contexts that share nothing, the first current."""

    display: Display
    contexts: list[Any]

    def image(self, target: int, name: int) -> Any:
        """An image of an object of the first context, finished there."""
        image = done(lib.eglCreateImageKHR(self.display.handle, self.contexts[0], target, handle(name), NULL))
        gl.glFinish()
        return image

    def use(self, which: int) -> None:
        """Finish here, and make the other one current."""
        gl.glFinish()
        self.display.current(self.contexts[which])


@pytest.fixture
def two(display: Display) -> Two:
    """Two contexts of GLES 2 on every platform of the lane in turn."""
    config = display.config()
    found = Two(display, [display.context(config), display.context(config)])
    display.current(found.contexts[0])
    return found


_KINDS = ["texture", *_FACES, *_COLOURS]


@conf("M4")
@pytest.mark.parametrize("kind", _KINDS)
def test_read_as_texture(two: Two, kind: str) -> None:
    """What the source held is what a texture shows in another context."""
    image = two.image(*_source(kind))
    two.use(1)
    assert sampled(_texture(image)) == _BLUE


@conf("M4")
@pytest.mark.parametrize("kind", _KINDS)
def test_read_as_renderbuffer(two: Two, kind: str) -> None:
    """And what a renderbuffer holds."""
    image = two.image(*_source(kind))
    two.use(1)
    _attach(_renderbuffer(image), names.COLOR_ATTACHMENT0)
    assert read_pixels() == _BLUE


@conf("M4")
@pytest.mark.parametrize("kind", _KINDS)
def test_drawn_in_another_context(two: Two, kind: str) -> None:
    """What another context draws into its sibling is what the first one sees, and the other way round."""
    image = two.image(*_source(kind))
    first = _texture(image)
    two.use(1)
    framebuffer(_texture(image))
    clear(0.0, 1.0, 0.0)
    two.use(0)
    assert sampled(first) == _GREEN
    framebuffer(first)
    clear(1.0, 0.0, 0.0)
    two.use(1)
    assert read_pixels() == _RED


@conf("M4")
@pytest.mark.parametrize("kind", ["texture", "cube0"])
def test_written_by_upload(two: Two, kind: str) -> None:
    """What is uploaded into a sibling (glTexSubImage2D) is seen by the others."""
    image = two.image(*_source(kind))
    first = _texture(image)
    two.use(1)
    _texture(image)
    pixels = ffi.from_buffer(_GREEN * 16)
    gl.glTexSubImage2D(names.TEXTURE_2D, 0, 0, 0, 4, 4, names.RGBA, names.UNSIGNED_BYTE, pixels)
    gl.check()
    two.use(0)
    assert sampled(first) == _GREEN


@conf("M4")
@needs("egl:EGL_KHR_gl_renderbuffer_image")
def test_depth(two: Two) -> None:
    """Depth that one context cleared decides in another what is drawn."""
    name = gl.new("Renderbuffers")
    gl.glBindRenderbuffer(names.RENDERBUFFER, name)
    gl.glRenderbufferStorage(names.RENDERBUFFER, names.DEPTH_COMPONENT16, 4, 4)
    canvas()
    _attach(name, names.DEPTH_ATTACHMENT)
    gl.glClearDepthf(0.25)
    gl.glClear(names.DEPTH_BUFFER_BIT)
    image = two.image(lib.EGL_GL_RENDERBUFFER_KHR, name)
    two.use(1)
    canvas()
    _attach(_renderbuffer(image), names.DEPTH_ATTACHMENT)
    gl.glEnable(names.DEPTH_TEST)
    drawn = []
    for function in (0x0201, 0x0204):  # GL_LESS, GL_GREATER; the square lies at 0.5
        clear(1.0, 0.0, 0.0)
        gl.glDepthFunc(function)
        gl.glUniform4f(gl.glGetUniformLocation(program(names.PLAIN), b"colour"), 0.0, 1.0, 0.0, 1.0)
        draw()
        drawn.append(read_pixels())
    assert drawn == [_RED, _GREEN]


@conf("M4")
@needs("egl:EGL_KHR_gl_renderbuffer_image")
def test_stencil(two: Two) -> None:
    """And so does the stencil."""
    name = gl.new("Renderbuffers")
    gl.glBindRenderbuffer(names.RENDERBUFFER, name)
    gl.glRenderbufferStorage(names.RENDERBUFFER, names.STENCIL_INDEX8, 4, 4)
    canvas()
    _attach(name, names.STENCIL_ATTACHMENT)
    gl.glClearStencil(3)
    gl.glClear(names.STENCIL_BUFFER_BIT)
    image = two.image(lib.EGL_GL_RENDERBUFFER_KHR, name)
    two.use(1)
    canvas()
    _attach(_renderbuffer(image), names.STENCIL_ATTACHMENT)
    gl.glEnable(names.STENCIL_TEST)
    drawn = []
    for reference in (4, 3):
        clear(1.0, 0.0, 0.0)
        gl.glStencilFunc(0x0202, reference, 0xFF)  # GL_EQUAL
        gl.glUniform4f(gl.glGetUniformLocation(program(names.PLAIN), b"colour"), 0.0, 1.0, 0.0, 1.0)
        draw()
        drawn.append(read_pixels())
    assert drawn == [_RED, _GREEN]

"""Renderbuffers: what is drawn into and never sampled."""

from __future__ import annotations

import ctypes

from . import _gl
from .errors import check, fail
from .resource import GlResource, Restore, integer
from .texture import check_image

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..image import Image

__all__ = ["RENDERBUFFER", "RGBA8", "Renderbuffer", "renderbuffer_from_image"]

RENDERBUFFER = 0x8D41
RGBA8 = 0x8058


class Renderbuffer(GlResource):
    """A renderbuffer. See :class:`GlResource` for ownership and threads."""

    __slots__ = ("_height", "_width")
    _kind = "Renderbuffers"

    def __init__(self, width: int, height: int, format: int = RGBA8) -> None:
        """A renderbuffer with storage whose contents are undefined (``glRenderbufferStorage``).

        Args:
            width: in pixels.
            height: in pixels.
            format: of GL's; ``GL_RGBA8`` needs OpenGL ES 3.0 or GL_OES_rgb8_rgba8.

        Raises:
            NoContext: no context of pyegl's is current on this thread.
            GlError: GL_INVALID_ENUM for a format that the context does not draw to, GL_INVALID_VALUE for a size.
        """
        if not (0 < width <= 0x7FFFFFFF and 0 < height <= 0x7FFFFFFF):
            raise ValueError(f"{width}x{height} is no size of a renderbuffer")
        self._width, self._height = width, height
        self._generate()
        with self._bound():
            _gl.glRenderbufferStorage(RENDERBUFFER, format, width, height)
        try:
            check("glRenderbufferStorage", internalformat=hex(format), width=width, height=height)
        except BaseException:
            self.close()
            raise

    def _bound(self) -> Restore:
        before = integer(_gl.GL_RENDERBUFFER_BINDING)
        _gl.glBindRenderbuffer(RENDERBUFFER, self._name)
        return Restore((_gl.glBindRenderbuffer, RENDERBUFFER, before))

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self._width

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self._height

    def _describe(self) -> str:
        return f"{self._name} {self._width}x{self._height}"

    def _target_image(self, image: Image) -> None:
        with self._bound():
            _gl.glEGLImageTargetRenderbufferStorageOES(RENDERBUFFER, image.native)
            code = _gl.get_error()
            if code:
                raise fail(code, "glEGLImageTargetRenderbufferStorageOES", image=repr(image))
            values = []
            for name in (_gl.GL_RENDERBUFFER_WIDTH, _gl.GL_RENDERBUFFER_HEIGHT):
                value = ctypes.c_int()
                _gl.glGetRenderbufferParameteriv(RENDERBUFFER, name, ctypes.byref(value))
                values.append(value.value)
            self._width, self._height = values


def renderbuffer_from_image(image: Image) -> Renderbuffer:
    """A new renderbuffer of an EGL image: a sibling of it (``glEGLImageTargetRenderbufferStorageOES``).

    What is drawn into it is drawn into the image, and all that was made of that. The image may be closed afterwards.

    Raises:
        NoContext: no context of pyegl's is current on this thread.
        NotSupported: GL_OES_EGL_image is not there.
        ValueError: the image is of another display.
        GlError: GL_INVALID_OPERATION for an image that cannot be drawn into, such as YUV.
    """
    _context, known = check_image(image)
    known.extensions.require("GL_OES_EGL_image", what="a renderbuffer of an image")
    buffer = Renderbuffer.__new__(Renderbuffer)
    buffer._width = buffer._height = 0
    buffer._generate()
    try:
        buffer._target_image(image)
    except BaseException:
        buffer.close()
        raise
    return buffer

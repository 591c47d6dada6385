"""Framebuffer objects: drawing into textures and renderbuffers."""

from __future__ import annotations

from . import _gl
from .errors import fail
from .readback import read_pixels
from .renderbuffer import RENDERBUFFER, Renderbuffer
from .resource import GlResource, Restore, integer, viewport
from .texture import Texture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

__all__ = ["Framebuffer"]

_FRAMEBUFFER, _READ, _DRAW = 0x8D40, 0x8CA8, 0x8CA9
_COLOR, _DEPTH = 0x8CE0, 0x8D00
_DEPTH16 = 0x81A5
_COMPLETE = 0x8CD5
_STATUS = {
    0x8CD6: "GL_FRAMEBUFFER_INCOMPLETE_ATTACHMENT",
    0x8CD7: "GL_FRAMEBUFFER_INCOMPLETE_MISSING_ATTACHMENT",
    0x8CD9: "GL_FRAMEBUFFER_INCOMPLETE_DIMENSIONS",
    0x8CDD: "GL_FRAMEBUFFER_UNSUPPORTED",
}


class Framebuffer(GlResource):
    """A framebuffer object with one picture to draw into, and depth if wanted.

    Ownership: the name; what is attached stays the caller's, and has to live as long as it is drawn into.
    Threads: belongs to the context that was current when it was made, and to no other of its share group.
    """

    __slots__ = ("_attachment", "_depth", "_split")
    _kind = "Framebuffers"
    _shared = False

    def __init__(self, attachment: Texture | Renderbuffer, depth: bool = False) -> None:
        """A framebuffer object of a texture or renderbuffer.

        Args:
            attachment: what is drawn into; of textures, those of ``GL_TEXTURE_2D``.
            depth: whether there is a depth buffer of 16 bits.

        Raises:
            NoContext: no context is current on this thread, or one that does not know the attachment.
            ValueError: an external texture, or one whose size is not known.
            GlError: the framebuffer is not complete: what the attachment is made of cannot be drawn into.
        """
        name, width, height = attachment.name, attachment.width, attachment.height
        if width is None or height is None:
            raise ValueError(f"{attachment!r}: its size is not known, neither to pyegl nor to GL")
        if isinstance(attachment, Texture) and attachment.external:
            raise ValueError("an external texture cannot be drawn into: make it of the image with external=False")
        self._attachment = attachment
        self._depth: Renderbuffer | None = None
        known = self._generate()
        # Where reading and drawing are bound apart, one call would put both back to the same.
        self._split = known.version >= (3, 0)
        try:
            if depth:
                self._depth = Renderbuffer(width, height, _DEPTH16)
            with self._bound():
                self._attach(name)
        except BaseException:
            self.close()
            raise

    def _attach(self, name: int) -> None:
        if isinstance(self._attachment, Texture):
            _gl.glFramebufferTexture2D(_FRAMEBUFFER, _COLOR, self._attachment.target, name, 0)
        else:
            _gl.glFramebufferRenderbuffer(_FRAMEBUFFER, _COLOR, RENDERBUFFER, name)
        if self._depth is not None:
            _gl.glFramebufferRenderbuffer(_FRAMEBUFFER, _DEPTH, RENDERBUFFER, self._depth.name)
        status = int(_gl.glCheckFramebufferStatus(_FRAMEBUFFER))
        code = int(_gl.get_error())
        if code:
            raise fail(code, "glFramebufferTexture2D", attachment=repr(self._attachment))
        if status != _COMPLETE:
            words = _STATUS.get(status, f"{status:#06x}")
            raise fail(status, "glCheckFramebufferStatus", words, attachment=repr(self._attachment))

    def _bound(self) -> Restore:
        if self._split:
            before = [(_gl.glBindFramebuffer, _READ, integer(_gl.GL_READ_FRAMEBUFFER_BINDING))]
            before.append((_gl.glBindFramebuffer, _DRAW, integer(_gl.GL_DRAW_FRAMEBUFFER_BINDING)))
        else:
            before = [(_gl.glBindFramebuffer, _FRAMEBUFFER, integer(_gl.GL_FRAMEBUFFER_BINDING))]
        _gl.glBindFramebuffer(_FRAMEBUFFER, self._name)
        return Restore(*before)

    def bind(self) -> Restore:
        """Draw into it, and read from it, from now on, all of it (``glBindFramebuffer``, ``glViewport``).

        As a context manager, what was bound before is bound again at its end, with the viewport that it had.

        Raises:
            NoContext: its context is not current on this thread.
        """
        self._check()
        before = (_gl.glViewport, *viewport())
        restore = self._bound()
        _gl.glViewport(0, 0, self._attachment.width, self._attachment.height)
        return Restore(*restore._calls, before)

    def read_pixels(self, **options: Any) -> NDArray[Any]:
        """Its pixels; arguments as for :func:`pyegl.gl.read_pixels`."""
        with self.bind():
            return read_pixels(**options)

    def _destroy(self) -> None:
        super()._destroy()
        if self._depth is not None:
            self._depth._collected = self._collected
            self._depth.close()

    @property
    def attachment(self) -> Texture | Renderbuffer:
        """What is drawn into (kept alive by it as an object, though it may be closed)."""
        return self._attachment

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self._attachment.width or 0

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self._attachment.height or 0

    def _describe(self) -> str:
        return f"{self._name} on {self._attachment!r}"

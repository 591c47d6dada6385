"""Pixels from GL into numpy's memory."""

from __future__ import annotations

from .._library import ffi
from . import _gl
from .errors import check, settled
from .pixels import TYPES, layout_of, set_store
from .resource import viewport
from .state import state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["read_pixels"]

_POINTER = ffi.typeof("void *")
# Format in GL, components.
_FORMATS = {
    "R": (0x1903, 1),
    "RG": (0x8227, 2),
    "RGB": (0x1907, 3),
    "RGBA": (0x1908, 4),
    "BGR": (0x80E0, 3),
    "BGRA": (0x80E1, 4),
}


def read_pixels(
    x: int = 0,
    y: int = 0,
    width: int | None = None,
    height: int | None = None,
    *,
    format: str = "RGBA",
    dtype: str = "uint8",
    out: Array | None = None,
    flip: bool = False,
) -> Array:
    """Pixels of the framebuffer that is bound for reading (``glReadPixels``), straight into numpy's memory.

    Waits until they are drawn. Pixels outside of the framebuffer are left as they are in ``out``; without it they are
    undefined.

    Args:
        x: of the lower left corner, in pixels.
        y: likewise, upwards.
        width: in pixels; by default the viewport's, less ``x``.
        height: likewise.
        format: ``"RGBA"``, which there always is. Others as the context has them: ``"BGRA"`` in OpenGL ES needs
            GL_EXT_read_format_bgra, OpenGL has all of ``"R"``, ``"RG"``, ``"RGB"``, ``"BGR"``.
        dtype: ``"uint8"``, which there always is for normalised framebuffers; float32 for those of floats.
        out: where to; an array of (height, width, components), which then says the size and the dtype, too. Rows may
            have gaps that GL can express (``GL_PACK_ROW_LENGTH``).
        flip: return the picture's topmost row first. It is a view: the memory stays as GL wrote it.

    Returns:
        ``out``, or a new array, (height, width, components). Its first row is GL's lowest, which is the first row in
        the memory of textures and dma-bufs.

    Raises:
        NoContext: no context of pyegl's is current on this thread.
        ValueError: sizes below 1, or an ``out`` that is not of the format, not writable, or with gaps GL does not know.
        GlError: GL_INVALID_OPERATION, GL_INVALID_ENUM: a format that the framebuffer is not read as;
            GL_INVALID_FRAMEBUFFER_OPERATION: it is not complete, or there is none.
    """
    known = state()[1]
    if format not in _FORMATS:
        raise ValueError(f"format={format!r}: it is one of {', '.join(_FORMATS)}")
    code, components = _FORMATS[format]
    if out is None:
        out = _new(x, y, width, height, components, dtype)
    _check_out(out, width, height, components)
    kind = TYPES[out.dtype.char][1]
    layout = layout_of(out, known.modern)
    if layout is None:
        raise ValueError(f"GL cannot write rows of {out.strides} bytes into an array of {out.shape}")
    settled()
    back = set_store(known, layout, pack=True)
    try:
        _gl.read_pixels(x, y, layout.width, layout.height, code, kind, ffi.cast(_POINTER, layout.address))
    finally:
        for function, name, before in back:
            function(name, before)
    check("glReadPixels", x=x, y=y, width=layout.width, height=layout.height, format=format, type=out.dtype)
    return out[::-1] if flip else out


def _new(x: int, y: int, width: int | None, height: int | None, components: int, dtype: str) -> Array:
    import numpy

    if width is None or height is None:
        _x, _y, whole, full = viewport()
        width = whole - x if width is None else width
        height = full - y if height is None else height
    if not (0 < width <= 0x7FFFFFFF and 0 < height <= 0x7FFFFFFF):
        raise ValueError(f"{width}x{height} are no pixels to read")
    return numpy.empty((height, width, components), dtype)


def _check_out(out: Array, width: int | None, height: int | None, components: int) -> None:
    kind, shape = out.dtype, out.shape
    if kind.char not in TYPES or not kind.isnative:
        raise ValueError(f"GL gives no pixels of {kind}: uint8, uint16, float16, float32")
    if len(shape) != 3 or 0 in shape or shape[2] != components:
        raise ValueError(f"out is of {shape}: it has to be of (height, width, {components})")
    if (width is not None and width != shape[1]) or (height is not None and height != shape[0]):
        raise ValueError(f"out is of {shape}, and not of {width}x{height} pixels")
    if not out.flags.writeable:
        raise ValueError("out cannot be written to")

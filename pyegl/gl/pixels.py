"""How numpy's arrays are laid out for GL, and the other way round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pydrm.errors import NotSupported

from .._library import ffi
from . import _gl

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import numpy
    from numpy.typing import NDArray

    from .state import ContextState

    Array = NDArray[Any]

__all__ = ["Layout", "Storage", "TYPES", "layout_of", "set_store", "storage_of"]

_PIXEL_PACK_BUFFER, _PIXEL_UNPACK_BUFFER = 0x88EB, 0x88EC
_PACK_BINDING, _UNPACK_BINDING = 0x88ED, 0x88EF
_ADDRESS = ffi.typeof("uintptr_t")
# The first is everywhere, the others are where rows may have gaps.
_PACK = (_gl.GL_PACK_ALIGNMENT, _gl.GL_PACK_ROW_LENGTH, _gl.GL_PACK_SKIP_PIXELS, _gl.GL_PACK_SKIP_ROWS)
_UNPACK = (_gl.GL_UNPACK_ALIGNMENT, _gl.GL_UNPACK_ROW_LENGTH, _gl.GL_UNPACK_SKIP_PIXELS, _gl.GL_UNPACK_SKIP_ROWS)

# Components: format, and internal formats for uint8, uint16, float16, float32. GL_RED and GL_RG are from ES 3.0 on.
_FORMATS = {
    1: (0x1903, 0x8229, 0x822A, 0x822D, 0x822E),
    2: (0x8227, 0x822B, 0x822C, 0x822F, 0x8230),
    3: (0x1907, 0x8051, 0x8054, 0x881B, 0x8815),
    4: (0x1908, 0x8058, 0x805B, 0x881A, 0x8814),
}
TYPES = {"B": (1, 0x1401), "H": (2, 0x1403), "e": (3, 0x140B), "f": (4, 0x1406)}
"""numpy's character for a type: where it is in the table of formats, and GL's type."""


@dataclass(frozen=True, slots=True)
class Storage:
    """A texture's storage, and what is copied into it."""

    internal: int
    format: int
    type: int


class Layout(NamedTuple):
    """Where the rows of an array are."""

    address: int
    width: int
    height: int
    row_length: int
    """In pixels, for ``GL_UNPACK_ROW_LENGTH``; 0 for rows without a gap."""
    alignment: int
    """In bytes, what rows are padded to."""


def storage_of(known: ContextState, dtype: numpy.dtype[Any], components: int) -> Storage:
    """The format for arrays of a type: ``GL_RGBA8`` for four uint8, ``GL_R16`` for one uint16, …

    Raises:
        ValueError: GL has no such pixels.
        NotSupported: the context has not.
    """
    if dtype.char not in TYPES or not dtype.isnative or components not in _FORMATS:
        raise ValueError(f"GL has no pixels of {components} × {dtype}: 1 to 4 of uint8, uint16, float16 or float32")
    index, kind = TYPES[dtype.char]
    format, internal = _FORMATS[components][0], _FORMATS[components][index]
    has = known.extensions
    if not known.es:
        if known.version < (3, 0) and components < 3:
            has.require("GL_ARB_texture_rg", what=f"a texture of {components} components")
        return Storage(internal, format, kind)
    if dtype.char == "H":
        has.require("GL_EXT_texture_norm16", what="a texture of uint16 in OpenGL ES")
    if known.version >= (3, 0):
        return Storage(internal, format, kind)
    if dtype.char != "B":
        raise NotSupported(f"a texture of {dtype} needs OpenGL ES 3.0, this is {known.version[0]}.{known.version[1]}")
    if components < 3:
        has.require("GL_EXT_texture_rg", what=f"a texture of {components} components before OpenGL ES 3.0")
    return Storage(format, format, kind)  # ES 2.0: the two have to be the same


def layout_of(array: Array, rows: bool) -> Layout | None:
    """How GL can reach an array of (height, width, components) where it is; None if it cannot.

    Args:
        array: the pixels.
        rows: whether the context knows ``GL_UNPACK_ROW_LENGTH`` (and ``GL_PACK_…``).
    """
    height, width, components = array.shape
    pixel = array.itemsize * components
    if array.flags.c_contiguous and pixel * width % 4 == 0:
        # The usual case. The address by way of __array_interface__ takes three times as long.
        return Layout(int(ffi.cast(_ADDRESS, ffi.from_buffer(array))), width, height, 0, 4)
    tight = (array.strides[2] == array.itemsize or components == 1) and (array.strides[1] == pixel or width == 1)
    pitch = array.strides[0] if height > 1 else pixel * width
    if not tight or pitch < pixel * width:
        return None
    for alignment in (4, 8, 2, 1):  # GL begins with 4
        for length in {width, pitch // pixel} if rows else {width}:
            if -(-length * pixel // alignment) * alignment == pitch:
                return Layout(
                    array.__array_interface__["data"][0], width, height, 0 if length == width else length, alignment
                )
    return None


def set_store(known: ContextState, layout: Layout, *, pack: bool) -> list[tuple[Any, int, int]]:
    """``glPixelStorei`` for one transfer, with no buffer bound meanwhile; the calls that put all back afterwards."""
    back: list[tuple[Any, int, int]] = []
    get, before = _gl.get_integerv, known.scratch
    names: tuple[int, ...] = _PACK if pack else _UNPACK
    if not (known.modern if pack else known.rows):
        names = names[:1]
    for name, value in zip(names, (layout.alignment, layout.row_length, 0, 0), strict=False):
        get(name, before)
        if before[0] != value:
            back.append((_gl.glPixelStorei, name, before[0]))
            _gl.glPixelStorei(name, value)
    if known.buffers:
        get(_PACK_BINDING if pack else _UNPACK_BINDING, before)
        if before[0]:  # GL would take the address for an offset into it
            target = _PIXEL_PACK_BUFFER if pack else _PIXEL_UNPACK_BUFFER
            back.append((_gl.glBindBuffer, target, before[0]))
            _gl.glBindBuffer(target, 0)
    return back

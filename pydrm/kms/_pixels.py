"""Pictures as numpy arrays, drawn into memory of XRGB8888."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeGuard

    from .._pixels import Array

__all__ = ["draw", "is_array"]


def is_array(thing: object) -> TypeGuard[Array]:
    """Whether it is a numpy array, asked without importing numpy."""
    return hasattr(thing, "__array_interface__")


def draw(target: Array, picture: Array) -> None:
    """Draw a picture into the middle of ``target``, rows of XRGB8888 words, and black around it.

    Args:
        target: (rows, columns) of uint32.
        picture: (rows, columns) of such words, or of greys as uint8; or (rows, columns, 3 or 4) of uint8: red, green,
            blue, and an alpha that does not count.

    Raises:
        ValueError: an array of another shape or type, or one that is larger than the target.
    """
    shape, kind = picture.shape, picture.dtype.str[1:]
    words = len(shape) == 2 and kind == "u4"
    if not words and not (kind == "u1" and (len(shape) == 2 or (len(shape) == 3 and shape[2] in (3, 4)))):
        raise ValueError(
            f"a picture is (rows, columns) of uint32 or uint8, or (rows, columns, 3 or 4) of uint8, "
            f"not {shape} of {picture.dtype}"
        )
    rows, columns = target.shape
    if shape[0] > rows or shape[1] > columns:
        raise ValueError(f"a picture of {shape[1]}x{shape[0]} pixels does not fit into {columns}x{rows}")
    top, left = (rows - shape[0]) // 2, (columns - shape[1]) // 2
    bottom, right = top + shape[0], left + shape[1]
    for border in (target[:top], target[bottom:], target[top:bottom, :left], target[top:bottom, right:]):
        border[:] = 0
    place = target[top:bottom, left:right]
    if words:
        place[:] = picture
        return
    # XRGB8888 is little-endian on every machine: blue, green, red, and a byte that does not count.
    parts = place.view("u1").reshape(*place.shape, 4)
    if len(shape) == 2:
        parts[..., :3] = picture[..., None]
    else:
        parts[..., 2::-1] = picture[..., :3]

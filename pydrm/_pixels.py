"""Numpy arrays over mapped pixels, with the real strides. numpy is imported when the first array is asked for."""

from __future__ import annotations

from ._format_info import PlaneInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import numpy as np

    from ._format_info import FormatInfo

    Array = np.ndarray[Any, np.dtype[Any]]

__all__ = ["plane_array", "plane_of_bpp"]


def plane_of_bpp(bpp: int) -> PlaneInfo:
    """The single plane that a buffer of so many bits per pixel and no known format has."""
    if bpp in (1, 2, 4):
        return PlaneInfo(1, 8 // bpp, 1, 1, 1)
    return PlaneInfo(-(-bpp // 8), 1, 1, 1, 1)


# Bytes of a pixel to (numpy type, components in a last axis).
_PIXELS = {
    1: ("u1", 1),
    2: ("u2", 1),
    3: ("u1", 3),
    4: ("u4", 1),
    6: ("u2", 3),
    8: ("u8", 1),
    12: ("u4", 3),
    16: ("u4", 4),
}


def _element(info: FormatInfo | None, plane: PlaneInfo) -> tuple[str, int] | None:
    # What one array element is; None where pixels have no whole number of bytes (the array is bytes, then).
    size, width, height, _, _ = plane
    if width != 1 or height != 1:
        return None
    if info is not None and len(info.planes) == 2 and plane is info.planes[1] and info.is_yuv:
        return f"u{size // 2}", 2  # interleaved chroma: a pair of components
    return _PIXELS.get(size)


def plane_array(
    view: memoryview,
    info: FormatInfo | None,
    plane: PlaneInfo,
    *,
    width: int,
    height: int,
    offset: int,
    pitch: int,
) -> Array:
    """A numpy view of one plane inside mapped memory, rows ``pitch`` bytes apart.

    Shape and type: (rows, columns) of uint8/16/32/64 for pixels of 1, 2, 4, 8 bytes; (rows, columns, 3) of uint8 or
    uint16 for pixels of 3 or 6 bytes; (rows, columns, 2) for interleaved chroma (NV12, P010); (rows, bytes of a row) of
    uint8 where a pixel is no whole number of bytes. Byte order is the machine's; DRM formats are little-endian.

    Raises:
        ValueError: the plane does not fit into the memory.
    """
    import numpy as np

    rows, columns = plane.rows(height), plane.columns(width)
    used = plane.min_pitch(width)
    if pitch < used:
        raise ValueError(f"pitch {pitch} is less than the {used} bytes that {columns} samples need")
    end = offset + pitch * (rows - 1) + used
    if end > len(view):
        raise ValueError(
            f"{rows} rows {pitch} bytes apart, from offset {offset}, end at {end}: past the {len(view)} bytes mapped"
        )
    element = _element(info, plane)
    if element is None:
        return np.ndarray((rows, used), "u1", view, offset, (pitch, 1))
    kind, components = element
    size = plane.block_bytes
    if components == 1:
        return np.ndarray((rows, columns), kind, view, offset, (pitch, size))
    return np.ndarray((rows, columns, components), kind, view, offset, (pitch, size, size // components))

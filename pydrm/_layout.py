"""Whether a picture fits into the memory that it is said to lie in. Software drivers believe what they are told."""

from __future__ import annotations

import os

from .formats import Fourcc, Modifier

__all__ = ["check_plane"]


def check_plane(
    plane: tuple[int, int, int],
    width: int,
    height: int,
    format: Fourcc,
    index: int,
    modifier: Modifier | int,
    size: int | None = None,
) -> None:
    """Refuse a plane whose rows are too short, or that ends behind its memory.

    What is not linear, and formats of which nothing is known, are not checked.

    Args:
        plane: file descriptor, offset and pitch in bytes.
        width: of the picture, in pixels.
        height: of the picture, in pixels.
        format: of the picture.
        index: which plane it is.
        modifier: of the picture.
        size: bytes of the memory, where that is known; otherwise the kernel is asked.

    Raises:
        ValueError: it does not fit.
    """
    fd, offset, pitch = plane
    if modifier not in (Modifier.LINEAR, Modifier.INVALID) or format.info is None:
        return
    if index >= len(format.info.planes):
        raise ValueError(f"plane {index} of {format.name}, which has {len(format.info.planes)}")
    info = format.info.planes[index]
    least = info.min_pitch(width)
    if pitch < least:
        raise ValueError(f"plane {index}: a row of {width} pixels of {format.name} needs {least} bytes, not {pitch}")
    if size is None:
        try:
            size = os.lseek(fd, 0, os.SEEK_END)
        except OSError:
            return  # no dma-buf: whoever takes it will say so
    end = offset + pitch * (info.rows(height) - 1) + least
    if size and end > size:
        raise ValueError(f"plane {index}: {info.rows(height)} rows end at byte {end}, past the buffer's {size}")

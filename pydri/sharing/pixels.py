"""Pixels of packed formats as numbers: what a format's name says about its channels, patterns, and their colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from pydrm import Fourcc

    Pixels = NDArray[Any]
    Colours = NDArray[np.float32]

__all__ = ["Layout", "colours", "layout_of", "pattern_of", "primaries"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the channels of a packed format without YUV lie in a pixel, a little-endian number."""

    format: Fourcc
    bits: int
    """Of a pixel: 8, 16, 32 or 64."""
    channels: tuple[tuple[str, int, int], ...]
    """Name (R, G, B, A or X), lowest bit, and how many bits."""
    half: bool
    """Whether the channels are half floats; otherwise they are unsigned and stand for 0 to 1."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """What numpy calls a pixel."""
        return np.dtype(f"<u{self.bits // 8}")


@cache
def layout_of(format: Fourcc) -> Layout | None:
    """The layout of a format, from its name: ``ARGB2101010`` is A2, R10, G10, B10 from the highest bit downwards.

    None for YUV, several planes, palettes, and pixels that are no number of 8, 16, 32 or 64 bits.
    """
    info = format.info
    found = re.fullmatch(r"([ARGBX]+?)(\d+)(F?)", format.name)
    if info is None or info.is_yuv or len(info.planes) != 1 or found is None:
        return None
    bits, letters, digits = format.bpp(), found[1], found[2]
    if bits not in (8, 16, 32, 64) or len(set(letters)) != len(letters):
        return None
    sizes = next(_splits(digits, len(letters), bits), None)
    half = bool(found[3])
    if sizes is None or (half and set(sizes) != {16}):
        return None
    channels, low = [], bits
    for letter, size in zip(letters, sizes, strict=True):
        low -= size
        channels.append((letter, low, size))
    return Layout(format, bits, tuple(channels), half)


def _splits(digits: str, count: int, total: int) -> Iterator[tuple[int, ...]]:
    # The ways to read digits as so many numbers with this sum.
    if count == 0:
        if not digits and total == 0:
            yield ()
        return
    for end in (1, 2):
        if digits[:end] and int(digits[:end]) <= total:
            for rest in _splits(digits[end:], count - 1, total - int(digits[:end])):
                yield (int(digits[:end]), *rest)


def pattern_of(layout: Layout, width: int, height: int, seed: int) -> Pixels:
    """Pixels in which everything differs; of half floats, valid numbers from 0 to 1."""
    random = np.random.default_rng(seed)
    if layout.half:
        return random.random((height, width * layout.bits // 16)).astype("<f2").view(layout.dtype)
    return random.integers(0, 1 << layout.bits, (height, width), layout.dtype.newbyteorder("="))


def colours(layout: Layout, pixels: Pixels) -> Colours:
    """What GL sees in them: red, green, blue, alpha from 0 to 1; what the format lacks is 0, and 1 for alpha."""
    seen = np.zeros((*pixels.shape, 4), np.float32)
    seen[..., 3] = 1
    for name, low, size in layout.channels:
        if name == "X":
            continue
        value = (pixels >> pixels.dtype.type(low)) & pixels.dtype.type((1 << size) - 1)
        plane = value.astype("<u2").view("<f2") if layout.half else value / np.float32((1 << size) - 1)
        seen[..., "RGBA".index(name)] = plane
    return seen


def primaries(layout: Layout, width: int, height: int, seed: int) -> Colours:
    """Blocks of colours whose channels are 0 or 1, so that every format has them exactly: 4 columns, 2 rows of blocks.

    What the format lacks is as GL would see it.
    """
    seen = np.zeros((height, width, 4), np.float32)
    for block in range(8):
        row, column = divmod(block, 4)
        bits = (block * 5 + seed * 3) % 16
        colour = [float(bits >> channel & 1) for channel in range(4)]
        seen[row * height // 2 : (row + 1) * height // 2, column * width // 4 : (column + 1) * width // 4] = colour
    present = {name for name, _, _ in layout.channels}
    for channel, name in enumerate("RGBA"):
        if name not in present:
            seen[..., channel] = name == "A"
    return seen

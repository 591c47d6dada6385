"""What RGB formats mean, read from their names: the components of a little-endian word, the highest first."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

Array = NDArray[numpy.float64]

_NAME = re.compile(r"([ARGBX]+)(\d+)(F?)$")
_CHANNELS = {"R": 0, "G": 1, "B": 2, "A": 3}


@cache
def components(name: str) -> tuple[tuple[str, int], ...] | None:
    """Letter and bits of each component of ``"XRGB2101010"``, the highest first; None for what is no RGB."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    sizes = _split(found[2], len(found[1]))
    return tuple(zip(found[1], sizes, strict=True)) if sizes else None


def _split(digits: str, count: int) -> tuple[int, ...] | None:
    # The digits of `count` sizes, which add up to a word: "2101010" is 2, 10, 10, 10.
    return next((each for each in _splits(digits, count) if sum(each) in (8, 16, 24, 32, 48, 64, 96, 128)), None)


def _splits(digits: str, count: int) -> Iterator[tuple[int, ...]]:
    if count == 0:
        if not digits:
            yield ()
        return
    for length in (1, 2):
        head = digits[:length]
        if len(head) == length and not head.startswith("0"):
            yield from ((int(head), *rest) for rest in _splits(digits[length:], count - 1))


def decode(name: str, rows: NDArray[numpy.uint8], width: int) -> Array | None:
    """RGBA from 0 to 1, (height, width, 4), of rows of bytes; None for what is no RGB.

    What a format lacks is 0, as in GL's textures, and alpha 1.
    """
    parts = components(name)
    if parts is None:
        return None
    size = sum(bits for _, bits in parts) // 8
    if name.endswith("F"):
        return _floats(parts, rows[:, : width * size], width)
    pixels = rows[:, : width * size].reshape(len(rows), width, size).astype(numpy.uint64)
    word = sum(pixels[..., index] << numpy.uint64(8 * index) for index in range(size))
    out = numpy.zeros((len(rows), width, 4))
    out[..., 3] = 1.0
    shift = 8 * size
    for letter, bits in parts:
        shift -= bits
        value = (word >> numpy.uint64(shift)) & numpy.uint64((1 << bits) - 1)
        if letter != "X":
            out[..., _CHANNELS[letter]] = value / ((1 << bits) - 1)
    return out


def _floats(parts: tuple[tuple[str, int], ...], rows: NDArray[numpy.uint8], width: int) -> Array:
    kind = numpy.dtype(f"<f{parts[0][1] // 8}")
    numbers = numpy.ascontiguousarray(rows).view(kind).reshape(len(rows), width, len(parts))
    out = numpy.zeros((len(rows), width, 4))
    out[..., 3] = 1.0
    for index, (letter, _bits) in enumerate(reversed(parts)):
        if letter != "X":
            out[..., _CHANNELS[letter]] = numbers[..., index]
    return out

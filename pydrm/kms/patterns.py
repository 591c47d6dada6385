"""Test pictures for displays, as numpy arrays: rows of red, green and blue."""

from __future__ import annotations

import numpy as np

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    Colour = tuple[int, int, int]

__all__ = ["PATTERNS", "border", "checker", "gradient", "smpte"]

_DARK = (19, 19, 19)
_BARS: tuple[Colour, ...] = (
    (191, 191, 191),
    (191, 191, 0),
    (0, 191, 191),
    (0, 191, 0),
    (191, 0, 191),
    (191, 0, 0),
    (0, 0, 191),
)
_LOWER: tuple[Colour, ...] = (_BARS[6], _DARK, _BARS[4], _DARK, _BARS[2], _DARK, _BARS[0])
# −I, white, +Q, black; then what is a little darker and a little brighter than black (PLUGE).
_LOWEST: tuple[tuple[Colour, float], ...] = (
    *(((0, 33, 76), 5 / 4), ((255, 255, 255), 5 / 4), ((50, 0, 106), 5 / 4), (_DARK, 5 / 4)),
    *(((9, 9, 9), 1 / 3), (_DARK, 1 / 3), ((29, 29, 29), 1 / 3), (_DARK, 1.0)),
)


def _row(width: int, colours: Sequence[tuple[Colour, float]]) -> Picture:
    # Colours side by side, by their shares of seven.
    row = np.zeros((width, 3), np.uint8)
    start = 0.0
    for colour, share in colours:
        row[round(start * width / 7) : round((start + share) * width / 7)] = colour
        start += share
    return row


def smpte(width: int, height: int) -> Picture:
    """SMPTE's colour bars of 75 %, with the castellations and the PLUGE below them (SMPTE EG 1)."""
    picture = np.empty((height, width, 3), np.uint8)
    bottom, middle = round(height * 3 / 4), round(height * 2 / 3)
    picture[:middle] = _row(width, [(colour, 1.0) for colour in _BARS])
    picture[middle:bottom] = _row(width, [(colour, 1.0) for colour in _LOWER])
    picture[bottom:] = _row(width, _LOWEST)
    return picture


def gradient(width: int, height: int) -> Picture:
    """Four ramps from black: to red, green, blue and white. Steps or bands are the display's."""
    ramp = np.linspace(0, 255, width).round().astype(np.uint8)
    picture = np.zeros((height, width, 3), np.uint8)
    for band, channels in enumerate(((0,), (1,), (2,), (0, 1, 2))):
        for channel in channels:
            picture[band * height // 4 : (band + 1) * height // 4, :, channel] = ramp
    return picture


def checker(width: int, height: int) -> Picture:
    """Black and white pixels in turn: grey, and even, where the display shows each of them."""
    light = np.arange(width)[None, :] + np.arange(height)[:, None] & 1
    return np.repeat((light * 255).astype(np.uint8)[:, :, None], 3, axis=2)


def border(width: int, height: int) -> Picture:
    """A white line of one pixel along the edges, and a cross through the middle: is all of the picture to be seen?"""
    picture = np.zeros((height, width, 3), np.uint8)
    for line in (0, height // 2, height - 1):
        picture[line] = 255
    for line in (0, width // 2, width - 1):
        picture[:, line] = 255
    return picture


PATTERNS: dict[str, Callable[[int, int], Picture]] = {
    each.__name__: each for each in (smpte, gradient, checker, border)
}
"""By name."""

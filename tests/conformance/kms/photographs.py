"""What a photograph of a screen has to look like, pixel by pixel."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pydri import lab
from pydrm import Fourcc

if TYPE_CHECKING:
    from .stage import Stage


def noise(width: int, height: int, format: Fourcc, seed: int) -> Any:
    """Pixels of a format, of which every bit counts, as the array of a buffer takes them."""
    source = np.random.default_rng([seed, format])
    if format == Fourcc.RGB888:
        return source.integers(0, 256, (height, width, 3), "u1")
    if format == Fourcc.RGB565:
        return source.integers(0, 1 << 16, (height, width), "u2")
    return source.integers(0, 1 << 32, (height, width), "u4")


def colours(pixels: Any, format: Fourcc) -> Any:
    """Red, green and blue, a byte each. What has fewer bits is widened as pixman does it: the upper ones again."""
    if format == Fourcc.RGB888:
        return pixels[..., ::-1]
    if format == Fourcc.RGB565:
        red, green, blue = pixels >> 11, pixels >> 5 & 63, pixels & 31
        return np.stack([red << 3 | red >> 2, green << 2 | green >> 4, blue << 3 | blue >> 2], -1).astype("u1")
    places = {Fourcc.XRGB8888: (16, 8, 0), Fourcc.BGRX8888: (8, 16, 24)}[format]
    return np.stack([pixels >> place & 0xFF for place in places], -1).astype("u1")


def differing(stage: Stage, pixels: Any, format: Fourcc = Fourcc.XRGB8888) -> int:
    """How many pixels of the stage's screen differ from these; pictures of another size differ everywhere."""
    seen, wanted = lab.photograph(stage.device.driver).array, colours(pixels, format)
    if seen.shape != wanted.shape:
        return int(seen.size)
    return int(np.any(seen != wanted, axis=-1).sum())


def keep(stage: Stage, name: str) -> None:
    """Leave a photograph of the screen in the results."""
    lab.photograph(stage.device.driver, Path(os.environ["PYDRI_RESULTS"]) / name)

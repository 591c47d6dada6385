"""What YUV formats mean: where the samples lie (drm_fourcc.h), and their colours (ITU-R BT.601, BT.709, BT.2020)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Rows = NDArray[numpy.uint8]
Array = NDArray[numpy.float64]

#: Kr and Kb, the share of red and blue in luma.
SPACES = {"REC601": (0.299, 0.114), "REC709": (0.2126, 0.0722), "REC2020": (0.2627, 0.0593)}


@dataclass(frozen=True)
class Samples:
    """Samples as numbers of so many bits, (height, width) each, chroma already one for each pixel."""

    bits: int
    y: NDArray[numpy.int64]
    cb: NDArray[numpy.int64]
    cr: NDArray[numpy.int64]
    #: Alpha from 0 to 1.
    alpha: Array | float = 1.0


def colours(samples: Samples, space: str = "REC601", *, full: bool = False) -> Array:
    """RGBA from 0 to 1."""
    scale = 1 << (samples.bits - 8)
    if full:
        top = (1 << samples.bits) - 1
        y, cb, cr = samples.y / top, (samples.cb - 128 * scale) / top, (samples.cr - 128 * scale) / top
    else:
        y = (samples.y - 16 * scale) / (219 * scale)
        cb, cr = ((each - 128 * scale) / (224 * scale) for each in (samples.cb, samples.cr))
    red_share, blue_share = SPACES[space]
    red = y + 2 * (1 - red_share) * cr
    blue = y + 2 * (1 - blue_share) * cb
    green = (y - red_share * red - blue_share * blue) / (1 - red_share - blue_share)
    alpha = numpy.broadcast_to(numpy.asarray(samples.alpha, dtype=float), y.shape)
    return numpy.clip(numpy.stack([red, green, blue, alpha], axis=-1), 0.0, 1.0)


# -- where the samples lie -------------------------------------------------------------------------------------------


def _words(rows: Rows, count: int, kind: str) -> NDArray[numpy.int64]:
    size = numpy.dtype(kind).itemsize
    return numpy.ascontiguousarray(rows[:, : count * size]).view(kind).astype(numpy.int64)


def _tens(rows: Rows, count: int) -> NDArray[numpy.int64]:
    # NV15, NV20: four samples in five bytes, the first in the lowest bits.
    groups = -(-count // 4)
    block = rows[:, : groups * 5].reshape(len(rows), groups, 5).astype(numpy.int64)
    word = sum(block[..., index] << (8 * index) for index in range(5))
    found = numpy.stack([(word >> (10 * index)) & 0x3FF for index in range(4)], axis=-1)
    return found.reshape(len(rows), groups * 4)[:, :count]


def _thirds(rows: Rows, count: int) -> NDArray[numpy.int64]:
    # P030: three samples in 32 bits, the first in the lowest.
    word = _words(rows, -(-count // 3), "<u4")
    found = numpy.stack([(word >> (10 * index)) & 0x3FF for index in range(3)], axis=-1)
    return found.reshape(len(rows), -1)[:, :count]


_READERS = {
    "8": (8, lambda rows, count: rows[:, :count].astype(numpy.int64)),
    "10": (10, lambda rows, count: _words(rows, count, "<u2") >> 6),
    "12": (12, lambda rows, count: _words(rows, count, "<u2") >> 4),
    "16": (16, lambda rows, count: _words(rows, count, "<u2")),
    "15": (10, _tens),
    "30": (10, _thirds),
}

#: Name: how samples are stored, pixels per chroma sample across and down; of three planes, or of two.
_PLANAR = {"410": (4, 4), "411": (4, 1), "420": (2, 2), "422": (2, 1), "444": (1, 1)}
_PAIRED = {
    **{"NV12": ("8", 2, 2), "NV21": ("8", 2, 2), "NV16": ("8", 2, 1), "NV61": ("8", 2, 1)},
    **{"NV24": ("8", 1, 1), "NV42": ("8", 1, 1), "NV15": ("15", 2, 2), "NV20": ("15", 2, 1), "NV30": ("15", 1, 1)},
    **{"P010": ("10", 2, 2), "P012": ("12", 2, 2), "P016": ("16", 2, 2), "P030": ("30", 2, 2), "P210": ("10", 2, 1)},
}
#: Of three planes of 16-bit words, the samples in the lowest bits: pixels per chroma sample across and down.
_LOW = {"S0": (2, 2), "S2": (2, 1), "S4": (1, 1)}
_CR_FIRST = ("NV21", "NV61", "NV42")
#: Name: how samples are stored, and what they are: of two pixels with one chroma sample, or of one pixel.
_PACKED = {
    **{"YUYV": ("8", "YUyV"), "YVYU": ("8", "YVyU"), "UYVY": ("8", "UYVy"), "VYUY": ("8", "VYUy")},
    **{"Y210": ("10", "YUyV"), "Y212": ("12", "YUyV"), "Y216": ("16", "YUyV")},
    **{"AYUV": ("8", "VUYA"), "XYUV8888": ("8", "VUYX"), "AVUY8888": ("8", "YUVA"), "XVUY8888": ("8", "YUVX")},
    **{"VUY888": ("8", "YUV"), "Y412": ("12", "UYVA"), "XVYU12_16161616": ("12", "UYVX")},
    **{"Y416": ("16", "UYVA"), "XVYU16161616": ("16", "UYVX")},
}


def low_bits(name: str) -> int:
    """Of how many bits the samples are in the lowest bits of their words, above which must be zeros; 0 elsewhere."""
    return int(name[2:]) if name[:2] in _LOW and name[2:].isdecimal() else 0


def samples(name: str, planes: Sequence[Rows], width: int, height: int) -> Samples | None:
    """The samples of a picture in rows of bytes; None for a format that is not known here."""
    if name[:3] in ("YUV", "YVU") and name[3:] in _PLANAR:
        return _planar(name, planes, width, height)
    if low_bits(name):
        return _low(name, planes, width, height)
    if name in _PAIRED:
        return _paired(name, planes, width, height)
    if name in _PACKED:
        return _packed(*_PACKED[name], planes[0], width)
    if name in ("Y410", "XVYU2101010"):
        word = _words(planes[0], width, "<u4")
        alpha: Array | float = (word >> 30) / 3 if name == "Y410" else 1.0
        return Samples(10, (word >> 10) & 0x3FF, word & 0x3FF, (word >> 20) & 0x3FF, alpha)
    return None


def _spread(chroma: NDArray[numpy.int64], across: int, down: int, width: int, height: int) -> NDArray[numpy.int64]:
    # The nearest sample for each pixel.
    return chroma.repeat(down, axis=0).repeat(across, axis=1)[:height, :width]


def _planar(name: str, planes: Sequence[Rows], width: int, height: int) -> Samples:
    across, down = _PLANAR[name[3:]]
    y = planes[0][:, :width].astype(numpy.int64)
    columns = -(-width // across)
    first, second = (
        _spread(each[:, :columns].astype(numpy.int64), across, down, width, height) for each in planes[1:3]
    )
    cb, cr = (first, second) if name.startswith("YUV") else (second, first)
    return Samples(8, y, cb, cr)


def _low(name: str, planes: Sequence[Rows], width: int, height: int) -> Samples:
    (across, down), bits = _LOW[name[:2]], int(name[2:])
    y, cb, cr = (
        _words(each, count, "<u2") for each, count in zip(planes, (width, *[-(-width // across)] * 2), strict=True)
    )
    return Samples(bits, y, *(_spread(each, across, down, width, height) for each in (cb, cr)))


def _paired(name: str, planes: Sequence[Rows], width: int, height: int) -> Samples:
    stored, across, down = _PAIRED[name]
    bits, read = _READERS[stored]
    pairs = read(planes[1], 2 * -(-width // across))
    first, second = (_spread(pairs[:, start::2], across, down, width, height) for start in (0, 1))
    cb, cr = (second, first) if name in _CR_FIRST else (first, second)
    return Samples(bits, read(planes[0], width), cb, cr)


def _packed(stored: str, order: str, rows: Rows, width: int) -> Samples:
    bits, read = _READERS[stored]
    per = 2 if "y" in order else 1
    block = read(rows, -(-width // per) * len(order)).reshape(len(rows), -1, len(order))
    found = {letter: block[..., index] for index, letter in enumerate(order)}
    if per == 1:
        alpha = found["A"] / ((1 << bits) - 1) if "A" in found else 1.0
        return Samples(bits, found["Y"], found["U"], found["V"], alpha)
    y = numpy.stack([found["Y"], found["y"]], axis=-1).reshape(len(rows), -1)[:, :width]
    return Samples(bits, y, *(found[each].repeat(2, axis=1)[:, :width] for each in "UV"))

"""The reference decoders of the sampling cases, against bytes written by hand (drm_fourcc.h and ITU-R BT.601)."""

from __future__ import annotations

import numpy
import pytest

from pydrm import Fourcc
from tests.conformance.support.pictures import Picture
from tests.conformance.support.rgb import components

# Two rows of two pixels, one colour: red is Y 81, Cb 90, Cr 240 in narrow range.
_RED = {
    "NV12": ["5151 5151", "5af0"],
    "NV21": ["5151 5151", "f05a"],
    "NV16": ["5151 5151", "5af0 5af0"],
    "NV24": ["5151 5151", "5af05af0 5af05af0"],
    "YUV420": ["5151 5151", "5a", "f0"],
    "YVU420": ["5151 5151", "f0", "5a"],
    "YUV422": ["5151 5151", "5a 5a", "f0 f0"],
    "YVU444": ["5151 5151", "f0f0 f0f0", "5a5a 5a5a"],
    "P010": ["00510051 00510051", "005a00f0"],
    "P012": ["00510051 00510051", "005a00f0"],
    "P016": ["00510051 00510051", "005a00f0"],
    "YUYV": ["515a51f0 515a51f0"],
    "YVYU": ["51f0515a 51f0515a"],
    "UYVY": ["5a51f051 5a51f051"],
    "VYUY": ["f0515a51 f0515a51"],
    "Y210": ["0051005a005100f0 0051005a005100f0"],
    "AYUV": ["f05a51fff05a51ff f05a51fff05a51ff"],
    "XYUV8888": ["f05a5100f05a5100 f05a5100f05a5100"],
    "Y416": ["005a005100f0ffff005a005100f0ffff 005a005100f0ffff005a005100f0ffff"],
}


def _picture(name: str, planes: list[str], width: int = 2) -> Picture:
    rows = [numpy.array([list(bytes.fromhex(row)) for row in plane.split()], numpy.uint8) for plane in planes]
    return Picture(getattr(Fourcc, name), width, 2, tuple(rows))


@pytest.mark.parametrize("name", list(_RED))
def test_red(name: str) -> None:
    """Red in every layout."""
    seen = _picture(name, _RED[name]).expected() * 255
    assert numpy.abs(seen - [255, 0, 0, 255]).max() < 1.5


@pytest.mark.parametrize(
    ("space", "full", "sample", "wanted"),
    [
        ("REC601", False, (235, 128, 128), (255, 255, 255)),
        ("REC601", False, (145, 54, 34), (0, 255, 0)),
        ("REC601", True, (76, 85, 255), (255, 0, 0)),
        ("REC709", False, (63, 102, 240), (255, 0, 0)),
        ("REC709", True, (18, 255, 116), (0, 0, 255)),
        ("REC2020", False, (74, 97, 240), (255, 0, 0)),
    ],
)
def test_colours(space: str, full: bool, sample: tuple[int, int, int], wanted: tuple[int, int, int]) -> None:
    """Well-known colours in each space and range."""
    y, cb, cr = sample
    row = bytes([cr, cb, y, 255] * 2).hex()
    seen = _picture("AYUV", [f"{row} {row}"]).expected(space, full=full) * 255
    assert numpy.abs(seen[..., :3] - wanted).max() < 2.5


def test_ten_bits_in_groups() -> None:
    """NV15 has four samples in five bytes, P030 three in four; the lowest bits are the first sample."""
    luma = sum(value << 10 * index for index, value in enumerate((64, 940, 502, 64))).to_bytes(5, "little").hex()
    grey = sum(512 << 10 * index for index in range(4)).to_bytes(5, "little").hex()
    seen = _picture("NV15", [f"{luma} {luma}", grey], 4).expected()[0, :, 1]
    assert numpy.abs(seen - [0, 1, 0.5, 0]).max() < 0.001
    luma = sum(value << 10 * index for index, value in enumerate((940, 64, 502))).to_bytes(4, "little").hex()
    grey = sum(512 << 10 * index for index in range(3)).to_bytes(4, "little").hex()
    seen = _picture("P030", [f"{luma} {luma}", grey * 2], 3).expected()[0, :, 1]
    assert numpy.abs(seen - [1, 0, 0.5]).max() < 0.001


def test_rgb() -> None:
    """Components are those of the name, the highest bits first, in little-endian words."""
    assert components("ARGB2101010") == (("A", 2), ("R", 10), ("G", 10), ("B", 10))
    assert components("ABGR16161616F") == (("A", 16), ("B", 16), ("G", 16), ("R", 16))
    assert components("RGB565") == (("R", 5), ("G", 6), ("B", 5))
    assert components("NV12") is None
    seen = _picture("RGB565", ["00f81f00 e0071f00"]).expected()
    assert seen[..., :3].tolist() == [[[1, 0, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 1]]]
    assert _picture("XRGB8888", ["0000ff0000ff0000 0000000000000000"]).expected()[0].tolist() == [
        [1, 0, 0, 1],
        [0, 1, 0, 1],
    ]


def test_formats_that_nobody_knows() -> None:
    """A format without a decoder is a LookupError, and never a case that passes."""
    with pytest.raises(LookupError, match="no reference decoder"):
        _picture("VUY101010", ["00000000 00000000"]).expected()

"""Fourccs and modifiers: every value lives and prints, the known ones have names and layouts."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pydrm import Fourcc, Modifier
from pydrm._format_info import TABLE, layout
from pydrm._fourcc_table import FOURCCS, MODIFIERS


@pytest.mark.parametrize("spelling", ["XR24", "XRGB8888", "DRM_FORMAT_XRGB8888", 0x34325258, Fourcc.XRGB8888])
def test_every_spelling_is_the_same_number(spelling: str | int) -> None:
    """Name, four characters, number: one value, with one text and one repr."""
    code = Fourcc(spelling)
    assert code == 0x34325258
    assert str(code) == "XR24"
    assert repr(code) == "Fourcc.XRGB8888"
    assert f"{code} {code:#x}" == "XR24 0x34325258"


@pytest.mark.parametrize("name", FOURCCS)
def test_names_of_fourccs_lead_back(name: str) -> None:
    """Every name is an attribute, and name, text and repr of the value give the value again."""
    code = getattr(Fourcc, name)
    assert code == FOURCCS[name]
    assert Fourcc(code.name) == Fourcc(name) == eval(repr(code)) == code
    if name != "INVALID":
        assert Fourcc(str(code)) == code


@given(st.integers(0, 0xFFFFFFFF))
def test_any_32_bits_live(value: int) -> None:
    """No number is refused or changed; its repr evaluates to it, and no property raises."""
    code = Fourcc(value)
    assert int(code) == value
    assert eval(repr(code)) == code
    assert isinstance(str(code), str)
    assert isinstance(code.name, str)
    assert code.plane_count >= 1
    assert json.loads(json.dumps(code)) == value
    assert pickle.loads(pickle.dumps(code)) == code


@pytest.mark.parametrize("value", [-1, 1 << 32, "", "XRGB88888", "\x01ab", "näh", "toolong"])
def test_what_is_no_fourcc(value: int | str) -> None:
    """Numbers beyond 32 bits and texts that are neither name nor code are refused in words."""
    with pytest.raises(ValueError, match=r"32-bit|no pixel format"):
        Fourcc(value)


def test_big_endian_variants() -> None:
    """The flag bit is kept, said, and does not hide the format."""
    code = Fourcc("XRGB8888_BE")
    assert code == Fourcc.XRGB8888 | 0x80000000
    assert code.big_endian
    assert (str(code), code.name, repr(code)) == ("XR24_BE", "XRGB8888_BE", "Fourcc(0xb4325258)")
    assert code.bpp() == 32


def test_unknown_codes() -> None:
    """An unknown code has a text if its bytes are one, hex if not, and no layout."""
    assert (str(Fourcc("AB99")), repr(Fourcc("AB99"))) == ("AB99", "Fourcc(0x39394241)")
    assert str(Fourcc(7)) == "0x00000007"
    assert Fourcc("AB99").info is None
    with pytest.raises(ValueError, match="not known"):
        Fourcc("AB99").bpp()
    with pytest.raises(ValueError, match="no plane 1"):
        Fourcc.XRGB8888.bpp(1)


@pytest.mark.parametrize(
    ("name", "bits", "planes", "alpha", "yuv"),
    [
        ("C1", 1, 1, False, False),
        ("R8", 8, 1, False, False),
        ("RGB565", 16, 1, False, False),
        ("RGB888", 24, 1, False, False),
        ("ARGB8888", 32, 1, True, False),
        ("XBGR2101010", 32, 1, False, False),
        ("ABGR16161616F", 64, 1, True, False),
        ("YUYV", 16, 1, False, True),
        ("NV12", 8, 2, False, True),
        ("NV15", 10, 2, False, True),
        ("P010", 16, 2, False, True),
        ("YUV420", 8, 3, False, True),
        ("Q410", 16, 3, False, True),
        ("XRGB8888_A8", 32, 2, True, False),
    ],
)
def test_layouts(name: str, bits: int, planes: int, alpha: bool, yuv: bool) -> None:
    """Bits, planes, alpha and YUV of a sample of every kind."""
    code = Fourcc(name)
    info = code.info
    assert info is not None
    assert (code.bpp(), code.plane_count, info.has_alpha, info.is_yuv) == (bits, planes, alpha, yuv)


def test_every_format_but_the_formless_has_a_layout() -> None:
    """Only codes whose planes have no size of their own are without one."""
    assert set(FOURCCS) - set(TABLE) == {"INVALID", "VUY101010", "YUV420_8BIT", "YUV420_10BIT"}
    assert set(TABLE) <= set(FOURCCS)


def test_planes_behind_each_other() -> None:
    """The layout of a linear picture: offsets, pitches in proportion, rows rounded up."""
    nv12, yuv420 = TABLE["NV12"], TABLE["YUV420"]
    assert [tuple(place) for place in layout(nv12, 640, 480, 640)] == [(0, 640, 480), (307200, 640, 240)]
    assert [tuple(place) for place in layout(yuv420, 641, 481, 704)] == [
        (0, 704, 481),
        (338624, 352, 241),
        (423456, 352, 241),
    ]
    assert [place.pitch for place in layout(TABLE["NV15"], 640, 480, 800)] == [800, 800]
    assert [place.pitch for place in layout(TABLE["RGB565_A8"], 64, 64, 128)] == [128, 64]


@given(st.sampled_from(sorted(TABLE)), st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 300))
def test_planes_never_overlap_and_rows_fit(name: str, width: int, height: int, extra: int) -> None:
    """In any layout a row of a plane holds its samples, and the planes lie one behind the other."""
    info = TABLE[name]
    pitch = info.planes[0].min_pitch(width) + extra
    end = 0
    for plane, place in zip(info.planes, layout(info, width, height, pitch), strict=True):
        assert place.offset == end
        assert place.pitch >= plane.min_pitch(width)
        end = place.offset + place.pitch * place.rows


@pytest.mark.parametrize("name", MODIFIERS)
def test_names_of_modifiers_lead_back(name: str) -> None:
    """Every name is an attribute, and text and repr give the value again."""
    modifier = getattr(Modifier, name)
    assert modifier == MODIFIERS[name]
    assert Modifier(name) == Modifier(str(modifier)) == eval(repr(modifier)) == modifier


@given(st.integers(0, (1 << 64) - 1))
def test_any_64_bits_live(value: int) -> None:
    """No modifier is refused or changed, and its repr evaluates to it."""
    modifier = Modifier(value)
    assert int(modifier) == value
    assert eval(repr(modifier)) == modifier
    assert isinstance(modifier.vendor, str)


def test_modifiers_in_words() -> None:
    """LINEAR and INVALID by name, vendors by name, unknown ones in hex."""
    assert (str(Modifier.LINEAR), int(Modifier.LINEAR)) == ("LINEAR", 0)
    assert (str(Modifier.INVALID), Modifier.INVALID.vendor) == ("INVALID", "NONE")
    assert Modifier.I915_X_TILED.vendor == "INTEL"
    assert str(Modifier(0x0300000000606010)) == "0x0300000000606010"
    assert Modifier(0x0300000000606010).vendor == "NVIDIA"
    assert Modifier(0xEE << 56).vendor == "0xee"
    for bad in (-1, 1 << 64, "NO_SUCH"):
        with pytest.raises(ValueError):
            Modifier(bad)

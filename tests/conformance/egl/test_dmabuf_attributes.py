"""What a description of a dma-buf has to say, and what it must not."""

from __future__ import annotations

import pytest

from pydrm import Fourcc
from pyegl import lib

from ..support import conf, needs
from ..support.egl import handle
from ..support.images import (
    FD,
    FOURCC,
    HEIGHT,
    IMPORT,
    IMPORT_MODIFIERS,
    INVALID,
    OFFSET,
    PITCH,
    WIDTH,
    Importer,
    modifier,
    plane,
    query_modifiers,
    signed,
)

pytestmark = needs(f"egl:{IMPORT}")

_MODIFIERS = needs(f"egl:{IMPORT_MODIFIERS}")
_PLANE = ("FD", "OFFSET", "PITCH")
_REQUIRED = {"width": WIDTH, "height": HEIGHT, "fourcc": FOURCC, "fd": FD, "offset": OFFSET, "pitch": PITCH}
_HINTS = {
    "color_space": (lib.EGL_YUV_COLOR_SPACE_HINT_EXT, "EGL_ITU_REC601_EXT EGL_ITU_REC709_EXT EGL_ITU_REC2020_EXT"),
    "sample_range": (lib.EGL_SAMPLE_RANGE_HINT_EXT, "EGL_YUV_FULL_RANGE_EXT EGL_YUV_NARROW_RANGE_EXT"),
    **{
        f"{way.lower()}_siting": (
            getattr(lib, f"EGL_YUV_CHROMA_{way}_SITING_HINT_EXT"),
            "EGL_YUV_CHROMA_SITING_0_EXT EGL_YUV_CHROMA_SITING_0_5_EXT",
        )
        for way in ("HORIZONTAL", "VERTICAL")
    },
}


@conf("M5")
def test_neither_context_nor_buffer(importer: Importer) -> None:
    """A dma-buf is told by attributes: a buffer, or a context that there is, is EGL_BAD_PARAMETER."""
    importer.imported(importer.plain())
    importer.refused(lib.EGL_BAD_PARAMETER, importer.plain(), buffer=handle(1))
    context = importer.display.context()
    importer.refused(lib.EGL_BAD_PARAMETER, importer.plain(), context=context)
    importer.refused(lib.EGL_BAD_PARAMETER, importer.plain(), context=context, buffer=handle(1))
    importer.refused((lib.EGL_BAD_CONTEXT, lib.EGL_BAD_PARAMETER), importer.plain(), context=handle(0xBADC0DE0))


@conf("M6")
@pytest.mark.parametrize("name", list(_REQUIRED))
def test_required_attributes(importer: Importer, name: str) -> None:
    """Without any one of the six: EGL_BAD_PARAMETER. Without all, too."""
    importer.refused(lib.EGL_BAD_PARAMETER, importer.plain(without=[_REQUIRED[name]]))
    importer.refused(lib.EGL_BAD_PARAMETER, {})


@conf("M6")
@pytest.mark.parametrize("name", ["width", "height"])
def test_sizes_that_are_none(importer: Importer, name: str) -> None:
    """Width and height are at least 1."""
    for value in (0, -1, -0x80000000):
        importer.refused(lib.EGL_BAD_PARAMETER, importer.plain({_REQUIRED[name]: value}))


@conf("M6", "M7")
@pytest.mark.parametrize("missing", [["FD"], ["OFFSET"], ["PITCH"], list(_PLANE)], ids="-".join)
def test_a_plane_too_few(importer: Importer, missing: list[str]) -> None:
    """NV12 with an incomplete second plane, or none: EGL_BAD_PARAMETER."""
    importer.refused(lib.EGL_BAD_PARAMETER, importer.nv12(without=[plane(1, what) for what in missing]))


@conf("M7")
@pytest.mark.parametrize("index", [1, 2, 3])
def test_a_plane_too_many(importer: Importer, index: int) -> None:
    """Anything about a plane that the format does not have: EGL_BAD_ATTRIBUTE."""
    whole = {plane(index, "FD"): importer.fd, plane(index, "OFFSET"): 0, plane(index, "PITCH"): 256}
    for extra in (*({key: value} for key, value in whole.items()), whole):
        importer.refused(lib.EGL_BAD_ATTRIBUTE, importer.plain(extra))
        if index > 1:
            importer.refused(lib.EGL_BAD_ATTRIBUTE, importer.nv12(extra))


@conf("M8")
def test_unknown_formats(importer: Importer) -> None:
    """DRM_FORMAT_INVALID, a fourcc that nobody knows, a big-endian one, one in small letters: EGL_BAD_MATCH."""
    for fourcc in (0, 0x41414141, 0xFFFFFFFF, Fourcc.XRGB8888 | 1 << 31, Fourcc.XRGB8888 ^ 0x20):
        importer.refused(lib.EGL_BAD_MATCH, importer.plain({FOURCC: signed(fourcc)}))


@conf("M9")
def test_pitches_that_are_none(importer: Importer) -> None:
    """A pitch that is not positive: EGL_BAD_ACCESS, on the first plane and on the second."""
    for pitch in (0, -1, -256, -0x80000000):
        importer.refused(lib.EGL_BAD_ACCESS, importer.plain({PITCH: pitch}))
        importer.refused(lib.EGL_BAD_ACCESS, importer.nv12({plane(1, "PITCH"): pitch}))


@conf("M9")
@pytest.mark.parametrize(
    "change",
    [{PITCH: 1 << 30}, {OFFSET: -1}, {OFFSET: 1 << 30}, {HEIGHT: 1 << 20}, {OFFSET: 4096 * 1024}],
    ids=["pitch", "offset-1", "offset", "height", "end"],
)
def test_pictures_outside_of_the_memory(importer: Importer, change: dict[int, int]) -> None:
    """A picture that ends behind its memory is refused."""
    codes = (lib.EGL_BAD_ACCESS, lib.EGL_BAD_ALLOC, lib.EGL_BAD_MATCH, lib.EGL_BAD_PARAMETER)
    importer.refused(codes, importer.plain(change))


@conf("M10")
@pytest.mark.parametrize("hint", list(_HINTS))
def test_hints_that_are_none(importer: Importer, hint: str) -> None:
    """A hint that is not in the list: EGL_BAD_ATTRIBUTE, also where the format has no use for it."""
    others = next(token for token, _names in _HINTS.values() if token != _HINTS[hint][0])
    for value in (0, 1, -1, lib.EGL_WIDTH, others):
        importer.refused(lib.EGL_BAD_ATTRIBUTE, importer.plain({_HINTS[hint][0]: value}))
        importer.refused(lib.EGL_BAD_ATTRIBUTE, importer.nv12({_HINTS[hint][0]: value}))


@conf("M10")
@pytest.mark.parametrize("hint", list(_HINTS))
def test_hints(importer: Importer, hint: str) -> None:
    """Every hint that is in the list is taken, and means nothing for RGB."""
    token, names = _HINTS[hint]
    for name in names.split():
        importer.imported(importer.plain({token: getattr(lib, name)}))


@conf("M11")
@_MODIFIERS
@pytest.mark.parametrize("half", ["MODIFIER_LO", "MODIFIER_HI"])
def test_half_a_modifier(importer: Importer, half: str) -> None:
    """Half of a modifier: EGL_BAD_PARAMETER, on every plane."""
    for index in range(4):
        importer.refused(lib.EGL_BAD_PARAMETER, importer.plain({plane(index, half): 0}))


@conf("M11")
@_MODIFIERS
def test_modifiers_of_planes(importer: Importer) -> None:
    """All planes have one modifier, and all have it; a plane that is not there has none."""
    for changes in (
        (modifier(0), modifier(INVALID, 1)),
        (modifier(0), modifier(1, 1)),
        (modifier(0),),
        (modifier(0, 1),),
    ):
        importer.refused(lib.EGL_BAD_PARAMETER, importer.nv12(*changes))
    codes = (lib.EGL_BAD_PARAMETER, lib.EGL_BAD_ATTRIBUTE)
    importer.refused(codes, importer.plain(modifier(0), modifier(0, 1)))


@conf("M11")
@_MODIFIERS
def test_unknown_modifiers(importer: Importer) -> None:
    """A layout that is not listed for the format is refused."""
    listed = {value for value, _external in query_modifiers(importer.display.handle, Fourcc.XRGB8888)}
    codes = (lib.EGL_BAD_MATCH, lib.EGL_BAD_ALLOC, lib.EGL_BAD_PARAMETER)
    for value in {1 << 56 | 1, 2 << 56 | 1, 8 << 56 | 1, 0xFE << 56, (1 << 64) - 1} - listed:
        importer.refused(codes, importer.plain(modifier(value)))


@conf("M11")
@_MODIFIERS
def test_implicit_and_linear_modifiers(importer: Importer) -> None:
    """INVALID is as if there were no modifier, and linear memory is linear."""
    importer.imported(importer.plain(modifier(INVALID)))
    importer.imported(importer.plain(modifier(0)))


@conf("M6")
def test_unknown_attributes(importer: Importer) -> None:
    """An attribute that is none: EGL_BAD_PARAMETER. EGL_IMAGE_PRESERVED goes with everything."""
    for token in (0x3FFF, 0, 0x7FFFFFFF):
        importer.refused((lib.EGL_BAD_PARAMETER, lib.EGL_BAD_ATTRIBUTE), importer.plain({token: 1}))
    importer.imported(importer.plain({lib.EGL_IMAGE_PRESERVED_KHR: lib.EGL_TRUE}))
    importer.imported(importer.plain({lib.EGL_IMAGE_PRESERVED_KHR: lib.EGL_FALSE}))

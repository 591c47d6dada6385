"""What textures of dma-bufs look like, against numpy, within one code value of 8 bits."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING

import pytest

from pydrm import DmaBuf, Fourcc, Modifier
from pyegl import BadAlloc, ChromaSiting, ColorSpace, SampleRange

from ..support import conf, force, images, needs
from ..support.pictures import Picture, farthest
from . import objects, sampling

if TYPE_CHECKING:
    import numpy

    from ..support.egl import Platform
    from .sampling import Listed


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    fixtures = (("listed", sampling.listed), ("sampler", sampling.samplers), ("foreign_sampler", _foreign))
    for name, found in fixtures:
        if name in metafunc.fixturenames:
            values = found() or (None,)
            metafunc.parametrize(name, values, ids=str if values[0] else ["no-display"], indirect=True)


def _foreign() -> tuple[Platform, ...]:
    # Those that sample the memory of other drivers: kms_swrast, on GBM, does not.
    return tuple(each for each in sampling.samplers() if each.node is None)


def _param(request: pytest.FixtureRequest) -> object:
    if request.param is None:
        force.unmet(None, f"egl:{images.IMPORT_MODIFIERS}", "no display here imports dma-bufs")
    return request.param


@pytest.fixture
def listed(request: pytest.FixtureRequest) -> object:
    """Every format and modifier that every display lists."""
    return _param(request)


@pytest.fixture
def sampler(request: pytest.FixtureRequest) -> object:
    """Every platform whose displays sample dma-bufs."""
    return _param(request)


@pytest.fixture
def foreign_sampler(request: pytest.FixtureRequest) -> object:
    """Every platform whose displays sample the memory of other drivers."""
    return _param(request)


def close(seen: numpy.typing.NDArray[numpy.uint8], wanted: numpy.typing.NDArray[numpy.float64]) -> None:
    """Assert that no value is farther than one from what it has to be."""
    distance, where = farthest(seen, wanted)
    assert distance <= 1, where


@conf("M16", "M17")
def test_every_listed_format(listed: Listed) -> None:
    """Random samples of every format and modifier that is listed, through the kind of texture that it is listed for."""
    picture = Picture.random(listed.format)
    wanted = picture.expected()
    seen = sampling.look(listed.platform, picture, listed.modifier, external=listed.external_only)
    close(seen, wanted)


@conf("M17")
@pytest.mark.parametrize("format", [Fourcc.ARGB8888, Fourcc.XRGB8888], ids=lambda each: each.name)
def test_external_textures_of_rgb(sampler: Platform, format: Fourcc) -> None:
    """An external texture shows RGB as a plain one does."""
    picture = Picture.random(format, seed=1)
    close(sampling.look(sampler, picture, Modifier.INVALID, external=True), picture.expected())


@conf("M17")
@pytest.mark.parametrize("range", list(SampleRange), ids=lambda each: each.name.lower())
@pytest.mark.parametrize("format", [Fourcc.NV12, Fourcc.YUYV, Fourcc.AYUV, Fourcc.P010], ids=lambda each: each.name)
def test_colour_spaces(sampler: Platform, format: Fourcc, range: SampleRange) -> None:
    """The hints choose the matrix and the range; without any it is BT.601 in narrow range (the case above)."""
    picture = Picture.random(format, seed=2)
    for space in ColorSpace:
        seen = sampling.look(sampler, picture, Modifier.INVALID, external=True, color_space=space, sample_range=range)
        close(seen, picture.expected(space.name, full=range == SampleRange.FULL))


@conf("M17")
@pytest.mark.parametrize("format", [Fourcc.NV12, Fourcc.YUYV], ids=lambda each: each.name)
def test_chroma_siting(sampler: Platform, format: Fourcc) -> None:
    """Wherever chroma sits, where it is the same all over the picture it is the same."""
    picture = Picture.random(format, seed=3)
    chroma = picture.planes[-1]
    if format == Fourcc.NV12:
        chroma[:, 0::2], chroma[:, 1::2] = 90, 170
    else:
        chroma[:, 1::4], chroma[:, 3::4] = 90, 170
    for siting in itertools.product(ChromaSiting, ChromaSiting):
        close(sampling.look(sampler, picture, Modifier.INVALID, external=True, siting=siting), picture.expected())


@conf("M17")
@pytest.mark.parametrize("size", [(2, 2), (62, 34)], ids=lambda each: f"{each[0]}x{each[1]}")
def test_sizes(sampler: Platform, size: tuple[int, int]) -> None:
    """Pictures smaller than a tile of the renderer, and with pitches larger than their rows."""
    for format in (Fourcc.XRGB8888, Fourcc.RGB565, Fourcc.GR88):
        picture = Picture.random(format, *size, seed=4)
        close(sampling.look(sampler, picture, Modifier.INVALID, external=False), picture.expected())


@conf("M17")
@pytest.mark.parametrize("format", [Fourcc.NV12, Fourcc.P010, Fourcc.YUV420], ids=lambda each: each.name)
def test_planes_as_pictures(sampler: Platform, format: Fourcc) -> None:
    """Each plane by itself is a picture of R8, GR88, R16 or GR1616 (so YUV is done where nothing else is)."""
    planes_are_pictures(sampler, Picture.random(format, 64, 32, seed=5))


def planes_are_pictures(platform: Platform, picture: Picture) -> None:
    """Assert that each plane of a picture, imported by itself, has the samples that are in it."""
    assert picture.format.info is not None
    with (
        objects.opened(platform) as display,
        images.pictures(platform, picture.size) as memory,
        picture.put(memory, Modifier.LINEAR) as whole,
        sampling.current(display),
    ):
        for index, name in sampling.planes_of(whole, picture.format.name):
            part, geometry = Fourcc(name), picture.format.info.planes[index]
            width, height = geometry.columns(picture.width), geometry.rows(picture.height)
            place = (os.dup(whole.fileno()), whole.planes[index].offset, whole.planes[index].pitch)
            own = Picture(part, width, height, (picture.planes[index],))
            with (
                DmaBuf([place], width=width, height=height, format=part) as dmabuf,
                display.import_dmabuf(dmabuf) as image,
            ):
                close(sampling.sampled(image, width, height, external=False), own.expected())


@conf("M17")
def test_planes_in_memory_of_their_own(sampler: Platform) -> None:
    """NV12 with each plane in a dma-buf of its own looks as in one."""
    picture = Picture.random(Fourcc.NV12, seed=6)
    with (
        objects.opened(sampler) as display,
        images.pictures(sampler, picture.planes[0].size) as first,
        images.pictures(sampler, picture.planes[1].size) as second,
    ):
        places = []
        for memory, rows in zip((first, second), picture.planes, strict=True):
            with memory.map(read=False) as mapping:
                mapping[: rows.size] = rows.tobytes()
            places.append((os.dup(memory.fileno()), 0, rows.shape[1]))
        with (
            DmaBuf(places, width=picture.width, height=picture.height, format=Fourcc.NV12) as dmabuf,
            display.import_dmabuf(dmabuf) as image,
            sampling.current(display),
        ):
            close(sampling.sampled(image, picture.width, picture.height, external=True), picture.expected())


# What weston's tests have a software renderer show from udmabuf, since Mesa 25.0.4.
_MUST_PASS = (
    "RGB565 XRGB8888 ARGB8888 XBGR8888 ABGR8888 XRGB2101010 ARGB2101010 XBGR2101010 ABGR2101010 XBGR16161616 "
    "ABGR16161616 XBGR16161616F ABGR16161616F YUV420 YVU420 YUV422 YVU422 YUV444 YVU444 NV12 NV21 NV16 YUYV YVYU UYVY "
    "VYUY XYUV8888 P010 P012 P016"
).split()


@conf("M18")
@needs("udmabuf")
@pytest.mark.parametrize("name", _MUST_PASS)
def test_must_pass_from_udmabuf(foreign_sampler: Platform, name: str) -> None:
    """From udmabuf, rows aligned to 256 bytes: as one image, or (as compositors do it then) plane by plane."""
    picture = Picture.random(getattr(Fourcc, name), 64, 32, seed=7)
    assert picture.format in {each.format for each in sampling.listed() if each.platform == foreign_sampler}
    assert picture.format.info is not None
    try:
        seen = sampling.look(foreign_sampler, picture, Modifier.LINEAR, external=picture.format.info.is_yuv)
    except BadAlloc:
        assert len(picture.planes) > 1
        planes_are_pictures(foreign_sampler, picture)
    else:
        close(seen, picture.expected())

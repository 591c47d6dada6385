"""The reference scene's picture, and whether comparing with it notices what can go wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pydri import scene

SIZE = (160, 90)
FORMATS = (
    "XRGB8888 ARGB8888 XBGR8888 ABGR8888 RGBX8888 RGBA8888 BGRX8888 BGRA8888 RGB888 BGR888 RGB565 BGR565 "
    "XRGB1555 ARGB1555 RGBA5551 XRGB4444 XRGB2101010 ABGR2101010 RGBA1010102"
).split()


def packed(picture: Any, format: str) -> Any:
    """A picture as it lies in memory, written without the code that is looked at here: letter by letter."""
    letters = format.rstrip("0123456789")
    digits = format[len(letters) :]
    sizes = {"2101010": [2, 10, 10, 10], "1010102": [10, 10, 10, 2]}.get(digits) or [int(each) for each in digits]
    words = np.zeros(picture.shape[:2], np.uint32)
    for letter, bits in zip(letters, sizes, strict=True):
        value = picture[:, :, "RGBA".index(letter)] if letter != "X" else np.uint8(0)
        words = words << bits | np.rint(value / 255.0 * ((1 << bits) - 1)).astype(np.uint32)
    if sum(sizes) == 24:
        return words[:, :, None].view(np.uint8)[:, :, :3]
    return words.astype(np.uint16 if sum(sizes) == 16 else np.uint32)


def test_the_picture() -> None:
    """Known colours at known places: the corners of the gradient, and inside the triangle."""
    picture = scene.reference(256, 256)
    assert picture.shape == (256, 256, 4)
    assert (picture[:, :, 3] == 255).all()
    assert picture[0, 0].tolist() == [0, 0, 64, 255]
    assert picture[0, 255].tolist() == [255, 0, 64, 255]
    assert picture[255, 0].tolist() == [0, 255, 64, 255]
    assert picture[255, 255].tolist() == [255, 255, 64, 255]
    top, left, right = picture[36, 128], picture[190, 34], picture[222, 206]
    assert np.abs(top.astype(int) - [255, 32, 0, 255]).max() < 12
    assert np.abs(left.astype(int) - [0, 223, 64, 255]).max() < 12
    assert np.abs(right.astype(int) - [64, 0, 255, 255]).max() < 12


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (16, 16), (1280, 720)])
def test_it_is_itself(size: tuple[int, int]) -> None:
    """The scene is the scene, exactly, at any size."""
    found = scene.compare(scene.reference(*size))
    assert found.ok
    assert found.max == 0
    assert str(found) == "the scene, within 0 of 255"


@pytest.mark.parametrize("format", FORMATS)
def test_formats(format: str) -> None:
    """Packed into a format and unpacked it is still the scene, within what the bits of the format allow."""
    words = packed(scene.reference(*SIZE), format)
    found = scene.compare(words, format)
    assert found.ok, found
    if "8888" in format or format.endswith("888"):
        assert found.max == 0
        assert (scene.unpack(words, format) == scene.reference(*SIZE)).all()
    wrong = scene.compare(words.byteswap() if words.ndim == 2 else words[:, :, ::-1], format)
    assert wrong.count > SIZE[0] * SIZE[1] // 2


def broken(how: str) -> Any:
    picture = scene.reference(*SIZE)
    if how == "upside down":
        return picture[::-1]
    if how == "mirrored":
        return picture[:, ::-1]
    if how == "red and blue swapped":
        return picture[:, :, [2, 1, 0, 3]]
    if how == "shifted by a pixel":
        return np.roll(picture, 1, axis=1)
    if how == "a row lost":
        return np.concatenate([picture[:40], picture[41:], picture[-1:]])
    if how == "rows of another pitch":
        return np.resize(picture.reshape(-1, 4), (SIZE[1] * (SIZE[0] + 1), 4)).reshape(-1, SIZE[0] + 1, 4)[:, : SIZE[0]]
    if how == "black":
        return np.zeros_like(picture)
    if how == "transparent":
        picture[:, :, 3] = 254
    if how == "a block missing":
        picture[64:, 64:72] = 0
    if how == "a pixel wrong":
        picture[45, 80, 1] += 3
    if how == "no triangle":
        picture[:] = np.where((np.indices(SIZE[::-1]).sum(axis=0) >= 0)[:, :, None], gradient(), 0)
    return picture


def gradient() -> Any:
    x, y = (np.arange(SIZE[0]) + 0.5) / SIZE[0], (np.arange(SIZE[1]) + 0.5) / SIZE[1]
    planes = np.broadcast_arrays(x[None, :] * 255, y[:, None] * 255, 63.75, 255)
    return np.rint(np.stack(planes, axis=2)).astype(np.uint8)


@pytest.mark.parametrize(
    ("how", "least"),
    [
        ("upside down", 10_000),
        ("mirrored", 10_000),
        ("red and blue swapped", 10_000),
        ("shifted by a pixel", 100),
        ("a row lost", 5_000),
        ("rows of another pitch", 5_000),
        ("black", 14_000),
        ("transparent", 14_400),
        ("a block missing", 200),
        ("a pixel wrong", 1),
        ("no triangle", 3_000),
    ],
)
def test_what_is_wrong_is_seen(how: str, least: int) -> None:
    """Every kind of broken picture is told from the scene, and the place is named."""
    found = scene.compare(broken(how))
    assert not found.ok
    assert found.count >= least
    assert "pixels differ by more than 1 of 255" in str(found)
    if how == "a pixel wrong":
        assert (found.where, found.max, found.count) == ((80, 45), 3, 1)


def test_an_edge_may_be_on_either_side() -> None:
    """A pixel whose middle is on an edge may be of the triangle or not, but of no third colour."""
    picture, outside = scene.reference(*SIZE), gradient()
    depth = scene._depth(*SIZE)
    near, far = np.argwhere((depth > 0) & (depth <= 1 / 8)), np.argwhere((depth > 1 / 4) & (depth < 1))
    assert len(near)
    for at in map(tuple, near):
        picture[at] = outside[at]
    assert scene.compare(picture).ok
    picture[tuple(near[0])] = [9, 9, 9, 255]
    assert scene.compare(picture).count == 1
    picture = scene.reference(*SIZE)
    picture[tuple(far[0])] = outside[tuple(far[0])]
    assert scene.compare(picture).count == 1


def test_tolerance() -> None:
    """One code value for eight bits at useful sizes; more for tiny pictures and few bits; alpha is exact."""
    assert scene.tolerance(640, 480) == (1, 1, 1, 0)
    assert scene.tolerance(640, 480, "XRGB2101010") == (1, 1, 1, 0)
    red, green, blue, alpha = scene.tolerance(640, 480, "RGB565")
    assert (red, blue, alpha) == (9, 9, 0)
    assert green < red
    assert scene.tolerance(4, 4)[0] > 1


@pytest.mark.parametrize(
    ("pixels", "format"),
    [
        (np.zeros((4, 4, 3), np.uint8), None),
        (np.zeros((4, 4), np.uint32), None),
        (np.zeros((4, 4), np.uint32), "RGB565"),
        (np.zeros((4, 4, 3), np.uint8), "XRGB8888"),
        (np.zeros((4, 4), np.uint8), "NV12"),
        (np.zeros((4, 4), np.uint16), "R16"),
    ],
)
def test_no_picture(pixels: Any, format: str | None) -> None:
    """What is no picture of the format is a ValueError."""
    with pytest.raises(ValueError):
        scene.compare(pixels, format)


@pytest.mark.parametrize("size", [(0, 1), (1, 0), (-1, 5)])
def test_no_size(size: tuple[int, int]) -> None:
    """A size that is none is a ValueError."""
    with pytest.raises(ValueError, match="no size of a picture"):
        scene.reference(*size)

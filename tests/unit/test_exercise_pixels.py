"""Pixels as numbers and colours, and the comparisons of frames, on memory of this process."""

from __future__ import annotations

from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from pydri.loaders import is_software
from pydri.sharing import ContentsDiffer
from pydri.sharing.frames import Frame
from pydri.sharing.pairs import HEIGHT, WIDTH, share_frame
from pydri.sharing.pixels import colours, layout_of, pattern_of, primaries
from pydri.sharing.views import FrameView
from pydrm import Fourcc, Modifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.mark.parametrize(
    ("name", "channels"),
    [
        ("XRGB8888", (("X", 24, 8), ("R", 16, 8), ("G", 8, 8), ("B", 0, 8))),
        ("ABGR2101010", (("A", 30, 2), ("B", 20, 10), ("G", 10, 10), ("R", 0, 10))),
        ("RGBA1010102", (("R", 22, 10), ("G", 12, 10), ("B", 2, 10), ("A", 0, 2))),
        ("RGB565", (("R", 11, 5), ("G", 5, 6), ("B", 0, 5))),
        ("ARGB1555", (("A", 15, 1), ("R", 10, 5), ("G", 5, 5), ("B", 0, 5))),
        ("ABGR16161616F", (("A", 48, 16), ("B", 32, 16), ("G", 16, 16), ("R", 0, 16))),
        ("GR1616", (("G", 16, 16), ("R", 0, 16))),
        ("R8", (("R", 0, 8),)),
    ],
)
def test_layout_from_the_name(name: str, channels: tuple[tuple[str, int, int], ...]) -> None:
    """A format's name says where its channels are, as drm_fourcc.h does it: from the highest bit downwards."""
    layout = layout_of(Fourcc(name))
    assert layout is not None
    assert layout.channels == channels
    assert layout.bits == Fourcc(name).bpp()
    assert layout.half == name.endswith("F")


@pytest.mark.parametrize("name", ["NV12", "YUYV", "C8", "XYUV8888", "P010", "RGB888", "R10"])
def test_no_layout(name: str) -> None:
    """YUV, several planes, palettes, three bytes, padding that the name does not tell: not understood, and said so."""
    assert layout_of(Fourcc(name)) is None


def test_colours_of_known_pixels() -> None:
    """What a pixel looks like in GL: channels in their place, what lacks is 0, alpha is 1 without one."""

    def seen(name: str, pixel: int) -> list[int]:
        layout = layout_of(Fourcc(name))
        assert layout is not None
        return [int(value) for value in np.rint(colours(layout, np.array([[pixel]], layout.dtype)) * 255)[0, 0]]

    assert seen("XRGB8888", 0x12345678) == [0x34, 0x56, 0x78, 255]
    assert seen("ABGR8888", 0x12345678) == [0x78, 0x56, 0x34, 0x12]
    assert seen("RGB565", 0xF800) == [255, 0, 0, 255]
    assert seen("R8", 7) == [7, 0, 0, 255]
    assert seen("GR88", 0x0180) == [0x80, 1, 0, 255]
    assert seen("ARGB2101010", 0xC00003FF) == [0, 0, 255, 255]
    assert seen("ABGR16161616F", 0x3C00_0000_3800_3C00) == [255, 128, 0, 255]


def test_patterns_are_fit_to_be_seen() -> None:
    """A pattern differs everywhere and from seed to seed; half floats are numbers from 0 to 1."""
    for name in ("XRGB8888", "R8", "ABGR16161616F"):
        layout = layout_of(Fourcc(name))
        assert layout is not None
        one, other = (pattern_of(layout, 64, 32, seed) for seed in (1, 2))
        assert one.shape == (32, 64)
        assert one.dtype == layout.dtype
        assert (one != other).mean() > 0.9
        values = colours(layout, one)
        assert values.min() >= 0
        assert values.max() <= 1


def test_primaries_are_exact_in_every_format() -> None:
    """Blocks of 0 and 1, several of them, with what a format lacks as GL sees it."""
    layout = layout_of(Fourcc("GR88"))
    assert layout is not None
    picture = primaries(layout, 64, 16, 1)
    assert set(np.unique(picture)) == {0.0, 1.0}
    assert (picture[..., 2] == 0).all()
    assert (picture[..., 3] == 1).all()
    assert len(np.unique(picture.reshape(-1, 4), axis=0)) == 4


# -- pairs, on plain memory ------------------------------------------------------------------------------------------


class Plain:
    """Both sides on one array; what is done to it on the way is the test's."""

    def __init__(
        self, damage: Callable[[Any], Any] = lambda pixels: pixels, *, gl: bool = False, short: int = 0
    ) -> None:
        self.damage = damage
        self.gl = gl
        self.short = short  # bytes that the memory lacks
        self.pixels: Any = None

    @contextmanager
    def frame(self, width: int, height: int, layout: Any, modifier: Modifier) -> Iterator[Frame]:
        def write(new: Any) -> None:
            self.pixels = new.copy()

        pitch = width * layout.bits // 8
        plane = SimpleNamespace(offset=0, pitch=pitch)
        dmabuf: Any = SimpleNamespace(planes=(plane,), size=pitch * height - self.short, modifier=modifier)
        yield Frame(dmabuf, lambda: self.pixels.copy(), write)

    @contextmanager
    def view(self, dmabuf: Any, layout: Any, steps: Any, *, promised: bool) -> Iterator[FrameView]:
        def read() -> Any:
            seen = self.damage(self.pixels.copy())
            return colours(layout, seen) if self.gl else seen

        def write(new: Any) -> None:
            if self.gl:
                encoded = np.zeros(new.shape[:2], layout.dtype)
                for name, low, size in layout.channels:
                    if name != "X":
                        part = np.rint(new[..., "RGBA".index(name)] * ((1 << size) - 1)).astype(layout.dtype)
                        encoded |= part << layout.dtype.type(low)
                new = encoded
            self.pixels = self.damage(new.copy())

        yield FrameView(read, write, in_memory=not self.gl)


def flipped_bit(pixels: Any) -> Any:
    pixels[3, 5] ^= 0x80
    return pixels


def one_value_less(pixels: Any) -> Any:
    return np.where(pixels & 0xFF, pixels - 1, pixels)


@pytest.mark.parametrize("gl", [False, True], ids=["memory", "gl"])
@pytest.mark.parametrize("name", ["XRGB8888", "RGB565", "R8"])
def test_what_is_right_is_right(name: str, gl: bool) -> None:
    """Both ways, in bytes and in colours."""
    layout = layout_of(Fourcc(name))
    assert layout is not None
    both = Plain(gl=gl)
    share_frame(both, both, layout, Modifier.LINEAR)
    assert both.pixels.shape == (HEIGHT, WIDTH)


@pytest.mark.parametrize("gl", [False, True], ids=["memory", "gl"])
def test_one_wrong_pixel_is_seen(gl: bool) -> None:
    """The message says where, what, and who."""
    layout = layout_of(Fourcc.ABGR8888)
    assert layout is not None
    both = Plain(flipped_bit, gl=gl)
    with pytest.raises(ContentsDiffer, match=r"^b reads what a wrote: 1 of .* the first at \(3, 5\) \(row, column\)"):
        share_frame(both, both, layout, Modifier.LINEAR, names=("a", "b"))


def test_memory_that_is_too_small() -> None:
    """Whoever exports less memory than the picture has is named, and nobody reads or writes it."""
    layout = layout_of(Fourcc.XRGB8888)
    assert layout is not None
    both = Plain(short=1)
    with pytest.raises(ContentsDiffer, match=r"^a exports 16383 bytes for a picture that ends at byte 16384$"):
        share_frame(both, both, layout, Modifier.INVALID, names=("a", "b"))
    assert both.pixels is None


def test_gl_may_round() -> None:
    """A part in 255 is GL's to lose; bytes have to be the same."""
    layout = layout_of(Fourcc.ABGR8888)
    assert layout is not None
    rounding = Plain(one_value_less, gl=True)
    share_frame(rounding, rounding, layout, Modifier.LINEAR)
    exact = Plain(one_value_less)
    with pytest.raises(ContentsDiffer):
        share_frame(exact, exact, layout, Modifier.LINEAR)


@pytest.mark.parametrize(
    ("driver", "renderer", "software"),
    [
        ("kms_swrast", "llvmpipe (LLVM 15.0.6, 256 bits)", True),
        ("swrast", "softpipe", True),
        ("iris", "Mesa Intel(R) Graphics (ADL GT2)", False),
        ("radeonsi", "AMD Radeon RX 6600 (radeonsi, navi23, LLVM 15.0.7, DRM 3.54)", False),
        (None, "NVIDIA H100 80GB HBM3/PCIe/SSE2", False),
        ("virtio_gpu", "virgl (LLVMPIPE (LLVM 15.0.6, 256 bits))", False),
        ("zink", "zink Vulkan 1.3(llvmpipe (LLVM 15.0.6, 256 bits) (LLVMPIPE))", True),
        ("zink", "zink Vulkan 1.3(Intel(R) Arc(tm) Graphics (INTEL_OPEN_SOURCE_MESA))", False),
    ],
)
def test_software(driver: str | None, renderer: str, software: bool) -> None:
    """What draws with the CPU is told from what does not, by the names that drivers have."""
    assert is_software(driver, renderer) is software

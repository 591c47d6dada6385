"""The reference scene: a shaded triangle over a gradient, drawn with GLES, and the same picture computed with numpy.

    with scene.Scene() as drawing:           # on the context that is current
        drawing.draw(width, height)
    found = scene.compare(gl.read_pixels())
    assert found.ok, found

Every channel, every corner and every direction differ from the others, so that a swapped, shifted, mirrored or torn
picture is seen. Alpha is opaque.

The picture's first row is its topmost. Drawn into a framebuffer object, that row becomes GL's row 0, which is the first
in the memory of a texture, an image, a dma-buf. A window surface is presented with GL's row 0 at the bottom: draw with
``window=True`` there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from pydrm import Fourcc

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Self

    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

__all__ = ["Difference", "Scene", "compare", "draw", "reference", "tolerance", "unpack"]

# Places in the picture, (0, 0) in its upper left corner, (1, 1) in its lower right, and the colour there.
_GRADIENT = (
    ((0.0, 0.0), (0.0, 0.0, 0.25)),
    ((1.0, 0.0), (1.0, 0.0, 0.25)),
    ((0.0, 1.0), (0.0, 1.0, 0.25)),
    ((1.0, 1.0), (1.0, 1.0, 0.25)),
)
_TRIANGLE = (
    ((0.5, 0.125), (1.0, 0.125, 0.0)),
    ((0.125, 0.75), (0.0, 0.875, 0.25)),
    ((0.8125, 0.875), (0.25, 0.0, 1.0)),
)

_VERTEX = """#version 100
attribute vec2 position;
attribute vec3 colour;
uniform float up;
varying vec3 shade;
void main() {
    shade = colour;
    gl_Position = vec4(position.x * 2.0 - 1.0, (position.y * 2.0 - 1.0) * up, 0.0, 1.0);
}
"""
_FRAGMENT = """#version 100
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
varying vec3 shade;
void main() {
    gl_FragColor = vec4(shade, 1.0);
}
"""

# GL promises at least four bits below the pixel (GL_SUBPIXEL_BITS): a corner is moved by 1/32 of a pixel at most in
# each direction, and an edge with it.
_SNAP = 1 / 32
_EDGE = 1 / 8


@dataclass(frozen=True, slots=True)
class Difference:
    """How a picture differs from the scene."""

    max: int
    """The largest difference of a channel, in code values of 8 bits."""
    where: tuple[int, int]
    """(x, y) of the pixel that has it, from the upper left corner."""
    count: int
    """How many pixels differ by more than ``tolerance``."""
    tolerance: int
    """What the arithmetic of renderers, and the bits of the format, may make of it: see :func:`tolerance`."""

    @property
    def ok(self) -> bool:
        """Whether it is the scene."""
        return self.count == 0

    def __str__(self) -> str:
        if self.ok:
            return f"the scene, within {self.max} of 255"
        x, y = self.where
        return f"{self.count} pixels differ by more than {self.tolerance} of 255, that at ({x}, {y}) by {self.max}"


class Scene:
    """The scene as a GL program, on the context that was current when it was made; closed with it or before."""

    __slots__ = ("_program",)

    def __init__(self) -> None:
        """Compile it.

        Raises:
            NoContext: no context of pyegl's is current.
            ShaderError: the context knows no GLSL ES 1.00.
        """
        from pyegl import gl

        self._program = gl.Program(_VERTEX, _FRAGMENT)

    def draw(self, width: int, height: int, *, shift: int = 0, window: bool = False) -> None:
        """Draw into what is bound, its lower left ``width`` × ``height`` pixels, which becomes the viewport.

        Args:
            width: in pixels.
            height: in pixels.
            shift: by how many pixels the picture is moved to the right; what leaves comes in again on the left, as with
                ``np.roll``. For pictures that move.
            window: whether GL's row 0 is the picture's lowest, and not its topmost.

        Raises:
            GlError: the framebuffer is not complete, …
        """
        from pyegl import gl

        GLES2 = gl.GLES2
        for each in (GLES2.GL_BLEND, GLES2.GL_CULL_FACE, GLES2.GL_DEPTH_TEST, GLES2.GL_SCISSOR_TEST):
            GLES2.glDisable(each)
        GLES2.glDisable(GLES2.GL_DITHER)  # on in a new context: formats of few bits would be speckled
        self._program.uniform("up", -1.0 if window else 1.0)
        for left in (shift % width - width, shift % width) if shift % width else (0,):
            GLES2.glViewport(left, 0, width, height)
            for mode, shape in (("TRIANGLE_STRIP", _GRADIENT), ("TRIANGLES", _TRIANGLE)):
                places, colours = (np.array([corner[part] for corner in shape], np.float32) for part in (0, 1))
                gl.draw(self._program, mode, position=places, colour=colours)
        GLES2.glViewport(0, 0, width, height)

    def close(self) -> None:
        """Delete the program. A second call does nothing."""
        self._program.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def draw(width: int, height: int, *, shift: int = 0, window: bool = False) -> None:
    """Draw the scene once; see :meth:`Scene.draw`. It is compiled each time."""
    with Scene() as scene:
        scene.draw(width, height, shift=shift, window=window)


def _plane(shape: tuple[tuple[tuple[float, float], tuple[float, ...]], ...]) -> NDArray[Any]:
    # Colour is linear in the place, which three corners determine: (x, y, 1) @ this, from 0 to 1.
    corners = np.array([(*place, 1.0) for place, _colour in shape[:3]])
    return np.linalg.solve(corners, np.array([colour for _place, colour in shape[:3]]))


def _colours(shape: tuple[tuple[tuple[float, float], tuple[float, ...]], ...], width: int, height: int) -> Pixels:
    # At the middles of all pixels; beyond the shape's corners, too, where it is cut off as GL does it.
    across, down, base = _plane(shape) * 255.0
    x = (np.arange(width) + 0.5)[None, :, None] / width
    y = (np.arange(height) + 0.5)[:, None, None] / height
    picture = np.empty((height, width, 4), np.uint8)
    picture[:, :, :3] = np.floor(np.clip(x * across + y * down + base, 0.0, 255.0) + 0.5)
    picture[:, :, 3] = 255
    return picture


def _depth(width: int, height: int) -> NDArray[Any]:
    # How far each pixel's middle is inside of the triangle's nearest edge, in pixels; outside it is negative.
    x, y = np.arange(width)[None, :] + 0.5, np.arange(height)[:, None] + 0.5
    corners = [(place[0] * width, place[1] * height) for place, _colour in _TRIANGLE]
    depth = np.full((height, width), np.inf)
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
        side = (x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)
        np.minimum(depth, side / np.hypot(x1 - x0, y1 - y0), out=depth)
    return depth


@lru_cache(maxsize=2)
def _parts(width: int, height: int) -> tuple[Pixels, NDArray[Any], Pixels]:
    # The picture; which of its pixels are on an edge, counted row by row; and what these are on its other side.
    if width < 1 or height < 1:
        raise ValueError(f"{width}x{height} is no size of a picture")
    gradient, triangle, depth = (
        _colours(_GRADIENT, width, height),
        _colours(_TRIANGLE, width, height),
        _depth(width, height),
    )
    inside = (depth > 0)[:, :, None]
    edge = np.flatnonzero(np.abs(depth) <= _EDGE)
    return np.where(inside, triangle, gradient), edge, np.where(inside, gradient, triangle).reshape(-1, 4)[edge]


def reference(width: int, height: int) -> Pixels:
    """The scene as it should be: (height, width, RGBA), the topmost row first."""
    return _parts(width, height)[0].copy()


def _apart(one: Pixels, other: Pixels) -> Pixels:
    found: Pixels = np.maximum(one, other) - np.minimum(one, other)
    return found


def unpack(array: NDArray[Any], format: Fourcc | str) -> Pixels:
    """Pixels of an RGB format as they lie in memory, as (height, width, RGBA) of uint8; without alpha it is opaque.

    Args:
        array: (height, width) of words of a pixel each, or (height, width, bytes); ``Dumb.array``, ``DmaBuf.array()``.
        format: of up to 32 bits: XRGB8888, BGR888, RGB565, ABGR2101010, …

    Raises:
        ValueError: another format, or an array that is not of its pixels.
    """
    fields, size = _fields(Fourcc(format))
    if array.ndim == 3 and array.dtype == np.uint8 and array.shape[2] == size:
        words = sum(array[:, :, byte].astype(np.uint32) << 8 * byte for byte in range(size))
    elif array.ndim == 2 and array.dtype.kind == "u" and array.itemsize == size:
        words = array.astype(np.uint32)
    else:
        raise ValueError(f"an array of {array.shape} {array.dtype} is not of pixels of {size} bytes")
    picture = np.full((*array.shape[:2], 4), 255, np.uint8)
    for channel, letter in enumerate("RGBA"):
        if letter in fields:
            shift, bits = fields[letter]
            top = (1 << bits) - 1
            picture[:, :, channel] = ((words >> shift & top) * 255 + top // 2) // top
    return picture


def _fields(format: Fourcc) -> tuple[dict[str, tuple[int, int]], int]:
    # Letters of the name from the highest bits down, their bits likewise: channel -> (shift, bits), and bytes.
    found = re.fullmatch(r"([XARGB]{3,4})(2101010|1010102|8888|888|565|1555|5551|4444)", format.name)
    letters, digits = found.groups() if found else ("", "")
    sizes = [int(each) for each in re.findall("10|[1-8]", digits)]
    if not letters or len(letters) != len(sizes):
        raise ValueError(f"{format!r} is no RGB format of up to 32 bits")
    shift, fields = sum(sizes), {}
    for letter, bits in zip(letters, sizes, strict=True):
        shift -= bits
        fields[letter] = (shift, bits)
    return fields, sum(sizes) // 8


def tolerance(width: int, height: int, format: Fourcc | str | None = None) -> tuple[int, int, int, int]:
    """By how much red, green, blue and alpha may differ, in code values of 8 bits.

    A corner of the triangle may be moved by what GL's fewest subpixel bits are, its colours with it; a shader of medium
    precision keeps ten bits. What is so displaced may be rounded to the next value, in the bits of the format; where
    these are fewer than eight, it may be cut off instead of rounded, which llvmpipe does with RGB565 (Mesa 22.3).
    """
    slopes = np.abs(_plane(_TRIANGLE)[:2] * 255.0) / np.array([[width], [height]])
    wrong = float(slopes.sum(axis=0).max()) * _SNAP + 255.0 / 2**10
    fields = {} if format is None else _fields(Fourcc(format))[0]
    allowed = []
    for letter in "RGB":
        step = 255.0 / ((1 << fields.get(letter, (0, 8))[1]) - 1)
        allowed.append(int(wrong) + 1 if step <= 1.0 else int(np.ceil(wrong + step)))
    return allowed[0], allowed[1], allowed[2], 0


def compare(pixels: NDArray[Any], format: Fourcc | str | None = None) -> Difference:
    """How a picture differs from the scene of its size.

    A pixel whose middle is within an eighth of a pixel of an edge of the triangle may be on either side of it; all
    others have to be where they belong.

    Args:
        pixels: (height, width, RGBA) of uint8, the topmost row first; or, with ``format``, whatever :func:`unpack`
            takes.
        format: what the picture was rendered in, if not in 8 bits per channel.

    Raises:
        ValueError: ``pixels`` are no such thing.
    """
    if pixels.ndim != 3 or pixels.shape[2] != 4 or pixels.dtype != np.uint8:
        if format is None:
            raise ValueError(f"an array of {pixels.shape} {pixels.dtype} is not (height, width, RGBA) of uint8")
        pixels = unpack(pixels, format)
    height, width = pixels.shape[:2]
    allowed = np.array(tolerance(width, height, format), np.uint8)
    expected, edge, otherwise = _parts(width, height)
    pixels = np.ascontiguousarray(pixels)
    apart = _apart(pixels, expected)
    # On the edge, whichever of the two is nearer.
    here, there = apart.reshape(-1, 4)[edge], _apart(pixels.reshape(-1, 4)[edge], otherwise)
    nearer = there.max(axis=1) < here.max(axis=1)
    apart.reshape(-1, 4)[edge[nearer]] = there[nearer]
    worst = apart.max(axis=2)
    y, x = np.unravel_index(int(worst.argmax()), worst.shape)
    count = int((apart > allowed).any(axis=2).sum())
    return Difference(int(worst[y, x]), (int(x), int(y)), count, int(allowed.max()))

"""Pixels between numpy and GL: where they are, what rows have gaps, and what is left alone."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from ..support import conf

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pyegl import Display

APIS = ["es", "core"]


@conf("M4")
@pytest.mark.parametrize("api", APIS)
def test_round_trip(egl: Display, api: str) -> None:
    """What is uploaded is read back, whatever the width does to the rows' alignment."""
    from .glcases import current, gl, noise

    with current(egl, api):
        for width, height, components in itertools.product((1, 3, 64, 61), (1, 7), (3, 4)):
            pixels = noise(height, width, components)
            with gl.upload(pixels) as texture, gl.Framebuffer(texture) as canvas:
                assert (texture.width, texture.height) == (width, height)
                found = canvas.read_pixels()
                assert (found[:, :, :components] == pixels).all()
                assert components == 4 or (found[:, :, 3] == 255).all()


@conf("M4")
@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float16", "float32"])
def test_types(egl: Display, api: str, dtype: str) -> None:
    """Every type that GL has: as a shader sees it, in the components that the texture has."""
    from .glcases import current, drawn, gl, noise

    scale = 255.0 if dtype.startswith("float") else 255.0 / np.iinfo(dtype).max
    with current(egl, api):
        for components in (1, 2, 3, 4):
            pixels = noise(8, 16, components, dtype=dtype)
            wanted = np.zeros((8, 16, 4))
            wanted[:, :, 3] = 255.0
            wanted[:, :, :components] = pixels * scale
            with gl.upload(pixels if components > 1 else pixels[:, :, 0]) as texture:
                found = drawn(texture, 16, 8)
            assert np.abs(found - wanted).max() <= 1.0  # llvmpipe cuts 16 bits off to 8 before it samples (Mesa 22.3)


def strided(kind: str) -> NDArray[Any]:
    from .glcases import noise

    whole = noise(24, 48, 4)
    if kind == "cut":
        return whole[3:19, 5:37]
    if kind == "padded":  # rows of five RGB pixels, in 16 bytes: no whole number of pixels
        return np.lib.stride_tricks.as_strided(noise(8, 16), (8, 5, 3), (16, 3, 1))
    if kind == "flipped":
        return whole[::-1]
    if kind == "sparse":
        return whole[:, ::2]
    if kind == "turned":
        return whole.transpose(1, 0, 2)
    return whole


@conf("M4")
@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize(
    ("kind", "in_place"),
    [("tight", True), ("cut", True), ("padded", True), ("flipped", False), ("sparse", False), ("turned", False)],
)
def test_strides(egl: Display, api: str, kind: str, in_place: bool) -> None:
    """GL reads rows with gaps where they are; of what it cannot read a copy is made, and upload() says so."""
    from .glcases import current, gl

    pixels = strided(kind)
    height, width, components = pixels.shape
    with current(egl, api), gl.Texture(width, height, components=components) as texture:
        assert texture.upload(pixels) is in_place
        with gl.Framebuffer(texture) as canvas:
            assert (canvas.read_pixels()[:, :, :components] == pixels).all()


@conf("M4")
def test_a_part(egl: Display) -> None:
    """A part is replaced where it is said to be, and what does not fit is refused."""
    from .glcases import current, gl, noise

    pixels = noise(16, 16, 4)
    with current(egl), gl.upload(np.zeros((16, 16, 4), np.uint8)) as texture, gl.Framebuffer(texture) as canvas:
        texture.upload(pixels[:4, :8], x=5, y=9)
        found = canvas.read_pixels()
        assert (found[9:13, 5:13] == pixels[:4, :8]).all()
        found[9:13, 5:13] = 0
        assert not found.any()
        with pytest.raises(gl.GlError, match=r"glTexSubImage2D\(.*x=9.*GL_INVALID_VALUE") as caught:
            texture.upload(pixels[:, :8], x=9)
        assert caught.value.code_name == "GL_INVALID_VALUE"


@conf("M4")
@pytest.mark.parametrize("api", APIS)
def test_readback_into_memory(egl: Display, api: str) -> None:
    """The pixels of a rectangle land in the caller's array, rows with gaps as well, and nowhere else."""
    from .glcases import current, gl, noise

    pixels = noise(32, 32, 4)
    with current(egl, api), gl.upload(pixels) as texture, gl.Framebuffer(texture) as canvas, canvas.bind():
        whole = np.full((20, 40, 4), 7, np.uint8)
        part = whole[2:18, 4:36]
        assert gl.read_pixels(0, 3, out=part) is part
        assert (part == pixels[3:19]).all()
        part[:] = 7
        assert (whole == 7).all()
        flipped = gl.read_pixels(flip=True)
        assert (flipped[::-1] == pixels).all()
        assert flipped.base is not None
        assert (gl.read_pixels(4, 8) == pixels[8:, 4:]).all()
        assert (gl.read_pixels(format="BGRA") == pixels[:, :, [2, 1, 0, 3]]).all()


@conf("M4")
def test_bad_arrays(egl: Display) -> None:
    """What is no picture is refused before GL sees it."""
    from .glcases import current, gl, noise

    with current(egl), gl.upload(noise(8, 8, 4)) as texture, gl.Framebuffer(texture) as canvas, canvas.bind():
        for bad in (np.zeros(4, np.uint8), np.zeros((2, 2, 5), np.uint8), np.zeros((0, 4), np.uint8), np.zeros((2, 2))):
            with pytest.raises(ValueError, match=r"no picture|GL has no pixels"):
                gl.upload(bad)
        frozen = np.zeros((8, 8, 4), np.uint8)
        frozen.flags.writeable = False
        outs = [
            frozen,
            np.zeros((8, 8, 3), np.uint8),
            np.zeros((8, 8, 4), np.int32),
            np.zeros((8, 16, 4), "u1")[:, ::2],
        ]
        for out in outs:
            with pytest.raises(ValueError):
                gl.read_pixels(out=out)
        for size in ((0, 4), (-1, 4), (4, 2**31)):
            with pytest.raises(ValueError, match="no pixels to read"):
                gl.read_pixels(0, 0, *size)
        with pytest.raises(ValueError, match="out is of"):
            gl.read_pixels(0, 0, 4, 4, out=np.zeros((8, 8, 4), np.uint8))
        with pytest.raises(ValueError, match="format="):
            gl.read_pixels(format="ARGB")


@conf("M4")
@pytest.mark.parametrize("api", APIS)
def test_nothing_else_changes(egl: Display, api: str) -> None:
    """Alignments, row lengths, and what was bound, used or set as the viewport stay what they were."""
    from .glcases import current, gl, noise

    with current(egl, api), gl.Texture(8, 8) as mine, gl.Texture(8, 8) as theirs, gl.Program(None, SOLID) as program:
        GLES3 = gl.GLES3
        theirs.bind()
        GLES3.glPixelStorei(GLES3.GL_UNPACK_ALIGNMENT, 2)
        GLES3.glPixelStorei(GLES3.GL_UNPACK_ROW_LENGTH, 77)
        GLES3.glPixelStorei(GLES3.GL_PACK_ROW_LENGTH, 78)
        GLES3.glPixelStorei(GLES3.GL_UNPACK_SKIP_ROWS, 3)
        buffer = GLES3.glGenBuffers(1)
        for target in (GLES3.GL_PIXEL_UNPACK_BUFFER, GLES3.GL_PIXEL_PACK_BUFFER):
            GLES3.glBindBuffer(target, buffer)
        GLES3.glViewport(1, 2, 3, 4)
        asked = (
            "UNPACK_ALIGNMENT UNPACK_ROW_LENGTH UNPACK_SKIP_ROWS PACK_ALIGNMENT PACK_ROW_LENGTH "
            "PIXEL_UNPACK_BUFFER_BINDING PIXEL_PACK_BUFFER_BINDING TEXTURE_BINDING_2D RENDERBUFFER_BINDING "
            "DRAW_FRAMEBUFFER_BINDING READ_FRAMEBUFFER_BINDING CURRENT_PROGRAM VERTEX_ARRAY_BINDING "
            "ARRAY_BUFFER_BINDING"
        ).split()

        def state() -> list[int]:
            return [int(GLES3.glGetIntegerv(getattr(GLES3, f"GL_{name}"))) for name in asked]

        before, viewport = state(), list(GLES3.glGetIntegerv(GLES3.GL_VIEWPORT))
        pixels = noise(8, 8, 4)
        mine.upload(pixels)
        with gl.Framebuffer(mine, depth=True) as canvas:
            assert (canvas.read_pixels() == pixels).all()
            with canvas.bind():
                gl.draw_quad(program)
        assert state() == before
        assert list(GLES3.glGetIntegerv(GLES3.GL_VIEWPORT)) == viewport


SOLID = "#version 100\nvoid main() { gl_FragColor = vec4(1.0); }"

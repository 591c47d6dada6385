"""Programs, framebuffers and errors of GL, on both APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from ..support import conf

if TYPE_CHECKING:
    from pyegl import Display

APIS = ["es", "core"]


@conf("E8")
@pytest.mark.parametrize("api", APIS)
def test_version_and_extensions(egl: Display, api: str) -> None:
    """The context says what it is, and its extensions are one by one: a core context has no string of them."""
    from .glcases import current, gl

    with current(egl, api):
        assert gl.is_es() is (api == "es")
        assert gl.version() >= ((2, 0) if api == "es" else (3, 3))
        assert "GL_OES_EGL_image" in gl.extensions()
        assert ("GL_OES_EGL_image_external" in gl.extensions()) is (api == "es")
        assert repr(gl.extensions()).endswith("extensions of the current context>")


UNIFORMS = """#version 100
precision highp float;
uniform float one; uniform vec2 two; uniform vec3 three; uniform vec4 four[2];
uniform int number; uniform ivec2 pair; uniform bool flag; uniform mat2 square; uniform mat3 cube; uniform mat4 whole;
void main() {
    float sum = one + two.x + two.y * 2.0 + three.z + four[0].x + four[1].w + float(number) + float(pair.y);
    vec2 turned = square * vec2(0.0, 1.0);
    vec4 moved = whole * vec4(0.0, 0.0, 0.0, 1.0);
    vec3 third = cube * vec3(0.0, 0.0, 1.0);
    gl_FragColor = vec4(sum + (flag ? 1.0 : 0.0), turned.x + turned.y * 10.0, moved.x + third.y, 255.0) / 255.0;
}
"""


@conf("L13")
@pytest.mark.parametrize("api", APIS)
def test_uniforms(egl: Display, api: str) -> None:
    """Uniforms of every type: numbers, sequences, arrays; matrices have numpy's rows."""
    from .glcases import current, gl

    with current(egl, api), gl.Texture(1, 1) as texture, gl.Framebuffer(texture) as canvas:
        with gl.Program(None, UNIFORMS) as program, canvas.bind():
            names = {"one", "two", "three", "four", "number", "pair", "flag", "square", "cube", "whole"}
            assert set(program.uniforms) == names
            program.uniform("one", 1)
            program.uniform("two", 2, 3)
            program.uniform("three", (0, 0, 4))
            program.uniform("four", np.array([[5, 0, 0, 0], [0, 0, 0, 6]], np.float32))
            program.uniform("number", 7)
            program.uniform("pair", [0, 8])
            program.uniform("flag", True)
            program.uniform("square", np.array([[0, 3], [0, 4]]))  # its second column is (3, 4)
            translation = np.eye(4)
            translation[0, 3] = 50
            program.uniform("whole", translation)
            program.uniform("cube", np.array([[0, 0, 0], [0, 0, 9], [0, 0, 0]]))
            gl.draw_quad(program)
            assert gl.read_pixels().tolist() == [[[1 + 2 + 6 + 4 + 5 + 6 + 7 + 8 + 1, 43, 59, 255]]]


@conf("L13")
def test_bad_uniforms(egl: Display) -> None:
    """An unknown name, or another number of values, is a ValueError that says what there is."""
    from .glcases import FILL, current, gl

    bad: list[tuple[str, tuple[Any, ...]]] = [
        ("color", (1, 2, 3, 4)),
        ("colour", (1,)),
        ("colour", ()),
        ("colour", (1,) * 8),
    ]
    with current(egl), gl.Program(None, FILL) as program:
        for name, values in bad:
            with pytest.raises(ValueError, match="colour"):
                program.uniform(name, *values)


@conf("L13")
@pytest.mark.parametrize("api", APIS)
def test_broken_shaders(egl: Display, api: str) -> None:
    """The compiler's words are the error, the source with its lines a note; nothing of it stays behind."""
    from .glcases import FILL, current, gl

    with current(egl, api):
        with pytest.raises(gl.ShaderError, match=r"glCompileShader\(fragment\): .*nonsense") as caught:
            gl.Program(None, "#version 100\nvoid main() { nonsense(); }")
        assert "   2 void main() { nonsense(); }" in caught.value.__notes__[0]
        with pytest.raises(gl.ShaderError, match=r"glCompileShader\(vertex\)"):
            gl.Program("", FILL)
        unlinked = (
            "#version 100\nprecision mediump float; varying vec3 uv; void main() { gl_FragColor = vec4(uv, 1.0); }"
        )
        with pytest.raises(gl.ShaderError, match=r"glLinkProgram: .*uv"):
            gl.Program(None, unlinked)


@conf("L13")
@pytest.mark.parametrize("api", APIS)
def test_draw_arrays(egl: Display, api: str) -> None:
    """Vertices are drawn where they are, with the attributes that belong to them."""
    from .glcases import current, gl

    vertex = """#version 100
    attribute vec2 place; attribute vec4 shade; varying vec4 colour;
    void main() { colour = shade; gl_Position = vec4(place, 0.0, 1.0); }"""
    fragment = "#version 100\nprecision mediump float; varying vec4 colour; void main() { gl_FragColor = colour; }"
    left = np.array([[-1, -1], [0, -1], [-1, 1], [0, 1]])
    red = np.tile([1, 0, 0, 1], (4, 1))
    with current(egl, api), gl.upload(np.zeros((4, 8, 4), np.uint8)) as texture, gl.Framebuffer(texture) as canvas:
        with gl.Program(vertex, fragment) as program, canvas.bind():
            gl.draw(program, "TRIANGLE_STRIP", place=left, shade=red)
            found = gl.read_pixels()
            assert (found[:, :4] == [255, 0, 0, 255]).all()
            assert not found[:, 4:].any()
            with pytest.raises(ValueError, match="attributes are"):
                gl.draw(program, place=left)
            with pytest.raises(ValueError, match="same number of vertices"):
                gl.draw(program, place=left, shade=red[:3])
            with pytest.raises(ValueError, match="mode="):
                gl.draw(program, "SQUARES", place=left, shade=red)
            with pytest.raises(ValueError, match="no active attribute 'position'"):
                gl.draw_quad(program)


@conf("L13")
@pytest.mark.parametrize("api", APIS)
def test_depth(egl: Display, api: str) -> None:
    """A framebuffer with depth tests depth, one without does not."""
    from .glcases import FILL, current, gl

    behind = "#version 100\nattribute vec2 position; void main() { gl_Position = vec4(position, 0.5, 1.0); }"
    front = "#version 100\nattribute vec2 position; void main() { gl_Position = vec4(position, -0.5, 1.0); }"
    GLES2 = gl.GLES2
    with (
        current(egl, api),
        gl.Texture(2, 2) as texture,
        gl.Program(front, FILL) as near,
        gl.Program(behind, FILL) as far,
    ):
        near.uniform("colour", 1, 0, 0, 1)
        far.uniform("colour", 0, 1, 0, 1)
        GLES2.glEnable(GLES2.GL_DEPTH_TEST)
        for depth, wanted in ((True, [255, 0, 0, 255]), (False, [0, 255, 0, 255])):
            with gl.Framebuffer(texture, depth=depth) as canvas, canvas.bind():
                GLES2.glClear(GLES2.GL_DEPTH_BUFFER_BIT)
                gl.draw_quad(near)
                gl.draw_quad(far)
                assert (gl.read_pixels() == wanted).all()
        GLES2.glDisable(GLES2.GL_DEPTH_TEST)


@conf("L13")
@pytest.mark.parametrize("api", APIS)
def test_bindings_nest(egl: Display, api: str) -> None:
    """After a block the framebuffer, the viewport and the program of before are there again."""
    from .glcases import FILL, current, gl

    GLES2 = gl.GLES2

    def bound() -> tuple[int, list[int]]:
        return int(GLES2.glGetIntegerv(GLES2.GL_FRAMEBUFFER_BINDING)), list(GLES2.glGetIntegerv(GLES2.GL_VIEWPORT))

    with current(egl, api), gl.Texture(8, 4) as one, gl.Renderbuffer(16, 2) as two, gl.Program(None, FILL) as program:
        with gl.Framebuffer(one) as first, gl.Framebuffer(two) as second:
            before = bound()
            with first.bind():
                with second.bind():
                    assert bound() == (second.name, [0, 0, 16, 2])
                assert bound() == (first.name, [0, 0, 8, 4])
            assert bound() == before
            assert (second.width, second.height) == (16, 2)
            with program.use():
                assert int(GLES2.glGetIntegerv(GLES2.GL_CURRENT_PROGRAM)) == program.name
            assert int(GLES2.glGetIntegerv(GLES2.GL_CURRENT_PROGRAM)) == 0


@conf("L13")
def test_errors(egl: Display) -> None:
    """GL's errors by name, with the call; one that somebody else left is not blamed on the next call."""
    from .glcases import current, gl

    with current(egl):
        gl.check()
        gl._gl.glEnable(0xBAD)
        with pytest.raises(gl.GlError, match=r"glEnable\(cap=0xbad\): GL_INVALID_ENUM") as caught:
            gl.check("glEnable", cap="0xbad")
        assert (caught.value.code, caught.value.function) == (0x0500, "glEnable")
        gl._gl.glEnable(0xBAD)
        with pytest.raises(gl.GlError, match="GL_INVALID_ENUM was left by an earlier call"):
            gl.Texture(4, 4)
        with pytest.raises(gl.GlError, match=r"glTexImage2D\(.*width=1000000.*GL_INVALID_VALUE"):
            gl.Texture(1_000_000, 4)
        with pytest.raises(gl.GlError, match=r"glRenderbufferStorage\(internalformat=0xbad.*GL_INVALID_ENUM"):
            gl.Renderbuffer(4, 4, 0xBAD)
        for size in ((0, 4), (4, -1), (2**31, 4)):
            with pytest.raises(ValueError, match="no size of a texture"):
                gl.Texture(*size)
            with pytest.raises(ValueError, match="no size of a renderbuffer"):
                gl.Renderbuffer(*size)
        gl.check()


@conf("L13")
def test_incomplete_framebuffer(egl: Display) -> None:
    """A texture that cannot be drawn into is refused with the framebuffer's status."""
    from .glcases import current, gl

    with current(egl), gl.Renderbuffer(4, 4, 0x81A5) as depth:  # GL_DEPTH_COMPONENT16
        with pytest.raises(
            gl.GlError, match=r"glCheckFramebufferStatus.*GL_FRAMEBUFFER_INCOMPLETE_ATTACHMENT"
        ) as caught:
            gl.Framebuffer(depth)
        assert caught.value.code == 0x8CD6

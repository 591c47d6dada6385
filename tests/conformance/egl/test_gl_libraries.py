"""PyOpenGL and moderngl on contexts of pyegl's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from ..support import conf

if TYPE_CHECKING:
    from pyegl import Display


@conf("E23")
def test_pyopengl_follows_the_current_context(egl: Display) -> None:
    """PyOpenGL's questions are answered for the context that is current, whichever it has seen before."""
    from .glcases import context, gl, pyopengl

    extensions, platform = pyopengl("extensions"), pyopengl("platform")
    with context(egl, "es") as one, context(egl, "core") as two:
        for each, es in ((one, True), (two, False), (one, True)):
            with each.make_current():
                assert int(platform.GetCurrentContext()) == each.native
                assert gl.GLES2.glGetIntegerv(gl.GLES2.GL_MAX_TEXTURE_SIZE) > 0
                for name in ("GL_OES_EGL_image", "GL_OES_EGL_image_external", "GL_ARB_shader_objects"):
                    known = name in gl.extensions()
                    assert bool(extensions.hasGLExtension(name)) is known
                    for prefix in ("GLES2_", "GLES3_"):
                        assert bool(extensions.hasGLExtension(name.replace("GL_", prefix, 1))) is known
                assert ("GL_OES_EGL_image_external" in gl.extensions()) is es
                major, minor = gl.version()
                assert extensions.hasGLExtension(f"GL_VERSION_GL_{major}_{minor}")
                assert not extensions.hasGLExtension(f"GL_VERSION_GL_{major}_{minor + 1}")
        assert not extensions.hasGLExtension("GL_OES_EGL_image"), "without a context there is nothing"


@conf("E23")
def test_pyopengl_has_functions_of_extensions(egl: Display) -> None:
    """Functions of OpenGL ES extensions are there if the context has the extension."""
    from .glcases import current, pyopengl

    EGL_image = pyopengl("GLES2.OES.EGL_image")
    with current(egl):
        assert EGL_image.glInitEglImageOES()
        assert bool(EGL_image.glEGLImageTargetTexture2DOES)


@conf("E23")
def test_pyopengl_sees_our_names(egl: Display) -> None:
    """A texture of ours is PyOpenGL's by its name, and PyOpenGL raises for GL's errors as ever."""
    from .glcases import current, gl, noise, pyopengl

    GLError = pyopengl("error").GLError
    pixels = noise(4, 4, 4)
    GL = gl.GL
    with current(egl, "core"), gl.upload(pixels) as texture:
        texture.bind()
        found = GL.glGetTexImage(GL.GL_TEXTURE_2D, 0, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, outputType=np.uint8)
        assert (np.asarray(found).reshape(4, 4, 4) == pixels).all()
        with pytest.raises(GLError):
            GL.glBindTexture(0xBAD, texture.name)


@conf("E23")
def test_moderngl(egl: Display) -> None:
    """The recipe of docs/gl.md: moderngl draws on our context, into a texture of ours."""
    import moderngl

    from .glcases import current, gl

    vertex = "#version 330\nin vec2 at; void main() { gl_Position = vec4(at, 0.0, 1.0); }"
    fragment = "#version 330\nuniform vec4 shade; out vec4 colour; void main() { colour = shade; }"
    with current(egl, "core") as context, gl.Texture(16, 8) as texture:
        toolkit = moderngl.create_context(context=gl.Loader())
        assert toolkit.version_code >= 330
        assert toolkit.info["GL_RENDERER"] == gl.GL.glGetString(gl.GL.GL_RENDERER).decode()
        theirs = toolkit.external_texture(texture.name, (16, 8), 4, 0, "f1")
        canvas = toolkit.framebuffer([theirs])
        canvas.use()
        program = toolkit.program(vertex_shader=vertex, fragment_shader=fragment)
        program["shade"] = (1.0, 0.0, 0.5, 1.0)
        corners = toolkit.buffer(np.array([-1, -1, 1, -1, -1, 1, 1, 1], "f4"))
        toolkit.vertex_array(program, [(corners, "2f", "at")]).render(moderngl.TRIANGLE_STRIP)
        with gl.Framebuffer(texture) as ours:
            assert (ours.read_pixels() == [255, 0, 128, 255]).all()
        assert canvas.read(components=4) == bytes([255, 0, 128, 255]) * 128
        toolkit.release()
        assert context.is_current


@conf("E23")
def test_loader(egl: Display) -> None:
    """Addresses of functions, and the context that they are for, current inside of the block."""
    from .glcases import context, gl

    with context(egl) as made:
        with pytest.raises(gl.NoContext, match="a loader needs one"):
            gl.Loader()
        loader = gl.Loader(made)
        with loader as found:
            assert found is loader
            assert made.is_current
            assert found("glClear") == found.load_opengl_function("glClear") != 0
        assert not made.is_current

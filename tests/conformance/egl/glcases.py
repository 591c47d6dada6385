"""What the cases of `pyegl.gl` have in common: contexts of both APIs, and work on other threads.

This is imported by cases and not by the collection: it makes PyOpenGL follow EGL.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from pyegl import Api, gl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    import pyegl

APIS = {"es": (Api.OPENGL_ES, (2, 0)), "core": (Api.OPENGL, (3, 3))}

FILL = """#version 100
precision mediump float;
uniform vec4 colour;
void main() { gl_FragColor = colour; }
"""
SAMPLE = """#version 100
precision mediump float;
varying vec2 uv;
uniform sampler2D image;
void main() { gl_FragColor = texture2D(image, uv); }
"""
EXTERNAL = """#version 100
#extension GL_OES_EGL_image_external : require
precision mediump float;
varying vec2 uv;
uniform samplerExternalOES image;
void main() { gl_FragColor = texture2D(image, uv); }
"""


def context(display: pyegl.Display, api: str = "es", **more: Any) -> pyegl.Context:
    """A context of OpenGL ES or of OpenGL's core."""
    kind, version = APIS[api]
    return display.create_context(api=kind, version=version, **more)


def noise(height: int, width: int, *components: int, dtype: str = "uint8") -> NDArray[Any]:
    """Pixels of which no two are alike for long; the same each time."""
    random = np.random.default_rng(7)
    shape = (height, width, *components)
    if dtype.startswith("float"):
        return random.integers(0, 1024, shape).astype(dtype) / np.dtype(dtype).type(1024)
    return random.integers(0, np.iinfo(dtype).max, shape, dtype=dtype, endpoint=True)


def drawn(texture: gl.Texture, width: int, height: int) -> NDArray[Any]:
    """What a texture looks like to a shader: drawn into another of this size, and read."""
    with gl.Texture(width, height) as target, gl.Framebuffer(target) as canvas, gl.Program(None, SAMPLE) as program:
        with canvas.bind():
            texture.bind()
            gl.draw_quad(program)
            return gl.read_pixels()


def elsewhere(function: Callable[[], Any]) -> Any:
    """What a function gives on a thread of its own; what it raises is raised here."""
    found: list[Any] = []

    def work() -> None:
        try:
            found.append((function(), None))
        except BaseException as error:
            found.append((None, error))

    thread = threading.Thread(target=work, name="elsewhere")
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    value, error = found[0]
    if error is not None:
        raise error
    return value


@contextmanager
def current(display: pyegl.Display, api: str = "es") -> Iterator[pyegl.Context]:
    """A context, current for the block."""
    with context(display, api) as made, made.make_current():
        yield made
        assert gl.GLES2.glGetError() == 0


def pyopengl(name: str) -> Any:
    """A module of PyOpenGL's, which has to be imported after pyegl.gl."""
    return import_module(f"OpenGL.{name}")


def is_texture(name: int) -> bool:
    """Whether GL knows a texture of this name, in the current context's share group."""
    return bool(gl.GLES2.glIsTexture(name))

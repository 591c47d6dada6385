"""GL on the context that pyegl has made current: PyOpenGL follows it, and a few objects for what images are made into.

    from pyegl import gl

    with display.create_context(version=(3, 0)) as context, context.make_current():
        texture = gl.texture_from_image(image)               # a dma-buf, say
        with gl.Framebuffer(texture).bind():
            gl.GLES2.glClear(gl.GLES2.GL_COLOR_BUFFER_BIT)   # PyOpenGL
            pixels = gl.read_pixels()                        # numpy, (height, width, 4)

Importing this package chooses EGL for PyOpenGL (``PYOPENGL_PLATFORM=egl``), on the libEGL that pyegl uses
(``PYDRI_LIBEGL``): import it before anything of ``OpenGL``. ``gl.GLES2``, ``gl.GLES3`` and ``gl.GL`` are PyOpenGL's
modules, loaded at first use; any of them works on any context, as far as that has the functions. PyOpenGL's extension
functions ask the current context, and not the first one that it has seen.

PyOpenGL calls ``glGetError`` after each call and raises ``OpenGL.error.GLError``: ``PYOPENGL_ERROR_CHECKING=0`` in the
environment, or ``OpenGL.ERROR_CHECKING = False`` before this import, turns that off. The objects here ask once per
operation whatever is set there, and raise :class:`GlError`.

The objects leave the state of GL as they found it, but for what they are asked to bind.
"""

from __future__ import annotations

from . import _gl, _querier
from ._handoff import WrongPlatform
from .draw import draw, draw_quad
from .errors import GlError, NoContext, ShaderError, check
from .framebuffer import Framebuffer
from .loader import Loader
from .program import QUAD, Program
from .readback import read_pixels
from .renderbuffer import Renderbuffer, renderbuffer_from_image
from .state import extensions, is_es, version
from .texture import TEXTURE_2D, TEXTURE_EXTERNAL, Texture, texture_from_image, upload

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "Framebuffer",
    "GL",
    "GLES2",
    "GLES3",
    "GlError",
    "Loader",
    "NoContext",
    "Program",
    "QUAD",
    "Renderbuffer",
    "ShaderError",
    "TEXTURE_2D",
    "TEXTURE_EXTERNAL",
    "Texture",
    "WrongPlatform",
    "check",
    "draw",
    "draw_quad",
    "extensions",
    "is_es",
    "read_pixels",
    "renderbuffer_from_image",
    "texture_from_image",
    "upload",
    "version",
]

_querier.install(_gl.PLATFORM)

_MODULES = ("GL", "GLES1", "GLES2", "GLES3")


def __getattr__(name: str) -> Any:
    """PyOpenGL's modules."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = import_module(f"OpenGL.{name}")
    globals()[name] = module
    return module

"""Drawing arrays of vertices with a program."""

from __future__ import annotations

import ctypes

from . import _gl
from .errors import check
from .resource import integer
from .state import ContextState, state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from .program import Program

__all__ = ["draw", "draw_quad"]

_MODES = {
    "POINTS": 0,
    "LINES": 1,
    "LINE_LOOP": 2,
    "LINE_STRIP": 3,
    "TRIANGLES": 4,
    "TRIANGLE_STRIP": 5,
    "TRIANGLE_FAN": 6,
}
_ARRAY_BUFFER, _FLOAT = 0x8892, 0x1406
_VERTEX_ARRAY_BINDING = 0x85B5
_CORNERS = (ctypes.c_float * 8)(-1, -1, 1, -1, -1, 1, 1, 1)


class _Vertices:
    # A buffer in use, and in OpenGL a vertex array object: a core context draws nothing without. Puts all back.
    __slots__ = ("_before", "_known", "_locations", "name")

    def __init__(self, known: ContextState) -> None:
        self._known = known
        self._locations: list[int] = []
        self._before = [integer(_gl.GL_ARRAY_BUFFER_BINDING)]
        if not known.es and known.version >= (3, 0):
            self._before.append(integer(_VERTEX_ARRAY_BINDING))
            _gl.glBindVertexArray(_cached(known, "glGenVertexArrays", known.cache))

    def point(self, location: int, size: int, offset: int) -> None:
        _gl.glVertexAttribPointer(location, size, _FLOAT, 0, 0, offset)
        _gl.glEnableVertexAttribArray(location)
        self._locations.append(location)

    def end(self) -> None:
        for location in self._locations:
            _gl.glDisableVertexAttribArray(location)
        _gl.glBindBuffer(_ARRAY_BUFFER, self._before[0])
        if len(self._before) > 1:
            _gl.glBindVertexArray(self._before[1])


def _cached(known: ContextState, generate: str, cache: dict[object, int]) -> int:
    name = cache.get(generate)
    if name is None:
        value = ctypes.c_uint()
        getattr(_gl, generate)(1, ctypes.byref(value))
        name = cache[generate] = value.value
    return name


def draw_quad(program: Program) -> None:
    """Cover the viewport with a program.

    Its vertex shader has an attribute ``vec2 position``, from -1 to 1: :data:`QUAD` does, and so does ``Program(None,
    fragment)``.

    Raises:
        NoContext: no context that knows the program is current on this thread.
        ValueError: it has no such attribute.
        GlError: GL_INVALID_FRAMEBUFFER_OPERATION, …
    """
    known = state()[1]
    location = _location(program, "position")
    with program.use():
        vertices = _Vertices(known)
        try:
            fresh = "quad" not in known.group.cache
            if fresh:
                name = ctypes.c_uint()
                _gl.glGenBuffers(1, ctypes.byref(name))
                known.group.cache["quad"] = name.value
            _gl.glBindBuffer(_ARRAY_BUFFER, known.group.cache["quad"])
            if fresh:
                _gl.glBufferData(_ARRAY_BUFFER, ctypes.sizeof(_CORNERS), _CORNERS, _gl.GL_STATIC_DRAW)
            vertices.point(location, 2, 0)
            _gl.glDrawArrays(_MODES["TRIANGLE_STRIP"], 0, 4)
        finally:
            vertices.end()
    check("glDrawArrays", program=repr(program), mode="GL_TRIANGLE_STRIP", count=4)


def draw(program: Program, mode: str = "TRIANGLES", **attributes: NDArray[Any]) -> None:
    """Draw vertices once (``glDrawArrays``); they are copied.

    Args:
        program: what with.
        mode: ``"TRIANGLES"``, ``"TRIANGLE_STRIP"``, ``"LINES"``, ``"POINTS"``, …
        attributes: for each of the program's attributes an array of (vertices, 1 to 4) numbers, taken as float32.

    Raises:
        NoContext: no context that knows the program is current on this thread.
        ValueError: an attribute that the program has not, or is missing, or arrays of different lengths.
        GlError: GL_INVALID_FRAMEBUFFER_OPERATION, …
    """
    import numpy

    known = state()[1]
    if mode not in _MODES:
        raise ValueError(f"mode={mode!r}: it is one of {', '.join(_MODES)}")
    if set(attributes) != set(program.attributes):
        raise ValueError(f"the program's attributes are {program.attributes}, not {tuple(attributes)}")
    arrays = {key: numpy.ascontiguousarray(value, numpy.float32) for key, value in attributes.items()}
    counts = {each.shape[0] if each.ndim == 2 and 1 <= each.shape[1] <= 4 else 0 for each in arrays.values()}
    if len(counts) != 1 or 0 in counts:
        raise ValueError("arrays have to be of (vertices, 1 to 4), the same number of vertices in each")
    locations = {key: _location(program, key) for key in arrays}
    buffer = ctypes.c_uint()
    _gl.glGenBuffers(1, ctypes.byref(buffer))
    with program.use():
        vertices = _Vertices(known)
        try:
            _gl.glBindBuffer(_ARRAY_BUFFER, buffer)
            joined = numpy.concatenate([each.ravel() for each in arrays.values()])
            _gl.glBufferData(_ARRAY_BUFFER, joined.nbytes, joined.ctypes.data, 0x88E0)  # GL_STREAM_DRAW
            offset = 0
            for key, each in arrays.items():
                vertices.point(locations[key], each.shape[1], offset)
                offset += each.nbytes
            _gl.glDrawArrays(_MODES[mode], 0, counts.pop())
        finally:
            vertices.end()
            _gl.glDeleteBuffers(1, ctypes.byref(buffer))
    check("glDrawArrays", program=repr(program), mode=mode)


def _location(program: Program, name: str) -> int:
    found = program._attributes.get(name)
    if found is None:
        raise ValueError(f"the program has no active attribute {name!r}; there are {program.attributes}")
    return found.location

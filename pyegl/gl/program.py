"""Programs: a vertex and a fragment shader, and their uniforms."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from . import _gl
from .errors import ShaderError, check
from .resource import GlResource, Restore, integer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["QUAD", "Program"]

QUAD = """#version 100
attribute vec2 position;
varying vec2 uv;
void main() {
    uv = position * 0.5 + 0.5;
    gl_Position = vec4(position, 0.0, 1.0);
}
"""
"""A vertex shader for :func:`draw_quad`: ``uv`` goes from (0, 0) in the lower left corner to (1, 1)."""

_PLAIN = {0x1406: ("f", 1), 0x1404: ("i", 1), 0x8B56: ("i", 1)}  # float, int, bool
_VECTORS = {0x8B50 + size: ("f", 2 + size) for size in range(3)}
_INTS = {base + size: ("i", 2 + size) for base in (0x8B53, 0x8B57) for size in range(3)}
_SAMPLERS = {each: ("i", 1) for each in (0x8B5E, 0x8B5F, 0x8B60, 0x8B62, 0x8D66)}  # 2D, 3D, cube, shadow, external
_KINDS: dict[int, tuple[str, int]] = {**_PLAIN, **_VECTORS, **_INTS, **_SAMPLERS}
_MATRICES = {0x8B5A: 2, 0x8B5B: 3, 0x8B5C: 4}


@dataclass(frozen=True, slots=True)
class _Variable:
    location: int
    type: int
    size: int


class Program(GlResource):
    """A program. See :class:`GlResource` for ownership and threads."""

    __slots__ = ("_attributes", "_uniforms")
    _kind = "Program"

    def __init__(self, vertex: str | None, fragment: str) -> None:
        """Compile and link.

        Args:
            vertex: the vertex shader, GLSL; None for :data:`QUAD`.
            fragment: the fragment shader.

        Raises:
            NoContext: no context of pyegl's is current on this thread.
            ShaderError: the compiler, or the linker, refuses.
        """
        context, known = self._start()
        self._adopt(context, known, int(_gl.glCreateProgram()))
        shaders: list[int] = []
        try:
            for kind, source in ((_gl.GL_VERTEX_SHADER, QUAD if vertex is None else vertex), (0x8B30, fragment)):
                shaders.append(int(_gl.glCreateShader(kind)))
                _compile(shaders[-1], source, "vertex" if kind != 0x8B30 else "fragment")
                _gl.glAttachShader(self._name, shaders[-1])
            _gl.glLinkProgram(self._name)
            if not _status(self._name, _gl.glGetProgramiv, _gl.GL_LINK_STATUS):
                raise _refused("glLinkProgram", _log(self._name, _gl.glGetProgramiv, _gl.glGetProgramInfoLog), "")
            self._uniforms = self._variables(_gl.GL_ACTIVE_UNIFORMS, _gl.glGetActiveUniform, _gl.glGetUniformLocation)
            self._attributes = self._variables(_gl.GL_ACTIVE_ATTRIBUTES, _gl.glGetActiveAttrib, _gl.glGetAttribLocation)
            check("glLinkProgram")
        except BaseException:
            self.close()
            raise
        finally:
            for shader in shaders:
                _gl.glDeleteShader(shader)  # lives as long as the program that it is attached to

    def _variables(self, count: int, get: Any, locate: Any) -> dict[str, _Variable]:
        found = {}
        for index in range(_status(self._name, _gl.glGetProgramiv, count)):
            text, size, kind = ctypes.create_string_buffer(256), ctypes.c_int(), ctypes.c_uint()
            get(self._name, index, len(text), None, ctypes.byref(size), ctypes.byref(kind), text)
            location = int(locate(self._name, text.value))
            if not text.value.startswith(b"gl_"):  # what GL itself sets
                found[text.value.decode().removesuffix("[0]")] = _Variable(location, kind.value, size.value)
        return found

    @property
    def uniforms(self) -> tuple[str, ...]:
        """Names of the active uniforms: those that the compiler has not found unused."""
        return tuple(self._uniforms)

    @property
    def attributes(self) -> tuple[str, ...]:
        """Names of the active attributes."""
        return tuple(self._attributes)

    def use(self) -> Restore:
        """Draw with it from now on (``glUseProgram``).

        As a context manager, the program that was used before is used again at its end.
        """
        name = self.name
        before = integer(_gl.GL_CURRENT_PROGRAM)
        _gl.glUseProgram(name)
        return Restore((_gl.glUseProgram, before))

    def uniform(self, name: str, *values: Any) -> None:
        """Set a uniform (``glUniform…``, which its type in the shader chooses); the program in use stays what it is.

        Args:
            name: without ``[0]``, where it is an array.
            values: its components, as numbers or as one sequence or array; of a sampler, the texture unit. A matrix is
                an array whose rows are rows, as numpy has it (GL's memory is turned around).

        Raises:
            ValueError: the program has no such active uniform, or one of another size.
        """
        variable = self._uniforms.get(name)
        if variable is None:
            raise ValueError(f"no active uniform {name!r}; there are {', '.join(self._uniforms) or 'none'}")
        flat: list[Any] = []
        for value in values:
            _flatten(value, flat)
        if variable.type in _MATRICES:
            side = _MATRICES[variable.type]
            suffix, per, kind = f"Matrix{side}fv", side * side, "f"
        elif variable.type in _KINDS:
            kind, per = _KINDS[variable.type]
            side, suffix = 0, f"{per}{kind}v"
        else:
            raise ValueError(f"uniform {name!r} is of type {variable.type:#06x}, which this is not for")
        count = len(flat) // per
        if len(flat) % per or not 0 < count <= variable.size:
            raise ValueError(f"uniform {name!r} has {per} × {variable.size} values, not {len(flat)}")
        if side:
            flat = _columns(flat, side)
        data = ((ctypes.c_float if kind == "f" else ctypes.c_int) * len(flat))(*flat)
        with self.use():
            # glUniformMatrix can turn matrices around itself, but not in OpenGL ES 2.0.
            getattr(_gl, f"glUniform{suffix}")(variable.location, count, *([0] if side else []), data)
        check("glUniform", name=name, values=flat)


def _columns(rows: list[Any], side: int) -> list[Any]:
    size = side * side
    return [
        rows[base + row * side + column]
        for base in range(0, len(rows), size)
        for column in range(side)
        for row in range(side)
    ]


def _flatten(value: Any, into: list[Any]) -> None:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        for each in value:
            _flatten(each, into)
    else:
        into.append(value)


def _status(name: int, get: Any, what: int) -> int:
    value = ctypes.c_int()
    get(name, what, ctypes.byref(value))
    return value.value


def _log(name: int, get: Any, read: Any) -> str:
    text = ctypes.create_string_buffer(max(_status(name, get, _gl.GL_INFO_LOG_LENGTH), 1))
    read(name, len(text), None, text)
    return text.value.decode("utf-8", "replace").strip("\n\0 ")


def _compile(shader: int, source: str, kind: str) -> None:
    text = ctypes.c_char_p(source.encode())
    _gl.glShaderSource(shader, 1, ctypes.byref(text), None)
    _gl.glCompileShader(shader)
    if not _status(shader, _gl.glGetShaderiv, _gl.GL_COMPILE_STATUS):
        log = _log(shader, _gl.glGetShaderiv, _gl.glGetShaderInfoLog)
        raise _refused(f"glCompileShader({kind})", log, source)


def _refused(function: str, log: str, source: str) -> ShaderError:
    error = ShaderError(f"{function}: {log or 'refused without a word'}")
    error.function = function.partition("(")[0]
    if source:
        lines = source.splitlines()
        error.add_note("\n".join(f"{number:4} {line}" for number, line in enumerate(lines, 1)))
    return error

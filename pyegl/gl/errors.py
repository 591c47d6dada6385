"""What GL's errors become."""

from __future__ import annotations

from pydrm.errors import PydriError

from . import _gl

__all__ = ["GlError", "NoContext", "ShaderError", "check", "fail", "settled"]

_NAMES = {
    0x0500: "GL_INVALID_ENUM",
    0x0501: "GL_INVALID_VALUE",
    0x0502: "GL_INVALID_OPERATION",
    0x0503: "GL_STACK_OVERFLOW",
    0x0504: "GL_STACK_UNDERFLOW",
    0x0505: "GL_OUT_OF_MEMORY",
    0x0506: "GL_INVALID_FRAMEBUFFER_OPERATION",
    0x0507: "GL_CONTEXT_LOST",
    0x8031: "GL_TABLE_TOO_LARGE",
}
_LOST = 0x0507


class GlError(PydriError):
    """A GL call failed; the message names the call, its arguments and the error."""

    code: int = 0
    """What ``glGetError`` said; of an incomplete framebuffer, its status."""
    function: str = ""
    """The function that failed; "" where it is not known."""

    @property
    def code_name(self) -> str:
        """The code by name, ``"GL_INVALID_VALUE"``; hexadecimal when it has none."""
        return _NAMES.get(self.code, f"{self.code:#06x}")


class ShaderError(GlError):
    """A shader did not compile, or a program did not link; in the compiler's words, with the source as a note."""


class NoContext(PydriError, RuntimeError):
    """No context of pyegl's is current on this thread, or one that knows nothing of the object."""


def fail(code: int, function: str, words: str = "", /, **arguments: object) -> GlError:
    """The exception for an error of GL's."""
    fields = ", ".join(f"{key}={value}" for key, value in arguments.items())
    error = GlError(f"{function or 'GL'}({fields}): {words or _NAMES.get(code, f'{code:#06x}')}")
    error.code = code
    error.function = function
    return error


def _pending() -> list[int]:
    found: list[int] = []
    while len(found) < 8:  # there may be one per part of the implementation; a lost context has no last one
        code = int(_gl.get_error())
        if code == 0 or code == _LOST in found:
            break
        found.append(code)
    return found


def check(function: str = "", **arguments: object) -> None:
    """Raise if GL has noted an error since it was last asked (``glGetError``).

    Args:
        function: what was called last, for the message.
        arguments: its decoded arguments.

    Raises:
        GlError: it has. Further errors are notes.
    """
    code = _gl.get_error()
    if code:
        error = fail(code, function, **arguments)
        for other in _pending():
            error.add_note(f"and {_NAMES.get(other, hex(other))}")
        raise error


def settled() -> None:
    """Raise if an error is pending that is none of ours, so that the next call is not blamed for it."""
    code = _gl.get_error()
    if code:
        _pending()
        raise fail(code, "", f"{_NAMES.get(code, hex(code))} was left by an earlier call of GL")

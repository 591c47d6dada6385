"""What EGL's failures become: one exception class per error code, with the call and its decoded arguments."""

from __future__ import annotations

import threading

from pydrm.errors import PydriError

from . import names
from ._library import lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "BadAccess",
    "BadAlloc",
    "BadAttribute",
    "BadConfig",
    "BadContext",
    "BadCurrentSurface",
    "BadDevice",
    "BadDisplay",
    "BadMatch",
    "BadNativePixmap",
    "BadNativeWindow",
    "BadOutputLayer",
    "BadOutputPort",
    "BadParameter",
    "BadState",
    "BadStream",
    "BadSurface",
    "ContextLost",
    "EglError",
    "NoMatchingConfig",
    "NotInitialized",
    "failure",
    "put_aside",
    "spell",
]


class EglError(PydriError):
    """An EGL call failed. There is a subclass for each code of the registry; other codes are kept as they are.

    ``EGL_SUCCESS`` as a code means that the implementation failed and set no error.
    """

    code: int = lib.EGL_SUCCESS
    """What ``eglGetError`` said."""
    function: str = ""
    """The function that failed."""

    @property
    def code_name(self) -> str:
        """The code by name, ``"EGL_BAD_MATCH"``; hexadecimal when it has none."""
        return names.error_name(self.code)


class NotInitialized(EglError):
    """``EGL_NOT_INITIALIZED``: the display is not initialised, or could not be."""

    code = lib.EGL_NOT_INITIALIZED


class BadAccess(EglError):
    """``EGL_BAD_ACCESS``: somebody else has it, for example a context that is current on another thread."""

    code = lib.EGL_BAD_ACCESS


class BadAlloc(EglError):
    """``EGL_BAD_ALLOC``: no memory, or no other resource, was left for it."""

    code = lib.EGL_BAD_ALLOC


class BadAttribute(EglError):
    """``EGL_BAD_ATTRIBUTE``: an attribute, or its value, is not known."""

    code = lib.EGL_BAD_ATTRIBUTE


class BadConfig(EglError):
    """``EGL_BAD_CONFIG``: no config of this display."""

    code = lib.EGL_BAD_CONFIG


class BadContext(EglError):
    """``EGL_BAD_CONTEXT``: no context of this display."""

    code = lib.EGL_BAD_CONTEXT


class BadCurrentSurface(EglError):
    """``EGL_BAD_CURRENT_SURFACE``: the surface that is current on this thread is no longer valid."""

    code = lib.EGL_BAD_CURRENT_SURFACE


class BadDisplay(EglError):
    """``EGL_BAD_DISPLAY``: no display."""

    code = lib.EGL_BAD_DISPLAY


class BadMatch(EglError):
    """``EGL_BAD_MATCH``: arguments that are valid, but do not go together."""

    code = lib.EGL_BAD_MATCH


class BadNativePixmap(EglError):
    """``EGL_BAD_NATIVE_PIXMAP``: no native pixmap of this platform."""

    code = lib.EGL_BAD_NATIVE_PIXMAP


class BadNativeWindow(EglError):
    """``EGL_BAD_NATIVE_WINDOW``: no native window of this platform."""

    code = lib.EGL_BAD_NATIVE_WINDOW


class BadParameter(EglError):
    """``EGL_BAD_PARAMETER``: an argument is not valid."""

    code = lib.EGL_BAD_PARAMETER


class BadSurface(EglError):
    """``EGL_BAD_SURFACE``: no surface of this display, or not of the kind that it takes."""

    code = lib.EGL_BAD_SURFACE


class ContextLost(EglError):
    """``EGL_CONTEXT_LOST``: power management, or a reset of the GPU, took the contexts: make new ones."""

    code = lib.EGL_CONTEXT_LOST


class BadDevice(EglError):
    """``EGL_BAD_DEVICE_EXT``: no EGL device."""

    code = lib.EGL_BAD_DEVICE_EXT


class BadOutputLayer(EglError):
    """``EGL_BAD_OUTPUT_LAYER_EXT``: no output layer."""

    code = lib.EGL_BAD_OUTPUT_LAYER_EXT


class BadOutputPort(EglError):
    """``EGL_BAD_OUTPUT_PORT_EXT``: no output port."""

    code = lib.EGL_BAD_OUTPUT_PORT_EXT


class BadState(EglError):
    """``EGL_BAD_STATE_KHR``: a stream is not in the state that the call is for."""

    code = lib.EGL_BAD_STATE_KHR


class BadStream(EglError):
    """``EGL_BAD_STREAM_KHR``: no stream."""

    code = lib.EGL_BAD_STREAM_KHR


class NoMatchingConfig(PydriError, LookupError):
    """No config has what was asked for; the message says which of the wishes cannot be met."""


_CLASSES: dict[int, type[EglError]] = {each.code: each for each in EglError.__subclasses__()}
EXPLAIN: list[Callable[[str, int], list[str]]] = []
"""Functions that bring the implementation's own words for a function that has just failed on this thread, with a code:
see pyegl.debug."""


_aside = threading.local()


def put_aside() -> None:
    """Before a finaliser calls EGL: keep this thread's error for the call that has just failed on it.

    The collector may run between a call that failed and the question why, and every successful call sets EGL_SUCCESS.
    """
    code = lib.eglGetError()
    if code != lib.EGL_SUCCESS:
        _aside.code = code


def spell(function: str, where: object = "", **arguments: object) -> str:
    """A call in words: ``eglCreateContext(config=5, CONTEXT_MAJOR_VERSION=3) on surfaceless display``."""
    fields = ", ".join(f"{key}={names.plain(value)}" for key, value in arguments.items())
    return f"{function}({fields})" + (f" on {where}" if where else "")


def failure(code: int, function: str, where: object = "", /, *notes: str, **arguments: object) -> EglError:
    """The exception for a call that has just failed.

    Args:
        code: what ``eglGetError`` said. It stands first so that it is asked first, before anything else of ours runs.
        function: the name of the C function.
        where: what it was called on, for the message.
        notes: sentences that help, added to the exception.
        arguments: the decoded arguments.
    """
    if code == lib.EGL_SUCCESS:
        code = getattr(_aside, "code", code)
    _aside.code = lib.EGL_SUCCESS
    error = _CLASSES.get(code, EglError)(f"{spell(function, where, **arguments)}: {names.error_name(code)}")
    error.code = code
    error.function = function
    for note in notes:
        if note:
            error.add_note(note)
    for bring in EXPLAIN:
        for text in bring(function, code):
            error.add_note(text)
    return error

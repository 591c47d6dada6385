"""PyOpenGL's questions after extensions, answered for the context that is current.

PyOpenGL 3.1.10 remembers the extensions of the first context that it sees for all others, and asks for those of OpenGL
ES under names that it never finds ("GLES2_OES_EGL_image"): their functions are never there.
"""

from __future__ import annotations

import re

from . import _gl, state
from .errors import NoContext

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["install"]

_NAME = re.compile(r"GL(ES\d)?_(?:VERSION_GL(?:ES\d)?_(\d+)_(\d+)|(\w+))$")


def has(specifier: str | bytes) -> bool | None:
    """Whether the current context has an extension, or a version, by PyOpenGL's name; None for what is not GL's."""
    text = specifier.decode() if isinstance(specifier, bytes) else specifier
    found = _NAME.match(text.replace(".", "_"))
    if found is None:
        return None
    try:
        known = state.state()[1]
        version, names = known.version, known.extensions
    except NoContext:
        if not _gl.PLATFORM.CurrentContextIsValid():
            return False
        version = state.read_version()[1]
        names = state.read_extensions(version)
    if found[4] is None:
        return (int(found[2]), int(found[3])) <= version
    return f"GL_{found[4]}" in names


def install(platform: Any) -> None:
    """Answer from now on."""
    from OpenGL import extensions

    querier = extensions.ExtensionQuerier
    querier.registered[:] = [each for each in querier.registered if each is not extensions.GLQuerier]
    querier.registered.append(has)
    # Without its cache, which goes by the address of a context: the next one may have the same.
    platform.checkExtension = lambda name: not name or bool(querier.hasExtension(name))

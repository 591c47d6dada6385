"""What is known of contexts: versions, extensions, and the names in GL that wait to be deleted.

Textures, renderbuffers and programs belong to a share group, framebuffers to one context. They may be deleted only
while such a context is current; so those that are dropped at another time, or by the collector, wait here.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from weakref import WeakKeyDictionary

from pydrm.errors import ForkError
from pydrm.resource import generation

from .. import current
from .._library import ffi, lib
from ..extensions import Extensions
from . import _gl
from .errors import NoContext

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..context import Context

__all__ = [
    "ContextState",
    "Group",
    "Owner",
    "delete",
    "extensions",
    "group_lives",
    "is_es",
    "lives",
    "read_extensions",
    "read_version",
    "state",
    "version",
]

_VERSION = re.compile(r"(OpenGL ES )?(?:[A-Z-]+ )?(\d+)\.(\d+)")


class Owner:
    """Somebody to whom names in GL belong: a share group, or a context."""

    __slots__ = ("_waiting", "born", "cache")

    def __init__(self) -> None:
        self.born = generation()
        self.cache: dict[object, int] = {}  # names that live as long as the owner does
        self._waiting: deque[tuple[str, int]] = deque()

    def later(self, kind: str, name: int) -> None:
        """Delete a name at the next opportunity. From any thread, also from a finaliser."""
        if self.born == generation():
            self._waiting.append((kind, name))

    def settle(self) -> None:
        """Delete what waits. A context of the owner has to be current."""
        while self._waiting:
            try:
                kind, name = self._waiting.popleft()
            except IndexError:
                return  # another thread had it
            delete(kind, name)


class Group(Owner):
    """A share group."""

    __slots__ = ("external",)

    def __init__(self) -> None:
        super().__init__()
        self.external: dict[tuple[int, int], bool] = {}  # (format, modifier) -> whether only samplerExternalOES


class ContextState(Owner):
    """What is known of one context."""

    __slots__ = ("buffers", "es", "extensions", "group", "modern", "rows", "scratch", "version")

    def __init__(self, group: Group) -> None:
        super().__init__()
        self.group = group
        self.es, self.version = read_version()
        self.extensions = read_extensions(self.version)
        self.modern = not self.es or self.version >= (3, 0)  # GL_PACK_ROW_LENGTH and the like; with rows, GL_UNPACK_…
        self.buffers = self.modern and (self.es or self.version >= (2, 1))  # GL_PIXEL_PACK_BUFFER and its like
        self.scratch = ffi.new("int *")  # for what GL is asked; one thread at a time has the context
        self.rows = self.modern or "GL_EXT_unpack_subimage" in self.extensions


_groups: WeakKeyDictionary[Context, Group] = WeakKeyDictionary()  # by the context that the group began with


def delete(kind: str, name: int) -> None:
    """Delete a name: of ``Textures``, ``Renderbuffers``, … or a ``Program``."""
    if kind == "Program":
        _gl.glDeleteProgram(name)
    else:
        getattr(_gl, f"glDelete{kind}")(1, ctypes.byref(ctypes.c_uint(name)))


def _first(context: Context) -> Context:
    while context.share is not None:
        context = context.share
    return context


def _settle(context: Context) -> None:
    # Told by pyegl.current, of each context that was made current.
    known = context._gl
    if known is not None:
        known.settle()
        known.group.settle()
    elif (group := _groups.get(_first(context))) is not None:
        group.settle()


current.MADE.append(_settle)


def state() -> tuple[Context, ContextState]:
    """The context that is current on this thread, and what is known of it.

    Raises:
        NoContext: there is none, or one that pyegl did not make.
        ForkError: it is the parent process's.
    """
    context = current.current_context()
    if context is None:
        foreign = lib.eglGetCurrentContext() != ffi.NULL
        why = "the context that is current on this thread was not made by pyegl" if foreign else "no context is current"
        raise NoContext(f"{why}: GL needs Context.make_current() first")
    if context._handle.display.born != generation():
        raise ForkError("the context that is current is that of the process that this one was forked from")
    known = context._gl
    if known is None:
        first = _first(context)
        group = _groups.get(first) or _groups.setdefault(first, Group())
        known = context._gl = ContextState(group)
    return context, known


def lives(context: Context) -> bool:
    """Whether a context is there: not destroyed, or still current somewhere."""
    return context._handle.alive or bool(context._handle.bound)


def group_lives(context: Context) -> bool:
    """Whether any context of the share group is there, and with it the group's objects."""
    if lives(context):
        return True
    first = _first(context)
    return any(lives(each) for each in list(current._contexts.values()) if _first(each) is first)


def _string(name: int) -> str:
    return (_gl.glGetString(name) or b"").decode("utf-8", "replace")


def read_version() -> tuple[bool, tuple[int, int]]:
    """Whether the current context, anybody's, is one of OpenGL ES, and its version."""
    found = _VERSION.match(_string(_gl.GL_VERSION))
    return (bool(found[1]), (int(found[2]), int(found[3]))) if found else (False, (1, 0))


def read_extensions(version: tuple[int, int]) -> Extensions:
    """The extensions of the current context, anybody's."""
    if version < (3, 0):
        names = _string(_gl.GL_EXTENSIONS)
    else:  # a core context has no string of all of them
        count = ctypes.c_int()
        _gl.glGetIntegerv(_gl.GL_NUM_EXTENSIONS, ctypes.byref(count))
        names = " ".join(_gl.glGetStringi(_gl.GL_EXTENSIONS, each).decode() for each in range(count.value))
    return Extensions.parse(names, "the current context")


def extensions() -> Extensions:
    """The extensions of the context that is current on this thread (``GL_EXTENSIONS``).

    Raises:
        NoContext: none is.
    """
    return state()[1].extensions


def version() -> tuple[int, int]:
    """Version of OpenGL or OpenGL ES of the current context (``GL_VERSION``).

    Raises:
        NoContext: none is.
    """
    return state()[1].version


def is_es() -> bool:
    """Whether the current context is one of OpenGL ES.

    Raises:
        NoContext: none is.
    """
    return state()[1].es

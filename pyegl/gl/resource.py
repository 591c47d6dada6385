"""What textures, renderbuffers, framebuffers and programs have in common."""

from __future__ import annotations

import ctypes

from pydrm.errors import ForkError
from pydrm.resource import Resource, generation

from .._library import ffi
from . import _gl
from .errors import NoContext, settled
from .state import group_lives, lives, state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Self

    from ..context import Context
    from .state import ContextState, Owner

__all__ = ["GlResource", "Restore", "integer", "viewport"]

_INTS = ffi.typeof("int[]")


def integer(name: int) -> int:
    """``glGetIntegerv`` of one number."""
    value = ffi.new(_INTS, 1)
    _gl.get_integerv(name, value)
    return int(value[0])


def viewport() -> list[int]:
    """``GL_VIEWPORT``: x, y, width, height."""
    values = ffi.new(_INTS, 4)
    _gl.get_integerv(_gl.GL_VIEWPORT, values)
    return list(values)


class GlResource(Resource):
    """A name in GL.

    Ownership: the name, in the share group of the context that was current when it was made, which it keeps alive.
    Closed with a context of the group current, it is deleted at once; otherwise, and by the collector, when one is next
    made current by pyegl or pyegl.gl makes something in it. With the group's last context it is gone by itself.
    Threads: used on any thread that has a context of the group current; GL says what has to be ordered.
    """

    __slots__ = ("_collected", "_context", "_name", "_owner")
    _kind: ClassVar[str]
    _shared: ClassVar[bool] = True
    _name: int
    _owner: Owner
    _context: Context
    _collected: bool

    @staticmethod
    def _start() -> tuple[Context, ContextState]:
        # Where something new is made: nothing of an earlier life is left undeleted, and no error of others pending.
        context, known = state()
        known.settle()
        known.group.settle()
        settled()
        return context, known

    def _adopt(self, context: Context, known: ContextState, name: int) -> None:
        self._name = name
        self._context = context
        self._owner = known.group if self._shared else known
        self._collected = False
        self._register()

    def _generate(self) -> ContextState:
        # A new name of the kind, in the current context.
        context, known = self._start()
        name = ctypes.c_uint()
        getattr(_gl, f"glGen{self._kind}")(1, ctypes.byref(name))
        self._adopt(context, known, name.value)
        return known

    def _destroy(self) -> None:
        # The collector runs between any two calls, also where GL must not be called (from its own debug callback), so
        # it only leaves a note.
        self._owner.later(self._kind, self._name)
        if not self._collected and self._is_here():
            self._owner.settle()

    def __del__(self) -> None:
        if hasattr(self, "_live"):
            self._collected = True
            super().__del__()

    def _is_here(self) -> bool:
        try:
            known = state()[1]
        except (NoContext, ForkError):
            return False
        return (known.group if self._shared else known) is self._owner

    @property
    def closed(self) -> bool:
        """Whether the object was closed, or the context that it lives in is gone with all that share with it."""
        if not hasattr(self, "_live"):
            return True
        return not (group_lives(self._context) if self._shared else lives(self._context))

    def _check(self) -> None:
        super()._check()
        if self._live != generation():
            raise ForkError(f"{type(self).__name__} of the process that this one was forked from")
        if not self._is_here():
            if self.closed:
                self._raise_closed()
            where = f"the share group of {self._context!r}" if self._shared else repr(self._context)
            raise NoContext(f"{type(self).__name__} belongs to {where}, which is not current on this thread")

    @property
    def name(self) -> int:
        """The name in GL, for PyOpenGL and others; valid while this object lives.

        Raises:
            NoContext: it means nothing in the context that is current on this thread.
        """
        self._check()
        return self._name

    @property
    def context(self) -> Context:
        """The context that it was made in (kept alive by it)."""
        return self._context

    def _describe(self) -> str:
        return str(self._name)


class Restore:
    """Something that was bound; as a context manager, what was bound before is again at the end."""

    __slots__ = ("_calls",)

    def __init__(self, *calls: tuple[object, ...]) -> None:
        self._calls = calls

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        for function, *arguments in self._calls:
            function(*arguments)  # type: ignore[operator]

"""A current context handed on to other libraries that bring their own GL."""

from __future__ import annotations

from .._library import ffi, lib
from ..current import current_context
from .errors import NoContext

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..context import Context
    from ..current import Bound

__all__ = ["Loader"]


class Loader:
    """Addresses of GL functions (``eglGetProcAddress``), for a library that asks for them by name.

    It has what moderngl expects of a context: ``moderngl.create_context(context=gl.Loader())``.

    Threads: for the thread on which its context is current.
    """

    __slots__ = ("_bound", "_context")

    def __init__(self, context: Context | None = None) -> None:
        """A loader for a context.

        Args:
            context: by default the one that is current on this thread.

        Raises:
            NoContext: none is, or one that pyegl did not make.
        """
        found = current_context() if context is None else context
        if found is None:
            raise NoContext("no context of pyegl's is current: a loader needs one")
        self._context = found
        self._bound: list[Bound] = []

    def load_opengl_function(self, name: str) -> int:
        """The address of a function, 0 for a name that nobody knows."""
        return int(ffi.cast("uintptr_t", lib.eglGetProcAddress(name.encode())))

    __call__ = load_opengl_function

    def __enter__(self) -> Loader:
        self._bound.append(self._context.make_current())
        return self

    def __exit__(self, *exception: object) -> None:
        self._bound.pop().restore()

    def release(self) -> None:
        """Nothing: the context is pyegl's."""

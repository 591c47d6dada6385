"""What is current on a thread: the truth is libEGL's, the objects are kept alive here.

EGL keeps what is current alive until it is no longer, on whichever thread that is, and so do we: a context that was
dropped or closed while it is current dies when the thread makes another one current, releases it, or ends.
"""

from __future__ import annotations

import atexit
import sys
import threading
from dataclasses import dataclass
from weakref import WeakValueDictionary

from pydrm.resource import generation

from ._library import ffi, lib
from .errors import failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any, Self

    from .context import Context
    from .native import Handle, NativeDisplay
    from .surface import Surface

__all__ = [
    "CurrentState",
    "current_context",
    "current_state",
    "current_surface",
    "release_current",
    "release_thread",
]

_NULL = ffi.NULL


@dataclass(frozen=True, slots=True)
class CurrentState:
    """What libEGL says is current on this thread, whoever made it so; the handles as numbers, 0 for nothing."""

    api: int
    display: int
    context: int
    draw: int
    read: int


class Binding:
    """Of one thread: what is current, kept from ending."""

    __slots__ = ("context", "display", "draw", "handles", "read", "thread")

    def __init__(self, context: Context, draw: Surface | None, read: Surface | None, thread: threading.Thread) -> None:
        self.context = context
        self.draw = draw
        self.read = read
        self.thread = thread
        handles = [context._handle]
        if draw is not None:
            handles.append(draw._handle)
        if read is not None and read is not draw:
            handles.append(read._handle)
        self.handles: list[Handle] = handles
        self.display: NativeDisplay = context._handle.display
        self.display.bound[self] = None
        for handle in handles:
            handle.bound[self] = None

    def end(self) -> None:
        """Something else is current now."""
        for handle in self.handles:
            handle.unbind(self)
        self.display.unbind(self)


class _Thread:
    # What there is of one thread.
    __slots__ = ("binding", "born", "thread")

    def __init__(self) -> None:
        self.binding: Binding | None = None
        self.born = generation()
        self.thread = threading.current_thread()


class _End:
    # Lives in thread-local storage and nowhere else (the frames of an exception could keep it), and so ends with the
    # thread, on the thread.
    __slots__ = ("state",)

    def __init__(self, state: _Thread) -> None:
        self.state = state

    def __del__(self, ending: Callable[[], bool] = sys.is_finalizing) -> None:
        # At the end of the interpreter it is too late, and the main thread's is released by then (see below).
        state = self.state
        if state.binding is not None and not ending() and state.born == generation():
            # A context that stays current on a thread that is gone can never be destroyed, nor made current elsewhere.
            _release(state)
            lib.eglReleaseThread()


_local = threading.local()
_contexts: WeakValueDictionary[int, Context] = WeakValueDictionary()  # by handle; only for looking up what is current


def _thread() -> _Thread:
    try:
        state: _Thread = _local.state
        if state.born == generation():  # otherwise, what was current is the parent process's
            return state
    except AttributeError:
        pass
    state = _local.state = _Thread()
    _local.end = _End(state)
    return state


MADE: list[Callable[[Context], None]] = []
"""Functions that are told of each context that was made current, on its thread: see pyegl.gl."""


def know(context: Context) -> None:
    """Let :func:`current_context` find a new context."""
    _contexts[context._handle.address] = context


def _release(state: _Thread) -> None:
    # Make nothing current, as far as it is ours.
    binding, state.binding = state.binding, None
    if binding is None:
        return
    if lib.eglGetCurrentContext() == binding.context._handle.ptr:
        # Allowed on a terminated display, too (EGL 1.5, 3.7.3).
        with binding.display.making:
            if not lib.eglMakeCurrent(binding.display.ptr, _NULL, _NULL, _NULL):
                lib.eglGetError()
    binding.end()


def make(context: Context, draw: Surface | None, read: Surface | None) -> Bound:
    """Make a context current; see :meth:`pyegl.Context.make_current`."""
    state = _thread()
    before, api, others = state.binding, lib.eglQueryAPI(), None
    there = lib.eglGetCurrentContext()
    if there != (_NULL if before is None else before.context._handle.ptr):
        # Another library has made it so: a toolkit, say, whose context has to be current again in the end.
        before, others = None, current_state()
    _make(state, context, draw, read, api)
    return Bound(state, before, others, api)


def _make(state: _Thread, context: Context, draw: Surface | None, read: Surface | None, api: int) -> None:
    ptr = context._ptr()
    draw_ptr = _NULL if draw is None else draw._ptr()
    read_ptr = draw_ptr if read is draw else _NULL if read is None else read._ptr()
    if api != context._api:
        lib.eglBindAPI(context._api)
    before = binding = state.binding
    if before is None or before.context is not context or before.draw is not draw or before.read is not read:
        # Noted before the call: if another thread ends one of them meanwhile, it has to see that it is in use here.
        binding = Binding(context, draw, read, state.thread)
    try:
        display = context._handle.display
        with display.making:
            done = lib.eglMakeCurrent(display.ptr, draw_ptr, read_ptr, ptr)
            code = lib.EGL_SUCCESS if done else lib.eglGetError()
        if not done:
            raise _refused(code, context, draw, read)
    except BaseException:
        if binding is not None and binding is not before:
            binding.end()
        lib.eglBindAPI(api)
        raise
    if binding is not before:
        before, state.binding = state.binding, binding
        if before is not None:
            before.end()
    for tell in MADE:
        tell(context)


def _refused(code: int, context: Context, draw: Surface | None, read: Surface | None) -> Exception:
    notes: list[str] = []
    if code == lib.EGL_BAD_ACCESS:
        for each in (context, draw, read):
            if each is not None:
                bindings = [it for it in each._handle.bound.copy() if isinstance(it, Binding)]
                others = [it.thread.name for it in bindings if it.thread is not threading.current_thread()]
                if others:
                    notes.append(f"{each!r} is current on the thread {', '.join(dict.fromkeys(others))}")
    if code == lib.EGL_BAD_MATCH:
        notes += context._mismatches(draw, read)
    return failure(
        code,
        "eglMakeCurrent",
        context.display,
        *dict.fromkeys(notes),
        draw=repr(draw),
        read=repr(read),
        ctx=repr(context),
    )


class Bound:
    """A context that was made current; as a context manager, what was current before is again at the end.

    Made by :meth:`pyegl.Context.make_current`. Belongs to its thread.
    """

    __slots__ = ("_api", "_before", "_others", "_state")

    def __init__(self, state: _Thread, before: Binding | None, others: CurrentState | None, api: int) -> None:
        self._state = state
        self._before = before
        self._others = others  # what was current and is not pyegl's
        self._api = api

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.restore()

    def restore(self) -> None:
        """Make current what was so before; nothing, if that is closed by now. A second call does nothing.

        Raises:
            RuntimeError: this is another thread.
            EglError: it cannot be made current any more, for it is current on another thread by now, say. Nothing is.
        """
        if self._state is not _thread():
            raise RuntimeError("what is current belongs to a thread: this is not the one that made it so")
        api, before, others = self._api, self._before, self._others
        self._api, self._before, self._others = 0, None, None
        if api == 0:
            return
        try:
            if before is not None and all(
                each for each in (before.context, before.draw, before.read) if each is not None
            ):
                _make(self._state, before.context, before.draw, before.read, lib.eglQueryAPI())
            else:
                _release(self._state)
                if others is not None and others.context:
                    _give_back(others)
        except BaseException:
            _release(self._state)
            raise
        finally:
            lib.eglBindAPI(api)


def _give_back(others: CurrentState) -> None:
    lib.eglBindAPI(others.api)
    display, draw, read, context = (
        ffi.cast("void *", each) for each in (others.display, others.draw, others.read, others.context)
    )
    if not lib.eglMakeCurrent(display, draw, read, context):
        raise failure(lib.eglGetError(), "eglMakeCurrent", draw=hex(others.draw), ctx=hex(others.context))


def current_context() -> Context | None:
    """The context that is current on this thread; None when there is none, or one that pyegl did not make.

    It is the object that was made current, closed or not.
    """
    ptr = lib.eglGetCurrentContext()
    if ptr == _NULL:
        return None
    binding = _thread().binding
    if binding is not None and binding.context._handle.ptr == ptr:
        return binding.context
    found = _contexts.get(int(ffi.cast("uintptr_t", ptr)))
    return found if found else None  # the address of one that is closed may be another's by now


def current_surface(*, read: bool = False) -> Surface | None:
    """The surface that is drawn to (or, with ``read``, read from) on this thread; None as for current_context."""
    which = lib.EGL_READ if read else lib.EGL_DRAW
    ptr = lib.eglGetCurrentSurface(which)
    binding = _thread().binding
    surface = None if binding is None else (binding.read if read else binding.draw)
    return surface if surface is not None and surface._handle.ptr == ptr else None


def current_state() -> CurrentState:
    """What libEGL says is current on this thread, also where other libraries made it so."""

    def number(function: Callable[..., Any], *arguments: int) -> int:
        return int(ffi.cast("uintptr_t", function(*arguments)))

    return CurrentState(
        api=lib.eglQueryAPI(),
        display=number(lib.eglGetCurrentDisplay),
        context=number(lib.eglGetCurrentContext),
        draw=number(lib.eglGetCurrentSurface, lib.EGL_DRAW),
        read=number(lib.eglGetCurrentSurface, lib.EGL_READ),
    )


def release_current() -> None:
    """Make nothing current on this thread, if what is current is pyegl's (``eglMakeCurrent`` with no context)."""
    _release(_thread())


def release_thread() -> None:
    """Make nothing current, and forget everything that EGL keeps for this thread (``eglReleaseThread``).

    The thread's API is OpenGL ES again afterwards, its error EGL_SUCCESS. pyegl does this by itself when a thread ends
    on which one of its contexts is current.
    """
    state = _thread()
    _release(state)
    if not lib.eglReleaseThread():
        raise failure(lib.eglGetError(), "eglReleaseThread")


atexit.register(release_current)

"""What EGL implementations have to say about errors (EGL_KHR_debug), as log records of the logger ``"pyegl"``.

    with pyegl.debug.enable():
        ...                             # failures carry the driver's own words; the rest is in the log

An implementation calls back while it holds its locks. No Python runs there: a callback in C keeps the messages, the
last 128, and they are logged as soon as the call is over that brought them, by the thread that made it. Those of a call
that fails become notes of its exception, too. Threads that are not Python's are heard as well, a little later.

``logging`` decides where the records go. Each has the attributes ``egl_error`` (the code), ``egl_function``,
``egl_object`` and ``egl_thread`` (labels, None without one); its ``thread`` is the one that the message came on.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
import traceback
from collections import deque
from functools import wraps

from . import errors, names
from ._labels import label_name, label_object, label_thread
from ._library import ffi, lib
from .extensions import client_extensions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any, Self

__all__ = ["Enabled", "disable", "enable", "flush", "label_object", "label_thread", "level"]

logger = logging.getLogger("pyegl")

_LEVELS = {
    lib.EGL_DEBUG_MSG_CRITICAL_KHR: logging.CRITICAL,
    lib.EGL_DEBUG_MSG_ERROR_KHR: logging.ERROR,
    lib.EGL_DEBUG_MSG_WARN_KHR: logging.WARNING,
    lib.EGL_DEBUG_MSG_INFO_KHR: logging.INFO,
}
# After these no message is taken: what they say of an error has to reach whoever asks for it next.
_LEFT_ALONE = {
    "eglGetError",
    "eglDebugMessageControlKHR",
    "eglQueryDebugKHR",
    "eglLabelObjectKHR",
    "eglDupNativeFenceFDANDROID",
}

_lock = threading.Lock()
_taking = threading.Lock()  # not for a finaliser: it finds `_flushing` set on its thread
_level: int | None = None
_before: tuple[Any, dict[int, int]] | None = None  # the callback that was there, and what it was told
_originals: dict[str, Any] = {}
# What was logged of late: for the exception of a call that another thread has logged the messages of.
_recent: deque[tuple[int, str, int, str]] = deque(maxlen=64)
_flushing = threading.local()


class Enabled:
    """Messages are logged until the end of the block; then it is as it was before. Made by :func:`enable`."""

    __slots__ = ("_restore",)

    def __init__(self, restore: int | None) -> None:
        self._restore = restore

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        _set(self._restore)


def enable(level: int = logging.WARNING) -> Enabled:
    """Log the implementation's messages from now on, on all threads (``eglDebugMessageControlKHR``).

    There is one callback in a process: one that somebody else has set is silent meanwhile, and set again by
    :func:`disable`. Meanwhile every function of ``pyegl.lib`` looks for messages after its call, which costs it about
    half as much again.

    Args:
        level: of ``logging``: CRITICAL (no memory and the like), ERROR (wrong calls), WARNING, INFO; less urgent
            messages are not even made.

    Raises:
        NotSupported: the client library has no EGL_KHR_debug.
    """
    before = _level
    _set(level)
    return Enabled(before)


def disable() -> None:
    """Log nothing any more; what was set before :func:`enable` is set again."""
    _set(None)


def level() -> int | None:
    """The level that is logged from; None while nothing is."""
    return _level


def _set(wanted: int | None) -> None:
    global _level, _before
    flush()
    with _lock:
        if wanted == _level:
            return
        if wanted is not None:
            client_extensions().require("EGL_KHR_debug", what="logging the messages of EGL")
            if _before is None:
                _before = _query(lib.EGL_DEBUG_CALLBACK_KHR), {kind: int(_query(kind)) for kind in _LEVELS}
            _control(lib.pydri_egl_debug_callback(), {kind: each >= wanted for kind, each in _LEVELS.items()})
            _watch()
        else:
            callback, kinds = _before or (0, {})
            _before = None
            if _query(lib.EGL_DEBUG_CALLBACK_KHR) == _address(lib.pydri_egl_debug_callback()):
                _control(ffi.cast("EGLDEBUGPROCKHR", callback), kinds)
            _unwatch()
        _level = wanted


def _query(attribute: int) -> int:
    value = ffi.new("EGLAttrib *")
    if not lib.eglQueryDebugKHR(attribute, value):
        raise errors.failure(lib.eglGetError(), "eglQueryDebugKHR", attribute=hex(attribute))
    return int(value[0])


def _address(pointer: Any) -> int:
    return int(ffi.cast("intptr_t", pointer))


def _control(callback: Any, kinds: dict[int, int]) -> None:
    words = [word for kind, on in kinds.items() for word in (kind, int(on))]
    code = lib.eglDebugMessageControlKHR(callback, ffi.new("EGLAttrib[]", [*words, names.NONE]))
    if code != lib.EGL_SUCCESS:
        raise errors.failure(code, "eglDebugMessageControlKHR")


# -- taking the messages -----------------------------------------------------------------------------------------------


def _watch() -> None:
    # Every call of pyegl's goes through the attributes of `lib`: those of functions are replaced while it is wanted.
    if _originals:
        return
    for name in dir(lib):
        if name.startswith("egl") and name not in _LEFT_ALONE and hasattr(lib, name):
            _originals[name] = getattr(lib, name)
            vars(lib)[name] = _watched(_originals[name])
    errors.EXPLAIN.append(_explain)


def _unwatch() -> None:
    vars(lib).update(_originals)
    _originals.clear()
    errors.EXPLAIN[:] = [each for each in errors.EXPLAIN if each is not _explain]


def _watched(function: Callable[..., Any]) -> Callable[..., Any]:
    waiting = lib.pydri_egl_debug_waiting

    @wraps(function)
    def call(*arguments: Any) -> Any:
        answer = function(*arguments)
        # After a failure the error is asked for first: the exception takes the messages.
        if answer and waiting():
            try:
                flush()
            except Exception:  # of somebody's log filter: the call has succeeded, and what it made must not be lost
                if logging.raiseExceptions:
                    traceback.print_exc()
        return answer

    return call


def flush() -> int:
    """Log what is waiting, also from other threads; how many messages that were."""
    if getattr(_flushing, "now", False):  # a handler that uses EGL
        return 0
    _flushing.now = True
    try:
        message, lost, count = ffi.new("struct pydri_egl_message *"), ffi.new("unsigned long *"), 0
        while _take(message, lost):
            count += 1
            _log(message, lost[0])
        return count
    finally:
        _flushing.now = False


def _take(message: Any, lost: Any) -> bool:
    # Locked, so that a thread whose message another one has taken finds it among the recent ones.
    with _taking:
        if not lib.pydri_egl_debug_take(message, lost):
            return False
        _recent.append((message.thread, _text(message.command), message.error, _text(message.text)))
    return True


def _text(chars: Any) -> str:
    return ffi.string(chars).decode("utf-8", "replace")


def _log(message: Any, lost: int) -> None:
    function, text = _text(message.command), _text(message.text)
    if lost:
        logger.warning("%d older messages of EGL were lost", lost)
    urgency = _LEVELS.get(message.type, logging.INFO)
    if not logger.isEnabledFor(urgency):
        return
    labels = {"egl_object": label_name(message.object_label), "egl_thread": label_name(message.thread_label)}
    words = [f"{function or 'EGL'}: {names.error_name(message.error)}"]
    words += [f": {text}"] if text not in ("", function) else []
    words += (
        [f" ({', '.join(f'{key[4:]} {name}' for key, name in labels.items() if name)})"] if any(labels.values()) else []
    )
    extra = {"egl_error": int(message.error), "egl_function": function, **labels}
    record = logger.makeRecord(logger.name, urgency, function, 0, "".join(words), (), None, function, extra)
    if message.thread != threading.get_ident():
        record.thread = message.thread
        known = {each.ident: each.name for each in threading.enumerate()}
        record.threadName = known.get(message.thread, "")
    logger.handle(record)


def _explain(function: str, code: int) -> list[str]:
    flush()
    mine = [each for each in _recent if each[:3] == (threading.get_ident(), function, code)]
    for each in mine:
        try:
            _recent.remove(each)
        except ValueError:
            pass  # another thread's message has just pushed it out
    return [text for *_, text in mine if text not in ("", function)]


def _forked() -> None:
    global _lock, _taking
    _lock, _taking = threading.Lock(), threading.Lock()
    lib.pydri_egl_debug_forked()


os.register_at_fork(after_in_child=_forked)
atexit.register(flush)

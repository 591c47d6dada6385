"""User data of buffers: any Python object, dropped exactly once.

What libgbm stores is a number, never a Python pointer; its destructor is one C callback for all buffers. So a buffer
that C code destroys (an EGL surface its buffers, for one) still gives back what Python attached to it, and a pointer
that C code attached is never taken for one of ours.
"""

from __future__ import annotations

import itertools
from weakref import WeakValueDictionary

from ._library import ffi as _ffi
from ._library import lib
from ._native import ffi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .native import NativeBuffer

__all__ = ["Slot", "attach", "clear", "lookup"]

_tokens = itertools.count(1)
# Weak, because the buffer holds its slot: user data that leads back to its buffer can be collected with it.
_slots: WeakValueDictionary[int, Slot] = WeakValueDictionary()


class Slot:
    """One value on one buffer, and who wants to hear of its end."""

    __slots__ = ("__weakref__", "_end", "gone", "value")

    def __init__(
        self, value: object, on_destroy: Callable[[Any], object] | None, gone: Callable[[], None] | None
    ) -> None:
        self.value = value
        self.gone = gone
        self._end = [on_destroy]

    def end(self) -> None:
        """Tell on_destroy and drop the value; what it raises goes to ``sys.unraisablehook``, for C may be calling."""
        try:
            on_destroy = self._end.pop()
        except IndexError:
            return
        value, self.value = self.value, None
        if on_destroy is not None:
            _LastWord(on_destroy, value)


class _LastWord:
    # C may be calling. What a finaliser raises goes to sys.unraisablehook and no further, whatever it is.
    __slots__ = ("_function", "_value")

    def __init__(self, function: Callable[[Any], object], value: object) -> None:
        self._function = function
        self._value = value

    def __del__(self) -> None:
        self._function(self._value)


@ffi.def_extern(name="pydri_bo_destroyed")
def _destroyed(bo: object, data: Any) -> None:
    slot = _slots.pop(int(_ffi.cast("uintptr_t", data)), None)
    if slot is not None:
        slot.end()
        if slot.gone is not None:
            slot.gone()


def attach(
    buffer: NativeBuffer,
    value: object,
    *,
    on_destroy: Callable[[Any], object] | None = None,
    gone: Callable[[], None] | None = None,
) -> None:
    """Put a value on a buffer; the one that was there before ends now."""
    token = next(_tokens)
    old = buffer.slot
    if gone is None and old is not None:
        gone = old.gone
    _slots[token] = buffer.slot = Slot(value, on_destroy, gone)
    lib.gbm_bo_set_user_data(buffer.ptr, _ffi.cast("void *", token), lib.pydri_bo_destroyed)
    if old is not None:
        old.end()


def clear(buffer: NativeBuffer) -> None:
    """Take the value off a buffer that we are about to destroy; it ends now."""
    slot, buffer.slot = buffer.slot, None
    if slot is None:
        return
    if _slots.pop(_token(buffer), None) is slot:
        # Not what somebody else has put there since: that has a destructor of its own.
        lib.gbm_bo_set_user_data(buffer.ptr, _ffi.NULL, _ffi.NULL)
    slot.end()


def lookup(buffer: NativeBuffer) -> Slot | None:
    """What Python has put on a buffer, as libgbm tells it; None for nothing, or what other code has put there."""
    return _slots.get(_token(buffer))


def _token(buffer: NativeBuffer) -> int:
    return int(_ffi.cast("uintptr_t", lib.gbm_bo_get_user_data(buffer.ptr)))

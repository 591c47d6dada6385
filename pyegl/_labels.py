"""Names for EGL's objects and threads in messages (``eglLabelObjectKHR``)."""

from __future__ import annotations

from . import errors
from ._library import ffi, lib
from .context import Context
from .display import Display
from .extensions import client_extensions
from .image import Image
from .surface import Surface
from .sync import Sync

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .resource import DisplayResource

__all__ = ["label_name", "label_object", "label_thread"]

_KINDS: tuple[tuple[type, int], ...] = (
    (Display, lib.EGL_OBJECT_DISPLAY_KHR),
    (Context, lib.EGL_OBJECT_CONTEXT_KHR),
    (Surface, lib.EGL_OBJECT_SURFACE_KHR),
    (Image, lib.EGL_OBJECT_IMAGE_KHR),
    (Sync, lib.EGL_OBJECT_SYNC_KHR),
)
_labels: dict[str, Any] = {}
_names: dict[int, str] = {}


def label_object(thing: Display | DisplayResource, name: str | None) -> None:
    """Give a display, context, surface, image or sync a name in messages (``eglLabelObjectKHR``); None for none.

    Each different name is kept as long as the process lives.

    Raises:
        NotSupported: the client library has no EGL_KHR_debug.
        EglError: BadParameter, the implementation does not know the object.
    """
    kind = next((kind for each, kind in _KINDS if isinstance(thing, each)), None)
    if kind is None:
        raise TypeError(f"{thing!r} is no display, context, surface, image or sync")
    ptr = thing._ptr()
    display = thing if isinstance(thing, Display) else thing.display
    client_extensions().require("EGL_KHR_debug", what="labelling an object")
    code = lib.eglLabelObjectKHR(display._native.ptr, kind, ptr, _label_of(name))
    if code != lib.EGL_SUCCESS:
        lib.eglGetError()
        raise errors.failure(code, "eglLabelObjectKHR", display, object=repr(thing), label=name)


def label_thread(name: str | None) -> None:
    """Give this thread a name in messages; None for none.

    Raises:
        NotSupported: the client library has no EGL_KHR_debug.
    """
    client_extensions().require("EGL_KHR_debug", what="labelling a thread")
    code = lib.eglLabelObjectKHR(ffi.NULL, lib.EGL_OBJECT_THREAD_KHR, ffi.NULL, _label_of(name))
    if code != lib.EGL_SUCCESS:
        lib.eglGetError()
        raise errors.failure(code, "eglLabelObjectKHR", label=name)


def _label_of(name: str | None) -> Any:
    # A C string, as nearly every program has its labels: another callback may print it.
    if name is None:
        return ffi.NULL
    if name not in _labels:
        text = ffi.new("char[]", name.encode())
        _names[int(ffi.cast("uintptr_t", text))] = name
        _labels[name] = text
    return _labels[name]


def label_name(value: int) -> str | None:
    """A label as a name; one that somebody else has given as a number, None for none."""
    return _names.get(value, hex(value)) if value else None

"""Images as dma-bufs: EGL_MESA_image_dma_buf_export."""

from __future__ import annotations

import os
from dataclasses import dataclass

from pydrm import DmaBuf, Fourcc, Modifier

from ._library import ffi, lib
from .errors import failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .image import Image

__all__ = ["ExportInfo", "export", "query"]

_EXTENSION = "EGL_MESA_image_dma_buf_export"
_ROOM = 8  # planes; the extension names no limit, the kernel has four
_INT, _INTS, _EGLINTS, _MODIFIERS = (
    ffi.typeof(name) for name in ("int *", f"int[{_ROOM}]", f"EGLint[{_ROOM}]", f"EGLuint64KHR[{_ROOM}]")
)
_UNSET = (-1,) * _ROOM


@dataclass(frozen=True, slots=True)
class ExportInfo:
    """What an image would be exported as (``eglExportDMABUFImageQueryMESA``)."""

    format: Fourcc
    plane_count: int
    modifiers: tuple[Modifier, ...]
    """The layout of each plane; INVALID where the driver does not say."""


def query(image: Image) -> ExportInfo:
    """See :meth:`Image.export_query`."""
    ptr, display = image._ptr(), image.display
    display.extensions.require(_EXTENSION, what="exporting an image")
    fourcc, count, modifiers = ffi.new(_INT), ffi.new(_INT), ffi.new(_MODIFIERS)
    if not lib.eglExportDMABUFImageQueryMESA(display._native.ptr, ptr, fourcc, count, modifiers):
        raise failure(lib.eglGetError(), "eglExportDMABUFImageQueryMESA", display, image=repr(image))
    found = tuple(Modifier(modifiers[index]) for index in range(count[0]))
    return ExportInfo(Fourcc(fourcc[0] & 0xFFFFFFFF), count[0], found)


def export(image: Image, width: int | None, height: int | None) -> DmaBuf:
    """See :meth:`Image.export`."""
    info = query(image)
    display = image.display
    fds, strides, offsets = (ffi.new(kind, _UNSET) for kind in (_INTS, _EGLINTS, _EGLINTS))
    if not lib.eglExportDMABUFImageMESA(display._native.ptr, image._ptr(), fds, strides, offsets):
        raise failure(lib.eglGetError(), "eglExportDMABUFImageMESA", display, image=repr(image))
    if fds[0] < 0:
        # Mesa's software drivers (22.3) say yes to what was not made to be shared, and give no file descriptor.
        note = "it succeeded, without a file descriptor"
        raise failure(lib.EGL_SUCCESS, "eglExportDMABUFImageMESA", display, note, image=repr(image))
    own = list(dict.fromkeys(fd for fd in fds[0 : info.plane_count] if fd >= 0))
    try:
        for fd in own:
            os.set_inheritable(fd, False)  # not every driver sees to that
        planes, last = [], -1
        for index in range(info.plane_count):
            last = fds[index] if fds[index] >= 0 else last  # -1: in the same memory as the plane before
            planes.append((last, offsets[index], strides[index]))
        layout = info.modifiers[0] if info.modifiers else Modifier.INVALID
        return DmaBuf(planes, width=width, height=height, format=info.format, modifier=layout)
    except BaseException:
        for fd in own:
            os.close(fd)
        raise

"""Buffers that already exist elsewhere, as GBM buffers: ``gbm_bo_import`` in its four ways."""

from __future__ import annotations

import errno

from pydrm import Fourcc, Modifier
from pydrm._fd import fd_of
from pydrm._ioctl import os_error, where
from pydrm._layout import check_plane

from ._library import ffi, lib
from .bo import BufferObject
from .errors import GbmError, failure, positive, spell, uint32, usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Protocol

    from pydrm import DmaBuf
    from pydrm._fd import HasFileno

    from .device import Device
    from .flags import Use

    class HasNative(Protocol):
        """An object of another library, by its pointer."""

        @property
        def native(self) -> int: ...


__all__ = ["import_dmabuf", "import_fd", "import_native"]

_CAN_IMPORT = 1  # DRM_PRIME_CAP_IMPORT
_FD, _FD_MODIFIER = lib.GBM_BO_IMPORT_FD, lib.GBM_BO_IMPORT_FD_MODIFIER
_FD_DATA = ffi.typeof("struct gbm_import_fd_data *")
_FD_MODIFIER_DATA = ffi.typeof("struct gbm_import_fd_modifier_data *")


def import_dmabuf(device: Device, dmabuf: DmaBuf, use: Use | int) -> BufferObject:
    # See Device.import_dmabuf.
    width, height, format = dmabuf.width, dmabuf.height, dmabuf.format
    if width is None or height is None or format is None:
        raise ValueError(f"{dmabuf!r} does not say what picture it holds: give width, height, format and pitch")
    planes = dmabuf.planes
    for index, plane in enumerate(planes):
        _fits(plane, width, height, format, index, dmabuf.modifier)
    if len(planes) == 1 and planes[0].offset == 0 and dmabuf.modifier == Modifier.INVALID:
        return _fd(device, planes[0].fd, width, height, planes[0].pitch, format, use)
    flags = usage(use)
    arguments: dict[str, Any] = {
        "width": width,
        "height": height,
        "format": format,
        "num_fds": len(planes),
        "fds": [plane.fd for plane in planes],
        "strides": [plane.pitch for plane in planes],
        "offsets": [plane.offset for plane in planes],
        "modifier": dmabuf.modifier,
    }
    try:
        data = ffi.new(_FD_MODIFIER_DATA, arguments)
    except OverflowError:
        raise ValueError(f"strides and offsets of {planes} have to fit into a C int") from None
    words = {"type": "FD_MODIFIER"} | arguments
    return _run(device, _FD_MODIFIER, data, flags, words, arguments["fds"])


def import_fd(
    device: Device, fd: HasFileno | int, *, width: int, height: int, stride: int, format: Fourcc, use: Use | int
) -> BufferObject:
    # See Device.import_fd.
    number = fd_of(fd)
    _fits((number, 0, stride), width, height, format, 0, Modifier.INVALID)
    return _fd(device, number, width, height, stride, format, use)


def _fd(device: Device, fd: int, width: int, height: int, stride: int, format: Fourcc, use: Use | int) -> BufferObject:
    data = ffi.new(_FD_DATA, (fd, width, height, uint32("stride", stride), format))
    words = {"type": "FD", "fd": fd, "width": width, "height": height, "stride": stride, "format": format}
    return _run(device, _FD, data, usage(use), words, (fd,))


def import_native(device: Device, kind: str, thing: HasNative, use: Use | int) -> BufferObject:
    # See Device.import_egl_image and Device.import_wl_buffer.
    pointer = thing.native
    if not isinstance(pointer, int) or pointer == 0:
        raise ValueError(f"{thing!r} has no native pointer")
    flags = usage(use)
    words = {"type": kind, "buffer": repr(thing)}
    return _run(device, getattr(lib, f"GBM_BO_IMPORT_{kind}"), ffi.cast("void *", pointer), flags, words, ())


def _run(
    device: Device, kind: int, data: Any, flags: Use, words: Mapping[str, object], fds: Sequence[int]
) -> BufferObject:
    device._check()
    if fds and not device._prime & _CAN_IMPORT:
        # Mesa 22.3 calls through NULL on a device that cannot import.
        call = spell("gbm_bo_import", device._where(), **words, flags=flags)
        raise os_error(errno.ENOSYS, call, "the kernel driver imports no dma-bufs (DRM_CAP_PRIME)")
    native = device._native.make(lib.gbm_bo_import, kind, data, flags)
    if isinstance(native, int):
        error = failure(native, spell("gbm_bo_import", device._where(), **words, flags=flags))
        _explain(device, fds, error)
        raise error
    return BufferObject._adopt(device, native)


def _explain(device: Device, fds: Sequence[int], error: OSError | GbmError) -> None:
    # libgbm answers EINVAL or ENOSYS whatever the reason was. The kernel can tell more.
    for fd in dict.fromkeys(fds):
        try:
            device._drm.import_dmabuf(fd).close()
        except OSError as reason:
            error.add_note(f"the kernel refuses {where(fd)}: {reason.strerror}")
            return
    if fds:
        error.add_note("the kernel would import it: Mesa knows no such format, modifier or layout for this device")


def _fits(plane: tuple[int, int, int], width: int, height: int, format: Fourcc, index: int, modifier: Modifier) -> None:
    # Mesa's software driver believes what it is told (22.3), and reads and writes where there is no memory.
    positive(width, height, "importing a dma-buf")
    check_plane(plane, width, height, format, index, modifier)

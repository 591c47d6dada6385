"""Buffers of a virtio-gpu. Public through :mod:`pydrm.virtgpu`."""

from __future__ import annotations

from . import resource
from ._ioctl import call
from ._native import ffi, lib
from ._virtgpu_values import ResourceInfo
from .gem import GemObject
from .mapping import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .device import Device

__all__ = ["Resource", "address", "info", "inputs", "map_pages", "new"]


class Resource(GemObject):
    """A buffer of a virtio-gpu. Made by :meth:`VirtGpu.resource_create` and :meth:`VirtGpu.resource_create_blob`.

    Ownership and threads: as :class:`pydrm.GemObject`.
    """

    __slots__ = ("_res_handle",)
    _res_handle: int

    @classmethod
    def _own(cls, device: Device, handle: int, res_handle: int) -> Resource:
        self = cls.__new__(cls)
        self._device = device
        self._handle = handle
        device._ledger._add(handle)
        self._live = resource._generation
        self._size = None
        self._res_handle = res_handle
        return self

    @property
    def res_handle(self) -> int:
        """The host's number for it, which command streams use."""
        self._check()
        return self._res_handle

    @property
    def size(self) -> int:
        """Bytes of the buffer, in whole pages."""
        self._check()
        if self._size is None:
            self._size = info(self).size
        return self._size

    def map(self, *, write: bool = True) -> Mapping:
        """Map the guest's pages (``DRM_IOCTL_VIRTGPU_MAP``). The mapping outlives the object and the device."""
        return map_pages(self, write=write)

    def _describe(self) -> str:
        return f"{super()._describe()} res_handle={self._res_handle}"


def address(array: Any) -> int:
    """The address of a C array, for a field that holds one."""
    return int(ffi.cast("uintptr_t", array))


def new(kind: str, **fields: int) -> Any:
    """A struct with its fields set; ValueError and TypeError for what does not fit."""
    try:
        return ffi.new(kind, fields)
    except OverflowError:
        said = ", ".join(f"{name}={value}" for name, value in fields.items())
        raise ValueError(f"a number does not fit its field of {kind.rstrip(' *')}: {said}") from None
    except KeyError as unknown:
        raise TypeError(f"{kind.rstrip(' *')} has no field {unknown}") from None


def inputs(arg: Any) -> dict[str, object]:
    """The fields of a struct that say what was asked for, for a message."""
    names = [name for name, _ in ffi.typeof(arg).item.fields or ()]
    return {name: getattr(arg, name) for name in names if not name.endswith(("_handle", "cmd", "pad", "pad2"))}


def info(gem: GemObject) -> ResourceInfo:
    """``DRM_IOCTL_VIRTGPU_RESOURCE_INFO`` of any buffer of a virtio-gpu."""
    arg = new("struct drm_virtgpu_resource_info *", bo_handle=gem.handle)
    request = lib.DRM_IOCTL_VIRTGPU_RESOURCE_INFO
    call(gem.device.fileno(), request, arg, name="DRM_IOCTL_VIRTGPU_RESOURCE_INFO", bo_handle=gem.handle)
    return ResourceInfo(res_handle=arg.res_handle, size=arg.size, blob_mem=arg.blob_mem)


def map_pages(gem: GemObject, *, write: bool) -> Mapping:
    """``DRM_IOCTL_VIRTGPU_MAP`` and mmap of any buffer of a virtio-gpu."""
    arg = new("struct drm_virtgpu_map *", handle=gem.handle)
    fd = gem.device.fileno()
    call(fd, lib.DRM_IOCTL_VIRTGPU_MAP, arg, name="DRM_IOCTL_VIRTGPU_MAP", handle=gem.handle)
    return Mapping(fd, info(gem).size, arg.offset, write=write)

"""GEM objects: buffers named by a handle, which belongs to the DRM file and is counted in its ledger."""

from __future__ import annotations

from . import resource
from ._ioctl import again, call, ioctl
from ._native import ffi, lib
from .dmabuf import DmaBuf
from .mapping import Mapping
from .resource import DeviceResource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .device import Device
    from .mapping import Geometry

__all__ = ["GemObject"]

_FLINK = ffi.typeof("struct drm_gem_flink *")
_PRIME = ffi.typeof("struct drm_prime_handle *")
_MAP_DUMB = ffi.typeof("struct drm_mode_map_dumb *")
_GEM_FLINK, _TO_FD, _MODE_MAP_DUMB = (
    lib.DRM_IOCTL_GEM_FLINK,
    lib.DRM_IOCTL_PRIME_HANDLE_TO_FD,
    lib.DRM_IOCTL_MODE_MAP_DUMB,
)
_CLOEXEC, _RDWR = lib.DRM_CLOEXEC, lib.DRM_RDWR


class GemObject(DeviceResource):
    """A buffer of a device, named by a GEM handle.

    Made by :meth:`pydrm.Device.import_dmabuf`, :meth:`pydrm.Device.open_name` or :meth:`pydrm.Device.create_dumb`, not
    called directly. Two objects may have the same handle; the handle is closed with the last of them.

    Ownership: one use of the handle. Dead as soon as its device is closed.
    Threads: may be used and closed from any thread.
    """

    __slots__ = ("_handle", "_size")
    _handle: int
    _size: int | None

    def __init__(self, device: Device, handle: int, *, size: int | None = None) -> None:
        """Take over one use of ``handle`` that the device's ledger has already counted."""
        self._device = device
        self._handle = handle
        self._size = size
        self._live = resource._generation

    def _destroy(self) -> None:
        self._device._ledger._release(self._handle)

    @property
    def handle(self) -> int:
        """The GEM handle, valid on the device's DRM file alone, and only while this object lives."""
        self._check()
        return self._handle

    @property
    def size(self) -> int:
        """Bytes of the buffer. Where importing did not tell, found by a short-lived export.

        Raises:
            OSError: the size is not known, and the driver does not export the buffer.
        """
        self._check()
        if self._size is None:
            with self.export(writable=False) as dmabuf:
                self._size = dmabuf.size
        return self._size

    def _export_fd(self, writable: bool, cloexec: bool) -> int:
        self._check()
        device = self._device
        flags = (_RDWR if writable else 0) | (_CLOEXEC if cloexec else 0)
        arg = ffi.new(_PRIME, (self._handle, flags))
        ret = ioctl(device._fd, _TO_FD, arg)
        if ret < 0:
            again(ret, device._fd, _TO_FD, arg)
        fd: int = arg.fd
        return fd

    def export(self, *, writable: bool = True, cloexec: bool = True) -> DmaBuf:
        """The buffer as a new dma-buf, which the caller owns (``DRM_IOCTL_PRIME_HANDLE_TO_FD``).

        Args:
            writable: whether the dma-buf may be mapped for writing (``DRM_RDWR``).
            cloexec: whether the file descriptor is closed on exec (``DRM_CLOEXEC``).

        Raises:
            OSError: the driver does not export (ENOSYS, EOPNOTSUPP), no file descriptor is left (EMFILE), …
        """

        return DmaBuf._adopt(self._export_fd(writable, cloexec))

    def flink(self) -> int:
        """The global name of the buffer, made on first use (``DRM_IOCTL_GEM_FLINK``); never on a render node.

        Names can be guessed by every client of the device: a dma-buf is the better way to share.
        """
        self._check()
        arg = ffi.new(_FLINK)
        arg.handle = self._handle
        call(self._device._fd, _GEM_FLINK, arg)
        name: int = arg.name
        return name

    def _geometry(self) -> Geometry | None:
        return None

    def map(self, *, write: bool = True) -> Mapping:
        """Map the buffer through the device (``DRM_IOCTL_MODE_MAP_DUMB``).

        The mapping outlives the object and the device.

        Raises:
            OSError: the buffer was imported from another driver (EINVAL: map its dma-buf), or this is a render node
            (EACCES).
        """
        self._check()
        device = self._device
        arg = ffi.new(_MAP_DUMB, (self._handle,))
        ret = ioctl(device._fd, _MODE_MAP_DUMB, arg)
        if ret < 0:
            again(ret, device._fd, _MODE_MAP_DUMB, arg)
        size = self._size or self.size
        return Mapping(device._fd, size, arg.offset, write=write, geometry=self._geometry())

    def _describe(self) -> str:
        size = "" if self._size is None else f" {self._size} bytes"
        return f"handle={self._handle}{size} on {self._device.path}"

"""What a GBM buffer is: its life, its size and format, its planes."""

from __future__ import annotations

from pydrm import Fourcc, Modifier, resource
from pydrm.resource import Resource

from ._library import ffi, lib
from .errors import failure, spell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self

    from .device import Device
    from .native import NativeBuffer

__all__ = ["BoPlane", "BufferPlanes"]


_OLD = {lib.GBM_BO_FORMAT_XRGB8888: Fourcc.XRGB8888, lib.GBM_BO_FORMAT_ARGB8888: Fourcc.ARGB8888}


def canonical(format: Fourcc) -> Fourcc:
    """The fourcc that one of the two old codes stands for, or the same."""
    return format if format > 1 else _OLD[int(format)]


class BoPlane(tuple[int, int, int]):
    """One plane of a buffer (a snapshot): its GEM ``handle``, ``offset`` and ``stride`` in bytes."""

    __slots__ = ()

    def __new__(cls, handle: int, offset: int, stride: int) -> BoPlane:
        return tuple.__new__(cls, (handle, offset, stride))

    @property
    def handle(self) -> int:
        """The GEM handle, valid on the device's DRM file while the buffer lives."""
        return self[0]

    @property
    def offset(self) -> int:
        """Where the plane starts in its memory, in bytes."""
        return self[1]

    @property
    def stride(self) -> int:
        """Bytes from one row to the next."""
        return self[2]

    def __repr__(self) -> str:
        return f"BoPlane(handle={self[0]}, offset={self[1]}, stride={self[2]})"


class BufferPlanes(Resource):
    # The lower half of BufferObject: everything that can be asked, nothing that can be done.
    __slots__ = ("_device", "_format", "_height", "_native", "_stride", "_width")
    _device: Device
    _native: NativeBuffer

    @classmethod
    def _adopt(cls, device: Device, native: NativeBuffer) -> Self:
        # The object for a new gbm_bo that nobody else owns.
        self = cls.__new__(cls)
        self._begin(device, native)
        return self

    @classmethod
    def _created(cls, device: Device, native: NativeBuffer, width: int, height: int, format: Fourcc) -> Self:
        # The same where it is known what was made.
        self = cls.__new__(cls)
        self._device = device
        self._native = native
        self._live = resource._generation
        self._width = width
        self._height = height
        self._format = format
        self._stride = lib.gbm_bo_get_stride(native.ptr)
        return self

    def _begin(self, device: Device, native: NativeBuffer) -> None:
        self._device = device
        self._native = native
        self._register()
        ptr = native.ptr
        self._width: int = lib.gbm_bo_get_width(ptr)
        self._height: int = lib.gbm_bo_get_height(ptr)
        # An import tells the pre-fourcc codes 0 and 1 as they were given.
        self._format = canonical(Fourcc(lib.gbm_bo_get_format(ptr)))
        self._stride: int = lib.gbm_bo_get_stride(ptr)

    def _destroy(self) -> None:
        self._native.close()

    @property
    def closed(self) -> bool:
        """Whether this object or its device was closed."""
        return not hasattr(self, "_live") or self._native.closed

    def _check(self) -> None:
        # The quick way for the usual case; the device knows the words for the others.
        try:
            if self._live == self._device._live == resource._generation and not self._native.closed:
                return
        except AttributeError:
            pass
        if not hasattr(self, "_live") or self._native.closed:
            self._raise_closed()
        self._device._check()

    def _ptr(self) -> Any:
        self._check()
        return self._native.ptr

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BufferPlanes) and self._native is other._native

    def __hash__(self) -> int:
        return hash(self._native)

    @property
    def native(self) -> int:
        """The ``struct gbm_bo *`` as a number, for other libraries; valid while this object lives."""
        self._check()
        return self._native.address

    @property
    def device(self) -> Device:
        """The device that the buffer belongs to."""
        return self._device

    # -- what it is --------------------------------------------------------------------------------------------------

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self._width

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self._height

    @property
    def format(self) -> Fourcc:
        """Pixel format."""
        return self._format

    @property
    def stride(self) -> int:
        """Bytes from one row of plane 0 to the next."""
        return self._stride

    @property
    def bpp(self) -> int:
        """Bits per pixel, as libgbm tells; 0 for YUV formats."""
        bpp: int = lib.gbm_bo_get_bpp(self._ptr())
        return bpp

    @property
    def modifier(self) -> Modifier:
        """How the pixels are laid out; INVALID when the driver does not say."""
        return Modifier(lib.gbm_bo_get_modifier(self._ptr()))

    @property
    def handle(self) -> int:
        """The GEM handle of plane 0, valid on the device's DRM file while the buffer lives.

        libgbm closes it with the buffer; do not close it yourself. What :meth:`pydrm.Device.import_dmabuf` makes of the
        same buffer on the same file has the same handle, and keeps it valid.
        """
        handle: int = lib.gbm_bo_get_handle(self._ptr()).u32
        return handle

    @property
    def plane_count(self) -> int:
        """How many planes there are; more than the format has where the modifier adds some."""
        count: int = lib.gbm_bo_get_plane_count(self._ptr())
        return count

    def plane(self, index: int) -> BoPlane:
        """Handle, offset and stride of a plane.

        Raises:
            IndexError: there is no such plane.
            OSError: the backend cannot tell (ENOSYS, planes above 0).
        """
        ptr = self._plane(index)
        ffi.errno = 0
        handle = lib.gbm_bo_get_handle_for_plane(ptr, index)
        if handle.s32 == -1:
            raise failure(ffi.errno, spell("gbm_bo_get_handle_for_plane", repr(self), plane=index))
        return BoPlane(handle.u32, lib.gbm_bo_get_offset(ptr, index), lib.gbm_bo_get_stride_for_plane(ptr, index))

    @property
    def planes(self) -> tuple[BoPlane, ...]:
        """Every plane."""
        return tuple(self.plane(index) for index in range(self.plane_count))

    def _plane(self, index: int) -> Any:
        # libgbm takes a negative plane for plane 0 (Mesa 22.3, asserts aside), and others for 0 without saying so.
        count = self.plane_count
        if not 0 <= index < count:
            raise IndexError(f"plane {index}: this buffer has {count} plane(s)")
        return self._native.ptr

    def _describe(self) -> str:
        return f"{self._width}x{self._height} {self._format} stride={self._stride} on {self._device.path}"

"""Dumb buffers: plain linear memory that every display driver, and vgem, can give."""

from __future__ import annotations

from . import resource
from ._format_info import layout
from ._ioctl import again, ioctl
from ._native import ffi, lib
from .dmabuf import DmaBuf
from .formats import Fourcc, Modifier
from .gem import GemObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._pixels import Array
    from .device import Device
    from .mapping import Geometry, Mapping

__all__ = ["DumbBuffer"]

_ARG = ffi.typeof("struct drm_mode_create_dumb *")
_CREATE_DUMB = lib.DRM_IOCTL_MODE_CREATE_DUMB


class DumbBuffer(GemObject):
    """A linear buffer made by ``DRM_IOCTL_MODE_CREATE_DUMB``; zero-filled. Made by :meth:`pydrm.Device.create_dumb`.

    Ownership: its handle, and the mapping behind :attr:`array`. Arrays taken from it stay valid after it is closed.
    Threads: may be used and closed from any thread.
    """

    __slots__ = ("_bpp", "_format", "_height", "_mapping", "_pitch", "_width")
    _width: int
    _height: int
    _bpp: int
    _pitch: int
    _format: Fourcc | None
    _mapping: Mapping | None

    @classmethod
    def _create(
        cls, device: Device, width: int, height: int, format: Fourcc | str | None, *, bpp: int | None, flags: int
    ) -> DumbBuffer:
        code = None if format is None else Fourcc(format)
        bits, rows = _shape(code, bpp, width, height)
        device._check()
        try:
            arg = ffi.new(_ARG, (rows, width, bits, flags))
        except OverflowError:
            raise ValueError(
                f"create_dumb: width {width}, height {rows}, bpp {bits}, flags {flags} must be unsigned 32-bit numbers"
            ) from None
        ret = ioctl(device._fd, _CREATE_DUMB, arg)
        if ret < 0:
            again(ret, device._fd, _CREATE_DUMB, arg)
        self = cls.__new__(cls)
        self._device = device
        self._handle = handle = arg.handle
        device._ledger._add(handle)
        self._live = resource._generation
        self._size = arg.size
        self._pitch = arg.pitch
        self._width = width
        self._height = height
        self._bpp = bits
        self._format = code
        self._mapping = None
        return self

    def _destroy(self) -> None:
        self._mapping = None  # nothing but memory, which goes with its last view
        self._device._ledger._release(self._handle)

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self._width

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self._height

    @property
    def bpp(self) -> int:
        """Bits per pixel that the kernel was asked for (of plane 0)."""
        return self._bpp

    @property
    def format(self) -> Fourcc | None:
        """The pixel format; None for a buffer made by ``bpp`` alone."""
        return self._format

    @property
    def pitch(self) -> int:
        """Bytes from one row to the next (of plane 0)."""
        return self._pitch

    @property
    def size(self) -> int:
        """Bytes of the buffer, at least pitch times rows, in whole pages."""
        return self._size or 0

    def _places(self) -> tuple[tuple[int, int, int], ...]:
        # (0, offset, pitch) of every plane: all in one piece of memory
        info = None if self._format is None else self._format.info
        if info is None or len(info.planes) == 1:
            return ((0, 0, self._pitch),)
        return tuple((0, place.offset, place.pitch) for place in layout(info, self._width, self._height, self._pitch))

    def _geometry(self) -> Geometry:
        info = None if self._format is None else self._format.info
        return (info, self._bpp, self._width, self._height, 0, self._places())

    @property
    def array(self) -> Array:
        """The pixels (of plane 0) as a numpy array over the buffer's real memory, mapped at first use.

        See :meth:`pydrm.Mapping.plane` for shape and type. It stays valid after the buffer is closed.
        """
        self._check()
        mapping = self._mapping
        if mapping is None:
            mapping = self._mapping = self.map()
        return mapping.array

    def plane(self, index: int) -> Array:
        """As :attr:`array`, of the given plane of a format with several planes."""
        self._check()
        mapping = self._mapping
        if mapping is None:
            mapping = self._mapping = self.map()
        return mapping.plane(index)

    def export(self, *, writable: bool = True, cloexec: bool = True) -> DmaBuf:
        """The buffer as a new dma-buf, which the caller owns and which carries the buffer's geometry.

        Args and errors as :meth:`pydrm.GemObject.export`.
        """
        fd = self._export_fd(writable, cloexec)
        return DmaBuf._adopt(fd, self._width, self._height, self._format, self._places(), Modifier.LINEAR)

    def _describe(self) -> str:
        kind = f"{self._bpp}bpp" if self._format is None else str(self._format)
        return f"handle={self._handle} {self._width}x{self._height} {kind} pitch={self._pitch} on {self._device.path}"


def _shape(code: Fourcc | None, bpp: int | None, width: int, height: int) -> tuple[int, int]:
    # What to ask the kernel for: bits per pixel of plane 0, and rows of plane 0's pitch that all planes need together.
    if code is None:
        if bpp is None:
            raise TypeError("create_dumb needs a format or bpp=")
        return bpp, height
    info = code.info
    if info is None:
        if bpp is None:
            raise ValueError(f"the layout of {code!r} is not known: give bpp= as well")
        return bpp, height
    size, block_width, block_height, _, _ = info.planes[0]
    bits = size * 8 // (block_width * block_height)
    if size * 8 != bits * block_width or block_height != 1:
        raise ValueError(
            f"{code.name} has blocks of {size} bytes for {block_width}x{block_height} pixels: ask by bpp= instead"
        )
    if bpp is not None and bpp != bits:
        raise ValueError(f"{code.name} has {bits} bits per pixel, not {bpp}")
    if len(info.planes) == 1 or width <= 0 or height <= 0:
        return bits, height
    pitch = max(info.planes[0].min_pitch(width), 1)
    last = layout(info, width, height, pitch)[-1]
    return bits, -(-(last.offset + last.pitch * last.rows) // pitch)

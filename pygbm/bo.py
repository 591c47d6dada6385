"""GBM buffer objects: sharing them, touching them, attaching things to them."""

from __future__ import annotations

import errno
import os

from pydrm import DmaBuf
from pydrm._ioctl import call as ioctl
from pydrm._ioctl import call_nr, os_error
from pydrm._native import ffi as _drm_ffi
from pydrm._native import lib as _drm_lib

from . import userdata
from ._library import ffi, lib
from .errors import GbmError, failure, spell
from .planes import BoPlane, BufferPlanes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .mapping import BoMapping

__all__ = ["BoPlane", "BufferObject"]

_TO_FD = _drm_lib.DRM_IOCTL_PRIME_HANDLE_TO_FD


class BufferObject(BufferPlanes):
    """A buffer of a GBM device (``struct gbm_bo``). Made by :meth:`Device.create_bo` and the imports of Device.

    Two objects are equal when they are the same ``gbm_bo``: what was locked from a surface in one frame equals what is
    locked in a later one, when it is the same buffer again.

    Ownership: the ``gbm_bo``, which is destroyed when this is closed and no mapping of it is open. Dead as soon as its
    device is closed. Memory shared through :meth:`export` lives on.
    Threads: may be used from several threads; close it when no other is inside a call. Not usable after fork().
    """

    __slots__ = ()

    # -- sharing -----------------------------------------------------------------------------------------------------

    def fd(self, plane: int = 0) -> int:
        """A new dma-buf file descriptor of a plane's memory, owned by the caller (``gbm_bo_get_fd_for_plane``).

        Whether it may be mapped for writing is the driver's choice; :meth:`export` sees to it.

        Raises:
            IndexError: there is no such plane.
            OSError: EINVAL for a buffer made with :attr:`Use.WRITE`, EMFILE, …
        """
        ptr = self._plane(plane)
        ffi.errno = 0
        if hasattr(lib, "gbm_bo_get_fd_for_plane"):
            function, fd = "gbm_bo_get_fd_for_plane", lib.gbm_bo_get_fd_for_plane(ptr, plane)
        elif plane == 0:  # before Mesa 21.1
            function, fd = "gbm_bo_get_fd", lib.gbm_bo_get_fd(ptr)
        else:
            function, fd = "gbm_bo_get_fd_for_plane", lib.gbm_bo_get_fd_for_plane(ptr, plane)
        if fd < 0:
            raise failure(ffi.errno, spell(function, repr(self), plane=plane))
        return int(fd)

    def export(self, *, writable: bool = True) -> DmaBuf:
        """The buffer as a new dma-buf with all planes and their geometry, which the caller owns.

        Args:
            writable: whether it may be mapped for writing. Mesa's software driver exports for reading only (22.3 to
                25.0), and the first export of a buffer decides for all later ones: so the kernel is asked first
                (``DRM_IOCTL_PRIME_HANDLE_TO_FD`` with ``DRM_RDWR``), unless ``fd()`` was called before. Buffers made
                with :attr:`Use.WRITE`, which libgbm does not export, are always exported by the kernel.

        Raises:
            OSError: the driver or the kernel does not export it.
            GbmError: the driver does not tell where all planes are.
        """
        planes = self.planes
        if len(planes) < self._format.plane_count:
            # Mesa 22.3's software driver forgets all planes but the first of what it imports.
            raise GbmError(f"{self!r}: the driver tells {len(planes)} of the {self._format.plane_count} planes")
        fds: dict[int, int] = {}
        try:
            for index, plane in enumerate(planes):
                if plane.handle not in fds:
                    fds[plane.handle] = self._export_plane(index, plane.handle, writable)
            return DmaBuf(
                [(fds[plane.handle], plane.offset, plane.stride) for plane in planes],
                width=self._width,
                height=self._height,
                format=self._format,
                modifier=self.modifier,
            )
        except BaseException:
            for fd in fds.values():
                os.close(fd)
            raise

    def _export_plane(self, index: int, handle: int, writable: bool) -> int:
        flags = _drm_lib.DRM_CLOEXEC | (_drm_lib.DRM_RDWR if writable else 0)
        arg = _drm_ffi.new("struct drm_prime_handle *", (handle, flags, -1))
        asked = writable and call_nr(self._device.fileno(), _TO_FD, arg) >= 0
        try:
            # Always libgbm's way as well: on the way out the driver puts what it has compressed or cached in order.
            fd = self.fd(index)
        except OSError as error:
            if error.errno == errno.EINVAL:  # made with USE_WRITE
                if not asked:
                    ioctl(self._device.fileno(), _TO_FD, arg)
                return int(arg.fd)
            if asked:
                os.close(arg.fd)
            raise
        if asked:
            os.close(arg.fd)
        return fd

    # -- CPU access --------------------------------------------------------------------------------------------------

    def map(
        self,
        x: int = 0,
        y: int = 0,
        *,
        width: int | None = None,
        height: int | None = None,
        read: bool = True,
        write: bool = False,
    ) -> BoMapping:
        """Map a region for the CPU, linear whatever the buffer's layout is (``gbm_bo_map``); by default all of it.

        May wait for the GPU and may copy. Of a multi-plane buffer it is plane 0.

        Args:
            x: left edge of the region, in pixels.
            y: top edge.
            width: in pixels; by default up to the right edge.
            height: in pixels; by default down to the bottom.
            read: whether the pixels will be read.
            write: whether they will be written. Without ``read``, every pixel of the region has to be.

        Raises:
            ValueError: the region is empty or not inside the buffer, or neither access was asked for.
            OSError: the driver cannot map it (EINVAL: imported from elsewhere; EOPNOTSUPP: Mesa maps no YUV formats).
            GbmError: likewise, without an errno.
        """
        from .mapping import BoMapping

        self._check()
        columns = self._width - x if width is None else width
        rows = self._height - y if height is None else height
        inside = x >= 0 and y >= 0 and columns > 0 and rows > 0
        if not inside or x + columns > self._width or y + rows > self._height:
            # Mesa checks none of this, and hands out addresses outside the buffer.
            raise ValueError(f"{columns}x{rows} at ({x}, {y}) is no region of {self!r}")
        if not read and not write:
            raise ValueError("neither read nor write: say which access it is")
        info = self._format.info
        if info is not None and info.is_yuv and self._device.backend_name == "drm":
            # Mesa looks for an RGB format that it has none of, and does not find NULL (22.3 to 26.2).
            note = "Mesa maps no YUV formats; map the dma-buf: bo.export().map()"
            raise os_error(errno.EOPNOTSUPP, spell("gbm_bo_map", repr(self)), note)
        return BoMapping(self, x, y, columns, rows, read=read, write=write)

    def write(self, data: Any) -> None:
        """Copy bytes to the start of a buffer that was made with :attr:`Use.WRITE` (``gbm_bo_write``).

        Args:
            data: bytes, or anything with a contiguous buffer, laid out with the buffer's stride.

        Raises:
            ValueError: it is longer than the buffer (libgbm would overwrite what lies behind it).
            OSError: EINVAL, the buffer was made without USE_WRITE.
        """
        ptr = self._ptr()
        source = ffi.from_buffer("char[]", data)
        room = self._stride * self._height
        if len(source) > room:
            raise ValueError(f"{len(source)} bytes do not fit into the {room} of {self!r}")
        ffi.errno = 0
        if lib.gbm_bo_write(ptr, source, len(source)) != 0:
            raise failure(ffi.errno, spell("gbm_bo_write", repr(self), count=len(source)))

    # -- user data ---------------------------------------------------------------------------------------------------

    @property
    def user_data(self) -> Any:
        """Any object, kept with the ``gbm_bo`` itself: of a surface's buffer it is still there in a later frame.

        None when nothing was set. It is dropped exactly once: when replaced, or before the buffer is destroyed.
        """
        self._check()
        slot = userdata.lookup(self._native)
        return None if slot is None else slot.value

    @user_data.setter
    def user_data(self, value: object) -> None:
        self.set_user_data(value)

    def set_user_data(self, value: object, *, on_destroy: Callable[[Any], object] | None = None) -> None:
        """Set :attr:`user_data`, and what is called with it when it is dropped (``gbm_bo_set_user_data``).

        ``on_destroy(value)`` is called exactly once, before the buffer is gone or the value replaced, on whatever
        thread does that. What it raises goes to :func:`sys.unraisablehook`.
        """
        self._check()
        userdata.attach(self._native, value, on_destroy=on_destroy)

"""GBM devices: libgbm on a DRM device."""

from __future__ import annotations

import os

import pydrm
from pydrm import Cap, Fourcc, Modifier, resource
from pydrm._fd import fd_of
from pydrm.resource import Resource, generation

from . import formats as _formats
from ._library import ffi, lib
from .bo import BufferObject
from .errors import GbmError, failure, spell, usage
from .flags import Use
from .native import NativeDevice
from .opening import environment
from .planes import canonical
from .request import ROWS, UINT32, Request, pixel_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pydrm import DmaBuf
    from pydrm._fd import HasFileno

    from .formats import FormatSupport
    from .importing import HasNative
    from .surface import Surface

__all__ = ["Device"]


class Device(Resource):
    """A GBM device: makes and imports buffers through the driver that libgbm found for a DRM device.

    Ownership: the ``gbm_device`` and a file descriptor of its own on the same DRM file (a duplicate), so that closing
    what it was made from does not end it. Closing it kills its buffers and surfaces; what is still in use, by a mapping
    or by an EGL display, is destroyed when that ends.
    Threads: may be used from several threads at once; close it when no other is inside a call. EGL is not covered: it
    makes a surface's buffers without our lock, and Mesa's software driver has none of its own for its list of buffers
    (22.3); there, do not draw first frames on one thread while another makes buffers. Not usable in a forked child,
    where it raises ForkError.
    """

    __slots__ = ("_drm", "_native", "_prime")
    _drm: pydrm.Device
    _native: NativeDevice

    egl_platform = 0x31D7  # EGL_PLATFORM_GBM_KHR: tells pyegl.Display what `native` is; neither knows the other

    def __init__(
        self,
        device: pydrm.Device | HasFileno | str | os.PathLike[str] | int,
        *,
        backend: str | None = None,
        software: bool | None = None,
    ) -> None:
        """Make a GBM device (``gbm_create_device``). File descriptors are borrowed: the caller keeps its own.

        A device that comes from an open pydrm device (or its file descriptor) works on the same DRM file, so that the
        GEM handles of its buffers can be used there, for framebuffers. One that comes from a path has a file of its
        own. For EGL take one of those: what EGL imports on a shared file has the handle that pydrm's object of the same
        buffer has there, and EGL closes it without asking (GEM handles belong to the file, and are not counted).

        ``backend`` and ``software`` are environment variables that libgbm reads while a device is made. They are set in
        this process just for that time, under a lock that every creation takes; C code that reads the environment from
        another thread at the same moment is not protected from that.

        Args:
            device: a :class:`pydrm.Device`, the path of a device node, a file descriptor, or what has one.
            backend: which backend to try first (``GBM_BACKEND``): ``"dri"`` is Mesa's own, other names load
                ``NAME_gbm.so``. libgbm goes on to its others when that fails, and does not tell. None: as the
                environment has it.
            software: whether Mesa has to use its software driver (``GBM_ALWAYS_SOFTWARE``). None: as the environment
                has it.

        Raises:
            OSError: ENODEV when it is no DRM device (found before libgbm is called, which takes any character device
                and crashes later), or libgbm's errno.
            GbmError: libgbm found no driver, and set no errno.
            LibraryNotFound: libgbm is not installed.
        """
        create = lib.gbm_create_device
        if isinstance(device, (str, os.PathLike)):
            drm = pydrm.Device(device)
        else:
            drm = pydrm.Device.from_fd(fd_of(device), dup=True)
        self._drm = drm
        try:
            self._prime = drm.get_cap(Cap.PRIME)
            with environment(GBM_BACKEND=backend, GBM_ALWAYS_SOFTWARE=None if software is None else str(int(software))):
                ffi.errno = 0
                ptr = create(drm.fileno())
                if ptr == ffi.NULL:
                    raise failure(ffi.errno, spell("gbm_create_device", self._where(), fd=drm.fileno()))
                self._native = NativeDevice(drm, ptr)
        except BaseException:
            drm.close()
            raise
        self._register()

    def _destroy(self) -> None:
        self._native.close()

    def _check(self) -> None:
        try:
            live = self._live
        except AttributeError:
            self._raise_closed()
        if live != generation():
            self._drm._check()

    def __bool__(self) -> bool:
        """Whether the device is open, and was made by this process."""
        return not self.closed and bool(self._drm)

    def _where(self) -> str:
        return f"{self._drm.path} ({self._drm.driver})"

    def _ptr(self) -> Any:
        self._check()
        return self._native.ptr

    @property
    def native(self) -> int:
        """The ``struct gbm_device *`` as a number, for other libraries (an EGL platform); valid while this lives."""
        return int(ffi.cast("uintptr_t", self._ptr()))

    def fileno(self) -> int:
        """The file descriptor that libgbm works on, still owned by this object (``gbm_device_get_fd``)."""
        return int(lib.gbm_device_get_fd(self._ptr()))

    @property
    def backend_name(self) -> str:
        """What the backend calls itself: ``"drm"`` for Mesa's (``gbm_device_get_backend_name``)."""
        return ffi.string(lib.gbm_device_get_backend_name(self._ptr())).decode("utf-8", "replace")

    @property
    def path(self) -> str:
        """The path of the DRM device."""
        return self._drm.path

    @property
    def driver(self) -> str:
        """Name of the kernel's DRM driver (Mesa's driver may be another: a software one)."""
        return self._drm.driver

    def _describe(self) -> str:
        return self._where()

    # -- formats -----------------------------------------------------------------------------------------------------

    def is_format_supported(self, format: Fourcc | str | int, use: Use | int = 0) -> bool:
        """Whether buffers of a format can be made for a usage; libgbm's guess, the driver may still refuse one."""
        return bool(lib.gbm_device_is_format_supported(self._ptr(), Fourcc(format), usage(use)))

    def format_modifier_plane_count(self, format: Fourcc | str | int, modifier: Modifier | int) -> int | None:
        """How many planes a format has with a modifier; None when the combination is not supported."""
        count: int = lib.gbm_device_get_format_modifier_plane_count(self._ptr(), Fourcc(format), Modifier(modifier))
        return None if count < 0 else count

    def formats(
        self,
        *,
        formats: Iterable[Fourcc] = _formats.FORMATS,
        uses: Iterable[Use] = _formats.USES,
        modifiers: Iterable[Modifier] | None = None,
    ) -> tuple[FormatSupport, ...]:
        """The table of what is supported: format by usage, and format by modifier.

        libgbm cannot list modifiers. By default every modifier that has a name is asked for, which leaves out those
        that are made of parameters (AMD's, ARM's AFBC, Broadcom's column heights): pass the ones that the display or
        EGL listed.
        """
        return _formats.support(self, formats=formats, uses=uses, modifiers=modifiers)

    # -- buffers -----------------------------------------------------------------------------------------------------

    def create_bo(
        self,
        width: int,
        height: int,
        format: Fourcc | str | int = Fourcc.XRGB8888,
        use: Use | int | None = Use.RENDERING,
        *,
        modifiers: Iterable[Modifier | int] | None = None,
    ) -> BufferObject:
        """Make a buffer; what it contains at first is not defined.

        Without modifiers this is ``gbm_bo_create``. With modifiers, of which the driver takes the best, it is
        ``gbm_bo_create_with_modifiers2`` (Mesa 21.3); with modifiers and ``use=None`` the older
        ``gbm_bo_create_with_modifiers``, which means SCANOUT.

        Raises:
            OSError: EINVAL for an empty size, an unknown format or bad flags; ENOSYS for modifiers where the driver
                knows none; EACCES from a software driver on a render node; …
            GbmError: the driver failed without an errno, or made a buffer with rows too short.
            ValueError: a number that does not fit, or an empty list of modifiers.
        """
        if getattr(self, "_live", None) != resource._generation:
            self._check()
        code = format if type(format) is Fourcc else Fourcc(format)
        request = None
        if (
            modifiers is not None
            or use is None
            or not (0 < width <= UINT32 and 0 < height <= ROWS and 0 <= use <= UINT32)
        ):
            request = Request("gbm_bo_create", width, height, code, use, modifiers)
            native = self._native.make(request.function, *request.arguments)
        else:  # the way of frame loops
            native = self._native.make(lib.gbm_bo_create, width, height, code, use)
        if isinstance(native, int):
            request = request or Request("gbm_bo_create", width, height, code, use, modifiers)
            raise failure(native, request.spell(self._where()))
        bo = BufferObject._created(self, native, width, height, code if code > 1 else canonical(code))
        if bo._stride < width * pixel_bytes(code):
            # Mesa's software driver (22.3) multiplies in 32 bits, and makes rows that are too short.
            stride = bo._stride
            bo.close()
            raise GbmError(f"gbm_bo_create of {width}x{height} {code} made rows of only {stride} bytes")
        return bo

    def import_dmabuf(self, dmabuf: DmaBuf, use: Use | int = 0) -> BufferObject:
        """A dma-buf as a buffer of this device; its file descriptors stay the caller's.

        A single plane at offset 0 of which nobody knows the modifier goes the way of ``GBM_BO_IMPORT_FD``, everything
        else that of ``GBM_BO_IMPORT_FD_MODIFIER``.

        Mesa's software driver cannot read or write what another device made: mapping such a buffer fails, and rendering
        with it crashes (22.3).

        Raises:
            ValueError: the dma-buf does not say what picture it holds, or its memory is too small for it.
            OSError: it cannot be imported; libgbm's errno (EINVAL, or ENOSYS for anything) with the kernel's reason.
        """
        from .importing import import_dmabuf

        return import_dmabuf(self, dmabuf, use)

    def import_fd(
        self,
        fd: HasFileno | int,
        *,
        width: int,
        height: int,
        stride: int,
        format: Fourcc | str | int,
        use: Use | int = 0,
    ) -> BufferObject:
        """A dma-buf (borrowed file descriptor) of one plane, without a modifier (``GBM_BO_IMPORT_FD``).

        Raises:
            ValueError: rows too short for the format, or past the end of the memory.
            OSError: it cannot be imported (EINVAL).
        """
        from .importing import import_fd

        return import_fd(self, fd, width=width, height=height, stride=stride, format=Fourcc(format), use=use)

    def import_egl_image(self, image: HasNative, use: Use | int = 0) -> BufferObject:
        """An EGLImage as a buffer (``GBM_BO_IMPORT_EGL_IMAGE``); the image stays the caller's.

        Args:
            image: an object whose ``native`` is the ``EGLImage`` as a number. It has to be alive, and of an EGL display
                that was made on this device: Mesa follows the pointer without asking.
            use: what the buffer will be used for.

        Raises:
            OSError: EINVAL when no EGL display was made on this device, or its format is none of GBM's.
        """
        from .importing import import_native

        return import_native(self, "EGL_IMAGE", image, use)

    def import_wl_buffer(self, buffer: HasNative, use: Use | int = 0) -> BufferObject:
        """A Wayland client's buffer, in the compositor (``GBM_BO_IMPORT_WL_BUFFER``); it stays the caller's.

        Args:
            buffer: an object whose ``native`` is the ``struct wl_resource *`` of a ``wl_buffer`` as a number.
            use: what the buffer will be used for.

        Raises:
            OSError: EINVAL when no Wayland display was bound to an EGL display on this device
                (``eglBindWaylandDisplayWL``), or it is no buffer of ``wl_drm``; ENOSYS from a libgbm without it.
        """
        from .importing import import_native

        return import_native(self, "WL_BUFFER", buffer, use)

    def create_surface(
        self,
        width: int,
        height: int,
        format: Fourcc | str | int = Fourcc.XRGB8888,
        use: Use | int | None = Use.RENDERING,
        *,
        modifiers: Iterable[Modifier | int] | None = None,
    ) -> Surface:
        """Make a surface, the chain of buffers that an EGL window surface draws into. See :meth:`create_bo` for how
        ``use`` and ``modifiers`` choose among the three functions.

        libgbm checks nothing: a format or modifier that cannot be is found out by EGL, at the first frame.

        Raises:
            OSError: EINVAL for an empty size or modifiers of which none is valid; ENOSYS for modifiers where the driver
                knows none.
        """
        from .surface import Surface

        return Surface(self, width, height, format, use, modifiers=modifiers)

    # -- for EGL -----------------------------------------------------------------------------------------------------

    def attached(self, user: object) -> None:
        """Tell that an EGL display now stands on this device; ``user`` is whatever identifies it.

        Until the same user is :meth:`detached`, closing the device leaves the ``gbm_device`` itself alive.
        """
        self._check()
        self._native.hold(user)

    def detached(self, user: object) -> None:
        """Tell that the EGL display is terminated. May be called when the device is closed, and more than once."""
        self._native.unhold(user)

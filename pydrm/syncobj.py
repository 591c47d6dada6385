"""Sync objects: containers for fences that drivers put work into and wait on, binary or as timelines.

A binary sync object holds one fence or none. A timeline holds fences at points that count up; point 0 means the binary
behaviour. They are named by handles on a DRM file, and passed on as file descriptors. A driver has them or not:
``device.has_cap(Cap.SYNCOBJ)``, ``Cap.SYNCOBJ_TIMELINE``; one that has not answers EOPNOTSUPP to everything here.
"""

from __future__ import annotations

import errno
import os

from ._fd import fd_of
from ._ioctl import call, call_nr, fail, os_error
from ._native import ffi, lib
from ._syncobj_calls import point_number, query_all, reset_all, signal_all, wait_all, wait_any
from ._wait import POLLIN, poll_fd_async
from .resource import DeviceResource
from .syncfile import SyncFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

    from ._fd import HasFileno
    from .device import Device

__all__ = ["Syncobj", "query_all", "reset_all", "signal_all", "wait_all", "wait_any"]

_TO_FD, _TO_HANDLE = lib.DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD, lib.DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE
_EXPORT = lib.DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_EXPORT_SYNC_FILE
_EXPORT_POINT = _EXPORT | lib.DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_TIMELINE
_IMPORT = lib.DRM_SYNCOBJ_FD_TO_HANDLE_FLAGS_IMPORT_SYNC_FILE


class Syncobj(DeviceResource):
    """A sync object of a device. Made by :meth:`pydrm.Device.create_syncobj` or :meth:`pydrm.Device.import_syncobj`.

    Ownership: one handle. The object itself lives as long as any handle or file descriptor of it, in any process.
    Dead as soon as its device is closed; not usable after ``fork()``.
    Threads: may be used and waited for from any thread. Waiting does not hold the GIL.
    """

    __slots__ = ("_handle",)
    _handle: int

    @classmethod
    def create(cls, device: Device, *, signaled: bool = False) -> Self:
        """A new sync object (``DRM_IOCTL_SYNCOBJ_CREATE``), without a fence, or with one that is signalled."""
        arg = ffi.new("struct drm_syncobj_create *")
        arg.flags = lib.DRM_SYNCOBJ_CREATE_SIGNALED if signaled else 0
        call(device.fileno(), lib.DRM_IOCTL_SYNCOBJ_CREATE, arg)
        return cls._own(device, arg.handle)

    @classmethod
    def import_fd(cls, device: Device, fd: HasFileno | int) -> Self:
        """The sync object behind a file descriptor (borrowed) of :meth:`export_fd`.

        ``DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE``. It may come from another device or process. Each import gets a handle of
        its own.

        Raises:
            OSError: EINVAL: it is no sync object's, or not open.
        """
        arg = ffi.new("struct drm_syncobj_handle *")
        arg.fd = fd_of(fd)
        call(device.fileno(), _TO_HANDLE, arg, fd=arg.fd)
        return cls._own(device, arg.handle)

    @classmethod
    def _own(cls, device: Device, handle: int) -> Self:
        self = cls.__new__(cls)
        self._device = device
        self._handle = handle
        self._register()
        return self

    def _destroy(self) -> None:
        fd = self._device._release_fd()
        if fd is None:
            return
        arg = ffi.new("struct drm_syncobj_destroy *")
        arg.handle = self._handle
        ret = call_nr(fd, lib.DRM_IOCTL_SYNCOBJ_DESTROY, arg)
        if ret < 0 and ret != -errno.ENODEV:  # unplugged: its handles are gone
            fail(-ret, fd, lib.DRM_IOCTL_SYNCOBJ_DESTROY, arg)

    @property
    def handle(self) -> int:
        """The handle, valid on the device's DRM file alone, and only while this object lives."""
        self._check()
        return self._handle

    # -- passing on --------------------------------------------------------------------------------------------------

    def export_fd(self) -> int:
        """A file descriptor, owned by the caller, that stands for the sync object itself.

        For another device or process (``DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD``). It cannot be polled; what is done to the
        object later is seen through both.
        """
        return self._to_fd(0)

    def export_sync_file(self, *, point: int = 0) -> SyncFile:
        """The fence at this moment as a sync file, owned by the caller; later changes of the object don't reach it.

        Args:
            point: of a timeline; 0 for the fence of a binary one.

        Raises:
            OSError: EINVAL: it has no fence (at that point) yet.
        """
        self._check()
        if not point:
            return SyncFile._own(self._to_fd(_EXPORT))
        try:
            return SyncFile._own(self._to_fd(_EXPORT_POINT, point_number(point)))
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
        # Before Linux 6.16 the ioctl took no point; the long way does not find one either if there is none.
        with Syncobj.create(self._device) as binary:
            binary.transfer(self, source_point=point)
            return binary.export_sync_file()

    def _to_fd(self, flags: int, point: int = 0) -> int:
        self._check()
        arg = ffi.new("struct drm_syncobj_handle *")
        arg.handle, arg.flags, arg.fd, arg.point = self._handle, flags, -1, point
        call(self._device.fileno(), _TO_FD, arg, handle=self._handle, flags=flags, point=point)
        fd: int = arg.fd
        return fd

    def import_sync_file(self, sync_file: SyncFile | HasFileno | int, *, point: int = 0) -> None:
        """Put the fences of a sync file (borrowed) in, in place of what a binary sync object held.

        Args:
            sync_file: the sync file.
            point: of a timeline at which to add them, above its last one; 0 for the one fence of a binary one.

        Raises:
            OSError: EINVAL: that is no sync file.
        """
        self._check()
        if point_number(point):
            # Not by DRM_SYNCOBJ_FD_TO_HANDLE_FLAGS_TIMELINE (Linux 6.16): that puts a sync file that was exported from
            # a timeline in as a chain inside a chain. A transfer unfolds it, and all kernels with timelines can do it.
            with Syncobj.create(self._device) as binary:
                binary.import_sync_file(sync_file)
                self.transfer(binary, point=point)
            return
        arg = ffi.new("struct drm_syncobj_handle *")
        arg.handle, arg.flags, arg.fd = self._handle, _IMPORT, fd_of(sync_file)
        call(self._device.fileno(), _TO_HANDLE, arg, handle=self._handle, flags=_IMPORT, fd=arg.fd)

    def transfer(self, source: Syncobj, *, point: int = 0, source_point: int = 0, for_submit: bool = False) -> None:
        """Put the fence that another sync object of the device holds in here as well (``DRM_IOCTL_SYNCOBJ_TRANSFER``).

        Args:
            source: where to take it from.
            point: where to put it on this timeline, above its last point; 0 replaces what a binary sync object held.
            source_point: which one to take; 0 for that of a binary sync object.
            for_submit: wait for it to be there, five seconds at most (then TimeoutError).

        Raises:
            OSError: EINVAL: the source has no fence (at that point) yet.
        """
        if source.device is not self._device:
            raise ValueError("both sync objects have to be of one device: export and import one of them")
        self._check()
        arg = ffi.new("struct drm_syncobj_transfer *")
        arg.src_handle, arg.src_point = source.handle, point_number(source_point)
        arg.dst_handle, arg.dst_point = self._handle, point_number(point)
        arg.flags = lib.DRM_SYNCOBJ_WAIT_FLAGS_WAIT_FOR_SUBMIT if for_submit else 0
        fd = self._device.fileno()
        ret = call_nr(fd, lib.DRM_IOCTL_SYNCOBJ_TRANSFER, arg)
        if ret == -errno.ETIME:
            raise _late("DRM_IOCTL_SYNCOBJ_TRANSFER: nothing was submitted at the source within five seconds")
        if ret < 0:
            fail(-ret, fd, lib.DRM_IOCTL_SYNCOBJ_TRANSFER, arg)

    # -- binary ------------------------------------------------------------------------------------------------------

    def wait(self, *, timeout_ns: int | None = None, for_submit: bool = False, deadline_ns: int | None = None) -> None:
        """Wait until the fence is signalled (``DRM_IOCTL_SYNCOBJ_WAIT``).

        It is the fence held now (with ``for_submit``: the first one put in) that is waited for, whatever happens to the
        object meanwhile.

        Args:
            timeout_ns: how long, nanoseconds; None for ever, 0 just asks. Signal handlers run and don't prolong it.
            for_submit: wait for a fence first where there is none yet.
            deadline_ns: tell the driver by when it is needed, absolute CLOCK_MONOTONIC nanoseconds; a hint.

        Raises:
            TimeoutError: the time ran out (its errno is the kernel's, ETIME).
            OSError: EINVAL: there is no fence, and ``for_submit`` was not asked for.
        """
        wait_all([self], timeout_ns=timeout_ns, for_submit=for_submit, deadline_ns=deadline_ns)

    def reset(self) -> None:
        """Take the fence, or the whole timeline, out (``DRM_IOCTL_SYNCOBJ_RESET``). Who waits already is not woken."""
        reset_all([self])

    def signal(self) -> None:
        """Put a signalled fence in, in place of what it held (``DRM_IOCTL_SYNCOBJ_SIGNAL``)."""
        signal_all([self])

    # -- timeline ----------------------------------------------------------------------------------------------------

    def wait_point(
        self,
        point: int,
        *,
        timeout_ns: int | None = None,
        for_submit: bool = False,
        available: bool = False,
        deadline_ns: int | None = None,
    ) -> None:
        """Wait until a point of the timeline is signalled (``DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT``).

        Args:
            point: a point; waiting for it means for the first fence at or above it, and all below that.
            available: wait only until there is a fence, signalled or not.
            timeout_ns, for_submit, deadline_ns: as in :meth:`wait`.

        Raises: as :meth:`wait`.
        """
        wait_all(
            [(self, point)],
            timeout_ns=timeout_ns,
            for_submit=for_submit,
            available=available,
            deadline_ns=deadline_ns,
        )

    def signal_point(self, point: int) -> None:
        """Add a signalled fence at a point of the timeline (``DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL``).

        Args:
            point: above the timeline's last one; a lower one spoils the order, and with it what :meth:`query` says.
        """
        if point == 0:
            raise ValueError("point 0 is the binary fence: signal() sets it")
        signal_all([(self, point)])

    def query(self, *, last_submitted: bool = False) -> int:
        """How far the timeline is: its highest point that is signalled with all below it (``DRM_IOCTL_SYNCOBJ_QUERY``).

        Args:
            last_submitted: its highest point that has a fence, signalled or not.
        """
        return query_all([self], last_submitted=last_submitted)[0]

    def eventfd(self, fd: HasFileno | int, *, point: int = 0, available: bool = False) -> None:
        """Have an eventfd (borrowed) incremented once when a point is signalled.

        ``DRM_IOCTL_SYNCOBJ_EVENTFD``, Linux 6.6. A fence that is not there yet is waited for as well. The request
        cannot be taken back: it lasts until it has happened or the sync object is gone.

        Args:
            fd: an eventfd (``os.eventfd``).
            point: the point; 0 for the fence of a binary sync object.
            available: when there is a fence, signalled or not.
        """
        self._check()
        arg = ffi.new("struct drm_syncobj_eventfd *")
        arg.handle, arg.point, arg.fd = self._handle, point_number(point), fd_of(fd)
        arg.flags = lib.DRM_SYNCOBJ_WAIT_FLAGS_WAIT_AVAILABLE if available else 0
        call(self._device.fileno(), lib.DRM_IOCTL_SYNCOBJ_EVENTFD, arg)

    async def wait_async(self, *, point: int = 0, available: bool = False, timeout_ns: int | None = None) -> None:
        """As :meth:`wait` and :meth:`wait_point` with ``for_submit``, in asyncio, by :meth:`eventfd` (Linux 6.6).

        Any number of tasks may wait. After a cancelled or late wait the kernel keeps a small note until the fence is
        signalled or the sync object is gone.
        """
        event = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        try:
            self.eventfd(event, point=point, available=available)
            if not await poll_fd_async(event, POLLIN, timeout_ns) & POLLIN:
                raise _late(f"waited {timeout_ns} ns for {self!r}")
        finally:
            os.close(event)

    def _describe(self) -> str:
        return f"handle={self._handle} on {self._device.path}"


def _late(note: str) -> OSError:
    return os_error(errno.ETIMEDOUT, note)

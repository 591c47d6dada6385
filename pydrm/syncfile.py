"""Sync files: fences as file descriptors, ready for reading once everything they wait for is done."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass

from ._fd import fd_of
from ._ioctl import call, call_nr, fail, os_error, where
from ._native import ffi, lib
from ._wait import POLLIN, poll_fd, poll_fd_async
from .resource import FdResource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any, Self

    from ._fd import HasFileno

__all__ = ["FenceInfo", "SyncFile", "SyncFileInfo"]


@dataclass(frozen=True, slots=True)
class FenceInfo:
    """One fence inside a sync file, at the moment it was asked about."""

    driver_name: str
    """Who signals it: a driver, or ``sw_sync``."""
    obj_name: str
    """The timeline that it is on, in the driver's words."""
    status: int
    """0 pending, 1 signalled, negative errno: signalled with that error."""
    flags: int
    """Reserved; 0 so far."""
    timestamp_ns: int
    """When it was signalled, CLOCK_MONOTONIC nanoseconds; 0 while it is pending."""

    @property
    def signaled(self) -> bool:
        """Whether it is over, with or without an error."""
        return self.status != 0


@dataclass(frozen=True, slots=True)
class SyncFileInfo:
    """What ``SYNC_IOC_FILE_INFO`` says about a sync file at one moment."""

    name: str
    """The name given when merging, else one that the kernel makes from driver, timeline and sequence number."""
    status: int
    """0 pending, 1 signalled, negative errno: signalled, and a fence ended with that error."""
    flags: int
    """Reserved; 0 so far."""
    fences: tuple[FenceInfo, ...]
    """What has to be signalled, at most one fence per timeline."""

    @property
    def signaled(self) -> bool:
        """Whether everything is over, with or without an error."""
        return self.status != 0


class SyncFile(FdResource):
    """A set of fences as a file descriptor. It never changes: fences are added by merging into a new one.

    Made by :meth:`pydrm.DmaBuf.export_sync_file`, :meth:`pydrm.Syncobj.export_sync_file`,
    :meth:`pydrm.SwTimeline.create_fence`, :meth:`merge`, or from a file descriptor by :meth:`from_fd`.

    Ownership: one file descriptor, closed with the object. Closing signals nothing.
    Threads: may be used from any thread, and waited for by any number at once. Waiting does not hold the GIL.
    """

    __slots__ = ()

    @classmethod
    def from_fd(cls, fd: int, *, dup: bool = False) -> Self:
        """Take ownership of a sync file's descriptor (with ``dup``: of a duplicate; the caller keeps its own).

        If this raises, ``fd`` stays the caller's.

        Raises:
            OSError: ``fd`` is not open (EBADF), or no sync file (EINVAL).
        """
        ret = call_nr(fd_of(fd), lib.SYNC_IOC_FILE_INFO, ffi.new("struct sync_file_info *"))
        if ret < 0:
            code = errno.EBADF if ret == -errno.EBADF else errno.EINVAL
            raise os_error(code, lambda: f"fd {fd} is no sync file, it is {where(fd)}")
        return cls._own(os.dup(fd) if dup else fd)

    @classmethod
    def _own(cls, fd: int) -> Self:
        # For descriptors that the kernel has just made.
        self = cls.__new__(cls)
        self._adopt(fd)
        return self

    # -- waiting -----------------------------------------------------------------------------------------------------

    def poll(self, timeout_ns: int | None = 0) -> bool:
        """Whether everything is signalled; waits up to ``timeout_ns`` nanoseconds for it, None for ever.

        A fence that ended with an error counts as signalled: :attr:`status` tells. A signal handler that runs meanwhile
        neither ends the wait (unless it raises) nor prolongs it.
        """
        return bool(poll_fd(self.fileno(), POLLIN, timeout_ns) & POLLIN)

    def wait(self, timeout_ns: int | None = None) -> None:
        """As :meth:`poll`, but wait for ever by default, and raise TimeoutError when the time runs out."""
        if not self.poll(timeout_ns):
            raise self._late(timeout_ns)

    async def wait_async(self, timeout_ns: int | None = None) -> None:
        """As :meth:`wait`, in asyncio. Any number of tasks may wait; cancelling one leaves nothing behind."""
        if not await poll_fd_async(self.fileno(), POLLIN, timeout_ns) & POLLIN:
            raise self._late(timeout_ns)

    def __await__(self) -> Generator[Any, None, None]:
        """``await sync_file``: as :meth:`wait_async` without a timeout."""
        return self.wait_async().__await__()

    def _late(self, timeout_ns: int | None) -> OSError:
        return os_error(errno.ETIMEDOUT, lambda: f"waited {timeout_ns} ns for {where(self._fd)}")

    # -- the rest ----------------------------------------------------------------------------------------------------

    def merge(self, other: SyncFile | HasFileno | int, *, name: str = "") -> SyncFile:
        """A new sync file, owned by the caller, that is ready when this and ``other`` are (``SYNC_IOC_MERGE``).

        Both keep what they are. Of several fences on one timeline the latest is kept, and those that are signalled
        may be left out.

        Args:
            other: a sync file, borrowed.
            name: at most 31 bytes, shown by :meth:`info` and in debugfs; empty: the kernel makes one.

        Raises:
            ValueError: the name is too long or contains a NUL.
            OSError: ``other`` is no sync file (ENOENT), no file descriptor is left (EMFILE).
        """
        arg = ffi.new("struct sync_merge_data *")
        arg.name = encode_name(name, len(arg.name))
        arg.fd2 = fd_of(other)
        arg.fence = -1
        call(self.fileno(), lib.SYNC_IOC_MERGE, arg, name="SYNC_IOC_MERGE", fd2=arg.fd2)
        return SyncFile._own(arg.fence)

    @property
    def status(self) -> int:
        """0 pending, 1 signalled, negative errno: signalled, and a fence ended with that error."""
        arg = ffi.new("struct sync_file_info *")
        call(self.fileno(), lib.SYNC_IOC_FILE_INFO, arg)
        status: int = arg.status
        # A merged file that nobody waited on says 1 here although one of its fences has failed (seen with Linux 6.12);
        # the list of its fences tells.
        return self.info().status if status == 1 and arg.num_fences > 1 else status

    def info(self) -> SyncFileInfo:
        """The name and every fence, as they are now (``SYNC_IOC_FILE_INFO``)."""
        fd = self.fileno()
        arg = ffi.new("struct sync_file_info *")
        call(fd, lib.SYNC_IOC_FILE_INFO, arg)
        while True:
            room = arg.num_fences
            fences = ffi.new("struct sync_fence_info[]", max(room, 1))
            arg.num_fences = len(fences)
            arg.flags = arg.pad = 0
            arg.sync_fence_info = int(ffi.cast("uintptr_t", fences))
            ret = call_nr(fd, lib.SYNC_IOC_FILE_INFO, arg)
            if ret >= 0:
                break
            # EINVAL is "too few": drivers' fence containers may unfold into more than a moment ago.
            again = ffi.new("struct sync_file_info *")
            call(fd, lib.SYNC_IOC_FILE_INFO, again)
            if ret != -errno.EINVAL or again.num_fences <= room:
                fail(-ret, fd, lib.SYNC_IOC_FILE_INFO, arg)
            arg = again
        return SyncFileInfo(
            name=_text(arg.name),
            status=arg.status,
            flags=arg.flags,
            fences=tuple(_fence_info(fences[index]) for index in range(arg.num_fences)),
        )

    def set_deadline(self, deadline_ns: int) -> None:
        """Tell the drivers when the fences are needed, so that they may hurry (``SYNC_IOC_SET_DEADLINE``, Linux 6.4).

        A hint: nothing happens when the time passes. For waiting with a deadline see :meth:`wait`.

        Args:
            deadline_ns: absolute CLOCK_MONOTONIC nanoseconds, as ``time.monotonic_ns()`` counts them.

        Raises:
            OSError: ENOTTY on kernels older than 6.4.
        """
        if not 0 <= deadline_ns < 1 << 63:
            raise ValueError(f"deadline_ns must be CLOCK_MONOTONIC nanoseconds, not {deadline_ns}")
        arg = ffi.new("struct sync_set_deadline *")
        arg.deadline_ns = deadline_ns
        call(self.fileno(), lib.SYNC_IOC_SET_DEADLINE, arg)

    def dup(self) -> SyncFile:
        """A second sync file object on a duplicate of the descriptor (closed on exec), owned by the caller."""
        return SyncFile._own(os.dup(self.fileno()))


def encode_name(name: str, room: int) -> bytes:
    """The bytes of a name for a char array of ``room``, which the kernel would cut short without a word."""
    text = name.encode()
    if len(text) >= room:
        raise ValueError(f"name {name!r} has {len(text)} bytes; the kernel keeps {room - 1}")
    if b"\0" in text:
        raise ValueError(f"name {name!r} contains a NUL")
    return text


def _text(chars: Any) -> str:
    return ffi.string(chars).decode("utf-8", "replace")


def _fence_info(fence: Any) -> FenceInfo:
    return FenceInfo(
        driver_name=_text(fence.driver_name),
        obj_name=_text(fence.obj_name),
        status=fence.status,
        flags=fence.flags,
        timestamp_ns=fence.timestamp_ns,
    )

"""Software timelines: fences that this program signals when it likes, for tests.

``/sys/kernel/debug/sync/sw_sync`` exists in kernels with CONFIG_SW_SYNC and is root's. It is dangerous by design: a
driver that was given such a fence waits for it, for as long as this process pleases. For tests without root see
:mod:`pydrm.vgem`, whose fences end by themselves after ten seconds.
"""

from __future__ import annotations

import errno
import os

from ._fd import fd_of
from ._ioctl import call, call_nr, fail
from ._native import ffi, lib
from .resource import FdResource
from .syncfile import SyncFile, encode_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._fd import HasFileno

__all__ = ["SwTimeline"]

_DIRECTORY = "/sys/kernel/debug/sync"
_PATH = f"{_DIRECTORY}/sw_sync"
_U32 = 0xFFFF_FFFF


class SwTimeline(FdResource):
    """A timeline that counts up from 0; a fence at a value is signalled when the count reaches it.

    Its name (``obj_name`` of the fences) is that of the process. Closing it ends the fences that are still pending with
    the error ENOENT, so that nobody waits for ever.

    Ownership: one file descriptor.
    Threads: may be used from any thread.

    Raises:
        FileNotFoundError: debugfs is not mounted, or the kernel has no CONFIG_SW_SYNC; a note says what to do.
        PermissionError: debugfs is root's.
    """

    __slots__ = ()

    def __init__(self) -> None:
        try:
            self._adopt(os.open(_PATH, os.O_RDWR | os.O_CLOEXEC))
        except OSError as error:
            error.add_note(_advice(error.errno))
            raise

    def create_fence(self, value: int, name: str = "") -> SyncFile:
        """A sync file, owned by the caller, that is signalled when the timeline reaches ``value``; now, if it has.

        ``SW_SYNC_IOC_CREATE_FENCE``. Values are compared as 32-bit numbers that wrap around.

        Args:
            value: 0 to 2³²-1.
            name: at most 31 bytes. Linux 4.14 and later ignore it.
        """
        if not 0 <= value <= _U32:
            raise ValueError(f"value must be an unsigned 32-bit number, not {value}")
        arg = ffi.new("struct sw_sync_create_fence_data *")
        arg.value = value
        arg.name = encode_name(name, len(arg.name))
        arg.fence = -1
        call(self.fileno(), lib.SW_SYNC_IOC_CREATE_FENCE, arg, name="SW_SYNC_IOC_CREATE_FENCE", value=value)
        return SyncFile._own(arg.fence)

    def inc(self, count: int = 1) -> None:
        """Move the timeline on by ``count`` (``SW_SYNC_IOC_INC``), which signals the fences that it passes."""
        if not 0 <= count <= _U32:
            raise ValueError(f"count must be an unsigned 32-bit number, not {count}")
        call(self.fileno(), lib.SW_SYNC_IOC_INC, ffi.new("uint32_t *", count), name="SW_SYNC_IOC_INC")

    def get_deadline(self, sync_file: SyncFile | HasFileno | int) -> int | None:
        """The earliest deadline that was set on a fence (``SW_SYNC_GET_DEADLINE``, Linux 6.4).

        Args:
            sync_file: a single fence of a software timeline, this one or another; borrowed.

        Returns:
            CLOCK_MONOTONIC nanoseconds; None when no deadline was set.

        Raises:
            OSError: EINVAL: it is no sync file, or has other fences; ENOTTY: the kernel is too old.
        """
        arg = ffi.new("struct sw_sync_get_deadline *")
        arg.fence_fd = fd_of(sync_file)
        fd = self.fileno()
        ret = call_nr(fd, lib.SW_SYNC_GET_DEADLINE, arg)
        if ret == -errno.ENOENT:
            return None
        if ret < 0:
            fail(-ret, fd, lib.SW_SYNC_GET_DEADLINE, arg, name="SW_SYNC_GET_DEADLINE", fence_fd=arg.fence_fd)
        deadline: int = arg.deadline_ns
        return deadline


def _advice(code: int | None) -> str:
    if code in (errno.EACCES, errno.EPERM):
        return "software timelines live in debugfs, which is root's: run this as root (or use vgem's fences)"
    if code != errno.ENOENT:
        return f"{_PATH} could not be opened"
    if os.path.isdir(_DIRECTORY):
        return "debugfs is mounted, but this kernel has no software timelines: it was built without CONFIG_SW_SYNC"
    if os.path.isdir("/sys/kernel/debug") and os.listdir("/sys/kernel/debug"):
        return "debugfs is mounted, but has no sync directory: this kernel was built without CONFIG_SW_SYNC"
    return "debugfs is not mounted: mount -t debugfs none /sys/kernel/debug (as root; needs CONFIG_SW_SYNC as well)"

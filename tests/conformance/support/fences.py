"""Implicit and explicit fences by raw ioctl: dma-buf's sync_file calls, sync_file itself, sw_sync timelines.

`Fences` keeps every descriptor that it makes and closes them all at the end of the case. Methods named like the ioctl
answer what the kernel answered (a `Reply`); the `must_` twins raise `OSError` and return the new descriptor.
"""

from __future__ import annotations

import os
import select
import struct
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .raw import NATIVE, Raw, Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

#: Flags of DMA_BUF_IOCTL_SYNC; the first three are also those of EXPORT_ and IMPORT_SYNC_FILE.
READ = 1
WRITE = 2
RW = 3
END = 4

#: Flag of VGEM_FENCE_ATTACH; 0 is a read fence.
WRITE_FENCE = 1

SW_SYNC = "/sys/kernel/debug/sync/sw_sync"
SYNC_INFO = "/sys/kernel/debug/sync/info"

_FENCE_INFO = struct.Struct("32s32siIQ")


@dataclass(frozen=True)
class Fence:
    """One fence inside a sync_file (struct sync_fence_info)."""

    timeline: bytes
    driver: bytes
    status: int
    flags: int
    timestamp: int


@dataclass(frozen=True)
class Info:
    """What SYNC_IOC_FILE_INFO says: status is 0 pending, 1 signalled, negative an error."""

    name: bytes
    status: int
    fences: tuple[Fence, ...]

    @property
    def states(self) -> list[int]:
        """The status of each fence, in order."""
        return [fence.status for fence in self.fences]


def polled(fd: int, events: int, milliseconds: int = 0) -> int:
    """poll(2) of one descriptor: the returned event bits, 0 on timeout."""
    poller = select.poll()
    poller.register(fd, events)
    return next((revents for _, revents in poller.poll(milliseconds)), 0)


def busy(dmabuf: int, *, write: bool) -> bool:
    """Whether one who wants to read (or write) this dma-buf has to wait, asked by poll(2)."""
    return polled(dmabuf, select.POLLOUT if write else select.POLLIN) == 0


def pending(sync_file: int) -> bool:
    """Whether a sync_file is still waiting, asked by poll(2)."""
    return polled(sync_file, select.POLLIN) == 0


def next_descriptor() -> int:
    """The number that the next descriptor will get. A call that failed must not have used one up, open or not."""
    fd = os.dup(0)
    os.close(fd)
    return fd


class Fences:
    """The calls of one case, all through one layer."""

    def __init__(self, raw: Raw = NATIVE) -> None:
        self.raw = raw
        self._fds: list[int] = []

    def __enter__(self) -> Fences:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for fd in reversed(self._fds):
            os.close(fd)
        self._fds.clear()

    def keep(self, fd: int) -> int:
        """Take a descriptor over: it is closed with the rest."""
        if fd < 0:
            raise OSError(-fd, os.strerror(-fd))
        self._fds.append(fd)
        return fd

    def drop(self, *fds: int) -> None:
        """Close some of the descriptors now."""
        for fd in fds:
            self._fds.remove(fd)
            os.close(fd)

    # dma-buf.

    def sync(self, dmabuf: int, flags: int) -> Reply:
        """DMA_BUF_IOCTL_SYNC."""
        return self.raw.ioctl(dmabuf, "DMA_BUF_IOCTL_SYNC", flags=flags)

    def export(self, dmabuf: int, flags: int) -> Reply:
        """DMA_BUF_IOCTL_EXPORT_SYNC_FILE; a new descriptor in the reply's `fd` is kept."""
        reply = self.raw.ioctl(dmabuf, "DMA_BUF_IOCTL_EXPORT_SYNC_FILE", flags=flags, fd=-1)
        if reply == 0:
            self.keep(reply.fd)
        return reply

    def must_export(self, dmabuf: int, flags: int = WRITE) -> int:
        return int(self.export(dmabuf, flags).ok().fd)

    def insert(self, dmabuf: int, sync_file: int, flags: int) -> Reply:
        """DMA_BUF_IOCTL_IMPORT_SYNC_FILE."""
        return self.raw.ioctl(dmabuf, "DMA_BUF_IOCTL_IMPORT_SYNC_FILE", flags=flags, fd=sync_file)

    def busy_table(self, dmabuf: int) -> tuple[bool, ...]:
        """Is it busy: poll for reading, for writing, and a fresh sync_file exported for READ, WRITE and RW."""
        found = [busy(dmabuf, write=False), busy(dmabuf, write=True)]
        for flags in (READ, WRITE, RW):
            sync_file = self.must_export(dmabuf, flags)
            found.append(pending(sync_file))
            self.drop(sync_file)
        return tuple(found)

    # sync_file.

    def merge(self, sync_file: int, other: int, name: bytes = b"", **fields: Any) -> Reply:
        """SYNC_IOC_MERGE; a new descriptor in the reply's `fence` is kept."""
        reply = self.raw.ioctl(sync_file, "SYNC_IOC_MERGE", fd2=other, name=name, **fields)
        if reply == 0:
            self.keep(reply.fence)
        return reply

    def must_merge(self, sync_file: int, other: int, name: bytes = b"") -> int:
        return int(self.merge(sync_file, other, name).ok().fence)

    def info_reply(self, sync_file: int, **fields: Any) -> Reply:
        """SYNC_IOC_FILE_INFO as it is."""
        return self.raw.ioctl(sync_file, "SYNC_IOC_FILE_INFO", **fields)

    def info(self, sync_file: int) -> Info:
        """SYNC_IOC_FILE_INFO, first for the count and then for the fences."""
        count = int(self.info_reply(sync_file).ok().num_fences)
        room = bytearray(count * _FENCE_INFO.size)
        reply = self.info_reply(sync_file, num_fences=count, sync_fence_info=room).ok()
        assert reply.num_fences == count
        return Info(reply.name, reply.status, unpack_fences(room))

    def status(self, sync_file: int) -> int:
        """The status of the whole file, without asking for its fences."""
        return int(self.info_reply(sync_file).ok().status)

    def set_deadline(self, sync_file: int, nanoseconds: int, pad: int = 0) -> Reply:
        """SYNC_IOC_SET_DEADLINE."""
        return self.raw.ioctl(sync_file, "SYNC_IOC_SET_DEADLINE", deadline_ns=nanoseconds, pad=pad)

    # sw_sync.

    def timeline(self, name: str | None = None) -> int:
        """Open a new sw_sync timeline. It is named after the task that opens it: `name` renames the thread for that."""
        if name is None:
            return self.keep(os.open(SW_SYNC, os.O_RDWR | os.O_CLOEXEC))
        comm = Path(f"/proc/self/task/{threading.get_native_id()}/comm")
        before = comm.read_text()
        comm.write_text(name)
        try:
            return self.timeline()
        finally:
            comm.write_text(before)

    def create(self, timeline: int, value: int, name: bytes = b"") -> Reply:
        """SW_SYNC_IOC_CREATE_FENCE; a new descriptor in the reply's `fence` is kept."""
        reply = self.raw.ioctl(timeline, "SW_SYNC_IOC_CREATE_FENCE", value=value, name=name, fence=-1)
        if reply == 0:
            self.keep(reply.fence)
        return reply

    def fence(self, timeline: int, value: int) -> int:
        return int(self.create(timeline, value).ok().fence)

    def inc(self, timeline: int, count: int = 1) -> Reply:
        """SW_SYNC_IOC_INC."""
        return self.raw.ioctl(timeline, "SW_SYNC_IOC_INC", value=count)

    def get_deadline(self, timeline: int, sync_file: int, *, deadline_ns: int = 0, pad: int = 0) -> Reply:
        """SW_SYNC_GET_DEADLINE; the answer is in the reply's `deadline_ns`."""
        return self.raw.ioctl(timeline, "SW_SYNC_GET_DEADLINE", deadline_ns=deadline_ns, pad=pad, fence_fd=sync_file)


def unpack_fences(room: bytes | bytearray) -> tuple[Fence, ...]:
    """The array of struct sync_fence_info in a buffer."""
    return tuple(
        Fence(timeline.partition(b"\0")[0], driver.partition(b"\0")[0], *rest)
        for timeline, driver, *rest in _FENCE_INFO.iter_unpack(room)
    )


class Blocked(threading.Thread):
    """A call that may block, in a thread of its own: did it block, and what did it answer?"""

    def __init__(self, call: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self._call = call
        self._outcome: list[Any] = []
        self._error: list[BaseException] = []
        self.start()

    def run(self) -> None:
        try:
            self._outcome.append(self._call())
        except BaseException as error:
            self._error.append(error)

    def blocks(self, seconds: float = 0.1) -> bool:
        """Whether the call is still inside the kernel after so long."""
        self.join(seconds)
        return self.is_alive()

    def answer(self, seconds: float = 5.0) -> Any:
        """What the call answered, within so long."""
        self.join(seconds)
        assert not self.is_alive(), f"still blocked after {seconds} s"
        if self._error:
            raise self._error[0]
        return self._outcome[0]

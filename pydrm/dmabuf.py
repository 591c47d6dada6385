"""Dma-bufs: buffers as file descriptors, the coin in which drivers, processes and libraries exchange pixels."""

from __future__ import annotations

import errno
import os

from . import resource
from ._descriptors import Plane, close_all
from ._fd import fd_of
from ._ioctl import call, os_error, where
from ._native import ffi, lib
from ._wait import POLLIN, POLLOUT, deadline_of, poll_fd, poll_fd_async, remaining
from .formats import Modifier
from .mapping import Mapping
from .planes import DmaBufPlanes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from socket import socket
    from types import TracebackType

    from ._fd import HasFileno
    from ._pixels import Array
    from .mapping import Geometry
    from .syncfile import SyncFile

__all__ = ["CpuAccess", "DmaBuf", "Plane"]

_SYNC = ffi.typeof("struct dma_buf_sync *")
_EXPORT = ffi.typeof("struct dma_buf_export_sync_file *")
_IMPORT = ffi.typeof("struct dma_buf_import_sync_file *")
_READ, _WRITE, _END = lib.DMA_BUF_SYNC_READ, lib.DMA_BUF_SYNC_WRITE, lib.DMA_BUF_SYNC_END
_IOCTL_SYNC = lib.DMA_BUF_IOCTL_SYNC
_IOCTL_EXPORT, _IOCTL_IMPORT = lib.DMA_BUF_IOCTL_EXPORT_SYNC_FILE, lib.DMA_BUF_IOCTL_IMPORT_SYNC_FILE


def _direction(read: bool, write: bool) -> int:
    flags: int = (_READ if read else 0) | (_WRITE if write else 0)
    if not flags:
        raise ValueError("neither read nor write: say which access it is")
    return flags


def _sync(fd: int, flags: int) -> None:
    arg = ffi.new(_SYNC)
    arg.flags = flags
    call(fd, _IOCTL_SYNC, arg, name="DMA_BUF_IOCTL_SYNC")


class CpuAccess:
    """The bracket around CPU access to a buffer: ``with buf.cpu_access(): …``. Made by :meth:`DmaBuf.cpu_access`."""

    __slots__ = ("_buffer", "_flags", "_token")

    def __init__(self, buffer: DmaBuf, flags: int) -> None:
        self._buffer = buffer
        self._flags = flags
        self._token: object | None = None

    def __enter__(self) -> DmaBuf:
        if self._token is not None:
            raise RuntimeError("this bracket is open already: make another with cpu_access()")
        self._token = self._buffer._begin(self._flags)
        return self._buffer

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        token, self._token = self._token, None
        self._buffer._finish(token)


class DmaBuf(DmaBufPlanes):
    """A buffer as a file descriptor (several, for planes in separate memory), with what is known of the picture in it.

    Ownership: its file descriptors, until :meth:`close` or :meth:`detach`. Closing ends CPU accesses that are still
    open. Mappings and arrays stay valid. Usable in a forked child.
    Threads: may be used from several threads; close it when no other is inside a call.
    """

    __slots__ = ()

    # -- CPU access --------------------------------------------------------------------------------------------------

    def sync_start(self, *, read: bool = True, write: bool = True) -> None:
        """Begin CPU access (``DMA_BUF_IOCTL_SYNC``, START): waits for fences, then makes the memory coherent.

        A read waits for the writers, a write for everybody, for as long as that takes and without the GIL. Prefer
        :meth:`cpu_access`, which cannot forget the end.
        """
        self._check()
        for fd in self._fds:
            _sync(fd, _direction(read, write))

    def sync_end(self, *, read: bool = True, write: bool = True) -> None:
        """End CPU access (``DMA_BUF_IOCTL_SYNC``, END), with the same direction that it was begun with. Never waits."""
        self._check()
        for fd in self._fds:
            _sync(fd, _direction(read, write) | _END)

    def cpu_access(self, *, read: bool = True, write: bool = True) -> CpuAccess:
        """A context manager that brackets CPU access with START and END, also when the body raises."""
        self._check()
        return CpuAccess(self, _direction(read, write))

    def _begin(self, flags: int) -> object:
        self._check()
        begun = 0
        try:
            for fd in self._fds:
                _sync(fd, flags)
                begun += 1
        except BaseException:
            for fd in self._fds[:begun]:
                _sync(fd, flags | _END)
            raise
        token = object()
        self._brackets[token] = (flags, resource._generation)
        return token

    def _finish(self, token: object) -> None:
        # Ended before (by closing the buffer), or begun by the process that we were forked from: nothing to do.
        flags, generation = self._brackets.pop(token, (0, -1))
        if generation == resource._generation:
            for fd in self._fds:
                _sync(fd, flags | _END)

    def _release_all(self) -> None:
        for token in list(self._brackets):
            self._finish(token)

    def _destroy(self) -> None:
        try:
            if self._brackets:
                self._release_all()
        finally:
            self._mapping = None  # without a bracket it is nothing but memory
            close_all(self._fds)

    def map(self, *, read: bool = True, write: bool = True, sync: bool = True, plane: int = 0) -> Mapping:
        """Map the buffer behind a plane, with CPU access begun now and ended when the mapping is closed.

        Args:
            read: whether the mapping will be read.
            write: whether it may be written; otherwise its views are read-only.
            sync: False leaves the ``DMA_BUF_IOCTL_SYNC`` bracket out.
            plane: whose file descriptor to map (planes usually share one).

        Raises:
            PermissionError: to write, and the dma-buf was exported read-only.
        """
        self._check()
        flags = _direction(read, write)
        index = self._place(plane)[0]
        fd = self._fds[index]
        size = self.size if index == 0 else os.lseek(fd, 0, os.SEEK_END)
        mapping = Mapping(fd, size, write=write, geometry=self._geometry(index))
        if sync:
            try:
                token = self._begin(flags)
                mapping._end = lambda: self._finish(token)
            except BaseException:
                mapping.close()
                raise
        return mapping

    def array(self, plane: int = 0, *, write: bool = True, any_modifier: bool = False) -> Array:
        """The pixels of a plane as a stride-true numpy array over the real memory, shaped as by :meth:`Mapping.plane`.

        The memory is mapped once and without a bracket: work on the array inside ``with buf.cpu_access():``. The array
        stays valid after the buffer is closed.

        Raises:
            ValueError: the size or format is not known, or the modifier says that these are no rows of pixels
                (``any_modifier=True`` takes them as rows nevertheless).
        """
        index = self._place(plane)[0]
        if self._geometry(index) is None:
            raise ValueError(f"{self!r} does not say what picture it holds: give width, height, format and pitch")
        if self._modifier not in (Modifier.LINEAR, Modifier.INVALID) and not any_modifier:
            raise ValueError(
                f"{self!r} is not linear: its pixels do not lie in rows (any_modifier=True to look anyway)"
            )
        if index != 0:
            return self.map(write=write, sync=False, plane=plane).plane(plane)
        mapping = self._mapping
        if mapping is None or (write and not mapping.writable):
            mapping = self._mapping = self.map(write=write, sync=False)
        return mapping.plane(plane)

    def _place(self, plane: int) -> tuple[int, int, int]:
        self._check()
        if not 0 <= plane < len(self._places):
            raise IndexError(f"plane {plane}: this dma-buf has {len(self._places)} plane(s)")
        return self._places[plane]

    def _geometry(self, index: int) -> Geometry | None:
        # Of the planes in one of the file descriptors; None where it takes more than we were told.
        if self._width is None or self._height is None or self._format is None or self._format.info is None:
            return None
        info = self._format.info
        return (info, 0, self._width, self._height, index, self._places[: len(info.planes)])

    # -- implicit fences ---------------------------------------------------------------------------------------------

    def poll(self, *, write: bool = False, timeout_ns: int | None = 0) -> bool:
        """Whether the buffer is ready for reading (``write=False``: no writer left) or writing (nobody left at all).

        Waits up to ``timeout_ns`` nanoseconds for it, None for ever; without the GIL.
        """
        self._check()
        events = POLLOUT if write else POLLIN
        if len(self._fds) == 1:
            return bool(poll_fd(self._fds[0], events, timeout_ns))
        deadline = deadline_of(timeout_ns)
        return all([poll_fd(fd, events, remaining(deadline)) for fd in self._fds])

    def wait(self, *, write: bool = False, timeout_ns: int | None = None) -> None:
        """As :meth:`poll`, but raise TimeoutError when the time runs out."""
        if not self.poll(write=write, timeout_ns=timeout_ns):
            raise self._late(write, timeout_ns)

    async def wait_async(self, *, write: bool = False, timeout_ns: int | None = None) -> None:
        """As :meth:`wait`, in asyncio. Any number of tasks may wait on one buffer; cancelling leaves nothing behind."""
        self._check()
        deadline = deadline_of(timeout_ns)
        for fd in self._fds:
            if not await poll_fd_async(fd, POLLOUT if write else POLLIN, remaining(deadline)):
                raise self._late(write, timeout_ns)

    def _late(self, write: bool, timeout_ns: int | None) -> OSError:
        return os_error(
            errno.ETIMEDOUT, lambda: f"waiting {timeout_ns} ns to {'write' if write else 'read'} {where(self._fds[0])}"
        )

    def export_sync_file(self, *, read: bool = False, write: bool = False) -> SyncFile:
        """The buffer's fences of this moment as a sync file that the caller owns (``DMA_BUF_IOCTL_EXPORT_SYNC_FILE``).

        Args:
            read: the fences that a reader has to wait for: the writers.
            write: those that a writer has to wait for: everybody.

        Raises:
            ValueError: neither was asked for.
            OSError: no file descriptor is left (EMFILE), the kernel is older than 6.0 (ENOTTY).
        """
        from .syncfile import SyncFile

        self._check()
        flags = _direction(read, write)
        merged: SyncFile | None = None
        for fd in self._fds:
            try:
                arg = ffi.new(_EXPORT, (flags, -1))
                call(fd, _IOCTL_EXPORT, arg, name="DMA_BUF_IOCTL_EXPORT_SYNC_FILE")
                own = SyncFile.from_fd(arg.fd)
                if merged is None:
                    merged = own
                else:
                    with own, merged:
                        merged = merged.merge(own)
            except BaseException:
                if merged is not None:
                    merged.close()
                raise
        assert merged is not None
        return merged

    def import_sync_file(
        self, sync_file: SyncFile | HasFileno | int, *, read: bool = False, write: bool = False
    ) -> None:
        """Add the fences of a sync file (borrowed) to the buffer (``DMA_BUF_IOCTL_IMPORT_SYNC_FILE``, Linux 6.0).

        Args:
            sync_file: a :class:`SyncFile`, or anything else that is or has such a file descriptor.
            read: they count as readers, which writers wait for.
            write: they count as writers, which everybody waits for.
        """
        self._check()
        other = fd_of(sync_file)
        for fd in self._fds:
            arg = ffi.new(_IMPORT, (_direction(read, write), other))
            call(fd, _IOCTL_IMPORT, arg, name="DMA_BUF_IOCTL_IMPORT_SYNC_FILE")

    # -- passing -----------------------------------------------------------------------------------------------------

    def send(self, sock: socket) -> None:
        """Send the buffer and its geometry over a Unix socket, for :meth:`recv` at the other end. Stays open here."""
        from .passing import send_dmabuf

        send_dmabuf(sock, self)

    @classmethod
    def recv(cls, sock: socket) -> DmaBuf:
        """Receive a buffer that :meth:`send` sent; the caller owns it.

        Raises:
            EOFError: the other end is closed.
            ValueError: what came is no dma-buf; whatever descriptors came along have been closed.
        """
        from .passing import recv_dmabuf

        return recv_dmabuf(sock)

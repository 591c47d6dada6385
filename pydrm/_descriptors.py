"""Descriptors of dma-bufs: the plane that is in one, telling them from others, closing many."""

from __future__ import annotations

import errno
import os

from ._ioctl import call_nr
from ._native import ffi, lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Plane", "close_all", "is_dmabuf"]


class Plane(tuple[int, int, int]):
    """One plane of a dma-buf: ``fd`` (borrowed: it belongs to the DmaBuf), ``offset`` and ``pitch`` in bytes."""

    __slots__ = ()

    def __new__(cls, fd: int, offset: int = 0, pitch: int = 0) -> Plane:
        return tuple.__new__(cls, (fd, offset, pitch))

    @property
    def fd(self) -> int:
        """The file descriptor; several planes may share one."""
        return self[0]

    @property
    def offset(self) -> int:
        """Where the plane starts in its buffer, in bytes."""
        return self[1]

    @property
    def pitch(self) -> int:
        """Bytes from one row to the next; 0 when it was not told."""
        return self[2]

    def __repr__(self) -> str:
        return f"Plane(fd={self[0]}, offset={self[1]}, pitch={self[2]})"


def is_dmabuf(fd: int) -> bool:
    """Whether a borrowed file descriptor is a dma-buf, going by the kernel's name for its file.

    Raises:
        OSError: it is no open file descriptor (EBADF).
    """
    try:
        return os.readlink(f"/proc/self/fd/{fd}").startswith("/dmabuf:")
    except FileNotFoundError:
        os.fstat(fd)
    # Without /proc: a CPU access bracket in no direction changes nothing, and only dma-bufs know that it is invalid.
    return call_nr(fd, lib.DMA_BUF_IOCTL_SYNC, ffi.new("struct dma_buf_sync *")) == -errno.EINVAL


def close_all(fds: Iterable[int]) -> None:
    """Close every descriptor, also when one of them fails; the first error is raised afterwards."""
    error: OSError | None = None
    for fd in fds:
        try:
            os.close(fd)
        except OSError as problem:
            error = error or problem
    if error is not None:
        raise error

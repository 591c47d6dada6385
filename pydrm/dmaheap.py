"""Dma-heaps: dma-bufs from the kernel's allocators, through ``/dev/dma_heap``."""

from __future__ import annotations

import errno
import os

from ._ioctl import call, os_error
from ._native import ffi, lib
from .dmabuf import DmaBuf
from .resource import FdResource

__all__ = ["Heap", "heaps"]

_DIRECTORY = "/dev/dma_heap"
_U64 = (1 << 64) - 1


def heaps() -> list[str]:
    """The names of this machine's heaps, sorted; empty where the kernel has none."""
    try:
        return sorted(os.listdir(_DIRECTORY))
    except (FileNotFoundError, NotADirectoryError):
        return []


class Heap(FdResource):
    """An allocator of dma-bufs. Its buffers live on after it is closed.

    Ownership: one file descriptor.
    Threads: may be used from any thread.

    Args:
        name: one of :func:`heaps`, or the path of a heap's device node.

    Raises:
        FileNotFoundError: there is no such heap; a note names those that there are.
        PermissionError: the node may not be opened (most distributions give it to root alone).
    """

    __slots__ = ("_path",)

    def __init__(self, name: str = "system") -> None:
        self._path = name if "/" in name else f"{_DIRECTORY}/{name}"
        try:
            # The kernel asks for no more than an open file; reading is what distributions grant.
            self._adopt(os.open(self._path, os.O_RDONLY | os.O_CLOEXEC))
        except OSError as error:
            error.add_note(_advice(error.errno, self._path))
            raise

    @property
    def path(self) -> str:
        """The heap's device node."""
        return self._path

    @property
    def name(self) -> str:
        """The heap's name: ``system``, ``reserved``, ``default_cma_region``, …"""
        return os.path.basename(self._path)

    def allocate(self, size: int, *, flags: int | None = None, heap_flags: int = 0) -> DmaBuf:
        """A dma-buf of zeroed memory, owned by the caller (``DMA_HEAP_IOCTL_ALLOC``).

        Args:
            size: bytes, at least 1. The kernel rounds it up to whole pages: :attr:`pydrm.DmaBuf.size` tells.
            flags: how the descriptor is opened; None for ``O_RDWR | O_CLOEXEC``. The kernel knows the access modes and
                ``O_CLOEXEC``.
            heap_flags: 0; none are defined so far.

        Raises:
            ValueError: a number that does not fit into the ioctl.
            OSError: EINVAL: size 0, or flags that the kernel does not know; ENOMEM; ENOTTY: the node is no heap.
        """
        self._check()
        fd_flags = os.O_RDWR | os.O_CLOEXEC if flags is None else flags
        if not (0 <= size <= _U64 and 0 <= fd_flags <= 0xFFFF_FFFF and 0 <= heap_flags <= _U64):
            raise ValueError(f"size {size}, flags {fd_flags:#x}, heap_flags {heap_flags:#x}: not unsigned numbers")
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        if size > memory:
            # The system heap tries (seen with Linux 6.12), and the kernel then kills one process after the other.
            raise os_error(errno.ENOMEM, f"{size} bytes were asked of {self._path}; the machine has {memory} in all")
        arg = ffi.new("struct dma_heap_allocation_data *")
        arg.len = size
        arg.fd_flags = fd_flags
        arg.heap_flags = heap_flags
        call(self.fileno(), lib.DMA_HEAP_IOCTL_ALLOC, arg, name="DMA_HEAP_IOCTL_ALLOC")
        return DmaBuf._adopt(arg.fd)

    def _describe(self) -> str:
        return self._path


def _advice(code: int | None, path: str) -> str:
    if code in (errno.EACCES, errno.EPERM):
        return f"{path} may not be opened: give your user read access (chmod, a udev rule), or run as root"
    if code == errno.ENOENT and os.path.dirname(path) == _DIRECTORY:
        known = heaps()
        if not known:
            return f"this kernel has no dma-heaps, {_DIRECTORY} is empty or absent (CONFIG_DMABUF_HEAPS_SYSTEM)"
        return f"the heaps here are: {', '.join(known)}"
    return f"{path} could not be opened"

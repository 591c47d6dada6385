"""mmap(2) and munmap(2) without the conveniences of the `mmap` module, which keeps a duplicate of the descriptor."""

from __future__ import annotations

import ctypes
import mmap
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

PAGE = mmap.PAGESIZE
READ = mmap.PROT_READ
WRITE = mmap.PROT_WRITE
SHARED = mmap.MAP_SHARED
PRIVATE = mmap.MAP_PRIVATE

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mmap.restype = ctypes.c_void_p
_libc.mmap.argtypes = [
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int64,
]
_libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
_libc.mremap.restype = ctypes.c_void_p
_libc.mremap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int, ctypes.c_void_p]
_libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
_FAILED = ctypes.c_void_p(-1).value


class Pages:
    """A mapping of `length` bytes at `address`; index it or use `view`. Unmapped by `close` or `with`, never by
    itself.
    """

    def __init__(self, address: int, length: int) -> None:
        self.place(address, length)

    def place(self, address: int, length: int) -> None:
        """Describe another range."""
        self.address = address
        self.length = length
        self.view = memoryview((ctypes.c_ubyte * length).from_address(address)).cast("B")

    def __getitem__(self, where: slice) -> bytes:
        return bytes(self.view[where])

    def __setitem__(self, where: slice, data: bytes) -> None:
        self.view[where] = data

    def fill(self, byte: int) -> None:
        """Set every byte."""
        ctypes.memset(self.address, byte, self.length)

    def is_filled(self, byte: int) -> bool:
        """Tell whether every byte has this value."""
        return bytes(self.view) == bytes([byte]) * self.length

    def unmap(self, offset: int, length: int) -> None:
        """Unmap a part, as munmap(2) allows; the view must not touch that part afterwards."""
        if _libc.munmap(self.address + offset, length):
            raise OSError(ctypes.get_errno(), "munmap")

    def close(self) -> None:
        """Unmap everything. A second call does nothing."""
        if self.length:
            self.unmap(0, self.length)
            self.length = 0

    def __enter__(self) -> Pages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def try_mmap(
    fd: int, length: int, *, protection: int = READ | WRITE, flags: int = SHARED, offset: int = 0
) -> Pages | int:
    """mmap(2): the mapping, or a negative errno."""
    address = _libc.mmap(None, length, protection, flags, fd, offset)
    if address == _FAILED:
        return -ctypes.get_errno()
    return Pages(address, length)


def mmap_fd(fd: int, length: int, *, protection: int = READ | WRITE, flags: int = SHARED, offset: int = 0) -> Pages:
    """mmap(2): the mapping, or `OSError`."""
    pages = try_mmap(fd, length, protection=protection, flags=flags, offset=offset)
    if isinstance(pages, int):
        raise OSError(-pages, f"mmap: {os.strerror(-pages)}")
    return pages


def try_mremap(pages: Pages, length: int, *, may_move: bool, elsewhere: bool = False) -> int:
    """mremap(2) of a whole mapping: 0, or a negative errno. On success `pages` describes the new place.

    With `elsewhere` the mapping is moved to an address where nothing is.
    """
    target = 0
    if elsewhere:
        with mmap_fd(-1, length, protection=0, flags=PRIVATE | mmap.MAP_ANONYMOUS) as room:
            target = room.address
    flags = (1 if may_move else 0) | (2 if elsewhere else 0)  # MREMAP_MAYMOVE, MREMAP_FIXED
    address = _libc.mremap(pages.address, pages.length, length, flags, target)
    if address == _FAILED:
        return -ctypes.get_errno()
    pages.place(address, length)
    return 0


def protect(pages: Pages, protection: int) -> None:
    """mprotect(2) of a whole mapping."""
    if _libc.mprotect(pages.address, pages.length, protection):
        raise OSError(ctypes.get_errno(), "mprotect")


def read_only_page() -> Pages:
    """An anonymous page that may be read but not written: the kernel's copy back to it must fail."""
    return mmap_fd(-1, PAGE, protection=READ, flags=PRIVATE | mmap.MAP_ANONYMOUS)


def inaccessible_page() -> Pages:
    """An anonymous page with PROT_NONE: every access from the kernel must fail."""
    return mmap_fd(-1, PAGE, protection=0, flags=PRIVATE | mmap.MAP_ANONYMOUS)

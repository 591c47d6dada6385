"""A raw DRM client: one open file of a node, with the ioctls of GEM, dumb buffers and PRIME by their short names.

Every method answers what the kernel answered (a `Reply`: 0 or -errno); the `must_` twins raise `OSError` instead and
return the interesting field. Closing the client closes the file, and with it every handle.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from .memory import READ, SHARED, WRITE, Pages, mmap_fd, try_mmap
from .raw import NATIVE, Raw, Reply

if TYPE_CHECKING:
    from types import TracebackType

    from .nodes import Node

#: Flags of PRIME_HANDLE_TO_FD; they are open(2)'s.
CLOEXEC = os.O_CLOEXEC
RDWR = os.O_RDWR


class Client:
    """One open file of a DRM node."""

    def __init__(self, node: Node, raw: Raw = NATIVE, fd: int | None = None) -> None:
        self.node = node
        self.raw = raw
        self.fd = os.open(node.path, os.O_RDWR | os.O_CLOEXEC) if fd is None else fd

    def fileno(self) -> int:
        return self.fd

    def close(self) -> None:
        """Close the file. A second call does nothing."""
        if self.fd >= 0:
            fd, self.fd = self.fd, -1
            os.close(fd)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def again(self) -> Client:
        """Another open file of the same node."""
        return Client(self.node, self.raw)

    def ioctl(self, name: str, /, **fields: Any) -> Reply:
        """Call an ioctl of `ioctls.DRM` on this file."""
        return self.raw.ioctl(self.fd, name, **fields)

    # Dumb buffers and handles.

    def create(self, width: int, height: int, bpp: int, flags: int = 0) -> Reply:
        """MODE_CREATE_DUMB."""
        return self.ioctl("MODE_CREATE_DUMB", width=width, height=height, bpp=bpp, flags=flags)

    def must_create(self, size: int = 4096) -> int:
        """A dumb buffer of `size` bytes, a multiple of 4096; its handle."""
        return int(self.create(1024, size // 4096, 32).ok().handle)

    def close_handle(self, handle: int) -> Reply:
        """GEM_CLOSE."""
        return self.ioctl("GEM_CLOSE", handle=handle)

    def destroy(self, handle: int) -> Reply:
        """MODE_DESTROY_DUMB."""
        return self.ioctl("MODE_DESTROY_DUMB", handle=handle)

    def map_offset(self, handle: int) -> Reply:
        """MODE_MAP_DUMB; the offset is in the reply's `offset`."""
        return self.ioctl("MODE_MAP_DUMB", handle=handle)

    def try_map(
        self, handle: int, length: int, *, protection: int = READ | WRITE, flags: int = SHARED, extra: int = 0
    ) -> Pages | int:
        """MODE_MAP_DUMB and mmap(2) at that offset plus `extra`: the mapping, or -errno of mmap(2)."""
        offset = int(self.map_offset(handle).ok().offset)
        return try_mmap(self.fd, length, protection=protection, flags=flags, offset=offset + extra)

    def map(self, handle: int, length: int, *, protection: int = READ | WRITE) -> Pages:
        """MODE_MAP_DUMB and mmap(2); raises `OSError`."""
        return mmap_fd(self.fd, length, protection=protection, offset=int(self.map_offset(handle).ok().offset))

    # PRIME and names.

    def export(self, handle: int, flags: int = CLOEXEC | RDWR) -> Reply:
        """PRIME_HANDLE_TO_FD; the new descriptor, the caller's, is in the reply's `fd`."""
        return self.ioctl("PRIME_HANDLE_TO_FD", handle=handle, flags=flags, fd=-1)

    def must_export(self, handle: int, flags: int = CLOEXEC | RDWR) -> int:
        """PRIME_HANDLE_TO_FD; returns a new descriptor, the caller's."""
        return int(self.export(handle, flags).ok().fd)

    def import_fd(self, fd: int) -> Reply:
        """PRIME_FD_TO_HANDLE; the handle is in the reply's `handle`."""
        return self.ioctl("PRIME_FD_TO_HANDLE", fd=fd)

    def must_import(self, fd: int) -> int:
        """PRIME_FD_TO_HANDLE; returns the handle."""
        return int(self.import_fd(fd).ok().handle)

    def flink(self, handle: int) -> Reply:
        """GEM_FLINK; the name is in the reply's `name`."""
        return self.ioctl("GEM_FLINK", handle=handle)

    def open_name(self, name: int) -> Reply:
        """GEM_OPEN; `handle` and `size` are in the reply."""
        return self.ioctl("GEM_OPEN", name=name)

    # vgem's fences.

    def attach(self, handle: int, flags: int = 0, pad: int = 0) -> Reply:
        """VGEM_FENCE_ATTACH; the fence's id is in the reply's `out_fence`. Flags 1 is a write fence."""
        return self.ioctl("VGEM_FENCE_ATTACH", handle=handle, flags=flags, pad=pad)

    def signal(self, fence: int, flags: int = 0) -> Reply:
        """VGEM_FENCE_SIGNAL."""
        return self.ioctl("VGEM_FENCE_SIGNAL", fence=fence, flags=flags)

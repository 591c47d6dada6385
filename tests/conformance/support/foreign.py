"""dma-bufs that no DRM driver made, by raw ioctl: udmabuf over a sealed memfd, and the system dma-heap."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

from .raw import NATIVE, Raw

if TYPE_CHECKING:
    from collections.abc import Callable


def sealed_memfd(size: int, seals: int = fcntl.F_SEAL_SHRINK) -> int:
    """A memfd of `size` bytes that cannot shrink, as udmabuf demands; the caller's."""
    memfd = os.memfd_create("conformance", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(memfd, size)
    fcntl.fcntl(memfd, fcntl.F_ADD_SEALS, seals)
    return memfd


def udmabuf(size: int, raw: Raw = NATIVE) -> int:
    """A dma-buf over a memfd that nobody else holds; the caller's."""
    memfd = sealed_memfd(size)
    device = os.open("/dev/udmabuf", os.O_RDWR | os.O_CLOEXEC)
    try:
        return int(raw.ioctl(device, "UDMABUF_CREATE", memfd=memfd, flags=1, offset=0, size=size).ok())
    finally:
        os.close(device)
        os.close(memfd)


def heap(size: int, raw: Raw = NATIVE) -> int:
    """A dma-buf of the system heap; the caller's."""
    device = os.open("/dev/dma_heap/system", os.O_RDWR | os.O_CLOEXEC)
    try:
        return int(raw.ioctl(device, "DMA_HEAP_IOCTL_ALLOC", len=size, fd_flags=os.O_RDWR | os.O_CLOEXEC).ok().fd)
    finally:
        os.close(device)


MAKERS: dict[str, Callable[[int], int]] = {"udmabuf": udmabuf, "heap": heap}

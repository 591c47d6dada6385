"""The plain functions of `pydrm/uapi.py`, one per ioctl: the same answers as the compiled layer's raw calls."""

from __future__ import annotations

import errno
import inspect
import mmap
import os
from typing import TYPE_CHECKING, Any

import pytest

from pydrm import uapi

from .support import conf, foreign, ioctls, needs
from .support.client import Client
from .support.limits import descriptors
from .support.memory import mmap_fd
from .support.raw import NATIVE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.nodes import Node

OF_A_DMABUF = ("dma_buf_ioctl_sync", "dma_buf_ioctl_export_sync_file", "dma_buf_ioctl_import_sync_file")
OF_A_SYNC_FILE = ("sync_ioc_merge", "sync_ioc_file_info", "sync_ioc_set_deadline")


def with_nothing(function: Callable[..., Any], fd: int) -> int:
    """Call a function with zeros for everything: 0, or -errno. A failure's note names the ioctl."""
    more = [
        b"" if "bytes" in str(parameter.annotation) else 0
        for parameter in list(inspect.signature(function).parameters.values())[1:]
        if parameter.default is parameter.empty
    ]
    try:
        function(fd, *more)
    except OSError as error:
        assert error.errno is not None
        assert any("IOC" in note or "SET_NAME" in note for note in error.__notes__)
        return -error.errno
    return 0


@conf("C7", "C9")
def test_every_drm_ioctl(node: Node) -> None:
    """Called with zeros on a fresh file each function answers what the raw call answers on another fresh file."""
    before = descriptors()
    for name in ioctls.DRM:
        with Client(node) as client:
            expected = int(client.ioctl(name))
        with Client(node) as client:
            assert with_nothing(getattr(uapi, name.lower()), client.fd) == min(expected, 0), name
        for fd in descriptors() - before:  # MODE_CREATE_LEASE makes a lease of nothing, with a descriptor
            os.close(fd)


@conf("C7")
@needs("udmabuf")
@pytest.mark.parametrize("name", OF_A_DMABUF)
def test_every_dmabuf_ioctl(name: str, closing: Callable[[int], int]) -> None:
    """The same for a dma-buf's own ioctls."""
    dmabuf = closing(foreign.udmabuf(4096))
    assert with_nothing(getattr(uapi, name), dmabuf) == int(NATIVE.ioctl(dmabuf, name.upper()))


@conf("C7")
@needs("udmabuf")
@pytest.mark.parametrize("name", OF_A_SYNC_FILE)
def test_every_sync_file_ioctl(name: str, closing: Callable[[int], int]) -> None:
    """And a sync_file's; merging with descriptor 0, which is none, is an error of its own."""
    dmabuf = closing(foreign.udmabuf(4096))
    sync_file = closing(uapi.dma_buf_ioctl_export_sync_file(dmabuf, flags=uapi.DMA_BUF_SYNC_READ).fd)
    assert with_nothing(getattr(uapi, name), sync_file) == int(NATIVE.ioctl(sync_file, name.upper()))


@conf("D5", "P1")
@needs("dumb", "prime.export", "prime.import")
def test_a_buffer_with_nothing_but_the_file(card: Node, opened: Callable[..., Client]) -> None:
    """A whole life of a buffer as a board without any of our packages would write it."""
    fd, other = opened(card).fd, opened(card).fd
    assert uapi.driver_name(fd) == card.driver
    dumb = uapi.mode_create_dumb(fd, width=640, height=480, bpp=32)
    offset = uapi.mode_map_dumb(fd, handle=dumb.handle).offset
    with mmap.mmap(fd, dumb.size, offset=offset) as pixels:
        pixels[:4] = b"\xff\x01\x02\x03"
    exported = uapi.prime_handle_to_fd(fd, handle=dumb.handle, flags=uapi.DRM_CLOEXEC | uapi.DRM_RDWR).fd
    imported = uapi.prime_fd_to_handle(other, fd=exported).handle
    uapi.gem_close(fd, handle=dumb.handle)
    uapi.dma_buf_ioctl_sync(exported, flags=uapi.DMA_BUF_SYNC_START | uapi.DMA_BUF_SYNC_RW)
    with mmap_fd(exported, dumb.size) as pages:
        assert pages[0:4] == b"\xff\x01\x02\x03"
    uapi.dma_buf_ioctl_sync(exported, flags=uapi.DMA_BUF_SYNC_END | uapi.DMA_BUF_SYNC_RW)
    os.close(exported)
    uapi.gem_close(other, handle=imported)
    with pytest.raises(OSError) as caught:
        uapi.gem_close(other, handle=imported)
    assert caught.value.errno == errno.EINVAL


@conf("U1", "H1")
@needs("udmabuf", "heap.system")
def test_other_makers(closing: Callable[[int], int]) -> None:
    """udmabuf and the heap through their functions."""
    memfd = closing(foreign.sealed_memfd(8192))
    device = closing(os.open("/dev/udmabuf", os.O_RDWR | os.O_CLOEXEC))
    one = closing(uapi.udmabuf_ioctl_create(device, memfd=memfd, flags=1, offset=0, size=8192))
    assert os.lseek(one, 0, os.SEEK_END) == 8192
    items = [uapi.udmabuf_create_item(memfd=memfd, offset=offset, size=4096) for offset in (4096, 0)]
    two = closing(uapi.udmabuf_ioctl_create_list(device, items, flags=1))
    assert os.lseek(two, 0, os.SEEK_END) == 8192
    heap = closing(os.open("/dev/dma_heap/system", os.O_RDWR | os.O_CLOEXEC))
    three = closing(uapi.dma_heap_ioctl_alloc(heap, len=4096, fd_flags=os.O_RDWR | os.O_CLOEXEC).fd)
    assert os.lseek(three, 0, os.SEEK_END) == 4096

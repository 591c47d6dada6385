"""`pydrm/uapi.py` as its users call it: one function per ioctl, keyword arguments in, the kernel's struct out."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
from typing import TYPE_CHECKING

import pytest

from pydrm import uapi

from .support import bufinfo, conf, needs
from .support.fences import READ, RW, SW_SYNC, WRITE, pending, unpack_fences
from .support.foreign import sealed_memfd
from .support.memory import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.nodes import Node


def _heap_buffer(closing: Callable[[int], int]) -> int:
    heap = closing(os.open("/dev/dma_heap/system", os.O_RDWR | os.O_CLOEXEC))
    return closing(int(uapi.dma_heap_ioctl_alloc(heap, len=PAGE, fd_flags=os.O_RDWR | os.O_CLOEXEC).fd))


@conf("H1", "B7", "B10")
@needs("heap.system")
def test_dma_buf(closing: Callable[[int], int]) -> None:
    """Brackets return nothing, a name may be given as text or bytes, through any of the three numbers."""
    buffer = _heap_buffer(closing)
    uapi.dma_buf_ioctl_sync(buffer, flags=RW)
    uapi.dma_buf_ioctl_sync(buffer, flags=RW | uapi.DMA_BUF_SYNC_END)
    for name, call in enumerate((uapi.dma_buf_set_name, uapi.dma_buf_set_name_a, uapi.dma_buf_set_name_b)):
        call(buffer, f"name {name}")
        assert bufinfo.fdinfo(buffer)["name"] == f"name {name}"
        call(buffer, b"bytes")
        assert bufinfo.fdinfo(buffer)["name"] == "bytes"


@conf("I11", "Y2", "Y8")
@needs("heap.system", "sw_sync")
def test_sync_files(closing: Callable[[int], int]) -> None:
    """A fence is made, merged, asked, put on a buffer, exported from it and signalled."""
    buffer = _heap_buffer(closing)
    timeline = closing(os.open(SW_SYNC, os.O_RDWR | os.O_CLOEXEC))
    points = [closing(uapi.sw_sync_ioc_create_fence(timeline, value=value).fence) for value in (1, 2)]
    merged = closing(uapi.sync_ioc_merge(points[0], name=b"both", fd2=points[1]).fence)
    info = uapi.sync_ioc_file_info(merged)
    assert (info.name, info.num_fences, info.status) == (b"both", 1, 0)
    room = (uapi.sync_fence_info * 1)()
    uapi.sync_ioc_file_info(merged, num_fences=1, sync_fence_info=uapi.address(room))
    assert (room[0].driver_name, room[0].status) == (b"sw_sync", 0)
    assert unpack_fences(bytes(room))[0].driver == b"sw_sync"
    uapi.sync_ioc_set_deadline(points[1], deadline_ns=77)
    assert uapi.sw_sync_ioc_get_deadline(timeline, fence_fd=points[1]).deadline_ns == 77
    uapi.dma_buf_ioctl_import_sync_file(buffer, flags=WRITE, fd=merged)
    snapshot = closing(uapi.dma_buf_ioctl_export_sync_file(buffer, flags=READ).fd)
    assert pending(snapshot)
    uapi.sw_sync_ioc_inc(timeline, 2)
    assert not pending(snapshot)


@conf("U1", "U4")
@needs("udmabuf")
def test_udmabuf(closing: Callable[[int], int]) -> None:
    """Both calls return the new descriptor itself."""
    device = closing(os.open("/dev/udmabuf", os.O_RDWR | os.O_CLOEXEC))
    memfd = closing(sealed_memfd(2 * PAGE))
    single = closing(uapi.udmabuf_ioctl_create(device, memfd=memfd, flags=uapi.UDMABUF_FLAGS_CLOEXEC, size=PAGE))
    items = [uapi.udmabuf_create_item(memfd=memfd, offset=at, size=PAGE) for at in (PAGE, 0)]
    listed = closing(uapi.udmabuf_ioctl_create_list(device, items))
    assert [os.fstat(fd).st_size for fd in (single, listed)] == [PAGE, 2 * PAGE]
    assert [fcntl.fcntl(fd, fcntl.F_GETFD) for fd in (single, listed)] == [fcntl.FD_CLOEXEC, 0]


@conf("V18", "V9")
@needs("vgem.fence")
def test_vgem(vgem_node: Node, closing: Callable[[int], int]) -> None:
    """A buffer is made and fenced, all with plain numbers."""
    card = closing(os.open(vgem_node.path, os.O_RDWR | os.O_CLOEXEC))
    handle = uapi.mode_create_dumb(card, width=16, height=16, bpp=32).handle
    buffer = closing(uapi.prime_handle_to_fd(card, handle=handle, flags=os.O_RDWR | os.O_CLOEXEC).fd)
    fence = uapi.vgem_fence_attach(card, handle=handle, flags=uapi.VGEM_FENCE_WRITE).out_fence
    assert fence == 1
    assert pending(closing(uapi.dma_buf_ioctl_export_sync_file(buffer, flags=READ).fd))
    uapi.vgem_fence_signal(card, fence=fence)
    assert not pending(closing(uapi.dma_buf_ioctl_export_sync_file(buffer, flags=WRITE).fd))


@conf("Y7", "H3", "U1", "V4")
@needs("heap.system", "sw_sync", "udmabuf", "vgem.fence")
def test_failures(vgem_node: Node, closing: Callable[[int], int]) -> None:
    """A call that fails raises `OSError` with the kernel's errno and, in a note, the ioctl's name."""
    buffer = _heap_buffer(closing)
    timeline = closing(os.open(SW_SYNC, os.O_RDWR | os.O_CLOEXEC))
    point = closing(uapi.sw_sync_ioc_create_fence(timeline, value=1).fence)
    device = closing(os.open("/dev/udmabuf", os.O_RDWR | os.O_CLOEXEC))
    card = closing(os.open(vgem_node.path, os.O_RDWR | os.O_CLOEXEC))
    calls: list[tuple[str, int, Callable[[], object]]] = [
        ("SYNC_IOC_MERGE", errno.ENOENT, lambda: uapi.sync_ioc_merge(point, fd2=buffer)),
        ("SYNC_IOC_FILE_INFO", errno.EINVAL, lambda: uapi.sync_ioc_file_info(point, flags=1)),
        ("SYNC_IOC_SET_DEADLINE", errno.EINVAL, lambda: uapi.sync_ioc_set_deadline(point, pad=1)),
        ("DMA_BUF_IOCTL_SYNC", errno.EINVAL, lambda: uapi.dma_buf_ioctl_sync(buffer)),
        ("DMA_BUF_SET_NAME", errno.EINVAL, lambda: uapi.dma_buf_set_name(buffer, "n" * 32)),
        ("DMA_BUF_IOCTL_EXPORT_SYNC_FILE", errno.EINVAL, lambda: uapi.dma_buf_ioctl_export_sync_file(buffer)),
        ("DMA_BUF_IOCTL_IMPORT_SYNC_FILE", errno.EINVAL, lambda: uapi.dma_buf_ioctl_import_sync_file(buffer, flags=1)),
        ("SW_SYNC_GET_DEADLINE", errno.ENOENT, lambda: uapi.sw_sync_ioc_get_deadline(timeline, fence_fd=point)),
        ("UDMABUF_CREATE", errno.EINVAL, lambda: uapi.udmabuf_ioctl_create(device, size=1)),
        ("UDMABUF_CREATE_LIST", errno.EINVAL, lambda: uapi.udmabuf_ioctl_create_list(device, [])),
        ("DRM_IOCTL_VGEM_FENCE_ATTACH", errno.ENOENT, lambda: uapi.vgem_fence_attach(card, handle=99)),
        ("DRM_IOCTL_VGEM_FENCE_SIGNAL", errno.ENOENT, lambda: uapi.vgem_fence_signal(card, fence=99)),
    ]
    for name, answer, call in calls:
        with pytest.raises(OSError) as caught:
            call()
        assert caught.value.errno == answer, name
        assert caught.value.__notes__[0].startswith(name), caught.value.__notes__
    assert ctypes.sizeof(uapi.sync_fence_info) == 80

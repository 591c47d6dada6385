"""virtio-gpu's ioctls by number: the compiled layer and the ctypes file see the same answers."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from pydrm.virtgpu import Param

from ..support import conf

if TYPE_CHECKING:
    from pydrm.virtgpu import VirtGpu

    from ..support.raw import Raw

_PICTURE = {"target": 2, "format": 1, "bind": 2, "width": 32, "height": 8, "depth": 1, "array_size": 1, "size": 1024}
_UNKNOWN = 0x7FFF
_BOX = {"box__w": 32, "box__h": 8, "box__d": 1}


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-getparam")
def test_getparam(gpu: VirtGpu, raw: Raw) -> None:
    """The value is written where the struct points; unknown EINVAL, nowhere to write EFAULT."""
    fd = gpu.device.fileno()
    value = bytearray(8)
    assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_GETPARAM", param=Param.CAPSET_QUERY_FIX, value=value) == 0
    assert value == b"\1" + bytes(7)
    assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_GETPARAM", param=_UNKNOWN, value=value) == -errno.EINVAL
    assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_GETPARAM", param=1, value=8) == -errno.EFAULT


@conf(
    "K29",
    "igt:drm_virtgpu@drm-virtgpu-resource-create",
    "igt:drm_virtgpu@drm-virtgpu-resource-info",
    "igt:drm_virtgpu@drm-virtgpu-map",
    "igt:drm_virtgpu@drm-virtgpu-3d-wait",
    "igt:drm_virtgpu@drm-virtgpu-3d-transfer-to-host",
)
def test_resource(gpu: VirtGpu, raw: Raw) -> None:
    """Made, asked about, given an offset to map, sent to the host, waited for, closed; unknown handles ENOENT."""
    fd = gpu.device.fileno()
    made = raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_RESOURCE_CREATE", **_PICTURE).ok()
    handle = made.bo_handle
    try:
        info = raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_RESOURCE_INFO", bo_handle=handle).ok()
        assert (info.res_handle, info.size) == (made.res_handle, os.sysconf("SC_PAGE_SIZE"))
        assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_MAP", handle=handle).ok().offset != 0
        assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_TRANSFER_TO_HOST", bo_handle=handle, **_BOX) == 0
        assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_WAIT", handle=handle) == 0
    finally:
        assert raw.ioctl(fd, "GEM_CLOSE", handle=handle) == 0
    for name, field in (
        ("RESOURCE_INFO", "bo_handle"),
        ("MAP", "handle"),
        ("TRANSFER_TO_HOST", "bo_handle"),
        ("WAIT", "handle"),
    ):
        assert raw.ioctl(fd, f"DRM_IOCTL_VIRTGPU_{name}", **{field: _UNKNOWN}) == -errno.ENOENT


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-resource-create-blob")
def test_refused_blobs(gpu: VirtGpu, raw: Raw) -> None:
    """No memory kind, an unknown one, unknown flags: EINVAL on every card."""
    fd = gpu.device.fileno()
    for fields in ({"blob_mem": 0}, {"blob_mem": 4}, {"blob_mem": 1, "blob_flags": 8}):
        assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB", size=4096, **fields) == -errno.EINVAL


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-execbuffer", "igt:drm_virtgpu@drm-virtgpu-get-caps")
def test_with_and_without_3d(gpu: VirtGpu, raw: Raw) -> None:
    """Streams, transfers back and capabilities: ENOSYS without 3D; with it, each bad argument has its errno."""
    fd = gpu.device.fileno()
    caps = bytearray(64)
    if not gpu.getparam(Param.FEATURES_3D):
        assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_EXECBUFFER") == -errno.ENOSYS
        assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_TRANSFER_FROM_HOST") == -errno.ENOSYS
        assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_GET_CAPS", cap_set_id=2, addr=caps, size=64) == -errno.ENOSYS
        assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_CONTEXT_INIT") == -errno.EINVAL
        return
    assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_GET_CAPS", cap_set_id=2, cap_set_ver=1, addr=caps, size=64) == 0
    assert any(caps)
    assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_GET_CAPS", cap_set_id=2, addr=caps) == -errno.EINVAL
    assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_TRANSFER_FROM_HOST", bo_handle=_UNKNOWN) == -errno.ENOENT
    assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_EXECBUFFER", flags=8) == -errno.EINVAL
    unknown = bytearray(_UNKNOWN.to_bytes(4, "little"))
    assert raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_EXECBUFFER", bo_handles=unknown, num_bo_handles=1) == -errno.ENOENT
    stream = bytearray(4)
    done = raw.ioctl(fd, "DRM_IOCTL_VIRTGPU_EXECBUFFER", flags=2, command=stream, size=4, fence_fd=-1).ok()
    try:
        assert not os.get_inheritable(done.fence_fd)
    finally:
        os.close(done.fence_fd)


def test_ring_without_context(gpu_3d: VirtGpu, raw: Raw) -> None:
    """A ring that no context made is EINVAL."""
    assert raw.ioctl(gpu_3d.device.fileno(), "DRM_IOCTL_VIRTGPU_EXECBUFFER", flags=4) == -errno.EINVAL
    with pytest.raises(OSError):
        gpu_3d.execbuffer(b"", ring=0)

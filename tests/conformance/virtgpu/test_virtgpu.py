"""virtio-gpu's own ioctls: what every card answers, what only one with 3D does."""

from __future__ import annotations

import errno
import struct
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import UnknownEvent, lib
from pydrm.virtgpu import BlobMem, Box, Capset, Param, VirtGpu

from ..support import conf, force

if TYPE_CHECKING:
    from pydrm.virtgpu import Resource

_B8G8R8A8 = 1
_RENDER_TARGET, _SAMPLER_VIEW, _SCANOUT = 1 << 1, 1 << 3, 1 << 18
_PAGE = 4096


def _picture(gpu: VirtGpu, width: int = 64, height: int = 64) -> Resource:
    return gpu.resource_create(width, height, format=_B8G8R8A8, bind=_RENDER_TARGET | _SAMPLER_VIEW)


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-getparam")
def test_params(gpu: VirtGpu) -> None:
    """The oldest parameters are known to every kernel, an unknown one is EINVAL."""
    params = gpu.params()
    assert params[Param.FEATURES_3D] in (0, 1)
    assert params[Param.CAPSET_QUERY_FIX] == 1
    assert set(params) >= {Param.RESOURCE_BLOB, Param.HOST_VISIBLE, Param.CROSS_DEVICE, Param.CONTEXT_INIT}
    with pytest.raises(OSError) as caught:
        gpu.getparam(0x7FFF)
    assert caught.value.errno == errno.EINVAL
    assert caught.value.__notes__[0].startswith("DRM_IOCTL_VIRTGPU_GETPARAM(param=32767)")


def test_only_virtio_gpu(gpu: VirtGpu) -> None:
    """Another driver's device is refused before any ioctl: its numbers mean other things there."""
    with pydrm.open(driver="vgem") as vgem, pytest.raises(pydrm.NotSupported, match="vgem"):
        VirtGpu(vgem)


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-resource-create", "igt:drm_virtgpu@drm-virtgpu-resource-info")
def test_resource(gpu: VirtGpu) -> None:
    """A resource has a number on the host and whole pages here; each its own."""
    with _picture(gpu, 100, 3) as first, _picture(gpu) as second:
        assert first.size == _PAGE
        assert second.size == 64 * 64 * 4
        info = gpu.resource_info(first)
        assert (info.res_handle, info.size, info.blob_mem) == (first.res_handle, _PAGE, 0)
        assert first.res_handle != second.res_handle != 0
        assert gpu.device.gem.handles() == {first.handle: 1, second.handle: 1}
    assert gpu.device.gem.handles() == {}


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-map")
def test_map(gpu: VirtGpu) -> None:
    """Two mappings show the same pages, zero at first; a dumb buffer can be mapped this way as well."""
    with _picture(gpu) as resource, resource.map() as one, gpu.map(resource, write=False) as two:
        assert not any(one.view)
        one[5] = 77
        assert two[5] == 77
        with pytest.raises(TypeError):
            two[5] = 1


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-3d-transfer-to-host", "igt:drm_virtgpu@drm-virtgpu-3d-wait")
def test_transfer_to_host(gpu: VirtGpu) -> None:
    """Contents go to the host, and the buffer is idle again soon."""
    with _picture(gpu) as resource:
        with resource.map() as pages:
            pages[:] = b"\x55" * len(pages)
        gpu.transfer_to_host(resource, Box.of(64, 64))
        gpu.wait(resource)
        assert not gpu.is_busy(resource)


@conf("K29")
def test_shared_with_vgem(gpu: VirtGpu) -> None:
    """A resource is exported and imported like any buffer."""
    with _picture(gpu) as resource, pydrm.open(driver="vgem") as vgem:
        with resource.export() as dmabuf, vgem.import_dmabuf(dmabuf), dmabuf.map() as pages:
            assert dmabuf.size == resource.size
            pages[0] = 9
        with resource.map() as own:
            assert own[0] == 9


@conf("K29")
def test_refusals_without_3d(gpu_2d: VirtGpu) -> None:
    """Without 3D there are flat pictures, and no streams, contexts or transfers back."""
    gpu = gpu_2d
    for more in ({"target": 3}, {"depth": 2}, {"nr_samples": 4}, {"array_size": 2}, {"last_level": 2}):
        with pytest.raises(OSError) as caught:
            gpu.resource_create(16, 16, format=_B8G8R8A8, bind=_RENDER_TARGET, **more)
        assert caught.value.errno == errno.EINVAL
    with _picture(gpu) as resource:
        for call, code in (
            (lambda: gpu.transfer_from_host(resource, Box.of(64, 64)), errno.ENOSYS),
            (lambda: gpu.execbuffer(b"\0" * 4), errno.ENOSYS),
            (lambda: gpu.context_init(capset=Capset.VIRGL2), errno.EINVAL),
            (lambda: gpu.get_caps(Capset.VIRGL2), errno.ENOSYS),
            (lambda: gpu.resource_create_blob(_PAGE, mem=BlobMem.HOST3D), errno.EINVAL),
        ):
            with pytest.raises(OSError) as caught:
                call()
            assert caught.value.errno == code, caught.value.__notes__
    assert gpu.device.gem.handles() == {}


def test_wrong_numbers(gpu: VirtGpu) -> None:
    """Numbers that don't fit, unknown fields and other devices' buffers never reach the kernel."""
    with pytest.raises(ValueError, match="width=-1"):
        gpu.resource_create(-1, 16, format=1, bind=0, size=64)
    with pytest.raises(TypeError, match="colour"):
        gpu.resource_create(16, 16, format=1, bind=0, colour=3)
    with pydrm.open(gpu.device.path) as other, _picture(VirtGpu(other)) as foreign:
        for call in (gpu.resource_info, gpu.map, gpu.wait, lambda gem: gpu.transfer_to_host(gem, Box())):
            with pytest.raises(ValueError, match="not a buffer of"):
                call(foreign)


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-resource-create-blob")
def test_blob(gpu: VirtGpu) -> None:
    """Guest memory as a blob, where the card has such; refused where it has not."""
    if not gpu.getparam(Param.RESOURCE_BLOB):
        with pytest.raises(OSError) as caught:
            gpu.resource_create_blob(_PAGE, mem=BlobMem.GUEST)
        assert caught.value.errno == errno.EINVAL
        return
    with gpu.resource_create_blob(2 * _PAGE, mem=BlobMem.GUEST) as blob:
        info = gpu.resource_info(blob)
        assert (info.size, info.blob_mem) == (2 * _PAGE, BlobMem.GUEST)
        for mem, flags, blob_id in ((0, 0, 0), (9, 0, 0), (BlobMem.GUEST, 64, 0), (BlobMem.GUEST, 0, 1)):
            with pytest.raises(OSError) as caught:
                gpu.resource_create_blob(_PAGE, mem=mem, flags=flags, blob_id=blob_id)
            assert caught.value.errno == errno.EINVAL


# -- with 3D -----------------------------------------------------------------------------------------------------------


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-get-caps")
def test_caps(gpu_3d: VirtGpu) -> None:
    """virgl's capabilities are told, an unknown capset and a size of 0 are EINVAL."""
    caps = gpu_3d.get_caps(Capset.VIRGL2)
    assert len(caps) == 4096
    assert struct.unpack_from("=I", caps)[0] in (1, 2)
    assert any(caps[4:1000])
    assert gpu_3d.get_caps(Capset.VIRGL2, size=16) == caps[:16]
    for wrong in ({"capset": 50}, {"capset": Capset.VIRGL2, "size": 0}, {"capset": Capset.VIRGL2, "version": 99}):
        with pytest.raises(OSError) as caught:
            gpu_3d.get_caps(**wrong)
        assert caught.value.errno == errno.EINVAL


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-3d-transfer-from-host")
def test_round_trip(gpu_3d: VirtGpu) -> None:
    """What goes to the host comes back; only the box is touched."""
    with _picture(gpu_3d) as resource, resource.map() as pages:
        sent = bytes(index * 7 % 251 for index in range(len(pages)))
        pages[:] = sent
        gpu_3d.transfer_to_host(resource, Box.of(64, 64))
        gpu_3d.wait(resource)
        pages[:] = b"\0" * len(pages)
        gpu_3d.transfer_from_host(resource, Box(y=8, width=64, height=16), offset=8 * 256)
        gpu_3d.wait(resource)
        assert bytes(pages[8 * 256 : 24 * 256]) == sent[8 * 256 : 24 * 256]
        assert not any(pages[: 8 * 256])
        assert not any(pages[24 * 256 :])


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-context-init")
def test_context(gpu_3d: VirtGpu) -> None:
    """A context gets its capset and rings once: EEXIST after that, EINVAL for what the card does not have."""
    if not gpu_3d.getparam(Param.CONTEXT_INIT):
        with pytest.raises(OSError) as caught:
            gpu_3d.context_init(capset=Capset.VIRGL2)
        assert caught.value.errno == errno.EINVAL
        return
    for capset, rings, mask in ((50, None, None), (None, 65, None), (None, 1, 2)):
        with pydrm.open(gpu_3d.device.path) as fresh, pytest.raises(OSError) as caught:
            VirtGpu(fresh).context_init(capset=capset, num_rings=rings, poll_rings_mask=mask)
        assert caught.value.errno == errno.EINVAL
    gpu_3d.context_init(capset=Capset.VIRGL2, num_rings=2)
    with pytest.raises(OSError) as caught:
        gpu_3d.context_init(capset=Capset.VIRGL2)
    assert caught.value.errno == errno.EEXIST


_NOP = b"\0\0\0\0"  # virgl: VIRGL_CCMD_NOP with no words to follow


@conf("K29", "igt:drm_virtgpu@drm-virtgpu-execbuffer")
def test_execbuffer(gpu_3d: VirtGpu) -> None:
    """A stream runs, its fence is signalled, and its buffers are idle afterwards."""
    with _picture(gpu_3d) as resource:
        assert gpu_3d.execbuffer(_NOP) is None
        fence = gpu_3d.execbuffer(_NOP * 4, gems=[resource], out_fence=True)
        assert fence is not None
        with fence:
            fence.wait(5_000_000_000)
            assert fence.status == 1
            assert fence.info().fences[0].driver_name == "virtio_gpu"
            again = gpu_3d.execbuffer(_NOP, in_fence=fence, out_fence=True)
            assert again is not None
            again.wait(5_000_000_000)
            again.close()
        gpu_3d.wait(resource)
        with pytest.raises(OSError) as caught:
            gpu_3d.execbuffer(_NOP, in_fence=gpu_3d.device)
        assert caught.value.errno == errno.EINVAL
        with pytest.raises(OSError) as caught:
            gpu_3d.execbuffer(_NOP, ring=3)
        assert caught.value.errno == errno.EINVAL


def test_execbuffer_syncobjs(gpu_3d: VirtGpu) -> None:
    """Sync objects are waited for before a stream and signalled after it, binary and timeline."""
    device = gpu_3d.device
    with (
        device.create_syncobj(signaled=True) as before,
        device.create_syncobj() as after,
        device.create_syncobj() as line,
    ):
        gpu_3d.execbuffer(_NOP, in_syncobjs=[before], out_syncobjs=[after, (line, 4)])
        after.wait(timeout_ns=5_000_000_000)
        line.wait_point(4, timeout_ns=5_000_000_000)
        assert line.query() == 4
        with device.create_syncobj() as empty, pytest.raises(OSError) as caught:
            gpu_3d.execbuffer(_NOP, in_syncobjs=[empty])
        assert caught.value.errno == errno.EINVAL


@conf("K29")
def test_ring_and_event(gpu_3d: VirtGpu) -> None:
    """A stream on a polled ring ends with an event of the driver's own, which is kept as it came."""
    if not gpu_3d.getparam(Param.CONTEXT_INIT):
        pytest.skip(f"{force.NOT_APPLICABLE}this card makes no contexts with rings")
    gpu_3d.context_init(capset=Capset.VIRGL2, num_rings=1, poll_rings_mask=1)
    fence = gpu_3d.execbuffer(_NOP, ring=0, out_fence=True)
    assert fence is not None
    with fence:
        (event,) = gpu_3d.device.read_events(timeout_ns=5_000_000_000)
        assert event == UnknownEvent(lib.VIRTGPU_EVENT_FENCE_SIGNALED, struct.pack("=II", event.type, 8))
        fence.wait(5_000_000_000)

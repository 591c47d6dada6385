"""What Mesa asks of virtio-gpu when it starts on a card with 3D, as the kernel hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pydrm.virtgpu import Capset, Param

from ..support import conf, force, kprobes, mesa, needs

if TYPE_CHECKING:
    from pydrm.virtgpu import VirtGpu

_PROBES = {
    "virtio_gpu_getparam_ioctl": "param=+0(%si):u64",
    "virtio_gpu_get_caps_ioctl": "capset=+0(%si):u32 version=+4(%si):u32 size=+16(%si):u32",
    "virtio_gpu_context_init_ioctl": "count=+0(%si):u32",
    "virtio_gpu_resource_create_ioctl": "target=+0(%si):u32 format=+4(%si):u32 bind=+8(%si):u32 width=+12(%si):u32",
    "virtio_gpu_execbuffer_ioctl": "flags=+0(%si):u32 size=+4(%si):u32",
}
_OPEN = """
import sys, pydrm, pygbm
with pydrm.open(sys.argv[1]) as device, pygbm.Device(device) as gbm:
    print(gbm.backend_name)
    if len(sys.argv) > 2:
        gbm.create_bo(64, 48, "XR24").close()
"""


@pytest.fixture
def path(gpu_3d: VirtGpu) -> str:
    """The node of a card with 3D, on a machine that can be listened to."""
    reason = kprobes.why_not()
    if reason is not None:
        force.unmet(None, "kprobes", reason)
    return gpu_3d.device.path


@conf("K29")
@needs("libgbm")
def test_questions(path: str) -> None:
    """First what the kernel can do, parameter by parameter, then the capabilities of the renderer on the host.

    The list is that of virgl_drm_winsys_create() and virgl_init_context(): six parameters in every Mesa from 22.3 on, a
    context for virgl where the kernel makes contexts, and the newest set of capabilities that it has. Later ones (seen
    in 25.0) ask before that for the capabilities of native contexts (DRM), which is to drive the host's card directly.
    """
    with kprobes.traced(_PROBES) as trace:
        assert mesa.program(_OPEN, path).status == 0
        calls = trace.calls()
    asked = [values["param"] for name, values in calls if name == "virtio_gpu_getparam_ioctl"]
    assert asked[0] == Param.FEATURES_3D
    assert set(asked) >= {
        Param.FEATURES_3D,
        Param.CAPSET_QUERY_FIX,
        Param.RESOURCE_BLOB,
        Param.HOST_VISIBLE,
        Param.CROSS_DEVICE,
        Param.CONTEXT_INIT,
    }
    assert set(asked) <= set(Param)
    names = [name for name, _ in calls]
    asked_caps = {i: values["capset"] for i, (name, values) in enumerate(calls) if name == "virtio_gpu_get_caps_ioctl"}
    first = next(i for i, capset in asked_caps.items() if capset != Capset.DRM)
    assert asked_caps[first] == Capset.VIRGL2
    assert names.index("virtio_gpu_getparam_ioctl") < first
    assert all(i < first for i, capset in asked_caps.items() if capset == Capset.DRM)
    if "virtio_gpu_context_init_ioctl" in names:
        assert names.index("virtio_gpu_context_init_ioctl") < first


@conf("K29")
@needs("libgbm")
def test_a_buffer_is_a_resource(path: str) -> None:
    """A buffer of GBM's is made with the driver's own ioctl, in the size that was asked for: no dumb buffer."""
    with kprobes.traced(_PROBES) as trace:
        assert mesa.program(_OPEN, path, "buffer").output.strip() == "drm"
        calls = trace.calls()
    made = [values for name, values in calls if name == "virtio_gpu_resource_create_ioctl"]
    assert [each["width"] for each in made if each["width"] == 64] == [64]


def test_silence(gpu_3d: VirtGpu, path: str) -> None:
    """Nothing is heard of who asks nothing, and exactly what somebody asks."""
    with kprobes.traced(_PROBES) as trace:
        assert trace.calls() == []
        gpu_3d.getparam(Param.CONTEXT_INIT)
        gpu_3d.getparam(Param.HOST_VISIBLE)
        assert trace.calls() == [
            ("virtio_gpu_getparam_ioctl", {"param": Param.CONTEXT_INIT}),
            ("virtio_gpu_getparam_ioctl", {"param": Param.HOST_VISIBLE}),
        ]

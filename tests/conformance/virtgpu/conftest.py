"""The virtio-gpu device, on its card node and on its render node."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm.virtgpu import Param, VirtGpu

from ..support import force, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=["card", "render"])
def gpu(request: pytest.FixtureRequest) -> Iterator[VirtGpu]:
    """A virtio-gpu, with or without 3D."""
    found = nodes.node("virtio_gpu", request.param)
    if found is None:
        force.unmet("virtio_gpu", "device", "no virtio-gpu here")
    with pydrm.open(found.path) as device:
        yield VirtGpu(device)


@pytest.fixture
def gpu_3d(gpu: VirtGpu) -> VirtGpu:
    """A virtio-gpu whose host renders."""
    if not gpu.getparam(Param.FEATURES_3D):
        force.unmet("virtio_gpu", "3d", "this card has no 3D")
    return gpu


@pytest.fixture
def gpu_2d(gpu: VirtGpu) -> VirtGpu:
    """A virtio-gpu whose host only shows pictures."""
    if gpu.getparam(Param.FEATURES_3D):
        pytest.skip(f"{force.NOT_APPLICABLE}this card has 3D")
    return gpu

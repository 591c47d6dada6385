"""Devices with sync objects, and fences that stay pending until a case signals them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import Cap, vgem

from ..support import force, nodes, probes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..support.nodes import Node


class Pending:
    """A fence that is signalled by hand: a sync file, and the way to signal it."""

    def __init__(self, sync_file: pydrm.SyncFile, signal: Callable[[], None]) -> None:
        self.sync_file = sync_file
        self.signal = signal


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "sync_node" in metafunc.fixturenames:
        found = [node for node in nodes.nodes() if probes.of_node(node, "syncobj") is None]
        metafunc.parametrize("sync_node", found or [None], ids=str if found else ["no-device"])


@pytest.fixture
def dev(sync_node: Node | None) -> Iterator[pydrm.Device]:
    """A device with sync objects, on each of its nodes in turn."""
    if sync_node is None:
        force.unmet("virtio_gpu", "syncobj", "no device here has sync objects")
    with pydrm.open(sync_node.path) as device:
        yield device


def needs_timelines(device: pydrm.Device) -> None:
    """End the case where the device has no timeline sync objects."""
    if not device.has_cap(Cap.SYNCOBJ_TIMELINE):
        force.unmet(device.driver, "syncobj.timeline", "its sync objects are binary only")


@pytest.fixture
def timeline_dev(dev: pydrm.Device) -> pydrm.Device:
    """A device with timeline sync objects."""
    needs_timelines(dev)
    return dev


@pytest.fixture
def pending() -> Iterator[Callable[[], Pending]]:
    """Make fences of vgem's, each on a buffer of its own; all are signalled and closed at the end."""
    reason = probes.missing("vgem.fence", None)[1]
    if reason is not None:
        force.unmet("vgem", "fence", reason)
    made: list[pydrm.SyncFile | pydrm.VgemFence] = []
    with pydrm.open(driver="vgem", node="primary") as device:

        def make() -> Pending:
            with device.create_dumb(16, 16, "XR24") as buffer, buffer.export() as dmabuf:
                fence = vgem.attach(buffer, write=True)
                made.append(fence)  # a fence that nobody holds any more signals itself
                sync_file = dmabuf.export_sync_file(read=True)
            made.append(sync_file)
            return Pending(sync_file, fence.signal)

        yield make
        for each in made:
            each.close()

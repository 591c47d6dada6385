"""Uevents of displays through `pydrm.kms.HotplugMonitor`, as the kernel really sends them.

A lease's end makes the kernel send one of its own (LEASE=1). Writing to a `uevent` file of sysfs makes it send what it
would at boot. Plugs that are pulled are cases of test_configured_life.py; where the lab's vkms has none HOTPLUG=1 is
known from its words alone, in tests/unit/test_kms_hotplug.py.
"""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import ClosedError, ForkError
from pydrm.kms import HotplugEvent, HotplugMonitor, create_lease

from ..support import conf, needs
from ..support.processes import in_child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..support.nodes import Node

pytestmark = needs("pyudev", "root")

SECOND = 1_000_000_000
_CLASS = Path("/sys/class/drm")


def poke(name: str) -> None:
    """Make the kernel send a `change` of a card, or of a connector."""
    (_CLASS / name / "uevent").write_text("change")


@pytest.fixture
def device(card: Node) -> Iterator[pydrm.Device]:
    """The device that is master of the card."""
    with pydrm.open(card.path) as opened:
        yield opened


@pytest.fixture
def monitor(device: pydrm.Device) -> Iterator[HotplugMonitor]:
    """A monitor of the card's device, by the kernel's own events."""
    with HotplugMonitor(device, source="kernel") as listening:
        yield listening


def connectors(card: Node) -> list[str]:
    """The names of the card's connectors in sysfs."""
    return sorted(each.name for each in _CLASS.glob(f"{os.path.basename(card.path)}-*"))


@conf("K24", "igt:kms_lease@lease-uevent")
def test_a_lease_ends(card: Node, device: pydrm.Device, monitor: HotplugMonitor) -> None:
    """Nothing is told when a lease begins or is revoked, and once when its file is closed."""
    lease = create_lease(device, [])
    assert monitor.read(timeout_ns=0) == []
    lease.revoke()
    assert monitor.read(timeout_ns=0) == []
    lease.close()
    (event,) = monitor.read(timeout_ns=SECOND)
    assert (event.action, event.lease, event.hotplug) == ("change", True, False)
    assert event.path == card.path
    assert (event.connector_id, event.property_id) == (None, None)
    assert event.properties["DEVTYPE"] == "drm_minor"


@conf("K28")
def test_cards_and_connectors(card: Node, monitor: HotplugMonitor) -> None:
    """In the order in which they happened, with the node of the card; a connector has none."""
    names = [os.path.basename(card.path), *connectors(card)]
    for name in names:
        poke(name)
    found = monitor.read()
    assert [os.path.basename(each.sys_path) for each in found] == names
    assert [each.path for each in found] == [card.path] + [None] * (len(names) - 1)
    assert all(each.action == "change" and not each.hotplug and not each.lease for each in found)
    assert all(os.path.isdir(each.sys_path) for each in found)


def test_events_of_others(card: Node, monitor: HotplugMonitor) -> None:
    """A monitor of one device is told nothing of the others; one of all is told everything of DRM, and nothing else."""
    cards = sorted(each.name for each in _CLASS.glob("card[0-9]*") if "-" not in each.name)
    mine = os.path.basename(card.path)
    with HotplugMonitor(source="kernel") as everything:
        for name in cards:
            poke(name)
        Path("/sys/class/mem/null/uevent").write_text("change")
        found = [os.path.basename(each.sys_path) for each in everything.read(timeout_ns=SECOND)]
        assert found == cards
        assert [os.path.basename(each.sys_path) for each in monitor.read(timeout_ns=SECOND)] == [mine]


def test_render_nodes_and_cards_are_one_device(vgem_node: Node, vgem_render_node: Node) -> None:
    """Made from either, a monitor is told of both."""
    names = [os.path.basename(each.path) for each in (vgem_node, vgem_render_node)]
    for node in (vgem_node, vgem_render_node):
        with pydrm.open(node.path) as device, HotplugMonitor(device, source="kernel") as monitor:
            for name in names:
                poke(name)
            assert [os.path.basename(each.sys_path) for each in monitor.read()] == names


def test_time_runs_out(monitor: HotplugMonitor) -> None:
    """No events by then; not before."""
    assert monitor.read(timeout_ns=0) == []
    start = time.monotonic_ns()
    assert monitor.read(timeout_ns=SECOND // 10) == []
    assert time.monotonic_ns() - start >= SECOND // 10
    with pytest.raises(ValueError, match="timeout_ns"):
        monitor.read(timeout_ns=-1)


def test_read_waits(card: Node, monitor: HotplugMonitor) -> None:
    """Until something happens, with the interpreter free meanwhile."""
    later = threading.Timer(0.1, poke, [os.path.basename(card.path)])
    later.start()
    assert len(monitor.read(timeout_ns=5 * SECOND)) == 1
    later.join()


def test_asyncio(card: Node, monitor: HotplugMonitor) -> None:
    """A loop that is left and entered again, and whose wait is cancelled, gets every event once."""
    name = os.path.basename(card.path)

    async def collect() -> list[int]:
        numbers = []
        for _ in range(3):
            poke(name)
        async for event in monitor:
            numbers.append(int(event.properties["SEQNUM"]))
            if len(numbers) == 2:
                break
        numbers.append(int((await anext(monitor)).properties["SEQNUM"]))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(monitor), 0.05)
        asyncio.get_running_loop().call_later(0.05, poke, name)
        numbers.append(int((await asyncio.wait_for(anext(monitor), 5)).properties["SEQNUM"]))
        return numbers

    found = asyncio.run(collect())
    assert found == list(range(found[0], found[0] + 4))


def test_reading_what_the_loop_left(card: Node, monitor: HotplugMonitor) -> None:
    """Events that came at once with the one that a task took are there for read()."""
    for _ in range(3):
        poke(os.path.basename(card.path))

    async def first() -> HotplugEvent:
        return await anext(monitor)

    one = asyncio.run(first())
    rest = monitor.read(timeout_ns=0)
    assert len({each.properties["SEQNUM"] for each in (one, *rest)}) == 3


def test_too_many(card: Node, monitor: HotplugMonitor) -> None:
    """When the socket is full the reader is told that events were lost, and then goes on."""
    with socket.socket(fileno=os.dup(monitor.fileno())) as same:
        same.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    for _ in range(64):
        poke(os.path.basename(card.path))
    with pytest.raises(OSError, match="No buffer space") as caught:
        monitor.read(timeout_ns=0)
    assert caught.value.errno == errno.ENOBUFS
    assert "events were lost" in caught.value.__notes__[0]
    kept = len(monitor.read(timeout_ns=0))
    assert 1 <= kept < 64
    poke(os.path.basename(card.path))
    assert len(monitor.read(timeout_ns=SECOND)) == 1


def test_closed(card: Node, device: pydrm.Device) -> None:
    """The socket is gone with the object; a monitor outlives its device."""
    before = os.listdir("/proc/self/fd")
    monitor = HotplugMonitor(device, source="kernel")
    device.close()
    poke(os.path.basename(card.path))
    assert len(monitor.read(timeout_ns=SECOND)) == 1
    monitor.close()
    monitor.close()
    for use in (monitor.read, monitor.fileno):
        with pytest.raises(ClosedError):
            use()
    assert len(os.listdir("/proc/self/fd")) == len(before) - 1
    with pytest.raises(ClosedError):
        HotplugMonitor(device, source="kernel")


def test_dropped(device: pydrm.Device) -> None:
    """Left open it warns, and its socket is closed all the same."""
    before = len(os.listdir("/proc/self/fd"))
    with pytest.warns(ResourceWarning, match="unclosed <HotplugMonitor /sys/devices/.* fd="):
        HotplugMonitor(device, source="kernel")
    assert len(os.listdir("/proc/self/fd")) == before


def test_not_after_fork(monitor: HotplugMonitor) -> None:
    """A child would take events away from its parent."""

    def child() -> str:
        try:
            monitor.read(timeout_ns=0)
        except ForkError as error:
            return str(error)
        return ""

    assert "parent's" in in_child(child)


def test_sources(card: Node) -> None:
    """By default udev's events where its daemon runs, else the kernel's."""
    with pytest.raises(ValueError, match="Invalid source"):
        HotplugMonitor(source="mdev")  # type: ignore[arg-type]
    with HotplugMonitor() as monitor:
        poke(os.path.basename(card.path))
        assert [each.path for each in monitor.read(timeout_ns=5 * SECOND)] == [card.path]

"""kill -9 in every state: whoever waited goes on, whoever comes next finds the device as new, nothing is left."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING, Any

import pytest

import pydrm

from .support import conf, needs
from .support.processes import Child, Gate

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.nodes import Node

SECOND = 1_000_000_000


def for_ever() -> None:
    while True:
        time.sleep(60)


def holding_everything(path: str, ready: Gate) -> None:
    device = pydrm.open(path)
    buffers = [device.create_dumb(64, 64, bpp=32) for _ in range(8)]
    things: list[Any] = [buffer.export() for buffer in buffers]
    things += [buffer.map() for buffer in buffers]
    things += [thing.export_sync_file(read=True) for thing in things[:8]]
    buffers[0].flink()
    ready.open()
    for_ever()


def working_hard(path: str, ready: Gate) -> None:
    device = pydrm.open(path)
    ready.open()
    while True:
        with device.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf:
            with device.import_dmabuf(dmabuf), buffer.map() as pages:
                pages[0:1] = b"!"


def being_master(path: str, ready: Gate) -> None:
    device = pydrm.open(path)
    if not device.is_master:
        device.set_master()
    ready.open()
    for_ever()


def waiting_for_events(path: str, ready: Gate) -> None:
    device = pydrm.open(path)
    ready.open()
    device.read_events()


def waiting_for_a_fence(path: str, ready: Gate) -> None:
    with pydrm.open(driver="vgem") as vgem:
        buffer = vgem.create_dumb(64, 64, bpp=32)
        fence = pydrm.vgem.attach(buffer, write=True)
        dmabuf = buffer.export()
        ready.open()
        dmabuf.wait()
        fence.close()


def waiting_in_a_bracket(path: str, ready: Gate) -> None:
    with pydrm.open(driver="vgem") as vgem:
        buffer = vgem.create_dumb(64, 64, bpp=32)
        fence = pydrm.vgem.attach(buffer, write=True)
        dmabuf = buffer.export()
        ready.open()
        dmabuf.sync_start()
        fence.close()


STATES: dict[str, Callable[[str, Gate], None]] = {
    function.__name__: function
    for function in (
        holding_everything,
        working_hard,
        being_master,
        waiting_for_events,
        waiting_for_a_fence,
        waiting_in_a_bracket,
    )
}


@conf("X8")
@needs("dumb", "prime.export", "prime.import", "master", "vgem.fence")
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("delay", [0.0, 0.05])
def test_killed(card: Node, state: str, delay: float) -> None:
    """The process is gone at once, the device has a master's place free, and every object of it is freed."""
    with Gate() as ready:
        with Child(STATES[state], card.path, ready) as child:
            ready.wait()
            time.sleep(delay)
            start = time.monotonic()
            assert child.kill() == -9
            assert time.monotonic() - start < 5
    with pydrm.open(card.path) as device:
        assert device.is_master
        with device.create_dumb(64, 64, bpp=32) as buffer, buffer.map() as pages:
            assert bytes(pages) == bytes(len(pages))


@conf("X8", "V14")
@needs("vgem.fence", "vgem.dumb")
def test_killed_with_a_shared_fence(vgem: pydrm.Device) -> None:
    """A buffer that a dead process had made busy is free at once, long before the fence's ten seconds."""
    here, there = socket.socketpair()
    with here, there, vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf, Gate() as ready:
        dmabuf.send(there)

        def attacher() -> None:
            with pydrm.open(driver="vgem") as mine, pydrm.DmaBuf.recv(here) as received:
                imported = mine.import_dmabuf(received)
                fence = pydrm.vgem.attach(imported, write=True)
                ready.open()
                for_ever()
                fence.close()

        with Child(attacher) as child:
            ready.wait()
            assert not dmabuf.poll()
            child.kill()
            dmabuf.wait(write=True, timeout_ns=5 * SECOND)
        with dmabuf.cpu_access():
            pass


@conf("X8")
@needs("dumb", "prime.export", "prime.import")
def test_killed_while_passing(card: Node) -> None:
    """A buffer in flight is good when its sender is dead, and freed when nobody takes it."""
    here, there = socket.socketpair()
    with here:
        with there, Gate() as ready:

            def sender() -> None:
                with pydrm.open(card.path) as device, device.create_dumb(64, 64, bpp=32) as buffer:
                    with buffer.map() as pages:
                        pages[0:5] = b"alive"
                    for _ in range(2):
                        with buffer.export() as dmabuf:
                            dmabuf.send(there)
                    ready.open()
                    for_ever()

            with Child(sender) as child:
                ready.wait()
                child.kill()
        with pydrm.DmaBuf.recv(here) as received, received.map() as pages:
            assert bytes(pages[0:5]) == b"alive"
        # The second message is never received: closing the socket has to free it.


@conf("X8")
@needs("dumb")
def test_killed_over_and_over(card: Node) -> None:
    """Processes that die in the middle of their work, one after the other, leave an untouched device."""
    for round_ in range(8):
        with Gate() as ready, Child(working_hard, card.path, ready) as child:
            ready.wait()
            time.sleep(0.003 * round_)
            child.kill()
    with pydrm.open(card.path) as device:
        with device.create_dumb(8, 8, bpp=32) as buffer:
            assert buffer.handle == 1

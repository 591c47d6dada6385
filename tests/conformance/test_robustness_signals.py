"""A storm of signals changes no result: calls are made again, waits keep their deadline, handlers run meanwhile."""

from __future__ import annotations

import asyncio
import errno
import mmap
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

import pydrm

from .support import conf, needs
from .support.pace import patient
from .support.storm import Storm

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.nodes import Node

pytestmark = needs("vgem.dumb", "vgem.fence")

ROUNDS = 60
WAIT = int(patient(0.2) * 1e9)  # nanoseconds
SLACK = 5.0  # a wait that began anew with each signal would never end


def whole_life(path: str) -> list[object]:
    """One of everything; what it answered."""
    seen: list[object] = []
    with pydrm.open(path) as device:
        seen += [device.driver, device.version().name, device.get_cap(pydrm.Cap.PRIME), device.is_master]
        with device.create_dumb(64, 64, "XR24") as buffer, device.create_dumb(64, 64, "XR24") as other:
            buffer.array[:] = 0x01020304
            seen += [buffer.size, int(buffer.array.sum()), sorted(device.gem.handles().values())]
            name = buffer.flink()
            with device.open_name(name) as alias:
                seen.append(alias.size)
            with buffer.export() as dmabuf, other.export() as second:
                seen += [dmabuf.size, dmabuf.same_buffer(second), dmabuf.poll(), dmabuf.poll(write=True)]
                with dmabuf.cpu_access(), dmabuf.map() as pages:
                    seen.append(bytes(pages[:8]))
                with device.import_dmabuf(dmabuf) as again:
                    seen.append(again.handle == buffer.handle)
                with dmabuf.export_sync_file(read=True) as one, second.export_sync_file(write=True) as two:
                    with one.merge(two, name="storm") as both:
                        seen += [both.status, both.info().name, both.poll()]
                    second.import_sync_file(one, read=True)
    return seen


@conf("X1")
@pytest.mark.parametrize("driver", [pytest.param(name, marks=needs(name)) for name in ("vgem", "vkms")])
def test_results_are_the_same(driver: str) -> None:
    """Everything that a program does with a device gives the same answers in a storm and in the calm."""
    with pydrm.open(driver=driver) as found:
        path = found.path
    calm = whole_life(path)
    with Storm() as storm:
        for _ in range(ROUNDS):
            assert whole_life(path) == calm
    assert storm.count > 10


@conf("X1")
@needs("udmabuf", "heap.system", "sw_sync")
def test_other_makers_of_buffers_and_fences() -> None:
    """udmabuf, the heap and sw_sync in a storm."""
    with Storm() as storm:
        while storm.count < 50:
            with pydrm.udmabuf.allocate(65536) as udmabuf, pydrm.Heap("system") as heap, heap.allocate(65536) as memory:
                assert (udmabuf.size, memory.size) == (65536, 65536)
                with pydrm.SwTimeline() as timeline, timeline.create_fence(1, "one") as fence:
                    memory.import_sync_file(fence, write=True)
                    assert not memory.poll()
                    timeline.inc(1)
                    memory.wait(timeout_ns=WAIT)
                    assert fence.status == 1


WAITS: dict[str, Callable[[pydrm.DmaBuf, pydrm.SyncFile], object]] = {
    "read": lambda buffer, _: buffer.wait(timeout_ns=WAIT),
    "write": lambda buffer, _: buffer.wait(write=True, timeout_ns=WAIT),
    "sync_file": lambda _, sync_file: sync_file.wait(WAIT),
    "read_async": lambda buffer, _: asyncio.run(buffer.wait_async(timeout_ns=WAIT)),
    "sync_file_async": lambda _, sync_file: asyncio.run(sync_file.wait_async(WAIT)),
}


@conf("X1")
@pytest.mark.parametrize("kind", WAITS)
def test_a_wait_keeps_its_deadline(vgem: pydrm.Device, kind: str) -> None:
    """A storm of signals neither end a wait of a fifth of a second early nor make it longer."""
    with vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf, pydrm.vgem.attach(buffer, write=True):
        with dmabuf.export_sync_file(read=True) as sync_file, Storm() as storm:
            start = time.monotonic_ns()
            with pytest.raises(TimeoutError):
                WAITS[kind](dmabuf, sync_file)
            elapsed = time.monotonic_ns() - start
    assert WAIT <= elapsed < WAIT + SLACK * 1e9
    assert storm.count > 3


@conf("X1")
@pytest.mark.parametrize("kind", [*WAITS, "bracket"])
def test_a_wait_ends_with_the_fence(vgem: pydrm.Device, kind: str) -> None:
    """A wait in a storm ends when the fence is signalled, and not before."""
    calls: dict[str, Callable[[pydrm.DmaBuf, pydrm.SyncFile], object]] = {
        **WAITS,
        "bracket": lambda buffer, _: buffer.sync_start(),
    }
    with vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf:
        fence = pydrm.vgem.attach(buffer, write=True)
        signalled = []

        def later() -> None:
            time.sleep(0.1)
            signalled.append(time.monotonic_ns())
            fence.signal()

        thread = threading.Thread(target=later)
        with dmabuf.export_sync_file(read=True) as sync_file, Storm() as storm:
            thread.start()
            calls[kind](dmabuf, sync_file)
            end = time.monotonic_ns()
        thread.join()
        assert signalled
        assert signalled[0] <= end < signalled[0] + SLACK * 1e9
        assert storm.count > 3
        if kind == "bracket":
            dmabuf.sync_end()


@conf("X1")
def test_reading_events_keeps_its_deadline(card: Node) -> None:
    """Waiting for events that do not come ends on time, empty-handed."""
    with pydrm.open(card.path) as device, Storm() as storm:
        start = time.monotonic_ns()
        assert device.read_events(timeout_ns=WAIT) == []
        assert WAIT <= time.monotonic_ns() - start < WAIT + SLACK * 1e9
    assert storm.count > 3


class Interrupted(Exception):
    """Raised by a signal handler."""


@conf("X1")
@pytest.mark.parametrize("kind", ["read", "sync_file", "bracket", "events", "read_async"])
def test_a_handler_may_end_a_wait(vgem: pydrm.Device, kind: str) -> None:
    """A handler that raises ends the wait with its exception (Ctrl-C works), and nothing is broken afterwards."""

    def handler(number: int, frame: object) -> None:
        raise Interrupted

    calls: dict[str, Callable[[pydrm.DmaBuf, pydrm.SyncFile], object]] = {
        "read": lambda buffer, _: buffer.wait(),
        "sync_file": lambda _, sync_file: sync_file.wait(),
        "bracket": lambda buffer, _: buffer.sync_start(),
        "events": lambda buffer, _: vgem.read_events(),
        "read_async": lambda buffer, _: asyncio.run(buffer.wait_async()),
    }
    with vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf:
        fence = pydrm.vgem.attach(buffer, write=True)
        with dmabuf.export_sync_file(read=True) as sync_file:
            previous = signal.signal(signal.SIGALRM, handler)
            try:
                start = time.monotonic()
                signal.setitimer(signal.ITIMER_REAL, 0.1)
                with pytest.raises(Interrupted):
                    calls[kind](dmabuf, sync_file)
                assert time.monotonic() - start < SLACK
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, previous)
            assert not dmabuf.poll()
            fence.signal()
            dmabuf.wait(timeout_ns=WAIT)
            sync_file.wait(WAIT)


@needs("udmabuf")
@conf("X1")
def test_failures_are_the_same(vgem: pydrm.Device) -> None:
    """Errors in a storm are the errors of the calm, not EINTR."""
    failures: list[tuple[int, Callable[[], object]]] = [
        (errno.EINVAL, lambda: vgem.create_dumb(1 << 16, 1 << 16, bpp=32)),
        (errno.ENOENT, lambda: vgem.open_name(0x7FFF)),
        (errno.EBADF, lambda: vgem.import_dmabuf(9999)),
        (errno.ENOENT, lambda: pydrm.vgem.fence_signal(vgem, 77)),
        (errno.EOPNOTSUPP, lambda: vgem.set_client_cap(pydrm.ClientCap.ATOMIC, 1)),
        (errno.EINVAL, lambda: pydrm.udmabuf.allocate(mmap.PAGESIZE + 1)),
    ]
    with Storm() as storm:
        while storm.count < 50:
            for expected, call in failures:
                with pytest.raises(OSError) as caught:
                    call()
                assert caught.value.errno == expected

"""Waits that signals, other threads and cancelled tasks come into. Nothing leaks, and all goes on."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from pydrm import vgem as vgem_fences
from tests.conformance.support import conf

if TYPE_CHECKING:
    import pydrm

MS = 1_000_000


@conf("X1")
def test_a_storm_of_signals(vgem: pydrm.Device, vkms: pydrm.Device) -> None:
    """Interrupted every millisecond, every operation has the same result as ever."""
    ticks: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: ticks.append(number))
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    try:
        for number in range(60):
            with vgem.create_dumb(64, 64, "XR24") as buffer, buffer.export() as dmabuf:
                buffer.array[...] = number
                with vkms.import_dmabuf(dmabuf) as imported, imported.export() as again, again.map() as mapping:
                    assert mapping[0] == number
                    assert again.same_buffer(dmabuf)
                with dmabuf.export_sync_file(write=True) as fences:
                    fences.wait(timeout_ns=0)
        with vgem.create_dumb(64, 64, "XR24") as buffer, buffer.export() as dmabuf:
            fence = vgem_fences.attach(buffer, write=True)
            start = time.monotonic_ns()
            with pytest.raises(TimeoutError):
                dmabuf.wait(timeout_ns=50 * MS)
            assert time.monotonic_ns() - start >= 50 * MS
            threading.Timer(0.05, fence.signal).start()
            with dmabuf.cpu_access(write=False):  # blocks until the fence is signalled
                assert time.monotonic_ns() - start >= 100 * MS
            fence.close()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(ticks) > 20


def test_a_handler_that_raises_ends_the_wait(vgem: pydrm.Device) -> None:
    """Ctrl-C gets through a wait for ever and through a bracket that blocks, which is not open then."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGUSR1, stop)
    try:
        with vgem.create_dumb(64, 64, "XR24") as buffer, buffer.export() as dmabuf:
            with vgem_fences.attach(buffer, write=True):
                for wait in (dmabuf.wait, lambda: dmabuf.cpu_access().__enter__(), dmabuf.map):
                    threading.Timer(0.03, os.kill, (os.getpid(), signal.SIGUSR1)).start()
                    with pytest.raises(KeyboardInterrupt):
                        wait()  # type: ignore[operator]
                    assert not dmabuf._brackets
    finally:
        signal.signal(signal.SIGUSR1, before)


@conf("X11")
def test_waiting_lets_other_threads_run(vgem: pydrm.Device) -> None:
    """While a thread blocks in a wait or in a bracket, another goes on counting."""
    with vgem.create_dumb(64, 64, "XR24") as buffer, buffer.export() as dmabuf:
        for wait in (lambda: dmabuf.wait(), lambda: dmabuf.cpu_access(write=False).__enter__()):
            fence = vgem_fences.attach(buffer, write=True)
            thread = threading.Thread(target=wait)
            thread.start()
            start, beats = time.monotonic(), 0
            while time.monotonic() - start < 0.2:
                time.sleep(0.001)
                beats += 1
            assert thread.is_alive()
            fence.close()
            thread.join()
            assert beats > 20


def test_tasks_that_wait(vgem: pydrm.Device) -> None:
    """Many tasks wait on one buffer; some are cancelled, some give up, the others wake: nothing is left of any."""
    with vgem.create_dumb(64, 64, "XR24") as buffer, buffer.export() as dmabuf:
        before = sorted(os.listdir("/proc/self/fd"))

        async def check() -> None:
            fence = vgem_fences.attach(buffer, write=True)
            inner = sorted(os.listdir("/proc/self/fd"))
            patient = [asyncio.create_task(dmabuf.wait_async(write=bool(n % 2))) for n in range(6)]
            hasty = [asyncio.create_task(dmabuf.wait_async(timeout_ns=5 * MS)) for _ in range(3)]
            doomed = [asyncio.create_task(dmabuf.wait_async()) for _ in range(3)]
            await asyncio.sleep(0.02)
            for task in doomed:
                task.cancel()
            results = await asyncio.gather(*hasty, *doomed, return_exceptions=True)
            assert [type(result) for result in results] == [TimeoutError] * 3 + [asyncio.CancelledError] * 3
            assert not any(task.done() for task in patient)
            fence.signal()
            await asyncio.wait_for(asyncio.gather(*patient), 5)
            assert sorted(os.listdir("/proc/self/fd")) == inner
            fence.close()

        asyncio.run(check())
        assert sorted(os.listdir("/proc/self/fd")) == before

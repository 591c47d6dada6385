"""The fence objects of pydrm on real fences: sync files, software timelines, vgem's."""

from __future__ import annotations

import asyncio
import errno
import gc
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import SwTimeline, SyncFile, udmabuf
from pydrm.vgem import attach, fence_attach, fence_signal

from .support import conf, needs

if TYPE_CHECKING:
    from collections.abc import Callable

_MS = 1_000_000
_SECOND = 1000 * _MS
_sw_sync = needs("sw_sync")


def _later(action: Callable[[], object], delay: float = 0.1) -> threading.Timer:
    timer = threading.Timer(delay, action)
    timer.start()
    return timer


# -- sync files and software timelines ---------------------------------------------------------------------------------


@_sw_sync
@conf("Y1", "X11")
def test_wait() -> None:
    """A wait ends in time or with the signal from another thread, and again at once afterwards."""
    with SwTimeline() as timeline, timeline.create_fence(1, "one") as fence:
        assert not fence.poll()
        start = time.monotonic_ns()
        with pytest.raises(TimeoutError) as late:
            fence.wait(30 * _MS)
        assert time.monotonic_ns() - start >= 30 * _MS
        assert "30000000 ns" in late.value.__notes__[0]
        timer = _later(timeline.inc)
        fence.wait()
        assert fence.poll()
        fence.wait(0)
        timer.join()


@_sw_sync
def test_interrupted_wait() -> None:
    """Handlers run during a wait, and the deadline stays where it was; one that raises ends it."""
    hits: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: hits.append(number))
    try:
        with SwTimeline() as timeline, timeline.create_fence(1) as fence:
            signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
            start = time.monotonic_ns()
            assert not fence.poll(200 * _MS)
            assert 200 * _MS <= time.monotonic_ns() - start < 400 * _MS
            assert len(hits) > 3

            def stop(number: int, frame: object) -> None:
                raise InterruptedError("enough")

            signal.signal(signal.SIGALRM, stop)
            with pytest.raises(InterruptedError, match="enough"):
                fence.wait()
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@_sw_sync
@conf("Y2", "Y9", "Y10")
def test_merge_and_info() -> None:
    """A merged file has the latest fence of each timeline, its own name, and ends with the last of them."""
    with SwTimeline() as one, SwTimeline() as two:
        with one.create_fence(1) as a, one.create_fence(2) as b, two.create_fence(5) as c:
            with a.merge(b, name="both") as same, same.merge(c, name="x" * 31) as merged:
                assert same.info().name == "both"
                assert len(same.info().fences) == 1
                info = merged.info()
                assert info.name == "x" * 31
                assert [fence.driver_name for fence in info.fences] == ["sw_sync"] * 2
                assert (info.status, info.signaled) == (0, False)
                start = time.monotonic_ns()
                one.inc(2)
                assert (a.status, b.status, same.status, merged.status) == (1, 1, 1, 0)
                two.inc(5)
                merged.wait(_SECOND)
                assert merged.status == 1
                stamps = [fence.timestamp_ns for fence in merged.info().fences]
                assert all(start <= stamp <= time.monotonic_ns() for stamp in stamps)
                with pytest.raises(ValueError, match="the kernel keeps 31"):
                    a.merge(b, name="x" * 32)


@_sw_sync
@conf("Y7")
def test_merge_with_something_else() -> None:
    """What is no sync file is ENOENT, with the call in a note."""
    with SwTimeline() as timeline, timeline.create_fence(1) as fence:
        for wrong in (-1, timeline):
            with pytest.raises(OSError) as caught:
                fence.merge(wrong)
            assert caught.value.errno == errno.ENOENT
            assert "SYNC_IOC_MERGE(fd2=" in caught.value.__notes__[0]


@_sw_sync
@conf("Y13")
def test_closed_timeline() -> None:
    """Closing a timeline ends its fences with ENOENT; a merged file says so too, asked either way."""
    with SwTimeline() as stays:
        timeline = SwTimeline()
        with timeline.create_fence(1) as fence, stays.create_fence(0) as over, over.merge(fence) as merged:
            timer = _later(timeline.close)
            fence.wait(5 * _SECOND)
            timer.join()
            assert (over.status, fence.status, merged.status) == (1, -errno.ENOENT, -errno.ENOENT)
            assert merged.info().status == -errno.ENOENT
        with pytest.raises(pydrm.ClosedError):
            timeline.inc()


@_sw_sync
@conf("Y11")
def test_deadlines() -> None:
    """The earliest deadline counts, and none is None; other fences have none to ask for."""
    with SwTimeline() as timeline, timeline.create_fence(1) as fence, timeline.create_fence(2) as other:
        assert timeline.get_deadline(fence) is None
        for deadline in (2 * _SECOND, _SECOND, 3 * _SECOND):
            fence.set_deadline(deadline)
        assert timeline.get_deadline(fence) == _SECOND
        assert timeline.get_deadline(other) is None
        with pytest.raises(OSError) as caught:
            timeline.get_deadline(timeline)
        assert caught.value.errno == errno.EINVAL
        for wrong in (-1, 1 << 63):
            with pytest.raises(ValueError, match="CLOCK_MONOTONIC"):
                fence.set_deadline(wrong)


@_sw_sync
def test_asyncio() -> None:
    """Any number of tasks may wait for one file; a cancelled one and a late one leave the others alone."""

    async def scenario() -> None:
        with SwTimeline() as timeline, timeline.create_fence(1) as fence:
            tasks = [asyncio.create_task(fence.wait_async(10 * _SECOND)) for _ in range(5)]
            tasks.append(asyncio.ensure_future(fence.wait_async()))
            await asyncio.sleep(0.02)
            tasks[0].cancel()
            with pytest.raises(TimeoutError):
                await fence.wait_async(10 * _MS)
            assert not any(task.done() for task in tasks[1:])
            timeline.inc()
            await asyncio.wait_for(asyncio.gather(*tasks[1:]), 5)
            await fence
            assert tasks[0].cancelled()

    asyncio.run(scenario())


@_sw_sync
@conf("X8")
def test_descriptors() -> None:
    """A duplicate is another owner; a forked child may use what it inherited; nothing is inherited through exec."""
    with SwTimeline() as timeline, timeline.create_fence(1) as fence:
        assert not os.get_inheritable(timeline.fileno())
        assert not os.get_inheritable(fence.fileno())
        copy = SyncFile.from_fd(fence.fileno(), dup=True)
        with fence.dup() as second:
            assert len({copy.fileno(), second.fileno(), fence.fileno()}) == 3
        taken = SyncFile.from_fd(copy.detach())
        assert copy.closed
        child = os.fork()
        if child == 0:
            status = 1
            try:
                timeline.inc()
                taken.wait(_SECOND)
                status = 0
            finally:
                os._exit(status)
        assert os.waitpid(child, 0)[1] == 0
        assert taken.status == fence.status == 1
        taken.close()


# -- vgem --------------------------------------------------------------------------------------------------------------


@needs("vgem.fence")
@conf("V6", "V7", "V9")
def test_vgem_fence(vgem: pydrm.Device) -> None:
    """Attached it makes the buffer busy, signalled once it does not; a second signal is ClosedError."""
    with vgem.create_dumb(16, 16, "XR24") as buffer, buffer.export() as dmabuf:
        fence = attach(buffer, write=False)
        assert (fence.alive, fence.write, fence.closed) == (True, False, False)
        assert dmabuf.poll()
        assert not dmabuf.poll(write=True)
        with pytest.raises(OSError) as caught:
            attach(buffer, write=True)
        assert caught.value.errno == errno.EBUSY
        fence.signal()
        assert not fence.alive
        assert dmabuf.poll(write=True)
        with pytest.raises(pydrm.ClosedError):
            fence.signal()
        fence.close()
        with attach(buffer, write=True) as other:
            assert other.id > 1
            assert not dmabuf.poll()
        assert dmabuf.poll()


@needs("vgem.fence")
def test_dropped_vgem_fence(vgem: pydrm.Device) -> None:
    """A fence that nobody holds any more is signalled, with a warning."""
    with vgem.create_dumb(16, 16, "XR24") as buffer, buffer.export() as dmabuf:
        kept = [attach(buffer, write=True)]
        with pytest.warns(ResourceWarning, match="unclosed <VgemFence"):
            kept.clear()
        gc.collect()
        assert dmabuf.poll()


@needs("vgem.fence", "udmabuf")
@conf("V13", "V16")
def test_fence_on_an_import(vgem: pydrm.Device) -> None:
    """A fence on an imported buffer is seen on the original, and ends with its device."""
    with udmabuf.allocate(8192) as dmabuf:
        device = pydrm.open(vgem.path)
        with device.import_dmabuf(dmabuf) as imported:
            fence = attach(imported, write=True)  # outlives the handle
        with dmabuf.export_sync_file(read=True) as sync_file:
            assert sync_file.info().fences[0].driver_name == "vgem"
            assert not dmabuf.poll()
            device.close()
            sync_file.wait(_SECOND)
            assert not fence.alive
            with pytest.raises(pydrm.ClosedError):
                fence.signal()
            fence.close()


@needs("vgem.fence")
@conf("V9")
def test_raw_calls(vgem: pydrm.Device) -> None:
    """One to one: ids, ENOENT for what is gone, ValueError for what is no 32-bit number."""
    with vgem.create_dumb(16, 16, "XR24") as buffer:
        first = fence_attach(vgem, buffer.handle)
        second = fence_attach(vgem, buffer.handle)
        assert second == first + 1
        for fence in (first, second):
            fence_signal(vgem, fence)
            with pytest.raises(FileNotFoundError) as caught:
                fence_signal(vgem, fence)
            assert f"DRM_IOCTL_VGEM_FENCE_SIGNAL(fence={fence}" in caught.value.__notes__[0]
        with pytest.raises(ValueError, match="32-bit"):
            fence_attach(vgem, -1)


@needs("vgem.fence", "vkms.dumb")
def test_only_vgem(vkms: pydrm.Device) -> None:
    """Another driver is refused before the ioctl: the number may mean something else there."""
    with vkms.create_dumb(16, 16, "XR24") as buffer:
        for call in (
            lambda: attach(buffer, write=True),
            lambda: fence_attach(vkms, buffer.handle),
            lambda: fence_signal(vkms, 1),
        ):
            with pytest.raises(pydrm.NotSupported, match="driven by vkms"):
                call()


@needs("vgem.fence")
@conf("P20", "X8")
def test_vgem_fence_after_fork(vgem: pydrm.Device) -> None:
    """A child gets ForkError, and its end does not signal the parent's fence."""
    with vgem.create_dumb(16, 16, "XR24") as buffer, buffer.export() as dmabuf, attach(buffer, write=True) as fence:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                try:
                    fence.signal()
                except pydrm.ForkError:
                    status = 0
                fence.close()
            finally:
                os._exit(status)
        assert os.waitpid(child, 0)[1] == 0
        assert not dmabuf.poll()
        assert fence.alive


@needs("vgem.fence")
def test_signalled_once(vgem: pydrm.Device) -> None:
    """Of threads that signal and close one fence at the same moment none fails but by ClosedError."""
    with vgem.create_dumb(16, 16, "XR24") as buffer:
        for _ in range(30):
            fence = attach(buffer, write=True)
            wrong: list[BaseException] = []

            def end(action: Callable[[], None], wrong: list[BaseException] = wrong) -> None:
                try:
                    action()
                except pydrm.ClosedError:
                    pass
                except BaseException as error:
                    wrong.append(error)

            threads = [threading.Thread(target=end, args=[action]) for action in (fence.signal, fence.close) * 2]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert not wrong

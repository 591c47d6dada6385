"""Sync objects that tell an eventfd, and through it asyncio."""

from __future__ import annotations

import asyncio
import errno
import os
import select
from typing import TYPE_CHECKING

import pytest

from ..support import conf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pydrm

    from ..support.raw import Raw
    from .conftest import Pending


@pytest.fixture
def event() -> Iterator[int]:
    """An eventfd at 0."""
    fd = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
    yield fd
    os.close(fd)


def _count(event: int, milliseconds: int = 0) -> int:
    # How often it was told; 0 when not within the time.
    if not select.select([event], [], [], milliseconds / 1000)[0]:
        return 0
    return os.eventfd_read(event)


@conf(
    "O19",
    "igt:syncobj_eventfd@invalid-bad-flags",
    "igt:syncobj_eventfd@invalid-bad-pad",
    "igt:syncobj_eventfd@invalid-illegal-handle",
    "igt:syncobj_eventfd@invalid-illegal-eventfd",
)
def test_bad_arguments(timeline_dev: pydrm.Device, raw: Raw, event: int) -> None:
    """Flags and padding EINVAL, unknown handle ENOENT, a file that is no eventfd EINVAL."""
    fd = timeline_dev.fileno()
    with timeline_dev.create_syncobj() as syncobj:
        good = {"handle": syncobj.handle, "fd": event}
        assert raw.ioctl(fd, "SYNCOBJ_EVENTFD", flags=1, **good) == -errno.EINVAL
        assert raw.ioctl(fd, "SYNCOBJ_EVENTFD", pad=1, **good) == -errno.EINVAL
        assert raw.ioctl(fd, "SYNCOBJ_EVENTFD", handle=0, fd=event) == -errno.ENOENT
        assert raw.ioctl(fd, "SYNCOBJ_EVENTFD", handle=syncobj.handle, fd=fd) == -errno.EINVAL
        assert raw.ioctl(fd, "SYNCOBJ_EVENTFD", handle=syncobj.handle, fd=-1) == -errno.EBADF


@conf("O19", "igt:syncobj_eventfd@binary-wait*", "igt:syncobj_eventfd@timeline-wait*")
@pytest.mark.parametrize("point", [0, 5], ids=["binary", "timeline"])
@pytest.mark.parametrize("available", [False, True], ids=["signaled", "available"])
@pytest.mark.parametrize("when", ["before-submit", "pending", "over"])
def test_told_once(
    timeline_dev: pydrm.Device, pending: Callable[[], Pending], event: int, point: int, available: bool, when: str
) -> None:
    """Told when the fence is over (or there), whenever that was asked for, and told once."""
    fence = pending()
    with timeline_dev.create_syncobj() as syncobj:
        if when == "before-submit":
            syncobj.eventfd(event, point=point, available=available)
            assert _count(event) == 0
        syncobj.import_sync_file(fence.sync_file, point=point)
        if when == "over":
            fence.signal()
        if when != "before-submit":
            syncobj.eventfd(event, point=point, available=available)
        if available or when == "over":
            assert _count(event, 1000) == 1
        else:
            assert _count(event, 20) == 0
            fence.signal()
            assert _count(event, 1000) == 1
        assert _count(event, 20) == 0


def test_asyncio(timeline_dev: pydrm.Device, pending: Callable[[], Pending]) -> None:
    """Tasks wait side by side; one that is cancelled or late takes nothing from the others."""

    async def scenario() -> None:
        fence = pending()
        with timeline_dev.create_syncobj() as syncobj:
            tasks = [asyncio.create_task(syncobj.wait_async(point=point)) for point in (1, 1, 2, 3)]
            await asyncio.sleep(0.05)
            tasks[0].cancel()
            with pytest.raises(TimeoutError):
                await syncobj.wait_async(point=1, timeout_ns=10_000_000)
            syncobj.import_sync_file(fence.sync_file, point=1)
            await syncobj.wait_async(point=1, available=True)
            await asyncio.sleep(0.02)
            assert not any(task.done() for task in tasks[1:])
            fence.signal()
            await asyncio.wait_for(tasks[1], 5)
            syncobj.signal_point(2)
            await asyncio.wait_for(tasks[2], 5)
            syncobj.signal_point(4)
            await asyncio.wait_for(tasks[3], 5)
            assert tasks[0].cancelled()

    asyncio.run(scenario())

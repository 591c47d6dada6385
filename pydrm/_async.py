"""Waiting for a file descriptor inside an asyncio loop (imported when the first such wait happens)."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading

from ._wait import POLLIN, poll_fd, remaining

__all__ = ["wait_ready"]

# How often the fallback for loops without add_reader looks whether its task was cancelled, in nanoseconds.
_SLICE = 50_000_000


async def wait_ready(fd: int, events: int, deadline: int | None) -> int:
    """Wait until ``events`` (POLLIN or POLLOUT) is ready on ``fd``: the revents, or 0 when the deadline passed first.

    Watches a duplicate of ``fd``: two waiters never take each other's callback, and closing ``fd`` meanwhile is
    harmless.
    """
    loop = asyncio.get_running_loop()
    copy = os.dup(fd)
    try:
        while True:
            try:
                await _watch(loop, copy, events, deadline)
            except NotImplementedError:
                return await _in_thread(loop, copy, events, deadline)
            # Ask again: loops may call back early by their clock's resolution, or without cause.
            ready = poll_fd(copy, events, 0)
            if ready or remaining(deadline) == 0:
                return ready
    finally:
        os.close(copy)


def _resolve(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


async def _watch(loop: asyncio.AbstractEventLoop, fd: int, events: int, deadline: int | None) -> None:
    future: asyncio.Future[None] = loop.create_future()
    reading = bool(events & POLLIN)
    (loop.add_reader if reading else loop.add_writer)(fd, _resolve, future)
    left = remaining(deadline)
    timer = None if left is None else loop.call_later(left / 1e9, _resolve, future)
    try:
        await future
    finally:
        (loop.remove_reader if reading else loop.remove_writer)(fd)
        if timer is not None:
            timer.cancel()


async def _in_thread(loop: asyncio.AbstractEventLoop, fd: int, events: int, deadline: int | None) -> int:
    # A thread of its own and not the executor: a job that is cancelled while it queues would never close its duplicate.
    future: asyncio.Future[int] = loop.create_future()
    copy = os.dup(fd)  # the thread's own, since it may outlive a cancelled task by one slice

    def deliver(ready: int | Exception) -> None:
        if future.done():
            return
        if isinstance(ready, int):
            future.set_result(ready)
        else:
            future.set_exception(ready)

    def wait() -> None:
        ready: int | Exception = 0
        try:
            while not ready and not future.done() and remaining(deadline) != 0:
                left = remaining(deadline)
                ready = poll_fd(copy, events, _SLICE if left is None else min(left, _SLICE))
        except Exception as error:
            ready = error
        finally:
            os.close(copy)
        with contextlib.suppress(RuntimeError):  # the loop may have been closed meanwhile
            loop.call_soon_threadsafe(deliver, ready)

    try:
        threading.Thread(target=wait, name="pydrm-wait", daemon=True).start()
    except BaseException:
        os.close(copy)
        raise
    return await future

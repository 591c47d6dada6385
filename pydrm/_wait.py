"""Waiting on a file descriptor: blocking without the GIL, with a nanosecond deadline, and for asyncio.

Timeouts are nanoseconds: None waits for ever, 0 asks without waiting, a negative one is a ValueError. A wait never ends
before its deadline, and a signal that interrupts it does not start the time anew.
"""

from __future__ import annotations

import select
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio

__all__ = ["POLLIN", "POLLOUT", "deadline_of", "poll_fd", "poll_fd_async", "remaining"]

POLLIN = select.POLLIN
POLLOUT = select.POLLOUT


def deadline_of(timeout_ns: int | None) -> int | None:
    """The absolute CLOCK_MONOTONIC time in nanoseconds at which a timeout ends; None for none."""
    if timeout_ns is None:
        return None
    if timeout_ns < 0:
        raise ValueError(f"timeout_ns must be None (for ever) or at least 0, not {timeout_ns}")
    return time.monotonic_ns() + timeout_ns


def remaining(deadline: int | None) -> int | None:
    """Nanoseconds left until a deadline (never negative); None for none."""
    return None if deadline is None else max(0, deadline - time.monotonic_ns())


def poll_fd(fd: int, events: int, timeout_ns: int | None) -> int:
    """Wait until one of ``events`` is ready on a borrowed ``fd``; the poll revents, 0 when the time ran out."""
    deadline = deadline_of(timeout_ns)
    poller = select.poll()
    poller.register(fd, events)
    while True:
        left = remaining(deadline)
        ready = poller.poll(None if left is None else -(-left // 1_000_000))
        if ready:
            return ready[0][1]
        if left is not None and remaining(deadline) == 0:
            return 0


async def poll_fd_async(fd: int, events: int, timeout_ns: int | None) -> int:
    """As :func:`poll_fd`, without blocking the running asyncio loop. Cancelling it leaves nothing behind.

    ``events`` is POLLIN or POLLOUT. Any number of tasks may wait on one file descriptor: each watches a duplicate, since a
    loop keeps one callback per descriptor.
    """
    from ._async import wait_ready

    deadline = deadline_of(timeout_ns)
    ready = poll_fd(fd, events, 0)
    if not ready and timeout_ns != 0:
        ready = await wait_ready(fd, events, deadline)
    return ready

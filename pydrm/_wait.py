"""Waiting on a file descriptor: blocking without the GIL, with a nanosecond deadline, and for asyncio.

Timeouts are nanoseconds: None waits for ever, 0 asks without waiting, a negative one is a ValueError. A wait never ends
before its deadline, and a signal that interrupts it does not start the time anew.
"""

from __future__ import annotations

import errno
import time

from ._ioctl import os_error, where
from ._native import lib

__all__ = ["POLLIN", "POLLOUT", "deadline_of", "poll_fd", "poll_fd_async", "remaining"]

# The same on every Linux (sparc differs in others), and not worth loading the select module for.
POLLIN, POLLOUT, POLLNVAL = 0x1, 0x4, 0x20
_ppoll = lib.pydri_ppoll
_LONGEST = 1 << 62  # nanoseconds; the system call wants a signed 64-bit number


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
    """Wait until one of ``events`` is ready on a borrowed ``fd``; the poll revents, 0 when the time ran out.

    Raises:
        OSError: it is not open (EBADF), …
    """
    if timeout_ns == 0:
        ready = _ppoll(fd, events, 0)
        if ready >= 0 and not ready & POLLNVAL:
            return ready
    deadline = deadline_of(timeout_ns)
    while True:
        left = remaining(deadline)
        ready = _ppoll(fd, events, -1 if left is None else min(left, _LONGEST))
        if ready < 0 and ready != -errno.EINTR:
            raise os_error(-ready, lambda: f"poll of {where(fd)}")
        if ready > 0:
            if ready & POLLNVAL:
                raise os_error(errno.EBADF, f"poll of fd {fd}")
            return ready
        if left is not None and remaining(deadline) == 0:
            return 0


async def poll_fd_async(fd: int, events: int, timeout_ns: int | None) -> int:
    """As :func:`poll_fd`, without blocking the running asyncio loop. Cancelling it leaves nothing behind.

    ``events`` is POLLIN or POLLOUT. Any number of tasks may wait on one file descriptor: each watches a duplicate,
    since a loop keeps one callback per descriptor.
    """
    from ._async import wait_ready

    deadline = deadline_of(timeout_ns)
    ready = poll_fd(fd, events, 0)
    if not ready and timeout_ns != 0:
        ready = await wait_ready(fd, events, deadline)
    return ready

"""Carrying bytes between the machine and whoever started it, until the machine's process ends."""

from __future__ import annotations

import os
import select
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CHUNK = 65536


def write_all(fd: int, data: bytes) -> None:
    """Write everything to `fd`, which may be non-blocking (a terminal shared with somebody who made it so)."""
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(fd, view) :]
        except BlockingIOError:
            select.select([], [fd], [])


class Pump:
    """Copies from each source fd to its sink until the process behind `pidfd` has ended and the sources are drained.

    A sink is called with each chunk of bytes. Not thread-safe; owns none of the fds.
    """

    def __init__(self, pidfd: int, routes: Sequence[tuple[int, Callable[[bytes], object]]]) -> None:
        self._pidfd = pidfd
        self._sinks = dict(routes)
        self._poll = select.poll()
        self._poll.register(pidfd, select.POLLIN)
        for source in self._sinks:
            os.set_blocking(source, False)
            self._poll.register(source, select.POLLIN)

    def run(self, deadline: float | None) -> bool:
        """Copy until the process has ended. Returns False when `deadline` (time.monotonic()) passes first."""
        while True:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                return False
            ready = self._poll.poll(None if left is None else left * 1000 + 1)
            for fd, _events in ready:
                if fd != self._pidfd:
                    self._copy(fd)
            if any(fd == self._pidfd for fd, _events in ready):
                self.drain()
                return True

    def drain(self) -> None:
        """Copy what is still there, without waiting."""
        for source in list(self._sinks):
            while source in self._sinks and self._copy(source):
                pass

    def _copy(self, source: int) -> bool:
        try:
            data = os.read(source, _CHUNK)
        except BlockingIOError:
            return False
        except OSError:  # EIO: the other side of a pty is gone
            data = b""
        if not data:
            self._poll.unregister(source)
            del self._sinks[source]
            return False
        self._sinks[source](data)
        return True

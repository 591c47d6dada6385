"""A lock for jobs that may come from a finaliser or a signal handler, in the middle of what its holder does."""

from __future__ import annotations

from collections import deque
from threading import RLock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Turns"]


class Turns:
    """A lock for jobs that may come from a finaliser: :meth:`later` never waits, and nothing is forgotten.

    A thread that holds it may enter again, for a signal handler cannot wait for what it interrupted. It comes between
    two calls of C, never into one. What it leaves for later waits for the outer holder.
    """

    __slots__ = ("_lock", "_queue")

    def __init__(self) -> None:
        self._lock = RLock()
        self._queue: deque[Callable[[], None]] = deque()

    def __enter__(self) -> None:
        if not self._lock.acquire(False):  # asking first spares the look at the clock that waiting begins with
            self._lock.acquire()

    def __exit__(self, *exception: object) -> None:
        self._lock.release()
        self._drain()

    def settle(self) -> None:
        """Wait until the jobs that came before are done."""
        with self:
            pass

    def later(self, job: Callable[[], None]) -> None:
        """Run ``job`` under the lock: now when that is free, otherwise before its holder goes on."""
        self._queue.append(job)
        self._drain()

    def _drain(self) -> None:
        # _is_owned: what threading.Condition asks of an RLock, too.
        while self._queue and not self._lock._is_owned() and self._lock.acquire(False):  # type: ignore[attr-defined]
            try:
                while self._queue:
                    self._queue.popleft()()
            finally:
                self._lock.release()

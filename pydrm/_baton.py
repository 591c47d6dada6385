"""A lock that needs neither the kernel nor a clock while nobody waits, and that no signal handler leaves locked."""

from __future__ import annotations

from _thread import allocate_lock
from collections import deque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _thread import LockType

__all__ = ["Baton"]

# Seconds after which a waiter looks for itself, should the one who had to wake it have been interrupted.
_PATIENCE = 0.05


class Baton:
    """A mutual exclusion lock, not reentrant. Whoever has its own object under key 0 of ``held`` has the lock.

    Python's own lock reads a clock at every acquire, even without a timeout (seen in 3.11), which is a system call
    where there is no vDSO: 14 microseconds inside UML, as much as an ioctl there. ``dict.setdefault`` is one atomic
    step, and leaves evidence of who took the lock, so that code that a signal handler's exception hits between taking
    it and noticing so can tell. Where it matters, the steps are written out::

        me = object()
        try:
            if lock.held.setdefault(0, me) is not me:
                lock.wait(me)
            ...
        except BaseException:
            lock.recover(me)
            raise
        del lock.held[0]  # no point before this at which a handler could run
        lock.wake()

    Elsewhere ``with lock:`` does.
    """

    __slots__ = ("_gates", "held")

    def __init__(self) -> None:
        self.held: dict[int, object] = {}
        self._gates: deque[LockType] = deque()

    def wait(self, me: object) -> None:
        """Take the lock in the name of ``me`` as soon as nobody else has it."""
        if self.held.setdefault(0, me) is me:
            return
        gate = allocate_lock()
        gate.acquire()
        self._gates.append(gate)
        try:
            while self.held.setdefault(0, me) is not me:
                if gate.acquire(timeout=_PATIENCE):
                    self._gates.append(gate)  # woken, which took it out of the queue
        finally:
            try:
                self._gates.remove(gate)
            except ValueError:
                pass

    def recover(self, me: object) -> None:
        """After an exception: let go if ``me`` has the lock."""
        if self.held.get(0) is me:
            del self.held[0]
        self.wake()

    def wake(self) -> None:
        """Open the gate of whoever has waited longest. (One too many is harmless: waiters look again.)"""
        if self._gates:
            try:
                self._gates.popleft().release()
            except IndexError:
                pass

    def locked(self) -> bool:
        """Whether somebody has the lock."""
        return 0 in self.held

    def __enter__(self) -> None:
        me = object()
        try:
            self.wait(me)
        except BaseException:
            self.recover(me)
            raise

    def __exit__(self, *exception: object) -> None:
        del self.held[0]
        self.wake()

"""The ownership rules, in one place.

Everything that owns something of the kernel's (a file descriptor, a handle, a mapping) is a :class:`Resource`:

- *acquire, register, and only then anything that can raise*: a constructor gets the thing from the kernel, stores it,
  calls :meth:`Resource._register`, and goes on. An object that was never registered has nothing to free, so one that
  failed half-built is harmless. What raises after registering has to call :meth:`Resource.close` on its way out;
- :meth:`~Resource.close` and the garbage collector take the same path, :meth:`Resource._destroy`, which runs exactly
  once, also when two threads close at the same moment (taking the ``_live`` slot away is one atomic step);
- an object that is dropped without ``close()`` emits :class:`ResourceWarning`, and is freed all the same;
- a child holds a strong reference to its parent. Closing a parent with live children *cascades*: the kernel frees them
  with the file, so they become dead (``bool(child)`` is false, their ``close()`` does nothing, use raises
  :class:`~pydrm.errors.ClosedError`). Mappings are no children: memory stays valid until the last view of it is gone;
- after ``fork()`` the child process may drop or close what it inherited, which closes its own copy of a file descriptor
  and nothing else. *Using* a device-bound object there raises :class:`~pydrm.errors.ForkError`. Plain file descriptors
  (dma-bufs, sync files) and mappings stay usable, they mean the same thing in both processes.

Why ``__del__`` and not ``weakref.finalize``: buffers are made and dropped in frame loops, and ``finalize`` costs
several times what the object itself does. The usual trap of ``__del__``, running on half-built objects, is closed by
the slot rule.
"""

from __future__ import annotations

import os
from _warnings import warn

from .errors import ClosedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import NoReturn, Self

    from .device import Device

__all__ = ["DeviceResource", "FdResource", "Resource", "generation"]

# Counts the forks between the process that imported us and this one. Compared instead of os.getpid(), which is a system
# call each time (45 microseconds inside a nested UML). A fork made behind Python's back, by a C library, is not seen.
_generation = 0


def _forked() -> None:
    global _generation
    _generation += 1


os.register_at_fork(after_in_child=_forked)


def generation() -> int:
    """How many forks lie between the process that imported pydrm and this one; equal numbers mean the same process."""
    return _generation


class Resource:
    """Something that is owned: closable, usable as a context manager, false once it is dead.

    Ownership: the object owns what it wraps until :meth:`close`, or until it is collected.
    Threads: :meth:`close` may be called from any thread, and from several at once. Everything else is the subclass's
    word.
    """

    # Present from registration until closed; its value is the fork generation at birth.
    __slots__ = ("__weakref__", "_live")
    _live: int

    def _register(self) -> None:
        """From here on the object is alive and will be destroyed exactly once."""
        self._live = _generation

    def _destroy(self) -> None:
        """Give back what is owned. Runs exactly once, from close() or from the collector, on any thread."""
        raise NotImplementedError

    def _describe(self) -> str:
        # The middle of the repr of a live object.
        return ""

    def _check(self) -> None:
        """Raise ClosedError (ForkError, where it matters) unless the object can be used."""
        try:
            self._live  # noqa: B018
        except AttributeError:
            self._raise_closed()

    def _raise_closed(self) -> NoReturn:
        raise ClosedError(f"{type(self).__name__} is closed") from None

    @property
    def _inherited(self) -> bool:
        # Alive, but born in a process that this one was forked from.
        return getattr(self, "_live", _generation) != _generation

    def _disown(self) -> bool:
        # Take the life out without destroying: what was owned belongs to the caller now. False if it was dead already.
        try:
            del self._live
        except AttributeError:
            return False
        return True

    def close(self) -> None:
        """Give back what the object owns, now. A second call does nothing."""
        try:
            del self._live
        except AttributeError:
            return
        self._destroy()

    @property
    def closed(self) -> bool:
        """Whether the object, or the one it belongs to, was closed."""
        return not hasattr(self, "_live")

    def __bool__(self) -> bool:
        """Whether the object is alive."""
        return not self.closed

    def __enter__(self) -> Self:
        self._check()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        name = type(self).__name__
        if self.closed:
            return f"<{name} closed>"
        try:
            middle = self._describe()
        except Exception as reason:  # a repr that raises hides the error that is being looked for
            middle = f"({type(reason).__name__})"
        return f"<{name} {middle}>" if middle else f"<{name}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        # A copy would be a second owner of the same handle, and close it twice.
        raise TypeError(f"a {type(self).__name__} owns a kernel object: it cannot be copied or pickled")

    def _dropped(self) -> bool:
        # Whether being collected now is the owner's omission: alive, and ours (not inherited through fork).
        return self._live == _generation and not self.closed

    def __del__(self) -> None:
        try:
            self._live  # noqa: B018
        except AttributeError:
            return  # closed, or never registered
        try:
            if self._dropped():
                warn(f"unclosed {self!r}", ResourceWarning, 2, self)
        finally:
            self.close()


class DeviceResource(Resource):
    """A resource that lives in a DRM file: a handle, a fence. Dead as soon as its device is."""

    __slots__ = ("_device",)
    _device: Device

    @property
    def device(self) -> Device:
        """The device that this object lives in (kept alive by it)."""
        return self._device

    @property
    def closed(self) -> bool:
        """Whether this object or its device was closed."""
        return not hasattr(self, "_live") or self._device.closed

    def _check(self) -> None:
        # The quick way for the usual case; the device knows the words for the others.
        try:
            if self._live == self._device._live == _generation:
                return
        except AttributeError:
            pass
        if not hasattr(self, "_live"):
            self._raise_closed()
        self._device._check()

    def __bool__(self) -> bool:
        """Whether the object is alive and of this process (not inherited through fork)."""
        return hasattr(self, "_live") and bool(self._device)


class FdResource(Resource):
    """A resource that is one file descriptor, which it owns.

    Usable in a forked child: the descriptor there is a copy with the same meaning.
    """

    __slots__ = ("_fd",)
    _fd: int

    def _adopt(self, fd: int) -> None:
        self._fd = fd
        self._live = _generation

    def _destroy(self) -> None:
        os.close(self._fd)

    def fileno(self) -> int:
        """The file descriptor, still owned by this object (do not close it)."""
        try:
            self._live  # noqa: B018
        except AttributeError:
            self._raise_closed()
        return self._fd

    def detach(self) -> int:
        """The file descriptor, owned by the caller from now on; this object becomes closed."""
        self._check()
        if not self._disown():
            self._raise_closed()
        return self._fd

    def _describe(self) -> str:
        return f"fd={self._fd}"

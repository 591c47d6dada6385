"""Exceptions that are not system call failures.

A failed system call raises the builtin :class:`OSError` (so ``PermissionError``, ``FileNotFoundError``,
``TimeoutError`` and the rest come by themselves) with a note that names the call, its decoded arguments and the file it
was made on. The classes here are for what the kernel never sees.
"""

from __future__ import annotations

__all__ = ["ClosedError", "ForkError", "LibraryNotFound", "NotSupported", "PydriError"]


class PydriError(Exception):
    """Base of the exceptions that this project adds to Python's own."""


class NotSupported(PydriError):
    """The installed library (or the running kernel's interface) lacks the function that was asked for."""


class LibraryNotFound(PydriError):
    """A system library that the call needs is not installed; the message names the package."""


class ClosedError(PydriError, ValueError):
    """The object was closed, or the object that it belongs to was.

    It is a :class:`ValueError` too, like Python's own "I/O operation on closed file".
    """


class ForkError(PydriError, RuntimeError):
    """The object was inherited through ``fork()`` and would act on the parent process's device state.

    A DRM file is shared by both processes after a fork: its GEM handles, fences and events are the parent's. Open the
    device again in the child, or pass a dma-buf.
    """

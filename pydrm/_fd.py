"""Arguments that are a file descriptor, or have one."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class HasFileno(Protocol):
        """Anything with a file descriptor to borrow."""

        def fileno(self) -> int: ...


__all__ = ["fd_of"]


def fd_of(thing: HasFileno | int) -> int:
    """The borrowed file descriptor of a number or of an object with ``fileno()``."""
    if isinstance(thing, bool):  # an int by inheritance, and descriptor 0 or 1 by accident
        raise TypeError(f"{thing!r} is no file descriptor")
    fd = thing if isinstance(thing, int) else thing.fileno()
    if not -0x8000_0000 <= fd <= 0x7FFF_FFFF:
        raise ValueError(f"{fd} is no file descriptor: it does not fit into a C int")
    return fd

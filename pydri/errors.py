"""What ends a command before it did anything: the user has to do something first."""

from __future__ import annotations

from pydrm.errors import PydriError

__all__ = ["Unusable"]


class Unusable(PydriError):
    """The command can't do its work here; the message is one line that says why and what to do. Exit status 2."""

"""What ends a command before it did anything, and the names of errors."""

from __future__ import annotations

import errno

from pydrm.errors import PydriError

__all__ = ["Unusable", "errno_name"]

# Where one number has two names, Python knows the one that the kernel's sources do not use.
_KERNEL_NAMES = {errno.EOPNOTSUPP: "EOPNOTSUPP", errno.EAGAIN: "EAGAIN", errno.EDEADLK: "EDEADLK"}


class Unusable(PydriError):
    """The command can't do its work here; the message is one line that says why and what to do. Exit status 2."""


def errno_name(number: int | None) -> str:
    """``"ENODEV"``: the name of an errno as the kernel's sources write it; the number itself when it has none."""
    if number is None:
        return "no errno"
    return _KERNEL_NAMES.get(number) or errno.errorcode.get(number, str(number))

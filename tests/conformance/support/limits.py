"""Running out of descriptors, on purpose."""

from __future__ import annotations

import contextlib
import os
import resource
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def descriptors() -> set[int]:
    """The numbers of this process's descriptors."""
    found = set()
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            os.fstat(int(name))
            found.add(int(name))
    return found


@contextlib.contextmanager
def descriptors_left(count: int) -> Iterator[None]:
    """Inside the `with`, `count` more descriptors can be opened and then no more (EMFILE)."""
    spare = [os.dup(0) for _ in range(count + 1)]
    limit = spare[-1]
    for fd in spare:
        os.close(fd)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # The kernel gives out the lowest free number that is below the limit; larger ones that are open stay open.
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

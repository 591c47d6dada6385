"""Finding lab kernels in the cache."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pydri.lab.cache import cache_dir
from pydri.lab.errors import KernelMissing


@dataclass(frozen=True)
class Kernel:
    """A UML kernel that can be started: its binary and, for one from the cache, its name."""

    path: Path
    name: str | None = None


def find_kernel(wanted: str | os.PathLike[str] | None = None) -> Kernel:
    """The kernel to run: a path of a UML binary, the name of a built one, or None for the standard one.

    Raises KernelMissing with what to do.
    """
    if wanted is None:
        wanted = cache_dir() / "kernels" / "default" / "linux"
    path = Path(wanted)
    if not os.access(path, os.X_OK):
        raise KernelMissing("no lab kernel in the cache: run `pydri lab build`")
    return Kernel(path.absolute())

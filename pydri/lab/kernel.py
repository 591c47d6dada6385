"""The kernels in the cache: finding one to run, and describing it."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydri.lab.cache import cache_dir
from pydri.lab.errors import KernelMissing

_CONFIGS = Path(__file__).parent / "configs"

RELEASES = {"sid": ("smp",)}
"""The kernels of Debian's releases that can be built: name to the configuration fragments beyond the standard one."""


# The links of other versions of this package: their kernels are listed by key.
_OUTDATED = re.compile(rf"(?:standard|{'|'.join(RELEASES)})-[0-9a-f]{{12}}")


@dataclass(frozen=True)
class Kernel:
    """A UML kernel that can be started: its binary and, for one from the cache, the directory that describes it."""

    path: Path
    place: Path | None = None

    def meta(self) -> dict[str, Any]:
        """What was noted when it was built: version, source, configs, patches, seconds. Empty for a foreign one."""
        import json

        try:
            text = (self.place / "meta.json").read_text() if self.place else "{}"
            data = json.loads(text)
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}


def kernels_dir() -> Path:
    """Where built kernels live: one directory per recipe, and links that name them."""
    return cache_dir() / "kernels"


def standard_name() -> str:
    """The link to the standard kernel; it changes with the configuration that this version of the package wants."""
    return f"standard-{_digest()}"


def release_name(release: str) -> str:
    """The link to the kernel of a release, one of `RELEASES`; it changes as `standard_name` does."""
    return f"{release}-{_digest(*RELEASES[release])}"


def _digest(*extras: str) -> str:
    files = [_CONFIGS / f"{name}.config" for name in ("uml", *extras)]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def find_kernel(wanted: str | os.PathLike[str] | None = None) -> Kernel:
    """The kernel to run: a UML binary's path, a name given to `pydri lab build`, a release, or None: the standard one.

    Raises KernelMissing with what to do.
    """
    if wanted is None:
        place = kernels_dir() / standard_name()
        if os.access(place / "linux", os.X_OK):
            return Kernel(place / "linux", place.resolve())
        raise KernelMissing(f"no lab kernel in {cache_dir()} yet: run `pydri lab build`")
    text = os.fspath(wanted)
    if text in RELEASES:
        place = kernels_dir() / release_name(text)
        if os.access(place / "linux", os.X_OK):
            return Kernel(place / "linux", place.resolve())
        raise KernelMissing(f"the kernel {text} is not built yet: run `pydri lab build --release {text}`")
    place = kernels_dir() / text
    if "/" not in text and os.access(place / "linux", os.X_OK):
        return Kernel(place / "linux", place.resolve())
    path = Path(text).absolute()
    if not path.is_file():
        raise KernelMissing(
            f"no such lab kernel: {text} is neither a file nor a name given to `pydri lab build --name`"
        )
    if not os.access(path, os.X_OK):
        raise KernelMissing(f"not an executable kernel: {path}")
    if b"uml_dir=" not in path.read_bytes():
        raise KernelMissing(f"not a UML kernel (the file `linux` that a build with ARCH=um makes): {path}")
    return Kernel(path)


def list_kernels() -> list[tuple[str, Kernel]]:
    """Every kernel in the cache with its name: those that were given, "standard", a release, or the recipe's key."""
    found: dict[Path, list[str]] = {}
    current = {standard_name(): "standard", **{release_name(each): each for each in RELEASES}}
    if kernels_dir().is_dir():
        for entry in sorted(kernels_dir().iterdir()):
            if (entry / "linux").exists():
                names = found.setdefault(entry.resolve(), [])
                if entry.name in current:
                    names.append(current[entry.name])
                elif entry.is_symlink() and not _OUTDATED.match(entry.name):
                    names.append(entry.name)
    return [(", ".join(names) or place.name, Kernel(place / "linux", place)) for place, names in found.items()]

"""Root trees of other distributions for lab machines: which there are, and where they lie in the cache.

A tree is known by its name, for example debian-13, and is built once by `pydri lab root NAME` (`pydri.lab.rootbuild`).
It holds the distribution's Python, Mesa and test tools, and nothing of this project: `pydri.lab.project` adds that to a
machine when it starts.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydri.lab.cache import cache_dir, locked
from pydri.lab.errors import BuildError, LabError, RootMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SUITES = {"debian-12": "bookworm", "debian-13": "trixie", "debian-sid": "sid"}
"""The roots that can be built: name to Debian's code name."""

PACKAGES = tuple(
    """
    python3 python3-cffi python3-click python3-hypothesis python3-moderngl python3-numpy python3-opengl
    python3-pil python3-ply python3-pytest python3-pyudev python3-rich
    drm-info libdrm2 libegl-mesa0 libegl1 libgbm1 libgl1 libgl1-mesa-dri libgles1 libgles2 libxcvt0
    """.split()
)
"""What a root has beyond Debian's minimum. python3-ply is needed by names that debootstrap does not resolve."""

# Of one suite: what another does not have, or has under another name.
_OF_SUITE = {"trixie": ("libdisplay-info2",), "sid": ("libdisplay-info3",)}

# To be counted up when the steps of rootbuild.py put something else into the tree.
_STEPS = 1


@dataclass(frozen=True)
class Root:
    """A root tree in the cache. `place` holds the tree, the log of its building and notes about it."""

    name: str
    place: Path

    @property
    def tree(self) -> Path:
        """The directory that a machine gets as its root."""
        return self.place / "tree"

    @property
    def is_current(self) -> bool:
        """Whether this version of the package would build it just so."""
        return self.place.name == root_key(self.name)

    def meta(self) -> dict[str, Any]:
        """What was noted when it was built: suite, mirror, python, mesa, bytes, seconds. Empty when that is damaged."""
        import json

        try:
            data = json.loads((self.place / "meta.json").read_text())
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}


def roots_dir() -> Path:
    """Where built roots live: one directory per name and recipe."""
    return cache_dir() / "roots"


def packages(codename: str) -> tuple[str, ...]:
    """What the root of a suite has beyond Debian's minimum."""
    return (*PACKAGES, *_OF_SUITE.get(codename, ()))


def root_key(name: str) -> str:
    """The directory of a root: it changes with what goes into the tree. Raises LabError for an unknown name."""
    recipe = "\0".join((require_known(name), *packages(require_known(name)), str(_STEPS)))
    return f"{name}-{hashlib.sha256(recipe.encode()).hexdigest()[:12]}"


def require_known(name: str) -> str:
    """The code name of a root that can be built. Raises LabError with the names that there are."""
    if name not in SUITES:
        raise LabError(f"no such root: {name!r}; those that can be built are {', '.join(SUITES)}")
    return SUITES[name]


def built_root(name: str) -> Root | None:
    """The root of that name from the cache, or None when it is not built, or was built from another recipe."""
    root = Root(name, roots_dir() / root_key(name))
    return root if root.tree.is_dir() else None


def find_root(wanted: str | os.PathLike[str]) -> Path:
    """The tree for a machine: a directory, or the name of a built root (which goes before a directory called so).

    Raises RootMissing, with the command that builds it, for one that can be built, and LabError for everything else.
    """
    text = os.fspath(wanted)
    if text in SUITES and (root := built_root(text)) is not None:
        return root.tree
    tree = Path(text).absolute()
    if tree.is_dir():
        return tree
    if text in SUITES:
        raise RootMissing(f"the root {text} is not built yet: run `pydri lab root {text}`")
    known = "" if "/" in text else f", nor is it a root that can be built ({', '.join(SUITES)})"
    raise LabError(f"no such directory for the lab's root: {tree}{known}")


def list_roots() -> list[Root]:
    """Every root in the cache, also those of other recipes."""
    if not roots_dir().is_dir():
        return []
    found = [Root(entry.name.rpartition("-")[0], entry) for entry in roots_dir().iterdir() if entry.name[0] != "."]
    return sorted((root for root in found if root.name in SUITES and root.tree.is_dir()), key=lambda root: root.place)


def remove_root(name: str) -> list[Path]:
    """Remove the root of that name, also those of other recipes. Returns the directories that are gone.

    Machines that run on it lose their files. Raises LabError for an unknown name.
    """
    require_known(name)
    gone = []
    keys = {root_key(name), *(root.place.name for root in list_roots() if root.name == name)}
    for key in sorted(keys):
        place, half = roots_dir() / key, partial_place(key)
        with root_lock(key):
            clear_away(half)  # of an interrupted build
            if place.is_dir():
                place.rename(half)
                clear_away(half)
                gone.append(place)
    return gone


@contextlib.contextmanager
def root_lock(key: str, *, waiting: Callable[[], None] | None = None) -> Iterator[int]:
    """Hold the lock of a root's directory: whoever builds or removes it. Gives the lock's fd; `waiting` as `locked`."""
    with locked(cache_dir() / "locks" / f"root-{key}", waiting=waiting) as fd:
        yield fd


def partial_place(key: str) -> Path:
    """Where a root is while it is built or removed: no other code takes it for a root."""
    return roots_dir() / f".{key}.partial"


def mounted_below(place: Path) -> list[str]:
    """The mount points in a directory, itself included."""
    points = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    plain = [re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), point) for point in points]
    return [point for point in plain if Path(point).is_relative_to(place.resolve())]


def clear_away(place: Path) -> None:
    """Remove a directory with all that is in it. Raises BuildError when something is mounted there: it is not ours."""
    import shutil

    if mounted := mounted_below(place):
        raise BuildError(f"cannot remove {place}: something is mounted there; run: sudo umount {' '.join(mounted)}")
    if place.exists():
        shutil.rmtree(place)

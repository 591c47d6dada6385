"""This project's own packages for a machine with another root tree: what `import pydrm` finds there.

A program in such a machine is started like this::

    from pydri.lab.project import project_environment, project_mounts

    lab.run(
        ["python3", "-m", "pydri.exercise.guest"],
        root="debian-13",
        mounts=project_mounts(),
        env=project_environment(),
    )

What runs there is the wheel, whose compiled modules serve every Python from 3.11 on: where this package is installed,
the installed files; where it is a checkout, a wheel that is built from it first, unless the cache has that one already.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab import contract
from pydri.lab.cache import cache_dir, locked
from pydri.lab.errors import BuildError
from pydri.lab.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

PACKAGES = ("pydrm", "pygbm", "pyegl", "pydri")
_HERE = Path(__file__).resolve().parents[2]
# What a wheel is made from, beside the packages.
_SOURCES = ("pyproject.toml", "setup.py", "native_build.py", "bindings.h", "MANIFEST.in", "README.md", "LICENSE")
_BUILT = ("*.so", "*.py[co]", "__pycache__")
_KEPT_WHEELS = 4


def project_environment() -> dict[str, str]:
    """The variables with which Python finds the packages of `project_mounts` in a machine."""
    return {"PYTHONPATH": contract.PROJECT}


def project_mounts(progress: Progress | None = None) -> list[tuple[Path, str]]:
    """Mounts for `lab.run` that put the project's packages and their metadata into `contract.PROJECT`, read-only.

    From a checkout this builds a wheel (about 20 s) unless its sources are as they were when the cache's was built;
    `progress` hears of it. Raises BuildError when that fails.
    """
    if is_checkout(_HERE):
        return [(wheel_tree(_HERE, progress or Progress()), contract.PROJECT)]
    found = [*(_HERE / name for name in PACKAGES), *_HERE.glob("pydri-*.dist-info")]
    return [(path, f"{contract.PROJECT}/{path.name}") for path in found]


def covering_mounts(mounts: Sequence[tuple[Path, str]], host: Path, guest: str) -> list[tuple[Path, str]]:
    """Mounts that hide the project's packages in the host's directory `host`, mounted at `guest`, behind its wheel's.

    Python looks beside the tests first, and a checkout has uncompiled packages, or ones for another Python, there.
    """
    found = []
    for source, place in mounts:
        for name in PACKAGES:
            package = source / name if place == contract.PROJECT else source
            if package.name == name and (host / name).is_dir():
                found.append((package, f"{guest}/{name}"))
    return found


def is_checkout(place: Path) -> bool:
    """Whether a directory has all that a wheel is built from."""
    return all((place / name).exists() for name in (*_SOURCES, *PACKAGES))


def wheel_tree(checkout: Path, progress: Progress) -> Path:
    """The unpacked wheel of a checkout, in the cache. Raises BuildError with pip's last words."""
    wheels = cache_dir() / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=wheels, prefix=".new-") as new:
        # A copy, because a build leaves files behind, and takes up those that earlier ones left.
        source = Path(new) / "source"
        key = copy_sources(checkout, source)
        place = wheels / key
        with locked(cache_dir() / "locks" / f"wheel-{key}"):
            if not place.is_dir():
                progress.stage("building this project's wheel")
                wheel = _build_wheel(source, Path(new))
                with zipfile.ZipFile(wheel) as archive:
                    archive.extractall(Path(new) / "tree")
                (Path(new) / "tree").rename(place)
    os.utime(place)
    _forget_old(wheels)
    return place


def copy_sources(checkout: Path, target: Path) -> str:
    """Copy what a wheel is made from. Returns a key that differs when anything of it does."""
    target.mkdir()
    for name in _SOURCES:
        shutil.copyfile(checkout / name, target / name)
    for name in PACKAGES:
        shutil.copytree(checkout / name, target / name, ignore=shutil.ignore_patterns(*_BUILT))
    digest = hashlib.sha256()
    for path in sorted(target.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(target)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _build_wheel(source: Path, place: Path) -> Path:
    arguments = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-cache-dir", "-w", str(place)]
    if _has_backend():
        arguments.append("--no-build-isolation")
    done = subprocess.run([*arguments, str(source)], capture_output=True, text=True, check=False)
    built = list(place.glob("*.whl"))
    if done.returncode or len(built) != 1:
        raise BuildError(f"cannot build this project's wheel: {(done.stdout + done.stderr).strip()[-600:]}")
    return built[0]


def _has_backend() -> bool:
    # Else pip fetches it, as pyproject.toml says.
    try:
        return int(metadata.version("setuptools").split(".")[0]) >= 77 and bool(metadata.version("cffi"))
    except metadata.PackageNotFoundError:
        return False


def _forget_old(wheels: Path) -> None:
    # A running machine uses its wheel; that is one of the last few.
    trees = sorted((path for path in wheels.iterdir() if path.name[0] != "."), key=lambda path: path.stat().st_mtime)
    for old in trees[:-_KEPT_WHEELS]:
        shutil.rmtree(old, ignore_errors=True)

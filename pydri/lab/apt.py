"""Debian packages by apt, which needs no root to download them. Nothing is installed or changed."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from pydri.lab.cache import cache_dir
from pydri.lab.errors import LabUnavailable
from pydri.lab.kbuild.process import Pipeline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydri.lab.kbuild.process import Done
    from pydri.lab.progress import Progress

# apt's own sandbox user could not write to our directories; checksums are verified all the same.
NO_SANDBOX = ("-o", "APT::Sandbox::User=root")


def own_lists(place: Path) -> tuple[str, ...]:
    """The options that give apt a directory of its own for what it knows of the archives; its sources and keys stay."""
    for each in ("lists/partial", "cache/archives/partial"):
        (place / each).mkdir(parents=True, exist_ok=True)
    return (*NO_SANDBOX, "-o", f"Dir::State::Lists={place / 'lists'}", "-o", f"Dir::Cache={place / 'cache'}")


def update(place: Path, options: Sequence[str], progress: Progress) -> Done:
    """Fetch the package lists; `place` is the directory to do it in."""
    progress.stage("fetching package lists")
    return Pipeline([["apt-get", "-qq", *options, "-o", "Acquire::Languages=none", "update"]], cwd=place).wait()


def about(options: Sequence[str], *packages: str) -> str:
    """What apt knows of packages, in the version that it would download."""
    return ask(options, "show", "--no-all-versions", *packages)


def ask(options: Sequence[str], *words: str) -> str:
    """The output of apt-cache; empty for what it does not know."""
    return subprocess.run(["apt-cache", *options, *words], capture_output=True, text=True, check=False).stdout


class Apt:
    """This system's apt with its own sources and keys; package lists of ours where the system's do not know a package.

    Not thread-safe: whoever uses it holds the lock of the directory `place`, where downloads go.
    """

    def __init__(self, place: Path, *, otherwise: str) -> None:
        if shutil.which("apt-get") is None:
            raise LabUnavailable(f"no packages: this is no Debian system; {otherwise}")
        self._place = place
        self._options: tuple[str, ...] = NO_SANDBOX

    def newest(self, pattern: str, progress: Progress) -> str | None:
        """The newest package whose name matches the regular expression `pattern` as a whole, or None."""
        for refresh in (False, True):
            if refresh:
                self._refresh(progress)
            names = [name for name in ask(self._options, "pkgnames").split() if re.fullmatch(pattern, name)]
            # apt may remember names of packages that are gone.
            for name in sorted(names, key=_natural, reverse=True):
                if self.version(name):
                    return name
        return None

    def version(self, package: str) -> str | None:
        """The version that would be downloaded, or None when there is none."""
        match = re.search(r"^Version: (\S+)$", about(self._options, package), re.M)
        return match[1] if match else None

    def download(self, packages: Sequence[str], progress: Progress) -> list[Path]:
        """Download packages into `place`, unless they are there. Raises LabUnavailable when one cannot be had."""
        found = [each for package in packages for each in self._place.glob(f"{package}_*.deb")]
        wanted = [package for package in packages if not list(self._place.glob(f"{package}_*.deb"))]
        if not wanted:
            return found
        sizes = re.findall(r"^Size: (\d+)$", about(self._options, *wanted), re.M)
        progress.stage(f"downloading {wanted[0]}", sum(map(int, sizes)) or None)
        partial = self._place / "partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        try:
            done = Pipeline([["apt-get", "-qq", *self._options, "download", *wanted]], cwd=partial).watch_size(
                partial, progress
            )
            debs = list(partial.glob("*.deb"))
            if done.returncode or len(debs) != len(wanted):
                raise LabUnavailable(f"cannot download {', '.join(wanted)}: {done.last_words()}")
            return found + [each.rename(self._place / each.name.replace("%3a", ":")) for each in debs]
        finally:
            shutil.rmtree(partial, ignore_errors=True)

    def close(self) -> None:
        """Remove the package lists of our own."""
        shutil.rmtree(self._place / "apt", ignore_errors=True)

    def _refresh(self, progress: Progress) -> None:
        self._options = own_lists(self._place / "apt")
        update(cache_dir(), self._options, progress)


def _natural(name: str) -> list[tuple[int, str]]:
    # 6.1.0-9 before 6.1.0-10.
    return [(int(word), "") if word.isdigit() else (0, word) for word in re.split(r"(\d+)", name)]

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

    from pydri.lab.progress import Progress

# apt's own sandbox user could not write to our directories; checksums are verified all the same.
_NO_SANDBOX = ("-o", "APT::Sandbox::User=root")


class Apt:
    """This system's apt with its own sources and keys; package lists of ours where the system's do not know a package.

    Not thread-safe: whoever uses it holds the lock of the directory `place`, where downloads go.
    """

    def __init__(self, place: Path, *, otherwise: str) -> None:
        if shutil.which("apt-get") is None:
            raise LabUnavailable(f"no packages: this is no Debian system; {otherwise}")
        self._place = place
        self._options: tuple[str, ...] = _NO_SANDBOX

    def newest(self, pattern: str, progress: Progress) -> str | None:
        """The newest package whose name matches the regular expression `pattern` as a whole, or None."""
        for refresh in (False, True):
            if refresh:
                self._refresh(progress)
            names = [name for name in self._ask("pkgnames").split() if re.fullmatch(pattern, name)]
            # apt may remember names of packages that are gone.
            for name in sorted(names, key=_natural, reverse=True):
                if self.version(name):
                    return name
        return None

    def version(self, package: str) -> str | None:
        """The version that would be downloaded, or None when there is none."""
        match = re.search(r"^Version: (\S+)$", self._ask("show", "--no-all-versions", package), re.M)
        return match[1] if match else None

    def download(self, packages: Sequence[str], progress: Progress) -> list[Path]:
        """Download packages into `place`, unless they are there. Raises LabUnavailable when one cannot be had."""
        found = [each for package in packages for each in self._place.glob(f"{package}_*.deb")]
        wanted = [package for package in packages if not list(self._place.glob(f"{package}_*.deb"))]
        if not wanted:
            return found
        sizes = re.findall(r"^Size: (\d+)$", self._ask("show", "--no-all-versions", *wanted), re.M)
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
        own = self._place / "apt"
        for each in ("lists/partial", "cache/archives/partial"):
            (own / each).mkdir(parents=True, exist_ok=True)
        self._options = (*_NO_SANDBOX, "-o", f"Dir::State::Lists={own / 'lists'}", "-o", f"Dir::Cache={own / 'cache'}")
        progress.stage("fetching package lists")
        update = ["apt-get", "-qq", *self._options, "-o", "Acquire::Languages=none", "update"]
        Pipeline([update], cwd=cache_dir()).wait()

    def _ask(self, *words: str) -> str:
        arguments = ["apt-cache", *self._options, *words]
        return subprocess.run(arguments, capture_output=True, text=True, check=False).stdout


def _natural(name: str) -> list[tuple[int, str]]:
    # 6.1.0-9 before 6.1.0-10.
    return [(int(word), "") if word.isdigit() else (0, word) for word in re.split(r"(\d+)", name)]

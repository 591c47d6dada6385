"""Debian's linux-source packages: from the cache, or downloaded with apt, which needs no root for that.

The standard kernel's comes from this system's own apt sources, a release's from sources that are written for the
moment: whatever this system is set up with stays as it is, and is not asked.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab import apt
from pydri.lab.cache import cache_dir
from pydri.lab.errors import LabUnavailable
from pydri.lab.kbuild.process import Pipeline
from pydri.lab.kbuild.source import Source, named_source
from pydri.lab.mirror import KEYRING, host_mirror

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydri.lab.kbuild.process import Done
    from pydri.lab.progress import Progress

PACKAGE = "linux-source-6.12"
# Where a release's kernel is looked for. What is on its way into a stable release's backports may be there first.
_SUITES = {"sid": ("sid", "trixie-backports")}
_META = "linux-source"
_DEB = re.compile(r"(?P<package>linux-source-[\d.]+)_(?P<version>.+)_all\.deb")
_NEWEST = re.compile(r"^Depends: (?P<package>linux-source-[\d.]+) \(= (?P<version>\S+)\)", re.M)


def standard_source(progress: Progress) -> Source:
    """Debian's linux-source-6.12: from the cache, from /usr/src when installed, else downloaded without root.

    Raises LabUnavailable with what to do when it cannot be had.
    """
    place = cache_dir() / "source"
    if cached := _cached(place, PACKAGE):
        return _deb_source(cached[-1])
    for installed in sorted(Path("/usr/src").glob(f"{PACKAGE}*.tar.xz")):
        return named_source(installed)
    _check_apt(f"name a tarball or tree of Linux {PACKAGE[13:]} with --source")
    return _deb_source(_download(place, progress))


def release_source(release: str, progress: Progress) -> Source:
    """The newest linux-source of a release (sid) that Debian has now, downloaded without root unless it is cached.

    Where Debian cannot be asked it is the one that was downloaded last. Raises LabUnavailable with what to do when
    there is none.
    """
    place = cache_dir() / "source"
    try:
        return _deb_source(_download_newest(place, release, progress))
    except LabUnavailable:
        older = [path for path in _cached(place, "linux-source-*") if not path.name.startswith(f"{PACKAGE}_")]
        if not older:
            raise
        progress.stage(f"taking {older[-1].name}, because {release} cannot be asked")
        return _deb_source(older[-1])


def _cached(place: Path, package: str) -> list[Path]:
    return sorted(place.glob(f"{package}_*_all.deb"), key=lambda path: path.stat().st_mtime)


def _deb_source(path: Path) -> Source:
    match = _DEB.fullmatch(path.name)
    return Source(path, f"{match['package']} {match['version']}" if match else f"file:{path.name}")


def _check_apt(otherwise: str) -> None:
    if shutil.which("apt-get") is None:
        raise LabUnavailable(f"no kernel source: this is no Debian system; {otherwise}")


def _download(place: Path, progress: Progress) -> Path:
    """Download the standard source; the package lists are this system's, or fetched when they do not know it."""
    partial = _empty_directory(place / "partial")
    try:
        done = _fetch(partial, PACKAGE, (), progress)
        if not list(partial.glob("*.deb")):
            # The package lists of this system are old, or were never fetched. Ours are our own, and need no root.
            own = apt.own_lists(place / "apt")
            apt.update(partial, own, progress)
            done = _fetch(partial, PACKAGE, own, progress)
        return _take(partial, PACKAGE, done)
    finally:
        shutil.rmtree(place / "apt", ignore_errors=True)
        shutil.rmtree(partial, ignore_errors=True)


def _download_newest(place: Path, release: str, progress: Progress) -> Path:
    """Download a release's newest source unless it is there already."""
    _check_apt(f"name a newer tarball or tree with --source, and `--config smp --name {release}-kernel`")
    if not KEYRING.exists():
        raise LabUnavailable(
            f"downloading the source of {release} needs: sudo apt-get install -y debian-archive-keyring"
        )
    partial = _empty_directory(place / "partial")
    try:
        own = (*apt.own_lists(place / "apt"), *_own_sources(place / "apt", _SUITES[release]))
        done = apt.update(partial, own, progress)
        found = _NEWEST.search(apt.about(own, _META))
        if found is None and "NO_PUBKEY" in done.errors:
            raise LabUnavailable(
                f"{release} is signed with a key that this system does not have: "
                "sudo apt-get update && sudo apt-get install -y debian-archive-keyring"
            )
        if found is None:
            raise LabUnavailable(
                f"cannot ask for the newest kernel of {release}: {_failure(done)} "
                "(or name a kernel source with --source)"
            )
        package, version = found["package"], found["version"]
        if (cached := place / f"{package}_{version}_all.deb").exists():
            return cached
        return _take(partial, package, _fetch(partial, package, own, progress, version=version))
    finally:
        shutil.rmtree(place / "apt", ignore_errors=True)
        shutil.rmtree(partial, ignore_errors=True)


def _empty_directory(place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    return place


def _take(partial: Path, package: str, done: Done) -> Path:
    # Out of the directory where half a download may lie.
    debs = list(partial.glob("*.deb"))
    if done.returncode or not debs:
        raise LabUnavailable(f"cannot download {package}: {done.last_words()} (or name a kernel source with --source)")
    target = partial.parent / debs[0].name.replace("%3a", ":")
    return debs[0].rename(target)


def _failure(done: Done) -> str:
    # apt's last line only says that something failed.
    failed = [line.strip() for line in done.errors.splitlines() if "Failed to fetch" in line]
    return failed[0] if failed else done.last_words()


def _fetch(partial: Path, package: str, options: Sequence[str], progress: Progress, *, version: str = "") -> Done:
    size = re.search(r"^Size: (\d+)$", apt.about(options, package), re.M)
    progress.stage(f"downloading {package} (about 150 MB)", int(size[1]) if size else None)
    wanted = f"{package}={version}" if version else package
    arguments = ["apt-get", "-qq", *apt.NO_SANDBOX, *options, "download", wanted]
    return Pipeline([arguments], cwd=partial).watch_size(partial, progress)


def _own_sources(place: Path, suites: Sequence[str]) -> tuple[str, ...]:
    # The options that make apt look at these suites of Debian only, all alike: by itself it ranks backports low.
    mirror = host_mirror()
    lines = [f"deb [arch=amd64 signed-by={KEYRING}] {mirror} {suite} main" for suite in suites]
    (place / "sources.list").write_text("\n".join(lines) + "\n")
    (place / "preferences").write_text("Package: *\nPin: release *\nPin-Priority: 500\n")
    settings = {
        "Dir::Etc::SourceList": place / "sources.list",
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::Etc::Preferences": place / "preferences",
        "Dir::Etc::PreferencesParts": "/dev/null",
        "Dir::State::status": "/dev/null",
    }
    return tuple(word for name, value in settings.items() for word in ("-o", f"{name}={value}"))

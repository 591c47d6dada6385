"""Building a root tree from Debian's packages: debootstrap as root, mmdebstrap in a user namespace otherwise."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab.cache import cache_dir
from pydri.lab.errors import BuildError, LabUnavailable
from pydri.lab.kbuild.process import Pipeline, run_logged
from pydri.lab.mirror import KEYRING, host_mirror, proxy_environment
from pydri.lab.rootfs import (
    Root,
    built_root,
    clear_away,
    packages,
    partial_place,
    require_known,
    root_key,
    root_lock,
    roots_dir,
)

if TYPE_CHECKING:
    from pydri.lab.progress import Progress

_SEARCH = "/usr/sbin:/usr/bin:/sbin:/bin"  # debootstrap lies in sbin, which a user's PATH may lack
_ISOLATE = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--"]
_STEP = re.compile(r"^I: (Retrieving|Extracting|Unpacking|Configuring) ")
# How often debootstrap says so for debian-13; only the progress display uses it.
_STAGES = {"Retrieving": ("downloading its packages", 190), "Extracting": ("installing its packages", 452)}
# What apt keeps for the next installation, of which there is none.
_NOT_NEEDED = ("var/cache/apt/archives", "var/lib/apt/lists")
_VERSIONS = {"python": "python3", "mesa": "libgl1-mesa-dri"}


def build_root(name: str, progress: Progress, *, mirror: str | None = None) -> Root:
    """Build the root `name` from the Debian mirror, or take it from the cache when it has been built.

    `mirror` is a URL (None: the one of this host's apt). Waits for another process that builds the same; an
    interrupted build leaves nothing that is taken for a root. Raises LabError for an unknown name, LabUnavailable
    with what to do where this host or user cannot build one, BuildError when the build fails.
    """
    codename = require_known(name)
    try:
        with root_lock(
            root_key(name), waiting=lambda: progress.stage("waiting for another process that builds it")
        ) as fd:
            return built_root(name) or _build(name, codename, progress, mirror or host_mirror(), fd)
    except OSError as error:
        raise LabUnavailable(f"cannot use the cache {cache_dir()} ({error}); name another one in PYDRI_CACHE") from None


def _build(name: str, codename: str, progress: Progress, mirror: str, lock: int) -> Root:
    begun = time.monotonic()
    as_root = os.geteuid() == 0
    check_tools(name, codename, mirror, as_root=as_root)
    half = partial_place(root_key(name))
    clear_away(half)
    tree, log = half / "tree", roots_dir() / f".{root_key(name)}.log"
    tree.mkdir(parents=True)
    log.write_bytes(b"")
    try:
        if as_root:
            _debootstrap(name, codename, mirror, tree, log, progress, lock)
        else:
            _mmdebstrap(name, codename, mirror, tree, log, progress)
    except BuildError:
        clear_away(half)
        raise
    progress.stage("noting what is in it")
    for each in _NOT_NEEDED:
        shutil.rmtree(tree / each, ignore_errors=True)
    meta = {
        "suite": codename,
        "mirror": mirror,
        **installed_versions((tree / "var/lib/dpkg/status").read_text()),
        "bytes": sum(each.lstat().st_blocks * 512 for each in tree.rglob("*")),
        "seconds": round(time.monotonic() - begun, 1),
    }
    (half / "meta.json").write_text(json.dumps(meta, indent=2) + "\n")
    log.rename(half / "build.log")
    half.rename(roots_dir() / root_key(name))
    return Root(name, roots_dir() / root_key(name))


def check_tools(name: str, codename: str, mirror: str, *, as_root: bool) -> None:
    """Raise LabUnavailable, with what to run, when this host or this user cannot build a root."""
    wanted = ["debootstrap", "wget"] if as_root else ["mmdebstrap", "newuidmap", "tar"]
    packages = {"newuidmap": "uidmap"}
    missing = [packages.get(each, each) for each in wanted if shutil.which(each, path=_SEARCH) is None]
    if not KEYRING.exists():
        missing.append("debian-archive-keyring")
    if missing:
        raise LabUnavailable(
            f"building the root {name} needs: sudo apt-get install -y --no-install-recommends {' '.join(missing)}"
        )
    if not as_root and not _works(["unshare", "--user", "--map-auto", "--map-root-user", "true"]):
        place = roots_dir() / name
        raise LabUnavailable(
            f"building the root {name} without being root needs a user namespace with further user ids (lines in "
            f"/etc/subuid and /etc/subgid), and that is not possible here; instead run: sudo debootstrap "
            f"{' '.join(_what(codename))} {place} {mirror} and name the directory: --root {place}"
        )


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _what(codename: str) -> list[str]:
    return ["--variant=minbase", "--arch=amd64", f"--include={','.join(packages(codename))}", codename]


def _environment() -> dict[str, str]:
    # Neither the host's Python settings nor its temporary directory exist for the programs that run in the tree.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TMP", "TEMP"))}
    own = {"PATH": _SEARCH, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
    return {**kept, **proxy_environment(), **own}


def _debootstrap(name: str, codename: str, mirror: str, tree: Path, log: Path, progress: Progress, lock: int) -> None:
    progress.stage(f"asking {mirror} for {name}")
    said: list[str] = []

    def listen(line: str) -> None:
        if line.startswith(("E: ", "W: Failure")):
            said.append(line.strip())
        if (step := _STEP.match(line)) is None:
            return
        if step[1] in _STAGES and step[1] not in said:
            said.append(step[1])
            progress.stage(*_STAGES[step[1]])
        progress.advance()

    # Mounts and processes of its own: whatever ends it, nothing stays mounted in the tree. A container that forbids
    # this forbids mounting, too, and debootstrap does without then.
    isolated = _ISOLATE if _works([*_ISOLATE, "true"]) else []
    arguments = [*isolated, "debootstrap", "--force-check-gpg", *_what(codename), str(tree), mirror]
    if run_logged(arguments, log, cwd=Path("/"), environment=_environment(), on_line=listen, keep=lock):
        complaints = [line for line in said if line not in _STAGES] or log.read_text(errors="replace").splitlines()
        if (details := tree / "debootstrap/debootstrap.log").exists():
            with open(log, "ab") as sink:
                sink.write(details.read_bytes())
        raise BuildError(f"debootstrap of {name} failed, log {log}: {' '.join(complaints[-1:])}")


def _mmdebstrap(name: str, codename: str, mirror: str, tree: Path, log: Path, progress: Progress) -> None:
    # Through tar, so that the files are the user's own: a namespace's other users could not be removed without root.
    progress.stage(f"building {name} from {mirror}")
    make = ["mmdebstrap", "--mode=unshare", "--format=tar", *_what(codename), "-", mirror]
    unpack = ["tar", "-x", "-C", str(tree), "--no-same-owner", "--exclude=./dev/*"]
    done = Pipeline([make, unpack], environment=_environment()).wait()
    log.write_text(done.errors)
    if done.returncode:
        raise BuildError(f"mmdebstrap of {name} failed, log {log}: {done.last_words()}")


def installed_versions(status: str) -> dict[str, str]:
    """The upstream versions of Python and Mesa in a dpkg status file, as {"python": "3.13.5", "mesa": "25.0.7"}."""
    found = {}
    for name, package in _VERSIONS.items():
        match = re.search(rf"^Package: {re.escape(package)}\n(?:.+\n)*?Version: (?:\d+:)?([^-\s]+)", status, re.M)
        if match:
            found[name] = match[1]
    return found

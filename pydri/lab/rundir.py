"""The control directory of one run: a private directory that must vanish whatever happens to us."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

from pydri.lab.cache import cache_dir
from pydri.lab.errors import LabUnavailable

PREFIX = "pydri-lab-"
# A directory without a locked lock file is somebody's who is just starting, unless it is older than this.
_GRACE_S = 60.0


def _candidates() -> list[Path]:
    named = os.environ.get("PYDRI_LAB_DIR")
    places = [named] if named else ["/dev/shm", os.environ.get("XDG_RUNTIME_DIR"), "/tmp", "/var/tmp", str(cache_dir())]
    return [Path(place) for place in places if place]


def _free_for_exec(place: Path) -> int:
    # Bytes free there, or -1 where UML's memory file cannot live: it is mapped executable.
    try:
        about = os.statvfs(place)
    except OSError:
        return -1
    if about.f_flag & os.ST_NOEXEC or about.f_flag & os.ST_RDONLY or not os.access(place, os.W_OK | os.X_OK):
        return -1
    return about.f_bavail * about.f_frsize


def choose_base(memory: int) -> Path:
    """The directory for control directories and the guest's memory file of `memory` bytes.

    Memory-backed places come first; a place must allow executable mappings and hold the memory. Raises LabUnavailable.
    """
    with contextlib.suppress(OSError):
        if not os.environ.get("PYDRI_LAB_DIR"):
            cache_dir().mkdir(parents=True, exist_ok=True)
    free = [(place, _free_for_exec(place)) for place in _candidates()]
    for place, size in free:
        if size >= memory:
            return place
    tried = ", ".join(str(place) for place, _ in free)
    raise LabUnavailable(
        f"no lab possible: none of {tried} is writable, allows exec and has {memory >> 20} MiB free"
        " for the guest's memory (name a directory in PYDRI_LAB_DIR, or ask for less with --mem)"
    )


class RunDir:
    """A control directory with its lock. `close()` removes it; a killed process's directory is removed by the next run.

    The lock's fd is handed to the machine, so the directory counts as used while any of its processes lives.
    """

    def __init__(self, memory: int) -> None:
        base = choose_base(memory)
        _sweep(base)
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
        try:
            self.lock_fd = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self.lock_fd, fcntl.LOCK_EX)
        except BaseException:
            shutil.rmtree(self.path, ignore_errors=True)
            raise

    def close(self) -> None:
        """Remove the directory and give up the lock."""
        if self.lock_fd >= 0:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self.lock_fd)
            self.lock_fd = -1


def _sweep(base: Path) -> None:
    # Remove what runs that were killed with SIGKILL left behind.
    for place in base.glob(PREFIX + "*"):
        with contextlib.suppress(OSError):
            if place.stat().st_uid == os.getuid() and _abandoned(place):
                shutil.rmtree(place, ignore_errors=True)


def _abandoned(place: Path) -> bool:
    try:
        fd = os.open(place / "lock", os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return time.time() - place.stat().st_mtime > _GRACE_S
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(fd)
    return True

"""Where the lab keeps what it built, and how several processes share it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab.errors import LabUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def cache_dir() -> Path:
    """The lab's cache: $PYDRI_CACHE, else pydri below $XDG_CACHE_HOME or ~/.cache. It may not exist yet.

    Where that does not exist and cannot be made (a service account without a home), it is a private directory in the
    system's temporary one.
    """
    named = os.environ.get("PYDRI_CACHE")
    if named:
        return Path(named).expanduser().absolute()
    base = os.environ.get("XDG_CACHE_HOME")
    place = Path(base if base and os.path.isabs(base) else os.path.expanduser("~/.cache")) / "pydri"
    if place.is_dir() or _can_be_made(place):
        return place
    return _temporary_cache()


def _can_be_made(place: Path) -> bool:
    existing = next(parent for parent in place.parents if parent.exists())
    return os.access(existing, os.W_OK | os.X_OK)


def _temporary_cache() -> Path:
    import tempfile

    place = Path(tempfile.gettempdir()) / f"pydri-cache-{os.getuid()}"
    with contextlib.suppress(FileExistsError):
        place.mkdir(mode=0o700)
    about = place.lstat()
    if about.st_uid != os.getuid() or about.st_mode & 0o022 or not stat.S_ISDIR(about.st_mode):
        raise LabUnavailable(f"{place} is not this user's own private directory; name another cache in PYDRI_CACHE")
    return place


@contextlib.contextmanager
def locked(path: Path, *, waiting: Callable[[], None] | None = None) -> Iterator[int]:
    """Hold an exclusive lock on the file `path`, made when missing; `waiting` is called once if it is taken.

    Gives the lock's fd, owned by the block. The lock ends with the last process that has it open, so a killed holder
    blocks nobody, but children that got the fd keep others out until they have ended. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting is not None:
                waiting()
            fcntl.flock(fd, fcntl.LOCK_EX)
        yield fd
    finally:
        os.close(fd)

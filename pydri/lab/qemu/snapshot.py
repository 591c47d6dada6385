"""Snapshots of booted machines, so that a run starts where booting would have ended.

The first run of a kind of machine boots, and when its first process is ready for a command (`RESUME`: it says so, and
waits) the machine is stopped, written to the cache, and goes on. Later runs begin with that state. What differs between
runs comes afterwards: the host's files are mounted, the clock is set, the random numbers get a new seed. Nothing of
the host's files is mounted in a snapshot; QEMU could not take one otherwise.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
from typing import TYPE_CHECKING, Any

from pydri.lab.cache import cache_dir
from pydri.lab.errors import LabError
from pydri.lab.qemu import qmp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

RESUME = "vport0p30"
"""The port on which the first process says that it is ready, and is told to go on."""

READY = b"ready"
_KEPT = 4
_LIMIT_S = 120.0


class Snapshot:
    """The snapshot of one kind of machine, which may not exist yet; `key` tells the kinds apart.

    Several processes may take and use it at once: it appears complete.
    """

    def __init__(self, key: Sequence[object]) -> None:
        program = shutil.which("qemu-system-x86_64") or ""
        facts = [*key, os.stat(program).st_mtime_ns, os.stat(program).st_size]
        self.path = cache_dir() / "snapshots" / hashlib.sha256(repr(facts).encode()).hexdigest()[:24]

    def open(self) -> int | None:
        """A new fd of the snapshot, the caller's, or None when there is none."""
        try:
            fd = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(self.path)  # which ones are in use
        return fd

    @property
    def log(self) -> Path:
        """The kernel's messages up to then: they belong to the log of every run."""
        return self.path.with_suffix(".log")

    def take(self, monitor: Path, log: Path) -> None:
        """Stop the machine, write its state, and have it go on; `log` is its kernel log.

        Raises LabError, and then there is no snapshot.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            with open(new, "wb") as state:
                status = qmp.save(monitor, state.fileno(), timeout=_LIMIT_S)
            if status != "completed":
                raise LabError(f"QEMU did not write a snapshot: {status}")
            shutil.copyfile(log, self.log)
            new.replace(self.path)
        except OSError as error:
            raise LabError(f"cannot write the snapshot {self.path}: {error.strerror}") from None
        finally:
            new.unlink(missing_ok=True)
        _forget_old(self.path.parent)


def go() -> bytes:
    """What the first process is told when it shall go on: the time, and numbers that nobody has seen."""
    now = time.time_ns()
    return f"go {now // 10**9} {now % 10**9} {os.urandom(32).hex()}\n".encode()


def describe() -> list[dict[str, Any]]:
    """The snapshots in the cache: path and size in bytes."""
    place = cache_dir() / "snapshots"
    found = [each for each in place.glob("[!.]*") if not each.suffix]
    return [{"path": str(each), "bytes": each.stat().st_blocks * 512} for each in sorted(found)]


def _forget_old(place: Path) -> None:
    # A machine that starts from one has it open.
    found = [path for path in place.glob("[!.]*") if not path.suffix]
    for old in sorted(found, key=lambda path: path.stat().st_mtime)[:-_KEPT]:
        old.unlink(missing_ok=True)
        old.with_suffix(".log").unlink(missing_ok=True)

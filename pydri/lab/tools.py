"""The two small programs that the lab compiles for itself: the guest's first process and the host's launcher."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pydri.lab.cache import cache_dir
from pydri.lab.errors import LabUnavailable

SOURCES = Path(__file__).parent / "guest"
_FLAGS = ("-O2", "-static")


@dataclass(frozen=True)
class Tools:
    """The compiled programs: `init` runs as the guest's first process, `launch` starts a machine on the host."""

    init: Path
    launch: Path


def find_tools() -> Tools:
    """The programs from the cache, compiled first when missing (a third of a second).

    Raises LabUnavailable when there is no C compiler or no static C library, with the packages to install.
    """
    texts = [path.read_bytes() for path in sorted(SOURCES.glob("*.c"))]
    digest = hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]
    place = cache_dir() / "tools" / digest
    if not (place / "launch").exists():
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            _compile(place, ["init", "launch"])
        except OSError as error:
            raise LabUnavailable(
                f"cannot use the cache {cache_dir()} ({error}); name another one in PYDRI_CACHE"
            ) from None
    return Tools(place / "init", place / "launch")


def _compile(place: Path, names: list[str]) -> None:
    # Into a directory of its own that is renamed when complete, so that several processes may do this at once.
    with tempfile.TemporaryDirectory(dir=place.parent, prefix="new-") as new:
        for name in names:
            arguments = ["gcc", *_FLAGS, "-o", f"{new}/{name}", str(SOURCES / f"{name}.c")]
            try:
                done = subprocess.run(arguments, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
            except FileNotFoundError:
                raise LabUnavailable(
                    "the lab needs a C compiler; on Debian: sudo apt-get install -y gcc libc6-dev"
                ) from None
            if done.returncode:
                raise LabUnavailable(
                    f"cannot compile the lab's {name}.c (Debian: gcc, libc6-dev): {done.stderr.strip()[-500:]}"
                )
        if place.exists():
            shutil.rmtree(place, ignore_errors=True)
        try:
            os.rename(new, place)
        except OSError:
            if not (place / "launch").exists():
                raise
        else:
            os.mkdir(new)  # for TemporaryDirectory to remove

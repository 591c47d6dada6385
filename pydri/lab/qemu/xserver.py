"""A display of the machine's own, for the host's side of virgl: QEMU draws with OpenGL in a window that nobody sees."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab.errors import LabUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

_START_S = 20.0
_MODULES = ("/usr/lib/x86_64-linux-gnu/qemu", "/usr/lib/qemu", "/usr/lib64/qemu")


def missing() -> list[str]:
    """Debian packages that virgl needs and this host lacks."""
    wanted = [] if shutil.which("Xvfb") else ["xvfb"]
    if not any(Path(place, "ui-sdl.so").exists() for place in _MODULES):
        wanted.append("qemu-system-gui")
    if not any(
        list(Path(place).glob("libvirglrenderer.so.1*")) for place in ("/usr/lib/x86_64-linux-gnu", "/usr/lib64")
    ):
        wanted.append("libvirglrenderer1")
    return wanted


@contextlib.contextmanager
def display(launch: Path, place: Path) -> Iterator[str]:
    """Start an X server for the block, ended with it or with this process. Gives its name, as DISPLAY has it.

    Raises LabUnavailable when it does not start.
    """
    program = shutil.which("Xvfb")
    if program is None:
        raise LabUnavailable("virgl needs: sudo apt-get install -y --no-install-recommends xvfb")
    ours, theirs = os.pipe2(os.O_CLOEXEC)
    arguments = [str(launch), str(os.getpid()), program, "-displayfd", str(theirs), "-screen", "0", "1280x1024x24"]
    arguments += ["-nolisten", "tcp", "-noreset"]
    with open(place / "xvfb.log", "wb") as log:
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=(theirs,), cwd="/"
        )
    os.close(theirs)
    try:
        ready, _, _ = select.select([ours], [], [], _START_S)
        number = os.read(ours, 16).decode().strip() if ready else ""
        if not number:
            words = (place / "xvfb.log").read_text(errors="replace").strip().splitlines()[-1:]
            raise LabUnavailable(f"virgl's X server did not start: {''.join(words)}")
        yield f":{number}"
    finally:
        os.close(ours)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)  # it removes its socket and lock
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

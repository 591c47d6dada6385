"""An interactive program in a lab machine, on the user's own terminal."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import struct
import termios
import time
import tty
from typing import TYPE_CHECKING

from pydri.lab.errors import LabError
from pydri.lab.relay import write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pydri.lab.base import Machine

_ESCAPE = b"\x1d"  # Ctrl-]
_ESCAPE_PRESSES = 3
_ESCAPE_WITHIN_S = 1.0


class EndedByUser(LabError):
    """The user pressed Ctrl-] three times."""

    exit_status = 130


def require_terminal() -> None:
    """Raise LabError unless standard input and output are a terminal."""
    if not (os.isatty(0) and os.isatty(1)):
        raise LabError("`pydri lab shell` needs a terminal; use `pydri lab run -- COMMAND` in scripts")


class _Escape:
    # Three times Ctrl-] within a second: the way out of a guest that does not react any more.
    def __init__(self) -> None:
        self._times: list[float] = []

    def feed(self, data: bytes) -> None:
        now = time.monotonic()
        for byte in data:
            if byte == _ESCAPE[0]:
                self._times = [*self._times[1 - _ESCAPE_PRESSES :], now]
                if len(self._times) == _ESCAPE_PRESSES and now - self._times[0] <= _ESCAPE_WITHIN_S:
                    raise EndedByUser("ended with Ctrl-] Ctrl-] Ctrl-]")
            else:
                self._times = []


@contextlib.contextmanager
def connect(machine: Machine) -> Iterator[list[tuple[int, Callable[[bytes], object]]]]:
    """Join a terminal of the guest to this terminal through a pty; gives the routes for the machine's pump.

    The terminal is raw while the block runs, so that Ctrl-C and all other keys reach the guest, and its size is
    passed on.
    """
    ours, theirs = os.openpty()
    copy = os.dup(
        0
    )  # the pump makes its sources non-blocking; that is undone below, as 0 is shared with the caller's shell
    before = termios.tcgetattr(0)
    escape = _Escape()

    def from_user(data: bytes) -> None:
        escape.feed(data)
        write_all(ours, data)

    def pass_size(*_: object) -> None:
        with contextlib.suppress(OSError):
            fcntl.ioctl(ours, termios.TIOCSWINSZ, fcntl.ioctl(0, termios.TIOCGWINSZ, bytes(struct.calcsize("4H"))))

    machine.spec.terminal = machine.attach_terminal(theirs)
    pass_size()
    old_handler = signal.signal(signal.SIGWINCH, pass_size)
    try:
        tty.setraw(0)
        yield [(ours, lambda data: write_all(1, data)), (copy, from_user)]
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, before)
        os.set_blocking(copy, True)
        signal.signal(signal.SIGWINCH, old_handler)
        os.close(ours)
        os.close(copy)


def default_shell(root: Path) -> list[str]:
    """The user's shell where the guest's root is the host's, else what the root tree has."""
    own = os.environ.get("SHELL")
    if str(root) == "/" and own and os.access(own, os.X_OK):
        return [own]
    for shell in ("bin/bash", "usr/bin/bash", "bin/sh"):
        if (root / shell).exists():
            return ["/" + shell]
    raise LabError(f"no shell in {root}")


def announce() -> None:
    """Say how to leave."""
    write_all(2, b"lab: leave with exit, or by pressing Ctrl-] three times if nothing else works\r\n")

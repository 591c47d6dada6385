"""The interactive shell, driven through a terminal as a user would."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest

from .conftest import ROOT, call

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("clean")


class Terminal:
    """`pydri lab …` on a pseudo-terminal of our own."""

    def __init__(self, *words: str) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execv(sys.executable, [sys.executable, "-m", "pydri.lab", *words])
        self.resize(33, 111)
        self.seen = b""

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))

    def expect(self, text: bytes, *, seconds: float = 30) -> bytes:
        """Read until `text` appears; what was read up to there."""
        until = time.monotonic() + seconds
        while text not in self.seen:
            assert time.monotonic() < until, f"no {text!r} in {self.seen!r}"
            if select.select([self.fd], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.fd, 4096)
                except OSError:
                    raise AssertionError(f"ended without {text!r}: {self.seen!r}") from None
        before, _, self.seen = self.seen.partition(text)
        return before

    def type(self, keys: bytes) -> None:
        os.write(self.fd, keys)

    def status(self) -> int:
        """Read the rest and wait."""
        while True:
            try:
                if not os.read(self.fd, 4096):
                    break
            except OSError:
                break
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def close(self) -> None:
        os.close(self.fd)


@pytest.fixture
def shell(clean: Path) -> Iterator[Terminal]:
    """A plain shell in a machine, at its first prompt."""
    terminal = Terminal("shell", "--env", "PS1=ready> ", "--", "bash", "--norc", "--noediting")
    terminal.expect(b"ready> ")
    yield terminal
    terminal.close()


def test_a_session(shell: Terminal) -> None:
    """Commands, the terminal's size and its changes, Ctrl-C for the guest's program, and the shell's own status."""
    shell.type(b"stty size; tty; echo $((20 + 22))\r")
    assert b"33 111\r\n/dev/tty1\r\n42\r\n" in shell.expect(b"ready> ")
    shell.resize(44, 99)
    for _attempt in range(50):
        shell.type(b"stty size\r")
        if b"44 99" in shell.expect(b"ready> "):
            break
        time.sleep(0.1)
    else:
        pytest.fail("the new size did not arrive")
    shell.type(b"sleep 1000\r")
    shell.expect(b"sleep 1000\r\n")
    time.sleep(0.5)
    shell.type(b"\x03")
    shell.expect(b"ready> ")
    shell.type(b"exit 7\r")
    assert shell.status() == 7


def test_the_way_out_of_a_hanging_guest(shell: Terminal) -> None:
    """Ctrl-] three times ends the machine, whatever runs in it."""
    shell.type(b"trap '' INT; cat /dev/zero > /dev/null\r")
    time.sleep(0.5)
    shell.type(b"\x1d\x1d\x1d")
    shell.expect(b"ended with Ctrl-]")
    assert shell.status() == 130


def test_run_on_a_terminal_gives_one(clean: Path) -> None:
    """`run` on a terminal gives the command a terminal of the same size, so that programs colour and draw as usual."""
    terminal = Terminal("run", "--", "sh", "-c", "sleep 0.2; test -t 1 && stty size < /dev/tty1; echo end")
    assert b"33 111" in terminal.expect(b"end\r\n")
    assert terminal.status() == 0
    terminal.close()


def test_shell_without_a_terminal() -> None:
    """In a script the shell says what to use instead."""
    done = call("shell")
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr

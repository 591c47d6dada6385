"""What the machine may ask of the lab's process: one line each way, known words only, and never a path.

    MARK photograph DEVICE HEAD     →   MARK ok NAME        a PPM picture in the directory that both sides see
                                        MARK error TEXT

MARK is the asker's and comes back, so that nobody takes an answer for his that another has left unread.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
from typing import TYPE_CHECKING

from pydri.lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 256
_WORD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Requests:
    """Answers the machine's requests: `feed` takes what came through the port `line`, an fd that stays the caller's.

    `photograph(device, head, name)` takes one, as a file of that name; it raises LabError. Thread contract: one thread.
    """

    def __init__(self, line: int, photograph: Callable[[str, int, str], object]) -> None:
        self._line = line
        self._photograph = photograph
        self._rest = b""
        self._numbers = itertools.count(1)

    def feed(self, data: bytes) -> None:
        """Take the next bytes, in whatever pieces they come, and answer each whole line."""
        *lines, rest = (self._rest + data).split(b"\n")
        self._rest = rest[:_LONGEST]
        for line in lines:
            mark, *words = line[:_LONGEST].decode(errors="replace").split(" ")
            if _WORD.fullmatch(mark):
                answer = f"{mark} {self._do(words)}\n".encode()
                # The machine may have ended, or asks and asks and never reads: then nobody waits for this answer.
                with contextlib.suppress(BrokenPipeError, BlockingIOError):
                    os.write(self._line, answer)

    def _do(self, words: list[str]) -> str:
        match words:
            case ["photograph", device, head] if _WORD.fullmatch(device) and head.isascii() and head.isdigit():
                name = f"{next(self._numbers)}.ppm"
                try:
                    self._photograph(device, int(head), name)
                except LabError as error:
                    return "error " + " ".join(str(error).split())
                return f"ok {name}"
        return f"error no such request: {' '.join(words)!r}"

"""How much a case does that does the same many times: all of it, or a part where the processor is emulated.

QEMU without hardware virtualisation runs Python 10 to 20 times slower. What is scaled says so in its docstring; how
long a part it is stands at the head of each run.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

PART = 10
#: How many times as long a case may take there.
PATIENCE = 5


@cache
def emulated() -> bool:
    """Whether QEMU emulates this machine's processor: it says so in its name (x86) or has no other."""
    try:
        return "QEMU TCG" in Path("/proc/cpuinfo").read_text()
    except OSError:
        return False


def patient(seconds: float) -> float:
    """A limit of time, for programs that do nothing wrong by being slow: more on an emulated processor."""
    return seconds * PATIENCE if emulated() else seconds


def scaled(count: int, *, least: int = 1) -> int:
    """`count`, or a tenth of it, `least` at least, on an emulated processor."""
    return max(least, count // PART) if emulated() else count

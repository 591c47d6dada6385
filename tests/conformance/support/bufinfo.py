"""What the kernel tells of a dma-buf in text: /proc/self/fdinfo of a descriptor and debugfs's list of all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

BUFINFO = "/sys/kernel/debug/dma_buf/bufinfo"


def fdinfo(fd: int) -> dict[str, str]:
    """The `key: value` lines of a descriptor."""
    with open(f"/proc/self/fdinfo/{fd}") as file:
        return dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)


@dataclass
class Entry:
    """One dma-buf in bufinfo. `flags` and `mode` are those of its file, `fences` and `devices` the lines below it."""

    size: int
    flags: int
    mode: int
    count: int
    exp_name: str
    ino: int
    name: str
    fences: list[str] = field(default_factory=list)
    devices: list[str] = field(default_factory=list)
    total_devices: int = -1


@dataclass
class Bufinfo:
    """The whole file: the buffers, and the totals in the last line."""

    buffers: list[Entry]
    total_objects: int
    total_bytes: int

    def of(self, ino: int) -> Entry | None:
        """The buffer with this inode number."""
        return next((entry for entry in self.buffers if entry.ino == ino), None)


def is_fence(line: str, use: str, driver: str, timeline: str, state: str) -> bool:
    """Whether a line is about the first fence of a context: as Linux 6.12 writes it, or as 7.2 does.

    That one begins with the context's number, and has forgotten the names of a fence that is signalled.
    """
    before = f"{use} fence:{driver} {timeline} seq 1 {state}"
    names = f"{timeline} {driver}" if state == "unsignalled" else " "
    return line == before or re.fullmatch(rf"{use} fence:\d+:1 {re.escape(names)} {state}", line) is not None


def parse(text: str) -> Bufinfo:
    """Read bufinfo's text."""
    lines = text.splitlines()
    assert lines[1] == "Dma-buf Objects:"
    assert lines[2].split() == ["size", "flags", "mode", "count", "exp_name", "ino", "name"]
    buffers: list[Entry] = []
    totals = (-1, -1)
    in_devices = False
    for line in lines[3:]:
        words = line.split()
        if line.startswith("Total") and words[2:4] == ["devices", "attached"]:
            buffers[-1].total_devices = int(words[1])
        elif line.startswith("Total"):
            totals = int(words[1]), int(words[3])
        elif line == "\tAttached Devices:":
            in_devices = True
        elif line.startswith("\t"):
            (buffers[-1].devices if in_devices else buffers[-1].fences).append(line.strip())
        elif line:
            size, flags, mode, count, exp_name, ino, name = line.split("\t")
            buffers.append(Entry(int(size), int(flags, 16), int(mode, 16), int(count), exp_name, int(ino), name))
            in_devices = False
    return Bufinfo(buffers, *totals)


def read() -> Bufinfo:
    """What the kernel says now."""
    with open(BUFINFO) as file:
        return parse(file.read())

"""debugfs's list of sw_sync timelines: each with its value and the points that nobody has reached yet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .fences import SYNC_INFO

_TIMELINE = re.compile(r"(.*): (-?\d+)")
_POINT = re.compile(r"  fence (active|signaled|error)(?:@(\d+)\.(\d{9}))?: (-?\d+) / (-?\d+)")


@dataclass(frozen=True)
class Point:
    """One fence that is still in its timeline's list. `seconds` and `nanoseconds` tell when it ended, if it did."""

    state: str
    value: int
    now: int
    ended: tuple[int, int] | None


@dataclass(frozen=True)
class Timeline:
    """One sw_sync timeline that something still refers to."""

    name: str
    value: int
    points: tuple[Point, ...]


def parse(text: str) -> list[Timeline]:
    """Read the file's text; every line of it must be understood."""
    lines = text.split("\n")
    assert lines[:2] == ["objs:", "-" * 14]
    # sync_file.c stopped registering its files there: the second list is always empty (seen on Linux 6.12).
    assert lines[-3:] == ["fences:", "-" * 14, ""]
    found: list[Timeline] = []
    for block in "\n".join(lines[2:-3]).split("\n\n"):
        head, *rest = block.split("\n")
        if not block:
            continue
        name = _TIMELINE.fullmatch(head)
        assert name, head
        points = []
        for line in rest:
            if not line:
                continue
            match = _POINT.fullmatch(line)
            assert match, line
            ended = (int(match[2]), int(match[3])) if match[2] else None
            points.append(Point(match[1], int(match[4]), int(match[5]), ended))
        found.append(Timeline(name[1], int(name[2]), tuple(points)))
    return found


def read() -> list[Timeline]:
    """What the kernel says now."""
    with open(SYNC_INFO) as file:
        return parse(file.read())


def named(name: str) -> Timeline | None:
    """The first timeline with this name."""
    return next((each for each in read() if each.name == name), None)

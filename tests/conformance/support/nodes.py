"""The DRM nodes of this machine, by driver name; never by number, which depends on the order of probing."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass
from functools import cache

from .raw import UAPI


@dataclass(frozen=True)
class Node:
    """One device node: its driver's name, `card` or `render`, and its path."""

    driver: str
    kind: str
    path: str

    def __str__(self) -> str:
        return f"{self.driver}-{self.kind}"


def driver_name(fd: int) -> str:
    """The driver behind an open DRM file (DRM_IOCTL_VERSION)."""
    length = UAPI.ioctl(fd, "VERSION").ok().name_len
    name = bytearray(length + 1)
    UAPI.ioctl(fd, "VERSION", name_len=length, name=name).ok()
    return name.rstrip(b"\0").decode()


@cache
def nodes() -> tuple[Node, ...]:
    """Every node that may be opened, card nodes first, in the order of the driver's name."""
    found = []
    for path in glob.glob("/dev/dri/card*") + glob.glob("/dev/dri/renderD*"):
        try:
            fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            driver = driver_name(fd)
        finally:
            os.close(fd)
        found.append(Node(driver, "render" if "renderD" in path else "card", path))
    return tuple(sorted(found, key=lambda node: (node.kind, node.driver, node.path)))


def node(driver: str, kind: str = "card") -> Node | None:
    """The first node of a driver, or None."""
    return next((each for each in nodes() if each.driver == driver and each.kind == kind), None)

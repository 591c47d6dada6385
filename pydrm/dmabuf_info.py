"""What the kernel tells about dma-bufs in text: ``/proc/self/fdinfo`` and debugfs ``dma_buf/bufinfo``."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["BufInfo", "DmaBufFdInfo", "bufinfo", "fdinfo", "parse_bufinfo", "parse_fdinfo"]

BUFINFO = "/sys/kernel/debug/dma_buf/bufinfo"
# Longer than a name (31 bytes), so that no name can look like it.
_HEAD = re.compile(r"^(\d{8,})\t([0-9a-f]{8})\t([0-9a-f]{8})\t(\d{8,})\t([^\t\n]*)\t(\d{8,})\t", re.MULTILINE)
_FENCE = re.compile(r"\n\t(?:kernel|write|read|bookkeep) fence:")


@dataclass(frozen=True)
class DmaBufFdInfo:
    """A dma-buf as ``/proc/self/fdinfo`` describes it, at one moment."""

    size: int
    """Bytes of the buffer."""
    count: int
    """References to its file: descriptors in any process, imports, mappings."""
    exp_name: str
    """Name of the exporting driver or module."""
    name: str
    """The name it was given; "" when none was."""
    ino: int
    """Inode number, the buffer's identity."""
    flags: int
    """Flags of the open file (``O_RDWR``, ``O_CLOEXEC``, …)."""


@dataclass(frozen=True)
class BufInfo:
    """A dma-buf as debugfs describes it, at one moment; every buffer of the machine is listed there."""

    size: int
    """Bytes of the buffer."""
    flags: int
    """Flags of its file."""
    mode: int
    """The kernel's mode bits of its file."""
    count: int
    """References to its file."""
    exp_name: str
    """Name of the exporting driver or module."""
    ino: int
    """Inode number, the buffer's identity."""
    name: str
    """The name it was given; "" when none was."""
    fences: tuple[str, ...]
    """Its fences, one line of the kernel's for each: usage, driver, timeline, number, whether signalled."""
    attached: tuple[str, ...]
    """The devices that are attached to it."""

    def to_dict(self) -> dict[str, Any]:
        """The fields as plain values, for JSON."""
        return asdict(self)


def parse_fdinfo(text: str) -> DmaBufFdInfo:
    """Read the text of an fdinfo file.

    Raises:
        ValueError: it describes something else than a dma-buf.
    """
    # The name comes last, and anything may be in it: a colon, a newline, something that looks like another line.
    text, _, name = text.partition("\nname:\t")
    fields = {"name": name.removesuffix("\n")}
    for line in text.split("\n"):
        key, colon, value = line.partition(":")
        if colon:
            fields[key] = value.strip()
    if "exp_name" not in fields or "size" not in fields:
        raise ValueError("this fdinfo is not a dma-buf's: it has no exp_name")
    return DmaBufFdInfo(
        size=int(fields["size"]),
        count=int(fields.get("count", 0)),
        exp_name=fields["exp_name"],
        name=fields["name"],
        ino=int(fields.get("ino", 0)),
        flags=int(fields.get("flags", "0"), 8),
    )


def fdinfo(fd: int) -> DmaBufFdInfo:
    """:class:`DmaBufFdInfo` of a borrowed file descriptor.

    Raises:
        OSError: it is not open, or ``/proc`` is not mounted.
        ValueError: it is no dma-buf.
    """
    with open(f"/proc/self/fdinfo/{fd}", encoding="utf-8", errors="replace", newline="\n") as file:
        return parse_fdinfo(file.read())


def parse_bufinfo(text: str) -> list[BufInfo]:
    """Read the text of debugfs ``dma_buf/bufinfo``."""
    heads = list(_HEAD.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [_entry(head, text[head.end() : end]) for head, end in zip(heads, ends, strict=False)]


def _entry(head: re.Match[str], rest: str) -> BufInfo:
    size, flags, mode, count, exp_name, ino = head.groups()
    # A name may go over several lines. The kernel's own lines follow: fences, then, behind a title, devices.
    before, _, after = rest.rpartition("\n\tAttached Devices:\n")
    first = _FENCE.search(before)
    name, fences = (before[: first.start()], before[first.start() :]) if first else (before, "")
    return BufInfo(
        size=int(size),
        flags=int(flags, 16),
        mode=int(mode, 16),
        count=int(count),
        exp_name=exp_name,
        ino=int(ino),
        name="" if name == "<none>" else name,
        fences=tuple(line.strip() for line in fences.split("\n") if line),
        attached=tuple(line.strip() for line in after.split("\n") if line.startswith("\t")),
    )


def bufinfo() -> list[BufInfo]:
    """Every dma-buf of the machine, from debugfs.

    Raises:
        OSError: debugfs is not mounted (FileNotFoundError), or this is not root (PermissionError).
    """
    try:
        with open(BUFINFO, encoding="utf-8", errors="replace", newline="\n") as file:
            return parse_bufinfo(file.read())
    except FileNotFoundError as error:
        error.add_note("debugfs has to be mounted at /sys/kernel/debug, and the kernel built with it")
        raise
    except PermissionError as error:
        error.add_note("only root may read the list of all buffers")
        raise

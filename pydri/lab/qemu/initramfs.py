"""The archive that a machine boots from; its format is the kernel's (driver-api/early-userspace/buffer-format.rst)."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAGIC = "070701"


Entry = tuple[int, bytes, int]
"""A file in the archive: mode with its kind, content (a link's target), time of change in seconds since 1970."""


def archive(files: Mapping[str, Entry]) -> bytes:
    """A cpio archive ("newc") of `files`: paths without a leading slash, directories before what is in them."""
    parts = [_entry(number, path, *entry) for number, (path, entry) in enumerate(files.items(), 1)]
    return b"".join(parts) + _entry(0, "TRAILER!!!", 0, b"", 0)


def program(content: bytes) -> Entry:
    """An entry that can be run."""
    return stat.S_IFREG | 0o755, content, 0


def file(content: bytes) -> Entry:
    """A plain file's entry."""
    return stat.S_IFREG | 0o644, content, 0


def directory() -> Entry:
    """A directory's entry."""
    return stat.S_IFDIR | 0o755, b"", 0


def _entry(number: int, path: str, mode: int, content: bytes, time: int) -> bytes:
    name = path.encode() + b"\0"
    #         ino     mode  uid gid nlink mtime  size       dev   rdev   namesize  check
    fields = (number, mode, 0, 0, 1, time, len(content), 0, 0, 0, 0, len(name), 0)
    header = _MAGIC.encode() + b"".join(b"%08x" % field for field in fields) + name
    return _padded(header) + _padded(content)


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)

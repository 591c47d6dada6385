"""The archive that a machine boots from; its format is the kernel's (driver-api/early-userspace/buffer-format.rst)."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAGIC = "070701"


def archive(files: Mapping[str, tuple[int, bytes]]) -> bytes:
    """A cpio archive ("newc") of `files`: path without leading slash to mode and content; directories come first."""
    parts = [_entry(number, path, mode, content) for number, (path, (mode, content)) in enumerate(files.items(), 1)]
    return b"".join(parts) + _entry(0, "TRAILER!!!", 0, b"")


def program(content: bytes) -> tuple[int, bytes]:
    """An entry that can be run."""
    return stat.S_IFREG | 0o755, content


def file(content: bytes) -> tuple[int, bytes]:
    """A plain file's entry."""
    return stat.S_IFREG | 0o644, content


def directory() -> tuple[int, bytes]:
    """A directory's entry."""
    return stat.S_IFDIR | 0o755, b""


def _entry(number: int, path: str, mode: int, content: bytes) -> bytes:
    name = path.encode() + b"\0"
    #         ino     mode  uid gid nlink mtime  size       dev   rdev   namesize  check
    fields = (number, mode, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(name), 0)
    header = _MAGIC.encode() + b"".join(b"%08x" % field for field in fields) + name
    return _padded(header) + _padded(content)


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)

"""Everything the kernel shows about a device in sysfs and debugfs can be read, soon and without a complaint.

The kernel-log gate around each case does half of the work: reading must not make the kernel warn.
"""

from __future__ import annotations

import errno
import os
import select
import time
from pathlib import Path
from typing import TYPE_CHECKING

from .support import conf, needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .support.client import Client
    from .support.nodes import Node

SECONDS = 1.0
# Said by files that have nothing to tell at the moment; anything else is a finding.
EMPTY = (errno.EAGAIN, errno.EIO, errno.EINVAL, errno.ENODATA, errno.EACCES, errno.EOPNOTSUPP, errno.ENODEV)


def sysfs(node: Node) -> Path:
    number = os.stat(node.path).st_rdev
    return Path(f"/sys/dev/char/{os.major(number)}:{os.minor(number)}").resolve()


def debugfs(node: Node) -> Path:
    return Path("/sys/kernel/debug/dri") / str(os.minor(os.stat(node.path).st_rdev))


def files(root: Path) -> Iterator[Path]:
    """Every readable regular file below, without following links out of it."""
    for directory, _, names in os.walk(root):
        for name in names:
            path = Path(directory) / name
            if path.is_file() and not path.is_symlink() and path.stat().st_mode & 0o444:
                yield path


def read(path: Path) -> int:
    """Read for half a second at most; the number of bytes."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        assert error.errno in EMPTY, f"open {path}: {error}"
        return 0
    try:
        total = 0
        end = time.monotonic() + SECONDS / 2  # the checksums of a running CRTC never end
        while time.monotonic() < end and select.select([fd], [], [], SECONDS / 2)[0]:
            chunk = os.read(fd, 65536)
            if not chunk:
                break
            total += len(chunk)
        return total
    except OSError as error:
        assert error.errno in EMPTY, f"read {path}: {error}"
        return 0
    finally:
        os.close(fd)


def read_all(root: Path) -> dict[str, int]:
    found = {}
    for path in files(root):
        start = time.monotonic()
        found[str(path.relative_to(root))] = read(path)
        assert time.monotonic() - start < SECONDS, f"{path} took too long"
    return found


@conf("C18", "igt:vgem_basic@sysfs", "igt:core_sysfs@read-all-entries")
def test_sysfs_can_be_read(node: Node, opened: Callable[..., Client]) -> None:
    """Every file below the node's directory in sysfs, with a client open, and the facts there are the right ones."""
    opened(node)
    found = read_all(sysfs(node))
    assert found["uevent"] > 0
    assert found["dev"] > 0
    uevent = dict(line.split("=") for line in (sysfs(node) / "uevent").read_text().split())
    assert f"/dev/{uevent['DEVNAME']}" == node.path
    assert uevent["DEVTYPE"] == "drm_minor"
    assert int(uevent["MINOR"]) == os.minor(os.stat(node.path).st_rdev)


@conf("C18", "igt:vgem_basic@debugfs", "igt:core_debugfs@read-all-entries")
@needs("debugfs")
def test_debugfs_can_be_read(node: Node, opened: Callable[..., Client]) -> None:
    """Every file below the node's directory in debugfs, with a client open."""
    opened(node)
    found = read_all(debugfs(node))
    assert found["name"] > 0
    assert node.driver in (debugfs(node) / "name").read_text()


@conf("C18")
@needs("debugfs")
def test_debugfs_lists_the_clients(card: Node, opened: Callable[..., Client]) -> None:
    """The list of clients has this process once for each file that it has open."""

    def clients() -> int:
        lines = (debugfs(card) / "clients").read_text().splitlines()[1:]
        return sum(str(os.getpid()) in line.split() for line in lines)

    assert clients() == 0
    first = opened(card)
    opened(card)
    assert clients() == 2
    first.close()
    assert clients() == 1


@conf("C18", "D16")
@needs("debugfs", "dumb", "flink")
def test_debugfs_lists_the_names(card: Node, opened: Callable[..., Client]) -> None:
    """An object with a name is listed with its size, its handles and its references, as long as it has the name."""

    def named() -> dict[int, list[str]]:
        lines = (debugfs(card) / "gem_names").read_text().splitlines()
        rows = [line.split() for line in lines if line.split() and line.split()[0].isdigit()]
        return {int(row[0]): row[1:] for row in rows}

    client, other = opened(card), opened(card)
    handle = client.must_create(3 * 4096)
    assert named() == {}
    name = client.flink(handle).ok().name
    size, handles, _references = named()[name]
    assert (int(size), int(handles)) == (3 * 4096, 1)
    other.open_name(name).ok()
    assert named()[name][1] == "2"
    other.close()
    assert named()[name][1] == "1"
    assert client.close_handle(handle) == 0
    assert named() == {}

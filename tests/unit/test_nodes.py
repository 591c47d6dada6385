"""Opening what is no DRM node: a clear error before anything is touched."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import _nodes
from pydrm.caps import NodeType

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "what"), [("/dev/null", "another kind of device"), ("/tmp", "a directory"), (__file__, "a regular file")]
)
def test_what_is_no_node(path: str, what: str) -> None:
    """ENODEV, the path, and a note that says what it is instead."""
    with pytest.raises(OSError) as caught:
        pydrm.open(path)
    assert (caught.value.errno, caught.value.filename) == (errno.ENODEV, path)
    assert f"{path} is {what}, no DRM device node" in caught.value.__notes__[0]


def test_what_is_not_there(tmp_path: Path) -> None:
    """FileNotFoundError with a hint; also for a path through a file."""
    with pytest.raises(FileNotFoundError) as caught:
        pydrm.open(tmp_path / "card0")
    assert "python -m pydrm" in caught.value.__notes__[0]
    with pytest.raises(NotADirectoryError):
        pydrm.open(f"{__file__}/card0")
    for odd in ("a\0b", 5):
        with pytest.raises((ValueError, TypeError, OSError)):
            pydrm.open(odd)  # type: ignore[arg-type]


def test_a_fifo_is_not_opened(tmp_path: Path) -> None:
    """Opening could block, or do something: what is no DRM device number stays shut."""
    path = tmp_path / "fifo"
    os.mkfifo(path)
    with pytest.raises(OSError, match="No such device"):
        pydrm.open(path)


def test_descriptors_that_are_no_device() -> None:
    """from_fd() says what the descriptor is and leaves it to the caller."""
    before = sorted(os.listdir("/proc/self/fd"))
    with open("/dev/null") as null:
        for dup in (False, True):
            with pytest.raises(OSError) as caught:
                pydrm.Device.from_fd(null.fileno(), dup=dup)
            assert caught.value.errno == errno.ENODEV
        os.fstat(null.fileno())
    with pytest.raises(OSError) as caught:
        pydrm.Device.from_fd(987654)
    assert caught.value.errno == errno.EBADF
    assert sorted(os.listdir("/proc/self/fd")) == before


def test_a_path_goes_alone() -> None:
    """A path and a search at once would leave open which one wins."""
    with pytest.raises(TypeError, match="not both"):
        pydrm.open("/dev/dri/card0", driver="vgem")


def test_nothing_matches() -> None:
    """A driver that no machine has: the error names what was looked for and lists what there is."""
    with pytest.raises(FileNotFoundError) as caught:
        pydrm.open(driver="no-such-driver", bus="pci:ffff:ff:ff.f")
    assert "driver 'no-such-driver' bus 'pci:ffff:ff:ff.f'" in caught.value.__notes__[0]
    assert caught.value.__notes__[1].startswith(("there are: ", "/dev/dri has no"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a node that others may not open")
def test_a_node_without_permission(tmp_path: Path) -> None:
    """PermissionError, with the group to join."""
    path = tmp_path / "renderD128"
    try:
        os.mknod(path, 0o20660, os.makedev(226, 128))
    except PermissionError:
        pytest.skip("this container may not make device nodes")
    os.chown(path, 0, 44)
    os.chmod(path, 0o660)
    tmp_path.chmod(0o755)
    script = (
        "import grp, os, sys, pydrm\n"
        "pydrm.open  # which imports what it needs, while that may be read\n"
        "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "try: pydrm.open(sys.argv[1])\n"
        "except PermissionError as error: print(error.__notes__[0])\n"
    )
    for parent in list(tmp_path.parents)[:-2]:
        parent.chmod(parent.stat().st_mode | 0o111)
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert "video" in done.stdout, done
    assert "usermod -aG video" in done.stdout


def test_names_of_nodes() -> None:
    """card10 comes after card9, and only numbers count."""
    assert sorted(["card10", "card9", "renderD128", "card1"], key=_nodes._number) == [
        "card1",
        "card9",
        "card10",
        "renderD128",
    ]
    assert _nodes._number("by-path") > 1 << 20


def test_node_types_without_sysfs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where sysfs is not mounted the range of the number tells the kind."""
    monkeypatch.setattr(_nodes, "_char_dir", lambda rdev: "/nonexistent")
    assert _nodes.node_type(os.makedev(226, 3)) is NodeType.PRIMARY
    assert _nodes.node_type(os.makedev(226, 130)) is NodeType.RENDER
    assert _nodes.siblings(os.makedev(226, 3)) == {}
    assert _nodes.bus_of(os.makedev(226, 3)) == ("", "")

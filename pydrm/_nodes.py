"""Device nodes: opening them with words for what goes wrong, and finding them through sysfs, without libdrm."""

from __future__ import annotations

import errno
import os
import stat

from ._ioctl import call_nr, driver_name, os_error
from ._native import ffi, lib
from .caps import NodeType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NodeGroup", "bus_of", "find_group", "groups", "identify", "node_type", "open_node", "siblings"]

_DEV = "/dev/dri"
_MAJORS = (226, 261)  # DRM, and the compute accelerators, which speak the same protocol
_PREFIXES = (("card", NodeType.PRIMARY), ("controlD", NodeType.CONTROL), ("renderD", NodeType.RENDER))


def _not_drm(path: str, what: str) -> OSError:
    note = f"{path} is {what}, no DRM device node; those are {_DEV}/card* and {_DEV}/renderD*"
    return os_error(errno.ENODEV, note, filename=path)


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "a directory"), (stat.S_ISREG, "a regular file"), (stat.S_ISBLK, "a block device"))
    return next((words for test, words in kinds if test(mode)), "no device")


def open_node(path: str) -> tuple[int, str]:
    """Open a DRM device node: its file descriptor (owned by the caller) and the name of its driver.

    Nothing is opened that does not have a DRM device number, since opening a device may do something.

    Raises:
        OSError: with a note that says what to do; ENODEV for what is no DRM node.
    """
    try:
        info = os.stat(path)
        if not stat.S_ISCHR(info.st_mode):
            raise _not_drm(path, _kind(info.st_mode))
        if os.major(info.st_rdev) not in _MAJORS:
            raise _not_drm(path, "another kind of device")
        fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError as error:
        error.add_note("there is no such device node; pydrm.devices() and `python -m pydrm` list those that exist")
        raise
    except PermissionError as error:
        error.add_note(_whose(path))
        raise
    try:
        return fd, identify(fd, path)
    except BaseException:
        os.close(fd)
        raise


def _whose(path: str) -> str:
    # What an unprivileged user has to do to be allowed to open the node.
    try:
        info = os.stat(path)
    except OSError:
        return f"{path} is in a directory that this user may not look into"
    try:
        import grp

        group = grp.getgrgid(info.st_gid).gr_name
    except (ImportError, KeyError):
        group = str(info.st_gid)
    mode = stat.S_IMODE(info.st_mode)
    if info.st_gid in (os.getegid(), *os.getgroups()) or not mode & stat.S_IWGRP:
        return f"{path} (group {group}, mode {mode:#o}) may not be opened for reading and writing by this user"
    if group == "root":
        return f"{path} belongs to root (mode {mode:#o}); nodes normally belong to the group video or render"
    return f"{path} may be opened by the group {group}: `sudo usermod -aG {group} $USER`, then log in again"


def identify(fd: int, path: str = "") -> str:
    """The driver's name of a borrowed file descriptor that should be a DRM device.

    Raises:
        OSError: EBADF when it is not open, ENODEV when it is something else.
    """
    info = os.fstat(fd)
    name = path or f"fd {fd}"
    if not stat.S_ISCHR(info.st_mode) or os.major(info.st_rdev) not in _MAJORS:
        raise _not_drm(name, _kind(info.st_mode) if not stat.S_ISCHR(info.st_mode) else "another kind of device")
    driver = driver_name(fd)
    if not driver:
        ret = call_nr(fd, lib.DRM_IOCTL_VERSION, ffi.new("struct drm_version *"))
        raise os_error(-ret if ret < 0 else errno.ENODEV, f"DRM_IOCTL_VERSION on {name}")
    return driver


def _char_dir(rdev: int) -> str:
    return f"/sys/dev/char/{os.major(rdev)}:{os.minor(rdev)}"


def node_type(rdev: int) -> NodeType:
    """Which kind of node a device number is, by its name in sysfs (by the number's range where there is no sysfs)."""
    try:
        name = os.path.basename(os.readlink(_char_dir(rdev)))
    except OSError:
        name = ""
    for prefix, kind in _PREFIXES:
        if name.startswith(prefix):
            return kind
    # 64 minors for each kind; since Linux 6.15 the numbers above have no such order, but then there is sysfs.
    return NodeType(min(os.minor(rdev) >> 6, 2)) if os.major(rdev) == 226 else NodeType.RENDER


def _number(name: str) -> int:
    digits = name.lstrip("abcdefghijklmnopqrstuvwxyzDR")
    return int(digits) if digits.isdigit() else 1 << 30


def _node_paths(names: list[str]) -> dict[NodeType, str]:
    found: dict[NodeType, str] = {}
    for prefix, kind in _PREFIXES:
        for name in sorted(names, key=_number):
            if name.startswith(prefix) and name[len(prefix) :].isdigit() and kind not in found:
                path = f"{_DEV}/{name}"
                if os.path.exists(path):
                    found[kind] = path
    return found


def siblings(rdev: int) -> dict[NodeType, str]:
    """Every node of the device that has the given device number."""
    try:
        return _node_paths(os.listdir(f"{_char_dir(rdev)}/device/drm"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}  # no sysfs, or none that we may look into


def bus_of(rdev: int) -> tuple[str, str]:
    """The bus of a device and its name there, ("pci", "0000:00:02.0"), as sysfs tells; ("", "") when it does not.

    A virtio device is a guest on another bus; it is named by that one, as libdrm does.
    """
    place = os.path.realpath(f"{_char_dir(rdev)}/device")
    bus = ""
    while os.path.isdir(place):
        try:
            bus = os.path.basename(os.readlink(f"{place}/subsystem"))
        except OSError:
            bus = ""
        if bus and not bus.startswith("virtio"):
            return bus, os.path.basename(place)
        if not bus and not place.startswith("/sys/devices/"):
            break
        place = os.path.dirname(place)
    return "", ""


class NodeGroup:
    """The nodes of one device, as found in /dev/dri."""

    __slots__ = ("nodes", "rdev")

    def __init__(self, rdev: int, nodes: dict[NodeType, str]) -> None:
        self.rdev = rdev
        self.nodes = nodes

    def driver(self) -> str:
        """The driver's name. Asks the render node where there is one: opening it can't make us master of a display."""
        first: OSError | None = None
        for kind in (NodeType.RENDER, NodeType.PRIMARY):
            if kind in self.nodes:
                try:
                    fd, driver = open_node(self.nodes[kind])
                except OSError as error:
                    first = first or error
                else:
                    os.close(fd)
                    return driver
        raise first or _not_drm(str(self.nodes), "empty")

    def on_bus(self, wanted: str) -> bool:
        """Whether the device is the one, or one of those, that ``"pci"`` or ``"pci:0000:00:02.0"`` means."""
        bus, name = bus_of(self.rdev)
        wanted_bus, colon, wanted_name = wanted.partition(":")
        return wanted_bus.lower() == bus and (not colon or wanted_name == name)


def groups() -> Iterator[NodeGroup]:
    """Every device with a node in /dev/dri, primary nodes in order of their numbers, then those without one."""
    try:
        names = sorted(os.listdir(_DEV), key=_number)
    except FileNotFoundError:
        return
    seen: set[str] = set()
    for prefix in ("card", "renderD"):
        for name in names:
            path = f"{_DEV}/{name}"
            if not name.startswith(prefix) or not name[len(prefix) :].isdigit() or path in seen:
                continue
            info = os.stat(path)
            if not stat.S_ISCHR(info.st_mode):
                continue
            nodes = siblings(info.st_rdev) or {node_type(info.st_rdev): path}
            seen.update(nodes.values())
            yield NodeGroup(info.st_rdev, nodes)


def find_group(*, driver: str | None, bus: str | None) -> NodeGroup:
    """The first device of that driver and bus.

    Raises:
        FileNotFoundError: there is none; the note lists what there is.
        PermissionError: there may be one, but this user may not open its nodes.
    """
    problem: OSError | None = None
    present: list[str] = []
    for group in groups():
        try:
            name = group.driver() if driver is not None else ""
        except OSError as error:
            problem = problem or error
            present.append(f"{'/'.join(group.nodes.values())} ({error.strerror})")
            continue
        if (driver is None or name == driver) and (bus is None or group.on_bus(bus)):
            return group
        present.append(f"{next(iter(group.nodes.values()))} ({name or ':'.join(bus_of(group.rdev))})")
    wanted = " ".join([f"driver {driver!r}"] * (driver is not None) + [f"bus {bus!r}"] * (bus is not None))
    if problem is not None:
        problem.add_note(f"looking for a DRM device with {wanted or 'any driver'}")
        raise problem
    raise os_error(
        errno.ENOENT,
        f"no DRM device with {wanted}" if wanted else "no DRM device on this machine",
        f"there are: {', '.join(present)}" if present else f"{_DEV} has no device nodes",
        filename=_DEV,
    )

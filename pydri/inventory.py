"""What this machine has to share buffers with: DRM devices, which of their nodes open, and other sources of memory.

Looking does nothing to a device: nodes are tried with ``access(2)`` and not opened, apart from the moment in which
``pydrm.devices()`` asks a device for its driver's name.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pydrm
from pydrm import NodeType, dmaheap

from .errors import Unusable, errno_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydrm import DeviceInfo

__all__ = ["Entry", "Memory", "bus_name", "choose", "entries", "has_nodes", "memories"]

PREFERENCE = (NodeType.PRIMARY, NodeType.RENDER)
"""Dumb buffers are for primary nodes alone (render nodes: EACCES), so that one first; the render node does for the
rest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A DRM device and how this user may reach it."""

    label: str
    """Its driver; with the node behind it when there are several of that driver. The bus name when the driver is
    unknown."""
    info: DeviceInfo
    access: dict[NodeType, str | None]
    """Per node None, or the errno name that opening it would end with."""
    node: str | None
    """The node to use: the primary one if it opens, else the render node; None when none opens."""
    pinned: bool = False
    """Whether that very node was asked for, and no other will do."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A source of buffers that is no DRM device."""

    label: str
    kind: str
    """``udmabuf`` or ``heap``."""
    path: str
    access: str | None
    """None, or the errno name that opening it would end with."""


def bus_name(info: DeviceInfo) -> str:
    """``pci:0000:00:02.0``, ``usb:1-3``, ``platform:vgem``; the bus alone when libdrm tells no more."""
    place = info.bus_info
    if isinstance(place, pydrm.PciInfo):
        name = place.slot
    elif isinstance(place, pydrm.UsbInfo):
        name = f"{place.bus}-{place.dev}"
    else:
        name = getattr(place, "fullname", getattr(place, "name", ""))
    bus = info.bus.name.lower()
    return f"{bus}:{name}" if name else bus


def has_nodes() -> bool:
    """Whether there is any DRM device node, openable or not. Loads no library."""
    try:
        names = os.listdir("/dev/dri")
    except OSError:
        return False
    return any(name.startswith(("card", "renderD")) for name in names)


def entries() -> list[Entry]:
    """Every DRM device of the machine.

    Raises:
        Unusable: libdrm is not installed.
    """
    try:
        infos = pydrm.devices()
    except pydrm.LibraryNotFound as error:
        raise Unusable(str(error)) from None
    return _label(infos)


def _label(infos: Iterable[DeviceInfo]) -> list[Entry]:
    infos = list(infos)
    names = [info.driver or bus_name(info) for info in infos]
    often = Counter(names)
    found = []
    for name, info in zip(names, infos, strict=True):
        label = name if often[name] == 1 else f"{name} {os.path.basename(info.path)}"
        access = {kind: _access(path) for kind, path in info.nodes.items()}
        node = next((info.nodes[kind] for kind in PREFERENCE if kind in access and access[kind] is None), None)
        found.append(Entry(label, info, access, node))
    return found


def _access(path: str) -> str | None:
    try:
        os.stat(path)
    except OSError as error:
        return errno_name(error.errno)
    return None if os.access(path, os.R_OK | os.W_OK) else "EACCES"


def memories() -> list[Memory]:
    """udmabuf and the dma-heaps, where the machine has them; whether this user may open them is in ``access``."""
    found = []
    if os.path.exists("/dev/udmabuf"):
        found.append(Memory("udmabuf", "udmabuf", "/dev/udmabuf", _access("/dev/udmabuf")))
    for name in dmaheap.heaps():
        path = f"/dev/dma_heap/{name}"
        found.append(Memory(f"{name} heap", "heap", path, _access(path)))
    return found


# -- choosing ----------------------------------------------------------------------------------------------------------


def choose(found: Sequence[Entry], wanted: Sequence[str]) -> list[Entry]:
    """The devices that the words of a command line mean, each once; all that open when there are no words.

    A word is the path of a node (then that very node is used), a driver's name, a bus (``pci:0000:00:02.0``) or a
    label.

    Raises:
        Unusable: a word means nothing, a node is no DRM node or may not be opened, or none may.
    """
    if not wanted:
        usable = [entry for entry in found if entry.node is not None]
        if found and not usable:
            raise Unusable(_no_permission(found[0].info.render or found[0].info.path))
        return usable
    chosen: dict[str, Entry] = {}
    for word in wanted:
        for entry in [_by_path(found, word)] if "/" in word else _by_name(found, word):
            chosen.setdefault(entry.node or "", entry)
    return list(chosen.values())


def check_path(word: str) -> str:
    """The real path of a DRM node named on the command line, or Unusable saying what is wrong with it."""
    path = os.path.realpath(word)
    try:
        info = os.stat(path)
    except FileNotFoundError:
        raise Unusable(f"{word}: there is no such file; {_what_there_is()}") from None
    except OSError as error:
        raise Unusable(f"{word}: {error.strerror}") from None
    if not stat.S_ISCHR(info.st_mode) or os.major(info.st_rdev) not in (226, 261):
        raise Unusable(f"{word} is no DRM device node; {_what_there_is()}")
    if not os.access(path, os.R_OK | os.W_OK):
        raise Unusable(_no_permission(path))
    return path


def _by_path(found: Sequence[Entry], word: str) -> Entry:
    path = check_path(word)
    for entry in found:
        if path in entry.info.nodes.values():
            return Entry(entry.label, entry.info, entry.access, path, pinned=True)
    raise Unusable(f"{word}: the kernel lists no DRM device with this node; {_what_there_is()}")


def _by_name(found: Sequence[Entry], word: str) -> list[Entry]:
    matches = [entry for entry in found if word in (entry.label, entry.info.driver, bus_name(entry.info))]
    if not matches:
        raise Unusable(f"no DRM device is called {word!r}; {_what_there_is(found)}")
    for entry in matches:
        if entry.node is None:
            raise Unusable(_no_permission(entry.info.render or entry.info.path))
    return matches


def _what_there_is(found: Sequence[Entry] = ()) -> str:
    if found:
        return "there are: " + ", ".join(f"{entry.label} ({', '.join(entry.info.nodes.values())})" for entry in found)
    try:
        names = sorted(name for name in os.listdir("/dev/dri") if name.startswith(("card", "renderD")))
    except OSError:
        names = []
    if not names:
        return "this machine has no DRM device; leave the argument out to use the lab"
    return "there are: " + ", ".join(f"/dev/dri/{name}" for name in names)


def _no_permission(path: str) -> str:
    info = os.stat(path)
    try:
        import grp

        group = grp.getgrgid(info.st_gid).gr_name
    except (ImportError, KeyError):
        group = str(info.st_gid)
    if group == "root" or not stat.S_IMODE(info.st_mode) & stat.S_IWGRP:
        return f"{path} may only be opened by root; try again as root"
    return f"{path} may not be opened by this user; run `sudo usermod -aG {group} $USER` and log in again"

"""What ``python -m pydrm`` says: each DRM device in plain words, or as data for programs."""

from __future__ import annotations

import errno
import os

from ._ioctl import call_nr
from ._native import ffi, lib
from ._record import asdict, dataclass
from .caps import Cap, ClientCap, NodeType
from .device_file import DeviceFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .deviceinfo import DeviceInfo, Version
    from .kms.snapshot import Snapshot

__all__ = ["Abilities", "Description", "NodeAccess", "describe"]

# Client capabilities that show more, in the order in which they depend on each other. The other ones change what a
# client is taken for: one that sets cursor hotspots, one that uses colour pipelines.
_SHOWING = (
    ClientCap.STEREO_3D,
    ClientCap.UNIVERSAL_PLANES,
    ClientCap.ATOMIC,
    ClientCap.ASPECT_RATIO,
    ClientCap.WRITEBACK_CONNECTORS,
)


@dataclass(frozen=True, slots=True)
class NodeAccess:
    """One device node, and whether this user may open it."""

    type: NodeType
    path: str
    problem: str | None = None
    """Why it could not be opened; None when it could."""
    advice: str | None = None
    """What to do about that."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a device can do, as far as the nodes that could be opened tell; None where they don't."""

    prime_import: bool
    """Imports dma-bufs."""
    prime_export: bool
    """Exports dma-bufs."""
    syncobj: bool
    """Has sync objects."""
    syncobj_timeline: bool
    """Has timeline sync objects."""
    display: bool
    """Drives displays (KMS)."""
    modifiers: bool
    """Takes framebuffers with modifiers."""
    dumb: bool | None
    """Makes dumb buffers."""
    master: str | None
    """Of a display: "free" when nobody is its master now, "taken" when another program is."""


@dataclass(frozen=True, slots=True)
class Description:
    """A device as it was found: a snapshot."""

    info: DeviceInfo
    nodes: tuple[NodeAccess, ...]
    version: Version | None
    abilities: Abilities | None
    caps: dict[str, int] | None = None
    """What the kernel answers for each capability, by name; of the last node that could be opened."""
    client_caps: dict[str, bool] | None = None
    """Whether each client capability could be switched on; None without a display."""
    kms: Snapshot | None = None
    """The display side; None where there is none, or the primary node may not be opened."""

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON. The keys are kept from version to version; new ones may come."""
        plain = self.info.to_dict()
        return {
            "path": plain["path"],
            "driver": self.info.driver,
            "version": None if self.version is None else asdict(self.version),
            "bus": plain["bus"],
            "bus_info": plain["bus_info"],
            "nodes": {
                node.type.name.lower(): {"path": node.path, "accessible": node.problem is None, "problem": node.problem}
                for node in self.nodes
            },
            "abilities": None if self.abilities is None else asdict(self.abilities),
            "kernel": _kernel(),
            "caps": self.caps,
            "client_caps": self.client_caps,
            "kms": None if self.kms is None else self.kms.to_dict(),
        }

    def text(self, *, width: int = 80, full: bool = False) -> str:
        """Several lines in plain words.

        Args:
            width: columns of the terminal.
            full: every mode and property of the display side.
        """
        lines = [f"{self.info.path}: {self.info.driver or 'driver unknown, none of its nodes may be opened'}"]
        if self.version is not None:
            number = f"{self.version.major}.{self.version.minor}.{self.version.patchlevel}"
            lines.append(f"  driver   {self.version.name} {number}, {self.version.description}")
        lines.append(f"  bus      {_bus(self.info)}")
        lines += [f"  node     {_node(node)}" for node in self.nodes]
        if self.abilities is not None:
            lines.append(f"  buffers  {_buffers(self.abilities)}")
            lines.append(f"  fences   {_fences(self.abilities)}")
            lines.append(f"  display  {_display(self.abilities)}")
        if self.kms is not None:
            from .kms.tree import draw, tree

            sizes = self.kms.resources
            least, greatest = f"{sizes.min_width}x{sizes.min_height}", f"{sizes.max_width}x{sizes.max_height}"
            lines.append(f"  frames   {least} to {greatest} pixels")
            lines += [f"  {line}" for line in draw(tree(self.kms, full=full), width=width - 2)]
        lines += [f"  to do    {advice}" for advice in dict.fromkeys(node.advice for node in self.nodes) if advice]
        return "\n".join(lines)


def describe(info: DeviceInfo, *, probe: bool = False) -> Description:
    """Look at a device: open each of its nodes for a moment and ask.

    A display's primary node is opened last. Its only opener is its master: it stops being that as soon as this is
    known, unless it is to probe.

    Args:
        info: which device.
        probe: make the connectors look what is plugged in. The kernel lets the master do that: nobody else is asked to
            give it up, and while there is another the last probe's results are told.
    """
    nodes: list[NodeAccess] = []
    version: Version | None = None
    abilities: Abilities | None = None
    caps: dict[str, int] | None = None
    client_caps: dict[str, bool] | None = None
    kms: Snapshot | None = None
    for kind in sorted(info.nodes, reverse=True):
        path = info.nodes[kind]
        try:
            with DeviceFile(path) as device:
                version = version or device.version()
                known = device.caps()
                caps = {cap.name: value for cap, value in known.items()}
                abilities = _ask(device, kind, known)
                if kind == NodeType.PRIMARY and abilities.display:
                    if abilities.master == "free" and not probe:
                        device.drop_master()
                    client_caps = _see_everything(device)
                    kms = _kms(device, probe)
        except OSError as error:
            advice = next(iter(getattr(error, "__notes__", ())), None)
            nodes.append(NodeAccess(kind, path, error.strerror or str(error), advice))
        else:
            nodes.append(NodeAccess(kind, path))
    return Description(info, tuple(reversed(nodes)), version, abilities, caps, client_caps, kms)


def _see_everything(device: DeviceFile) -> dict[str, bool]:
    # Which is for this file only, and gone with it.
    answers = {}
    for cap in _SHOWING:
        try:
            device.set_client_cap(cap)
        except OSError:
            answers[cap.name] = False
        else:
            answers[cap.name] = True
    return answers


def _kms(device: DeviceFile, probe: bool) -> Snapshot:
    from .kms.reader import Kms

    # Reading needs no more of a device than its file, and the rest of it costs imports.
    return Kms(device).snapshot(probe=probe)  # type: ignore[arg-type]


def _ask(device: DeviceFile, kind: NodeType, caps: dict[Cap, int]) -> Abilities:
    prime = caps.get(Cap.PRIME, 0)
    display = Cap.DUMB_BUFFER in caps  # asked of a driver without display, the kernel answers EOPNOTSUPP
    dumb = master = None
    if kind == NodeType.PRIMARY:
        # Nothing is made by asking for no pixels: a driver without dumb buffers says ENOSYS, all others EINVAL.
        empty = ffi.new("struct drm_mode_create_dumb *")
        dumb = call_nr(device.fileno(), lib.DRM_IOCTL_MODE_CREATE_DUMB, empty) not in (-errno.ENOSYS, -errno.EOPNOTSUPP)
        if display:
            # The first opener of a display's primary node becomes its master, so who does not is not alone.
            master = "free" if device.is_master else "taken"
    return Abilities(
        prime_import=bool(prime & lib.DRM_PRIME_CAP_IMPORT),
        prime_export=bool(prime & lib.DRM_PRIME_CAP_EXPORT),
        syncobj=bool(caps.get(Cap.SYNCOBJ)),
        syncobj_timeline=bool(caps.get(Cap.SYNCOBJ_TIMELINE)),
        display=display,
        modifiers=bool(caps.get(Cap.ADDFB2_MODIFIERS)),
        dumb=dumb,
        master=master,
    )


def _kernel() -> dict[str, Any]:
    about = os.uname()
    try:
        with open("/proc/sys/kernel/tainted", "rb") as file:
            tainted = int(file.read())
    except (OSError, ValueError):  # no /proc
        tainted = None
    return {"sysname": about.sysname, "release": about.release, "version": about.version, "tainted": tainted}


# -- the words -------------------------------------------------------------------------------------------------------


def _bus(info: DeviceInfo) -> str:
    about = info.bus_info
    name = info.bus.name
    if about is None:
        return name.lower()
    if name == "PCI":
        return f"PCI {about.slot}, vendor {about.vendor_id:#06x}, device {about.device_id:#06x}"  # type: ignore[union-attr]
    if name == "USB":
        return f"USB {about.bus}:{about.dev}, vendor {about.vendor:#06x}, product {about.product:#06x}"  # type: ignore[union-attr]
    place = getattr(about, "fullname", "") or getattr(about, "name", "")
    return f"{name.lower()} {place}".rstrip()


def _node(node: NodeAccess) -> str:
    said = f"{node.path} ({node.type.name.lower()})"
    return said if node.problem is None else f"{said}: {node.problem}"


def _buffers(can: Abilities) -> str:
    prime = [word for word, able in (("exports", can.prime_export), ("imports", can.prime_import)) if able]
    parts = [f"{' and '.join(prime)} dma-bufs" if prime else "does not share dma-bufs"]
    if can.dumb is not None:
        parts.append("makes dumb buffers" if can.dumb else "no dumb buffers")
    return ", ".join(parts)


def _fences(can: Abilities) -> str:
    if can.syncobj_timeline:
        return "sync objects, binary and timeline"
    return "sync objects, binary only" if can.syncobj else "no sync objects"


def _display(can: Abilities) -> str:
    if not can.display:
        return "none"
    parts = ["yes", "framebuffers with modifiers" if can.modifiers else "linear framebuffers only"]
    if can.master is not None:
        parts.append("no program is its master" if can.master == "free" else "another program is its master")
    return ", ".join(parts)

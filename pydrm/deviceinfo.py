"""Which DRM devices a machine has: their nodes, their place on their bus, their driver. Snapshots, made by libdrm."""

from __future__ import annotations

import os
from enum import IntEnum

from ._ioctl import call, os_error
from ._library import ffi, lib
from ._nodes import NodeGroup
from ._record import asdict, dataclass
from .caps import NodeType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "Bus",
    "DeviceInfo",
    "FauxInfo",
    "Host1xInfo",
    "PciInfo",
    "PlatformInfo",
    "UsbInfo",
    "Version",
    "device_info",
    "devices",
    "version",
]


class Bus(IntEnum):
    """The bus that a device sits on, as libdrm numbers them."""

    UNKNOWN = -1
    """One that this libdrm or this binding does not know."""
    PCI = lib.DRM_BUS_PCI
    USB = lib.DRM_BUS_USB
    PLATFORM = lib.DRM_BUS_PLATFORM
    """Devices that are simply there: in a system-on-chip, or made of nothing (vgem, vkms up to Linux 6.14)."""
    HOST1X = lib.DRM_BUS_HOST1X
    """Of Tegra."""
    FAUX = lib.DRM_BUS_FAUX
    """Devices made of nothing, since Linux 6.15 (libdrm 2.4.125)."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a driver says of itself (``DRM_IOCTL_VERSION``)."""

    major: int
    minor: int
    patchlevel: int
    name: str
    """The driver's name."""
    date: str
    """Its date; "0" since Linux 6.14, which keeps none."""
    description: str


@dataclass(frozen=True, slots=True)
class PciInfo:
    """A device on the PCI bus."""

    domain: int
    bus: int
    dev: int
    func: int
    vendor_id: int
    device_id: int
    subvendor_id: int
    subdevice_id: int

    @property
    def slot(self) -> str:
        """As the kernel writes it: ``0000:00:02.0``."""
        return f"{self.domain:04x}:{self.bus:02x}:{self.dev:02x}.{self.func:x}"


@dataclass(frozen=True, slots=True)
class UsbInfo:
    """A device on the USB."""

    bus: int
    dev: int
    vendor: int
    product: int


@dataclass(frozen=True, slots=True)
class PlatformInfo:
    """A platform device."""

    fullname: str
    compatible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Host1xInfo:
    """A device on Tegra's host1x bus."""

    fullname: str
    compatible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FauxInfo:
    """A device on the faux bus."""

    name: str


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """A DRM device of this machine, at one moment."""

    nodes: dict[NodeType, str]
    """Path of each of its nodes."""
    bus: Bus
    bus_info: PciInfo | UsbInfo | PlatformInfo | Host1xInfo | FauxInfo | None
    driver: str | None
    """Name of its DRM driver; None when none of its nodes may be opened."""

    @property
    def primary(self) -> str | None:
        """Path of its primary node (``/dev/dri/cardN``)."""
        return self.nodes.get(NodeType.PRIMARY)

    @property
    def render(self) -> str | None:
        """Path of its render node (``/dev/dri/renderDN``)."""
        return self.nodes.get(NodeType.RENDER)

    @property
    def path(self) -> str:
        """Path of the node that ``pydrm.open()`` would take first: the primary one, else the render node."""
        return self.primary or self.render or next(iter(self.nodes.values()))

    def to_dict(self) -> dict[str, Any]:
        """The fields as plain values, for JSON."""
        return {
            "path": self.path,
            "nodes": {kind.name.lower(): path for kind, path in self.nodes.items()},
            "driver": self.driver,
            "bus": self.bus.name.lower(),
            "bus_info": None if self.bus_info is None else asdict(self.bus_info),
        }


def _text(pointer: Any) -> str:
    return "" if pointer == ffi.NULL else str(ffi.string(pointer).decode("utf-8", "replace"))


def version(fd: int) -> Version:
    """:class:`Version` of a borrowed file descriptor of a device."""
    arg = ffi.new("struct drm_version *")
    call(fd, lib.DRM_IOCTL_VERSION, arg)
    # One byte more each: the kernel does not terminate the texts.
    name, date, desc = (ffi.new("char[]", length + 1) for length in (arg.name_len, arg.date_len, arg.desc_len))
    arg.name, arg.date, arg.desc = name, date, desc
    call(fd, lib.DRM_IOCTL_VERSION, arg)
    numbers = (arg.version_major, arg.version_minor, arg.version_patchlevel)
    return Version(*numbers, name=_text(name), date=_text(date), description=_text(desc))


def _strings(pointer: Any) -> tuple[str, ...]:
    found: list[str] = []
    while pointer != ffi.NULL and pointer[len(found)] != ffi.NULL:
        found.append(_text(pointer[len(found)]))
    return tuple(found)


def _bus_info(device: Any) -> PciInfo | UsbInfo | PlatformInfo | Host1xInfo | FauxInfo | None:
    bus, info, about = device.bustype, device.businfo, device.deviceinfo
    if bus == lib.DRM_BUS_PCI and info.pci != ffi.NULL:
        place = (info.pci.domain, info.pci.bus, info.pci.dev, info.pci.func)
        ids = about.pci
        if ids == ffi.NULL:
            return PciInfo(*place, 0, 0, 0, 0)
        return PciInfo(*place, ids.vendor_id, ids.device_id, ids.subvendor_id, ids.subdevice_id)
    if bus == lib.DRM_BUS_USB and info.usb != ffi.NULL:
        ids = about.usb
        known = ids != ffi.NULL
        return UsbInfo(info.usb.bus, info.usb.dev, ids.vendor if known else 0, ids.product if known else 0)
    if bus == lib.DRM_BUS_PLATFORM and info.platform != ffi.NULL:
        ids = about.platform
        return PlatformInfo(_text(info.platform.fullname), () if ids == ffi.NULL else _strings(ids.compatible))
    if bus == lib.DRM_BUS_HOST1X and info.host1x != ffi.NULL:
        ids = about.host1x
        return Host1xInfo(_text(info.host1x.fullname), () if ids == ffi.NULL else _strings(ids.compatible))
    if bus == lib.DRM_BUS_FAUX and info.faux != ffi.NULL:
        return FauxInfo(_text(info.faux.name))
    return None


def _snapshot(device: Any, driver: str | None) -> DeviceInfo:
    nodes = {}
    for kind in NodeType:
        if device.available_nodes & (1 << kind):
            nodes[kind] = _text(device.nodes[kind])
    bus = Bus(device.bustype) if device.bustype in Bus._value2member_map_ else Bus.UNKNOWN
    if driver is None:
        driver = _driver(nodes)
    return DeviceInfo(nodes=nodes, bus=bus, bus_info=_bus_info(device), driver=driver)


def _driver(nodes: dict[NodeType, str]) -> str | None:
    # Libdrm does not tell the driver, so the device is asked: on its render node if it has one, since a display's first
    # opener becomes its master.
    try:
        return NodeGroup(0, nodes).driver()
    except OSError:
        return None


def device_info(fd: int, driver: str | None = None) -> DeviceInfo:
    """:class:`DeviceInfo` of a borrowed file descriptor of a device (``drmGetDevice2``)."""
    get, free = lib.drmGetDevice2, lib.drmFreeDevice
    holder = ffi.new("drmDevicePtr *")
    ret = get(fd, 0, holder)
    if ret < 0:
        raise os_error(-ret, f"drmGetDevice2(fd={fd})")
    try:
        return _snapshot(holder[0], driver)
    finally:
        free(holder)


def devices() -> list[DeviceInfo]:
    """Every DRM device of this machine, in the order of their nodes (``drmGetDevices2``).

    To learn the driver each device's render node, or its primary node where it has no other, is opened for a moment.

    Raises:
        LibraryNotFound: libdrm is not installed. ``pydrm.open()`` works without.
    """
    get, free = lib.drmGetDevices2, lib.drmFreeDevices
    if not os.path.isdir("/dev/dri"):
        return []  # libdrm's answer would be ENOENT
    count = get(0, ffi.NULL, 0)
    if count < 0:
        raise os_error(-count, "drmGetDevices2()")
    array = ffi.new("drmDevicePtr[]", max(count, 1))
    count = get(0, array, count)
    if count < 0:
        raise os_error(-count, "drmGetDevices2()")
    count = min(count, len(array))
    try:
        found = [_snapshot(array[index], None) for index in range(count)]
    finally:
        free(array, count)
    return sorted(found, key=lambda info: (info.primary is None, len(info.path), info.path))

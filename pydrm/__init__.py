"""DRM devices, GEM buffers, PRIME, dma-bufs and fences of Linux.

    with pydrm.open(driver="vgem") as vgem, vgem.create_dumb(640, 480, Fourcc.XRGB8888) as frame:
        frame.array[:] = 0x336699                 # numpy, on the buffer's own memory
        with frame.export() as dmabuf:            # a file descriptor that other devices and processes can import
            ...

`ffi` and `lib` are the raw layer: every function, struct and constant of libdrm and of the kernel's headers under its C
name. Importing this package loads neither libdrm nor numpy; what is not needed by everybody is imported at first use.
"""

from __future__ import annotations

from .caps import Cap, ClientCap, NodeType
from .device import Device
from .device import open_device as open
from .dmabuf import DmaBuf, Plane
from .dumb import DumbBuffer
from .errors import ClosedError, ForkError, LibraryNotFound, NotSupported, PydriError
from .formats import FormatInfo, Fourcc, Modifier
from .gem import GemObject
from .ledger import GemLedger
from .mapping import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._library import ffi, lib
    from .deviceinfo import (
        Bus,
        DeviceInfo,
        FauxInfo,
        Host1xInfo,
        PciInfo,
        PlatformInfo,
        UsbInfo,
        Version,
        devices,
    )
    from .dmabuf_info import BufInfo, DmaBufFdInfo, bufinfo
    from .syncfile import FenceInfo, SyncFile, SyncFileInfo

__all__ = [
    "BufInfo",
    "Bus",
    "Cap",
    "ClientCap",
    "ClosedError",
    "Device",
    "DeviceInfo",
    "DmaBuf",
    "DmaBufFdInfo",
    "DumbBuffer",
    "FauxInfo",
    "FenceInfo",
    "ForkError",
    "FormatInfo",
    "Fourcc",
    "GemLedger",
    "GemObject",
    "Host1xInfo",
    "LibraryNotFound",
    "Mapping",
    "Modifier",
    "NodeType",
    "NotSupported",
    "PciInfo",
    "Plane",
    "PlatformInfo",
    "PydriError",
    "SyncFile",
    "SyncFileInfo",
    "UsbInfo",
    "Version",
    "bufinfo",
    "devices",
    "ffi",
    "lib",
    "open",
]

# Where the names live that are imported when they are first asked for.
_LAZY = {
    "BufInfo": "dmabuf_info",
    "Bus": "deviceinfo",
    "DeviceInfo": "deviceinfo",
    "DmaBufFdInfo": "dmabuf_info",
    "FauxInfo": "deviceinfo",
    "FenceInfo": "syncfile",
    "Host1xInfo": "deviceinfo",
    "PciInfo": "deviceinfo",
    "PlatformInfo": "deviceinfo",
    "SyncFile": "syncfile",
    "SyncFileInfo": "syncfile",
    "UsbInfo": "deviceinfo",
    "Version": "deviceinfo",
    "bufinfo": "dmabuf_info",
    "devices": "deviceinfo",
    "ffi": "_library",
    "lib": "_library",
}
_MODULES = frozenset("dmabuf_info dmaheap events passing sw_sync syncfile syncobj uapi udmabuf vgem virtgpu".split())


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _MODULES:
        return import_module(f".{name}", __name__)
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_LAZY[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_MODULES})

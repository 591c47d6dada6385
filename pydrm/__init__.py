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
    from . import dmaheap as dmaheap
    from . import events as events
    from . import kms as kms
    from . import passing as passing
    from . import sw_sync as sw_sync
    from . import syncfile as syncfile
    from . import syncobj as syncobj
    from . import uapi as uapi
    from . import udmabuf as udmabuf
    from . import vgem as vgem
    from ._library import ffi, lib
    from .deviceinfo import Bus, DeviceInfo, FauxInfo, Host1xInfo, PciInfo, PlatformInfo, UsbInfo, Version, devices
    from .dmabuf_info import BufInfo, DmaBufFdInfo, bufinfo
    from .dmaheap import Heap
    from .events import CrtcSequenceEvent, Event, FlipCompleteEvent, UnknownEvent, VblankEvent
    from .sw_sync import SwTimeline
    from .syncfile import FenceInfo, SyncFile, SyncFileInfo
    from .syncobj import Syncobj
    from .vgem import VgemFence

__all__ = [
    "BufInfo",
    "Bus",
    "Cap",
    "ClientCap",
    "ClosedError",
    "CrtcSequenceEvent",
    "Device",
    "DeviceInfo",
    "DmaBuf",
    "DmaBufFdInfo",
    "DumbBuffer",
    "Event",
    "FauxInfo",
    "FenceInfo",
    "FlipCompleteEvent",
    "ForkError",
    "FormatInfo",
    "Fourcc",
    "GemLedger",
    "GemObject",
    "Heap",
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
    "SwTimeline",
    "SyncFile",
    "SyncFileInfo",
    "Syncobj",
    "UnknownEvent",
    "UsbInfo",
    "VblankEvent",
    "Version",
    "VgemFence",
    "bufinfo",
    "devices",
    "ffi",
    "lib",
    "open",
]

# Where the names live that are imported when they are first asked for.
_LAZY = {
    "ffi": "_library",
    "lib": "_library",
    "Bus": "deviceinfo",
    "DeviceInfo": "deviceinfo",
    "FauxInfo": "deviceinfo",
    "Host1xInfo": "deviceinfo",
    "PciInfo": "deviceinfo",
    "PlatformInfo": "deviceinfo",
    "UsbInfo": "deviceinfo",
    "Version": "deviceinfo",
    "devices": "deviceinfo",
    "BufInfo": "dmabuf_info",
    "DmaBufFdInfo": "dmabuf_info",
    "bufinfo": "dmabuf_info",
    "Heap": "dmaheap",
    "CrtcSequenceEvent": "events",
    "Event": "events",
    "FlipCompleteEvent": "events",
    "UnknownEvent": "events",
    "VblankEvent": "events",
    "SwTimeline": "sw_sync",
    "FenceInfo": "syncfile",
    "SyncFile": "syncfile",
    "SyncFileInfo": "syncfile",
    "Syncobj": "syncobj",
    "VgemFence": "vgem",
}
_MODULES = frozenset(
    "dmabuf_info dmaheap events kms passing sw_sync syncfile syncobj uapi udmabuf vgem virtgpu".split()
)


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

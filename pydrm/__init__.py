"""DRM devices, GEM buffers, PRIME, dma-bufs and fences of Linux.

    with pydrm.open(driver="vgem") as vgem, vgem.create_dumb(640, 480, Fourcc.XRGB8888) as frame:
        frame.array[:] = 0x336699                 # numpy, on the buffer's own memory
        with frame.export() as dmabuf:            # a file descriptor that other devices and processes can import
            ...

`ffi` and `lib` are the raw layer: every function, struct and constant of libdrm and of the kernel's headers under its C
name. Importing this package loads no library and no module: each name's comes with its first use. (A program that gives
up the right to read them names what it needs before.)
"""

from __future__ import annotations

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
    from .caps import Cap, ClientCap, NodeType
    from .device import Device
    from .device import open_device as open
    from .deviceinfo import Bus, DeviceInfo, FauxInfo, Host1xInfo, PciInfo, PlatformInfo, UsbInfo, Version, devices
    from .dmabuf import DmaBuf, Plane
    from .dmabuf_info import BufInfo, DmaBufFdInfo, bufinfo
    from .dmaheap import Heap
    from .dumb import DumbBuffer
    from .errors import ClosedError, ForkError, LibraryNotFound, NotSupported, PydriError
    from .events import CrtcSequenceEvent, Event, FlipCompleteEvent, UnknownEvent, VblankEvent
    from .formats import FormatInfo, Fourcc, Modifier
    from .gem import GemObject
    from .ledger import GemLedger
    from .mapping import Mapping
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

# Where the names live; each module is imported when one of its names is first asked for.
_ROOMS = {
    "_library": "ffi lib",
    "caps": "Cap ClientCap NodeType",
    "device": "Device open_device",
    "deviceinfo": "Bus DeviceInfo FauxInfo Host1xInfo PciInfo PlatformInfo UsbInfo Version devices",
    "dmabuf": "DmaBuf Plane",
    "dmabuf_info": "BufInfo DmaBufFdInfo bufinfo",
    "dmaheap": "Heap",
    "dumb": "DumbBuffer",
    "errors": "ClosedError ForkError LibraryNotFound NotSupported PydriError",
    "events": "CrtcSequenceEvent Event FlipCompleteEvent UnknownEvent VblankEvent",
    "formats": "FormatInfo Fourcc Modifier",
    "gem": "GemObject",
    "ledger": "GemLedger",
    "mapping": "Mapping",
    "sw_sync": "SwTimeline",
    "syncfile": "FenceInfo SyncFile SyncFileInfo",
    "syncobj": "Syncobj",
    "vgem": "VgemFence",
}
_LAZY = {name: room for room, names in _ROOMS.items() for name in names.split()}
_MODULES = frozenset(
    (
        "caps device deviceinfo dmabuf dmabuf_info dmaheap dumb errors events formats gem kms ledger mapping passing "
        "planes resource sw_sync syncfile syncobj uapi udmabuf vgem virtgpu"
    ).split()
)


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return __import__(f"{__name__}.{name}", fromlist=["*"])
    wanted = "open_device" if name == "open" else name
    if wanted not in _LAZY or name == "open_device":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(__import__(f"{__name__}.{_LAZY[wanted]}", fromlist=["*"]), wanted)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_MODULES})

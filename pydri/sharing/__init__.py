"""Which buffers can these drivers share: sources of memory, importers, and checks that one reads what the other wrote.

:mod:`~pydri.sharing.memory` compares bytes: dumb buffers, udmabuf and dma-heaps, looked at through PRIME and ``mmap``.
:mod:`~pydri.sharing.frames` compares pixels of a format and modifier, and has GBM and EGL on both sides.

Usable without the exerciser::

    with pydrm.open(driver="vgem") as vgem, pydrm.open(driver="vkms") as vkms:
        pydri.sharing.share(DumbSource("vgem", vgem), DeviceImporter("vkms", vkms))
"""

from __future__ import annotations

from .memory import (
    HEIGHT,
    WIDTH,
    Buffer,
    ContentsDiffer,
    DeviceImporter,
    DumbSource,
    HeapSource,
    Importer,
    MmapImporter,
    NoSteps,
    Source,
    Steps,
    UdmabufSource,
    View,
    compare,
    pattern,
    share,
)

__all__ = [
    "HEIGHT",
    "WIDTH",
    "Buffer",
    "ContentsDiffer",
    "DeviceImporter",
    "DumbSource",
    "HeapSource",
    "Importer",
    "MmapImporter",
    "NoSteps",
    "Source",
    "Steps",
    "UdmabufSource",
    "View",
    "compare",
    "pattern",
    "share",
]

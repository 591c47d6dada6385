"""GBM: buffers and surfaces of Mesa and of whatever other driver libgbm finds.

    with pygbm.open(driver="vkms") as gbm, gbm.create_bo(640, 480, "XR24", Use.SCANOUT | Use.LINEAR) as bo:
        with bo.map(write=True) as pixels:
            pixels.array[...] = 0x336699           # numpy, on the buffer's own memory where the driver allows it
        with bo.export() as dmabuf:                # a pydrm.DmaBuf, for other devices, EGL and other processes
            ...

`ffi` and `lib` are the raw layer: every function and constant of gbm.h under its C name. Importing loads no library.

Other libraries get at the C objects through the attribute ``native`` (a pointer as a number). One that goes on using
what it was given has to say so: a Device and a Surface have the methods ``attached(user)`` and ``detached(user)``, and
a Surface ``swapped()`` besides (see there).
"""

from __future__ import annotations

from ._library import ffi, lib
from .bo import BoPlane, BufferObject
from .device import Device
from .errors import GbmError
from .flags import Use
from .formats import FORMATS, FormatSupport, format_name
from .mapping import BoMapping
from .opening import open_device as open
from .surface import FrontBuffer, Surface

__all__ = [
    "BoMapping",
    "BoPlane",
    "BufferObject",
    "Device",
    "FORMATS",
    "FormatSupport",
    "FrontBuffer",
    "GbmError",
    "Surface",
    "Use",
    "ffi",
    "format_name",
    "lib",
    "open",
]

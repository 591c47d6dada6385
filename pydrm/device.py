"""DRM devices: an open DRM file and the buffers, fences and events that come from it."""

from __future__ import annotations

import errno

from ._fd import fd_of
from ._ioctl import os_error
from ._native import ffi, lib
from ._nodes import find_group
from .caps import NodeType
from .device_file import DeviceFile, new_struct
from .dmabuf import DmaBuf
from .dumb import DumbBuffer
from .gem import GemObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator

    from ._fd import HasFileno
    from .deviceinfo import Bus
    from .events import Event
    from .formats import Fourcc
    from .ledger import GemLedger
    from .syncobj import Syncobj

__all__ = ["Device", "open_device"]

_PRIME = ffi.typeof("struct drm_prime_handle *")
_TO_HANDLE, _GEM_OPEN = lib.DRM_IOCTL_PRIME_FD_TO_HANDLE, lib.DRM_IOCTL_GEM_OPEN


class Device(DeviceFile):
    """An open DRM device node.

    It never takes master and sets no client capability by itself. But the kernel makes the *first* opener of a primary
    node its master while nobody else is (and lets root's later openers ask for it): who only wants to render or share
    buffers opens the render node.

    Ownership: the file descriptor, and with it everything that lives in the DRM file: closing kills all objects that
    were made from the device (mappings and dma-bufs live on). Not usable in a forked child, where it raises ForkError.
    Threads: may be used from several threads at once; close it when no other is inside a call.
    """

    __slots__ = ()

    @property
    def gem(self) -> GemLedger:
        """The GEM handles in use on this DRM file."""
        self._check()
        return self._ledger

    def create_dumb(
        self, width: int, height: int, format: Fourcc | str | None = None, *, bpp: int | None = None, flags: int = 0
    ) -> DumbBuffer:
        """Make a dumb buffer, zero-filled (``DRM_IOCTL_MODE_CREATE_DUMB``); not on a render node (EACCES).

        Args:
            width: in pixels.
            height: in pixels.
            format: the pixel format; of several planes, room for all of them one behind the other.
            bpp: bits per pixel, instead of a format.
            flags: none exist so far.

        Raises:
            OSError: EINVAL for sizes that the kernel refuses, ENOMEM, …
            ValueError: an unknown format without ``bpp``, or one that is at odds with it.
        """
        return DumbBuffer._create(self, width, height, format, bpp=bpp, flags=flags)

    def import_dmabuf(self, dmabuf: HasFileno | int) -> GemObject:
        """A dma-buf, which stays the caller's, as a buffer of this device (``DRM_IOCTL_PRIME_FD_TO_HANDLE``).

        Importing the same buffer again gives another object with the same handle. Of a DmaBuf whose planes lie in
        separate memory it is plane 0; for the others pass ``planes[i].fd``.

        Raises:
            OSError: EINVAL for what is no dma-buf or a buffer that the driver cannot use, ENODEV or EOPNOTSUPP when it
                imports none, EBADF, …
        """
        self._check()
        arg = ffi.new(_PRIME)
        arg.fd = fd_of(dmabuf)
        handle = self._ledger._import(_TO_HANDLE, arg)
        return GemObject(self, handle, size=dmabuf._size if isinstance(dmabuf, DmaBuf) else None)

    def open_name(self, name: int) -> GemObject:
        """A buffer of the same device by its global name (``DRM_IOCTL_GEM_OPEN``; see :meth:`GemObject.flink`).

        Raises:
            FileNotFoundError: no buffer has that name.
        """
        self._check()
        arg = new_struct("struct drm_gem_open *", (name,), f"name {name!r}")
        handle = self._ledger._import(_GEM_OPEN, arg)
        return GemObject(self, handle, size=arg.size)

    # -- fences and events -------------------------------------------------------------------------------------------

    def create_syncobj(self, *, signaled: bool = False) -> Syncobj:
        """Make a sync object (``DRM_IOCTL_SYNCOBJ_CREATE``); EOPNOTSUPP from drivers without them."""
        from .syncobj import Syncobj

        return Syncobj.create(self, signaled=signaled)

    def import_syncobj(self, fd: HasFileno | int) -> Syncobj:
        """A sync object of another client, from the file descriptor (borrowed) that it exported."""
        from .syncobj import Syncobj

        return Syncobj.import_fd(self, fd)

    def read_events(self, *, timeout_ns: int | None = None) -> list[Event]:
        """Wait for events of this client and read all that are there; empty when the time ran out."""
        from . import events

        return events.read(self, timeout_ns=timeout_ns)

    def events(self) -> AsyncIterator[Event]:
        """The events of this client, as an asyncio iterator that never ends."""
        from . import events

        return events.stream(self)


def open_device(
    path: str | os.PathLike[str] | None = None,
    *,
    driver: str | None = None,
    bus: Bus | str | None = None,
    node: NodeType | str | None = None,
) -> Device:
    """Open a DRM device: by path, or the first one that matches. Does not need libdrm.

    Args:
        path: a device node; nothing else may be given with it.
        driver: name of the kernel driver, ``"vgem"``.
        bus: ``"pci"``, ``"platform"``, …, or one device: ``"pci:0000:00:02.0"``; or a :class:`Bus`.
        node: ``"primary"`` or ``"render"``, or a NodeType. By default the primary node, and the render node of a device
            that has no other or whose primary node this user may not open.

    Raises:
        FileNotFoundError: nothing matches; the note lists what there is.
        PermissionError: the note tells which group may open the node.
        OSError: ENODEV when the path is no DRM node.
    """
    if path is not None:
        if driver is not None or bus is not None or node is not None:
            raise TypeError("open() takes a path, or driver, bus and node to look for, not both")
        return Device(path)
    kind = NodeType[node.upper()] if isinstance(node, str) else node
    where = None if bus is None else bus if isinstance(bus, str) else bus.name.lower()
    group = find_group(driver=driver, bus=where)
    if kind is not None:
        if kind not in group.nodes:
            names = ", ".join(group.nodes.values())
            raise os_error(errno.ENOENT, f"the device has no {NodeType(kind).name.lower()} node, only {names}")
        return Device(group.nodes[kind])
    if NodeType.PRIMARY in group.nodes:
        try:
            return Device(group.nodes[NodeType.PRIMARY])
        except PermissionError:
            if NodeType.RENDER not in group.nodes:
                raise
    return Device(group.nodes[NodeType.RENDER])

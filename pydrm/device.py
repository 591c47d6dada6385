"""DRM devices: an open DRM file and what can be asked of it."""

from __future__ import annotations

import errno
import os

from . import resource
from ._fd import fd_of
from ._ioctl import call, call_nr, os_error
from ._native import ffi, lib
from ._nodes import find_group, identify, node_type, open_node, siblings
from .caps import Cap, ClientCap, NodeType
from .dumb import DumbBuffer
from .errors import ForkError
from .gem import DrmFile, GemLedger, GemObject
from .resource import Resource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from types import TracebackType
    from typing import Self

    from ._fd import HasFileno
    from .deviceinfo import Bus, DeviceInfo, Version
    from .events import Event
    from .formats import Fourcc
    from .syncobj import Syncobj

__all__ = ["Device", "MasterScope", "open_device"]

_PRIME = ffi.typeof("struct drm_prime_handle *")
_TO_HANDLE, _GEM_OPEN = lib.DRM_IOCTL_PRIME_FD_TO_HANDLE, lib.DRM_IOCTL_GEM_OPEN


class MasterScope:
    """Master of the device inside a ``with`` block; see :meth:`Device.master`."""

    __slots__ = ("_device",)

    def __init__(self, device: Device) -> None:
        self._device = device

    def __enter__(self) -> Device:
        self._device.set_master()
        return self._device

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if not self._device.closed:
            self._device.drop_master()


class Device(Resource):
    """An open DRM device node.

    It never takes master and sets no client capability by itself. But the kernel makes the *first* opener of a primary node
    its master while nobody else is (and lets root's later openers ask for it): who only wants to render or share buffers
    opens the render node.

    Ownership: the file descriptor, and with it everything that lives in the DRM file: closing kills all objects that were
    made from the device (mappings and dma-bufs live on). Not usable in a forked child, where it raises ForkError.
    Threads: may be used from several threads at once; close it when no other is inside a call.
    """

    __slots__ = ("_driver", "_fd", "_ledger", "_path")

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open a device node.

        Raises:
            FileNotFoundError: there is no such node.
            PermissionError: the note tells which group may open it.
            OSError: ENODEV when it is no DRM node.
        """
        name = os.fspath(path)
        fd, driver = open_node(name)
        self._begin(fd, driver, name, fresh=True)

    @classmethod
    def from_fd(cls, fd: int, *, dup: bool = False) -> Self:
        """A device that takes ownership of an open file descriptor (with ``dup``: of a duplicate; the caller keeps its own).

        Where it is the same DRM file as that of another Device of this process, both share its GEM handles.
        If this raises, ``fd`` stays the caller's.

        Raises:
            OSError: EBADF when it is not open, ENODEV when it is no DRM device.
        """
        driver = identify(fd)
        try:
            path = os.readlink(f"/proc/self/fd/{fd}")
        except OSError:
            path = f"fd {fd}"
        self = cls.__new__(cls)
        self._begin(os.dup(fd) if dup else fd, driver, path, fresh=False)
        return self

    def _begin(self, fd: int, driver: str, path: str, *, fresh: bool) -> None:
        self._fd = fd
        self._driver = driver
        self._path = path
        self._ledger = GemLedger(fd, fresh=fresh)
        self._register()

    def _destroy(self) -> None:
        self._ledger._close()

    def _check(self) -> None:
        try:
            live = self._live
        except AttributeError:
            self._raise_closed()
        if live != resource._generation:
            raise ForkError(
                f"{self._path} was opened before fork(): its DRM file is the parent's as well, and so are its handles; "
                "open the device again in the child"
            )

    def __bool__(self) -> bool:
        """Whether the device is open, and was opened by this process."""
        return getattr(self, "_live", -1) == resource._generation

    def _release_fd(self) -> int | None:
        # A descriptor through which something that lives in the DRM file can be given back; None when there is nothing to
        # give back, because the file is closed, or the parent's.
        file: DrmFile = self._ledger._file
        if file.generation != resource._generation:
            return None
        ledgers = [self._ledger, *file.ledgers]
        return next((ledger.fd for ledger in ledgers if ledger.fd >= 0), None)

    def fileno(self) -> int:
        """The file descriptor, still owned by this object (do not close it)."""
        self._check()
        return self._fd

    @property
    def path(self) -> str:
        """The path that the device was opened by."""
        return self._path

    @property
    def driver(self) -> str:
        """Name of the kernel's DRM driver."""
        return self._driver

    @property
    def node_type(self) -> NodeType:
        """Which kind of node this is."""
        return node_type(os.fstat(self.fileno()).st_rdev)

    def _describe(self) -> str:
        return f"{self._path} ({self._driver}) fd={self._fd}"

    # -- identity ----------------------------------------------------------------------------------------------------

    def info(self) -> DeviceInfo:
        """What there is to know about the device: its nodes and its place on its bus (``drmGetDevice2``).

        Raises:
            LibraryNotFound: libdrm is not installed.
        """
        from .deviceinfo import device_info

        return device_info(self.fileno(), self._driver)

    def version(self) -> Version:
        """The driver's version and description (``DRM_IOCTL_VERSION``)."""
        from .deviceinfo import version

        return version(self.fileno())

    def unique(self) -> str:
        """The bus id that the master gave the device, "" when none did (``DRM_IOCTL_GET_UNIQUE``); not on a render node."""
        fd = self.fileno()
        arg = ffi.new("struct drm_unique *")
        call(fd, lib.DRM_IOCTL_GET_UNIQUE, arg)
        if not arg.unique_len:
            return ""
        text = ffi.new("char[]", arg.unique_len + 1)
        arg.unique = text
        call(fd, lib.DRM_IOCTL_GET_UNIQUE, arg)
        return str(ffi.string(text).decode("utf-8", "replace"))

    def siblings(self) -> dict[NodeType, str]:
        """The paths of all nodes of this device, this one included."""
        return siblings(os.fstat(self.fileno()).st_rdev)

    def open_sibling(self, node: NodeType) -> Device:
        """Open another node of the same device: another DRM file, with handles of its own.

        Raises:
            FileNotFoundError: the device has no such node.
        """
        path = self.siblings().get(node)
        if path is None:
            raise os_error(errno.ENOENT, f"{self._path} ({self._driver}) has no {NodeType(node).name.lower()} node")
        return Device(path)

    # -- capabilities ------------------------------------------------------------------------------------------------

    def get_cap(self, cap: Cap | int) -> int:
        """The value of a capability (``DRM_IOCTL_GET_CAP``).

        Raises:
            OSError: EINVAL when the kernel does not know it, EOPNOTSUPP when it only means something for display drivers.
        """
        arg = _new("struct drm_get_cap *", (cap, 0), f"capability {cap!r}")
        call(self.fileno(), lib.DRM_IOCTL_GET_CAP, arg, capability=_name(Cap, cap))
        return int(arg.value)

    def has_cap(self, cap: Cap | int) -> bool:
        """Whether a capability is known and not 0."""
        arg = _new("struct drm_get_cap *", (cap, 0), f"capability {cap!r}")
        return call_nr(self.fileno(), lib.DRM_IOCTL_GET_CAP, arg) >= 0 and arg.value != 0

    def caps(self) -> dict[Cap, int]:
        """Every capability that the kernel answers for this device."""
        fd = self.fileno()
        answers = {}
        for cap in Cap:
            arg = ffi.new("struct drm_get_cap *", (cap, 0))
            if call_nr(fd, lib.DRM_IOCTL_GET_CAP, arg) >= 0:
                answers[cap] = int(arg.value)
        return answers

    def set_client_cap(self, cap: ClientCap | int, value: int = 1) -> None:
        """Switch a client capability of this DRM file on (or off, with 0) (``DRM_IOCTL_SET_CLIENT_CAP``)."""
        arg = _new("struct drm_set_client_cap *", (cap, value), f"client capability {cap!r}, value {value!r}")
        call(self.fileno(), lib.DRM_IOCTL_SET_CLIENT_CAP, arg, capability=_name(ClientCap, cap), value=value)

    def set_client_name(self, name: str) -> None:
        """Name this client in fdinfo and debugfs (``DRM_IOCTL_SET_CLIENT_NAME``, Linux 6.13); "" takes the name away.

        Raises:
            OSError: EINVAL for a name that is too long or has control characters, or from an older kernel.
        """
        data = name.encode()
        text = ffi.new("char[]", data)
        arg = ffi.new("struct drm_set_client_name *", (len(data), int(ffi.cast("uintptr_t", text))))
        call(self.fileno(), lib.DRM_IOCTL_SET_CLIENT_NAME, arg, text=repr(name))

    # -- authentication and master -----------------------------------------------------------------------------------

    def get_magic(self) -> int:
        """The number by which the master can authenticate this client (``DRM_IOCTL_GET_MAGIC``); not on a render node."""
        arg = ffi.new("struct drm_auth *")
        call(self.fileno(), lib.DRM_IOCTL_GET_MAGIC, arg)
        return int(arg.magic)

    def auth_magic(self, magic: int) -> None:
        """As master, authenticate the client with that number (``DRM_IOCTL_AUTH_MAGIC``)."""
        arg = _new("struct drm_auth *", (magic,), f"magic {magic!r}")
        call(self.fileno(), lib.DRM_IOCTL_AUTH_MAGIC, arg)

    @property
    def is_master(self) -> bool:
        """Whether this client is the current master of the device's display.

        Asked by authenticating the number 0, which no client has: the kernel checks for master first (EACCES).
        """
        arg = ffi.new("struct drm_auth *")
        ret = call_nr(self.fileno(), lib.DRM_IOCTL_AUTH_MAGIC, arg)
        if ret == -errno.ENODEV:
            raise os_error(errno.ENODEV, f"{self._path} was unplugged")
        return ret != -errno.EACCES

    def set_master(self) -> None:
        """Become master (``DRM_IOCTL_SET_MASTER``).

        Raises:
            OSError: EBUSY when another client is, EACCES when this one never was and is not root's.
        """
        call(self.fileno(), lib.DRM_IOCTL_SET_MASTER, None)

    def drop_master(self) -> None:
        """Give master up (``DRM_IOCTL_DROP_MASTER``); EINVAL when this client is not master."""
        call(self.fileno(), lib.DRM_IOCTL_DROP_MASTER, None)

    def master(self) -> MasterScope:
        """A context manager that becomes master on entry and gives it up on exit."""
        self._check()
        return MasterScope(self)

    # -- buffers -----------------------------------------------------------------------------------------------------

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
        """A dma-buf as a buffer of this device (``DRM_IOCTL_PRIME_FD_TO_HANDLE``); the file descriptor stays the caller's.

        Importing the same buffer again gives another object with the same handle. Of a DmaBuf whose planes lie in separate
        memory it is plane 0; for the others pass ``planes[i].fd``.

        Raises:
            OSError: EINVAL for what is no dma-buf or a buffer that the driver cannot use, ENODEV or EOPNOTSUPP when it imports
                none, EBADF, …
        """
        self._check()
        arg = ffi.new(_PRIME)
        arg.fd = fd_of(dmabuf)
        handle = self._ledger._import(_TO_HANDLE, arg)
        return GemObject(self, handle, size=getattr(dmabuf, "_size", None))

    def open_name(self, name: int) -> GemObject:
        """A buffer of the same device by its global name (``DRM_IOCTL_GEM_OPEN``; see :meth:`GemObject.flink`).

        Raises:
            FileNotFoundError: no buffer has that name.
        """
        self._check()
        arg = _new("struct drm_gem_open *", (name,), f"name {name!r}")
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


def _new(kind: str, values: tuple[int, ...], what: str) -> ffi.CData:
    try:
        return ffi.new(kind, values)
    except OverflowError:
        raise ValueError(f"{what} does not fit the kernel's field") from None


def _name(kind: type[Cap] | type[ClientCap], value: int) -> str:
    try:
        return kind(value).name
    except ValueError:
        return str(int(value))


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
        node: ``"primary"`` or ``"render"``, or a NodeType. By default the primary node, and the render node of a device that
            has no other or whose primary node this user may not open.

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

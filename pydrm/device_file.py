"""An open DRM file: its life, what it says of itself, capabilities, authentication and master."""

from __future__ import annotations

import errno
import os

from . import resource
from ._ioctl import call, call_nr, os_error
from ._native import ffi, lib
from ._nodes import identify, node_type, open_node, siblings
from .caps import Cap, ClientCap, NodeType
from .errors import ForkError
from .ledger import GemLedger
from .resource import Resource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Self

    from .deviceinfo import DeviceInfo, Version

__all__ = ["DeviceFile", "MasterScope", "new_struct"]


def new_struct(kind: str, values: tuple[int, ...], what: str) -> Any:
    try:
        return ffi.new(kind, values)
    except OverflowError:
        raise ValueError(f"{what} does not fit the kernel's field") from None


def _name(kind: type[Cap] | type[ClientCap], value: int) -> str:
    try:
        return kind(value).name
    except ValueError:
        return str(int(value))


class MasterScope:
    """Master of the device inside a ``with`` block; see :meth:`Device.master`."""

    __slots__ = ("_device",)

    def __init__(self, device: DeviceFile) -> None:
        self._device = device

    def __enter__(self) -> DeviceFile:
        self._device.set_master()
        return self._device

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Inside the block it may have been given up, or the session manager have taken it away.
        if not self._device.closed and self._device.is_master:
            self._device.drop_master()


class DeviceFile(Resource):
    # What a Device is as an open file: its life, identity, capabilities and authentication. Buffers come with Device.
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
        """A device that takes ownership of an open file descriptor (with ``dup``: of a duplicate of it).

        Where it is the same DRM file as that of another Device of this process, both share its GEM handles. Of what
        another process does with the file pydrm knows nothing: its handles are this one's, too.

        This is the way for programs whose session manager opens devices for them (logind's ``TakeDevice``, libseat's
        ``libseat_open_device``): it gives a descriptor that is the caller's, and makes the file master when the session
        comes to the front and no longer when it leaves. :attr:`is_master` tells; :meth:`set_master` and
        :meth:`drop_master` are the session manager's (EACCES for others than root).

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
        # A descriptor through which something that lives in the DRM file can be given back; None when there is nothing
        # to give back, because the file is closed, or the parent's.
        return self._ledger._any_fd()

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
        """The bus id that the master gave the device, "" when none did (``DRM_IOCTL_GET_UNIQUE``).

        Raises:
            PermissionError: this is a render node.
        """
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

    def open_sibling(self, node: NodeType) -> Self:
        """Open another node of the same device: another DRM file, with handles of its own.

        Raises:
            FileNotFoundError: the device has no such node.
        """
        path = self.siblings().get(node)
        if path is None:
            raise os_error(errno.ENOENT, f"{self._path} ({self._driver}) has no {NodeType(node).name.lower()} node")
        return type(self)(path)

    # -- capabilities ------------------------------------------------------------------------------------------------

    def get_cap(self, cap: Cap | int) -> int:
        """The value of a capability (``DRM_IOCTL_GET_CAP``).

        Raises:
            OSError: EINVAL when the kernel does not know it, EOPNOTSUPP when it only means something for display
            drivers.
        """
        arg = new_struct("struct drm_get_cap *", (cap, 0), f"capability {cap!r}")
        call(self.fileno(), lib.DRM_IOCTL_GET_CAP, arg, capability=_name(Cap, cap))
        return int(arg.value)

    def has_cap(self, cap: Cap | int) -> bool:
        """Whether a capability is known and not 0."""
        arg = new_struct("struct drm_get_cap *", (cap, 0), f"capability {cap!r}")
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
        arg = new_struct("struct drm_set_client_cap *", (cap, value), f"client capability {cap!r}, value {value!r}")
        call(self.fileno(), lib.DRM_IOCTL_SET_CLIENT_CAP, arg, capability=_name(ClientCap, cap), value=value)

    def set_client_name(self, name: str) -> None:
        """Name this client in fdinfo and debugfs (``DRM_IOCTL_SET_CLIENT_NAME``, Linux 6.13); "" takes the name away.

        Raises:
            OSError: EINVAL for a name of more than 64 letters, or with a space or anything else that is no visible
                character of ASCII, or from an older kernel.
        """
        data = name.encode()
        text = ffi.new("char[]", data)
        arg = ffi.new("struct drm_set_client_name *", (len(data), int(ffi.cast("uintptr_t", text))))
        call(self.fileno(), lib.DRM_IOCTL_SET_CLIENT_NAME, arg, text=repr(name))

    # -- authentication and master -----------------------------------------------------------------------------------

    def get_magic(self) -> int:
        """The number by which the master can authenticate this client (``DRM_IOCTL_GET_MAGIC``).

        Raises:
            PermissionError: this is a render node.
        """
        arg = ffi.new("struct drm_auth *")
        call(self.fileno(), lib.DRM_IOCTL_GET_MAGIC, arg)
        return int(arg.magic)

    def auth_magic(self, magic: int) -> None:
        """As master, authenticate the client with that number (``DRM_IOCTL_AUTH_MAGIC``)."""
        arg = new_struct("struct drm_auth *", (magic,), f"magic {magic!r}")
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

"""Hotplug: what the kernel tells all programs about displays by uevents. Needs pyudev (the extra ``udev``).

    with HotplugMonitor(device) as monitor:
        for event in monitor.read():              # blocks until something happened
            if event.hotplug:
                kms.forget()
                connectors = [kms.connector(each, probe=True) for each in kms.resources().connectors]

An event says that something may have changed, and sometimes which connector; what it is now the kernel has to be asked.
"""

from __future__ import annotations

import errno
import os
from _thread import RLock
from collections import deque
from dataclasses import dataclass, field

from .. import resource
from .._ioctl import os_error
from .._wait import POLLIN, deadline_of, poll_fd, poll_fd_async, remaining
from ..errors import ForkError, LibraryNotFound
from ..resource import Resource
from .ids import ConnectorId, PropertyId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal, Self, TypeVar

    from ..device import Device
    from .ids import ObjectId

    _Id = TypeVar("_Id", bound=ObjectId)

__all__ = ["HotplugEvent", "HotplugMonitor"]

_DAEMON = "/run/udev/control"


@dataclass(frozen=True, slots=True)
class HotplugEvent:
    """One uevent of the subsystem drm."""

    action: str
    """``change`` for what happens to displays; ``add`` and ``remove`` for cards and connectors that come and go."""
    sys_path: str
    """Whose it is: ``/sys/devices/…/drm/card0``, or a connector's directory below that."""
    path: str | None
    """The device node that goes with it, ``/dev/dri/card0``; None for connectors."""
    hotplug: bool
    """Something was plugged in or out, or changed by itself (``HOTPLUG=1``): look at the connectors again."""
    lease: bool
    """A lease ended (``LEASE=1``): look at the lessees again."""
    connector_id: ConnectorId | None
    """The connector that it is about; None when that can be any of the device (``CONNECTOR``)."""
    property_id: PropertyId | None
    """The connector's property that changed, where it is about one (``PROPERTY``)."""
    properties: Mapping[str, str] = field(hash=False)
    """All of the event as it came: names and values."""

    @classmethod
    def from_properties(cls, properties: Mapping[str, str]) -> Self:
        """The event that udev's or the kernel's words describe.

        Raises:
            ValueError: an id in it is no positive number.
        """
        name = properties.get("DEVNAME")
        return cls(
            properties.get("ACTION", ""),
            f"/sys{properties.get('DEVPATH', '')}",
            None if name is None else os.path.join("/dev", name),
            properties.get("HOTPLUG") == "1",
            properties.get("LEASE") == "1",
            _id(ConnectorId, properties, "CONNECTOR"),
            _id(PropertyId, properties, "PROPERTY"),
            dict(properties),
        )


def _id(kind: type[_Id], properties: Mapping[str, str], name: str) -> _Id | None:
    text = properties.get(name)
    return None if text is None else kind(int(text))


class HotplugMonitor(Resource):
    """A queue of the uevents of displays, from the moment of its making.

    Iterate over it in asyncio (``async for event in monitor``, which never ends), or :meth:`read` it. A task that waits
    may be cancelled, and the loop left and entered again, without losing an event.

    Ownership: a socket of its own; nothing of the device.
    Threads: any may read; an event goes to one of the readers. Close it when none waits. Not usable after fork().
    """

    __slots__ = ("_base", "_fd", "_lock", "_monitor", "_pending")

    def __init__(self, device: Device | None = None, *, source: Literal["udev", "kernel"] | None = None) -> None:
        """Begin to listen.

        Args:
            device: tell the events of this device (any of its nodes) and its connectors; None: of all.
            source: ``"udev"`` is told after udev's daemon has done its work, setting up device nodes among it;
                ``"kernel"`` at once, also where no such daemon runs (in most containers). By default what there is.

        Raises:
            LibraryNotFound: pyudev or libudev is not installed.
            ValueError: another source.
            OSError: no socket can be had (EMFILE, …).
        """
        base = None if device is None else _directory(device)
        context = _context()
        from pyudev import Monitor

        if source is None:
            source = "udev" if os.path.exists(_DAEMON) else "kernel"
        monitor = Monitor.from_netlink(context, source)
        monitor.filter_by("drm")
        monitor.start()
        self._base = base
        self._lock = RLock()
        self._pending: deque[HotplugEvent] = deque()
        self._monitor: Any = monitor
        self._fd: int = monitor.fileno()
        self._register()

    def _destroy(self) -> None:
        self._monitor = None  # pyudev closes the socket with its object, which is nobody else's

    def _check(self) -> None:
        super()._check()
        if self._live != resource._generation:
            raise ForkError("a HotplugMonitor made before fork() is the parent's: its events would be lost to it")

    def fileno(self) -> int:
        """The socket, to be watched for reading and nothing else; still owned by this object."""
        self._check()
        return self._fd

    def read(self, *, timeout_ns: int | None = None) -> list[HotplugEvent]:
        """Wait for events and give all that are there, in order; none when the time ran out.

        Args:
            timeout_ns: how long to wait, nanoseconds; None for ever, 0 not at all.

        Raises:
            OSError: ENOBUFS when more happened than the socket has room for. Events were lost: look at everything
                again. The next call goes on with what is there.
        """
        fd = self.fileno()
        deadline = deadline_of(timeout_ns)
        while True:
            self._gather()
            with self._lock:
                events = list(self._pending)
                self._pending.clear()
            if events or not poll_fd(fd, POLLIN, remaining(deadline)):
                return events

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> HotplugEvent:
        while True:
            fd = self.fileno()
            self._gather()
            with self._lock:
                if self._pending:
                    return self._pending.popleft()
            await poll_fd_async(fd, POLLIN, None)

    def _gather(self) -> None:
        # What is there to receive, without waiting. libudev's monitor is for one thread at a time.
        with self._lock:
            while (found := self._receive()) is not None:
                event = HotplugEvent.from_properties(dict(found.properties))
                if self._base is None or event.sys_path.startswith(self._base):
                    self._pending.append(event)

    def _receive(self) -> Any:
        try:
            return self._monitor.poll(0)
        except OSError as error:
            # pyudev 0.24 does not say which error its socket has, and leaves that there for ever.
            code = error.errno or _socket_error(self._fd) or errno.EIO
            lost = "; events were lost, look at everything again" if code == errno.ENOBUFS else ""
            raise os_error(code, f"receiving uevents from udev's monitor{lost}") from None

    def _describe(self) -> str:
        return f"{'of every device' if self._base is None else self._base} fd={self._fd}"


def _directory(device: Device) -> str:
    # Where sysfs has a device's nodes and connectors.
    number = os.fstat(device.fileno()).st_rdev
    place = os.path.realpath(f"/sys/dev/char/{os.major(number)}:{os.minor(number)}/device/drm")
    if not os.path.isdir(place):
        raise os_error(errno.ENOENT, f"sysfs, whose names uevents carry, has no directory of {device!r}")
    return f"{place}/"


def _socket_error(fd: int) -> int:
    # Taken: asking clears it.
    import socket

    with socket.socket(fileno=os.dup(fd)) as same:
        return same.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)


def _context() -> Any:
    try:
        from pyudev import Context
    except ImportError:
        raise LibraryNotFound(
            "hotplug events need pyudev: pip install 'pydri[udev]', or Debian's package python3-pyudev"
        ) from None
    try:
        return Context()
    except (ImportError, OSError) as error:  # the second is what Debian's pyudev says
        raise LibraryNotFound(f"pyudev finds no libudev.so.1 (Debian's package libudev1): {error}") from None

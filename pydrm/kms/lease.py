"""Leases: part of a display side handed to another client, as a DRM file of its own. A headset's runtime gets one.

    with create_lease(device, [connector, crtc, plane]) as lease:      # the lessor has to be master
        Kms(lease).resources()                                         # one CRTC, one connector
        passing.send_fds(sock, [lease.fileno()])                       # for another process: Device.from_fd(fd) there

The kernel's words: the *lessor* is the master that leases out, the *lessee* the client that gets the lease. A lessee
sees the connectors, CRTCs and planes that are leased to it and no others, and all encoders, properties and blobs.
"""

from __future__ import annotations

import errno
import os

from .._ioctl import call, call_nr
from .._native import ffi, lib
from ..device import Device
from ._struct import filled
from .ids import ConnectorId, CrtcId, ObjectId, ObjectType, PlaneId, id_of, object_id
from .query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self, TypeAlias

    from ..caps import NodeType
    from .ids import HasId

    Leasable: TypeAlias = ObjectId | HasId[ConnectorId] | HasId[CrtcId] | HasId[PlaneId]

__all__ = ["Lease", "create_lease", "get_lease", "list_lessees", "revoke_lease"]

_LEASABLE = (ConnectorId, CrtcId, PlaneId)
_NEEDED = (
    "a lease needs a connector and a CRTC, from a lessor with UNIVERSAL_PLANES a plane as well; "
    "and what was leased cannot be leased on"
)
_LESSEES = (("count_lessees", 8, (("lessees_ptr", "uint32_t"),)),)
_OBJECTS = (("count_objects", 32, (("objects_ptr", "uint32_t"),)),)


class Lease(Device):
    """The lessee's end of a lease: a device whose DRM file is master of what was leased. See :func:`create_lease`.

    Everything that takes a :class:`pydrm.Device` takes it: buffers, framebuffers and events are this file's own, and
    its client capabilities (UNIVERSAL_PLANES, ATOMIC, …) are set on it anew. It sets modes only while its lessor is the
    current master, and :attr:`is_master` says whether. It cannot become master or give that up by itself (EINVAL).

    Its objects are gone (ENOENT) once the lessor revokes the lease or closes its file. The pictures stay.

    Ownership: the file descriptor. Closing ends the lease: its objects are the lessor's again, its framebuffers are
    taken off the screen, and the kernel tells so by a uevent (:attr:`HotplugEvent.lease`).
    Threads: as for a Device.
    """

    __slots__ = ("_lessee_id", "_lessor")
    _lessee_id: int | None
    _lessor: Device | None

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Not to be called: a lease is made by :func:`create_lease`, and from a descriptor by :meth:`from_fd`."""
        raise TypeError(f"a lease is not opened by a path ({os.fspath(path)}): see create_lease() and Lease.from_fd()")

    def _begin(self, fd: int, driver: str, path: str, *, fresh: bool) -> None:
        self._lessee_id = self._lessor = None
        super()._begin(fd, driver, path, fresh=fresh)

    @classmethod
    def _of(cls, lessor: Device, fd: int, number: int) -> Self:
        self = cls.__new__(cls)
        self._begin(fd, lessor.driver, lessor.path, fresh=True)
        self._lessee_id, self._lessor = number, lessor
        return self

    @property
    def lessee_id(self) -> int | None:
        """The lessor's number for this lease, from 1; None where the lease came as a descriptor, which has no number.

        The kernel gives the number of a closed lease to another one.
        """
        return self._lessee_id

    def objects(self) -> tuple[ObjectId, ...]:
        """What is leased, each id of its kind; nothing after it was revoked. See :func:`get_lease`."""
        return get_lease(self)

    def revoke(self) -> None:
        """As its lessor, take everything back that is leased. See :func:`revoke_lease`.

        Raises:
            ValueError: the lease came as a descriptor, so it is not known to this process who its lessor is.
            ClosedError: the lease, or its lessor, was closed.
        """
        self._check()
        if self._lessor is None or self._lessee_id is None:
            raise ValueError(f"{self!r} came as a descriptor: only its lessor can revoke it")
        revoke_lease(self._lessor, self._lessee_id)

    def open_sibling(self, node: NodeType) -> Device:  # type: ignore[override]  # another node's file is no lease
        """As :meth:`pydrm.Device.open_sibling`; what is opened is no part of the lease."""
        with Device.from_fd(self.fileno(), dup=True) as same:
            return same.open_sibling(node)

    def _describe(self) -> str:
        number = "" if self._lessee_id is None else f" lessee {self._lessee_id}"
        return f"{super()._describe()}{number}"


def create_lease(device: Device, objects: Iterable[Leasable]) -> Lease:
    """Lease objects out: a new DRM file, owned by the caller (``DRM_IOCTL_MODE_CREATE_LEASE``). Needs master.

    The lessor keeps the right to use what it has leased out; that it does not is up to the two. The new descriptor is
    closed on exec, and blocks or not as the lessor's (Linux 6.12 takes O_NONBLOCK for the new one, and ignores it).

    Args:
        device: the lessor; stays the caller's, and is kept alive by the lease.
        objects: at least one CRTC and one connector, and planes: ids or snapshots. From a lessor without
            UNIVERSAL_PLANES, which does not see them, a CRTC's primary and cursor planes come with it.
            None at all (since Linux 5.15): a DRM file with nothing but GEM handles of its own.

    Raises:
        TypeError: a bare number, or an object of a kind that is not leased.
        ValueError: an object comes twice.
        OSError: EACCES without master; EBUSY for what is in another lease; EINVAL when a kind is missing, or from a
            lessee; ENOENT for an object that is not there; EOPNOTSUPP from a driver without mode setting.
    """
    ids = [_leasable(each) for each in objects]
    if len(set(ids)) < len(ids):
        raise ValueError(f"create_lease: an object comes twice in {', '.join(map(repr, ids))}")
    array = ffi.new("uint32_t[]", ids)
    address = int(ffi.cast("uintptr_t", array)) if ids else 0
    arg = ffi.new("struct drm_mode_create_lease *", (address, len(ids), os.O_CLOEXEC))
    try:
        spelled = ", ".join(map(repr, ids)) or "none"
        call(device.fileno(), lib.DRM_IOCTL_MODE_CREATE_LEASE, arg, objects=spelled, flags="O_CLOEXEC")
    except OSError as error:
        if error.errno == errno.EINVAL:
            error.add_note(_NEEDED)
        raise
    return Lease._of(device, arg.fd, arg.lessee_id)


def _leasable(thing: Leasable) -> ObjectId:
    number = id_of(ObjectId, thing)
    if type(number) is not ObjectId and not isinstance(number, _LEASABLE):
        raise TypeError(f"create_lease: {number!r} cannot be leased; connectors, CRTCs and planes can")
    return number


def list_lessees(device: Device) -> tuple[int, ...]:
    """The numbers of the leases that a master has given and not revoked (``DRM_IOCTL_MODE_LIST_LESSEES``).

    Raises:
        OSError: EACCES without master, EOPNOTSUPP from a driver without mode setting.
    """
    arg = ffi.new("struct drm_mode_list_lessees *")
    (found,) = query(device.fileno(), lib.DRM_IOCTL_MODE_LIST_LESSEES, arg, _LESSEES, device=device.path)
    return tuple(found)


def get_lease(device: Device) -> tuple[ObjectId, ...]:
    """What a device may use: of a lease what is in it, of any other master everything (``DRM_IOCTL_MODE_GET_LEASE``).

    Each id is of its object's kind; for that the kernel is asked once more per object, or a few times.

    Raises:
        OSError: EACCES without master, EOPNOTSUPP from a driver without mode setting.
    """
    fd = device.fileno()
    arg = ffi.new("struct drm_mode_get_lease *")
    (found,) = query(fd, lib.DRM_IOCTL_MODE_GET_LEASE, arg, _OBJECTS, device=device.path)
    return tuple(_typed(fd, number) for number in found)


# The kinds in the order of their likelihood. GET_LEASE tells bare numbers.
_KINDS = (
    ObjectType.CRTC,
    ObjectType.CONNECTOR,
    ObjectType.PLANE,
    ObjectType.ENCODER,
    ObjectType.PROPERTY,
    ObjectType.BLOB,
    ObjectType.FB,
    ObjectType.COLOROP,
)


def _typed(fd: int, number: int) -> ObjectId:
    # Asked for an object's properties by a wrong kind, the kernel finds no object (ENOENT); by the right kind it
    # answers, if only that this one has none (EINVAL).
    for kind in _KINDS:
        arg = ffi.new("struct drm_mode_obj_get_properties *")
        arg.obj_id, arg.obj_type = number, kind
        if call_nr(fd, lib.DRM_IOCTL_MODE_OBJ_GETPROPERTIES, arg) != -errno.ENOENT:
            return object_id(kind, number) or ObjectId(number)
    return ObjectId(number)


def revoke_lease(device: Device, lessee_id: int) -> None:
    """Take back everything that is in a lease (``DRM_IOCTL_MODE_REVOKE_LEASE``). Needs master.

    The lessee's file stays open and finds nothing any more; what it showed stays on the screen until somebody changes
    it. Revoking it again changes nothing.

    Args:
        device: the lessor.
        lessee_id: the lease's number, as :attr:`Lease.lessee_id` and :func:`list_lessees` tell it.

    Raises:
        ValueError: the number does not fit into 32 bits.
        OSError: ENOENT when there is no such lease (any more); EACCES from a lessee, and without master.
    """
    arg = filled("struct drm_mode_revoke_lease", "revoke_lease", lessee_id=lessee_id)
    call(device.fileno(), lib.DRM_IOCTL_MODE_REVOKE_LEASE, arg)

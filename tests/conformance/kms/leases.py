"""Raw leases for the cases: a master that knows what it has, what it leases out, and setting a mode by either."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pydrm
from pydrm.kms import ConnectorType, Kms

from ..support.client import Client

if TYPE_CHECKING:
    from ..support.nodes import Node
    from ..support.raw import Raw, Reply

UNIVERSAL_PLANES = 2


def array(*numbers: int) -> Any:
    """Numbers as the kernel takes them."""
    return (ctypes.c_uint32 * len(numbers))(*numbers)


class Lessor(Client):
    """A client that is master and sees all planes, with the ids of what it can lease: one way to a screen."""

    def __init__(self, node: Node, raw: Raw) -> None:
        super().__init__(node, raw)
        self.cap(UNIVERSAL_PLANES)
        with pydrm.Device.from_fd(self.fd, dup=True) as device:
            kms = Kms(device)
            resources = kms.resources()
            connectors = [kms.connector(each, probe=True) for each in resources.connectors]
            screen = next(each for each in connectors if each.modes and each.type != ConnectorType.WRITEBACK)
            planes = {str(kms.properties(each)["type"].value): each for each in kms.planes()}
        self.crtc, self.encoder = int(resources.crtcs[0]), int(resources.encoders[0])
        self.connector, self.mode = int(screen.id), screen.modes[0]
        self.primary, self.cursor = int(planes["Primary"]), int(planes["Cursor"])
        self.all = (self.connector, self.crtc, self.primary)

    def cap(self, capability: int, value: int = 1) -> None:
        """SET_CLIENT_CAP."""
        self.ioctl("SET_CLIENT_CAP", capability=capability, value=value).ok()

    def lease(self, *ids: int, flags: int = 0) -> Reply:
        """MODE_CREATE_LEASE; the descriptor, the caller's, is in the reply's `fd`."""
        return create(self, *ids, flags=flags)

    def must_lease(self, *ids: int) -> Lessee:
        """A lease's client, with its number; of one way to a screen when no ids are given."""
        made = self.lease(*(ids or self.all)).ok()
        return Lessee(self.node, self.raw, made.fd, made.lessee_id)

    def must_frame(self) -> int:
        """A framebuffer of the mode's size, of this client."""
        return must_frame(self, self)


class Lessee(Client):
    """A client by a lease."""

    def __init__(self, node: Node, raw: Raw, fd: int, number: int) -> None:
        super().__init__(node, raw, fd)
        self.number = number


def create(client: Client, *ids: int, flags: int = 0) -> Reply:
    """MODE_CREATE_LEASE by any client."""
    return client.ioctl("MODE_CREATE_LEASE", object_ids=array(*ids) if ids else 0, object_count=len(ids), flags=flags)


def leased(client: Client) -> list[int]:
    """MODE_GET_LEASE: the ids."""
    room = array(*[0] * 256)
    found = client.ioctl("MODE_GET_LEASE", objects_ptr=room, count_objects=len(room)).ok()
    return list(room[: found.count_objects])


def lessees(client: Client) -> list[int]:
    """MODE_LIST_LESSEES: the numbers."""
    room = array(*[0] * 32)
    found = client.ioctl("MODE_LIST_LESSEES", lessees_ptr=room, count_lessees=len(room)).ok()
    return list(room[: found.count_lessees])


def revoke(client: Client, number: int) -> Reply:
    """MODE_REVOKE_LEASE."""
    return client.ioctl("MODE_REVOKE_LEASE", lessee_id=number)


def must_frame(client: Client, lessor: Lessor) -> int:
    """A framebuffer of the size of the lessor's mode, of any client."""
    from .framebuffers import must_addfb

    return must_addfb(client, lessor.mode.hdisplay, lessor.mode.vdisplay)[0]


def show(client: Client, lessor: Lessor, frame: int) -> Reply:
    """MODE_SETCRTC of the lessor's screen by any client."""
    names = "clock hdisplay hsync_start hsync_end htotal hskew vdisplay vsync_start vsync_end vtotal vscan".split()
    mode = {f"mode__{name}": value for name, value in zip(names, lessor.mode.timing, strict=True)}
    connectors = {"set_connectors_ptr": array(lessor.connector), "count_connectors": 1}
    mode |= {"mode__vrefresh": lessor.mode.vrefresh, "mode__flags": lessor.mode.flags, "mode_valid": 1}
    return client.ioctl("MODE_SETCRTC", crtc_id=lessor.crtc, fb_id=frame, **connectors, **mode)


def turn_off(client: Client, lessor: Lessor) -> Reply:
    """MODE_SETCRTC without a mode."""
    return client.ioctl("MODE_SETCRTC", crtc_id=lessor.crtc)

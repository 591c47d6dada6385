"""Leases as objects: `pydrm.kms.Lease` is a device for everything that takes one, in this process or another."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import ClientCap, NodeType
from pydrm.events import FlipCompleteEvent
from pydrm.kms import (
    ConnectorId,
    ConnectorType,
    CrtcId,
    Fb,
    Kms,
    Lease,
    ObjectId,
    PlaneId,
    create_lease,
    get_lease,
    legacy,
    list_lessees,
    revoke_lease,
)
from pydrm.passing import recv_fds, send_fds

from ..support import conf
from ..support.processes import Child, drop_sys_admin
from .conftest import see_everything

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydrm.kms import Connector, Mode

    from ..support.nodes import Node

SECOND = 1_000_000_000


class Way:
    """A master, and one way to a screen: what it may lease out."""

    def __init__(self, device: pydrm.Device) -> None:
        self.device = device
        see_everything(device)
        self.kms = kms = Kms(device)
        resources = kms.resources()
        found = [kms.connector(each, probe=True) for each in resources.connectors]
        self.connector: Connector = next(each for each in found if each.modes and each.type != ConnectorType.WRITEBACK)
        self.crtc: CrtcId = resources.crtcs[0]
        self.plane: PlaneId = next(
            each for each in kms.planes() if str(kms.properties(each, blobs=False)["type"].value) == "Primary"
        )
        self.mode: Mode = self.connector.modes[0]

    def lease(self) -> Lease:
        return create_lease(self.device, [self.connector, self.crtc, self.plane])


@pytest.fixture
def way(card: Node) -> Iterator[Way]:
    """A master of every card in turn."""
    with pydrm.open(card.path) as device:
        yield Way(device)


def show(device: pydrm.Device, connector: ConnectorId, crtc: CrtcId, mode: Mode) -> Fb:
    """Show a framebuffer of this device, whose buffer is closed already."""
    with device.create_dumb(mode.hdisplay, mode.vdisplay, "XRGB8888") as buffer:
        frame = Fb.add(device, buffer)
    legacy.set_crtc(device, crtc, frame, mode, [connector])
    return frame


@conf("K23", "K24")
def test_what_a_lease_is(way: Way) -> None:
    """A device on the same node, with a number, that sees what it was given, each id of its kind."""
    with way.lease() as lease:
        assert isinstance(lease, pydrm.Device)
        assert (lease.path, lease.driver) == (way.device.path, way.device.driver)
        assert lease.lessee_id == 1
        assert set(lease.objects()) == {way.connector.id, way.crtc, way.plane}
        assert {type(each) for each in lease.objects()} == {ConnectorId, CrtcId, PlaneId}
        assert lease.is_master
        assert repr(lease).endswith(f"fd={lease.fileno()} lessee 1>")
        lease.set_client_cap(ClientCap.UNIVERSAL_PLANES)
        kms = Kms(lease)
        assert (kms.resources().crtcs, kms.planes()) == ((way.crtc,), (way.plane,))
        assert list_lessees(way.device) == (1,)
    assert repr(lease) == "<Lease closed>"
    assert list_lessees(way.device) == ()


@conf("K24")
def test_everything_is_the_masters(way: Way) -> None:
    """A master that leases nothing itself is told all objects, and pydrm of which kind each is."""
    kms, found = way.kms, get_lease(way.device)
    resources = kms.resources()
    assert {*resources.crtcs, *resources.connectors, *resources.encoders, *kms.planes()} <= set(found)
    kinds = {each: type(each) for each in found}
    for each in (*resources.crtcs, *resources.connectors, *resources.encoders, *kms.planes()):
        assert kinds[each] is type(each)
    definition = kms.property_of(way.plane, "type")
    assert kinds[definition.id] is type(definition.id)


@conf("K24")
def test_it_shows_pictures(way: Way) -> None:
    """With buffers, framebuffers and events of its own; the lessor hears nothing of its flips."""
    with way.lease() as lease:
        with show(lease, way.connector.id, way.crtc, way.mode) as frame:
            assert way.kms.crtc(way.crtc).fb_id == frame.id
            legacy.page_flip(lease, way.crtc, frame, user_data=77)
            (event,) = lease.read_events(timeout_ns=SECOND)
            assert isinstance(event, FlipCompleteEvent)
            assert event.user_data == 77
            assert way.device.read_events(timeout_ns=0) == []


@conf("K24")
def test_revoked(way: Way) -> None:
    """By the lease, or by its number; a second time changes nothing, and one that is closed is not there."""
    with way.lease() as lease:
        lease.revoke()
        assert lease.objects() == ()
        with pytest.raises(FileNotFoundError):
            Kms(lease).crtc(way.crtc)
        lease.revoke()
    with way.lease() as lease:
        assert lease.lessee_id is not None
        revoke_lease(way.device, lease.lessee_id)
        assert lease.objects() == ()
    with pytest.raises(FileNotFoundError) as caught:
        revoke_lease(way.device, lease.lessee_id)
    assert caught.value.__notes__ == [
        f"DRM_IOCTL_MODE_REVOKE_LEASE(lessee_id=1) on {way.device.path} ({way.device.driver})"
    ]
    with pytest.raises(ValueError, match="lessee_id 4294967296 does not fit"):
        revoke_lease(way.device, 1 << 32)


@conf("K23")
def test_what_is_refused(way: Way) -> None:
    """What is no id of the right kind, before the kernel is asked; the rest by the kernel, with its reason."""
    device, (encoder, *_) = way.device, way.kms.resources().encoders
    with pytest.raises(TypeError, match=r"EncoderId\(\d+\) cannot be leased"):
        create_lease(device, [way.connector, way.crtc, encoder])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="is no ObjectId"):
        create_lease(device, [int(way.crtc)])  # type: ignore[list-item]
    with pytest.raises(ValueError, match=rf"an object comes twice in .*CrtcId\({way.crtc}\), CrtcId\({way.crtc}\)"):
        create_lease(device, [way.connector, way.crtc, way.crtc])
    with pytest.raises(OSError, match="Invalid argument") as caught:
        create_lease(device, [way.connector, way.crtc])
    assert f"(objects={way.connector.id!r}, {way.crtc!r}, flags=O_CLOEXEC)" in caught.value.__notes__[0]
    assert "a plane as well" in caught.value.__notes__[1]
    with pytest.raises(FileNotFoundError):
        create_lease(device, [ObjectId(0xBAADF00D)])
    with way.lease() as lease:
        with pytest.raises(OSError, match="busy"):
            way.lease()
        with pytest.raises(OSError, match="Invalid argument") as caught:
            create_lease(lease, [])
        assert "cannot be leased on" in caught.value.__notes__[1]
    with pydrm.open(device.path) as other, pytest.raises(PermissionError):
        create_lease(other, [])
    assert list_lessees(device) == ()


@conf("K25")
def test_masters(way: Way) -> None:
    """A lease is master as long as its lessor, and neither takes nor gives that up itself."""
    with way.lease() as lease:
        way.device.drop_master()
        assert not lease.is_master
        for call in (lease.set_master, lease.drop_master):
            with pytest.raises(OSError, match="Invalid argument") as caught:
                call()
            assert caught.value.errno == errno.EINVAL
        with way.device.master():
            assert lease.is_master


@conf("K24")
def test_in_another_process(way: Way) -> None:
    """A program without rights gets the descriptor over a socket and shows a picture; revoking ends that."""
    here, there = socket.socketpair()

    def lessee() -> list[str]:
        drop_sys_admin()
        (fd,), _header = recv_fds(there)
        with Lease.from_fd(fd) as lease:
            assert lease.lessee_id is None
            with pytest.raises(ValueError, match="only its lessor can revoke it"):
                lease.revoke()
            crtc = next(each for each in lease.objects() if isinstance(each, CrtcId))
            connector = next(each for each in lease.objects() if isinstance(each, ConnectorId))
            with show(lease, connector, crtc, Kms(lease).connector(connector).modes[0]) as frame:
                there.send(b"shown")
                there.recv(16)
                with pytest.raises(FileNotFoundError):
                    legacy.page_flip(lease, crtc, frame)
                return [type(lease).__name__, str(lease.is_master)]

    with here, there, way.lease() as lease, Child(lessee) as child:
        send_fds(here, [lease.fileno()])
        assert here.recv(16) == b"shown"
        assert way.kms.crtc(way.crtc).fb_id is not None
        lease.revoke()
        here.send(b"revoked")
        assert child.result() == ["Lease", "True"]
        assert way.kms.crtc(way.crtc).fb_id is None


def test_not_by_a_path(way: Way, vgem: pydrm.Device) -> None:
    """A lease is made by its lessor; without mode setting there are none."""
    with pytest.raises(TypeError, match="not opened by a path"):
        Lease(way.device.path)
    for call in (lambda: create_lease(vgem, []), lambda: get_lease(vgem), lambda: list_lessees(vgem)):
        with pytest.raises(OSError, match="not supported") as caught:
            call()
        assert caught.value.errno == errno.EOPNOTSUPP


def test_other_nodes(way: Way) -> None:
    """What a lease opens of its device's other nodes is a plain device."""
    with way.lease() as lease:
        with lease.open_sibling(NodeType.PRIMARY) as other:
            assert type(other) is pydrm.Device
            assert not other.is_master
        with pytest.raises(FileNotFoundError, match="No such"):
            lease.open_sibling(NodeType.CONTROL)

"""A vkms that comes, changes and goes while programs look at it: real plugs, and a device that is taken away."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import pydrm
from pydrm import DmaBuf, Fourcc
from pydrm.kms import ConnectorStatus, Display, HotplugMonitor, Kms

from ..support import conf, needs
from .configured import ROOM, Configured, Kind, Plug

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs("configfs.vkms", "root")

SECOND = 1_000_000_000


@pytest.fixture
def single() -> Iterator[Configured]:
    """One of each, with nothing plugged in."""
    with Configured() as made:
        made.crtc("only")
        made.plane("only", Kind.PRIMARY, "only")
        made.encoder("only", "only")
        made.connector("socket", Plug.OUT, "only")
        yield made


def status(kms: Kms) -> ConnectorStatus:
    """What the driver says of its only socket when it is asked to look."""
    (connector,) = kms.resources().connectors
    return ConnectorStatus(kms.connector(connector, probe=True).status)


@conf("K28")
@needs("pyudev")
def test_plugs_are_told(single: Configured) -> None:
    """HOTPLUG=1 for each plug that is pushed in or pulled out, of the card; then the connector tells which."""
    with pydrm.open(single.enable().path) as device, HotplugMonitor(device, source="kernel") as monitor:
        kms = Kms(device)
        for plug, expected in (
            (Plug.IN, ConnectorStatus.CONNECTED),
            (Plug.OUT, ConnectorStatus.DISCONNECTED),
            (Plug.UNKNOWN, ConnectorStatus.UNKNOWN),
        ):
            single.plug("socket", plug)
            (event,) = monitor.read(timeout_ns=SECOND)
            assert (event.action, event.path) == ("change", device.path)
            assert (event.hotplug, event.lease, event.connector_id) == (True, False, None)
            assert status(kms) == expected
        assert monitor.read(timeout_ns=0) == []


@conf("K28")
def test_a_display_waits_for_its_plug(single: Configured) -> None:
    """Nothing plugged in is a clear error; what is pulled out while it shows something goes on being shown."""
    with pydrm.open(single.enable().path) as device:
        kms = Kms(device)
        with pytest.raises(LookupError, match=r"has no connector with a display; connectors: Virtual-\d+ \(disconnect"):
            Display(device)
        single.plug("socket", Plug.IN)
        assert status(kms) == ConnectorStatus.CONNECTED  # vkms tells of the plug, and looks only when it is asked to
        with Display(device, mode="640x480") as display:
            display.show(np.zeros((8, 8), "u4"))
            single.plug("socket", Plug.OUT)
            assert status(kms) == ConnectorStatus.DISCONNECTED
            display.show(np.ones((8, 8), "u4"))  # the kernel leaves it to user space to switch off
            assert kms.crtc(display.crtc).mode is not None
        assert kms.crtc(kms.resources().crtcs[0]).mode is None


@conf("C17")
@needs("pyudev")
def test_coming_and_going(single: Configured) -> None:
    """The card's node is there with its device, and gone with it, ten times over; each time somebody is told."""
    with HotplugMonitor(source="kernel") as monitor:
        for _ in range(10):
            path = single.enable().path
            with pydrm.open(path) as device:
                assert device.driver == "vkms"
            single.disable()
            assert not os.path.exists(path)
            with pytest.raises(FileNotFoundError):
                pydrm.open(path)
            events = [(each.action, each.path) for each in monitor.read(timeout_ns=SECOND)]
            assert [each for each in events if each[1] and each[0] != "change"] == [("add", path), ("remove", path)]


@conf("C16", "C17")
def test_taken_away_while_in_use(single: Configured) -> None:
    """Mappings and dma-bufs outlive the device, without SIGBUS; files are closed late, and the next device is well."""
    with pydrm.open(single.enable().path) as device:
        buffer = device.create_dumb(64, 64, Fourcc.XRGB8888)
        pixels = buffer.array
        pixels[:] = 0x123456
        dmabuf = buffer.export()
        single.disable()
        assert not os.path.exists(device.path)
        assert (pixels == 0x123456).all()
        pixels[:] = 0x654321
        check_content(dmabuf, 0x654321)
        buffer.close()
    check_content(dmabuf, 0x654321)
    dmabuf.close()
    with pydrm.open(single.enable().path) as again, again.create_dumb(64, 64, Fourcc.XRGB8888) as other:
        assert (other.array == 0).all()


def check_content(dmabuf: DmaBuf, word: int) -> None:
    """What another driver's eyes see in it."""
    with dmabuf.map() as pages:
        assert (pages.array == word).all()


@conf("C16")
def test_ioctls_of_what_is_gone(single: Configured) -> None:
    """ENODEV from every ioctl on a file whose device has been taken away."""
    with pydrm.open(single.enable().path) as device:
        single.disable()
        calls: list[Any] = [lambda: Kms(device).resources(), lambda: device.create_dumb(8, 8, Fourcc.XRGB8888).close()]
        for call in calls:
            with pytest.raises(OSError, match="No such device") as caught:
                call()
            assert caught.value.errno == errno.ENODEV


@conf("C17")
def test_a_device_that_cannot_be(single: Configured) -> None:
    """Parts of what is there stay as they are (EBUSY); a device without them is none (EINVAL)."""
    single.enable()
    with pytest.raises(OSError, match="Device or resource busy"):
        (single.place / "crtcs" / "late").mkdir()
    single.disable()
    nothing = ROOM / "nothing"
    nothing.mkdir()
    try:
        with pytest.raises(OSError, match="Invalid argument"):
            (nothing / "enabled").write_text("1")
    finally:
        nothing.rmdir()

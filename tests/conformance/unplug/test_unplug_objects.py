"""The same through pydrm's objects: clear errors, no crash, everything can be closed, and monitors are told."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm.kms import Display, Fb, HotplugMonitor, Kms

from ..support import conf, needs
from ..support.processes import Child

if TYPE_CHECKING:
    from .seat import Seat

SECOND = 1_000_000_000
WAYS = pytest.mark.parametrize("way", ["unbind", "unplug"])


@conf("C16")
@WAYS
def test_errors_name_the_call(seat: Seat, way: str) -> None:
    """ENODEV with the ioctl in the note; what was made before is closed without a word."""
    with pydrm.open(seat.card.path) as device:
        buffer = device.create_dumb(64, 64, "XRGB8888")
        fb = Fb.add(device, buffer)
        seat.leave(way)
        for name, call in (
            ("MODE_CREATE_DUMB", lambda: device.create_dumb(64, 64, "XRGB8888")),
            ("MODE_GETRESOURCES", lambda: Kms(device).resources()),
            ("PRIME_HANDLE_TO_FD", buffer.export),
            ("MODE_ADDFB2", lambda: Fb.add(device, buffer)),
            ("GET_CAP", lambda: device.get_cap(pydrm.Cap.DUMB_BUFFER)),
        ):
            with pytest.raises(OSError, match=name) as caught:
                call()
            assert caught.value.errno == errno.ENODEV, name
        fb.close()
        buffer.close()
    assert not fb
    assert not buffer
    assert device.closed


@conf("C16")
@WAYS
def test_memory_of_a_buffer(seat: Seat, way: str) -> None:
    """An array that was there is memory as before; no signal ends the program."""
    with pydrm.open(seat.card.path) as device, device.create_dumb(64, 64, "XRGB8888") as buffer:
        array = buffer.array
        array[:] = 1
        seat.leave(way)

        def use() -> int:
            array[:] = 7
            return int(array.sum())

        with Child(use) as child:
            assert child.result() == 7 * array.size


@conf("C16")
@WAYS
def test_display(seat: Seat, way: str) -> None:
    """A display that shows something goes: showing more is an error, and leaving the block is not."""
    with pydrm.open(seat.card.path) as device, Display(device) as display:
        display.back[:] = 0x00336699
        display.flip()
        seat.leave(way)
        with pytest.raises(OSError, match="MODE_") as caught:
            display.flip()
        assert caught.value.errno == errno.ENODEV


@conf("C16")
@WAYS
def test_gone_devices_are_not_found(seat: Seat, way: str) -> None:
    """`pydrm.devices()` and `pydrm.open(driver=…)` do not know it any more, and know it again when it is back."""
    driver = seat.card.driver
    assert driver in {each.driver for each in pydrm.devices()}
    seat.leave(way)
    assert driver not in {each.driver for each in pydrm.devices()}
    with pytest.raises(OSError, match=driver):
        pydrm.open(driver=driver)
    with pytest.raises(FileNotFoundError):
        pydrm.open(seat.card.path)
    again = seat.come_back(way)
    with pydrm.open(driver=driver) as device:
        assert device.path == again.path


@conf("C16", "C17")
@needs("pyudev", "root")
@WAYS
def test_monitors_are_told(seat: Seat, way: str) -> None:
    """Of each node and connector that goes, and of those that come; a monitor of the device itself lives on."""
    name = os.path.basename(seat.card.path)
    with (
        pydrm.open(seat.card.path) as device,
        HotplugMonitor(device, source="kernel") as own,
        HotplugMonitor(source="kernel") as everything,
    ):
        device.close()
        seat.leave(way)
        gone = {(each.action, os.path.basename(each.sys_path)) for each in everything.read(timeout_ns=5 * SECOND)}
        assert ("remove", name) in gone
        assert {action for action, _ in gone} <= {"remove", "unbind", "change"}
        assert "remove" in {each.action for each in own.read(timeout_ns=SECOND)}
        again = seat.come_back(way)
        come = {(each.action, os.path.basename(each.sys_path)) for each in everything.read(timeout_ns=5 * SECOND)}
        assert ("add", os.path.basename(again.path)) in come

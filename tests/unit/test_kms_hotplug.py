"""Hotplug events: what their words mean, and what is said where pyudev or libudev is missing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pydrm.kms import ConnectorId, HotplugEvent, PropertyId

CARD = {
    "ACTION": "change",
    "DEVPATH": "/devices/pci0000:00/0000:00:02.0/drm/card0",
    "DEVNAME": "/dev/dri/card0",
    "DEVTYPE": "drm_minor",
    "SUBSYSTEM": "drm",
}


def test_something_was_plugged() -> None:
    """Without more words it can be any connector of the device."""
    event = HotplugEvent.from_properties(CARD | {"HOTPLUG": "1"})
    assert (event.action, event.hotplug, event.lease) == ("change", True, False)
    assert event.sys_path == "/sys/devices/pci0000:00/0000:00:02.0/drm/card0"
    assert event.path == "/dev/dri/card0"
    assert (event.connector_id, event.property_id) == (None, None)
    assert event.properties["HOTPLUG"] == "1"


def test_a_connector_and_its_property() -> None:
    """Their ids, each of its kind."""
    event = HotplugEvent.from_properties(CARD | {"HOTPLUG": "1", "CONNECTOR": "91", "PROPERTY": "105"})
    assert (event.connector_id, event.property_id) == (ConnectorId(91), PropertyId(105))
    assert isinstance(event.connector_id, ConnectorId)
    assert isinstance(event.property_id, PropertyId)


def test_a_connector_that_comes_and_goes() -> None:
    """It has no device node; DEVNAME as the kernel writes it is without /dev."""
    place = CARD["DEVPATH"] + "/card0-DP-4"
    event = HotplugEvent.from_properties({"ACTION": "remove", "DEVPATH": place, "DEVTYPE": "drm_connector"})
    assert (event.action, event.sys_path, event.path) == ("remove", f"/sys{place}", None)
    assert not event.hotplug
    assert HotplugEvent.from_properties(CARD | {"DEVNAME": "dri/card0"}).path == "/dev/dri/card0"


@pytest.mark.parametrize("word", ["", "0", "-1", "x", "4294967296"])
def test_ids_that_are_none(word: str) -> None:
    """Not from any kernel: ValueError."""
    with pytest.raises(ValueError):
        HotplugEvent.from_properties(CARD | {"CONNECTOR": word})


def test_events_are_values() -> None:
    """Equal when they say the same, hashable, and independent of what they were made from."""
    words = CARD | {"LEASE": "1"}
    event = HotplugEvent.from_properties(words)
    assert event.lease
    words["LEASE"] = "0"
    assert event.properties["LEASE"] == "1"
    assert event == HotplugEvent.from_properties(CARD | {"LEASE": "1"})
    assert len({event, HotplugEvent.from_properties(CARD | {"LEASE": "1"})}) == 1


def _without(setup: str) -> str:
    script = f"""
import sys
{setup}
from pydrm.kms import HotplugMonitor
import pydrm
try:
    HotplugMonitor()
except pydrm.LibraryNotFound as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_without_pyudev() -> None:
    """What to install."""
    said = _without("sys.modules['pyudev'] = None")
    assert said == "hotplug events need pyudev: pip install 'pydri[udev]', or Debian's package python3-pyudev"


def test_without_libudev() -> None:
    """pyudev is there and finds no library."""
    said = _without("""
import ctypes.util

class Missing(ctypes.CDLL):
    def __init__(self, name, *more, **options):
        raise OSError(f"{name}: cannot open shared object file")

ctypes.util.find_library, ctypes.CDLL = lambda name: None, Missing
""")
    assert said.startswith("pyudev finds no libudev.so.1 (Debian's package libudev1): ")


def test_importing_does_not_need_pyudev() -> None:
    """It is loaded with the first monitor."""
    script = "import pydrm.kms.hotplug, sys; print(*{'pyudev', 'ctypes', 'socket', 'asyncio'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

"""`python -m pydrm`: its words and its JSON, from snapshots; and the command itself, on whatever this machine has."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from pydrm import NodeType
from pydrm.describe import Abilities, Description, NodeAccess
from pydrm.deviceinfo import Bus, DeviceInfo, PciInfo, PlatformInfo, UsbInfo, Version

_BOTH = {NodeType.PRIMARY: "/dev/dri/card0", NodeType.RENDER: "/dev/dri/renderD128"}
_GPU = DeviceInfo(nodes=_BOTH, bus=Bus.PCI, bus_info=PciInfo(0, 3, 0, 1, 0x1002, 0x73BF, 0, 0), driver="amdgpu")
_VERSION = Version(3, 57, 0, name="amdgpu", date="20150101", description="AMD GPU")
_CAN = Abilities(
    prime_import=True,
    prime_export=True,
    syncobj=True,
    syncobj_timeline=True,
    display=True,
    modifiers=True,
    dumb=True,
    master="taken",
)


def _nodes(problem: str | None = None, advice: str | None = None) -> tuple[NodeAccess, ...]:
    return tuple(NodeAccess(kind, path, problem, advice) for kind, path in _BOTH.items())


def test_words_of_a_gpu() -> None:
    """A device that may be opened: driver, place, nodes, what it does, who displays."""
    text = Description(_GPU, _nodes(), _VERSION, _CAN).text()
    assert text.splitlines() == [
        "/dev/dri/card0: amdgpu",
        "  driver   amdgpu 3.57.0, AMD GPU",
        "  bus      PCI 0000:03:00.1, vendor 0x1002, device 0x73bf",
        "  node     /dev/dri/card0 (primary)",
        "  node     /dev/dri/renderD128 (render)",
        "  buffers  exports and imports dma-bufs, makes dumb buffers",
        "  fences   sync objects, binary and timeline",
        "  display  yes, framebuffers with modifiers, another program is its master",
    ]


def test_words_without_permission() -> None:
    """Nodes that may not be opened are shown as such, with what to do, said once."""
    info = DeviceInfo(nodes=_BOTH, bus=Bus.PLATFORM, bus_info=PlatformInfo("soc", ()), driver=None)
    text = Description(info, _nodes("Permission denied", "join the group render"), None, None).text()
    assert text.splitlines() == [
        "/dev/dri/card0: driver unknown, none of its nodes may be opened",
        "  bus      platform soc",
        "  node     /dev/dri/card0 (primary): Permission denied",
        "  node     /dev/dri/renderD128 (render): Permission denied",
        "  to do    join the group render",
    ]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"display": False, "modifiers": False, "master": None}, "  display  none"),
        ({"modifiers": False, "master": None}, "  display  yes, linear framebuffers only"),
        ({"master": "free"}, "  display  yes, framebuffers with modifiers, no program is its master"),
        ({"syncobj_timeline": False}, "  fences   sync objects, binary only"),
        ({"syncobj_timeline": False, "syncobj": False}, "  fences   no sync objects"),
        ({"dumb": None}, "  buffers  exports and imports dma-bufs"),
        ({"dumb": False, "prime_import": False}, "  buffers  exports dma-bufs, no dumb buffers"),
        ({"prime_export": False}, "  buffers  imports dma-bufs, makes dumb buffers"),
        ({"prime_export": False, "prime_import": False}, "  buffers  does not share dma-bufs, makes dumb buffers"),
    ],
)
def test_words_for_each_ability(changes: dict[str, object], line: str) -> None:
    """Every combination has words of its own."""
    fields = {name: getattr(_CAN, name) for name in Abilities.__slots__} | changes
    assert line in Description(_GPU, _nodes(), _VERSION, Abilities(**fields)).text().splitlines()


def test_words_of_other_buses() -> None:
    """USB devices have bus and product; a bus that is not known has a name all the same."""
    usb = DeviceInfo(nodes=_BOTH, bus=Bus.USB, bus_info=UsbInfo(1, 4, 0x17E9, 0x436E), driver="udl")
    assert "  bus      USB 1:4, vendor 0x17e9, product 0x436e" in Description(usb, _nodes(), None, None).text()
    other = DeviceInfo(nodes=_BOTH, bus=Bus.UNKNOWN, bus_info=None, driver="new")
    assert "  bus      unknown" in Description(other, _nodes(), None, None).text()


def test_json_keys() -> None:
    """Programs rely on these keys."""
    plain = json.loads(json.dumps(Description(_GPU, _nodes(), _VERSION, _CAN).to_dict()))
    before = ["path", "driver", "version", "bus", "bus_info", "nodes", "abilities"]
    assert list(plain) == [*before, "kernel", "caps", "client_caps", "kms"]
    assert plain["kernel"]["release"] == os.uname().release
    assert plain["bus"] == "pci"
    assert plain["bus_info"]["vendor_id"] == 0x1002
    assert plain["nodes"]["render"] == {"path": "/dev/dri/renderD128", "accessible": True, "problem": None}
    assert plain["version"]["major"] == 3
    assert plain["abilities"]["master"] == "taken"
    assert set(plain["abilities"]) == set(Abilities.__slots__)
    closed = Description(_GPU, _nodes("Permission denied"), None, None).to_dict()
    assert closed["version"] is closed["abilities"] is closed["kms"] is None
    assert closed["nodes"]["primary"]["accessible"] is False


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "pydrm", *arguments], capture_output=True, text=True, check=False)


def test_the_command() -> None:
    """It ends well with and without devices, and says plainly when there are none."""
    words, data = _run(), _run("--json")
    if "libdrm" in words.stderr:
        pytest.skip("libdrm is not installed here")
    assert (words.returncode, data.returncode) == (0, 0)
    found = json.loads(data.stdout)
    if not os.path.isdir("/dev/dri"):
        assert found == []
        assert words.stdout.startswith("There is no DRM device on this machine")
    for device in found:
        assert device["path"] in words.stdout


def test_bad_usage() -> None:
    """An unknown option is status 2 and one line of help."""
    ended = _run("--no-such-option")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "--no-such-option" in ended.stderr

"""`python -m pydrm --json` says everything that `drm_info -j` says; docs/kms.md says what it has beyond."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from pydrm import Bus, NodeType

from ..support import conf, needs
from .framebuffers import Screen

if TYPE_CHECKING:
    from ..support.nodes import Node

TYPE_BITS = 0x3A | 0xFFC0


def theirs(card: Node) -> dict[str, Any]:
    done = subprocess.run(["drm_info", "-j", card.path], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)[card.path]
    return found


def ours(card: Node, *options: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "pydrm", "--json", *options], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = next(each for each in json.loads(done.stdout) if each["path"] == card.path)
    return found


# -- ours in their words ---------------------------------------------------------------------------------------------


def translate(it: dict[str, Any]) -> dict[str, Any]:
    """Our description of a device in the shape of drm_info's."""
    kms = it["kms"]
    framebuffers = {each["id"]: each for each in kms["framebuffers"]}
    version = it["version"]
    return {
        "driver": {
            "name": version["name"],
            "desc": version["description"],
            "version": {
                "major": version["major"],
                "minor": version["minor"],
                "patch": version["patchlevel"],
                "date": version["date"],
            },
            "kernel": it["kernel"],
            "client_caps": it["client_caps"],
            "caps": it["caps"],
        },
        "device": {
            "available_nodes": sum(1 << NodeType[name.upper()] for name in it["nodes"]),
            "bus_type": int(Bus[it["bus"].upper()]),
            "device_data": _of_bus(_DEVICE_DATA, it),
            "bus_data": _of_bus(_BUS_DATA, it),
        },
        "fb_size": kms["fb_size"],
        "connectors": [_connector(each, framebuffers) for each in kms["connectors"]],
        "encoders": [
            {**each, "type": each["encoder_type"], "crtc_id": each["crtc_id"] or 0} for each in kms["encoders"]
        ],
        "crtcs": [
            {**each, "fb_id": each["fb_id"] or 0, "properties": _properties(each, framebuffers)}
            for each in kms["crtcs"]
        ],
        "planes": [_plane(each, framebuffers) for each in kms["planes"]],
    }


# Their names and ours, by bus. drm_info 2.4 has no bus_data.
_DEVICE_DATA = {
    "pci": {
        "vendor": "vendor_id",
        "device": "device_id",
        "subsystem_vendor": "subvendor_id",
        "subsystem_device": "subdevice_id",
    },
    "usb": {"vendor": "vendor", "product": "product"},
    "platform": {"compatible": "compatible"},
}
_BUS_DATA = {
    "pci": {"domain": "domain", "bus": "bus", "slot": "dev", "function": "func"},
    "usb": {"bus": "bus", "device": "dev"},
    "platform": {"fullname": "fullname"},
}


def _of_bus(names: dict[str, dict[str, str]], it: dict[str, Any]) -> dict[str, Any] | None:
    chosen = names.get(it["bus"])
    return None if chosen is None else {key: it["bus_info"][name] for key, name in chosen.items()}


def _connector(it: dict[str, Any], framebuffers: dict[int, Any]) -> dict[str, Any]:
    return {
        **it,
        "type": it["connector_type"],
        "status": it["connection"],
        "phy_width": it["mm_width"],
        "phy_height": it["mm_height"],
        "subpixel": _SUBPIXEL.index(it["subpixel"]) + 1,  # libdrm counts from 1
        "encoder_id": it["encoder_id"] or 0,
        "properties": _properties(it, framebuffers),
    }


_SUBPIXEL = ["unknown", "horizontal RGB", "horizontal BGR", "vertical RGB", "vertical BGR", "none"]


def _plane(it: dict[str, Any], framebuffers: dict[int, Any]) -> dict[str, Any]:
    return {
        **it,
        **dict.fromkeys(("crtc_x", "crtc_y", "x", "y"), 0),  # fields of drmModePlane that no libdrm ever fills in
        "crtc_id": it["crtc_id"] or 0,
        "fb_id": it["fb_id"] or 0,
        "fb": framebuffers.get(it["fb_id"]),
        "properties": _properties(it, framebuffers),
    }


def _properties(it: dict[str, Any], framebuffers: dict[int, Any]) -> dict[str, Any]:
    return {name: _property(name, each, framebuffers) for name, each in it["properties"].items()}


def _property(name: str, it: dict[str, Any], framebuffers: dict[int, Any]) -> dict[str, Any]:
    data = it["data"]
    if name.startswith("SRC_"):
        data = int(data)
    elif name == "FB_ID":
        data = framebuffers.get(it["raw_value"])
    elif name not in ("IN_FORMATS", "MODE_ID", "WRITEBACK_PIXEL_FORMATS", "PATH"):
        data = None
    value = {"signed range": it["value"], "blob": None}.get(it["type"], it["raw_value"])
    return {**it, "type": it["flags"] & TYPE_BITS, "value": value, "data": data}


def differences(their: Any, mine: Any, path: str = "") -> list[str]:
    """Every place where drm_info says something that the other side lacks or says otherwise."""
    if isinstance(their, dict) and isinstance(mine, dict):
        found = [f"{path}.{key}: only drm_info has it" for key in their if key not in mine and their[key] is not None]
        return found + [
            each for key in their if key in mine for each in differences(their[key], mine[key], f"{path}.{key}")
        ]
    if isinstance(their, list) and isinstance(mine, list) and len(their) == len(mine):
        pairs = enumerate(zip(their, mine, strict=True))
        return [each for place, pair in pairs for each in differences(*pair, f"{path}[{place}]")]
    return [] if their == mine and type(their) is type(mine) else [f"{path}: {their!r}, ours {mine!r}"]


def leaves(it: Any) -> int:
    if isinstance(it, dict):
        return sum(map(leaves, it.values()))
    return sum(map(leaves, it)) if isinstance(it, list) else 1


# -- cases -----------------------------------------------------------------------------------------------------------


@conf("K28", "K11")
@needs("drm_info")
@pytest.mark.parametrize("state", ["as it is", "probed", "shown"])
def test_the_same_as_drm_info(card: Node, state: str) -> None:
    """Of a device as it was found, one whose connectors were probed, and one that shows a picture."""
    if state == "shown":
        with Screen(card.path) as screen:
            their, mine = theirs(card), ours(card)
            assert mine["abilities"]["master"] == "taken"
            assert their["crtcs"][0]["fb_id"] == screen.framebuffer
            assert their["planes"][0]["fb"]["planes"] == [{"offset": 0, "pitch": screen.buffer.pitch}]
    else:
        mine = ours(card, *["--probe"] * (state == "probed"))
        their = theirs(card)
        assert state == "as it is" or len(their["connectors"][0]["modes"]) > 10
    assert differences(their, translate(mine)) == []
    assert leaves(their) > 400


@needs("drm_info")
def test_a_difference_is_found(card: Node) -> None:
    """The comparison notices each kind of difference: a lost field, another value, another length, another type."""
    mine = translate(ours(card))
    changed = copy.deepcopy(mine)
    del changed["planes"][0]["properties"]["type"]["spec"]
    changed["crtcs"][0]["gamma_size"] += 1
    changed["encoders"][0]["type"] = str(changed["encoders"][0]["type"])
    changed["connectors"][0]["encoders"].append(1)
    found = differences(mine, changed)
    assert [each.split(":")[0] for each in found] == [
        ".connectors[0].encoders",
        ".encoders[0].type",
        ".crtcs[0].gamma_size",
        ".planes[0].properties.type.spec",
    ]

"""The one table of capabilities: how each is found out. Evaluated at most once per run, when a case first asks.

A probe answers None when the capability is there, or a short reason why not. Probes look at what the device does,
never at a version.
"""

from __future__ import annotations

import errno
import os
from functools import cache
from typing import TYPE_CHECKING

from . import foreign, known, meminfo, nodes
from .client import Client
from .lane import lane
from .machine import OF_MACHINE, Reason, answered, of_machine

if TYPE_CHECKING:
    from collections.abc import Callable

    from .egl import Platform
    from .nodes import Node


# Of a node.


def _dumb(node: Node) -> Reason:
    with Client(node) as client:
        return answered(client.create(16, 16, 32))


def _dumb_lazy(node: Node) -> Reason:
    # 64 MiB, which is more than anybody else takes or gives back meanwhile.
    with Client(node) as client:
        before = meminfo.free_memory()
        answer = client.create(4096, 4096, 32)
        taken = before - meminfo.free_memory()
        return answered(answer) or ("a buffer has its pages from the beginning" if taken > 32 << 20 else None)


def _dumb_bits(node: Node) -> Reason:
    with Client(node) as client:
        return answered(client.create(101, 3, 7))


def _export(node: Node) -> Reason:
    # Nobody has handle 0, and only a driver that can export looks for it.
    with Client(node) as client:
        answer = client.export(0)
        return None if answer == -errno.ENOENT else answered(answer)


def _import(node: Node) -> Reason:
    # A handle that names nothing is refused by everybody; EBADF means that importing is there at all.
    with Client(node) as client:
        answer = client.import_fd(-1)
        return None if answer == -errno.EBADF else answered(answer)


def _foreign(node: Node) -> Reason:
    # Pages that no DRM driver owns, of whoever hands such out on this machine.
    makers = {"heap": "heap.system", "udmabuf": "udmabuf"}
    maker = next((name for name, capability in makers.items() if of_machine(capability) is None), None)
    if maker is None:
        return "nobody here makes dma-bufs but DRM drivers"
    with Client(node) as client:
        dmabuf = foreign.MAKERS[maker](4096)
        try:
            return answered(client.import_fd(dmabuf))
        finally:
            os.close(dmabuf)


def _flink(node: Node) -> Reason:
    with Client(node) as client:
        answer = client.flink(0xFFFF)
        return None if answer == -errno.ENOENT else answered(answer)


def _cap(capability: int) -> Callable[[Node], Reason]:
    def probe(node: Node) -> Reason:
        with Client(node) as client:
            answer = client.ioctl("GET_CAP", capability=capability)
            return None if answer == 0 and answer.value else "the capability is 0"

    return probe


def _fence(node: Node) -> Reason:
    # The number is a driver's own: to virtio-gpu it is EXECBUFFER, which answers ENOENT, too.
    if node.driver != "vgem":
        return "the ioctl is vgem's own"
    with Client(node) as client:
        answer = client.signal(0)
        return None if answer == -errno.ENOENT else answered(answer)


def _modeset(node: Node) -> Reason:
    with Client(node) as client:
        answer = client.ioctl("SET_CLIENT_CAP", capability=2, value=0)
        return answered(answer)


def _master(node: Node) -> Reason:
    # The first client of a card node becomes master, and AUTH_MAGIC refuses magic 0 with EINVAL; to others with EACCES.
    with Client(node) as client:
        answer = client.ioctl("AUTH_MAGIC", magic=0)
        return None if answer == -errno.EINVAL else "somebody else is DRM master"


def _gbm_bo(code: str) -> Callable[[Node], Reason]:
    # In a process of its own: the case may be about what a first device does.
    source = f"import sys, pygbm\nwith pygbm.Device(sys.argv[1]) as gbm: gbm.create_bo(16, 16, {code!r}).close()"

    def probe(node: Node) -> Reason:
        from . import mesa

        outcome = mesa.program(source, node.path)
        return None if outcome.status == 0 else f"gbm_bo_create of {code} on {node}: {outcome}"

    return probe


def _vblank(node: Node) -> Reason:
    # _DRM_VBLANK_RELATIVE by 0. Of a CRTC that is off it is EINVAL where there are vertical blanks at all.
    with Client(node) as client:
        answer = client.ioctl("WAIT_VBLANK", request__type=1)
        return None if answer >= 0 or answer == -errno.EINVAL else answered(answer)


def _display(what: str) -> Callable[[Node], Reason]:
    def probe(node: Node) -> Reason:
        from . import display

        found: Reason = getattr(display, what)(node)
        return found

    return probe


def _camera(node: Node) -> Reason:
    from pydri.lab import camera

    return camera.why_not(node.driver)


def _unplug(node: Node) -> Reason:
    from ..unplug import seat

    return seat.why_not(node)


def _unplug_busy(node: Node) -> Reason:
    from ..unplug import seat

    return seat.why_not(node, busy=True)


OF_NODE: dict[str, Callable[[Node], Reason]] = {
    "dumb": _dumb,
    "dumb.lazy": _dumb_lazy,
    "dumb.bits": _dumb_bits,
    "prime.export": _export,
    "prime.import": _import,
    "prime.foreign": _foreign,
    "gbm.bo": _gbm_bo("XR24"),
    "gbm.bits": _gbm_bo("R8"),
    "flink": _flink,
    "fence": _fence,
    "modeset": _modeset,
    "fb.checked": _display("checked"),
    "fb.nv12": _display("nv12"),
    "fb.rgb565": _display("rgb565"),
    "fb.argb8888": _display("argb8888"),
    "damage": _display("damage"),
    "vblank": _vblank,
    "planeless": _display("planeless"),
    "gamma": _display("gamma"),
    "windowed": _display("windowed"),
    "cursor": _display("cursor"),
    "connectors": _display("connectors"),
    "writeback": _display("writeback"),
    "crc": _display("crc"),
    "camera": _camera,
    "unplug": _unplug,
    "unplug.busy": _unplug_busy,
    "fb.modifiers": _cap(0x10),
    "master": _master,
    "syncobj": _cap(0x13),
    "syncobj.timeline": _cap(0x14),
    "card": lambda node: None if node.kind == "card" else "not a card node",
    "render": lambda node: None if nodes.node(node.driver, "render") else "the driver has no render node",
}


@cache
def _of_node(node: Node, capability: str) -> Reason:
    return OF_NODE[capability](node)


def of_node(node: Node, capability: str) -> Reason:
    """None when this node has the capability, or why not. Whether we may be master is asked each time: it changes."""
    return _master(node) if capability == "master" else _of_node(node, capability)


@cache
def _egl_extension(name: str, platform: Platform | None) -> Reason:
    from . import egl

    platform = platform or egl.platforms()[0]
    return None if name in egl.extensions(platform) else f"EGL on {platform} has no {name}"


@cache
def _ioctl(name: str) -> Reason:
    return known.why_not(name)


def missing(capability: str, node: Node | None, platform: Platform | None = None) -> tuple[str | None, Reason]:
    """Whose capability a need is (a driver, or None for the machine), and None or why it is unmet.

    An EGL extension (``"egl:EGL_KHR_fence_sync"``) is asked of `platform`, or of the first one; an ioctl that not every
    kernel has (``"ioctl:MODE_CLOSEFB"``) of the kernel.
    """
    if capability.startswith("egl:"):
        return None, _egl_extension(capability.removeprefix("egl:"), platform)
    if capability.startswith("ioctl:"):
        return None, _ioctl(capability.removeprefix("ioctl:"))
    if capability in OF_MACHINE:
        return None, of_machine(capability)
    driver, _, rest = capability.partition(".")
    if capability in OF_NODE:
        if node is None:
            raise LookupError(f"needs({capability!r}) on a case that has no device")
        return node.driver, of_node(node, capability)
    if rest and rest not in OF_NODE:
        raise LookupError(f"no probe for {capability!r}")
    found = nodes.node(driver)
    if found is None:
        if not rest and not lane().promises(driver) and not any(each.driver == driver for each in nodes.nodes()):
            return driver, f"no {driver} device"
        return driver, f"no {driver} device that may be opened"
    return driver, of_node(found, rest) if rest else None

"""The one table of capabilities: how each is found out. Evaluated at most once per run, when a case first asks.

A probe answers None when the capability is there, or a short reason why not. Probes look at what the device does,
never at a version.
"""

from __future__ import annotations

import errno
import importlib
import os
import shutil
from functools import cache
from typing import TYPE_CHECKING

from . import foreign, meminfo, nodes
from .client import Client
from .lane import lane

if TYPE_CHECKING:
    from collections.abc import Callable

    from .egl import Platform
    from .nodes import Node

Reason = str | None


def _answer(code: int) -> Reason:
    return None if code >= 0 else f"{errno.errorcode.get(-code, str(-code))}"


def _readable(path: str) -> Reason:
    return None if os.access(path, os.R_OK) else f"{path} is not there or not readable"


# Of a node.


def _dumb(node: Node) -> Reason:
    with Client(node) as client:
        return _answer(client.create(16, 16, 32))


def _dumb_lazy(node: Node) -> Reason:
    # 64 MiB, which is more than anybody else takes or gives back meanwhile.
    with Client(node) as client:
        before = meminfo.free_memory()
        answer = client.create(4096, 4096, 32)
        taken = before - meminfo.free_memory()
        return _answer(answer) or ("a buffer has its pages from the beginning" if taken > 32 << 20 else None)


def _dumb_bits(node: Node) -> Reason:
    with Client(node) as client:
        return _answer(client.create(101, 3, 7))


def _export(node: Node) -> Reason:
    # Nobody has handle 0, and only a driver that can export looks for it.
    with Client(node) as client:
        answer = client.export(0)
        return None if answer == -errno.ENOENT else _answer(answer)


def _import(node: Node) -> Reason:
    # A handle that names nothing is refused by everybody; EBADF means that importing is there at all.
    with Client(node) as client:
        answer = client.import_fd(-1)
        return None if answer == -errno.EBADF else _answer(answer)


def _foreign(node: Node) -> Reason:
    # Pages that no DRM driver owns, of whoever hands such out on this machine.
    makers = {"heap": "heap.system", "udmabuf": "udmabuf"}
    maker = next((name for name, capability in makers.items() if of_machine(capability) is None), None)
    if maker is None:
        return "nobody here makes dma-bufs but DRM drivers"
    with Client(node) as client:
        dmabuf = foreign.MAKERS[maker](4096)
        try:
            return _answer(client.import_fd(dmabuf))
        finally:
            os.close(dmabuf)


def _flink(node: Node) -> Reason:
    with Client(node) as client:
        answer = client.flink(0xFFFF)
        return None if answer == -errno.ENOENT else _answer(answer)


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
        return None if answer == -errno.ENOENT else _answer(answer)


def _modeset(node: Node) -> Reason:
    with Client(node) as client:
        answer = client.ioctl("SET_CLIENT_CAP", capability=2, value=0)
        return _answer(answer)


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
        return None if answer >= 0 or answer == -errno.EINVAL else _answer(answer)


def _display(what: str) -> Callable[[Node], Reason]:
    def probe(node: Node) -> Reason:
        from . import display

        found: Reason = getattr(display, what)(node)
        return found

    return probe


def _camera(node: Node) -> Reason:
    from pydri.lab import contract
    from pydri.lab.camera import DRIVERS

    if not os.environ.get(contract.HOST):
        return "nobody takes photographs outside of a QEMU machine"
    return None if node.driver in sum(DRIVERS.values(), ()) else "it is no device of QEMU's"


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

# Of the machine.


def _lock_dep() -> Reason:
    return _readable("/proc/lockdep")


def _seconds_cpu() -> Reason:
    return None if (os.cpu_count() or 1) > 1 else "one CPU only"


def _libgbm() -> Reason:
    import pygbm

    return None if hasattr(pygbm.lib, "gbm_create_device") else "libgbm cannot be loaded"


def _libegl() -> Reason:
    import pyegl

    return None if hasattr(pyegl.lib, "eglInitialize") else "libEGL cannot be loaded"


def _platform(name: str, *extensions: str) -> Callable[[], Reason]:
    def probe() -> Reason:
        from . import egl

        if not egl.client_extensions().intersection(extensions):
            return f"no client extension {' or '.join(extensions)}"
        found = [each for each in egl.platforms() if each.name == name]
        return None if found else "no device for it"

    return probe


def _client_name() -> Reason:
    if not nodes.nodes():
        return "no DRM device"
    with Client(nodes.nodes()[0]) as client:
        return _answer(client.ioctl("SET_CLIENT_NAME", name_len=0, name=0))


def _why_not(module: str) -> Callable[[], Reason]:
    def probe() -> Reason:
        reason: Reason = importlib.import_module(module, __package__).why_not()
        return reason

    return probe


def _pyudev() -> Reason:
    try:
        import pyudev

        pyudev.Context()
    except (ImportError, OSError) as error:
        return str(error)
    return None


def _modules() -> Reason:
    from pydri.lab import contract

    return _readable(f"{contract.MODULES}/vgem.ko")


OF_MACHINE: dict[str, Callable[[], Reason]] = {
    "libgbm": _libgbm,
    "libegl": _libegl,
    "egl.surfaceless": _platform("surfaceless", "EGL_MESA_platform_surfaceless"),
    "egl.device": _platform("device", "EGL_EXT_platform_device"),
    "egl.gbm": _platform("gbm", "EGL_KHR_platform_gbm", "EGL_MESA_platform_gbm"),
    "xvfb": _why_not(".xserver"),
    "weston": _why_not(".compositor"),
    "udmabuf": lambda: _readable("/dev/udmabuf"),
    "heap.system": lambda: _readable("/dev/dma_heap/system"),
    "sw_sync": lambda: _readable("/sys/kernel/debug/sync/sw_sync"),
    "client.name": _client_name,
    "configfs.vkms": _why_not("..kms.configured"),
    "debugfs": lambda: _readable("/sys/kernel/debug/dri"),
    "bufinfo": lambda: _readable("/sys/kernel/debug/dma_buf/bufinfo"),
    "kmsg": lambda: _readable("/dev/kmsg"),
    "drm_info": lambda: None if shutil.which("drm_info") else "the program drm_info is not installed",
    "pyudev": _pyudev,
    "root": lambda: None if os.geteuid() == 0 else "not root",
    "smp": _seconds_cpu,
    "lockdep": _lock_dep,
    "modules": _modules,
}


@cache
def of_machine(capability: str) -> Reason:
    """None when this machine has the capability, or why not."""
    return OF_MACHINE[capability]()


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


def missing(capability: str, node: Node | None, platform: Platform | None = None) -> tuple[str | None, Reason]:
    """Whose capability a need is (a driver, or None for the machine), and None or why it is unmet.

    An EGL extension (``"egl:EGL_KHR_fence_sync"``) is asked of `platform`, or of the first one.
    """
    if capability.startswith("egl:"):
        return None, _egl_extension(capability.removeprefix("egl:"), platform)
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

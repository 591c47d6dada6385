"""What a machine has, whatever its devices: how each capability is found out. `probes` is the whole table.

A probe answers None when the capability is there, or a short reason why not.
"""

from __future__ import annotations

import errno
import importlib
import os
import shutil
from functools import cache
from typing import TYPE_CHECKING

from . import known, nodes
from .client import Client

if TYPE_CHECKING:
    from collections.abc import Callable

Reason = str | None


def answered(code: int) -> Reason:
    """The reason that is in an ioctl's answer."""
    return None if code >= 0 else f"{errno.errorcode.get(-code, str(-code))}"


def readable(path: str) -> Reason:
    """Whether there is a file that may be read."""
    return None if os.access(path, os.R_OK) else f"{path} is not there or not readable"


def _lock_dep() -> Reason:
    return readable("/proc/lockdep")


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
        return answered(client.ioctl("SET_CLIENT_NAME", name_len=0, name=0))


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

    return readable(f"{contract.MODULES}/vgem.ko")


OF_MACHINE: dict[str, Callable[[], Reason]] = {
    "libgbm": _libgbm,
    "libegl": _libegl,
    "egl.surfaceless": _platform("surfaceless", "EGL_MESA_platform_surfaceless"),
    "egl.device": _platform("device", "EGL_EXT_platform_device"),
    "egl.gbm": _platform("gbm", "EGL_KHR_platform_gbm", "EGL_MESA_platform_gbm"),
    "xvfb": _why_not(".xserver"),
    "weston": _why_not(".compositor"),
    "udmabuf": lambda: readable("/dev/udmabuf"),
    "heap.system": lambda: readable("/dev/dma_heap/system"),
    "sw_sync": lambda: readable("/sys/kernel/debug/sync/sw_sync"),
    "client.name": _client_name,
    "modeset_ctl.gone": known.modeset_ctl_is_gone,
    "configfs.vkms": _why_not("..kms.configured"),
    "debugfs": lambda: readable("/sys/kernel/debug/dri"),
    "bufinfo": lambda: readable("/sys/kernel/debug/dma_buf/bufinfo"),
    "kmsg": lambda: readable("/dev/kmsg"),
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

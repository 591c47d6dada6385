"""Ioctls that came, and went, between the oldest kernel that the suite runs on (Linux 6.1) and the newest.

A case names what it cannot do without as ``needs("ioctl:MODE_CLOSEFB")``; whether it is there the kernel is asked.
"""

from __future__ import annotations

import ctypes
import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from . import ioctls, nodes
from .client import Client
from .marks import needs
from .raw import NATIVE, number_ioctl, request

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Newer than Linux 6.1: SYNC_IOC_SET_DEADLINE came with 6.4, SYNCOBJ_EVENTFD with 6.6, MODE_CLOSEFB with 6.8.
NEWER = ("MODE_CLOSEFB", "SYNCOBJ_EVENTFD", "SYNC_IOC_SET_DEADLINE")
MODESET_CTL = 0x08


def each(names: Iterable[str]) -> list[Any]:
    """Names of ioctls as parameters of a case, the newer ones with the need that they are known."""
    return [pytest.param(name, marks=needs(f"ioctl:{name}")) if name in NEWER else name for name in names]


def why_not(name: str) -> str | None:
    """Whether the kernel knows an ioctl, empty arguments given: None, or what it answers."""
    if not nodes.nodes():
        return "no DRM device"
    answer = _of_sync_file(name) if name in ioctls.OTHER else _of_device(name)
    unknown = (-errno.ENOTTY,) if name in ioctls.OTHER else (-errno.EINVAL,)
    return f"the kernel does not know it: {errno.errorcode[-answer]}" if answer in unknown else None


def _of_device(name: str) -> int:
    # None of the newer ones says EINVAL to zeros: they find no object of that name, or are nothing for this node.
    with Client(nodes.nodes()[0]) as client:
        return int(client.ioctl(name))


def _of_sync_file(name: str) -> int:
    from . import probes

    maker = next(
        node for node in nodes.nodes() if not probes.of_node(node, "dumb") and not probes.of_node(node, "prime.export")
    )
    with Client(maker) as client:
        dmabuf = client.must_export(client.must_create())
        sync_file = int(NATIVE.ioctl(dmabuf, "DMA_BUF_IOCTL_EXPORT_SYNC_FILE", flags=1, fd=-1).ok().fd)
        try:
            return int(NATIVE.ioctl(sync_file, name))
        finally:
            os.close(sync_file)
            os.close(dmabuf)


def modeset_ctl_is_gone() -> str | None:
    """Whether number 8 is nobody's: it was MODESET_CTL, of user mode setting, until Linux 6.8."""
    if not nodes.nodes():
        return "no DRM device"
    argument = (ctypes.c_ubyte * 8)()
    with Client(nodes.nodes()[0]) as client:
        answer = number_ioctl(client.fd, request(1, "d", MODESET_CTL, 8), ctypes.addressof(argument))
    return None if answer == -errno.EINVAL else f"MODESET_CTL is still there: {answer}"

"""Who may call what: the permission bits of every core ioctl, on render nodes, for the master, for everybody."""

from __future__ import annotations

import ctypes
import errno
from typing import TYPE_CHECKING

import pytest

from pydrm import uapi

from .support import conf, ioctls, known, needs
from .support.force import NOT_APPLICABLE
from .support.processes import drop_sys_admin, in_child
from .support.raw import number_ioctl, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

# From the time of user-space mode setting: (direction, number, size). The kernel keeps the places and does nothing
# there; our bindings leave them out.
LEGACY = {
    "GET_STATS": (2, 0x06, 248),
    "SET_UNIQUE": (1, 0x10, 16),
    "BLOCK": (3, 0x12, 4),
    "UNBLOCK": (3, 0x13, 4),
    "ADD_DRAW": (3, 0x27, 4),
    "RM_DRAW": (3, 0x28, 4),
    "FINISH": (1, 0x2C, 8),
    "UPDATE_DRAW": (1, 0x3F, 24),
}
# What the master's noops answer; GET_STATS and FINISH are for every authenticated client.
LEGACY_OF_MASTER = {
    "SET_UNIQUE": -errno.EINVAL,
    "BLOCK": 0,
    "UNBLOCK": 0,
    "ADD_DRAW": 0,
    "RM_DRAW": 0,
    "UPDATE_DRAW": 0,
}

# Ioctls of mode setting that need nothing of the driver.
WITHOUT_MODESET = ("MODE_CREATE_DUMB", "MODE_MAP_DUMB", "MODE_DESTROY_DUMB", "MODE_ATTACHMODE", "MODE_DETACHMODE")
OF_MODESET = [name for name in ioctls.DRM if name.startswith(("MODE_", "CRTC_")) and name not in WITHOUT_MODESET]
OF_SYNCOBJ = [name for name in ioctls.DRM if name.startswith("SYNCOBJ_")]


def legacy(client: Client, name: str) -> int:
    direction, number, size = LEGACY[name]
    argument = (ctypes.c_ubyte * 256)()
    return number_ioctl(client.fd, request(direction, "d", number, size), ctypes.addressof(argument))


@conf("C9")
def test_the_table_is_complete() -> None:
    """Every core ioctl of the bindings is in this suite's table, so that none escapes the rows below."""
    known = {name.removeprefix("DRM_IOCTL_") for name in dir(uapi) if name.startswith("DRM_IOCTL_")}
    core = {name for name in known if not name.startswith("VIRTGPU_")}
    assert core == set(ioctls.DRM)


@conf("C9")
@pytest.mark.parametrize("name", known.each(ioctls.NOT_ON_RENDER))
def test_refused_on_render_nodes(render: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """A render node refuses whatever is not marked for it, root or not."""
    assert opened(render, raw).ioctl(name) == -errno.EACCES


@conf("C9")
@pytest.mark.parametrize("name", LEGACY)
def test_legacy_refused_on_render_nodes(render: Node, opened: Callable[..., Client], name: str) -> None:
    """The places of old are closed there as well."""
    assert legacy(opened(render), name) == -errno.EACCES


@conf("C9")
@pytest.mark.parametrize("name", ioctls.ON_RENDER)
def test_allowed_on_render_nodes(render: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """What rendering needs is open to everybody there."""

    def anybody() -> int:
        drop_sys_admin()
        return int(opened(render, raw).ioctl(name, **({"fd": -1} if name.startswith("PRIME") else {})))

    assert in_child(anybody) not in (-errno.EACCES, -errno.EPERM)


@conf("C9")
@needs("master")
@pytest.mark.parametrize("name", ioctls.FOR_MASTER)
def test_for_the_master_only(card: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """On a card node a client that is not master is refused, before its arguments are looked at."""
    opened(card, raw)
    assert opened(card, raw).ioctl(name) == -errno.EACCES


@conf("C9")
@needs("master", "root")
@pytest.mark.parametrize("name", LEGACY_OF_MASTER)
def test_legacy_for_the_master_with_rights(card: Node, opened: Callable[..., Client], name: str) -> None:
    """The noops answer root's master, and nobody else."""
    master = opened(card)
    assert legacy(master, name) == LEGACY_OF_MASTER[name]
    assert legacy(opened(card), name) == -errno.EACCES

    def master_without_rights() -> int:
        drop_sys_admin()
        return legacy(master, name)

    assert in_child(master_without_rights) == -errno.EACCES


@conf("C9")
@needs("root")
def test_finish_needs_authentication(card: Node, opened: Callable[..., Client]) -> None:
    """FINISH is a noop for every authenticated client."""
    opened(card)
    assert legacy(opened(card), "FINISH") == 0

    def stranger() -> int:
        drop_sys_admin()
        return legacy(opened(card), "FINISH")

    assert in_child(stranger) == -errno.EACCES


@conf("C9")
@needs("root")
@pytest.mark.parametrize("name", ["GEM_FLINK", "GEM_OPEN"])
def test_names_need_authentication(card: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """GEM names are for authenticated clients; for the others even a name that does not exist is EACCES."""
    opened(card)
    assert opened(card, raw).ioctl(name) == -errno.ENOENT

    def stranger() -> int:
        drop_sys_admin()
        return int(opened(card, raw).ioctl(name))

    assert in_child(stranger) == -errno.EACCES


@conf("C9")
@pytest.mark.parametrize("name", known.each(OF_MODESET))
def test_no_modes_no_mode_setting(vgem_node: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """A driver without modes answers EOPNOTSUPP to its master for everything about them."""
    # GETFB2 alone says EINVAL (drm_framebuffer.c, recorded on Linux 6.12.117).
    expected = -errno.EINVAL if name == "MODE_GETFB2" else -errno.EOPNOTSUPP
    assert opened(vgem_node, raw).ioctl(name) == expected


@conf("C9")
@pytest.mark.parametrize("name", ["MODE_ATTACHMODE", "MODE_DETACHMODE"])
def test_noops_of_mode_setting(card: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """Two of the mode-setting ioctls do nothing, for every driver."""
    assert opened(card, raw).ioctl(name) == 0


@conf("C9")
def test_no_vblank_no_waiting(vgem_node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A driver without vertical blanks answers EOPNOTSUPP."""
    assert opened(vgem_node, raw).ioctl("WAIT_VBLANK") == -errno.EOPNOTSUPP


@conf("C9", "O20")
@pytest.mark.parametrize("name", known.each(OF_SYNCOBJ))
def test_no_syncobj(node: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """A driver without syncobjs answers EOPNOTSUPP, on every node, before its arguments are looked at."""
    client = opened(node, raw)
    if client.ioctl("GET_CAP", capability=uapi.DRM_CAP_SYNCOBJ).ok().value:
        pytest.skip(f"{NOT_APPLICABLE}this driver has syncobjs")
    assert client.ioctl(name) == -errno.EOPNOTSUPP

"""A vkms made through configfs: as many CRTCs, planes and connectors as a case needs (not yet in Linux 6.12)."""

from __future__ import annotations

import contextlib
import os
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ..support.nodes import Node

if TYPE_CHECKING:
    from types import TracebackType

ROOM = Path("/sys/kernel/config/vkms")
_DEVICES = Path("/sys/devices/faux")


class Kind(IntEnum):
    """What a plane is, as the kernel numbers it (enum drm_plane_type)."""

    OVERLAY = 0
    PRIMARY = 1
    CURSOR = 2


class Plug(IntEnum):
    """Whether something is plugged in (enum drm_connector_status)."""

    IN = 1
    OUT = 2
    UNKNOWN = 3


class Configured:
    """A device to be. Its parts are added by name, and name what they may feed; `enable` makes it. Gone with the block.

    Whoever opened the device closes it before the block ends: vkms frees what connectors look at with the directories.
    """

    def __init__(self, name: str = "pydri") -> None:
        self.name = name
        self.place = ROOM / name
        self._undo = contextlib.ExitStack()

    def __enter__(self) -> Configured:
        self._directory(self.place)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._undo.close()

    def _directory(self, place: Path) -> Path:
        place.mkdir()
        self._undo.callback(place.rmdir)
        return place

    def _link(self, place: Path, target: Path) -> None:
        link = place / target.name
        link.symlink_to(target)
        self._undo.callback(link.unlink)

    def crtc(self, name: str, *, writeback: bool = False) -> None:
        """A CRTC, perhaps with a writeback connector of its own."""
        (self._directory(self.place / "crtcs" / name) / "writeback").write_text(str(int(writeback)))

    def plane(self, name: str, kind: Kind, *crtcs: str) -> None:
        """A plane for these CRTCs."""
        place = self._directory(self.place / "planes" / name)
        (place / "type").write_text(str(int(kind)))
        for crtc in crtcs:
            self._link(place / "possible_crtcs", self.place / "crtcs" / crtc)

    def encoder(self, name: str, *crtcs: str) -> None:
        """An encoder for these CRTCs."""
        place = self._directory(self.place / "encoders" / name)
        for crtc in crtcs:
            self._link(place / "possible_crtcs", self.place / "crtcs" / crtc)

    def connector(self, name: str, plug: Plug, *encoders: str) -> None:
        """A connector of these encoders."""
        place = self._directory(self.place / "connectors" / name)
        for encoder in encoders:
            self._link(place / "possible_encoders", self.place / "encoders" / encoder)
        self.plug(name, plug)

    def plug(self, connector: str, plug: Plug) -> None:
        """Plug something in, or out; a device that is there tells of it."""
        (self.place / "connectors" / connector / "status").write_text(str(int(plug)))

    def enable(self) -> Node:
        """Make the device; its card node."""
        (self.place / "enabled").write_text("1")
        self._undo.callback(self.disable)
        (card,) = (_DEVICES / self.name / "drm").glob("card*")
        return Node("vkms", "card", f"/dev/dri/{card.name}")

    def disable(self) -> None:
        """Take the device away, as if it were unplugged."""
        (self.place / "enabled").write_text("0")


def why_not() -> str | None:
    """Why no device can be made so, or None."""
    return None if os.access(ROOM, os.W_OK) else f"{ROOM} is not there or not writable"

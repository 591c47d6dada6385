"""A device on its bus, taken from its driver or off the bus, and put back (sysfs: bind, unbind, remove, rescan)."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pydrm
from pydrm.virtgpu import Param, VirtGpu

from ..support.lane import lane
from ..support.nodes import Node, driver_name

if TYPE_CHECKING:
    from types import TracebackType

_PCI = Path("/sys/bus/pci")
_PATIENCE_S = 20.0


def slot_of(path: str) -> Path | None:
    """The PCI device that a DRM node belongs to, or None."""
    number = os.stat(path).st_rdev
    place = Path(f"/sys/dev/char/{os.major(number)}:{os.minor(number)}/device").resolve()
    for each in (place, *place.parents):
        if (each / "subsystem").resolve() == _PCI:
            return each
    return None


def why_not(card: Node, *, busy: bool = False) -> str | None:
    """None, or why a device cannot be taken away here; `busy`: while somebody uses it."""
    if lane().name in ("host", "gpu") or not os.environ.get("PYDRI_LAB"):
        return "only a lab machine's devices are taken away"
    if slot_of(card.path) is None:
        return "the device is not on the PCI bus"
    if busy and card.driver == "virtio_gpu":
        with pydrm.open(card.path) as device:
            if VirtGpu(device).getparam(Param.FEATURES_3D) == 1:
                return "QEMU 7.2 dies when a card with 3D goes that is in use"
    return None


class Seat:
    """The place of a card's device on the PCI bus. On leaving, the device is back, and its nodes have their names.

    What is there is a virtio device inside of a PCI function, or the function itself: `unbind` and `bind` are about
    that which the DRM driver drives, `unplug` and `rescan` about the function.
    """

    def __init__(self, card: Node) -> None:
        self.card = card
        slot = slot_of(card.path)
        assert slot is not None, f"{card} is not on the PCI bus"
        self.slot = slot
        self.driver = (self._bound() / "driver").resolve()

    def _bound(self) -> Path:
        return next(self.slot.glob("virtio[0-9]*"), self.slot)

    def unbind(self) -> None:
        """Take the device away from its driver."""
        (self.driver / "unbind").write_text(self._bound().name)

    def bind(self) -> None:
        """Give it back."""
        (self.driver / "bind").write_text(self._bound().name)

    def unplug(self) -> None:
        """Take the PCI function off the bus."""
        (self.slot / "remove").write_text("1")

    def rescan(self) -> None:
        """Look for what is on the bus."""
        (_PCI / "rescan").write_text("1")

    def leave(self, way: str) -> None:
        """`unbind` or `unplug`."""
        {"unbind": self.unbind, "unplug": self.unplug}[way]()

    def come_back(self, way: str) -> Node:
        """What undoes `leave`; the new card."""
        {"unbind": self.bind, "unplug": self.rescan}[way]()
        return self.current()

    def names(self) -> list[str]:
        """Names of the device's nodes in sysfs now; none while it has no driver."""
        return sorted(each.name for each in self.slot.glob("**/drm/*") if each.name.startswith(("card", "renderD")))

    def current(self) -> Node:
        """The device's card as it is called now; waits for it."""
        until = time.monotonic() + _PATIENCE_S
        while True:
            for name in self.names():
                if name.startswith("card") and os.path.exists(f"/dev/dri/{name}"):
                    return Node(self.card.driver, "card", f"/dev/dri/{name}")
            assert time.monotonic() < until, f"{self.card.driver} has not come back"
            time.sleep(0.01)

    def __enter__(self) -> Seat:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.slot.exists():
            self.rescan()
        if not self.names():
            self.bind()
        if self.current().path != self.card.path:
            # Its old names were taken while an old file was open. They are free now.
            self.unbind()
            self.bind()
        assert self.current() == self.card
        with open(self.card.path, "r+b", buffering=0) as file:
            assert driver_name(file.fileno()) == self.card.driver

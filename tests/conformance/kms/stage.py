"""A stage for atomic commits: a master with a connector, a CRTC, planes, a mode and framebuffers, and the raw ioctl."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pydrm
from pydrm import Fourcc
from pydrm.kms import AtomicRequest, Connector, ConnectorType, CrtcId, Fb, Kms, Mode, ObjectId, PlaneId

from ..support.client import Client

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from ..support.nodes import Node
    from ..support.raw import Raw, Reply

    Values = Sequence[tuple[ObjectId, str | int, int]]

TEST_ONLY, NONBLOCK, ALLOW_MODESET = 0x100, 0x200, 0x400
EVENT, ASYNC = 0x1, 0x2
PLACES = ("CRTC_X", "CRTC_Y", "CRTC_W", "CRTC_H", "SRC_X", "SRC_Y", "SRC_W", "SRC_H")


class Stage:
    """Everything dark on entering, and dark again on leaving."""

    def __init__(self, card: Node, raw: Raw) -> None:
        self.client = Client(card, raw)
        self.device = pydrm.Device.from_fd(self.client.fd, dup=True)
        for cap in (pydrm.ClientCap.UNIVERSAL_PLANES, pydrm.ClientCap.ATOMIC, pydrm.ClientCap.WRITEBACK_CONNECTORS):
            self.device.set_client_cap(cap)
        self.kms = Kms(self.device)
        self.buffers: list[Any] = []

    def __enter__(self) -> Stage:
        resources = self.kms.resources()
        self.connectors = [self.kms.connector(each, probe=True) for each in resources.connectors]
        self.connector: Connector = next(
            each for each in self.connectors if each.modes and each.type != ConnectorType.WRITEBACK
        )
        self.crtc: CrtcId = resources.crtcs[0]
        self.planes = self.kms.planes()
        self.primary: PlaneId = next(each for each in self.planes if self.value(each, "type") == "Primary")
        # The smallest one: vkms composes its frames on the CPU.
        self.mode: Mode = min(self.connector.modes, key=lambda each: (each.hdisplay * each.vdisplay, -each.vrefresh))
        self.darken()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.darken()
        finally:
            for each in reversed(self.buffers):
                each.close()
            self.device.close()
            self.client.close()

    # -- the state ---------------------------------------------------------------------------------------------------

    def value(self, thing: ObjectId | Connector, name: str) -> Any:
        return self.kms.properties(thing, blobs=False).value(name)

    def state(self) -> dict[ObjectId, dict[str, int]]:
        """Every property of every object, as the kernel tells it."""
        things: list[ObjectId] = [*(each.id for each in self.connectors), self.crtc, *self.planes]
        return {
            each: {name: found.raw for name, found in self.kms.properties(each, blobs=False).items()} for each in things
        }

    def darken(self) -> None:
        """Everything off, and the properties that cases change as they were."""
        request = AtomicRequest(self.kms)
        for connector in self.connectors:
            request.set(connector, CRTC_ID=None)
        for crtc in self.kms.resources().crtcs:
            request.set(crtc, MODE_ID=None, ACTIVE=False)
            self._unset(request, crtc, GAMMA_LUT=None, DEGAMMA_LUT=None, CTM=None)
        for plane in self.planes:
            request.set(plane, FB_ID=None, CRTC_ID=None, **dict.fromkeys(PLACES, 0))
            self._unset(request, plane, rotation="rotate-0")
        request.commit(allow_modeset=True)

    def _unset(self, request: AtomicRequest, thing: ObjectId, **values: Any) -> None:
        # A driver keeps them for whoever comes next: a plane that was left turned takes no picture as it is.
        there = self.kms.properties(thing, blobs=False)
        request.set(thing, {name: value for name, value in values.items() if name in there})

    def fb(
        self, width: int | None = None, height: int | None = None, format: Fourcc = Fourcc.XRGB8888, fill: int = 0
    ) -> Fb:
        """A framebuffer of the mode's size, or another; it lives as long as the stage."""
        size = (width or self.mode.hdisplay, height or self.mode.vdisplay)
        with self.device.create_dumb(*size, format) as buffer:
            if fill:
                buffer.array[:] = fill
            fb = Fb.add(self.device, buffer)
        self.buffers.append(fb)
        return fb

    # -- requests ----------------------------------------------------------------------------------------------------

    def plane(self, fb: Fb | None, **changed: Any) -> dict[str, Any]:
        """What shows a framebuffer on the whole CRTC, or nothing."""
        if fb is None:
            return {"FB_ID": None, "CRTC_ID": None}
        place = {"CRTC_X": 0, "CRTC_Y": 0, "CRTC_W": fb.width, "CRTC_H": fb.height}
        source = {"SRC_X": 0, "SRC_Y": 0, "SRC_W": fb.width, "SRC_H": fb.height}
        return {"FB_ID": fb, "CRTC_ID": self.crtc, **place, **source, **changed}

    def request(self, fb: Fb) -> AtomicRequest:
        """A mode set that shows a framebuffer."""
        request = AtomicRequest(self.kms)
        request.set(self.connector, CRTC_ID=self.crtc)
        request.set(self.crtc, MODE_ID=self.mode, ACTIVE=True)
        request.set(self.primary, self.plane(fb))
        return request

    def light(self) -> Fb:
        """Show a framebuffer; which one."""
        fb = self.fb()
        self.request(fb).commit(allow_modeset=True)
        return fb

    # -- raw ---------------------------------------------------------------------------------------------------------

    def picture(self, fb: Fb) -> list[tuple[ObjectId, str | int, int]]:
        """What `atomic` is given to show a framebuffer on the whole CRTC by the primary plane."""
        numbers = self.plane(fb) | {"FB_ID": int(fb.id), "CRTC_ID": int(self.crtc)}
        return [
            (self.primary, name, value << 16 if name.startswith("SRC_") else value) for name, value in numbers.items()
        ]

    def number(self, thing: ObjectId | Connector, name: str) -> int:
        """The id of a property."""
        return int(self.kms.property_of(thing, name).id)

    def atomic(self, values: Values, flags: int = 0, **fields: Any) -> Reply:
        """MODE_ATOMIC of (object, property's name or id, value), and further fields of the struct."""
        things = list(dict.fromkeys(thing for thing, _, _ in values))
        grouped = [[(name, raw) for owner, name, raw in values if owner == thing] for thing in things]
        objects = (ctypes.c_uint32 * len(things))(*things)
        counts = (ctypes.c_uint32 * len(things))(*map(len, grouped))
        names = [
            name if isinstance(name, int) else self.number(thing, name)
            for thing, group in zip(things, grouped, strict=True)
            for name, _ in group
        ]
        properties = (ctypes.c_uint32 * len(names))(*names)
        raws = (ctypes.c_uint64 * len(names))(*(raw for group in grouped for _, raw in group))
        arrays: dict[str, Any] = {"objs_ptr": objects, "count_props_ptr": counts}
        arrays |= {"props_ptr": properties, "prop_values_ptr": raws}
        if not values:  # an array without elements has no address to take
            arrays = {}
        return self.client.ioctl("MODE_ATOMIC", flags=flags, count_objs=len(things), **(arrays | fields))

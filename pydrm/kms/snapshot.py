"""A whole device's mode setting at one moment, and the same as plain values."""

from __future__ import annotations

import errno

from .._record import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TypeVar

    from .ids import FramebufferId, ObjectId
    from .objects import Connector, Crtc, Encoder, Framebuffer, Plane, Resources
    from .properties import Properties
    from .reader import Kms

    _A = TypeVar("_A")
    _B = TypeVar("_B")

__all__ = ["Snapshot", "take"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All mode-setting objects of a device, as far as its file's client capabilities show them."""

    resources: Resources
    connectors: tuple[Connector, ...]
    encoders: tuple[Encoder, ...]
    crtcs: tuple[Crtc, ...]
    planes: tuple[Plane, ...]
    framebuffers: tuple[Framebuffer, ...]
    """Those that planes and CRTCs show, and those that this file made."""
    properties: dict[ObjectId, Properties]
    """By object: of each connector, CRTC and plane."""

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values, for JSON. Numbers have the names of the kernel's structs."""
        sizes = ("min_width", "max_width", "min_height", "max_height")
        return {
            "fb_size": {name: getattr(self.resources, name) for name in sizes},
            "connectors": [self._with_properties(each) for each in self.connectors],
            "encoders": [each.to_dict() for each in self.encoders],
            "crtcs": [self._with_properties(each) for each in self.crtcs],
            "planes": [self._with_properties(each) for each in self.planes],
            "framebuffers": [each.to_dict() for each in self.framebuffers],
        }

    def _with_properties(self, thing: Connector | Crtc | Plane) -> dict[str, Any]:
        found = self.properties[thing.id]
        return {**thing.to_dict(), "properties": {name: each.to_dict() for name, each in found.items()}}


def take(kms: Kms, *, probe: bool) -> Snapshot:
    """See :meth:`Kms.snapshot`."""
    resources = kms.resources()
    connectors = tuple(_each(resources.connectors, lambda number: kms.connector(number, probe=probe)))
    encoders = tuple(_each(resources.encoders, kms.encoder))
    crtcs = tuple(_each(resources.crtcs, kms.crtc))
    planes = tuple(_each(kms.planes(), kms.plane))
    shown = dict.fromkeys(resources.framebuffers)
    for fb in (*(each.fb_id for each in planes), *(each.fb_id for each in crtcs)):
        if fb is not None:
            shown[fb] = None
    properties: dict[ObjectId, Properties] = {}
    numbers: tuple[ObjectId, ...] = (
        *(each.id for each in connectors),
        *(each.id for each in crtcs),
        *(each.id for each in planes),
    )
    for number in numbers:
        for found in _each([number], kms.properties):
            properties[number] = found
    return Snapshot(
        resources,
        tuple(each for each in connectors if each.id in properties),
        encoders,
        tuple(each for each in crtcs if each.id in properties),
        tuple(each for each in planes if each.id in properties),
        tuple(_framebuffers(kms, shown)),
        properties,
    )


def _each(ids: Iterable[_A], read: Callable[[_A], _B]) -> Iterator[_B]:
    # What can be read; an object that is gone by now (an MST connector, say) is none of the device's.
    for number in ids:
        try:
            yield read(number)
        except FileNotFoundError:
            continue


def _framebuffers(kms: Kms, ids: Iterable[FramebufferId]) -> Iterator[Framebuffer]:
    for number in ids:
        try:
            yield from _each([number], kms.framebuffer)
        except OSError as error:
            if error.errno != errno.ENODEV:  # the driver keeps to itself what is in it
                raise

"""Ids of mode-setting objects, each kind a type of its own: a plane's id cannot stand where a CRTC's is asked for.

All objects of a device draw their numbers from one well, and 0 is none of them: where the kernel says 0, pydrm says
None. The kernel gives a number to another object once its first one is gone (a DisplayPort MST connector that was
unplugged), so ids mean something only as long as nothing was plugged or unplugged.
"""

from __future__ import annotations

from enum import IntEnum

from .._native import lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Protocol, Self, TypeVar

    _Id = TypeVar("_Id", bound="ObjectId", covariant=True)

    class HasId(Protocol[_Id]):
        """A snapshot of an object."""

        @property
        def id(self) -> _Id: ...


__all__ = [
    "BlobId",
    "ColoropId",
    "ConnectorId",
    "CrtcId",
    "EncoderId",
    "FramebufferId",
    "ObjectId",
    "ObjectType",
    "PlaneId",
    "PropertyId",
    "id_of",
    "object_id",
    "optional",
]


class ObjectType(IntEnum):
    """The kernel's number for a kind of object, ``DRM_MODE_OBJECT_…``."""

    ANY = lib.DRM_MODE_OBJECT_ANY
    CRTC = lib.DRM_MODE_OBJECT_CRTC
    CONNECTOR = lib.DRM_MODE_OBJECT_CONNECTOR
    ENCODER = lib.DRM_MODE_OBJECT_ENCODER
    MODE = lib.DRM_MODE_OBJECT_MODE
    PROPERTY = lib.DRM_MODE_OBJECT_PROPERTY
    FB = lib.DRM_MODE_OBJECT_FB
    BLOB = lib.DRM_MODE_OBJECT_BLOB
    PLANE = lib.DRM_MODE_OBJECT_PLANE
    COLOROP = lib.DRM_MODE_OBJECT_COLOROP
    """A step of a plane's colour pipeline (Linux 6.19)."""


class ObjectId(int):
    """The id of an object of a kind that this version does not know; the base of all the others.

    Raises:
        TypeError: the id of another kind.
        ValueError: 0, or a number that does not fit in 32 bits.
    """

    __slots__ = ()
    type: ClassVar[ObjectType] = ObjectType.ANY

    def __new__(cls, value: int) -> Self:
        if isinstance(value, ObjectId) and not isinstance(value, cls) and type(value) is not ObjectId:
            raise TypeError(f"{value!r} is no {cls.__name__}")
        if not 0 < value <= 0xFFFFFFFF:
            raise ValueError(f"{cls.__name__}: an object's id is a positive 32-bit number, not {int(value)}")
        return super().__new__(cls, value)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({int(self)})"

    def __str__(self) -> str:
        return int.__repr__(self)


class ConnectorId(ObjectId):
    """The id of a connector."""

    __slots__ = ()
    type = ObjectType.CONNECTOR


class EncoderId(ObjectId):
    """The id of an encoder."""

    __slots__ = ()
    type = ObjectType.ENCODER


class CrtcId(ObjectId):
    """The id of a CRTC."""

    __slots__ = ()
    type = ObjectType.CRTC


class PlaneId(ObjectId):
    """The id of a plane."""

    __slots__ = ()
    type = ObjectType.PLANE


class FramebufferId(ObjectId):
    """The id of a framebuffer."""

    __slots__ = ()
    type = ObjectType.FB


class PropertyId(ObjectId):
    """The id of a property: of its definition, which all objects that have the property share."""

    __slots__ = ()
    type = ObjectType.PROPERTY


class BlobId(ObjectId):
    """The id of a property blob."""

    __slots__ = ()
    type = ObjectType.BLOB


class ColoropId(ObjectId):
    """The id of a step of a colour pipeline (Linux 6.19)."""

    __slots__ = ()
    type = ObjectType.COLOROP


_KINDS: dict[int, type[ObjectId]] = {
    kind.type: kind for kind in (ConnectorId, EncoderId, CrtcId, PlaneId, FramebufferId, PropertyId, BlobId, ColoropId)
}


def object_id(kind: int, value: int) -> ObjectId | None:
    """The id, of the class that goes with the kernel's number for its kind; None for 0."""
    return _KINDS.get(kind, ObjectId)(value) if value else None


if TYPE_CHECKING:
    _Kind = TypeVar("_Kind", bound=ObjectId)


def optional(kind: type[_Kind], value: int) -> _Kind | None:
    """The id that the kernel wrote, None for 0."""
    return kind(value) if value else None


def id_of(kind: type[_Kind], thing: _Kind | HasId[_Kind], /) -> _Kind:
    """The id that an argument is, or has.

    Raises:
        TypeError: it is of another kind, or a bare number, which could be anything.
    """
    found = thing if isinstance(thing, int) else getattr(thing, "id", thing)
    if not isinstance(found, kind):
        hint = f"; {kind.__name__}({found}) says that it is one" if type(found) is int else ""
        raise TypeError(f"{thing!r} is no {kind.__name__}{hint}")
    return found

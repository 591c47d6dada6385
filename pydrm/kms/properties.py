"""Properties of mode-setting objects: their definitions, and their values at one moment, decoded."""

from __future__ import annotations

from collections.abc import Mapping
from struct import iter_unpack

from .._native import ffi, lib
from .._record import dataclass
from .blobs import decode_blob, plain
from .ids import BlobId, ObjectType, PropertyId, object_id
from .query import query
from .values import PropertyFlag, PropertyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeAlias

    from .ids import ObjectId

    Value: TypeAlias = int | str | tuple[str, ...] | ObjectId | None

__all__ = ["Properties", "Property", "PropertyValue", "read_property"]

_TYPE_BITS = lib.DRM_MODE_PROP_LEGACY_TYPE | lib.DRM_MODE_PROP_EXTENDED_TYPE
_LISTS = (
    ("count_values", 8, (("values_ptr", "uint64_t"),)),
    ("count_enum_blobs", 16, (("enum_blob_ptr", "struct drm_mode_property_enum"),)),
)


@dataclass(frozen=True, slots=True)
class Property:
    """The definition of a property, which all objects that have it share (``DRM_IOCTL_MODE_GETPROPERTY``)."""

    id: PropertyId
    name: str
    flags: PropertyFlag
    type: PropertyType
    values: tuple[int, ...]
    """Of a range the minimum and the maximum, of an object property the kind of object; else what the kernel says."""
    enums: tuple[tuple[str, int], ...]
    """Name and number of what an enum or a bitmask may be; a bitmask's numbers are bit positions."""

    @property
    def immutable(self) -> bool:
        """Whether user space cannot set it."""
        return bool(self.flags & PropertyFlag.IMMUTABLE)

    @property
    def atomic(self) -> bool:
        """Whether only atomic clients see it."""
        return bool(self.flags & PropertyFlag.ATOMIC)

    @property
    def range(self) -> tuple[int, int] | None:
        """The least and the greatest value; None for what is no range."""
        if self.type not in (PropertyType.RANGE, PropertyType.SIGNED_RANGE) or len(self.values) != 2:
            return None
        if self.type == PropertyType.SIGNED_RANGE:
            return _signed(self.values[0]), _signed(self.values[1])
        return self.values[0], self.values[1]

    @property
    def object_type(self) -> ObjectType | None:
        """The kind of object that an object property names; None for other properties."""
        if self.type != PropertyType.OBJECT or not self.values:
            return None
        return ObjectType(self.values[0]) if self.values[0] in ObjectType._value2member_map_ else ObjectType.ANY

    def decode(self, raw: int) -> Value:
        """What a value means: a number, an enum's name, a bitmask's names, a typed id, or None for no object.

        What the definition does not name stays a number (of a bitmask: ``"bit 7"``).
        """
        kind = self.type
        if kind == PropertyType.SIGNED_RANGE:
            return _signed(raw)
        if kind == PropertyType.ENUM:
            return next((name for name, number in self.enums if number == raw), raw)
        if kind == PropertyType.BITMASK:
            names = {number: name for name, number in self.enums}
            return tuple(names.get(bit, f"bit {bit}") for bit in range(64) if raw >> bit & 1)
        if kind == PropertyType.OBJECT:
            return object_id(self.values[0] if self.values else 0, raw)
        if kind == PropertyType.BLOB:
            return BlobId(raw) if raw else None
        return raw

    def to_dict(self) -> dict[str, Any]:
        """The definition as plain values, for JSON; ``spec`` says what values there may be."""
        limits = self.range
        spec: Any = None
        if limits is not None:
            spec = {"min": limits[0], "max": limits[1]}
        elif self.type in (PropertyType.ENUM, PropertyType.BITMASK):
            spec = [{"name": name, "value": number} for name, number in self.enums]
        elif self.type == PropertyType.OBJECT and self.values:
            spec = self.values[0]
        return {
            "id": int(self.id),
            "flags": int(self.flags) | int(self.type),
            "type": self.type.label,
            "atomic": self.atomic,
            "immutable": self.immutable,
            "spec": spec,
        }


def _signed(raw: int) -> int:
    return raw - (1 << 64) if raw >> 63 else raw


@dataclass(frozen=True, slots=True)
class PropertyValue:
    """The value of one property of one object, at one moment."""

    definition: Property
    raw: int
    """As the kernel keeps it, 64 bits."""
    blob: bytes | None = None
    """The contents of the blob; None where there is none, or when it was not read."""

    @property
    def value(self) -> Value:
        """What it means; see :meth:`Property.decode`."""
        return self.definition.decode(self.raw)

    @property
    def data(self) -> Any:
        """What is behind the value.

        Of a blob its contents, by the property's name (a Mode, an Edid, InFormats, …), of SRC_X and its like pixels as
        a float. None for everything else, and for a blob whose bytes make no sense.
        """
        if self.blob is not None:
            try:
                return decode_blob(self.definition.name, self.blob)
            except ValueError:
                return None
        if self.definition.type == PropertyType.RANGE and self.definition.name.startswith("SRC_"):
            return self.raw / 65536
        return None

    def to_dict(self) -> dict[str, Any]:
        """Definition and value as plain values, for JSON; ``blob`` is in hexadecimal."""
        value = self.value
        return {
            **self.definition.to_dict(),
            "raw_value": self.raw,
            "value": list(value) if isinstance(value, tuple) else plain(value),
            "data": plain(self.data),
            "blob": None if self.blob is None else self.blob.hex(),
        }


class Properties(Mapping[str, PropertyValue]):
    """The properties of one object at one moment, by name. Reading costs no system call."""

    __slots__ = ("_values",)

    def __init__(self, values: tuple[PropertyValue, ...]) -> None:
        self._values = {each.definition.name: each for each in values}

    def __getitem__(self, name: str) -> PropertyValue:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def value(self, name: str) -> Value:
        """The value of a property, decoded; None when the object has no such property, or when that names no object."""
        found = self._values.get(name)
        return None if found is None else found.value

    def __repr__(self) -> str:
        return f"Properties({', '.join(f'{name}={each.value!r}' for name, each in self._values.items())})"


def read_property(fd: int, number: int) -> Property:
    """The definition of a property of the device behind a borrowed descriptor.

    Raises:
        FileNotFoundError: it has no such property.
    """
    arg = ffi.new("struct drm_mode_get_property *")
    arg.prop_id = number
    values, entries = query(fd, lib.DRM_IOCTL_MODE_GETPROPERTY, arg, _LISTS, prop_id=number)
    kind = PropertyType(arg.flags & _TYPE_BITS)
    enums: tuple[tuple[str, int], ...] = ()
    if kind in (PropertyType.ENUM, PropertyType.BITMASK):  # for the others the kernel leaves the count as it was
        enums = tuple((_text(name), value) for value, name in iter_unpack("=Q32s", entries))
    flags = PropertyFlag(arg.flags & ~_TYPE_BITS)
    return Property(PropertyId(number), _text(bytes(ffi.buffer(arg.name))), flags, kind, tuple(values), enums)


def _text(raw: bytes) -> str:
    return raw.split(b"\0")[0].decode("utf-8", "replace")

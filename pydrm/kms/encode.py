"""Values of properties as the kernel takes them, checked against the property's definition before it does."""

from __future__ import annotations

import os
from math import isfinite
from operator import index

from .._fd import fd_of
from ..resource import DeviceResource
from .blobs import encode_blob
from .ids import _KINDS, ObjectId, id_of
from .values import PropertyFlag, PropertyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..device import Device
    from .properties import Property

__all__ = ["FENCE_POINTERS", "Setting", "encode", "name_of", "same_device"]

#: Properties that take an address to which the kernel writes; see AtomicRequest.want_out_fence.
FENCE_POINTERS = ("OUT_FENCE_PTR", "WRITEBACK_OUT_FENCE_PTR")
_PIXELS = ("SRC_X", "SRC_Y", "SRC_W", "SRC_H")
_WORD = (1 << 64) - 1
_UNSIGNED = PropertyType.RANGE
_IMMUTABLE = int(PropertyFlag.IMMUTABLE)


class Setting:
    """One property with the value that a request gives it. Never changed, so requests may share it."""

    __slots__ = ("ask", "contents", "definition", "late", "raw", "value")

    def __init__(
        self,
        definition: Property,
        value: Any,
        raw: int = 0,
        *,
        ask: Callable[[], int] | None = None,
        contents: bytes | None = None,
    ) -> None:
        self.definition = definition
        self.value = value
        """As the caller gave it; keeps alive what it names."""
        self.raw = raw
        """As the kernel takes it, 64 bits, where that is settled beforehand."""
        self.ask = ask
        """Tells the number when it is needed: of what may be closed by then, which raises."""
        self.contents = contents
        """Of the blob that has to be made."""
        self.late = ask is not None or contents is not None or definition.name in FENCE_POINTERS
        """Whether the number is known only when the ioctl is made."""

    def __str__(self) -> str:
        return f"{self.definition.name}={self._words()}"

    def _words(self) -> str:
        name, value = self.definition.name, self.value
        if name in FENCE_POINTERS:
            return "wanted"
        if value is None:
            return "none"
        if self.contents is not None:
            return str(value) if hasattr(value, "modeline") else f"{len(self.contents)} bytes"
        if self.ask is not None:
            return repr(value) if not hasattr(value, "id") or not value else str(value.id)
        if name in _PIXELS:
            return f"{self.raw / 65536:.10g}"
        decoded = self.definition.decode(self.raw)
        return " + ".join(decoded) or "none" if isinstance(decoded, tuple) else str(decoded)


def name_of(number: ObjectId) -> str:
    """An object in words: ``plane 32``, ``CRTC 38``."""
    kind = number.type.name
    return f"{'object' if kind == 'ANY' else kind if kind == 'CRTC' else kind.lower()} {number}"


def encode(device: Device, number: ObjectId, definition: Property, value: Any) -> Setting:
    """The setting of a property of the object ``number`` to a value.

    Raises:
        TypeError: a value of the wrong kind.
        ValueError: one that the definition excludes, or a property that cannot be set.
    """
    if int(definition.flags) & _IMMUTABLE:  # flags that stay an IntFlag are combined in Python, not in C
        raise ValueError(f"{name_of(number)}: {definition.name} is immutable")
    if definition.name in FENCE_POINTERS:
        raise ValueError(f"{name_of(number)}: {definition.name} is an address: want_out_fence() sets it")
    try:
        return _ENCODERS.get(definition.type, _number)(device, definition, value)
    except (TypeError, ValueError) as error:
        if type(error) not in (TypeError, ValueError):
            raise  # closed, or of another process
        colon = "" if str(error).startswith("takes ") else ":"
        raise type(error)(f"{name_of(number)}: {definition.name}{colon} {error}") from None


def _range(device: Device, definition: Property, value: Any) -> Setting:
    if definition.name in _PIXELS:
        return _pixels(definition, value)
    if definition.name == "IN_FENCE_FD":
        return _fence(definition, value)
    number = value if type(value) is int else _whole(value, definition)
    limits = _limits(definition)
    if not limits[0] <= number <= limits[1]:
        raise ValueError(f"takes {limits[0]} to {limits[1]}, not {number}")
    return Setting(definition, value, number & _WORD)


def _limits(definition: Property) -> tuple[int, int]:
    if definition.type == _UNSIGNED and len(definition.values) == 2:  # the usual kind, the quick way
        return definition.values[0], definition.values[1]
    return definition.range or (0, _WORD)


def _whole(value: Any, definition: Property) -> int:
    if isinstance(value, bool) and definition.range != (0, 1):
        raise TypeError(f"takes a number, not {value}")
    if isinstance(value, ObjectId):
        raise TypeError(f"takes a number, not the id {value!r}")
    try:
        return index(value)
    except TypeError:
        raise TypeError(f"takes a whole number, not {value!r}") from None


def _pixels(definition: Property, value: Any) -> Setting:
    # 16.16 fixed point, to the nearest 1/65536 of a pixel.
    if type(value) not in (int, float) and (
        isinstance(value, (bool, str, ObjectId)) or not hasattr(value, "__float__")
    ):
        raise TypeError(f"takes pixels, a number, not {value!r}")
    pixels = float(value)
    least, greatest = _limits(definition)
    raw = round(pixels * 65536) if isfinite(pixels) else -1
    if not least <= raw <= greatest:
        raise ValueError(f"takes {least / 65536:g} to {greatest / 65536:.5f} pixels, not {value}")
    return Setting(definition, value, raw)


def _fence(definition: Property, value: Any) -> Setting:
    if value is None:
        return Setting(definition, None, -1 & _WORD)
    if not isinstance(value, int) and not hasattr(value, "fileno"):
        raise TypeError(f"takes a SyncFile, a file descriptor or None, not {value!r}")
    if fd_of(value) < 0:
        raise ValueError(f"takes a SyncFile, a file descriptor or None, not {value}")
    return Setting(definition, value, ask=lambda: fd_of(value))


def _enum(device: Device, definition: Property, value: Any) -> Setting:
    if isinstance(value, (bool, ObjectId)) or not isinstance(value, (str, int)):
        raise TypeError(f"takes one of {_names(definition)}, not {value!r}")
    for name, number in definition.enums:
        if value == (name if isinstance(value, str) else number):
            return Setting(definition, value, number)
    raise ValueError(f"takes one of {_names(definition)}, not {value!r}")


def _bitmask(device: Device, definition: Property, value: Any) -> Setting:
    bits = dict(definition.enums)
    if isinstance(value, int) and not isinstance(value, (bool, ObjectId)):
        if value < 0 or value & ~sum(1 << bit for bit in bits.values()):
            raise ValueError(f"takes any of {_names(definition)}, not {value:#x}")
        return Setting(definition, value, value)
    try:
        names = [value] if isinstance(value, str) else list(value)
    except TypeError:
        raise TypeError(f"takes any of {_names(definition)}, not {value!r}") from None
    unknown = [name for name in names if name not in bits]
    if unknown:
        raise ValueError(f"takes any of {_names(definition)}, not {unknown[0]!r}")
    raw = 0
    for name in names:
        raw |= 1 << bits[name]
    return Setting(definition, value, raw)


def _object(device: Device, definition: Property, value: Any) -> Setting:
    if value is None:
        return Setting(definition, None, 0)
    kind = _KINDS.get(definition.values[0] if definition.values else 0, ObjectId)
    try:
        number = id_of(kind, value)
    except TypeError as error:
        raise TypeError(f"takes a {kind.__name__}, something that has one, or None: {error}") from None
    return _named(device, definition, value, number)


def _named(device: Device, definition: Property, value: Any, number: ObjectId) -> Setting:
    # An id, by itself or of something that may be closed until it is used.
    owner = value.device if isinstance(value, DeviceResource) else None
    if owner is None:
        return Setting(definition, value, int(number))
    if not same_device(owner, device):
        raise ValueError(f"takes objects of {device.path}, not {value!r}")
    return Setting(definition, value, ask=lambda: value.id)


def same_device(one: Device, other: Device) -> bool:
    """Whether ids of the one name the same on the other: two files of one device share its objects."""
    return one is other or os.fstat(one.fileno()).st_rdev == os.fstat(other.fileno()).st_rdev


def _blob(device: Device, definition: Property, value: Any) -> Setting:
    from .ids import BlobId

    if value is None:
        return Setting(definition, None, 0)
    if isinstance(value, BlobId):
        return Setting(definition, value, int(value))
    if isinstance(getattr(value, "id", None), BlobId):
        return _named(device, definition, value, value.id)
    return Setting(definition, value, contents=encode_blob(definition.name, value))


def _number(device: Device, definition: Property, value: Any) -> Setting:
    # A kind of property that this version does not know.
    number = _whole(value, definition)
    if not 0 <= number <= _WORD:
        raise ValueError(f"takes 64 bits, not {number}")
    return Setting(definition, value, number)


def _names(definition: Property) -> str:
    return ", ".join(repr(name) for name, _ in definition.enums)


_ENCODERS: dict[int, Callable[[Device, Property, Any], Setting]] = {
    PropertyType.RANGE: _range,
    PropertyType.SIGNED_RANGE: _range,
    PropertyType.ENUM: _enum,
    PropertyType.BITMASK: _bitmask,
    PropertyType.OBJECT: _object,
    PropertyType.BLOB: _blob,
}

"""What is in property blobs: the bytes of each known kind, decoded."""

from __future__ import annotations

from struct import error as struct_error
from struct import iter_unpack

from ..formats import Fourcc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .color import ColorLut, Ctm, HdrOutputMetadata
    from .edid import Edid
    from .geometry import Rect, SizeHint, Tile
    from .in_formats import InFormats
    from .modes import Mode

__all__ = ["decode_blob", "encode_blob", "plain"]

# Each kind's module is imported when the first blob of the kind comes: most devices have few of them.


def _mode(data: bytes) -> Mode:
    from .modes import Mode

    return Mode.from_bytes(data)


def _edid(data: bytes) -> Edid:
    from .edid import Edid

    return Edid(data)


def _in_formats(data: bytes) -> InFormats:
    from .in_formats import InFormats

    return InFormats.from_bytes(data)


def _lut(data: bytes) -> ColorLut:
    from .color import ColorLut

    return ColorLut.from_bytes(data)


def _ctm(data: bytes) -> Ctm:
    from .color import Ctm

    return Ctm.from_bytes(data)


def _hdr(data: bytes) -> HdrOutputMetadata:
    from .color import HdrOutputMetadata

    return HdrOutputMetadata.from_bytes(data)


def _tile(data: bytes) -> Tile:
    from .geometry import Tile

    return Tile.from_bytes(data)


def _sizes(data: bytes) -> tuple[SizeHint, ...]:
    from .geometry import SizeHint

    return tuple(SizeHint(*pair) for pair in iter_unpack("=2H", data))


def _rects(data: bytes) -> tuple[Rect, ...]:
    from .geometry import Rect

    return tuple(Rect(*corners) for corners in iter_unpack("=4i", data))


def _text(data: bytes) -> str:
    return data.rstrip(b"\0").decode("utf-8", "replace")


def _fourccs(data: bytes) -> tuple[Fourcc, ...]:
    return tuple(Fourcc(code) for (code,) in iter_unpack("=I", data))


# By the property's name, which is uAPI: the kernel gives each of these names to one kind of blob only.
_DECODERS: dict[str, Callable[[bytes], Any]] = {
    "MODE_ID": _mode,
    "EDID": _edid,
    "IN_FORMATS": _in_formats,
    "IN_FORMATS_ASYNC": _in_formats,
    "GAMMA_LUT": _lut,
    "DEGAMMA_LUT": _lut,
    "CTM": _ctm,
    "HDR_OUTPUT_METADATA": _hdr,
    "PATH": _text,
    "TILE": _tile,
    "WRITEBACK_PIXEL_FORMATS": _fourccs,
    "SIZE_HINTS": _sizes,
    "FB_DAMAGE_CLIPS": _rects,
}


def decode_blob(name: str, data: bytes) -> Any:
    """What a blob of the property ``name`` holds; None for properties of which nothing is known.

    Raises:
        ValueError: the bytes are not what the kernel's documentation says.
    """
    decode = _DECODERS.get(name)
    if decode is None:
        return None
    try:
        return decode(data)
    except (struct_error, IndexError) as error:
        raise ValueError(f"{len(data)} bytes are no {name} blob: {error}") from None


# The properties that user space sets, and the classes whose to_bytes() makes what they take.
_KINDS = {
    "MODE_ID": ("modes", "Mode"),
    "GAMMA_LUT": ("color", "ColorLut"),
    "DEGAMMA_LUT": ("color", "ColorLut"),
    "CTM": ("color", "Ctm"),
    "HDR_OUTPUT_METADATA": ("color", "HdrOutputMetadata"),
    "FB_DAMAGE_CLIPS": ("geometry", "Rect"),
}


def encode_blob(name: str, value: Any) -> bytes:
    """The bytes of a blob of the property ``name``: of what :func:`decode_blob` makes of one, or of bytes.

    Raises:
        TypeError: a value of another kind.
        ValueError: one that the kernel's documentation excludes.
    """
    if isinstance(value, (bytes, bytearray, memoryview)):
        if not len(value):
            raise ValueError("takes bytes, not none of them: None says that there is no blob")
        return bytes(value)
    room, kind = _KINDS.get(name, ("", ""))
    several = kind == "Rect"
    parts = [value]
    if several:
        parts = list(value) if isinstance(value, (list, tuple)) else []
    if several and not value and isinstance(value, (list, tuple)):
        raise ValueError("takes one Rect or more, not none of them: None says that all may have changed")
    if not kind or not parts or not all(isinstance(each, _class(room, kind)) for each in parts):
        known = f"a list of {kind}, " if several else f"a {kind}, " if kind else ""
        raise TypeError(f"takes {known}bytes, a Blob, a BlobId or None, not {value!r}")
    return b"".join(each.to_bytes() for each in parts)


def _class(room: str, name: str) -> type:
    from importlib import import_module

    found: type = getattr(import_module(f".{room}", __package__), name)
    return found


def plain(data: Any) -> Any:
    """Decoded data as plain values, for JSON."""
    if isinstance(data, tuple):
        return [plain(each) for each in data]
    if isinstance(data, int):
        return int(data)
    return data.to_dict() if hasattr(data, "to_dict") else data

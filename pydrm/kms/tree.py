"""A device's mode setting in words: a tree from the connectors down to the framebuffers that they show."""

from __future__ import annotations

from itertools import pairwise

from .edid import Edid
from .in_formats import InFormats
from .values import ModeFlag, PropertyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeAlias

    from .ids import ObjectId
    from .modes import Mode
    from .objects import Connector, Crtc, Encoder, Framebuffer, Plane
    from .properties import PropertyValue
    from .snapshot import Snapshot

    # A line and what hangs below it.
    Branch: TypeAlias = tuple[str, "list[Branch]"]

__all__ = ["draw", "tree"]


class _Words:
    # Makes the branches of one snapshot and remembers which objects have got their place.

    def __init__(self, snapshot: Snapshot, full: bool) -> None:
        self.snapshot = snapshot
        self.full = full
        self.encoders = {each.id: each for each in snapshot.encoders}
        self.crtcs = {each.id: each for each in snapshot.crtcs}
        self.framebuffers = {each.id: each for each in snapshot.framebuffers}
        self.shown: set[ObjectId] = set()

    def connector(self, it: Connector) -> Branch:
        words = [it.status.label]
        if it.mm_width or it.mm_height:
            words.append(f"{it.mm_width}x{it.mm_height} mm")
        if it.modes:
            words.append(f"{_count(len(it.modes), 'mode')}, first {it.modes[0]}")
        below = self._more(it.id)
        edid = self.snapshot.properties[it.id].get("EDID")
        if edid is not None and isinstance(edid.data, Edid):
            below.insert(0, (f"display {_display(edid.data)}", []))
        if self.full and it.modes:
            below.append(
                (f"modes of {it.name}, with their pixel clocks in MHz", [(_timing(mode), []) for mode in it.modes])
            )
        encoder = None if it.encoder_id is None else self.encoders.get(it.encoder_id)
        if encoder is not None:
            below.append(self.encoder(encoder))
        return f"connector {it.id} {it.name}: {', '.join(words)}", below

    def encoder(self, it: Encoder) -> Branch:
        self.shown.add(it.id)
        crtc = None if it.crtc_id is None else self.crtcs.get(it.crtc_id)
        return f"encoder {it.id} {it.type.label}", [] if crtc is None else [self.crtc(crtc)]

    def crtc(self, it: Crtc) -> Branch:
        self.shown.add(it.id)
        planes = [self.plane(each) for each in self.snapshot.planes if each.crtc_id == it.id]
        return f"CRTC {it.id}: {'off' if it.mode is None else it.mode}", self._more(it.id) + planes

    def plane(self, it: Plane) -> Branch:
        self.shown.add(it.id)
        kind = self.snapshot.properties[it.id].value("type")
        name = f"plane {it.id} {kind}" if isinstance(kind, str) else f"plane {it.id}"
        below = self._more(it.id)
        if it.fb_id is None:
            crtcs = self.snapshot.resources.crtcs_of(it.possible_crtcs)
            return f"{name}: for CRTC {_list(crtcs)}; {_list(each.name for each in it.formats)}", below
        place = self.snapshot.properties[it.id]
        values = [place.value(f"CRTC_{axis}") for axis in "WHXY"]
        where = "" if None in values else ", {}x{} at {},{}".format(*values)
        found = self.framebuffers.get(it.fb_id)
        return f"{name}: {_framebuffer(found) if found else f'framebuffer {it.fb_id}'}{where}", below

    def unused(self) -> Iterator[Branch]:
        for encoder in self.snapshot.encoders:
            if encoder.id not in self.shown:
                crtcs = self.snapshot.resources.crtcs_of(encoder.possible_crtcs)
                yield f"encoder {encoder.id} {encoder.type.label}: for CRTC {_list(crtcs)}", []
        for crtc in self.snapshot.crtcs:
            if crtc.id not in self.shown:
                yield self.crtc(crtc)
        for plane in self.snapshot.planes:
            if plane.id not in self.shown:
                yield self.plane(plane)

    def _more(self, number: ObjectId) -> list[Branch]:
        # Every property, where everything is to be said.
        if not self.full:
            return []
        return [(_property(name, each), []) for name, each in self.snapshot.properties[number].items()]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _list(things: Iterable[object]) -> str:
    return ", ".join(map(str, things)) or "none"


def _timing(it: Mode) -> str:
    # In kmsprint's order: picture, front porch, sync, back porch, polarity; first across, then down.
    across = (it.hdisplay, it.hsync_start, it.hsync_end, it.htotal)
    down = (it.vdisplay, it.vsync_start, it.vsync_end, it.vtotal)
    signs = (_sign(it, ModeFlag.PHSYNC, ModeFlag.NHSYNC), _sign(it, ModeFlag.PVSYNC, ModeFlag.NVSYNC))
    parts = [
        "/".join([str(edges[0]), *(str(end - start) for start, end in pairwise(edges)), sign])
        for edges, sign in zip((across, down), signs, strict=True)
    ]
    return "  ".join([str(it), f"{it.clock / 1000:.3f}", *parts, *["preferred"] * it.preferred])


def _sign(it: Mode, positive: ModeFlag, negative: ModeFlag) -> str:
    return "+" if it.flags & positive else "-" if it.flags & negative else "?"


def _framebuffer(it: Framebuffer) -> str:
    modifier = "" if it.modifier is None else f" {it.modifier}"
    return f"framebuffer {it.id} {it.width}x{it.height} {it.format.name}{modifier}"


def _display(edid: Edid) -> str:
    found = edid.to_dict()
    if "model" not in found:
        return f"says so in {len(edid.raw)} bytes of EDID ({found['problems']})"
    words = [found[name] for name in ("make", "model", "serial") if found[name]]
    return f"{' '.join(words)}, made {found['year']}" if found["year"] else " ".join(words)


def _property(name: str, it: PropertyValue) -> str:
    definition = it.definition
    marks = [word for word, on in (("immutable", definition.immutable), ("atomic", definition.atomic)) if on]
    return f"{name} = {_value(it)}  [{', '.join([_kind(it), *marks])}]"


def _value(it: PropertyValue) -> str:
    value: Any = it.value
    if value is None:
        return "none"
    if isinstance(value, tuple):
        return " + ".join(value) or "none"
    data = it.data
    if it.blob is None:
        return str(value) if data is None else f"{value} ({data:g} pixels)"
    if isinstance(data, InFormats):
        return f"blob {value}: {'; '.join(f'{mod}: {_list(each.name for each in of)}' for mod, of in data.by_modifier)}"
    if isinstance(data, tuple) and data and hasattr(data[0], "plane_count"):
        return f"blob {value}: {_list(each.name for each in data)}"
    if isinstance(data, (str, tuple)) or hasattr(data, "modeline"):
        return f"blob {value}: {_list(data) if isinstance(data, tuple) else data}"
    return f"blob {value}, {_count(len(it.blob), 'byte')}"


def _kind(it: PropertyValue) -> str:
    definition = it.definition
    if definition.range is not None:
        least, greatest = definition.range
        return f"{least} to {greatest}"
    if definition.type in (PropertyType.ENUM, PropertyType.BITMASK):
        return f"{definition.type.label} of {_list(name for name, _ in definition.enums)}"
    kind = definition.object_type
    return definition.type.label if kind is None else f"object {kind.name}"


def tree(snapshot: Snapshot, *, full: bool = False) -> list[Branch]:
    """The branches: each connector with what feeds it, then what is not in use.

    Args:
        snapshot: what there is.
        full: every mode, and every property with what it may be.
    """
    words = _Words(snapshot, full)
    branches = [words.connector(each) for each in snapshot.connectors]
    unused = list(words.unused())
    return [*branches, ("not in use", unused)] if unused else branches


def draw(branches: list[Branch], *, width: int = 80) -> Iterator[str]:
    """The lines of a tree, none longer than ``width`` columns where its words allow that."""
    for place, (text, below) in enumerate(branches):
        last = place == len(branches) - 1
        first, rest = ("└─ ", "   ") if last else ("├─ ", "│  ")
        lines = _wrap(text, width - 3)
        yield first + lines[0]
        hang = rest + ("│  " if below else "   ")
        yield from (f"{hang}{line}" for line in lines[1:])
        yield from (rest + line for line in draw(below, width=width - 3))


def _wrap(text: str, width: int) -> list[str]:
    if len(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        room = width if len(lines) == 1 else width - 3  # later lines hang below the first
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines

"""The way to a display: a connector, the CRTC and the primary plane that feed it, and a mode, chosen by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .ids import ConnectorId, CrtcId, PlaneId
from .modes import Mode
from .values import ConnectorStatus, ConnectorType, ModeFlag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .objects import Connector, Plane, Resources
    from .reader import Kms

__all__ = ["Pipeline", "choose_mode", "choose_pipeline", "crtc_of"]

_MODE = re.compile(r"(\d+)x(\d+)(i?)(?:@(\d+(?:\.\d+)?))?")
_MANY = 12


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What shows a picture; a snapshot."""

    connector: Connector
    crtc: CrtcId
    plane: Plane | None
    """The CRTC's primary plane; None where this client does not see it (without ClientCap.UNIVERSAL_PLANES)."""
    mode: Mode
    mirrors: tuple[ConnectorId, ...]
    """Other connectors that the CRTC feeds: they show the same."""


def choose_pipeline(
    kms: Kms,
    *,
    connector: ConnectorId | str | None = None,
    mode: Mode | str | None = None,
    probe: bool = False,
) -> Pipeline:
    """A way to a display. Changes nothing, unless ``probe`` is told.

    The CRTC is the one that feeds the connector now, unless it feeds others as well: then one that feeds nothing is
    better.

    Args:
        kms: of the device.
        connector: an id or a name such as ``"HDMI-A-1"``; by default the first one that has a display.
        mode: one of the connector's, as for :func:`choose_mode`, or a :class:`Mode` of one's own; by default the one
            that the display prefers.
        probe: look whether a display is there at connectors that nobody has probed so far; that needs master.

    Raises:
        LookupError: there is no such connector, mode, or way; the message says what there is.
        OSError: EOPNOTSUPP from a driver without mode setting.
    """
    resources = kms.resources()
    connectors = _connectors(kms, resources, probe=probe)
    chosen = _connector(kms, connectors, connector)
    timing = mode if isinstance(mode, Mode) else choose_mode(chosen, mode)
    feeding = _feeding(kms, resources)
    crtc = _crtc(kms, resources, chosen, feeding)
    mirrors = tuple(each for each, fed in feeding.items() if fed == crtc and each != chosen.id)
    return Pipeline(chosen, crtc, _primary(kms, resources, crtc), timing, mirrors)


# -- connector -------------------------------------------------------------------------------------------------------


def _connectors(kms: Kms, resources: Resources, *, probe: bool) -> list[Connector]:
    found = []
    for number in resources.connectors:
        try:
            each = kms.connector(number)
            if probe and each.status == ConnectorStatus.UNKNOWN and each.type != ConnectorType.WRITEBACK:
                each = kms.connector(number, probe=True)
        except FileNotFoundError:  # unplugged meanwhile (DisplayPort MST)
            continue
        if each.type != ConnectorType.WRITEBACK:
            found.append(each)
    return found


def _connector(kms: Kms, found: Sequence[Connector], wanted: ConnectorId | str | None) -> Connector:
    path = kms.device.path
    there = ", ".join(f"{each.name} ({each.status.label})" for each in found) or "none"
    if wanted is None:
        # Drivers that cannot tell whether something is plugged in say "unknown", and have modes nevertheless.
        for status in (ConnectorStatus.CONNECTED, ConnectorStatus.UNKNOWN):
            for each in found:
                if each.status == status and each.modes:
                    return each
        raise LookupError(f"{path} has no connector with a display; connectors: {there}")
    for each in found:
        if wanted == (each.name if isinstance(wanted, str) else each.id):
            if each.status == ConnectorStatus.DISCONNECTED:
                raise LookupError(f"nothing is plugged into {each.name} of {path}; connectors: {there}")
            return each
    raise LookupError(f"{path} has no connector {wanted}; connectors: {there}")


# -- mode ------------------------------------------------------------------------------------------------------------


def choose_mode(connector: Connector, mode: str | None = None) -> Mode:
    """One of a connector's modes.

    Args:
        connector: its snapshot.
        mode: its name, or ``"1024x768"``, ``"1920x1080@60"``, ``"1920x1080i@59.94"``: of several that fit, the one that
            the display prefers, or else the first. Without decimals a rate also means what is rounded to it. By
            default the display's preferred mode, or else its first.

    Raises:
        LookupError: there is none; the message lists what there is.
    """
    modes = connector.modes
    if not modes:
        raise LookupError(f"{connector.name} ({connector.status.label}) has no modes")
    fitting = modes if mode is None else [each for each in modes if _fits(each, mode)]
    if not fitting:
        names = list(dict.fromkeys(map(str, modes)))
        more = f", and {len(names) - _MANY} more" if len(names) > _MANY else ""
        raise LookupError(f"{connector.name} has no mode {mode}; it has {', '.join(names[:_MANY])}{more}")
    return next((each for each in fitting if each.preferred), fitting[0])


def _fits(mode: Mode, wanted: str) -> bool:
    if wanted == mode.name:
        return True
    found = _MODE.fullmatch(wanted)
    if found is None:
        return False
    width, height, interlaced, rate = found.groups()
    if (int(width), int(height)) != (mode.hdisplay, mode.vdisplay):
        return False
    if bool(interlaced) != bool(mode.flags & ModeFlag.INTERLACE):
        return False
    if rate is None:
        return True
    refresh = mode.refresh_millihertz / 1000
    return round(refresh, len(rate.partition(".")[2])) == float(rate)


# -- CRTC and plane --------------------------------------------------------------------------------------------------


def crtc_of(kms: Kms, connector: ConnectorId) -> CrtcId | None:
    """The CRTC that feeds a connector now."""
    encoder = kms.connector(connector).encoder_id
    return None if encoder is None else kms.encoder(encoder).crtc_id


def _feeding(kms: Kms, resources: Resources) -> dict[ConnectorId, CrtcId]:
    # Which CRTC feeds which connector now, writeback connectors included.
    found = {}
    for number in resources.connectors:
        try:
            crtc = crtc_of(kms, number)
        except FileNotFoundError:
            continue
        if crtc is not None:
            found[number] = crtc
    return found


def _crtc(kms: Kms, resources: Resources, connector: Connector, feeding: dict[ConnectorId, CrtcId]) -> CrtcId:
    possible = {
        crtc: None for encoder in connector.encoders for crtc in resources.crtcs_of(kms.encoder(encoder).possible_crtcs)
    }
    own = feeding.get(connector.id)
    others = {crtc for number, crtc in feeding.items() if number != connector.id}
    for crtc in possible:
        if crtc == own and crtc not in others:
            return crtc
    for crtc in possible:
        if crtc not in others:
            return crtc
    if own in possible:
        return own
    busy = ", ".join(map(str, possible)) or "there are none"
    raise LookupError(f"every CRTC that could feed {connector.name} of {kms.device.path} feeds another ({busy})")


def _primary(kms: Kms, resources: Resources, crtc: CrtcId) -> Plane | None:
    # Drivers have one for each CRTC, and few tell which: that which it has now, or could be nowhere else, or is free.
    found: list[Plane] = []
    for number in kms.planes():
        if kms.properties(PlaneId(number), blobs=False).value("type") == "Primary":
            plane = kms.plane(number)
            if crtc in resources.crtcs_of(plane.possible_crtcs) and plane.crtc_id in (None, crtc):
                found.append(plane)
    found.sort(key=lambda each: (each.crtc_id != crtc, len(resources.crtcs_of(each.possible_crtcs))))
    return found[0] if found else None

"""Which CRTC and which plane feed a connector, on graphics cards that no lab has. What is read of them is made here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest

from pydrm import Fourcc
from pydrm.kms import (
    Connector,
    ConnectorId,
    ConnectorStatus,
    ConnectorType,
    CrtcId,
    Encoder,
    EncoderId,
    EncoderType,
    Kms,
    Plane,
    PlaneId,
    Resources,
    SubPixel,
    choose_pipeline,
    dmt,
)

A, B, C = CrtcId(11), CrtcId(12), CrtcId(13)
ON, OFF, UNKNOWN = ConnectorStatus.CONNECTED, ConnectorStatus.DISCONNECTED, ConnectorStatus.UNKNOWN


@dataclass
class Card:
    """A card with three CRTCs; its connectors: name of the type, status, CRTC that feeds it, CRTCs that could."""

    plugs: list[tuple[ConnectorType, ConnectorStatus, CrtcId | None, int]]
    planes_: list[tuple[str, CrtcId | None, int]] = field(default_factory=list)
    probed: list[int] = field(default_factory=list)
    device: Any = field(default_factory=lambda: SimpleNamespace(path="/dev/dri/card7"))

    def resources(self) -> Resources:
        numbers = range(len(self.plugs))
        connectors = tuple(ConnectorId(21 + each) for each in numbers)
        return Resources((), (A, B, C), connectors, tuple(EncoderId(31 + each) for each in numbers), 1, 1, 1, 1)

    def connector(self, number: ConnectorId, *, probe: bool = False) -> Connector:
        kind, status, fed, _ = self.plugs[number - 21]
        if probe:
            self.probed.append(number)
            status = ON if status == UNKNOWN else status
        modes = () if status == OFF else (dmt(1024, 768),)
        encoder = EncoderId(number + 10)
        same = sum(each[0] == kind for each in self.plugs[: number - 20])
        return Connector(
            number, kind, same, status, 0, 0, SubPixel.UNKNOWN, encoder if fed else None, (encoder,), modes
        )

    def encoder(self, number: EncoderId) -> Encoder:
        _, _, fed, possible = self.plugs[number - 31]
        return Encoder(number, EncoderType.TMDS, fed, possible, 0)

    def planes(self) -> tuple[PlaneId, ...]:
        return tuple(PlaneId(41 + each) for each in range(len(self.planes_)))

    def plane(self, number: PlaneId) -> Plane:
        _, crtc, possible = self.planes_[number - 41]
        return Plane(number, crtc, None, possible, 0, (Fourcc.XRGB8888,))

    def properties(self, number: PlaneId, *, blobs: bool) -> Any:
        return SimpleNamespace(value={"type": self.planes_[number - 41][0]}.get)

    def choose(self, **wanted: Any) -> Any:
        """What is chosen on it."""
        kms: Kms = self  # type: ignore[assignment]
        return choose_pipeline(kms, **wanted)


HDMI, DP, WRITEBACK = ConnectorType.HDMIA, ConnectorType.DISPLAY_PORT, ConnectorType.WRITEBACK


@pytest.mark.parametrize(
    ("plugs", "crtc", "mirrors"),
    [
        ([(HDMI, ON, None, 0b111)], A, ()),
        ([(HDMI, ON, None, 0b110)], B, ()),
        ([(HDMI, ON, C, 0b111)], C, ()),
        ([(HDMI, ON, None, 0b111), (DP, ON, A, 0b111)], B, ()),
        ([(HDMI, ON, A, 0b111), (DP, ON, A, 0b111)], B, ()),
        ([(HDMI, ON, A, 0b001), (DP, ON, A, 0b111)], A, (ConnectorId(22),)),
        ([(HDMI, ON, None, 0b111), (WRITEBACK, UNKNOWN, A, 0b111)], B, ()),
        # It could not be fed by the one that feeds it now: that was told before a lease, or a hotplug, took it away.
        ([(HDMI, ON, A, 0b100)], C, ()),
    ],
)
def test_crtc(plugs: Any, crtc: CrtcId, mirrors: tuple[ConnectorId, ...]) -> None:
    """The one that it has to itself, one that nobody has, one that it shares."""
    found = Card(plugs).choose()
    assert (found.connector.id, found.crtc, found.mirrors) == (ConnectorId(21), crtc, mirrors)


def test_no_crtc() -> None:
    """Every one that could feeds another; or there is none."""
    with pytest.raises(LookupError, match=r"that could feed HDMI-A-1 of /dev/dri/card7 feeds another \(11, 12\)"):
        Card([(HDMI, ON, None, 0b011), (DP, ON, A, 0b111), (DP, ON, B, 0b111)]).choose()
    with pytest.raises(LookupError, match="there are none"):
        Card([(HDMI, ON, None, 0)]).choose()


@pytest.mark.parametrize(
    ("planes", "chosen"),
    [
        ([], None),
        ([("Primary", None, 0b001)], 41),
        ([("Cursor", None, 0b001), ("Overlay", A, 0b001), ("Primary", None, 0b001)], 43),
        ([("Primary", None, 0b010), ("Primary", None, 0b001)], 42),
        ([("Primary", B, 0b111), ("Primary", A, 0b111)], 42),
        ([("Primary", B, 0b111), ("Primary", None, 0b111)], 42),
        ([("Primary", None, 0b111), ("Primary", None, 0b001)], 42),
        ([("Primary", None, 0b001), ("Primary", A, 0b111)], 42),
        ([("Primary", B, 0b111)], None),
    ],
)
def test_plane(planes: Any, chosen: int | None) -> None:
    """The primary plane that the CRTC has now; that which is for it alone; none that another one has."""
    found = Card([(HDMI, ON, None, 0b111)], planes).choose().plane
    assert (found and int(found.id)) == chosen


def test_connector() -> None:
    """The first with a display, never a writeback connector; by its name or id whichever."""
    card = Card([(WRITEBACK, UNKNOWN, None, 1), (HDMI, OFF, None, 1), (HDMI, UNKNOWN, None, 1), (DP, ON, None, 1)])
    assert card.choose().connector.name == "DP-1"
    assert card.choose(connector="HDMI-A-2").connector.id == ConnectorId(23)
    assert card.choose(connector=ConnectorId(23)).connector.name == "HDMI-A-2"
    assert card.probed == []
    there = r"connectors: HDMI-A-1 \(disconnected\), HDMI-A-2 \(unknown\), DP-1 \(connected\)$"
    with pytest.raises(LookupError, match="nothing is plugged into HDMI-A-1 of /dev/dri/card7; " + there):
        card.choose(connector="HDMI-A-1")
    for wanted in ("DP-2", "Writeback-1", "dp-1", ConnectorId(99), ConnectorId(21)):
        with pytest.raises(LookupError, match=f"/dev/dri/card7 has no connector {wanted}; " + there):
            card.choose(connector=wanted)
    with pytest.raises(LookupError, match=r"no connector with a display; connectors: HDMI-A-1 \(disconnected\)$"):
        Card([(HDMI, OFF, None, 1)]).choose()
    with pytest.raises(LookupError, match=r"connectors: none$"):
        Card([(WRITEBACK, UNKNOWN, None, 1)]).choose()


def test_probing() -> None:
    """What nobody has probed, if that was asked for; what is known is left alone."""
    card = Card([(WRITEBACK, UNKNOWN, None, 1), (HDMI, OFF, None, 1), (DP, UNKNOWN, None, 1), (DP, ON, None, 1)])
    assert card.choose(probe=True).connector.name == "DP-1"
    assert card.probed == [23]


def test_a_mode_of_ones_own() -> None:
    """Is taken as it is, even where the display does not list it."""
    own = replace(dmt(800, 600), name="mine")
    assert Card([(HDMI, ON, None, 1)]).choose(mode=own).mode is own

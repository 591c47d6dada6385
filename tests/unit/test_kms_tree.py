"""The tree in words: what hangs where, and lines that fit the terminal. From snapshots made here."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pydrm import Fourcc, Modifier
from pydrm.kms import (
    Connector,
    ConnectorId,
    ConnectorStatus,
    ConnectorType,
    Crtc,
    CrtcId,
    Encoder,
    EncoderId,
    EncoderType,
    FbPlane,
    Framebuffer,
    FramebufferId,
    Mode,
    ObjectId,
    ObjectType,
    Plane,
    PlaneId,
    Properties,
    Property,
    PropertyFlag,
    PropertyId,
    PropertyType,
    PropertyValue,
    Resources,
    Snapshot,
    SubPixel,
    dmt,
)
from pydrm.kms.tree import draw, tree

_CON, _OFF, _ENC, _CRTC, _IDLE, _PLANE, _FB = (
    *(ConnectorId(1), ConnectorId(2), EncoderId(3), CrtcId(4), CrtcId(5), PlaneId(6), FramebufferId(8)),
)
_TYPE = Property(
    PropertyId(90), "type", PropertyFlag.IMMUTABLE, PropertyType.ENUM, (0, 1), (("Overlay", 0), ("Primary", 1))
)
_CRTC_ID = Property(PropertyId(91), "CRTC_ID", PropertyFlag.ATOMIC, PropertyType.OBJECT, (ObjectType.CRTC,), ())
_MODE_ID = Property(PropertyId(92), "MODE_ID", PropertyFlag.ATOMIC, PropertyType.BLOB, (), ())
_SRC_W = Property(PropertyId(93), "SRC_W", PropertyFlag.ATOMIC, PropertyType.RANGE, (0, 0xFFFFFFFF), ())
MODE: Mode = dmt(1920, 1080)


def _place(name: str, value: int) -> PropertyValue:
    kind = PropertyType.SIGNED_RANGE
    return PropertyValue(Property(PropertyId(99), name, PropertyFlag.ATOMIC, kind, (0, 100), ()), value)


def _snapshot() -> Snapshot:
    modes = (MODE, dmt(640, 480))
    hdmi, dp = ConnectorType.HDMIA, ConnectorType.DISPLAY_PORT
    place = {"CRTC_W": 1920, "CRTC_H": 1080, "CRTC_X": (1 << 64) - 5, "CRTC_Y": 7}
    properties: dict[ObjectId, Properties] = {
        _CON: Properties((PropertyValue(_CRTC_ID, 4),)),
        _OFF: Properties((PropertyValue(_CRTC_ID, 0),)),
        _CRTC: Properties((PropertyValue(_MODE_ID, 50, MODE.to_bytes()),)),
        _IDLE: Properties(()),
        _PLANE: Properties(
            (PropertyValue(_TYPE, 1), PropertyValue(_SRC_W, 1920 << 16), *(_place(*each) for each in place.items()))
        ),
        PlaneId(7): Properties((PropertyValue(_TYPE, 0),)),
    }
    return Snapshot(
        Resources((), (_CRTC, _IDLE), (_CON, _OFF), (_ENC,), 1, 4096, 1, 4096),
        (
            Connector(_CON, hdmi, 1, ConnectorStatus.CONNECTED, 600, 340, SubPixel.NONE, _ENC, (_ENC,), modes),
            Connector(_OFF, dp, 2, ConnectorStatus.DISCONNECTED, 0, 0, SubPixel.UNKNOWN, None, (_ENC,), ()),
        ),
        (Encoder(_ENC, EncoderType.TMDS, _CRTC, 3, 1),),
        (Crtc(_CRTC, _FB, 0, 0, 256, MODE), Crtc(_IDLE, None, 0, 0, 256, None)),
        (
            Plane(_PLANE, _CRTC, _FB, 1, 0, (Fourcc.XRGB8888,)),
            Plane(PlaneId(7), None, None, 3, 0, (Fourcc.NV12, Fourcc.P010)),
        ),
        (Framebuffer(_FB, 1920, 1080, Fourcc.XRGB8888, Modifier.LINEAR, 2, (FbPlane(7680, 0),)),),
        properties,
    )


def test_the_tree() -> None:
    """From each connector down to the framebuffer; what is idle comes last, and each object once."""
    assert list(draw(tree(_snapshot()), width=120)) == [
        "├─ connector 1 HDMI-A-1: connected, 600x340 mm, 2 modes, first 1920x1080@60.00",
        "│  └─ encoder 3 TMDS",
        "│     └─ CRTC 4: 1920x1080@60.00",
        "│        └─ plane 6 Primary: framebuffer 8 1920x1080 XRGB8888 LINEAR, 1920x1080 at -5,7",
        "├─ connector 2 DP-2: disconnected",
        "└─ not in use",
        "   ├─ CRTC 5: off",
        "   └─ plane 7 Overlay: for CRTC 4, 5; NV12, P010",
    ]


def test_in_full() -> None:
    """Every property with what it may be, every mode with its timing."""
    lines = list(draw(tree(_snapshot(), full=True), width=120))
    for line in (
        "│  ├─ CRTC_ID = 4  [object CRTC, atomic]",
        "│  ├─ modes of HDMI-A-1, with their pixel clocks in MHz",
        "│  │  ├─ 1920x1080@60.00  148.500  1920/88/44/148/+  1080/4/5/36/+",
        "│  │  └─ 640x480@59.94  25.175  640/16/96/48/-  480/10/2/33/-",
        "│        ├─ MODE_ID = blob 50: 1920x1080@60.00  [blob, atomic]",
        "│           ├─ SRC_W = 125829120 (1920 pixels)  [0 to 4294967295, atomic]",
        "│           ├─ type = Primary  [enum of Overlay, Primary, immutable]",
        "│  └─ CRTC_ID = none  [object CRTC, atomic]",
    ):
        assert line in lines


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("full", [False, True])
def test_lines_fit(width: int, full: bool) -> None:
    """No line is longer than the terminal, no word gets lost, and folded lines stay inside their branch."""
    wide = " ".join(draw(tree(_snapshot(), full=full), width=1000))
    lines = list(draw(tree(_snapshot(), full=full), width=width))
    assert max(map(len, lines)) <= width
    bars = str.maketrans("├└─│", "    ")
    assert " ".join(lines).translate(bars).split() == wide.translate(bars).split()
    for line, after in pairwise(lines):
        if not after.lstrip("│ ").startswith(("├", "└")):
            assert after.startswith(line[: len(line) - len(line.lstrip("│ "))])

"""EDID: an EDID made here, read by libdisplay-info; the bytes alone where that is not installed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pydrm import LibraryNotFound
from pydrm.kms import Edid, EdidInfo


def _text(tag: int, text: str) -> bytes:
    return bytes([0, 0, 0, tag, 0]) + (text.encode() + b"\n").ljust(13)[:13]


def _block(body: bytes) -> bytes:
    assert len(body) <= 127
    body = body.ljust(127, b"\0")
    return body + bytes([-sum(body) & 0xFF])


def make_edid(name: str = "Hand Made", *, slowest: int = 48, extension: bytes = b"") -> bytes:
    """An EDID 1.4 of a monitor that there is not: 60 × 34 cm, 1920×1080, made in week 10 of 2026."""
    maker = sum(ord(letter) - 64 << shift for letter, shift in zip("PDR", (10, 5, 0), strict=True))
    head = bytes.fromhex("00ffffffffffff00") + maker.to_bytes(2, "big") + (0x1234).to_bytes(2, "little")
    head += (4711).to_bytes(4, "little") + bytes([10, 2026 - 1990, 1, 4])
    head += bytes([0xA5, 60, 34, 120, 0x06]) + bytes.fromhex("ee91a3544c99260f5054")  # sRGB's primaries
    head += bytes(3) + b"\x01\x01" * 8
    timing = bytes.fromhex("023a801871382d40582c4500585421000018")  # 1920x1080 at 148.5 MHz, 600 x 340 mm
    limits = bytes([0, 0, 0, 0xFD, 0, slowest, 75, 30, 83, 17, 1]) + b"\n" + b" " * 6
    texts = _text(0xFC, name) + _text(0xFF, "SN-0042")
    return _block(head + timing + texts + limits + bytes([bool(extension)])) + (extension and _block(extension))


# A CTA-861 block: colorimetry BT.2020 RGB; HDR with PQ and HLG, up to 50 * 2^(96/32) = 400 cd/m².
_HDR = bytes([2, 3, 4 + 4 + 7, 0, 0xE3, 5, 0x80, 0, 0xE6, 6, 0b1100, 1, 96, 64, 18])


def _info(raw: bytes) -> EdidInfo:
    try:
        return Edid(raw).info()
    except LibraryNotFound as error:
        if os.environ.get("PYDRI_REQUIRE") == "1":  # the lane of Debian 13, which has it
            raise
        pytest.skip(str(error))


def test_what_it_says() -> None:
    """Maker, model, serial, date, size, gamma; no HDR, nothing wrong with it."""
    info = _info(make_edid())
    assert (info.version, info.manufacturer, info.product, info.serial_number) == ("1.4", "PDR", 0x1234, 4711)
    assert (info.make, info.model, info.serial) == ("Pure Data Inc", "Hand Made", "SN-0042")
    assert (info.week, info.year, info.model_year) == (10, 2026, None)
    assert (info.width_cm, info.height_cm, info.gamma) == (60, 34, 2.2)
    assert (info.hdr, info.max_luminance, info.colorimetry) == ((), None, ())
    assert info.problems == ""
    assert Edid(make_edid()).to_dict()["model"] == "Hand Made"


def test_high_dynamic_range() -> None:
    """An extension block's word on HDR and wide colour."""
    info = _info(make_edid(extension=_HDR))
    assert (info.hdr, info.colorimetry) == (("pq", "hlg"), ("bt2020_rgb",))
    assert (info.max_luminance, info.min_luminance) == (400.0, pytest.approx(0.0199, abs=0.0001))
    assert info.problems == ""


def test_what_is_wrong_with_it() -> None:
    """Faults come in the library's words, and what can be read is read."""
    info = _info(make_edid(slowest=90))
    assert "Min vertical rate > max vertical rate" in info.problems
    assert info.model == "Hand Made"


@pytest.mark.parametrize("raw", [b"", make_edid()[:127], b"\xff" * 128, make_edid()[:127] + b"\0"])
def test_no_edid(raw: bytes) -> None:
    """Other bytes are a ValueError, and stay there to be looked at."""
    _info(make_edid())
    edid = Edid(raw)
    with pytest.raises(ValueError, match=f"does not take these {len(raw)} bytes for an EDID"):
        edid.info()
    assert edid.raw == raw
    assert list(edid.to_dict()) == ["problems"]


def test_without_the_library() -> None:
    """The bytes are there, what they mean is not, and the message says what to install."""
    script = (
        "import sys; from pydrm.kms import Edid; import pydrm\n"
        "edid = Edid(bytes(128)); print(edid.raw == bytes(128)); print(edid.to_dict()['problems'])\n"
        "try: edid.info()\n"
        "except pydrm.LibraryNotFound as error: print(error)\n"
    )
    env = os.environ | {"PYDRI_LIBDISPLAY_INFO": "/nowhere.so"}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    there, problem, error = done.stdout.splitlines()
    assert there == "True"
    assert problem == error
    assert "Install libdisplay-info2 (Debian 13)" in error

"""Modes: the kernel's struct, refresh rates, and the timings of VESA's formulas and tables."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pydrm import LibraryNotFound, ffi
from pydrm.kms import Mode, ModeFlag, ModeType, PictureAspect, Stereo, cvt, dmt, dmt_modes, gtf

_POSITIVE = ModeFlag.PHSYNC | ModeFlag.PVSYNC
FULL_HD = Mode(
    148500, 1920, 2008, 2052, 2200, 0, 1080, 1084, 1089, 1125, 0, 60, _POSITIVE, ModeType.DRIVER, "1920x1080"
)


def test_layout_is_the_kernels() -> None:
    """Bytes made here read the same through the compiled struct, and the other way round."""
    struct = ffi.new("struct drm_mode_modeinfo *")
    assert ffi.sizeof(struct[0]) == len(FULL_HD.to_bytes()) == 68
    ffi.memmove(struct, FULL_HD.to_bytes(), 68)
    for name in Mode.__slots__:
        value = getattr(struct, name)
        assert (ffi.string(value).decode() if name == "name" else value) == getattr(FULL_HD, name)
    assert Mode.from_bytes(bytes(ffi.buffer(struct))) == FULL_HD


_u16, _u32 = st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF)


@given(st.tuples(_u32, *[_u16] * 10), _u32, _u32, _u32, st.text("abcxi0123456789@", max_size=31))
def test_every_mode_survives(timing: tuple[int, ...], vrefresh: int, flags: int, kind: int, name: str) -> None:
    """Any struct comes back as it was, unknown bits too; nothing about it raises."""
    mode = Mode(*timing, vrefresh, ModeFlag(flags), ModeType(kind), name)  # type: ignore[arg-type,call-arg]
    assert Mode.from_bytes(mode.to_bytes()) == mode
    assert mode.refresh_millihertz >= 0
    assert str(mode)
    assert mode.modeline
    assert mode.to_dict()["flags"] == flags


@pytest.mark.parametrize("size", [0, 67, 69])
def test_bytes_of_another_size(size: int) -> None:
    """A mode has 68 bytes."""
    with pytest.raises(ValueError, match=f"^a mode has 68 bytes, not {size}$"):
        Mode.from_bytes(bytes(size))


@pytest.mark.parametrize(
    ("change", "message"),
    [({"name": "x" * 32}, "longer than 31 bytes"), ({"htotal": 1 << 16}, "does not fit"), ({"clock": -1}, "not fit")],
)
def test_modes_that_do_not_fit(change: dict[str, object], message: str) -> None:
    """What the struct cannot hold is refused before the kernel sees half of it."""
    with pytest.raises(ValueError, match=message):
        replace(FULL_HD, **change).to_bytes()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "rate"),
    [
        ({}, 60_000),
        ({"clock": 148352}, 59_940),
        ({"flags": ModeFlag.INTERLACE}, 120_000),
        ({"flags": ModeFlag.DBLSCAN}, 30_000),
        ({"vscan": 2}, 30_000),
        ({"vscan": 1}, 60_000),
        ({"htotal": 0}, 0),
    ],
)
def test_refresh_rate(change: dict[str, object], rate: int) -> None:
    """In mHz, from the timing, with the kernel's rules for interlaced and doubled lines (drm_mode_vrefresh)."""
    assert replace(FULL_HD, **change).refresh_millihertz == rate  # type: ignore[arg-type]


def test_numbers_inside_the_flags() -> None:
    """Aspect ratio and stereo layout are fields, not bits; what is not known keeps its number."""
    mode = replace(FULL_HD, flags=ModeFlag(2 << 19 | 7 << 14))
    assert mode.picture_aspect is PictureAspect.ASPECT_16_9
    assert mode.picture_aspect.label == "16:9"
    assert mode.stereo is Stereo.TOP_AND_BOTTOM
    odd = replace(FULL_HD, flags=ModeFlag(9 << 19))
    assert odd.picture_aspect == 9
    assert odd.picture_aspect.name == "UNKNOWN_9"


def test_words() -> None:
    """As a modeline and in short."""
    assert FULL_HD.modeline == '"1920x1080"  148.50  1920 2008 2052 2200  1080 1084 1089 1125  +hsync +vsync'
    assert str(FULL_HD) == "1920x1080@60.00"
    assert str(replace(FULL_HD, flags=ModeFlag.INTERLACE)) == "1920x1080i@120.00"


@pytest.mark.parametrize(
    ("arguments", "options", "modeline"),
    [
        ((1920, 1080), {}, '"1920x1080"  173.00  1920 2048 2248 2576  1080 1083 1088 1120  -hsync +vsync'),
        (
            (1920, 1080),
            {"reduced_blanking": True},
            '"1920x1080"  138.50  1920 1968 2000 2080  1080 1083 1088 1111  +hsync -vsync',
        ),
        ((1024, 768, 75), {}, '"1024x768"  82.00  1024 1088 1192 1360  768 771 775 805  -hsync +vsync'),
    ],
)
def test_cvt(arguments: tuple[int, ...], options: dict[str, bool], modeline: str) -> None:
    """The modelines that everybody knows, from the standard's formula (libxcvt)."""
    made = cvt(*arguments, **options)
    assert made.modeline == modeline
    assert made.vrefresh == (arguments[2:] or (60,))[0]
    assert made.type is ModeType.USERDEF


@pytest.mark.parametrize("make", [cvt, gtf])
@pytest.mark.parametrize(
    "arguments", [(0, 100), (100, 0), (1 << 15, 100), (640, 480, 0.5), (640, 480, float("nan")), (640, 480, 1e6)]
)
def test_formulas_refuse_nonsense(make: object, arguments: tuple[float, ...]) -> None:
    """Numbers that make no mode never reach the C library."""
    with pytest.raises(ValueError, match="is not between"):
        make(*arguments)  # type: ignore[operator]


@pytest.mark.parametrize("size", [(1, 1, 1), (2, 2, 1), (32767, 32767, 1000)])
def test_cvt_whose_result_is_no_mode(size: tuple[int, int, float]) -> None:
    """Where the formula leaves what a mode can hold, the library's numbers are refused."""
    with pytest.raises(ValueError, match="no timing that a mode can hold"):
        cvt(*size)


def test_cvt_reduced_blanking_needs_sixty() -> None:
    """Version 1 of reduced blanking knows multiples of 60 Hz."""
    with pytest.raises(ValueError, match="multiples of 60 Hz, not for 75 Hz"):
        cvt(1024, 768, 75, reduced_blanking=True)


@pytest.mark.parametrize(("variable", "call"), [("PYDRI_LIBXCVT", "cvt"), ("PYDRI_LIBDISPLAY_INFO", "gtf")])
def test_without_the_library(variable: str, call: str) -> None:
    """What is not installed is named, with the package to install."""
    script = f"import pydrm.kms as k, pydrm\ntry: k.{call}(640, 480)\nexcept pydrm.LibraryNotFound as e: print(e)"
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | {variable: "/nowhere.so"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "cannot be loaded" in done.stdout
    assert "Install lib" in done.stdout
    assert variable in done.stdout


def test_gtf() -> None:
    """The modeline of the gtf program."""
    try:
        made = gtf(1920, 1080)
    except LibraryNotFound as error:
        if os.environ.get("PYDRI_REQUIRE") == "1":  # the lane of Debian 13, which has it
            raise
        pytest.skip(str(error))
    assert made.modeline == '"1920x1080"  172.80  1920 2040 2248 2576  1080 1081 1084 1118  -hsync +vsync'


def test_dmt_table() -> None:
    """88 modes with ids of their own, all of them sound, and those with reduced blanking are CVT's."""
    modes = dmt_modes()
    assert sorted(modes) == list(range(1, 0x59))
    for mode in modes.values():
        edges = (0, mode.hdisplay, mode.hsync_start, mode.hsync_end, mode.htotal)
        lines = (0, mode.vdisplay, mode.vsync_start, mode.vsync_end, mode.vtotal)
        assert list(edges) == sorted(edges)
        assert list(lines) == sorted(lines)
        assert Mode.from_bytes(mode.to_bytes()) == mode
    assert replace(modes[0x52], type=ModeType.DRIVER) == FULL_HD
    for number in (0x1B, 0x2E, 0x39, 0x44, 0x4C):
        mode = modes[number]
        twin = cvt(mode.hdisplay, mode.vdisplay, reduced_blanking=True)
        assert (twin.timing, twin.flags) == (mode.timing, mode.flags)


def test_dmt_by_size() -> None:
    """By size and rate; what the standard does not have is said with what it has."""
    assert dmt(1920, 1080) == dmt_modes()[0x52]
    assert dmt(1280, 800, reduced_blanking=True) == dmt_modes()[0x1B]
    with pytest.raises(LookupError, match="DMT has no 640x480 at 61 Hz; of that size it has 60 Hz, 73 Hz, 75 Hz, 85 "):
        dmt(640, 480, 61)
    with pytest.raises(LookupError, match="it has none"):
        dmt(641, 480)

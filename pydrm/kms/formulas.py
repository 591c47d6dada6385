"""Modes from the formulas of VESA, CVT and GTF: for displays that do not say what they take."""

from __future__ import annotations

import ctypes
import math
import os
from ctypes import POINTER, c_bool, c_float, c_int, c_uint16, c_uint32, c_uint64, c_void_p
from dataclasses import replace
from functools import cache

from ..errors import LibraryNotFound
from .modes import Mode
from .values import ModeFlag, ModeType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["cvt", "gtf"]

_VARIABLE = "PYDRI_LIBXCVT"


class _ModeInfo(ctypes.Structure):
    # struct libxcvt_mode_info
    _fields_ = [
        ("hdisplay", c_uint32),
        ("vdisplay", c_uint32),
        ("vrefresh", c_float),
        ("hsync", c_float),
        ("dot_clock", c_uint64),
        *((name, c_uint16) for name in "hsync_start hsync_end htotal vsync_start vsync_end vtotal".split()),
        ("mode_flags", c_int),
    ]


@cache
def _libxcvt() -> tuple[Any, Any]:
    # The generator, and what frees its results.
    try:
        generate = ctypes.CDLL(os.environ.get(_VARIABLE) or "libxcvt.so.0").libxcvt_gen_mode_info
    except (OSError, AttributeError) as error:
        raise LibraryNotFound(
            f"libxcvt cannot be loaded: {error}. Install libxcvt0 (Debian, Ubuntu) or libxcvt (Fedora, Arch), or set "
            f"{_VARIABLE} to the library file."
        ) from None
    generate.restype = POINTER(_ModeInfo)
    generate.argtypes = (c_int, c_int, c_float, c_bool, c_bool)
    free = ctypes.CDLL(None).free
    free.restype, free.argtypes = None, (c_void_p,)
    return generate, free


def _check(width: int, height: int, refresh: float) -> None:
    for name, value in (("width", width), ("height", height)):
        if not 1 <= value <= 0x7FFF:
            raise ValueError(f"{name} {value} is not between 1 and 32767")
    if not math.isfinite(refresh) or not 1 <= refresh <= 1000:
        raise ValueError(f"refresh {refresh} is not between 1 and 1000 Hz")


def cvt(
    width: int, height: int, refresh: float = 60.0, *, reduced_blanking: bool = False, interlaced: bool = False
) -> Mode:
    """A mode by VESA's Coordinated Video Timings 1.2, through libxcvt.

    Args:
        width: in pixels.
        height: in lines.
        refresh: whole pictures per second.
        reduced_blanking: for displays that need no long blanking (version 1; 60 Hz and its multiples only).
        interlaced: each picture as two fields.

    Raises:
        LibraryNotFound: libxcvt is not installed.
        ValueError: numbers that make no mode.
    """
    _check(width, height, refresh)
    if reduced_blanking and refresh % 60:
        raise ValueError(f"CVT's reduced blanking is for multiples of 60 Hz, not for {refresh:g} Hz")
    generate, free = _libxcvt()
    found = generate(width, height, refresh, reduced_blanking, interlaced)
    if not found:
        raise ValueError(f"libxcvt makes no mode of {width}x{height} at {refresh:g} Hz")
    try:
        info = found.contents
        return _mode(
            info.dot_clock,
            (info.hdisplay, info.hsync_start, info.hsync_end, info.htotal),
            (info.vdisplay, info.vsync_start, info.vsync_end, info.vtotal),
            ModeFlag(info.mode_flags),  # the same bits as the kernel's: both are X.org's
        )
    finally:
        free(found)


def gtf(width: int, height: int, refresh: float = 60.0) -> Mode:
    """A mode by VESA's Generalized Timing Formula 1.1, for old analogue displays, through libdisplay-info.

    Args:
        width: in pixels; rounded to a multiple of 8, as the formula has it.
        height: in lines.
        refresh: in Hz.

    Raises:
        LibraryNotFound: libdisplay-info is not installed.
        ValueError: numbers that make no mode.
    """
    from ._display_info import GtfOptions, GtfTiming, library

    _check(width, height, refresh)
    options = GtfOptions(h_pixels=width, v_lines=height, ip_freq_rqd=refresh, m=600.0, c=40.0, k=128.0, j=20.0)
    found = GtfTiming()
    library().di_gtf_compute(found, options)
    return _mode(
        round(found.pixel_freq_mhz * 1000),
        _edges(found.h_pixels, found.h_front_porch, found.h_sync, found.h_back_porch),
        _edges(found.v_lines, found.v_front_porch, found.v_sync, found.v_back_porch),
        ModeFlag.NHSYNC | ModeFlag.PVSYNC,
    )


def _edges(active: int, front: int, sync: int, back: int) -> tuple[int, ...]:
    return active, active + front, active + front + sync, active + front + sync + back


def _mode(clock: int, horizontal: tuple[int, ...], vertical: tuple[int, ...], flags: ModeFlag) -> Mode:
    h0, h1, h2, h3 = horizontal
    v0, v1, v2, v3 = vertical
    if not 0 < clock or not 0 < h0 <= h1 <= h2 <= h3 <= 0xFFFF or not 0 < v0 <= v1 <= v2 <= v3 <= 0xFFFF:
        raise ValueError(f"the formula gives no timing that a mode can hold: {clock} kHz, {horizontal}, {vertical}")
    interlaced = bool(flags & ModeFlag.INTERLACE)
    name = f"{h0}x{v0}{'i' if interlaced else ''}"
    made = Mode(clock, h0, h1, h2, h3, 0, v0, v1, v2, v3, 0, 0, flags, ModeType.USERDEF, name)
    return replace(made, vrefresh=(made.refresh_millihertz + 500) // 1000)

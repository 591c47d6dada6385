"""libdisplay-info through ctypes: EDIDs, and the GTF timing formula.

Loaded at the first call. Versions 0.2 and 0.3 (libdisplay-info.so.2 and .so.3) are the same in what is used here;
their headers were compared. PYDRI_LIBDISPLAY_INFO chooses another file.
"""

from __future__ import annotations

import ctypes
import os
from ctypes import POINTER, c_bool, c_char, c_char_p, c_double, c_float, c_int, c_size_t, c_uint16, c_uint32, c_void_p
from functools import cache

from ..errors import LibraryNotFound
from .edid import EdidInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["GtfOptions", "GtfTiming", "library", "parse"]

_SONAMES = ("libdisplay-info.so.3", "libdisplay-info.so.2")
_VARIABLE = "PYDRI_LIBDISPLAY_INFO"


_COLORIMETRY = ("bt2020_cycc", "bt2020_ycc", "bt2020_rgb", "st2113_rgb", "ictcp")


class _VendorProduct(ctypes.Structure):
    _fields_ = [
        ("manufacturer", c_char * 3),
        ("product", c_uint16),
        ("serial", c_uint32),
        ("manufacture_week", c_int),
        ("manufacture_year", c_int),
        ("model_year", c_int),
    ]


class _ScreenSize(ctypes.Structure):
    _fields_ = [("width_cm", c_int), ("height_cm", c_int), ("landscape", c_float), ("portrait", c_float)]


class _HdrStaticMetadata(ctypes.Structure):
    _fields_ = [
        ("max_luminance", c_float),
        ("max_frame_avg_luminance", c_float),
        ("min_luminance", c_float),
        ("type1", c_bool),
        ("traditional_sdr", c_bool),
        ("traditional_hdr", c_bool),
        ("pq", c_bool),
        ("hlg", c_bool),
    ]


class _Colorimetry(ctypes.Structure):
    _fields_ = [(name, c_bool) for name in _COLORIMETRY]


class GtfOptions(ctypes.Structure):
    """struct di_gtf_options"""

    _fields_ = [
        ("h_pixels", c_int),
        ("v_lines", c_int),
        ("margins_rqd", c_bool),
        ("ip_param", c_int),
        ("ip_freq_rqd", c_double),
        ("int_rqd", c_bool),
        ("m", c_double),
        ("c", c_double),
        ("k", c_double),
        ("j", c_double),
    ]


class GtfTiming(ctypes.Structure):
    """struct di_gtf_timing"""

    _fields_ = [
        *((name, c_int) for name in ("h_pixels", "v_lines", "h_sync", "v_sync", "h_front_porch", "h_back_porch")),
        *((name, c_int) for name in ("v_front_porch", "v_back_porch", "h_border", "v_border")),
        ("pixel_freq_mhz", c_double),
    ]


# Name, result, arguments. char * results are void pointers: they are the caller's to free.
_FUNCTIONS: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
    ("di_info_parse_edid", c_void_p, (c_char_p, c_size_t)),
    ("di_info_destroy", None, (c_void_p,)),
    ("di_info_get_edid", c_void_p, (c_void_p,)),
    ("di_info_get_failure_msg", c_char_p, (c_void_p,)),
    ("di_info_get_make", c_void_p, (c_void_p,)),
    ("di_info_get_model", c_void_p, (c_void_p,)),
    ("di_info_get_serial", c_void_p, (c_void_p,)),
    ("di_info_get_default_gamma", c_float, (c_void_p,)),
    ("di_info_get_hdr_static_metadata", POINTER(_HdrStaticMetadata), (c_void_p,)),
    ("di_info_get_supported_signal_colorimetry", POINTER(_Colorimetry), (c_void_p,)),
    ("di_edid_get_version", c_int, (c_void_p,)),
    ("di_edid_get_revision", c_int, (c_void_p,)),
    ("di_edid_get_vendor_product", POINTER(_VendorProduct), (c_void_p,)),
    ("di_edid_get_screen_size", POINTER(_ScreenSize), (c_void_p,)),
    ("di_gtf_compute", None, (POINTER(GtfTiming), POINTER(GtfOptions))),
)


@cache
def library() -> ctypes.CDLL:
    """The loaded library.

    Raises:
        LibraryNotFound: it is not installed, or too old.
    """
    chosen = os.environ.get(_VARIABLE)
    reason = ""
    for name in (chosen,) if chosen else _SONAMES:
        try:
            loaded = ctypes.CDLL(name)
            for function, result, arguments in _FUNCTIONS:
                entry = getattr(loaded, function)
                entry.restype, entry.argtypes = result, arguments
        except (OSError, AttributeError) as error:
            reason = str(error)
        else:
            return loaded
    raise LibraryNotFound(
        f"libdisplay-info 0.2 or newer cannot be loaded: {reason}. Install libdisplay-info2 (Debian 13) or "
        f"libdisplay-info (Fedora, Arch), or set {_VARIABLE} to the library file."
    )


def parse(raw: bytes) -> EdidInfo:
    """What an EDID says.

    Raises:
        LibraryNotFound: as :func:`library`.
        ValueError: the library refuses the bytes.
    """
    lib = library()
    info = lib.di_info_parse_edid(raw, len(raw))
    if not info:
        raise ValueError(f"libdisplay-info does not take these {len(raw)} bytes for an EDID")
    try:
        return _read(lib, info)
    finally:
        lib.di_info_destroy(info)


def _read(lib: ctypes.CDLL, info: int) -> EdidInfo:
    edid = lib.di_info_get_edid(info)
    product = lib.di_edid_get_vendor_product(edid).contents
    size = lib.di_edid_get_screen_size(edid).contents
    hdr = lib.di_info_get_hdr_static_metadata(info).contents
    colors = lib.di_info_get_supported_signal_colorimetry(info).contents
    gamma = lib.di_info_get_default_gamma(info)
    problems = lib.di_info_get_failure_msg(info)
    return EdidInfo(
        version=f"{lib.di_edid_get_version(edid)}.{lib.di_edid_get_revision(edid)}",
        manufacturer=product.manufacturer.decode("ascii", "replace"),
        make=_text(lib.di_info_get_make(info)),
        model=_text(lib.di_info_get_model(info)),
        serial=_text(lib.di_info_get_serial(info)),
        product=product.product,
        serial_number=product.serial or None,
        week=product.manufacture_week or None,
        year=product.manufacture_year or None,
        model_year=product.model_year or None,
        width_cm=size.width_cm or None,
        height_cm=size.height_cm or None,
        gamma=round(gamma, 2) or None,
        hdr=tuple(name for name in ("traditional_hdr", "pq", "hlg") if getattr(hdr, name)),
        max_luminance=round(hdr.max_luminance, 4) or None,
        min_luminance=round(hdr.min_luminance, 4) or None,
        colorimetry=tuple(name for name in _COLORIMETRY if getattr(colors, name)),
        problems=problems.decode("utf-8", "replace").strip() if problems else "",
    )


@cache
def _free() -> Any:
    free = ctypes.CDLL(None).free
    free.restype, free.argtypes = None, (c_void_p,)
    return free


def _text(pointer: int | None) -> str | None:
    # A string that the library made for us.
    if not pointer:
        return None
    try:
        return ctypes.string_at(pointer).decode("utf-8", "replace")
    finally:
        _free()(pointer)

"""Dma-bufs in EGL: which formats and modifiers a display imports, and the attributes of an import."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import IntEnum
from weakref import WeakSet

from pydrm import Fourcc, Modifier
from pydrm._descriptors import is_dmabuf
from pydrm._ioctl import os_error, where
from pydrm._layout import check_plane

from . import names
from ._library import ffi, lib
from .errors import failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydrm import DmaBuf

    from .display import Display

__all__ = ["ChromaSiting", "ColorSpace", "DmaBufFormat", "DmaBufModifier", "SampleRange", "formats", "modifiers"]

IMPORT, IMPORT_MODIFIERS = "EGL_EXT_image_dma_buf_import", "EGL_EXT_image_dma_buf_import_modifiers"


class ColorSpace(IntEnum):
    """Which YUV it is (``EGL_YUV_COLOR_SPACE_HINT_EXT``)."""

    REC601 = lib.EGL_ITU_REC601_EXT
    REC709 = lib.EGL_ITU_REC709_EXT
    REC2020 = lib.EGL_ITU_REC2020_EXT


class SampleRange(IntEnum):
    """Which values YUV samples have (``EGL_SAMPLE_RANGE_HINT_EXT``)."""

    FULL = lib.EGL_YUV_FULL_RANGE_EXT
    """All that fit."""
    NARROW = lib.EGL_YUV_NARROW_RANGE_EXT
    """16 to 235 and 240, of 8 bits."""


class ChromaSiting(IntEnum):
    """Where the samples of subsampled chroma sit (``EGL_YUV_CHROMA_…_SITING_HINT_EXT``)."""

    COSITED = lib.EGL_YUV_CHROMA_SITING_0_EXT
    """With the first luma sample."""
    CENTRED = lib.EGL_YUV_CHROMA_SITING_0_5_EXT
    """Between two luma samples."""


@dataclass(frozen=True, slots=True)
class DmaBufModifier:
    """A layout that a display imports a format with."""

    modifier: Modifier
    external_only: bool
    """Whether textures of it are for ``GL_TEXTURE_EXTERNAL_OES`` (``samplerExternalOES``) only."""


@dataclass(frozen=True, slots=True)
class DmaBufFormat:
    """A pixel format that a display imports."""

    format: Fourcc
    modifiers: tuple[DmaBufModifier, ...]
    """The layouts. None listed means that only implicit layouts (no modifier, or INVALID) can be imported."""


def formats(display: Display) -> tuple[DmaBufFormat, ...]:
    """See :meth:`pyegl.Display.dmabuf_formats`."""
    display.extensions.require(IMPORT_MODIFIERS, what="listing the formats of dma-bufs")
    ptr, count = display._ptr(), ffi.new("EGLint *")
    if not lib.eglQueryDmaBufFormatsEXT(ptr, 0, ffi.NULL, count):
        raise failure(lib.eglGetError(), "eglQueryDmaBufFormatsEXT", display, max_formats=0)
    room = max(count[0], 1)
    found = ffi.new("EGLint[]", room)
    if count[0] and not lib.eglQueryDmaBufFormatsEXT(ptr, room, found, count):
        raise failure(lib.eglGetError(), "eglQueryDmaBufFormatsEXT", display, max_formats=room)
    codes = [Fourcc(code & 0xFFFFFFFF) for code in found[0 : count[0]]]
    return tuple(DmaBufFormat(code, modifiers(display, code)) for code in codes)


def modifiers(display: Display, format: Fourcc | str | int) -> tuple[DmaBufModifier, ...]:
    """See :meth:`pyegl.Display.dmabuf_modifiers`."""
    code = Fourcc(format)
    display.extensions.require(IMPORT_MODIFIERS, what="listing the modifiers of dma-bufs")
    ptr, count = display._ptr(), ffi.new("EGLint *")
    fourcc = code if code < 0x8000_0000 else code - 0x1_0000_0000
    if not lib.eglQueryDmaBufModifiersEXT(ptr, fourcc, 0, ffi.NULL, ffi.NULL, count):
        raise failure(lib.eglGetError(), "eglQueryDmaBufModifiersEXT", display, format=str(code))
    room = count[0]
    if room <= 0:
        return ()
    found, external = ffi.new("EGLuint64KHR[]", room), ffi.new("EGLBoolean[]", room)
    if not lib.eglQueryDmaBufModifiersEXT(ptr, fourcc, room, found, external, count):
        raise failure(lib.eglGetError(), "eglQueryDmaBufModifiersEXT", display, format=str(code))
    return tuple(DmaBufModifier(Modifier(found[index]), bool(external[index])) for index in range(count[0]))


# Tokens of one plane: fd, offset, pitch, modifier's low and high half.
_PLANES = tuple(
    tuple(
        names.token(f"dma_buf_plane{index}_{what}_ext")
        for what in ("fd", "offset", "pitch", "modifier_lo", "modifier_hi")
    )
    for index in range(4)
)
_WIDTH, _HEIGHT, _FOURCC = lib.EGL_WIDTH, lib.EGL_HEIGHT, lib.EGL_LINUX_DRM_FOURCC_EXT


def import_words(
    planes: Sequence[tuple[int, int, int]], width: int, height: int, format: Fourcc, modifier: Modifier
) -> list[int]:
    """The attributes of an import, tokens and values in turn, without the end."""
    words = [_WIDTH, width, _HEIGHT, height, _FOURCC, format if format < 0x8000_0000 else format - 0x1_0000_0000]
    low, high = modifier & 0xFFFF_FFFF, modifier >> 32
    for (fd, offset, pitch), tokens in zip(planes, _PLANES, strict=False):
        words += (tokens[0], fd, tokens[1], offset, tokens[2], pitch)
        if modifier != Modifier.INVALID:
            words += (tokens[3], low if low < 0x8000_0000 else low - 0x1_0000_0000)
            words += (tokens[4], high if high < 0x8000_0000 else high - 0x1_0000_0000)
    return words


_real: WeakSet[DmaBuf] = WeakSet()


def _check_real(dmabuf: DmaBuf) -> None:
    # Mesa's llvmpipe without a DRM node maps whatever it is given at first use, and follows MAP_FAILED (25.0.7).
    for fd in dict.fromkeys(plane.fd for plane in dmabuf.planes):
        if not is_dmabuf(fd):
            raise os_error(errno.EINVAL, f"importing {dmabuf!r}", f"fd {fd} is no dma-buf, it is {where(fd)}")
    _real.add(dmabuf)


def check_picture(
    dmabuf: DmaBuf, width: int | None, height: int | None, format: Fourcc | None, modifier: Modifier
) -> tuple[int, int, Fourcc]:
    """The picture in a dma-buf, known to lie inside of its memory.

    Raises:
        ValueError: its size or format is not known, or it does not fit.
        OSError: it is no dma-buf (EINVAL), or closed (EBADF).
    """
    if dmabuf not in _real:
        _check_real(dmabuf)
    if width is None or height is None or format is None:
        raise ValueError(f"{dmabuf!r} does not say what picture it holds: give width, height and format")
    for name, value in (("width", width), ("height", height)):
        if not 0 < value <= 0x7FFF_FFFF:
            raise ValueError(f"{name}={value} is no size of a picture")
    planes = dmabuf.planes
    first = planes[0].fd
    for index, plane in enumerate(planes):
        size = dmabuf.size if plane.fd == first else None
        if plane.offset > 0x7FFF_FFFF or plane.pitch > 0x7FFF_FFFF:
            raise ValueError(f"plane {index}: {plane} does not fit into EGL's attributes, which have 31 bits")
        check_plane(plane, width, height, format, index, modifier, size)
    if format.info is not None and modifier in (Modifier.LINEAR, Modifier.INVALID):
        if len(planes) < len(format.info.planes):
            raise ValueError(f"{format.name} has {len(format.info.planes)} planes, {dmabuf!r} only {len(planes)}")
    return width, height, format

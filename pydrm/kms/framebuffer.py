"""Framebuffers: a buffer, and how it is to be shown. The owner of one; the snapshot is ``pydrm.kms.Framebuffer``."""

from __future__ import annotations

import errno

from .. import resource
from .._ioctl import call, call_nr, fail
from .._native import ffi, lib
from ..formats import Fourcc, Modifier
from ..resource import DeviceResource
from ._loan import Loan
from ._struct import filled
from .ids import FramebufferId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Self

    from ..device import Device
    from ._loan import Source
    from .geometry import Rect


__all__ = ["Fb"]

_MAX_CLIPS = lib.DRM_MODE_FB_DIRTY_MAX_CLIPS
# What the kernel takes depth and bits per pixel for (drm_mode_legacy_fb_format). Drivers with a quirk (nouveau on old
# cards, which shows XBGR2101010 only) take another order of the same bits.
_LEGACY = {
    (1, 1): Fourcc.C1,
    (2, 2): Fourcc.C2,
    (4, 4): Fourcc.C4,
    (8, 8): Fourcc.C8,
    (16, 15): Fourcc.XRGB1555,
    (16, 16): Fourcc.RGB565,
    (24, 24): Fourcc.RGB888,
    (32, 24): Fourcc.XRGB8888,
    (32, 30): Fourcc.XRGB2101010,
    (32, 32): Fourcc.ARGB8888,
}


class Fb(DeviceResource):
    """A framebuffer of this DRM file. Made by :meth:`add` or :meth:`add_legacy`, not called directly.

    The kernel's framebuffer keeps its buffers: what it was made from may be closed. Neither making nor closing one
    needs master.

    Ownership: the framebuffer, no GEM handle. :meth:`close` (and the collector) also takes it off the screen: planes
    that show it are switched off, and where the driver cannot have one without its primary plane, the CRTC, too.
    :meth:`release` does not. The kernel removes a file's framebuffers with the file.
    Threads: may be used and closed from any thread.
    """

    __slots__ = ("_format", "_height", "_id", "_modifier", "_width")
    _id: FramebufferId
    _width: int
    _height: int
    _format: Fourcc
    _modifier: Modifier | None

    @classmethod
    def add(
        cls,
        device: Device,
        source: Source,
        *,
        width: int | None = None,
        height: int | None = None,
        format: Fourcc | str | int | None = None,
        modifier: Modifier | int | None = None,
        pitch: int | None = None,
        interlaced: bool = False,
    ) -> Self:
        """Make a framebuffer of a buffer (``DRM_IOCTL_MODE_ADDFB2``).

        Args:
            device: where it is to be shown; stays the caller's.
            source: a dumb buffer, a :class:`pydrm.DmaBuf` (one to four planes), or what exports one, such as a buffer
                of another device or of GBM. Borrowed. What is not of this DRM file is imported for the time of the
                call.
            width: in pixels; by default, as for what follows, what the source says.
            height: in pixels.
            format: the pixel format; a dumb buffer made as XRGB8888 can be shown as ARGB8888.
            modifier: how the pixels are laid out; INVALID leaves it to the driver. A driver that takes no modifiers is
                not told that a source is linear: it expects nothing else.
            pitch: bytes from one row to the next, for sources of one plane.
            interlaced: ``DRM_MODE_FB_INTERLACED``.

        Raises:
            ValueError: the source does not say enough, has fewer planes than the format, or a number does not fit.
            OSError: EINVAL for sizes, pitches, formats and modifiers that the driver does not take, ERANGE when sizes
                overflow; what :meth:`pydrm.Device.import_dmabuf` raises.
        """
        with Loan(device, source) as loan:
            width, height = loan.known("width", width), loan.known("height", height)
            code = loan.known("format", None if format is None else Fourcc(format))
            planes = loan.planes(pitch)
            if len(planes) < code.plane_count:
                raise ValueError(f"{loan.source!r} has {len(planes)} plane(s), and {code.name} has {code.plane_count}")
            layout = loan.layout() if modifier is None else Modifier(modifier)
            said = layout != Modifier.INVALID
            flags = (lib.DRM_MODE_FB_INTERLACED if interlaced else 0) | (lib.DRM_MODE_FB_MODIFIERS if said else 0)
            fields: dict[str, Any] = {"width": width, "height": height, "pixel_format": code, "flags": flags}
            arg = filled("struct drm_mode_fb_cmd2", "Fb.add", **fields)
            for at, (handle, offset, row) in enumerate(planes):
                _set(arg, at, handles=handle, offsets=offset, pitches=row)
                arg.modifier[at] = layout if said else 0
            fields |= {"modifier": str(layout) if said else "none", "planes": _spell(planes)}
            call(device._fd, lib.DRM_IOCTL_MODE_ADDFB2, arg, **fields)
            return cls._adopt(device, arg.fb_id, width, height, code, layout if said else None)

    @classmethod
    def add_legacy(
        cls,
        device: Device,
        source: Source,
        *,
        depth: int,
        bpp: int,
        width: int | None = None,
        height: int | None = None,
        pitch: int | None = None,
    ) -> Self:
        """Make a framebuffer the old way, without a format code (``DRM_IOCTL_MODE_ADDFB``).

        The kernel makes a format of depth and bits per pixel, as :attr:`format` says.

        Args:
            device: as for :meth:`add`, and so are ``source``, ``width``, ``height`` and ``pitch``.
            depth: bits of a pixel that mean something: 24 for XRGB8888, 32 for ARGB8888.
            bpp: bits per pixel.

        Raises:
            ValueError: the source does not say enough, has several planes, or does not begin with its first pixel.
            OSError: EINVAL for a pair of depth and bpp that the kernel does not know, and as :meth:`add`.
        """
        with Loan(device, source) as loan:
            width, height = loan.known("width", width), loan.known("height", height)
            handle, offset, row = loan.planes(pitch)[0]
            if len(loan.places) > 1 or offset:
                raise ValueError(f"{loan.source!r}: DRM_IOCTL_MODE_ADDFB takes one plane at offset 0")
            sizes: dict[str, Any] = {"width": width, "height": height, "pitch": row, "bpp": bpp, "depth": depth}
            arg = filled("struct drm_mode_fb_cmd", "Fb.add_legacy", handle=handle, **sizes)
            call(device._fd, lib.DRM_IOCTL_MODE_ADDFB, arg, handle=handle, **sizes)
            return cls._adopt(device, arg.fb_id, width, height, _LEGACY.get((bpp, depth), Fourcc.INVALID), None)

    @classmethod
    def _adopt(
        cls, device: Device, number: int, width: int, height: int, code: Fourcc, modifier: Modifier | None
    ) -> Self:
        self = cls.__new__(cls)
        self._device = device
        self._id = FramebufferId(number)
        self._live = resource._generation
        self._width, self._height = width, height
        self._format, self._modifier = code, modifier
        return self

    def _destroy(self) -> None:
        fd = self._device._release_fd()
        if fd is None:
            return
        arg = ffi.new("unsigned int *", self._id)
        ret = call_nr(fd, lib.DRM_IOCTL_MODE_RMFB, arg)
        if ret < 0 and ret not in (-errno.ENOENT, -errno.ENODEV):  # removed by its number; unplugged
            fail(-ret, fd, lib.DRM_IOCTL_MODE_RMFB, arg, fb_id=self._id)

    def release(self) -> None:
        """Give the framebuffer up and leave the picture on the screen (``DRM_IOCTL_MODE_CLOSEFB``, Linux 6.8).

        The kernel frees it when no plane shows it any more. This object is closed afterwards.

        Raises:
            OSError: EINVAL from an older kernel; the framebuffer stays, and this object open.
        """
        self._check()
        if not self._disown():
            self._raise_closed()
        arg = ffi.new("struct drm_mode_closefb *", (self._id,))
        ret = call_nr(self._device._fd, lib.DRM_IOCTL_MODE_CLOSEFB, arg)
        if ret < 0:
            self._register()
            fail(-ret, self._device._fd, lib.DRM_IOCTL_MODE_CLOSEFB, arg)

    def dirty(self, rects: Iterable[Rect] | None = None, *, flags: int = 0, color: int = 0) -> None:
        """Say what has changed in the buffer, to drivers that send pixels only then (``DRM_IOCTL_MODE_DIRTYFB``).

        Needs master.

        Args:
            rects: the changed parts, in pixels; None means everything. More than the 256 that the kernel takes at once
                are told in several calls.
            flags: ``DRM_MODE_FB_DIRTY_ANNOTATE_COPY`` (each pair of rectangles is source and target of a copy) or
                ``DRM_MODE_FB_DIRTY_ANNOTATE_FILL``.
            color: what was filled in.

        Raises:
            ValueError: a rectangle's corner is not in 0 to 65535.
            OSError: ENOSYS from a driver that scans the buffer out all the time; EINVAL for copies that are no pairs;
                EACCES.
        """
        self._check()
        fields: dict[str, Any] = {"fb_id": self._id, "flags": flags, "color": color}
        if rects is None:
            arg = filled("struct drm_mode_fb_dirty_cmd", "Fb.dirty", **fields)
            call(self._device._fd, lib.DRM_IOCTL_MODE_DIRTYFB, arg, **fields, clips="everything")
            return
        corners = [(rect.x1, rect.y1, rect.x2, rect.y2) for rect in rects]
        for first in range(0, len(corners), _MAX_CLIPS):
            part = corners[first : first + _MAX_CLIPS]
            try:
                clips = ffi.new("struct drm_clip_rect[]", part)
            except OverflowError:
                raise ValueError(f"Fb.dirty: the corners of a rectangle are 0 to 65535: {part}") from None
            arg = filled("struct drm_mode_fb_dirty_cmd", "Fb.dirty", num_clips=len(part), **fields)
            arg.clips_ptr = int(ffi.cast("uintptr_t", clips))
            call(self._device._fd, lib.DRM_IOCTL_MODE_DIRTYFB, arg, **fields, clips=str(part))

    @property
    def id(self) -> FramebufferId:
        """Its id, valid while this object lives."""
        self._check()
        return self._id

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self._width

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self._height

    @property
    def format(self) -> Fourcc:
        """Pixel format."""
        return self._format

    @property
    def modifier(self) -> Modifier | None:
        """The layout that the kernel was told; None when it was told none."""
        return self._modifier

    def _describe(self) -> str:
        modifier = "" if self._modifier is None else f" {self._modifier}"
        return f"{self._id} {self._width}x{self._height} {self._format.name}{modifier} on {self._device.path}"


def _set(arg: Any, at: int, **fields: int) -> None:
    for name, value in fields.items():
        try:
            getattr(arg, name)[at] = value
        except OverflowError:
            raise ValueError(f"Fb.add: {name}[{at}] {value} does not fit into struct drm_mode_fb_cmd2") from None


def _spell(planes: list[tuple[int, int, int]]) -> str:
    return "; ".join(f"handle {handle}, offset {offset}, pitch {pitch}" for handle, offset, pitch in planes)

"""The cursor of a CRTC, by the calls that every driver with a cursor knows."""

from __future__ import annotations

from .._ioctl import call
from .._native import lib
from ._loan import Loan
from ._struct import filled
from .ids import CrtcId, id_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..device import Device
    from ._loan import Source
    from .objects import Crtc

__all__ = ["move_cursor", "set_cursor"]


def set_cursor(
    device: Device,
    crtc: CrtcId | Crtc,
    source: Source | None,
    *,
    width: int | None = None,
    height: int | None = None,
    hotspot: tuple[int, int] | None = None,
    position: tuple[int, int] | None = None,
) -> None:
    """Give a CRTC's cursor its picture, or take it away (``DRM_IOCTL_MODE_CURSOR``, with a hotspot ``…_CURSOR2``).

    Args:
        device: stays the caller's.
        crtc: which.
        source: the picture, ARGB8888, without room between its rows; what :meth:`pydrm.kms.Fb.add` takes. The kernel
            keeps the buffer. None takes the cursor away.
        width: in pixels, by default the source's; most drivers want Cap.CURSOR_WIDTH.
        height: likewise.
        hotspot: the pixel that points, for the hosts of virtual machines.
        position: where to move it at once.

    Raises:
        ValueError: the source's layout cannot be told to the kernel.
        OSError: EINVAL for sizes that the driver does not take; ENXIO from a driver without a cursor.
    """
    flags = lib.DRM_MODE_CURSOR_BO | (0 if position is None else lib.DRM_MODE_CURSOR_MOVE)
    x, y = position or (0, 0)
    fields: dict[str, Any] = {"flags": flags, "crtc_id": id_of(CrtcId, crtc), "x": x, "y": y}
    if hotspot is not None:
        fields |= {"hot_x": hotspot[0], "hot_y": hotspot[1]}
    if source is None:
        _cursor(device, fields)
        return
    with Loan(device, source) as loan:
        width = loan.known("width", width)
        height = loan.known("height", height)
        handle, offset, pitch = loan.planes(None)[0]
        if offset or pitch != 4 * width or loan.format not in (None, lib.DRM_FORMAT_ARGB8888):
            raise ValueError(
                f"set_cursor: {loan.source!r} is not {width} pixels of ARGB8888 a row, one behind the other"
            )
        _cursor(device, fields | {"width": width, "height": height, "handle": handle})


def move_cursor(device: Device, crtc: CrtcId | Crtc, x: int, y: int) -> None:
    """Move a CRTC's cursor: its upper left corner, in pixels, which may lie outside (``DRM_IOCTL_MODE_CURSOR``)."""
    _cursor(device, {"flags": lib.DRM_MODE_CURSOR_MOVE, "crtc_id": id_of(CrtcId, crtc), "x": x, "y": y})


def _cursor(device: Device, fields: dict[str, Any]) -> None:
    two = "hot_x" in fields
    arg = filled("struct drm_mode_cursor2" if two else "struct drm_mode_cursor", "set_cursor", **fields)
    call(device.fileno(), lib.DRM_IOCTL_MODE_CURSOR2 if two else lib.DRM_IOCTL_MODE_CURSOR, arg)

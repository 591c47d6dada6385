"""Mode setting the old way: one call for one thing, each on its own. Older drivers know nothing else.

All of it needs master (EACCES), and its OSErrors name the ioctl and what was asked for: ENOENT for an object that is
not there, or not leased to this DRM file; EOPNOTSUPP from a driver without mode setting; EINVAL for what the driver
does not take.

Threads: may be called from several threads at once.
"""

from __future__ import annotations

from .._ioctl import call
from .._native import ffi, lib
from ._struct import filled
from .color import ColorLut
from .cursor import move_cursor, set_cursor
from .encode import encode, same_device
from .ids import ConnectorId, CrtcId, FramebufferId, ObjectId, PlaneId, id_of
from .property_blob import Blob
from .reader import Kms
from .values import Dpms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ..device import Device
    from .framebuffer import Fb
    from .ids import HasId
    from .modes import Mode
    from .objects import Connector, Crtc, Framebuffer, Plane

__all__ = [
    "get_gamma",
    "move_cursor",
    "page_flip",
    "set_crtc",
    "set_cursor",
    "set_dpms",
    "set_gamma",
    "set_plane",
    "set_property",
]

_CURRENT_FB = 0xFFFFFFFF  # of SETCRTC: the framebuffer that is there


def _fb_id(device: Device, fb: Fb | FramebufferId | Framebuffer) -> FramebufferId:
    # Ids of another device's framebuffers would name something else on this one.
    number = id_of(FramebufferId, fb)
    if not same_device(getattr(fb, "device", device), device):
        raise ValueError(f"{fb!r} is no framebuffer of {device.path}")
    return number


def set_crtc(
    device: Device,
    crtc: CrtcId | Crtc,
    fb: Fb | FramebufferId | Framebuffer | None = None,
    mode: Mode | None = None,
    connectors: Iterable[ConnectorId | Connector] = (),
    *,
    x: int = 0,
    y: int = 0,
) -> None:
    """Show a framebuffer on connectors, or switch a CRTC off (``DRM_IOCTL_MODE_SETCRTC``). Waits until it is done.

    Args:
        device: stays the caller's.
        crtc: which.
        fb: what to show; None keeps what is there.
        mode: the timing; None switches off.
        connectors: where; those that showed another CRTC are taken away from it. All have to have the same mode.
        x: where in the framebuffer the picture begins, in pixels.
        y: likewise.

    Raises:
        ValueError: the mode does not fit into the kernel's struct, or ``fb`` is another device's.
        OSError: EINVAL for a mode, a format or connectors that do not go together, and for connectors without a mode;
            ENOSPC for a framebuffer that is smaller than the mode; ERANGE for x or y above 65535.
    """
    numbers = [id_of(ConnectorId, each) for each in connectors]
    shown: int = _fb_id(device, fb) if fb is not None else 0 if mode is None else _CURRENT_FB
    fields: dict[str, Any] = {"crtc_id": id_of(CrtcId, crtc), "fb_id": shown, "x": x, "y": y}
    arg = filled("struct drm_mode_crtc", "set_crtc", **fields, count_connectors=len(numbers))
    array = ffi.new("uint32_t[]", numbers)
    arg.set_connectors_ptr = int(ffi.cast("uintptr_t", array))
    if mode is not None:
        arg.mode_valid = 1
        data = mode.to_bytes()
        ffi.memmove(ffi.addressof(arg, "mode"), data, len(data))
    words = {"mode": "off" if mode is None else str(mode), "connectors": str(list(map(int, numbers)))}
    call(device.fileno(), lib.DRM_IOCTL_MODE_SETCRTC, arg, **fields, **words)


def page_flip(
    device: Device,
    crtc: CrtcId | Crtc,
    fb: Fb | FramebufferId | Framebuffer,
    *,
    event: bool = True,
    user_data: int = 0,
    async_: bool = False,
    target: int | None = None,
    relative: bool = False,
) -> None:
    """Show another framebuffer from the next vertical blank on (``DRM_IOCTL_MODE_PAGE_FLIP``). Does not wait.

    Args:
        device: stays the caller's.
        crtc: which; it has to be on.
        fb: what to show, of the same format as what is there, and large enough.
        event: whether a :class:`pydrm.FlipCompleteEvent` tells when it is shown.
        user_data: 64 bits that come back with the event.
        async_: at once, even if that tears (Cap.ASYNC_PAGE_FLIP).
        target: the vertical blank to do it in, the lower 32 bits of its number (Cap.PAGE_FLIP_TARGET).
        relative: ``target`` counts from the current one: 0 or 1.

    Raises:
        TypeError: ``relative`` without ``target``.
        OSError: EBUSY when the last flip is not done, or the CRTC is off; ENOSPC when the framebuffer is too small;
            EINVAL also for ``async_`` and ``target`` where the driver has no such thing; ENOMEM when more events wait
            to be read than the kernel keeps.
    """
    flags = (lib.DRM_MODE_PAGE_FLIP_EVENT if event else 0) | (lib.DRM_MODE_PAGE_FLIP_ASYNC if async_ else 0)
    if target is None and relative:
        raise TypeError("page_flip: relative says what target counts from: give target=")
    if target is not None:
        flags |= lib.DRM_MODE_PAGE_FLIP_TARGET_RELATIVE if relative else lib.DRM_MODE_PAGE_FLIP_TARGET_ABSOLUTE
    arg = filled(
        "struct drm_mode_crtc_page_flip_target",
        "page_flip",
        crtc_id=id_of(CrtcId, crtc),
        fb_id=_fb_id(device, fb),
        flags=flags,
        sequence=target or 0,
        user_data=user_data,
    )
    call(device.fileno(), lib.DRM_IOCTL_MODE_PAGE_FLIP, arg)


def set_plane(
    device: Device,
    plane: PlaneId | Plane,
    crtc: CrtcId | Crtc | None = None,
    fb: Fb | Framebuffer | None = None,
    *,
    crtc_x: int = 0,
    crtc_y: int = 0,
    crtc_w: int | None = None,
    crtc_h: int | None = None,
    src_x: float = 0,
    src_y: float = 0,
    src_w: float | None = None,
    src_h: float | None = None,
) -> None:
    """Show a part of a framebuffer on a plane, or switch the plane off (``DRM_IOCTL_MODE_SETPLANE``).

    Args:
        device: stays the caller's.
        plane: which. Primary and cursor planes are for clients with ClientCap.UNIVERSAL_PLANES.
        crtc: where.
        fb: what to show; None switches the plane off.
        crtc_x: where on the CRTC, in pixels; may lie outside.
        crtc_y: likewise.
        crtc_w: how large there; by default as in the framebuffer.
        crtc_h: likewise.
        src_x: which part of the framebuffer, in pixels, to 1/65536 of one.
        src_y: likewise.
        src_w: by default what is right of ``src_x``.
        src_h: by default what is below ``src_y``.

    Raises:
        OSError: ENOSPC when the part is not inside the framebuffer; ERANGE when it lies too far out, or would be
            scaled more than the driver can.
    """
    number = id_of(PlaneId, plane)
    if fb is None:
        fields: dict[str, Any] = {"plane_id": number, "fb_id": 0}
    else:
        width = fb.width - src_x if src_w is None else src_w
        height = fb.height - src_y if src_h is None else src_h
        source = {"src_x": src_x, "src_y": src_y, "src_w": width, "src_h": height}
        fields = {name: _fixed(name, value) for name, value in source.items()}
        fields |= {"plane_id": number, "crtc_id": id_of(CrtcId, crtc), "fb_id": _fb_id(device, fb)}  # type: ignore[arg-type]
        fields |= {"crtc_x": crtc_x, "crtc_w": round(width) if crtc_w is None else crtc_w}
        fields |= {"crtc_y": crtc_y, "crtc_h": round(height) if crtc_h is None else crtc_h}
    arg = filled("struct drm_mode_set_plane", "set_plane", **fields)
    words = {key: f"{value / 65536:g}" if key.startswith("src_") else value for key, value in fields.items()}
    call(device.fileno(), lib.DRM_IOCTL_MODE_SETPLANE, arg, **words)


def _fixed(name: str, pixels: float) -> int:
    # 16.16, as the kernel counts in framebuffers.
    try:
        return round(float(pixels) * 65536)
    except (ValueError, OverflowError):
        raise ValueError(f"set_plane: {name} {pixels!r} is no number of pixels") from None


# -- colours and other properties ------------------------------------------------------------------------------------


def get_gamma(device: Device, crtc: CrtcId | Crtc) -> ColorLut:
    """A CRTC's gamma table (``DRM_IOCTL_MODE_GETGAMMA``), without entries where it has none. Needs no master."""
    size = Kms(device).crtc(crtc).gamma_size
    arg, channels = _lut(id_of(CrtcId, crtc), size)
    if size:
        call(device.fileno(), lib.DRM_IOCTL_MODE_GETGAMMA, arg, crtc_id=arg.crtc_id, gamma_size=size)
    return ColorLut(tuple(zip(*(ffi.unpack(each, size) for each in channels), strict=True)))


def set_gamma(device: Device, crtc: CrtcId | Crtc, lut: ColorLut) -> None:
    """Set a CRTC's gamma table (``DRM_IOCTL_MODE_SETGAMMA``).

    Raises:
        ValueError: an entry is not three numbers from 0 to 0xFFFF.
        OSError: EINVAL when it has not as many entries as :attr:`pydrm.kms.Crtc.gamma_size`; ENOSYS when the CRTC has
            none.
    """
    size = len(lut.entries)
    arg, channels = _lut(id_of(CrtcId, crtc), size)
    try:
        for at, entry in enumerate(lut.entries):
            for channel, value in zip(channels, entry, strict=True):
                channel[at] = value
    except (OverflowError, ValueError, TypeError):
        raise ValueError(f"set_gamma: an entry is three numbers from 0 to 65535, not {entry}") from None
    call(device.fileno(), lib.DRM_IOCTL_MODE_SETGAMMA, arg, crtc_id=arg.crtc_id, gamma_size=size)


def _lut(crtc: CrtcId, size: int) -> tuple[Any, tuple[Any, ...]]:
    channels = tuple(ffi.new("uint16_t[]", size) for _ in range(3))
    arg = ffi.new("struct drm_mode_crtc_lut *", (crtc, size, *(int(ffi.cast("uintptr_t", each)) for each in channels)))
    return arg, channels


def set_property(device: Device | Kms, thing: ObjectId | HasId[ObjectId], name: str, value: Any) -> None:
    """Set one property of an object (``DRM_IOCTL_MODE_OBJ_SETPROPERTY``).

    Args:
        device: stays the caller's; a :class:`pydrm.kms.Kms` remembers the properties for the next time.
        thing: a connector, CRTC or plane.
        name: of a property that it has.
        value: as for :meth:`pydrm.kms.AtomicRequest.set`.

    Raises:
        KeyError: the object has no such property (that this client's capabilities show).
        TypeError: a value of the wrong kind.
        ValueError: a value that the definition excludes, or an immutable property.
        OSError: EINVAL where the driver refuses.
    """
    kms = device if isinstance(device, Kms) else Kms(device)
    number = id_of(ObjectId, thing)
    definition = kms.property_of(number, name)
    setting = encode(kms.device, number, definition, value)
    blob = None if setting.contents is None else Blob.create(kms.device, setting.contents)
    try:
        raw = blob.id if blob is not None else setting.raw if setting.ask is None else setting.ask()
        arg = filled(
            "struct drm_mode_obj_set_property",
            "set_property",
            **{"value": raw, "prop_id": definition.id, "obj_id": number, "obj_type": number.type},
        )
        words = {"obj_id": repr(number), "property": str(setting)}
        call(kms.device.fileno(), lib.DRM_IOCTL_MODE_OBJ_SETPROPERTY, arg, **words)
    finally:
        if blob is not None:
            blob.close()


def set_dpms(device: Device | Kms, connector: ConnectorId | Connector, state: Dpms) -> None:
    """Switch a display that has a mode on or off, keeping the mode (``DRM_IOCTL_MODE_SETPROPERTY`` of ``DPMS``).

    Drivers with atomic mode setting know on and off only: all but ON is off, for all connectors of the CRTC.
    """
    kms = device if isinstance(device, Kms) else Kms(device)
    number = id_of(ConnectorId, connector)
    definition = kms.property_of(number, "DPMS")
    fields: dict[str, Any] = {"value": Dpms(state), "prop_id": definition.id, "connector_id": number}
    arg = filled("struct drm_mode_connector_set_property", "set_dpms", **fields)
    call(kms.device.fileno(), lib.DRM_IOCTL_MODE_SETPROPERTY, arg, connector_id=number, DPMS=Dpms(state).name)

"""Names for what a DRM device can be asked: capabilities, client capabilities, node types."""

from __future__ import annotations

from enum import IntEnum

from ._native import lib

__all__ = ["Cap", "ClientCap", "NodeType"]


class NodeType(IntEnum):
    """Which kind of device node a DRM file was opened from."""

    PRIMARY = 0
    """``/dev/dri/cardN``: everything, including display control by the master."""
    CONTROL = 1
    """``/dev/dri/controlDN``: historic, never of use, gone since Linux 4.16."""
    RENDER = 2
    """``/dev/dri/renderDN``: rendering and buffer sharing; no display control, no authentication needed."""


class Cap(IntEnum):
    """What :meth:`pydrm.Device.get_cap` asks (``DRM_IOCTL_GET_CAP``).

    For a driver without display control the kernel answers EOPNOTSUPP to most of these, DUMB_BUFFER included, although
    such a driver (vgem) may well have dumb buffers.
    """

    DUMB_BUFFER = lib.DRM_CAP_DUMB_BUFFER
    """Dumb buffers can be made."""
    VBLANK_HIGH_CRTC = lib.DRM_CAP_VBLANK_HIGH_CRTC
    """The vblank ioctl takes a CRTC index above 1."""
    DUMB_PREFERRED_DEPTH = lib.DRM_CAP_DUMB_PREFERRED_DEPTH
    """Preferred colour depth of dumb buffers, in bits."""
    DUMB_PREFER_SHADOW = lib.DRM_CAP_DUMB_PREFER_SHADOW
    """Reading dumb buffers is slow: draw elsewhere and copy."""
    PRIME = lib.DRM_CAP_PRIME
    """Bit set: 1 imports dma-bufs, 2 exports them."""
    TIMESTAMP_MONOTONIC = lib.DRM_CAP_TIMESTAMP_MONOTONIC
    """Event timestamps are CLOCK_MONOTONIC."""
    ASYNC_PAGE_FLIP = lib.DRM_CAP_ASYNC_PAGE_FLIP
    """Legacy page flips may happen at once, with tearing."""
    CURSOR_WIDTH = lib.DRM_CAP_CURSOR_WIDTH
    """Good width of a cursor plane, in pixels."""
    CURSOR_HEIGHT = lib.DRM_CAP_CURSOR_HEIGHT
    """Good height of a cursor plane, in pixels."""
    ADDFB2_MODIFIERS = lib.DRM_CAP_ADDFB2_MODIFIERS
    """Framebuffers can be made with a modifier."""
    PAGE_FLIP_TARGET = lib.DRM_CAP_PAGE_FLIP_TARGET
    """A page flip can name the vblank it waits for."""
    CRTC_IN_VBLANK_EVENT = lib.DRM_CAP_CRTC_IN_VBLANK_EVENT
    """Vblank and flip events carry their CRTC's id."""
    SYNCOBJ = lib.DRM_CAP_SYNCOBJ
    """The driver has sync objects."""
    SYNCOBJ_TIMELINE = lib.DRM_CAP_SYNCOBJ_TIMELINE
    """The driver has timeline sync objects."""
    ATOMIC_ASYNC_PAGE_FLIP = lib.DRM_CAP_ATOMIC_ASYNC_PAGE_FLIP
    """Atomic commits may flip at once, with tearing."""


class ClientCap(IntEnum):
    """What :meth:`pydrm.Device.set_client_cap` switches on (``DRM_IOCTL_SET_CLIENT_CAP``). Nothing is set by itself."""

    STEREO_3D = lib.DRM_CLIENT_CAP_STEREO_3D
    """Show stereo 3D modes."""
    UNIVERSAL_PLANES = lib.DRM_CLIENT_CAP_UNIVERSAL_PLANES
    """Show all planes, not only overlays."""
    ATOMIC = lib.DRM_CLIENT_CAP_ATOMIC
    """Show atomic properties, allow atomic commits (implies the two around it)."""
    ASPECT_RATIO = lib.DRM_CLIENT_CAP_ASPECT_RATIO
    """Show the aspect ratio in mode flags."""
    WRITEBACK_CONNECTORS = lib.DRM_CLIENT_CAP_WRITEBACK_CONNECTORS
    """Show writeback connectors; needs ATOMIC."""
    CURSOR_PLANE_HOTSPOT = lib.DRM_CLIENT_CAP_CURSOR_PLANE_HOTSPOT
    """This client sets cursor hotspots, for virtual machines (Linux 6.6)."""
    PLANE_COLOR_PIPELINE = lib.DRM_CLIENT_CAP_PLANE_COLOR_PIPELINE
    """This client uses plane colour pipelines (Linux 6.19)."""

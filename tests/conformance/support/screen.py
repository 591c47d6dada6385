"""A display that is on: the least of mode setting that makes a CRTC count frames, by raw calls."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest

from pydrm import ffi, lib
from pydrm._ioctl import call

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pydrm


def _address(array: Any) -> int:
    return int(ffi.cast("uintptr_t", array))


def _output(device: pydrm.Device) -> tuple[int, Any]:
    # The first connector that has a screen, and its first mode.
    fd = device.fileno()
    resources = ffi.new("struct drm_mode_card_res *")
    call(fd, lib.DRM_IOCTL_MODE_GETRESOURCES, resources)
    connectors = ffi.new("uint32_t[]", max(resources.count_connectors, 1))
    resources.connector_id_ptr = _address(connectors)
    resources.count_fbs = resources.count_crtcs = resources.count_encoders = 0
    call(fd, lib.DRM_IOCTL_MODE_GETRESOURCES, resources)
    for identifier in list(connectors)[: resources.count_connectors]:
        connector = ffi.new("struct drm_mode_get_connector *")
        connector.connector_id = identifier
        call(fd, lib.DRM_IOCTL_MODE_GETCONNECTOR, connector)
        if not connector.count_modes:
            continue
        modes = ffi.new("struct drm_mode_modeinfo[]", connector.count_modes)
        connector.modes_ptr = _address(modes)
        connector.count_props = connector.count_encoders = 0
        call(fd, lib.DRM_IOCTL_MODE_GETCONNECTOR, connector)
        # A copy: an element of an array does not keep the array alive.
        return identifier, ffi.new("struct drm_mode_modeinfo *", modes[0])[0]
    pytest.skip(f"{device.driver} has no connector with a mode")


def _first_crtc(device: pydrm.Device) -> int:
    resources = ffi.new("struct drm_mode_card_res *")
    call(device.fileno(), lib.DRM_IOCTL_MODE_GETRESOURCES, resources)
    crtcs = ffi.new("uint32_t[]", max(resources.count_crtcs, 1))
    resources.crtc_id_ptr = _address(crtcs)
    resources.count_fbs = resources.count_connectors = resources.count_encoders = 0
    call(device.fileno(), lib.DRM_IOCTL_MODE_GETRESOURCES, resources)
    return int(crtcs[0])


class Screen:
    """A CRTC that shows a framebuffer."""

    def __init__(self, device: pydrm.Device, crtc: int, fb: int) -> None:
        self.device = device
        self.crtc = crtc
        self.fb = fb

    def queue_vblank(self, user_data: int, *, after: int = 1) -> None:
        """Ask for a vblank event some frames from now (WAIT_VBLANK, of the first CRTC)."""
        arg = ffi.new("union drm_wait_vblank *")
        arg.request.type = lib._DRM_VBLANK_RELATIVE | lib._DRM_VBLANK_EVENT
        arg.request.sequence = after
        arg.request.signal = user_data
        call(self.device.fileno(), lib.DRM_IOCTL_WAIT_VBLANK, arg, after=after)

    def queue_sequence(self, user_data: int, *, after: int = 1) -> None:
        """Ask for a sequence event some frames from now (CRTC_QUEUE_SEQUENCE)."""
        arg = ffi.new("struct drm_crtc_queue_sequence *")
        arg.crtc_id, arg.sequence, arg.user_data = self.crtc, after, user_data
        arg.flags = lib.DRM_CRTC_SEQUENCE_RELATIVE
        call(self.device.fileno(), lib.DRM_IOCTL_CRTC_QUEUE_SEQUENCE, arg)

    def flip(self, user_data: int) -> None:
        """Show the framebuffer (again) and ask for an event when it is on the screen."""
        arg = ffi.new("struct drm_mode_crtc_page_flip *")
        arg.crtc_id, arg.fb_id, arg.user_data = self.crtc, self.fb, user_data
        arg.flags = lib.DRM_MODE_PAGE_FLIP_EVENT
        call(self.device.fileno(), lib.DRM_IOCTL_MODE_PAGE_FLIP, arg)


@contextlib.contextmanager
def lit(device: pydrm.Device) -> Iterator[Screen]:
    """Switch the device's first screen on, and off again at the end. The device has to be master."""
    connector, mode = _output(device)
    crtc = ffi.new("struct drm_mode_crtc *")
    crtc.crtc_id = _first_crtc(device)
    with device.create_dumb(mode.hdisplay, mode.vdisplay, "XR24") as buffer:
        fb = ffi.new("struct drm_mode_fb_cmd *")
        fb.width, fb.height, fb.pitch, fb.bpp, fb.depth = mode.hdisplay, mode.vdisplay, buffer.pitch, 32, 24
        fb.handle = buffer.handle
        call(device.fileno(), lib.DRM_IOCTL_MODE_ADDFB, fb)
        connectors = ffi.new("uint32_t[]", [connector])
        crtc.set_connectors_ptr, crtc.count_connectors = _address(connectors), 1
        crtc.fb_id, crtc.mode_valid, crtc.mode = fb.fb_id, 1, mode
        try:
            call(device.fileno(), lib.DRM_IOCTL_MODE_SETCRTC, crtc)
            yield Screen(device, crtc.crtc_id, fb.fb_id)
        finally:
            # Removing the framebuffer takes it off the screen; the CRTC stays on where the driver can do so (vkms).
            off = ffi.new("struct drm_mode_crtc *")
            off.crtc_id = crtc.crtc_id
            call(device.fileno(), lib.DRM_IOCTL_MODE_SETCRTC, off)
            call(device.fileno(), lib.DRM_IOCTL_MODE_RMFB, ffi.new("unsigned int *", fb.fb_id))

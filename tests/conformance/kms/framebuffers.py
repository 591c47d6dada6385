"""Raw framebuffers for the cases: made by ADDFB2 of dumb buffers, and a display that shows one."""

from __future__ import annotations

from ctypes import c_uint32
from typing import TYPE_CHECKING

import pydrm
from pydrm import Fourcc, ffi, lib
from pydrm.kms import Connector, ConnectorType, CrtcId, FramebufferId, Kms
from pydrm.kms.legacy import set_crtc

from ..support.raw import Reply, address_of

if TYPE_CHECKING:
    from types import TracebackType

    from ..support.client import Client


def addfb2(client: Client, width: int, height: int, code: int, handles: list[int], pitches: list[int]) -> Reply:
    """MODE_ADDFB2 without modifiers, of planes that lie at offset 0; the id is in the reply's `fb_id`."""
    planes = {"handles": [*handles, 0, 0, 0][:4], "pitches": [*pitches, 0, 0, 0][:4]}
    return client.ioctl("MODE_ADDFB2", width=width, height=height, pixel_format=code, **planes)


def must_addfb(client: Client, width: int = 64, height: int = 32) -> tuple[int, int]:
    """An XRGB8888 framebuffer on a dumb buffer of its own: its id and the buffer's handle."""
    buffer = client.create(width, height, 32).ok()
    made = addfb2(client, width, height, Fourcc.XRGB8888, [buffer.handle], [buffer.pitch]).ok()
    return int(made.fb_id), int(buffer.handle)


class Screen:
    """A display on which a client that is master shows a framebuffer, from entering to leaving."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> Screen:
        self.device = pydrm.open(self._path)
        self.kms = Kms(self.device)
        resources = self.kms.resources()
        self.connector: Connector = next(
            found
            for found in (self.kms.connector(each, probe=True) for each in resources.connectors)
            if found.modes and found.type != ConnectorType.WRITEBACK
        )
        self.crtc: CrtcId = resources.crtcs[0]
        self.mode = self.connector.modes[0]
        self.buffer = self.device.create_dumb(self.mode.hdisplay, self.mode.vdisplay, Fourcc.XRGB8888)
        self.framebuffer = self._addfb()
        self._setcrtc()
        return self

    def _addfb(self) -> FramebufferId:
        arg = ffi.new("struct drm_mode_fb_cmd2 *")
        arg.width, arg.height, arg.pixel_format = self.mode.hdisplay, self.mode.vdisplay, Fourcc.XRGB8888
        arg.handles[0], arg.pitches[0] = self.buffer.handle, self.buffer.pitch
        assert lib.pydri_ioctl(self.device.fileno(), lib.DRM_IOCTL_MODE_ADDFB2, arg) == 0
        return FramebufferId(arg.fb_id)

    def _setcrtc(self) -> None:
        arg = ffi.new("struct drm_mode_crtc *")
        connectors = (c_uint32 * 1)(self.connector.id)
        arg.set_connectors_ptr, arg.count_connectors = address_of(connectors), 1
        arg.crtc_id, arg.fb_id, arg.mode_valid = self.crtc, self.framebuffer, 1
        ffi.memmove(ffi.addressof(arg, "mode"), self.mode.to_bytes(), ffi.sizeof(arg.mode))
        assert lib.pydri_ioctl(self.device.fileno(), lib.DRM_IOCTL_MODE_SETCRTC, arg) == 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # The framebuffer goes with the file. The CRTC would stay on without it, where the driver can do so (vkms).
        set_crtc(self.device, self.crtc)
        self.buffer.close()
        self.device.close()

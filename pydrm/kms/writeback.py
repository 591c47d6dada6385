"""Writeback connectors: what a CRTC makes of its planes, written to memory instead of to a display."""

from __future__ import annotations

import errno
import os
from re import findall

from .._native import lib
from ..errors import NotSupported
from ..formats import Fourcc
from .atomic import AtomicRequest
from .framebuffer import Fb
from .ids import ConnectorId, CrtcId, id_of
from .reader import Kms
from .values import ConnectorType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Self

    import numpy as np

    from ..device import Device
    from ..dmabuf import DmaBuf
    from ..dumb import DumbBuffer
    from ..syncfile import SyncFile
    from ._loan import Source
    from .ids import FramebufferId
    from .modes import Mode
    from .objects import Connector, Crtc

__all__ = ["Writeback"]

_SECOND = 1_000_000_000
_UPRIGHT = lib.DRM_MODE_ROTATE_0 | lib.DRM_MODE_REFLECT_X


class Writeback:
    """A writeback connector, and the CRTC whose frames it captures while in a ``with`` block.

        with Writeback(kms, crtc) as writeback:
            frame = writeback.capture_array()

    Entering connects the two, which is a mode set: the screen may go dark for a moment. Where the hardware cannot feed
    a display and memory at once (``possible_clones``), the CRTC's displays are disconnected until the block is left. A
    connector that was connected before is left as it is.

    Needs master, ClientCap.ATOMIC and ClientCap.WRITEBACK_CONNECTORS. Each method raises the OSErrors of
    :meth:`AtomicRequest.commit`.

    Ownership: nothing of the kernel's.
    Threads: one at a time.
    """

    __slots__ = ("_away", "_connected", "_kms", "connector", "crtc")

    def __init__(
        self, device: Device | Kms, crtc: CrtcId | Crtc, connector: ConnectorId | Connector | None = None
    ) -> None:
        """Choose what captures what.

        Args:
            device: the device, or its mode-setting side; stays the caller's.
            crtc: whose frames.
            connector: a writeback connector; by default the first one that the CRTC can feed.

        Raises:
            LookupError: there is none.
        """
        self._kms = device if isinstance(device, Kms) else Kms(device)
        self.crtc = id_of(CrtcId, crtc)
        self.connector = self._find() if connector is None else id_of(ConnectorId, connector)
        self._connected = False
        self._away: list[ConnectorId] = []

    def __repr__(self) -> str:
        return f"<Writeback connector {self.connector} of CRTC {self.crtc} on {self._kms.device.path}>"

    def _find(self) -> ConnectorId:
        kms = self._kms
        resources = kms.resources()
        for found in map(kms.connector, resources.connectors):
            if found.type == ConnectorType.WRITEBACK:
                masks = [kms.encoder(each).possible_crtcs for each in found.encoders]
                if any(self.crtc in resources.crtcs_of(mask) for mask in masks):
                    return found.id
        raise LookupError(
            f"{kms.device.path} shows no writeback connector for CRTC {self.crtc} (ClientCap.WRITEBACK_CONNECTORS does)"
        )

    @property
    def formats(self) -> tuple[Fourcc, ...]:
        """The formats in which frames can be had (WRITEBACK_PIXEL_FORMATS)."""
        found: tuple[Fourcc, ...] = self._kms.properties(self.connector)["WRITEBACK_PIXEL_FORMATS"].data or ()
        return found

    # -- connecting --------------------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        fed = [each for each in self._kms.resources().connectors if self._crtc_of(each) == self.crtc]
        if self.connector in fed:
            return self
        request = AtomicRequest(self._kms)
        request.set(self.connector, CRTC_ID=self.crtc)
        away: list[ConnectorId] = []
        try:
            request.test(allow_modeset=True)
        except OSError as error:
            if error.errno != errno.EINVAL or not fed:
                raise
            away = fed
            for each in away:
                request.set(each, CRTC_ID=None)
        request.commit(allow_modeset=True)
        self._connected, self._away = True, away
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._connected:
            return
        away, self._connected, self._away = self._away, False, []
        request = AtomicRequest(self._kms)
        request.set(self.connector, CRTC_ID=None)
        for each in away:
            request.set(each, CRTC_ID=self.crtc)
        request.commit(allow_modeset=True)

    def _crtc_of(self, connector: ConnectorId) -> Any:
        return self._kms.properties(connector, blobs=False).value("CRTC_ID")

    # -- capturing ---------------------------------------------------------------------------------------------------

    def start(self, fb: Fb | FramebufferId, *, nonblock: bool = False) -> SyncFile:
        """Have the next frame written into a framebuffer.

        Args:
            fb: of the mode's size, in one of :attr:`formats`.
            nonblock: as for :meth:`AtomicRequest.commit`.

        Returns:
            A fence, owned by the caller: ready when the frame is complete.

        Raises:
            OSError: EINVAL for another size or format, for a CRTC that is off, and outside of the ``with`` block.
            NotSupported: vkms of this kernel would write somewhere else; see docs/kms.md.
        """
        if self._kms.device.driver == "vkms":
            self._check_vkms()
        request = AtomicRequest(self._kms)
        request.set(self.connector, WRITEBACK_FB_ID=fb)
        request.want_out_fence(self.connector)
        return request.commit(nonblock=nonblock).fences[self.connector]

    def capture_into(self, target: Source, *, timeout_ns: int | None = _SECOND) -> None:
        """Have a frame written into a buffer, and wait until it is there.

        Args:
            target: what :meth:`Fb.add` takes, of the mode's size, in one of :attr:`formats`; borrowed.
            timeout_ns: how long to wait, nanoseconds; None for ever.

        Raises:
            TimeoutError: it was not there in time. It may come later: the buffer is not free yet.
            OSError: as :meth:`start`, and :meth:`Fb.add`.
        """
        with Fb.add(self._kms.device, target) as fb, self.start(fb) as fence:
            fence.wait(timeout_ns)

    def capture(self, format: Fourcc | str = Fourcc.XRGB8888, *, timeout_ns: int | None = _SECOND) -> DmaBuf:
        """A frame as a new dma-buf, owned by the caller.

        Args:
            format: one of :attr:`formats`.
            timeout_ns: as for :meth:`capture_into`, whose errors this raises, too.
        """
        with self._buffer(format) as buffer:
            self.capture_into(buffer, timeout_ns=timeout_ns)
            return buffer.export()

    def capture_array(
        self, format: Fourcc | str = Fourcc.XRGB8888, *, timeout_ns: int | None = _SECOND
    ) -> np.ndarray[Any, np.dtype[Any]]:
        """A frame as a numpy array, shaped as :attr:`pydrm.DumbBuffer.array`; a copy.

        Args:
            format: one of :attr:`formats`.
            timeout_ns: as for :meth:`capture_into`, whose errors this raises, too.
        """
        with self._buffer(format) as buffer:
            self.capture_into(buffer, timeout_ns=timeout_ns)
            return buffer.array.copy()

    def _check_vkms(self) -> None:
        # vkms of Linux 6.12 (blend in vkms_composer.c) writes each line to where it lies in the last visible plane,
        # which for a plane that is turned or upside down is before or behind the buffer, and without a plane anywhere:
        # the kernel dies of it. Lines go where they belong since vkms composes line by line, in 6.15 for certain.
        release = tuple(int(part) for part in findall(r"\d+", os.uname().release)[:2])
        mode = self._kms.crtc(self.crtc).mode
        if release >= (6, 15) or mode is None:
            return
        visible = False
        for plane in map(self._kms.properties, self._kms.planes()):
            if plane.value("CRTC_ID") != self.crtc:
                continue
            turned = plane["rotation"].raw & ~_UPRIGHT
            x, y, width, height = (plane.value(f"CRTC_{name}") for name in "XYWH")
            inside = -width < x < mode.hdisplay and -height < y < mode.vdisplay  # type: ignore[operator]
            if turned and inside:
                raise NotSupported(
                    f"vkms before Linux 6.15 cannot capture planes that are turned or upside down: {self!r}"
                )
            visible = visible or inside
        if not visible:
            raise NotSupported(f"vkms before Linux 6.15 cannot capture a CRTC without a plane: {self!r}")

    def _buffer(self, format: Fourcc | str) -> DumbBuffer:
        mode: Mode | None = self._kms.crtc(self.crtc).mode
        if mode is None:
            raise ValueError(f"CRTC {self.crtc} is off: there is no frame to capture")
        return self._kms.device.create_dumb(mode.hdisplay, mode.vdisplay, format)

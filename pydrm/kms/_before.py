"""What a CRTC showed, kept so that it can be shown again."""

from __future__ import annotations

import errno

from .._ioctl import call, call_nr
from .._native import ffi, lib
from ..formats import Fourcc, Modifier
from . import legacy
from .atomic import AtomicRequest
from .framebuffer import Fb
from .pipeline import crtc_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .ids import ConnectorId, CrtcId, FramebufferId, PlaneId
    from .objects import Crtc
    from .pipeline import Pipeline
    from .reader import Kms

__all__ = ["Before"]

_GETFB2, _ADDFB2, _CLOSE = lib.DRM_IOCTL_MODE_GETFB2, lib.DRM_IOCTL_MODE_ADDFB2, lib.DRM_IOCTL_GEM_CLOSE
_PLACE = ("CRTC_X", "CRTC_Y", "CRTC_W", "CRTC_H", "SRC_X", "SRC_Y", "SRC_W", "SRC_H")


class Before:
    # A picture that its owner left on the screen (CLOSEFB) is gone for good as soon as another one is shown. A second
    # framebuffer of the same buffer, made while the first is there, keeps it. One that is somebody's, the console's
    # among them, is shown again itself: its owner goes on drawing and flushing by its id.
    __slots__ = ("_active", "_atomic", "_copies", "_kms", "_pipeline", "_planes", "_saved")

    def __init__(self, kms: Kms, pipeline: Pipeline, *, atomic: bool) -> None:
        self._kms = kms
        self._pipeline = pipeline
        self._atomic = atomic
        self._copies: dict[FramebufferId, Fb] = {}
        self._planes: dict[PlaneId, dict[str, Any]] = {}
        connector = crtc_of(kms, pipeline.connector.id)
        self._saved = {each: self._look(each) for each in dict.fromkeys((pipeline.crtc, connector)) if each}
        shown = [crtc.fb_id for crtc, _ in self._saved.values()]
        if atomic:
            self._active = bool(kms.properties(pipeline.crtc, blobs=False).value("ACTIVE"))
            self._planes = _planes(kms, pipeline)
            shown += [each["FB_ID"] for each in self._planes.values()]
        for number in dict.fromkeys(shown):
            copy = None if number is None else _copy(kms, number)
            if number is not None and copy is not None:
                self._copies[number] = copy

    def _look(self, crtc: CrtcId) -> tuple[Crtc, list[ConnectorId]]:
        kms = self._kms
        fed = [each for each in kms.resources().connectors if crtc_of(kms, each) == crtc]
        return kms.crtc(crtc), fed

    @property
    def others(self) -> tuple[PlaneId, ...]:
        """The planes that showed something besides the primary one."""
        own = self._pipeline.plane
        return tuple(each for each in self._planes if own is None or each != own.id)

    def replaced(self) -> None:
        """Another picture is on the screen: from now on, what is there without it needs no copy."""
        for number in list(self._copies):
            try:
                self._kms.framebuffer(number)
            except OSError as error:
                if error.errno == errno.ENOENT:
                    continue
            self._copies.pop(number).close()

    def restore(self) -> None:
        """Show it again.

        Raises:
            OSError: the driver's; EACCES when master has gone to somebody else, whose screen it is now.
        """
        if self._atomic:
            self._commit()
        else:
            for crtc, fed in self._saved.values():
                fb = self._fb(crtc.fb_id)
                if crtc.mode is None or fb is None:
                    legacy.set_crtc(self._kms.device, crtc)
                else:
                    legacy.set_crtc(self._kms.device, crtc, fb, crtc.mode, fed, x=crtc.x, y=crtc.y)

    def _commit(self) -> None:
        pipeline = self._pipeline
        request = AtomicRequest(self._kms)
        lost = False
        for plane, settings in self._planes.items():
            fb = self._fb(settings["FB_ID"])
            lost |= fb is None and settings["FB_ID"] is not None
            request.set(plane, {**settings, "FB_ID": fb, "CRTC_ID": None if fb is None else pipeline.crtc})
        own = next((number for number, (_, fed) in self._saved.items() if pipeline.connector.id in fed), None)
        mode = self._saved[pipeline.crtc][0].mode
        if lost and not pipeline.mirrors:  # there is nothing to be shown, and not every driver shows nothing
            mode, own = None, None if own == pipeline.crtc else own
        request.set(pipeline.connector, CRTC_ID=own)
        request.set(pipeline.crtc, MODE_ID=mode, ACTIVE=mode is not None and self._active)
        request.commit(allow_modeset=True)

    def _fb(self, number: FramebufferId | None) -> Fb | FramebufferId | None:
        if number is None or number in self._copies:
            return None if number is None else self._copies[number]
        try:
            self._kms.framebuffer(number)
        except FileNotFoundError:  # its owner has gone meanwhile
            return None
        except OSError:
            pass  # the driver keeps to itself what is in it
        return number

    def close(self) -> None:
        """Forget it; what is shown of it stays."""
        for fb in self._copies.values():
            try:
                fb.release()
            except OSError:  # before Linux 6.8
                fb.close()
        self._copies.clear()


def _planes(kms: Kms, pipeline: Pipeline) -> dict[PlaneId, dict[str, Any]]:
    # What is to be set for each plane that shows something on the CRTC, and for the primary plane in any case.
    found = {}
    for number in kms.planes():
        properties = kms.properties(number, blobs=False)
        if properties.value("CRTC_ID") == pipeline.crtc or (pipeline.plane and number == pipeline.plane.id):
            values = {name: properties[name] for name in (*_PLACE, "FB_ID")}
            found[number] = {name: each.value if each.data is None else each.data for name, each in values.items()}
    return found


def _copy(kms: Kms, number: FramebufferId) -> Fb | None:
    # Another framebuffer of the same buffers; None where the kernel does not tell which (to others than the master and
    # root). What GETFB2 answers is what ADDFB2 takes; the handles are new ones, of nobody else.
    fd = kms.device.fileno()
    arg = ffi.new("struct drm_mode_fb_cmd2 *", (number,))
    if call_nr(fd, _GETFB2, arg) < 0:
        return None
    handles = {*arg.handles} - {0}
    try:
        if not handles or call_nr(fd, _ADDFB2, arg) < 0:
            return None
        modifier = Modifier(arg.modifier[0]) if arg.flags & lib.DRM_MODE_FB_MODIFIERS else None
        return Fb._adopt(kms.device, arg.fb_id, arg.width, arg.height, Fourcc(arg.pixel_format), modifier)
    finally:
        for handle in handles:
            call(fd, _CLOSE, ffi.new("struct drm_gem_close *", (handle,)))

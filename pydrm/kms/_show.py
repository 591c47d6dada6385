"""The two ways to put a framebuffer on a CRTC: atomic commits, and the older calls."""

from __future__ import annotations

from . import legacy
from .atomic import AtomicRequest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..syncfile import SyncFile
    from .framebuffer import Fb
    from .ids import PlaneId
    from .pipeline import Pipeline
    from .reader import Kms

__all__ = ["AtomicShow", "LegacyShow", "way"]


class AtomicShow:
    # first() sets the mode, next() shows another framebuffer. Both say whether an event will tell when it is shown.
    __slots__ = ("_kms", "_next", "_pipeline")

    def __init__(self, kms: Kms, pipeline: Pipeline) -> None:
        if pipeline.plane is None:
            raise LookupError(f"no primary plane is free for CRTC {pipeline.crtc} of {kms.device.path}")
        self._kms = kms
        self._pipeline = pipeline
        self._next = AtomicRequest(kms)

    def first(self, fb: Fb, others: Iterable[PlaneId], token: int) -> bool:
        pipeline, request = self._pipeline, AtomicRequest(self._kms)
        assert pipeline.plane is not None
        width, height = pipeline.mode.hdisplay, pipeline.mode.vdisplay
        for plane in others:
            request.set(plane, FB_ID=None, CRTC_ID=None)
        request.set(pipeline.connector, CRTC_ID=pipeline.crtc)
        request.set(pipeline.crtc, MODE_ID=pipeline.mode, ACTIVE=True)
        request.set(pipeline.plane, FB_ID=fb, CRTC_ID=pipeline.crtc)
        request.set(pipeline.plane, CRTC_X=0, CRTC_Y=0, CRTC_W=width, CRTC_H=height)
        request.set(pipeline.plane, SRC_X=0, SRC_Y=0, SRC_W=width, SRC_H=height)
        request.commit(allow_modeset=True, event=True, user_data=token)
        return True

    def next(self, fb: Fb, token: int, in_fence: SyncFile | None, timeout_ns: int | None) -> bool:
        assert self._pipeline.plane is not None
        self._next.set(self._pipeline.plane, FB_ID=fb)
        request = self._next
        if in_fence is not None:
            request = request.copy()
            request.set(self._pipeline.plane, IN_FENCE_FD=in_fence)
        request.commit(nonblock=True, event=True, user_data=token)
        return True


class LegacyShow:
    # The same. SETCRTC waits by itself, and tells no event.
    __slots__ = ("_kms", "_last", "_pipeline")

    def __init__(self, kms: Kms, pipeline: Pipeline) -> None:
        self._kms = kms
        self._pipeline = pipeline
        self._last: tuple[object, object] | None = None

    def first(self, fb: Fb, others: Iterable[PlaneId], token: int) -> bool:
        pipeline = self._pipeline
        connectors = [pipeline.connector.id, *pipeline.mirrors]
        legacy.set_crtc(self._kms.device, pipeline.crtc, fb, pipeline.mode, connectors)
        self._last = fb.format, fb.modifier
        return False

    def next(self, fb: Fb, token: int, in_fence: SyncFile | None, timeout_ns: int | None) -> bool:
        if in_fence is not None:
            in_fence.wait(timeout_ns)
        if self._last != (fb.format, fb.modifier):  # a flip may not change these
            return self.first(fb, (), token)
        legacy.page_flip(self._kms.device, self._pipeline.crtc, fb, user_data=token)
        return True


def way(kms: Kms, pipeline: Pipeline) -> AtomicShow | LegacyShow:
    """Atomic where the DRM file has ClientCap.ATOMIC: then it sees that connectors have a CRTC_ID."""
    atomic = "CRTC_ID" in kms.properties(pipeline.connector, blobs=False)
    return AtomicShow(kms, pipeline) if atomic else LegacyShow(kms, pipeline)

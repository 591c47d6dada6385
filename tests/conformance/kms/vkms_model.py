"""What vkms of Linux 6.12 makes of an atomic commit, in plain Python: one CRTC, one display, planes, framebuffers.

Written after drm_atomic_uapi.c, drm_atomic.c, drm_atomic_helper.c and vkms_plane.c, in their order, since the first
check that fails names the errno.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

MOST = (1 << 31) - 1
ROTATIONS = ("rotate-0", "rotate-90", "rotate-180", "rotate-270")
TURNED = ("rotate-90", "rotate-270")


@dataclass(frozen=True)
class Plane:
    """Names are the properties' own, in lower case; the source in 1/65536 of a pixel."""

    fb_id: int | None = None
    crtc_id: int | None = None
    src_x: int = 0
    src_y: int = 0
    src_w: int = 0
    src_h: int = 0
    crtc_x: int = 0
    crtc_y: int = 0
    crtc_w: int = 0
    crtc_h: int = 0
    rotation: frozenset[str] = frozenset({"rotate-0"})


@dataclass(frozen=True)
class Wish:
    """A commit: what it sets, and its flags."""

    planes: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    crtc: Mapping[str, Any] = field(default_factory=dict)
    """``mode``: a size, or None; ``active``."""
    connector: Mapping[str, Any] = field(default_factory=dict)
    """``crtc_id``"""
    test_only: bool = False
    allow_modeset: bool = False
    event: bool = False
    out_fence: bool = False


class Refused(Exception):
    """The errno of a commit that fails."""

    def __init__(self, code: int) -> None:
        super().__init__(errno.errorcode[code])
        self.code = code


def need(condition: bool, code: int = errno.EINVAL) -> None:
    if not condition:
        raise Refused(code)


class Model:
    """The state of the device; `sizes` has every living framebuffer."""

    def __init__(self, crtc: int, planes: tuple[int, ...]) -> None:
        self.id = crtc
        self.planes = dict.fromkeys(planes, Plane())
        self.mode: tuple[int, int] | None = None
        self.active = False
        self.route: int | None = None
        self.sizes: dict[int, tuple[int, int]] = {}

    def remove(self, fb: int) -> None:
        """RMFB: planes that show it are off, and keep their places. (The CRTC goes on: vkms needs no primary plane.)"""
        del self.sizes[fb]
        for number, plane in self.planes.items():
            if plane.fb_id == fb:
                self.planes[number] = replace(plane, fb_id=None, crtc_id=None)

    def commit(self, wish: Wish) -> int:
        """Do it; how many events come. Raises Refused, and then nothing has changed."""
        need(not (wish.test_only and wish.event))
        planes = {number: self._changed(self.planes[number], wish.planes[number]) for number in wish.planes}
        mode, active = wish.crtc.get("mode", self.mode), wish.crtc.get("active", self.active)
        route = wish.connector.get("crtc_id", self.route)
        need(route in (None, self.id))
        touched = bool(wish.crtc or wish.out_fence) or self._touched(planes, wish, route)
        if wish.event:
            need(touched)
        for number in self.planes:  # in their order
            if number in planes:
                self._check_plane(planes[number])
        told = touched and not wish.test_only and (wish.event or wish.out_fence)
        self._check_crtc(touched, told, mode, active, route)
        modeset = (mode, active, route) != (self.mode, self.active, self.route)
        after = {**self.planes, **planes}
        for number, plane in after.items():
            if plane.fb_id is not None and (number in planes or modeset):
                self._check_scale(plane)
        need(wish.allow_modeset or not modeset)
        if wish.test_only:
            return 0
        self.planes, self.mode, self.active, self.route = after, mode, active, route
        return int(wish.event)

    def _changed(self, plane: Plane, values: Mapping[str, Any]) -> Plane:
        # Each value by itself, as it is set: all of these are EINVAL.
        fb, crtc = values.get("fb_id"), values.get("crtc_id")
        need(fb is None or fb in self.sizes)
        need(crtc is None or crtc == self.id)
        if "rotation" in values:
            need(len(values["rotation"] & set(ROTATIONS)) == 1)
        return replace(plane, **values)

    def _touched(self, planes: Mapping[int, Plane], wish: Wish, route: int | None) -> bool:
        # A plane and a connector bring the CRTC along on which they are or will be.
        before = any(self.planes[number].crtc_id is not None for number in planes)
        after = any(plane.crtc_id is not None for plane in planes.values())
        return before or after or (bool(wish.connector) and (self.route is not None or route is not None))

    def _check_plane(self, it: Plane) -> None:
        need((it.fb_id is None) == (it.crtc_id is None))
        if it.fb_id is None:
            return
        need(it.crtc_x <= MOST - it.crtc_w, errno.ERANGE)
        need(it.crtc_y <= MOST - it.crtc_h, errno.ERANGE)
        width, height = self.sizes[it.fb_id]
        need(it.src_x + it.src_w <= width << 16, errno.ENOSPC)
        need(it.src_y + it.src_h <= height << 16, errno.ENOSPC)

    def _check_crtc(
        self, touched: bool, told: bool, mode: tuple[int, int] | None, active: bool, route: int | None
    ) -> None:
        if touched:
            need(not active or mode is not None)
            need(not told or active or self.active)
            need((mode is not None) == (route is not None))

    def _check_scale(self, it: Plane) -> None:
        # DRM_PLANE_NO_SCALING; where nothing of the target is left, nothing is compared.
        source = (it.src_h, it.src_w) if it.rotation & set(TURNED) else (it.src_w, it.src_h)
        for have, want in zip(source, (it.crtc_w, it.crtc_h), strict=True):
            need(want == 0 or have == want << 16, errno.ERANGE)

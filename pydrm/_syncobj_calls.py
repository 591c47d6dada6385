"""Sync objects, several in one call: the ioctls that take arrays. Public through :mod:`pydrm.syncobj`."""

from __future__ import annotations

import errno
import os
import time

from ._ioctl import call, call_nr, where
from ._native import ffi, lib
from ._wait import deadline_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TypeAlias

    from .syncobj import Syncobj

    Item: TypeAlias = Syncobj | tuple[Syncobj, int]

__all__ = ["point_number", "query_all", "reset_all", "signal_all", "wait_all", "wait_any"]

_FOR_EVER = (1 << 63) - 1
_U64 = (1 << 64) - 1


def point_number(point: int) -> int:
    """A timeline point, or ValueError when it does not fit into 64 bits."""
    if not 0 <= point <= _U64:
        raise ValueError(f"a timeline point is an unsigned 64-bit number, not {point}")
    return point


class _Array:
    # Handles and points of some sync objects as C arrays, and the DRM file that all of them live in.
    __slots__ = ("count", "fd", "handles", "has_points", "points")

    def __init__(self, items: Iterable[Item]) -> None:
        pairs = [item if isinstance(item, tuple) else (item, 0) for item in items]
        if not pairs:
            raise ValueError("no sync objects were given")
        handles = [syncobj.handle for syncobj, _ in pairs]
        device = pairs[0][0].device
        if any(syncobj.device is not device for syncobj, _ in pairs):
            raise ValueError("the sync objects belong to different devices: one call can take those of one only")
        points = [point_number(point) for _, point in pairs]
        self.fd = device.fileno()
        self.count = len(pairs)
        self.handles = ffi.new("uint32_t[]", handles)
        self.points = ffi.new("uint64_t[]", points)
        self.has_points = any(points)

    def spell(self) -> str:
        listed = [f"{self.handles[i]}" + (f"@{self.points[i]}" if self.has_points else "") for i in range(self.count)]
        return f"[{', '.join(listed[:8])}{', …' if self.count > 8 else ''}]"

    def call(self, request: int, name: str, arg: Any) -> None:
        call(self.fd, request, arg, name=name, handles=self.spell())


def _address(array: Any) -> int:
    return int(ffi.cast("uintptr_t", array))


def wait_all(
    items: Iterable[Item],
    *,
    timeout_ns: int | None = None,
    for_submit: bool = False,
    available: bool = False,
    deadline_ns: int | None = None,
) -> None:
    """Wait until all are signalled (``DRM_IOCTL_SYNCOBJ_WAIT``, ``DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT``).

    Args:
        items: sync objects of one device; ``(syncobj, point)`` for those that are timelines.
        timeout_ns, for_submit, available, deadline_ns: as in :meth:`Syncobj.wait_point`.

    Raises:
        ValueError: no items, or of several devices.
        TimeoutError, OSError: as :meth:`Syncobj.wait`.
    """
    _wait(items, lib.DRM_SYNCOBJ_WAIT_FLAGS_WAIT_ALL, timeout_ns, for_submit, available, deadline_ns)


def wait_any(
    items: Iterable[Item],
    *,
    timeout_ns: int | None = None,
    for_submit: bool = False,
    available: bool = False,
    deadline_ns: int | None = None,
) -> int:
    """Wait until one is signalled, and tell which: its index in ``items``. Otherwise as :func:`wait_all`."""
    return _wait(items, 0, timeout_ns, for_submit, available, deadline_ns)


def _wait(
    items: Iterable[Item],
    flags: int,
    timeout_ns: int | None,
    for_submit: bool,
    available: bool,
    deadline_ns: int | None,
) -> int:
    array = _Array(items)
    # The kernel takes the time at which to give up, so an interrupted call is simply made again.
    end = deadline_of(timeout_ns)
    # Drivers without timelines have the first ioctl only; and only the second knows "available".
    timeline = array.has_points or available
    arg = ffi.new("struct drm_syncobj_timeline_wait *" if timeline else "struct drm_syncobj_wait *")
    arg.handles = _address(array.handles)
    if timeline:
        arg.points = _address(array.points)
    arg.count_handles = array.count
    arg.timeout_nsec = _FOR_EVER if end is None else min(end, _FOR_EVER)
    arg.flags = (
        flags
        | (lib.DRM_SYNCOBJ_WAIT_FLAGS_WAIT_FOR_SUBMIT if for_submit else 0)
        | (lib.DRM_SYNCOBJ_WAIT_FLAGS_WAIT_AVAILABLE if available else 0)
    )
    if deadline_ns is not None:
        arg.flags |= lib.DRM_SYNCOBJ_WAIT_FLAGS_WAIT_DEADLINE
        arg.deadline_nsec = point_number(deadline_ns)
    request = lib.DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT if timeline else lib.DRM_IOCTL_SYNCOBJ_WAIT
    ret = call_nr(array.fd, request, arg)
    while ret == -errno.ETIME and end is not None and time.monotonic_ns() < end:
        # The kernel counts in ticks and may give up some milliseconds early (seen with Linux 6.12).
        again = call_nr(array.fd, request, arg)
        if again == -errno.EINVAL:
            break  # reset meanwhile, which is nothing to who waited before: it is late all the same
        ret = again
    if ret < 0:
        _wait_failed(-ret, array, timeline, arg.flags, timeout_ns, for_submit or available)
    first: int = arg.first_signaled
    return first


def _wait_failed(code: int, array: _Array, timeline: bool, flags: int, timeout_ns: int | None, patient: bool) -> None:
    name = "DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT" if timeline else "DRM_IOCTL_SYNCOBJ_WAIT"
    said = f"{name}(handles={array.spell()}, flags={flags:#x}, timeout_ns={timeout_ns}) on {where(array.fd)}"
    # ETIME is the kernel's word, for which Python has no class of its own.
    error = TimeoutError(code, os.strerror(code)) if code == errno.ETIME else OSError(code, os.strerror(code))
    error.add_note(said)
    if code == errno.EINVAL and not patient:
        error.add_note(
            "a sync object has no fence (yet): nothing was submitted; wait for that too with for_submit=True"
        )
    raise error


def reset_all(items: Iterable[Syncobj]) -> None:
    """Take the fences out of all (``DRM_IOCTL_SYNCOBJ_RESET``); of one device, in one call."""
    array = _Array(items)
    arg = ffi.new("struct drm_syncobj_array *")
    arg.handles, arg.count_handles = _address(array.handles), array.count
    array.call(lib.DRM_IOCTL_SYNCOBJ_RESET, "DRM_IOCTL_SYNCOBJ_RESET", arg)


def signal_all(items: Iterable[Item]) -> None:
    """Signal binary sync objects, or points (``(syncobj, point)``) of timelines; all of one device, in one call.

    ``DRM_IOCTL_SYNCOBJ_SIGNAL``, ``DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL``.

    Raises:
        ValueError: both kinds, for which there is no one call.
    """
    array = _Array(items)
    if not array.has_points:
        arg = ffi.new("struct drm_syncobj_array *")
        arg.handles, arg.count_handles = _address(array.handles), array.count
        array.call(lib.DRM_IOCTL_SYNCOBJ_SIGNAL, "DRM_IOCTL_SYNCOBJ_SIGNAL", arg)
        return
    if 0 in list(array.points):
        # The kernel would make a link of the chain with the number 0, which is neither a point nor a binary fence.
        raise ValueError("binary sync objects, or points above 0 of timelines, but not both in one call")
    arg = ffi.new("struct drm_syncobj_timeline_array *")
    arg.handles, arg.points, arg.count_handles = _address(array.handles), _address(array.points), array.count
    array.call(lib.DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL, "DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL", arg)


def query_all(items: Iterable[Syncobj], *, last_submitted: bool = False) -> list[int]:
    """How far the timelines are (``DRM_IOCTL_SYNCOBJ_QUERY``), in one call; see :meth:`Syncobj.query`."""
    array = _Array(items)
    arg = ffi.new("struct drm_syncobj_timeline_array *")
    arg.handles, arg.points, arg.count_handles = _address(array.handles), _address(array.points), array.count
    arg.flags = lib.DRM_SYNCOBJ_QUERY_FLAGS_LAST_SUBMITTED if last_submitted else 0
    array.call(lib.DRM_IOCTL_SYNCOBJ_QUERY, "DRM_IOCTL_SYNCOBJ_QUERY", arg)
    return [int(point) for point in array.points]

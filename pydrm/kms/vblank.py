"""Vertical blanks: the frames that a CRTC counts, waited for or told by events. Needs no master.

Each has a number and a time. The CRTC has to be on, or there is nothing to count: EINVAL. A driver without vertical
blanks (of virtual machines, mostly) says EOPNOTSUPP. Events come as :class:`pydrm.VblankEvent` and
:class:`pydrm.CrtcSequenceEvent` with :meth:`pydrm.Device.read_events`.

Two sets of calls do the same: the older ones (``DRM_IOCTL_WAIT_VBLANK``) name the CRTC by its place and know the lower
32 bits of its numbers; those with ``sequence`` in their names (Linux 4.15) its id, all 64 bits, and cannot wait.

Threads: may be called from several threads at once; a wait does not hold the GIL.
"""

from __future__ import annotations

from dataclasses import dataclass

from .._ioctl import call
from .._native import ffi, lib
from ._struct import filled
from .ids import CrtcId, id_of
from .reader import Kms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from ..device import Device
    from .objects import Crtc

    Which: TypeAlias = CrtcId | Crtc | "Pipe"

__all__ = ["CrtcSequence", "Pipe", "Vblank", "get_sequence", "pipe_of", "query", "queue", "queue_sequence", "wait"]

_HIGH_SHIFT = lib._DRM_VBLANK_HIGH_CRTC_SHIFT
_PIPES = (lib._DRM_VBLANK_HIGH_CRTC_MASK >> _HIGH_SHIFT) + 1


class Pipe(int):
    """A CRTC's place among those of the device, from 0, which ``DRM_IOCTL_WAIT_VBLANK`` names it by."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Pipe({int(self)})"


@dataclass(frozen=True, slots=True)
class Vblank:
    """A vertical blank."""

    sequence: int
    """Its number, the lower 32 bits."""
    time_ns: int
    """When the first pixel after it was shown, CLOCK_MONOTONIC in nanoseconds, to the microsecond."""


@dataclass(frozen=True, slots=True)
class CrtcSequence:
    """A CRTC's counter at its latest vertical blank (``DRM_IOCTL_CRTC_GET_SEQUENCE``)."""

    active: bool
    """Whether the CRTC is on."""
    sequence: int
    """The number, all 64 bits."""
    time_ns: int
    """When the first pixel after it was shown, CLOCK_MONOTONIC nanoseconds."""


def pipe_of(device: Device, crtc: CrtcId | Crtc) -> Pipe:
    """The place of a CRTC. Given an id, the other functions look it up at each call; a Pipe saves them that.

    Raises:
        ValueError: the device has no such CRTC, or none that was leased to this DRM file.
    """
    number = id_of(CrtcId, crtc)
    crtcs = Kms(device).resources().crtcs
    if number not in crtcs:
        raise ValueError(
            f"{number!r} is none of the CRTCs of {device.path}: {', '.join(map(str, crtcs)) or 'it has none'}"
        )
    return Pipe(crtcs.index(number))


def query(device: Device, crtc: Which) -> Vblank:
    """The latest vertical blank (``DRM_IOCTL_WAIT_VBLANK``)."""
    return _reply(_ask(device, crtc, lib._DRM_VBLANK_RELATIVE, 0, 0))


def wait(
    device: Device, crtc: Which, *, after: int = 1, sequence: int | None = None, next_on_miss: bool = False
) -> Vblank:
    """Wait for a vertical blank (``DRM_IOCTL_WAIT_VBLANK``). Signal handlers run meanwhile and do not prolong it.

    Args:
        device: stays the caller's.
        crtc: which.
        after: how many from now on.
        sequence: instead, until it has this number, of which the lower 32 bits count. What is up to 2³¹ back has
            passed.
        next_on_miss: when it has passed, wait for the next one.

    Returns:
        The one that ended the wait, which may be a later one; an earlier one when the CRTC was switched off.

    Raises:
        OSError: EBUSY when none came for three seconds.
    """
    kind, number = _when(after, sequence, next_on_miss)
    return _reply(_ask(device, crtc, kind, number, 0))


def queue(
    device: Device,
    crtc: Which,
    *,
    after: int = 1,
    sequence: int | None = None,
    next_on_miss: bool = False,
    user_data: int = 0,
) -> int:
    """Ask for an event at a vertical blank (``DRM_IOCTL_WAIT_VBLANK`` with ``_DRM_VBLANK_EVENT``).

    Args:
        device: stays the caller's.
        crtc: which.
        after: as for :meth:`wait`, and so are ``sequence`` and ``next_on_miss``.
        user_data: 64 bits (of a 32-bit program: 32) that come back with the event.

    Returns:
        The number of the vertical blank at which the event comes, the lower 32 bits. For one that has passed the event
        is there already.

    Raises:
        OSError: ENOMEM when more events wait to be read than the kernel keeps.
    """
    kind, number = _when(after, sequence, next_on_miss)
    arg = _ask(device, crtc, kind | lib._DRM_VBLANK_EVENT, number, user_data)
    return int(arg.reply.sequence)


def get_sequence(device: Device, crtc: CrtcId | Crtc) -> CrtcSequence:
    """A CRTC's counter now (``DRM_IOCTL_CRTC_GET_SEQUENCE``)."""
    arg = filled("struct drm_crtc_get_sequence", "get_sequence", crtc_id=id_of(CrtcId, crtc))
    call(device.fileno(), lib.DRM_IOCTL_CRTC_GET_SEQUENCE, arg, crtc_id=arg.crtc_id)
    return CrtcSequence(bool(arg.active), arg.sequence, arg.sequence_ns)


def queue_sequence(
    device: Device,
    crtc: CrtcId | Crtc,
    *,
    after: int = 1,
    sequence: int | None = None,
    next_on_miss: bool = False,
    user_data: int = 0,
) -> int:
    """Ask for an event at a vertical blank (``DRM_IOCTL_CRTC_QUEUE_SEQUENCE``).

    Args, returns and errors as :func:`queue`, but with all 64 bits of the numbers; ENOENT for a CRTC that is not there.
    """
    flags = (lib.DRM_CRTC_SEQUENCE_RELATIVE if sequence is None else 0) | (
        lib.DRM_CRTC_SEQUENCE_NEXT_ON_MISS if next_on_miss else 0
    )
    number = after if sequence is None else sequence
    fields: dict[str, Any] = {"flags": flags, "sequence": number, "user_data": user_data}
    arg = filled("struct drm_crtc_queue_sequence", "queue_sequence", crtc_id=id_of(CrtcId, crtc), **fields)
    call(device.fileno(), lib.DRM_IOCTL_CRTC_QUEUE_SEQUENCE, arg)
    return int(arg.sequence)


def _when(after: int, sequence: int | None, next_on_miss: bool) -> tuple[int, int]:
    kind = lib._DRM_VBLANK_RELATIVE if sequence is None else lib._DRM_VBLANK_ABSOLUTE
    # Of a number with all its bits the kernel adds those again that are cut off here.
    number = after if sequence is None else sequence & 0xFFFF_FFFF if 0 <= sequence < 1 << 64 else sequence
    return kind | (lib._DRM_VBLANK_NEXTONMISS if next_on_miss else 0), number


def _ask(device: Device, crtc: Which, kind: int, sequence: int, user_data: int) -> Any:
    # A call that a signal interrupts is made again with what the kernel has made of the request: a relative number has
    # become an absolute one, so that it does not start anew (drm_wait_vblank_ioctl).
    pipe = crtc if isinstance(crtc, Pipe) else pipe_of(device, crtc)
    if not 0 <= pipe < _PIPES:
        raise ValueError(f"{pipe!r}: DRM_IOCTL_WAIT_VBLANK has room for {_PIPES} CRTCs")
    # The second CRTC goes by a flag that is older than the numbers.
    where = lib._DRM_VBLANK_SECONDARY if pipe == 1 else pipe << _HIGH_SHIFT
    arg = ffi.new("union drm_wait_vblank *")
    arg.request = filled("struct drm_wait_vblank_request", "vblank", sequence=sequence, signal=user_data)[0]
    arg.request.type = kind | where
    words: dict[str, Any] = {"pipe": int(pipe), "type": hex(kind | where), "sequence": sequence, "signal": user_data}
    call(device.fileno(), lib.DRM_IOCTL_WAIT_VBLANK, arg, **words)
    return arg


def _reply(arg: Any) -> Vblank:
    reply = arg.reply
    return Vblank(reply.sequence, reply.tval_sec * 1_000_000_000 + reply.tval_usec * 1000)

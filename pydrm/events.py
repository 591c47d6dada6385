"""DRM events: what the kernel tells a client that asked for it, read from the device's file descriptor.

A display driver tells when a vertical blank, a page flip or a CRTC's sequence number has come; other drivers have
events of their own. Each event carries the 64-bit number that the client gave with its request.
"""

from __future__ import annotations

import errno
import os
from _thread import RLock
from collections import deque
from dataclasses import dataclass

from ._fd import fd_of
from ._ioctl import os_error, where
from ._native import ffi, lib
from ._wait import POLLIN, deadline_of, poll_fd, poll_fd_async, remaining

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self

    from ._fd import HasFileno

__all__ = [
    "CrtcSequenceEvent",
    "Event",
    "EventStream",
    "FlipCompleteEvent",
    "UnknownEvent",
    "VblankEvent",
    "decode",
    "read",
    "stream",
]

# The kernel keeps at most 4096 bytes of events per client, and hands out whole events only.
_ROOM = 4096


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Match on the class; kinds that this version does not know are :class:`UnknownEvent`."""

    type: int
    """The kernel's number for the kind, ``DRM_EVENT_…``; from 0x80000000 on a driver's own."""


@dataclass(frozen=True, slots=True)
class _DisplayEvent(Event):
    user_data: int
    """The 64-bit number from the request, unchanged."""
    tv_sec: int
    """Seconds of the time at which the first pixel was shown (CLOCK_MONOTONIC, see Cap.TIMESTAMP_MONOTONIC)."""
    tv_usec: int
    """Microseconds to go with ``tv_sec``."""
    sequence: int
    """The CRTC's frame counter, the lower 32 bits."""
    crtc_id: int
    """The CRTC's object id; 0 on kernels without Cap.CRTC_IN_VBLANK_EVENT."""

    @property
    def time_ns(self) -> int:
        """The time in nanoseconds (the kernel tells microseconds)."""
        return self.tv_sec * 1_000_000_000 + self.tv_usec * 1000


@dataclass(frozen=True, slots=True)
class VblankEvent(_DisplayEvent):
    """The vertical blank that ``DRM_IOCTL_WAIT_VBLANK`` was told to report."""


@dataclass(frozen=True, slots=True)
class FlipCompleteEvent(_DisplayEvent):
    """A page flip or an atomic commit is on the screen."""


@dataclass(frozen=True, slots=True)
class CrtcSequenceEvent(Event):
    """The sequence number that ``DRM_IOCTL_CRTC_QUEUE_SEQUENCE`` waited for has come."""

    user_data: int
    """The 64-bit number from the request, unchanged."""
    time_ns: int
    """When the first pixel was shown, CLOCK_MONOTONIC nanoseconds."""
    sequence: int
    """The CRTC's frame counter, all 64 bits."""


@dataclass(frozen=True, slots=True)
class UnknownEvent(Event):
    """An event of a kind that this version does not know, kept as it came."""

    raw: bytes
    """The whole event, its eight-byte head (type and length) included."""


# -- decoding --------------------------------------------------------------------------------------------------------


def _display(kind: type[_DisplayEvent], body: Any) -> Event:
    return kind(body.base.type, body.user_data, body.tv_sec, body.tv_usec, body.sequence, body.crtc_id)


def _vblank(body: Any) -> Event:
    return _display(VblankEvent, body)


def _flip(body: Any) -> Event:
    return _display(FlipCompleteEvent, body)


def _sequence(body: Any) -> Event:
    return CrtcSequenceEvent(body.base.type, body.user_data, body.time_ns, body.sequence)


_KINDS = {
    lib.DRM_EVENT_VBLANK: ("struct drm_event_vblank", _vblank),
    lib.DRM_EVENT_FLIP_COMPLETE: ("struct drm_event_vblank", _flip),
    lib.DRM_EVENT_CRTC_SEQUENCE: ("struct drm_event_crtc_sequence", _sequence),
}
_HEAD = ffi.sizeof("struct drm_event")


def decode(data: bytes | bytearray | memoryview) -> list[Event]:
    """The events in a run of bytes that was read from a DRM file descriptor.

    Events that are longer than known (a newer kernel's) are understood as far as they are known.

    Raises:
        ValueError: the bytes end inside an event, or an event's length cannot be.
    """
    data = bytes(data)
    events: list[Event] = []
    offset = 0
    while offset < len(data):
        head = _struct("struct drm_event", data, offset, len(data) - offset)
        if not _HEAD <= head.length <= len(data) - offset:
            raise ValueError(
                f"DRM event of type {head.type:#x} at byte {offset} says that it has {head.length} bytes; "
                f"{len(data) - offset} are left, and {_HEAD} is the least"
            )
        events.append(_event(head.type, data, offset, head.length))
        offset += head.length
    return events


def _event(number: int, data: bytes, offset: int, length: int) -> Event:
    known = _KINDS.get(number)
    if known is None:
        return UnknownEvent(number, data[offset : offset + length])
    kind, make = known
    return make(_struct(kind, data, offset, length))


def _struct(kind: str, data: bytes, offset: int, available: int) -> Any:
    # A copy, since events need not lie aligned.
    size = ffi.sizeof(kind)
    if available < size:
        raise ValueError(f"{kind} at byte {offset} of {len(data)} needs {size} bytes and has {available}")
    body = ffi.new(f"{kind} *")
    ffi.memmove(body, data[offset : offset + size], size)
    return body


# -- reading ---------------------------------------------------------------------------------------------------------

# Looking whether there is something and reading it must be one step: a descriptor is usually a blocking one, and a
# second reader that comes too late would hang in read(). Held for no longer than a read of what is there.
_reading = RLock()


def _after_fork() -> None:
    global _reading
    _reading = RLock()  # another thread of the parent may have held it


os.register_at_fork(after_in_child=_after_fork)


def _take(fd: int) -> bytes:
    # What is there to read; empty when nothing is.
    with _reading:
        if not poll_fd(fd, POLLIN, 0):
            return b""
        try:
            data = os.read(fd, _ROOM)
        except BlockingIOError:  # a non-blocking descriptor, and somebody else was faster
            return b""
        except OSError as error:
            raise os_error(error.errno or errno.EIO, lambda: f"read(events) of {where(fd)}") from None
        if not data:
            raise EOFError(f"{where(fd)} is at its end: a DRM device never is")
        return data


def read(device: HasFileno | int, *, timeout_ns: int | None = None) -> list[Event]:
    """Wait for events and read all that are there.

    Works on blocking and non-blocking descriptors. Signal handlers run meanwhile and do not prolong the wait.

    Args:
        device: a DRM device, or its file descriptor; borrowed.
        timeout_ns: how long to wait, nanoseconds; None for ever, 0 not at all.

    Returns:
        The events in order; none when the time ran out.

    Raises:
        OSError: EBADF; EINVAL for drivers whose devices cannot be read from.
        EOFError: the descriptor is at its end, so it is none of a DRM device.
        ValueError: the kernel's answer makes no sense (see :func:`decode`).
    """
    fd = fd_of(device)
    deadline = deadline_of(timeout_ns)
    while True:
        data = _take(fd)
        if data:
            return decode(data)
        if not poll_fd(fd, POLLIN, remaining(deadline)):
            return []


class EventStream:
    """The events of a device as an asyncio iterator that never ends.

    ``async for`` may be left and entered again, and a task that waits may be cancelled: no event gets lost, what has
    been read and not yet delivered is kept here. Use one stream per device: an event goes to whoever reads it first.

    Ownership: nothing; it borrows the device. End the tasks that wait before closing it.
    Threads: for the event loop's thread.
    """

    __slots__ = ("_device", "_pending")

    def __init__(self, device: HasFileno | int) -> None:
        """Args: device: a DRM device, or its file descriptor; borrowed."""
        self._device = device
        self._pending: deque[Event] = deque()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Event:
        while not self._pending:
            fd = fd_of(self._device)
            data = _take(fd)
            if data:
                self._pending.extend(decode(data))
            else:
                await poll_fd_async(fd, POLLIN, None)
        return self._pending.popleft()


def stream(device: HasFileno | int) -> EventStream:
    """The events of a device (borrowed) as an asyncio iterator; see :class:`EventStream`."""
    return EventStream(device)

"""Queries whose answers are lists: ask with room for a guess, and again with more when there is more."""

from __future__ import annotations

import errno

from .._ioctl import call, os_error, request_name, where
from .._native import ffi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    # The field of the count, room for how many at first, and the arrays: field of the pointer, C type of an element.
    Lists: TypeAlias = tuple[tuple[str, int, tuple[tuple[str, str], ...]], ...]


__all__ = ["TRIES", "query", "unsettled"]

# A hotplug between two askings changes the sizes; many in a row are a storm that nobody can make sense of.
TRIES = 16
# Room for what may be added until the next asking.
_SPARE = 8


def query(fd: int, request: int, arg: Any, lists: Lists, **decoded: Any) -> list[Any]:
    """Make an ioctl that fills lists which the caller makes room for, until there was room for all of them.

    The kernel says how many elements there are. Some of its lists are filled as far as the room goes, others are left
    alone when it does not suffice; both are asked for again. One list's count may grow while another is being read, by
    a hotplug or by another thread, so this has to go on until one asking has everything.

    Args:
        fd: borrowed descriptor of the device.
        request: the ioctl.
        arg: its struct, with the inputs set.
        lists: of each list the field of its count, elements to make room for at first, and the arrays that have this
            count: name of the pointer's field and C type of an element.
        **decoded: what a failure's note says of the inputs.

    Returns:
        For each pointer the elements that there are: a list of numbers, or the bytes of a list of structs.

    Raises:
        OSError: the ioctl's; EAGAIN when the sizes changed each of the 16 times.
    """
    room = {count: first for count, first, _ in lists}
    inputs = bytes(ffi.buffer(arg))
    for _ in range(TRIES):
        ffi.memmove(arg, inputs, len(inputs))  # what the last try left there would be taken for room
        arrays = []
        for count, _first, pointers in lists:
            setattr(arg, count, room[count])
            for field, kind in pointers:
                array = ffi.new(f"{kind}[]", room[count])
                setattr(arg, field, int(ffi.cast("uintptr_t", array)))
                arrays.append((kind, count, array))
        call(fd, request, arg, **decoded)
        short = [count for count in room if getattr(arg, count) > room[count]]
        if not short:
            return [_elements(kind, array, getattr(arg, count)) for kind, count, array in arrays]
        for count in short:
            room[count] = getattr(arg, count) + _SPARE
    raise unsettled(fd, request)


def unsettled(fd: int, request: int) -> OSError:
    """The error of a query whose sizes changed at each try."""
    return os_error(
        errno.EAGAIN, lambda: f"{request_name(request)} on {where(fd)}: the sizes changed each of {TRIES} times"
    )


def _elements(kind: str, array: Any, count: int) -> Any:
    if kind.startswith("struct "):
        return bytes(ffi.buffer(array, count * ffi.sizeof(kind)))
    return ffi.unpack(array, count)

"""The atomic ioctl: a request's settings in the kernel's arrays, and what a commit gives back."""

from __future__ import annotations

import os

from .._ioctl import again, ioctl
from .._native import ffi, lib
from ..syncfile import SyncFile
from .encode import FENCE_POINTERS, Setting, name_of
from .property_blob import Blob

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Self, TypeAlias

    from ..device import Device
    from .ids import ObjectId, PropertyId

    Settings: TypeAlias = dict[ObjectId, dict[PropertyId, Setting]]

__all__ = ["AtomicCommit", "Shape", "spell", "submit"]

_ATOMIC = lib.DRM_IOCTL_MODE_ATOMIC
_ARG = ffi.typeof("struct drm_mode_atomic *")
_U32S, _U64S, _S32S = ffi.typeof("uint32_t[]"), ffi.typeof("uint64_t[]"), ffi.typeof("int32_t[]")
_FLAGS = {
    lib.DRM_MODE_ATOMIC_TEST_ONLY: "TEST_ONLY",
    lib.DRM_MODE_ATOMIC_NONBLOCK: "NONBLOCK",
    lib.DRM_MODE_ATOMIC_ALLOW_MODESET: "ALLOW_MODESET",
    lib.DRM_MODE_PAGE_FLIP_EVENT: "PAGE_FLIP_EVENT",
    lib.DRM_MODE_PAGE_FLIP_ASYNC: "PAGE_FLIP_ASYNC",
}


class AtomicCommit:
    """What a commit gave back.

    Ownership: the caller owns the fences: close each, or all with :meth:`close` or ``with``.
    """

    __slots__ = ("fences",)

    def __init__(self, fences: dict[ObjectId, SyncFile]) -> None:
        self.fences = fences
        """By the CRTC or the writeback connector that :meth:`AtomicRequest.want_out_fence` named: ready when the frame
        is on the screen, or in memory."""

    def close(self) -> None:
        """Close the fences that are still open."""
        for fence in self.fences.values():
            fence.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<AtomicCommit fences={self.fences!r}>"


class Shape:
    # The kernel's arrays, which stay as long as no property is added: only values change from frame to frame.
    __slots__ = ("_arrays", "_pairs", "_places", "arg", "fences", "late", "values")

    def __init__(self, settings: Settings) -> None:
        filled = {number: each for number, each in settings.items() if each}
        pairs = [(number, key, setting) for number, each in filled.items() for key, setting in each.items()]
        self.values = ffi.new(_U64S, [setting.raw for _, _, setting in pairs])
        self._arrays = (
            ffi.new(_U32S, list(filled)),
            ffi.new(_U32S, [len(each) for each in filled.values()]),
            ffi.new(_U32S, [key for _, key, _ in pairs]),
            self.values,
        )
        self.arg = ffi.new(_ARG, (0, len(filled), *map(_address, self._arrays), 0, 0))
        self._pairs = pairs
        self._places: dict[tuple[ObjectId, PropertyId], int] | None = None
        self.fences = sum(setting.definition.name in FENCE_POINTERS for _, _, setting in pairs)
        # By place, the settings whose values are known when the ioctl is made.
        self.late = {place: (number, setting) for place, (number, _, setting) in enumerate(pairs) if setting.late}

    def put(self, number: ObjectId, setting: Setting) -> None:
        """Another value for a property that is there."""
        if self._places is None:
            self._places = {(owner, key): place for place, (owner, key, _) in enumerate(self._pairs)}
        place = self._places[number, setting.definition.id]
        if setting.late:
            self.late[place] = number, setting
        else:
            self.late.pop(place, None)
            self.values[place] = setting.raw


def _address(array: Any) -> int:
    return int(ffi.cast("uintptr_t", array))


def submit(device: Device, settings: Settings, shape: Shape, flags: int, user_data: int) -> AtomicCommit:
    """Make the ioctl; blobs live from here to its end, and fences of a failed one are closed."""
    fd = device.fileno()
    blobs: list[Blob] = []
    wanted: list[ObjectId] = []
    # The kernel writes -1 where it made no fence: what else is found here is ours, however this ends.
    room: Any = ffi.new(_S32S, [-1] * shape.fences) if shape.fences else ()
    try:
        try:
            for place, (number, setting) in shape.late.items():
                if setting.ask is not None:
                    raw = setting.ask()
                elif setting.contents is not None:
                    blobs.append(Blob.create(device, setting.contents))
                    raw = blobs[-1].id
                else:
                    raw = _address(room + len(wanted))
                    wanted.append(number)
                shape.values[place] = raw
            arg = shape.arg
            arg.flags, arg.user_data = flags, user_data
            ret = ioctl(fd, _ATOMIC, arg)
            if ret < 0:
                again(ret, fd, _ATOMIC, arg, flags=_words(flags))
        finally:
            for blob in blobs:
                blob.close()
        fences: dict[ObjectId, SyncFile] = {}
        for place, number in enumerate(wanted):
            made, room[place] = room[place], -1
            if made >= 0:
                fences[number] = SyncFile._own(made)
        return AtomicCommit(fences)
    except BaseException as error:
        for made in room:
            if made >= 0:
                os.close(made)
        if isinstance(error, OSError):
            error.add_note(spell(settings))
        raise


def spell(settings: Settings) -> str:
    """A request in words, a line for each object."""
    lines = [f"{name_of(number)}: {', '.join(map(str, each.values()))}" for number, each in settings.items() if each]
    return "\n".join(lines) or "nothing was set"


def _words(flags: int) -> str:
    return "|".join(word for bit, word in _FLAGS.items() if flags & bit) or "0"

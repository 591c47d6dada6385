"""Atomic mode setting: a request that sets properties of many objects at once, all of them or none.

    request = AtomicRequest(kms)
    request.set(connector, CRTC_ID=crtc)
    request.set(crtc, MODE_ID=connector.modes[0], ACTIVE=True)
    request.set(plane, FB_ID=fb, CRTC_ID=crtc, CRTC_W=640, CRTC_H=480, SRC_W=640, SRC_H=480)
    request.test(allow_modeset=True)
    request.commit(allow_modeset=True)

It needs ClientCap.ATOMIC, and master to do more than being built.
"""

from __future__ import annotations

from operator import index

from .._native import lib
from ._submit import AtomicCommit, Shape, spell, submit
from .encode import FENCE_POINTERS, Setting, encode, name_of, same_device
from .ids import ColoropId, ConnectorId, CrtcId, ObjectId, PlaneId, id_of
from .reader import Kms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..device import Device
    from ._submit import Settings
    from .ids import HasId
    from .properties import Property

__all__ = ["AtomicCommit", "AtomicMark", "AtomicRequest"]

_TEST, _NONBLOCK = lib.DRM_MODE_ATOMIC_TEST_ONLY, lib.DRM_MODE_ATOMIC_NONBLOCK
_MODESET = lib.DRM_MODE_ATOMIC_ALLOW_MODESET
_EVENT, _ASYNC = lib.DRM_MODE_PAGE_FLIP_EVENT, lib.DRM_MODE_PAGE_FLIP_ASYNC
_SETTABLE = frozenset({ConnectorId, CrtcId, PlaneId, ColoropId, ObjectId})


class AtomicMark:
    """A place in the making of a request that :meth:`AtomicRequest.rollback` goes back to."""

    __slots__ = ("_request", "_settings")

    def __init__(self, request: AtomicRequest, settings: Settings) -> None:
        self._request = request
        self._settings = settings


class AtomicRequest:
    """Properties to be set together (``DRM_IOCTL_MODE_ATOMIC``).

    A request stays as it is when it is tested or committed, and may be used again: a program that shows frame after
    frame sets FB_ID anew and commits. Objects and properties are asked for by name through a :class:`Kms`, which keeps
    what it has learnt; give the same one to many requests, and only the first costs ioctls.

    Ownership: nothing of the kernel's. What it refers to (framebuffers, sync files, blobs) stays the caller's, has to
    be open when the request is used, and is kept from being collected until then. Blobs for modes, tables, damage, …
    are made for each test or commit and destroyed right after; the kernel keeps the contents of what is in use.
    Threads: one at a time.
    """

    __slots__ = ("_kms", "_settings", "_shape")

    def __init__(self, device: Device | Kms) -> None:
        """Args: device: the device, or its mode-setting side with what that has learnt; stays the caller's."""
        self._kms = device if isinstance(device, Kms) else Kms(device)
        self._settings: Settings = {}
        self._shape: Shape | None = None

    # -- making ------------------------------------------------------------------------------------------------------

    def set(
        self, thing: ObjectId | HasId[ObjectId], properties: Mapping[str, Any] | None = None, /, **named: Any
    ) -> None:
        """Set properties of a connector, CRTC or plane; all of those given here, or none if one of them is bad.

        What a property takes depends on its kind:

        - a range: a number in it, or a bool where it is 0 to 1; SRC_X, SRC_Y, SRC_W and SRC_H pixels and their
          fractions; IN_FENCE_FD a SyncFile or a file descriptor (borrowed), or None;
        - an enum: a name, or its number; a bitmask: a set of names, one name, or a number;
        - an object: a typed id, something that has one (a snapshot, an Fb), or None for no object;
        - a blob: what it decodes to (a Mode, a ColorLut, a Ctm, a list of Rect for FB_DAMAGE_CLIPS, …), bytes, a
          :class:`Blob`, its id, or None for no blob.

        Args:
            thing: the object.
            properties: by name; for names that are no Python words.
            **named: the same.

        Raises:
            KeyError: the object has no such property (without ClientCap.ATOMIC it has few).
            TypeError: a value of the wrong kind, or an object that has no properties.
            ValueError: a value out of range, an unknown name, an immutable property, an object of another device.
            OSError: the object is not there (ENOENT).
        """
        number = id_of(ObjectId, thing)
        if type(number) not in _SETTABLE:
            raise TypeError(f"{number!r} has no properties to be set")
        if properties:
            if twice := named.keys() & properties.keys():
                raise TypeError(f"{name_of(number)}: {min(twice)} is given twice")
            named = {**properties, **named}
        device, settings = self._kms.device, []
        for name, value in named.items():
            settings.append(encode(device, number, self._definition(number, name), value))
        for setting in settings:
            self._put(number, setting)

    def want_out_fence(self, thing: ObjectId | HasId[ObjectId], wanted: bool = True) -> None:
        """Ask each commit for a fence: of a CRTC when its frame is on the screen, of a writeback connector when it is
        in memory (OUT_FENCE_PTR, WRITEBACK_OUT_FENCE_PTR); or no longer.

        The fences come in :attr:`AtomicCommit.fences`.

        Raises:
            TypeError: neither a CRTC nor a connector.
            KeyError: the object has no such property: no writeback connector, or a client without ClientCap.ATOMIC.
        """
        number = id_of(ObjectId, thing)
        if not isinstance(number, (CrtcId, ConnectorId)):
            raise TypeError(f"{number!r} is no CrtcId and no ConnectorId: only these have out fences")
        definition = self._definition(number, FENCE_POINTERS[isinstance(number, ConnectorId)])
        if wanted:
            self._put(number, Setting(definition, None))
        elif self._settings.get(number, {}).pop(definition.id, None) is not None:
            self._shape = None

    def _definition(self, number: ObjectId, name: str) -> Property:
        try:
            return self._kms._definitions[self._kms._attached[number][name]]  # as property_of does, without its calls
        except KeyError:
            pass
        try:
            return self._kms.property_of(number, name)
        except KeyError:
            # A client capability that was switched on since then shows more.
            self._kms.forget()
            return self._kms.property_of(number, name)

    def _put(self, number: ObjectId, setting: Setting) -> None:
        settings = self._settings.get(number)
        if settings is None:
            settings = self._settings[number] = {}
        key = setting.definition.id
        if self._shape is not None:
            if key in settings:
                self._shape.put(number, setting)
            else:
                self._shape = None
        settings[key] = setting

    def copy(self) -> AtomicRequest:
        """Another request that sets the same."""
        made = AtomicRequest(self._kms)
        made._settings = _copy(self._settings)
        return made

    def merge(self, other: AtomicRequest) -> None:
        """Set all that another request sets as well; where both set a property, the other's value counts.

        Raises:
            ValueError: it is for another device.
        """
        mine, its = self._kms.device, other._kms.device
        if not same_device(mine, its):
            raise ValueError(f"a request for {its.path} cannot be merged into one for {mine.path}")
        for number, settings in other._settings.items():
            for setting in settings.values():
                self._put(number, setting)

    def mark(self) -> AtomicMark:
        """A mark for :meth:`rollback`."""
        return AtomicMark(self, _copy(self._settings))

    def rollback(self, mark: AtomicMark) -> None:
        """Forget what was set, merged or asked for since the mark was made; the mark may be used again.

        Raises:
            ValueError: the mark is another request's.
        """
        if mark._request is not self:
            raise ValueError("the mark was made by another request")
        self._settings = _copy(mark._settings)
        self._shape = None

    def clear(self) -> None:
        """Forget everything that was set."""
        self._settings = {}
        self._shape = None

    # -- using -------------------------------------------------------------------------------------------------------

    def test(self, *, allow_modeset: bool = False) -> None:
        """Ask the driver whether it could do this, without doing it (``DRM_MODE_ATOMIC_TEST_ONLY``).

        Args:
            allow_modeset: as for :meth:`commit`.

        Raises:
            OSError: what :meth:`commit` would raise; the note lists the request object by object.
        """
        self._run(_TEST | (_MODESET if allow_modeset else 0), 0)

    def commit(
        self,
        *,
        nonblock: bool = False,
        event: bool = False,
        user_data: int = 0,
        allow_modeset: bool = False,
        async_: bool = False,
    ) -> AtomicCommit:
        """Do it.

        Args:
            nonblock: return before it is done; the next commit to the same CRTC fails with EBUSY until then.
            event: send a FlipCompleteEvent for each CRTC that takes part when it is done.
            user_data: 64 bits that come back in the events.
            allow_modeset: permit what may make the screen go dark for a moment, such as another mode.
            async_: show it at once, even in the middle of a frame; drivers that can (Cap.ATOMIC_ASYNC_PAGE_FLIP).

        Returns:
            The out fences that were asked for, owned by the caller.

        Raises:
            OSError: the driver's: EINVAL for what it cannot do, ERANGE and ENOSPC for sizes, EBUSY when an earlier
                commit is not done, EACCES without master, EOPNOTSUPP from drivers without atomic mode setting. The note
                lists the request object by object. Nothing has changed then.
            ClosedError: something that the request refers to was closed.
            ValueError: ``user_data`` has more than 64 bits.
            TypeError: it is no number.
        """
        user_data = index(user_data)
        if not 0 <= user_data < 1 << 64:
            raise ValueError(f"user_data takes 64 bits, not {user_data}")
        flags: int = _NONBLOCK if nonblock else 0
        if event:
            flags |= _EVENT
        if allow_modeset:
            flags |= _MODESET
        if async_:
            flags |= _ASYNC
        return self._run(flags, user_data)

    def _run(self, flags: int, user_data: int) -> AtomicCommit:
        shape = self._shape
        if shape is None:
            shape = self._shape = Shape(self._settings)
        return submit(self._kms.device, self._settings, shape, flags, user_data)

    # -- words -------------------------------------------------------------------------------------------------------

    def __str__(self) -> str:
        """Everything, a line for each object."""
        return spell(self._settings)

    def __repr__(self) -> str:
        count = sum(map(len, self._settings.values()))
        return f"<AtomicRequest of {count} properties for {self._kms.device.path}>"


def _copy(settings: Settings) -> Settings:
    return {number: dict(each) for number, each in settings.items()}

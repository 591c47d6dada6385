"""The ledger of GEM handles: who uses which handle of a DRM file.

The kernel gives every import of the same dma-buf on one DRM file the *same* handle, and counts nothing: one GEM_CLOSE
and it is gone for all. So each DRM file has a ledger that counts the users of each handle, shared by every
:class:`~pydrm.Device` that is open on the file, and GEM_CLOSE happens when the last user is gone.
"""

from __future__ import annotations

import errno
import os
from _weakref import ref
from collections import deque

from . import resource
from ._baton import Baton
from ._ioctl import again, ioctl
from ._native import ffi, lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    class _Droppable(Protocol):
        def _drop(self, handle: int, /) -> None: ...


__all__ = ["DrmFile", "GemLedger"]

_CLOSE = ffi.typeof("struct drm_gem_close *")
_GEM_CLOSE = lib.DRM_IOCTL_GEM_CLOSE


class DrmFile:
    # What all Devices on one open DRM file share: the lock under which handles are imported and closed, and the closing
    # that waits for it. A finaliser may run at any allocation, also on a thread that holds the lock, so closing never
    # waits: it queues, and whoever holds the lock works the queue off when it lets go.
    __slots__ = ("__weakref__", "foreign", "generation", "ledgers", "lock", "queue")

    def __init__(self) -> None:
        self.lock = Baton()
        self.ledgers: list[GemLedger] = []
        self.queue: deque[tuple[_Droppable, int]] = deque()
        # Handles that a library on the same file (libgbm) closes by itself, and what to call, with the lock held,
        # instead of GEM_CLOSE when nobody in the ledgers uses one any more.
        self.foreign: dict[int, Callable[[DrmFile], None]] = {}
        self.generation = resource._generation

    def let_go(self, me: object) -> None:
        # After an exception in the middle of it.
        self.lock.recover(me)
        if self.queue:
            self.drain()

    def drain(self) -> None:
        error: OSError | None = None
        held = self.lock.held
        while self.queue:
            me = object()
            try:
                if held.setdefault(0, me) is not me:
                    break  # whoever has the lock comes here next
                while self.queue:
                    ledger, handle = self.queue.popleft()
                    try:
                        ledger._drop(handle)
                    except OSError as problem:
                        error = error or problem
            except BaseException:
                self.lock.recover(me)
                raise
            del held[0]
            self.lock.wake()
        if error is not None:
            raise error


# Every live DrmFile of this process, to recognise a second descriptor of the same file.
_files: list[ref[DrmFile]] = []


def file_of(fd: int, *, fresh: bool) -> DrmFile:
    # The shared state of the DRM file behind fd; `fresh` says that fd was just opened, so there is none yet.
    if not fresh:
        for known in _files[:]:
            file = known()
            if file is not None and file.generation == resource._generation and file.ledgers:
                # kcmp is part of every kernel with DRM (CONFIG_DRM selects it); a sandbox may forbid it, and then two
                # descriptors that were not duplicated by us count as two files.
                if lib.pydri_kcmp_file(fd, file.ledgers[0].fd) == 0:
                    return file
    file = DrmFile()
    _files.append(ref(file, _files.remove))
    return file


class GemLedger:
    """The GEM handles of a DRM file and how many objects use each, seen from one :class:`~pydrm.Device`.

    Threads: safe. Importing and closing exclude one another, so that a handle that an import has just found can't be
    closed by its previous last user.
    """

    __slots__ = ("_file", "fd", "users")

    def __init__(self, fd: int, *, file: DrmFile | None = None, fresh: bool = False) -> None:
        self.fd = fd
        self.users: dict[int, int] = {}
        self._file = file or file_of(fd, fresh=fresh)
        self._file.ledgers.append(self)

    def handles(self) -> dict[int, int]:
        """Every handle that objects of this process use on the file, with the number of its users."""
        total: dict[int, int] = {}
        for ledger in self._file.ledgers[:]:
            for handle, users in list(ledger.users.items()):
                total[handle] = total.get(handle, 0) + users
        return total

    def _add(self, handle: int) -> None:
        self.users[handle] = self.users.get(handle, 0) + 1

    def _import(self, request: int, arg: Any) -> int:
        # Make an ioctl that answers with a handle that may be in use already, and count the new user.
        file = self._file
        held = file.lock.held
        me = object()
        try:
            if held.setdefault(0, me) is not me:
                file.lock.wait(me)
            ret = ioctl(self.fd, request, arg)
            if ret < 0:
                again(ret, self.fd, request, arg)
            handle: int = arg.handle
            self.users[handle] = self.users.get(handle, 0) + 1
        except BaseException:
            file.let_go(me)
            raise
        del held[0]
        file.lock.wake()
        if file.queue:
            file.drain()
        return handle

    def _release(self, handle: int) -> None:
        file = self._file
        held = file.lock.held
        me = object()
        try:
            mine = held.setdefault(0, me) is me
            if mine:
                self._drop(handle)
            else:
                file.queue.append((self, handle))
        except BaseException:
            file.let_go(me)
            raise
        if mine:
            del held[0]
            file.lock.wake()
        if file.queue:
            file.drain()

    def _close(self) -> None:
        # The device is closed: its handles go, and its descriptor. (There is no handle 0.)
        self._release(0)

    def _any_fd(self) -> int | None:
        # An open descriptor of the file; None when it is closed, or was opened by the process we forked from.
        if not self._mine():
            return None
        return next((ledger.fd for ledger in (self, *self._file.ledgers) if ledger.fd >= 0), None)

    def _mine(self) -> bool:
        return self._file.generation == resource._generation

    def _drop(self, handle: int) -> None:
        if self.fd < 0:
            return  # the device was closed before, and with it its handles
        if handle == 0:
            self._drop_all()
            return
        users = self.users[handle] - 1
        if users:
            self.users[handle] = users
            return
        del self.users[handle]
        self._gem_close(handle)

    def _drop_all(self) -> None:
        fd, self.fd = self.fd, -1
        ledgers = self._file.ledgers
        ledgers.remove(self)
        handles = list(self.users)
        self.users.clear()
        try:
            # As long as another descriptor keeps the file open the kernel keeps the handles.
            if ledgers:
                for handle in handles:
                    self._gem_close(handle, fd)
        finally:
            os.close(fd)

    def _gem_close(self, handle: int, fd: int = -1) -> None:
        file = self._file
        for other in file.ledgers:
            if handle in other.users:
                return
        if file.generation != resource._generation:
            return  # a forked child: the handle is the parent's
        if handle in file.foreign:
            file.foreign[handle](file)
            return
        fd = self.fd if fd < 0 else fd
        arg = ffi.new(_CLOSE, (handle,))
        ret = ioctl(fd, _GEM_CLOSE, arg)
        if ret < 0 and ret != -errno.ENODEV:  # ENODEV: the device was unplugged, its handles are gone
            again(ret, fd, _GEM_CLOSE, arg)

    def __repr__(self) -> str:
        return f"<GemLedger {len(self.handles())} handles>"

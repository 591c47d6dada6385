"""The C objects behind a Device and its buffers: when each is really destroyed, and under which lock.

Three rules, none of which libgbm knows:

- **A GEM handle belongs to the DRM file.** Mesa closes the handle of a buffer when it destroys the buffer, without
  asking who else on the same file has imported that dma-buf and so got the same handle. So every buffer is entered in
  the file's :class:`pydrm.GemLedger`. What is destroyed while others use its handle waits until the last of them has
  gone; and pydrm leaves to libgbm what libgbm closes (``DrmFile.foreign``).
- **Parents go last.** ``gbm_device_destroy`` runs when the Device is closed *and* nothing lives in it any more: no
  buffer, no mapping, no surface, and no EGL display (which says so through :meth:`NativeDevice.hold`).
- **Nobody waits in a finaliser.** The garbage collector may run at any allocation, also on a thread that holds the
  lock. Destroying therefore takes the lock only when it is free; otherwise it queues, and whoever holds the lock works
  the queue off.

The lock for everything that makes or closes handles is the DRM file's own, shared with pydrm: an import by libgbm and a
GEM_CLOSE by pydrm must not overlap, and Mesa's software driver (kms_swrast, seen in 22.3) keeps an unguarded list of
its buffers.
"""

from __future__ import annotations

from functools import partial
from weakref import WeakKeyDictionary

from pydrm._turns import Turns
from pydrm.errors import ClosedError
from pydrm.resource import generation

from ._library import ffi, lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pydrm import Device as DrmDevice
    from pydrm.ledger import DrmFile

    from .userdata import Slot

    CData = Any

__all__ = ["NativeBuffer", "NativeDevice"]

_NULL = ffi.NULL
_NO_HANDLE = 0xFFFFFFFF  # gbm_bo_handle.s32 == -1


class _Waiting:
    # Of one DRM file: which handles libgbm will close, and the buffers that are done but whose handles others use.
    __slots__ = ("__weakref__", "done", "owned")

    def __init__(self) -> None:
        self.owned: dict[int, int] = {}  # handle -> C buffers that have it, of all GBM devices on the file
        self.done: list[NativeBuffer] = []

    def settle(self, file: DrmFile) -> None:
        # Destroy what nobody else uses any more. The file's lock is held.
        for buffer in self.done[:]:
            if not buffer.in_use(file):
                self.done.remove(buffer)
                buffer._destroy()

    def remember(self, file: DrmFile, buffer: NativeBuffer) -> None:
        for handle in buffer.handles:
            self.owned[handle] = self.owned.get(handle, 0) + 1
            buffer.device.owned[handle] = buffer.device.owned.get(handle, 0) + 1
            file.foreign[handle] = self.settle

    def forget(self, file: DrmFile, buffer: NativeBuffer) -> None:
        mine = buffer.device.owned
        for handle in buffer.handles:
            mine[handle] -= 1
            if not mine[handle]:
                del mine[handle]
            self.owned[handle] -= 1
            if not self.owned[handle]:
                del self.owned[handle]
                file.foreign.pop(handle, None)


_waiting: WeakKeyDictionary[DrmFile, _Waiting] = WeakKeyDictionary()


class NativeDevice:
    """A ``struct gbm_device`` with the DRM file that it works on, and everything that keeps it from being destroyed."""

    __slots__ = ("_end", "_waiting", "born", "buffers", "closing", "drm", "file", "holds", "maps", "owned", "ptr")

    def __init__(self, drm: DrmDevice, ptr: CData) -> None:
        """Take over both; ``drm`` is nobody else's."""
        self.drm = drm
        self.ptr = ptr
        self.file: DrmFile = drm._ledger._file
        self._waiting = _waiting.setdefault(self.file, _Waiting())
        self.buffers: dict[NativeBuffer, None] = {}
        self.owned: dict[int, int] = {}  # handle -> C buffers of this device that have it
        self.holds: dict[object, Callable[[], None] | None] = {}  # what keeps it, and how to end that
        self.maps = Turns()  # libgbm maps through one rendering context per device, which is not thread-safe
        self.closing = False
        self.born = generation()
        self._end = [drm]  # taken once, by whoever ends it

    def make(self, function: Callable[..., CData], *arguments: object) -> NativeBuffer | int:
        """Call a function that makes a buffer; the buffer, or the errno (0 if none was set) of its failure."""
        file = self.file
        lock, me = file.lock, object()
        try:
            if lock.held.setdefault(0, me) is not me:
                lock.wait(me)
            if self.closing:
                raise ClosedError("Device is closed")
            ffi.errno = 0
            ptr = function(self.ptr, *arguments)
            made = NativeBuffer(self, ptr) if ptr != _NULL else ffi.errno
        except BaseException:
            file.let_go(me)
            raise
        del lock.held[0]
        lock.wake()
        if file.queue:
            file.drain()
        return made

    def enter(self, buffer: NativeBuffer) -> None:
        """Write a new buffer into the ledger. The file's lock is held."""
        self.buffers[buffer] = None
        users = self.drm._ledger.users
        for handle in buffer.handles:
            users[handle] = users.get(handle, 0) + 1
        self._waiting.remember(self.file, buffer)

    def leave(self, buffer: NativeBuffer, *, destroyed: bool) -> None:
        """Strike a buffer out of the ledger, and destroy it once its handles are free. The file's lock is held."""
        del self.buffers[buffer]
        users = self.drm._ledger.users
        for handle in buffer.handles:
            left = users.get(handle, 1) - 1
            if left:
                users[handle] = left
            else:
                users.pop(handle, None)
        if destroyed:
            self._waiting.forget(self.file, buffer)
            for handle in buffer.handles:
                # Its number is void, and may be another buffer's by the time that whoever else used it lets go.
                if any(handle in ledger.users for ledger in self.file.ledgers):
                    self.file.foreign.setdefault(handle, partial(_void, handle))
        elif buffer.in_use(self.file):
            self.holds[buffer] = None  # until it is destroyed
            self._waiting.done.append(buffer)
        else:
            buffer._destroy()
        if self._waiting.done:
            self._waiting.settle(self.file)

    def hold(self, key: object, end: Callable[[], None] | None = None) -> None:
        """Keep the C object until :meth:`unhold` with the same key; ``end`` is told when the device is closed."""
        self.holds[key] = end

    def unhold(self, key: object) -> None:
        """Let go; the last one out destroys a device that was closed."""
        self.holds.pop(key, None)
        self.settle()

    def close(self) -> None:
        """Destroy all buffers and then the device, each as soon as nothing holds it."""
        self.closing = True
        for buffer in list(self.buffers):
            buffer.close()
        for end in list(self.holds.values()):
            if end is not None:
                end()
        self.settle()

    def settle(self) -> None:
        """Destroy the device if it was closed and nothing is left in it. May be called at any time."""
        if self.closing and not self.buffers and not self.holds:
            # Under the lock, so that it can't happen while another thread is inside make().
            self.file.queue.append((self, 0))
            self.file.drain()

    def _drop(self, _: int) -> None:
        # Called by the file's queue, with the lock held.
        if self.buffers or self.holds:
            return
        try:
            drm = self._end.pop()
        except IndexError:
            return
        if self.born == generation():  # in a forked child the DRM file, and all in it, is the parent's
            lib.gbm_device_destroy(self.ptr)
        drm.close()


class NativeBuffer:
    """A ``struct gbm_bo``. Destroyed once, when it is closed, no mapping is open, and nobody else uses its handles."""

    __slots__ = ("_maps", "_once", "closed", "dead", "device", "handles", "ptr", "slot")

    def __init__(self, device: NativeDevice, ptr: CData) -> None:
        """Take over a new buffer. The file's lock is held."""
        self.device = device
        self.ptr = ptr
        self.handles = _handles(ptr)
        self.closed = False
        self.dead = False  # destroyed by somebody else
        self.slot: Slot | None = None  # the user data
        self._maps: list[None] = []
        self._once = [None]
        device.enter(self)

    @property
    def address(self) -> int:
        """The pointer as a number."""
        return int(ffi.cast("uintptr_t", self.ptr))

    def close(self) -> None:
        """Destroy the buffer, or see to it that the end of its last mapping does."""
        self.closed = True
        if not self._maps:
            self._finish()

    def begin_map(self) -> None:
        """One more mapping.

        Raises:
            ClosedError: too late.
        """
        self._maps.append(None)
        if self.closed:
            self.end_map()
            raise ClosedError("BufferObject is closed")

    def end_map(self) -> None:
        """One mapping less."""
        self._maps.pop()
        if self.closed and not self._maps:
            self._finish()

    def _finish(self) -> None:
        try:
            self._once.pop()
        except IndexError:
            return
        if self.slot is not None and self.device.born == generation():
            # Before the lock is taken, and before the buffer is gone: user data is anybody's Python code.
            from .userdata import clear

            clear(self)
        file = self.device.file
        file.queue.append((self, 0))
        file.drain()
        if self.device.closing:
            self.device.settle()

    def _drop(self, _: int) -> None:
        # Called by the file's queue, with the lock held.
        self.device.leave(self, destroyed=False)

    def in_use(self, file: DrmFile) -> bool:
        """Whether destroying the buffer would close a handle that others use. The file's lock is held."""
        # Its device's own buffers are no others: Mesa counts those, and closes the handle with the last. (So at most
        # one buffer of each handle waits, however often that is imported and closed.)
        mine = self.device.drm._ledger
        for handle in self.handles:
            if self.device.owned[handle] == 1:
                for ledger in file.ledgers:
                    if ledger is not mine and handle in ledger.users:
                        return True
        return False

    def _destroy(self) -> None:
        # Called when nobody else uses the handles, with the lock held. A forked child would close the parent's.
        device = self.device
        device._waiting.forget(device.file, self)
        if device.born == generation():
            lib.gbm_bo_destroy(self.ptr)
        if device.closing or device.holds:
            device.holds.pop(self, None)
            device.settle()


def _void(handle: int, file: DrmFile) -> None:
    file.foreign.pop(handle, None)


def _handles(ptr: CData) -> tuple[int, ...]:
    # The different GEM handles of all planes; none where the backend does not tell.
    first: int = lib.gbm_bo_get_handle(ptr).u32
    count = lib.gbm_bo_get_plane_count(ptr)
    if count <= 1 and first not in (0, _NO_HANDLE):
        return (first,)
    found = [first] if count <= 1 else [lib.gbm_bo_get_handle_for_plane(ptr, plane).u32 for plane in range(count)]
    return tuple(dict.fromkeys(handle for handle in found if handle not in (0, _NO_HANDLE)))

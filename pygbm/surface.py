"""GBM surfaces: chains of buffers that EGL draws into, and that somebody else shows."""

from __future__ import annotations

import errno

from pydrm import Fourcc
from pydrm._ioctl import os_error
from pydrm.errors import ClosedError
from pydrm.resource import Resource, generation

from . import userdata
from ._library import ffi, lib
from .bo import BufferObject
from .errors import GbmError, failure, spell
from .flags import Use
from .native import NativeBuffer
from .request import Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pydrm import Modifier

    from .device import Device
    from .native import NativeDevice

__all__ = ["FrontBuffer", "Surface"]


class FrontBuffer(BufferObject):
    """A surface's buffer while it is locked. Made by :meth:`Surface.lock_front_buffer`.

    Closing it gives it back to its surface, which may draw into it again; the ``gbm_bo`` itself is the surface's, and
    :attr:`user_data` stays with it. Equal to what an earlier frame locked, when it is the same ``gbm_bo``.

    Ownership: the lock. Dead as soon as its surface is closed.
    Threads: as BufferObject.
    """

    __slots__ = ("_surface",)
    _surface: Surface

    def _destroy(self) -> None:
        self._surface._release(self)

    @property
    def surface(self) -> Surface:
        """The surface that the buffer belongs to."""
        return self._surface


class Surface(Resource):
    """A GBM surface (``struct gbm_surface``): what EGL takes as a native window. Made by :meth:`Device.create_surface`.

    libgbm leaves the bookkeeping to its user, and Mesa crashes when that is wrong (22.3: asking anything before there
    is an EGL surface; later versions answer NULL). Hence EGL has to tell what happens: :meth:`attached` when an EGL
    surface was made on this one, :meth:`swapped` after each ``eglSwapBuffers``, :meth:`detached` when the EGL surface
    is gone. pyegl does that by itself, for every native window that has methods of these names; with another EGL
    binding call them yourself.

    Ownership: the ``gbm_surface``. Closing it releases its locked buffers; the C object stays until EGL has let go of
    it as well.
    Threads: one at a time, the one that swaps.
    """

    __slots__ = ("_device", "_fronts", "_locked", "_native", "_request", "_use")

    def __init__(
        self,
        device: Device,
        width: int,
        height: int,
        format: Fourcc | str | int,
        use: Use | int | None,
        *,
        modifiers: Iterable[Modifier | int] | None = None,
    ) -> None:
        """See :meth:`Device.create_surface`."""
        request = Request("gbm_surface_create", width, height, Fourcc(format), use, modifiers)
        device._check()
        self._device = device
        self._request = (width, height, Fourcc(format))
        self._use = Use.SCANOUT if use is None else Use(use)
        self._fronts: dict[int, NativeBuffer] = {}
        self._locked: dict[NativeBuffer, FrontBuffer] = {}
        owner = device._native
        key = object()
        owner.hold(key)  # before the look at `closing`, so that one of us two sees the other
        try:
            if owner.closing:
                raise ClosedError("Device is closed")
            ffi.errno = 0
            ptr = request.function(owner.ptr, *request.arguments)
            if ptr == ffi.NULL:
                raise failure(ffi.errno, request.spell(device._where()))
        except BaseException:
            owner.unhold(key)
            raise
        self._native = _NativeSurface(owner, ptr, key)
        self._register()
        owner.hold(key, self._native.close)

    def _destroy(self) -> None:
        for front in list(self._locked.values()):
            front.close()
        self._native.close()

    @property
    def closed(self) -> bool:
        """Whether the surface or its device was closed."""
        return not hasattr(self, "_live") or self._device.closed

    def _check(self) -> None:
        super()._check()
        self._device._check()

    @property
    def native(self) -> int:
        """The ``struct gbm_surface *`` as a number: a native window for EGL. Valid while this object lives."""
        self._check()
        return int(ffi.cast("uintptr_t", self._native.ptr))

    @property
    def device(self) -> Device:
        """The device that the surface belongs to."""
        return self._device

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self._request[0]

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self._request[1]

    @property
    def format(self) -> Fourcc:
        """Pixel format; the EGL config's native visual has to be the same."""
        return self._request[2]

    @property
    def use(self) -> Use:
        """The usage flags that the surface was made with."""
        return self._use

    def _describe(self) -> str:
        width, height, format = self._request
        return f"{width}x{height} {format} on {self._device.path}"

    # -- what EGL tells ----------------------------------------------------------------------------------------------

    def attached(self, user: object) -> None:
        """Tell that an EGL surface was made on this one; ``user`` is whatever identifies it.

        Raises:
            OSError: EBUSY, there is another one already.
        """
        self._check()
        if self._native.user not in (None, user):
            raise os_error(errno.EBUSY, f"{self!r} has an EGL surface already")
        self._native.user = user
        self._native.pending = False

    def swapped(self) -> None:
        """Tell that ``eglSwapBuffers`` succeeded: there is a front buffer to lock. Implies :meth:`attached`."""
        self._native.pending = True
        if self._native.user is None:
            self._native.user = self

    def detached(self, user: object = None) -> None:
        """Tell that the EGL surface is gone, and with it the buffers. May be called when this object is closed.

        Raises:
            Nothing: a ``user`` that is not attached is ignored; None detaches whichever there is.
        """
        if user is None or self._native.user == user:
            self._native.detach()

    # -- the cycle ---------------------------------------------------------------------------------------------------

    def lock_front_buffer(self) -> FrontBuffer:
        """The frame that was swapped last, kept from being drawn into until it is closed.

        Once per swap.

        Raises:
            OSError: EINVAL, no frame was swapped since the last lock (or none that :meth:`swapped` told of).
            GbmError: libgbm has none.
        """
        self._check()
        native = self._native
        call = spell("gbm_surface_lock_front_buffer", repr(self))
        if native.user is None or not native.pending:
            # Mesa 22.3 crashes without an EGL surface; without a new frame it sets an EGL error on this thread.
            note = "there is no frame to lock: lock once after each eglSwapBuffers"
            raise os_error(errno.EINVAL, call, note)
        ffi.errno = 0
        ptr = lib.gbm_surface_lock_front_buffer(native.ptr)
        code = ffi.errno
        native.pending = False
        if ptr == ffi.NULL:
            raise failure(code, call)
        if lib.gbm_bo_get_device(ptr) != native.device.ptr:
            raise GbmError(f"{call} answered a buffer of another device")
        buffer = self._front(ptr)
        front = FrontBuffer._adopt(self._device, buffer)
        front._surface = self
        self._locked[buffer] = front
        return front

    def _front(self, ptr: Any) -> NativeBuffer:
        address = int(ffi.cast("uintptr_t", ptr))
        known = self._fronts.get(address)
        if known is not None and not known.closed:
            return known
        native = self._native.device
        with native.file.lock:
            buffer = FrontNative(native, ptr)
        native.file.drain()
        self._fronts[address] = buffer
        userdata.attach(buffer, None, gone=buffer.gone)
        return buffer

    def _release(self, front: FrontBuffer) -> None:
        buffer = front._native
        if self._locked.get(buffer) is not front:
            return
        del self._locked[buffer]
        native = self._native
        if native.user is not None and not buffer.closed and native.device.born == generation():
            lib.gbm_surface_release_buffer(native.ptr, buffer.ptr)

    def has_free_buffers(self) -> bool:
        """Whether EGL has a buffer for another frame; without one, drawing it fails: close a locked buffer first."""
        self._check()
        if self._native.user is None:
            return True  # as gbm.h has it; Mesa 22.3 crashes when it is asked
        return bool(lib.gbm_surface_has_free_buffers(self._native.ptr))

    @property
    def locked(self) -> tuple[FrontBuffer, ...]:
        """The buffers that are locked now."""
        return tuple(self._locked.values())


class FrontNative(NativeBuffer):
    """A buffer that EGL makes and destroys; libgbm's user data callback tells when."""

    __slots__ = ()

    def close(self) -> None:
        """The device is closing: from now on dead, but not ours to destroy."""
        self.closed = True

    def _finish(self) -> None:
        # Not ours to destroy.
        pass

    def gone(self) -> None:
        """EGL is destroying it, now."""
        self.closed = self.dead = True
        try:
            self._once.pop()
        except IndexError:
            return
        self.device.file.queue.append((self, 0))
        self.device.file.drain()
        self.device.settle()

    def _drop(self, _: int) -> None:
        self.device.leave(self, destroyed=True)


class _NativeSurface:
    # The struct gbm_surface, which outlives the Surface while EGL has a surface on it.
    __slots__ = ("_once", "closing", "device", "key", "pending", "ptr", "user")

    def __init__(self, device: NativeDevice, ptr: Any, key: object) -> None:
        self.device = device
        self.ptr = ptr
        self.key = key
        self.user: object = None
        self.pending = False
        self.closing = False
        self._once = [None]

    def detach(self) -> None:
        self.user = None
        self.pending = False
        if self.closing:
            self.close()

    def close(self) -> None:
        self.closing = True
        if self.user is not None:
            return
        try:
            self._once.pop()
        except IndexError:
            return
        if self.device.born == generation():
            lib.gbm_surface_destroy(self.ptr)
        self.device.unhold(self.key)

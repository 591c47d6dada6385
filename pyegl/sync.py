"""EGL syncs: fences in a context's stream of commands, flags between threads, and sync files."""

from __future__ import annotations

import os
from time import monotonic_ns

from pydrm import SyncFile

from . import names
from ._library import ffi, lib
from .errors import failure
from .native import Handle
from .resource import DisplayResource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self

    from .display import Display

__all__ = ["Sync"]

_SLICE_NS = 50_000_000  # how long a wait goes without a look at Python's signal handlers
_NATIVE = "EGL_ANDROID_native_fence_sync"
_FLUSH = lib.EGL_SYNC_FLUSH_COMMANDS_BIT


class Sync(DisplayResource):
    """A sync object of a display: signalled or not.

    Made by :meth:`fence`, :meth:`reusable` or :meth:`native_fence`.

    Ownership: the ``EGLSync``. Closing it while another thread waits for it ends that wait.
    Threads: may be used from any thread, and waited for by any number at once. Waiting does not hold the GIL.
    """

    __slots__ = ("_core", "_kind")
    _core: bool
    _kind: str

    @classmethod
    def fence(cls, display: Display) -> Self:
        """A fence behind what was given so far to the context that is current on this thread.

        Raises:
            NotSupported: neither EGL 1.5 nor EGL_KHR_fence_sync is there.
            BadMatch: no context of this display is current.
        """
        display._check()
        if display.version >= (1, 5):
            ptr = lib.eglCreateSync(display._native.ptr, lib.EGL_SYNC_FENCE, ffi.NULL)
            return cls._new(display, "fence", ptr, "eglCreateSync", core=True)
        display.extensions.require("EGL_KHR_fence_sync", what="a fence")
        return cls._khr(display, "fence", lib.EGL_SYNC_FENCE_KHR, ffi.NULL)

    @classmethod
    def reusable(cls, display: Display) -> Self:
        """A flag that :meth:`signal` and :meth:`unsignal` set, for threads; not signalled at first.

        Raises:
            NotSupported: EGL_KHR_reusable_sync is not there.
        """
        display._check()
        display.extensions.require("EGL_KHR_reusable_sync", what="a reusable sync")
        return cls._khr(display, "reusable", lib.EGL_SYNC_REUSABLE_KHR, ffi.NULL)

    @classmethod
    def native_fence(cls, display: Display, sync_file: SyncFile | None = None) -> Self:
        """A fence with a sync file behind it (EGL_ANDROID_native_fence_sync).

        Args:
            display: where.
            sync_file: signalled when that is; it stays the caller's. None: a fence behind what was given so far to the
                context that is current, which has a sync file for :meth:`export_sync_file` once it is flushed.

        Raises:
            NotSupported: EGL_ANDROID_native_fence_sync is not there.
            BadMatch: no context of this display is current.
            EglError: BadParameter, …
        """
        display._check()
        display.extensions.require(_NATIVE, what="a native fence")
        kind = lib.EGL_SYNC_NATIVE_FENCE_ANDROID
        if sync_file is None:
            return cls._khr(display, "native fence", kind, ffi.NULL)
        fd = os.dup(sync_file.fileno())  # EGL takes what it is given, if it succeeds
        try:
            words = ffi.new("EGLint[]", [lib.EGL_SYNC_NATIVE_FENCE_FD_ANDROID, fd, names.NONE])
            return cls._khr(display, "native fence", kind, words, repr(sync_file))
        except BaseException:
            os.close(fd)
            raise

    @classmethod
    def _khr(cls, display: Display, kind: str, type_: int, words: Any, of: str = "") -> Self:
        ptr = lib.eglCreateSyncKHR(display._native.ptr, type_, words)
        return cls._new(display, kind, ptr, "eglCreateSyncKHR", core=False, of=of)

    @classmethod
    def _new(cls, display: Display, kind: str, ptr: Any, function: str, *, core: bool, of: str = "") -> Self:
        if ptr == ffi.NULL:
            code = lib.eglGetError()
            no_context = code == lib.EGL_BAD_MATCH and kind != "reusable"
            note = "a fence needs a context of the display that is current on this thread" if no_context else ""
            words = {"type": kind, "sync_file": of} if of else {"type": kind}
            raise failure(code, function, display, note, **words)
        self = cls.__new__(cls)
        self._kind = kind
        self._core = core
        destroy = lib.eglDestroySync if core else lib.eglDestroySyncKHR
        self._adopt(display, Handle(display._native, display._handles, ptr, destroy))
        return self

    def _describe(self) -> str:
        return f"{self._kind} on {self._display}"

    @property
    def kind(self) -> str:
        """``"fence"``, ``"reusable"`` or ``"native fence"``."""
        return self._kind

    # -- asking and waiting ------------------------------------------------------------------------------------------

    @property
    def signaled(self) -> bool:
        """Whether it is signalled (``EGL_SYNC_STATUS``). Does not flush: a fence in a context that nobody flushes may
        never be."""
        return self._attrib(lib.EGL_SYNC_STATUS) == lib.EGL_SIGNALED

    def _attrib(self, attribute: int) -> int:
        ptr, display = self._ptr(), self._display
        if self._core:
            function, name, value = lib.eglGetSyncAttrib, "eglGetSyncAttrib", ffi.new("EGLAttrib *")
        else:
            function, name, value = lib.eglGetSyncAttribKHR, "eglGetSyncAttribKHR", ffi.new("EGLint *")
        if not function(display._native.ptr, ptr, attribute, value):
            raise failure(lib.eglGetError(), name, display, sync=repr(self), attribute=hex(attribute))
        return int(value[0])

    def client_wait(self, timeout_ns: int | None = None, *, flush: bool = True) -> bool:
        """Wait on the CPU until it is signalled (``eglClientWaitSync``), without the GIL; whether it was in time.

        Args:
            timeout_ns: nanoseconds; None for ever, 0 to ask only.
            flush: flush the context that is current on this thread first (``EGL_SYNC_FLUSH_COMMANDS_BIT``), without
                which its own fence may never be signalled.

        Raises:
            ClosedError: it was closed meanwhile.
        """
        if timeout_ns is not None and timeout_ns < 0:
            raise ValueError(f"timeout_ns={timeout_ns}: None waits for ever")
        name = "eglClientWaitSync" if self._core else "eglClientWaitSyncKHR"
        function, display = getattr(lib, name), self._display
        deadline = None if timeout_ns is None else monotonic_ns() + timeout_ns
        left = _SLICE_NS if timeout_ns is None else min(timeout_ns, _SLICE_NS)
        flags = _FLUSH if flush else 0
        while True:
            answer = function(display._native.ptr, self._ptr(), flags, left)
            if answer == lib.EGL_CONDITION_SATISFIED:
                self._check()
                return True
            if answer != lib.EGL_TIMEOUT_EXPIRED:
                code = lib.eglGetError()
                self._check()  # closed by another thread: not EGL's error
                if self._kind == "reusable" and self._woken(code):
                    return True
                raise failure(code, name, display, sync=repr(self), timeout_ns=timeout_ns)
            flags = 0
            left = _SLICE_NS if deadline is None else min(deadline - monotonic_ns(), _SLICE_NS)
            if left <= 0:
                return False

    def _woken(self, code: int) -> bool:
        # Mesa (22.3 to 25.0) answers EGL_FALSE to a wait with a limit that a signal ends, and sets no error; when the
        # signal comes just as the time is up, EGL_BAD_ACCESS.
        return code == lib.EGL_SUCCESS or (code == lib.EGL_BAD_ACCESS and self.signaled)

    def wait(self) -> None:
        """Let what is given to the current context from now on wait for it (``eglWaitSync``).

        A driver with a GPU returns at once. Mesa's software renderer waits here (25.0.7), without the GIL: let another
        thread signal what it waits for.

        Raises:
            NotSupported: neither EGL 1.5 nor EGL_KHR_wait_sync is there.
            BadMatch: no context is current.
        """
        ptr, display = self._ptr(), self._display
        if self._core:
            name, done = "eglWaitSync", lib.eglWaitSync(display._native.ptr, ptr, 0)
        else:
            display.extensions.require("EGL_KHR_wait_sync", what="waiting on the server's side")
            name, done = "eglWaitSyncKHR", lib.eglWaitSyncKHR(display._native.ptr, ptr, 0)
        if not done:
            raise failure(lib.eglGetError(), name, display, sync=repr(self))

    # -- reusable ----------------------------------------------------------------------------------------------------

    def signal(self) -> None:
        """Signal a reusable sync (``eglSignalSyncKHR``), which wakes all that wait for it.

        Raises:
            BadMatch: it is a fence.
        """
        self._set(lib.EGL_SIGNALED_KHR)

    def unsignal(self) -> None:
        """Take the signal of a reusable sync back."""
        self._set(lib.EGL_UNSIGNALED_KHR)

    def _set(self, mode: int) -> None:
        ptr, display = self._ptr(), self._display
        display.extensions.require("EGL_KHR_reusable_sync", what="signalling a sync")
        if not lib.eglSignalSyncKHR(display._native.ptr, ptr, mode):
            raise failure(lib.eglGetError(), "eglSignalSyncKHR", display, sync=repr(self), mode=hex(mode))

    # -- native ------------------------------------------------------------------------------------------------------

    def export_sync_file(self) -> SyncFile:
        """A new sync file of a native fence, owned by the caller (``eglDupNativeFenceFDANDROID``).

        Raises:
            NotSupported: EGL_ANDROID_native_fence_sync is not there.
            BadParameter: it is no native fence, or its commands were not flushed yet (``glFlush``).
        """
        ptr, display = self._ptr(), self._display
        display.extensions.require(_NATIVE, what="the sync file of a fence")
        fd = lib.eglDupNativeFenceFDANDROID(display._native.ptr, ptr)
        if fd < 0:
            code = lib.eglGetError()
            note = "a fence has a sync file once its commands are flushed" if self._kind == "native fence" else ""
            raise failure(code, "eglDupNativeFenceFDANDROID", display, note, sync=repr(self))
        os.set_inheritable(fd, False)
        return SyncFile.from_fd(fd)

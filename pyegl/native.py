"""What lies under the objects: EGL displays shared by a whole process, and the handles that belong to them.

An ``EGLDisplay`` is the same for everybody who asks for the same one, and ``eglTerminate`` takes it from all of them.
So its users are counted here, and only the last one ends it. An object that is destroyed while it is current lives on
until no thread has it current (EGL 1.5, 3.7.3); what it was made from (a GBM device, a GBM surface) is let go of only
then.

Everything here may be called from finalisers, on any thread, at any time.
"""

from __future__ import annotations

from threading import RLock

from pydrm._turns import Turns
from pydrm.errors import ForkError
from pydrm.resource import generation

from ._library import ffi, lib
from .errors import failure, put_aside
from .extensions import Extensions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    class Owner(Protocol):
        """Something that has to outlive what EGL made of it: a GBM device, a GBM surface."""

        def attached(self, user: object) -> None: ...
        def detached(self, user: object = None) -> None: ...


__all__ = ["Handle", "NativeDisplay", "native_display"]

_NULL = ffi.NULL


class NativeDisplay:
    """An ``EGLDisplay`` of this process. There is one object for each, for ever, as EGL itself has it."""

    __slots__ = (
        "_foreign",
        "_owner",
        "_tracked",
        "_turns",
        "apis",
        "born",
        "bound",
        "extensions",
        "making",
        "platform",
        "ptr",
        "users",
        "vendor",
        "version",
        "version_text",
    )

    def __init__(self, ptr: Any, platform: int | None, *, tracked: bool) -> None:
        self.ptr = ptr
        self.platform = platform
        self.users: dict[object, dict[Handle, None]] = {}  # with the handles of each
        self.bound: dict[object, None] = {}  # one for each thread that has something of it current
        self.version = (0, 0)
        self.version_text = self.vendor = ""
        self.apis: tuple[str, ...] = ()
        self.extensions = Extensions()
        self.born = generation()
        self._foreign = False
        self._tracked = tracked  # EGL itself counts who initialises it (EGL_TRACK_REFERENCES_KHR)
        self._owner: Owner | None = None
        self._turns = Turns()
        # Held while a thread makes something current: two that claim one context at the same moment may both get it
        # from Mesa (22.3.6, seen once in some hundred thousand claims). A signal handler may come in between.
        self.making = RLock()

    @property
    def address(self) -> int:
        """The ``EGLDisplay`` as a number."""
        return int(ffi.cast("uintptr_t", self.ptr))

    def __str__(self) -> str:
        return f"EGLDisplay {self.address:#x}"

    def enter(self, user: object, handles: dict[Handle, None], owner: Owner | None) -> None:
        """One more user, with the handles that are made through it; the first one initialises the display.

        Raises:
            EglError: ``eglInitialize`` failed.
            ForkError: it was initialised before this process was forked.
        """
        if self.born != generation():
            raise ForkError("this EGLDisplay was initialised by the process that this one was forked from")
        with self._turns:
            there = self._initialized()
            if self.users and not there:
                self._lost()
            if not self.users or not there:
                # Somebody else in this process may have initialised it, a C library for one: then it is theirs to end.
                self._foreign = there and not self._tracked
                self._initialize(owner)
            self.users[user] = handles

    def _initialized(self) -> bool:
        if lib.eglQueryString(self.ptr, lib.EGL_VERSION) != _NULL:
            return True
        lib.eglGetError()
        return False

    def _lost(self) -> None:
        # Somebody else has terminated it. What was made on it is gone, and its addresses may come again.
        for handles in self.users.values():
            for handle in list(handles):
                handle.forget()

    def _initialize(self, owner: Owner | None) -> None:
        major, minor = ffi.new("EGLint *"), ffi.new("EGLint *")
        if owner is not None and self._owner is None:
            owner.attached(self)
            self._owner = owner
        try:
            if not lib.eglInitialize(self.ptr, major, minor):
                raise failure(lib.eglGetError(), "eglInitialize", self)
            self.version = (major[0], minor[0])
            self.version_text = self.string(lib.EGL_VERSION)
            self.vendor = self.string(lib.EGL_VENDOR)
            self.apis = tuple(self.string(lib.EGL_CLIENT_APIS).split())
            self.extensions = Extensions.parse(self.string(lib.EGL_EXTENSIONS), f"this display ({self.vendor})")
        except BaseException:
            if not self.users:
                self._end()
            raise

    def string(self, name: int) -> str:
        """``eglQueryString`` of an initialised display."""
        text = lib.eglQueryString(self.ptr, name)
        if text == _NULL:
            raise failure(lib.eglGetError(), "eglQueryString", self, name=hex(name))
        return ffi.string(text).decode("utf-8", "replace")

    def leave(self, user: object) -> None:
        """One user less; the last one terminates the display."""
        self._turns.later(lambda: self._leave(user))

    def _leave(self, user: object) -> None:
        self.users.pop(user, None)
        if not self.users and self.born == generation():
            self._end()

    def _end(self) -> None:
        put_aside()
        if not self._foreign and not lib.eglTerminate(self.ptr):
            lib.eglGetError()
        self._settle()

    def unbind(self, binding: object) -> None:
        """A thread has nothing of this display current any more."""
        self.bound.pop(binding, None)
        if not self.users and not self.bound:
            self._turns.later(self._settle)

    def _settle(self) -> None:
        if not self.users and not self.bound and self.born == generation():
            self._let_go()

    def _let_go(self) -> None:
        owner, self._owner = self._owner, None
        if owner is not None:
            owner.detached(self)


_displays: dict[int, NativeDisplay] = {}


def native_display(ptr: Any, platform: int | None, *, tracked: bool = False) -> NativeDisplay:
    """The one object for an ``EGLDisplay``."""
    address = int(ffi.cast("uintptr_t", ptr))
    found = _displays.get(address)
    if found is None or (found.born != generation() and not found.users and not found.bound):
        found = _displays[address] = NativeDisplay(ptr, platform, tracked=tracked)
    if found.platform is None:
        found.platform = platform
    return found


class Handle:
    """A context, surface, image or sync: destroyed exactly once, by its object, its display or the collector."""

    __slots__ = ("_destroy", "_finish", "_gone", "_of", "_once", "bound", "display", "ptr")

    def __init__(
        self,
        display: NativeDisplay,
        of: dict[Handle, None],
        ptr: Any,
        destroy: Callable[[Any, Any], int],
        finish: Callable[[], None] | None = None,
    ) -> None:
        """Take over a new handle.

        Args:
            display: where it belongs.
            of: the handles of the display object that ends with it.
            ptr: the handle.
            destroy: the function of EGL's that destroys it.
            finish: called once it is destroyed and no thread has it current.
        """
        self.display = display
        self.ptr = ptr
        self.bound: dict[object, None] = {}  # one for each thread that has it current
        self._destroy = destroy
        self._finish = [] if finish is None else [finish]
        self._once = [None]
        self._gone = False
        self._of = of
        of[self] = None

    @property
    def address(self) -> int:
        """The handle as a number."""
        return int(ffi.cast("uintptr_t", self.ptr))

    @property
    def alive(self) -> bool:
        """Whether it was not destroyed."""
        return bool(self._once)

    def destroy(self) -> None:
        """Destroy it, unless that was done."""
        try:
            self._once.pop()
        except IndexError:
            return
        self._of.pop(self, None)
        if self.display.born != generation():
            return  # a forked child: the parent's
        put_aside()
        if not self._destroy(self.display.ptr, self.ptr):
            lib.eglGetError()  # somebody else terminated the display, and destroyed it with that
        self._gone = True
        self._end()

    def forget(self) -> None:
        """It is gone already, with its display."""
        try:
            self._once.pop()
        except IndexError:
            return
        self._of.pop(self, None)
        self._gone = True
        self._end()

    def unbind(self, binding: object) -> None:
        """It is current on a thread no more."""
        self.bound.pop(binding, None)
        if self._gone:
            self._end()

    def _end(self) -> None:
        # Two threads may come here at once, the one that destroys it and the one that had it current.
        if self._gone and not self.bound:
            try:
                finish = self._finish.pop()
            except IndexError:
                return
            finish()

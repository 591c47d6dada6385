"""EGL contexts: the state of OpenGL or OpenGL ES, current on one thread at a time."""

from __future__ import annotations

from enum import KEEP, IntEnum, IntFlag

from pydrm.errors import NotSupported

from . import current
from ._library import ffi, lib
from .api import Api
from .attribs import Attributes
from .errors import failure
from .native import Handle
from .resource import DisplayResource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .config import Config
    from .current import Bound
    from .display import Display
    from .gl.state import ContextState
    from .surface import Surface

__all__ = ["Api", "Context", "Priority", "Profile", "ResetStrategy"]


class Profile(IntFlag, boundary=KEEP):
    """Which OpenGL (``EGL_CONTEXT_OPENGL_PROFILE_MASK``); OpenGL ES has none."""

    CORE = lib.EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT
    """Without what OpenGL 3.1 removed."""
    COMPATIBILITY = lib.EGL_CONTEXT_OPENGL_COMPATIBILITY_PROFILE_BIT
    """With all of it."""


class ResetStrategy(IntEnum):
    """What a reset of the GPU does to a context (``EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY``)."""

    NO_NOTIFICATION = lib.EGL_NO_RESET_NOTIFICATION
    """Nobody is told."""
    LOSE_CONTEXT = lib.EGL_LOSE_CONTEXT_ON_RESET
    """It is lost, and ``glGetGraphicsResetStatus`` tells."""


class Priority(IntEnum):
    """How urgent a context's work is (``EGL_CONTEXT_PRIORITY_LEVEL_IMG``)."""

    LOW = lib.EGL_CONTEXT_PRIORITY_LOW_IMG
    MEDIUM = lib.EGL_CONTEXT_PRIORITY_MEDIUM_IMG
    HIGH = lib.EGL_CONTEXT_PRIORITY_HIGH_IMG
    REALTIME = lib.EGL_CONTEXT_PRIORITY_REALTIME_NV


_DEBUG_BIT, _FORWARD_BIT, _ROBUST_BIT = (
    lib.EGL_CONTEXT_OPENGL_DEBUG_BIT_KHR,
    lib.EGL_CONTEXT_OPENGL_FORWARD_COMPATIBLE_BIT_KHR,
    lib.EGL_CONTEXT_OPENGL_ROBUST_ACCESS_BIT_KHR,
)


class Context(DisplayResource):
    """A context of OpenGL ES or OpenGL. Made by :meth:`Display.create_context`, or directly.

    Ownership: the ``EGLContext``. Closed while it is current, it goes on working on that thread, and dies when it is no
    longer current; no other thread can take it by then.
    Threads: current on one thread at a time; the object itself may be used from any thread.
    """

    __slots__ = ("_api", "_config", "_gl", "_share", "_words")
    _gl: ContextState | None  # what pyegl.gl knows of it, once that has looked

    def __init__(
        self,
        display: Display,
        config: Config | None = None,
        *,
        api: Api | int = Api.OPENGL_ES,
        version: tuple[int, int] | None = None,
        profile: Profile | int | None = None,
        debug: bool = False,
        forward_compatible: bool = False,
        robust: bool = False,
        reset_strategy: ResetStrategy | int | None = None,
        no_error: bool = False,
        priority: Priority | int | None = None,
        share: Context | None = None,
        **attributes: int,
    ) -> None:
        """Make a context (``eglCreateContext``). The thread's bound API and current context stay what they are.

        Args:
            display: where.
            config: what it will draw with; None for a context that goes with every config
                (EGL_KHR_no_config_context).
            api: the client API.
            version: the least version, ``(3, 0)``; what comes is that or a compatible one. By default, OpenGL ES 2.0
                and OpenGL 1.0, that is the newest that is compatible with these.
            profile: which OpenGL, from version 3.2 on.
            debug: a context for finding errors: with messages of GL_KHR_debug.
            forward_compatible: OpenGL 3.0 and later without what is deprecated.
            robust: accesses outside of buffers do no harm.
            reset_strategy: what a reset of the GPU does.
            no_error: GL does not look for errors, and may crash instead (EGL_KHR_create_context_no_error).
            priority: a hint (EGL_IMG_context_priority); :attr:`priority` says what came of it.
            share: a context whose textures, buffers, programs, … this one shares.
            attributes: further attributes by their lower-case names.

        Raises:
            NotSupported: an extension that is needed is not there.
            EglError: BadMatch for a version that there is not or settings that contradict each other, BadConfig for an
                API that the config is not for, BadAttribute, …
        """
        display._check()
        self._api = int(api)
        self._config = config
        self._gl = None
        self._share = share  # keeps the group's first object as long as its last
        if config is None:
            display.extensions.require(
                "EGL_KHR_no_config_context", "EGL_MESA_configless_context", what="a context without a config"
            )
        if version is None and api == Api.OPENGL_ES:
            version = (2, 0)
        robustness = _robustness(display, self._api, robust, reset_strategy, debug, forward_compatible)
        wanted = Attributes(
            _version(display, version),
            {"context_opengl_profile_mask": profile},
            robustness,
            _more(display, no_error, priority),
            attributes,
        )
        self._words = " ".join(
            [Api(api).name if api in list(Api) else hex(api)] + ([f"{version[0]}.{version[1]}"] if version else [])
        )
        native = display._native
        config_ptr = ffi.NULL if config is None else _config_ptr(display, config)
        share_ptr = ffi.NULL if share is None else share._ptr()
        before = lib.eglQueryAPI()
        if not lib.eglBindAPI(api):
            raise failure(lib.eglGetError(), "eglBindAPI", display, api=api)
        try:
            ptr = lib.eglCreateContext(native.ptr, config_ptr, share_ptr, wanted.ints())
            code = lib.EGL_SUCCESS if ptr != ffi.NULL else lib.eglGetError()
        finally:
            lib.eglBindAPI(before)
        if ptr == ffi.NULL:
            notes = _why(display, config, self._api, version)
            words = {"config": config, "share": share, **wanted.words()}
            raise failure(code, "eglCreateContext", display, *notes, api=self._words, **words)
        self._adopt(display, Handle(native, display._handles, ptr, lib.eglDestroyContext))
        current.know(self)

    def _describe(self) -> str:
        return f"{self._words} on {self._display}"

    @property
    def api(self) -> Api | int:
        """The client API."""
        return Api(self._api) if self._api in list(Api) else self._api

    @property
    def config(self) -> Config | None:
        """The config that it was made with."""
        return self._config

    @property
    def share(self) -> Context | None:
        """The context that it was made to share with (kept alive by it)."""
        return self._share

    # -- current -----------------------------------------------------------------------------------------------------

    def make_current(self, draw: Surface | None = None, read: Surface | None = None) -> Bound:
        """Make it current on this thread, at once (``eglMakeCurrent``).

        As a context manager, what was current before is current again at its end::

            with context.make_current(surface):
                ...

        Args:
            draw: where it draws to; None for no surface (EGL_KHR_surfaceless_context): it draws to framebuffer objects.
            read: where it reads from; by default ``draw``.

        Raises:
            BadAccess: it, or a surface, is current on another thread; a note says on which.
            BadMatch: a surface of another config, or no surface where surfaceless contexts are not supported.
            EglError: whatever else.
        """
        return current.make(self, draw, draw if read is None else read)

    @property
    def is_current(self) -> bool:
        """Whether it is current on this thread."""
        self._check()
        return bool(lib.eglGetCurrentContext() == self._handle.ptr)

    def _mismatches(self, draw: Surface | None, read: Surface | None) -> list[str]:
        # Why eglMakeCurrent says BAD_MATCH.
        notes = []
        if (draw is None) != (read is None):
            notes.append("EGL takes both surfaces or none")
        if draw is None and "EGL_KHR_surfaceless_context" not in self._display.extensions:
            notes.append("this display has no EGL_KHR_surfaceless_context: a surface is needed")
        for each in (draw, read):
            if each is None:
                continue
            if self._config is not None and each.config != self._config:
                notes.append(f"the context is for {self._config!r}, {each!r} for {each.config!r}")
            if each.display._native is not self._display._native:
                notes.append(f"{each!r} is of another display")
        return notes

    # -- what it is --------------------------------------------------------------------------------------------------

    def query(self, attribute: int) -> int:
        """An attribute (``eglQueryContext``).

        Raises:
            EglError: BadAttribute.
        """
        ptr, value = self._ptr(), ffi.new("EGLint *")
        if not lib.eglQueryContext(self._display._native.ptr, ptr, attribute, value):
            raise failure(lib.eglGetError(), "eglQueryContext", self._display, ctx=repr(self), attribute=hex(attribute))
        return int(value[0])

    @property
    def config_id(self) -> int:
        """``EGL_CONFIG_ID``; 0 without a config."""
        return self.query(lib.EGL_CONFIG_ID)

    @property
    def client_version(self) -> int:
        """``EGL_CONTEXT_CLIENT_VERSION``: the major version of OpenGL ES that was asked for."""
        return self.query(lib.EGL_CONTEXT_CLIENT_VERSION)

    @property
    def render_buffer(self) -> int:
        """``EGL_RENDER_BUFFER``: EGL_BACK_BUFFER, EGL_SINGLE_BUFFER, or EGL_NONE without a surface.

        It tells what drawing goes to, which is the surface's affair: EGL_NONE also while the context is not current.
        """
        return self.query(lib.EGL_RENDER_BUFFER)

    @property
    def priority(self) -> Priority | int | None:
        """The priority that it got; None without EGL_IMG_context_priority."""
        self._check()
        if "EGL_IMG_context_priority" not in self._display.extensions:
            return None
        value = self.query(lib.EGL_CONTEXT_PRIORITY_LEVEL_IMG)
        return Priority(value) if value in list(Priority) else value


def _config_ptr(display: Display, config: Config) -> Any:
    if config.display is not display._native:
        raise ValueError(f"{config!r} is a config of {config.display}, not of {display}")
    return ffi.cast("void *", config.native)


def _modern(display: Display) -> bool:
    # Versions, flags and profiles of contexts.
    return display.version >= (1, 5) or "EGL_KHR_create_context" in display.extensions


def _version(display: Display, version: tuple[int, int] | None) -> dict[str, int | None]:
    if version is None:
        return {}
    if _modern(display):
        return {"context_major_version": version[0], "context_minor_version": version[1]}
    if version[1]:
        raise NotSupported(f"a minor version needs EGL 1.5 or EGL_KHR_create_context, which {display} does not have")
    return {"context_client_version": version[0]}


def _robustness(
    display: Display, api: int, robust: bool, reset: ResetStrategy | int | None, debug: bool, forward: bool
) -> dict[str, int | None]:
    # Three ways to say the same, by the age of the display and the API.
    if not (robust or debug or forward or reset is not None):
        return {}
    if display.version >= (1, 5):
        return {
            "context_opengl_debug": 1 if debug else None,
            "context_opengl_forward_compatible": 1 if forward else None,
            "context_opengl_robust_access": 1 if robust else None,
            "egl_context_opengl_reset_notification_strategy": reset,
        }
    if api == Api.OPENGL_ES and (robust or reset is not None):
        display.extensions.require("EGL_EXT_create_context_robustness", what="a robust context of OpenGL ES")
        flags = _DEBUG_BIT if debug else 0
        return {
            "context_opengl_robust_access_ext": 1 if robust else None,
            "context_opengl_reset_notification_strategy_ext": reset,
            "context_flags_khr": flags or None,
        }
    display.extensions.require("EGL_KHR_create_context", what="a debug, forward compatible or robust context")
    flags = (_DEBUG_BIT if debug else 0) | (_FORWARD_BIT if forward else 0) | (_ROBUST_BIT if robust else 0)
    return {"context_flags_khr": flags or None, "context_opengl_reset_notification_strategy_khr": reset}


def _more(display: Display, no_error: bool, priority: Priority | int | None) -> dict[str, int | None]:
    if no_error:
        display.extensions.require("EGL_KHR_create_context_no_error", what="a context without errors")
    if priority is not None:
        display.extensions.require("EGL_IMG_context_priority", what="a context priority")
    return {"context_opengl_no_error_khr": 1 if no_error else None, "context_priority_level_img": priority}


def _why(display: Display, config: Config | None, api: int, version: tuple[int, int] | None) -> list[str]:
    # What may stand against a context.
    notes = []
    if api in list(Api) and Api(api).client_name not in display.client_apis:
        notes.append(f"{display} has {', '.join(display.client_apis)}, and no {Api(api).client_name}")
    if config is not None:
        notes.append(f"the config is for {config.renderable_type!r}")
    return notes

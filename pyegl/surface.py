"""EGL surfaces: what contexts draw into. Windows have two buffers and are swapped, pbuffers and pixmaps have one."""

from __future__ import annotations

from pydrm.resource import generation

from . import _surface_calls as calls
from . import current
from ._library import ffi, lib
from .attribs import Attributes
from .config import Config, SurfaceType
from .context import _config_ptr
from .errors import failure
from .native import Handle
from .platform import native_pointer
from .resource import DisplayResource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Self

    from .display import Display
    from .native import Owner

__all__ = ["Surface"]


class Surface(DisplayResource):
    """A surface. Made by :meth:`Display.create_window_surface`, :meth:`Display.create_pbuffer` or
    :meth:`Display.create_pixmap_surface`.

    Ownership: the ``EGLSurface``. It keeps a native window with the methods ``attached`` and ``detached`` (a
    ``pygbm.Surface``) from being destroyed. Closed while it is current, it goes on working on that thread until it is
    no longer current.
    Threads: drawn to by one thread at a time, the one on which it is current; the object itself may be used from any.
    """

    __slots__ = ("_config", "_kind", "_tell", "_window")
    _config: Config
    _kind: str
    _tell: Callable[[], object] | None
    _window: object

    @classmethod
    def window(cls, display: Display, config: Config, window: object, **attributes: int) -> Self:
        """A surface on a native window (``eglCreateWindowSurface``): double buffered, shown by swapping.

        Args:
            display: where.
            config: its visual has to be the window's: with GBM, ``config.format`` the surface's format.
            window: a ``pygbm.Surface``, another object with the attribute ``native``, or what the platform's window is,
                as a number (Mesa 22.3 crashes on an X window that there is not). A window with methods ``attached``,
                ``swapped`` and ``detached`` is told.
            attributes: further attributes by their lower-case names, such as ``render_buffer``.

        Raises:
            EglError: BadMatch for another format (the notes tell both) or a config that is not for windows, BadAlloc if
                there is a surface on the window already, BadNativeWindow on a platform without windows, …
            OSError: EBUSY, the window says that it has an EGL surface already.
            ValueError: the window is a GBM surface of another device.
        """
        return cls._on_native(display, config, window, "window", "eglCreateWindowSurface", attributes)

    @classmethod
    def pixmap(cls, display: Display, config: Config, pixmap: object, **attributes: int) -> Self:
        """A surface on a native pixmap (``eglCreatePixmapSurface``): single buffered, as the pixmap is.

        Raises:
            EglError: BadNativePixmap on a platform without pixmaps (GBM, surfaceless, device), BadMatch, …
        """
        return cls._on_native(display, config, pixmap, "pixmap", "eglCreatePixmapSurface", attributes)

    @classmethod
    def _on_native(
        cls, display: Display, config: Config, thing: object, kind: str, function: str, attributes: dict[str, int]
    ) -> Self:
        display._check()
        calls.check_home(display, thing)
        wanted, pointer, config_ptr = Attributes(attributes), native_pointer(thing), _config_ptr(display, config)
        told: Owner | Any = thing if hasattr(thing, "attached") and hasattr(thing, "detached") else None
        key = object()
        if told is not None:
            told.attached(key)
        try:
            ptr = getattr(lib, function)(display._native.ptr, config_ptr, pointer, wanted.ints())
            if ptr == ffi.NULL:
                words = {"config": config, kind: repr(thing), **wanted.words()}
                code = lib.eglGetError()
                raise failure(code, function, display, *calls.why(display, config, thing, kind, code), **words)
        except BaseException:
            if told is not None:
                told.detached(key)
            raise
        end = None if told is None else lambda: told.detached(key)
        return cls._new(display, config, ptr, kind, thing, end)

    @classmethod
    def pbuffer(
        cls,
        display: Display,
        config: Config,
        width: int,
        height: int,
        *,
        texture_format: int | None = None,
        mipmap: bool = False,
        largest: bool = False,
        **attributes: int,
    ) -> Self:
        """An off-screen surface (``eglCreatePbufferSurface``): single buffered.

        Args:
            display: where.
            config: has to be for pbuffers.
            width: in pixels; 0 is allowed.
            height: in pixels.
            texture_format: ``EGL_TEXTURE_RGB`` or ``EGL_TEXTURE_RGBA``, for :meth:`bind_tex_image`; the config has to
                have ``bind_to_texture_rgb`` or ``…_rgba``.
            mipmap: of such a texture, whether there is to be room for its mipmaps.
            largest: take a smaller one when that size cannot be had.
            attributes: further attributes by their lower-case names.

        Raises:
            EglError: BadMatch for a config that is not for pbuffers or not for the texture format, BadAlloc, …
        """
        display._check()
        words: dict[str, int | None] = {"width": width, "height": height, "largest_pbuffer": 1 if largest else None}
        if texture_format is not None:
            words |= {"texture_format": texture_format, "texture_target": lib.EGL_TEXTURE_2D}
            words["mipmap_texture"] = 1 if mipmap else None
        wanted = Attributes(words, attributes)
        ptr = lib.eglCreatePbufferSurface(display._native.ptr, _config_ptr(display, config), wanted.ints())
        if ptr == ffi.NULL:
            code = lib.eglGetError()
            notes = calls.why(display, config, None, "pbuffer", code)
            raise failure(code, "eglCreatePbufferSurface", display, *notes, config=config, **wanted.words())
        return cls._new(display, config, ptr, "pbuffer", None, None)

    @classmethod
    def pbuffer_from_client_buffer(
        cls, display: Display, config: Config, kind: int, buffer: object, **attributes: int
    ) -> Self:
        """A pbuffer on a client API's buffer (``eglCreatePbufferFromClientBuffer``), such as ``EGL_OPENVG_IMAGE``.

        Raises:
            EglError: BadParameter where there is no such API, …
        """
        display._check()
        wanted = Attributes(attributes)
        pointer = ffi.cast("EGLClientBuffer", native_pointer(buffer))
        arguments = (display._native.ptr, kind, pointer, _config_ptr(display, config), wanted.ints())
        ptr = lib.eglCreatePbufferFromClientBuffer(*arguments)
        if ptr == ffi.NULL:
            words = {"buftype": hex(kind), "buffer": repr(buffer), "config": config, **wanted.words()}
            raise failure(lib.eglGetError(), "eglCreatePbufferFromClientBuffer", display, **words)
        return cls._new(display, config, ptr, "pbuffer", buffer, None)

    @classmethod
    def _new(cls, display: Display, config: Config, ptr: Any, kind: str, window: object, end: Any) -> Self:
        self = cls.__new__(cls)
        self._config = config
        self._kind = kind
        self._window = window  # the native object lives as long as the surface
        self._tell = getattr(window, "swapped", None) if kind == "window" else None
        self._adopt(display, Handle(display._native, display._handles, ptr, lib.eglDestroySurface, end))
        return self

    def _describe(self) -> str:
        return f"{self._kind} on {self._display}"

    # -- what it is --------------------------------------------------------------------------------------------------

    @property
    def kind(self) -> str:
        """``"window"``, ``"pbuffer"`` or ``"pixmap"``."""
        return self._kind

    @property
    def config(self) -> Config:
        """The config that it was made with."""
        return self._config

    def query(self, attribute: int) -> int:
        """An attribute (``eglQuerySurface``), such as ``EGL_SWAP_BEHAVIOR``.

        Raises:
            EglError: BadAttribute.
        """
        return calls.query(self, attribute)

    def set_attrib(self, attribute: int, value: int) -> None:
        """Set an attribute (``eglSurfaceAttrib``), such as ``EGL_MIPMAP_LEVEL``.

        Raises:
            EglError: BadAttribute; BadMatch, the config does not allow the value; …
        """
        calls.set_attrib(self, attribute, value)

    @property
    def width(self) -> int:
        """Width in pixels, at this moment: windows change their size."""
        return calls.query(self, lib.EGL_WIDTH)

    @property
    def height(self) -> int:
        """Height in pixels, at this moment."""
        return calls.query(self, lib.EGL_HEIGHT)

    @property
    def render_buffer(self) -> int:
        """``EGL_RENDER_BUFFER``: EGL_BACK_BUFFER, or EGL_SINGLE_BUFFER for a pixmap."""
        return calls.query(self, lib.EGL_RENDER_BUFFER)

    @property
    def preserved(self) -> bool:
        """Whether the back buffer keeps its contents over a swap (``EGL_SWAP_BEHAVIOR``).

        Setting it raises BadMatch unless the config has ``SurfaceType.SWAP_BEHAVIOR_PRESERVED``.
        """
        return calls.query(self, lib.EGL_SWAP_BEHAVIOR) == lib.EGL_BUFFER_PRESERVED

    @preserved.setter
    def preserved(self, value: bool) -> None:
        behavior = lib.EGL_BUFFER_PRESERVED if value else lib.EGL_BUFFER_DESTROYED
        if value and not self._config.surface_type & SurfaceType.SWAP_BEHAVIOR_PRESERVED:
            calls.set_attrib(self, lib.EGL_SWAP_BEHAVIOR, behavior, f"{self._config!r} has no SWAP_BEHAVIOR_PRESERVED")
        else:
            calls.set_attrib(self, lib.EGL_SWAP_BEHAVIOR, behavior)

    @property
    def buffer_age(self) -> int:
        """How many frames ago the back buffer was drawn; 0: it contains nothing of use (EGL_EXT_buffer_age).

        Raises:
            NotSupported: neither EGL_EXT_buffer_age nor EGL_KHR_partial_update is there.
            BadSurface: it is not the surface that this thread draws to.
        """
        self._check()
        self._display.extensions.require("EGL_EXT_buffer_age", "EGL_KHR_partial_update", what="the age of a buffer")
        return calls.query(self, lib.EGL_BUFFER_AGE_EXT)

    # -- frames ------------------------------------------------------------------------------------------------------

    def swap_buffers(self, damage: Iterable[tuple[int, int, int, int]] | None = None) -> None:
        """Show what was drawn (``eglSwapBuffers``); without effect on a pbuffer or pixmap. May wait, without the GIL.

        Args:
            damage: what has changed since the last frame, (x, y, width, height) in pixels from the lower left corner:
                ``eglSwapBuffersWithDamage``, where EGL_KHR_swap_buffers_with_damage or the EXT is there.

        Raises:
            BadSurface: it is not current on this thread.
            NotSupported: damage, and there is no extension for it.
            EglError: BadAlloc if no buffer is free (with GBM: release locked ones), ContextLost, …
        """
        calls.swap(self, damage)
        if self._tell is not None and self._live == generation():
            self._tell()

    def set_damage_region(self, rects: Iterable[tuple[int, int, int, int]]) -> None:
        """Promise that only these parts of the frame will be drawn (``eglSetDamageRegionKHR``), before drawing it.

        Args:
            rects: (x, y, width, height) in pixels from the lower left corner; none means all of it.

        Raises:
            NotSupported: EGL_KHR_partial_update is not there.
            BadAccess: :attr:`buffer_age` was not asked in this frame, or the region was set already.
            BadMatch: no window, not current, or its contents are preserved.
        """
        calls.set_damage_region(self, rects)

    def set_swap_interval(self, interval: int) -> None:
        """How many frames of the display a swap lasts at least (``eglSwapInterval``); cut to what the config allows.

        Raises:
            BadSurface: it is not the surface that this thread draws to.
        """
        calls.set_swap_interval(self, interval)

    def copy_to(self, pixmap: object) -> None:
        """Copy the colour buffer into a native pixmap (``eglCopyBuffers``).

        Raises:
            EglError: BadNativePixmap on platforms without pixmaps, …
        """
        ptr, target = self._ptr(), native_pointer(pixmap)
        if not lib.eglCopyBuffers(self._display._native.ptr, ptr, target):
            words = {"surface": repr(self), "target": repr(pixmap)}
            raise failure(lib.eglGetError(), "eglCopyBuffers", self._display, **words)

    # -- as a texture ------------------------------------------------------------------------------------------------

    def bind_tex_image(self) -> None:
        """Make the texture that is bound in the current context the pbuffer's colour buffer (``eglBindTexImage``).

        What is drawn into the pbuffer until :meth:`release_tex_image` is undefined.

        Raises:
            BadMatch: it was made without ``texture_format``.
            BadAccess: it is bound already (Mesa 22.3 does not look).
            BadSurface: it is no pbuffer.
            BadContext: nothing is current on this thread (found here: Mesa 22.3 takes it, and does nothing).
        """
        calls.tex_image(self, "eglBindTexImage")

    def release_tex_image(self) -> None:
        """Take the colour buffer out of the texture again (``eglReleaseTexImage``).

        Raises:
            EglError: as for :meth:`bind_tex_image`.
        """
        calls.tex_image(self, "eglReleaseTexImage")

    @property
    def is_current(self) -> bool:
        """Whether this thread draws to it or reads from it."""
        self._check()
        return self in (current.current_surface(), current.current_surface(read=True))

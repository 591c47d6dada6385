"""EGL displays: a connection to an EGL implementation, initialised, and everything that is made on it."""

from __future__ import annotations

from pydrm.errors import ForkError
from pydrm.resource import Resource, generation

from . import config as _config
from ._library import ffi, lib
from .attribs import Attributes
from .device import Device
from .errors import failure
from .extensions import client_extensions
from .native import native_display
from .platform import Platform, default_platform, get_display, name_of, native_pointer, platform_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pydrm import DmaBuf, Fourcc

    from .config import Config
    from .context import Api, Context
    from .dmabuf import DmaBufFormat, DmaBufModifier
    from .extensions import Extensions
    from .image import Image
    from .native import Handle, NativeDisplay
    from .surface import Surface

__all__ = ["Display"]


class Display(Resource):
    """A display: what contexts, surfaces, images and syncs are made on. Initialised from birth.

    EGL gives the same ``EGLDisplay`` to everybody in the process who asks for the same one, and one ``eglTerminate``
    ends it for all. Here each object counts as one user: closing it destroys what was made through it, and the last one
    terminates. A display that somebody else in the process had initialised before is left alone. Where the library has
    EGL_KHR_display_reference, EGL counts as well, and other libraries are safe from us and we from them.

    What is current when its display is closed stays so, and works, until it is no longer current (EGL 1.5, 3.7.3).

    Ownership: a share in the ``EGLDisplay``. It keeps a native display that it was made from (a ``pygbm.Device``) from
    being destroyed.
    Threads: may be used from several threads at once; close it when no other is inside a call. Not usable in a forked
    child, where it raises ForkError.
    """

    __slots__ = ("_handles", "_native", "_source", "_user")
    _handles: dict[Handle, None]
    _native: NativeDisplay

    def __init__(
        self,
        native: object = None,
        *,
        platform: Platform | str | int | None = None,
        track_references: bool | None = None,
        **attributes: int,
    ) -> None:
        """Find a display (``eglGetPlatformDisplay``, or ``eglGetDisplay``) and initialise it (``eglInitialize``).

        Args:
            native: the native display: a :class:`pyegl.Device`, a ``pygbm.Device`` or another object with the attribute
                ``native``, a pointer as a number or of cffi's. None: the platform's default.
            platform: which platform ``native`` is of, a :class:`Platform`, a name as in ``EGL_PLATFORM``, or a number.
                None: what ``native`` says (``egl_platform``), else ``EGL_PLATFORM``, else libEGL's own choice.
            track_references: ``EGL_TRACK_REFERENCES_KHR``; by default wherever EGL_KHR_display_reference is there.
            attributes: further attributes by their lower-case names, such as ``drm_master_fd`` (platform DEVICE; the
                file descriptor is borrowed, EGL makes its own duplicate).

        Raises:
            NotSupported: the library has no such platform, or there is no such display on this system.
            EglError: NotInitialized, and whatever else stands against it.
            LibraryNotFound: libEGL is not installed.
        """
        chosen = _platform(native, platform)
        pointer = 0 if native is None else native_pointer(native)
        given: dict[str, int | None] = dict(attributes)
        if track_references:
            client_extensions().require("EGL_KHR_display_reference", what="EGL counting the users of a display")
        if chosen is not None and track_references is not False:
            if client_extensions().has("EGL_KHR_display_reference"):
                given["track_references"] = 1
        ptr = get_display(chosen, pointer, Attributes(given))
        self._native = native_display(ptr, chosen, tracked=bool(given.get("track_references")))
        self._handles = {}
        self._source = native  # a native object stays alive as long as the display
        owner: Any = native if hasattr(native, "attached") and hasattr(native, "detached") else None
        self._user = object()  # whom the native display counts; counting the Display itself would keep it alive
        self._native.enter(self._user, self._handles, owner)
        self._register()

    def _destroy(self) -> None:
        for handle in list(self._handles):
            handle.destroy()
        self._native.leave(self._user)

    def _check(self) -> None:
        try:
            live = self._live
        except AttributeError:
            self._raise_closed()
        if live != generation():
            raise ForkError("this Display was made by the process that this one was forked from")

    def __bool__(self) -> bool:
        """Whether the display is open, and was made by this process."""
        return not self.closed and self._live == generation()

    def _ptr(self) -> Any:
        self._check()
        return self._native.ptr

    def _describe(self) -> str:
        major, minor = self._native.version
        return f"{name_of(self._native.platform)} EGL {major}.{minor} {self._native.vendor}"

    def __str__(self) -> str:
        return f"the {name_of(self._native.platform)} display ({self._native.vendor})"

    # -- what it is --------------------------------------------------------------------------------------------------

    @property
    def native(self) -> int:
        """The ``EGLDisplay`` as a number, for other libraries; initialised as long as this lives."""
        self._check()
        return self._native.address

    @property
    def platform(self) -> Platform | int | None:
        """The platform; None where libEGL chose it."""
        value = self._native.platform
        return Platform(value) if value in list(Platform) else value

    @property
    def version(self) -> tuple[int, int]:
        """EGL's version on this display, ``(1, 5)``; the client library's may be another."""
        return self._native.version

    @property
    def version_string(self) -> str:
        """``EGL_VERSION``: the version, and what the vendor has to add."""
        return self._native.version_text

    @property
    def vendor(self) -> str:
        """``EGL_VENDOR``."""
        return self._native.vendor

    @property
    def client_apis(self) -> tuple[str, ...]:
        """``EGL_CLIENT_APIS``: ``"OpenGL"``, ``"OpenGL_ES"``, …"""
        return self._native.apis

    @property
    def extensions(self) -> Extensions:
        """The display's extensions; none of them is in :func:`pyegl.client_extensions`."""
        return self._native.extensions

    def attrib(self, attribute: int) -> int:
        """An attribute of the display (``eglQueryDisplayAttribEXT`` or KHR).

        Raises:
            NotSupported: neither EGL_EXT_device_query nor EGL_KHR_display_reference is there.
            EglError: BadAttribute.
        """
        ptr, value = self._ptr(), ffi.new("EGLAttrib *")
        known = client_extensions()
        if known.has("EGL_EXT_device_query", "EGL_EXT_device_base"):
            function, name = lib.eglQueryDisplayAttribEXT, "eglQueryDisplayAttribEXT"
        else:
            known.require("EGL_KHR_display_reference", what="asking for an attribute of a display")
            function, name = lib.eglQueryDisplayAttribKHR, "eglQueryDisplayAttribKHR"
        if not function(ptr, attribute, value):
            raise failure(lib.eglGetError(), name, self, attribute=hex(attribute))
        return int(value[0])

    @property
    def device(self) -> Device:
        """The EGL device that the display uses (``EGL_DEVICE_EXT``).

        Raises:
            NotSupported: EGL_EXT_device_query is not there.
        """
        from .device import device_of

        return device_of(ffi.cast("void *", self.attrib(lib.EGL_DEVICE_EXT)))

    @property
    def driver_name(self) -> str | None:
        """Mesa's driver (``eglGetDisplayDriverName``), such as ``"iris"``; None without EGL_MESA_query_driver."""
        if "EGL_MESA_query_driver" not in self.extensions:
            return None
        text = lib.eglGetDisplayDriverName(self._ptr())
        if text == ffi.NULL:
            raise failure(lib.eglGetError(), "eglGetDisplayDriverName", self)
        return ffi.string(text).decode("utf-8", "replace")

    @property
    def driver_config(self) -> str | None:
        """The driver's options as XML (``eglGetDisplayDriverConfig``); None without EGL_MESA_query_driver, or any."""
        if "EGL_MESA_query_driver" not in self.extensions:
            return None
        text = lib.eglGetDisplayDriverConfig(self._ptr())
        if text == ffi.NULL:
            lib.eglGetError()
            return None
        try:
            return ffi.string(text).decode("utf-8", "replace")
        finally:
            _free(text)

    # -- configs -----------------------------------------------------------------------------------------------------

    def configs(self) -> tuple[Config, ...]:
        """Every config, in the implementation's order (``eglGetConfigs``)."""
        self._check()
        return _config.get(self._native)

    def choose_configs(self, **wanted: int) -> tuple[Config, ...]:
        """The configs that have at least what is wanted, the best first, as EGL defines that (``eglChooseConfig``).

        Args:
            wanted: attributes by lower-case name: ``red_size=8, surface_type=SurfaceType.PBUFFER``. What is not named
                does not matter (EGL's own defaults, windows and OpenGL ES 1, do not apply). ``native_visual_id``, which
                EGL ignores, is honoured: on the platform GBM it is a fourcc.

        Raises:
            TypeError: no such attribute.
            EglError: BadAttribute, an attribute that has nothing to do with configs, or a value out of its range.
        """
        self._check()
        return _config.choose(self._native, wanted)

    def choose_config(self, **wanted: int) -> Config:
        """The best of :meth:`choose_configs`.

        Raises:
            NoMatchingConfig: there is none; says which wish cannot be met.
        """
        found = self.choose_configs(**wanted)
        if not found:
            raise _config.explain(self._native, wanted)
        return found[0]

    # -- what is made on it ------------------------------------------------------------------------------------------

    def create_context(self, config: Config | None = None, **settings: Any) -> Context:
        """Make a context; the settings are those of :class:`pyegl.Context`."""
        from .context import Context

        return Context(self, config, **settings)

    def create_pbuffer(self, config: Config, width: int, height: int, **settings: Any) -> Surface:
        """Make an off-screen surface; the settings are those of :meth:`pyegl.Surface.pbuffer`."""
        from .surface import Surface

        return Surface.pbuffer(self, config, width, height, **settings)

    def create_window_surface(self, config: Config, window: object, **settings: Any) -> Surface:
        """Make a surface on a native window, such as a ``pygbm.Surface``; see :meth:`pyegl.Surface.window`."""
        from .surface import Surface

        return Surface.window(self, config, window, **settings)

    def create_pixmap_surface(self, config: Config, pixmap: object, **settings: Any) -> Surface:
        """Make a surface on a native pixmap; see :meth:`pyegl.Surface.pixmap`."""
        from .surface import Surface

        return Surface.pixmap(self, config, pixmap, **settings)

    def import_dmabuf(self, dmabuf: DmaBuf, **hints: Any) -> Image:
        """An image of a dma-buf, which stays the caller's; see :meth:`pyegl.Image.from_dmabuf`."""
        from .image import Image

        return Image.from_dmabuf(self, dmabuf, **hints)

    def dmabuf_formats(self) -> tuple[DmaBufFormat, ...]:
        """Every format of dma-bufs that is imported here, with its modifiers (``eglQueryDmaBufFormatsEXT``).

        Raises:
            NotSupported: EGL_EXT_image_dma_buf_import_modifiers is not there.
        """
        from .dmabuf import formats

        return formats(self)

    def dmabuf_modifiers(self, format: Fourcc | str | int) -> tuple[DmaBufModifier, ...]:
        """The modifiers of one format (``eglQueryDmaBufModifiersEXT``); none are listed for implicit layouts only.

        Raises:
            NotSupported: EGL_EXT_image_dma_buf_import_modifiers is not there.
            EglError: BadParameter, the driver does not import the format.
        """
        from .dmabuf import modifiers

        return modifiers(self, format)

    def supports_api(self, api: Api) -> bool:
        """Whether contexts of a client API can be made here."""
        return api.client_name in self._native.apis


def _free(text: Any) -> None:
    # The one string of EGL's that is the caller's.
    import ctypes

    free = ctypes.CDLL(None).free
    free.argtypes = [ctypes.c_void_p]
    free(int(ffi.cast("uintptr_t", text)))


def _platform(native: object, platform: Platform | str | int | None) -> int | None:
    if platform is not None:
        return platform_of(platform)
    if isinstance(native, Device):
        return Platform.DEVICE
    told = getattr(native, "egl_platform", None)
    if isinstance(told, int):
        return told
    return default_platform()

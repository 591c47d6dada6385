"""Raw EGL for the cases: platforms, displays, and what a case makes on them, ended with the case.

Everything here goes through pyegl's raw layer: it is the driver that is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from pyegl import ffi, lib

from . import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .nodes import Node

NULL = ffi.NULL

#: Handles that nobody gave out.
GARBAGE = (0xBADC0DE0, 1)


def handle(value: int) -> Any:
    """An EGL handle of any value."""
    return ffi.cast("void *", value)


_ERRORS = (
    "EGL_SUCCESS EGL_NOT_INITIALIZED EGL_BAD_ACCESS EGL_BAD_ALLOC EGL_BAD_ATTRIBUTE EGL_BAD_CONFIG EGL_BAD_CONTEXT "
    "EGL_BAD_CURRENT_SURFACE EGL_BAD_DISPLAY EGL_BAD_MATCH EGL_BAD_NATIVE_PIXMAP EGL_BAD_NATIVE_WINDOW "
    "EGL_BAD_PARAMETER EGL_BAD_SURFACE EGL_CONTEXT_LOST EGL_BAD_STREAM_KHR EGL_BAD_STATE_KHR EGL_BAD_DEVICE_EXT"
)
_NAMES = {int(getattr(lib, name)): name for name in _ERRORS.split()}


def error_name(code: int) -> str:
    """The name of an EGL error code, for messages."""
    return _NAMES.get(code, f"{code:#x}")


def refused(code: int | Iterable[int], call: Callable[..., Any], *arguments: Any, failure: int = 0) -> None:
    """Assert that an EGL call fails (answers `failure`, or NULL), and with this error or one of these."""
    codes = (code,) if isinstance(code, int) else tuple(code)
    lib.eglGetError()
    answer = call(*arguments)
    found = lib.eglGetError()
    wanted = " or ".join(map(error_name, codes))
    name = getattr(call, "__name__", str(call))
    assert answer == failure if failure else not answer, f"{name} succeeded ({answer}) where {wanted} is due"
    assert found in codes, f"{name}: {error_name(found)}, where {wanted} is due"


def done(answer: Any) -> Any:
    """Assert that an EGL call succeeded and left EGL_SUCCESS; returns its answer."""
    found = lib.eglGetError()
    assert answer, f"EGL error {error_name(found)}"
    assert found == lib.EGL_SUCCESS, error_name(found)
    return answer


def attributes(pairs: dict[int, int] | Sequence[int] | None) -> Any:
    """An EGLint list, ended by EGL_NONE; NULL for None."""
    if pairs is None:
        return NULL
    flat = [each for pair in pairs.items() for each in pair] if isinstance(pairs, dict) else list(pairs)
    return ffi.new("EGLint[]", [*flat, lib.EGL_NONE])


def wide(pairs: dict[int, int]) -> Any:
    """An EGLAttrib list, ended by EGL_NONE."""
    return ffi.new("EGLAttrib[]", [*(each for pair in pairs.items() for each in pair), lib.EGL_NONE])


def text(pointer: Any) -> str:
    """A string of EGL's; "" for NULL."""
    return ffi.string(pointer).decode() if pointer != NULL else ""


def client_extensions() -> frozenset[str]:
    """The client extensions."""
    return frozenset(text(lib.eglQueryString(NULL, lib.EGL_EXTENSIONS)).split())


def devices() -> list[Any]:
    """Every EGLDeviceEXT."""
    found, count = ffi.new("EGLDeviceEXT[32]"), ffi.new("EGLint *")
    done(lib.eglQueryDevicesEXT(32, found, count))
    return list(found[0 : count[0]])


def device_extensions(device: Any) -> frozenset[str]:
    """The extensions of one device."""
    return frozenset(text(lib.eglQueryDeviceStringEXT(device, lib.EGL_EXTENSIONS)).split())


def the_device() -> Any:
    """The software device where there is one, else the first."""
    found = devices()
    return next((each for each in found if "EGL_MESA_device_software" in device_extensions(each)), found[0])


@dataclass(frozen=True)
class Platform:
    """A way to have a display: `surfaceless`, `device`, or `gbm` on a node."""

    name: str
    node: Node | None = None

    def __str__(self) -> str:
        if self.node is None:
            return self.name
        return f"{self.name}-{self.node.driver}" + ("" if self.node.kind == "card" else "-render")

    @property
    def capability(self) -> str:
        """Its name in the table of probes."""
        return f"egl.{self.name}"


@cache
def platforms() -> tuple[Platform, ...]:
    """Every platform that this lane has, GBM once for each node that it can make buffers on."""
    from . import probes

    # Each card node has buffers, or its driver is broken; a render node has them where the hardware draws.
    found = [
        Platform("gbm", each) for each in nodes.nodes() if each.kind == "card" or probes.of_node(each, "gbm.bo") is None
    ]
    return (Platform("surfaceless"), Platform("device"), *found)


_TOKENS = {
    "surfaceless": "EGL_PLATFORM_SURFACELESS_MESA",
    "device": "EGL_PLATFORM_DEVICE_EXT",
    "gbm": "EGL_PLATFORM_GBM_KHR",
}


@dataclass
class Display:
    """A display, not yet initialised, and what was opened for it. `end()` it."""

    platform: Platform
    native: Any = NULL
    handle: Any = NULL
    closers: list[Callable[[], object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.platform.node is not None:
            self._open_gbm(self.platform.node.path)
        elif self.platform.name == "device":
            self.native = the_device()
        self.handle = done(self.get())

    @property
    def token(self) -> int:
        """The platform's enum."""
        return int(getattr(lib, _TOKENS[self.platform.name]))

    def get(self, pairs: dict[int, int] | None = None) -> Any:
        """eglGetPlatformDisplayEXT for this platform and native display."""
        return lib.eglGetPlatformDisplayEXT(self.token, self.native, attributes(pairs))

    def _open_gbm(self, path: str) -> None:
        import pydrm
        import pygbm

        drm = pydrm.open(path)
        self.closers.append(drm.close)
        gbm = pygbm.lib.gbm_create_device(drm.fileno())
        assert gbm != pygbm.ffi.NULL
        self.closers.append(lambda: pygbm.lib.gbm_device_destroy(gbm))
        self.native = ffi.cast("void *", int(pygbm.ffi.cast("uintptr_t", gbm)))

    def gbm_surface(self, config: Any, width: int = 8, height: int = 8) -> int:
        """The address of a new GBM surface of the config's format, destroyed with the display."""
        from pygbm import ffi as gbm_ffi
        from pygbm import lib as gbm_lib

        device = gbm_ffi.cast("struct gbm_device *", int(ffi.cast("uintptr_t", self.native)))
        format = self.of(config, lib.EGL_NATIVE_VISUAL_ID)
        surface = gbm_lib.gbm_surface_create(device, width, height, format, gbm_lib.GBM_BO_USE_RENDERING)
        assert surface != gbm_ffi.NULL
        self.closers.append(lambda: gbm_lib.gbm_surface_destroy(surface))
        return int(gbm_ffi.cast("uintptr_t", surface))

    def window(self, config: Any = None) -> Any:
        """An EGL window surface on a new GBM surface."""
        chosen = self.config() if config is None else config
        return done(lib.eglCreateWindowSurface(self.handle, chosen, self.gbm_surface(chosen), NULL))

    def initialize(self) -> Display:
        """eglInitialize."""
        done(lib.eglInitialize(self.handle, NULL, NULL))
        return self

    def end(self) -> None:
        """Make nothing current on this thread, terminate, and close what is below."""
        lib.eglReleaseThread()
        lib.eglTerminate(self.handle)
        lib.eglReleaseThread()
        while self.closers:
            self.closers.pop()()

    def extensions(self) -> frozenset[str]:
        """The display's extensions."""
        return frozenset(text(done(lib.eglQueryString(self.handle, lib.EGL_EXTENSIONS))).split())

    # Configs.

    def configs(self, pairs: dict[int, int] | Sequence[int] | None = None) -> list[Any]:
        """eglChooseConfig; without attributes eglGetConfigs."""
        found, count = ffi.new("EGLConfig[1024]"), ffi.new("EGLint *")
        if pairs is None:
            done(lib.eglGetConfigs(self.handle, found, 1024, count))
        else:
            done(lib.eglChooseConfig(self.handle, attributes(pairs), found, 1024, count))
        return list(found[0 : count[0]])

    def config(self, pairs: dict[int, int] | None = None) -> Any:
        """The best config with the attributes; without any, one for GLES 2 and, off GBM, pbuffers."""
        wanted = {lib.EGL_RENDERABLE_TYPE: lib.EGL_OPENGL_ES2_BIT, lib.EGL_SURFACE_TYPE: 0} | (pairs or {})
        if pairs is None:
            wanted[lib.EGL_SURFACE_TYPE] = self.surface_bit
        return self.configs(wanted)[0]

    @property
    def surface_bit(self) -> int:
        """The kind of surface that this platform has."""
        return lib.EGL_WINDOW_BIT if self.platform.name == "gbm" else lib.EGL_PBUFFER_BIT

    def of(self, config: Any, attribute: int) -> int:
        """eglGetConfigAttrib."""
        value = ffi.new("EGLint *")
        done(lib.eglGetConfigAttrib(self.handle, config, attribute, value))
        return int(value[0])

    # Contexts and surfaces.

    def context(
        self,
        config: Any = None,
        share: Any = NULL,
        pairs: dict[int, int] | None = None,
        api: int = lib.EGL_OPENGL_ES_API,
    ) -> Any:
        """eglCreateContext, by default of GLES 2 on the default config."""
        done(lib.eglBindAPI(api))
        wanted = {lib.EGL_CONTEXT_CLIENT_VERSION: 2} if pairs is None and api == lib.EGL_OPENGL_ES_API else pairs
        return done(
            lib.eglCreateContext(self.handle, self.config() if config is None else config, share, attributes(wanted))
        )

    def pbuffer(self, config: Any = None, pairs: dict[int, int] | None = None) -> Any:
        """eglCreatePbufferSurface, by default of 8x8."""
        wanted = {lib.EGL_WIDTH: 8, lib.EGL_HEIGHT: 8} if pairs is None else pairs
        chosen = self.config({lib.EGL_SURFACE_TYPE: lib.EGL_PBUFFER_BIT}) if config is None else config
        return done(lib.eglCreatePbufferSurface(self.handle, chosen, attributes(wanted)))

    def current(self, context: Any = NULL, surface: Any = NULL) -> None:
        """eglMakeCurrent, the surface for drawing and reading; without arguments nothing is current."""
        done(lib.eglMakeCurrent(self.handle, surface, surface, context))


@cache
def extensions(platform: Platform) -> frozenset[str]:
    """The client extensions and those of a display on this platform, which is initialised for it."""
    display = Display(platform)
    try:
        return client_extensions() | display.initialize().extensions()
    finally:
        display.end()

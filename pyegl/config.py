"""EGL configs: what a surface can look like. Snapshots, and the search among them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import KEEP, IntFlag

from pydrm import Fourcc

from . import names
from ._library import ffi, lib
from .attribs import Attributes
from .errors import NoMatchingConfig, failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from .native import NativeDisplay

__all__ = ["Config", "Renderable", "SurfaceType", "choose", "explain", "get"]


class SurfaceType(IntFlag, boundary=KEEP):
    """Kinds of surfaces that a config is for, and what they can do (``EGL_SURFACE_TYPE``); unknown bits are kept."""

    PBUFFER = lib.EGL_PBUFFER_BIT
    PIXMAP = lib.EGL_PIXMAP_BIT
    WINDOW = lib.EGL_WINDOW_BIT
    SWAP_BEHAVIOR_PRESERVED = lib.EGL_SWAP_BEHAVIOR_PRESERVED_BIT
    MULTISAMPLE_RESOLVE_BOX = lib.EGL_MULTISAMPLE_RESOLVE_BOX_BIT
    MUTABLE_RENDER_BUFFER = lib.EGL_MUTABLE_RENDER_BUFFER_BIT_KHR
    STREAM = lib.EGL_STREAM_BIT_KHR
    LOCK_SURFACE = lib.EGL_LOCK_SURFACE_BIT_KHR


class Renderable(IntFlag, boundary=KEEP):
    """Client APIs that can draw with a config (``EGL_RENDERABLE_TYPE``); unknown bits are kept."""

    OPENGL_ES = lib.EGL_OPENGL_ES_BIT
    OPENVG = lib.EGL_OPENVG_BIT
    OPENGL_ES2 = lib.EGL_OPENGL_ES2_BIT
    OPENGL = lib.EGL_OPENGL_BIT
    OPENGL_ES3 = lib.EGL_OPENGL_ES3_BIT


# The attributes of EGL 1.5 (table 3.1), under the names of keywords and properties. The number comes from the registry.
CORE = (
    "config_id",
    "buffer_size",
    "red_size",
    "green_size",
    "blue_size",
    "alpha_size",
    "luminance_size",
    "alpha_mask_size",
    "depth_size",
    "stencil_size",
    "sample_buffers",
    "samples",
    "color_buffer_type",
    "config_caveat",
    "conformant",
    "level",
    "native_renderable",
    "native_visual_id",
    "native_visual_type",
    "renderable_type",
    "surface_type",
    "bind_to_texture_rgb",
    "bind_to_texture_rgba",
    "max_pbuffer_width",
    "max_pbuffer_height",
    "max_pbuffer_pixels",
    "max_swap_interval",
    "min_swap_interval",
    "transparent_type",
    "transparent_red_value",
    "transparent_green_value",
    "transparent_blue_value",
)
_CORE = tuple((name, names.token(name)) for name in CORE)
_DONT_CARE = names.DONT_CARE


@dataclass(frozen=True, eq=False, repr=False)
class Config:
    """A config of a display (a snapshot; valid as long as the display is initialised).

    Every attribute of EGL 1.5 is in :attr:`attributes` under its lower-case name; those that are asked for often have a
    property. Equal to another one of the same display with the same ``EGLConfig``.
    """

    native: int
    """The ``EGLConfig`` as a number."""
    display: NativeDisplay
    attributes: Mapping[str, int]

    def __getitem__(self, name: str) -> int:
        """An attribute by name, ``"depth_size"``; also one of an extension, which is asked for now.

        Raises:
            TypeError: no such token.
            EglError: BadAttribute, the display has no such attribute.
        """
        known = self.attributes.get(name)
        return _query(self.display, self.native, name, names.token(name)) if known is None else known

    @property
    def id(self) -> int:
        """``EGL_CONFIG_ID``."""
        return self.attributes["config_id"]

    @property
    def sizes(self) -> tuple[int, int, int, int]:
        """Bits of red, green, blue and alpha."""
        red, green, blue, alpha = (self.attributes[f"{each}_size"] for each in ("red", "green", "blue", "alpha"))
        return (red, green, blue, alpha)

    @property
    def depth_size(self) -> int:
        """Bits of the depth buffer."""
        return self.attributes["depth_size"]

    @property
    def stencil_size(self) -> int:
        """Bits of the stencil buffer."""
        return self.attributes["stencil_size"]

    @property
    def samples(self) -> int:
        """Samples per pixel; 0 without multisampling."""
        return self.attributes["samples"]

    @property
    def surface_type(self) -> SurfaceType:
        """Kinds of surfaces that it is for."""
        return SurfaceType(self.attributes["surface_type"])

    @property
    def renderable_type(self) -> Renderable:
        """Client APIs that can draw with it."""
        return Renderable(self.attributes["renderable_type"])

    @property
    def conformant(self) -> Renderable:
        """Client APIs whose conformance tests it passes, as the implementation says."""
        return Renderable(self.attributes["conformant"])

    @property
    def visual(self) -> int:
        """``EGL_NATIVE_VISUAL_ID``: what it is called on the platform; 0 where that has no visuals."""
        return self.attributes["native_visual_id"]

    @property
    def format(self) -> Fourcc | None:
        """The visual as a pixel format, on the platform GBM, where that is what visuals are; elsewhere None."""
        on_gbm = self.display.platform == lib.EGL_PLATFORM_GBM_KHR
        return Fourcc(self.visual & 0xFFFFFFFF) if on_gbm and self.visual else None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Config):
            return NotImplemented
        return self.native == other.native and self.display is other.display

    def __hash__(self) -> int:
        return hash(self.native)

    def __repr__(self) -> str:
        bits = "".join(f"{name}{size}" for name, size in zip("rgba", self.sizes, strict=True) if size)
        words = [f"<Config {self.id} {bits} depth={self.depth_size} stencil={self.stencil_size}"]
        if self.samples:
            words.append(f"samples={self.samples}")
        if self.visual:
            words.append(f"visual={self.format or hex(self.visual)}")
        return " ".join(words) + ">"


def _query(display: NativeDisplay, config: int, name: str, attribute: int) -> int:
    value = ffi.new("EGLint *")
    if not lib.eglGetConfigAttrib(display.ptr, ffi.cast("void *", config), attribute, value):
        raise failure(lib.eglGetError(), "eglGetConfigAttrib", display, attribute=name)
    return int(value[0])


def config_of(display: NativeDisplay, ptr: Any) -> Config:
    """The snapshot of an ``EGLConfig``."""
    value, attributes = ffi.new("EGLint *"), {}
    for name, attribute in _CORE:
        # ALPHA_MASK_SIZE and the like are younger than some implementations; what they do not know is left out.
        if lib.eglGetConfigAttrib(display.ptr, ptr, attribute, value):
            attributes[name] = int(value[0])
        else:
            lib.eglGetError()
    return Config(int(ffi.cast("uintptr_t", ptr)), display, attributes)


def get(display: NativeDisplay) -> tuple[Config, ...]:
    """Every config (``eglGetConfigs``), in the implementation's order."""
    count = ffi.new("EGLint *")
    if not lib.eglGetConfigs(display.ptr, ffi.NULL, 0, count):
        raise failure(lib.eglGetError(), "eglGetConfigs", display)
    found = ffi.new("EGLConfig[]", max(count[0], 1))
    if not lib.eglGetConfigs(display.ptr, found, count[0], count):
        raise failure(lib.eglGetError(), "eglGetConfigs", display)
    return tuple(config_of(display, found[index]) for index in range(count[0]))


def choose(display: NativeDisplay, wanted: Mapping[str, int]) -> tuple[Config, ...]:
    """``eglChooseConfig``, and then by native visual, which EGL ignores: the best first, as EGL sorts them."""
    given = {name.lower().removeprefix("egl_"): value for name, value in wanted.items()}
    visual = given.pop("native_visual_id", None)
    if "config_id" not in given:
        # By default EGL wants windows and OpenGL ES 1, which surprises everybody; here nothing is wanted unasked.
        given = {"surface_type": 0, "renderable_type": 0, **given}
    attributes = Attributes(given)
    ints, count = attributes.ints(), ffi.new("EGLint *")
    if not lib.eglChooseConfig(display.ptr, ints, ffi.NULL, 0, count):
        raise failure(lib.eglGetError(), "eglChooseConfig", display, **attributes.words())
    found = ffi.new("EGLConfig[]", max(count[0], 1))
    if count[0] and not lib.eglChooseConfig(display.ptr, ints, found, count[0], count):
        raise failure(lib.eglGetError(), "eglChooseConfig", display, **attributes.words())
    configs = (config_of(display, found[index]) for index in range(count[0]))
    return tuple(each for each in configs if visual in (None, _DONT_CARE) or each.visual & 0xFFFFFFFF == visual)


def explain(display: NativeDisplay, wanted: Mapping[str, int]) -> NoMatchingConfig:
    """Why nothing matches: the wishes that nothing can meet alone, or that all of them together are too much."""
    alone = [f"{name}={names.plain(value)}" for name, value in wanted.items() if not choose(display, {name: value})]
    words = ", ".join(f"{name}={names.plain(value)}" for name, value in wanted.items())
    if alone:
        error = NoMatchingConfig(f"no config of {display} has {', '.join(alone)} (wanted: {words})")
    else:
        error = NoMatchingConfig(f"each wish can be met, but not all of them by one config of {display}: {words}")
    if "native_visual_id" in wanted and display.platform == lib.EGL_PLATFORM_GBM_KHR:
        error.add_note(f"the configs here are for {_formats(get(display))}")
    return error


def _formats(configs: Iterable[Config]) -> str:
    found = dict.fromkeys(str(config.format) for config in configs if config.format is not None)
    return ", ".join(found) or "no native format at all"

"""Surfaces: windows and pixmaps where there are none, pbuffers, questions and attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pyegl import ffi, lib

from ..support import conf
from ..support.egl import GARBAGE, NULL, attributes, done, handle, refused

if TYPE_CHECKING:
    from ..support.egl import Display

_WIDTH, _HEIGHT = lib.EGL_WIDTH, lib.EGL_HEIGHT
_FORMAT, _TARGET = lib.EGL_TEXTURE_FORMAT, lib.EGL_TEXTURE_TARGET


def _query(display: Display, surface: Any, attribute: int) -> int:
    value = ffi.new("EGLint *", 4711)
    done(lib.eglQuerySurface(display.handle, surface, attribute, value))
    return int(value[0])


def _create(display: Display, kind: str, config: Any, native: int) -> tuple[Any, ...]:
    """A function that makes a surface of a native object, and its arguments."""
    function = getattr(lib, f"eglCreate{kind}")
    argument = handle(native) if "Platform" in kind else native
    return function, display.handle, config, argument, NULL


_WINDOWS = ("WindowSurface", "PlatformWindowSurface", "PlatformWindowSurfaceEXT")
_PIXMAPS = ("PixmapSurface", "PlatformPixmapSurface", "PlatformPixmapSurfaceEXT")


@conf("E12", "N6")
@pytest.mark.parametrize("good", [True, False], ids=["config", "bad-config"])
@pytest.mark.parametrize("native", [0, 0x1000], ids=["null", "some"])
@pytest.mark.parametrize("kind", [*_WINDOWS, *_PIXMAPS])
def test_no_native_objects(offscreen: Display, kind: str, native: int, good: bool) -> None:
    """Surfaceless and device platforms have neither windows nor pixmaps, whatever the config is."""
    code = lib.EGL_BAD_NATIVE_WINDOW if "Window" in kind else lib.EGL_BAD_NATIVE_PIXMAP
    config = offscreen.config() if good else handle(GARBAGE[0])
    refused(code, *_create(offscreen, kind, config, native))


@conf("E12")
@pytest.mark.parametrize("kind", _WINDOWS)
def test_no_window(windowed: Display, kind: str) -> None:
    """No window is EGL_BAD_NATIVE_WINDOW."""
    refused(lib.EGL_BAD_NATIVE_WINDOW, *_create(windowed, kind, windowed.config(), 0))


@conf("E12")
@pytest.mark.parametrize("kind", _PIXMAPS[1:])
def test_gbm_has_no_pixmaps(windowed: Display, kind: str) -> None:
    """EGL_KHR_platform_gbm has no pixmaps, none is a bad one, and the config has none: any of the three may be said."""
    codes = (lib.EGL_BAD_PARAMETER, lib.EGL_BAD_NATIVE_PIXMAP, lib.EGL_BAD_MATCH)
    refused(codes, *_create(windowed, kind, windowed.config(), 0))


@conf("E12")
def test_window_with_a_bad_config(windowed: Display) -> None:
    """What is no config is EGL_BAD_CONFIG."""
    window = windowed.gbm_surface(windowed.config())
    refused(lib.EGL_BAD_CONFIG, *_create(windowed, "PlatformWindowSurface", handle(GARBAGE[0]), window))


@conf("E12")
@pytest.mark.parametrize("key", [0, -1, _WIDTH, 0xFFFF])
def test_window_with_a_bad_attribute(windowed: Display, key: int) -> None:
    """A key that no window has is EGL_BAD_ATTRIBUTE."""
    config = windowed.config()
    window = windowed.gbm_surface(config)
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglCreateWindowSurface, windowed.handle, config, window, attributes({key: 1}))


@conf("E12")
def test_window_twice(windowed: Display) -> None:
    """A window that has a surface gets no second one, EGL_BAD_ALLOC, until the first is destroyed."""
    config = windowed.config()
    window = windowed.gbm_surface(config)
    first = done(lib.eglCreateWindowSurface(windowed.handle, config, window, NULL))
    refused(lib.EGL_BAD_ALLOC, *_create(windowed, "WindowSurface", config, window))
    done(lib.eglDestroySurface(windowed.handle, first))
    done(lib.eglCreateWindowSurface(windowed.handle, config, window, NULL))


# Pbuffers.


def _pbuffer(display: Display, pairs: dict[int, int], config: Any = None) -> tuple[Any, ...]:
    """eglCreatePbufferSurface and its arguments."""
    return lib.eglCreatePbufferSurface, display.handle, config or display.config(), attributes(pairs)


@conf("E13")
@pytest.mark.parametrize("key", [0, -1, lib.EGL_RED_SIZE, lib.EGL_CONTEXT_CLIENT_VERSION, 0xFFFF])
def test_pbuffer_with_a_bad_attribute(offscreen: Display, key: int) -> None:
    """A key that no pbuffer has is EGL_BAD_ATTRIBUTE."""
    refused(lib.EGL_BAD_ATTRIBUTE, *_pbuffer(offscreen, {key: 0}))


@conf("E13")
@pytest.mark.parametrize(("key", "value"), [(_FORMAT, 7), (_TARGET, 7), (_FORMAT, lib.EGL_TEXTURE_2D)])
def test_pbuffer_with_a_bad_value(offscreen: Display, key: int, value: int) -> None:
    """A texture format or target that does not exist is EGL_BAD_ATTRIBUTE."""
    refused(lib.EGL_BAD_ATTRIBUTE, *_pbuffer(offscreen, {key: value}))


@conf("E13")
@pytest.mark.parametrize("size", [(-1, 8), (8, -1), (-(2**31), 8)], ids=str)
def test_pbuffer_of_negative_size(offscreen: Display, size: tuple[int, int]) -> None:
    """Less than nothing is EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, *_pbuffer(offscreen, {_WIDTH: size[0], _HEIGHT: size[1]}))


@conf("E13")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_pbuffer_of_no_config(offscreen: Display, value: int) -> None:
    """What is no config is EGL_BAD_CONFIG."""
    config = handle(value)
    refused(lib.EGL_BAD_CONFIG, lib.eglCreatePbufferSurface, offscreen.handle, config, NULL)


@conf("E13")
def test_pbuffer_of_a_config_without(windowed: Display) -> None:
    """A config that has no pbuffers is EGL_BAD_MATCH; those of GBM have none."""
    config = windowed.config()
    assert not windowed.of(config, lib.EGL_SURFACE_TYPE) & lib.EGL_PBUFFER_BIT
    refused(lib.EGL_BAD_MATCH, *_pbuffer(windowed, {_WIDTH: 8, _HEIGHT: 8}))


@conf("E13")
@pytest.mark.parametrize(
    "pairs", [{_FORMAT: lib.EGL_TEXTURE_RGBA}, {_FORMAT: lib.EGL_TEXTURE_RGB}, {_TARGET: lib.EGL_TEXTURE_2D}]
)
def test_pbuffer_with_half_a_texture(offscreen: Display, pairs: dict[int, int]) -> None:
    """A texture format without a target, or the other way round, is EGL_BAD_MATCH."""
    refused(lib.EGL_BAD_MATCH, *_pbuffer(offscreen, {_WIDTH: 8, _HEIGHT: 8} | pairs))


@conf("E13", "N6")
@pytest.mark.parametrize("size", [(0, 0), (0, 8), (8, 0), (1, 1), (17, 5), (256, 256)], ids=str)
def test_pbuffer_sizes(offscreen: Display, size: tuple[int, int]) -> None:
    """A pbuffer of any size is made and tells it; nothing at all is a size too, and the default."""
    surface = offscreen.pbuffer(pairs={_WIDTH: size[0], _HEIGHT: size[1]})
    assert (_query(offscreen, surface, _WIDTH), _query(offscreen, surface, _HEIGHT)) == size
    surface = offscreen.pbuffer(pairs={})
    assert (_query(offscreen, surface, _WIDTH), _query(offscreen, surface, _HEIGHT)) == (0, 0)


@conf("E13")
def test_largest_pbuffer(offscreen: Display) -> None:
    """With EGL_LARGEST_PBUFFER what is too large becomes as large as can be."""
    config = offscreen.config()
    most = offscreen.of(config, lib.EGL_MAX_PBUFFER_WIDTH)
    surface = offscreen.pbuffer(config, {_WIDTH: most + 1, _HEIGHT: 1, lib.EGL_LARGEST_PBUFFER: 1})
    assert 0 < _query(offscreen, surface, _WIDTH) <= most
    assert _query(offscreen, surface, lib.EGL_LARGEST_PBUFFER) == 1


@conf("E20")
@pytest.mark.parametrize("kind", [lib.EGL_OPENVG_IMAGE, lib.EGL_TEXTURE_2D, 0])
def test_pbuffer_from_client_buffer(offscreen: Display, kind: int) -> None:
    """Client buffers of OpenVG are no more; what is none, or of no kind, is refused."""
    codes = (lib.EGL_BAD_ALLOC, lib.EGL_BAD_PARAMETER, lib.EGL_BAD_CONFIG)
    config = offscreen.config()
    refused(codes, lib.eglCreatePbufferFromClientBuffer, offscreen.handle, kind, handle(1), config, attributes({}))


# Questions and attributes.


@conf("E14")
@pytest.mark.parametrize("key", [0, -1, lib.EGL_RED_SIZE, lib.EGL_CONTEXT_CLIENT_VERSION, 0xFFFF])
def test_query_of_a_bad_attribute(offscreen: Display, key: int) -> None:
    """A key that no surface has is EGL_BAD_ATTRIBUTE, and nothing is written."""
    value = ffi.new("EGLint *", 4711)
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglQuerySurface, offscreen.handle, offscreen.pbuffer(), key, value)
    assert value[0] == 4711


@conf("E14")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_query_of_no_surface(display: Display, value: int) -> None:
    """What is no surface is EGL_BAD_SURFACE, and nothing is written."""
    out = ffi.new("EGLint *", 4711)
    refused(lib.EGL_BAD_SURFACE, lib.eglQuerySurface, display.handle, handle(value), _WIDTH, out)
    assert out[0] == 4711


@conf("E14")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("LARGEST_PBUFFER", (0,)),
        ("TEXTURE_FORMAT", (lib.EGL_NO_TEXTURE,)),
        ("TEXTURE_TARGET", (lib.EGL_NO_TEXTURE,)),
        ("MIPMAP_TEXTURE", (0,)),
        ("MIPMAP_LEVEL", (0,)),
        ("RENDER_BUFFER", (lib.EGL_BACK_BUFFER,)),
        ("SWAP_BEHAVIOR", (lib.EGL_BUFFER_DESTROYED, lib.EGL_BUFFER_PRESERVED)),
        ("MULTISAMPLE_RESOLVE", (lib.EGL_MULTISAMPLE_RESOLVE_DEFAULT,)),
        ("VG_ALPHA_FORMAT", (lib.EGL_VG_ALPHA_FORMAT_NONPRE,)),
        ("VG_COLORSPACE", (lib.EGL_VG_COLORSPACE_sRGB,)),
        ("GL_COLORSPACE", (lib.EGL_GL_COLORSPACE_LINEAR,)),
    ],
)
def test_query_of_a_new_pbuffer(offscreen: Display, name: str, expected: tuple[int, ...]) -> None:
    """What a pbuffer says of itself when nothing was asked for."""
    assert _query(offscreen, offscreen.pbuffer(), getattr(lib, f"EGL_{name}")) in expected


@conf("E14")
def test_query_of_a_texture_pbuffer(offscreen: Display) -> None:
    """And when a texture was."""
    config = offscreen.config({lib.EGL_SURFACE_TYPE: lib.EGL_PBUFFER_BIT, lib.EGL_BIND_TO_TEXTURE_RGBA: 1})
    asked = {_WIDTH: 8, _HEIGHT: 8, _FORMAT: lib.EGL_TEXTURE_RGBA, _TARGET: lib.EGL_TEXTURE_2D}
    surface = offscreen.pbuffer(config, asked | {lib.EGL_MIPMAP_TEXTURE: 1})
    assert {key: _query(offscreen, surface, key) for key in asked} == asked
    assert _query(offscreen, surface, lib.EGL_MIPMAP_TEXTURE) == 1
    assert _query(offscreen, surface, lib.EGL_CONFIG_ID) == offscreen.of(config, lib.EGL_CONFIG_ID)

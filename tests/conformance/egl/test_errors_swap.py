"""What is done with surfaces: attributes, textures, copies, swaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pydrm import Fourcc
from pyegl import ffi, lib

from ..support import conf
from ..support.egl import GARBAGE, NULL, done, handle, refused
from ..support.gl import TEXTURE_2D, clear, gl, read_pixels, sampled, texture

if TYPE_CHECKING:
    from ..support.egl import Display

_BACK = lib.EGL_BACK_BUFFER
_TEXTURE = {
    lib.EGL_WIDTH: 8,
    lib.EGL_HEIGHT: 8,
    lib.EGL_TEXTURE_FORMAT: lib.EGL_TEXTURE_RGBA,
    lib.EGL_TEXTURE_TARGET: lib.EGL_TEXTURE_2D,
}


@conf("E15")
@pytest.mark.parametrize("key", [0, -1, lib.EGL_WIDTH, lib.EGL_TEXTURE_FORMAT, 0xFFFF])
def test_surface_attribute(offscreen: Display, key: int) -> None:
    """A key that cannot be set is EGL_BAD_ATTRIBUTE."""
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglSurfaceAttrib, offscreen.handle, offscreen.pbuffer(), key, 0)


@conf("E15")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_surface_attribute_of_none(display: Display, value: int) -> None:
    """What is no surface is EGL_BAD_SURFACE."""
    refused(lib.EGL_BAD_SURFACE, lib.eglSurfaceAttrib, display.handle, handle(value), lib.EGL_MIPMAP_LEVEL, 0)


@conf("E15")
@pytest.mark.parametrize(
    ("key", "bit", "value"),
    [
        (lib.EGL_MULTISAMPLE_RESOLVE, lib.EGL_MULTISAMPLE_RESOLVE_BOX_BIT, lib.EGL_MULTISAMPLE_RESOLVE_BOX),
        (lib.EGL_SWAP_BEHAVIOR, lib.EGL_SWAP_BEHAVIOR_PRESERVED_BIT, lib.EGL_BUFFER_PRESERVED),
    ],
    ids=["resolve", "preserve"],
)
def test_what_the_config_cannot(offscreen: Display, key: int, bit: int, value: int) -> None:
    """Box filtering and preserved buffers are EGL_BAD_MATCH on a config without their bit, and set on one with it."""
    config = offscreen.config()
    arguments = offscreen.handle, offscreen.pbuffer(config), key, value
    if offscreen.of(config, lib.EGL_SURFACE_TYPE) & bit:
        done(lib.eglSurfaceAttrib(*arguments))
    else:
        refused(lib.EGL_BAD_MATCH, lib.eglSurfaceAttrib, *arguments)


@conf("E15")
@pytest.mark.parametrize("key", [lib.EGL_MULTISAMPLE_RESOLVE, lib.EGL_SWAP_BEHAVIOR])
def test_surface_attribute_of_a_bad_value(offscreen: Display, key: int) -> None:
    """A value that the attribute cannot have is EGL_BAD_PARAMETER (1.5 says so), or EGL_BAD_ATTRIBUTE (1.4)."""
    codes = (lib.EGL_BAD_PARAMETER, lib.EGL_BAD_ATTRIBUTE)
    refused(codes, lib.eglSurfaceAttrib, offscreen.handle, offscreen.pbuffer(), key, 0x7777)


@conf("E15")
def test_render_buffer_needs_its_extension(offscreen: Display) -> None:
    """Single buffering is EGL_BAD_ATTRIBUTE without EGL_KHR_mutable_render_buffer."""
    arguments = offscreen.handle, offscreen.pbuffer(), lib.EGL_RENDER_BUFFER, lib.EGL_SINGLE_BUFFER
    if "EGL_KHR_mutable_render_buffer" in offscreen.extensions():
        refused(lib.EGL_BAD_MATCH, lib.eglSurfaceAttrib, *arguments)  # a pbuffer is no window
    else:
        refused(lib.EGL_BAD_ATTRIBUTE, lib.eglSurfaceAttrib, *arguments)


@conf("E15")
def test_mipmap_level(offscreen: Display) -> None:
    """The mipmap level can be set and is told."""
    surface, value = offscreen.pbuffer(), ffi.new("EGLint *")
    done(lib.eglSurfaceAttrib(offscreen.handle, surface, lib.EGL_MIPMAP_LEVEL, 1))
    done(lib.eglQuerySurface(offscreen.handle, surface, lib.EGL_MIPMAP_LEVEL, value))
    assert value[0] == 1


# Textures.


@pytest.fixture
def texture_surface(offscreen: Display) -> Any:
    """A pbuffer that can be a texture, of a config that a GLES 2 context is current with."""
    config = offscreen.config({lib.EGL_SURFACE_TYPE: lib.EGL_PBUFFER_BIT, lib.EGL_BIND_TO_TEXTURE_RGBA: 1})
    offscreen.current(offscreen.context(config), offscreen.pbuffer(config))
    return offscreen.pbuffer(config, _TEXTURE)


@conf("E16")
@pytest.mark.parametrize("name", ["eglBindTexImage", "eglReleaseTexImage"])
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_texture_of_no_surface(display: Display, name: str, value: int) -> None:
    """What is no surface is EGL_BAD_SURFACE."""
    refused(lib.EGL_BAD_SURFACE, getattr(lib, name), display.handle, handle(value), _BACK)


@conf("E16")
@pytest.mark.parametrize("name", ["eglBindTexImage", "eglReleaseTexImage"])
@pytest.mark.parametrize("buffer", [0, lib.EGL_SINGLE_BUFFER, -1])
def test_texture_of_another_buffer(offscreen: Display, texture_surface: Any, name: str, buffer: int) -> None:
    """Only the back buffer can be a texture: EGL_BAD_PARAMETER."""
    if name == "eglReleaseTexImage":
        texture()
        done(lib.eglBindTexImage(offscreen.handle, texture_surface, _BACK))
    refused(lib.EGL_BAD_PARAMETER, getattr(lib, name), offscreen.handle, texture_surface, buffer)


@conf("E16")
def test_texture_of_a_plain_pbuffer(offscreen: Display, texture_surface: Any) -> None:
    """A pbuffer without a texture format is EGL_BAD_MATCH."""
    refused(lib.EGL_BAD_MATCH, lib.eglBindTexImage, offscreen.handle, offscreen.pbuffer(), _BACK)


@conf("E16")
def test_texture_of_a_window(windowed: Display) -> None:
    """A window is no pbuffer: EGL_BAD_SURFACE."""
    refused(lib.EGL_BAD_SURFACE, lib.eglBindTexImage, windowed.handle, windowed.window(), _BACK)


@conf("E16")
def test_bind_and_release(offscreen: Display, texture_surface: Any) -> None:
    """Binding makes it a texture, again after releasing; releasing what is not bound succeeds."""
    texture()
    arguments = offscreen.handle, texture_surface, _BACK
    done(lib.eglReleaseTexImage(*arguments))
    for _ in range(2):
        done(lib.eglBindTexImage(*arguments))
        done(lib.eglReleaseTexImage(*arguments))
        done(lib.eglReleaseTexImage(*arguments))


@conf("E16")
def test_bind_twice(offscreen: Display, texture_surface: Any) -> None:
    """What is a texture already is EGL_BAD_ACCESS."""
    texture()
    done(lib.eglBindTexImage(offscreen.handle, texture_surface, _BACK))
    refused(lib.EGL_BAD_ACCESS, lib.eglBindTexImage, offscreen.handle, texture_surface, _BACK)


@conf("E16")
def test_texture_shows_the_pbuffer(offscreen: Display, texture_surface: Any) -> None:
    """What was drawn into the pbuffer is what the texture shows."""
    config = offscreen.config({lib.EGL_SURFACE_TYPE: lib.EGL_PBUFFER_BIT, lib.EGL_BIND_TO_TEXTURE_RGBA: 1})
    context = offscreen.context(config)
    offscreen.current(context, texture_surface)
    clear(0.0, 1.0, 0.0)
    offscreen.current(context, offscreen.pbuffer(config))
    name = texture()
    assert sampled(name) == b"\xff\x00\x00\xff"
    gl.glBindTexture(TEXTURE_2D, name)
    done(lib.eglBindTexImage(offscreen.handle, texture_surface, _BACK))
    assert sampled(name) == b"\x00\xff\x00\xff"
    done(lib.eglReleaseTexImage(offscreen.handle, texture_surface, _BACK))


# Copies and swaps.


@conf("E17")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_copy_of_no_surface(display: Display, value: int) -> None:
    """What is no surface is EGL_BAD_SURFACE; where there are no pixmaps that may be said first."""
    codes = (lib.EGL_BAD_SURFACE, lib.EGL_BAD_NATIVE_PIXMAP)
    refused(codes, lib.eglCopyBuffers, display.handle, handle(value), 0)


@conf("E17")
def test_copy_to_no_pixmap(offscreen: Display) -> None:
    """Where there are no pixmaps every one is EGL_BAD_NATIVE_PIXMAP."""
    config = offscreen.config()
    surface = offscreen.pbuffer(config)
    offscreen.current(offscreen.context(config), surface)
    for pixmap in (0, 1):
        refused(lib.EGL_BAD_NATIVE_PIXMAP, lib.eglCopyBuffers, offscreen.handle, surface, pixmap)


@conf("E18")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_swap_of_no_surface(display: Display, value: int) -> None:
    """What is no surface is EGL_BAD_SURFACE."""
    refused(lib.EGL_BAD_SURFACE, lib.eglSwapBuffers, display.handle, handle(value))


@conf("E18")
def test_swap_of_a_surface_that_is_not_current(windowed: Display) -> None:
    """A window is swapped by the thread that it is current on: else EGL_BAD_SURFACE, and so without a context."""
    found = windowed.configs(
        {lib.EGL_RENDERABLE_TYPE: lib.EGL_OPENGL_ES2_BIT, lib.EGL_SURFACE_TYPE: lib.EGL_WINDOW_BIT}
    )
    # The first has 16 bits, of which virtio-gpu makes no buffers.
    config = next(each for each in found if windowed.of(each, lib.EGL_NATIVE_VISUAL_ID) == Fourcc.XRGB8888)
    surface = windowed.window(config)
    refused(lib.EGL_BAD_SURFACE, lib.eglSwapBuffers, windowed.handle, surface)
    context = windowed.context(config)
    windowed.current(context, windowed.window(config))
    refused(lib.EGL_BAD_SURFACE, lib.eglSwapBuffers, windowed.handle, surface)
    windowed.current(context, surface)
    clear(0.0, 0.0, 1.0)
    done(lib.eglSwapBuffers(windowed.handle, surface))


@conf("E18")
def test_swap_of_a_pbuffer(offscreen: Display) -> None:
    """A pbuffer that is current has nothing to swap: it succeeds, and the content stays."""
    config = offscreen.config()
    surface = offscreen.pbuffer(config)
    offscreen.current(offscreen.context(config), surface)
    clear(1.0, 0.0, 0.0)
    for _ in range(2):
        done(lib.eglSwapBuffers(offscreen.handle, surface))
        assert read_pixels()[:3] == b"\xff\x00\x00"


@conf("E18")
def test_interval_without_context(display: Display) -> None:
    """The swap interval is of the current surface: without a context EGL_BAD_CONTEXT."""
    refused(lib.EGL_BAD_CONTEXT, lib.eglSwapInterval, display.handle, 1)


@conf("E18")
def test_interval_without_surface(display: Display) -> None:
    """With a context and no surface EGL_BAD_SURFACE."""
    display.current(display.context())
    refused(lib.EGL_BAD_SURFACE, lib.eglSwapInterval, display.handle, 1)


@conf("E18")
@pytest.mark.parametrize("interval", [-1, 0, 1, 1000])
def test_interval_of_a_pbuffer(offscreen: Display, interval: int) -> None:
    """Any interval is clamped to what the config has, and set, or silently ignored for a pbuffer."""
    config = offscreen.config()
    offscreen.current(offscreen.context(config), offscreen.pbuffer(config))
    done(lib.eglSwapInterval(offscreen.handle, interval))


@conf("E19")
@pytest.mark.parametrize("extension", ["KHR", "EXT"])
@pytest.mark.parametrize("rectangles", [(-1, True), (1, False)], ids=["negative", "null"])
def test_bad_damage(windowed: Display, extension: str, rectangles: tuple[int, bool]) -> None:
    """Fewer than no rectangles, or no list of them, is EGL_BAD_PARAMETER, also where damage is not advertised."""
    config = windowed.config()
    surface = windowed.window(config)
    windowed.current(windowed.context(config), surface)
    count, there = rectangles
    swap = getattr(lib, f"eglSwapBuffersWithDamage{extension}")
    refused(lib.EGL_BAD_PARAMETER, swap, windowed.handle, surface, ffi.new("EGLint[4]") if there else NULL, count)


@conf("E19")
def test_damage_of_a_surface_that_is_no_window(offscreen: Display) -> None:
    """The region of damage is a window's: EGL_BAD_MATCH for a pbuffer, current or not."""
    config = offscreen.config()
    surface = offscreen.pbuffer(config)
    rectangle = ffi.new("EGLint[4]", [0, 0, 1, 1])
    refused(lib.EGL_BAD_MATCH, lib.eglSetDamageRegionKHR, offscreen.handle, surface, rectangle, 1)
    offscreen.current(offscreen.context(config), surface)
    refused(lib.EGL_BAD_MATCH, lib.eglSetDamageRegionKHR, offscreen.handle, surface, rectangle, 1)


@conf("E19")
def test_damage_before_the_age_is_known(windowed: Display) -> None:
    """The region of damage may be set only after the buffer's age was asked for: EGL_BAD_ACCESS before."""
    config = windowed.config()
    surface = windowed.window(config)
    windowed.current(windowed.context(config), surface)
    rectangle = ffi.new("EGLint[4]", [0, 0, 1, 1])
    refused(lib.EGL_BAD_ACCESS, lib.eglSetDamageRegionKHR, windowed.handle, surface, rectangle, 1)
    other = windowed.window(config)
    refused(lib.EGL_BAD_MATCH, lib.eglSetDamageRegionKHR, windowed.handle, other, rectangle, 1)

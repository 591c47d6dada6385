"""Creating, asking and destroying contexts: what is refused, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyegl import ffi, lib

from ..support import conf, needs
from ..support.egl import GARBAGE, NULL, Display, done, handle, refused
from .contexts import query, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..support.egl import Platform

ES, GL = lib.EGL_OPENGL_ES_API, lib.EGL_OPENGL_API
MAJOR, MINOR = lib.EGL_CONTEXT_MAJOR_VERSION, lib.EGL_CONTEXT_MINOR_VERSION
FLAGS = lib.EGL_CONTEXT_FLAGS_KHR
PROFILE = lib.EGL_CONTEXT_OPENGL_PROFILE_MASK
CORE = 1
NO_ERROR = lib.EGL_CONTEXT_OPENGL_NO_ERROR_KHR


@conf("E7")
@pytest.mark.parametrize("value", GARBAGE, ids=["garbage", "one"])
def test_bad_config(display: Display, value: int) -> None:
    """What is no config is EGL_BAD_CONFIG."""
    refuse(display, lib.EGL_BAD_CONFIG, {MAJOR: 2}, config=handle(value))


@conf("E7")
@pytest.mark.parametrize("value", GARBAGE, ids=["garbage", "one"])
def test_bad_share(display: Display, value: int) -> None:
    """What is no context cannot be shared with: EGL_BAD_CONTEXT."""
    refuse(display, lib.EGL_BAD_CONTEXT, {MAJOR: 2}, share=handle(value))


@conf("E7")
def test_share_with_a_dead_context(display: Display) -> None:
    """Nor can one that was destroyed."""
    gone = display.context()
    done(lib.eglDestroyContext(display.handle, gone))
    refuse(display, lib.EGL_BAD_CONTEXT, {MAJOR: 2}, share=gone)


@pytest.fixture
def other(display: Display, platform: Platform) -> Iterator[Display]:
    """A second display, of another platform."""
    name = "device" if platform.name == "surfaceless" else "surfaceless"
    second = Display(type(platform)(name)).initialize()
    yield second
    second.end()


@conf("E7")
def test_share_across_displays(display: Display, other: Display) -> None:
    """A context of another display is EGL_BAD_MATCH."""
    assert display.handle != other.handle
    refuse(display, lib.EGL_BAD_MATCH, {MAJOR: 2}, share=other.context())


@conf("E7")
@pytest.mark.parametrize("api", [ES, GL], ids=["es", "gl"])
@pytest.mark.parametrize("key", [0, -1, lib.EGL_WIDTH, lib.EGL_RED_SIZE, 0xFFFF])
def test_unknown_attribute(display: Display, api: int, key: int) -> None:
    """A key that is no context attribute is EGL_BAD_ATTRIBUTE."""
    refuse(display, lib.EGL_BAD_ATTRIBUTE, {key: 0}, api)


@conf("E7")
@pytest.mark.parametrize("flag", [0x8, 0x10, 0x40000000, -0x80000000])
def test_unknown_flag(display: Display, flag: int) -> None:
    """A bit that is no flag is EGL_BAD_ATTRIBUTE."""
    refuse(display, lib.EGL_BAD_ATTRIBUTE, {MAJOR: 2, FLAGS: flag}, GL)


@conf("E7")
@pytest.mark.parametrize("version", [(99, 0), (2, 7), (1, 2), (3, 9), (4, 0), (0, 0), (-1, 0), (2, -1)], ids=str)
def test_no_such_es(display: Display, version: tuple[int, int]) -> None:
    """A version of OpenGL ES that does not exist is EGL_BAD_MATCH."""
    refuse(display, lib.EGL_BAD_MATCH, {MAJOR: version[0], MINOR: version[1]})


@conf("E8", "E7")
@pytest.mark.parametrize("version", [(1, 6), (2, 2), (3, 4), (4, 7), (5, 0), (0, 0), (-1, 0), (3, -1)], ids=str)
def test_no_such_gl(display: Display, version: tuple[int, int]) -> None:
    """A version of OpenGL that does not exist is EGL_BAD_MATCH."""
    refuse(display, lib.EGL_BAD_MATCH, {MAJOR: version[0], MINOR: version[1]}, GL)


@conf("E7", "E8")
@pytest.mark.parametrize("bits", [0, 3, 4, -1])
def test_no_such_profile(display: Display, bits: int) -> None:
    """No profile, two at once, or one that does not exist is EGL_BAD_MATCH from 3.2 on."""
    refuse(display, lib.EGL_BAD_MATCH, {MAJOR: 3, MINOR: 2, PROFILE: bits}, GL)


@conf("E7")
def test_profile_of_es(display: Display) -> None:
    """OpenGL ES has no profiles: EGL_BAD_ATTRIBUTE."""
    refuse(display, lib.EGL_BAD_ATTRIBUTE, {MAJOR: 2, PROFILE: CORE})


@conf("E7")
@needs("egl:EGL_KHR_create_context_no_error")
@pytest.mark.parametrize("flag", [lib.EGL_CONTEXT_OPENGL_DEBUG_BIT_KHR, lib.EGL_CONTEXT_OPENGL_ROBUST_ACCESS_BIT_KHR])
def test_no_error_and_its_opposites(display: Display, flag: int) -> None:
    """Neither debugging nor robustness goes together with no errors at all: EGL_BAD_MATCH."""
    refuse(display, lib.EGL_BAD_MATCH, {MAJOR: 3, NO_ERROR: 1, FLAGS: flag}, GL)


@conf("E7")
@needs("egl:EGL_KHR_create_context_no_error")
def test_no_error_is_shared_by_all_or_none(display: Display) -> None:
    """Contexts of one share group agree on it: EGL_BAD_MATCH."""
    refuse(display, lib.EGL_BAD_MATCH, {MAJOR: 2, NO_ERROR: 1}, share=display.context())


@conf("E7", "E10")
@needs("egl:EGL_KHR_no_config_context")
def test_no_config(display: Display) -> None:
    """Without a config the context is made, and names config 0."""
    context = display.context(config=NULL)
    assert query(display, context, lib.EGL_CONFIG_ID) == 0


@conf("E10")
@pytest.mark.parametrize("key", [0, -1, lib.EGL_WIDTH, lib.EGL_RED_SIZE, 0xFFFF])
def test_query_of_a_bad_attribute(display: Display, key: int) -> None:
    """A key that no context has is EGL_BAD_ATTRIBUTE, and nothing is written."""
    value = ffi.new("EGLint *", 4711)
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglQueryContext, display.handle, display.context(), key, value)
    assert value[0] == 4711


@conf("E10")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_query_of_no_context(display: Display, value: int) -> None:
    """What is no context is EGL_BAD_CONTEXT, and nothing is written."""
    out = ffi.new("EGLint *", 4711)
    refused(lib.EGL_BAD_CONTEXT, lib.eglQueryContext, display.handle, handle(value), lib.EGL_CONFIG_ID, out)
    assert out[0] == 4711


@conf("E10")
def test_query_without_a_place(display: Display) -> None:
    """Nowhere to write the value is EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, lib.eglQueryContext, display.handle, display.context(), lib.EGL_CONFIG_ID, NULL)


@conf("E10")
@pytest.mark.parametrize("version", [1, 2, 3])
def test_query(display: Display, version: int) -> None:
    """A context tells its config, its API, its version, and that it has no surface to draw to."""
    config = display.config()
    context = display.context(config, pairs={MAJOR: version})
    assert query(display, context, lib.EGL_CONFIG_ID) == display.of(config, lib.EGL_CONFIG_ID)
    assert query(display, context, lib.EGL_CONTEXT_CLIENT_TYPE) == ES
    assert query(display, context, lib.EGL_CONTEXT_CLIENT_VERSION) >= version
    assert query(display, context, lib.EGL_RENDER_BUFFER) == lib.EGL_NONE
    display.current(context)
    assert query(display, context, lib.EGL_RENDER_BUFFER) == lib.EGL_NONE


@conf("E10")
def test_render_buffer(offscreen: Display) -> None:
    """With a pbuffer it draws to the back buffer, and after it is unbound to none again."""
    config = offscreen.config()
    context = offscreen.context(config)
    offscreen.current(context, offscreen.pbuffer(config))
    assert query(offscreen, context, lib.EGL_RENDER_BUFFER) == lib.EGL_BACK_BUFFER
    offscreen.current()
    assert query(offscreen, context, lib.EGL_RENDER_BUFFER) == lib.EGL_NONE


@conf("E11")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_destroy_what_is_none(display: Display, value: int) -> None:
    """Destroying what is none is EGL_BAD_CONTEXT, EGL_BAD_SURFACE."""
    refused(lib.EGL_BAD_CONTEXT, lib.eglDestroyContext, display.handle, handle(value))
    refused(lib.EGL_BAD_SURFACE, lib.eglDestroySurface, display.handle, handle(value))


@conf("E11")
def test_destroy_twice(offscreen: Display) -> None:
    """And so is destroying twice, or each as the other."""
    context, surface = offscreen.context(), offscreen.pbuffer()
    refused(lib.EGL_BAD_SURFACE, lib.eglDestroySurface, offscreen.handle, context)
    refused(lib.EGL_BAD_CONTEXT, lib.eglDestroyContext, offscreen.handle, surface)
    done(lib.eglDestroyContext(offscreen.handle, context))
    done(lib.eglDestroySurface(offscreen.handle, surface))
    refused(lib.EGL_BAD_CONTEXT, lib.eglDestroyContext, offscreen.handle, context)
    refused(lib.EGL_BAD_SURFACE, lib.eglDestroySurface, offscreen.handle, surface)


@conf("E11", "E7")
def test_objects_of_another_display(display: Display, other: Display) -> None:
    """What belongs to another display is none here."""
    context = other.context()
    refused(lib.EGL_BAD_CONTEXT, lib.eglDestroyContext, display.handle, context)
    refused(lib.EGL_BAD_CONTEXT, lib.eglMakeCurrent, display.handle, NULL, NULL, context)
    done(lib.eglDestroyContext(other.handle, context))

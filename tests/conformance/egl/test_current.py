"""eglMakeCurrent: arguments that do not fit, contexts without surfaces, and destroying what is current."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pyegl import ffi, lib

from ..support import conf, needs
from ..support.egl import GARBAGE, NULL, done, handle, refused
from ..support.gl import FRAMEBUFFER, FRAMEBUFFER_UNDEFINED, VIEWPORT, canvas, clear, gl, read_pixels
from .contexts import query

if TYPE_CHECKING:
    from ..support.egl import Display

_ES, _GL = lib.EGL_OPENGL_ES_API, lib.EGL_OPENGL_API


def _make(display: Display, draw: Any, read: Any, context: Any) -> tuple[Any, ...]:
    return lib.eglMakeCurrent, display.handle, draw, read, context


def _nothing_is_current() -> None:
    assert lib.eglGetCurrentContext() == NULL
    assert lib.eglGetCurrentDisplay() == NULL
    for which in (lib.EGL_DRAW, lib.EGL_READ):
        assert lib.eglGetCurrentSurface(which) == NULL


@conf("L1")
def test_one_surface_alone(offscreen: Display) -> None:
    """A surface for drawing and none for reading, or the other way round, is EGL_BAD_MATCH."""
    config = offscreen.config()
    context, surface = offscreen.context(config), offscreen.pbuffer(config)
    refused(lib.EGL_BAD_MATCH, *_make(offscreen, surface, NULL, context))
    refused(lib.EGL_BAD_MATCH, *_make(offscreen, NULL, surface, context))
    _nothing_is_current()


@conf("L1")
def test_surfaces_without_a_context(offscreen: Display) -> None:
    """Surfaces without a context are EGL_BAD_MATCH."""
    surface = offscreen.pbuffer()
    for draw, read in ((surface, surface), (surface, NULL), (NULL, surface)):
        refused(lib.EGL_BAD_MATCH, *_make(offscreen, draw, read, NULL))
    _nothing_is_current()


@conf("L1")
@pytest.mark.parametrize("value", GARBAGE, ids=["garbage", "one"])
def test_bad_context(display: Display, value: int) -> None:
    """What is no context is EGL_BAD_CONTEXT."""
    refused(lib.EGL_BAD_CONTEXT, *_make(display, NULL, NULL, handle(value)))
    _nothing_is_current()


@conf("L1")
@pytest.mark.parametrize("value", GARBAGE, ids=["garbage", "one"])
@pytest.mark.parametrize("place", ["draw", "read", "both"])
def test_bad_surface(offscreen: Display, value: int, place: str) -> None:
    """What is no surface is EGL_BAD_SURFACE, in either place."""
    config = offscreen.config()
    good, bad = offscreen.pbuffer(config), handle(value)
    draw, read = {"draw": (bad, good), "read": (good, bad), "both": (bad, bad)}[place]
    refused(lib.EGL_BAD_SURFACE, *_make(offscreen, draw, read, offscreen.context(config)))
    _nothing_is_current()


@conf("L1")
def test_failing_changes_nothing(offscreen: Display) -> None:
    """When it fails what was current stays so."""
    config = offscreen.config()
    context, surface = offscreen.context(config), offscreen.pbuffer(config)
    offscreen.current(context, surface)
    refused(lib.EGL_BAD_CONTEXT, *_make(offscreen, surface, surface, handle(1)))
    refused(lib.EGL_BAD_MATCH, *_make(offscreen, surface, NULL, context))
    assert lib.eglGetCurrentContext() == context
    assert lib.eglGetCurrentSurface(lib.EGL_DRAW) == surface


@conf("L1")
def test_what_is_current_is_told(offscreen: Display) -> None:
    """Display, context, and both surfaces are told while they are current, and nothing afterwards."""
    config = offscreen.config()
    context, draw, read = offscreen.context(config), offscreen.pbuffer(config), offscreen.pbuffer(config)
    done(lib.eglMakeCurrent(offscreen.handle, draw, read, context))
    assert lib.eglGetCurrentContext() == context
    assert lib.eglGetCurrentDisplay() == offscreen.handle
    assert lib.eglGetCurrentSurface(lib.EGL_DRAW) == draw
    assert lib.eglGetCurrentSurface(lib.EGL_READ) == read
    offscreen.current()
    _nothing_is_current()


@conf("L1")
def test_read_from_another_surface(offscreen: Display) -> None:
    """Pixels are read from the surface for reading."""
    config = offscreen.config()
    context, draw, read = offscreen.context(config), offscreen.pbuffer(config), offscreen.pbuffer(config)
    offscreen.current(context, read)
    clear(0.0, 0.0, 1.0)
    done(lib.eglMakeCurrent(offscreen.handle, draw, read, context))
    clear(1.0, 0.0, 0.0)
    assert read_pixels()[:3] == b"\x00\x00\xff"


@conf("L3")
@pytest.mark.parametrize("key", [lib.EGL_DEPTH_SIZE, lib.EGL_ALPHA_SIZE], ids=["depth", "alpha"])
def test_configs_that_do_not_fit(offscreen: Display, key: int) -> None:
    """A context and a surface of incompatible configs are EGL_BAD_MATCH."""
    one = offscreen.config({lib.EGL_SURFACE_TYPE: lib.EGL_PBUFFER_BIT, lib.EGL_RED_SIZE: 8, lib.EGL_ALPHA_SIZE: 8})
    others = [each for each in offscreen.configs() if offscreen.of(each, key) != offscreen.of(one, key)]
    surface = offscreen.pbuffer(others[0])
    refused(lib.EGL_BAD_MATCH, *_make(offscreen, surface, surface, offscreen.context(one)))


@conf("L3")
@needs("egl:EGL_KHR_no_config_context")
def test_no_config_context_and_any_surface(offscreen: Display) -> None:
    """A context without a config takes a surface of any config."""
    context = offscreen.context(NULL)
    for config in offscreen.configs({lib.EGL_SURFACE_TYPE: lib.EGL_PBUFFER_BIT}):
        offscreen.current(context, offscreen.pbuffer(config))


@conf("L3")
@needs("egl:EGL_KHR_no_config_context")
def test_no_config_context_and_two_configs(offscreen: Display) -> None:
    """But it draws to and reads from surfaces of one config: else EGL_BAD_MATCH."""
    configs = offscreen.configs({lib.EGL_SURFACE_TYPE: lib.EGL_PBUFFER_BIT})
    draw, read = offscreen.pbuffer(configs[0]), offscreen.pbuffer(configs[-1])
    refused(lib.EGL_BAD_MATCH, *_make(offscreen, draw, read, offscreen.context(NULL)))


@conf("L4")
@needs("egl:EGL_KHR_surfaceless_context")
@pytest.mark.parametrize("api", [_ES, _GL], ids=["es", "gl"])
@pytest.mark.parametrize("depth", [0, 16, 24], ids="depth{}".format)
@pytest.mark.parametrize("red", [5, 8, 10], ids="red{}".format)
def test_without_a_surface(display: Display, api: int, red: int, depth: int) -> None:
    """A context of any config needs no surface; it has no default framebuffer and a viewport of nothing."""
    renderable = lib.EGL_OPENGL_ES2_BIT if api == _ES else lib.EGL_OPENGL_BIT
    wanted = {lib.EGL_SURFACE_TYPE: 0, lib.EGL_RENDERABLE_TYPE: renderable}
    config = display.configs(wanted | {lib.EGL_RED_SIZE: red, lib.EGL_DEPTH_SIZE: depth})[0]
    display.current(display.context(config, api=api))
    assert lib.eglGetCurrentSurface(lib.EGL_DRAW) == NULL
    assert gl.glCheckFramebufferStatus(FRAMEBUFFER) == FRAMEBUFFER_UNDEFINED
    viewport = ffi.new("int[4]", [9, 9, 9, 9])
    gl.glGetIntegerv(VIEWPORT, viewport)
    assert list(viewport) == [0, 0, 0, 0]
    canvas()
    clear(0.0, 1.0, 0.0)
    assert read_pixels() == b"\x00\xff\x00\xff"


@conf("L4")
def test_first_viewport(offscreen: Display) -> None:
    """The first surface gives the viewport its size, and a later one leaves it."""
    config = offscreen.config()
    context = offscreen.context(config)
    viewport = ffi.new("int[4]")
    for size in ({lib.EGL_WIDTH: 17, lib.EGL_HEIGHT: 5}, {lib.EGL_WIDTH: 64, lib.EGL_HEIGHT: 64}):
        offscreen.current(context, offscreen.pbuffer(config, size))
        gl.glGetIntegerv(VIEWPORT, viewport)
        assert list(viewport) == [0, 0, 17, 5]


# What is destroyed while it is current.


@conf("L5")
def test_context_destroyed_while_current(offscreen: Display) -> None:
    """It is destroyed at once to those who ask, works on until it is unbound, and is current until then."""
    config = offscreen.config()
    context = offscreen.context(config)
    offscreen.current(context, offscreen.pbuffer(config))
    done(lib.eglDestroyContext(offscreen.handle, context))
    value = ffi.new("EGLint *")
    refused(lib.EGL_BAD_CONTEXT, lib.eglQueryContext, offscreen.handle, context, lib.EGL_CONFIG_ID, value)
    refused(lib.EGL_BAD_CONTEXT, lib.eglDestroyContext, offscreen.handle, context)
    assert lib.eglGetCurrentContext() == context
    clear(1.0, 0.0, 0.0)
    assert read_pixels()[:3] == b"\xff\x00\x00"
    offscreen.current()
    _nothing_is_current()
    refused(lib.EGL_BAD_CONTEXT, *_make(offscreen, NULL, NULL, context))


@conf("L5")
def test_surface_destroyed_while_current(offscreen: Display) -> None:
    """It too works on until it is unbound."""
    config = offscreen.config()
    context, surface = offscreen.context(config), offscreen.pbuffer(config)
    offscreen.current(context, surface)
    done(lib.eglDestroySurface(offscreen.handle, surface))
    value = ffi.new("EGLint *")
    refused(lib.EGL_BAD_SURFACE, lib.eglQuerySurface, offscreen.handle, surface, lib.EGL_WIDTH, value)
    refused(lib.EGL_BAD_SURFACE, lib.eglDestroySurface, offscreen.handle, surface)
    clear(0.0, 1.0, 0.0)
    assert read_pixels()[:3] == b"\x00\xff\x00"
    offscreen.current()
    refused(lib.EGL_BAD_SURFACE, *_make(offscreen, surface, surface, context))


@conf("L5")
def test_wait_for_a_destroyed_surface(offscreen: Display) -> None:
    """With the current surface destroyed eglWaitClient says EGL_BAD_CURRENT_SURFACE."""
    config = offscreen.config()
    surface = offscreen.pbuffer(config)
    offscreen.current(offscreen.context(config), surface)
    done(lib.eglWaitClient())
    done(lib.eglDestroySurface(offscreen.handle, surface))
    refused(lib.EGL_BAD_CURRENT_SURFACE, lib.eglWaitClient)


@conf("L6")
def test_terminate_while_current(display: Display) -> None:
    """It succeeds; the display then does nothing until it is initialised again, and old handles are none."""
    context = display.context()
    display.current(context)
    done(lib.eglTerminate(display.handle))
    refused(lib.EGL_NOT_INITIALIZED, lib.eglQueryString, display.handle, lib.EGL_VENDOR)
    refused(lib.EGL_NOT_INITIALIZED, lib.eglCreateContext, display.handle, NULL, NULL, NULL)
    assert lib.eglGetCurrentContext() == context
    done(lib.eglTerminate(display.handle))
    display.initialize()
    value = ffi.new("EGLint *")
    refused(lib.EGL_BAD_CONTEXT, lib.eglQueryContext, display.handle, context, lib.EGL_CONFIG_ID, value)
    done(lib.eglMakeCurrent(display.handle, NULL, NULL, NULL))
    _nothing_is_current()
    assert query(display, display.context(), lib.EGL_CONTEXT_CLIENT_TYPE) == _ES


@conf("L6")
def test_unbind_after_terminate(display: Display) -> None:
    """What is current can be unbound after the display was terminated."""
    display.current(display.context())
    done(lib.eglTerminate(display.handle))
    done(lib.eglMakeCurrent(display.handle, NULL, NULL, NULL))
    _nothing_is_current()


@conf("L9")
def test_release_thread(display: Display) -> None:
    """eglReleaseThread unbinds the context, and goes back to OpenGL ES and no error; a second time nothing happens."""
    context = display.context(api=_GL, pairs={})
    display.current(context)
    for _ in range(2):
        lib.eglQueryString(display.handle, -1)
        assert lib.eglReleaseThread()
        assert lib.eglGetError() == lib.EGL_SUCCESS
        assert lib.eglQueryAPI() == _ES
        _nothing_is_current()
    display.current(context)
    done(lib.eglReleaseThread())


@conf("L1")
def test_one_context_for_each_api(display: Display) -> None:
    """Binding a context of OpenGL unbinds that of OpenGL ES: a thread has one of the two."""
    es, opengl = display.context(), display.context(api=_GL, pairs={})
    display.current(es)
    display.current(opengl)
    assert lib.eglGetCurrentContext() == opengl
    display.current(es)
    assert lib.eglGetCurrentContext() == es

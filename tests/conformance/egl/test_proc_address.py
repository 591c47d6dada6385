"""eglGetProcAddress, eglGetPlatformDisplay, and what the platforms without windows do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyegl import lib
from pyegl._extension_table import EXTENSIONS

from ..support import conf, needs
from ..support.egl import NULL, attributes, client_extensions, done, handle, refused, text, the_device, wide
from ..support.gl import clear, read_pixels

if TYPE_CHECKING:
    from ..support.egl import Display

_CORE = (
    "eglGetError eglGetDisplay eglInitialize eglTerminate eglQueryString eglGetConfigs eglChooseConfig "
    "eglGetConfigAttrib eglCreateWindowSurface eglCreatePbufferSurface eglCreatePixmapSurface eglDestroySurface "
    "eglQuerySurface eglBindAPI eglQueryAPI eglWaitClient eglReleaseThread eglCreatePbufferFromClientBuffer "
    "eglSurfaceAttrib eglBindTexImage eglReleaseTexImage eglSwapInterval eglCreateContext eglDestroyContext "
    "eglMakeCurrent eglGetCurrentContext eglGetCurrentSurface eglGetCurrentDisplay eglQueryContext eglWaitGL "
    "eglWaitNative eglSwapBuffers eglCopyBuffers eglGetProcAddress eglCreateSync eglDestroySync eglClientWaitSync "
    "eglGetSyncAttrib eglCreateImage eglDestroyImage eglGetPlatformDisplay eglCreatePlatformWindowSurface "
    "eglCreatePlatformPixmapSurface eglWaitSync"
).split()


@conf("E23")
@pytest.mark.parametrize("name", _CORE)
def test_core_functions(name: str) -> None:
    """With EGL_KHR_client_get_all_proc_addresses the functions of EGL itself are found, and the same each time."""
    assert "EGL_KHR_client_get_all_proc_addresses" in client_extensions()
    found = lib.eglGetProcAddress(name.encode())
    assert found != NULL
    assert found == lib.eglGetProcAddress(name.encode())


@conf("E23")
def test_functions_of_extensions(display: Display) -> None:
    """Each function of an extension that is advertised is found."""
    advertised = client_extensions() | display.extensions()
    wanted = {each for name in advertised for each in EXTENSIONS.get(name, ())}
    assert len(wanted) > 20
    assert {name for name in wanted if lib.eglGetProcAddress(name.encode()) == NULL} == set()


@conf("E23")
@pytest.mark.parametrize("name", ["glClear", "glGetString", "glTexImage2D", "glEGLImageTargetTexture2DOES"])
def test_functions_of_the_client_api(name: str) -> None:
    """The functions of OpenGL and OpenGL ES are found without a context."""
    assert lib.eglGetProcAddress(name.encode()) != NULL


@conf("E23")
@pytest.mark.parametrize("name", ["", "eglNoSuchFunctionPYDRI", "clear", "egl"])
def test_no_such_function(name: str) -> None:
    """What no library calls its own is NULL, and no error."""
    lib.eglGetError()
    assert lib.eglGetProcAddress(name.encode()) == NULL


@conf("E24")
def test_same_display_again(asleep: Display) -> None:
    """The same platform and native display is the same EGLDisplay, by both functions, before and after it lives."""
    assert asleep.get() == asleep.handle
    assert lib.eglGetPlatformDisplay(asleep.token, asleep.native, NULL) == asleep.handle
    asleep.initialize()
    assert asleep.get() == asleep.handle
    done(lib.eglTerminate(asleep.handle))
    assert asleep.get() == asleep.handle


@conf("E24")
def test_displays_differ_by_platform() -> None:
    """Two platforms have two displays."""
    surfaceless = done(lib.eglGetPlatformDisplay(lib.EGL_PLATFORM_SURFACELESS_MESA, NULL, NULL))
    assert surfaceless != done(lib.eglGetPlatformDisplay(lib.EGL_PLATFORM_DEVICE_EXT, the_device(), NULL))


@conf("E24")
@pytest.mark.parametrize("platform_enum", [0, 1, 0x31D0, 0xFFFFFFFF, lib.EGL_NONE])
def test_unknown_platform(platform_enum: int) -> None:
    """A platform that does not exist is EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, lib.eglGetPlatformDisplay, platform_enum, NULL, NULL)
    refused(lib.EGL_BAD_PARAMETER, lib.eglGetPlatformDisplayEXT, platform_enum, NULL, NULL)


@conf("E24")
@needs("egl.device")
@pytest.mark.parametrize("value", [0, 1, 0xBADC0DE0], ids=["none", "one", "garbage"])
def test_device_platform_without_a_device(value: int) -> None:
    """What is no device has no display: EGL_BAD_PARAMETER."""
    platform = lib.EGL_PLATFORM_DEVICE_EXT
    refused(lib.EGL_BAD_PARAMETER, lib.eglGetPlatformDisplayEXT, platform, handle(value), NULL)


@conf("E24")
def test_surfaceless_has_no_native_display() -> None:
    """The surfaceless platform takes EGL_DEFAULT_DISPLAY alone: EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, lib.eglGetPlatformDisplayEXT, lib.EGL_PLATFORM_SURFACELESS_MESA, handle(1), NULL)


@conf("E24")
def test_display_with_an_unknown_attribute(asleep: Display) -> None:
    """A key that no display has is EGL_BAD_ATTRIBUTE, by both functions."""
    pairs = {0x7777: 1}
    arguments = asleep.token, asleep.native
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglGetPlatformDisplayEXT, *arguments, attributes(pairs))
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglGetPlatformDisplay, *arguments, wide(pairs))


@conf("E24")
def test_display_with_an_empty_list(asleep: Display) -> None:
    """An empty list is as none."""
    assert asleep.get({}) == asleep.handle


@conf("N6")
def test_initialise(display: Display) -> None:
    """Each platform can be initialised, and tells a version and a vendor."""
    assert text(lib.eglQueryString(display.handle, lib.EGL_VERSION)).startswith("1.")
    assert text(lib.eglQueryString(display.handle, lib.EGL_VENDOR))


@conf("N6")
@pytest.mark.parametrize("colour", [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)], ids=["red", "green", "blue"])
def test_pbuffers_hold_pixels(offscreen: Display, colour: tuple[float, float, float]) -> None:
    """A pbuffer can be drawn into and read, beside others."""
    config = offscreen.config({lib.EGL_SURFACE_TYPE: lib.EGL_PBUFFER_BIT, lib.EGL_RED_SIZE: 8, lib.EGL_BUFFER_SIZE: 24})
    context = offscreen.context(config)
    first, second = offscreen.pbuffer(config), offscreen.pbuffer(config)
    offscreen.current(context, first)
    clear(*colour)
    offscreen.current(context, second)
    clear(1.0, 1.0, 1.0)
    offscreen.current(context, first)
    assert read_pixels()[:3] == bytes(int(255 * each) for each in colour)
    offscreen.current(context, second)
    assert read_pixels()[:3] == b"\xff\xff\xff"


@conf("N6")
def test_no_windows_or_pixmaps_among_configs(offscreen: Display) -> None:
    """No config of these platforms promises windows or pixmaps."""
    for config in offscreen.configs():
        kinds = offscreen.of(config, lib.EGL_SURFACE_TYPE)
        assert not kinds & (lib.EGL_WINDOW_BIT | lib.EGL_PIXMAP_BIT)

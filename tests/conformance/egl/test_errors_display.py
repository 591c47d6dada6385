"""Displays that are none, that are not initialised, and what a display says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pyegl import ffi, lib

from ..support import conf
from ..support.egl import GARBAGE, NULL, attributes, client_extensions, done, handle, refused, text

if TYPE_CHECKING:
    from ..support.egl import Display

_VALUE = ffi.new("EGLint *")
_WIDE = ffi.new("EGLAttrib *")
_CONFIGS = ffi.new("EGLConfig[4]")
_NONE = attributes({})
_RECTANGLE = ffi.new("EGLint[4]")

#: Each function that takes a display first, with the rest of its arguments.
CALLS: dict[str, tuple[Any, ...]] = {
    "eglInitialize": (NULL, NULL),
    "eglTerminate": (),
    "eglQueryString": (lib.EGL_VENDOR,),
    "eglGetConfigs": (_CONFIGS, 4, _VALUE),
    "eglChooseConfig": (_NONE, _CONFIGS, 4, _VALUE),
    "eglGetConfigAttrib": (NULL, lib.EGL_BUFFER_SIZE, _VALUE),
    "eglCreateContext": (NULL, NULL, _NONE),
    "eglDestroyContext": (NULL,),
    "eglQueryContext": (NULL, lib.EGL_CONFIG_ID, _VALUE),
    "eglCreatePbufferSurface": (NULL, _NONE),
    "eglCreatePbufferFromClientBuffer": (lib.EGL_OPENVG_IMAGE, NULL, NULL, _NONE),
    "eglCreateWindowSurface": (NULL, 0, _NONE),
    "eglCreatePixmapSurface": (NULL, 0, _NONE),
    "eglCreatePlatformWindowSurface": (NULL, NULL, NULL),
    "eglCreatePlatformPixmapSurface": (NULL, NULL, NULL),
    "eglCreatePlatformWindowSurfaceEXT": (NULL, NULL, NULL),
    "eglCreatePlatformPixmapSurfaceEXT": (NULL, NULL, NULL),
    "eglDestroySurface": (NULL,),
    "eglQuerySurface": (NULL, lib.EGL_WIDTH, _VALUE),
    "eglSurfaceAttrib": (NULL, lib.EGL_MIPMAP_LEVEL, 0),
    "eglMakeCurrent": (NULL, NULL, handle(1)),
    "eglSwapBuffers": (NULL,),
    "eglCopyBuffers": (NULL, 0),
    "eglBindTexImage": (NULL, lib.EGL_BACK_BUFFER),
    "eglReleaseTexImage": (NULL, lib.EGL_BACK_BUFFER),
    "eglCreateSync": (lib.EGL_SYNC_FENCE, NULL),
    "eglDestroySync": (NULL,),
    "eglClientWaitSync": (NULL, 0, 0),
    "eglWaitSync": (NULL, 0),
    "eglGetSyncAttrib": (NULL, lib.EGL_SYNC_TYPE, _WIDE),
    "eglCreateImage": (NULL, lib.EGL_GL_TEXTURE_2D, NULL, NULL),
    "eglDestroyImage": (NULL,),
}

#: Functions of extensions; a case of these runs where the library knows the extension.
EXTENSION_CALLS: dict[str, tuple[Any, ...]] = {
    "eglCreateSyncKHR": (lib.EGL_SYNC_FENCE_KHR, NULL),
    "eglDestroySyncKHR": (NULL,),
    "eglClientWaitSyncKHR": (NULL, 0, 0),
    "eglWaitSyncKHR": (NULL, 0),
    "eglGetSyncAttribKHR": (NULL, lib.EGL_SYNC_TYPE_KHR, _VALUE),
    "eglSignalSyncKHR": (NULL, lib.EGL_SIGNALED_KHR),
    "eglCreateImageKHR": (NULL, lib.EGL_GL_TEXTURE_2D_KHR, NULL, NULL),
    "eglDestroyImageKHR": (NULL,),
    "eglSwapBuffersWithDamageKHR": (NULL, _RECTANGLE, 1),
    "eglSwapBuffersWithDamageEXT": (NULL, _RECTANGLE, 1),
    "eglSetDamageRegionKHR": (NULL, _RECTANGLE, 1),
    "eglQueryDisplayAttribEXT": (lib.EGL_DEVICE_EXT, _WIDE),
    "eglQueryDmaBufFormatsEXT": (0, NULL, _VALUE),
    "eglQueryDmaBufModifiersEXT": (lib.EGL_NONE, 0, NULL, NULL, _VALUE),
    "eglExportDMABUFImageQueryMESA": (NULL, ffi.new("int *"), ffi.new("int *"), NULL),
    "eglExportDMABUFImageMESA": (NULL, ffi.new("int *"), _VALUE, _VALUE),
    "eglDupNativeFenceFDANDROID": (NULL,),
}

_HANDLES = pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])


@conf("E1")
@_HANDLES
@pytest.mark.parametrize("name", list(CALLS))
def test_no_display(name: str, value: int) -> None:
    """A function that is given no display, or a handle that is none, says EGL_BAD_DISPLAY."""
    refused(lib.EGL_BAD_DISPLAY, getattr(lib, name), handle(value), *CALLS[name])


@conf("E1")
@_HANDLES
@pytest.mark.parametrize("name", list(EXTENSION_CALLS))
def test_no_display_for_extensions(name: str, value: int) -> None:
    """And so does each function of an extension."""
    failure = -1 if name == "eglDupNativeFenceFDANDROID" else 0
    refused(lib.EGL_BAD_DISPLAY, getattr(lib, name), handle(value), *EXTENSION_CALLS[name], failure=failure)


#: Windows and pixmaps of no address are bad for a second reason, and EGL sets no order among errors.
_NATIVE = {
    name: lib.EGL_BAD_NATIVE_WINDOW if "Window" in name else lib.EGL_BAD_NATIVE_PIXMAP
    for name in CALLS
    if "WindowSurface" in name or "PixmapSurface" in name
}


@conf("E2")
@pytest.mark.parametrize("name", [each for each in CALLS if each not in ("eglInitialize", "eglTerminate")])
def test_not_initialised(asleep: Display, name: str) -> None:
    """Before eglInitialize a display does nothing: EGL_NOT_INITIALIZED."""
    codes = (lib.EGL_NOT_INITIALIZED, _NATIVE.get(name, lib.EGL_NOT_INITIALIZED))
    refused(codes, getattr(lib, name), asleep.handle, *CALLS[name])


@conf("E2")
@pytest.mark.parametrize("name", list(EXTENSION_CALLS))
def test_not_initialised_for_extensions(asleep: Display, name: str) -> None:
    """Nor by the functions of extensions."""
    codes, failure = [lib.EGL_NOT_INITIALIZED], 0
    if name == "eglDupNativeFenceFDANDROID":
        codes, failure = [lib.EGL_NOT_INITIALIZED, lib.EGL_BAD_PARAMETER], -1  # the sync is bad as well
    refused(codes, getattr(lib, name), asleep.handle, *EXTENSION_CALLS[name], failure=failure)


@conf("E2", "L6")
@pytest.mark.parametrize("name", ["eglQueryString", "eglGetConfigs", "eglChooseConfig", "eglCreatePbufferSurface"])
def test_terminated(display: Display, name: str) -> None:
    """After eglTerminate it is as before eglInitialize."""
    done(lib.eglTerminate(display.handle))
    refused(lib.EGL_NOT_INITIALIZED, getattr(lib, name), display.handle, *CALLS[name])


@conf("E2", "L7")
def test_terminate_what_is_not_initialised(asleep: Display) -> None:
    """Terminating a display that is not initialised is allowed and does nothing."""
    for _ in range(2):
        done(lib.eglTerminate(asleep.handle))


@conf("E1", "L7")
def test_initialize_again(display: Display) -> None:
    """A second eglInitialize answers the same version, and a single eglTerminate ends it for all users."""
    versions = []
    for _ in range(2):
        major, minor = ffi.new("EGLint *", -1), ffi.new("EGLint *", -1)
        done(lib.eglInitialize(display.handle, major, minor))
        versions.append((major[0], minor[0]))
    assert versions[0] == versions[1]
    assert versions[0] >= (1, 4)
    assert text(lib.eglQueryString(display.handle, lib.EGL_VERSION)).startswith("{}.{}".format(*versions[0]))
    done(lib.eglTerminate(display.handle))
    refused(lib.EGL_NOT_INITIALIZED, lib.eglQueryString, display.handle, lib.EGL_VENDOR)


@conf("E3")
@pytest.mark.parametrize("name", [0, -1, lib.EGL_NONE, lib.EGL_WIDTH, 0x3056])
def test_bad_string(display: Display, name: int) -> None:
    """A name that is no string's is EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, lib.eglQueryString, display.handle, name)


@conf("E3")
def test_strings(display: Display) -> None:
    """The four strings are there, the version begins with numbers, and OpenGL ES is among the client APIs."""
    values = {
        name: text(done(lib.eglQueryString(display.handle, getattr(lib, f"EGL_{name}"))))
        for name in ("VENDOR", "VERSION", "CLIENT_APIS", "EXTENSIONS")
    }
    assert values["VENDOR"]
    major, minor = values["VERSION"].split()[0].split(".")[:2]
    assert (int(major), int(minor)) >= (1, 4)
    assert "OpenGL_ES" in values["CLIENT_APIS"].split()
    assert set(values["CLIENT_APIS"].split()) <= {"OpenGL", "OpenGL_ES", "OpenVG"}
    assert all(name.startswith("EGL_") for name in values["EXTENSIONS"].split())


@conf("E3")
def test_strings_stay(display: Display) -> None:
    """A string lives as long as the display and is the same one each time."""
    first = lib.eglQueryString(display.handle, lib.EGL_EXTENSIONS)
    assert lib.eglQueryString(display.handle, lib.EGL_EXTENSIONS) == first


@conf("E3")
def test_client_extensions() -> None:
    """Without a display the extensions of the client are answered, with EGL_EXT_client_extensions among them."""
    found = client_extensions()
    assert "EGL_EXT_client_extensions" in found
    assert "EGL_EXT_platform_base" in found
    lib.eglGetError()
    done(lib.eglQueryString(NULL, lib.EGL_EXTENSIONS) != NULL)


@conf("E3")
def test_client_version() -> None:
    """EGL 1.5 (the client's version) is answered without a display; the vendor and the client APIs are not."""
    assert text(done(lib.eglQueryString(NULL, lib.EGL_VERSION))).startswith("1.5")
    for name in (lib.EGL_VENDOR, lib.EGL_CLIENT_APIS):
        refused(lib.EGL_BAD_DISPLAY, lib.eglQueryString, NULL, name)


@conf("E3")
def test_lists_are_disjoint(display: Display) -> None:
    """No extension is the client's and the display's at once."""
    assert not client_extensions() & display.extensions()


@conf("E3")
def test_no_name_twice(display: Display) -> None:
    """Each name stands once in the list."""
    words = text(lib.eglQueryString(display.handle, lib.EGL_EXTENSIONS)).split()
    assert len(words) == len(set(words))

"""EGL devices, a display's device, and the name of its driver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pyegl import ffi, lib

from ..support import conf, needs
from ..support.egl import GARBAGE, NULL, device_extensions, devices, done, handle, refused, text, the_device

if TYPE_CHECKING:
    from ..support.egl import Display

pytestmark = needs("egl.device")


@pytest.fixture
def software() -> Any:
    """The software device."""
    device = the_device()
    assert "EGL_MESA_device_software" in device_extensions(device)
    return device


@conf("N1")
def test_devices_are_counted() -> None:
    """There is at least one device, also where there is no hardware, and the count is the array's."""
    count = ffi.new("EGLint *", -1)
    done(lib.eglQueryDevicesEXT(0, NULL, count))
    assert count[0] >= 1
    assert len(set(devices())) == count[0]


@conf("N1")
def test_short_array() -> None:
    """A short array is filled, and nothing behind it is written."""
    few, count = ffi.new("EGLDeviceEXT[2]", [handle(7)] * 2), ffi.new("EGLint *")
    done(lib.eglQueryDevicesEXT(1, few, count))
    assert count[0] == 1
    assert few[0] == devices()[0]
    assert few[1] == handle(7)


@conf("N1")
@pytest.mark.parametrize("most", [0, -1])
def test_array_of_no_length(most: int) -> None:
    """An array without room is EGL_BAD_PARAMETER."""
    found = ffi.new("EGLDeviceEXT[1]", [handle(7)])
    refused(lib.EGL_BAD_PARAMETER, lib.eglQueryDevicesEXT, most, found, ffi.new("EGLint *"))
    assert found[0] == handle(7)


@conf("N1")
def test_nowhere_to_count() -> None:
    """Nowhere to put the number is EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, lib.eglQueryDevicesEXT, 0, NULL, NULL)
    refused(lib.EGL_BAD_PARAMETER, lib.eglQueryDevicesEXT, 1, ffi.new("EGLDeviceEXT[1]"), NULL)


@conf("N1")
def test_negative_length_without_an_array() -> None:
    """Without an array the length is not looked at."""
    count = ffi.new("EGLint *", -1)
    done(lib.eglQueryDevicesEXT(-1, NULL, count))
    assert count[0] == len(devices())


@conf("N1")
def test_devices_stay() -> None:
    """The same devices are told each time."""
    assert devices() == devices()


@conf("N2")
@pytest.mark.parametrize("name", [0, -1, lib.EGL_VERSION, 0xFFFF])
def test_bad_string(name: int) -> None:
    """A name that is no device string's is EGL_BAD_PARAMETER."""
    for device in devices():
        refused(lib.EGL_BAD_PARAMETER, lib.eglQueryDeviceStringEXT, device, name)


@conf("N2")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_strings_of_no_device(value: int) -> None:
    """What is no device is EGL_BAD_DEVICE_EXT."""
    refused(lib.EGL_BAD_DEVICE_EXT, lib.eglQueryDeviceStringEXT, handle(value), lib.EGL_EXTENSIONS)
    refused(
        lib.EGL_BAD_DEVICE_EXT, lib.eglQueryDeviceAttribEXT, handle(value), lib.EGL_EXTENSIONS, ffi.new("EGLAttrib *")
    )


@conf("N2")
@pytest.mark.parametrize("name", [0, -1, lib.EGL_EXTENSIONS, lib.EGL_CUDA_DEVICE_NV])
def test_bad_attribute(software: Any, name: int) -> None:
    """The software device has no attributes: EGL_BAD_ATTRIBUTE, and nothing is written."""
    value = ffi.new("EGLAttrib *", 4711)
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglQueryDeviceAttribEXT, software, name, value)
    assert value[0] == 4711


@conf("N2")
def test_files_of_the_software_device(software: Any) -> None:
    """It has no card node, EGL_BAD_PARAMETER; of its render node it says that there is none, without an error."""
    refused(lib.EGL_BAD_PARAMETER, lib.eglQueryDeviceStringEXT, software, lib.EGL_DRM_DEVICE_FILE_EXT)
    assert "EGL_EXT_device_drm_render_node" in device_extensions(software)
    lib.eglGetError()
    assert lib.eglQueryDeviceStringEXT(software, lib.EGL_DRM_RENDER_NODE_FILE_EXT) == NULL
    assert lib.eglGetError() == lib.EGL_SUCCESS


@conf("N2")
def test_extensions_of_devices() -> None:
    """Each device lists extensions, and is either software or has nodes or another maker's mark."""
    for device in devices():
        found = device_extensions(device)
        assert found
        assert all(name.startswith("EGL_") for name in found)
    software = [each for each in devices() if "EGL_MESA_device_software" in device_extensions(each)]
    assert len(software) <= 1


@conf("N3")
def test_device_before_initialising(asleep: Display) -> None:
    """A display that is not initialised has no device yet: EGL_NOT_INITIALIZED."""
    value = ffi.new("EGLAttrib *", 4711)
    refused(lib.EGL_NOT_INITIALIZED, lib.eglQueryDisplayAttribEXT, asleep.handle, lib.EGL_DEVICE_EXT, value)
    assert value[0] == 4711


@conf("N3")
@pytest.mark.parametrize("name", [0, -1, lib.EGL_EXTENSIONS, lib.EGL_RED_SIZE])
def test_display_attribute(display: Display, name: int) -> None:
    """A key that no display has is EGL_BAD_ATTRIBUTE, and nothing is written."""
    value = ffi.new("EGLAttrib *", 4711)
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglQueryDisplayAttribEXT, display.handle, name, value)
    assert value[0] == 4711


@conf("N3")
def test_device_of_a_display(display: Display) -> None:
    """The device that a display tells is one of the list, and of the device platform the one that was given."""
    value = ffi.new("EGLAttrib *")
    done(lib.eglQueryDisplayAttribEXT(display.handle, lib.EGL_DEVICE_EXT, value))
    assert handle(value[0]) in devices()
    if display.platform.name == "device":
        assert handle(value[0]) == display.native


@conf("N7")
@needs("egl:EGL_MESA_query_driver")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
@pytest.mark.parametrize("name", ["eglGetDisplayDriverName", "eglGetDisplayDriverConfig"])
def test_driver_of_no_display(display: Display, name: str, value: int) -> None:
    """What is no display is EGL_BAD_DISPLAY."""
    refused(lib.EGL_BAD_DISPLAY, getattr(lib, name), handle(value))


@conf("N7", "E2")
@needs("egl:EGL_MESA_query_driver")
@pytest.mark.parametrize("name", ["eglGetDisplayDriverName", "eglGetDisplayDriverConfig"])
def test_driver_after_terminating(display: Display, name: str) -> None:
    """A display that is terminated has no driver: EGL_NOT_INITIALIZED."""
    done(lib.eglTerminate(display.handle))
    refused(lib.EGL_NOT_INITIALIZED, getattr(lib, name), display.handle)


@conf("N7")
@needs("egl:EGL_MESA_query_driver")
def test_driver(display: Display) -> None:
    """The driver has a name, and its options are told as XML."""
    assert text(done(lib.eglGetDisplayDriverName(display.handle))).isidentifier()
    options = done(lib.eglGetDisplayDriverConfig(display.handle))
    assert text(options).lstrip().startswith("<?xml")

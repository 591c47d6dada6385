"""How a display is asked for: by platform, by the environment, by a native display, and what is none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

import pyegl
from pydrm.errors import ClosedError, NotSupported
from pyegl import lib

from ..support import conf

if TYPE_CHECKING:
    from pyegl import Display


@conf("E24", "N6")
@pytest.mark.parametrize(
    ("native", "platform_name", "error"),
    [
        (None, "device", pyegl.BadParameter),
        (0x1000, "surfaceless", pyegl.BadParameter),
        (None, 0x7777, pyegl.BadParameter),
        (object(), "gbm", TypeError),
        ("7", "gbm", TypeError),
        (True, "gbm", TypeError),
        (None, "xorg", ValueError),
        (None, "android", NotSupported),
    ],
)
def test_no_display(native: Any, platform_name: Any, error: type[Exception]) -> None:
    """What is no display of a platform is refused, before the library could follow it."""
    with pytest.raises(error):
        pyegl.Display(native, platform=platform_name)
    assert lib.eglGetError() == lib.EGL_SUCCESS


@conf("E24")
def test_the_environment_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    """EGL_PLATFORM chooses the platform of a display that is asked for without one; a native display knows its own."""
    monkeypatch.setenv("EGL_PLATFORM", "surfaceless")
    with pyegl.Display() as display:
        assert display.platform is pyegl.Platform.SURFACELESS
    with pyegl.Display(pyegl.devices()[0]) as display:
        assert display.platform is pyegl.Platform.DEVICE


@conf("N4")
def test_a_descriptor_for_the_device_platform(egl_windows: Display) -> None:
    """A DRM device takes a duplicate of the descriptor (EGL_DRM_MASTER_FD_EXT); another one has no such display."""
    source: Any = egl_windows._source
    device = egl_windows.device
    if device.extensions.has("EGL_EXT_device_drm"):
        with pyegl.Display(device, drm_master_fd=source.fileno()) as display:
            assert display.create_context()
    else:
        with pytest.raises(NotSupported, match="DRM_MASTER_FD"):
            pyegl.Display(device, drm_master_fd=source.fileno())
    assert os.fstat(source.fileno())


@conf("N8")
def test_the_number_of_a_native_display(egl_windows: Display) -> None:
    """A GBM device may be given as a number, too: it is the same EGLDisplay."""
    source: Any = egl_windows._source
    with pyegl.Display(source.native, platform="gbm") as other:
        assert other.native == egl_windows.native
        assert other.platform is pyegl.Platform.GBM


@conf("N8")
def test_a_closed_native_display(egl_windows: Display) -> None:
    """A GBM device that is closed is no native display any more, while what stands on it goes on."""
    source: Any = egl_windows._source
    source.close()
    with pytest.raises(ClosedError):
        pyegl.Display(source)
    with egl_windows.create_context() as context, context.make_current():
        assert context.is_current

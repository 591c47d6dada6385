"""Waits, the current surface, and whose the error code is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from pyegl import lib

from ..support import conf
from ..support.egl import NULL, done, refused

if TYPE_CHECKING:
    from ..support.egl import Display


@conf("E21")
@pytest.mark.parametrize("engine", [0, 0xFFFF, lib.EGL_NONE])
def test_wait_native_for_a_bad_engine(offscreen: Display, engine: int) -> None:
    """An engine that does not exist is EGL_BAD_PARAMETER, or not looked at."""
    config = offscreen.config()
    offscreen.current(offscreen.context(config), offscreen.pbuffer(config))
    lib.eglGetError()
    answer, error = lib.eglWaitNative(engine), lib.eglGetError()
    assert (bool(answer), error) in ((True, lib.EGL_SUCCESS), (False, lib.EGL_BAD_PARAMETER))


@conf("E21")
def test_waits(offscreen: Display) -> None:
    """All three waits succeed, without a context too."""
    waits = (lib.eglWaitClient, lib.eglWaitGL, lambda: lib.eglWaitNative(lib.EGL_CORE_NATIVE_ENGINE))
    for wait in waits:
        done(wait())
    config = offscreen.config()
    offscreen.current(offscreen.context(config), offscreen.pbuffer(config))
    for wait in waits:
        done(wait())


@conf("E21")
@pytest.mark.parametrize("which", [0, -1, lib.EGL_NONE, 0x3058])
def test_current_surface_of_a_bad_kind(which: int) -> None:
    """There is one for drawing and one for reading; anything else is EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, lib.eglGetCurrentSurface, which)


@conf("E22")
def test_error_is_told_once(display: Display) -> None:
    """eglGetError tells the last error once, and a call that succeeds sets EGL_SUCCESS."""
    assert not lib.eglQueryString(display.handle, -1)
    assert lib.eglGetError() == lib.EGL_BAD_PARAMETER
    assert lib.eglGetError() == lib.EGL_SUCCESS
    assert not lib.eglQueryString(display.handle, -1)
    assert lib.eglQueryString(display.handle, lib.EGL_VENDOR)
    assert lib.eglGetError() == lib.EGL_SUCCESS


@conf("E22")
def test_error_is_of_the_thread(display: Display) -> None:
    """An error of one thread is not another's."""
    seen = []

    def fail() -> None:
        seen.append(lib.eglGetError())
        lib.eglQueryString(display.handle, -1)
        seen.append(lib.eglGetError())
        lib.eglGetConfigs(display.handle, NULL, 0, NULL)

    assert not lib.eglBindAPI(0)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert seen == [lib.EGL_SUCCESS, lib.EGL_BAD_PARAMETER]
    assert lib.eglGetError() == lib.EGL_BAD_PARAMETER
    assert lib.eglGetError() == lib.EGL_SUCCESS

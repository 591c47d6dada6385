"""Native fences: syncs with a sync file behind them (EGL_ANDROID_native_fence_sync), raw."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from pydrm import SyncFile
from pyegl import ffi, lib

from ..support import conf, mesa, needs
from ..support.egl import NULL, attributes, done, refused
from . import objects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..support.egl import Display, Platform

_NATIVE = needs("egl:EGL_ANDROID_native_fence_sync")
_FENCE, _KIND = lib.EGL_SYNC_NATIVE_FENCE_FD_ANDROID, lib.EGL_SYNC_NATIVE_FENCE_ANDROID
_SECOND = 1_000_000_000


@pytest.fixture
def current(display: Display) -> Iterator[Display]:
    """A display with a context of OpenGL ES 2 without a surface, current."""
    display.current(display.context())
    yield display
    display.current()


def _create(display: Display, fd: int | None = None) -> Any:
    pairs = None if fd is None else {_FENCE: fd}
    return lib.eglCreateSyncKHR(display.handle, _KIND, attributes(pairs))


@conf("Q8")
def test_where_native_fences_are(display: Display) -> None:
    """Native fences go with EGL_KHR_fence_sync; every display of Mesa 25 on the lab's machines has them."""
    found = display.extensions()
    if "EGL_ANDROID_native_fence_sync" in found:
        assert "EGL_KHR_fence_sync" in found
    else:
        assert (mesa.version() or (0, 0)) < (25, 0)
        refused((lib.EGL_BAD_ATTRIBUTE, lib.EGL_BAD_PARAMETER, lib.EGL_BAD_MATCH), _create, display)


@conf("Q8")
@_NATIVE
def test_fence_of_ones_own(current: Display, closing: Callable[[int], int]) -> None:
    """Without a descriptor it is a fence behind what was drawn; flushed, it has a sync file, signalled when all is."""
    sync = done(_create(current))
    objects.gl.glClear(0x4000)
    objects.gl.glFlush()
    fd = closing(lib.eglDupNativeFenceFDANDROID(current.handle, sync))
    assert fd >= 0
    assert fd != lib.eglDupNativeFenceFDANDROID(current.handle, sync) == closing(fd + 1)
    with SyncFile.from_fd(fd, dup=True) as found:
        found.wait(_SECOND)
        info = found.info()
        assert info.status == 1
        assert info.fences
    done(lib.eglDestroySyncKHR(current.handle, sync))


@conf("Q8")
@_NATIVE
def test_sync_file_of_no_native_fence(current: Display) -> None:
    """eglDupNativeFenceFDANDROID of another kind of sync, of none, or of garbage: -1 and EGL_BAD_PARAMETER."""
    for kind in (lib.EGL_SYNC_FENCE_KHR, lib.EGL_SYNC_REUSABLE_KHR):
        sync = done(lib.eglCreateSyncKHR(current.handle, kind, NULL))
        refused(lib.EGL_BAD_PARAMETER, lib.eglDupNativeFenceFDANDROID, current.handle, sync, failure=-1)
        done(lib.eglDestroySyncKHR(current.handle, sync))
    for none in (NULL, ffi.cast("void *", 0xBADC0DE0)):
        refused(lib.EGL_BAD_PARAMETER, lib.eglDupNativeFenceFDANDROID, current.handle, none, failure=-1)


@conf("Q8")
@_NATIVE
def test_bad_arguments(current: Display) -> None:
    """An attribute that is none: EGL_BAD_ATTRIBUTE. NO_NATIVE_FENCE_FD said aloud is as if nothing were said."""
    for token in (lib.EGL_WIDTH, 0x3FFF):
        pairs = attributes({token: 1})
        refused(lib.EGL_BAD_ATTRIBUTE, lib.eglCreateSyncKHR, current.handle, _KIND, pairs)
    sync = done(_create(current, lib.EGL_NO_NATIVE_FENCE_FD_ANDROID))
    done(lib.eglDestroySyncKHR(current.handle, sync))


# In a process of its own: an EGL that takes such a descriptor closes it some time, whoever has the number by then.
_NO_FENCE = """
import os, sys
from pyegl import lib
from tests.conformance.support.egl import Display, attributes, platforms

display = Display(next(each for each in platforms() if str(each) == sys.argv[1])).initialize()
display.current(display.context())
for fd in (os.pipe()[0], 1000):
    lib.eglGetError()
    pairs = attributes({lib.EGL_SYNC_NATIVE_FENCE_FD_ANDROID: fd})
    sync = lib.eglCreateSyncKHR(display.handle, lib.EGL_SYNC_NATIVE_FENCE_ANDROID, pairs)
    print("taken" if sync else lib.eglGetError())
"""


@conf("Q8")
@_NATIVE
def test_descriptors_that_are_no_fence(platform: Platform) -> None:
    """A descriptor of something else, and a number that is none, are refused."""
    codes = (lib.EGL_BAD_ATTRIBUTE, lib.EGL_BAD_PARAMETER, lib.EGL_BAD_ALLOC, lib.EGL_BAD_MATCH)
    answers = mesa.program(_NO_FENCE, str(platform)).output.split()
    assert len(answers) == 2
    assert set(answers) <= set(map(str, codes))


@conf("Q8", "Q1")
@_NATIVE
def test_without_a_context(display: Display) -> None:
    """A native fence needs a current context: EGL_BAD_MATCH."""
    refused(lib.EGL_BAD_MATCH, _create, display)


@conf("Q8")
@_NATIVE
def test_questions(current: Display, pending: tuple[SyncFile, Callable[[], None]]) -> None:
    """Type and condition of both kinds of native fences."""
    value = ffi.new("EGLint *")
    sync = done(_create(current))
    for attribute, wanted in (
        (lib.EGL_SYNC_TYPE_KHR, _KIND),
        (lib.EGL_SYNC_CONDITION_KHR, lib.EGL_SYNC_PRIOR_COMMANDS_COMPLETE_KHR),
    ):
        done(lib.eglGetSyncAttribKHR(current.handle, sync, attribute, value))
        assert value[0] == wanted
    done(lib.eglDestroySyncKHR(current.handle, sync))
    given, signal = pending
    signal()
    sync = done(_create(current, os.dup(given.fileno())))
    done(lib.eglGetSyncAttribKHR(current.handle, sync, lib.EGL_SYNC_CONDITION_KHR, value))
    assert value[0] == lib.EGL_SYNC_NATIVE_FENCE_SIGNALED_ANDROID
    done(lib.eglDestroySyncKHR(current.handle, sync))


@conf("Q8")
@_NATIVE
def test_egl_takes_the_descriptor(current: Display, pending: tuple[SyncFile, Callable[[], None]]) -> None:
    """On success the descriptor is EGL's, which closes it with the sync."""
    given, signal = pending
    signal()
    before = set(os.listdir("/proc/self/fd"))
    sync = done(_create(current, os.dup(given.fileno())))
    done(lib.eglDestroySyncKHR(current.handle, sync))
    objects.gl.glFinish()
    assert set(os.listdir("/proc/self/fd")) == before

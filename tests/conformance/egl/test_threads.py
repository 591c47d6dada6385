"""Contexts, surfaces and displays between threads: whose they are, and many threads at work at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyegl import ffi, lib

from ..support import conf, mesa, needs
from ..support.egl import NULL, done, refused
from ..support.gl import canvas, clear, read_pixels
from ..support.threads import race
from .workers import Worker, in_thread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..support.egl import Display


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A second thread that does what it is told, and releases what is current on it at the end."""
    with Worker() as found:
        yield found


@conf("L2")
def test_context_current_elsewhere(display: Display, worker: Worker) -> None:
    """A context that is current on another thread is EGL_BAD_ACCESS, until that thread lets it go."""
    context = display.context()
    worker.do(display.current, context)
    refused(lib.EGL_BAD_ACCESS, lib.eglMakeCurrent, display.handle, NULL, NULL, context)
    assert lib.eglGetCurrentContext() == NULL
    worker.do(display.current)
    display.current(context)


@conf("L2")
def test_surface_current_elsewhere(offscreen: Display, worker: Worker) -> None:
    """And so is a surface that is bound to a context of another thread."""
    config = offscreen.config()
    surface = offscreen.pbuffer(config)
    worker.do(offscreen.current, offscreen.context(config), surface)
    context = offscreen.context(config)
    refused(lib.EGL_BAD_ACCESS, lib.eglMakeCurrent, offscreen.handle, surface, surface, context)
    worker.do(offscreen.current)
    offscreen.current(context, surface)


@conf("L2", "L9")
def test_released_by_release_thread(display: Display, worker: Worker) -> None:
    """eglReleaseThread lets go as well."""
    context = display.context()
    worker.do(display.current, context)
    worker.do(lambda: done(lib.eglReleaseThread()))
    display.current(context)


@conf("L2")
def test_two_contexts_on_two_threads(display: Display, worker: Worker) -> None:
    """Each thread has its own current context and draws its own colour."""

    def draw(*colour: float) -> bytes:
        clear(*colour)
        return read_pixels()[:3]

    for call in (lambda f, *a: f(*a), worker.do):
        call(display.current, display.context())
        call(canvas)
    for _ in range(10):
        assert worker.do(draw, 1.0, 0.0, 0.0) == b"\xff\x00\x00"
        assert draw(0.0, 1.0, 0.0) == b"\x00\xff\x00"
    assert worker.do(lib.eglGetCurrentContext) != lib.eglGetCurrentContext()


@conf("L9")
@pytest.mark.parametrize("what", ["api", "error"])
def test_thread_exit(display: Display, what: str) -> None:
    """What a thread bound, or the error that it did not fetch, ends with it."""

    def leave() -> None:
        if what == "api":
            lib.eglBindAPI(lib.EGL_OPENGL_API)
        else:
            lib.eglQueryString(display.handle, -1)

    for _ in range(20):
        in_thread(leave)
    assert lib.eglQueryAPI() == lib.EGL_OPENGL_ES_API
    assert lib.eglGetError() == lib.EGL_SUCCESS


_LEAVE = """
import os, sys
from pyegl import lib
from tests.conformance.egl.workers import in_thread
from tests.conformance.support.egl import NULL, Display, Platform, done
from tests.conformance.support.gl import canvas, clear, read_pixels

display = Display(Platform(sys.argv[1])).initialize()
display.current(display.context(), display.pbuffer())
clear(0.0, 0.0, 1.0)
display.end()
before = len(os.listdir("/proc/self/fd"))
display = Display(Platform(sys.argv[1])).initialize()
config = display.config()
surface = display.pbuffer(config)

def leave(context, surface):
    display.current(context, surface)
    clear(1.0, 0.0, 0.0)
    if sys.argv[2] == "destroyed":
        done(lib.eglDestroyContext(display.handle, context))

for turn in range(20):
    in_thread(leave, display.context(config), surface if sys.argv[2] == "surface" and turn == 0 else NULL)
display.current(display.context(config), display.pbuffer(config))
clear(0.0, 0.0, 1.0)
assert read_pixels()[:3] == bytes((0, 0, 255))
display.end()
print(f"{len(os.listdir('/proc/self/fd')) - before} more descriptors")
"""


@conf("L9")
@needs("egl.device")
@pytest.mark.parametrize("what", ["context", "surface", "destroyed"])
@pytest.mark.parametrize("platform_name", ["surfaceless", "device"])
def test_thread_exit_while_current(platform_name: str, what: str) -> None:
    """A thread that ends with a context current keeps nobody from going on or ending, and leaves nothing open."""
    assert str(mesa.program(_LEAVE, platform_name, what)) == "0 more descriptors"


@conf("L9")
def test_terminate_after_the_thread(display: Display) -> None:
    """A context that is current on a thread that still lives does not keep the display from ending."""
    with Worker() as worker:
        context = display.context()
        worker.do(display.current, context)
        done(lib.eglTerminate(display.handle))
        assert worker.do(lib.eglGetCurrentContext) == context
        worker.do(lambda: done(lib.eglReleaseThread()))
    display.initialize()


@conf("L10")
def test_threads_at_work(display: Display) -> None:
    """Threads that create, bind, draw with, destroy and unbind contexts at once all get what they asked for."""
    config = display.config()

    def cycle() -> None:
        context = display.context(config)
        display.current(context)
        canvas()
        clear(1.0, 0.0, 0.0)
        assert read_pixels() == b"\xff\x00\x00\xff"
        done(lib.eglDestroyContext(display.handle, context))
        display.current()
        done(lib.eglReleaseThread())

    race(cycle, copies=4, rounds=60)


@conf("L10")
def test_threads_with_pbuffers(offscreen: Display) -> None:
    """And so do threads that make and destroy pbuffers."""
    config = offscreen.config()

    def cycle() -> None:
        surface = offscreen.pbuffer(config)
        value = ffi.new("EGLint *")
        done(lib.eglQuerySurface(offscreen.handle, surface, lib.EGL_WIDTH, value))
        assert value[0] == 8
        done(lib.eglDestroySurface(offscreen.handle, surface))

    race(cycle, copies=4, rounds=200)


@conf("L10")
def test_threads_ask(display: Display) -> None:
    """Questions from several threads at once have the answers that one thread gets."""
    ids = [display.of(each, lib.EGL_CONFIG_ID) for each in display.configs()]
    names = display.extensions()

    def ask() -> None:
        assert [display.of(each, lib.EGL_CONFIG_ID) for each in display.configs()] == ids
        assert display.extensions() == names
        refused(lib.EGL_BAD_PARAMETER, lib.eglQueryString, display.handle, -1)

    race(ask, copies=4, rounds=40)


_CLAIM = """
import sys, threading
from pyegl import lib
from tests.conformance.support.egl import NULL, Display, Platform, error_name
from tests.conformance.support.gl import gl
from tests.conformance.support.threads import race

display = Display(Platform(sys.argv[1])).initialize()
context = display.context()
inside = threading.Semaphore(1)
together, others = [], []

def claim():
    lib.eglGetError()
    if lib.eglMakeCurrent(display.handle, NULL, NULL, context):
        if inside.acquire(blocking=False):
            gl.glFlush()
            inside.release()
        else:
            together.append(1)
        lib.eglMakeCurrent(display.handle, NULL, NULL, NULL)
    elif (error := lib.eglGetError()) != lib.EGL_BAD_ACCESS:
        others.append(error_name(error))

race(claim, copies=4, rounds=5000)
print(f"together {len(together)}, other errors {len(others)}")
"""


@conf("L10")
@needs("egl.device")
@pytest.mark.parametrize("platform_name", ["surfaceless", "device"])
def test_one_context_is_won_by_one(platform_name: str) -> None:
    """Of threads that claim one context one has it at a time; the others get EGL_BAD_ACCESS."""
    assert str(mesa.program(_CLAIM, platform_name)) == "together 0, other errors 0"

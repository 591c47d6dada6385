"""What do EGL's calls cost above C, through pyegl's objects, through its raw layer, and through PyOpenGL?"""

from __future__ import annotations

import ctypes
import time
from typing import TYPE_CHECKING

import stage
from pairs import Pairs

import pyegl
from pyegl import SurfaceType, ffi, gl, lib  # gl before OpenGL: it chooses the platform

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

from OpenGL import EGL


def timed(action: Callable[[], object]) -> Callable[[int], float]:
    """An action without arguments, as a contender."""

    def run(loops: int) -> float:
        start = time.perf_counter()
        for _ in range(loops):
            action()
        return time.perf_counter() - start

    return run


def of_peer(kind: Any, thing: pyegl.Display | pyegl.Surface | pyegl.Context | pyegl.Sync) -> Any:
    """A handle as PyOpenGL has it."""
    return ctypes.cast(ctypes.c_void_p(thing.native), kind)


def peer_fence() -> None:
    """Make a fence and destroy it, with PyOpenGL."""
    EGL.eglDestroySync(peer_display, EGL.eglCreateSync(peer_display, EGL.EGL_SYNC_FENCE, None))


def raw_fence() -> None:
    """The same on the raw layer."""
    lib.eglDestroySync(raw_display, lib.eglCreateSync(raw_display, lib.EGL_SYNC_FENCE, ffi.NULL))


bench = Pairs()
c = stage.twin()
with pyegl.Display(platform="surfaceless") as display:
    config = display.choose_config(surface_type=SurfaceType.PBUFFER)
    with (
        display.create_context(config) as context,
        display.create_pbuffer(config, 16, 16) as surface,
        context.make_current(surface),
        pyegl.Sync.fence(display) as sync,
    ):
        sync.client_wait()
        gl.check()
        raw_display, raw_surface, raw_context, raw_sync = (
            ffi.cast("void *", each.native) for each in (display, surface, context, sync)
        )
        peer_display = of_peer(EGL.EGLDisplay, display)
        peer_surface, peer_context = of_peer(EGL.EGLSurface, surface), of_peer(EGL.EGLContext, context)
        peer_sync = of_peer(EGL.EGLSync, sync)
        raw_int, raw_attrib = ffi.new("EGLint *"), ffi.new("EGLAttrib *")
        peer_int, peer_attrib = EGL.EGLint(), (EGL.EGLAttrib * 1)()
        bench.compare(
            "eglQuerySurface",
            {
                "C": stage.in_c(c.surface_width, display.native, surface.native),
                "PyOpenGL": timed(lambda: EGL.eglQuerySurface(peer_display, peer_surface, EGL.EGL_WIDTH, peer_int)),
                "pyegl": timed(lambda: surface.width),
                "pyegl.lib": timed(lambda: lib.eglQuerySurface(raw_display, raw_surface, lib.EGL_WIDTH, raw_int)),
            },
        )
        bench.compare(
            "eglGetSyncAttrib",
            {
                "C": stage.in_c(c.sync_status, display.native, sync.native),
                "PyOpenGL": timed(
                    lambda: EGL.eglGetSyncAttrib(peer_display, peer_sync, EGL.EGL_SYNC_STATUS, peer_attrib)
                ),
                "pyegl": timed(lambda: sync.signaled),
                "pyegl.lib": timed(
                    lambda: lib.eglGetSyncAttrib(raw_display, raw_sync, lib.EGL_SYNC_STATUS, raw_attrib)
                ),
            },
        )
        bench.compare(
            "eglCreateSync, eglDestroySync",
            {
                "C": stage.in_c(c.fence, display.native),
                "PyOpenGL": timed(peer_fence),
                "pyegl": timed(lambda: pyegl.Sync.fence(display).close()),
                "pyegl.lib": timed(raw_fence),
            },
        )
        bench.compare(
            "eglMakeCurrent",
            {
                "C": stage.in_c(c.make_current, display.native, surface.native, context.native),
                "PyOpenGL": timed(lambda: EGL.eglMakeCurrent(peer_display, peer_surface, peer_surface, peer_context)),
                "pyegl": timed(lambda: context.make_current(surface)),
                "pyegl.lib": timed(lambda: lib.eglMakeCurrent(raw_display, raw_surface, raw_surface, raw_context)),
            },
        )
bench.write()

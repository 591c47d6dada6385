"""pyegl on X11, through XCB and Xlib, with a real server: windows, pixmaps, frames, sizes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import pyegl
from pyegl import Platform, Renderable, SurfaceType, lib

from ..support import conf, mesa, needs
from ..support.gl import gl
from ..support.xserver import XServer
from .objects import BLUE, GREEN, RED, fill, pixel

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs("xvfb")


@pytest.fixture
def server() -> Iterator[XServer]:
    """A server of the case's own."""
    with XServer() as found:
        yield found


@pytest.fixture
def xcb(server: XServer) -> Iterator[pyegl.Display]:
    """A display on the connection."""
    with pyegl.Display(server.pointer, platform="xcb") as found:
        yield found


def config(display: pyegl.Display, server: XServer, kind: SurfaceType) -> pyegl.Config:
    return display.choose_config(
        surface_type=kind, renderable_type=Renderable.OPENGL_ES2, native_visual_id=server.visual, alpha_size=0
    )


@conf("E12", "E18")
def test_frames_of_a_window(xcb: pyegl.Display, server: XServer) -> None:
    """What is drawn is on the screen after the swap, and not before; the back buffer is drawn to."""
    chosen = config(xcb, server, SurfaceType.WINDOW)
    assert chosen.visual == server.visual
    assert chosen.format is None
    window = server.window(40, 30)
    with xcb.create_window_surface(chosen, window) as target, xcb.create_context(chosen) as context:
        with context.make_current(target):
            assert (target.kind, target.width, target.height) == ("window", 40, 30)
            assert target.render_buffer == context.render_buffer == lib.EGL_BACK_BUFFER
            shown = server.pixel(window)
            for colour, value in ((RED, (255, 0, 0)), (GREEN, (0, 255, 0)), (BLUE, (0, 0, 255))):
                fill(colour)
                gl.glFinish()
                assert server.pixel(window) == shown
                target.swap_buffers()
                pyegl.wait_client()
                shown = server.pixel(window)
                assert shown == value


@conf("E12")
def test_a_window_changes_its_size(xcb: pyegl.Display, server: XServer) -> None:
    """The surface has the new size, at the latest after a swap."""
    chosen = config(xcb, server, SurfaceType.WINDOW)
    window = server.window(40, 30)
    with xcb.create_window_surface(chosen, window) as target, xcb.create_context(chosen) as context:
        with context.make_current(target):
            fill(RED)
            target.swap_buffers()
            server.resize(window, 100, 80)
            fill(RED)
            target.swap_buffers()
            fill(GREEN)
            target.swap_buffers()
            assert (target.width, target.height) == (100, 80)
            assert server.pixel(window, 90, 70) == (0, 255, 0)


@conf("E15")
def test_preserved_frames(xcb: pyegl.Display, server: XServer) -> None:
    """Where the config allows it, a back buffer keeps its contents over the swap when it is told to."""
    chosen = config(xcb, server, SurfaceType.WINDOW | SurfaceType.SWAP_BEHAVIOR_PRESERVED)
    with xcb.create_window_surface(chosen, server.window(16, 16)) as target, xcb.create_context(chosen) as context:
        assert target.preserved is False
        target.preserved = True
        assert target.preserved is True
        with context.make_current(target):
            fill(BLUE)
            target.swap_buffers()
            assert pixel() == (0, 0, 255, 255)


@conf("E12")
def test_one_surface_for_a_window(xcb: pyegl.Display, server: XServer) -> None:
    """A window that has one already is BadAlloc with a note, until that is closed."""
    chosen = config(xcb, server, SurfaceType.WINDOW)
    window = server.window(8, 8)
    with xcb.create_window_surface(chosen, window):
        with pytest.raises(pyegl.BadAlloc) as raised:
            xcb.create_window_surface(chosen, window)
        assert raised.value.__notes__ == ["a native window can have one surface at a time"]
    xcb.create_window_surface(chosen, window).close()


_NO_WINDOW = """
import os, sys
os.environ["DISPLAY"] = sys.argv[1]
import pyegl
with pyegl.Display(platform="x11") as display:
    config = display.choose_config(surface_type=getattr(pyegl.SurfaceType, sys.argv[2].upper()))
    try:
        getattr(display, f"create_{sys.argv[2]}_surface")(config, 0x7FFFFFF)
    except pyegl.EglError as error:
        print(error.code_name)
"""


@conf("E12", "X14")
@pytest.mark.parametrize("kind", ["window", "pixmap"])
def test_no_such_window(server: XServer, kind: str) -> None:
    """What the server does not know is an error of EGL's, where Mesa looks whether the server answered."""
    mesa.check_program("egl", f"x11_no_such_{kind}", _NO_WINDOW, server.name, kind)


@conf("E12")
def test_pixmaps(xcb: pyegl.Display, server: XServer) -> None:
    """A pixmap has a single buffer, which is drawn to and read from; a swap changes nothing."""
    chosen = config(xcb, server, SurfaceType.PIXMAP)
    with xcb.create_pixmap_surface(chosen, server.pixmap(20, 10)) as target, xcb.create_context(chosen) as context:
        with context.make_current(target):
            assert (target.kind, target.width, target.height) == ("pixmap", 20, 10)
            assert target.render_buffer == context.render_buffer == lib.EGL_SINGLE_BUFFER
            fill(GREEN)
            target.swap_buffers()
            assert pixel() == (0, 255, 0, 255)


@conf("E12")
def test_a_pixmap_shows_what_is_drawn(xcb: pyegl.Display, server: XServer) -> None:
    """The server has the pixels once the client API is waited for."""
    chosen = config(xcb, server, SurfaceType.PIXMAP)
    pixmap = server.pixmap(20, 10)
    with xcb.create_pixmap_surface(chosen, pixmap) as target, xcb.create_context(chosen) as context:
        with context.make_current(target):
            fill(GREEN)
            pyegl.wait_client()
            assert server.pixel(pixmap) == (0, 255, 0)


@conf("E17")
def test_copying_into_a_pixmap(xcb: pyegl.Display, server: XServer) -> None:
    """The pixmap has the surface's pixels."""
    chosen = config(xcb, server, SurfaceType.WINDOW)
    pixmap = server.pixmap(20, 10)
    with xcb.create_window_surface(chosen, server.window(20, 10)) as target, xcb.create_context(chosen) as context:
        with context.make_current(target):
            fill(BLUE)
            target.copy_to(pixmap)
            assert server.pixel(pixmap) == (0, 0, 255)


@conf("E13")
def test_pbuffers_beside_windows(xcb: pyegl.Display, server: XServer) -> None:
    """The platform has pbuffers, too; the window of another config is a mismatch that is spelled out."""
    chosen = config(xcb, server, SurfaceType.WINDOW | SurfaceType.PBUFFER)
    with xcb.create_pbuffer(chosen, 8, 8) as target, xcb.create_context(chosen) as context:
        with context.make_current(target):
            fill(RED)
            assert pixel() == (255, 0, 0, 255)


@conf("L7")
def test_displays_of_one_connection(xcb: pyegl.Display, server: XServer) -> None:
    """The same connection is the same EGLDisplay; another one is another."""
    with pyegl.Display(server.pointer, platform=Platform.XCB) as same:
        assert same.native == xcb.native
    second = server.x.connect(server.name)
    try:
        pointer = int(server.x.ffi.cast("uintptr_t", second._conn))
        with pyegl.Display(pointer, platform="xcb") as other:
            assert other.native != xcb.native
            assert other.create_context()
    finally:
        second.disconnect()


_XLIB = """
import pyegl
with pyegl.Display({arguments}) as display:
    print(display.platform, display.driver_name, len(display.configs()) > 0)
    print(display.create_context().client_version)
"""


@conf("E24")
@pytest.mark.parametrize(
    ("arguments", "environment"), [("platform='x11'", ""), ("", "x11")], ids=["named", "EGL_PLATFORM"]
)
def test_the_default_server(server: XServer, arguments: str, environment: str) -> None:
    """Without a native display EGL opens the one that DISPLAY names, through Xlib, whoever says that it is X11."""
    done = subprocess.run(
        [sys.executable, "-c", _XLIB.format(arguments=arguments)],
        env=os.environ | {"DISPLAY": server.name, "EGL_PLATFORM": environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].endswith("True")
    assert done.stdout.split()[0] == str(int(Platform.X11))


@conf("E24")
def test_no_server(server: XServer) -> None:
    """A server that there is not is NotInitialized."""
    script = "import pyegl\ntry:\n    pyegl.Display(platform='x11')\nexcept pyegl.NotInitialized:\n    print('refused')"
    environment = os.environ | {"DISPLAY": ":4242", "EGL_PLATFORM": ""}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "refused\n", done.stderr

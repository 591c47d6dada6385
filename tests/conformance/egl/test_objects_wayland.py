"""pyegl on Wayland, with a real compositor: windows, frames, sizes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import pyegl
from pyegl import Platform, Renderable, SurfaceType, lib

from ..support import conf, needs
from ..support.compositor import Compositor
from .objects import BLUE, GREEN, RED, fill, pixel

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs("weston")


@pytest.fixture
def compositor() -> Iterator[Compositor]:
    """A compositor of the case's own."""
    with Compositor() as found:
        yield found


@pytest.fixture
def wayland(compositor: Compositor) -> Iterator[pyegl.Display]:
    """A display on the connection."""
    with pyegl.Display(compositor.pointer, platform="wayland") as found:
        yield found


def config(display: pyegl.Display) -> pyegl.Config:
    return display.choose_config(surface_type=SurfaceType.WINDOW, renderable_type=Renderable.OPENGL_ES2, red_size=8)


@conf("E12", "E18")
def test_frames_of_a_window(wayland: pyegl.Display, compositor: Compositor) -> None:
    """Frames are drawn into the back buffer and taken by the compositor, which does not hang up."""
    chosen = config(wayland)
    window, _ = compositor.window(40, 30)
    with wayland.create_window_surface(chosen, window) as target, wayland.create_context(chosen) as context:
        with context.make_current(target):
            assert (target.kind, target.width, target.height) == ("window", 40, 30)
            assert target.render_buffer == context.render_buffer == lib.EGL_BACK_BUFFER
            target.set_swap_interval(0)
            for colour, value in ((RED, (255, 0, 0)), (GREEN, (0, 255, 0)), (BLUE, (0, 0, 255))):
                fill(colour)
                assert pixel()[:3] == value
                target.swap_buffers()
                assert compositor.roundtrip() >= 0


@conf("E12")
def test_a_window_changes_its_size(wayland: pyegl.Display, compositor: Compositor) -> None:
    """The surface has the new size with the next frame."""
    chosen = config(wayland)
    window, pointer = compositor.window(40, 30)
    with wayland.create_window_surface(chosen, window) as target, wayland.create_context(chosen) as context:
        with context.make_current(target):
            target.set_swap_interval(0)
            fill(RED)
            target.swap_buffers()
            compositor.resize(pointer, 64, 48)
            fill(GREEN)
            target.swap_buffers()
            assert (target.width, target.height) == (64, 48)
            assert compositor.roundtrip() >= 0


@conf("E12", "E13")
def test_windows_only(wayland: pyegl.Display, compositor: Compositor) -> None:
    """One surface for a window; there are no pixmaps here, and pbuffers with a config for them only."""
    chosen = config(wayland)
    window, _ = compositor.window(8, 8)
    with wayland.create_window_surface(chosen, window):
        with pytest.raises(pyegl.BadAlloc) as raised:
            wayland.create_window_surface(chosen, window)
        assert raised.value.__notes__ == ["a native window can have one surface at a time"]
    with pytest.raises(pyegl.BadNativeWindow):
        wayland.create_window_surface(chosen, 0)
    for make in (lambda: wayland.create_pixmap_surface(chosen, 0x1000), lambda: wayland.create_pbuffer(chosen, 4, 4)):
        with pytest.raises(pyegl.BadMatch):
            make()


@conf("L7")
def test_displays_of_one_connection(wayland: pyegl.Display, compositor: Compositor) -> None:
    """The same connection is the same EGLDisplay; the connection is EGL's guest and stays open when that ends."""
    with pyegl.Display(compositor.pointer, platform=Platform.WAYLAND) as same:
        assert same.native == wayland.native
    wayland.close()
    assert compositor.roundtrip() >= 0


_CLIENT = """
import pyegl
try:
    with pyegl.Display({arguments}) as display:
        print(int(display.platform), display.create_context().client_version)
except pyegl.NotInitialized:
    print("refused")
"""


@conf("E24")
@pytest.mark.parametrize(
    ("arguments", "environment", "answer"),
    [
        ("platform='wayland'", {}, f"{int(Platform.WAYLAND)} 2"),
        ("", {"EGL_PLATFORM": "wayland"}, f"{int(Platform.WAYLAND)} 2"),
        ("platform='wayland'", {"WAYLAND_DISPLAY": "nobody"}, "refused"),
    ],
    ids=["named", "EGL_PLATFORM", "no-compositor"],
)
def test_the_default_compositor(
    compositor: Compositor, arguments: str, environment: dict[str, str], answer: str
) -> None:
    """Without a native display EGL connects to the one that WAYLAND_DISPLAY names; where there is none, it says so."""
    done = subprocess.run(
        [sys.executable, "-c", _CLIENT.format(arguments=arguments)],
        env=compositor.environment | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    assert done.stdout.strip() == answer, done.stderr

"""Surfaces as objects: sizes, buffers, swapping, textures, and what each kind of surface refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import pyegl
from pydrm import Fourcc
from pydrm.errors import NotSupported
from pyegl import SurfaceType, lib

from ..support import conf
from ..support.gl import gl
from .objects import BLUE, GREEN, RED, config, fill, pixel, surface, window

if TYPE_CHECKING:
    from pyegl import Display

NO_SUCH = 0x7777


# -- every kind --------------------------------------------------------------------------------------------------------


def test_what_a_surface_is(egl: Display) -> None:
    """Size, kind, config and buffer; an attribute that there is not is BadAttribute for asking and for setting."""
    chosen = config(egl)
    with surface(egl, chosen, 40, 30) as target:
        assert (target.width, target.height) == (40, 30)
        assert target.config == chosen
        assert target.query(lib.EGL_CONFIG_ID) == chosen.id
        assert target.kind == ("window" if egl.platform == pyegl.Platform.GBM else "pbuffer")
        assert target.render_buffer == lib.EGL_BACK_BUFFER
        with pytest.raises(pyegl.BadAttribute, match=r"eglQuerySurface.*0x7777"):
            target.query(NO_SUCH)
        with pytest.raises(pyegl.BadAttribute, match=r"eglSurfaceAttrib.*0x7777.*value=3"):
            target.set_attrib(NO_SUCH, 3)


@conf("E15")
def test_preserving(egl: Display) -> None:
    """The swap behaviour follows what the config allows, and says so where it does not."""
    chosen = config(egl)
    with surface(egl, chosen) as target:
        assert target.preserved is False
        target.preserved = False
        if chosen.surface_type & SurfaceType.SWAP_BEHAVIOR_PRESERVED:
            target.preserved = True
            assert target.preserved is True
        else:
            with pytest.raises(pyegl.BadMatch) as raised:
                target.preserved = True
            assert raised.value.__notes__ == [f"{chosen!r} has no SWAP_BEHAVIOR_PRESERVED"]
            assert target.preserved is False


@conf("E18")
def test_swapping_what_is_not_current(egl: Display) -> None:
    """BadSurface, and a note that says what is wrong; a window's frame is not counted as swapped."""
    chosen = config(egl)
    with egl.create_context(chosen) as context, surface(egl, chosen) as target, surface(egl, chosen) as other:
        for _ in range(2):
            with pytest.raises(pyegl.BadSurface) as raised:
                other.swap_buffers()
            assert raised.value.__notes__ == ["it is not current on this thread"]
            context.make_current(target)
        target.swap_buffers()
        pyegl.release_current()


@conf("E18")
def test_the_interval_is_of_what_is_drawn_to(egl: Display) -> None:
    """eglSwapInterval is told no surface: pyegl refuses for one that is not current, and clamps nothing itself."""
    chosen = config(egl)
    with egl.create_context(chosen) as context, surface(egl, chosen) as target, surface(egl, chosen) as other:
        with pytest.raises(pyegl.BadSurface, match=r"eglSwapInterval\(interval=1\)"):
            target.set_swap_interval(1)
        with context.make_current(target):
            for interval in (1, 0, -5, 1000):
                target.set_swap_interval(interval)
            with pytest.raises(pyegl.BadSurface):
                other.set_swap_interval(0)
        with context.make_current():
            with pytest.raises(pyegl.BadSurface):
                target.set_swap_interval(0)


@conf("E19")
def test_swapping_with_damage(egl: Display) -> None:
    """With the extension any number of rectangles is taken; without it that is said; wrong ones are found before."""
    known = egl.extensions.has("EGL_KHR_swap_buffers_with_damage", "EGL_EXT_swap_buffers_with_damage")
    chosen = config(egl)
    with egl.create_context(chosen) as context, surface(egl, chosen) as target, context.make_current(target):
        wrong: Any
        for wrong in ([(0, 0, 1)], [(0, 0, 1, 1 << 31)], [(0, 0, 1, 1, 1)]):
            with pytest.raises(ValueError, match=r"is no \(x, y, width, height\)"):
                target.swap_buffers(wrong)
        for rects in ([(0, 0, 4, 4)], [(0, 0, 4, 4), (1, 1, 2, 2)], [], iter([(0, 0, 1, 1)])):
            fill(RED)
            if known:
                target.swap_buffers(rects)
                if hasattr(target._window, "lock_front_buffer"):
                    target._window.lock_front_buffer().close()
            else:
                with pytest.raises(NotSupported, match="swapping with damage needs EGL_"):
                    target.swap_buffers(rects)


@conf("E19")
def test_partial_update_and_age(egl: Display) -> None:
    """What the display's extensions do not bring is NotSupported by the extension's name; with them it answers."""
    chosen = config(egl)
    with egl.create_context(chosen) as context, surface(egl, chosen) as target, context.make_current(target):
        if egl.extensions.has("EGL_EXT_buffer_age", "EGL_KHR_partial_update"):
            assert target.buffer_age >= 0
        else:
            with pytest.raises(NotSupported, match="the age of a buffer needs EGL_EXT_buffer_age"):
                _ = target.buffer_age
        if "EGL_KHR_partial_update" in egl.extensions:
            target.set_damage_region([(0, 0, 4, 4)])
            with pytest.raises(pyegl.BadAccess):
                target.set_damage_region([(0, 0, 4, 4)])
        else:
            with pytest.raises(NotSupported, match="a damage region needs EGL_KHR_partial_update"):
                target.set_damage_region([(0, 0, 4, 4)])


# -- pbuffers ----------------------------------------------------------------------------------------------------------


@conf("E13")
def test_pbuffers_keep_what_is_drawn(egl_pbuffers: Display) -> None:
    """Single buffered: swapping changes nothing, and another context sees the same pixels."""
    chosen = config(egl_pbuffers)
    with egl_pbuffers.create_context(chosen) as one, egl_pbuffers.create_context(chosen) as two:
        with egl_pbuffers.create_pbuffer(chosen, 8, 8) as target, egl_pbuffers.create_pbuffer(chosen, 8, 8) as other:
            with one.make_current(target):
                fill(RED)
                target.swap_buffers()
                assert pixel() == (255, 0, 0, 255)
                gl.glFinish()
            with two.make_current(target):
                assert pixel() == (255, 0, 0, 255)
            with two.make_current(other, read=target):
                fill(GREEN)
                assert pixel() == (255, 0, 0, 255)
                assert pyegl.current_surface() is other
                assert pyegl.current_surface(read=True) is target


@conf("E13")
@pytest.mark.parametrize(
    ("size", "settings", "error"),
    [
        ((-1, 8), {}, pyegl.BadParameter),
        ((8, -1), {}, pyegl.BadParameter),
        ((8, 8), {"texture_target": lib.EGL_TEXTURE_2D}, pyegl.BadMatch),
        ((8, 8), {"texture_format": NO_SUCH}, pyegl.BadAttribute),
        ((8, 8), {"samples": 4}, pyegl.BadAttribute),
        ((1 << 32, 8), {}, ValueError),
        ((8.0, 8), {}, TypeError),
        ((8, 8), {"no_such_attribute": 1}, TypeError),
    ],
)
def test_no_pbuffer(egl_pbuffers: Display, size: Any, settings: Any, error: type[Exception]) -> None:
    """What is no pbuffer is refused, with all that was asked for in the message."""
    with pytest.raises(error) as raised:
        egl_pbuffers.create_pbuffer(config(egl_pbuffers), *size, **settings)
    if issubclass(error, pyegl.EglError):
        assert f"WIDTH={size[0]}, HEIGHT={size[1]}" in str(raised.value)


@conf("E13")
def test_a_config_that_is_not_for_pbuffers(egl_windows: Display) -> None:
    """BadMatch, or BadAlloc, and the note says what the config is for."""
    chosen = config(egl_windows)
    assert not chosen.surface_type & SurfaceType.PBUFFER
    with pytest.raises(pyegl.BadMatch) as raised:
        egl_windows.create_pbuffer(chosen, 8, 8)
    assert "is not for a pbuffer, it is for <SurfaceType.WINDOW" in raised.value.__notes__[0]


@conf("E13")
def test_the_largest(egl_pbuffers: Display) -> None:
    """With `largest` a pbuffer that is too large is as large as the config allows."""
    chosen = config(egl_pbuffers)
    with egl_pbuffers.create_pbuffer(chosen, 1 << 30, 1 << 30, largest=True) as target:
        assert target.width == chosen["max_pbuffer_width"]
        assert target.height == chosen["max_pbuffer_height"]
    with egl_pbuffers.create_pbuffer(chosen, 0, 0) as nothing:
        assert (nothing.width, nothing.height) == (0, 0)


@conf("E16")
def test_texture_images(egl_pbuffers: Display) -> None:
    """A pbuffer becomes a texture if it was made for that, with a context current; every refusal has its name."""
    chosen = config(egl_pbuffers, bind_to_texture_rgba=1)
    plain = egl_pbuffers.create_pbuffer(chosen, 8, 8)
    made = egl_pbuffers.create_pbuffer(chosen, 8, 8, texture_format=lib.EGL_TEXTURE_RGBA, mipmap=True)
    assert made.query(lib.EGL_TEXTURE_FORMAT) == lib.EGL_TEXTURE_RGBA
    assert made.query(lib.EGL_MIPMAP_TEXTURE) == 1
    made.set_attrib(lib.EGL_MIPMAP_LEVEL, 1)
    assert made.query(lib.EGL_MIPMAP_LEVEL) == 1
    with pytest.raises(pyegl.BadContext, match="eglBindTexImage"):
        made.bind_tex_image()
    with pytest.raises(pyegl.BadContext, match="eglReleaseTexImage"):
        made.release_tex_image()
    with egl_pbuffers.create_context(chosen) as context, context.make_current(plain):
        texture = gl.new("Textures")
        gl.glBindTexture(0x0DE1, texture)
        made.bind_tex_image()
        made.release_tex_image()
        made.release_tex_image()
        with pytest.raises(pyegl.BadMatch, match="EGL_BACK_BUFFER"):
            plain.bind_tex_image()
        gl.delete("Textures", texture)
    plain.close()
    made.close()


@conf("E16")
def test_windows_are_no_textures(egl_windows: Display) -> None:
    """BadSurface."""
    with surface(egl_windows) as target, egl_windows.create_context(target.config) as context:
        with context.make_current(target), pytest.raises(pyegl.BadSurface):
            target.bind_tex_image()


# -- windows and pixmaps -----------------------------------------------------------------------------------------------


@conf("E12")
@pytest.mark.parametrize("kind", ["window", "pixmap"])
def test_natives_that_there_are_not(egl_pbuffers: Display, kind: str) -> None:
    """A platform without windows and pixmaps refuses every one by its name; what is no native object is a TypeError."""
    make: Any = getattr(egl_pbuffers, f"create_{kind}_surface")
    error = {"window": pyegl.BadNativeWindow, "pixmap": pyegl.BadNativePixmap}[kind]
    for native in (0, 0x1000):
        with pytest.raises(error):
            make(config(egl_pbuffers), native)
    for wrong in (None, "w", b"p", True, object(), 1.5):
        with pytest.raises(TypeError, match="is no native object"):
            make(config(egl_pbuffers), wrong)
    with egl_pbuffers.create_pbuffer(config(egl_pbuffers), 4, 4) as target:
        with pytest.raises(pyegl.BadNativePixmap, match="eglCopyBuffers"):
            target.copy_to(0x1000)


@conf("E12")
def test_gbm_has_no_pixmaps(egl_windows: Display) -> None:
    """No pixmap surfaces, no NULL windows, and no copying into pixmaps."""
    chosen = config(egl_windows)
    with pytest.raises(pyegl.BadNativeWindow):
        egl_windows.create_window_surface(chosen, 0)
    with pytest.raises(pyegl.BadMatch) as raised:
        egl_windows.create_pixmap_surface(chosen, 0x1000)
    assert "is not for a pixmap, it is for <SurfaceType.WINDOW" in raised.value.__notes__[0]
    with surface(egl_windows, chosen) as target, pytest.raises(pyegl.BadNativePixmap):
        target.copy_to(0x1000)


@conf("E12", "N8")
def test_one_surface_for_a_window(egl_windows: Display) -> None:
    """A window that has a surface is refused until that is gone, also while it is only current still."""
    chosen = config(egl_windows)
    below = window(egl_windows, chosen)
    target = egl_windows.create_window_surface(chosen, below)
    with pytest.raises(OSError, match="has an EGL surface already"):
        egl_windows.create_window_surface(chosen, below)
    with egl_windows.create_context(chosen) as context, context.make_current(target):
        target.close()
        with pytest.raises(OSError, match="has an EGL surface already"):
            egl_windows.create_window_surface(chosen, below)
    with egl_windows.create_window_surface(chosen, below) as again:
        assert again.width == 16
    below.close()


@conf("N8")
def test_another_format(egl_windows: Display) -> None:
    """A window of another format than the config's is BadMatch, which tells both and what to ask for."""
    chosen = config(egl_windows, native_visual_id=Fourcc.XRGB8888)
    device: Any = egl_windows._source
    with device.create_surface(8, 8, Fourcc.RGB565) as below:
        with pytest.raises(pyegl.BadMatch) as raised:
            egl_windows.create_window_surface(chosen, below)
        note = raised.value.__notes__[-1]
        assert "the config's native visual is XR24, the window's format RG16" in note
        assert note.endswith("native_visual_id=RGB565")
        # The refused window is free.
        fitting = egl_windows.choose_config(surface_type=SurfaceType.WINDOW, native_visual_id=Fourcc.RGB565)
        with egl_windows.create_window_surface(fitting, below) as target:
            assert target.config.format == Fourcc.RGB565


@conf("N8")
def test_frames(egl_windows: Display) -> None:
    """Each swap makes a front buffer, of the colour that was drawn; ten frames through a window's buffers."""
    chosen = config(egl_windows, native_visual_id=Fourcc.XRGB8888)
    below = window(egl_windows, chosen, 32, 32)
    with egl_windows.create_window_surface(chosen, below) as target, egl_windows.create_context(chosen) as context:
        with context.make_current(target):
            for number in range(10):
                colour, value = [(RED, 0xFF0000), (GREEN, 0xFF00), (BLUE, 0xFF)][number % 3]
                with pytest.raises(OSError):
                    below.lock_front_buffer()
                fill(colour)
                target.swap_buffers()
                with below.lock_front_buffer() as front, front.map() as mapped:
                    assert mapped.array[5, 5] & 0xFFFFFF == value
    below.close()

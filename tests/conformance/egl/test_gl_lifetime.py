"""Textures, framebuffers and programs end where GL can end them: in a context of theirs, on no foreign thread."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import pytest

from pydrm.errors import ClosedError, ForkError

from ..support import conf

if TYPE_CHECKING:
    from pyegl import Display


@conf("X13")
def test_close_deletes_at_once(egl: Display) -> None:
    """With a context of the group current, closing deletes; a second time does nothing."""
    from .glcases import current, gl, is_texture

    with current(egl):
        texture = gl.Texture(4, 4)
        name = texture.name
        texture.bind()
        assert is_texture(name)
        texture.close()
        texture.close()
        assert not is_texture(name)
        assert not texture
        with pytest.raises(ClosedError, match="Texture is closed"):
            texture.bind()


@conf("X13")
def test_close_without_a_context_waits_for_one(egl: Display) -> None:
    """Closed while nothing is current, a texture is deleted when its context is next made current."""
    from .glcases import context, gl, is_texture

    with context(egl) as made:
        with made.make_current():
            texture = gl.Texture(4, 4)
            name = texture.name
        texture.close()
        assert not texture
        with made.make_current():
            assert not is_texture(name)


@conf("X13")
def test_close_in_another_group_waits(egl: Display) -> None:
    """Closed with a context of another share group current, the texture of the same name there stays."""
    from .glcases import context, gl, is_texture

    with context(egl) as one, context(egl) as two:
        with one.make_current():
            first = gl.Texture(4, 4)
            name = first.name
        with two.make_current():
            second = gl.Texture(4, 4)
            assert second.name == name
            first.close()
            assert is_texture(name)
            assert second.width == 4
        with one.make_current():
            assert not is_texture(name)
        with two.make_current():
            second.close()


@conf("L13", "X13")
def test_any_context_of_the_group_deletes(egl: Display) -> None:
    """What was made in one context of a share group is used and deleted in another."""
    from .glcases import context, gl, is_texture

    with context(egl) as one, context(egl, share=one) as two:
        with one.make_current():
            texture = gl.Texture(4, 4)
        with two.make_current():
            assert is_texture(texture.name)
            texture.close()
            assert not texture


@conf("X13")
def test_framebuffers_are_of_their_context(egl: Display) -> None:
    """Framebuffers are not shared: used in another context of the group they are refused, and deleted in their own."""
    from .glcases import context, gl

    with context(egl) as one, context(egl, share=one) as two:
        with one.make_current():
            texture = gl.Texture(4, 4)
            canvas = gl.Framebuffer(texture)
            name = canvas.name
        with two.make_current():
            with pytest.raises(gl.NoContext, match="Framebuffer belongs to"):
                canvas.bind()
            with gl.Framebuffer(texture) as own:
                canvas.close()
                assert not canvas
                assert own.read_pixels().shape == (4, 4, 4)
        with one.make_current():
            assert not gl.GLES2.glIsFramebuffer(name)
            texture.close()


@conf("X13")
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_the_collector_calls_no_gl(egl: Display) -> None:
    """What the collector finds on a thread without a context is deleted by the thread that has one, later."""
    from .glcases import current, elsewhere, gl, is_texture

    with current(egl) as made:
        textures = [gl.Texture(4, 4) for _ in range(8)]
        names = [each.name for each in textures]
        loop: list[object] = [textures]
        loop.append(loop)
        textures = loop = []
        found = elsewhere(gc.collect)
        assert found >= 8
        assert all(is_texture(name) for name in names), "the collector called GL"
        with made.make_current():
            assert not any(is_texture(name) for name in names)


@conf("X13")
def test_what_is_dropped_says_so_and_is_deleted_by_the_next(egl: Display) -> None:
    """A texture that is dropped unclosed warns; the next object that is made deletes it."""
    from .glcases import current, gl, is_texture

    with current(egl):
        texture = gl.Texture(4, 4)
        name = texture.name
        with pytest.warns(ResourceWarning, match="unclosed <Texture"):
            del texture
        assert is_texture(name)
        with gl.Renderbuffer(8, 8):
            assert not is_texture(name)


@conf("X13")
def test_names_end_with_the_context(egl: Display) -> None:
    """When the last context of the group is gone, so is the texture: dead, without a warning, nothing left to do."""
    from .glcases import context, gl

    made = context(egl)
    with made.make_current():
        texture = gl.Texture(4, 4)
        canvas = gl.Framebuffer(texture)
    made.close()
    assert not texture
    assert not canvas
    with context(egl) as other, other.make_current(), pytest.raises(ClosedError):
        texture.bind()
    texture.close()


@conf("L13", "X13")
def test_names_outlive_the_context_that_made_them(egl: Display) -> None:
    """As long as another context of the group lives."""
    from .glcases import context, gl, noise

    one = context(egl)
    two = context(egl, share=one)
    pixels = noise(4, 4, 4)
    with one.make_current():
        texture = gl.upload(pixels)
    one.close()
    assert texture
    with two.make_current(), gl.Framebuffer(texture) as canvas:
        assert (canvas.read_pixels() == pixels).all()
        texture.close()
    two.close()


@conf("X13")
def test_a_closed_context_that_is_current(egl: Display) -> None:
    """A context that was closed while it is current draws on, and its textures can be closed."""
    from .glcases import context, gl

    made = context(egl)
    with made.make_current():
        texture = gl.Texture(4, 4)
        made.close()
        with gl.Framebuffer(texture) as canvas:
            assert canvas.read_pixels().shape == (4, 4, 4)
        texture.close()
        assert not texture


@conf("L11")
def test_without_a_context(egl: Display) -> None:
    """Nothing is made or used where no context is current; the error says what is missing."""
    from .glcases import context, elsewhere, gl

    with pytest.raises(gl.NoContext, match="no context is current"):
        gl.Texture(4, 4)
    with pytest.raises(gl.NoContext, match="no context is current"):
        gl.read_pixels(0, 0, 1, 1)
    with context(egl) as made, made.make_current(), gl.Texture(4, 4) as texture:
        with pytest.raises(gl.NoContext, match="Texture belongs to the share group of <Context"):
            elsewhere(texture.bind)


@conf("L14")
def test_a_forked_child_touches_nothing(egl: Display) -> None:
    """A child process may drop and close what it inherited, and is refused the rest."""
    from .glcases import current, gl

    with current(egl):
        texture = gl.Texture(4, 4)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                with pytest.raises(gl.NoContext):
                    gl.Texture(4, 4)
                with pytest.raises(ForkError, match="of the process that this one was forked from"):
                    texture.bind()
                texture.close()
                status = 0
            finally:
                os._exit(status)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert texture
        texture.close()

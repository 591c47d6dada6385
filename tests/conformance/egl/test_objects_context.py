"""Contexts as objects: what is current, what is current again, and what becomes of what ends while it is current."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING, Any

import pytest

import pyegl
from pydrm.errors import ClosedError
from pyegl import Api, lib

from ..support import conf
from ..support.gl import gl
from .objects import BLUE, GREEN, RED, config, fill, pixel, surface

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyegl import Display


def elsewhere(function: Callable[[], Any]) -> Any:
    """What a function gives or raises on a thread of its own."""
    found: list[Any] = []

    def work() -> None:
        try:
            found.append(function())
        except Exception as error:
            found.append(error)

    thread = threading.Thread(target=work, name="elsewhere")
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    return found[0]


@conf("L4")
def test_blocks_nest(egl: Display) -> None:
    """Inside each block its context is current, and after it the one before, with its surfaces; at last nothing is."""
    chosen = config(egl)
    with egl.create_context(chosen) as one, egl.create_context(chosen) as two, surface(egl, chosen) as target:
        assert pyegl.current_context() is None
        with one.make_current(target):
            fill(RED)
            with two.make_current():
                assert pyegl.current_context() is two
                assert pyegl.current_surface() is None
                with one.make_current():
                    assert pyegl.current_surface() is None
                assert two.is_current
            assert one.is_current
            assert pyegl.current_surface() is pyegl.current_surface(read=True) is target
            assert pixel() == (255, 0, 0, 255)
        assert pyegl.current_context() is None
        assert pyegl.current_state().context == 0


@conf("L4")
def test_the_block_ends_by_an_exception(egl: Display) -> None:
    """What was current before is so again."""
    with egl.create_context() as one, egl.create_context() as two:
        one.make_current()
        with pytest.raises(ZeroDivisionError), two.make_current():
            _ = 1 // 0
        assert one.is_current
        pyegl.release_current()
        assert not one.is_current


@conf("L2")
def test_the_api_is_restored(egl: Display) -> None:
    """Each thread's bound API is what it was, after making contexts, after a block, and after a failure."""
    with egl.create_context(api=Api.OPENGL) as context, egl.create_context() as es:

        def refused_elsewhere() -> object:
            with pytest.raises(pyegl.BadAccess):
                context.make_current()
            return pyegl.current_api()

        assert context.api is Api.OPENGL
        assert pyegl.current_api() is Api.OPENGL_ES
        with context.make_current():
            assert pyegl.current_api() is Api.OPENGL
            with es.make_current():
                assert pyegl.current_api() is Api.OPENGL_ES
            assert pyegl.current_api() is Api.OPENGL
            assert elsewhere(refused_elsewhere) is Api.OPENGL_ES
        assert pyegl.current_api() is Api.OPENGL_ES
        pyegl.bind_api(Api.OPENGL)
        assert elsewhere(pyegl.current_api) is Api.OPENGL_ES
        pyegl.release_thread()
        assert pyegl.current_api() is Api.OPENGL_ES


@conf("L2")
def test_two_threads_claim_one(egl: Display) -> None:
    """The second one gets BadAccess that names the thread of the first, for contexts and for surfaces."""
    chosen = config(egl)
    with egl.create_context(chosen) as context, egl.create_context(chosen) as other, surface(egl, chosen) as target:
        with context.make_current(target):
            error = elsewhere(context.make_current)
            assert isinstance(error, pyegl.BadAccess)
            assert error.__notes__ == [f"{context!r} is current on the thread MainThread"]
            error = elsewhere(lambda: other.make_current(target))
            assert isinstance(error, pyegl.BadAccess)
            assert error.__notes__ == [f"{target!r} is current on the thread MainThread"]
        with context.make_current(target):
            pass


@conf("L3")
def test_mismatches_are_spelled_out(egl: Display) -> None:
    """BadMatch says which surface does not go with the context, and that both or none are taken."""
    chosen = config(egl)
    stranger = next(each for each in egl.configs() if each.surface_type & chosen.surface_type and each.sizes[0] == 8
                    and each != chosen and each.sizes != chosen.sizes)  # fmt: skip
    with egl.create_context(chosen) as context, surface(egl, stranger) as target:
        with pytest.raises(pyegl.BadMatch) as raised:
            context.make_current(target)
        assert repr(stranger) in raised.value.__notes__[0]
        assert pyegl.current_context() is None
        assert target.is_current is False


@conf("L5")
def test_closed_while_current(egl: Display) -> None:
    """Context and surface are closed: they are dead for us, and drawing goes on until the end of the block."""
    chosen = config(egl)
    context, target = egl.create_context(chosen), surface(egl, chosen)
    with context.make_current(target):
        context.close()
        target.close()
        assert not context
        assert pyegl.current_context() is context
        fill(GREEN)
        assert pixel() == (0, 255, 0, 255)
        with pytest.raises(ClosedError):
            context.make_current()
        with pytest.raises(ClosedError):
            target.swap_buffers()
        with egl.create_context(chosen) as other, other.make_current():
            pass
        # What was closed cannot come back.
        assert pyegl.current_context() is None
    with egl.create_context(chosen) as fresh, surface(egl, chosen) as again, fresh.make_current(again):
        fill(BLUE)
        assert pixel() == (0, 0, 255, 255)


@conf("L5")
def test_dropped_while_current(egl: Display) -> None:
    """Objects that nobody holds stay as long as they are current."""
    chosen = config(egl)
    bound = egl.create_context(chosen).make_current(surface(egl, chosen))
    gc.collect()
    fill(RED)
    assert pixel() == (255, 0, 0, 255)
    held = pyegl.current_context(), pyegl.current_surface()
    bound.restore()
    assert all(held)
    for each in held:
        each.close()  # type: ignore[union-attr]


@conf("L6")
def test_the_display_is_closed_while_current(egl: Display) -> None:
    """The display goes, what is current works on; afterwards a new display is as good as the first."""
    source: Any = egl._source
    chosen = config(egl)
    bound = egl.create_context(chosen).make_current(surface(egl, chosen))
    egl.close()
    assert not pyegl.current_context()
    fill(RED)
    assert pixel() == (255, 0, 0, 255)
    with pyegl.Display(source, platform=egl._native.platform) as again:
        fill(GREEN)
        assert pixel() == (0, 255, 0, 255)
        bound.restore()
        chosen = config(again)
        with again.create_context(chosen) as context, surface(again, chosen) as target, context.make_current(target):
            fill(BLUE)
            assert pixel() == (0, 0, 255, 255)


@conf("L9")
def test_a_thread_ends_with_a_current_context(egl: Display) -> None:
    """It is current nowhere afterwards: another thread can have it, and closing it destroys it."""
    chosen = config(egl)
    with egl.create_context(chosen) as context, surface(egl, chosen) as target:
        for _ in range(20):
            assert not isinstance(elsewhere(lambda: context.make_current(target) and None), Exception)
        with context.make_current(target):
            fill(RED)
            assert pixel() == (255, 0, 0, 255)
        assert context._handle.bound == {}
        assert target._handle.bound == {}


@conf("L9")
def test_a_thread_ends_and_its_block_is_kept(egl: Display) -> None:
    """What make_current gave, and exceptions with their frames, keep nothing current on a thread that is gone."""
    with egl.create_context() as context, egl.create_context() as other:

        def fails() -> None:
            context.make_current()
            other.make_current()

        kept = elsewhere(context.make_current)
        with context.make_current(), other.make_current():
            pass
        with other.make_current():
            error = elsewhere(fails)
            assert isinstance(error, pyegl.BadAccess)
            context.make_current()
        assert context._handle.bound == other._handle.bound == {}
        with pytest.raises(RuntimeError, match="this is not the one"):
            kept.restore()


@conf("L9")
def test_release_thread(egl: Display) -> None:
    """Nothing is current, the API is OpenGL ES, no error is pending; and everything can be used again."""
    with egl.create_context(api=Api.OPENGL) as context:
        context.make_current()
        lib.eglQueryString(egl._native.ptr, 0)
        pyegl.release_thread()
        assert lib.eglGetError() == lib.EGL_SUCCESS
        assert pyegl.current_api() is Api.OPENGL_ES
        assert pyegl.current_context() is None
        assert not elsewhere(lambda: context.make_current().restore())
        with context.make_current():
            assert context.is_current


def test_a_block_belongs_to_its_thread(egl: Display) -> None:
    """Ending it on another thread is an error there, and changes nothing here."""
    with egl.create_context() as context:
        bound = context.make_current()
        assert isinstance(elsewhere(bound.restore), RuntimeError)
        assert context.is_current
        bound.restore()
        bound.restore()
        assert not context.is_current


def test_another_librarys_context(egl: Display) -> None:
    """A context that somebody else made current is current again after ours, with its surfaces and API."""
    chosen = config(egl)
    native = egl._native.ptr
    with egl.create_context(chosen, api=Api.OPENGL_ES) as theirs, surface(egl, chosen) as target:
        ptr, surf = theirs._handle.ptr, target._handle.ptr
        assert lib.eglMakeCurrent(native, surf, surf, ptr)
        with egl.create_context(api=Api.OPENGL) as ours, ours.make_current():
            assert ours.is_current
        state = pyegl.current_state()
        assert (state.context, state.draw, state.api) == (theirs.native, target.native, lib.EGL_OPENGL_ES_API)
        # Found by its handle, though it was made current behind our back.
        assert pyegl.current_context() is theirs
        assert lib.eglMakeCurrent(native, lib.EGL_NO_SURFACE, lib.EGL_NO_SURFACE, lib.EGL_NO_CONTEXT)


@conf("L13")
def test_the_first_of_a_share_group_goes(egl: Display) -> None:
    """Objects of a group live as long as its last context; the sharing context keeps the other as an object."""
    with egl.create_context() as first:
        with first.make_current():
            texture = gl.new("Textures")
            gl.glBindTexture(0x0DE1, texture)
        second = egl.create_context(share=first)
    assert not first
    with second, second.make_current():
        assert second.share is first
        assert gl.glIsTexture(texture)


@conf("E21", "L5")
def test_waiting(egl: Display) -> None:
    """Nothing is waited for without a context; a closed surface that is current has its own error."""
    pyegl.wait_client()
    pyegl.wait_native()
    chosen = config(egl)
    with egl.create_context(chosen) as context, surface(egl, chosen) as target, context.make_current(target):
        fill(RED)
        pyegl.wait_client()
        pyegl.wait_native()
        with pytest.raises(pyegl.BadParameter, match=r"eglWaitNative\(engine=0x7777\)"):
            pyegl.wait_native(0x7777)
        target.close()
        for wait in (pyegl.wait_client, pyegl.wait_native):
            with pytest.raises(pyegl.BadCurrentSurface):
                wait()

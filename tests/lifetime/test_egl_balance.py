"""Whatever is made with EGL, and however it ends, everything is given back: descriptors, kernel objects, memory."""

from __future__ import annotations

import ctypes
import gc
import threading
import warnings
from typing import TYPE_CHECKING

import pytest

import pyegl
from pyegl import lib
from tests.conformance.support import conf

from .egl_things import PLATFORMS, Things

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pydrm


@pytest.fixture(params=PLATFORMS)
def things(request: pytest.FixtureRequest, vgem: pydrm.Device) -> Iterator[Things]:
    """One of each on each platform in turn."""
    with Things(request.param, vgem) as found:
        yield found


def contexts(things: Things) -> None:
    """A context that is closed."""
    things.display.create_context(things.config).close()


def dropped(things: Things) -> None:
    """A context and a sync that are dropped."""
    things.display.create_context(share=things.context)
    pyegl.Sync.reusable(things.display)


def current(things: Things) -> None:
    """A context that is closed while it is current."""
    with things.display.create_context(things.config) as context:
        bound = context.make_current(things.surface)
    bound.restore()


def threads(things: Things) -> None:
    """A thread that ends with a context that is current there and that nobody holds."""
    thread = threading.Thread(target=lambda: things.display.create_context(things.config).make_current())
    thread.start()
    thread.join()


def surfaces(things: Things) -> None:
    """A pbuffer, or a frame of a window that is locked and given back."""
    if things.window is None:
        things.display.create_pbuffer(things.config, 64, 64).close()
        return
    with things.context.make_current(things.surface):
        things.surface.swap_buffers()
        things.window.lock_front_buffer().close()


def images(things: Things) -> None:
    """An image of a texture."""
    with things.context.make_current():
        pyegl.Image.from_texture(things.context, things.texture).close()


def syncs(things: Things) -> None:
    """A fence that is waited for, and a reusable sync."""
    with things.context.make_current():
        with pyegl.Sync.fence(things.display) as fence:
            assert fence.client_wait()
    with pyegl.Sync.reusable(things.display) as sync:
        sync.signal()
        assert sync.client_wait(0)


def failures(things: Things) -> None:
    """Calls that fail."""
    for call in (
        lambda: things.display.create_context(version=(9, 9)),
        lambda: things.display.create_pbuffer(things.config, -1, 1),
        lambda: things.display.create_window_surface(things.config, 0),
        lambda: things.display.choose_config(red_size=77),
        lambda: pyegl.Image.from_texture(things.context, 12345),
        lambda: things.context.query(0),
    ):
        with pytest.raises((pyegl.EglError, pyegl.NoMatchingConfig)):
            call()


def displays(things: Things) -> None:
    """One more user of the display, and what is made by it."""
    with pyegl.Display(things.display._source, platform=things.display._native.platform) as other:
        other.create_context()
        pyegl.Sync.reusable(other)


_libc = ctypes.CDLL(None)

SCENARIOS = [contexts, dropped, current, threads, surfaces, images, syncs, failures, displays]


def resident() -> int:
    """Bytes of memory of our own that are resident, without what malloc keeps of what was freed.

    With two processors threads run side by side, and each leaves an arena of its own behind.
    """
    _libc.malloc_trim(0)
    with open("/proc/self/smaps_rollup") as rollup:
        found = dict(line.split(":", 1) for line in rollup if ":" in line)
    return int(found["Anonymous"].split()[0]) * 1024


@conf("X5")
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.__name__)
def test_over_and_over(things: Things, scenario: Callable[[Things], None]) -> None:
    """Many times again take no more memory than the first ones did: not 256 bytes each."""
    rounds = 25 if scenario is threads else 100  # a fifth of a second each, in the lab
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        for _ in range(rounds):
            scenario(things)
        handles, grown = len(things.display._handles), []
        for _ in range(3):  # what an allocator takes in advance is not taken each time
            gc.collect()
            before = resident()
            for _ in range(rounds):
                scenario(things)
            gc.collect()
            grown.append(resident() - before)
            if grown[-1] < rounds * 256:
                break
    assert len(things.display._handles) == handles
    assert things.display._native.bound == {}
    assert grown[-1] < rounds * 256, grown


@conf("L7", "X5")
@pytest.mark.parametrize("platform", PLATFORMS)
def test_displays_from_the_ground(vgem: pydrm.Device, platform: str) -> None:
    """Opened and closed with all that stands on them, over and over, they leave nothing: the room's gate looks."""
    for turn in range(5):
        things = Things(platform, vgem)
        for thing in things.all if turn % 2 else things.all[::-1]:
            thing.close()
        assert things.display._native.users == {}
        things.close()


@conf("X7")
@pytest.mark.parametrize("platform", PLATFORMS)
def test_everything_is_dropped(vgem: pydrm.Device, platform: str) -> None:
    """Dropped without close, also while current: warnings, and nothing else is left."""
    things = Things(platform, vgem)
    things.context.make_current(things.surface)
    native = things.display._native
    things.stack.pop_all()  # nobody closes anything
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        del things
        gc.collect()
        pyegl.release_current()
        gc.collect()
        assert {warning.category for warning in caught} == {ResourceWarning}
        caught.clear()  # the warnings hold what they are about
        gc.collect()
    assert native.users == {}
    assert native._owner is None


@conf("L14")
def test_a_child_may_start_afresh(vgem: pydrm.Device) -> None:
    """When the parent has closed its displays, a forked child may open them; while it has not, that is ForkError."""
    from pydrm import ForkError

    from .test_fork import in_child

    def body() -> None:
        with Things("surfaceless") as mine, mine.context.make_current(mine.surface):
            mine.surface.swap_buffers()

    Things("surfaceless").close()
    in_child(body)
    with Things("surfaceless") as things:

        def refused() -> None:
            with pytest.raises(ForkError, match="forked"):
                pyegl.Display(platform="surfaceless")

        in_child(refused)
        assert things.display.create_context()


@conf("L14")
def test_what_is_current_is_the_parents(vgem: pydrm.Device) -> None:
    """A child that is forked with a current context has none of pyegl's, and ends its threads without touching EGL."""
    from .test_fork import in_child

    with Things("surfaceless") as things, things.context.make_current(things.surface):

        def body() -> None:
            assert pyegl.current_surface() is None
            pyegl.release_current()
            thread = threading.Thread(target=pyegl.release_current)
            thread.start()
            thread.join()

        in_child(body)
        assert things.context.is_current
        assert pyegl.current_surface() is things.surface
        assert lib.eglGetError() == lib.EGL_SUCCESS

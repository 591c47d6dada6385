"""Surfaces and the cycle of their buffers: draw, swap, lock, release."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

import pygbm
from pydrm import ClosedError, Modifier
from pygbm import Use, ffi, lib

from ..support import conf, mesa, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.nodes import Node
    from .conftest import RawGbm
    from .window import Window

    MakeWindow = Callable[[pygbm.Surface], Window]


@pytest.fixture
def surface(gbm: pygbm.Device) -> pygbm.Surface:
    """A surface of 64x64 XRGB8888; the case closes it, or the device does."""
    return gbm.create_surface(64, 64, "XR24", Use.RENDERING)


@conf("G8")
def test_no_size(raw_gbm: RawGbm) -> None:
    """libgbm makes a surface of no size, and lets EGL find out; ours is refused with EINVAL."""
    surface = lib.gbm_surface_create(raw_gbm.ptr, 0, 0, lib.GBM_FORMAT_XRGB8888, lib.GBM_BO_USE_RENDERING)
    assert surface != ffi.NULL
    lib.gbm_surface_destroy(surface)
    with pygbm.Device(raw_gbm.drm) as gbm:
        for width, height in ((0, 1), (1, 0)):
            with pytest.raises(OSError) as caught:
                gbm.create_surface(width, height)
            assert caught.value.errno == 22


@conf("G6")
def test_ways_to_make_one(gbm: pygbm.Device) -> None:
    """With usage flags; with modifiers; with both: made where the driver knows modifiers, ENOSYS where it doesn't."""
    with gbm.create_surface(32, 16, "AR24", Use.SCANOUT) as surface:
        assert (surface.width, surface.height, str(surface.format), surface.use) == (32, 16, "AR24", Use.SCANOUT)
        assert surface.device is gbm
        assert surface.native
    for use in (None, Use.RENDERING):
        try:
            surface = gbm.create_surface(32, 16, "XR24", use, modifiers=[Modifier.LINEAR])
        except OSError as error:
            assert error.errno == 38
        else:
            surface.close()
    assert not surface
    with pytest.raises(ClosedError):
        surface.native  # noqa: B018


@conf("G17")
def test_lock_before_the_first_swap(surface: pygbm.Surface, window: MakeWindow) -> None:
    """Before EGL, and before the first frame, there is nothing to lock: EINVAL, where Mesa 22.3 crashes."""
    for _ in range(2):
        with pytest.raises(OSError) as caught:
            surface.lock_front_buffer()
        assert caught.value.errno == 22
        assert surface.has_free_buffers()
        if not surface._native.user:
            window(surface)


@conf("G17")
def test_cycle(surface: pygbm.Surface, window: MakeWindow) -> None:
    """Each frame that was drawn and swapped is locked with its pixels, and released."""
    own = window(surface)
    for level in (0, 51, 255, 102, 204, 153):
        assert own.draw(level / 255, 0, 1)
        with surface.lock_front_buffer() as front:
            assert (front.width, front.height, front.format) == (64, 64, surface.format)
            assert front.surface is surface
            assert surface.locked == (front,)
            assert ((front.map().array & 0xFFFFFF) == (level << 16 | 0xFF)).all()
        assert surface.locked == ()
        assert not front


@conf("G17")
def test_once_per_swap(surface: pygbm.Surface, window: MakeWindow) -> None:
    """A second lock of the same frame is EINVAL; the next frame can be locked while the first is."""
    own = window(surface)
    assert own.draw(1, 0, 0)
    first = surface.lock_front_buffer()
    with pytest.raises(OSError) as caught:
        surface.lock_front_buffer()
    assert caught.value.errno == 22
    assert own.draw(0, 1, 0)
    second = surface.lock_front_buffer()
    assert first != second
    assert (first.map().array & 0xFFFFFF == 0xFF0000).all()
    assert (second.map().array & 0xFFFFFF == 0x00FF00).all()
    first.close()
    second.close()


@conf("G18")
def test_free_buffers(surface: pygbm.Surface, window: MakeWindow) -> None:
    """There are free buffers at first, none once the pool is locked, and one again after a release."""
    own = window(surface)
    locked = []
    assert surface.has_free_buffers()
    while surface.has_free_buffers():
        assert own.draw(0, 0, 1)
        locked.append(surface.lock_front_buffer())
        assert len(locked) <= 8
    assert len(locked) >= 2
    assert len(set(locked)) == len(locked)
    assert not own.draw(0, 0, 1)
    last = locked.pop()
    last.close()
    last.close()  # a second release does nothing
    assert surface.has_free_buffers()
    assert own.draw(0, 0, 1)
    again = surface.lock_front_buffer()
    last.close()  # nor does it release what was locked anew
    assert not surface.has_free_buffers()
    for front in (again, *locked):
        front.close()


@conf("G19")
def test_buffers_keep_their_identity(surface: pygbm.Surface, window: MakeWindow) -> None:
    """The same buffer of a later frame is equal, and has its user data still: the place for a framebuffer id."""
    own = window(surface)
    known: dict[pygbm.BufferObject, int] = {}
    for frame in range(12):
        assert own.draw(frame / 12, 0, 0)
        with surface.lock_front_buffer() as front:
            if front in known:
                assert front.user_data == known[front]
            else:
                assert front.user_data is None
                known[front] = front.user_data = frame
    assert 1 <= len(known) <= 4


@conf("G16", "G19")
def test_user_data_ends_with_the_egl_surface(surface: pygbm.Surface, window: MakeWindow) -> None:
    """EGL destroys the buffers with its surface: their user data is dropped then, once, and they are dead."""
    own = window(surface)
    heard: list[str] = []
    assert own.draw(1, 1, 1)
    front = surface.lock_front_buffer()
    front.set_user_data("frame", on_destroy=heard.append)
    front.close()
    assert own.draw(1, 1, 0)
    kept = surface.lock_front_buffer()
    assert heard == []
    own.end_surface()
    assert heard == ["frame"]
    assert not kept
    with pytest.raises(ClosedError):
        kept.map()
    kept.close()
    surface.close()
    assert heard == ["frame"]


@conf("G17", "G20")
def test_closing_under_egl(gbm: pygbm.Device, surface: pygbm.Surface, window: MakeWindow) -> None:
    """Closing the surface and the device while EGL stands on them waits for EGL; drawing on does no harm."""
    own = window(surface)
    assert own.draw(1, 0, 1)
    front = surface.lock_front_buffer()
    pixels = front.map().array
    surface.close()
    assert not front
    front.close()
    gbm.close()
    gc.collect()
    assert (pixels & 0xFFFFFF == 0xFF00FF).all()
    assert own.draw(0, 0, 0)
    assert gbm._native.drm
    del pixels
    own.end()
    assert not gbm._native.drm


_MAPPED = """
import sys
import pygbm
from tests.conformance.gbm.window import Window

gbm = pygbm.Device(sys.argv[1])
surface = gbm.create_surface(64, 64)
window = Window(surface)
assert window.draw(0, 1, 1)
mapping = surface.lock_front_buffer().map(write=True)
window.end_surface()
pixel = hex(mapping.array[5, 5] & 0xFFFFFF)
mapping.close()
surface.close()
window.end()
print(pixel)
"""


@needs("libegl")
@conf("G19")
def test_mapping_outlives_the_egl_surface(node: Node) -> None:
    """A mapping of a locked frame is readable and can be closed after EGL has destroyed the frame. (Mesa can't unmap
    it then; a process of its own takes what that leaks along.)"""
    assert str(mesa.program(_MAPPED, node.path)) == "0xffff"


@conf("G17")
def test_two_egl_surfaces_on_one(surface: pygbm.Surface) -> None:
    """A surface takes one EGL surface at a time: EBUSY for a second."""
    surface.attached(1)
    surface.attached(1)
    with pytest.raises(OSError) as caught:
        surface.attached(2)
    assert caught.value.errno == 16
    surface.detached(2)
    surface.detached(1)
    surface.attached(2)
    surface.detached()
    surface.close()

"""Images of dma-bufs in use: several of one buffer, seen and written from both sides, exported, and fences."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import Fourcc, Modifier, vgem
from pyegl import Image

from ..support import conf, force, images, needs, threads
from . import frames, objects, sampling
from .frames import SIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyegl import Display

    from ..support.egl import Platform
    from .frames import Frame

RED, GREEN = 0x00FF0000, 0x0000FF00


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "sampler" in metafunc.fixturenames:
        found = sampling.samplers() or (None,)
        metafunc.parametrize("sampler", found, ids=str if found[0] else ["no-display"], indirect=True)


@pytest.fixture
def sampler(request: pytest.FixtureRequest) -> Platform:
    """Every platform whose displays sample dma-bufs."""
    found: Platform | None = request.param
    if found is None:
        force.unmet(None, f"egl:{images.IMPORT_MODIFIERS}", "no display here imports dma-bufs")
    return found


@pytest.fixture
def opened(sampler: Platform) -> Iterator[Display]:
    """A display on each of them, with a context of OpenGL ES 2 that is current."""
    with objects.opened(sampler) as display, sampling.current(display):
        yield display


@pytest.fixture
def frame(sampler: Platform) -> Iterator[Frame]:
    """A dma-buf of 64x64 XRGB8888 pixels that the display reaches."""
    with frames.frame(sampler) as found:
        yield found


def colour(image: Image) -> int:
    """The colour of an image, the same all over it: XRGB."""
    seen = sampling.sampled(image, SIDE, SIDE, external=False)
    assert (seen == seen[0, 0]).all()
    return int(seen[0, 0, 0]) << 16 | int(seen[0, 0, 1]) << 8 | int(seen[0, 0, 2])


def clear(image: Image, red: float, green: float, blue: float) -> None:
    """Fill an image with GL, as the attachment of a framebuffer."""
    from pyegl import gl

    with gl.texture_from_image(image) as texture, gl.Framebuffer(texture) as framebuffer, framebuffer.bind():
        objects.fill((red, green, blue, 1.0))


@conf("M14")
def test_two_images_of_one_buffer(opened: Display, frame: Frame) -> None:
    """Two images of one dma-buf are independent: when one is destroyed the other is still the buffer."""
    frame.fill(RED)
    first, second = opened.import_dmabuf(frame.dmabuf), opened.import_dmabuf(frame.dmabuf)
    assert first.native != second.native
    assert colour(first) == colour(second) == RED
    first.close()
    frame.fill(GREEN)
    assert colour(second) == GREEN
    with opened.import_dmabuf(frame.dmabuf) as third:
        second.close()
        assert colour(third) == GREEN


@conf("M14")
def test_threads_that_import_one_buffer(opened: Display, frame: Frame) -> None:
    """Four threads import and destroy images of one dma-buf; one that is there all the time stays the buffer."""
    frame.fill(RED)

    def loop() -> None:
        image = opened.import_dmabuf(frame.dmabuf)
        assert (image.width, image.height) == (SIDE, SIDE)
        image.close()

    with opened.import_dmabuf(frame.dmabuf) as image:
        assert colour(image) == RED
        threads.race(loop, seconds=0.5, rounds=40, copies=4)
        frame.fill(GREEN)
        assert colour(image) == GREEN
    with opened.import_dmabuf(frame.dmabuf) as again:
        assert colour(again) == GREEN


@conf("M14", "M13")
def test_image_outlives_its_dmabuf(opened: Display, sampler: Platform) -> None:
    """The memory lives while an image does, and while a texture of it does."""
    with frames.frame(sampler) as frame:
        frame.fill(RED)
        image = opened.import_dmabuf(frame.dmabuf)
    assert colour(image) == RED
    image.close()


@conf("M15")
def test_nothing_stale_after_a_new_import(opened: Display, frame: Frame) -> None:
    """What the CPU wrote between two imports, or while the texture was there, is what is sampled."""
    with frame.dmabuf.map() as mapping:
        for value in (RED, GREEN, 0x123456):
            mapping.array[...] = value
            frame.give()
            with opened.import_dmabuf(frame.dmabuf) as image:
                assert colour(image) == value
                mapping.array[...] = value ^ 0xFFFFFF
                frame.give()
                assert colour(image) == value ^ 0xFFFFFF


@conf("M19")
def test_gl_writes_are_in_the_memory(opened: Display, frame: Frame) -> None:
    """What GL draws into an image is in the dma-buf after glFinish, and nothing else changes."""
    frame.fill(GREEN)
    with opened.import_dmabuf(frame.dmabuf) as image:
        clear(image, 1.0, 0.0, 1.0)
        objects.gl.glFinish()
        assert (frame.pixels() == 0xFF00FF).all()


@conf("M19")
@needs(f"egl:{images.EXPORT}")
@pytest.mark.parametrize("modifier", [Modifier.INVALID, Modifier.LINEAR])
def test_export_of_an_import(opened: Display, frame: Frame, modifier: Modifier) -> None:
    """What was imported is exported as what it is: the same memory, with CLOEXEC, and importable again."""
    frame.fill(RED)
    with opened.import_dmabuf(frame.dmabuf, modifier=modifier) as image:
        info = image.export_query()
        assert (info.format, info.plane_count) == (Fourcc.XRGB8888, 1)
        with image.export() as exported, image.export() as twice:
            assert exported.same_buffer(frame.dmabuf)
            assert twice.same_buffer(frame.dmabuf)
            assert exported.fileno() != twice.fileno()
            assert not os.get_inheritable(exported.fileno())
            assert (exported.width, exported.height, exported.pitch) == (SIDE, SIDE, SIDE * 4)
            image.close()
            with opened.import_dmabuf(exported) as again:
                assert colour(again) == RED
                clear(again, 0.0, 1.0, 0.0)
                objects.gl.glFinish()
        assert (frame.pixels() == GREEN).all()


@conf("M19", "M16")
@needs(f"egl:{images.EXPORT}")
@pytest.mark.parametrize("modifier", [Modifier.INVALID, Modifier.LINEAR])
def test_layout_of_an_import(opened: Display, frame: Frame, modifier: Modifier) -> None:
    """The layout by which an import is exported is one that the display lists, so that it can come back with it."""
    with opened.import_dmabuf(frame.dmabuf, modifier=modifier) as image:
        listed = {each.modifier for each in opened.dmabuf_modifiers("XR24")}
        assert image.export_query().modifiers[0] in {Modifier.INVALID, *listed}


@conf("M19", "M16")
@needs(f"egl:{images.EXPORT}")
def test_export_of_a_texture(opened: Display) -> None:
    """A texture's image is exported: what GL draws is in the memory, and the layout is in the display's list."""
    from pyegl import current_context, gl

    context = current_context()
    assert context is not None
    with gl.Texture(SIDE, SIDE) as texture, gl.Framebuffer(texture) as framebuffer:
        with Image.from_texture(context, texture.name) as image:
            info = image.export_query()
            assert info.modifiers[0] in {Modifier.INVALID, *(m.modifier for m in opened.dmabuf_modifiers(info.format))}
            with image.export(width=SIDE, height=SIDE) as exported:
                with framebuffer.bind():
                    objects.fill((1.0, 0.0, 0.0, 1.0))
                objects.gl.glFinish()
                with opened.import_dmabuf(exported) as again:
                    assert colour(again) == RED


@conf("M20")
@needs("vgem.fence")
def test_vgem_fence_holds_back_a_reader(opened: Display, frame: Frame) -> None:
    """A buffer with an unfinished write is not sampled before the write is done."""
    frame.fill(RED)
    with (
        pydrm.open(driver="vgem") as drm,
        drm.import_dmabuf(frame.dmabuf) as gem,
        opened.import_dmabuf(frame.dmabuf) as image,
    ):
        assert colour(image) == RED
        with vgem.attach(gem, write=True) as fence:
            finished: list[float] = []

            def finish() -> None:
                time.sleep(0.3)
                frame.fill(GREEN)
                finished.append(time.monotonic())
                fence.signal()

            writer = threading.Thread(target=finish)
            writer.start()
            seen = colour(image)
            now = time.monotonic()
            writer.join()
        assert seen == GREEN
        assert now >= finished[0]


@conf("M20")
def test_implicit_fence_of_a_gl_write(opened: Display, frame: Frame) -> None:
    """Whether the driver leaves an implicit fence or not: the buffer becomes ready, and has what was drawn then."""
    frame.fill(RED)
    assert frame.dmabuf.poll(write=True)
    with opened.import_dmabuf(frame.dmabuf) as image:
        clear(image, 0.0, 1.0, 0.0)
        objects.gl.glFlush()
        with frame.dmabuf.export_sync_file(read=True) as sync_file:
            objects.gl.glFinish()
            sync_file.wait(1_000_000_000)
        frame.dmabuf.wait(write=True, timeout_ns=1_000_000_000)
        assert (frame.pixels() == GREEN).all()

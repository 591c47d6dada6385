"""Order of destruction, shared handles, collection, forks."""

from __future__ import annotations

import gc
import itertools
import os
import threading
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
import pygbm
from pydrm import ClosedError, ForkError

from ..support import conf, needs
from ..support.processes import in_child

if TYPE_CHECKING:
    from ..support.nodes import Node


@needs("prime.export", "prime.import")
@conf("G20", "X7")
@pytest.mark.parametrize(
    "order", list(itertools.permutations(["drm", "gbm", "bo", "surface", "mapping", "dmabuf"], 6))[::24]
)
def test_any_order_of_closing(node: Node, order: tuple[str, ...]) -> None:
    """Device, buffer, surface, mapping, dma-buf and the DRM device they came from may be closed in any order."""
    drm = pydrm.open(node.path)
    gbm = pygbm.Device(drm)
    bo = gbm.create_bo(64, 64)
    things: dict[str, Any] = {"drm": drm, "gbm": gbm, "bo": bo, "surface": gbm.create_surface(64, 64)}
    things |= {"dmabuf": bo.export(), "mapping": bo.map(write=True)}
    things["mapping"].array[...] = 0xABCD
    pixels = things["dmabuf"].array()
    for name in order:
        things[name].close()
        assert not things[name]
    assert (pixels == 0xABCD).all()


@conf("G20")
def test_a_closed_device_takes_its_buffers_along(gbm: pygbm.Device) -> None:
    """Buffers and surfaces of a closed device are dead, say so, and can be closed."""
    bo, surface = gbm.create_bo(16, 16), gbm.create_surface(16, 16)
    gbm.close()
    assert not bo
    assert not surface
    assert "closed" in repr(bo)
    for use in (bo.export, bo.map, surface.lock_front_buffer, surface.has_free_buffers):
        with pytest.raises(ClosedError):
            use()
    bo.close()
    surface.close()


@conf("G20", "X13")
def test_cycles_are_collected(node: Node) -> None:
    """A cycle of device, buffer, surface and mapping, dropped without closing, is freed by the collector."""

    def tangle() -> None:
        gbm = pygbm.Device(node.path)
        bo = gbm.create_bo(64, 64)
        bo.user_data = [bo, gbm, gbm.create_surface(16, 16), bo.map()]

    tangle()
    with pytest.warns(ResourceWarning):
        gc.collect()


@conf("G20", "X13")
def test_finalisers_on_another_thread(gbm: pygbm.Device) -> None:
    """Buffers that are dropped on one thread while another makes some leave nothing behind."""
    stop = threading.Event()
    problems: list[BaseException] = []

    def make() -> None:
        try:
            while not stop.is_set():
                gbm.create_bo(16, 16).close()
        except BaseException as error:
            problems.append(error)

    thread = threading.Thread(target=make)
    thread.start()

    def drop() -> None:
        for _ in range(50):
            knot: list[Any] = [gbm.create_bo(16, 16)]
            knot.append(knot)
            del knot
        gc.collect()

    with pytest.warns(ResourceWarning):
        drop()
    stop.set()
    thread.join()
    assert not problems
    assert not gbm._native.buffers


@needs("dumb", "prime.export", "prime.import")
@conf("G20", "D17")
@pytest.mark.parametrize("first", ["bo", "gem"])
def test_handles_are_shared_with_pydrm(node: Node, first: str) -> None:
    """An import of a GBM buffer on its own DRM file has the buffer's handle: each works on when the other is closed,
    and the number is free when both are."""
    with pydrm.open(node.path) as drm, pygbm.Device(drm) as gbm:
        bo = gbm.create_bo(64, 64)
        with bo.export() as dmabuf:
            gem = drm.import_dmabuf(dmabuf)
        handle = bo.handle
        assert gem.handle == handle
        assert drm.gem.handles()[handle] == 2
        if first == "bo":
            bo.close()
            gem.export().close()
            gem.close()
        else:
            gem.close()
            bo.export().close()
            bo.close()
        assert handle not in drm.gem.handles()
        with drm.create_dumb(16, 16, bpp=32) as dumb:
            assert dumb.handle == handle


@needs("dumb", "prime.export", "prime.import")
@conf("G20", "D17")
@pytest.mark.parametrize("first", ["bo", "dumb"])
def test_handles_of_pydrm_shared_with_gbm(node: Node, first: str) -> None:
    """A dumb buffer that GBM imported on the same DRM file survives the end of the GBM buffer, and the other way."""
    with pydrm.open(node.path) as drm, pygbm.Device(drm) as gbm:
        dumb = drm.create_dumb(64, 64, "XR24")
        dumb.array[...] = 0x42
        with dumb.export() as dmabuf:
            bo = gbm.import_dmabuf(dmabuf)
        if first == "bo":
            bo.close()
            dumb.export().close()
            dumb.close()
        else:
            dumb.close()
            assert (bo.map().array == 0x42).all()
            bo.close()
        assert drm.gem.handles() == {}


@needs("prime.export", "prime.import")
@conf("G20", "D17")
def test_two_gbm_devices_on_one_file(node: Node) -> None:
    """A buffer that passed between two GBM devices of one DRM file has one handle; either may close first."""
    with pydrm.open(node.path) as drm, pygbm.Device(drm) as one, pygbm.Device(drm) as two:
        for turn in range(2):
            bo = one.create_bo(64, 64)
            with bo.map(write=True) as mapping:
                mapping.array[...] = turn
            with bo.export() as dmabuf:
                again = two.import_dmabuf(dmabuf)
            assert again.handle == bo.handle
            pair = [bo, again]
            pair[turn].close()
            pair[1 - turn].export().close()
            pair[1 - turn].close()
        assert drm.gem.handles() == {}


@needs("prime.export", "prime.import")
@conf("G20", "D17")
def test_imports_of_a_frame_loop_do_not_pile_up(node: Node) -> None:
    """Importing and closing the same buffer over and over, while others use it too, holds one gbm_bo back at most."""
    with pydrm.open(node.path) as drm, pygbm.Device(drm) as gbm, gbm.create_bo(64, 64) as bo, bo.export() as dmabuf:
        for gem in (None, drm.import_dmabuf(dmabuf)):
            for _ in range(20):
                gbm.import_dmabuf(dmabuf).close()
                assert len(gbm._native._waiting.done) <= 1
                assert gbm._native.owned[bo.handle] <= 2
            if gem is not None:
                gem.close()
        assert gbm._native.owned == {bo.handle: 1}
        assert drm.gem.handles() == {bo.handle: 1}


@needs("prime.export", "prime.import")
@conf("G20", "D17")
def test_a_device_waits_for_shared_handles(node: Node) -> None:
    """A GBM device that is closed while pydrm uses a handle of it goes when pydrm lets go."""
    with pydrm.open(node.path) as drm:
        gbm = pygbm.Device(drm)
        with gbm.create_bo(64, 64) as bo, bo.export() as dmabuf:
            gem = drm.import_dmabuf(dmabuf)
        gbm.close()
        gem.export().close()
        assert gbm._native.drm
        gem.close()
        assert not gbm._native.drm


@conf("X9", "G20")
def test_in_a_forked_child(gbm: pygbm.Device) -> None:
    """A forked child can't use the device, and what it closes or drops stays the parent's."""
    bo = gbm.create_bo(64, 64)
    surface = gbm.create_surface(64, 64)
    with bo.map(write=True) as mapping:
        mapping.array[...] = 0x99
    bo.user_data = "parent's"

    def child() -> list[str]:
        names = []
        for use in (gbm.create_bo, bo.export, bo.map, lambda: gbm.native, surface.lock_front_buffer):
            arguments = (16, 16) if use == gbm.create_bo else ()
            try:
                use(*arguments)
            except ForkError as error:
                names.append(type(error).__name__)
        bo.close()
        surface.close()
        gbm.close()
        return names

    assert in_child(child) == ["ForkError"] * 5
    assert (bo.map().array == 0x99).all()
    assert bo.user_data == "parent's"
    bo.close()
    surface.close()
    assert os.fstat(gbm.fileno())


@needs("prime.export", "prime.import")
@conf("X9")
def test_descriptors_close_on_exec(gbm: pygbm.Device) -> None:
    """Neither the device's descriptor nor those of an export outlive exec."""
    with gbm.create_bo(16, 16) as bo, bo.export() as dmabuf:
        assert not os.get_inheritable(gbm.fileno())
        assert not os.get_inheritable(dmabuf.fileno())

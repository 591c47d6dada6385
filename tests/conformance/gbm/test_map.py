"""Mapping buffers for the CPU."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

import pygbm
from pydrm import ClosedError, Mapping
from pygbm import ffi, lib

from ..support import conf, needs

if TYPE_CHECKING:
    from .conftest import RawGbm


@conf("G11")
def test_raw_map_arguments(raw_gbm: RawGbm) -> None:
    """An empty region, no place for the stride or for the map data: NULL and EINVAL."""
    bo = raw_gbm.bo()
    stride, data = ffi.new("uint32_t *"), ffi.new("void **")
    bad = [(0, 8, stride, data), (8, 0, stride, data), (8, 8, ffi.NULL, data), (8, 8, stride, ffi.NULL)]
    for width, height, stride_at, data_at in bad:
        ffi.errno = 0
        assert lib.gbm_bo_map(bo, 0, 0, width, height, 3, stride_at, data_at) == ffi.NULL
        assert ffi.errno == 22


@conf("G11")
@pytest.mark.parametrize(
    ("x", "y", "width", "height"),
    [(0, 0, 0, 1), (0, 0, 1, 0), (0, 0, 65, 1), (0, 0, 1, 65), (64, 0, None, None), (1, 0, 64, 1), (-1, 0, 1, 1)],
)
def test_regions_outside(gbm: pygbm.Device, x: int, y: int, width: int | None, height: int | None) -> None:
    """A region that is empty or not inside the buffer is a ValueError; Mesa would answer an address outside."""
    with gbm.create_bo(64, 64) as bo, pytest.raises(ValueError):
        bo.map(x, y, width=width, height=height)


@conf("G11")
def test_round_trip(gbm: pygbm.Device) -> None:
    """What one mapping writes the next one reads; the stride holds a row, and is the mapping's own."""
    picture = np.arange(61 * 47, dtype="u4").reshape(47, 61)
    with gbm.create_bo(61, 47) as bo:
        with bo.map(write=True) as mapping:
            assert mapping.stride >= 61 * 4
            mapping.array[...] = picture
        with bo.map() as mapping:
            assert (mapping.array == picture).all()
            assert not mapping.array.flags.writeable
            assert isinstance(mapping, Mapping)
            assert len(bytes(mapping)) == mapping.stride * 46 + 61 * 4
        assert mapping.closed


@conf("G11")
@pytest.mark.parametrize(("x", "y", "width", "height"), [(0, 0, 1, 1), (3, 5, 8, 4), (63, 63, 1, 1), (0, 32, 64, 32)])
def test_parts(gbm: pygbm.Device, x: int, y: int, width: int, height: int) -> None:
    """A region's (0, 0) is the buffer's (x, y), and writing it leaves the rest as it was."""
    picture = np.arange(64 * 64, dtype="u4").reshape(64, 64)
    with gbm.create_bo(64, 64) as bo:
        with bo.map(write=True) as mapping:
            mapping.array[...] = picture
        with bo.map(x, y, width=width, height=height, write=True) as part:
            assert (part.x, part.y, part.width, part.height) == (x, y, width, height)
            assert (part.array == picture[y : y + height, x : x + width]).all()
            part.array[...] = 7
        picture[y : y + height, x : x + width] = 7
        assert (bo.map().array == picture).all()


@conf("G11")
@pytest.mark.parametrize(
    ("format", "kind"),
    [
        *(pytest.param(*each, marks=needs("gbm.bits")) for each in (("R8", "u1"), ("RG16", "u2"), ("AB4H", "u8"))),
        ("AR24", "u4"),
    ],
)
def test_pixel_sizes(gbm: pygbm.Device, format: str, kind: str) -> None:
    """The array's elements are the format's pixels."""
    with gbm.create_bo(16, 16, format) as bo:
        with bo.map(write=True) as mapping:
            assert mapping.array.dtype == kind
            mapping.array[...] = np.arange(256).reshape(16, 16)
        assert (bo.map(4, 4, width=4, height=4).array[2] == np.arange(100, 104)).all()


@conf("G11")
def test_a_live_array_keeps_its_pages(gbm: pygbm.Device) -> None:
    """Arrays of a read-only mapping are readable after it, its buffer and its device are closed."""
    bo = gbm.create_bo(64, 64)
    with bo.map(write=True) as mapping:
        mapping.array[...] = 0x01020304
    array = bo.map().array
    half = array[32:]
    del array
    bo.close()
    gbm.close()
    gc.collect()
    assert (half == 0x01020304).all()


@conf("G11")
def test_a_live_array_keeps_a_writable_mapping_open(gbm: pygbm.Device) -> None:
    """Closing would take the pages from under the array: BufferError, the mapping stays usable, and then closes."""
    with gbm.create_bo(64, 64) as bo:
        mapping = bo.map(write=True)
        array = mapping.array
        with pytest.raises(BufferError):
            mapping.close()
        assert mapping
        array[...] = 9
        del array
        mapping.close()
        mapping.close()
        with pytest.raises(ClosedError):
            mapping.array  # noqa: B018
        assert (bo.map().array == 9).all()
        with pytest.raises(KeyError) as caught:  # noqa: PT012
            with bo.map(write=True) as mapping:
                kept = mapping.array
                raise KeyError("mine")
        assert "cannot unmap" in caught.value.__notes__[0]
        del kept
        mapping.close()


def test_a_dropped_writable_mapping_warns(gbm: pygbm.Device) -> None:
    """Dropping one without closing it is noticed, and writes all the same."""
    with gbm.create_bo(64, 64) as bo:
        mapping = bo.map(write=True)
        mapping.array[...] = 3
        with pytest.warns(ResourceWarning, match="BoMapping"):
            del mapping
        assert (bo.map().array == 3).all()


def test_neither_read_nor_write(gbm: pygbm.Device) -> None:
    """A mapping for nothing is refused."""
    with gbm.create_bo(64, 64) as bo, pytest.raises(ValueError):
        bo.map(read=False)


def test_several_mappings(gbm: pygbm.Device) -> None:
    """Mappings of one buffer may overlap in time, and end in any order."""
    with gbm.create_bo(64, 64) as bo:
        first = bo.map(write=True)
        second = bo.map(32, 32, read=True)
        first.array[...] = 5
        first.close()
        third = bo.map()
        second.close()
        assert (third.array == 5).all()


@needs("udmabuf", "prime.foreign")
@conf("G11", "G13")
def test_map_of_what_mesa_cannot_map(gbm: pygbm.Device) -> None:
    """Foreign memory either maps, with its pixels, or is an error with a way out; never NULL plus an offset."""
    import pydrm

    with pydrm.udmabuf.allocate(64 * 64 * 4) as memory:
        with memory.map() as bytes_:
            bytes_.view.cast("I")[:] = memoryview(np.arange(64 * 64, dtype="u4"))
        with gbm.import_fd(memory, width=64, height=64, stride=256, format="XR24") as bo:
            for x, y in ((0, 0), (1, 1), (0, 63)):
                try:
                    with bo.map(x, y) as mapping:
                        assert mapping.array[0, 0] == y * 64 + x
                except OSError as error:
                    assert error.errno == 22
                    assert "dma-buf" in error.__notes__[-1]


@needs("prime.export", "prime.import")
@conf("G11", "X13")
def test_mapping_from_threads(gbm: pygbm.Device) -> None:
    """Threads that make, map, check and drop buffers of one device at once get their own pixels."""
    problems: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(25):
                with gbm.create_bo(32, 32) as bo:
                    with bo.map(write=True) as mapping:
                        mapping.array[...] = number * 1000 + turn
                    with bo.export() as dmabuf, gbm.import_dmabuf(dmabuf) as again:
                        assert (again.map().array == number * 1000 + turn).all()
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems

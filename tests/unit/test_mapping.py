"""Mappings and arrays over memfds: true strides, the right types, and memory that lives as long as any view of it."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pydrm import ClosedError, Fourcc, Mapping
from pydrm._format_info import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = os.sysconf("SC_PAGE_SIZE")


@pytest.fixture
def memfd() -> Iterator[int]:
    fd = os.memfd_create("pixels")
    os.ftruncate(fd, 64 * PAGE)
    yield fd
    os.close(fd)


def mapped() -> int:
    with open("/proc/self/maps") as maps:
        return sum("memfd:pixels" in line for line in maps)


def picture(fd: int, name: str, width: int, height: int, extra: int = 0) -> Mapping:
    info = Fourcc(name).info
    assert info is not None
    pitch = info.planes[0].min_pitch(width) + extra
    places = tuple((0, place.offset, place.pitch) for place in layout(info, width, height, pitch))
    return Mapping(fd, 64 * PAGE, geometry=(info, 0, width, height, 0, places))


def test_it_is_the_real_memory(memfd: int) -> None:
    """What is written through the mapping is in the file, and the other way round."""
    with Mapping(memfd, PAGE) as mapping:
        mapping[0:4] = b"abcd"
        assert os.pread(memfd, 4, 0) == b"abcd"
        os.pwrite(memfd, b"Z", 2)
        assert (bytes(mapping)[:4], mapping[2], len(mapping), mapping.size) == (b"abZd", ord("Z"), PAGE, PAGE)
        assert mapping.native % PAGE == 0
        assert mapping.writable


def test_pages_stay_until_the_last_view_is_gone(memfd: int) -> None:
    """Closing gives up the mapping's own share; views and arrays go on, and the last one unmaps."""
    mapping = Mapping(memfd, PAGE)
    view, array, other = mapping.view[1:3], mapping.array, np.asarray(mapping)
    mapping.close()
    mapping.close()
    view[0] = 7
    assert (array[1], other[1], mapped()) == (7, 7, 1)
    del array, other
    assert mapped() == 1
    part = np.frombuffer(view, np.uint8)
    del view
    assert (part[0], mapped()) == (7, 1)
    del part
    gc.collect()
    assert mapped() == 0


def test_the_file_need_not_stay_open() -> None:
    """A mapping holds memory, not the descriptor."""
    fd = os.memfd_create("pixels")
    os.ftruncate(fd, PAGE)
    mapping = Mapping(fd, PAGE)
    os.close(fd)
    mapping[0] = 1
    mapping.close()
    assert mapped() == 0


def test_releasing_a_view_harms_no_other(memfd: int) -> None:
    """A memoryview that the user releases is the user's own."""
    with Mapping(memfd, PAGE) as mapping:
        mapping.view.release()
        assert mapping[0] == 0
        assert mapping.view[0] == 0


def test_read_only(memfd: int) -> None:
    """A mapping that may not be written gives views and arrays that refuse to be."""
    with Mapping(memfd, PAGE, write=False) as mapping:
        assert mapping.view.readonly
        assert not mapping.array.flags.writeable
        assert not np.asarray(mapping).flags.writeable
        with pytest.raises(TypeError):
            mapping[0] = 1
        with pytest.raises(ValueError):
            mapping.array[0] = 1
        assert "read-only" in repr(mapping)


@pytest.mark.parametrize(
    "use",
    [
        lambda m: m.view,
        lambda m: m.array,
        lambda m: m.plane(0),
        lambda m: m.native,
        lambda m: m[0],
        lambda m: m.__setitem__(0, 1),
        lambda m: bytes(m),
        lambda m: m.__array_interface__,
        lambda m: m.__buffer__(0),
        lambda m: m.__enter__(),
    ],
)
def test_use_after_close(memfd: int, use: object) -> None:
    """Every way in says that the mapping is closed."""
    mapping = Mapping(memfd, PAGE)
    mapping.close()
    with pytest.raises(ClosedError, match="Mapping is closed"):
        use(mapping)  # type: ignore[operator]
    assert repr(mapping) == "<Mapping closed>"


@pytest.mark.skipif(sys.version_info < (3, 12), reason="classes can be buffers since Python 3.12")
def test_buffer_protocol(memfd: int) -> None:
    """From 3.12 on the object itself is a buffer."""
    mapping = Mapping(memfd, PAGE)
    view = memoryview(mapping)  # type: ignore[arg-type]
    mapping.close()
    assert view[0] == 0


def test_dropping_is_fine_without_a_bracket(memfd: int) -> None:
    """A mapping is memory: dropped without close it goes silently, when the last view does."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        array = Mapping(memfd, PAGE).array
        array[0] = 1
        del array
        gc.collect()
    assert mapped() == 0


def test_a_bracket_ends_once() -> None:
    """What has to happen at the end happens at close, or with a warning when it was dropped."""
    fd = os.memfd_create("pixels")
    os.ftruncate(fd, PAGE)
    ended: list[int] = []
    mapping = Mapping(fd, PAGE)
    mapping._end = lambda: ended.append(1)
    mapping.close()
    mapping.close()
    assert ended == [1]
    mapping = Mapping(fd, PAGE)
    mapping._end = lambda: ended.append(2)
    with pytest.warns(ResourceWarning, match="unclosed <Mapping"):
        del mapping
    assert ended == [1, 2]
    os.close(fd)


def test_failures_explain_themselves(memfd: int) -> None:
    """A mapping that the kernel refuses names size, direction, offset and file."""
    for fd, size, offset, kind in ((memfd, 0, 0, OSError), (memfd, PAGE, 1, OSError), (987654, PAGE, 0, OSError)):
        with pytest.raises(kind) as caught:
            Mapping(fd, size, offset)
        assert caught.value.__notes__[0].startswith(f"mmap(size={size}, write=True, offset={offset:#x}) of ")
    with open(__file__) as file, pytest.raises(PermissionError):
        Mapping(file.fileno(), PAGE)
    assert mapped() == 0


@pytest.mark.parametrize(
    ("name", "shape", "kind"),
    [
        ("R8", (7, 5), "u1"),
        ("RGB565", (7, 5), "u2"),
        ("RGB888", (7, 5, 3), "u1"),
        ("XRGB8888", (7, 5), "u4"),
        ("RGB161616", (7, 5, 3), "u2"),
        ("ABGR16161616F", (7, 5), "u8"),
        ("BGR323232F", (7, 5, 3), "u4"),
        ("ABGR32323232F", (7, 5, 4), "u4"),
        ("C1", (7, 1), "u1"),
        ("C4", (7, 3), "u1"),
    ],
)
@pytest.mark.parametrize("extra", [0, 3, 64])
def test_packed_pixels(memfd: int, name: str, shape: tuple[int, ...], kind: str, extra: int) -> None:
    """Shape and type by format, rows as far apart as the pitch says, on the real bytes."""
    with picture(memfd, name, 5, 7, extra) as mapping:
        array = mapping.array
        info = Fourcc(name).info
        assert info is not None
        pitch = info.planes[0].min_pitch(5) + extra
        assert (array.shape, array.dtype, array.strides[0]) == (shape, np.dtype(kind), pitch)
        array[...] = 0
        array[2, 1 if shape[1] > 1 else 0] = 1
        changed = [i for i, byte in enumerate(mapping.view) if byte]
        size = info.planes[0].block_bytes
        column = size if shape[1] > 1 else 0
        assert changed
        assert all(2 * pitch + column <= i < 2 * pitch + column + size for i in changed)


@pytest.mark.parametrize(
    ("name", "shapes"),
    [
        ("NV12", [(7, 5), (4, 3, 2)]),
        ("NV16", [(7, 5), (7, 3, 2)]),
        ("P010", [(7, 5), (4, 3, 2)]),
        ("YUV420", [(7, 5), (4, 3), (4, 3)]),
        ("YUV444", [(7, 5)] * 3),
        ("NV15", [(7, 10), (4, 10)]),
        ("XRGB8888_A8", [(7, 5), (7, 5)]),
    ],
)
def test_planes(memfd: int, name: str, shapes: list[tuple[int, ...]]) -> None:
    """Each plane has its own shape, and none overlaps another."""
    with picture(memfd, name, 5, 7, 3) as mapping:
        planes = [mapping.plane(index) for index in range(len(shapes))]
        assert [plane.shape for plane in planes] == shapes
        for number, plane in enumerate(planes, 1):
            plane[...] = number
        assert [set(plane.ravel().tolist()) for plane in planes] == [{n} for n in range(1, len(shapes) + 1)]
        with pytest.raises(IndexError, match=f"plane {len(shapes)}"):
            mapping.plane(len(shapes))
        assert mapping.array is mapping.array


def test_pictures_that_do_not_fit(memfd: int) -> None:
    """Geometry that goes past the memory, or rows too short for their pixels, are refused beforehand."""
    info = Fourcc.XRGB8888.info
    with Mapping(memfd, PAGE, geometry=(info, 0, 1024, 2, 0, ((0, 0, 4096),))) as mapping:
        with pytest.raises(ValueError, match="past the"):
            _ = mapping.array
    with Mapping(memfd, PAGE, geometry=(info, 0, 16, 2, 0, ((0, 0, 60),))) as mapping:
        with pytest.raises(ValueError, match="pitch 60 is less than the 64 bytes"):
            _ = mapping.array
    with Mapping(memfd, PAGE, geometry=(info, 0, 16, 2, 0, ((1, 0, 64),))) as mapping:
        with pytest.raises(IndexError, match="another file descriptor"):
            _ = mapping.array


def test_the_last_row_may_be_short(memfd: int) -> None:
    """Only the pixels of the last row need memory, not its padding."""
    info = Fourcc.XRGB8888.info
    with Mapping(memfd, PAGE, geometry=(info, 0, 1, 4, 0, ((0, 0, 1364),))) as mapping:
        assert mapping.array.shape == (4, 1)


@pytest.mark.parametrize(
    ("bpp", "shape", "kind"),
    [
        (4, (4, 3), "u1"),
        (8, (4, 6), "u1"),
        (16, (4, 6), "u2"),
        (24, (4, 6, 3), "u1"),
        (32, (4, 6), "u4"),
        (64, (4, 6), "u8"),
    ],
)
def test_pixels_by_bits_alone(memfd: int, bpp: int, shape: tuple[int, ...], kind: str) -> None:
    """Without a format the bits per pixel give shape and type."""
    with Mapping(memfd, PAGE, geometry=(None, bpp, 6, 4, 0, ((0, 0, 128),))) as mapping:
        assert (mapping.array.shape, mapping.array.dtype) == (shape, np.dtype(kind))


def test_bytes_without_geometry(memfd: int) -> None:
    """A mapping that knows of no picture is bytes; so is any mapping as a buffer."""
    with Mapping(memfd, PAGE) as mapping:
        assert (mapping.array.shape, mapping.array.dtype) == ((PAGE,), np.dtype("u1"))
        with pytest.raises(IndexError):
            mapping.plane(1)
    with picture(memfd, "XRGB8888", 4, 4) as mapping:
        assert np.asarray(mapping).shape == (64 * PAGE,)
        assert np.shares_memory(np.asarray(mapping), mapping.array)

"""Importing buffers that exist elsewhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
import pygbm
from pydrm import DmaBuf, Fourcc, Modifier
from pygbm import GbmError, Use, ffi, lib

from ..support import conf, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.nodes import Node
    from .conftest import RawGbm

pytestmark = needs("prime.export", "prime.import")

XR24 = lib.GBM_FORMAT_XRGB8888


def copy(dmabuf: DmaBuf, **changes: Any) -> DmaBuf:
    """The same memory with another story told about it."""
    own: dict[str, Any] = {
        "width": dmabuf.width,
        "height": dmabuf.height,
        "format": dmabuf.format,
        "modifier": dmabuf.modifier,
    }
    if isinstance(changes.get("format"), str):
        changes["format"] = Fourcc(changes["format"])
    pitch, offset = changes.pop("pitch", dmabuf.pitch), changes.pop("offset", 0)
    return DmaBuf([(os.dup(dmabuf.fileno()), offset, pitch)], **(own | changes))


@conf("G13")
def test_raw_import_errors(raw_gbm: RawGbm) -> None:
    """FD fails with EINVAL, FD_MODIFIER with ENOSYS, and a type that nobody knows with ENOSYS."""
    data = ffi.new("struct gbm_import_fd_data *", (-1, 64, 64, 256, XR24))
    assert lib.gbm_bo_import(raw_gbm.ptr, lib.GBM_BO_IMPORT_FD, data, 0) == ffi.NULL
    assert ffi.errno == 22
    more = ffi.new(
        "struct gbm_import_fd_modifier_data *", (64, 64, XR24, 1, [-1] * 4, [256] * 4, [0] * 4, Modifier.LINEAR)
    )
    assert lib.gbm_bo_import(raw_gbm.ptr, lib.GBM_BO_IMPORT_FD_MODIFIER, more, 0) == ffi.NULL
    assert ffi.errno == 38
    assert lib.gbm_bo_import(raw_gbm.ptr, 0x1234, more, 0) == ffi.NULL
    assert ffi.errno == 38


@conf("G13")
def test_what_is_no_dmabuf(gbm: pygbm.Device) -> None:
    """A closed descriptor, and one of something else: EINVAL, with what the kernel said."""
    read, write = os.pipe()
    os.close(write)
    for fd, reason in ((-1, "Bad file descriptor"), (read, "Invalid argument")):
        with pytest.raises(OSError) as caught:
            gbm.import_fd(fd, width=16, height=16, stride=64, format="XR24")
        assert caught.value.errno == 22
        assert "type=FD" in caught.value.__notes__[0]
        assert reason in caught.value.__notes__[-1]
    os.close(read)


@conf("G13")
def test_unknown_layouts(gbm: pygbm.Device) -> None:
    """A modifier or format that the driver does not know: libgbm's errno, and that the kernel would have taken it."""
    with gbm.create_bo(64, 64) as bo, bo.export() as dmabuf:
        for changes in ({"modifier": Modifier.I915_X_TILED}, {"format": Fourcc(0x41414141)}):
            with copy(dmabuf, **changes) as strange, pytest.raises(OSError) as caught:
                gbm.import_dmabuf(strange)
            assert caught.value.errno in (22, 38)
            assert "Mesa knows no such" in caught.value.__notes__[-1]


@conf("G13")
@pytest.mark.parametrize(
    "changes",
    [{"height": 65}, {"pitch": 255}, {"width": 65}, {"offset": 4}, {"pitch": 0}, {"height": 64, "pitch": 1 << 20}],
)
def test_pictures_that_do_not_fit(gbm: pygbm.Device, changes: dict[str, Any]) -> None:
    """Rows that are too short, or that end past the memory, are a ValueError: Mesa takes some of them (22.3)."""
    with gbm.create_bo(64, 64) as bo, bo.export() as dmabuf:
        if dmabuf.size != 64 * 64 * 4:
            pytest.skip("the driver rounds buffers up")
        with copy(dmabuf, **changes) as wrong, pytest.raises(ValueError):
            gbm.import_dmabuf(wrong)
        with pytest.raises(OSError) as caught:
            gbm.import_fd(dmabuf, width=0, height=64, stride=256, format="XR24")
        assert caught.value.errno == 22


def test_without_geometry(gbm: pygbm.Device) -> None:
    """A dma-buf that does not say what picture it holds is a ValueError."""
    with gbm.create_bo(64, 64) as bo, DmaBuf.from_fd(bo.fd()) as plain, pytest.raises(ValueError):
        gbm.import_dmabuf(plain)


@conf("G13")
@pytest.mark.parametrize("way", ["fd", "dmabuf", "modifier"])
def test_own_buffers(gbm: pygbm.Device, way: str) -> None:
    """A device imports what it exported: the same memory, seen both ways; the descriptors stay the caller's."""
    with gbm.create_bo(64, 64) as bo, bo.export() as dmabuf:
        if way == "fd":
            again = gbm.import_fd(dmabuf, width=64, height=64, stride=bo.stride, format="XR24", use=Use.RENDERING)
        elif way == "dmabuf":
            again = gbm.import_dmabuf(dmabuf, Use.SCANOUT)
        else:
            with copy(dmabuf, modifier=Modifier.LINEAR) as told:
                again = gbm.import_dmabuf(told)
        with again:
            assert again != bo
            assert (again.width, again.height, again.format, again.stride) == (64, 64, Fourcc.XRGB8888, bo.stride)
            with bo.map(write=True) as pixels:
                pixels.array[...] = 0x55AA
            assert (again.map().array == 0x55AA).all()
            with again.export() as second:
                assert second.same_buffer(dmabuf)


@needs("dumb")
@conf("G13")
def test_dumb_buffers_of_the_same_device(node: Node) -> None:
    """A dumb buffer of the same DRM file, exported, is a GBM buffer whose pixels are the dumb buffer's."""
    with pydrm.open(node.path) as drm, pygbm.Device(drm) as gbm, drm.create_dumb(64, 64, "XR24") as dumb:
        dumb.array[...] = 0x777
        with dumb.export() as dmabuf, gbm.import_dmabuf(dmabuf) as bo:
            assert bo.handle == dumb.handle
            assert (bo.map().array == 0x777).all()


@conf("G13")
def test_foreign_buffers(gbm: pygbm.Device, foreign_dmabuf: Callable[[int], int]) -> None:
    """What another driver made is imported as a name for the same memory, or refused with EINVAL."""
    with DmaBuf.from_fd(foreign_dmabuf(64 * 64 * 4), width=64, height=64, format="XR24", pitch=256) as dmabuf:
        try:
            bo = gbm.import_dmabuf(dmabuf)
        except OSError as error:
            assert error.errno == 22
        else:
            with bo, bo.export(writable=False) as again:
                assert again.same_buffer(dmabuf)


@needs("gbm.bits")
@conf("G14")
@pytest.mark.parametrize("modifier", [Modifier.LINEAR, Modifier.INVALID])
def test_three_buffers_as_one(gbm: pygbm.Device, modifier: Modifier) -> None:
    """Three R8 buffers as the planes of one YUV420 buffer: each plane has its handle, stride and offset, and its
    descriptor leads back to its buffer."""
    parts = [gbm.create_bo(64, 64, "R8"), gbm.create_bo(32, 32, "R8"), gbm.create_bo(32, 32, "R8")]
    planes = [(part.fd(), 0, part.stride) for part in parts]
    with (
        DmaBuf(planes, width=64, height=64, format="YU12", modifier=modifier) as dmabuf,
        gbm.import_dmabuf(dmabuf) as bo,
    ):
        assert bo.plane_count == 3
        for index, part in enumerate(parts):
            plane = bo.plane(index)
            assert (plane.handle, plane.offset, plane.stride) == (part.handle, 0, part.stride)
            with DmaBuf.from_fd(bo.fd(index)) as one, DmaBuf.from_fd(part.fd()) as other:
                assert one.same_buffer(other)
        with bo.export() as exported:
            assert [plane.pitch for plane in exported.planes] == [part.stride for part in parts]
            assert len({plane.fd for plane in exported.planes}) == 3
        assert bo.bpp == 0
    for part in parts:
        part.close()


@needs("gbm.bits")
@conf("G14")
@pytest.mark.parametrize("modifier", [Modifier.LINEAR, Modifier.INVALID])
def test_one_memory_for_all_planes(gbm: pygbm.Device, modifier: Modifier) -> None:
    """NV12 in one piece of memory: planes of one handle at different offsets, exported through one descriptor."""
    with gbm.create_bo(64, 96, "R8") as memory:
        stride = memory.stride
        with _nv12(memory, modifier) as dmabuf, gbm.import_dmabuf(dmabuf) as bo, bo.export() as exported:
            assert [(plane.offset, plane.pitch) for plane in exported.planes] == [(0, stride), (64 * stride, stride)]
            assert len({plane.fd for plane in exported.planes}) == 1
            assert bo.planes[0].handle == bo.planes[1].handle == memory.handle


@needs("gbm.bits")
@conf("G14")
def test_planes_that_the_driver_forgets(gbm: pygbm.Device) -> None:
    """A buffer of which the driver lost planes is not exported as if it had them: all planes, or an error."""
    with gbm.create_bo(64, 96, "R8") as memory, _nv12(memory, Modifier.LINEAR) as dmabuf:
        try:
            bo = gbm.import_dmabuf(dmabuf)
        except OSError as error:
            assert error.errno == 38
            assert "Mesa knows no such" in error.__notes__[-1]
            return
        with bo:
            if bo.plane_count == 1:
                with pytest.raises(GbmError, match="1 of the 2 planes"):
                    bo.export()
            else:
                bo.export().close()


@needs("gbm.bits")
@conf("G11", "G14")
def test_yuv_is_not_mapped(gbm: pygbm.Device) -> None:
    """Mapping a YUV buffer is EOPNOTSUPP, where Mesa follows NULL; its dma-buf can be mapped."""
    with gbm.create_bo(64, 64, "GR88") as memory, memory.export() as dmabuf, copy(dmabuf, format="YUYV") as told:
        with gbm.import_dmabuf(told) as bo:
            with pytest.raises(OSError) as caught:
                bo.map()
            assert caught.value.errno == 95
            with bo.export() as exported:
                assert exported.array().shape == (64, 64)


def _nv12(memory: pygbm.BufferObject, modifier: Modifier) -> DmaBuf:
    fd, stride = memory.fd(), memory.stride
    planes = [(fd, 0, stride), (fd, 64 * stride, stride)]
    return DmaBuf(planes, width=64, height=64, format="NV12", modifier=modifier)


class Pointer:
    """Any other library's object."""

    def __init__(self, native: int) -> None:
        self.native = native


@conf("G13")
def test_images_and_wayland_buffers_without_their_display(gbm: pygbm.Device) -> None:
    """Without an EGL display on this device nobody knows images or Wayland buffers: EINVAL (or ENOSYS), no crash."""
    for importer in (gbm.import_egl_image, gbm.import_wl_buffer):
        with pytest.raises(OSError) as caught:
            importer(Pointer(0x1000))
        assert caught.value.errno in (22, 38)
        with pytest.raises(ValueError):
            importer(Pointer(0))
        with pytest.raises(AttributeError):
            importer(0x1000)  # type: ignore[arg-type]


@needs("libegl")
@conf("G13")
def test_egl_images(gbm: pygbm.Device, window: Any) -> None:
    """An EGLImage of a display on this device is a buffer with the image's pixels."""
    from pyegl import ffi as egl_ffi
    from pyegl import lib as egl

    with gbm.create_surface(64, 64, "XR24") as surface, gbm.create_bo(64, 64) as source, source.export() as dmabuf:
        own = window(surface)
        with source.map(write=True) as pixels:
            pixels.array[...] = 0xFF102030
        attributes = egl_ffi.new(
            "EGLint[]",
            [
                *(egl.EGL_WIDTH, 64, egl.EGL_HEIGHT, 64, egl.EGL_LINUX_DRM_FOURCC_EXT, XR24),
                *(egl.EGL_DMA_BUF_PLANE0_FD_EXT, dmabuf.fileno(), egl.EGL_DMA_BUF_PLANE0_OFFSET_EXT, 0),
                *(egl.EGL_DMA_BUF_PLANE0_PITCH_EXT, source.stride, egl.EGL_NONE),
            ],
        )
        image = egl.eglCreateImageKHR(own.display, egl_ffi.NULL, egl.EGL_LINUX_DMA_BUF_EXT, egl_ffi.NULL, attributes)
        assert image != egl_ffi.NULL
        with gbm.import_egl_image(Pointer(int(egl_ffi.cast("uintptr_t", image)))) as bo:
            assert (bo.width, bo.height, bo.format) == (64, 64, Fourcc.XRGB8888)
            assert bo.handle == source.handle
            egl.eglDestroyImageKHR(own.display, image)
            assert (bo.map().array == 0xFF102030).all()
        own.end()

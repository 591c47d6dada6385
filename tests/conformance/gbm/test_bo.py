"""Buffers: sizes, formats, flags, modifiers, planes, descriptors."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
from typing import TYPE_CHECKING, Any

import pytest

import pygbm
from pydrm import ClosedError, DmaBuf, Fourcc, Modifier
from pygbm import GbmError, Use, ffi, lib

from ..support import conf, needs, probes
from ..support.force import NOT_APPLICABLE

if TYPE_CHECKING:
    from ..support.nodes import Node
    from .conftest import RawGbm

XR24 = lib.GBM_FORMAT_XRGB8888


@conf("G4")
@pytest.mark.parametrize(
    ("width", "height", "format"), [(0, 1, XR24), (1, 0, XR24), (0, 0, XR24), (16, 16, 0x41414141)]
)
def test_bad_sizes_and_formats(raw_gbm: RawGbm, width: int, height: int, format: int) -> None:
    """No pixels, or a format that nobody knows: NULL and EINVAL, from libgbm and from us."""
    assert raw_gbm.bo(width, height, format) == ffi.NULL
    assert ffi.errno == 22
    with pygbm.Device(raw_gbm.drm) as gbm, pytest.raises(OSError) as caught:
        gbm.create_bo(width, height, format)
    assert caught.value.errno == 22
    assert "gbm_bo_create" in caught.value.__notes__[0]


@conf("G4")
def test_numbers_that_do_not_fit(gbm: pygbm.Device) -> None:
    """What no 32-bit number can hold is a ValueError; a size that Mesa would cut down is refused."""
    for width, height in ((-1, 1), (1 << 32, 1)):
        with pytest.raises(ValueError):
            gbm.create_bo(width, height)
    with pytest.raises(OSError) as caught:
        gbm.create_bo(1, 65536)
    assert caught.value.errno == 22


@conf("G4")
@pytest.mark.parametrize(
    "width",
    # Of the last one virtio-gpu would give all 16 GiB out at once.
    [1 << 30, 1 << 31, pytest.param((1 << 32) - 1, marks=needs("dumb.lazy"))],
)
def test_widths_that_nothing_has(gbm: pygbm.Device, width: int) -> None:
    """A row of gigabytes is refused, by Mesa or by the kernel."""
    with pytest.raises((OSError, GbmError)):
        gbm.create_bo(width, 1)


@conf("G4")
@pytest.mark.parametrize("code", [0, 1])
def test_old_format_codes(gbm: pygbm.Device, code: int) -> None:
    """GBM_BO_FORMAT_XRGB8888 and ARGB8888 are taken, and answered as fourccs."""
    with gbm.create_bo(16, 16, code) as bo:
        assert bo.format == (Fourcc.XRGB8888, Fourcc.ARGB8888)[code]


@needs("dumb")
@conf("G5")
@pytest.mark.parametrize(
    ("format", "use", "good"),
    [
        ("XR24", Use.WRITE, False),
        ("XR24", Use.WRITE | Use.CURSOR, False),
        ("AR24", Use.WRITE | Use.SCANOUT, False),
        ("RG16", Use.WRITE | Use.SCANOUT, False),
        ("AR24", Use.WRITE | Use.CURSOR, True),
        ("XR24", Use.WRITE | Use.SCANOUT, True),
        ("XB24", Use.WRITE | Use.SCANOUT, True),
    ],
)
def test_use_write(gbm: pygbm.Device, node: Node, format: str, use: Use, good: bool) -> None:
    """USE_WRITE only for cursors in ARGB and scanout in XRGB or XBGR; such a buffer is linear, of one plane, and not
    exported by libgbm, but by us."""
    if not good:
        with pytest.raises(OSError) as caught:
            gbm.create_bo(64, 64, format, use)
        assert caught.value.errno == 22
        return
    with gbm.create_bo(64, 64, format, use) as bo:
        assert bo.modifier == Modifier.LINEAR
        assert bo.plane_count == 1
        assert lib.gbm_bo_get_fd(ffi.cast("struct gbm_bo *", bo.native)) == -1
        with pytest.raises(OSError) as caught:
            bo.fd()
        assert caught.value.errno == 22
        bo.write(b"\x5a" * (bo.stride * 64))
        if probes.of_node(node, "prime.export") is None:
            with bo.export() as dmabuf, dmabuf.map(write=False) as memory:
                assert bytes(memory[: 64 * 4]) == b"\x5a" * 256


@conf("G4")
def test_software_on_a_render_node(render: Node) -> None:
    """A GBM device on a render node works, or, with a software driver, makes no buffers: EACCES, as the kernel says."""
    with pygbm.Device(render.path) as gbm:
        try:
            gbm.create_bo(16, 16).close()
        except PermissionError as error:
            assert render.path in error.__notes__[0]


@conf("G6")
def test_modifier_arguments(raw_gbm: RawGbm) -> None:
    """A count without a list, a list without a count, modifiers with USE_LINEAR: EINVAL, buffers and surfaces alike."""
    linear = ffi.new("uint64_t[]", [0])
    for name in ("gbm_bo_create_with_modifiers2", "gbm_surface_create_with_modifiers2"):
        function = getattr(lib, name)
        for modifiers, count, use in ((ffi.NULL, 1, 0), (linear, 0, 0), (linear, 1, lib.GBM_BO_USE_LINEAR)):
            ffi.errno = 0
            assert function(raw_gbm.ptr, 64, 64, XR24, modifiers, count, use) == ffi.NULL
            assert ffi.errno == 22
    with pygbm.Device(raw_gbm.drm) as gbm:
        makers: list[Any] = [gbm.create_bo, gbm.create_surface]
        for make in makers:
            with pytest.raises(ValueError):
                make(64, 64, "XR24", modifiers=[])
            with pytest.raises(ValueError):
                make(64, 64, "XR24", None)
            with pytest.raises(OSError) as caught:
                make(64, 64, "XR24", Use.LINEAR, modifiers=[Modifier.LINEAR])
            assert caught.value.errno == 22


@conf("G6")
@pytest.mark.parametrize("use", [None, Use.RENDERING, Use.SCANOUT])
def test_modifiers(gbm: pygbm.Device, use: Use | None) -> None:
    """Every modifier that is listed for a format can be had, and the buffer says so; without any, ENOSYS."""
    listed = {each.format: each.modifiers for each in gbm.formats(formats=[Fourcc.XRGB8888])}[Fourcc.XRGB8888]
    if not listed:
        with pytest.raises(OSError) as caught:
            gbm.create_bo(64, 64, "XR24", use, modifiers=[Modifier.LINEAR])
        assert caught.value.errno == 38
        assert "LINEAR" in caught.value.__notes__[0]
        return
    for modifier in listed:
        with gbm.create_bo(64, 64, "XR24", use, modifiers=[Modifier.INVALID, modifier]) as bo:
            # Mesa's software driver takes LINEAR, makes it, and does not say so (25.0).
            assert bo.modifier in (modifier, Modifier.INVALID)
            assert bo.plane_count == listed[modifier]


@conf("G7")
def test_only_the_invalid_modifier(gbm: pygbm.Device) -> None:
    """INVALID alone is EINVAL for buffers and surfaces alike (Mesa 22.3: ENOSYS; later: a useless surface)."""
    makers: list[Any] = [gbm.create_bo, gbm.create_surface]
    for make in makers:
        with pytest.raises(OSError) as caught:
            make(64, 64, "XR24", modifiers=[Modifier.INVALID, Modifier.INVALID])
        assert caught.value.errno == 22


@conf("G9")
def test_raw_planes_out_of_range(raw_gbm: RawGbm) -> None:
    """A plane that is not there: handle -1, descriptor -1, stride 0 with EINVAL (or ENOSYS), offset 0."""
    bo = raw_gbm.bo()
    for plane in (1, 2, 100):
        assert lib.gbm_bo_get_handle_for_plane(bo, plane).s32 == -1
        assert ffi.errno in (22, 38)
        assert lib.gbm_bo_get_fd_for_plane(bo, plane) == -1
        assert lib.gbm_bo_get_stride_for_plane(bo, plane) == 0
        assert lib.gbm_bo_get_offset(bo, plane) == 0


@conf("G9")
def test_planes_out_of_range(gbm: pygbm.Device) -> None:
    """A plane that is not there is an IndexError, negative ones too (libgbm takes those for plane 0)."""
    with gbm.create_bo(64, 64) as bo:
        for plane in (1, -1, 100):
            with pytest.raises(IndexError):
                bo.plane(plane)
            with pytest.raises(IndexError):
                bo.fd(plane)
        (only,) = bo.planes
        assert only == (bo.handle, 0, bo.stride)
        assert repr(only) == f"BoPlane(handle={bo.handle}, offset=0, stride={bo.stride})"


@conf("G10")
def test_write_without_use_write(gbm: pygbm.Device) -> None:
    """Writing to a buffer without USE_WRITE: EINVAL."""
    with gbm.create_bo(64, 64) as bo, pytest.raises(OSError) as caught:
        bo.write(b"1234")
    assert caught.value.errno == 22
    assert "gbm_bo_write(count=4)" in caught.value.__notes__[0]


@needs("dumb")
@conf("G10")
def test_write_stays_inside(gbm: pygbm.Device) -> None:
    """Writing more than the buffer holds is refused, where libgbm would write past its end."""
    with gbm.create_bo(64, 64, "XR24", Use.SCANOUT | Use.WRITE) as bo:
        with pytest.raises(ValueError):
            bo.write(bytes(bo.stride * 64 + 1))
        bo.write(memoryview(bytearray(b"\x11" * bo.stride)))
        assert bo.map().array[0, 0] == 0x11111111
        with pytest.raises((TypeError, BufferError, ValueError)):
            bo.write(memoryview(bytes(64))[::2])


@needs("prime.export", "prime.import")
@conf("G12")
def test_descriptors(gbm: pygbm.Device) -> None:
    """Each time a new descriptor, closed on exec, of the same dma-buf; the caller's to close."""
    with gbm.create_bo(64, 64) as bo:
        first, second = bo.fd(), bo.fd()
        assert first != second
        assert os.fstat(first).st_ino == os.fstat(second).st_ino
        assert fcntl.fcntl(first, fcntl.F_GETFD) & fcntl.FD_CLOEXEC
        os.close(first)
    with DmaBuf.from_fd(second) as dmabuf:
        assert dmabuf.size >= 64 * 64 * 4


@needs("prime.export", "prime.import")
@conf("G12")
def test_export(gbm: pygbm.Device) -> None:
    """An export carries the geometry, may be written, and lives longer than the buffer and its device."""
    with gbm.create_bo(33, 17, "XR24") as bo:
        with bo.map(write=True) as pixels:
            pixels.array[...] = 0xFF123456
        dmabuf = bo.export()
        assert (dmabuf.width, dmabuf.height, dmabuf.format, dmabuf.pitch) == (33, 17, Fourcc.XRGB8888, bo.stride)
        assert dmabuf.modifier == bo.modifier
    gbm.close()
    with dmabuf, dmabuf.cpu_access():
        assert (dmabuf.array() == 0xFF123456).all()
        dmabuf.array()[...] = 1


@needs("prime.export", "prime.import")
@conf("G12", "X2")
def test_no_descriptor_left(gbm: pygbm.Device) -> None:
    """EMFILE is told as such, and nothing is lost."""
    with gbm.create_bo(16, 16) as bo:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        top = max(map(int, os.listdir("/proc/self/fd"))) + 1
        held = [os.dup(0) for _ in range(top - len(os.listdir("/proc/self/fd")) + 1)]
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(held) + 1, hard))
        try:
            for ask in (bo.fd, bo.export, lambda: bo.export(writable=False)):
                with pytest.raises((OSError, GbmError)) as caught:
                    ask()
                assert getattr(caught.value, "errno", 24) == 24
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            for fd in held:
                os.close(fd)
        bo.export().close()


@conf("G12", "G13", "X14")
def test_a_driver_that_shares_nothing(gbm: pygbm.Device, node: Node) -> None:
    """Where the kernel's driver has no PRIME at all, exports and imports are ENOSYS, before Mesa follows NULL."""
    if probes.of_node(node, "prime.export") is None:
        pytest.skip(f"{NOT_APPLICABLE}{node.driver} exports its buffers")
    with gbm.create_bo(16, 16) as bo:
        for ask in (bo.fd, bo.export):
            with pytest.raises(OSError) as caught:
                ask()
            assert caught.value.errno == errno.ENOSYS
    with os.fdopen(os.memfd_create("no dma-buf")) as file, pytest.raises(OSError) as caught:
        gbm.import_fd(file.fileno(), width=16, height=16, stride=64, format="XR24")
    assert caught.value.errno == errno.ENOSYS
    assert "DRM_CAP_PRIME" in caught.value.__notes__[-1]


@pytest.mark.parametrize(
    ("format", "bits"),
    [pytest.param(Fourcc.RGB565, 16, marks=needs("gbm.bits")), (Fourcc.XRGB8888, 32)],
    ids=["RG16", "XR24"],
)
def test_what_a_buffer_says(gbm: pygbm.Device, format: Fourcc, bits: int) -> None:
    """Size, format, stride, bits per pixel and device are what was asked for; the repr shows it."""
    with gbm.create_bo(100, 50, format, Use.LINEAR) as bo:
        assert (bo.width, bo.height, bo.format, bo.bpp) == (100, 50, format, bits)
        assert bo.stride >= 100 * bits // 8
        assert bo.device is gbm
        assert bo.native == int(ffi.cast("uintptr_t", ffi.cast("struct gbm_bo *", bo.native)))
        assert f"100x50 {format}" in repr(bo)
        assert bo == bo
        with gbm.create_bo(100, 50) as other:
            assert bo != other
            assert len({bo, other, bo}) == 2
    assert "closed" in repr(bo)
    for use in (lambda: bo.handle, bo.fd, bo.export, bo.map, lambda: bo.native, lambda: bo.user_data):
        with pytest.raises(ClosedError):
            use()

"""`pydrm.kms.Fb`: framebuffers of every kind of buffer, without a GEM handle too many or too few."""

from __future__ import annotations

import errno

import pytest

import pydrm
from pydrm import ClosedError, DmaBuf, Fourcc, Modifier
from pydrm.kms import Fb, Kms

from ..support import conf, needs

# -- what they are made of -------------------------------------------------------------------------------------------


@conf("K1", "K3")
def test_of_a_dumb_buffer(display: pydrm.Device) -> None:
    """Its own handle is used; the kernel says of the framebuffer what the buffer says of itself."""
    with display.create_dumb(100, 50, Fourcc.XRGB8888) as buffer, Fb.add(display, buffer) as fb:
        assert display.gem.handles() == {buffer.handle: 1}
        assert (fb.width, fb.height, fb.format) == (100, 50, Fourcc.XRGB8888)
        found = Kms(display).framebuffer(fb.id)
        assert (found.width, found.height, found.format) == (100, 50, Fourcc.XRGB8888)
        assert [(plane.pitch, plane.offset) for plane in found.planes] == [(buffer.pitch, 0)]
        assert Kms(display).resources().framebuffers == (fb.id,)
        assert (
            repr(fb) == f"<Fb {fb.id} 100x50 XRGB8888{' LINEAR' if fb.modifier is not None else ''} on {display.path}>"
        )
    assert not fb
    with pytest.raises(FileNotFoundError):
        Kms(display).framebuffer(found.id)


@needs("prime.export", "prime.import")
@conf("K1", "K3")
def test_of_a_dmabuf(display: pydrm.Device) -> None:
    """Imported and let go at once: handles that others use stay theirs, and count as before."""
    with display.create_dumb(64, 64, Fourcc.XRGB8888) as buffer, buffer.export() as dmabuf:
        with display.import_dmabuf(dmabuf) as other:
            with Fb.add(display, dmabuf) as fb:
                assert display.gem.handles() == {buffer.handle: 2}
                assert fb.modifier in (Modifier.LINEAR, None)
            assert display.gem.handles() == {buffer.handle: 2}
            assert other.flink() == buffer.flink()
        with Fb.add(display, dmabuf):
            buffer.array[:] = 5
        assert display.gem.handles() == {buffer.handle: 1}


@conf("K1", "P17")
@needs("prime.foreign")
def test_of_another_device(display: pydrm.Device, vgem: pydrm.Device) -> None:
    """A buffer of another device is exported and imported for the moment; nothing is left of either step."""
    with vgem.create_dumb(64, 64, Fourcc.XRGB8888) as buffer, Fb.add(display, buffer) as fb:
        assert display.gem.handles() == {}
        assert vgem.gem.handles() == {buffer.handle: 1}
        assert Kms(display).framebuffer(fb).width == 64


@conf("K1")
def test_of_the_same_file(display: pydrm.Device) -> None:
    """Two devices on one DRM file share their handles: neither exports to the other."""
    with pydrm.Device.from_fd(display.fileno(), dup=True) as twin:
        with twin.create_dumb(64, 64, Fourcc.XRGB8888) as buffer, Fb.add(display, buffer):
            assert display.gem.handles() == {buffer.handle: 1}


@conf("K1")
def test_of_a_handle(display: pydrm.Device) -> None:
    """A buffer that says nothing of a picture, by what the caller says."""
    with display.create_dumb(64, 64, bpp=32) as buffer, display.open_name(buffer.flink()) as alias:
        with pytest.raises(ValueError, match=r"does not say its width: give width=$"):
            Fb.add(display, alias)
        with pytest.raises(ValueError, match=r"does not say its format: give format=$"):
            Fb.add(display, buffer)
        with pytest.raises(ValueError, match=r"does not say its pitch: give pitch=$"):
            Fb.add(display, alias, width=64, height=64, format="XR24")
        with Fb.add(display, alias, width=64, height=64, format="XR24", pitch=buffer.pitch) as fb:
            assert fb.modifier is None
        with Fb.add(display, buffer, format=Fourcc.XRGB8888, width=32) as fb:
            assert (fb.width, fb.format) == (32, Fourcc.XRGB8888)


@conf("K1")
@needs("fb.argb8888")
def test_of_a_handle_with_alpha(display: pydrm.Device) -> None:
    """The format is what the caller says."""
    with display.create_dumb(64, 64, bpp=32) as buffer, Fb.add(display, buffer, format=Fourcc.ARGB8888, width=32) as fb:
        assert (fb.width, fb.format) == (32, Fourcc.ARGB8888)


@conf("K1")
@needs("libgbm", "prime.export", "prime.import")
def test_of_a_gbm_buffer(display: pydrm.Device) -> None:
    """libgbm's handles stay libgbm's."""
    import pygbm

    with pygbm.Device(display) as gbm, gbm.create_bo(64, 64, Fourcc.XRGB8888, pygbm.Use.LINEAR) as bo:
        before = display.gem.handles()
        with Fb.add(display, bo) as fb:
            assert (fb.width, fb.height, fb.format) == (64, 64, Fourcc.XRGB8888)
        assert display.gem.handles() == before
        with bo.map(write=True) as mapping:  # libgbm finds its buffer by its handle
            mapping.array[:] = 3


@conf("K1")
@needs("fb.nv12")
def test_of_several_planes(display: pydrm.Device) -> None:
    """In one buffer, and each in a buffer of its own."""
    with display.create_dumb(64, 64, "NV12") as buffer, Fb.add(display, buffer) as fb:
        assert len(Kms(display).framebuffer(fb).planes) == 2
    with display.create_dumb(64, 64, bpp=8) as luma, display.create_dumb(64, 32, bpp=8) as chroma:
        planes = [(each.export().detach()[0], 0, each.pitch) for each in (luma, chroma)]
        with DmaBuf(planes, width=64, height=64, format="NV12") as dmabuf, Fb.add(display, dmabuf) as fb:
            assert sorted(display.gem.handles()) == sorted([luma.handle, chroma.handle])
            assert len(Kms(display).framebuffer(fb).planes) == 2


@conf("K5")
@needs("fb.modifiers", "prime.export", "prime.import")
def test_planes_that_the_format_has_not(display: pydrm.Device) -> None:
    """All planes of a source are told, each with its own buffer: two are too many for XRGB8888 if modifiers count."""
    with display.create_dumb(64, 64, bpp=32) as one, display.create_dumb(64, 64, bpp=32) as two:
        planes = [(one.export().detach()[0], 0, 256), (two.export().detach()[0], 512, 128)]
        with DmaBuf(planes, width=64, height=64, format="XRGB8888") as dmabuf:
            Fb.add(display, dmabuf).close()
            with pytest.raises(OSError) as caught:
                Fb.add(display, dmabuf, modifier=Modifier.LINEAR)
            with pytest.raises(ValueError, match=r"has 2 planes, of which it says the pitches itself$"):
                Fb.add(display, dmabuf, pitch=256)
        assert caught.value.errno == errno.EINVAL
        spelt = f"handle {one.handle}, offset 0, pitch 256; handle {two.handle}, offset 512, pitch 128"
        assert f"modifier=LINEAR, planes={spelt})" in caught.value.__notes__[0]
        assert display.gem.handles() == {one.handle: 1, two.handle: 1}


@conf("K5")
@needs("fb.modifiers")
def test_modifiers(display: pydrm.Device) -> None:
    """The source's, another one that the caller says, or none at all."""
    with display.create_dumb(64, 64, Fourcc.XRGB8888) as buffer:
        with Fb.add(display, buffer) as fb:
            assert fb.modifier is Modifier.LINEAR
        with Fb.add(display, buffer, modifier=Modifier.INVALID) as fb:
            assert fb.modifier is None
        with pytest.raises(OSError) as caught:
            Fb.add(display, buffer, modifier=Modifier.I915_X_TILED)
        assert caught.value.errno == errno.EINVAL
        assert "modifier=I915_X_TILED" in caught.value.__notes__[0]


@needs("prime.export", "prime.import")
@conf("K6")
def test_the_old_call(display: pydrm.Device) -> None:
    """Depth and bits per pixel instead of a format; the kernel's own table says which that is."""
    with display.create_dumb(64, 64, Fourcc.XRGB8888) as buffer:
        with Fb.add_legacy(display, buffer, depth=24, bpp=32) as fb:
            assert fb.format is Fourcc.XRGB8888
            assert Kms(display).framebuffer(fb).format == fb.format
        with pytest.raises(OSError) as caught:
            Fb.add_legacy(display, buffer, depth=17, bpp=32)
        assert caught.value.errno == errno.EINVAL
        given = f"handle={buffer.handle}, width=64, height=64, pitch={buffer.pitch}, bpp=32, depth=17"
        assert caught.value.__notes__ == [f"DRM_IOCTL_MODE_ADDFB({given}) on {display.path} ({display.driver})"]
        with buffer.export() as dmabuf:
            planes = [(dmabuf.dup().detach()[0], 4, dmabuf.pitch)]
        with DmaBuf(planes, width=32, height=32, format="XR24") as part:
            with pytest.raises(ValueError, match="takes one plane at offset 0"):
                Fb.add_legacy(display, part, depth=24, bpp=32)


# -- what cannot be --------------------------------------------------------------------------------------------------


@conf("K3", "K4")
@needs("prime.foreign")
def test_bad_arguments(display: pydrm.Device, vgem: pydrm.Device) -> None:
    """Each is named, whether it is refused here or by the kernel; nothing is left of what was imported."""
    with vgem.create_dumb(64, 64, Fourcc.XRGB8888) as buffer:
        for wrong, message in (
            ({"width": -1}, "width -1 does not fit"),
            ({"height": 1 << 32}, "height 4294967296 does not fit"),
            ({"pitch": -4}, r"pitches\[0\] -4 does not fit"),
            ({"format": "NV12"}, r"has 1 plane\(s\), and NV12 has 2$"),
            ({"format": "nonsense"}, "is no pixel format"),
            ({"modifier": -1}, "a modifier is a 64-bit number"),
        ):
            with pytest.raises(ValueError, match=message):
                Fb.add(display, buffer, **wrong)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="width has to be an integer, not 'wide'"):
            Fb.add(display, buffer, width="wide")  # type: ignore[arg-type]
        for size in ({"width": 65}, {"height": 65}, {"width": 0}, {"pitch": 1}):
            with pytest.raises(OSError) as caught:
                Fb.add(display, buffer, **size)  # type: ignore[arg-type]
            assert caught.value.errno == errno.EINVAL
            assert caught.value.__notes__[0].startswith("DRM_IOCTL_MODE_ADDFB2(width=")
        with pytest.raises(OSError) as caught:
            Fb.add(display, buffer, pitch=0xFFFFFFFF)
        assert caught.value.errno == errno.ERANGE
    with pytest.raises(TypeError, match=r"^47 is no buffer"):
        Fb.add(display, 47)  # type: ignore[arg-type]
    with pytest.raises(ClosedError):
        Fb.add(display, buffer)


@conf("K3")
def test_drivers_without_a_display(vgem: pydrm.Device) -> None:
    """EOPNOTSUPP, and no handle is left."""
    with vgem.create_dumb(64, 64, Fourcc.XRGB8888) as buffer, buffer.export() as dmabuf:
        with pytest.raises(OSError) as caught:
            Fb.add(vgem, dmabuf)
        assert caught.value.errno == errno.EOPNOTSUPP
        assert vgem.gem.handles() == {buffer.handle: 1}

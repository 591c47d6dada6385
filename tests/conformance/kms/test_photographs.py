"""What a display device really sends to its screen: photographed by QEMU, and compared pixel by pixel.

cirrus and virtio-gpu have a picture of their own, into which their drivers copy what a commit or DIRTYFB tells them of;
bochs sends out the memory itself.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from pydri import lab, scene
from pydri.loaders.renderer import renderer
from pydrm import Fourcc
from pydrm.kms import AtomicRequest, Fb, Rect, legacy
from pyegl import Image, gl

from ..support import conf, needs
from ..support.lane import known_as
from ..test_sharing_matrix import expected
from .photographs import differing, keep, noise

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pygbm

    from ..support.nodes import Node
    from .stage import Stage

pytestmark = needs("camera")


def size(stage: Stage) -> tuple[int, int]:
    """Of the stage's mode, the smallest."""
    return stage.mode.hdisplay, stage.mode.vdisplay


def show(stage: Stage, fb: Fb, **options: Any) -> None:
    """Set the stage's mode."""
    legacy.set_crtc(stage.device, stage.crtc, fb, stage.mode, [stage.connector], **options)


def has_dirtyfb(fb: Fb) -> bool:
    """Whether the driver wants to be told of changes; one that shows the memory itself has no use for it."""
    try:
        fb.dirty()
    except OSError as error:
        assert error.errno == errno.ENOSYS
        return False
    return True


@conf("P21", "K3")
def test_formats(stage: Stage) -> None:
    """Every format of the primary plane is shown as its description says."""
    width, height = size(stage)
    for format in stage.kms.plane(stage.primary).formats:
        pixels = noise(width, height, format, 1)
        with stage.device.create_dumb(width, height, format) as buffer:
            buffer.array[:] = pixels
            with Fb.add(stage.device, buffer) as fb:
                show(stage, fb)
                assert differing(stage, pixels, format) == 0, str(format)


@conf("P21", "K4")
def test_modes(stage: Stage) -> None:
    """Every size that the connector offers and the device can hold."""
    shown = []
    for mode in {(each.hdisplay, each.vdisplay): each for each in stage.connector.modes}.values():
        if mode.hdisplay * mode.vdisplay > 1024 * 768:
            continue
        pixels = noise(mode.hdisplay, mode.vdisplay, Fourcc.XRGB8888, 2)
        with stage.device.create_dumb(mode.hdisplay, mode.vdisplay, Fourcc.XRGB8888) as buffer:
            buffer.array[:] = pixels
            with Fb.add(stage.device, buffer) as fb:
                legacy.set_crtc(stage.device, stage.crtc, fb, mode, [stage.connector])
                assert differing(stage, pixels) == 0, str(mode)
                shown.append(mode)
    assert len(shown) >= 3


@pytest.fixture
def shown(stage: Stage) -> Iterator[tuple[Fb, pydrm.DumbBuffer, Any]]:
    """A framebuffer of the device's own that is on the screen, its buffer, and what is in it."""
    width, height = size(stage)
    pixels = noise(width, height, Fourcc.XRGB8888, 3)
    with stage.device.create_dumb(width, height, Fourcc.XRGB8888) as buffer:
        buffer.array[:] = pixels
        with Fb.add(stage.device, buffer) as fb:
            show(stage, fb)
            assert differing(stage, pixels) == 0
            yield fb, buffer, pixels


@conf("P21")
def test_later_writes(stage: Stage, shown: tuple[Fb, pydrm.DumbBuffer, Any]) -> None:
    """Are on the screen at once where the memory is what is shown; elsewhere the old picture stays until DIRTYFB."""
    fb, buffer, before = shown
    told = has_dirtyfb(fb)
    assert told or stage.device.driver == "bochs-drm"
    after = noise(*size(stage), Fourcc.XRGB8888, 4)
    buffer.array[:] = after
    if not told:
        assert differing(stage, after) == 0
        return
    assert differing(stage, before) == 0
    fb.dirty()
    assert differing(stage, after) == 0


@conf("P21", "K17")
@needs("damage")
def test_damage(stage: Stage, shown: tuple[Fb, pydrm.DumbBuffer, Any]) -> None:
    """DIRTYFB of a rectangle brings that to the screen, with nothing or with everything around it: damage is a hint.

    virtio-gpu copies everything: its atomic_check sets ignore_damage_clips with each new framebuffer (Linux 6.12), and
    the state's copies keep that.
    """
    fb, buffer, before = shown
    after = noise(*size(stage), Fourcc.XRGB8888, 5)
    buffer.array[:] = after
    fb.dirty([Rect(17, 9, 217, 101)])
    both = before.copy()
    both[9:101, 17:217] = after[9:101, 17:217]
    assert 0 in (differing(stage, both), differing(stage, after))
    assert differing(stage, before) > 0


@conf("K21")
def test_flips(stage: Stage, shown: tuple[Fb, pydrm.DumbBuffer, Any]) -> None:
    """When the event has come the other picture is there, and after the next flip the first one again."""
    fb, _, first = shown
    second = noise(*size(stage), Fourcc.XRGB8888, 6)
    with stage.device.create_dumb(*size(stage), Fourcc.XRGB8888) as buffer:
        buffer.array[:] = second
        with Fb.add(stage.device, buffer) as other:
            for target, pixels in ((other, second), (fb, first)):
                legacy.page_flip(stage.device, stage.crtc, target, user_data=1)
                assert len(stage.device.read_events(timeout_ns=10**10)) == 1
                assert differing(stage, pixels) == 0


@conf("K26")
def test_cursors(stage: Stage, shown: tuple[Fb, pydrm.DumbBuffer, Any]) -> None:
    """virtio-gpu sends its cursor beside the picture, for the host to draw: no photograph has it. Others have none."""
    with stage.device.create_dumb(64, 64, Fourcc.ARGB8888) as buffer:
        buffer.array[:] = 0xFF00FF00
        has_cursor = stage.device.driver == "virtio_gpu"
        if has_cursor:
            legacy.set_cursor(stage.device, stage.crtc, buffer, position=(10, 20))
        else:
            with pytest.raises(OSError, match="MODE_CURSOR") as caught:
                legacy.set_cursor(stage.device, stage.crtc, buffer, position=(10, 20))
            assert caught.value.errno == errno.ENXIO
    assert differing(stage, shown[2]) == 0
    if has_cursor:
        legacy.set_cursor(stage.device, stage.crtc, None)


@conf("P21", "K26")
def test_a_part_by_the_crtc(stage: Stage) -> None:
    """SETCRTC's x and y choose where in a larger framebuffer the picture begins."""
    width, height = size(stage)
    whole = noise(width + 64, height + 32, Fourcc.XRGB8888, 7)
    with stage.device.create_dumb(width + 64, height + 32, Fourcc.XRGB8888) as buffer:
        buffer.array[:] = whole
        with Fb.add(stage.device, buffer) as fb:
            show(stage, fb, x=40, y=9)
            assert differing(stage, whole[9 : 9 + height, 40 : 40 + width]) == 0


@conf("K9")
def test_off(stage: Stage, shown: tuple[Fb, pydrm.DumbBuffer, Any]) -> None:
    """A CRTC without ACTIVE leaves nothing to photograph, and the picture comes back with it."""
    request = AtomicRequest(stage.kms)
    request.set(stage.crtc, ACTIVE=False)
    request.commit(allow_modeset=True)
    stage.darken()
    with pytest.raises(lab.DisplayOff):
        lab.photograph(stage.device.driver)
    show(stage, shown[0])
    assert differing(stage, shown[2]) == 0


def made(gbm: pygbm.Device | None) -> pygbm.Device:
    """The GBM device of a renderer that has one."""
    assert gbm is not None
    return gbm


def refused(stage: Stage, source: Any) -> bool:
    """Whether the device does not take the buffers of others; then it said so with its errno."""
    refusal = expected("vgem", known_as(stage.device.driver))
    if refusal == 0:
        return False
    with pytest.raises(OSError, match="PRIME_FD_TO_HANDLE") as caught:
        Fb.add(stage.device, source)
    assert caught.value.errno == refusal
    return True


@conf("P21", "P11")
@pytest.mark.parametrize("format", [Fourcc.XRGB8888, Fourcc.RGB565, Fourcc.RGB888], ids=str)
def test_memory_of_vgem(stage: Stage, vgem: pydrm.Device, format: Fourcc) -> None:
    """cirrus shows what lies in vgem's memory, without a copy in between that a program made.

    What is written later is not seen, until DIRTYFB has the driver read the same memory again. bochs and virtio-gpu
    do not take it.
    """
    width, height = size(stage)
    first, second = (noise(width, height, format, seed) for seed in (8, 9))
    with vgem.create_dumb(width, height, format) as buffer, buffer.export() as dmabuf:
        buffer.array[:] = first
        if refused(stage, dmabuf):
            return
        with Fb.add(stage.device, dmabuf) as fb:
            assert stage.device.gem.handles() == {}
            show(stage, fb)
            assert differing(stage, first, format) == 0
            with dmabuf.cpu_access(read=False):
                buffer.array[:] = second
            assert differing(stage, first, format) == 0
            fb.dirty()
            assert differing(stage, second, format) == 0


@conf("P21")
@needs("libgbm", "libegl")
def test_a_frame_of_gl(stage: Stage, vgem_node: Node) -> None:
    """A scene that OpenGL drew into vgem's memory is on the screen, every pixel of it."""
    width, height = size(stage)
    with renderer(vgem_node.path) as it, made(it.gbm).create_bo(width, height) as bo:
        with (
            bo.export() as dmabuf,
            Image.from_dmabuf(it.display, dmabuf) as image,
            gl.texture_from_image(image) as texture,
            gl.Framebuffer(texture) as target,
            target.bind(),
        ):
            scene.draw(width, height)
            gl.GLES2.glFinish()
        with bo.map() as mapped:
            pixels = mapped.array.copy()
        assert scene.compare(pixels, "XRGB8888").ok
        if refused(stage, bo):
            return
        with Fb.add(stage.device, bo) as fb:
            show(stage, fb)
            assert differing(stage, pixels) == 0
            keep(stage, f"{stage.device.driver}-shows-vgem.png")

"""Buffers of others on the screen, without a copy: what the CRTC sends out is what is in their memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

import pydrm
from pydrm import DmaBuf, Fourcc, Modifier
from pydrm.kms import Fb, legacy

from ..support import conf, needs
from ..support.display import checksum, vkms_sum
from ..support.exporters import EXPORTERS
from ..support.processes import in_child

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..support.exporters import Exporter
    from .stage import Stage

pytestmark = needs("crc")


def small_mode(stage: Stage) -> pydrm.kms.Mode:
    """The mode with the fewest pixels: composing in software takes a while."""
    return min(stage.connector.modes, key=lambda mode: mode.hdisplay * mode.vdisplay)


def picture(width: int, height: int, seed: int) -> Any:
    """Noise, of which every pixel counts."""
    return np.random.default_rng(seed).integers(0, 1 << 24, (height, width), "u4")


def seen(stage: Stage) -> int:
    """The checksum of what the screen shows now."""
    return checksum(stage.client.node, stage.kms, stage.crtc)


@pytest.fixture
def dmabuf(stage: Stage, exporter: Exporter) -> Iterator[DmaBuf]:
    """A buffer of each exporter, as large as the smallest mode."""
    mode = small_mode(stage)
    fd = exporter.make(-(-mode.hdisplay * 4 * mode.vdisplay // 4096) * 4096)
    shape = {"width": mode.hdisplay, "height": mode.vdisplay, "pitch": mode.hdisplay * 4}
    with DmaBuf.from_fd(fd, format=Fourcc.XRGB8888, modifier=Modifier.LINEAR, **shape) as found:  # type: ignore[arg-type]
        yield found


@conf("P21", "igt:prime_mmap_kms@buffer-sharing")
@needs("prime.import")
def test_a_foreign_buffer(stage: Stage, dmabuf: DmaBuf) -> None:
    """Imported, shown, and drawn into by the CPU: before it is shown, between brackets, and by another process."""
    assert dmabuf.width is not None
    assert dmabuf.height is not None
    pictures = [picture(dmabuf.width, dmabuf.height, seed) for seed in range(3)]
    with dmabuf.cpu_access(read=False):
        dmabuf.array()[:] = pictures[0]
    with Fb.add(stage.device, dmabuf) as fb:
        assert stage.device.gem.handles() == {}
        legacy.set_crtc(stage.device, stage.crtc, fb, small_mode(stage), [stage.connector])
        assert seen(stage) == vkms_sum(pictures[0])
        with dmabuf.cpu_access():
            dmabuf.array()[:] = pictures[1]
        assert seen(stage) == vkms_sum(pictures[1])

        def draw() -> int:
            with dmabuf.cpu_access():
                dmabuf.array()[:] = pictures[2]
            return int(dmabuf.array()[0, 0])

        assert in_child(draw) == int(pictures[2][0, 0])
        assert seen(stage) == vkms_sum(pictures[2])


@conf("P21")
def test_all_of_them_look_the_same(stage: Stage) -> None:
    """One picture in memory of each exporter and in the display's own gives the same checksum."""
    mode = small_mode(stage)
    shown = picture(mode.hdisplay, mode.vdisplay, 7)
    sums = {}
    with stage.device.create_dumb(mode.hdisplay, mode.vdisplay, Fourcc.XRGB8888) as own:
        own.array[:] = shown
        sums["own"] = look(stage, Fb.add(stage.device, own))
    for name, (_, _, exporter) in EXPORTERS.items():
        pages = -(-mode.hdisplay * 4 * mode.vdisplay // 4096)
        planes = [(exporter.make(pages * 4096), 0, mode.hdisplay * 4)]
        with DmaBuf(planes, width=mode.hdisplay, height=mode.vdisplay, format=Fourcc.XRGB8888) as dmabuf:
            with dmabuf.cpu_access():
                dmabuf.array()[:] = shown
            sums[name] = look(stage, Fb.add(stage.device, dmabuf))
    assert set(sums.values()) == {vkms_sum(shown)}, sums


def look(stage: Stage, fb: Fb) -> int:
    """The checksum of a framebuffer on the screen."""
    with fb:
        legacy.set_crtc(stage.device, stage.crtc, fb, small_mode(stage), [stage.connector])
        return seen(stage)


@conf("P21")
@needs("prime.import")
def test_it_outlives_its_maker(stage: Stage, vgem: pydrm.Device) -> None:
    """The framebuffer keeps the memory: the dma-buf, the buffer and its device may all be gone."""
    mode = small_mode(stage)
    shown = picture(mode.hdisplay, mode.vdisplay, 3)
    with pydrm.open(vgem.path) as maker:
        buffer = maker.create_dumb(mode.hdisplay, mode.vdisplay, Fourcc.XRGB8888)
        buffer.array[:] = shown
        fb = Fb.add(stage.device, buffer)
    assert not buffer
    assert look(stage, fb) == vkms_sum(shown)


@conf("P21", "K26")
def test_a_part_by_the_crtc(stage: Stage) -> None:
    """SETCRTC's x and y choose where in a larger framebuffer the picture begins."""
    mode = small_mode(stage)
    width, height = mode.hdisplay, mode.vdisplay
    whole = picture(width + 64, height + 32, 5)
    with stage.device.create_dumb(width + 64, height + 32, Fourcc.XRGB8888) as buffer:
        buffer.array[:] = whole
        with Fb.add(stage.device, buffer) as fb:
            legacy.set_crtc(stage.device, stage.crtc, fb, mode, [stage.connector], x=40, y=9)
            assert seen(stage) == vkms_sum(whole[9 : 9 + height, 40 : 40 + width])


@conf("P21", "K3")
def test_a_part_by_the_framebuffer(stage: Stage) -> None:
    """So do a framebuffer's offset and pitch."""
    mode = small_mode(stage)
    width, height = mode.hdisplay, mode.vdisplay
    whole = picture(width + 64, height + 32, 5)
    with stage.device.create_dumb(width + 64, height + 32, Fourcc.XRGB8888) as buffer:
        buffer.array[:] = whole
        planes = [(buffer.export().detach()[0], 5 * buffer.pitch + 4 * 17, buffer.pitch)]
    with DmaBuf(planes, width=width, height=height, format=Fourcc.XRGB8888) as part:
        assert look(stage, Fb.add(stage.device, part)) == vkms_sum(whole[5 : 5 + height, 17 : 17 + width])

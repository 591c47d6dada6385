"""Imports that would crash Mesa's software drivers, or show memory that is not the picture's: pyegl refuses them."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import DmaBuf, Fourcc, Modifier
from pyegl import BadAlloc, NotInitialized

from ..support import conf, images, needs, nodes, probes
from . import sampling

if TYPE_CHECKING:
    from pyegl import Display

    from ..support.egl import Platform

pytestmark = needs(f"egl:{images.IMPORT}", "udmabuf")


def _frame(memory: DmaBuf, **changes: object) -> DmaBuf:
    own = {"width": 64, "height": 64, "format": Fourcc.XRGB8888, "modifier": Modifier.INVALID, "pitch": 256}
    return DmaBuf.from_fd(memory.fileno(), dup=True, **(own | changes))  # type: ignore[arg-type]


@conf("M12")
def test_memory_of_another_driver(egl: Display, platform: Platform) -> None:
    """udmabuf's memory is sampled, or refused with the reason, ours or the kernel's; kms_swrast never gets it."""
    with pydrm.udmabuf.allocate(images.SIZE) as memory, _frame(memory) as frame:
        with memory.map(read=False) as mapping:
            mapping[: 4 * 64] = b"\x30\x20\x10\xff" * 64
        if egl.driver_name == "kms_swrast":
            with pytest.raises(OSError) as caught:
                egl.import_dmabuf(frame)
            said = "".join(caught.value.__notes__)
            if "PRIME_FD_TO_HANDLE" in said:  # the driver imports its own only: bochs says EINVAL, virtio-gpu ENODEV
                below = [platform.node] if platform.node else nodes.nodes()
                assert any(probes.of_node(each, "prime.foreign") for each in below)
                assert caught.value.errno in (errno.EINVAL, errno.ENODEV)
            else:
                assert caught.value.errno == errno.EINVAL
                assert "kms_swrast cannot map it" in said
            return
        if images.host_node(platform):
            with pytest.raises(BadAlloc):
                egl.import_dmabuf(frame)
            return
        assert platform.node is None
        with egl.import_dmabuf(frame) as image, sampling.current(egl):
            seen = sampling.sampled(image, 64, 64, external=False)
        assert (seen[0] == (0x10, 0x20, 0x30, 0xFF)).all()


@conf("M12")
def test_what_is_no_dmabuf(egl: Display) -> None:
    """A pipe or a memfd in the place of a dma-buf is EINVAL, or EBADF when closed, on every driver."""
    read, write = os.pipe()
    memfd = os.memfd_create("no dma-buf")
    os.ftruncate(memfd, 1 << 20)
    for fd in (read, write, memfd):
        with DmaBuf([(fd, 0, 256)], width=64, height=64, format=Fourcc.XRGB8888) as wrong:
            with pytest.raises(OSError) as caught:
                egl.import_dmabuf(wrong)
            assert caught.value.errno == errno.EINVAL
            assert "is no dma-buf" in "".join(caught.value.__notes__)
    gone = DmaBuf([(os.memfd_create("gone"), 0, 256)], width=64, height=64, format=Fourcc.XRGB8888)
    os.close(gone.fileno())
    with pytest.raises(OSError) as closed:
        egl.import_dmabuf(gone)
    assert closed.value.errno == errno.EBADF
    gone.detach()


@conf("M9")
@pytest.mark.parametrize(
    "changes",
    [{"height": 1 << 20}, {"width": 65}, {"pitch": 255}, {"pitch": 0}, {"offset": 1 << 17}, {"offset": 1 << 32}],
    ids=lambda each: "-".join(f"{key}-{value}" for key, value in each.items()),
)
def test_pictures_outside_of_the_memory(egl: Display, platform: Platform, changes: dict[str, int]) -> None:
    """Rows that are too short, or that end behind the memory, are a ValueError."""
    with images.memory(platform, images.SIZE) as memory, _frame(memory, **changes) as wrong, pytest.raises(ValueError):
        egl.import_dmabuf(wrong)


@conf("M6")
def test_pictures_that_nobody_told(egl: Display, platform: Platform) -> None:
    """A dma-buf without size or format needs them with the import; a plane too few or too many is a ValueError."""
    with images.memory(platform, images.SIZE) as memory:
        with DmaBuf([(os.dup(memory.fileno()), 0, 256)]) as plain:
            with pytest.raises(ValueError, match="does not say what picture"):
                egl.import_dmabuf(plain)
            with pytest.raises(ValueError, match="planes"):
                egl.import_dmabuf(plain, width=16, height=16, format="NV12")
        fd = os.dup(memory.fileno())
        with DmaBuf([(fd, 0, 256), (fd, 8192, 256)], width=16, height=16, format="XR24") as two:
            with pytest.raises(ValueError, match="plane 1"):
                egl.import_dmabuf(two)


@conf("M13")
def test_imports_leave_the_descriptors(egl: Display, platform: Platform) -> None:
    """The dma-buf is the caller's before and after, also where the import fails; the image says what it is."""
    with images.memory(platform, images.SIZE) as memory, _frame(memory) as frame:
        if platform.node is None and egl.driver_name == "kms_swrast":
            image = egl.import_dmabuf(frame, unchecked=True)
        else:
            image = egl.import_dmabuf(frame)
        assert (image.width, image.height, image.format) == (64, 64, Fourcc.XRGB8888)
        assert image.modifier == Modifier.INVALID
        assert "64x64 XR24" in repr(image)
        os.fstat(frame.fileno())
        image.close()
        os.fstat(frame.fileno())
        egl.close()
        os.fstat(frame.fileno())


def test_after_the_display(egl: Display, platform: Platform) -> None:
    """An image of a closed display is closed; importing there is an error of Python's."""
    with images.memory(platform, images.SIZE) as memory, _frame(memory) as frame:
        image = egl.import_dmabuf(frame, unchecked=True)
        egl.close()
        assert not image
        image.close()
        with pytest.raises((pydrm.ClosedError, NotInitialized)):
            egl.import_dmabuf(frame)

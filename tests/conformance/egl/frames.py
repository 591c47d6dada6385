"""Dma-bufs that GL and the CPU both draw into, whether or not they see the same memory."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

import pydrm
from pydrm import DmaBuf, Fourcc
from pydrm.virtgpu import Box, VirtGpu

from ..support import images

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy

    from ..support.egl import Platform

    Pixels = numpy.typing.NDArray[numpy.uint32]

#: 64x64 XRGB8888, 16 KiB.
SIDE, BYTES = 64, 64 * 64 * 4


class Frame:
    """A dma-buf of 64x64 XRGB8888 pixels in memory that GL and the CPU share."""

    def __init__(self, dmabuf: DmaBuf) -> None:
        self.dmabuf = dmabuf

    def fill(self, value: int) -> None:
        """Write one colour with the CPU."""
        with self.dmabuf.cpu_access(read=False):
            self.dmabuf.array()[...] = value
        self.give()

    def pixels(self) -> Pixels:
        """What the CPU sees, without the byte that means nothing."""
        self.take()
        with self.dmabuf.cpu_access(write=False):
            return self.dmabuf.array().copy() & 0xFFFFFF

    def give(self) -> None:
        """What the CPU wrote is where GL reads it: nothing to be done."""

    def take(self) -> None:
        """What GL drew is where the CPU reads it: nothing to be done."""


class HostFrame(Frame):
    """The same with virgl: GL draws in the host's memory, the CPU has a copy in the guest's, and both have to be asked.

    This is what Mesa's virgl does itself for every glTexImage2D and glReadPixels (virtio_gpu's TRANSFER ioctls).
    """

    def __init__(self, dmabuf: DmaBuf, gem: pydrm.GemObject) -> None:
        super().__init__(dmabuf)
        self._gem = gem

    def give(self) -> None:
        """Copy to the host."""
        gpu = VirtGpu(self._gem.device)
        gpu.transfer_to_host(self._gem, Box.of(SIDE, SIDE))
        gpu.wait(self._gem)

    def take(self) -> None:
        """Copy from the host."""
        _from_host(self._gem, SIDE, SIDE)


def _from_host(gem: pydrm.GemObject, width: int, height: int) -> None:
    gpu = VirtGpu(gem.device)
    gpu.transfer_from_host(gem, Box.of(width, height))
    gpu.wait(gem)


def fetch(platform: Platform, dmabuf: DmaBuf) -> None:
    """Have in a dma-buf's memory what GL drew into it, where that is not the same memory."""
    node = images.host_node(platform)
    if node is not None:
        assert dmabuf.width is not None
        assert dmabuf.height is not None
        with pydrm.open(node.path) as device, device.import_dmabuf(dmabuf) as gem:
            _from_host(gem, dmabuf.width, dmabuf.height)


@contextlib.contextmanager
def frame(platform: Platform) -> Iterator[Frame]:
    """A frame that a platform's displays import."""
    with contextlib.ExitStack() as stack:
        node = images.host_node(platform)
        if node is not None:
            import pygbm

            device = stack.enter_context(pydrm.open(node.path))
            gbm = stack.enter_context(pygbm.Device(device))
            with gbm.create_bo(SIDE, SIDE, "XR24", use=pygbm.Use.RENDERING | pygbm.Use.LINEAR) as bo:
                dmabuf = stack.enter_context(bo.export())
            assert (dmabuf.width, dmabuf.height, dmabuf.pitch) == (SIDE, SIDE, SIDE * 4)
            yield HostFrame(dmabuf, stack.enter_context(device.import_dmabuf(dmabuf)))
        else:
            with images.memory(platform, BYTES) as memory:
                planes = [(os.dup(memory.fileno()), 0, SIDE * 4)]
            dmabuf = DmaBuf(planes, width=SIDE, height=SIDE, format=Fourcc.XRGB8888)
            yield Frame(stack.enter_context(dmabuf))

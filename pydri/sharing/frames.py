"""Buffers with a picture in them, as their exporter sees them: dumb buffers, GBM's, udmabuf, dma-heaps.

An exporter allocates a :class:`Frame` of a format and modifier. What GL allocates is in :mod:`pydri.sharing.gl`.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol

import numpy as np

import pydrm
from pydrm import DmaBuf, Modifier
from pygbm import Use

from .memory import HeapSource, UdmabufSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    import pygbm
    from pydrm import Fourcc

    from .pixels import Layout, Pixels

__all__ = ["DumbFrames", "Exporter", "Frame", "GbmFrames", "HeapFrames", "UdmabufFrames"]


class Frame:
    """A picture in a buffer, as its exporter sees it. Ends with the ``with`` that made it."""

    def __init__(
        self,
        dmabuf: DmaBuf,
        read: Callable[[], Pixels],
        write: Callable[[Pixels], None],
        *,
        in_memory: bool = True,
    ) -> None:
        self.dmabuf = dmabuf
        """With the geometry, and the modifier that it was allocated with."""
        self.read = read
        """The pixels, copied; from GL, their colours."""
        self.write = write
        """Put pixels there; with GL, draw colours."""
        self.in_memory = in_memory
        """Whether the exporter has the pixels as they lie in memory; otherwise it is GL, which has their colours."""


class Exporter(Protocol):
    """Something that allocates frames."""

    def frame(self, width: int, height: int, layout: Layout, modifier: Modifier) -> AbstractContextManager[Frame]:
        """A frame; OSError or GbmError when it can't be."""


def told(dmabuf: DmaBuf, width: int, height: int, format: Fourcc, modifier: Modifier, pitch: int) -> DmaBuf:
    """A duplicate of a dma-buf that says what picture it holds."""
    return DmaBuf.from_fd(
        dmabuf.fileno(), width=width, height=height, format=format, modifier=modifier, pitch=pitch, dup=True
    )


class DumbFrames:
    """Dumb buffers of a device (borrowed)."""

    def __init__(self, device: pydrm.Device) -> None:
        self._device = device

    @contextmanager
    def frame(self, width: int, height: int, layout: Layout, modifier: Modifier) -> Iterator[Frame]:
        """A dumb buffer; the modifier is only what it is said to have, which is INVALID or LINEAR."""
        with (
            self._device.create_dumb(width, height, layout.format) as dumb,
            dumb.map() as mapping,
            dumb.export() as plain,
            told(plain, width, height, layout.format, modifier, dumb.pitch) as dmabuf,
        ):
            pixels = mapping.array
            yield Frame(dmabuf, pixels.copy, lambda new: np.copyto(pixels, new))


class _MemoryFrames:
    # Linear pixels in memory of udmabuf or of a dma-heap.
    def __init__(self, source: UdmabufSource | HeapSource) -> None:
        self._source = source

    @contextmanager
    def frame(self, width: int, height: int, layout: Layout, modifier: Modifier) -> Iterator[Frame]:
        """Rows without gaps; the modifier is only what it is said to have, which is INVALID or LINEAR."""
        pitch = width * layout.bits // 8
        rows = -(-pitch * height // (width * 4))  # sources count pixels of four bytes
        with (
            self._source.allocate(width, rows) as buffer,
            buffer.export() as plain,
            told(plain, width, height, layout.format, modifier, pitch) as dmabuf,
        ):
            pixels = buffer.memory[: pitch * height].view(layout.dtype).reshape(height, width)
            yield Frame(dmabuf, pixels.copy, lambda new: np.copyto(pixels, new))


class UdmabufFrames(_MemoryFrames):
    """Memfd pages (``/dev/udmabuf``)."""

    def __init__(self) -> None:
        super().__init__(UdmabufSource())


class HeapFrames(_MemoryFrames):
    """Buffers of a dma-heap."""

    def __init__(self, name: str) -> None:
        super().__init__(HeapSource(name))


class GbmFrames:
    """Buffers of a GBM device (borrowed)."""

    def __init__(self, device: pygbm.Device, *, linear: bool = True) -> None:
        """Borrow a device; ``linear``: whether buffers without a modifier are made with USE_LINEAR."""
        self._device = device
        self._use = Use.RENDERING | Use.LINEAR if linear else Use.RENDERING

    @contextmanager
    def frame(self, width: int, height: int, layout: Layout, modifier: Modifier) -> Iterator[Frame]:
        """A buffer with this modifier; INVALID leaves that to the driver, also in what the dma-buf says."""
        with ExitStack() as stack:
            if modifier == Modifier.INVALID:
                bo = self._device.create_bo(width, height, layout.format, self._use)
            else:
                bo = self._device.create_bo(width, height, layout.format, Use.RENDERING, modifiers=[modifier])
            stack.enter_context(bo)
            dmabuf = stack.enter_context(bo.export())
            if modifier == Modifier.INVALID:  # also where the driver would say LINEAR
                dmabuf = stack.enter_context(
                    told(dmabuf, width, height, layout.format, modifier, dmabuf.planes[0].pitch)
                )
            yield Frame(dmabuf, lambda: read_bo(bo), lambda new: write_bo(bo, new))


def read_bo(bo: pygbm.BufferObject) -> Pixels:
    """The pixels of a GBM buffer, copied."""
    with bo.map() as mapping:
        return mapping.array.copy()


def write_bo(bo: pygbm.BufferObject, pixels: Pixels) -> None:
    """Fill a GBM buffer."""
    with bo.map(read=False, write=True) as mapping:
        mapping.array[...] = pixels

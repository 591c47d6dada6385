"""What importers see in a buffer with a picture in it: the kernel's PRIME, the CPU's ``mmap``, GBM.

How GL sees it is in :mod:`pydri.sharing.gl`.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from .frames import read_bo, write_bo
from .memory import ContentsDiffer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    import pydrm
    import pygbm

    from .memory import Steps
    from .pixels import Layout, Pixels

__all__ = ["FrameView", "GbmImporter", "MappedImporter", "PictureImporter", "PrimeImporter"]


class FrameView:
    """A picture as its importer sees it. Ends with the ``with`` that made it."""

    def __init__(
        self,
        read: Callable[[], Pixels],
        write: Callable[[Pixels], None],
        *,
        in_memory: bool = True,
        writable: bool = True,
    ) -> None:
        self.read = read
        """The pixels, copied; from GL, their colours."""
        self.write = write
        """Put other pixels there; with GL, draw colours."""
        self.in_memory = in_memory
        """Whether it has the pixels as they lie in memory; otherwise it is GL, which has their colours."""
        self.writable = writable
        """Whether the format can be written: GL does not draw into everything that it reads."""


class PictureImporter(Protocol):
    """Something that takes a dma-buf with a picture and looks at the pixels."""

    def view(
        self, dmabuf: pydrm.DmaBuf, layout: Layout, steps: Steps, *, promised: bool
    ) -> AbstractContextManager[FrameView]:
        """Its view; ``promised``: it said that it takes such a buffer."""


class MappedImporter:
    """The CPU: the dma-buf's own mapping."""

    @contextmanager
    def view(self, dmabuf: pydrm.DmaBuf, layout: Layout, steps: Steps, *, promised: bool) -> Iterator[FrameView]:
        """Map the dma-buf for each access, with the bracket around it."""
        steps.at("map", promised=promised)
        yield _mapped(dmabuf)


class PrimeImporter:
    """PRIME import into a device (borrowed), and the mapping of what its handle exports again."""

    def __init__(self, device: pydrm.Device) -> None:
        self._device = device

    @contextmanager
    def view(self, dmabuf: pydrm.DmaBuf, layout: Layout, steps: Steps, *, promised: bool) -> Iterator[FrameView]:
        """Import, export again, which has to be the same buffer, and map that."""
        steps.at("import", promised=promised)
        with self._device.import_dmabuf(dmabuf) as gem:
            steps.at("export again")
            with gem.export() as again:
                if not again.same_buffer(dmabuf):
                    raise ContentsDiffer(
                        "the imported handle exports as another dma-buf than the one that was imported"
                    )
                steps.at("map")
                yield _mapped(again, like=dmabuf)


class GbmImporter:
    """``gbm_bo_import`` into a GBM device (borrowed), and ``gbm_bo_map``."""

    def __init__(self, device: pygbm.Device) -> None:
        self._device = device

    @contextmanager
    def view(self, dmabuf: pydrm.DmaBuf, layout: Layout, steps: Steps, *, promised: bool) -> Iterator[FrameView]:
        """Import; each access maps."""
        steps.at("import", promised=promised)
        with self._device.import_dmabuf(dmabuf) as bo:
            steps.at("map", promised=promised)
            yield FrameView(lambda: read_bo(bo), lambda new: write_bo(bo, new))


def _mapped(dmabuf: pydrm.DmaBuf, like: pydrm.DmaBuf | None = None) -> FrameView:
    from pydrm import DmaBuf

    shape = dmabuf if like is None else like

    def told() -> DmaBuf:
        return DmaBuf.from_fd(
            dmabuf.fileno(),
            width=shape.width,
            height=shape.height,
            format=shape.format,
            pitch=shape.planes[0].pitch,
            offset=shape.planes[0].offset,
            dup=True,
        )

    def read() -> Pixels:
        with told() as buffer, buffer.map(write=False) as mapping:
            return mapping.array.copy()

    def write(pixels: Pixels) -> None:
        with told() as buffer, buffer.map() as mapping:
            mapping.array[...] = pixels

    return FrameView(read, write)

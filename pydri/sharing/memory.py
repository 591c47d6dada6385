"""Which buffers can these drivers share: memory sources, importers, and the check that one reads what the other wrote.

A :class:`Source` allocates buffers and has its own view of their memory (a dumb buffer's mapping, a memfd's pages); an
:class:`Importer` takes the dma-buf and has another view. :func:`share` writes through the one and reads through the
other, both ways. N sources and M importers make the sharing matrix.

Usable without the exerciser::

    with pydrm.open(driver="vgem") as vgem, pydrm.open(driver="vkms") as vkms:
        pydri.sharing.share(DumbSource("vgem", vgem), DeviceImporter("vkms", vkms))
"""

from __future__ import annotations

import fcntl
import mmap
import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

import pydrm
from pydrm import Fourcc, dmaheap, udmabuf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]

__all__ = [
    "Buffer",
    "ContentsDiffer",
    "DeviceImporter",
    "DumbSource",
    "HeapSource",
    "Importer",
    "MmapImporter",
    "Source",
    "UdmabufSource",
    "compare",
    "pattern",
    "share",
]

WIDTH, HEIGHT = 256, 256
"""Pixels of a shared buffer (XRGB8888): 256 KiB, 64 pages."""


class ContentsDiffer(Exception):
    """One side does not read what the other wrote."""


class Buffer:
    """A buffer of a source: its dma-buf and the source's own view of its memory. Ends with the ``with`` that made
    it."""

    def __init__(self, memory: Bytes, export: Callable[[], pydrm.DmaBuf], gem: pydrm.GemObject | None = None) -> None:
        self.memory = memory
        """The bytes as the exporter sees them."""
        self.export = export
        """Makes a new dma-buf of the buffer, owned by the caller."""
        self.gem = gem
        """The exporter's GEM object, where the exporter is a DRM device."""


class Source(Protocol):
    """Something that allocates buffers which others import."""

    label: str
    kind: str
    path: str

    def allocate(self) -> Any:
        """Context manager of a :class:`Buffer`. Raises OSError when the source can't."""


class DumbSource:
    """Dumb buffers of a device (borrowed)."""

    kind = "device"

    def __init__(self, label: str, device: pydrm.Device) -> None:
        self.label = label
        self.device = device
        self.path = device.path

    @contextmanager
    def allocate(self, width: int = WIDTH, height: int = HEIGHT) -> Iterator[Buffer]:
        """A dumb buffer; OSError as from the kernel (EACCES: render nodes have none)."""
        with self.device.create_dumb(width, height, Fourcc.XRGB8888) as dumb, dumb.map() as mapping:
            yield Buffer(np.frombuffer(mapping.view, np.uint8), dumb.export, dumb)


class UdmabufSource:
    """Memfd pages as a dma-buf (``/dev/udmabuf``)."""

    kind = "udmabuf"
    path = "/dev/udmabuf"

    def __init__(self, label: str = "udmabuf") -> None:
        self.label = label

    @contextmanager
    def allocate(self, width: int = WIDTH, height: int = HEIGHT) -> Iterator[Buffer]:
        """A sealed memfd; its own view is the memfd's mapping, not the dma-buf's."""
        size = -(-width * height * 4 // mmap.PAGESIZE) * mmap.PAGESIZE
        with ExitStack() as stack:
            fd = os.memfd_create("pydri-exercise", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            stack.callback(os.close, fd)
            os.ftruncate(fd, size)
            fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK)
            # Not mmap.mmap: it duplicates the descriptor and holds it until the last view is gone.
            memory = stack.enter_context(pydrm.Mapping(fd, size))
            yield Buffer(np.frombuffer(memory.view, np.uint8), lambda: udmabuf.create(fd))


class HeapSource:
    """Buffers of a dma-heap (``/dev/dma_heap/NAME``)."""

    kind = "heap"

    def __init__(self, name: str, label: str | None = None) -> None:
        self.name = name
        self.label = label or f"{name} heap"
        self.path = f"/dev/dma_heap/{name}"

    @contextmanager
    def allocate(self, width: int = WIDTH, height: int = HEIGHT) -> Iterator[Buffer]:
        """A heap buffer. A heap has no mapping but the dma-buf's: its own view is one made before anybody imports."""
        with (
            dmaheap.Heap(self.name) as heap,
            heap.allocate(width * height * 4) as dmabuf,
            dmabuf.map(sync=False) as mapping,
        ):
            yield Buffer(np.frombuffer(mapping.view, np.uint8), dmabuf.dup)


class View:
    """The importer's view of a buffer."""

    def __init__(self, memory: Bytes, how: str) -> None:
        self.memory = memory
        self.how = how
        """``handle``: mapped through the importer's handle. ``dma-buf``: through the dma-buf that the handle exports
        again."""


class Steps(Protocol):
    """Is told which step comes next; :class:`pydri.exercise.record.Trial` is one."""

    def at(self, step: str, *, promised: bool = False) -> None:
        """The step that follows, and whether an errno there breaks a promise."""


class Importer(Protocol):
    """Something that takes a dma-buf and looks into it."""

    label: str

    def look(self, buffer: Buffer, dmabuf: pydrm.DmaBuf, steps: Steps) -> Any:
        """Context manager of a :class:`View`."""


class DeviceImporter:
    """PRIME import into a device (borrowed)."""

    def __init__(self, label: str, device: pydrm.Device, *, promises_prime: bool = False) -> None:
        self.label = label
        self.device = device
        self.promises_prime = promises_prime
        """The device says that it exports and imports: then its own buffers, at least, have to come back."""

    @contextmanager
    def look(self, buffer: Buffer, dmabuf: pydrm.DmaBuf, steps: Steps) -> Iterator[View]:
        """Import; the view is the handle's mapping for the device's own buffers, else the re-exported dma-buf's.

        MAP_DUMB of a foreign buffer is not tried: the kernel's helper refuses it (EINVAL), but drivers with their own
        may hand out a mapping that ends in SIGBUS (TTM, at least up to Linux 6.12).
        """
        own = buffer.gem is not None and buffer.gem.device is self.device
        steps.at("import", promised=own and self.promises_prime)
        with self.device.import_dmabuf(dmabuf) as gem:
            if own and buffer.gem is not None:
                if gem.handle != buffer.gem.handle:
                    raise ContentsDiffer(
                        f"importing handle {buffer.gem.handle} back into its own device gave {gem.handle} instead"
                    )
                steps.at("map", promised=True)
                with gem.map() as mapping:
                    yield View(np.frombuffer(mapping.view, np.uint8), "handle")
                return
            steps.at("export again")
            with gem.export() as again:
                if not again.same_buffer(dmabuf):
                    raise ContentsDiffer(
                        "the imported handle exports as another dma-buf than the one that was imported"
                    )
                steps.at("map")
                with again.map() as mapping:
                    yield View(np.frombuffer(mapping.view, np.uint8), "dma-buf")


class MmapImporter:
    """The CPU: the dma-buf's own mapping."""

    label = "CPU mmap"

    @contextmanager
    def look(self, buffer: Buffer, dmabuf: pydrm.DmaBuf, steps: Steps) -> Iterator[View]:
        """Map the dma-buf, with the CPU access bracket around it."""
        steps.at("map")
        with dmabuf.map() as mapping:
            yield View(np.frombuffer(mapping.view, np.uint8), "dma-buf")


def pattern(size: int, seed: int) -> Bytes:
    """``size`` bytes that differ from page to page and from seed to seed."""
    words = np.arange(-(-size // 4), dtype=np.uint32)
    words += np.uint32(seed * 0x9E37 & 0xFFFFFFFF)
    words *= np.uint32(2654435761)
    words ^= words >> np.uint32(15)  # multiplying alone leaves the low bytes of all pages alike
    return words.view(np.uint8)[:size]


def compare(seen: NDArray[Any], written: NDArray[Any], what: str) -> None:
    """Raise :class:`ContentsDiffer`, naming the first difference, unless both arrays are equal."""
    same = seen == written
    if same.all():
        return
    first = tuple(int(each) for each in np.argwhere(~same)[0])
    place = first[0] if len(first) == 1 else f"{first} (row, column)"
    raise ContentsDiffer(
        f"{what}: {same.size - int(same.sum())} of {same.size} values differ, the first at {place}: "
        f"{int(seen[first]):#x} instead of {int(written[first]):#x}"
    )


class NoSteps:
    def at(self, step: str, *, promised: bool = False) -> None:
        pass


def share(
    source: Source, importer: Importer, steps: Steps | None = None, *, promises_export: bool = False, seed: int = 1
) -> str:
    """Allocate at the source, import, write on each side and read on the other; give everything back.

    Args:
        source: who allocates and exports.
        importer: who imports.
        steps: is told what is being done, for the report.
        promises_export: the source says that it exports.
        seed: makes the pattern of this pair unlike that of another.

    Returns:
        How the importer looked: ``handle`` or ``dma-buf`` (:class:`View`).

    Raises:
        OSError: a step was refused.
        ContentsDiffer: one side does not see what the other wrote, or sees another buffer.
    """
    steps = NoSteps() if steps is None else steps
    steps.at("create")
    with source.allocate() as buffer:
        steps.at("export", promised=promises_export)
        with buffer.export() as dmabuf:
            size = min(len(buffer.memory), WIDTH * HEIGHT * 4)
            there, back = pattern(size, 2 * seed), pattern(size, 2 * seed + 1)
            buffer.memory[:size] = there
            with importer.look(buffer, dmabuf, steps) as view:
                steps.at("contents")
                if len(view.memory) < size:
                    raise ContentsDiffer(
                        f"the importer sees {len(view.memory)} bytes of a buffer of {len(buffer.memory)}"
                    )
                compare(view.memory[:size], there, f"{importer.label} reads what {source.label} wrote")
                view.memory[:size] = back
            compare(buffer.memory[:size], back, f"{source.label} reads what {importer.label} wrote")
            return str(view.how)

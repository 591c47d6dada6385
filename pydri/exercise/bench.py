"""The bench: the open devices, the sources of memory, the importers, and who draws."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pydrm
from pydrm import Cap, NodeType

from ..sharing import DeviceImporter, DumbSource, HeapSource, MmapImporter, UdmabufSource
from .crew import Crew

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..inventory import Entry, Memory
    from ..sharing import Importer, Source
    from .model import SourceReport

__all__ = ["Bench", "Drawer", "Station", "make_bench"]

PRIME_IMPORT, PRIME_EXPORT = 1, 2
"""Bits of DRM_CAP_PRIME (drm.h)."""


@dataclass(frozen=True, slots=True)
class Station:
    """A device on the bench: open, and no DRM master."""

    label: str
    device: pydrm.Device
    entry: Entry
    caps: dict[str, int]
    was_master: bool

    @property
    def drawing_nodes(self) -> tuple[str, ...]:
        """The nodes to draw on, the best first: the render node, then the card node; only one that was named."""
        if self.entry.pinned:
            return (self.device.path,)
        access, nodes = self.entry.access, self.entry.info.nodes
        return tuple(nodes[kind] for kind in (NodeType.RENDER, NodeType.PRIMARY) if kind in access and not access[kind])

    @property
    def prime(self) -> int:
        """DRM_CAP_PRIME: 1 imports, 2 exports."""
        return self.caps.get(Cap.PRIME.name, 0)


@dataclass(frozen=True, slots=True)
class Drawer:
    """Who draws: a device through GBM and EGL, or the software renderer that has none. Known by its verdict."""

    label: str
    node: str | None
    """The node that GBM is given; None for the software renderer."""
    allocates: bool
    """Whether GBM makes buffers on it."""
    imports: bool
    """EGL_EXT_image_dma_buf_import."""
    exports: bool
    """EGL_MESA_image_dma_buf_export."""
    formats: tuple[tuple[str, str], ...]
    """What EGL imports, of the packed formats without YUV: names of a format and of a modifier."""
    gbm_formats: frozenset[str]
    """Those formats of which GBM makes buffers."""
    software: bool = False
    """Whether the CPU draws."""


@dataclass(slots=True)
class Bench:
    """Everything that the stages work on."""

    crew: Crew
    """Does what a driver may not survive."""
    stations: list[Station] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    importers: list[Importer] = field(default_factory=list)
    drawers: list[Drawer] = field(default_factory=list)
    """Put here by the stage that asks for verdicts."""
    more_sources: list[SourceReport] = field(default_factory=list)
    """Exporters of the sharing matrix that come with them: GBM and EGL."""
    more_importers: list[str] = field(default_factory=list)
    """Likewise importers, by label."""
    quick: bool = False
    """Whether one format is enough for each pair."""
    display: bool = False
    """Whether pictures may be shown on displays that are free."""
    pictures: dict[str, Any] = field(default_factory=dict)
    """What was drawn, rows of pixels of three bytes, by file name."""

    @property
    def pinned(self) -> bool:
        """Whether every device was named by a node's path: then nothing else is touched."""
        return all(station.entry.pinned for station in self.stations)

    def station(self, label: str) -> Station | None:
        """The device of that label."""
        return next((station for station in self.stations if station.label == label), None)


@contextmanager
def make_bench(
    entries: Sequence[Entry], memories: Sequence[Memory], *, display: bool = False, quick: bool = False
) -> Iterator[Bench]:
    """Open the devices; they are closed again at the end, whatever happens.

    Args:
        entries: the devices.
        memories: the sources of memory besides.
        display: whether displays may be used that nobody else uses.
        quick: whether one format is enough for each pair.

    Raises:
        OSError: a node can't be opened after all.
    """
    with ExitStack() as stack:
        made = Bench(stack.enter_context(Crew()), display=display, quick=quick)
        made.crew.start()  # gets ready while the devices are opened
        for entry in entries:
            assert entry.node is not None
            device = stack.enter_context(pydrm.open(entry.node))
            made.stations.append(_station(entry, device))
        for station in made.stations:
            made.sources.append(DumbSource(station.label, station.device))
            both = station.prime & PRIME_IMPORT and station.prime & PRIME_EXPORT
            made.importers.append(DeviceImporter(station.label, station.device, promises_prime=bool(both)))
        for memory in memories:
            made.sources.append(
                UdmabufSource(memory.label) if memory.kind == "udmabuf" else HeapSource(memory.path.rpartition("/")[2])
            )
        made.importers.append(MmapImporter())
        yield made


def _station(entry: Entry, device: pydrm.Device) -> Station:
    # The kernel makes whoever opens a primary node first its master, asked or not. Masters own the display, and as long
    # as there is one no display server can start: give it back before anything else. Where a display server runs it is
    # the master, and we never become it. Dropping needs no privilege for who became master in this way (Linux 5.8).
    was_master = device.node_type is NodeType.PRIMARY and device.is_master
    if was_master:
        try:
            device.drop_master()
        except PermissionError:
            pass  # before Linux 5.8: mastership then ends with the file, and nothing here uses it
    caps = {cap.name: value for cap, value in device.caps().items()}
    return Station(entry.label, device, entry, caps, was_master)

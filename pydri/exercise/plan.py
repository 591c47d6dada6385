"""What is exercised: the open devices, the sources of memory, the importers, and the stages in their order."""

from __future__ import annotations

import os
import platform
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

import pydrm
from pydrm import Cap, NodeType

from .. import inventory
from ..sharing import DeviceImporter, DumbSource, HeapSource, MmapImporter, UdmabufSource
from . import dumb, fences, passing, sharing
from .model import DeviceReport, Report, SourceReport
from .record import Recorder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..inventory import Entry, Memory
    from ..sharing import Importer, Source
    from .record import Listener

__all__ = ["STAGES", "Bench", "Stage", "Station", "exercise"]

PRIME_IMPORT, PRIME_EXPORT = 1, 2
"""Bits of DRM_CAP_PRIME (drm.h)."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: what to do with the bench, and how many checks to expect for the progress display."""

    name: str
    title: str
    run: Callable[[Bench, Recorder], None]
    count: Callable[[Bench], int]


STAGES = (
    Stage("dumb", "Dumb buffers", dumb.run, dumb.count),
    Stage("sharing", "Sharing", sharing.run, sharing.count),
    Stage("fences", "Fences", fences.run, fences.count),
    Stage("passing", "Passing to another process", passing.run, passing.count),
)
"""In the order in which they run. A further stage is one more line here and its part of the tables in pydri.report."""


@dataclass(frozen=True, slots=True)
class Station:
    """A device on the bench: open, and no DRM master."""

    label: str
    device: pydrm.Device
    entry: Entry
    caps: dict[str, int]
    was_master: bool

    @property
    def prime(self) -> int:
        """DRM_CAP_PRIME: 1 imports, 2 exports."""
        return self.caps.get(Cap.PRIME.name, 0)


@dataclass(slots=True)
class Bench:
    """Everything that the stages work on."""

    stations: list[Station] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    importers: list[Importer] = field(default_factory=list)

    def station(self, label: str) -> Station | None:
        """The device of that label."""
        return next((station for station in self.stations if station.label == label), None)


@contextmanager
def bench(entries: Sequence[Entry], memories: Sequence[Memory]) -> Iterator[Bench]:
    """Open the devices; they are closed again at the end, whatever happens.

    Raises:
        OSError: a node can't be opened after all.
    """
    with ExitStack() as stack:
        made = Bench()
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


def exercise(
    entries: Sequence[Entry],
    memories: Sequence[Memory],
    *,
    listener: Listener | None = None,
    stages: Sequence[Stage] = STAGES,
) -> Report:
    """Run every stage on these devices and sources and say how it went. Leaves nothing behind.

    Raises:
        OSError: a device's node can't be opened. What drivers refuse afterwards is in the report.
    """
    start = perf_counter()
    record = Recorder(listener)
    with bench(entries, memories) as made:
        if listener is not None:
            listener.plan(sum(stage.count(made) for stage in stages))
        for stage in stages:
            with record.stage(stage.name, stage.title):
                stage.run(made, record)
        devices = tuple(_describe(station) for station in made.stations)
        return Report(
            environment=environment(),
            devices=devices,
            sources=tuple(SourceReport(label=each.label, kind=each.kind, path=each.path) for each in made.sources),
            importers=tuple(each.label for each in made.importers),
            stages=tuple(record.stages),
            seconds=round(perf_counter() - start, 6),
        )


def _describe(station: Station) -> DeviceReport:
    device, info = station.device, station.entry.info
    version = device.version()
    return DeviceReport(
        label=station.label,
        node=device.path,
        node_type=device.node_type.name.lower(),
        nodes={
            kind.name.lower(): {"path": path, "errno": station.entry.access[kind]} for kind, path in info.nodes.items()
        },
        driver=version.name,
        version=f"{version.major}.{version.minor}.{version.patchlevel}",
        description=version.description,
        bus=inventory.bus_name(info),
        unique=_unique(device),
        caps=station.caps,
        was_master=station.was_master,
    )


def _unique(device: pydrm.Device) -> str:
    # DRM_IOCTL_GET_UNIQUE is not for render nodes (EACCES).
    try:
        return device.unique()
    except PermissionError:
        return ""


def environment() -> dict[str, Any]:
    """Versions and place of this run."""
    from .. import __version__

    return {
        "pydri": __version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "kernel": os.uname().release,
        "machine": os.uname().machine,
        "lab": os.environ.get("PYDRI_LAB") or None,
        "root": os.geteuid() == 0,
    }

"""What is exercised: the stages in their order, and the run."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import inventory
from . import display as displays
from . import drivers, dumb, fences, passing, rendering, sharing
from .bench import Bench, Station, make_bench
from .model import DeviceReport, Report, SourceReport
from .record import Recorder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pydrm

    from ..inventory import Entry, Memory
    from .record import Listener

__all__ = ["STAGES", "Bench", "Stage", "Station", "exercise"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: what to do with the bench, and how many checks to expect for the progress display."""

    name: str
    title: str
    run: Callable[[Bench, Recorder], None]
    count: Callable[[Bench], int]


STAGES = (
    Stage("drivers", "Drivers", drivers.run, drivers.count),
    Stage("dumb", "Dumb buffers", dumb.run, dumb.count),
    Stage("sharing", "Sharing", sharing.run, sharing.count),
    Stage("rendering", "Rendering", rendering.run, rendering.count),
    Stage("display", "Display", displays.run, displays.count),
    Stage("fences", "Fences", fences.run, fences.count),
    Stage("passing", "Passing to another process", passing.run, passing.count),
)
"""In the order in which they run. A further stage is one more line here and its part of the tables in pydri.report."""


def exercise(
    entries: Sequence[Entry],
    memories: Sequence[Memory],
    *,
    listener: Listener | None = None,
    stages: Sequence[Stage] = STAGES,
    pictures: dict[str, Any] | None = None,
    display: bool = False,
    quick: bool = False,
) -> Report:
    """Run every stage on these devices and sources and say how it went. Leaves nothing behind.

    Args:
        entries: the devices.
        memories: the sources of memory besides.
        listener: is told how it goes.
        stages: what to do.
        pictures: takes what was drawn, and what screens showed: arrays (rows, columns, 3) of bytes by file name.
        display: whether displays may be used that nobody else uses.
        quick: whether pairs with GBM or EGL share one format only.

    Raises:
        OSError: a device's node can't be opened. What drivers refuse afterwards is in the report.
    """
    start = perf_counter()
    record = Recorder(listener)
    with make_bench(entries, memories, display=display, quick=quick) as made:
        if listener is not None:
            listener.plan(sum(stage.count(made) for stage in stages))
        for stage in stages:
            with record.stage(stage.name, stage.title):
                stage.run(made, record)
        if pictures is not None:
            pictures.update(made.pictures)
        devices = tuple(_describe(station) for station in made.stations)
        return Report(
            environment=environment(),
            devices=devices,
            sources=(
                *(SourceReport(label=each.label, kind=each.kind, path=each.path) for each in made.sources),
                *made.more_sources,
            ),
            importers=(*(each.label for each in made.importers), *made.more_importers),
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
        "system": _system(),
        "lab": os.environ.get("PYDRI_LAB") or None,
        "root": os.geteuid() == 0,
    }


def _system() -> str | None:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return None

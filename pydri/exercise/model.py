"""What the exerciser found, as data: checks in stages, devices, sources, and the report that holds them all.

These are snapshots, made once and never changed. :meth:`Report.to_dict` is the documented JSON (``docs/report.md``) and
:meth:`Report.from_dict` reads it back, which is how a report made inside the lab is rendered outside of it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from ..errors import Unusable

__all__ = [
    "PICTURES_NAME",
    "QUICK",
    "REPORT_NAME",
    "SCHEMA",
    "SCHEMA_VERSION",
    "Check",
    "DeviceReport",
    "Outcome",
    "Report",
    "SourceReport",
    "StageReport",
]

REPORT_NAME = "report.json"
PICTURES_NAME = "pictures.npz"
"""What was drawn in a lab machine, on its way out of it."""
QUICK = "--quick"
"""The word by which a lab machine is told that one format is enough for each pair."""
SCHEMA = "pydri.exercise"
SCHEMA_VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields alone do not raise it."""


class Outcome(StrEnum):
    """How a check ended."""

    OK = "ok"
    """It works, contents included."""
    REFUSED = "refused"
    """The driver or the kernel said no, with an errno, to something that nobody promised."""
    CRASHED = "crashed"
    """The driver ended the process that tried it, or hung, at something that nobody promised."""
    BROKEN = "broken"
    """A promise was broken: an advertised capability that fails, wrong contents, a fence that does not signal."""
    ABSENT = "absent"
    """Nothing to try: what the check needs is not there, and the details say what."""
    ERROR = "error"
    """The exerciser itself failed (a bug of ours): nothing is known about the device."""

    @property
    def failed(self) -> bool:
        """Whether this outcome makes the exit status 1."""
        return self in (Outcome.BROKEN, Outcome.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing tried once: on a subject, or between a subject (that exports) and another (that imports)."""

    subject: str
    """Label of the device or memory source."""
    name: str
    """What was tried, unique for its stage, subject and other."""
    outcome: Outcome
    other: str | None = None
    """Label of the second party: the importer, in the sharing stage."""
    errno: str | None = None
    """Name of the errno that it ended with, as ``"ENODEV"``; or of an EGL or GL error, as ``"EGL_BAD_ALLOC"``."""
    crash: str | None = None
    """How the process that tried it ended before its time: ``"SIGSEGV"``, ``"exit 1"``, or ``"hang"``."""
    step: str | None = None
    """Which of the check's steps ended it."""
    detail: str = ""
    """A sentence on what happened; for an errno, the call and its arguments."""
    seconds: float = 0.0
    """Wall time of the check."""
    values: dict[str, float | int | str] = field(default_factory=dict)
    """What was measured; the unit is the end of the name (``write_gib_per_s``)."""

    @property
    def cell(self) -> str:
        """The outcome as one word for a table's cell: ``ok``, the errno, the signal, ``broken``, or ``-``."""
        if self.outcome is Outcome.REFUSED:
            return (self.errno or "refused").removeprefix("EGL_").removeprefix("GL_")
        if self.outcome is Outcome.CRASHED:
            return self.crash or "crashed"
        return "-" if self.outcome is Outcome.ABSENT else self.outcome.value

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Check:
        """The check that :meth:`Report.to_dict` wrote."""
        return cls(**{**data, "outcome": Outcome(data["outcome"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceReport:
    """Who a device is and what it says it can do."""

    label: str
    """Its name in this report: the driver, with the node behind it when there are several of the driver."""
    node: str
    """The node that was exercised."""
    node_type: str
    """``primary`` or ``render``."""
    nodes: dict[str, dict[str, str | None]]
    """Every node by type: its ``path``, and ``errno``, None when it can be opened."""
    driver: str
    version: str
    """Driver version as it says, ``major.minor.patchlevel``."""
    description: str
    bus: str
    """``pci:0000:00:02.0``, or the bus alone."""
    unique: str
    caps: dict[str, int]
    """Capability names with the kernel's answers; those that it did not answer are left out."""
    was_master: bool
    """Whether opening the node made us DRM master (it was dropped at once)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """Something that allocates buffers: a device's dumb buffers, udmabuf, a dma-heap, GBM, GL."""

    label: str
    kind: str
    """``device``, ``udmabuf``, ``heap``, ``gbm`` or ``egl``."""
    path: str
    """The node that allocates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageReport:
    """One stage and its checks, in the order in which they were made."""

    name: str
    title: str
    seconds: float
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that one run found."""

    environment: dict[str, Any]
    """Versions and place: pydri, python, numpy, kernel, machine, system, lab (``uml``, ``qemu`` or None), whether
    root."""
    devices: tuple[DeviceReport, ...]
    sources: tuple[SourceReport, ...]
    importers: tuple[str, ...]
    """Columns of the sharing matrix; its rows are the sources."""
    stages: tuple[StageReport, ...]
    seconds: float
    """Wall time of the whole run on the machine that has the devices."""

    def stage(self, name: str) -> StageReport | None:
        """The stage of that name, if it ran."""
        return next((stage for stage in self.stages if stage.name == name), None)

    def check(self, stage: str, subject: str, name: str, other: str | None = None) -> Check | None:
        """One check by its place, if it was made."""
        found = self.stage(stage)
        for check in found.checks if found else ():
            if (check.subject, check.name, check.other) == (subject, name, other):
                return check
        return None

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every check of every stage."""
        return tuple(check for stage in self.stages for check in stage.checks)

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that make the exit status 1."""
        return tuple(check for check in self.checks if check.outcome.failed)

    def counts(self) -> dict[str, int]:
        """How many checks ended in each outcome."""
        totals = {outcome.value: 0 for outcome in Outcome}
        for check in self.checks:
            totals[check.outcome.value] += 1
        return totals

    def matrix(self) -> list[list[Check | None]]:
        """The sharing matrix: a row per source (exporter), a column per importer. Of several formats the first."""
        stage = self.stage("sharing")
        cells: dict[tuple[str, str | None], Check] = {}
        for check in stage.checks if stage else ():
            cells.setdefault((check.subject, check.other), check)
        return [[cells.get((source.label, importer)) for importer in self.importers] for source in self.sources]

    def to_dict(self) -> dict[str, Any]:
        """The report as plain values, in the documented schema."""
        cells = [[None if cell is None else cell.cell for cell in row] for row in self.matrix()]
        return {
            "schema": SCHEMA,
            "version": SCHEMA_VERSION,
            "verdict": {"status": 1 if self.failures else 0, "seconds": self.seconds, **self.counts()},
            "environment": self.environment,
            "devices": [asdict(device) for device in self.devices],
            "sources": [asdict(source) for source in self.sources],
            "matrix": {
                "exporters": [source.label for source in self.sources],
                "importers": list(self.importers),
                "cells": cells,
            },
            "stages": [asdict(stage) for stage in self.stages],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Report:
        """The report that :meth:`to_dict` wrote.

        Raises:
            Unusable: it is no report, or one of a later schema version.
        """
        if data.get("schema") != SCHEMA:
            raise Unusable(f"this is no report of the exerciser (schema {data.get('schema')!r}, expected {SCHEMA!r})")
        if data.get("version") != SCHEMA_VERSION:
            raise Unusable(f"the report has schema version {data.get('version')!r}, this pydri reads {SCHEMA_VERSION}")
        stages = tuple(
            StageReport(**{**stage, "checks": tuple(Check.from_dict(check) for check in stage["checks"])})
            for stage in data["stages"]
        )
        return cls(
            environment=data["environment"],
            devices=tuple(DeviceReport(**device) for device in data["devices"]),
            sources=tuple(SourceReport(**source) for source in data["sources"]),
            importers=tuple(data["matrix"]["importers"]),
            stages=stages,
            seconds=data["verdict"]["seconds"],
        )

"""The part of the sharing matrix that has GBM or EGL on a side: pixels of every format and modifier.

The formats are those that EGL imports and GBM makes, of the packed ones without YUV; the modifiers those that EGL
lists. Bytes have no use for a modifier but LINEAR, so that only GBM and EGL are given others.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pydrm import Fourcc, Modifier

from ..sharing import ContentsDiffer, HeapSource, UdmabufSource
from ..sharing.pixels import layout_of
from .model import SourceReport
from .parties import Parties, Word
from .record import Broken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..sharing import Source
    from .bench import Bench, Drawer
    from .crew import Job
    from .record import Recorder, Trial
    from .worker import Scribe

__all__ = ["run", "share_all"]

FIRST = ("XRGB8888", "INVALID")
"""What is tried first, and stands for the pair in the matrix: the format of every display, in rows."""
GL_FORMATS = ("ABGR8888", "RGB565", "ABGR2101010", "R8", "GR88")
"""What renderbuffers of OpenGL ES 3.0 are exported as, with a modifier of the driver's choice. The first stands for the
others."""
PLAIN = ("INVALID", "LINEAR")


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a pair."""

    label: str
    word: Word
    device: str | None
    """Label of the device behind it."""
    drawer: Drawer | None
    """Whose GBM or EGL it is; None for the kernel's."""

    @property
    def is_plain(self) -> bool:
        """Whether it knows nothing but rows of pixels."""
        return self.drawer is None


def run(bench: Bench, record: Recorder) -> None:
    """The pairs with GBM or EGL. The bench is told of the exporters and importers that come with them."""
    exporters, importers = list(_exporters(bench)), list(_importers(bench))
    bench.more_sources += [
        SourceReport(label=party.label, kind=party.word["kind"], path=party.word.get("node") or "")
        for party in exporters
        if not party.is_plain
    ]
    bench.more_importers += [party.label for party in importers if not party.is_plain]
    most = 1 if bench.quick else None
    jobs = [job for importer in importers for exporter in exporters for job in islice(_jobs(exporter, importer), most)]
    if jobs:
        bench.crew.run(record, "pydri.exercise.formats:share_all", jobs, skip=_same_pair)


def _same_pair(crashed: Job, job: Job) -> bool:
    # Where the first format crashes, the others would as well, and each costs a process.
    return (crashed["subject"], crashed["other"]) == (job["subject"], job["other"])


def _exporters(bench: Bench) -> Iterator[Party]:
    for source in bench.sources:
        yield Party(source.label, _source_word(source), source.label if source.kind == "device" else None, None)
    for drawer in bench.drawers:
        if drawer.allocates:
            yield Party(f"{drawer.label} GBM", {"kind": "gbm", "node": drawer.node}, drawer.label, drawer)
    for drawer in bench.drawers:
        if drawer.exports:
            yield Party(f"{drawer.label} EGL", {"kind": "egl", "node": drawer.node}, drawer.label, drawer)


def _source_word(source: Source) -> Word:
    if isinstance(source, UdmabufSource):
        return {"kind": "udmabuf"}
    if isinstance(source, HeapSource):
        return {"kind": "heap", "name": source.name}
    return {"kind": "dumb", "node": source.path}


def _importers(bench: Bench) -> Iterator[Party]:
    for station in bench.stations:
        yield Party(station.label, {"kind": "prime", "node": station.device.path}, station.label, None)
    yield Party("CPU mmap", {"kind": "mmap"}, None, None)
    for drawer in bench.drawers:
        if drawer.node is not None:
            yield Party(f"{drawer.label} GBM", {"kind": "gbm", "node": drawer.node}, drawer.label, drawer)
    for drawer in bench.drawers:
        if drawer.imports:
            yield Party(f"{drawer.label} EGL", {"kind": "egl", "node": drawer.node}, drawer.label, drawer)


def _jobs(exporter: Party, importer: Party) -> Iterator[Job]:
    if exporter.is_plain and importer.is_plain:
        return
    # Its own buffers, a driver has to take back. What GL exports may be other memory than the device's.
    own = exporter.device is not None and exporter.device == importer.device and exporter.word["kind"] != "egl"
    for format, modifier in _combinations(exporter, importer):
        name = f"share {Fourcc(format)}" + ("" if modifier == "INVALID" else f" {modifier}")
        yield {
            "subject": exporter.label,
            "name": name,
            "other": importer.label,
            "values": {"format": format, "modifier": modifier},
            "work": {"exporter": exporter.word, "importer": importer.word, "promised": own},
        }


def _combinations(exporter: Party, importer: Party) -> list[tuple[str, str]]:
    # The first one stands for the pair.
    drawer = exporter.drawer or importer.drawer
    assert drawer is not None
    if exporter.word["kind"] == "egl":
        listed = {name: [modifier for format, modifier in drawer.formats if format == name] for name in GL_FORMATS}
        return [(name, each[0] if len(each) == 1 else "INVALID") for name, each in listed.items()]
    linear_only = exporter.is_plain or importer.is_plain
    known = [party.drawer.gbm_formats for party in (exporter, importer) if party.word["kind"] == "gbm" and party.drawer]
    found = [
        (format, modifier)
        for format, modifier in drawer.formats
        if (modifier in PLAIN or not linear_only) and all(format in formats for formats in known)
    ]
    return [FIRST, *(each for each in found if each != FIRST)] if found else []


def share_all(scribe: Scribe, jobs: Sequence[Job]) -> None:
    """In the fork: a check for each job."""
    with Parties() as parties:
        for number, job in enumerate(jobs):
            with scribe.trial(job["subject"], job["name"], other=job["other"]) as trial:
                trial.values |= job["values"]
                _share(parties, job, number, trial)


def _share(parties: Parties, job: Job, number: int, trial: Trial) -> None:
    from ..sharing.pairs import share_frame

    work = job["work"]
    layout = layout_of(Fourcc(str(job["values"]["format"])))
    assert layout is not None
    trial.at("open")
    exporter, importer = parties.exporter(work["exporter"]), parties.importer(work["importer"])
    try:
        share_frame(
            exporter,
            importer,
            layout,
            _modifier(str(job["values"]["modifier"])),
            trial,
            promised=work["promised"],
            names=(job["subject"], str(job["other"])),
            seed=number,
        )
    except ContentsDiffer as difference:
        raise Broken(str(difference)) from None


def _modifier(text: str) -> Modifier:
    return Modifier(int(text, 16) if text.startswith("0x") else text)

"""Stage: sharing. Every source exports, everybody imports, and each side reads what the other wrote.

Between the kernel's parties bytes go back and forth, here. Where GBM or EGL is on a side it is pixels, for every format
and modifier, in a process of its own (:mod:`pydri.exercise.formats`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..sharing import ContentsDiffer, DumbSource, share
from . import formats
from .record import Broken

if TYPE_CHECKING:
    from ..sharing import Importer, Source
    from .bench import Bench
    from .record import Recorder, Trial

__all__ = ["count", "run"]


def count(bench: Bench) -> int:
    """How many checks :func:`run` makes, as far as that is known before drivers are: the cells of the matrix."""
    return len(bench.sources) * len(bench.importers)


def run(bench: Bench, record: Recorder) -> None:
    """The sharing matrix: a check for each cell, several where formats are tried."""
    seed = 0
    for source in bench.sources:
        for importer in bench.importers:
            seed += 1
            with record.trial(source.label, "share", other=importer.label) as trial:
                _pair(bench, source, importer, seed, trial)
    formats.run(bench, record)


def _pair(bench: Bench, source: Source, importer: Importer, seed: int, trial: Trial) -> None:
    # A device that says "exports" has to export. What others make of the buffer is theirs to say.
    station = bench.station(source.label) if isinstance(source, DumbSource) else None
    promised = station is not None and bool(station.prime & 2)
    try:
        trial.values["view"] = share(source, importer, trial, promises_export=promised, seed=seed)
    except ContentsDiffer as difference:
        raise Broken(str(difference)) from None

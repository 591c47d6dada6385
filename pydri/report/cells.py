"""What all renderings share: one word per cell, the worst of several checks, what to say about refusals and
failures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydrm import Fourcc

from ..exercise.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..exercise.model import Check, Report

__all__ = [
    "LEGEND",
    "absences",
    "by_format",
    "describe_place",
    "differing",
    "failures",
    "format_of",
    "refusals",
    "split_columns",
    "worst",
]

_SEVERITY = (Outcome.ABSENT, Outcome.OK, Outcome.REFUSED, Outcome.CRASHED, Outcome.BROKEN, Outcome.ERROR)

LEGEND = {
    Outcome.OK: "contents right both ways",
    Outcome.REFUSED: "refused with this error",
    Outcome.CRASHED: "crashed",
    Outcome.BROKEN: "promise broken",
    Outcome.ERROR: "the exerciser's own error",
    Outcome.ABSENT: "not tried",
}
"""The outcomes of the sharing matrix in words, in the order of a legend."""


def worst(checks: Iterable[Check | None]) -> Check | None:
    """The check with the worst outcome, for a cell that stands for several; None when there is none."""
    return max((check for check in checks if check), key=lambda check: _SEVERITY.index(check.outcome), default=None)


def describe_place(report: Report) -> str:
    """``Linux 6.12.117 x86_64, Debian 13, in the lab (User-Mode Linux)``."""
    environment = report.environment
    lab = environment.get("lab")
    where = f"in the lab ({'User-Mode Linux' if lab == 'uml' else lab})" if lab else "on this machine"
    # Of "Debian GNU/Linux 13 (trixie)" what fits into a line.
    system = str(environment.get("system") or "").partition(" (")[0].replace(" GNU/Linux", "")
    words = [f"Linux {environment.get('kernel')} {environment.get('machine')}", system, where]
    return ", ".join(word for word in words if word)


def _where(check: Check) -> str:
    return f"{check.subject} to {check.other}" if check.other else check.subject


def failures(report: Report) -> list[str]:
    """A line per check that failed, several formats of a pair taken together: who, what, and what happened."""
    groups: dict[tuple[str, str, str], list[Check]] = {}
    for stage in report.stages:
        for check in stage.checks:
            if check.outcome.failed:
                # Formats fail alike: one speaks for all of a pair.
                what = "formats" if "format" in check.values else check.name
                groups.setdefault((stage.title, _where(check), f"{what} {check.step}"), []).append(check)
    lines = []
    for (title, where, _), checks in groups.items():
        check, more = checks[0], f" and {len(checks) - 1} more" if len(checks) > 1 else ""
        step = f", {check.step}" if check.step else ""
        lines.append(f"{title}: {where}, {check.name}{more}{step}: {check.detail or check.cell}")
    return lines


FEW = 3
"""So many places are named, more are counted."""


def refusals(report: Report, outcome: Outcome = Outcome.REFUSED) -> list[str]:
    """A line per errno and step: what drivers refused, and to whom; likewise what they crashed on."""
    groups: dict[tuple[str, str], list[str]] = {}
    for check in report.checks:
        if check.outcome is outcome:
            groups.setdefault((check.cell, check.step or check.name), []).append(_where(check))
    return [f"{cell} at {step} ({_places(places)})" for (cell, step), places in groups.items()]


def _places(places: Iterable[str]) -> str:
    different = list(dict.fromkeys(places))
    return ", ".join(different) if len(different) <= FEW else f"{len(different)} times, first {different[0]}"


def absences(report: Report) -> list[str]:
    """A line per thing that was not there to be tried: whose, and what."""
    groups: dict[str, list[str]] = {}
    for check in report.checks:
        if check.outcome is Outcome.ABSENT:
            groups.setdefault(check.detail, []).append(_where(check))
    return [f"{_places(places)}: {detail}" for detail, places in groups.items()]


def split_columns(widths: Sequence[int], room: int) -> list[range]:
    """Cut columns of these widths into as few runs as fit into ``room`` each, as even as they can be."""
    greedy = _greedy(widths, room)
    size = -(-len(widths) // max(len(greedy), 1))
    even = [range(start, min(start + size, len(widths))) for start in range(0, len(widths), max(size, 1))]
    fits = all(len(run) == 1 or sum(widths[index] for index in run) <= room for run in even)
    return even if fits and len(even) == len(greedy) else greedy


def _greedy(widths: Sequence[int], room: int) -> list[range]:
    runs, start, used = [], 0, 0
    for index, width in enumerate(widths):
        if index > start and used + width > room:
            runs.append(range(start, index))
            start, used = index, 0
        used += width
    if start < len(widths):
        runs.append(range(start, len(widths)))
    return runs


# -- formats of the sharing matrix -----------------------------------------------------------------------------------


def format_of(check: Check) -> str:
    """``XR24``, or ``XR24 LINEAR`` where a modifier was told; empty for bytes, which have no format."""
    if "format" not in check.values:
        return ""
    modifier = check.values["modifier"]
    return str(Fourcc(str(check.values["format"]))) + ("" if modifier == "INVALID" else f" {modifier}")


def by_format(report: Report) -> dict[str, dict[str, dict[str, Check]]]:
    """The checks of the sharing stage: by exporter, format as :func:`format_of` writes it, importer."""
    stage = report.stage("sharing")
    found: dict[str, dict[str, dict[str, Check]]] = {}
    for check in stage.checks if stage else ():
        found.setdefault(check.subject, {}).setdefault(format_of(check), {})[check.other or ""] = check
    return found


def differing(report: Report) -> dict[str, list[tuple[list[str], list[Check | None]]]]:
    """By exporter, the formats that fare otherwise than the one that the matrix shows: which, and their cells."""
    shown = {source.label: row for source, row in zip(report.sources, report.matrix(), strict=True)}
    found: dict[str, list[tuple[list[str], list[Check | None]]]] = {}
    for label, formats in by_format(report).items():
        groups: dict[tuple[str, ...], tuple[list[str], list[Check | None]]] = {}
        for format, checks in formats.items():
            row = [checks.get(importer) for importer in report.importers]
            words = tuple("" if cell is None else cell.cell for cell in row)
            pairs = zip(row, shown[label], strict=True)
            if any(cell and main and cell.cell != main.cell for cell, main in pairs):
                groups.setdefault(words, ([], row))[0].append(format)
        if groups:
            found[label] = list(groups.values())
    return found

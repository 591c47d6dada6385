"""What all renderings share: one word per cell, the worst of several checks, what to say about refusals and
failures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exercise.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..exercise.model import Check, Report

__all__ = ["LEGEND", "absences", "describe_place", "failures", "refusals", "split_columns", "worst"]

_SEVERITY = (Outcome.ABSENT, Outcome.OK, Outcome.REFUSED, Outcome.BROKEN, Outcome.ERROR)

LEGEND = {
    Outcome.OK: "contents right both ways",
    Outcome.REFUSED: "refused with this errno",
    Outcome.BROKEN: "promise broken",
    Outcome.ABSENT: "not tried",
}
"""The outcomes of the sharing matrix in words, in the order of a legend."""


def worst(checks: Iterable[Check | None]) -> Check | None:
    """The check with the worst outcome, for a cell that stands for several; None when there is none."""
    return max((check for check in checks if check), key=lambda check: _SEVERITY.index(check.outcome), default=None)


def describe_place(report: Report) -> str:
    """``Linux 6.12.117, in the lab (uml)``."""
    environment = report.environment
    lab = environment.get("lab")
    where = f"in the lab ({'User-Mode Linux' if lab == 'uml' else lab})" if lab else "on this machine"
    return f"Linux {environment.get('kernel')} {environment.get('machine')}, {where}"


def _where(check: Check) -> str:
    return f"{check.subject} to {check.other}" if check.other else check.subject


def failures(report: Report) -> list[str]:
    """A line per check that failed: who, what, and what happened."""
    lines = []
    for stage in report.stages:
        for check in stage.checks:
            if check.outcome.failed:
                step = f", {check.step}" if check.step else ""
                lines.append(f"{stage.title}: {_where(check)}, {check.name}{step}: {check.detail or check.cell}")
    return lines


FEW = 3
"""So many places are named, more are counted."""


def refusals(report: Report) -> list[str]:
    """A line per errno and step: what drivers refused, and to whom."""
    groups: dict[tuple[str, str], list[str]] = {}
    for check in report.checks:
        if check.outcome is Outcome.REFUSED:
            groups.setdefault((check.cell, check.step or check.name), []).append(_where(check))
    lines = []
    for (errno, step), places in groups.items():
        different = list(dict.fromkeys(places))
        who = ", ".join(different) if len(different) <= FEW else f"{len(different)} times, first {different[0]}"
        lines.append(f"{errno} at {step} ({who})")
    return lines


def absences(report: Report) -> list[str]:
    """A line per thing that was not there to be tried: whose, and what."""
    groups: dict[str, list[str]] = {}
    for check in report.checks:
        if check.outcome is Outcome.ABSENT:
            groups.setdefault(check.detail, []).append(_where(check))
    return [f"{', '.join(dict.fromkeys(places))}: {detail}" for detail, places in groups.items()]


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

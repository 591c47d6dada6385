"""How a run of the exerciser ended: its report, and what the lane lists as known to be broken."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from pydri.lab.matrix.outcome import ExerciseOutcome, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydri.lab.matrix.lanes import Lane

_FAILED = ("broken", "error")


def failures(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The checks of a report.json that failed: named "stage: subject to other, name", each with its outcome."""
    for stage in report["stages"]:
        for check in stage["checks"]:
            if check["outcome"] in _FAILED:
                other = f" to {check['other']}" if check["other"] else ""
                yield f"{stage['name']}: {check['subject']}{other}, {check['name']}", check["outcome"]


def judge(lane: Lane, path: Path, status: int, seconds: float, sharing: str | None) -> ExerciseOutcome:
    """The outcome of a run that ended with this exit status and left this report.

    A promise that the lane lists is expected to be broken. An error of the exerciser's own is never expected. Raises
    FileNotFoundError without a report.
    """
    report = json.loads(path.read_text())
    counts = {name: count for name, count in report["verdict"].items() if name not in ("status", "seconds")}
    failed = list(failures(report))
    unexpected = [
        name
        for name, kind in failed
        if kind != "broken" or not any(fnmatchcase(name, known.check) for known in lane.broken)
    ]
    kept = [known.check for known in lane.broken if not any(fnmatchcase(name, known.check) for name, _ in failed)]
    state, reason = State.OK, ""
    if unexpected:
        state, reason = State.UNEXPECTED, f"{len(unexpected)} promises broken"
    elif status not in (0, 1):
        state, reason = State.ENDED, f"ended with status {status}"
    return ExerciseOutcome(
        state=state,
        reason=reason,
        seconds=seconds,
        counts=counts,
        sharing=sharing,
        expected=len(failed) - len(unexpected),
        unexpected=tuple(unexpected),
        unexpected_passes=tuple(kept),
    )

"""What the exerciser's report comes to in the table: broken promises that a lane lists, and others."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest

from pydri.lab.matrix import lanes, table, verdict
from pydri.lab.matrix.outcome import ExerciseOutcome, LaneOutcome, State

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = lanes.Known(check="sharing: a to *, share XR24", why="it is so")


def judged(place: Path, *checks: tuple[str, str, str], status: int = 1) -> ExerciseOutcome:
    """The outcome of a lane that lists KNOWN; checks are the importer, the name and the outcome."""
    path = place / "report.json"
    found = [{"subject": "a", "other": other, "name": name, "outcome": kind} for other, name, kind in checks]
    counts = {kind: [each["outcome"] for each in found].count(kind) for kind in ("ok", "broken", "error")}
    stage = {"name": "sharing", "checks": found}
    path.write_text(json.dumps({"verdict": {"status": status, "seconds": 1.0, **counts}, "stages": [stage]}))
    lane = dataclasses.replace(lanes.lanes()["qemu-2d"], broken=(KNOWN,))
    return verdict.judge(lane, path, status, 1.0, None)


def row(done: ExerciseOutcome) -> LaneOutcome:
    """A row of a lane with nothing but the exerciser."""
    return LaneOutcome(lane="x", title="x", state=done.state, reason=done.reason, exercise=done)


def test_listed(tmp_path: Path) -> None:
    """What is listed is expected, and the table counts it."""
    done = judged(tmp_path, ("b", "share XR24", "broken"), ("c", "share XR24", "broken"), ("b", "share", "ok"))
    assert (done.state, done.reason, done.expected) == (State.OK, "", 2)
    assert done.unexpected == done.unexpected_passes == ()
    assert table.cells(row(done))[table.COLUMNS.index("exerciser")] == "1 ok, 2 known"


@pytest.mark.parametrize(
    ("check", "named"),
    [
        (("b", "share XR24 LINEAR", "broken"), "sharing: a to b, share XR24 LINEAR"),
        (("b", "share XR24", "error"), "sharing: a to b, share XR24"),
    ],
)
def test_others(tmp_path: Path, check: tuple[str, str, str], named: str) -> None:
    """Another promise, and the exerciser's own error under a listed name, are not; they are named below the table."""
    done = judged(tmp_path, ("c", "share XR24", "broken"), check)
    assert (done.state, done.unexpected) == (State.UNEXPECTED, (named,))
    assert (State.UNEXPECTED, f"x: {named}") in list(table.remarks([row(done)]))


def test_kept(tmp_path: Path) -> None:
    """A listed promise that was kept is said, and is no failure; so is one whose check there was not."""
    for done in (judged(tmp_path, ("b", "share XR24", "ok"), status=0), judged(tmp_path, status=0)):
        assert (done.state, done.unexpected_passes) == (State.OK, (KNOWN.check,))
        assert (State.OK, f"x: passed although it is listed as failing: {KNOWN.check}") in table.remarks([row(done)])


def test_there_and_back(tmp_path: Path) -> None:
    """A row comes back from its file as it was, also from one that had no lists yet."""
    done = row(judged(tmp_path, ("c", "share XR24", "broken"), ("b", "draw", "broken")))
    data = json.loads(json.dumps(done.to_dict()))
    assert LaneOutcome.from_dict(data) == done
    for name in ("expected", "unexpected", "unexpected_passes"):
        del data["exercise"][name]
    old = LaneOutcome.from_dict(data).exercise
    assert old is not None
    assert (old.expected, old.unexpected, old.unexpected_passes) == (0, (), ())


def test_the_lists() -> None:
    """Each has a reason, and is of a lane that runs the exerciser."""
    for lane in lanes.lanes().values():
        assert all(known.check and known.why for known in lane.broken)
        assert lane.exercise is not None or not lane.broken

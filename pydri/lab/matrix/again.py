"""`--again`: of results that are there, what is missing or was not as expected, and no more than that."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pydri.lab.matrix import outcome
from pydri.lab.matrix.outcome import EXERCISER, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydri.lab.matrix.outcome import LaneOutcome, PartOutcome

_DIRECTORY = "again-"


def has_to_run(before: LaneOutcome, stage: str) -> bool:
    """Whether a stage of a lane has no result that is as expected."""
    if stage == EXERCISER:
        return before.exercise is None or before.exercise.state is not State.OK
    return not any(part.name == stage and part.state is State.OK for part in before.parts)


def files(before: PartOutcome | None, named: Sequence[str], root: Path) -> list[str]:
    """The test files that are enough to run of a part of these files and directories; none: it has to run whole.

    They are those with unexpected cases. A part that did not come to its own end, that had too few cases, or whose
    cases are of files that are gone, has to run whole.
    """
    if before is None or before.state is not State.UNEXPECTED or before.suite is None:
        return []
    paths = [root / each.partition("::")[0] for each in named]
    known = [path for each in paths for path in (each.rglob("*.py") if each.is_dir() else [each])]
    found = {module: _file(module, known) for module in map(outcome.module, before.suite.unexpected)}
    return [] if None in found.values() else [os.path.relpath(path, root) for path in found.values() if path]


def _file(module: str, known: Sequence[Path]) -> Path | None:
    # Modules are named from the directory of pytest's own configuration, which need not be where it is started.
    words = (*module.split(".")[:-1], module.rpartition(".")[2] + ".py")
    found = [path for path in known if path.is_file() and path.parts[-len(words) :] == words]
    return found[0] if len(found) == 1 else None


def earlier(part: Path) -> list[Path]:
    """The directories of later runs below a part's own, in the order in which they were run."""
    return sorted(part.glob(f"{_DIRECTORY}*"), key=lambda path: int(path.name.removeprefix(_DIRECTORY)))


def directory(part: Path) -> Path:
    """Where the next of them goes."""
    return part / f"{_DIRECTORY}{len(earlier(part)) + 1}"

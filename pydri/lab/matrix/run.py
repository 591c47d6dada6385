"""Running lanes: the exerciser, then each part of the tests, as processes whose output is kept beside their results."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydri.lab.errors import LabError
from pydri.lab.matrix import again, lanes, outcome, verdict
from pydri.lab.matrix.outcome import EXERCISER, ExerciseOutcome, LaneOutcome, PartOutcome, State, Suite
from pydri.report.json import write_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pydri.lab.matrix.lanes import Lane, Part
    from pydri.lab.progress import Progress

SHARING = "sharing.png"
OUTCOME = "outcome.json"
"""What came of a lane, in its directory: rows of a later table."""
JUNIT = "junit.xml"
_GRACE_S = 120
_KILLED = -1
_LAST_LINES = 40


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is run in every lane, and where its results go.

    `root` is the directory that pytest is started in; `tests` are files instead of the lanes' own, `words` are further
    arguments of pytest; `only` names the parts that are run, beside what earlier runs left of the others (empty: all
    are run), and with `again` only what those did not leave as expected; `aloud`: what pytest prints is printed here.
    """

    root: Path
    results: Path
    tests: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    again: bool = False
    exercise: bool = True
    quick: bool = False
    aloud: bool = False

    def parts(self, lane: Lane) -> Sequence[Part]:
        """What is run of a lane."""
        if self.tests:
            return [lanes.Part(name="tests", files=self.tests)]
        return lane.quick if self.quick else lane.parts

    def stages(self, lane: Lane) -> list[str]:
        """What a lane consists of, by name, in the order in which it is run."""
        exercised = self.exercise and lane.exercise is not None
        return [EXERCISER] * exercised + [part.name for part in self.parts(lane)]

    def runs(self, stage: str) -> bool:
        """Whether a stage is run now."""
        return not self.only or stage in self.only

    @property
    def is_whole(self) -> bool:
        """Whether all that belongs to a lane is run."""
        return not (self.tests or self.words or self.quick)

    def files(self, part: Part) -> list[str]:
        """The files of a part, as pytest is told."""
        return list(self.tests) or lanes.files_of(part, self.root)


def run_lane(lane: Lane, plan: Plan, progress: Progress) -> LaneOutcome:
    """Run one lane to its end, whatever comes of it. Its results are below the directory of its name.

    The row is written after each part, so that one that is cut off can be completed by naming the parts it lacks.
    """
    place = plan.results / lane.name
    if not plan.only and not plan.again:
        shutil.rmtree(place, ignore_errors=True)  # what an earlier run left is no result of this one
    before = earlier(lane, plan.results)
    stages = [
        stage for stage in plan.stages(lane) if plan.runs(stage) and (not plan.again or again.has_to_run(before, stage))
    ]
    if not stages:
        row = _row(lane, plan, {part.name: part for part in before.parts}, before.exercise)
        _keep(row, place)
        return row
    reason = lanes.why_not(lane) or _prepare(lane, plan, progress)
    if reason is not None:
        row = LaneOutcome(lane=lane.name, title=lane.title, state=State.NOT_RUN, reason=reason)
        if not (place / OUTCOME).exists():
            _keep(row, place)
        return row
    exercised, done = before.exercise, {part.name: part for part in before.parts}
    parts = {part.name: part for part in plan.parts(lane)}
    for stage in stages:
        if stage == EXERCISER:
            exercised = _exercise(lane, plan, place, progress)
        else:
            done[stage] = _run_part(lane, parts[stage], plan, place, progress, done.get(stage))
        row = _row(lane, plan, done, exercised)
        _keep(row, place)
    return row


def _keep(row: LaneOutcome, place: Path) -> None:
    write_file(place / OUTCOME, json.dumps(row.to_dict(), indent=1).encode())


def _row(lane: Lane, plan: Plan, done: Mapping[str, PartOutcome], exercised: ExerciseOutcome | None) -> LaneOutcome:
    stages = plan.stages(lane)
    parts = tuple(done[name] for name in stages if name in done)
    missing = [name for name in stages if name not in done and not (name == EXERCISER and exercised)]
    ends = [(part.state, part.reason if len(stages) == 1 else f"{part.name}: {part.reason}") for part in parts]
    if exercised is not None:
        ends.append((exercised.state, f"{EXERCISER}: {exercised.reason}"))
    if plan.is_whole and not missing:
        ends.append(outcome.count(parts, lane.minimum))
    state, reason = outcome.worst(ends)
    seconds = sum(each.seconds for each in parts) + (exercised.seconds if exercised else 0)
    return LaneOutcome(
        lane=lane.name,
        title=lane.title,
        state=state,
        reason="" if state is State.OK else reason,
        seconds=round(seconds, 1),
        parts=parts,
        exercise=exercised,
        missing=tuple(missing),
    )


def earlier(lane: Lane, results: Path) -> LaneOutcome:
    """The row of a lane that was run before into the same place."""
    try:
        return LaneOutcome.from_dict(json.loads((results / lane.name / OUTCOME).read_text()))
    except FileNotFoundError:
        reason = f"no results in {results / lane.name}"
        return LaneOutcome(lane=lane.name, title=lane.title, state=State.NOT_RUN, reason=reason)


def _prepare(lane: Lane, plan: Plan, progress: Progress) -> str | None:
    # Builds what the lane's machine needs, so that it is no part of the lane's time; why it cannot be had, or None.
    if not lane.in_lab:
        return None
    from pydri.lab.ensure import ensure_machine, ensure_root

    progress.stage(f"{lane.name}: kernel and root")
    try:
        ensure_machine(lane.machine, lane.kernel, lane.devices)
        for root in dict.fromkeys(part.root or lane.root for part in plan.parts(lane)):
            if root is not None:
                ensure_root(root)
    except LabError as error:
        return str(error)
    return None


def _run_part(
    lane: Lane, part: Part, plan: Plan, place: Path, progress: Progress, before: PartOutcome | None
) -> PartOutcome:
    progress.stage(f"{lane.name}: {part.name}")
    whole = place / part.directory
    files = again.files(before, plan.files(part), plan.root) if plan.again else []
    if files:
        assert before is not None
        junits = [run / JUNIT for run in (whole, *again.earlier(whole))]
        results, seconds, repeated = again.directory(whole), before.seconds, (*before.again, *files)
    else:
        junits, results, seconds, repeated = [], whole, 0.0, ()
        shutil.rmtree(whole, ignore_errors=True)
    results.mkdir(parents=True)
    command = [*lane.pytest_words(part, results), *(files or plan.files(part)), *plan.words]
    begun = time.monotonic()
    environment = {"PYDRI_LANE": lane.suite, **lane.env}
    status = _run(command, results / "output.txt", environment, plan, limit=lane.timeout + _GRACE_S)
    suite = _suite(*junits, results / JUNIT)
    if status == _KILLED:
        state, reason = State.TIMEOUT, f"the time was up ({lane.timeout} s)"
    else:
        state, reason = outcome.judge(status, suite, narrowed=bool(plan.words or plan.tests))
    return PartOutcome(
        name=part.name,
        state=state,
        reason=reason,
        seconds=round(seconds + time.monotonic() - begun, 1),
        suite=suite,
        last_words=_last_words(results / "output.txt") if state.cut_short else "",
        again=tuple(dict.fromkeys(repeated)),
    )


def _last_words(output: Path) -> str:
    lines = output.read_text(errors="replace").splitlines()
    return "\n".join(lines[-_LAST_LINES:])


def _suite(*paths: Path) -> Suite | None:
    try:
        return outcome.read_suite(*paths)
    except (OSError, ElementTree.ParseError):
        return None


def _exercise(lane: Lane, plan: Plan, place: Path, progress: Progress) -> ExerciseOutcome:
    progress.stage(f"{lane.name}: exerciser")
    out = place / "exercise"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    command = lane.exercise_words(out)
    assert command is not None
    begun = time.monotonic()
    status = _run(command, out / "output.txt", {}, plan, limit=lane.timeout)
    seconds = round(time.monotonic() - begun, 1)
    sharing = f"{lane.name}/exercise/{SHARING}" if (out / SHARING).exists() else None
    try:
        return verdict.judge(lane, out / "report.json", status, seconds, sharing)
    except FileNotFoundError:
        state, reason = State.ENDED, f"ended with status {status} and left no report; see {out / 'output.txt'}"
        if status == _KILLED:
            state, reason = State.TIMEOUT, "the time was up"
        return ExerciseOutcome(state=state, reason=reason, seconds=seconds)


def _run(command: Sequence[str], log: Path, environment: Mapping[str, str], plan: Plan, *, limit: float) -> int:
    # The exit status, or _KILLED where the time was up. Whatever ends this call ends the process.
    process = subprocess.Popen(
        command,
        cwd=plan.root,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    late = threading.Event()

    def end() -> None:
        late.set()
        process.terminate()

    alarm = threading.Timer(limit, end)
    alarm.start()
    try:
        assert process.stdout is not None
        with log.open("wb") as file:
            while data := os.read(process.stdout.fileno(), 65536):
                file.write(data)
                file.flush()
                if plan.aloud:
                    sys.stdout.buffer.write(data)
                    sys.stdout.flush()
        status = process.wait()
        return _KILLED if late.is_set() else status if status >= 0 else 128 - status
    except BaseException:
        process.terminate()
        process.wait()
        raise
    finally:
        alarm.cancel()
        if process.stdout is not None:
            process.stdout.close()

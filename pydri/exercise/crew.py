"""Work that may not come back: checks that are made in processes of their own, because a driver may crash or hang.

A :class:`Crew` has one process that is forked for every piece of work (:mod:`pydri.exercise.worker`). A piece is a list
of jobs, a check each, that share what is dear, a display and a context. Where a job ends its process, that becomes its
check, and the rest is done by another fork.
"""

from __future__ import annotations

import json
import os
import signal
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypedDict

from pydrm import passing

from .model import Check, Outcome
from .process import SLOWER, Helper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import BinaryIO

    from .record import Recorder

__all__ = ["Crew", "Job"]

LIMIT_S, LIMIT_PER_JOB_S = 20.0 * SLOWER, 1.0 * SLOWER
"""Seconds after which a piece of work counts as hanging. A job takes some milliseconds, the first up to two seconds."""
START_S = 30.0 * SLOWER
"""What the other process may take besides, to start."""
LINES = 3
"""So many of the last lines on standard error are told of a crash."""


class Job(TypedDict, total=False):
    """What a check is called, the values that it has anyway, and, in ``work``, what the task has to know for it."""

    subject: str
    name: str
    other: str | None
    values: dict[str, float | int | str]
    work: dict[str, Any]


@dataclass(slots=True)
class _Ending:
    """What one fork left."""

    checks: list[Check] = field(default_factory=list)
    pictures: list[dict[str, Any]] = field(default_factory=list)
    open: dict[str, Any] | None = None
    """The check that was begun and not ended."""
    step: dict[str, Any] = field(default_factory=dict)
    crash: str | None = None
    error: str | None = None
    """A traceback of the task's own."""
    said: str = ""


class Crew:
    """Does work in forks. Use as a context manager: leaving it ends the process that is forked.

    Ownership: that process. Threads: one thread.
    """

    def __init__(self) -> None:
        # Threads of the numeric library would not survive the fork.
        self._helper = Helper("pydri.exercise.worker", START_S, environment={"OPENBLAS_NUM_THREADS": "1"})
        self._mapped: dict[str, None] = {}

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *exc: object) -> None:
        self._helper.stop()

    def start(self) -> None:
        """Start the process that is forked, if it does not run."""
        self._helper.connection()

    def run(
        self,
        record: Recorder,
        task: str,
        jobs: Sequence[Job],
        *,
        picture: Callable[[dict[str, Any]], None] = lambda _: None,
        skip: Callable[[Job, Job], bool] = lambda _, __: False,
        **arguments: Any,
    ) -> list[Check]:
        """Let ``task`` do the jobs, each of which becomes a check.

        Args:
            record: takes the checks.
            task: ``"package.module:function"``, called as ``function(scribe, jobs, **arguments)`` in the fork; has to
                make one check for each job, in their order.
            jobs: what to do.
            picture: is given what the task wrote as ``picture``.
            skip: after the first job crashed, whether the second is not worth trying.
            arguments: further arguments of the task, such as JSON has.

        Returns:
            The checks.
        """
        made: list[Check] = []
        todo = list(jobs)
        while todo:
            ending = self._attempt(task, {"jobs": todo, **arguments})
            for each in ending.pictures:
                picture(each)
            if ending.error is not None:
                raise RuntimeError(f"{task} failed in its process\n{ending.error}")
            if ending.crash is None and len(ending.checks) != len(todo):
                raise RuntimeError(f"{task} made {len(ending.checks)} checks of {len(todo)} jobs")
            checks, todo = _settle(ending, todo, skip)
            for check in checks:
                record.add(check)
            made += checks
        return made

    def _attempt(self, task: str, arguments: dict[str, Any]) -> _Ending:
        with ExitStack() as stack:
            files = [stack.enter_context(_memory(name)) for name in ("request", "found", "said")]
            files[0].write(json.dumps([task, arguments]).encode())
            files[0].seek(0)
            sock, _ = self._helper.connection()
            limit_s = LIMIT_S + LIMIT_PER_JOB_S * len(arguments["jobs"])
            sock.settimeout(limit_s + START_S)
            header = {"limit_s": limit_s, "preload": list(self._mapped)}
            try:
                passing.send_fds(sock, [file.fileno() for file in files], header)
                reply = passing.recv_fds(sock)[1]
            except (EOFError, OSError) as error:
                self._helper.stop()
                raise RuntimeError(f"the process that is forked for {task} is gone: {error!r}") from error
            ending = _read(files[1], self._mapped)
            files[2].seek(0)
            ending.said = files[2].read().decode("utf-8", "replace")
        ending.crash = "hang" if reply["hung"] else _ended(reply["code"])
        return ending


def _memory(name: str) -> BinaryIO:
    return os.fdopen(os.memfd_create(f"pydri-{name}", os.MFD_CLOEXEC), "w+b")


def _ended(code: int) -> str | None:
    if code == 0:
        return None
    try:
        return signal.Signals(-code).name if code < 0 else f"exit {code}"
    except ValueError:
        return f"signal {-code}"


def _read(found: Iterable[bytes], mapped: dict[str, None]) -> _Ending:
    ending = _Ending()
    if hasattr(found, "seek"):
        found.seek(0)
    for line in found:
        if not line.endswith(b"\n"):
            break  # of a process that was ended while it wrote
        ((event, value),) = json.loads(line).items()
        if event == "begin":
            ending.open, ending.step = value, {"step": None, "promised": value["promised"]}
        elif event == "step":
            ending.step = value
        elif event == "check":
            ending.checks.append(Check.from_dict(value))
            ending.open = None
        elif event == "picture":
            ending.pictures.append(value)
        elif event == "mapped":
            mapped.update(dict.fromkeys(value))
        elif event == "error":
            ending.error = value
    return ending


def _settle(ending: _Ending, todo: Sequence[Job], skip: Callable[[Job, Job], bool]) -> tuple[list[Check], list[Job]]:
    # What the jobs became, as far as it went, and those that are left to do.
    checks, done = list(ending.checks), len(ending.checks)
    if ending.crash is None:
        return checks, []
    if done == len(todo):
        return [*checks, _at_the_end(todo[-1], ending)], []
    crash, rest = _crashed(todo[done], ending), todo[done + 1 :]
    left = [job for job in rest if not skip(todo[done], job)]
    return [*checks, crash, *(_skipped(job, crash) for job in rest if job not in left)], left


def _crashed(job: Job, ending: _Ending) -> Check:
    promised = bool(ending.open and ending.step["promised"])
    step = ending.step["step"] if ending.open else "open"
    return Check(
        subject=job["subject"],
        name=job["name"],
        other=job.get("other"),
        outcome=Outcome.BROKEN if promised else Outcome.CRASHED,
        crash=ending.crash,
        step=step,
        detail=_words(ending),
        values=job.get("values", {}),
    )


def _at_the_end(job: Job, ending: _Ending) -> Check:
    # Everything went well, and then letting go of it did not: nothing foreign is left to blame.
    return Check(
        subject=job["subject"],
        name="close",
        other=job.get("other"),
        outcome=Outcome.BROKEN,
        crash=ending.crash,
        step="close",
        detail=_words(ending),
    )


def _words(ending: _Ending) -> str:
    how = "the process hung" if ending.crash == "hang" else f"the process ended with {ending.crash}"
    last = " | ".join(ending.said.strip().splitlines()[-LINES:])
    return f"{how}; it had said: {last}" if last else how


def _skipped(job: Job, crash: Check) -> Check:
    return Check(
        subject=job["subject"],
        name=job["name"],
        other=job.get("other"),
        outcome=Outcome.ABSENT,
        detail=f"not tried: {crash.name} ended with {crash.crash}",
        values=job.get("values", {}),
    )

"""Work in forks: what a driver may do to its process, and what becomes of the check. Real processes, real signals."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING, Any

import pytest

from pydri.exercise import crew as crew_module
from pydri.exercise.crew import Crew, Job
from pydri.exercise.model import Check, Outcome
from pydri.exercise.record import Recorder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TASKS = """
import errno, os, signal, sys, time
from pydri.exercise.record import Absent, Broken

def work(scribe, jobs, **more):
    for job in jobs:
        with scribe.trial(job["subject"], job["name"], other=job["other"]) as trial:
            trial.values |= job.get("values", {})
            do(job["work"], trial)
            if "drawn" in more:
                scribe.write("picture", {"of": job["subject"], "is": more["drawn"]})
    if more.get("end"):
        os.kill(os.getpid(), signal.SIGABRT)

def do(what, trial):
    if what.get("said"):
        print(what["said"], file=sys.stderr, flush=True)
    trial.at(what.get("step", "step"), promised=what.get("promised", False))
    if "errno" in what:
        raise OSError(what["errno"], os.strerror(what["errno"]))
    if "signal" in what:
        os.kill(os.getpid(), what["signal"])
    if "exit" in what:
        os._exit(what["exit"])
    if "sleep" in what:
        time.sleep(what["sleep"])
    if what.get("broken"):
        raise Broken("not so")

def fails(scribe, jobs):
    raise ZeroDivisionError("a bug of ours")

def forgets(scribe, jobs):
    pass
"""


@pytest.fixture
def crew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Crew]:
    """A crew that finds the tasks above, and has little patience."""
    (tmp_path / "crew_tasks.py").write_text(TASKS)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.setattr(crew_module, "LIMIT_S", 10.0)
    with Crew() as made:
        yield made


def job(subject: str, other: str | None = None, **work: Any) -> Job:
    return {"subject": subject, "name": "try", "other": other, "work": work}


def run(crew: Crew, *jobs: Job, **options: Any) -> list[Check]:
    crew.start()
    record = Recorder()
    with record.stage("stage", "A stage"):
        made = crew.run(record, "crew_tasks:work", jobs, **options)
    assert list(record.stages[0].checks) == made  # what it returns is what the record has
    return made


def test_whatever_happens_is_a_check(crew: Crew) -> None:
    """A crash, an exit, an errno and success, each where it happened; what comes after a crash is done as well."""
    made = run(
        crew,
        job("fine"),
        job("dies", signal=signal.SIGSEGV, step="draw", said="a driver's last words"),
        job("leaves", exit=3),
        job("refused", errno=22),
        job("promised", signal=signal.SIGBUS, promised=True),
        job("last"),
    )
    assert [(check.subject, check.outcome, check.crash, check.cell) for check in made] == [
        ("fine", Outcome.OK, None, "ok"),
        ("dies", Outcome.CRASHED, "SIGSEGV", "SIGSEGV"),
        ("leaves", Outcome.CRASHED, "exit 3", "exit 3"),
        ("refused", Outcome.REFUSED, None, "EINVAL"),
        ("promised", Outcome.BROKEN, "SIGBUS", "broken"),
        ("last", Outcome.OK, None, "ok"),
    ]
    assert made[1].step == "draw"
    assert made[1].detail == "the process ended with SIGSEGV; it had said: a driver's last words"
    assert not made[1].outcome.failed
    assert made[4].outcome.failed


def test_hanging_is_ended(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    """What hangs is killed when its time is up, and called so."""
    monkeypatch.setattr(crew_module, "LIMIT_S", 0.5)
    monkeypatch.setattr(crew_module, "LIMIT_PER_JOB_S", 0.0)
    start = time.monotonic()
    (check,) = run(crew, job("sleeps", sleep=600))
    assert (check.outcome, check.crash, check.cell, check.detail) == (
        Outcome.CRASHED,
        "hang",
        "hang",
        "the process hung",
    )
    assert time.monotonic() - start < 30


def test_what_need_not_be_tried(crew: Crew) -> None:
    """After a crash the caller says which jobs are not worth another; their checks say why, and keep their values."""
    jobs = [
        job("a", "x", signal=signal.SIGSEGV),
        {**job("a", "x"), "values": {"format": "R8"}},
        job("a", "y"),
    ]
    made = run(crew, *jobs, skip=lambda crashed, other: crashed["other"] == other["other"])
    assert sorted((check.other or "", check.outcome.value) for check in made) == [
        ("x", "absent"),
        ("x", "crashed"),
        ("y", "ok"),
    ]
    (absent,) = (check for check in made if check.outcome is Outcome.ABSENT)
    assert absent.detail == "not tried: try ended with SIGSEGV"
    assert absent.values == {"format": "R8"}


def test_a_crash_at_the_end(crew: Crew) -> None:
    """Where all went well and closing did not, that is a check of its own, and a broken promise."""
    *checks, last = run(crew, job("one"), job("two"), end=True)
    assert [check.outcome for check in checks] == [Outcome.OK, Outcome.OK]
    assert (last.name, last.outcome, last.crash) == ("close", Outcome.BROKEN, "SIGABRT")


def test_pictures_come_back(crew: Crew) -> None:
    """What a task writes as a picture is handed on, also from a fork that crashed later."""
    seen: list[dict[str, Any]] = []
    record = Recorder()
    jobs = [job("one"), job("two", signal=signal.SIGSEGV)]
    with record.stage("stage", "A stage"):
        crew.run(record, "crew_tasks:work", jobs, picture=seen.append, drawn="red")
    assert seen == [{"of": "one", "is": "red"}]


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("crew_tasks:fails", "ZeroDivisionError: a bug of ours"),
        ("crew_tasks:forgets", "made 0 checks of 1 jobs"),
        ("crew_tasks:nothing", "AttributeError"),
    ],
)
def test_our_own_bugs_are_no_drivers(crew: Crew, task: str, said: str) -> None:
    """A task that fails by itself is an error of the exerciser, with its traceback."""
    with pytest.raises(RuntimeError, match=said):
        crew.run(Recorder(), task, [job("one")])


def test_the_forked_process_may_die(crew: Crew) -> None:
    """Without it the run says so; the next one has another."""
    crew.start()
    _, pid = crew._helper.connection()
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(RuntimeError, match="is gone"):
        crew.run(Recorder(), "crew_tasks:work", [job("one")])
    assert [check.outcome for check in run(crew, job("one"))] == [Outcome.OK]


def test_nothing_is_left(crew: Crew) -> None:
    """Leaving a crew ends its process and gives its descriptors back, also in the middle of something that hangs."""
    before = set(os.listdir("/proc/self/fd"))
    with Crew() as other:
        run(other, job("one"))
        _, pid = other._helper.connection()
    assert set(os.listdir("/proc/self/fd")) == before
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)

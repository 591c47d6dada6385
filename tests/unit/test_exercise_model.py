"""The exerciser's bookkeeping: how an exception becomes an outcome, and how reports survive being written and read."""

from __future__ import annotations

import errno
import json
import os

import pytest

from pydri.errors import Unusable, errno_name
from pydri.exercise.in_lab import with_findings
from pydri.exercise.model import SCHEMA_VERSION, Check, Outcome, Report, StageReport
from pydri.exercise.record import Absent, Broken, Recorder
from pydrm.errors import NotSupported


def only(record: Recorder) -> Check:
    """The one check of the one stage."""
    (stage,) = record.stages
    (check,) = stage.checks
    return check


def made(error: BaseException | None, *, promised: bool = False) -> Check:
    """The check that a trial becomes when its body raises this."""
    record = Recorder()
    with record.stage("stage", "A stage"), record.trial("subject", "name", other="other", promised=promised) as trial:
        trial.step = "a step"
        if error is not None:
            raise error
    return only(record)


def oserror(number: int) -> OSError:
    error = OSError(number, os.strerror(number))
    error.add_note("DRM_IOCTL_SOMETHING(handle=1) on /dev/dri/card0 (vgem)")
    return error


def test_success_is_ok() -> None:
    """A body that ends well is OK and keeps no step."""
    check = made(None)
    assert (check.outcome, check.errno, check.step, check.cell) == (Outcome.OK, None, None, "ok")


def test_an_errno_is_an_answer_unless_it_was_promised() -> None:
    """The same errno is a refusal or a broken promise, depending on what the device says of itself."""
    refused = made(oserror(errno.ENODEV))
    assert (refused.outcome, refused.cell, refused.step) == (Outcome.REFUSED, "ENODEV", "a step")
    assert refused.detail == "DRM_IOCTL_SOMETHING(handle=1) on /dev/dri/card0 (vgem): No such device"
    broken = made(oserror(errno.ENODEV), promised=True)
    assert (broken.outcome, broken.cell, broken.errno) == (Outcome.BROKEN, "broken", "ENODEV")
    assert not refused.outcome.failed
    assert broken.outcome.failed


def test_the_step_decides_what_is_promised() -> None:
    """A trial that moves on to a step without a promise takes its errno as an answer."""
    record = Recorder()
    with record.stage("stage", "A stage"), record.trial("subject", "name", promised=True) as trial:
        trial.at("import")
        raise oserror(errno.EINVAL)
    assert only(record).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Broken("wrong contents"), Outcome.BROKEN),
        (TimeoutError(errno.ETIMEDOUT, "late"), Outcome.BROKEN),
        (Absent("no syncobj"), Outcome.ABSENT),
        (NotSupported("drmFoo needs libdrm 9"), Outcome.ABSENT),
        (ZeroDivisionError("a bug"), Outcome.ERROR),
        (AssertionError("a bug"), Outcome.ERROR),
    ],
)
def test_other_exceptions(error: Exception, outcome: Outcome) -> None:
    """Each kind of exception has its outcome, and says why."""
    check = made(error)
    assert check.outcome is outcome
    assert str(error.args[-1]) in check.detail


def test_a_trial_knows_how_it_ended() -> None:
    """``ok`` is false after a refusal, so that what builds on it is not tried."""
    record = Recorder()
    with record.stage("stage", "A stage"):
        with record.trial("subject", "first") as trial:
            raise oserror(errno.EACCES)
        assert not trial.ok  # type: ignore[unreachable]
        with record.trial("subject", "second") as trial:
            pass
        assert trial.ok


def test_a_stage_that_raises_does_not_end_the_run() -> None:
    """What fails outside of a trial is the exerciser's own fault, OSError or not, and the next stage still runs."""
    record = Recorder()
    with record.stage("one", "One"):
        raise OSError(errno.ENOENT, "gone")
    with record.stage("two", "Two"), record.trial("subject", "name"):  # type: ignore[unreachable]
        pass
    first, second = record.stages
    assert [check.outcome for check in first.checks] == [Outcome.ERROR]
    assert "gone" in first.checks[0].detail
    assert [check.outcome for check in second.checks] == [Outcome.OK]


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (errno.EOPNOTSUPP, "EOPNOTSUPP"),
        (errno.EDEADLK, "EDEADLK"),
        (errno.EACCES, "EACCES"),
        (524, "524"),
        (None, "no errno"),
    ],
)
def test_errno_names_are_the_kernels(number: int | None, name: str) -> None:
    """Where Python has another name for the same number, the kernel's is used; a number without a name stays one."""
    assert errno_name(number) == name


def test_interruption_passes_through() -> None:
    """Ctrl-C is nobody's outcome."""
    record = Recorder()
    with pytest.raises(KeyboardInterrupt), record.stage("one", "One"), record.trial("subject", "name"):
        raise KeyboardInterrupt
    assert [stage.checks for stage in record.stages] == [()]


def test_a_descriptor_left_open_is_seen() -> None:
    """The exerciser watches itself: a stage that leaves a file open is an error of its own."""
    record = Recorder()
    left: list[int] = []
    with record.stage("one", "One"):
        left.append(os.open("/dev/null", os.O_RDONLY))
    os.close(left[0])
    check = only(record)
    assert check.outcome is Outcome.ERROR
    assert "left open: /dev/null" in check.detail


def report(*checks: Check) -> Report:
    """A report with these checks as its sharing stage."""
    return Report(
        environment={"kernel": "6.12", "machine": "x86_64", "lab": None},
        devices=(),
        sources=(),
        importers=("CPU mmap",),
        stages=(StageReport(name="sharing", title="Sharing", seconds=0.5, checks=checks),),
        seconds=1.25,
    )


def test_report_round_trip() -> None:
    """What is written is read back equal, through real JSON."""
    first = report(
        made(None),
        made(oserror(errno.EINVAL)),
        made(Broken("no")),
        Check(subject="a", name="b", outcome=Outcome.ABSENT),
    )
    again = Report.from_dict(json.loads(json.dumps(first.to_dict())))
    assert again == first
    assert first.to_dict()["verdict"] == {
        "status": 1,
        "seconds": 1.25,
        "ok": 1,
        "refused": 1,
        "crashed": 0,
        "broken": 1,
        "absent": 1,
        "error": 0,
    }


def test_a_kernel_that_complains_is_a_failure() -> None:
    """A WARN during the run makes a report of successes one with a broken promise, excerpt included."""
    good = report(made(None))
    assert with_findings(good, ()) is good
    bad = with_findings(good, ["WARNING: CPU: 0 at drivers/gpu/drm/drm_gem.c:1"])
    assert not good.failures
    assert [check.detail for check in bad.failures] == ["WARNING: CPU: 0 at drivers/gpu/drm/drm_gem.c:1"]
    assert bad.to_dict()["verdict"]["status"] == 1


@pytest.mark.parametrize("change", [{"schema": "other"}, {"version": SCHEMA_VERSION + 1}, {"version": None}])
def test_foreign_reports_are_refused(change: dict[str, object]) -> None:
    """What is no report, or a later one, is said so instead of half read."""
    with pytest.raises(Unusable, match="schema"):
        Report.from_dict({**report().to_dict(), **change})

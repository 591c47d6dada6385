"""Running conformance cases on one kernel in the lab, and judging what they showed."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab.errors import GuestDied, GuestTimeout, KernelFault, LabError
from pydri.lab.machine import run as lab_run

from . import trace
from .cases import Baseline, Run, caught_by, read_trace, rows_of, short
from .report import CAUGHT, KERNEL, SURVIVED, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .rules import Mutant

ROOT = Path(__file__).resolve().parents[2]

#: Seconds for which a run goes on after its first failure: the fault is noticed, the rest is detail.
PATIENCE = 6.0
#: Seconds after which a machine is ended; the suite's own watchdog ends a case after one minute.
LIMIT = 300.0
#: A fault that no more cases than this noticed is shown to them again.
FEW = 2


class SuiteError(Exception):
    """The suite itself did not run; the message has its last lines."""


def run_suite(
    kernel: Path, selection: Sequence[str], place: Path, *, slow: bool, patience: float, limit: float = LIMIT
) -> Run:
    """Run the cases of `selection` (files or cases) on `kernel`; `place` is the results directory, emptied first.

    Each case runs through the compiled layer only: the kernel gives the ctypes layer the same answers. A guest that
    dies, hangs or complains is told by `Run.kernel`; a suite that does not start raises `SuiteError`.
    """
    shutil.rmtree(place, ignore_errors=True)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "mutation.trace", "-q", "--tb=short"]
    command += ["-k", "not uapi", *([] if slow else ["-m", "not slow"]), *selection]
    env = {
        "PYTHONPATH": str(ROOT / "scripts"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        trace.PATIENCE: str(patience),
    }
    said: list[bytes] = []
    started = time.monotonic()
    trouble, status = "", None
    try:
        result = lab_run(
            command, kernel=kernel, results=place, timeout=limit, env=env, stdout=said.append, stderr=said.append
        )
        status = result.status
    except (GuestDied, GuestTimeout, KernelFault) as error:
        trouble = str(error)
        status = error.result.status if error.result is not None else None
    except LabError as error:
        raise SuiteError(str(error)) from error
    log = place / trace.NAME
    run = read_trace(log.read_text().splitlines()) if log.exists() else Run()
    run.kernel, run.seconds = trouble, time.monotonic() - started
    if (status is not None and not run.finished and not trouble) or status in (3, 4):
        text = b"".join(said).decode(errors="replace")
        # The suite's watchdog ends a run whose case cannot be interrupted, in the middle of a case.
        if run.open is None:
            raise SuiteError(f"pytest ended with {status}:\n" + "\n".join(text.splitlines()[-12:]))
        run.kernel = f"ended with status {status}"
    if not run.finished and run.open is not None:
        run.kernel = f"{run.kernel} in {short(run.open)}"
    return run


def judge(mutant: Mutant, rule: str, run: Run, baseline: Baseline) -> Result:
    """What a run says about its mutant, before anything was confirmed."""
    cases = caught_by(run, baseline)
    verdict = CAUGHT if cases else KERNEL if run.kernel else SURVIVED
    return Result(
        id=mutant.id,
        rule=rule,
        verdict=verdict,
        cases=tuple(cases),
        rows=tuple(rows_of(run, cases)),
        ran=len(run.cases),
        stopped=run.stopped,
        kernel=run.kernel,
        seconds=round(run.seconds, 1),
    )


def try_mutant(
    mutant: Mutant, rule: str, kernel: Path, files: Sequence[str], baseline: Baseline, place: Path
) -> Result:
    """Run the relevant cases on a mutant; cases that noticed it alone have to notice it twice."""
    run = run_suite(kernel, files, place, slow=mutant.slow, patience=PATIENCE)
    result = judge(mutant, rule, run, baseline)
    if result.verdict != CAUGHT or len(result.cases) > FEW:
        return result
    again = run_suite(kernel, result.cases, place, slow=True, patience=0)
    again.rows = run.rows
    confirmed = judge(mutant, rule, again, baseline)
    seconds = result.seconds + confirmed.seconds
    return Result(**{**result.to_json(), **_confirmed(confirmed), "ran": result.ran, "seconds": round(seconds, 1)})


def _confirmed(result: Result) -> dict[str, object]:
    return {"verdict": result.verdict, "cases": result.cases, "rows": result.rows, "kernel": result.kernel}

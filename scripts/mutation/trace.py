"""A pytest plugin for the guest: each case's start and outcome, one JSON line at a time, into the results directory.

Written through at once, so that what a dying or hanging kernel had already shown is not lost. Loaded with
``-p trace`` and this directory on ``PYTHONPATH``.
"""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

NAME = "cases.jsonl"
#: Names the seconds for which a run goes on after its first failure; unset or 0: to the end.
PATIENCE = "PYDRI_MUTANTS_PATIENCE"


class Trace:
    """Writes `NAME` in the directory that PYDRI_RESULTS names."""

    def __init__(self) -> None:
        path = os.path.join(os.environ["PYDRI_RESULTS"], NAME)
        self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
        self._patience = float(os.environ.get(PATIENCE) or 0)
        self._first_failure = 0.0
        self._session: pytest.Session | None = None

    def _write(self, **record: Any) -> None:
        os.write(self._fd, (json.dumps(record) + "\n").encode())

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._session = session
        for item in session.items:
            rows = [row for marker in item.iter_markers("conf") for row in marker.args]
            self._write(case=item.nodeid, rows=rows)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._write(case=nodeid, start=True)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        outcome: str = report.outcome
        if hasattr(report, "wasxfail"):
            outcome = "xfailed" if report.skipped else "xpassed"
        if report.when == "call" or outcome != "passed":
            crash = getattr(report.longrepr, "reprcrash", None)
            message = str(crash.message if crash is not None else report.longrepr or "")
            # The first lines are the assertion or the exception; the rest is how it came there.
            self._write(case=report.nodeid, when=report.when, outcome=outcome, message=message[:400])
        if report.failed:
            self._first_failure = self._first_failure or time.monotonic()
        if self._session is not None and self._enough():
            self._session.shouldstop = "the fault was noticed often enough"

    def _enough(self) -> bool:
        return bool(self._patience and self._first_failure and time.monotonic() - self._first_failure > self._patience)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        self._write(end=int(exitstatus), stopped=bool(session.shouldstop))

    def pytest_unconfigure(self) -> None:
        os.close(self._fd)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Trace(), "mutation-trace")

"""The pytest option `--ktap FILE`: results in the Kernel Test Anything Protocol, version 1.

As the kernel's Documentation/dev-tools/ktap.rst has it: a file of tests is a test with a plan, and its cases are that
one's subtests. Every line is written as soon as it is known, so that what a crash leaves is a beginning of the whole; a
run that ends early, and can say so, ends with `Bail out!`, as the kernel's selftests do. A skipped case is
`ok … # SKIP`, an expected failure `ok … # XFAIL` (as in kselftest.h: a parser that does not know the word must not see
a failure), a case whose fixtures failed `not ok … # ERROR`. What failed cases have to say stands before their line.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

_INDENT = "  "


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("ktap", "results for kernel CI").addoption(
        "--ktap",
        metavar="FILE",
        help="write the results as KTAP (Kernel Test Anything Protocol) to FILE; - is standard output, and then all "
        "that pytest prints goes to standard error. With --lab, FILE lies in the directory of --lab-results",
    )


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Open the file, last of all plugins: those of xdist's workers write none."""
    name = config.option.ktap
    if name is None or hasattr(config, "workerinput") or config.option.collectonly:
        return
    if config.getoption("dist", "no") != "no":
        raise pytest.UsageError("--ktap needs the cases in their order, one after the other: it does not go with -n")
    config.pluginmanager.register(KtapWriter(config, _open(config, name)), "pydri-ktap-writer")


def _open(config: pytest.Config, name: str) -> int:
    if name == "-":
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            config.pluginmanager.unregister(reporter)
            config.pluginmanager.register(type(reporter)(config, sys.stderr), "terminalreporter")
        return os.dup(1)
    path = config.invocation_params.dir / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    except OSError as error:
        hint = "; in the lab its place is in the directory of --lab-results" if os.environ.get("PYDRI_LAB") else ""
        raise pytest.UsageError(f"--ktap {name}: {error.strerror}{hint}") from None


class KtapWriter:
    """Writes the results of one session to a descriptor, which it owns."""

    def __init__(self, config: pytest.Config, fd: int) -> None:
        self._config = config
        self._fd = fd
        self._cases: list[tuple[str, int]] = []
        """Files in the order in which they are run, with so many cases to come; the first is the one that is run."""
        self._uncollected: list[pytest.CollectReport] = []
        self._phases: list[pytest.TestReport] = []
        self._verdicts: list[str] = []
        """How the cases of this file ended: ok, skip or fail."""
        self._number = 0
        self._begun = False
        self._why = ""

    # -- pytest's hooks ----------------------------------------------------------------------------------------------

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if not report.passed:
            self._uncollected.append(report)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._begun = True
        files = itertools.groupby(session.items, key=lambda item: item.nodeid.partition("::")[0])
        self._cases = [(name, len(list(items))) for name, items in files]
        self._write("", ["KTAP version 1", *self._header(session), f"1..{len(self._cases) + len(self._uncollected)}"])
        for report in self._uncollected:
            self._number += 1
            self._write("", _point(self._number, report.nodeid or "collection", [report]))
        self._begin_file()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._phases.append(report)
        if report.when == "teardown":
            self._end_case()

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self._why = str(excinfo.value) or "interrupted"

    def pytest_internalerror(self, excrepr: object) -> None:
        self._why = f"internal error: {str(excrepr).strip().rpartition(chr(10))[2]}"

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if self._cases or not self._begun:
            why = self._why or session.shouldfail or session.shouldstop or f"pytest ended with status {int(exitstatus)}"
            self._write("", [*([] if self._begun else ["KTAP version 1"]), f"Bail out! {_line(str(why))}"])

    def pytest_unconfigure(self) -> None:
        os.close(self._fd)

    # -- lines -------------------------------------------------------------------------------------------------------

    def _header(self, session: pytest.Session) -> list[str]:
        # What pytest prints first: the lane, the kernel, the devices, where the suite says them.
        lines: list[str] = []
        for each in self._config.hook.pytest_report_header(config=self._config, start_path=session.startpath):
            lines += [each] if isinstance(each, str) else each
        return [f"# {_line(line)}" for line in lines]

    def _begin_file(self) -> None:
        if self._cases:
            name, count = self._cases[0]
            self._verdicts = []
            self._write(_INDENT, ["KTAP version 1", f"# Subtest: {_line(name)}", f"1..{count}"])

    def _end_case(self) -> None:
        name, count = self._cases[0]
        phases, self._phases = self._phases, []
        self._verdicts.append(_verdict(phases))
        self._write(_INDENT, _point(len(self._verdicts), phases[0].nodeid.partition("::")[2] or name, phases))
        if len(self._verdicts) < count:
            return
        self._number += 1
        failed, skipped = self._verdicts.count("fail"), self._verdicts.count("skip")
        line = f"{'not ok' if failed else 'ok'} {self._number} {_name(name)}"
        self._write("", [f"{line} # SKIP all of its cases" if skipped == count else line])
        self._cases.pop(0)
        self._begin_file()

    def _write(self, indent: str, lines: Iterable[str]) -> None:
        data = "".join(f"{indent}{line}\n" for line in lines).encode(errors="backslashreplace")
        while data:
            data = data[os.write(self._fd, data) :]
        if os.environ.get("PYDRI_LAB"):
            # What a machine of the lab has in its page cache is gone with it. This starts writing; fsync would wait.
            with contextlib.suppress(OSError):  # a pipe
                os.posix_fadvise(self._fd, 0, 0, os.POSIX_FADV_DONTNEED)


def _line(text: str) -> str:
    return " ".join(text.split())


def _name(text: str) -> str:
    # A description cannot have the sign that ends it.
    return _line(text).replace("#", "_")


def _verdict(phases: Iterable[pytest.TestReport | pytest.CollectReport]) -> str:
    outcomes = [report.outcome for report in phases]
    return "fail" if "failed" in outcomes else "ok" if _expected(phases) or "skipped" not in outcomes else "skip"


def _expected(phases: Iterable[pytest.TestReport | pytest.CollectReport]) -> str | None:
    # The reason of an expected failure.
    return next((report.wasxfail for report in phases if hasattr(report, "wasxfail")), None)


def _point(number: int, name: str, phases: list[pytest.TestReport] | list[pytest.CollectReport]) -> list[str]:
    # The result line of a case, after what it has to say.
    verdict, expected = _verdict(phases), _expected(phases)
    lines: list[str] = []
    failed = next((report for report in phases if report.failed), None)
    for title, text in [("", failed.longreprtext), *failed.sections] if failed else ():
        lines += [f"# {title}:"] if title else []
        lines += [f"# {line}".rstrip() for line in text.splitlines()]
    line = f"{'not ok' if failed else 'ok'} {number} {_name(name)}"
    if failed is not None:
        when = getattr(failed, "when", "collection")
        return [*lines, line if when == "call" else f"{line} # ERROR in {when}"]
    if expected is not None and not all(report.passed for report in phases):
        return [*lines, f"{line} # XFAIL {_line(expected)}".rstrip()]
    if expected is not None:
        return [*lines, f"# {_name(name)}: passed although it was to fail: {_line(expected)}", line]
    if verdict == "skip":
        return [*lines, f"{line} # SKIP {_reason(phases)}".rstrip()]
    return [*lines, line]


def _reason(phases: Iterable[pytest.TestReport | pytest.CollectReport]) -> str:
    report = next(report for report in phases if report.skipped)
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return _line(text.removeprefix("Skipped: "))

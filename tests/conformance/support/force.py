"""Needs and promises: skip on a laptop, fail in the lab, and never go green because everything was skipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from . import probes
from .lane import lane

if TYPE_CHECKING:
    from collections.abc import Generator

    from .egl import Platform
    from .nodes import Node

_ROOM = Path(__file__).parents[1]
#: How the reason begins of a case that the lane's devices cannot have: readers of the results know it by that.
NOT_APPLICABLE = "not applicable: "
#: The value of the property `outcome` of a case that passes although the expectations list it as failing.
UNEXPECTED_PASS = "unexpected pass"
#: How the reason of an expectation begins that comes true now and then.
RARELY = "rarely "


def unmet(driver: str | None, capability: str, reason: str, kind: str | None = None) -> NoReturn:
    """End the case: not applicable, skipped, or failed, as the lane has it."""
    why = lane().why_not(driver, capability, kind)
    subject = driver or "this machine"
    if why is not None:
        pytest.skip(f"{NOT_APPLICABLE}{subject} has no {capability}: {why}")
    if lane().required:
        if driver is None or lane().promises(driver):
            pytest.fail(f"the lane promises {capability} of {subject}, but: {reason}", pytrace=False)
        pytest.skip(f"{NOT_APPLICABLE}this lane has no {driver}")
    pytest.skip(f"needs {capability} of {subject}: {reason}")


def check_needs(item: pytest.Item) -> None:
    """Before anything is set up: is all there that the case's `needs` markers name?"""
    node = node_of(item)
    for marker in item.iter_markers("needs"):
        for capability in marker.args:
            driver, reason = probes.missing(capability, node, platform_of(item))
            if reason is not None:
                bare = capability.removeprefix(f"{driver}.") if driver else capability
                unmet(driver, bare, reason, node.kind if node and bare == capability else None)


def check_node(node: Node | None, capability: str) -> None:
    """Within a case: end it, as its `needs` would have, where the node has not the capability."""
    assert node is not None
    reason = probes.of_node(node, capability)
    if reason is not None:
        unmet(node.driver, capability, reason, node.kind)


def node_of(item: pytest.Item) -> Node | None:
    """The node that a case is parametrised over, if any."""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    for name in ("node", "card", "render"):
        if parameters.get(name) is not None:
            node: Node = parameters[name]
            return node
    return None


def platform_of(item: pytest.Item) -> Platform | None:
    """The EGL platform that a case is parametrised over, if any."""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    found = (parameters.get(name) for name in ("platform", "sampler", "foreign_sampler"))
    platform: Platform | None = next(filter(None, found), None)
    return platform


class Tally:
    """Counts cases and fails a whole run that executed fewer than the lane's minimum."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.executed: set[str] = set()
        self.failed: set[str] = set()
        self.inapplicable: dict[str, str] = {}
        self.skipped: set[str] = set()
        self.fixed: list[str] = []
        self.whole = False

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Only a run over every file of the lane's room, with nothing deselected, is held to the minimum."""
        option = self.config.option
        narrowed = (
            option.keyword or option.markexpr or getattr(option, "lf", False) or getattr(option, "deselect", None)
        )
        present = {item.path for item in session.items}
        self.whole = not narrowed and present.issuperset((_ROOM / lane().room).rglob("test_*.py"))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """What fails rarely is no news when it passes; what never passed is, and JUnit has no word for it."""
        report = yield
        if report.passed and hasattr(report, "wasxfail"):
            if report.wasxfail.startswith(RARELY):
                del report.wasxfail
            else:
                item.user_properties.append(("outcome", UNEXPECTED_PASS))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if _ROOM.name not in Path(report.nodeid.partition("::")[0]).parts:
            return
        if report.passed and hasattr(report, "wasxfail"):
            self.fixed.append(report.nodeid)
        if report.failed:
            self.failed.add(report.nodeid)
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            if NOT_APPLICABLE in reason:
                self.inapplicable[report.nodeid] = reason
            else:
                self.skipped.add(report.nodeid)
        elif report.when == "call":
            self.executed.add(report.nodeid)

    @property
    def too_few(self) -> bool:
        """Whether a whole run executed fewer cases than the lane states."""
        return lane().required and self.whole and len(self.executed) < lane().minimum

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if exitstatus == pytest.ExitCode.OK and self.too_few:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not (self.executed or self.skipped or self.inapplicable or self.failed):
            return
        terminalreporter.section(f"conformance, lane {lane().name}")
        terminalreporter.line(
            f"executed {len(self.executed)}, not applicable {len(self.inapplicable)}, skipped {len(self.skipped)}, "
            f"failed {len(self.failed)}; the lane's minimum is {lane().minimum}"
            + ("" if self.whole else " (not applied to a part of the suite)")
        )
        for nodeid in self.fixed:
            terminalreporter.line(f"passed although expectations/ says that it fails: {nodeid}")
        if self.too_few:
            terminalreporter.line("FAILED: fewer cases ran than the lane states", red=True)

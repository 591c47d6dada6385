"""The check at the end of a run in a lab machine; tests/conformance/test_balance.py has it see real leaks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.conformance.support.balance import MARGIN, Balance, State
from tests.conformance.support.gates import Gates

QUIET = {"SUnreclaim": 1 << 20, "Shmem": 0}
BEFORE = State((1, 4096), {"vgem": {"files": 1, "framebuffers": 0}}, QUIET)


def test_nothing_grown() -> None:
    """The same, less, and more memory within the margin."""
    assert BEFORE.grown_since(BEFORE) == []
    assert State((0, 0), {}, QUIET).grown_since(BEFORE) == []
    within = {name: size + MARGIN[name] for name, size in QUIET.items()}
    assert State((1, 4096), {}, within).grown_since(BEFORE) == []


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (State((2, 8192), {}, QUIET), "dma-bufs (number, bytes): (2, 8192), were (1, 4096)"),
        (State((1, 8192), {}, QUIET), "dma-bufs (number, bytes): (1, 8192), were (1, 4096)"),
        (State((0, 0), {"vgem": {"files": 2}}, QUIET), "vgem, files: 2, were 1"),
        (State((0, 0), {"vkms": {"framebuffers": 3}}, QUIET), "vkms, framebuffers: 3, were 0"),
        (State((0, 0), {}, QUIET | {"Shmem": MARGIN["Shmem"] + 1024}), "Shmem: 8193 KiB, was 0 KiB"),
    ],
)
def test_grown(after: State, words: str) -> None:
    """Each in words, with the driver."""
    assert after.grown_since(BEFORE) == [words]


def run(exitstatus: int, before: State | None) -> tuple[int, Balance]:
    """The exit status of a run that began so, on this machine."""
    balance, session = Balance(Gates()), SimpleNamespace(exitstatus=exitstatus)
    balance.before = before
    ending: Any = session
    balance.pytest_sessionfinish(ending, exitstatus)
    return session.exitstatus, balance


def test_run_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that leaves something ends with 1; one that had failed before keeps its status; no lab, no check."""
    monkeypatch.setattr("tests.conformance.support.balance._PATIENCE_S", 0.0)
    little = State((0, 0), {}, {"SUnreclaim": -MARGIN["SUnreclaim"], "Shmem": 1 << 62})
    status, balance = run(0, little)
    assert status == pytest.ExitCode.TESTS_FAILED
    assert any(line.startswith("SUnreclaim: ") for line in balance.grown)
    much = State((1 << 30, 0), {}, {"SUnreclaim": 1 << 62, "Shmem": 1 << 62})
    assert run(2, little)[0] == 2
    assert run(0, None)[0] == 0
    assert not [line for line in run(0, much)[1].grown if line.startswith(("SUnreclaim", "Shmem", "dma-bufs"))]


def test_known_leaks_are_no_news(monkeypatch: pytest.MonkeyPatch) -> None:
    """What listed cases leave is taken off, to the byte; one more is too much."""
    monkeypatch.setattr("tests.conformance.support.balance._PATIENCE_S", 0.0)
    wide = {name: 1 << 62 for name in QUIET}
    monkeypatch.setattr("tests.conformance.support.balance.look", lambda: State((3, 12288), {}, wide))
    gates, ending = Gates(), SimpleNamespace(exitstatus=0)
    balance, session = Balance(gates), cast("pytest.Session", ending)
    balance.before = State((1, 4096), {}, wide)
    gates.known = (2, 8192)
    balance.pytest_sessionfinish(session, 0)
    assert (balance.grown, ending.exitstatus) == ([], 0)
    gates.known = (1, 8192)
    balance.pytest_sessionfinish(session, 0)
    assert balance.grown == ["dma-bufs (number, bytes): (3, 12288), were (2, 12288)"]
    assert ending.exitstatus == pytest.ExitCode.TESTS_FAILED

"""`pytest --lab`: another project's tests in a machine."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ..unit.ktap_reader import read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("clean")

TESTS = """
import os

def test_inside():
    assert os.environ["PYDRI_LAB"] == "uml"
    assert os.path.exists("/dev/dri/card0")

def test_fails():
    assert 0, "on purpose"

def test_warns():
    with open("/dev/kmsg", "w") as log:
        log.write("WARNING: CPU: 0 PID: 1 at provoked")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project of somebody else's."""
    (tmp_path / "test_it.py").write_text(TESTS)
    return tmp_path


def run_pytest(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *words],
        cwd=project, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "status", "summary"),
    [
        (["-k", "inside"], 0, "1 passed, 2 deselected"),
        (["-k", "inside or fails"], 1, "1 failed, 1 passed, 1 deselected"),
        (["-k", "nothing"], 5, "3 deselected"),
        (["-k", "warns"], 121, "1 passed, 2 deselected"),
    ],
)
def test_status_and_output(project: Path, words: list[str], status: int, summary: str) -> None:
    """The machine's pytest is what one sees, and its status is the status; the kernel has a say, too."""
    done = run_pytest(project, "--lab", *words)
    assert done.returncode == status, done.stdout + done.stderr
    assert summary in done.stdout
    assert ("provoked" in done.stderr) is (status == 121)


def test_reports_into_the_results(project: Path) -> None:
    """A report has its place in the results directory, under the same name outside and inside."""
    done = run_pytest(project, "--lab", "--lab-results", "out", "--junitxml", "out/junit.xml", "-k", "inside")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "test_inside" in (project / "out/junit.xml").read_text()
    assert "Linux version" in (project / "out/kernel.log").read_text()


def test_ktap(project: Path) -> None:
    """--ktap goes along: a file in the results directory, or standard output; elsewhere nothing can be written."""
    words = ["--lab", "--lab-results", "out", "-k", "inside"]
    done = run_pytest(project, *words, "--ktap", "out/results.ktap")
    assert done.returncode == 0, done.stdout + done.stderr
    assert read((project / "out/results.ktap").read_text()).test("test_inside").ok
    done = run_pytest(project, *words, "--ktap", "-")
    assert read(done.stdout).test("test_inside").ok
    assert "1 passed" in done.stderr


@pytest.mark.parametrize("option", ["--ktap", "--junitxml"])
def test_a_report_that_would_be_lost(project: Path, option: str) -> None:
    """Elsewhere than in the results directory a report would be gone with the machine: that is said at once."""
    for words in ([], ["--lab-results", "out"]):
        done = run_pytest(project, "--lab", *words, option, "report")
        assert done.returncode == 2
        assert f"{option} report: what a lab machine writes is kept in" in done.stderr


def test_without_the_option_nothing_changes(project: Path) -> None:
    """The same tests without --lab run here, and here is no lab."""
    done = run_pytest(project, "-k", "inside")
    assert done.returncode == 1
    assert "KeyError" in done.stdout


def test_time_limit(project: Path) -> None:
    """--lab-timeout ends a run that hangs."""
    (project / "test_it.py").write_text("import time\ndef test_hangs():\n    time.sleep(1000)\n")
    done = run_pytest(project, "--lab", "--lab-timeout", "4")
    assert done.returncode == 124
    assert "did not end within 4 s" in done.stderr


def test_what_cannot_be_is_one_line(project: Path) -> None:
    """A wrong kernel is told as by the command line."""
    done = run_pytest(project, "--lab", "--lab-kernel", "nonesuch")
    assert done.returncode == 2
    assert "no such lab kernel: nonesuch" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_thread_that_never_ends(project: Path) -> None:
    """The machine ends without it, says which it was and where it stood, and nothing has passed."""
    text = """
import threading

def test_leaves_it():
    threading.Thread(target=waits_for_good, name="stuck").start()

def waits_for_good():
    threading.Event().wait()
"""
    (project / "test_it.py").write_text(text)
    done = run_pytest(project, "--lab", "--lab-timeout", "120")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 passed" in done.stdout
    assert "the thread stuck does not end" in done.stderr
    assert "in waits_for_good" in done.stderr

"""`pydri lab matrix` on real machines: what its rows say of runs that end well, and of those that do not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ..unit.ktap_reader import read
from .conftest import LAB, ROOT, call, processes_of

pytestmark = pytest.mark.usefixtures("clean")

SYSRQ = """
def test_passes(): pass

def test_ends_the_machine():
    import time
    with open("/proc/sysrq-trigger", "w") as trigger:
        trigger.write("c")
    time.sleep(30)
"""
COMPLAINT = """
def test_complains():
    with open("/dev/kmsg", "w") as log:
        log.write("WARNING: CPU: 0 PID: 1 at provoked")
"""


def matrix(place: Path, *words: str, **options: Any) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """Run the command; what it printed, and its lanes by name."""
    done = call("matrix", "--results", str(place / "out"), *words, **options)
    data = json.loads((place / "out/matrix.json").read_text())
    assert data["status"] == done.returncode, done.stdout + done.stderr
    return done, {row["lane"]: row for row in data["lanes"]}


def written(place: Path, text: str) -> str:
    """A file of tests."""
    (place / "test_it.py").write_text(text)
    return str(place / "test_it.py")


def test_a_part_of_the_suite(tmp_path: Path) -> None:
    """Two files of the suite and the exerciser in the lane uml-12: table, files, pictures, JUnit and KTAP agree."""
    files = [f"tests/conformance/{name}" for name in ("test_version.py", "test_prime_foreign.py")]
    words = [word for file in files for word in ("--tests", file)]
    done, lanes = matrix(tmp_path, "uml-12", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    row, out = lanes["uml-12"], tmp_path / "out"
    assert row["state"] == "ok"
    assert row["counts"]["passed"] > 100
    assert row["counts"]["unexpected"] == 0
    assert row["mesa"][0].count(".") == 2
    assert row["exercise"]["counts"]["ok"] > 100
    ktap = read((out / "uml-12/tests/results.ktap").read_text())
    assert ktap.complete
    words_of = [case.word for test in ktap.tests for case in test.subtests or ()]
    counts = row["counts"]
    assert [words_of.count(word) for word in ("ok", "XFAIL", "not ok", "SKIP")] == [
        counts["passed"], counts["expected"], counts["unexpected"], counts["not_applicable"] + counts["skipped"],
    ]  # fmt: skip
    assert '<testsuite name="uml-12"' in (out / "uml-12/tests/junit.xml").read_text()
    assert "Linux version" in (out / "uml-12/tests/kernel.log").read_text()
    assert (out / "sharing.png").read_bytes() == (out / "uml-12/exercise/sharing.png").read_bytes()
    assert Image.open(out / "matrix.png").width > 600
    assert "uml-12" in done.stdout
    again = call("matrix", "uml-12", "--report", "--results", str(out))
    assert again.stdout.splitlines()[2] == done.stdout.splitlines()[2]


def test_a_machine_that_dies(tmp_path: Path) -> None:
    """A row of its own kind, with the beginning that reached the KTAP file before."""
    done, lanes = matrix(tmp_path, "uml-12", "--no-exercise", "--tests", written(tmp_path, SYSRQ))
    assert done.returncode == 1
    assert lanes["uml-12"]["state"] == "machine died"
    assert lanes["uml-12"]["counts"]["passed"] == 0
    assert "uml-12 machine died" in done.stdout
    words = done.stdout.partition("The end of uml-12/tests:")[2]
    assert "Kernel panic - not syncing: sysrq triggered crash" in words
    ktap = read((tmp_path / "out/uml-12/tests/results.ktap").read_text())
    assert [case.name for case in ktap.open] == ["test_passes"]
    assert not ktap.complete


def test_a_kernel_that_complains(tmp_path: Path) -> None:
    """Cases that pass are no pass where the kernel complained."""
    done, lanes = matrix(tmp_path, "uml-12", "--no-exercise", "--tests", written(tmp_path, COMPLAINT))
    assert done.returncode == 1
    assert lanes["uml-12"]["state"] == "kernel complained"
    assert lanes["uml-12"]["counts"]["passed"] == 1


def test_what_pytest_is_told(tmp_path: Path) -> None:
    """Words after -- are pytest's: cases that they leave out are not run, and none at all is no failure."""
    tests = written(tmp_path, "def test_a(): pass\ndef test_b(): assert 0\n")
    done, lanes = matrix(tmp_path, "uml-12", "--no-exercise", "--tests", tests, "--", "-k", "test_a")
    assert (done.returncode, lanes["uml-12"]["counts"]["passed"]) == (0, 1)
    done, lanes = matrix(tmp_path, "uml-12", "--no-exercise", "--tests", tests, "--", "-k", "nothing")
    assert (done.returncode, lanes["uml-12"]["state"]) == (0, "ok")


def test_part_by_part(tmp_path: Path) -> None:
    """A lane comes together from several runs: each part replaces its own earlier result, and what lacks is named."""
    words = ["uml-12", "--tests", written(tmp_path, "def test_a(): pass\n"), "--part"]
    done, lanes = matrix(tmp_path, *words, "tests")
    assert (done.returncode, lanes["uml-12"]["state"]) == (0, "ok"), done.stdout + done.stderr
    assert lanes["uml-12"]["missing"] == ["exerciser"]
    assert "uml-12 is not whole: there are no results of exerciser" in done.stdout
    done, lanes = matrix(tmp_path, *words, "exerciser")
    assert (done.returncode, lanes["uml-12"]["missing"]) == (0, []), done.stdout + done.stderr
    assert lanes["uml-12"]["counts"]["passed"] == 1
    assert lanes["uml-12"]["exercise"]["counts"]["ok"] > 100
    written(tmp_path, "def test_a(): assert 0\n")
    done, lanes = matrix(tmp_path, *words, "tests")
    assert done.returncode == 1
    assert lanes["uml-12"]["counts"]["passed"] == 0
    assert lanes["uml-12"]["exercise"]["counts"]["ok"] > 100
    wrong = call("matrix", *words, "suite", "--results", str(tmp_path / "out"))
    assert wrong.returncode == 2
    assert "the lane uml-12 has no part suite; it has exerciser, tests" in wrong.stderr


def test_only_what_failed_again(tmp_path: Path) -> None:
    """After a repair the file with the failed case is run, and no other; then there is nothing to run."""
    words = ["uml-12", "--no-exercise", "--tests", written(tmp_path, "def test_a(): assert 0\n")]
    (tmp_path / "test_other.py").write_text("def test_b(): pass\n")
    words += ["--tests", str(tmp_path / "test_other.py")]
    done, lanes = matrix(tmp_path, *words)
    assert (done.returncode, lanes["uml-12"]["counts"]["passed"]) == (1, 1)
    written(tmp_path, "def test_a(): pass\n")
    out = tmp_path / "out/uml-12"
    for _ in range(2):
        done, lanes = matrix(tmp_path, *words, "--again")
        assert (done.returncode, lanes["uml-12"]["counts"]["passed"]) == (0, 2), done.stdout + done.stderr
        [part] = lanes["uml-12"]["parts"]
        assert [Path(file).name for file in part["again"]] == ["test_it.py"]
        assert "of a later run than the rest" in done.stdout
    assert sorted(path.name for path in (out / "tests").glob("again-*")) == ["again-1"]
    wrong = call("matrix", *words, "--again", "--results", str(tmp_path / "out"), "--", "-k", "test_a")
    assert (wrong.returncode, "no words for pytest may go with it" in wrong.stderr) == (2, True)


def test_another_root_and_directory(tree: Path, tmp_path: Path) -> None:
    """In Debian 13's root the results come out as well, wherever they go."""
    tests = "tests/conformance/test_version.py"
    done, lanes = matrix(tmp_path, "uml-13", "--no-exercise", "--tests", tests)
    assert done.returncode == 0, done.stdout + done.stderr
    assert lanes["uml-13"]["mesa"][0].startswith("25.")
    assert read((tmp_path / "out/uml-13/tests/results.ktap").read_text()).complete


@pytest.mark.skipif(bool(list(Path("/dev").glob("dri/*"))), reason="this machine has a device")
def test_a_lane_that_cannot_run(tmp_path: Path) -> None:
    """It says so in one line, and is no pass for whoever named it."""
    done, lanes = matrix(tmp_path, "gpu", "--no-exercise")
    assert done.returncode == 2
    assert lanes["gpu"]["state"] == "not run"
    assert "gpu not run: no device in /dev/dri" in done.stdout


def test_interrupted(place: Path, tmp_path: Path) -> None:
    """SIGTERM ends the machine, too, and leaves nothing."""
    tests = written(tmp_path, "import time\ndef test_hangs(): time.sleep(1000)\n")
    words = ["matrix", "uml-12", "--no-exercise", "--results", str(tmp_path / "out"), "--tests", tests]
    running = subprocess.Popen(
        [*LAB, *words], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and not processes_of(place):
        time.sleep(0.1)
    os.kill(running.pid, signal.SIGTERM)
    running.communicate(timeout=60)
    assert running.returncode == 128 + signal.SIGTERM

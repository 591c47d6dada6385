"""`pytest --ktap`: what real runs of pytest write, read by the letter of the kernel's ktap.rst."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .ktap_reader import Run, read

if TYPE_CHECKING:
    from pathlib import Path

CASES = """
import pytest

def test_passes():
    pass

def test_fails():
    print("ok 3 not a result")
    assert 1 == 2, "# why\\nnot ok 7 nor this"

@pytest.mark.parametrize("word", ["a#b", "c d"])
def test_names(word):
    pass

@pytest.mark.xfail(reason="known\\n fault #12")
def test_known():
    assert 0

@pytest.mark.xfail(reason="fixed", strict=False)
def test_fixed():
    pass

@pytest.mark.xfail(reason="fixed", strict=True)
def test_fixed_strictly():
    pass

@pytest.fixture
def early():
    raise RuntimeError("no")

@pytest.fixture
def late():
    yield
    raise RuntimeError("late")

def test_set_up(early):
    pass

def test_tear_down(late):
    pass

def test_skipped():
    pytest.skip("not applicable: no lamp")
"""


def run(place: Path, *words: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run pytest on the files in `place`, with its results in results.ktap."""
    words = words or ("--ktap", "results.ktap")
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words],
        cwd=place, capture_output=True, text=True, check=False, timeout=120, **options,
    )  # fmt: skip


def results(place: Path) -> Run:
    return read((place / "results.ktap").read_text())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A directory for small suites."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return tmp_path


def test_every_outcome(place: Path) -> None:
    """Each way in which a case can end has its line; what it says cannot be taken for one."""
    (place / "test_a.py").write_text(CASES)
    done = run(place)
    assert done.returncode == 1
    assert "2 failed, 4 passed, 1 skipped, 1 xfailed, 1 xpassed, 2 errors" in done.stdout
    found = results(place)
    assert found.complete
    (file,) = found.tests
    assert [(each.name, each.word) for each in file.subtests or ()] == [
        ("test_passes", "ok"),
        ("test_fails", "not ok"),
        ("test_names[a_b]", "ok"),
        ("test_names[c d]", "ok"),
        ("test_known", "XFAIL"),
        ("test_fixed", "ok"),
        ("test_fixed_strictly", "not ok"),
        ("test_set_up", "ERROR"),
        ("test_tear_down", "ERROR"),
        ("test_skipped", "SKIP"),
    ]
    assert (file.name, file.ok) == ("test_a.py", False)
    assert found.test("test_known").ok
    assert found.test("test_known").data == "known fault #12"
    assert found.test("test_skipped").data == "not applicable: no lamp"
    assert found.test("test_set_up").data == "in setup"
    said = found.test("test_fails").said
    assert {"E       AssertionError: # why", "Captured stdout call:", "ok 3 not a result"} <= set(said)
    assert "RuntimeError: late" in "\n".join(found.test("test_tear_down").said)
    assert "fixed" in "\n".join(found.test("test_fixed").said)


def test_files_are_tests(place: Path) -> None:
    """A file is as good as its cases; one that skips itself has a line, too."""
    skip = "import pytest\n@pytest.mark.skip\ndef test_{}(): pass\n"
    (place / "test_a.py").write_text("def test_a(): pass\n" + skip.format(2))
    (place / "test_b.py").write_text(skip.format(1) + skip.format(2))
    (place / "test_c.py").write_text("import pytest\npytest.skip('not here', allow_module_level=True)\n")
    assert run(place).returncode == 0
    found = results(place)
    assert found.complete
    assert {test.name: (test.word, test.data) for test in found.tests} == {
        "test_a.py": ("ok", ""),
        "test_b.py": ("SKIP", "all of its cases"),
        "test_c.py": ("SKIP", "not here"),
    }


def test_a_crash_leaves_a_beginning(place: Path) -> None:
    """What was written before the process was killed is valid, and says that more was planned."""
    body = "def test_a(): pass\ndef test_b():\n    import os, signal\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    (place / "test_a.py").write_text("def test_a(): pass\n")
    (place / "test_b.py").write_text(body)
    assert run(place).returncode == -9
    found = results(place)
    assert (found.planned, found.bailed) == (2, None)
    assert [test.name for test in found.tests] == ["test_a.py"]
    assert [test.name for test in found.open] == ["test_a"]


@pytest.mark.parametrize(
    ("body", "words", "why"),
    [
        ("assert 0", ["-x"], "stopping after 1 failures"),
        ("raise KeyboardInterrupt", [], "interrupted"),
        ("import pytest; pytest.exit('the lamp burns')", [], "the lamp burns"),
    ],
)
def test_an_end_that_comes_early(place: Path, body: str, words: list[str], why: str) -> None:
    """A run that stops says so, and why."""
    (place / "test_a.py").write_text(f"def test_a():\n    {body}\ndef test_b(): pass\n")
    run(place, "--ktap", "results.ktap", *words)
    found = results(place)
    assert not found.complete
    assert found.bailed == why


def test_what_cannot_be_collected(place: Path) -> None:
    """A file that does not load is a test that failed; whether the rest is run is the user's to say."""
    (place / "test_a.py").write_text("import nonesuch\n")
    (place / "test_b.py").write_text("def test_b(): pass\n")
    assert run(place).returncode == 2
    found = results(place)
    assert [(test.name, test.word) for test in found.tests] == [("test_a.py", "ERROR")]
    assert found.bailed == "1 error during collection"
    assert "nonesuch" in "\n".join(found.tests[0].said)
    assert run(place, "--ktap", "results.ktap", "--continue-on-collection-errors").returncode == 1
    found = results(place)
    assert found.complete
    assert [(test.name, test.ok) for test in found.tests] == [("test_a.py", False), ("test_b.py", True)]


def test_nothing_to_run(place: Path) -> None:
    """No case is a plan of none."""
    assert run(place).returncode == 5
    assert (results(place).planned, results(place).complete) == (0, True)


def test_standard_output(place: Path) -> None:
    """`-`: standard output has the results and nothing else, and pytest speaks on the other stream."""
    (place / "test_a.py").write_text(
        "import os\ndef test_a():\n    print('to be captured')\n    os.write(1, b'this too')\n"
    )
    done = run(place, "--ktap", "-")
    assert done.returncode == 0
    assert read(done.stdout).complete
    assert "1 passed" in done.stderr


def test_the_header_is_said(place: Path) -> None:
    """What pytest prints of the place where it runs is there, too."""
    (place / "conftest.py").write_text("def pytest_report_header():\n    return ['lane: none', 'kernel: old']\n")
    (place / "test_a.py").write_text("def test_a(): pass\n")
    run(place)
    assert {"lane: none", "kernel: old"} <= set(results(place).said)


def test_a_file_that_cannot_be_written(place: Path) -> None:
    """One line, and the status of a wrong use; in the lab it says where the file's place is."""
    done = run(place, "--ktap", "/proc/nonesuch/x")
    assert done.returncode == 4
    assert "--ktap /proc/nonesuch/x: No such file or directory" in done.stderr
    done = run(place, "--ktap", "/proc/nonesuch/x", env=os.environ | {"PYDRI_LAB": "uml"})
    assert "--lab-results" in done.stderr
    assert "Traceback" not in done.stderr


def test_collecting_alone_writes_nothing(place: Path) -> None:
    """What is not run has no results."""
    (place / "test_a.py").write_text("def test_a(): pass\n")
    assert run(place, "--ktap", "results.ktap", "--collect-only").returncode == 0
    assert not (place / "results.ktap").exists()


@pytest.mark.parametrize(
    "text",
    [
        "1..1\nok 1 a\n",
        "KTAP version 1\nok 1 a\n",
        "KTAP version 1\n1..1\nok 2 a\n",
        "KTAP version 1\n1..1\nok 1 a\nok 2 b\n",
        "KTAP version 1\n1..1\nok 1 a # LATER\n",
        "KTAP version 1\n1..1\nok 1 a # ERROR b\n",
        "KTAP version 1\n1..1\nok 1 a",
        "KTAP version 1\n1..1\nsomething\nok 1 a\n",
        "KTAP version 1\n1..1\n  KTAP version 1\n  1..1\n  not ok 1 b\nok 1 a\n",
        "KTAP version 1\n1..1\n  KTAP version 1\n  1..2\n  ok 1 b\nok 1 a\n",
    ],
)
def test_the_reader_is_strict(text: str) -> None:
    """What the tests above rely on notices what is wrong."""
    with pytest.raises(AssertionError):
        read(text)

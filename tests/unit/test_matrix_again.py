"""`pydri lab matrix --again`: what of earlier results is run again, and what takes whose place. Real pytest's files."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pydri.lab.matrix import again, outcome
from pydri.lab.matrix.outcome import Counts, ExerciseOutcome, LaneOutcome, PartOutcome, State, Suite

if TYPE_CHECKING:
    from pathlib import Path


def run(place: Path, name: str, **files: str) -> Path:
    """What pytest writes about these files of tests."""
    (place / "pytest.ini").write_text("[pytest]\n")
    (place / "tests").mkdir(exist_ok=True)
    for file, text in files.items():
        (place / "tests" / f"{file}.py").write_text(text)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--junitxml", name]
    command += [f"tests/{file}.py" for file in files]
    subprocess.run(command, cwd=place, check=False, capture_output=True, timeout=120)
    return place / name


def part(suite: Suite | None, state: State = State.UNEXPECTED) -> PartOutcome:
    return PartOutcome(name="egl", state=state, reason="", seconds=1.0, suite=suite)


BAD = "class TestIt:\n def test_a(self): assert 0\ndef test_b(): pass\ndef test_old(): assert 0\n"
GOOD = "class TestIt:\n def test_a(self): pass\ndef test_b(): pass\ndef test_new(): pass\n"


def test_the_file_with_unexpected_cases(tmp_path: Path) -> None:
    """It alone is run again; its cases take the place of those before, also where their names changed."""
    first = run(tmp_path, "first.xml", test_it=BAD, test_other="def test_c(): pass\n")
    suite = outcome.read_suite(first)
    assert suite.counts == Counts(passed=2, unexpected=2)
    assert again.files(part(suite), ["tests"], tmp_path) == ["tests/test_it.py"]
    second = run(tmp_path, "second.xml", test_it=GOOD)
    merged = outcome.read_suite(first, second)
    assert merged.counts == Counts(passed=4)
    assert merged.unexpected == ()


def test_a_class_that_is_gone(tmp_path: Path) -> None:
    """Its cases go with it: the file is what counts."""
    first = run(tmp_path, "first.xml", test_it=BAD)
    second = run(tmp_path, "second.xml", test_it="def test_b(): pass\n")
    assert outcome.read_suite(first, second).counts == Counts(passed=1)


def test_a_file_that_cannot_be_read_by_python(tmp_path: Path) -> None:
    """An error of collection is of its file, too, and ends when that is collected again."""
    first = run(tmp_path, "first.xml", test_it="1 +\n", test_other="def test_c(): pass\n")
    suite = outcome.read_suite(first)
    assert suite.counts.unexpected == 1
    assert again.files(part(suite), ["tests"], tmp_path) == ["tests/test_it.py"]
    second = run(tmp_path, "second.xml", test_it="def test_d(): pass\n")
    assert outcome.read_suite(first, second).counts.unexpected == 0


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """Nobody knows where its cases are now: the part has to run whole."""
    suite = outcome.read_suite(run(tmp_path, "first.xml", test_it=BAD))
    (tmp_path / "tests/test_it.py").unlink()
    assert again.files(part(suite), ["tests"], tmp_path) == []


def test_two_files_of_one_name(tmp_path: Path) -> None:
    """Where a name is not enough, the part has to run whole."""
    suite = outcome.read_suite(run(tmp_path, "first.xml", test_it=BAD))
    (tmp_path / "more").mkdir()
    (tmp_path / "more/tests").mkdir()
    (tmp_path / "more/tests/test_it.py").write_text(GOOD)
    assert again.files(part(suite), ["more"], tmp_path) == ["more/tests/test_it.py"]
    assert again.files(part(suite), ["more", "tests"], tmp_path) == []


@pytest.mark.parametrize("state", [State.DIED, State.TIMEOUT, State.FAULT, State.ENDED])
def test_a_part_that_was_cut_short(tmp_path: Path, state: State) -> None:
    """It has to run whole: nobody knows of the cases that did not come."""
    suite = outcome.read_suite(run(tmp_path, "first.xml", test_it=BAD))
    assert again.files(part(suite, state), ["tests"], tmp_path) == []
    assert again.files(part(None), ["tests"], tmp_path) == []
    assert again.files(None, ["tests"], tmp_path) == []


def test_what_has_to_run() -> None:
    """What is missing and what was not as expected, be it a part or the exerciser."""
    fine = part(None, State.OK)
    exercise = ExerciseOutcome(state=State.UNEXPECTED, reason="", seconds=1.0)
    row = LaneOutcome(lane="x", title="", state=State.OK, reason="", parts=(fine,), exercise=exercise)
    stages = ("exerciser", "egl", "gbm")
    assert [again.has_to_run(row, stage) for stage in stages] == [True, False, True]

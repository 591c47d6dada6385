"""`pydri lab matrix`: lanes, counting, verdicts, tables. The JUnit files here are real pytest's."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PIL import Image
from rich.console import Console

from pydri.errors import Unusable
from pydri.lab.matrix import lanes, outcome
from pydri.lab.matrix.command import exit_status
from pydri.lab.matrix.outcome import Counts, ExerciseOutcome, LaneOutcome, PartOutcome, State, Suite
from pydri.lab.matrix.picture import matrix_png
from pydri.lab.matrix.run import OUTCOME, earlier
from pydri.lab.matrix.table import cells, markdown, remarks, render
from tests.conformance.support import force

ROOT = Path(__file__).resolve().parents[2]
CASES = f'''
import pytest

def test_passes(): pass

def test_fails(): assert 0

def test_fails_and_its_end_does(late): assert 0

@pytest.fixture
def late():
    yield
    raise RuntimeError

def test_ends_badly(late): pass

@pytest.mark.xfail(reason="known")
def test_known(): assert 0

def test_not_applicable(): pytest.skip("{force.NOT_APPLICABLE}vkms has no lamp")

def test_skipped(): pytest.skip("no lamp here")

def test_fixed(request): request.node.user_properties.append(("outcome", "{force.UNEXPECTED_PASS}"))

@pytest.fixture(scope="session", autouse=True)
def place(record_testsuite_property):
    record_testsuite_property("kernel", "6.12.117")
    record_testsuite_property("mesa", "22.3.6")
    record_testsuite_property("hypothesis-statistics-test_it.py::test_passes", "of a case, and not of the place")
'''


@pytest.fixture(scope="session")
def junit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that pytest writes about CASES."""
    place = tmp_path_factory.mktemp("junit")
    (place / "pytest.ini").write_text("[pytest]\n")
    (place / "test_it.py").write_text(CASES)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--junitxml", "junit.xml"]
    subprocess.run(command, cwd=place, check=False, capture_output=True, timeout=120)
    return place / "junit.xml"


def test_lanes_of_the_suite() -> None:
    """Every lane names tests that exist, and promises that the suite knows."""
    known = tomllib.loads((ROOT / "tests/conformance/lanes.toml").read_text())["lane"]
    assert list(lanes.lanes()) == [
        "uml-12", "uml-13", "uml-sid", "qemu-2d", "qemu-virgl", "qemu-old", "host", "gpu",
    ]  # fmt: skip
    for lane in lanes.lanes().values():
        assert lane.suite in known
        for part in (*lane.parts, *lane.quick):
            assert lanes.files_of(part, ROOT)
        assert len({part.directory for part in lane.parts}) == len(lane.parts)


def test_parts_leave_out_no_file() -> None:
    """The machines that share a room, or the whole suite, have all of its files, each of them once."""
    for name, root, room in (
        ("uml-13", None, "egl"),
        ("uml-sid", None, "."),
        ("qemu-2d", None, "."),
        ("qemu-virgl", None, "."),
        ("qemu-virgl", "debian-13", "gbm"),
        ("qemu-virgl", "debian-13", "egl"),
        ("qemu-old", None, "."),
    ):
        parts = [part for part in lanes.lanes()[name].parts if part.root == root]
        named = [ROOT / file for part in parts for file in lanes.files_of(part, ROOT)]
        files = [path for each in named for path in ([each] if each.is_file() else each.rglob("test_*.py"))]
        assert set((ROOT / "tests/conformance" / room).rglob("test_*.py")) <= set(files)
        assert len(files) == len(set(files))


def test_the_words_of_a_machine(tmp_path: Path) -> None:
    """What a lane says is what pytest and the exerciser are told."""
    sid, qemu, host = (lanes.lanes()[name] for name in ("uml-sid", "qemu-2d", "host"))
    words = " ".join(sid.pytest_words(sid.parts[0], tmp_path))
    assert f"--lab --lab-results {tmp_path} --lab-timeout 3600 --lab-kernel sid --lab-cpus 2" in words
    assert "--lab-root debian-sid" in words
    assert "-o junit_suite_name=uml-sid" in words
    assert "--lab --kernel sid --cpus 2 --root debian-sid" in " ".join(sid.exercise_words(tmp_path) or ())
    words = " ".join(qemu.exercise_words(tmp_path) or ())
    assert "--lab --machine qemu --devices virtio-gpu,cirrus,bochs,vgem,vkms" in words
    assert host.exercise_words(tmp_path) is None
    assert "--lab" not in host.pytest_words(host.parts[0], tmp_path)


def test_a_name_that_is_no_lane() -> None:
    """What exists is said."""
    with pytest.raises(Unusable, match="no lane is named uml-14; there are uml-12, uml-13, uml-sid"):
        lanes.choose(["uml-12", "uml-14"])


def test_files_that_are_not_there(tmp_path: Path) -> None:
    """A pattern that finds nothing is a mistake and not an empty lane."""
    with pytest.raises(Unusable, match="match tests/conformance/nonesuch"):
        lanes.files_of(lanes.Part(name="x", files=("conformance/nonesuch*",)), tmp_path)


def test_counts(junit: Path) -> None:
    """Each outcome in its column; the case that fails twice is one case."""
    suite = outcome.read_suite(junit)
    assert suite.counts == Counts(
        passed=2, expected=1, unexpected=3, not_applicable=1, skipped=1, unexpected_passes=1
    )  # fmt: skip
    assert suite.counts.total == 8
    assert suite.unexpected == (
        "test_it::test_fails", "test_it::test_fails_and_its_end_does", "test_it::test_ends_badly",
    )  # fmt: skip
    assert suite.unexpected_passes == ("test_it::test_fixed",)
    assert suite.properties == {"kernel": "6.12.117", "mesa": "22.3.6"}


def test_a_file_that_is_cut_off(junit: Path, tmp_path: Path) -> None:
    """Half a file is none."""
    (tmp_path / "half.xml").write_bytes(junit.read_bytes()[:-20])
    with pytest.raises(ElementTree.ParseError):
        outcome.read_suite(tmp_path / "half.xml")


@pytest.mark.parametrize(("minimum", "state"), [(0, State.OK), (7, State.OK), (8, State.UNEXPECTED)])
def test_the_parts_of_a_lane_are_added_up(minimum: int, state: State) -> None:
    """What was skipped does not count, nor a part that left nothing."""
    suites = (suite_of(passed=2, skipped=50), suite_of(expected=1, unexpected=4, not_applicable=9), None)
    parts = [PartOutcome(name="x", state=State.OK, reason="", seconds=1, suite=suite) for suite in suites]
    found, reason = outcome.count(parts, minimum)
    assert found is state
    assert ("7 cases were executed" in reason) == (state is not State.OK)


def test_the_suite_speaks_the_same_words() -> None:
    """Suite and matrix agree on what a reason begins with."""
    assert (force.NOT_APPLICABLE, force.UNEXPECTED_PASS) == (outcome.NOT_APPLICABLE, outcome.UNEXPECTED_PASS)


def suite_of(**counts: int) -> Suite:
    properties = {"kernel": "6.12.117-amd64", "mesa": "22.3.6"}
    names = tuple(f"test_it::test_{number}" for number in range(counts.get("unexpected", 0)))
    return Suite(counts=Counts(**counts), unexpected=names, unexpected_passes=(), properties=properties)


@pytest.mark.parametrize(
    ("status", "suite", "narrowed", "state"),
    [
        (0, suite_of(passed=1), False, State.OK),
        (0, suite_of(), False, State.UNEXPECTED),
        (0, None, False, State.ENDED),
        (1, suite_of(passed=1, unexpected=1), False, State.UNEXPECTED),
        (1, suite_of(passed=1), False, State.UNEXPECTED),
        (2, suite_of(passed=1), False, State.ENDED),
        (5, suite_of(), True, State.OK),
        (5, suite_of(), False, State.UNEXPECTED),
        (121, suite_of(passed=1), False, State.FAULT),
        (122, None, False, State.DIED),
        (124, None, False, State.TIMEOUT),
        (139, None, False, State.ENDED),
    ],
)
def test_how_a_run_ended(status: int, suite: Suite | None, narrowed: bool, state: State) -> None:
    """Nothing but a clean end with cases is a pass."""
    assert outcome.judge(status, suite, narrowed=narrowed)[0] is state


def row(lane: str, state: State = State.OK, reason: str = "", **counts: int) -> LaneOutcome:
    """A lane of one part; these are shapes, and claim no results."""
    part = PartOutcome(name="suite", state=state, reason=reason, seconds=1.0, suite=suite_of(**counts))
    return LaneOutcome(lane=lane, title="", state=state, reason=reason, seconds=61.4, parts=(part,))


NOT_RUN = LaneOutcome(lane="gpu", title="", state=State.NOT_RUN, reason="no device in /dev/dri")
ROWS = [
    row("uml-12", passed=8000, expected=40, not_applicable=700),
    row("uml-13", State.UNEXPECTED, "22 unexpected", passed=3, unexpected=22),
    row("qemu-2d", State.DIED, "the machine ended without a status"),
    NOT_RUN,
]


@pytest.mark.parametrize(
    ("rows", "asked", "status"),
    [
        ([ROWS[0]], True, 0),
        ([ROWS[0], NOT_RUN], False, 0),
        ([ROWS[0], NOT_RUN], True, 2),
        ([NOT_RUN], False, 2),
        ([*ROWS], True, 1),
        ([ROWS[2]], False, 1),
    ],
)
def test_exit_status(rows: list[LaneOutcome], asked: bool, status: int) -> None:
    """What was unexpected is 1, also beside what could not be run."""
    assert exit_status(rows, asked=asked) == status


@pytest.mark.parametrize("width", [80, 160])
def test_table(width: int) -> None:
    """No line is wider than the terminal, and every number is there."""
    file = io.StringIO()
    render(ROWS, Console(file=file, width=width))
    text = file.getvalue()
    assert max(map(len, text.splitlines())) <= width
    lines = {line.split()[0]: line.split() for line in text.splitlines() if line.strip()}
    assert lines["uml-12"][-6 if width == 80 else -7 :] == (
        ["8000", "40", "0", "700", "61", "ok"] if width == 80 else ["8000", "40", "0", "700", "0", "61", "ok"]
    )
    assert ("6.12.117" in text) is (width == 160)


def test_remarks() -> None:
    """Bad lanes give their reason, cases their names, but not all of hundreds; what was not run says why."""
    text = "\n".join(line for _state, line in remarks(ROWS))
    assert "uml-13: test_it::test_19" in text
    assert "uml-13: 2 more" in text
    assert "qemu-2d machine died: the machine ended without a status" in text
    assert "gpu not run: no device in /dev/dri" in text
    assert "uml-12" not in text


def test_markdown() -> None:
    """A row per lane, the pictures of the directory shown and those below linked."""
    text = markdown(ROWS, [("Cases", "matrix.png"), ("Others", "uml-12/exercise/sharing.png")])
    assert "| uml-12 | 6.12.117 | 22.3.6 | 8000 | 40 | 0 | 700 | 0 |  | 61 | ok |" in text
    assert "![Cases](matrix.png)" in text
    assert "- [Others](uml-12/exercise/sharing.png)" in text


def test_picture() -> None:
    """A lane is a row of the picture; what failed is seen, also where it is one of thousands."""
    picture = Image.open(io.BytesIO(matrix_png(ROWS, "nowhere")))
    taller = Image.open(io.BytesIO(matrix_png([*ROWS, NOT_RUN], "nowhere")))
    assert taller.height - picture.height == 66
    one = matrix_png([row("uml-12", passed=9000, unexpected=1)], "")
    pixels = Image.open(io.BytesIO(one)).convert("RGB").tobytes()
    assert sum(pixels[at : at + 3] == b"\xd5\x5e\x00" for at in range(0, len(pixels), 3)) > 100


def test_rows_go_through_files(tmp_path: Path) -> None:
    """A row that was written is read back the same; a lane without results says so."""
    lane = lanes.lanes()["uml-12"]
    done = ExerciseOutcome(state=State.OK, reason="", seconds=9.0, counts={"ok": 304}, sharing="uml-12/x.png")
    made = LaneOutcome(**{**vars(ROWS[1]), "exercise": done})
    (tmp_path / "uml-12").mkdir()
    (tmp_path / "uml-12" / OUTCOME).write_text(json.dumps(made.to_dict()))
    assert earlier(lane, tmp_path) == made
    assert cells(made)[8] == "304 ok"
    assert earlier(lanes.lanes()["gpu"], tmp_path).state is State.NOT_RUN


def test_outside_of_a_checkout(tmp_path: Path) -> None:
    """Whoever starts it elsewhere gets the suite of pydri's own checkout; one above is found first."""
    assert lanes.checkout(tmp_path) == ROOT
    (tmp_path / "tests/conformance").mkdir(parents=True)
    assert lanes.checkout(tmp_path / "tests") == tmp_path

"""The benchmarks' own arithmetic: rounds, ratios, verdicts and the page. What is measured is nobody's here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCH = Path(__file__).resolve().parents[2] / "scripts" / "bench"

TWO = """
import time
from pairs import Pairs

def takes(seconds):
    def run(loops):
        start = time.perf_counter()
        for _ in range(loops):
            time.sleep(seconds)
        return time.perf_counter() - start
    return run

bench = Pairs()
bench.compare("sleep", {"C": takes(0.002), "pygbm": takes(0.006)})
bench.write()
"""


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module, found where its programs find it."""
    pytest.importorskip("pyperf")
    monkeypatch.syspath_prepend(str(BENCH))
    import tables

    yield tables
    del sys.modules["tables"]


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Two contenders of which one takes three times as long, measured in two processes of three rounds."""
    program = tmp_path / "two.py"
    program.write_text(f"import sys\nsys.path.insert(0, {str(BENCH)!r})\n{TWO}")
    output = tmp_path / "two.json"
    subprocess.run([sys.executable, program, "-p", "2", "-n", "3", "-w", "1", "--quiet", "-o", output], check=True)
    return output


def test_rounds(tables: Any, results: Path) -> None:
    """Every round of every process is there, one value for each contender; the ratio is that of the sleeps."""
    rows = tables.measured(results)["sleep"]
    assert {label: len(values) for label, values in rows.items()} == {"C": 6, "pygbm": 6}
    assert 2 < tables.ratio("bos", rows["pygbm"], rows["C"]) < 4


def test_table(tables: Any, results: Path) -> None:
    """The base is the first row; a goal of 1.5 × that is at 3 × is missed."""
    lines = tables.table("bos", results)
    assert lines[0].startswith("| sleep | median | spread | × C |")
    assert lines[2].startswith("| C |")
    assert lines[2].endswith("| 1.00 | – |")
    assert "goal missed" in lines[5]


def test_a_disturbed_round_counts_once(tables: Any) -> None:
    """What disturbs a round disturbs both, and the ratio stays what it is."""
    base = [1.0, 1.0, 9.0, 9.0, 9.0]
    slow = [2.0, 2.0, 18.0, 18.0, 2.0]
    assert tables.ratio("bos", slow, base) == 2.0
    assert tables.ratio("calls", slow, base) == pytest.approx(2 / 9)


@pytest.mark.parametrize(
    ("name", "rows", "said"),
    [
        ("bos", {"C": [1.0] * 4, "pygbm": [1.5] * 4}, "1.50 × C, half of the rounds from 1.50 to 1.50 (goal met)"),
        ("bos", {"C": [1.0] * 4, "pygbm": [1.6] * 4}, "(goal missed)"),
        ("rendering", {"C": [1.0] * 4, "pyegl": [1.16] * 4}, "(goal missed)"),
        ("readback", {"C": [0.9] * 4, "pyegl.gl, out=": [1.0] * 4}, "has 0.90 of the speed of C"),
        ("readback", {"C": [0.8] * 4, "pyegl.gl, out=": [1.0] * 4}, "(goal missed)"),
        (
            "eglcalls",
            {"C": [1.0] * 4, "PyOpenGL": [7.0] * 4, "pyegl": [4.0] * 4, "pyegl.lib": [3.0] * 4},
            "of pyegl.lib 3.0 × less than PyOpenGL's (goal met), of pyegl 2.0 × less than PyOpenGL's (goal missed)",
        ),
        ("calls", {"C": [1.0], "pydri": [2.0], "ctypes": [3.0]}, "0.50 (goal met)"),
    ],
)
def test_verdicts(tables: Any, name: str, rows: dict[str, list[float]], said: str) -> None:
    """Each goal is met up to its limit, and missed behind it."""
    assert said in " ".join(tables.VERDICTS[name](rows))


def test_quantities(tables: Any) -> None:
    """Seconds in the unit that a reader expects."""
    assert [tables.quantity(value) for value in (2.5, 2.5e-3, 2.5e-6, 25e-9)] == [
        "2.50 s",
        "2.50 ms",
        "2.50 µs",
        "25 ns",
    ]


def test_sections_of_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Sections that were measured anew replace the old ones, the others stay, all in the programs' order."""
    pytest.importorskip("pyperf")
    script = f"""
import importlib.util, json, sys
sys.path.insert(0, {str(BENCH)!r})
spec = importlib.util.spec_from_file_location("bench", {str(BENCH / "__main__.py")!r})
bench = importlib.util.module_from_spec(spec)
spec.loader.exec_module(bench)
old = bench.page({{"buffers": "old buffers", "calls": "old calls"}})
new = bench.page(bench.parts(old) | {{"buffers": "new", "bos": "bos"}})
print(json.dumps([old, new, bench.parts(new)]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    old, new, parts = json.loads(done.stdout)
    assert old.startswith("# Benchmarks\n")
    assert parts == {"calls": "old calls", "buffers": "new", "bos": "bos"}
    assert new.index("## calls") < new.index("## buffers") < new.index("## bos")

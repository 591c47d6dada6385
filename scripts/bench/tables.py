"""What a benchmark measured as Markdown: medians, spreads, ratios, and whether its goal is met."""

from __future__ import annotations

import json
from statistics import median, quantiles, stdev
from typing import TYPE_CHECKING

import pyperf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rows = dict[str, list[float]]

__all__ = ["quantity", "table"]


def measured(path: Path) -> dict[str, Rows]:
    """Group → label → seconds, from the benchmark names "group: label"."""
    groups: dict[str, Rows] = {}
    for bench in pyperf.BenchmarkSuite.load(str(path)).get_benchmarks():
        group, label = bench.get_name().split(": ", 1)
        groups.setdefault(group, {})[label] = list(bench.get_values())
    return groups


def quantity(seconds: float) -> str:
    """Seconds in the unit a reader expects."""
    for unit, scale in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if seconds * scale >= 1:
            return f"{seconds * scale:.2f} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def in_rounds(values: list[float], base: list[float]) -> list[float]:
    """The ratio in each round, of contenders that were measured in turn."""
    return [mine / other for mine, other in zip(values, base, strict=True)]


def ratio(name: str, values: list[float], base: list[float]) -> float:
    """How much slower: of contenders that were measured in turn the median of the rounds, else that of medians."""
    return median(in_rounds(values, base)) if name in PAIRED else median(values) / median(base)


def table(name: str, path: Path) -> list[str]:
    """The Markdown lines of one benchmark."""
    if name == "alive":
        return alive(path)
    lines = []
    for group, rows in measured(path).items():
        base_label, base = next(iter(rows.items()))
        lines += [f"| {group} | median | spread | × {base_label} | added |", "|---|---:|---:|---:|---:|"]
        for label, values in rows.items():
            middle, spread = median(values), stdev(values) if len(values) > 1 else 0.0
            more = middle - median(base)
            cells = (
                label,
                quantity(middle),
                f"± {spread / middle:.0%}",
                f"{ratio(name, values, base):.2f}",
                quantity(more) if more > 0 else "–",
            )
            lines.append("| " + " | ".join(cells) + " |")
        if name in VERDICTS:
            lines += ["", *VERDICTS[name](rows)]
        lines.append("")
    return lines


def alive(path: Path) -> list[str]:
    """What alive.py printed."""
    found = json.loads(path.read_text())
    steps = ", ".join(f"{step:.0f}" for step in found["create_us"])
    return [
        f"create, µs per buffer for each thousand: {steps}; last thousand / first thousand = "
        f"{found['create_us'][-1] / found['create_us'][0]:.2f}. Close: {found['close_us']:.0f} µs per buffer. "
        f"Resident memory per living buffer: {found['resident_bytes']:.0f} bytes."
    ]


def _word(met: bool) -> str:
    return "goal met" if met else "goal missed"


def calls(rows: Rows) -> list[str]:
    """Overhead over C as a share of that of ctypes."""
    base = median(rows["C"])
    share = (median(rows["pydri"]) - base) / (median(rows["ctypes"]) - base)
    return [f"Overhead over C as a share of that of ctypes: {share:.2f} ({_word(share <= 0.5)})."]


def at_most(label: str, limit: float) -> Callable[[Rows], list[str]]:
    """A contender costs at most so many times the base."""

    def verdict(rows: Rows) -> list[str]:
        low, found, high = quantiles(in_rounds(rows[label], rows["C"]))
        return [
            f"{label} is at {found:.2f} × C, half of the rounds from {low:.2f} to {high:.2f} ({_word(found <= limit)})."
        ]

    return verdict


def readback(rows: Rows) -> list[str]:
    """Speed as a share of that of C."""
    low, found, high = quantiles(in_rounds(rows["C"], rows["pyegl.gl, out="]))
    words = f"{found:.2f} of the speed of C, half of the rounds from {low:.2f} to {high:.2f}"
    return [f"pyegl.gl, into an array that is kept, has {words} ({_word(found >= 0.9)})."]


def eglcalls(rows: Rows) -> list[str]:
    """Overhead over C against that of PyOpenGL."""
    words = []
    for label in ("pyegl.lib", "pyegl"):
        base = rows["C"]
        mine, other = (
            median(value - c for value, c in zip(rows[each], base, strict=True)) for each in (label, "PyOpenGL")
        )
        words.append(f"of {label} {other / mine:.1f} × less than PyOpenGL's ({_word(other / mine >= 3)})")
    return [f"Overhead over C: {', '.join(words)}."]


PAIRED = ("eglcalls", "readback", "bos", "rendering", "atomic")
VERDICTS: dict[str, Callable[[Rows], list[str]]] = {
    "calls": calls,
    "bos": at_most("pygbm", 1.5),
    "rendering": at_most("pyegl", 1.15),
    "atomic": at_most("pydrm", 1.2),
    "readback": readback,
    "eglcalls": eglcalls,
}

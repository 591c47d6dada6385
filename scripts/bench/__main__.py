"""Run the benchmarks and print ratios: `./scripts/env python scripts/bench [--quick] [--write] [NAME…]`.

calls and imports run on this machine; buffers, frames, alive and dump need a driver and run in the lab (`--here` runs
them on this machine's own devices). Every comparison is measured in one run; absolute times are not comparable between
runs.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from subprocess import run

import pyperf
from support import HERE, TWIN, build_twin

ROOT = HERE.parent.parent
ON_DRIVER = ("buffers", "frames", "alive", "dump")
NAMES = ("calls", "imports", *ON_DRIVER)
GOALS = {
    "calls": "overhead over C at most half of that of ctypes",
    "imports": "`import pydrm` adds at most 25 ms; numpy is not loaded",
    "buffers": "pydrm at most 1.5 × C",
    "frames": "array at least 0.95 × the speed of C",
    "alive": "the cost per buffer stays flat up to 10,000 living buffers",
    "dump": "at most 1.5 × drm_info, the interpreter's start included",
}


def measure(name: str, results: Path, options: argparse.Namespace) -> Path:
    """Run one benchmark script, here or in the lab, and return the JSON it left."""
    output = results / f"{name}.json"
    output.unlink(missing_ok=True)
    env = {TWIN: str(results / "native.so")}
    plain = name == "alive"
    command = [sys.executable, str(HERE / f"{name}.py")]
    if not plain:
        counts = ["-p", "3", "-n", "3", "-w", "1"] if options.quick else ["-p", "10", "-n", "5", "-w", "1"]
        command += [*counts, "--quiet"]
    if name in ON_DRIVER and not options.here:
        target = f"$PYDRI_RESULTS/{output.name}"
        shell = " ".join(command) + (f" > {target}" if plain else f" -o {target}")
        guest = ["sh", "-c", f"{TWIN}=$PYDRI_RESULTS/native.so exec {shell}"]
        done = run(["pydri", "lab", "run", "--timeout", "900", "--results", str(results), "--", *guest], check=False)
    elif plain:
        with output.open("w") as stream:
            done = run(command, check=False, env=os.environ | env, stdout=stream)
    else:
        done = run([*command, "-o", str(output)], check=False, env=os.environ | env)
    if done.returncode:
        raise SystemExit(f"bench: {name} ended with status {done.returncode}")
    return output


def means(path: Path) -> dict[str, dict[str, tuple[float, float]]]:
    """Group → label → (median seconds, spread), from the benchmark names "group: label"."""
    groups: dict[str, dict[str, tuple[float, float]]] = {}
    for bench in pyperf.BenchmarkSuite.load(str(path)).get_benchmarks():
        group, label = bench.get_name().split(": ", 1)
        groups.setdefault(group, {})[label] = (bench.median(), bench.stdev() if bench.get_nvalue() > 1 else 0.0)
    return groups


def quantity(seconds: float) -> str:
    """Seconds in the unit a reader expects."""
    for unit, scale in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if seconds * scale >= 1:
            return f"{seconds * scale:.2f} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def table(name: str, path: Path) -> list[str]:
    """The Markdown lines of one benchmark."""
    if name == "alive":
        alive = json.loads(path.read_text())
        steps = ", ".join(f"{step:.0f}" for step in alive["create_us"])
        return [
            f"create, µs per buffer for each thousand: {steps}; last thousand / first thousand = "
            f"{alive['create_us'][-1] / alive['create_us'][0]:.2f}. Close: {alive['close_us']:.0f} µs per buffer. "
            f"Resident memory per living buffer: {alive['resident_bytes']:.0f} bytes."
        ]
    lines = []
    for group, rows in means(path).items():
        base_label, (base, _) = next(iter(rows.items()))
        lines += [f"| {group} | median | spread | × {base_label} | added |", "|---|---:|---:|---:|---:|"]
        for label, (median, spread) in rows.items():
            added = quantity(median - base) if median > base else "–"
            cells = (label, quantity(median), f"± {spread / median:.0%}", f"{median / base:.2f}", added)
            lines.append("| " + " | ".join(cells) + " |")
        if {"pydri", "ctypes"} <= rows.keys():
            share = (rows["pydri"][0] - base) / (rows["ctypes"][0] - base)
            verdict = "met" if share <= 0.5 else "missed"
            lines += ["", f"Overhead over C as a share of that of ctypes: {share:.2f} (goal {verdict})."]
        lines.append("")
    return lines


def heading() -> list[str]:
    """Date, machine and versions, without which numbers say nothing."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("cffi", "numpy", "PyOpenGL", "pyperf"))
    return [
        "# Benchmarks",
        "",
        f"Measured {datetime.datetime.now(datetime.UTC):%Y-%m-%d} on {os.cpu_count()} cores, {platform.machine()}, "
        f"host kernel {platform.release()}, Python {platform.python_version()}, {versions}. Repeat with",
        "`./scripts/env python scripts/bench --write`. The first row of each table is the base of the ratios; "
        "both sides of every ratio come from one run.",
        "",
        "buffers, frames, alive and dump ran in the lab (User-Mode Linux 6.12, vgem and vkms). A system call costs far "
        "more there than on plain hardware, which flatters ratios of loops full of them: the column *added* is "
        "Python's own time.",
        "",
    ]


def main() -> None:
    """Measure what was asked for, print it, and with --write keep it in docs/benchmarks.md."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(NAMES)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="fewer processes and values: minutes, wider spread")
    parser.add_argument("--here", action="store_true", help="run the driver benchmarks on this machine's own vgem")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    options = parser.parse_args()
    unknown = set(options.names) - set(NAMES)
    if unknown:
        parser.error(f"no benchmark named {', '.join(sorted(unknown))}")
    lines = heading()
    with tempfile.TemporaryDirectory(prefix="pydri-bench-") as directory:
        results = Path(directory)
        build_twin(results)
        for name in options.names or NAMES:
            print(f"bench: {name} …", file=sys.stderr, flush=True)
            path = measure(name, results, options)
            lines += [f"## {name}", f"Question: {question(name)} Goal: {GOALS[name]}.", "", *table(name, path), ""]
    text = "\n".join(lines).rstrip() + "\n"
    print(text)
    if options.write:
        (ROOT / "docs").mkdir(exist_ok=True)
        (ROOT / "docs" / "benchmarks.md").write_text(text)


def question(name: str) -> str:
    """The first line of a benchmark's docstring."""
    return (HERE / f"{name}.py").read_text().split('"""')[1].splitlines()[0]


main()

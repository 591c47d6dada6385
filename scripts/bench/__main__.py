"""Run the benchmarks and print ratios: `./scripts/env python scripts/bench [--quick] [--write] [NAME…]`.

calls, imports, eglcalls and readback run on this machine; the others need a driver and run in the lab (`--here` runs
them on this machine's own devices). Every comparison is measured in one run; absolute times are not comparable between
runs. With names, --write replaces their sections of docs/benchmarks.md and leaves the others.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from subprocess import run

from support import HERE, TWIN, build_twin
from tables import table

PAGE = HERE.parent.parent / "docs" / "benchmarks.md"
ON_DRIVER = ("buffers", "frames", "alive", "dump", "bos", "rendering", "atomic")
NAMES = ("calls", "imports", "eglcalls", "readback", *ON_DRIVER)
GOALS = {
    "calls": "overhead over C at most half of that of ctypes",
    "imports": "`import pydrm` adds at most 25 ms; numpy is not loaded",
    "buffers": "pydrm at most 1.5 × C",
    "frames": "array at least 0.95 × the speed of C",
    "alive": "the cost per buffer stays flat up to 10,000 living buffers",
    "eglcalls": "overhead over C at least 3 × less than that of PyOpenGL",
    "readback": "at least 0.9 × the speed of C",
    "bos": "pygbm at most 1.5 × C",
    "rendering": "pyegl at most 1.15 × C",
    "atomic": "pydrm at most 1.2 × C",
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
        f"{', '.join(ON_DRIVER[:-1])} and {ON_DRIVER[-1]} ran in the lab (User-Mode Linux 6.12, vgem and vkms). A "
        "system call costs far more there than on plain hardware, which flatters ratios of loops full of them: the "
        "column *added* is Python's own time, which is at its longest there, too: the same steps of create_bo take a "
        "third of it when no system call comes between (11 µs).",
        "",
        "eglcalls, readback, bos and rendering are measured in turn, C and Python in every round, on Mesa's llvmpipe, "
        "and so is atomic; their ratios are the medians of the rounds' own.",
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
    sections: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="pydri-bench-") as directory:
        results = Path(directory)
        build_twin(results)
        for name in options.names or NAMES:
            print(f"bench: {name} …", file=sys.stderr, flush=True)
            lines = table(name, measure(name, results, options))
            sections[name] = "\n".join([f"Question: {question(name)} Goal: {GOALS[name]}.", "", *lines]).rstrip()
            print(f"## {name}\n{sections[name]}\n", flush=True)
            if options.write:  # after each: all of them take half an hour
                PAGE.parent.mkdir(exist_ok=True)
                kept = parts(PAGE.read_text()) if PAGE.exists() else {}
                PAGE.write_text(page(kept | sections))


def parts(text: str) -> dict[str, str]:
    """The sections of the page as it is, by name."""
    found = (each.partition("\n") for each in text.split("\n## ")[1:])
    return {name: body.strip() for name, _, body in found}


def page(sections: dict[str, str]) -> str:
    """The page of these sections, in their order."""
    order = [name for name in NAMES if name in sections]
    return "\n\n".join(["\n".join(heading()).rstrip(), *(f"## {name}\n{sections[name]}" for name in order)]) + "\n"


def question(name: str) -> str:
    """The first line of a benchmark's docstring."""
    return (HERE / f"{name}.py").read_text().split('"""')[1].splitlines()[0]


if __name__ == "__main__":
    main()

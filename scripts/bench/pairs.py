"""Contenders measured in turn, A B A B, round after round: what disturbs the machine meanwhile disturbs all of them.

pyperf measures one after the other, which on a busy machine compares two different hours. The result is a pyperf file
all the same, and `__main__.py` prints it like the others.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyperf

if TYPE_CHECKING:
    from collections.abc import Callable

    Contender = Callable[[int], float]

LEAST = 0.02  # seconds that one value is measured over
WORKER = "PYDRI_BENCH_PAIRS"  # set in the processes that measure


class Pairs:
    """Groups of contenders; each is a function of a number of loops that returns the seconds they took."""

    def __init__(self) -> None:
        """Read the options, which are pyperf's: -p processes, -n values, -o file, -w warmups."""
        parser = argparse.ArgumentParser()
        parser.add_argument("-p", "--processes", type=int, default=3)
        parser.add_argument("-n", "--values", type=int, default=5)
        parser.add_argument("-w", "--warmups", type=int, default=1)
        parser.add_argument("-o", "--output", type=Path, required=True)
        parser.add_argument("--quiet", action="store_true")
        self.options = parser.parse_args()
        self.values: dict[str, list[float]] = {}
        self.worker = WORKER in os.environ
        if not self.worker:
            self._lead()
            sys.exit()

    def _lead(self) -> None:
        # Fresh processes, one at a time, so that the layout of memory is not one process's luck.
        runs: dict[str, list[pyperf.Run]] = {}
        for _ in range(self.options.processes):
            with tempfile.NamedTemporaryFile(suffix=".json") as file:
                command = [sys.executable, sys.argv[0], "-n", str(self.options.values), "-o", file.name]
                subprocess.run(command, check=True, env=os.environ | {WORKER: "1"})
                found = json.loads(Path(file.name).read_text())
            for name, values in found.items():
                metadata = {"name": name, "unit": "second"}
                runs.setdefault(name, []).append(pyperf.Run(values, metadata=metadata, collect_metadata=False))
        suite = pyperf.BenchmarkSuite([pyperf.Benchmark(each) for each in runs.values()])
        suite.dump(str(self.options.output), replace=True)

    def compare(self, group: str, contenders: dict[str, Contender]) -> None:
        """Measure contenders in turn; the first one is the base."""
        loops = 1
        while min(run(loops) for run in contenders.values()) < LEAST:
            loops *= 2
        for _ in range(self.options.values):
            for label, run in contenders.items():
                self.values.setdefault(f"{group}: {label}", []).append(run(loops) / loops)

    def write(self) -> None:
        """Leave what was measured for the process that asked."""
        self.options.output.write_text(json.dumps(self.values))

"""What a whole run leaves in the kernel: dma-bufs, what each driver holds, memory. Beside the gate around each case.

That gate (`leaks`) compares one case with the one before, and lets small steps and slow leaks pass. Here the state at
the end is compared with that at the beginning, in a lab machine, where nobody else changes it.
"""

from __future__ import annotations

import gc
import os
import re
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from . import bufinfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .gates import Gates

_DRI = Path("/sys/kernel/debug/dri")
_MIB = 1 << 20
_PATIENCE_S = 5.0
#: By how much a whole run may grow: caches of the kernel's and of each processor. The suite's own cases make gigabytes.
MARGIN = {"SUnreclaim": 24 * _MIB, "Shmem": 8 * _MIB}


@dataclass(frozen=True)
class State:
    """Counts at one moment. Those of a driver: its open files, framebuffers, GEM names and bytes of video memory."""

    dmabufs: tuple[int, int]
    drivers: Mapping[str, Mapping[str, int]]
    memory: Mapping[str, int]

    def grown_since(self, before: State) -> list[str]:
        """In words, everything that there is more of than before."""
        found = []
        if self.dmabufs > before.dmabufs:
            found.append(f"dma-bufs (number, bytes): {self.dmabufs}, were {before.dmabufs}")
        for driver, counts in self.drivers.items():
            old = before.drivers.get(driver, {})
            found += [
                f"{driver}, {name}: {n}, were {old.get(name, 0)}" for name, n in counts.items() if n > old.get(name, 0)
            ]
        for name, size in self.memory.items():
            if size > before.memory[name] + MARGIN[name]:
                found.append(f"{name}: {size >> 10} KiB, was {before.memory[name] >> 10} KiB")
        return found

    def __str__(self) -> str:
        drivers = "; ".join(
            f"{driver}: " + ", ".join(f"{name} {n}" for name, n in counts.items() if n)
            for driver, counts in self.drivers.items()
            if any(counts.values())
        )
        memory = ", ".join(f"{name} {size >> 10} KiB" for name, size in self.memory.items())
        return f"dma-bufs {self.dmabufs[0]}, {memory}" + (f", {drivers}" if drivers else "")


def _lines(path: Path, pattern: str) -> int:
    try:
        return len(re.findall(pattern, path.read_text(), re.MULTILINE))
    except OSError:
        return 0


def _video_memory(place: Path) -> int:
    try:
        found = re.search(r"used:? (\d+)", (place / "vram-mm").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


def _files_of_others(place: Path) -> int:
    # Mesa's displays, for one, live as long as the process, and with copies of their descriptors: not counted. A line
    # is "command tgid dev master a uid magic" (drm_clients_info); a command may have spaces.
    try:
        owners = re.findall(r"^.*?\s(\d+)\s+\d+\s+[yn]\s+[yn]\s", (place / "clients").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return sum(int(owner) != os.getpid() for owner in owners)


def _driver(place: Path) -> dict[str, int]:
    return {
        "files": _files_of_others(place),
        "framebuffers": _lines(place / "framebuffer", r"^framebuffer\["),
        "GEM names": max(_lines(place / "gem_names", r"^\s*\d+"), 0),
        "video memory": _video_memory(place),
    }


def _memory() -> dict[str, int]:
    with open("/proc/meminfo") as file:
        found = {name: int(size) << 10 for name, size in re.findall(r"^(\w+): +(\d+) kB$", file.read(), re.MULTILINE)}
    # Files in memory are no leak: scratch space, which /tmp shows, and shared memory.
    files = sum((about.f_blocks - about.f_bfree) * about.f_frsize for about in map(os.statvfs, ("/tmp", "/dev/shm")))
    return {"SUnreclaim": found["SUnreclaim"], "Shmem": max(found["Shmem"] - files, 0)}


def look() -> State:
    """What there is now."""
    gc.collect()
    try:
        totals = bufinfo.read()
        dmabufs = totals.total_objects, totals.total_bytes
    except OSError:
        dmabufs = 0, 0
    drivers = {}
    for place in sorted(_DRI.glob("[0-9]*")):
        # By the number of its card; newer kernels also have a directory by the bus address.
        if place.name.isdigit() and int(place.name) < 128 and (place / "name").exists():
            drivers[(place / "name").read_text().split()[0]] = _driver(place)
    return State(dmabufs, drivers, _memory())


def settle(before: State) -> tuple[State, list[str]]:
    """Wait shortly for what the kernel frees later, then say how it is and what has grown."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        after = look()
        grown = after.grown_since(before)
        if not grown or time.monotonic() > until:
            return after, grown
        time.sleep(0.1)


class Balance:
    """Fails a run that leaves something behind, in a lab machine."""

    def __init__(self, gates: Gates) -> None:
        self.gates = gates
        self.before: State | None = None
        self.after: State | None = None
        self.grown: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self) -> None:
        """Before the first case."""
        if os.environ.get("PYDRI_LAB"):
            self.before = look()

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """A failed case keeps its objects alive with its traceback: then the end proves nothing."""
        if self.before is None or exitstatus != pytest.ExitCode.OK:
            return
        number, size = self.before.dmabufs
        known = number + self.gates.known[0], size + self.gates.known[1]
        self.after, self.grown = settle(replace(self.before, dmabufs=known))
        if self.grown:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.before is None or self.after is None:
            return
        terminalreporter.line(f"before the run: {self.before}")
        terminalreporter.line(f"after the run:  {self.after}")
        if self.gates.known[0]:
            terminalreporter.line(f"of these {self.gates.known[0]} dma-bufs are left by cases that are listed for it")
        for line in self.grown:
            terminalreporter.line(f"FAILED: left behind by the run: {line}", red=True)

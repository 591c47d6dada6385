"""Real machines for the lab's own tests. They run on the host: a lab cannot be run inside a lab."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pydri import lab
from pydri.lab import contract
from pydri.lab.kernel import find_kernel
from pydri.lab.progress import Progress, make_progress
from pydri.lab.rootbuild import build_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
LAB = [sys.executable, "-m", "pydri.lab"]
PYDRI = [sys.executable, "-m", "pydri"]
NAME = "debian-13"


@dataclass
class Output:
    """Collects what a command in a machine wrote."""

    out: bytearray
    err: bytearray
    result: lab.LabResult


@pytest.fixture(scope="session", autouse=True)
def kernel() -> None:
    """The standard kernel is there, built if need be; a host that can run no lab skips, unless one is required."""
    if contract.inside():
        pytest.skip("a lab cannot be run inside a lab")
    reason = lab.available(must_be_built=False)
    if reason is not None and not os.environ.get("PYDRI_REQUIRE"):
        pytest.skip(reason)
    try:
        find_kernel()
    except lab.KernelMissing:
        with make_progress() as progress:
            lab.build(progress, keep_tree=True)  # the tests of building go on from there


@pytest.fixture(scope="session")
def tree() -> Path:
    """The root in the shared cache, built if need be; a host that can build none skips, unless one is required."""
    try:
        return build_root(NAME, Progress()).tree
    except lab.LabUnavailable as error:
        if os.environ.get("PYDRI_REQUIRE"):
            raise
        pytest.skip(str(error))


@pytest.fixture
def run() -> Callable[..., Output]:
    """Run a command in a machine and collect its output: run("ls", "/dev")."""

    def call(*command: str, **options: object) -> Output:
        out, err = bytearray(), bytearray()
        options.setdefault("timeout", 120.0)
        result = lab.run(command, stdout=out.extend, stderr=err.extend, **options)  # type: ignore[arg-type]
        return Output(out, err, result)

    return call


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory of this test's own for control directories, so that what stays behind can be seen."""
    base = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else tmp_path
    own = base / f"pydri-test-{os.getpid()}-{time.monotonic_ns()}"
    own.mkdir()
    monkeypatch.setenv("PYDRI_LAB_DIR", str(own))
    return own


@pytest.fixture
def clean(place: Path) -> Iterator[Path]:
    """After the test no control directory and no process of a machine is left."""
    yield place
    assert processes_of(place, wait=5.0) == []
    assert list(place.iterdir()) == []
    place.rmdir()


def processes_of(place: Path, *, wait: float = 0.0) -> list[str]:
    """The living processes whose command line names `place`; polls up to `wait` seconds for there to be none."""
    until = time.monotonic() + wait
    while True:
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                line = (entry / "cmdline").read_bytes()
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if str(place).encode() in line and state != "Z":
                found.append(f"{entry.name} {state} {line.replace(bytes(1), b' ').decode()[:100]}")
        if not found or time.monotonic() >= until:
            return found
        time.sleep(0.02)


def start(*words: str, **options: object) -> subprocess.Popen[bytes]:
    """Start `pydri lab …` as a process of its own, its output in pipes."""
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    return subprocess.Popen([*LAB, *words], stdin=subprocess.DEVNULL, cwd=ROOT, **options)  # type: ignore[call-overload,no-any-return]


def call(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run `pydri lab …` to its end."""
    options.setdefault("timeout", 300)
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [*LAB, *words], stdin=subprocess.DEVNULL, cwd=ROOT, capture_output=True, text=True, check=False, **options
    )


def exercise(*words: str, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run ``pydri exercise …`` to its end, in the lab even where this machine has devices."""
    return subprocess.run(
        [*PYDRI, "exercise", "--lab", *words],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
        **options,
    )


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """What the run of all devices with this machine's Mesa said, and where: in exercise-out, its TMPDIR is tmp."""
    place = tmp_path_factory.mktemp("whole")
    (place / "tmp").mkdir()
    return exercise(cwd=place, env=os.environ | {"TMPDIR": str(place / "tmp")}), place

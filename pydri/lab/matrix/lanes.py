"""The lanes of `lanes.toml`, and whether this machine can run them."""

from __future__ import annotations

import glob
import shlex
import sys
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydri.errors import Unusable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FILE = Path(__file__).with_name("lanes.toml")
_SUITE = Path("tests/conformance")


@dataclass(frozen=True, kw_only=True)
class Part:
    """Files that are run together, in one machine. `files` are patterns below the tests' directory."""

    name: str
    files: tuple[str, ...]
    root: str | None = None

    @property
    def directory(self) -> str:
        """Its directory among the lane's results."""
        return self.name.replace(",", "").replace(" ", "-")


@dataclass(frozen=True, kw_only=True)
class Known:
    """Promises that are known to be broken: a shell pattern over checks as `verdict.failures` names them, and why."""

    check: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A kernel, its drivers, a Mesa, and what is run there. The fields are those of `lanes.toml`."""

    name: str
    title: str
    machine: str
    devices: tuple[str, ...]
    suite: str
    parts: tuple[Part, ...]
    quick: tuple[Part, ...]
    exercise: tuple[str, ...] | None
    timeout: int
    minimum: int = 0
    kernel: str | None = None
    cpus: int | None = None
    root: str | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    broken: tuple[Known, ...] = ()

    @property
    def in_lab(self) -> bool:
        """Whether it needs a machine of the lab."""
        return self.machine != "here"

    def machine_words(self, prefix: str, root: str | None = None) -> list[str]:
        """The machine as options: `--lab-kernel` and the like with the prefix `lab-`, `--kernel` with an empty one."""
        options = {
            "machine": self.machine if self.machine != "uml" else None,
            "devices": ",".join(self.devices) if self.machine == "qemu" else None,
            "kernel": self.kernel,
            "cpus": str(self.cpus) if self.cpus else None,
            "root": root or self.root,
        }
        return [word for name, value in options.items() if value for word in (f"--{prefix}{name}", value)]

    def pytest_words(self, part: Part, results: Path) -> list[str]:
        """The command that runs a part, without its files. `results` is the directory that it may write to."""
        words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
        if self.in_lab:
            words += ["--lab", "--lab-results", str(results), "--lab-timeout", str(self.timeout)]
            words += self.machine_words("lab-", part.root)
        words += ["-o", f"junit_suite_name={self.name}", "--junitxml"]
        return [*words, str(results / "junit.xml"), "--ktap", str(results / "results.ktap")]

    def exercise_words(self, out: Path) -> list[str] | None:
        """The command of the exerciser, or None where there is nothing for it."""
        if self.exercise is None:
            return None
        words = [sys.executable, "-m", "pydri", "exercise", "--out", str(out), *self.exercise]
        return [*words, "--lab", *self.machine_words("")] if self.in_lab else words


@cache
def lanes() -> dict[str, Lane]:
    """Every lane by its name, in the order of the file."""
    return {name: _lane(name, facts) for name, facts in tomllib.loads(_FILE.read_text()).items()}


def _lane(name: str, facts: dict[str, Any]) -> Lane:
    facts = dict(facts)
    parts = _parts(facts.pop("part"))
    quick = _parts(facts.pop("quick")) if "quick" in facts else parts
    exercise = facts.pop("exercise")
    return Lane(
        name=name,
        devices=tuple(facts.pop("devices")),
        parts=parts,
        quick=quick,
        exercise=None if exercise is False else tuple(exercise),
        broken=tuple(Known(**each) for each in facts.pop("broken", ())),
        **facts,
    )


def _parts(facts: Sequence[dict[str, Any]]) -> tuple[Part, ...]:
    return tuple(Part(name=each["name"], files=tuple(each["files"]), root=each.get("root")) for each in facts)


def choose(names: Sequence[str]) -> list[Lane]:
    """The lanes of these names, all without any; Unusable for one that is none."""
    known = lanes()
    wrong = [name for name in names if name not in known]
    if wrong:
        raise Unusable(f"no lane is named {shlex.join(wrong)}; there are {', '.join(known)}")
    return [known[name] for name in names] if names else list(known.values())


def why_not(lane: Lane) -> str | None:
    """Why this machine cannot run a lane, in one line, or None. What can be built is no reason; starts no machine."""
    if lane.machine == "here":
        needs_device = "/dev/dri" in lane.devices
        return "no device in /dev/dri" if needs_device and not glob.glob("/dev/dri/*[0-9]") else None
    from pydri.lab.errors import LabUnavailable
    from pydri.lab.host import available
    from pydri.lab.qemu.machine import check_host

    try:
        if lane.machine == "uml":
            return available(must_be_built=False)
        check_host(lane.devices)
    except LabUnavailable as error:
        return str(error)
    return None


def checkout(start: Path) -> Path:
    """The directory with `tests/conformance`: the one that this is started in or one above it, or pydri's checkout.

    Raises Unusable where there is none: the suite is no part of the wheel.
    """
    for place in (start, *start.parents, Path(__file__).resolve().parents[3]):
        if (place / _SUITE).is_dir():
            return place
    raise Unusable(
        "the conformance suite is in pydri's source, not in its wheel: start this in a checkout, or name --tests"
    )


def files_of(part: Part, root: Path) -> list[str]:
    """The files and directories of a part, relative to the checkout; Unusable where a pattern finds none."""
    found: list[str] = []
    for pattern in part.files:
        matches = sorted(glob.glob(f"tests/{pattern}", root_dir=root))
        if not matches:
            raise Unusable(f"no tests in {root} match tests/{pattern} (of the part {part.name!r} in {_FILE.name})")
        found += matches
    return found

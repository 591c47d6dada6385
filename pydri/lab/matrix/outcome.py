"""What came of a lane: cases counted from pytest's JUnit XML, and how the run itself ended."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ElementTree
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SCHEMA = "pydri.matrix"
VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields alone do not raise it."""

EXERCISER = "exerciser"
"""What the exerciser is called where parts are named."""
NOT_APPLICABLE = "not applicable: "
"""How the conformance suite begins the reason of a case that the lane's devices cannot have (a skip for pytest)."""
_NOT_OF_THE_PLACE = "hypothesis-statistics-"
UNEXPECTED_PASS = "unexpected pass"
"""The value of the suite's property `outcome` for a case that is listed as failing and passed."""


class State(StrEnum):
    """How a lane, or a part of one, ended."""

    OK = "ok"
    UNEXPECTED = "unexpected"
    """Cases failed, or fewer ran than the lane states."""
    FAULT = "kernel complained"
    DIED = "machine died"
    TIMEOUT = "timed out"
    ENDED = "ended early"
    """pytest or the exerciser ended without having finished."""
    NOT_RUN = "not run"

    @property
    def bad(self) -> bool:
        """Whether it makes the exit status 1."""
        return self not in (State.OK, State.NOT_RUN)

    @property
    def cut_short(self) -> bool:
        """Whether something ended the run from outside, so that its results tell less than its output."""
        return self in (State.FAULT, State.DIED, State.TIMEOUT, State.ENDED)


@dataclass(kw_only=True)
class Counts:
    """Cases by what came of them. A case whose end fails after it passed is unexpected, and is counted once."""

    passed: int = 0
    expected: int = 0
    """Failures that the suite's expectations list."""
    unexpected: int = 0
    not_applicable: int = 0
    skipped: int = 0
    """Skipped for any other reason."""
    unexpected_passes: int = 0
    """Of those that passed: listed as failing."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)})

    @property
    def total(self) -> int:
        """All cases."""
        return self.executed + self.not_applicable + self.skipped

    @property
    def executed(self) -> int:
        """Those that were not skipped."""
        return self.passed + self.expected + self.unexpected


@dataclass(frozen=True, kw_only=True)
class Suite:
    """What a JUnit file holds: counts, the names of unexpected cases, the properties of the place."""

    counts: Counts
    unexpected: tuple[str, ...]
    unexpected_passes: tuple[str, ...]
    properties: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class PartOutcome:
    """One run of pytest."""

    name: str
    state: State
    reason: str
    seconds: float
    suite: Suite | None
    last_words: str = ""
    """The end of what it printed, where it did not come to its own end."""
    again: tuple[str, ...] = ()
    """Files whose cases are those of a later run (`--again`)."""


@dataclass(frozen=True, kw_only=True)
class ExerciseOutcome:
    """One run of the exerciser; `counts` as in report.json's verdict, `sharing` the picture's path from the table's.

    Of the checks that failed, `expected` is how many the lane lists as known, and `unexpected` names the others;
    `unexpected_passes` are the patterns of the list that no failure is like.
    """

    state: State
    reason: str
    seconds: float
    counts: dict[str, int] = field(default_factory=dict)
    sharing: str | None = None
    expected: int = 0
    unexpected: tuple[str, ...] = ()
    unexpected_passes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LaneOutcome:
    """A row of the table."""

    lane: str
    title: str
    state: State
    reason: str
    seconds: float = 0.0
    parts: tuple[PartOutcome, ...] = ()
    exercise: ExerciseOutcome | None = None
    missing: tuple[str, ...] = ()
    """Parts of the lane that have no result."""

    @property
    def counts(self) -> Counts:
        """The cases of all parts."""
        return sum((part.suite.counts for part in self.parts if part.suite), Counts())

    @property
    def unexpected(self) -> list[str]:
        """The cases that failed and are not listed as failing, and such checks of the exerciser."""
        found = [name for part in self.parts if part.suite for name in part.suite.unexpected]
        return [*(self.exercise.unexpected if self.exercise else ()), *found]

    @property
    def unexpected_passes(self) -> list[str]:
        """The cases that passed and are listed as failing, and such checks of the exerciser."""
        found = [name for part in self.parts if part.suite for name in part.suite.unexpected_passes]
        return [*(self.exercise.unexpected_passes if self.exercise else ()), *found]

    def values(self, name: str) -> list[str]:
        """The different values of a property (`kernel`, `mesa`, `devices`) in the order of the parts."""
        found = (part.suite.properties.get(name) for part in self.parts if part.suite)
        return list(dict.fromkeys(value for value in found if value))

    def to_dict(self) -> dict[str, Any]:
        """The row as plain values, as `matrix.json` has it."""
        return {
            **asdict(self),
            "counts": asdict(self.counts),
            "kernel": self.values("kernel"),
            "mesa": self.values("mesa"),
            "unexpected": self.unexpected,
            "unexpected_passes": self.unexpected_passes,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> LaneOutcome:
        """The row that `to_dict` wrote."""
        parts = tuple(map(_part, data["parts"]))
        done = data["exercise"]
        return cls(
            **{name: data[name] for name in ("lane", "title", "reason", "seconds")},
            state=State(data["state"]),
            parts=parts,
            exercise=_exercise(done) if done else None,
            missing=tuple(data.get("missing", ())),
        )


def _part(data: dict[str, Any]) -> PartOutcome:
    read = {"state": State(data["state"]), "suite": _suite(data["suite"]), "again": tuple(data.get("again", ()))}
    return PartOutcome(**{**data, **read})


def _exercise(data: dict[str, Any]) -> ExerciseOutcome:
    lists = {name: tuple(data.get(name, ())) for name in ("unexpected", "unexpected_passes")}
    return ExerciseOutcome(**{**data, "state": State(data["state"]), **lists})


def _suite(data: dict[str, Any] | None) -> Suite | None:
    if data is None:
        return None
    lists = {name: tuple(data[name]) for name in ("unexpected", "unexpected_passes")}
    return Suite(counts=Counts(**data["counts"]), properties=data["properties"], **lists)


def read_suite(*paths: Path) -> Suite:
    """What pytest's JUnit files say: in each, the cases of a module take the place of those that the earlier have.

    Raises OSError, or ParseError for a file that is cut off.
    """
    counts = Counts()
    kinds: dict[str, str] = {}
    properties: dict[str, str] = {}
    for path in paths:
        found = _kinds(path, properties)
        modules = {module(name) for name in found}
        kinds = {name: kind for name, kind in kinds.items() if module(name) not in modules} | found
    for kind in kinds.values():
        setattr(counts, kind, getattr(counts, kind) + 1)
    named = {wanted: tuple(n for n, kind in kinds.items() if kind == wanted) for wanted in set(kinds.values())}
    counts.passed += counts.unexpected_passes
    return Suite(
        counts=counts,
        unexpected=named.get("unexpected", ()),
        unexpected_passes=named.get("unexpected_passes", ()),
        properties=properties,
    )


def module(name: str) -> str:
    """The module of a case, with dots. A module that cannot be collected is itself a case."""
    # pytest names a case by the words of its module and of its classes.
    words = name.partition("::")[0].split(".")
    return ".".join(itertools.takewhile(lambda word: not word[:1].isupper(), words))


def _kinds(path: Path, properties: dict[str, str]) -> dict[str, str]:
    # Of one file, each case with what came of it; what it says of the place goes into `properties`.
    kinds: dict[str, str] = {}
    for suite in ElementTree.parse(path).getroot().iter("testsuite"):
        found = {each.get("name", ""): each.get("value", "") for each in suite.findall("properties/property")}
        properties |= {name: value for name, value in found.items() if not name.startswith(_NOT_OF_THE_PLACE)}
        for case in suite.findall("testcase"):
            name = "::".join(filter(None, (case.get("classname"), case.get("name"))))
            kind = _kind(case)
            # A case that fails and whose end fails, too, is there twice.
            if kinds.get(name) != "unexpected":
                kinds[name] = kind
    return kinds


def _kind(case: ElementTree.Element) -> str:
    # The name of a field of Counts.
    if case.find("failure") is not None or case.find("error") is not None:
        return "unexpected"
    skipped = case.find("skipped")
    if skipped is None:
        found = [each.get("value") for each in case.findall("properties/property") if each.get("name") == "outcome"]
        return "unexpected_passes" if UNEXPECTED_PASS in found else "passed"
    if skipped.get("type") == "pytest.xfail":
        return "expected"
    return "not_applicable" if (skipped.get("message") or "").startswith(NOT_APPLICABLE) else "skipped"


_STATUS = {
    121: (State.FAULT, "the machine's kernel logged a WARN, BUG or Oops"),
    122: (State.DIED, "the machine ended without a status"),
    124: (State.TIMEOUT, "the time was up"),
}


def judge(status: int, suite: Suite | None, *, narrowed: bool) -> tuple[State, str]:
    """How a run of pytest ended that left this exit status and this file (None: none that can be read).

    `narrowed`: cases were selected, so that there may be none.
    """
    if status in _STATUS:
        return _STATUS[status]
    if status == 5 and suite is not None:
        return (State.OK, "") if narrowed else (State.UNEXPECTED, "no case was found")
    if status not in (0, 1) or suite is None:
        return State.ENDED, f"pytest ended with status {status}" + ("" if suite else " and left no results")
    if suite.counts.unexpected:
        return State.UNEXPECTED, f"{suite.counts.unexpected} unexpected"
    if status == 1:
        return State.UNEXPECTED, "no case failed, but fewer ran than the lane states"
    return (State.OK, "") if suite.counts.total or narrowed else (State.UNEXPECTED, "no case was run")


def count(parts: Sequence[PartOutcome], minimum: int) -> tuple[State, str]:
    """Whether the parts of a lane that was run whole came to as many cases as it states."""
    executed = sum(part.suite.counts.executed for part in parts if part.suite)
    if executed >= minimum:
        return State.OK, ""
    return State.UNEXPECTED, f"{executed} cases were executed, and the lane has {minimum} at least"


def worst(states: list[tuple[State, str]]) -> tuple[State, str]:
    """The worst of several ends, with its reason."""
    order = (State.DIED, State.TIMEOUT, State.FAULT, State.ENDED, State.UNEXPECTED, State.OK, State.NOT_RUN)
    return min(states, key=lambda each: order.index(each[0]))

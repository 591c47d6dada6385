"""A strict reader of KTAP version 1, by the letter of the kernel's Documentation/dev-tools/ktap.rst."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_RESULT = re.compile(r"(ok|not ok) ([1-9][0-9]*) ([^#]+?)(?: # (.+))?")
_PLAN = re.compile(r"1\.\.(0|[1-9][0-9]*)")
_DIRECTIVES = ("SKIP", "XFAIL", "ERROR", "TIMEOUT", "TODO")


@dataclass
class Point:
    """A result line: what it says, and what stood before it."""

    ok: bool
    name: str
    directive: str = ""
    data: str = ""
    said: list[str] = field(default_factory=list)
    subtests: list[Point] | None = None

    @property
    def word(self) -> str:
        """The result in a word."""
        return self.directive or ("ok" if self.ok else "not ok")


@dataclass
class Run:
    """What a file has: finished tests, those of the test that was not finished, and what `Bail out!` said."""

    tests: list[Point]
    open: list[Point]
    planned: int
    said: list[str]
    bailed: str | None

    @property
    def complete(self) -> bool:
        """Whether everything that was planned is there."""
        return len(self.tests) == self.planned and not self.open and self.bailed is None

    def test(self, name: str) -> Point:
        """The test of that name, or the subtest that has it as its last part."""
        every = [each for test in self.tests for each in (test, *(test.subtests or ()))]
        found: Point
        (found,) = [each for each in every if each.name == name]
        return found


def read(text: str) -> Run:
    """The results in a file; AssertionError for the first line that KTAP does not allow there, or that is cut off."""
    assert text.endswith("\n"), "the last line is cut off"
    lines = text.splitlines()
    bailed = lines.pop()[len("Bail out! ") :] if lines[-1].startswith("Bail out! ") else None
    reader = _Reader(lines)
    planned, tests, said, rest = reader.level("")
    assert reader.at == len(lines), f"line {reader.at + 1} does not belong here: {lines[reader.at]!r}"
    return Run(tests, rest, planned, said, bailed)


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0

    def level(self, indent: str) -> tuple[int, list[Point], list[str], list[Point]]:
        """The plan, the tests, what stands before the plan, and the subtests of a test without a result."""
        assert self._next(indent) == "KTAP version 1"
        said: list[str] = []
        planned = None
        tests: list[Point] = []
        pending: list[str] = []
        subtests: list[Point] | None = None
        while self.at < len(self.lines) and self.lines[self.at].startswith(indent):
            if self.lines[self.at].startswith(f"{indent}  "):
                assert planned is not None, "a subtest before the plan"
                assert subtests is None, "two lists of subtests for one test"
                count, subtests, _, _ = self.level(f"{indent}  ")
                assert len(subtests) <= count
                whole = len(subtests) == count
                continue
            line = self._next(indent)
            if line == "#" or line.startswith("# "):
                (pending if planned is not None else said).append(line[2:])
            elif planned is None:
                match = _PLAN.fullmatch(line)
                assert match, f"{line!r} is no plan"
                planned = int(match[1])
            else:
                tests.append(self._point(line, len(tests) + 1, pending, subtests))
                assert subtests is None or whole, "a result before the last subtest"
                assert len(tests) <= planned, "more tests than planned"
                pending, subtests = [], None
        return planned or 0, tests, said, subtests or []

    def _next(self, indent: str) -> str:
        line = self.lines[self.at]
        assert line.startswith(indent), f"line {self.at + 1} is not indented: {line!r}"
        self.at += 1
        return line[len(indent) :]

    def _point(self, line: str, number: int, said: list[str], subtests: list[Point] | None) -> Point:
        match = _RESULT.fullmatch(line)
        assert match, f"{line!r} is no result line"
        assert int(match[2]) == number, f"{line!r} is not number {number}"
        directive, _, data = (match[4] or "").partition(" ")
        assert not directive or directive in _DIRECTIVES, f"{line!r} has no directive"
        ok = match[1] == "ok"
        if directive in ("ERROR", "TIMEOUT"):
            assert not ok, f"{line!r} must be not ok"
        if subtests is not None:
            assert ok is all(each.ok for each in subtests), f"{line!r} is not what its subtests say"
        return Point(ok, match[3], directive, data, said, subtests)

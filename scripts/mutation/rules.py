"""The fault rules: reading `rules.toml`, finding each rule's place in the kernel source, and applying it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RULES = Path(__file__).with_name("rules.toml")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_KEYS = {"id", "file", "in", "old", "new", "fault", "seen", "tests", "slow", "equivalent"}
_NEEDED = ("id", "file", "old", "new", "fault", "seen", "tests")


class RuleError(Exception):
    """A rule that cannot be used; the message names the rule and says why."""


@dataclass(frozen=True)
class Mutant:
    """One deliberate fault: in `file`, inside `function` (None: anywhere), `old` becomes `new`."""

    id: str
    file: str
    function: str | None
    old: str
    new: str
    fault: str
    seen: str
    tests: tuple[str, ...]
    slow: bool = False
    equivalent: str | None = None

    def place(self, source: str) -> int:
        """Where `old` begins in `source`; `RuleError` unless it is there exactly once."""
        start, end = (0, len(source)) if self.function is None else body(source, self.function, self.id)
        count = source.count(self.old, start, end)
        if count != 1:
            where = f"{self.file}, {self.function}()" if self.function else self.file
            raise RuleError(f"{self.id}: old text is {count} times in {where}, wanted once: {self.old!r}")
        return source.index(self.old, start, end)

    def apply(self, source: str) -> str:
        """`source` with the fault in it."""
        at = self.place(source)
        return source[:at] + self.new + source[at + len(self.old) :]

    def line(self, source: str) -> int:
        """The line, from 1, at which the fault lies."""
        return source.count("\n", 0, self.place(source)) + 1


@dataclass(frozen=True)
class Rules:
    """All rules, and the groups of test files that they name."""

    mutants: tuple[Mutant, ...]
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def select(self, patterns: list[str]) -> tuple[Mutant, ...]:
        """The mutants whose id is, or begins with, one of `patterns`; all without patterns."""
        if not patterns:
            return self.mutants
        for pattern in patterns:
            if not any(each.id.startswith(pattern) for each in self.mutants):
                raise RuleError(f"no mutant is called {pattern!r}")
        exact = {each.id for each in self.mutants if each.id in patterns}
        loose = [pattern for pattern in patterns if pattern not in exact]
        return tuple(each for each in self.mutants if each.id in exact or each.id.startswith(tuple(loose)))

    def files(self, mutant: Mutant) -> tuple[str, ...]:
        """The test files, relative to the repository, that are run against `mutant`."""
        return tuple(dict.fromkeys(file for group in mutant.tests for file in self.groups[group]))


def body(source: str, function: str, rule: str = "") -> tuple[int, int]:
    """Start and end of the definition of `function` in C of the kernel's style: the body ends at `}` in column 0."""
    pattern = re.compile(rf"^(?![ \t#])(?:[^;{{}}/\n]*\b|){re.escape(function)}\([^;{{}}]*\)\s*\{{", re.MULTILINE)
    found = list(pattern.finditer(source))
    if len(found) != 1:
        raise RuleError(f"{rule}: {len(found)} definitions of {function}(), wanted one")
    end = source.find("\n}", found[0].end())
    if end < 0:
        raise RuleError(f"{rule}: {function}() does not end")
    return found[0].start(), end


def _mutant(table: dict[str, Any]) -> Mutant:
    name = str(table.get("id", "(no id)"))
    unknown = set(table) - _KEYS
    missing = [key for key in _NEEDED if key not in table]
    if unknown or missing:
        raise RuleError(f"{name}: unknown keys {sorted(unknown)}, missing keys {missing}")
    if not _ID.match(name):
        raise RuleError(f"{name}: an id is lower-case words joined by '-'")
    if table["old"] == table["new"] or not table["old"].strip():
        raise RuleError(f"{name}: old and new text must differ, and old must not be blank")
    if not table["tests"]:
        raise RuleError(f"{name}: no group of tests")
    return Mutant(
        id=name,
        file=table["file"],
        function=table.get("in"),
        old=table["old"],
        new=table["new"],
        fault=table["fault"],
        seen=table["seen"],
        tests=tuple(table["tests"]),
        slow=table.get("slow", False),
        equivalent=table.get("equivalent"),
    )


def parse(text: str) -> Rules:
    """Rules from TOML text; `RuleError` names the first rule that is wrong."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"not TOML: {error}") from error
    groups = {name: tuple(files) for name, files in tables.get("groups", {}).items()}
    mutants = tuple(_mutant(table) for table in tables.get("mutant", []))
    seen: set[str] = set()
    for mutant in mutants:
        if mutant.id in seen:
            raise RuleError(f"{mutant.id}: the id is used twice")
        seen.add(mutant.id)
        for group in mutant.tests:
            if group not in groups:
                raise RuleError(f"{mutant.id}: unknown group of tests {group!r}")
    return Rules(mutants, groups)


def load(path: Path = RULES) -> Rules:
    """The rules of the repository."""
    return parse(path.read_text(encoding="utf-8"))


def check_sources(rules: Rules, tree: Path) -> list[str]:
    """What is wrong with the rules for the kernel source in `tree`: one line per rule that has no unique place."""
    wrong = []
    for mutant in rules.mutants:
        try:
            mutant.place((tree / mutant.file).read_text(encoding="utf-8"))
        except (RuleError, OSError) as error:
            wrong.append(str(error))
    return wrong

#!/usr/bin/env python3
"""Which rows of the conformance catalogue, and which IGT subtests, the cases cover: computed from their markers.

Reads `tests/conformance/catalogue.toml` and, without importing anything, the `@conf(…)` markers of the test files.
Ends with status 1 when a marker names a row or an IGT subtest that the catalogue does not have, or, with `--strict`,
when a row that is not for later is open.
"""

from __future__ import annotations

import argparse
import ast
import fnmatch
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROOM = ROOT / "tests" / "conformance"


@dataclass(frozen=True)
class Section:
    """One letter of the catalogue."""

    letter: str
    title: str
    later: bool
    rows: dict[str, str]
    later_rows: tuple[str, ...] = ()


def catalogue() -> tuple[list[Section], dict[str, str]]:
    """The sections, and every known IGT name with the list it is in: promised ("igt"), "igt_later" or "igt_more"."""
    table: dict[str, Any] = tomllib.loads((ROOM / "catalogue.toml").read_text())
    sections = [
        Section(letter, part["title"], part.get("later", False), part["rows"], tuple(part.get("later_rows", ())))
        for letter, part in table["section"].items()
    ]
    lists = ("igt", "igt_later", "igt_more")
    return sections, {
        f"{test}@{sub}": each for each in lists for test, subs in table.get(each, {}).items() for sub in subs
    }


def markers(tree: ast.Module) -> list[tuple[str, str]]:
    """(id, name of the case) for each string in each `conf(…)` of a module; `*` for a module's `pytestmark`."""
    found = []

    def strings(node: ast.AST) -> list[str]:
        return [
            argument.value
            for call in ast.walk(node)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "conf"
            for argument in call.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]

    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            for decorator in node.decorator_list:
                found += [(each, node.name) for each in strings(decorator)]
        elif isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets
        ):
            found += [(each, "*") for each in strings(node.value)]
    return found


def covered(names: dict[str, str]) -> dict[str, list[str]]:
    """For each id the cases that carry it, as `file::case`. X5, X6 and X16 are gates around every case.

    A shell pattern (`igt:syncobj_wait@*multi-wait-*`) stands for all IGT subtests of the catalogue that it fits, and
    for itself, which nobody knows, where there is none.
    """
    found: dict[str, list[str]] = defaultdict(list)
    known = [f"igt:{name}" for name in names]
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for each, name in markers(ast.parse(path.read_text(), str(path))):
            for one in fnmatch.filter(known, each) or [each]:
                found[one].append(f"{path.relative_to(ROOT / 'tests')}::{name}")
    gates = ROOM / "support" / "gates.py"
    for each in ("X5", "X6", "X16"):
        found[each].append(f"{gates.relative_to(ROOT / 'tests')}::Gates")
    return found


def show(sections: list[Section], names: dict[str, str], found: dict[str, list[str]], *, cases: bool) -> int:
    """Print the table; returns the number of open rows that are due now."""
    due_open = 0
    total = total_covered = 0
    for section in sections:
        have = [row for row in section.rows if row in found]
        missing = [row for row in section.rows if row not in found]
        due = [row for row in missing if not section.later and row not in section.later_rows]
        total += 0 if section.later else len(section.rows)
        total_covered += 0 if section.later else len(have)
        due_open += len(due)
        when = "later" if section.later else "now"
        print(f"{section.letter:>2}  {when:5} {len(have):>6}/{len(section.rows):<3} {section.title}")
        for row in missing:
            if not section.later:
                print(f"      {'open' if row in due else 'later':5} {row:4} {section.rows[row]}")
        if cases:
            for row in have:
                print(f"      {row:4} {section.rows[row]}")
                for case in found[row]:
                    print(f"             {case}")
    promised = [name for name, each in names.items() if each != "igt_more"]
    open_names = [name for name in promised if f"igt:{name}" not in found]
    more = [name for name in names if name not in promised and f"igt:{name}" in found]
    waiting = total - total_covered - due_open
    print(f"rows due now: {total_covered} of {total} covered, {due_open} open, {waiting} later")
    print(f"IGT subtests: {len(promised) - len(open_names)} of {len(promised)} promised ones covered, {len(more)} more")
    for name in open_names:
        print(f"      {'open' if names[name] == 'igt' else 'later':5} igt:{name}")
    return due_open + sum(names[name] == "igt" for name in open_names)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", action="store_true", help="list the cases of each covered row")
    parser.add_argument("--strict", action="store_true", help="fail when a row that is due is open")
    arguments = parser.parse_args()
    sections, names = catalogue()
    found = covered(names)
    due_open = show(sections, names, found, cases=arguments.cases)
    known = {row for section in sections for row in section.rows} | {f"igt:{name}" for name in names}
    unknown = sorted(set(found) - known)
    for each in unknown:
        print(f"unknown id {each!r} in {', '.join(found[each])}", file=sys.stderr)
    return 1 if unknown or (arguments.strict and due_open) else 0


if __name__ == "__main__":
    sys.exit(main())

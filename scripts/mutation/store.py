"""What earlier runs found, in build/mutants (not committed): so that a run can be resumed and one mutant repeated."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

from .report import Result

if TYPE_CHECKING:
    from pathlib import Path

    from .rules import Mutant, Rules


def fingerprint(rules: Rules, mutant: Mutant) -> str:
    """Changes when the fault, or the choice of cases that are run against it, changes."""
    parts = [mutant.file, mutant.function or "", mutant.old, mutant.new, str(mutant.slow), *rules.files(mutant)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


class Store:
    """Results by mutant, written through to `path`. Not thread-safe."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.results: dict[str, Result] = {}
        if path.exists():
            for table in json.loads(path.read_text(encoding="utf-8")):
                self.results[table["id"]] = Result.from_json(table)

    def put(self, result: Result) -> None:
        """Remember one result, on disk as well."""
        self.results[result.id] = result
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps([each.to_json() for each in self.results.values()], indent=1), encoding="utf-8")
        os.replace(draft, self.path)

    def current(self, rules: Rules) -> dict[str, Result]:
        """The results that belong to the rules as they are now."""
        found = {}
        for mutant in rules.mutants:
            result = self.results.get(mutant.id)
            if result is not None and result.rule == fingerprint(rules, mutant):
                found[mutant.id] = result
        return found

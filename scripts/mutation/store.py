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


def fingerprint(mutant: Mutant) -> str:
    """Changes when the fault changes."""
    parts = [mutant.file, mutant.function or "", mutant.old, mutant.new, str(mutant.slow)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def tests_fingerprint(root: Path) -> str:
    """Changes when the suite changes: a run that began with another suite proves nothing about this one."""
    digest = hashlib.sha256()
    for path in sorted((root / "tests" / "conformance").rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


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
            if result is not None and result.rule == fingerprint(mutant):
                found[mutant.id] = result
        return found

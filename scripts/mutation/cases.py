"""What one run of the suite showed: reading the trace, and comparing a mutant's run with the baseline."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Outcomes that mean: the case is content with this kernel.
GOOD = frozenset({"passed", "xfailed"})
BAD = frozenset({"failed", "xpassed", "error"})


@dataclass
class Run:
    """One run of the suite on one kernel.

    `cases` maps each case that ended to its worst outcome, `rows` each collected case to its catalogue rows, `messages`
    failed cases to what they said; `open` is the case that was running when the guest ended, `finished` whether pytest
    came to its end, `stopped` whether it ended early because enough had failed, `kernel` what the lab had to say (the
    guest died, hung, or complained in its log).
    """

    cases: dict[str, str] = field(default_factory=dict)
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    open: str | None = None
    finished: bool = False
    stopped: bool = False
    kernel: str = ""
    seconds: float = 0.0

    @property
    def failed(self) -> list[str]:
        """The cases that ended badly, in the order in which they ran."""
        return [case for case, outcome in self.cases.items() if outcome in BAD]


def read_trace(lines: Iterable[str]) -> Run:
    """The run that a trace (see trace.py) tells; a cut last line is forgiven."""
    run = Run()
    for line in lines:
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            continue
        if "end" in record:
            run.finished, run.open, run.stopped = True, None, bool(record.get("stopped"))
            continue
        case = record["case"]
        if "rows" in record:
            run.rows[case] = tuple(record["rows"])
        elif "start" in record:
            run.open = case
        else:
            worse = record["outcome"] in BAD or run.cases.get(case) not in BAD
            run.cases[case] = record["outcome"] if worse else run.cases[case]
            if record["outcome"] in BAD:
                run.messages.setdefault(case, record["message"])
    return run


@dataclass(frozen=True)
class Baseline:
    """The unmodified kernel: which cases are content with it, each time."""

    good: frozenset[str]
    unreliable: frozenset[str]

    @classmethod
    def of(cls, runs: Sequence[Run]) -> Baseline:
        """From several runs: good is what was good in each, unreliable what was good in some."""
        sets = [{case for case, outcome in run.cases.items() if outcome in GOOD} for run in runs]
        always = frozenset.intersection(*map(frozenset, sets)) if sets else frozenset()
        return cls(always, frozenset().union(*sets) - always)


def caught_by(run: Run, baseline: Baseline) -> list[str]:
    """The cases that are content with the unmodified kernel and not with this one."""
    return [case for case in run.failed if case in baseline.good]


def rows_of(run: Run, cases: Iterable[str]) -> list[str]:
    """The catalogue rows of these cases, without the names of upstream tests, in the order of first mention."""
    rows = (row for case in cases for row in run.rows.get(case, ()) if ":" not in row)
    return list(dict.fromkeys(rows))


def short(case: str) -> str:
    """A case without the path of its room."""
    return case.rpartition("tests/conformance/")[2]

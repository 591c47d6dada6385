"""The matrix as a table: for a terminal of any width, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from pydri.lab.matrix.outcome import State
from pydri.report.grid import new_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from pydri.lab.matrix.outcome import ExerciseOutcome, LaneOutcome

COLUMNS = (
    "lane",
    "kernel",
    "Mesa",
    "passed",
    "expected failures",
    "unexpected",
    "not applicable",
    "skipped",
    "exerciser",
    "seconds",
    "outcome",
)
_NARROW = {"expected failures": "expected", "not applicable": "n/a", "kernel": "", "Mesa": "", "skipped": ""}
"""Titles where there is little room; no title: the column is left out."""
_WIDE = 132
_STYLES = {State.OK: "green", State.NOT_RUN: "dim"}
_LISTED = 20


def cells(row: LaneOutcome) -> tuple[str, ...]:
    """A row's cells, in the order of COLUMNS."""
    if row.state is State.NOT_RUN:
        return (row.lane, *[""] * (len(COLUMNS) - 2), row.state.value)
    counts = row.counts
    numbers = (counts.passed, counts.expected, counts.unexpected, counts.not_applicable, counts.skipped)
    return (
        row.lane,
        ", ".join(kernel.partition("-")[0] for kernel in row.values("kernel")),
        ", ".join(row.values("mesa")),
        *(f"{number}" for number in numbers),
        _exercised(row.exercise),
        f"{row.seconds:.0f}",
        row.state.value,
    )


def _exercised(exercise: ExerciseOutcome | None) -> str:
    if exercise is None:
        return ""
    if exercise.state is not State.OK:
        return exercise.state.value
    return f"{exercise.counts['ok']} ok" + (f", {exercise.expected} known" if exercise.expected else "")


def remarks(rows: Sequence[LaneOutcome]) -> Iterator[tuple[State, str]]:
    """What is to be said below the table, a line each: lanes that were not run, and what was unexpected."""
    for row in rows:
        if row.state is State.NOT_RUN:
            yield row.state, f"{row.lane} not run: {row.reason}"
        elif row.state.bad:
            yield row.state, f"{row.lane} {row.state}: {row.reason}; see {row.lane}/*/output.txt"
        if row.missing:
            yield State.NOT_RUN, f"{row.lane} is not whole: there are no results of {', '.join(row.missing)}"
        for part in row.parts:
            if part.again:
                yield State.NOT_RUN, f"{row.lane}/{part.name}: of a later run than the rest: {', '.join(part.again)}"
        for name in row.unexpected[:_LISTED]:
            yield State.UNEXPECTED, f"{row.lane}: {name}"
        if (more := len(row.unexpected) - _LISTED) > 0:
            yield State.UNEXPECTED, f"{row.lane}: {more} more"
        for name in row.unexpected_passes[:_LISTED]:
            yield State.OK, f"{row.lane}: passed although it is listed as failing: {name}"


def render(rows: Sequence[LaneOutcome], console: Console) -> None:
    """Print the table and the remarks."""
    titles = {name: _NARROW.get(name, name) if console.width < _WIDE else name for name in COLUMNS}
    table = new_table()
    for name, title in titles.items():
        left = name in ("lane", "kernel", "Mesa", "exerciser", "outcome")
        if title:
            table.add_column(title, justify="left" if left else "right", no_wrap=name != "outcome", overflow="fold")
    for row in rows:
        texts = [Text(text) for name, text in zip(COLUMNS, cells(row), strict=True) if titles[name]]
        texts[-1].stylize(_STYLES.get(row.state, "bold red"))
        table.add_row(*texts)
    console.print(table)
    for state, line in remarks(rows):
        console.print(Text(line, style="dim" if state is State.NOT_RUN else "yellow" if state is State.OK else "red"))
    for row in rows:
        for part in row.parts:
            if part.last_words:
                console.print(Text(f"\nThe end of {row.lane}/{part.name}:", style="red"))
                console.print(Text(part.last_words, overflow="fold"), soft_wrap=True)


def markdown(rows: Sequence[LaneOutcome], pictures: Sequence[tuple[str, str]]) -> str:
    """The same as Markdown; `pictures` are titles and paths, those beside the table are shown, the others linked."""
    lines = [f"| {' | '.join(COLUMNS)} |", f"|{'---|' * len(COLUMNS)}"]
    lines += [f"| {' | '.join(cells(row))} |" for row in rows]
    notes = [f"- {line}" for _state, line in remarks(rows)]
    shown = [[f"![{title}]({path})"] for title, path in pictures if "/" not in path]
    linked = [f"- [{title}]({path})" for title, path in pictures if "/" in path]
    blocks = [["# Lanes", "", *lines], notes, *shown, linked]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"

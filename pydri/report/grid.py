"""Tables with a party on each side: the sharing matrix, and who draws into whose buffers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from ..exercise.model import Outcome
from .cells import by_format, differing, split_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from ..exercise.model import Check, Report

__all__ = ["cell_text", "display_table", "new_table", "rendering_tables", "sharing_tables"]

STYLES = {
    Outcome.OK: "green",
    Outcome.REFUSED: "yellow",
    Outcome.CRASHED: "bold yellow",
    Outcome.BROKEN: "bold red",
    Outcome.ERROR: "bold magenta",
    Outcome.ABSENT: "dim",
}
GAP = 3
"""Columns between cells."""


def new_table() -> Table:
    """A table as all of the report's are."""
    return Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), header_style="cyan")


def cell_text(check: Check | None) -> Text:
    """A check's outcome in a word, in its colour."""
    return Text("") if check is None else Text(check.cell, style=STYLES[check.outcome])


def sharing_tables(report: Report, console: Console) -> Iterator[tuple[str, Table]]:
    """The sharing matrix; formats have rows of their own where they fare otherwise than the one of the row above."""
    rows: list[tuple[str, list[Check | None]]] = []
    more = differing(report)
    for source, row in zip(report.sources, report.matrix(), strict=True):
        rows.append((source.label, row))
        rows += [(f"  {_few(formats)}", cells) for formats, cells in more.get(source.label, ())]
    names = {name.partition(" ")[0] for found in by_format(report).values() for name in found if name}
    title = "Sharing: each side reads what the other wrote"
    if names:
        title += f"; with GBM and EGL in {len(names)} formats"
    yield from _grid(title, "exports", "imports", report.importers, rows, console)


def _few(formats: Sequence[str]) -> str:
    return formats[0] if len(formats) == 1 else f"{formats[0]} and {len(formats) - 1} more"


def _grid(
    title: str,
    down: str,
    across: str,
    names: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Check | None]]],
    console: Console,
) -> Iterator[tuple[str, Table]]:
    # As many tables one below the other as the terminal's width needs.
    corner = f"{down} \\ {across}" if console.options.ascii_only else f"{down} ↓ {across} →"
    first = max([len(label) for label, _ in rows] + [len(corner)])
    widths = []
    for index, name in enumerate(names):
        words = [check.cell for check in (row[index] for _, row in rows) if check]
        widths.append(GAP + max([len(name), *(len(word) for word in words)]))
    for run in split_columns(widths, console.width - first):
        table = new_table()
        table.add_column(corner, no_wrap=True)
        for index in run:
            table.add_column(names[index], overflow="fold")
        for label, row in rows:
            table.add_row(label, *(cell_text(row[index]) for index in run))
        yield title if run.start == 0 else f"{title.partition(':')[0]}, continued", table


def rendering_tables(report: Report, console: Console) -> Iterator[tuple[str, Table]]:
    """Who draws into what, and who sees what was drawn."""
    stage = report.stage("rendering")
    cells = {(check.name, check.other or "", check.subject): check for check in (stage.checks if stage else ())}
    drawers = list(dict.fromkeys(drawer for _, _, drawer in cells))
    rows: list[tuple[str, list[Check | None]]] = []
    for kind, words in (("draw", "{}"), ("show", "own GBM, seen by {}")):
        for other in dict.fromkeys(other for name, other, _ in cells if name == kind):
            rows.append((words.format(other), [cells.get((kind, other, drawer)) for drawer in drawers]))
    if rows:
        title = "Rendering: a scene drawn with OpenGL ES, compared in the allocator's memory"
        yield from _grid(title, "allocates", "draws", drawers, rows, console)


def display_table(report: Report) -> Table:
    """What was shown on which screen, how fast, and how many bytes were copied for it."""
    stage = report.stage("display")
    table = new_table()
    for name in ("buffers of", "screen of", "shown", "captured", "frames/s", "copied"):
        table.add_column(name, justify="right" if name in ("frames/s", "copied") else "left", no_wrap=name != "shown")
    for check in stage.checks if stage else ():
        if check.name in ("show", "copy"):
            values, copied = check.values, check.values.get("copied_bytes")
            size = f"{copied / 2**20:.1f} MiB" if isinstance(copied, int) and copied else "" if copied is None else "0"
            table.add_row(
                check.subject if check.name == "show" else f"{check.subject}, copied",
                check.other or "",
                cell_text(check),
                _differs(values.get("difference_max")),
                str(values.get("frames_per_s", "")),
                size,
            )
    return table


def _differs(most: object) -> str:
    return "" if most is None else f"within {most} of 255" if most else "every pixel"

"""How a run is shown while it goes on: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from .record import Silent

if TYPE_CHECKING:
    from types import TracebackType

    from .model import Check

__all__ = ["Display", "make_display"]


class Display(Silent):
    """A listener that can be closed; this one shows nothing."""

    def __enter__(self) -> Display:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def say(self, text: str) -> None:
        """Print a line on standard error."""
        print(text, file=sys.stderr, flush=True)

    def close(self) -> None:
        """Leave the terminal as it was."""


class Bar(Display):
    """A bar on standard error that vanishes at the end: the tables say it better."""

    def __init__(self, title: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description:<26}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task(title, total=None)
        self._progress.start()

    def plan(self, total: int) -> None:
        """The bar's length."""
        self._progress.update(self._task, total=total)

    def stage(self, title: str) -> None:
        """The bar's words."""
        self._progress.update(self._task, description=title)

    def check(self, check: Check) -> None:
        """One step; the number of checks is an estimate, so never beyond the end."""
        task = self._progress.tasks[0]
        if task.total is None or task.completed < task.total:
            self._progress.advance(self._task)

    def say(self, text: str) -> None:
        """Print a line above the bar."""
        self._progress.console.print(text, highlight=False)

    def close(self) -> None:
        """Remove the bar."""
        self._progress.stop()


def make_display(title: str) -> Display:
    """A bar when standard error is a terminal, else silence."""
    return Bar(title) if sys.stderr.isatty() else Display()

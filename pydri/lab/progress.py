"""Telling a human how far a build is: a bar on a terminal, one plain line per stage elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Progress:
    """Stages with a known or unknown amount of work. This one says nothing: the base, and the choice for programs."""

    def stage(self, text: str, total: int | None = None) -> None:
        """Begin the stage `text` of `total` steps (None: unknown). The stage before it is done."""

    def advance(self, steps: int = 1) -> None:
        """Count `steps` of the present stage as done."""

    def close(self) -> None:
        """End the last stage."""

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class PlainProgress(Progress):
    """One line per stage on standard error, and its duration in the next."""

    def __init__(self) -> None:
        self._begun: float | None = None

    def stage(self, text: str, total: int | None = None) -> None:
        """Begin a stage: prints its name."""
        self.close()
        self._begun = time.monotonic()
        print(f"lab: {text}", end=" … ", file=sys.stderr, flush=True)

    def close(self) -> None:
        """End the last stage: prints how long it took."""
        if self._begun is not None:
            print(f"{time.monotonic() - self._begun:.1f} s", file=sys.stderr, flush=True)
            self._begun = None


class BarProgress(Progress):
    """A rich progress bar on standard error."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
        )
        self._bar: RichProgress = Progress(*columns, console=Console(stderr=True))
        self._task: TaskID | None = None
        self._bar.start()

    def stage(self, text: str, total: int | None = None) -> None:
        """Begin a stage: a new bar."""
        self._finish()
        self._task = self._bar.add_task(text, total=total)

    def advance(self, steps: int = 1) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bar.advance(self._task, steps)

    def _finish(self) -> None:
        if self._task is not None:
            task = next(task for task in self._bar.tasks if task.id == self._task)
            total = max(1, task.total or task.completed)
            self._bar.update(self._task, total=total, completed=total)
            self._bar.stop_task(self._task)
            self._task = None

    def close(self) -> None:
        """End the last stage and leave the terminal as it was."""
        self._finish()
        self._bar.stop()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._task = None  # an unfinished bar stays as it is
        self.close()


def make_progress() -> Progress:
    """The bar when standard error is a terminal and rich is installed, else the plain lines."""
    if sys.stderr.isatty():
        try:
            return BarProgress()
        except ImportError:
            pass
    return PlainProgress()

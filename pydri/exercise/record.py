"""Making checks: whatever happens inside a ``with record.trial(…)`` becomes one :class:`~pydri.exercise.model.Check`.

So a stage reads as the list of what it tries, and an exception ends one check and not the run. Ctrl-C passes through.
"""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from pydrm.errors import LibraryNotFound, NotSupported
from pyegl.errors import EglError
from pygbm.errors import GbmError

from ..errors import errno_name
from .model import Check, Outcome, StageReport

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Absent", "Broken", "Listener", "Recorder", "Trial"]


class Broken(Exception):
    """A promise was broken; the message is the sentence for the report."""


class Absent(Exception):
    """There is nothing to try; the message says what is not there."""


class Listener(Protocol):
    """Is told how the run goes, as it goes."""

    def plan(self, total: int) -> None:
        """So many checks are expected."""

    def stage(self, title: str) -> None:
        """A stage begins."""

    def check(self, check: Check) -> None:
        """A check was made."""


class Silent:
    """A listener that does nothing."""

    def plan(self, total: int) -> None:
        """Nothing."""

    def stage(self, title: str) -> None:
        """Nothing."""

    def check(self, check: Check) -> None:
        """Nothing."""


class Trial:
    """A check while it is being made."""

    __slots__ = ("detail", "ok", "promised", "step", "values")

    def __init__(self, *, promised: bool) -> None:
        self.promised = promised
        self.step: str | None = None
        self.detail = ""
        self.values: dict[str, float | int | str] = {}
        self.ok = False
        """Whether the check ended well; false until it has ended."""

    def at(self, step: str, *, promised: bool = False) -> None:
        """Name what comes next, and whether an errno from it is a broken promise or an answer."""
        self.step = step
        self.promised = promised


class Recorder:
    """Collects the checks of one run.

    Ownership: nothing. Threads: one thread.
    """

    def __init__(self, listener: Listener | None = None) -> None:
        self._listener: Listener = Silent() if listener is None else listener
        self._checks: list[Check] = []
        self.stages: list[StageReport] = []

    @contextmanager
    def stage(self, name: str, title: str) -> Iterator[None]:
        """Everything recorded inside belongs to this stage; a stage that raises is an ERROR check and not the run's
        end."""
        self._listener.stage(title)
        self._checks = []
        before = _open_files()
        start = perf_counter()
        try:
            with self._own(name):
                yield
            with self._own(name):
                _nothing_left(before)
        finally:
            self.stages.append(StageReport(name=name, title=title, seconds=_since(start), checks=tuple(self._checks)))

    @contextmanager
    def _own(self, name: str) -> Iterator[None]:
        # What a stage does outside of its trials: nobody's promise, so that any failure there is the exerciser's own.
        start = perf_counter()
        try:
            yield
        except Exception as error:
            detail = "".join(traceback.format_exception(error)).rstrip()
            self.add(Check(subject="exerciser", name=name, outcome=Outcome.ERROR, detail=detail, seconds=_since(start)))

    def add(self, check: Check) -> None:
        """Take a check that was made elsewhere, by another process."""
        self._checks.append(check)
        self._listener.check(check)

    @contextmanager
    def trial(self, subject: str, name: str, *, other: str | None = None, promised: bool = False) -> Iterator[Trial]:
        """Make one check. What the body raises decides its outcome:

        nothing → OK; OSError, an error of GBM's or EGL's → REFUSED, or BROKEN where the call was ``promised``;
        :class:`Broken`, :class:`Absent` → as they say; a function or extension that the installed library lacks →
        ABSENT; anything else → ERROR.

        Args:
            subject: label of the device or source.
            name: what is tried.
            other: label of the second party.
            promised: whether the subject advertises that this works (see also :meth:`Trial.at`).
        """
        trial = self._begin(subject, name, other, promised=promised)
        outcome, number = Outcome.OK, None
        start = perf_counter()
        try:
            yield trial
        except TimeoutError as error:
            outcome, trial.detail = Outcome.BROKEN, _sentence(error)
        except OSError as error:
            outcome = Outcome.BROKEN if trial.promised else Outcome.REFUSED
            number, trial.detail = errno_name(error.errno), _sentence(error)
        except Broken as error:
            outcome, trial.detail = Outcome.BROKEN, str(error)
        except (Absent, NotSupported, LibraryNotFound) as error:
            outcome, trial.detail = Outcome.ABSENT, str(error)
        except _coded() as error:
            outcome = Outcome.BROKEN if trial.promised else Outcome.REFUSED
            name = getattr(error, "code_name", "EGL_SUCCESS")
            number = None if name == "EGL_SUCCESS" else name  # EGL's word for a failure without an error
            trial.detail = ": ".join((str(error), *getattr(error, "__notes__", ())))
        except Exception as error:
            outcome, trial.detail = Outcome.ERROR, "".join(traceback.format_exception(error)).rstrip()
        trial.ok = outcome is Outcome.OK
        check = Check(
            subject=subject,
            name=name,
            other=other,
            outcome=outcome,
            errno=number,
            step=None if trial.ok else trial.step,
            detail=trial.detail,
            seconds=_since(start),
            values=trial.values,
        )
        self.add(check)

    def _begin(self, subject: str, name: str, other: str | None, *, promised: bool) -> Trial:
        return Trial(promised=promised)


def _coded() -> tuple[type[Exception], ...]:
    # Errors of libraries instead of system calls. GL's are known where GL is used: to import them is not for everybody.
    module = sys.modules.get("pyegl.gl")
    return (GbmError, EglError) if module is None else (GbmError, EglError, module.GlError)


def _since(start: float) -> float:
    return round(perf_counter() - start, 6)


def _sentence(error: OSError) -> str:
    # What pydrm's note says about the call, then what the kernel said about it.
    notes = ": ".join(getattr(error, "__notes__", ()))
    text = error.strerror or str(error)
    return f"{notes}: {text}" if notes else text


def _open_files() -> dict[int, str]:
    # Descriptors and what they are; the one that listing the directory takes is gone by the time its link is read.
    found = {}
    for name in os.listdir("/proc/self/fd"):
        try:
            found[int(name)] = os.readlink(f"/proc/self/fd/{name}")
        except FileNotFoundError:
            continue
    return found


def _nothing_left(before: dict[int, str]) -> None:
    left = [path for fd, path in _open_files().items() if before.get(fd) != path]
    if left:
        raise RuntimeError(f"the stage left open: {', '.join(left)}")

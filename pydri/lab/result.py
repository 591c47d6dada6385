"""What a finished run leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class LabResult:
    """One finished run of a lab machine.

    `status` is the command's exit status as a shell would give it: 0 to 255, or 128 + the number of the signal that
    ended it; None when the machine never reported one. `signal` is that signal, or None. `seconds` is wall time
    including boot. `log_path` is the kernel log, kept after the run when a results directory was given or something
    went wrong, else None. `findings` are excerpts of the kernel log around each WARN, BUG, Oops or the like.
    """

    status: int | None
    signal: int | None
    seconds: float
    log_path: Path | None
    findings: tuple[str, ...] = ()

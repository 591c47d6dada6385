"""What can go wrong with a lab machine, each with the exit status that the command line gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydri.lab.result import LabResult


class LabError(Exception):
    """Base of every failure of the lab itself, as opposed to a failure of the command that ran in it.

    `result` holds what is known of the run (log, seconds) when a machine had been started.
    """

    exit_status = 2

    def __init__(self, message: str, *, result: LabResult | None = None) -> None:
        super().__init__(message)
        self.result = result


class LabUnavailable(LabError):
    """No lab machine can run here: the host lacks something. The message says what, and what to do."""

    exit_status = 2


class KernelMissing(LabUnavailable):
    """There is no lab kernel in the cache, or the one that was named cannot be used."""


class RootMissing(LabUnavailable):
    """The root tree that was named can be built, but is not in the cache."""


class CommandNotFound(LabError):
    """The command to run in the lab does not exist."""

    exit_status = 127


class DisplayOff(LabError):
    """There is nothing to photograph: the device's outputs are off."""


class BuildError(LabError):
    """Building the lab kernel, a root tree or the project's wheel failed. The message names the log, or has its end."""

    exit_status = 1


class KernelFault(LabError):
    """The guest's kernel reported a WARN, BUG, Oops or the like. `result.findings` holds the excerpts."""

    exit_status = 121


class GuestDied(LabError):
    """The machine ended without reporting a status: a panic, or it was killed."""

    exit_status = 122


class GuestTimeout(LabError):
    """The machine did not end in the time allowed and was killed."""

    exit_status = 124

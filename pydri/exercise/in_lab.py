"""The exerciser's side outside of a lab machine: build the kernel if there is none, run the guest, read its report."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import lab
from ..errors import Unusable
from ..lab.ensure import ensure_machine
from ..lab.kernel import find_kernel
from .model import PICTURES_NAME, QUICK, REPORT_NAME, Check, Outcome, Report, StageReport
from .progress import Display

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


__all__ = ["GuestFailed", "exercise_in_lab"]

LIMIT_S = {"uml": 300.0, "qemu": 3600.0}
"""Wall time after which a lab machine counts as hanging. UML takes some ten seconds, emulation twenty times as long."""


class GuestFailed(Exception):
    """The lab machine, or the exerciser in it, ended without a report. ``log`` is the machine's kernel log."""

    def __init__(self, message: str, log: str = "") -> None:
        super().__init__(message)
        self.log = log


class Events:
    """Reads the guest's JSON lines, in whatever pieces they come, and tells the listener; ``begun`` is called once
    devices are open."""

    def __init__(self, listener: Display, note: str | None) -> None:
        self._listener = listener
        self._rest = b""
        self._note = note
        self.unusable: str | None = None
        self.other: list[str] = []
        """Lines that are no events: whatever else was printed in the guest."""

    def feed(self, data: bytes) -> None:
        """Take the next bytes."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._line(line.decode("utf-8", "replace").rstrip("\r"))

    def _line(self, line: str) -> None:
        try:
            event: dict[str, Any] = json.loads(line)
            kind = event["event"]
        except (ValueError, TypeError, KeyError):
            self.other.append(line)
            return
        if kind == "plan":
            if self._note:
                self._listener.say(self._note)
            self._listener.plan(event["total"])
        elif kind == "stage":
            self._listener.stage(event["title"])
        elif kind == "check":
            self._listener.check(Check.from_dict(event["check"]))
        elif kind == "unusable":
            self.unusable = event["message"]


def exercise_in_lab(
    wanted: Sequence[str],
    display: Callable[[], Display],
    *,
    note: str | None = None,
    machine: str = "uml",
    devices: Sequence[str] | None = None,
    kernel: str | None = None,
    cpus: int | None = None,
    root: str | None = None,
    pictures: dict[str, Any] | None = None,
    quick: bool = False,
) -> Report:
    """Run the exerciser in a lab machine. Builds the lab's kernel first when it is not in the cache, with progress.

    Args:
        wanted: names of devices; all of the lab's when there are none.
        display: makes what shows the run. Called once the kernel is there, whose build has a display of its own.
        note: why this is done in the lab; said as soon as it is clear that the lab can be had.
        machine: the kind of machine, ``uml`` or ``qemu``.
        devices: those of a QEMU machine, as :func:`pydri.lab.run` has them; by default its own choice.
        kernel: a kernel of that kind, or the name of one; by default the standard one.
        cpus: its processors; by default as many as :func:`pydri.lab.run` gives that machine.
        root: the root tree of another distribution, a directory or a name such as ``debian-13``, which is built when it
            is not in the cache; by default this machine's.
        pictures, quick: as of :func:`pydri.exercise.plan.exercise`.

    Raises:
        Unusable: no lab can run here, or the lab has no such device.
        GuestFailed: the machine died, hung, its kernel complained, or there is no report.
    """
    try:
        other = _other_root(root, note) if root is not None else {}
        if machine == "uml":
            _ensure_kernel(kernel, note)
        else:
            ensure_machine(machine, kernel, devices)
        wishes = {"machine": machine, "devices": devices, "kernel": kernel, "cpus": cpus, **other}
        return _run([*([QUICK] if quick else []), *wanted], display, note, wishes, pictures)
    except lab.LabUnavailable as error:
        raise Unusable(f"no DRM device to exercise here, and no lab either: {error}" if note else str(error)) from None
    except lab.BuildError as error:
        raise Unusable(f"the lab could not be built: {error}") from None
    except lab.LabError as error:  # no such device
        raise Unusable(str(error)) from None


def _ensure_kernel(kernel: str | None, note: str | None) -> None:
    try:
        find_kernel(kernel)
    except lab.KernelMissing:
        if (reason := lab.available(must_be_built=False)) is not None:
            raise lab.LabUnavailable(reason) from None
        if note:
            Display().say(note)
        lab.ensure_kernel(kernel)


def _other_root(root: str, note: str | None) -> dict[str, Any]:
    # Another distribution's tree, with its own Python, and our wheel in it.
    from ..lab.progress import make_progress

    try:
        tree = lab.ensure_root(root)
    except (lab.LabUnavailable, lab.BuildError):
        raise
    except lab.LabError as error:
        raise Unusable(str(error)) from None
    with make_progress() as progress:
        mounts = lab.project_mounts(progress)
    return {"root": tree, "mounts": mounts, "env": lab.project_environment()}


def _run(
    wanted: Sequence[str],
    display: Callable[[], Display],
    note: str | None,
    machine: dict[str, Any],
    pictures: dict[str, Any] | None,
) -> Report:
    errors: list[bytes] = []
    findings: tuple[str, ...] = ()
    with tempfile.TemporaryDirectory(prefix="pydri-exercise-") as place:
        python = "python3" if "root" in machine else sys.executable
        command = [python, "-m", "pydri.exercise.guest", *wanted]
        with display() as listener:
            events = Events(listener, note)
            try:
                result = lab.run(
                    command,
                    **machine,
                    results=place,
                    timeout=LIMIT_S[machine["machine"]],
                    stdout=events.feed,
                    stderr=errors.append,
                )
                ended = f"ended with status {result.status}"
            except lab.LabUnavailable:
                raise
            except lab.KernelFault as error:
                findings = error.result.findings if error.result else ()
                ended = f"ended, and {error}"
            except lab.LabError as error:
                raise GuestFailed(str(error), _log(place)) from None
        if events.unusable is not None:
            raise Unusable(events.unusable)
        try:
            report = Report.from_dict(json.loads((Path(place) / REPORT_NAME).read_text()))
            if pictures is not None:
                import numpy as np  # now that nobody waits for the machine's start any more

                with np.load(Path(place) / PICTURES_NAME) as drawn:
                    pictures.update(drawn)
            return with_findings(report, findings)
        except FileNotFoundError:
            said = "\n".join([*events.other, b"".join(errors).decode("utf-8", "replace")]).strip()
            message = "\n".join([f"the exerciser in the lab {ended}", *findings, said]).rstrip()
            raise GuestFailed(message, _log(place)) from None


def with_findings(report: Report, findings: Sequence[str]) -> Report:
    """The report, and what the kernel complained about meanwhile as broken promises: a driver must not WARN or BUG."""
    if not findings:
        return report
    checks = tuple(
        Check(subject="kernel", name=f"log {number}", outcome=Outcome.BROKEN, detail=finding)
        for number, finding in enumerate(findings, 1)
    )
    stage = StageReport(name="kernel", title="Kernel log", seconds=0.0, checks=checks)
    return replace(report, stages=(*report.stages, stage))


def _log(place: str) -> str:
    try:
        return (Path(place) / "kernel.log").read_text(errors="replace")
    except OSError:
        return ""

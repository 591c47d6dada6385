"""What every lab machine has in common: its control directory, its processes, its output, and how a run is judged."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from pydri.lab import klog
from pydri.lab.errors import GuestDied, GuestTimeout, KernelFault, LabError, LabUnavailable
from pydri.lab.relay import Pump
from pydri.lab.result import LabResult
from pydri.lab.rundir import RunDir
from pydri.lab.tools import find_tools

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pydri.lab.guestspec import GuestSpec

_KILL_WAIT_S = 10.0
_ANSWER_S = 1.0


class Machine(ABC):
    """One guest, from its control directory to its status. Use as a context manager: leaving it ends everything.

    Owns the control directory, the processes and the pipes. Not thread-safe; the thread that calls `start` must stay
    alive while the guest runs, because the guest is tied to it.
    """

    answer_s = _ANSWER_S
    """How long a hanging guest is given to say what it is doing."""

    def __init__(self, spec: GuestSpec, *, memory: int, log_path: Path | None) -> None:
        self.spec = spec
        self.tools = find_tools()
        self.memory = memory
        self.stack = contextlib.ExitStack()
        self.dir = RunDir(self.memory_file)
        self.stack.callback(self.dir.close)
        self._log_is_kept = log_path is not None
        self.log_path = log_path or self.dir.path / "kernel.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._program = ""
        self._pass: list[int] = []
        self.routes: list[tuple[int, Callable[[bytes], object]]] = []
        """What the machine itself has to say to the lab: fds to read, and who is given what comes."""
        self._started = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.kill()
        self._close_passed()
        self.stack.close()

    @property
    def memory_file(self) -> int:
        """How many bytes the guest's memory takes in the control directory's file system."""
        return self.memory

    @abstractmethod
    def output(self, *, terminal: bool) -> tuple[str, int]:
        """Make an output line of the guest, one that a terminal shows or a plain one.

        Returns its name in the specification and the fd to read, which this machine owns.
        """

    @abstractmethod
    def attach_terminal(self, fd: int) -> str:
        """Connect a terminal of the guest to `fd`, which is taken over. Returns its name in the specification."""

    @abstractmethod
    def arguments(self) -> list[str]:
        """The program that is the machine, with its arguments."""

    def environment(self) -> dict[str, str]:
        """The environment of that program."""
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.dir.path), "TMPDIR": str(self.dir.path)}

    @abstractmethod
    def ask(self) -> None:
        """Ask a hanging guest what it is doing: the answer goes to the kernel log."""

    @abstractmethod
    def explain_start(self, log: str) -> None:
        """Raise LabUnavailable with the reason if the machine never started, going by its log."""

    def pass_on(self, fd: int) -> int:
        """Take over `fd` and hand it to the machine's program when it is started."""
        self._pass.append(fd)
        return fd

    def _close_passed(self) -> None:
        # The guest's ends: they are its own once it runs.
        for fd in self._pass:
            os.close(fd)
        self._pass.clear()

    def prepare(self) -> None:
        """Put into the control directory what the guest's first process needs."""
        (self.dir.path / "root").mkdir()
        shutil.copy(self.tools.init, self.dir.path / "init")
        (self.dir.path / "spec").write_bytes(self.spec.encode())

    def start(self) -> int:
        """Start the guest. Returns a pidfd that becomes readable when it has ended, owned by this machine."""
        self.prepare()
        arguments = [str(self.tools.launch), str(os.getpid()), *self.arguments()]
        self._program = os.path.basename(arguments[2])
        try:
            with open(self.log_path, "ab", buffering=0) as log:
                self._process = subprocess.Popen(
                    arguments,
                    env=self.environment(),
                    pass_fds=(*self._pass, self.dir.lock_fd),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                )
        except OSError as error:
            raise LabUnavailable(f"no lab possible: cannot start {arguments[0]}: {error.strerror}") from None
        finally:
            self._close_passed()
        try:
            pidfd = os.pidfd_open(self._process.pid)
        except OSError as error:  # before Linux 5.3, and in some sandboxes
            raise LabUnavailable(f"no lab possible: pidfd_open does not work here: {error.strerror}") from None
        self.stack.callback(os.close, pidfd)
        return pidfd

    def kill(self) -> None:
        """End the guest at once, with every process it has on the host. Does nothing when it has ended."""
        process = self._process
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_KILL_WAIT_S)

    def attend(
        self,
        pidfd: int,
        routes: Sequence[tuple[int, Callable[[bytes], object]]],
        timeout: float | None,
        *,
        check_log: bool,
    ) -> LabResult:
        """Copy the guest's output until it ends, at most `timeout` seconds from now, and judge the run.

        Raises GuestTimeout, GuestDied, KernelFault or LabError, each with the result.
        """
        pump = Pump(pidfd, [*routes, *self.routes])
        ended = pump.run(None if timeout is None else time.monotonic() + timeout)
        if not ended:
            self._list_tasks()
            self.kill()
            pump.drain()
        return self._judge(ended, timeout, check_log)

    def _list_tasks(self) -> None:
        # Into the kernel log: what a hanging guest was doing. The guest's first process answers to Ctrl-Alt-Del, if the
        # kernel still runs it; "blocked" lists what is stuck in the kernel. A guest that is too far gone says nothing.
        before = self.log_path.stat().st_size
        self.ask()
        until = time.monotonic() + self.answer_s
        while time.monotonic() < until:
            with open(self.log_path, "rb") as log:
                log.seek(before)
                if b"lab: end of tasks" in log.read():
                    return
            time.sleep(0.02)

    def _how_it_ended(self) -> str:
        # Of the program that is the machine, where it did not end as it does when the guest is through.
        process = self._process
        assert process is not None
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = process.wait(_KILL_WAIT_S)
            if code < 0:
                return f": {self._program} was ended by {signal.Signals(-code).name}"
            if code > 0:
                return f": {self._program} exited with status {code}"
        return ""

    def _judge(self, ended: bool, timeout: float | None, check_log: bool) -> LabResult:
        end = self._how_it_ended() if ended else ""
        self.kill()
        log = self.log_path.read_text(errors="replace")
        found = klog.findings(log)
        text = ""
        with contextlib.suppress(FileNotFoundError):
            text = (self.dir.path / "status").read_text(errors="replace")
        kind, _, rest = text.partition(" ")
        number = int(rest) if kind in ("exit", "signal") else None
        result = LabResult(
            status=number if kind != "signal" or number is None else 128 + number,
            signal=number if kind == "signal" else None,
            seconds=time.monotonic() - self._started,
            log_path=self.log_path,
            findings=found,
        )
        if not ended:
            raise GuestTimeout(f"the lab machine did not end within {timeout:g} s and was killed", result=result)
        if kind == "setup":
            raise LabError(f"the lab machine could not be set up: {rest}", result=result)
        if number is None and "Linux version" not in log:
            try:
                self.explain_start(log)
            except LabError as error:
                error.result = result
                raise
        if number is None:
            raise GuestDied(f"the lab machine died without reporting a status{end}", result=result)
        if found and check_log:
            raise KernelFault(f"the guest's kernel complained: {klog.message(found[0])}", result=result)
        return result if self._log_is_kept else replace(result, log_path=None)

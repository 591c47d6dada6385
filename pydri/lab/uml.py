"""The UML machine: start it, attend to it, end it, and say how it went."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from pydri.lab import klog
from pydri.lab.errors import GuestDied, GuestTimeout, KernelFault, LabError, LabUnavailable
from pydri.lab.host import check_host
from pydri.lab.relay import Pump
from pydri.lab.result import LabResult
from pydri.lab.rundir import RunDir
from pydri.lab.tools import find_tools

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pydri.lab.guestspec import GuestSpec
    from pydri.lab.kernel import Kernel

_KILL_WAIT_S = 10.0
_ANSWER_S = 1.0


def cpu_words(kernel: Kernel, cpus: int | None) -> list[str]:
    """What a kernel's command line says for that many processors (None: one). Raises LabUnavailable, LabError."""
    if cpus is None or cpus == 1:
        return []
    if cpus < 1:
        raise LabError(f"a machine has at least one processor, not {cpus}")
    if b"ncpus=" not in kernel.path.read_bytes():
        raise LabUnavailable(
            f"no lab possible: the kernel {kernel.path} runs on one processor only, not on {cpus}; "
            "one with SMP is built by `pydri lab build --release sid`"
        )
    # UML's SMP needs user code run under seccomp; without this word a kernel takes ptrace and refuses to start.
    return ["seccomp=on", f"ncpus={cpus}"]


class UmlMachine:
    """One UML guest, from its control directory to its status. Use as a context manager: leaving it ends everything.

    Owns the control directory, the processes and the pipes. Not thread-safe; the thread that calls `start` must stay
    alive while the guest runs, because the guest is tied to it.
    """

    def __init__(
        self,
        kernel: Kernel,
        spec: GuestSpec,
        *,
        memory: int,
        log_path: Path | None,
        cpus: int | None = None,
        append: Sequence[str] = (),
    ) -> None:
        self._kernel = kernel
        self._cpus = cpu_words(kernel, cpus)
        self._spec = spec
        self._tools = find_tools()
        self._memory = memory
        self._append = append
        self._stack = contextlib.ExitStack()
        self._dir = RunDir(memory)
        self._stack.callback(self._dir.close)
        self._log_is_kept = log_path is not None
        self.log_path = log_path or self._dir.path / "kernel.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: dict[str, str] = {}
        self._pass: list[int] = []
        self._started = time.monotonic()

    def __enter__(self) -> UmlMachine:
        return self

    def __exit__(self, *exc: object) -> None:
        self.kill()
        self._close_passed()
        self._stack.close()

    def _close_passed(self) -> None:
        # The guest's ends: they are its own once it runs.
        for fd in self._pass:
            os.close(fd)
        self._pass.clear()

    def line(self, name: str) -> int:
        """Make an output line of the guest (tty1, tty2, …). Returns the fd to read, owned by this machine."""
        ours, theirs = os.pipe2(os.O_CLOEXEC)
        self._stack.callback(os.close, ours)
        self.attach(name, f"null,fd:{theirs}", theirs)
        return ours

    def attach(self, name: str, channel: str, fd: int) -> None:
        """Connect the guest's terminal `name` (tty1, …) to a UML channel on `fd`, which is taken over."""
        self._lines[name] = channel
        self._pass.append(fd)

    def start(self) -> int:
        """Start the guest. Returns a pidfd that becomes readable when it has ended, owned by this machine."""
        place = self._dir.path
        (place / "root").mkdir()
        shutil.copy(self._tools.init, place / "init")
        (place / "spec").write_bytes(self._spec.encode())
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(place), "TMPDIR": str(place)}
        arguments = [str(self._tools.launch), str(os.getpid()), str(self._kernel.path), *self._arguments()]
        try:
            with open(self.log_path, "ab", buffering=0) as log:
                self._process = subprocess.Popen(
                    arguments,
                    env=environment,
                    pass_fds=(*self._pass, self._dir.lock_fd),
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
        self._stack.callback(os.close, pidfd)
        return pidfd

    def _arguments(self) -> list[str]:
        place = self._dir.path
        consoles = [f"con{name.removeprefix('tty')}={channel}" for name, channel in self._lines.items()]
        return [
            f"mem={self._memory >> 20}M",
            "root=/dev/root",
            "rootfstype=hostfs",
            f"rootflags={place}",
            "rw",
            "init=/init",
            "con=null",
            "con0=null,fd:2",
            "console=tty0",
            "panic=-1",
            *consoles,
            f"uml_dir={place}/",
            "umid=guest",
            *self._cpus,
            *self._append,
        ]

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
        pump = Pump(pidfd, routes)
        ended = pump.run(None if timeout is None else time.monotonic() + timeout)
        if not ended:
            self._list_tasks()
            self.kill()
            pump.drain()
        return self._judge(ended, timeout, check_log)

    def _list_tasks(self) -> None:
        # Into the kernel log: what a hanging guest was doing. The guest's first process answers to Ctrl-Alt-Del, if the
        # kernel still runs it; "blocked" lists what is stuck in the kernel. A guest that is too far gone says nothing.
        from pydri.lab import mconsole  # sockets are a cost at start that only a hanging guest is worth

        socket = self._dir.path / "guest" / "mconsole"
        before = self.log_path.stat().st_size
        mconsole.ask(socket, "sysrq w", timeout=_ANSWER_S)
        mconsole.ask(socket, "cad", timeout=_ANSWER_S)
        until = time.monotonic() + _ANSWER_S
        while time.monotonic() < until:
            with open(self.log_path, "rb") as log:
                log.seek(before)
                if b"lab: end of tasks" in log.read():
                    return
            time.sleep(0.02)

    def _judge(self, ended: bool, timeout: float | None, check_log: bool) -> LabResult:
        self.kill()
        log = self.log_path.read_text(errors="replace")
        found = klog.findings(log)
        text = ""
        with contextlib.suppress(FileNotFoundError):
            text = (self._dir.path / "status").read_text(errors="replace")
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
            check_host(self._tools.launch)
            raise LabUnavailable(f"no lab possible: UML did not start ({klog.tail(log, 1).strip()})", result=result)
        if number is None:
            raise GuestDied("the lab machine died without reporting a status", result=result)
        if found and check_log:
            raise KernelFault(f"the guest's kernel complained: {klog.message(found[0])}", result=result)
        return result if self._log_is_kept else replace(result, log_path=None)

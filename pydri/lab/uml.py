"""The User-Mode Linux machine: a kernel that is an ordinary process."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pydri.lab import klog
from pydri.lab.base import Machine
from pydri.lab.errors import LabError, LabUnavailable
from pydri.lab.host import check_host

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydri.lab.guestspec import GuestSpec
    from pydri.lab.kernel import Kernel


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


class UmlMachine(Machine):
    """One UML guest. Its log, status and lines are those of every machine (`Machine`)."""

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
        self._append = append
        self._lines: dict[str, str] = {}
        super().__init__(spec, memory=memory, log_path=log_path)

    def output(self, *, terminal: bool) -> tuple[str, int]:
        """Make an output line of the guest; every one of UML's can be a terminal."""
        ours, theirs = os.pipe2(os.O_CLOEXEC)
        self.stack.callback(os.close, ours)
        name = self._attach(f"null,fd:{theirs}", theirs)
        return f"terminal:{name}" if terminal else name, ours

    def attach_terminal(self, fd: int) -> str:
        """Connect a terminal of the guest to `fd`, which is taken over."""
        return self._attach(f"fd:{fd}", fd)

    def _attach(self, channel: str, fd: int) -> str:
        name = f"tty{len(self._lines) + 1}"
        self._lines[name] = channel
        self.pass_on(fd)
        return name

    def arguments(self) -> list[str]:
        """The kernel and its command line."""
        place = self.dir.path
        consoles = [f"con{name.removeprefix('tty')}={channel}" for name, channel in self._lines.items()]
        return [
            str(self._kernel.path),
            f"mem={self.memory >> 20}M",
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

    def ask(self) -> None:
        """Ask through UML's management console."""
        from pydri.lab import mconsole  # sockets are a cost at start that only a hanging guest is worth

        socket = self.dir.path / "guest" / "mconsole"
        mconsole.ask(socket, "sysrq w", timeout=self.answer_s)
        mconsole.ask(socket, "cad", timeout=self.answer_s)

    def explain_start(self, log: str) -> None:
        """Raise LabUnavailable: what this host forbids, or UML's last words."""
        check_host(self.tools.launch)
        raise LabUnavailable(f"no lab possible: UML did not start ({klog.tail(log, 1).strip()})")

"""The specification that the guest's first process obeys (guest/init.c): mounts, environment, command, output lines."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydri.lab import contract
from pydri.lab.errors import CommandNotFound, LabError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_ROOT = "/root"  # init.c's ROOT: where the first root, the control directory, carries the command's root


def _hostfs(directory: Path, _writable: bool) -> tuple[str, str, str]:
    return "none", "hostfs", str(directory)


@dataclass
class GuestSpec:
    """Everything one guest is told. `encode()` gives the bytes of its spec file."""

    command: Sequence[str]
    root: Path
    results: Path | None
    cwd: str
    environment: Mapping[str, str]
    out: str = ""
    err: str = ""
    terminal: str = ""
    size: os.terminal_size | None = None
    mounts: Sequence[tuple[Path, str]] = field(default_factory=tuple)
    machine: str = "uml"
    devices: Sequence[str] = contract.UML_DEVICES
    share: Callable[[Path, bool], tuple[str, str, str]] = _hostfs
    """How a directory of the host, read-only or writable, is mounted: source, file system and its options."""
    binds: Sequence[tuple[str, str]] = ()
    """Directories of the first root that the guest sees, too, with their places there."""
    warm: bool = False
    """Whether the command may be given to a program that was started beforehand."""
    host: str = ""
    """The port to the lab's process as the guest names it, where the machine has one."""

    @property
    def guest_results(self) -> str:
        """The results directory as the guest names it: as on the host, as a mount shows it, else in scratch space."""
        if self.results is None:
            return contract.FOREIGN_RESULTS
        if self.root == type(self.root)("/"):
            return str(self.results)
        for host, guest in self.mounts:
            if self.results.is_relative_to(host) and self.results != host:
                return f"{guest}/{self.results.relative_to(host)}"
        return contract.FOREIGN_RESULTS

    def encode(self) -> bytes:
        """The words for init.c, each ended by NUL. Raises LabError for a word that holds a NUL itself."""
        words = [*self._file_systems(), *self._streams(), *(["warm", "1"] if self.warm else []), "cwd", self.cwd]
        for argument in self.command:
            words += ["arg", argument]
        environment = {
            **self.environment,
            **contract.contract_environment(self.guest_results, self.machine, self.devices, self.host),
        }
        for name, value in environment.items():
            words += ["env", f"{name}={value}"]
        if any("\0" in word for word in words):
            raise LabError("a NUL character in the lab's command, environment or paths")
        return b"".join(os.fsencode(word) + b"\0" for word in words)

    def _file_systems(self) -> list[str]:
        words: list[str] = []

        def mount(source: str, target: str, kind: str, letters: str = "", data: str = "") -> None:
            words.extend(("mount", source, _ROOT + target if target != "/scratch" else target, kind, letters, data))

        def share(directory: Path, target: str, letters: str) -> None:
            source, kind, data = self.share(directory, "r" not in letters)
            mount(source, target, kind, letters + ("b" if kind == "bind" else ""), data)

        share(self.root, "", "r")
        mount("none", "/proc", "proc")
        mount("none", "/sys", "sysfs")
        mount("none", "/sys/kernel/debug", "debugfs", "o")
        mount("none", "/sys/kernel/config", "configfs", "o")
        mount("none", "/dev", "devtmpfs")
        mount("none", "/dev/pts", "devpts", "m", "gid=5,mode=620,ptmxmode=666")
        mount("none", "/dev/shm", "tmpfs", "m", "mode=1777")
        # The host's /tmp stays visible, because projects, scripts and virtual environments live there, too.
        mount("none", "/scratch", "tmpfs", "m", "mode=1777")
        words += ["dir", "/scratch/upper", "1777", "dir", "/scratch/work", "755"]
        mount("none", "/tmp", "overlay", "o", f"lowerdir={_ROOT}/tmp,upperdir=/scratch/upper,workdir=/scratch/work")
        mount("none", "/tmp", "tmpfs", "e", "mode=1777")
        for path in (contract.RUNTIME_DIR, contract.CACHE_HOME, contract.FOREIGN_RESULTS):
            words += ["dir", _ROOT + path, "700"]
        for place, guest in self.binds:
            mount(place, guest, "none", "bm")
        for host, guest in self.mounts:
            share(host, guest, "rm")
        if self.results is not None:
            share(self.results, self.guest_results, "m")
        for text, path in (("/proc/self/fd", "fd"), ("fd/0", "stdin"), ("fd/1", "stdout"), ("fd/2", "stderr")):
            words += ["link", text, f"{_ROOT}/dev/{path}"]
        return words

    def _streams(self) -> list[str]:
        words = ["size", str(self.size.lines), str(self.size.columns)] if self.size else []
        if self.terminal:
            return [*words, "terminal", self.terminal]
        return [*words, "out", self.out, "err", self.err]


def resolve_command(command: Sequence[str], root: Path) -> list[str]:
    """The command with its program found early, so that a misspelt one fails before a machine is started.

    Only where the guest's root is the host's; raises CommandNotFound naming the program.
    """
    words = [os.fsdecode(word) for word in command]
    if not words:
        raise LabError("no command given for the lab")
    if str(root) == "/" and shutil.which(words[0]) is None:
        raise CommandNotFound(f"no such program: {words[0]}")
    return words

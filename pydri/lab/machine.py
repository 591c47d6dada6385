"""Running a command in a lab machine: the calls that the command line, the pytest plugin and other programs use."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydri.lab import contract, relay
from pydri.lab.cache import cache_dir
from pydri.lab.errors import LabError
from pydri.lab.guestspec import GuestSpec, resolve_command
from pydri.lab.kernel import find_kernel
from pydri.lab.rootfs import find_root
from pydri.lab.uml import UmlMachine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pydri.lab.base import Machine
    from pydri.lab.result import LabResult

    Sink = Callable[[bytes], object]

DEFAULT_MEMORY = 2 << 30
_KEPT_LOGS = 10


def run(
    command: Sequence[str],
    *,
    machine: str = "uml",
    devices: Sequence[str] | None = None,
    kernel: str | os.PathLike[str] | None = None,
    root: str | os.PathLike[str] = "/",
    timeout: float | None = None,
    results: str | os.PathLike[str] | None = None,
    env: Mapping[str, str] | None = None,
    memory: int = DEFAULT_MEMORY,
    cpus: int | None = None,
    stdout: int | Sink = 1,
    stderr: int | Sink = 2,
    mounts: Sequence[tuple[str | os.PathLike[str], str]] = (),
    cwd: str | None = None,
    append: Sequence[str] = (),
    check_log: bool = True,
    started: Callable[[Machine], object] | None = None,
) -> LabResult:
    """Run `command` in a fresh lab machine and wait for it.

    `machine` is uml, whose devices are always the same, or qemu, whose `devices` are words of `pydri.lab.qemu.devices`
    (None: all but virgl). `kernel` is a UML binary or the name of a built one; for qemu one of Debian's by name
    (debian-6.12, debian-6.1), a bzImage or a built kernel tree. `cpus` is the number of virtual processors (None: one
    on UML, where more need a kernel with SMP, and two on qemu).

    The machine's root is the directory `root` of the host, or a built root's name (debian-13), read-only; `results`
    (made when missing) is writable and is PYDRI_RESULTS inside; its kernel.log is the kernel log. `env` adds to the
    environment that is passed on. `timeout` is in seconds of wall time, `memory` in bytes. `stdout` and `stderr` are
    fds to write to, which stay the caller's, or callables that are given chunks of bytes. `mounts` are further host
    directories with their places in the guest, read-only; in another root tree that is a place below /tmp, or one that
    the tree has. `cwd` is the command's directory in the guest (None: this process's, where the tree has it).
    `append` are words for the kernel's command line. `started` is called with the machine as soon as it boots: that of
    qemu takes photographs of its displays (`QemuMachine.photograph`) from any thread until it has ended.

    Returns the result, whatever the command's own status. Raises LabUnavailable (this host cannot; KernelMissing,
    RootMissing: build one first), KernelFault (the guest's kernel complained; not with `check_log=False`), GuestDied,
    GuestTimeout, LabError. Whatever happens, no process, mount or temporary file is left. Thread contract: any
    thread; several at once are fine.
    """
    spec = _specify(command, find_root(root), results=results, env=env, mounts=mounts, cwd=cwd)
    wanted: dict[str, Any] = {"kernel": kernel, "devices": devices, "memory": memory, "cpus": cpus, "append": append}
    with _logging(_make(machine, spec, **wanted)) as guest:
        routes = _connect(guest, spec, stdout, stderr)
        running = guest.start()
        if started is not None:
            started(guest)
        return guest.attend(running, routes, timeout, check_log=check_log)


def shell(
    command: Sequence[str] = (),
    *,
    machine: str = "uml",
    devices: Sequence[str] | None = None,
    kernel: str | os.PathLike[str] | None = None,
    root: str | os.PathLike[str] = "/",
    results: str | os.PathLike[str] | None = None,
    env: Mapping[str, str] | None = None,
    memory: int = DEFAULT_MEMORY,
    cpus: int | None = None,
    mounts: Sequence[tuple[str | os.PathLike[str], str]] = (),
    append: Sequence[str] = (),
) -> LabResult:
    """Run a shell, or `command`, in a lab machine on this process's terminal. Otherwise as `run`, without a time limit.

    Complaints of the kernel are in the result's findings but raise nothing: whoever types commands wants to go on.
    """
    from pydri.lab import shell as terminal

    terminal.require_terminal()
    tree = find_root(root)
    spec = _specify(command or terminal.default_shell(tree), tree, results=results, env=env, mounts=mounts, cwd=None)
    spec.size = os.get_terminal_size(1)
    wanted: dict[str, Any] = {"kernel": kernel, "devices": devices, "memory": memory, "cpus": cpus, "append": append}
    with _logging(_make(machine, spec, **wanted)) as guest, terminal.connect(guest) as routes:
        terminal.announce()
        return guest.attend(guest.start(), routes, None, check_log=False)


def _specify(
    command: Sequence[str],
    tree: Path,
    *,
    results: str | os.PathLike[str] | None,
    env: Mapping[str, str] | None,
    mounts: Sequence[tuple[str | os.PathLike[str], str]],
    cwd: str | None,
) -> GuestSpec:
    for host, _guest in mounts:
        if not Path(host).is_dir():
            raise LabError(f"no such directory to mount in the lab: {host}")
    place = _results_directory(results)
    here = _working_directory()
    return GuestSpec(
        command=resolve_command(command, tree),
        root=tree,
        results=place,
        cwd=cwd or (here if str(tree) == "/" or (tree / here.lstrip("/")).is_dir() else "/"),
        environment={**contract.guest_environment(os.environ, foreign_root=str(tree) != "/"), **(env or {})},
        mounts=[(Path(host).absolute(), guest) for host, guest in mounts],
    )


def _make(
    kind: str,
    spec: GuestSpec,
    *,
    kernel: str | os.PathLike[str] | None,
    devices: Sequence[str] | None,
    **options: Any,
) -> Machine:
    log = spec.results / "kernel.log" if spec.results else None
    if kind == "uml":
        if devices is not None:
            raise LabError(f"a UML machine always has {', '.join(contract.UML_DEVICES)}; devices are chosen for qemu")
        return UmlMachine(find_kernel(kernel), spec, log_path=log, **options)
    if kind != "qemu":
        raise LabError(f"no such machine: {kind!r}; there are {', '.join(contract.MACHINES)}")
    from pydri.lab.qemu.kernel import find_kernel as find_qemu_kernel
    from pydri.lab.qemu.machine import QemuMachine

    return QemuMachine(find_qemu_kernel(kernel), spec, log_path=log, devices=devices, **options)


@contextlib.contextmanager
def _logging(machine: Machine) -> Iterator[Machine]:
    # The log of a failed run outlives it.
    with machine:
        try:
            yield machine
        except LabError as error:
            if error.result is not None and machine.spec.results is None:
                error.result = _keep_log(error.result)
            raise


def _results_directory(results: str | os.PathLike[str] | None) -> Path | None:
    if results is None:
        return None
    place = Path(results).absolute()
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / "kernel.log").write_bytes(b"")
    except OSError as error:
        raise LabError(f"cannot write to the results directory {place}: {error.strerror}") from None
    return place.resolve()


def _working_directory() -> str:
    try:
        return os.getcwd()
    except FileNotFoundError:
        raise LabError("the current directory does not exist any more") from None


def _connect(machine: Machine, spec: GuestSpec, stdout: int | Sink, stderr: int | Sink) -> list[tuple[int, Sink]]:
    # Two lines, or one where both streams are the same file: then their order is kept as the command wrote them.
    if isinstance(stdout, int) and os.isatty(stdout):
        spec.size = os.get_terminal_size(stdout)
    spec.out, line = machine.output(terminal=_is_terminal(stdout))
    routes = [(line, _sink(stdout))]
    if _same(stdout, stderr):
        spec.err = spec.out
    else:
        spec.err, line = machine.output(terminal=_is_terminal(stderr))
        routes.append((line, _sink(stderr)))
    return routes


def _is_terminal(stream: int | Sink) -> bool:
    return isinstance(stream, int) and os.isatty(stream)


def _sink(stream: int | Sink) -> Sink:
    if not isinstance(stream, int):
        return stream
    fd = stream
    return lambda data: relay.write_all(fd, data)


def _same(one: int | Sink, other: int | Sink) -> bool:
    if isinstance(one, int) and isinstance(other, int):
        return os.path.sameopenfile(one, other)
    return one is other


def _keep_log(result: LabResult) -> LabResult:
    # Out of the control directory, which is about to vanish, to a place where the last few are kept.
    if result.log_path is None:
        return result
    kept: Path | None = None
    for base in (cache_dir() / "logs", Path(tempfile.gettempdir())):
        with contextlib.suppress(OSError):
            base.mkdir(parents=True, exist_ok=True)
            fd, name = tempfile.mkstemp(prefix="lab-kernel-", suffix=".log", dir=base)
            os.close(fd)
            shutil.copyfile(result.log_path, name)
            kept = Path(name)
            break
    if kept is not None and kept.parent.name == "logs":
        old = sorted(kept.parent.glob("lab-kernel-*.log"), key=lambda path: path.stat().st_mtime)
        for path in old[:-_KEPT_LOGS]:
            path.unlink(missing_ok=True)
    return replace(result, log_path=kept)

"""Running a command in a lab machine: the calls that the command line, the pytest plugin and other programs use."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab import contract, relay
from pydri.lab.cache import cache_dir
from pydri.lab.errors import LabError
from pydri.lab.guestspec import GuestSpec, resolve_command
from pydri.lab.kernel import find_kernel
from pydri.lab.result import LabResult
from pydri.lab.uml import UmlMachine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DEFAULT_MEMORY = 2 << 30
_KEPT_LOGS = 10


def run(
    command: Sequence[str],
    *,
    kernel: str | os.PathLike[str] | None = None,
    root: str | os.PathLike[str] = "/",
    timeout: float | None = None,
    results: str | os.PathLike[str] | None = None,
    env: Mapping[str, str] | None = None,
    memory: int = DEFAULT_MEMORY,
    stdout: int | Callable[[bytes], object] = 1,
    stderr: int | Callable[[bytes], object] = 2,
    mounts: Sequence[tuple[str | os.PathLike[str], str]] = (),
    check_log: bool = True,
) -> LabResult:
    """Run `command` in a fresh lab machine and wait for it.

    The machine's root is the directory `root` of the host, read-only; `results` (made when missing) is writable and is
    PYDRI_RESULTS inside; its kernel.log is the kernel log. `env` adds to the environment that is passed on. `timeout` is in
    seconds of wall time, `memory` in bytes. `stdout` and `stderr` are fds to write to, which stay the caller's, or
    callables that are given chunks of bytes. `mounts` are further host directories with their places in the guest,
    read-only. `kernel` is a UML binary or the name of a built one.

    Returns the result, whatever the command's own status. Raises LabUnavailable (this host cannot, or KernelMissing),
    KernelFault (the guest's kernel complained; not with `check_log=False`), GuestDied, GuestTimeout, LabError. Whatever
    happens, no process, mount or temporary file is left. Thread contract: any thread; several machines at once are fine.
    """
    chosen = find_kernel(kernel)
    tree = Path(root).absolute()
    if not tree.is_dir():
        raise LabError(f"no such directory for the lab's root: {tree}")
    place = _results_directory(results)
    spec = GuestSpec(
        command=resolve_command(command, tree),
        root=tree,
        results=place,
        cwd=_guest_cwd(tree),
        environment={**contract.guest_environment(os.environ, foreign_root=str(tree) != "/"), **(env or {})},
        mounts=[(Path(host).absolute(), guest) for host, guest in mounts],
    )
    with UmlMachine(chosen, spec, memory=memory, log_path=place / "kernel.log" if place else None) as machine:
        routes = _connect(machine, spec, stdout, stderr)
        try:
            result = machine.attend(machine.start(), routes, timeout, check_log=check_log)
        except LabError as error:
            if error.result is not None and place is None:
                error.result = _keep_log(error.result)
            raise
    return result if place is not None else LabResult(result.status, result.signal, result.seconds, None, result.findings)


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


def _guest_cwd(root: Path) -> str:
    here = os.getcwd()
    return here if str(root) == "/" or (root / here.lstrip("/")).is_dir() else "/"


def _connect(
    machine: UmlMachine,
    spec: GuestSpec,
    stdout: int | Callable[[bytes], object],
    stderr: int | Callable[[bytes], object],
) -> list[tuple[int, Callable[[bytes], object]]]:
    # Two lines, or one where both streams are the same file: then their order is kept as the command wrote them.
    if isinstance(stdout, int) and os.isatty(stdout):
        spec.size = os.get_terminal_size(stdout)
    spec.out = _device("tty1", stdout)
    routes = [(machine.line("tty1"), _sink(stdout))]
    if _same(stdout, stderr):
        spec.err = spec.out
    else:
        spec.err = _device("tty2", stderr)
        routes.append((machine.line("tty2"), _sink(stderr)))
    return routes


def _device(name: str, stream: int | Callable[[bytes], object]) -> str:
    return f"terminal:{name}" if isinstance(stream, int) and os.isatty(stream) else name


def _sink(stream: int | Callable[[bytes], object]) -> Callable[[bytes], object]:
    if not isinstance(stream, int):
        return stream
    fd = stream
    return lambda data: relay.write_all(fd, data)


def _same(one: int | Callable[[bytes], object], other: int | Callable[[bytes], object]) -> bool:
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
    return LabResult(result.status, result.signal, result.seconds, kept, result.findings)

"""Host programs as children: chains of them, with progress, that never outlive an exception."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pydri.lab.progress import Progress

_CHUNK = 1 << 18


@dataclass(frozen=True)
class Done:
    """How a chain ended: the status of the last program that failed (0: none did), and what all wrote to stderr."""

    returncode: int
    errors: str

    def last_words(self) -> str:
        """The last line of the errors, for a message of one line."""
        lines = [line for line in self.errors.splitlines() if line.strip()]
        return lines[-1].strip() if lines else f"status {self.returncode}"


@contextlib.contextmanager
def child(arguments: Sequence[str], **options: object) -> Iterator[subprocess.Popen[bytes]]:
    """A child process in a session of its own, killed with all its children when the block is left early."""
    process = subprocess.Popen(list(arguments), start_new_session=True, **options)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Pipeline:
    """Programs connected by pipes, `cwd` the directory of all of them, `environment` theirs (None: this process's)."""

    def __init__(
        self,
        commands: Sequence[Sequence[str]],
        *,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._commands = commands
        self._cwd = cwd
        self._environment = os.environ if environment is None else environment

    @contextlib.contextmanager
    def _started(
        self, stdin: int | IO[bytes], stdout: int, errors: IO[bytes]
    ) -> Iterator[list[subprocess.Popen[bytes]]]:
        with contextlib.ExitStack() as stack:
            processes: list[subprocess.Popen[bytes]] = []
            source: int | IO[bytes] | None = stdin
            for index, command in enumerate(self._commands):
                last = index == len(self._commands) - 1
                out = stdout if last else subprocess.PIPE
                process = stack.enter_context(
                    child(
                        command,
                        stdin=source,
                        stdout=out,
                        stderr=errors,
                        cwd=self._cwd,
                        env={**self._environment, "LC_ALL": "C"},
                    )
                )
                if processes and processes[-1].stdout is not None:
                    processes[-1].stdout.close()  # so that a program hears when the next one has ended
                processes.append(process)
                source = process.stdout
            yield processes

    def feed_file(self, path: Path, progress: Progress) -> Done:
        """Give the file's bytes to the first program and wait for all; progress counts the bytes."""
        with tempfile.TemporaryFile() as errors, open(path, "rb") as data:
            with self._started(subprocess.PIPE, subprocess.DEVNULL, errors) as processes:
                sink = processes[0].stdin
                assert sink is not None
                with contextlib.suppress(BrokenPipeError):
                    while chunk := data.read(_CHUNK):
                        sink.write(chunk)
                        progress.advance(len(chunk))
                with contextlib.suppress(BrokenPipeError):
                    sink.close()
                codes = [process.wait() for process in processes]
            return _done(codes, errors)

    def wait(self) -> Done:
        """Run the programs to their end, with no input."""
        with tempfile.TemporaryFile() as errors:
            with self._started(subprocess.DEVNULL, subprocess.DEVNULL, errors) as processes:
                codes = [process.wait() for process in processes]
            return _done(codes, errors)

    def watch_size(self, place: Path, progress: Progress) -> Done:
        """Wait for the programs; progress follows the size of the files that they write in `place`."""
        seen = 0
        with tempfile.TemporaryFile() as errors:
            with self._started(subprocess.DEVNULL, subprocess.DEVNULL, errors) as processes:
                while processes[-1].poll() is None:
                    time.sleep(0.1)
                    with contextlib.suppress(FileNotFoundError):
                        size = sum(entry.stat().st_size for entry in os.scandir(place) if entry.is_file())
                        progress.advance(size - seen)
                        seen = size
                codes = [process.wait() for process in processes]
            return _done(codes, errors)

    @contextlib.contextmanager
    def reading(self, path: Path) -> Iterator[IO[bytes]]:
        """The output of the chain fed with the file, as a stream; reading may stop early."""
        with (
            open(path, "rb") as data,
            tempfile.TemporaryFile() as errors,
            self._started(data, subprocess.PIPE, errors) as processes,
        ):
            stream = processes[-1].stdout
            assert stream is not None
            with stream:
                yield stream


def _done(codes: Sequence[int], errors: IO[bytes]) -> Done:
    errors.seek(0)
    return Done(next((code for code in reversed(codes) if code), 0), errors.read().decode(errors="replace"))


def run_logged(
    arguments: Sequence[str],
    log: Path,
    *,
    cwd: Path,
    environment: Mapping[str, str],
    on_line: Callable[[str], object] = lambda line: None,
    keep: int | None = None,
) -> int:
    """Run a program with its output appended to the file `log`; `on_line` sees each line. Returns its exit status.

    The program and its children inherit the fd `keep`.
    """
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    inherited = () if keep is None else (keep,)
    with (
        open(log, "ab") as sink,
        child(arguments, **options, cwd=cwd, env=environment, pass_fds=inherited) as process,
    ):
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                sink.write(line)
                on_line(line.decode(errors="replace"))
        return process.wait()

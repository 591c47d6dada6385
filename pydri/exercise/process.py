"""Another process of ours: a fresh interpreter that runs one module, at the other end of a Unix socket."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SLOWER", "Helper"]

SLOWER = 20 if os.environ.get("PYDRI_LAB") == "qemu" else 1
"""By so much may everything take longer: a QEMU machine's processors are often emulated."""
LAST_S = 5.0
"""How long it may take to end once it is told to."""


class Helper:
    """The other process, started when it is first needed. Use as a context manager: leaving it ends it.

    Ownership: the process and the socket to it. Threads: one thread.
    """

    def __init__(self, module: str, patience_s: float, *, environment: Mapping[str, str] | None = None) -> None:
        """Nothing is started yet.

        Args:
            module: what it runs: ``python -m MODULE FD``, with its end of the socket as FD.
            patience_s: how long it may be silent, its start included, before it counts as dead (TimeoutError).
            environment: variables that it gets besides ours.
        """
        self._module = module
        self._patience_s = patience_s
        self._environment = dict(environment or {})
        self._stack = ExitStack()
        self._running: tuple[socket.socket, int] | None = None

    def __enter__(self) -> Helper:
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End it. The next :meth:`connection` starts another."""
        self._running = None
        self._stack.close()

    def connection(self) -> tuple[socket.socket, int]:
        """The socket to it (which stays ours) and its process id."""
        if self._running is None:
            self._running = self._start()
        return self._running

    def _start(self) -> tuple[socket.socket, int]:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            self._stack.enter_context(ours)
            command = [sys.executable, "-m", self._module, str(theirs.fileno())]
            try:
                # In a process group of its own: Ctrl-C is for us, who then end it.
                process = subprocess.Popen(
                    command,
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    process_group=0,
                    env={**os.environ, **self._environment},
                )
            except OSError as error:
                raise RuntimeError(f"cannot start {' '.join(command)}: {error}") from error
        self._stack.callback(_end, ours, process)
        ours.settimeout(self._patience_s)
        return ours, process.pid


def _end(sock: socket.socket, process: subprocess.Popen[bytes]) -> None:
    sock.close()  # its sign to end
    try:
        with suppress(subprocess.TimeoutExpired):
            process.wait(LAST_S)
    finally:
        process.kill()  # does nothing to one that has ended
        process.wait()

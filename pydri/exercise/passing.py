"""Stage: passing. A buffer of every source goes to another process and back over a Unix socket.

The other process is a fresh interpreter (:mod:`pydri.exercise.peer`) that has nothing of ours but the socket. It says
what it received, changes the contents, and sends the buffer back; here the changes have to be seen through the
exporter's own view, and what came back has to be the same buffer.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import zlib
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import pydrm
from pydrm import passing

from ..sharing import ContentsDiffer, compare, pattern
from .record import Broken

if TYPE_CHECKING:
    from ..sharing import Source
    from .plan import Bench
    from .record import Recorder, Trial

__all__ = ["count", "run"]

PATIENCE_S = 30.0
"""How long the other process may take for one buffer, its start included, before it counts as dead."""
LAST_S = 5.0
"""How long it may take to end once it is told to."""


def count(bench: Bench) -> int:
    """How many checks :func:`run` makes at most."""
    return len(bench.sources)


def run(bench: Bench, record: Recorder) -> None:
    """Each source's buffer goes there and back."""
    with Peer() as peer:
        for number, source in enumerate(bench.sources, 1):
            with record.trial(source.label, "there and back") as trial:
                _there_and_back(source, peer, number, trial)
            if not trial.ok:
                peer.stop()  # in the middle of a conversation, perhaps: the next buffer gets a fresh one


class Peer:
    """The other process, started when the first buffer is ready to go. Use as a context manager: leaving it ends it."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._running: tuple[socket.socket, int] | None = None

    def __enter__(self) -> Peer:
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
            command = [sys.executable, "-m", "pydri.exercise.peer", str(theirs.fileno())]
            try:
                # In a process group of its own: Ctrl-C is for us, who then end it.
                process = subprocess.Popen(
                    command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, process_group=0
                )
            except OSError as error:
                raise RuntimeError(f"cannot start {' '.join(command)}: {error}") from error
        self._stack.callback(_end, ours, process)
        ours.settimeout(PATIENCE_S)
        return ours, process.pid


def _end(sock: socket.socket, process: subprocess.Popen[bytes]) -> None:
    sock.close()  # its sign to end
    try:
        with suppress(subprocess.TimeoutExpired):
            process.wait(LAST_S)
    finally:
        process.kill()  # does nothing to one that has ended
        process.wait()


def _there_and_back(source: Source, peer: Peer, number: int, trial: Trial) -> None:
    trial.at("create")
    with source.allocate() as buffer:
        trial.at("export")
        with buffer.export() as dmabuf:
            size = min(len(buffer.memory), dmabuf.size)
            sent = pattern(size, number)
            buffer.memory[:size] = sent
            sock, pid = peer.connection()
            trial.at("send", promised=True)
            dmabuf.send(sock)
            trial.at("receive", promised=True)
            _, said = passing.recv_fds(sock)
            if said.get("pid") != pid:
                raise Broken(f"the answer is from process {said.get('pid')}, not from {pid}")
            if said.get("size") != dmabuf.size or said.get("crc32") != zlib.crc32(sent.tobytes()):
                raise Broken(f"the other process saw {said}, not what was sent")
            with pydrm.DmaBuf.recv(sock) as back:
                if not back.same_buffer(dmabuf):
                    raise Broken("what came back is another buffer")
                if (back.width, back.height, back.format, back.planes[0][1:]) != (
                    dmabuf.width,
                    dmabuf.height,
                    dmabuf.format,
                    dmabuf.planes[0][1:],
                ):
                    raise Broken("what came back has another geometry")
            try:
                # The other process inverts every byte.
                compare(buffer.memory[:size], ~sent, "the other process's changes")
            except ContentsDiffer as difference:
                raise Broken(str(difference)) from None

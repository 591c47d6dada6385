"""Stage: passing. A buffer of every source goes to another process and back over a Unix socket.

The other process is a fresh interpreter (:mod:`pydri.exercise.peer`) that has nothing of ours but the socket. It says
what it received, changes the contents, and sends the buffer back; here the changes have to be seen through the
exporter's own view, and what came back has to be the same buffer.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pydrm
from pydrm import passing

from ..sharing import ContentsDiffer, compare, pattern
from .process import SLOWER, Helper
from .record import Broken

if TYPE_CHECKING:
    from ..sharing import Source
    from .bench import Bench
    from .record import Recorder, Trial

__all__ = ["count", "run"]

PATIENCE_S = 30.0 * SLOWER
"""How long the other process may take for one buffer, its start included, before it counts as dead."""


def count(bench: Bench) -> int:
    """How many checks :func:`run` makes at most."""
    return len(bench.sources)


def run(bench: Bench, record: Recorder) -> None:
    """Each source's buffer goes there and back."""
    with Helper("pydri.exercise.peer", PATIENCE_S) as peer:
        for number, source in enumerate(bench.sources, 1):
            with record.trial(source.label, "there and back") as trial:
                _there_and_back(source, peer, number, trial)
            if not trial.ok:
                peer.stop()  # in the middle of a conversation, perhaps: the next buffer gets a fresh one


def _there_and_back(source: Source, peer: Helper, number: int, trial: Trial) -> None:
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

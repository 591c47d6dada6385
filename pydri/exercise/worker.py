"""The other process of the stages that draw: ``python -m pydri.exercise.worker FD``.

It calls no driver itself. For each piece of work that comes through the Unix socket FD it forks, and the fork does the
work, dies of it perhaps, and leaves what it found in a file. What takes long, loading Python and Mesa, is done once, in
the process that is forked. Ends when the other end closes.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pydrm import passing
from pydrm.errors import PydriError

from . import rendering
from .record import Recorder, Trial

if TYPE_CHECKING:
    from .model import Check

__all__ = ["Scribe", "serve"]

DRIVERS = ("libLLVM", "libgallium", "_dri.so")
"""Parts of the names of libraries that take long to load: what one fork has loaded, the next ones find loaded."""


PREPARED = (
    "pydri.loaders",
    "pydri.exercise.formats",
    "pydri.sharing.pairs",
    "pydri.sharing.gl",
    "pydri.exercise.screen",
    "OpenGL.GLES2",
    *(f"OpenGL.raw.GL.VERSION.GL_{version}" for version in ("1_0", "1_1", "1_2", "1_3", "1_4", "1_5", "2_0", "3_0")),
)


class Scribe(Recorder):
    """A recorder in the fork: writes down at once what happens, for who reads it when the fork is no more."""

    def __init__(self, fd: int) -> None:
        super().__init__()
        self._fd = fd

    def write(self, event: str, value: Any) -> None:
        """A JSON line ``{event: value}``."""
        os.write(self._fd, json.dumps({event: value}).encode() + b"\n")

    def add(self, check: Check) -> None:
        """Write down a check."""
        self.write("check", asdict(check))

    def _begin(self, subject: str, name: str, other: str | None, *, promised: bool) -> Trial:
        self.write("begin", {"subject": subject, "name": name, "other": other, "promised": promised})
        return _ToldTrial(self, promised=promised)


class _ToldTrial(Trial):
    __slots__ = ("_scribe",)

    def __init__(self, scribe: Scribe, *, promised: bool) -> None:
        super().__init__(promised=promised)
        self._scribe = scribe

    def at(self, step: str, *, promised: bool = False) -> None:
        super().at(step, promised=promised)
        self._scribe.write("step", {"step": step, "promised": promised})


def serve(sock: socket.socket) -> None:
    """Do the work that comes until the other end closes; the socket stays the caller's."""
    while True:
        try:
            fds, header = passing.recv_fds(sock)
        except EOFError:
            return
        try:
            for path in header["preload"]:
                with suppress(OSError):
                    ctypes.CDLL(path)
            pid = os.fork()
            if pid == 0:
                sock.close()
                _work(fds)
        finally:
            for fd in fds:
                os.close(fd)
        ended = _attend(sock, pid, header["limit_s"])
        if ended is None:
            return
        passing.send_fds(sock, [], ended)


def _attend(sock: socket.socket, pid: int, limit_s: float) -> dict[str, Any] | None:
    # How the fork ended; None when the other end is gone, and with it the interest in it.
    watch = os.pidfd_open(pid)
    try:
        poller = select.poll()
        poller.register(watch, select.POLLIN)
        poller.register(sock, select.POLLIN)
        ready = {fd for fd, _ in poller.poll(limit_s * 1000)}
        if watch not in ready:
            signal.pidfd_send_signal(watch, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return None if ready == {sock.fileno()} else {"code": code, "hung": not ready}
    finally:
        os.close(watch)


def _work(fds: list[int]) -> None:
    # Never returns: nothing of the process that was forked, its exit handlers included, is run again.
    code = 1
    try:
        request, found, said = fds
        os.dup2(said, 1)
        os.dup2(said, 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # crashes are expected
        scribe = Scribe(found)
        try:
            with os.fdopen(request, "rb", closefd=False) as file:
                task, arguments = json.load(file)
            module, _, name = task.partition(":")
            getattr(import_module(module), name)(scribe, **arguments)
        except BaseException:
            scribe.write("error", traceback.format_exc().rstrip())
        scribe.write("mapped", _mapped())
        sys.stdout.flush()
        sys.stderr.flush()
        code = 0
    finally:
        os._exit(code)


def _mapped() -> list[str]:
    with open("/proc/self/maps") as file:
        paths = {line.split(maxsplit=5)[5].rstrip("\n") for line in file if line.count("/") > 1}
    # Those that the drivers stand on first.
    found = [path for mark in DRIVERS for path in sorted(paths) if mark in os.path.basename(path)]
    return [path for path in found if os.path.exists(path)]


def _prepare() -> None:
    # What every piece of work needs, and would load in each fork. What is not installed is for them to say.
    for name in PREPARED:
        with suppress(ImportError, PydriError):
            import_module(name)
    rendering.expected()
    gc.freeze()  # a collection in a fork would copy every page that it looks at


if __name__ == "__main__":
    _prepare()
    with socket.socket(fileno=int(sys.argv[1])) as connection:
        serve(connection)

"""A Python that has imported what programs need, and from which they are forked, each a process of its own.

To start Python, and to import pytest and the bindings, takes an emulated processor seconds; a program of three lines
that may crash Mesa does not need that time. No EGL display and no GBM device has ever been there where it is forked.
"""

from __future__ import annotations

import array
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[3]
_LONGEST = 1 << 20
_IMPORTS = (
    "ctypes",
    "pydrm",
    "pydrm.udmabuf",
    "pygbm",
    "pyegl",
    "tests.conformance.support.egl",
    "tests.conformance.support.gl",
    "tests.conformance.support.images",
)
# What is run as the main module: when a program's turn comes, `serve` returns in the child, which ends as Python does.
_MAIN = """
import sys
from tests.conformance.support import warm
exec(warm.serve(int(sys.argv[1])), {"__name__": "__main__"})
"""


def serve(fd: int) -> Any:
    """In the server: fork for each request. Returns in the children only, with the compiled program."""
    import importlib

    for name in _IMPORTS:
        importlib.import_module(name)
    channel = socket.socket(fileno=fd)
    while True:
        message, descriptors, _flags, _from = socket.recv_fds(channel, _LONGEST, 2)
        if not message:
            os._exit(0)
        child = os.fork()
        if child == 0:
            channel.close()
            return _become(json.loads(message), descriptors)
        for each in descriptors:
            os.close(each)
        channel.send(array.array("q", [child]))
        channel.send(array.array("q", [os.waitpid(child, 0)[1]]))


def _become(request: dict[str, Any], descriptors: list[int]) -> Any:
    for target, each in enumerate(descriptors, start=1):
        os.dup2(each, target)
        os.close(each)
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = ["-c", *request["arguments"]]
    return compile(request["source"], "<string>", "exec")


class Server:
    """The other end of it, in the process of the tests."""

    def __init__(self) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _MAIN, str(theirs.fileno())],
            cwd=_ROOT,
            env=os.environ | {"PYTHONPATH": str(_ROOT)},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        atexit.register(self.close)

    def run(self, source: str, arguments: tuple[str, ...], timeout: float) -> tuple[int, str]:
        """Run a program: its exit status, or minus the signal that ended it, and what it printed.

        Raises:
            subprocess.TimeoutExpired: it took longer, and was ended.
        """
        output = os.memfd_create("output", os.MFD_CLOEXEC)
        nowhere = os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)
        request = {
            "source": source,
            "arguments": arguments,
            "environment": dict(os.environ) | {"PYTHONPATH": str(_ROOT)},
        }
        try:
            socket.send_fds(self._channel, [json.dumps(request).encode()], [output, nowhere])
            child = self._receive(None)
            try:
                status = self._receive(timeout)
            except TimeoutError:
                os.kill(child, signal.SIGKILL)
                self._receive(None)
                raise subprocess.TimeoutExpired([sys.executable, "-c", source], timeout) from None
            size = os.fstat(output).st_size
            return os.waitstatus_to_exitcode(status), os.pread(output, size, 0).decode()
        finally:
            os.close(output)
            os.close(nowhere)

    def _receive(self, timeout: float | None) -> int:
        self._channel.settimeout(timeout)
        answer = self._channel.recv(8)
        if not answer:
            raise RuntimeError(f"the server of programs ended with status {self._process.wait()}")
        return array.array("q", answer)[0]

    def close(self) -> None:
        """End the server."""
        self._channel.close()
        self._process.wait()


_running: list[Server] = []


def start() -> None:
    """Have a server, from here to the end of this process. It takes seconds, and files that are open to the end."""
    if not _running:
        _running.append(Server())


def server() -> Server | None:
    """The server, where one was started."""
    return _running[0] if _running else None

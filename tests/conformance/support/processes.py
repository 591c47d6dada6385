"""Child processes of a case: forked, waited for, their answers and exceptions brought back."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import platform
import select
import signal
import sys
import time
import traceback
from typing import TYPE_CHECKING, Any

from .pace import patient

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_libc = ctypes.CDLL(None, use_errno=True)
_KCMP = {"x86_64": 312, "aarch64": 272, "riscv64": 272}
_CAP_SYS_ADMIN = 21


class Child:
    """A forked process that runs `function` and ends; use `with`. `result()` waits for its answer.

    The child shares every descriptor with the parent, as fork(2) has it, and leaves through `os._exit`: no finaliser of
    the parent's objects runs there.
    """

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self._read, write = os.pipe2(os.O_CLOEXEC)
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._read)
            self._run(write, function, arguments)
        os.close(write)
        self._status: int | None = None

    def _run(self, write: int, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        status = 0
        try:
            signal.alarm(50)  # below the watchdog's bound: a stuck child must not outlive its case
            answer = pickle.dumps((True, function(*arguments)))
        except BaseException as error:
            status = 1
            answer = pickle.dumps((False, f"{error!r}\n{traceback.format_exc()}"))
        with contextlib.suppress(OSError):
            with open(write, "wb", closefd=False) as pipe:
                pipe.write(answer)
        os._exit(status)

    def result(self, timeout: float = patient(50)) -> Any:
        """What `function` returned; `AssertionError` with the child's traceback when it raised."""
        chunks = []
        deadline = time.monotonic() + timeout
        while True:
            if not select.select([self._read], [], [], max(0.0, deadline - time.monotonic()))[0]:
                self.kill()
                raise AssertionError(f"the child did not answer within {timeout} s")
            chunk = os.read(self._read, 65536)
            if not chunk:
                break
            chunks.append(chunk)
        status = self.wait()
        if not chunks:
            raise AssertionError(f"the child ended without an answer, status {status}")
        good, answer = pickle.loads(b"".join(chunks))
        if not good:
            raise AssertionError(f"in the child: {answer}")
        return answer

    def wait(self) -> int:
        """Wait for the end; the exit status, or minus the signal's number."""
        if self._status is None:
            self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._status

    def kill(self, number: int = signal.SIGKILL) -> int:
        """Send a signal (if it still runs) and wait for the end."""
        if self._status is None:
            os.kill(self.pid, number)
        return self.wait()

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        os.close(self._read)


def in_child(function: Callable[..., Any], *arguments: Any) -> Any:
    """Run `function` in a forked process and return its answer."""
    with Child(function, *arguments) as child:
        return child.result()


class Gate:
    """A one-shot event between processes: `wait()` in one until `open()` in another. Make it before forking."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe2(os.O_CLOEXEC)

    def open(self) -> None:
        """Let the waiter go on."""
        os.write(self._write, b"!")

    def wait(self, timeout: float = patient(30)) -> None:
        """Wait until it is open."""
        if not select.select([self._read], [], [], timeout)[0]:
            raise AssertionError("nobody opened the gate")
        os.read(self._read, 1)

    def close(self) -> None:
        """Close both ends."""
        os.close(self._read)
        os.close(self._write)

    def __enter__(self) -> Gate:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _CapHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _CapData(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


def drop_sys_admin() -> None:
    """Give up CAP_SYS_ADMIN, the right that makes every client of root authenticated; for use in a child only."""
    header = _CapHeader(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3
    data = (_CapData * 2)()
    if _libc.capget(ctypes.byref(header), data):
        raise OSError(ctypes.get_errno(), "capget")
    for field in ("effective", "permitted", "inheritable"):
        setattr(data[0], field, getattr(data[0], field) & ~(1 << _CAP_SYS_ADMIN))
    if _libc.capset(ctypes.byref(header), data):
        raise OSError(ctypes.get_errno(), "capset")


def same_file(first: int, second: int, *, pid: int | None = None) -> bool:
    """Whether two descriptors are one open file (kcmp(2), KCMP_FILE); `pid` is the process of `second`."""
    mine = os.getpid()
    order = _libc.syscall(_KCMP[platform.machine()], mine, pid or mine, 0, first, second)
    if order < 0:
        raise OSError(ctypes.get_errno(), "kcmp")
    return bool(order == 0)

"""What goes wrong in a machine, or with it, and that it is never a pass and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pydri import lab
from pydri.lab import contract
from pydri.lab.kernel import find_kernel

from .conftest import ROOT, call, processes_of, start

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("clean")


def test_kernel_complaint_fails_the_run(run: Callable, tmp_path: Path) -> None:
    """A WARN in the log fails the run although the command succeeded, and the excerpt is there."""
    with pytest.raises(lab.KernelFault, match="WARNING: CPU: 0 PID: 1 at provoked") as caught:
        run("sh", "-c", "echo 'WARNING: CPU: 0 PID: 1 at provoked' > /dev/kmsg", results=tmp_path / "out")
    result = caught.value.result
    assert result is not None
    assert result.status == 0
    assert len(result.findings) == 1
    assert result.log_path == tmp_path / "out/kernel.log"


def test_kernel_complaint_can_be_ignored(run: Callable) -> None:
    """Who provokes complaints on purpose gets them as findings."""
    done = run("sh", "-c", "echo 'BUG: provoked' > /dev/kmsg; exit 4", check_log=False)
    assert done.result.status == 4
    assert "BUG: provoked" in done.result.findings[0]


def test_ordinary_kernel_message_is_none(run: Callable) -> None:
    """A harmless line in the log fails nothing."""
    assert run("sh", "-c", "echo 'hello from a test' > /dev/kmsg").result.findings == ()


def test_panic_is_an_error_of_its_own() -> None:
    """A machine that dies is reported as such, with the panic and its log, never as the command's status."""
    done = call("run", "--", "sh", "-c", "echo before; sleep 0.5; echo c > /proc/sysrq-trigger")
    assert done.returncode == lab.GuestDied.exit_status == 122
    assert done.stdout == "before\n"
    assert "died without reporting a status" in done.stderr
    assert "Kernel panic - not syncing: sysrq triggered crash" in done.stderr
    log = Path(done.stderr.rpartition("kernel log: ")[2].strip())
    assert "Linux version" in log.read_text()


def test_machine_that_somebody_kills() -> None:
    """Of a machine that has no last words it is said who ended it: the host's memory may have run out."""
    process = start("run", "--", "sh", "-c", "echo up; sleep 1000")
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    for line in processes_of(Path(os.environ["PYDRI_LAB_DIR"])):
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(line.split()[0]), signal.SIGKILL)
    assert process.wait(60) == lab.GuestDied.exit_status
    assert b"died without reporting a status: linux was ended by SIGKILL" in process.communicate()[1]


def test_power_off_by_the_command_is_no_pass() -> None:
    """A command that turns the machine off has not reported success."""
    done = call("run", "--", "sh", "-c", "echo o > /proc/sysrq-trigger; sleep 10")
    assert done.returncode == lab.GuestDied.exit_status


def test_hanging_guest_is_ended() -> None:
    """At the time limit the machine is killed, and its log tells what it was doing."""
    begun = time.monotonic()
    done = call("run", "--timeout", "2", "--", "sh", "-c", "echo begun; sleep 1000")
    assert time.monotonic() - begun < 30
    assert done.returncode == lab.GuestTimeout.exit_status == 124
    assert done.stdout == "begun\n"
    assert "did not end within 2 s" in done.stderr
    assert "sleep 1000" in done.stderr


def test_guest_that_answers_nothing_is_ended() -> None:
    """A guest whose processes are all stopped on the host is killed, too."""
    process = start("run", "--timeout", "3", "--", "sleep", "1000")
    time.sleep(1)
    for line in processes_of(Path(os.environ["PYDRI_LAB_DIR"])):
        os.kill(int(line.split()[0]), signal.SIGSTOP)
    assert process.wait(60) == 124
    process.communicate()


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=str,
)
def test_signal_ends_everything(number: signal.Signals, status: int) -> None:
    """Ctrl-C, a termination and a lost terminal end the machine at once, quietly, and leave nothing."""
    process = start("run", "--", "sh", "-c", "echo up; sleep 1000")
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    process.send_signal(number)
    assert process.wait(10) == status
    assert process.communicate()[1] == b""


def test_kill_of_the_parent_ends_the_machine(place: Path) -> None:
    """Even SIGKILL leaves no process; the control directory goes with the next run."""
    process = start("run", "--", "sh", "-c", "echo up; sleep 1000")
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    process.kill()
    process.communicate()
    assert processes_of(place, wait=5.0) == []
    assert call("run", "--", "true").returncode == 0


def test_reader_that_leaves_ends_the_machine() -> None:
    """`pydri lab run -- yes | head -1` ends when head does."""
    process = start("run", "--", "yes")
    assert process.stdout is not None
    assert process.stdout.read(2) == b"y\n"
    process.stdout.close()
    assert process.wait(20) == 141
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()


def test_two_machines_at_once(run: Callable, tmp_path: Path) -> None:
    """Machines do not know of each other: own names, own memory, own results."""
    statuses: dict[int, int | None] = {}

    def one(number: int) -> None:
        script = f"mkdir /dev/shm/x && sleep 1 && echo {number} > $PYDRI_RESULTS/n && exit {number}"
        statuses[number] = run("sh", "-c", script, results=tmp_path / str(number)).result.status

    threads = [threading.Thread(target=one, args=(number,)) for number in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == {1: 1, 2: 2, 3: 3}
    assert [(tmp_path / str(number) / "n").read_text().strip() for number in (1, 2, 3)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["nonesuch-program"], 127, "no such program: nonesuch-program"),
        (["--root", "/nonexistent", "--", "true"], 2, "no such directory for the lab's root: /nonexistent"),
        (["--kernel", "/bin/true", "--", "true"], 2, "not a UML kernel"),
        (["--kernel", "nonesuch", "--", "true"], 2, "no such lab kernel: nonesuch"),
        (["--results", "/proc/x", "--", "true"], 2, "cannot write to the results directory /proc/x"),
        (["--mount", "/nonexistent", "--", "true"], 2, "no such directory to mount"),
        (["--mem", "1", "--", "true"], 2, "at least 64 MiB"),
        (["--env", "=x", "--", "true"], 2, "is not NAME=VALUE"),
        (["--mount", "/etc:/nonexistent/place", "--", "true"], 2, "cannot mount /etc"),
        (["--mem", "999999999", "--", "true"], 2, "MiB free"),
    ],
)
def test_bad_input_is_one_clear_line(words: list[str], status: int, message: str) -> None:
    """What the user got wrong is told in a line, with no traceback and nothing left."""
    done = call("run", *words)
    assert done.returncode == status, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_no_kernel_and_no_tools(tmp_path: Path) -> None:
    """With an empty cache and no compiler, one line names what to install."""
    environment = os.environ | {"PYDRI_CACHE": str(tmp_path / "empty"), "PATH": "/nonexistent"}
    done = call("build", env=environment)
    assert done.returncode == 2
    assert "sudo apt-get install -y" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [("build",), ("run", "--", "true"), ("status",)])
def test_cache_that_cannot_be_used(words: tuple[str, ...]) -> None:
    """A cache where nothing can be written is named in a line that says what to do."""
    done = call(*words, env=os.environ | {"PYDRI_CACHE": "/proc/nonesuch"})
    assert done.returncode == 2
    assert "cannot use the cache /proc/nonesuch" in done.stdout + done.stderr
    assert "PYDRI_CACHE" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def as_nobody(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kernel = place / "kernel"
    kernel.mkdir()
    shutil.copy(find_kernel().path, kernel / "linux")
    shutil.copytree(ROOT / "pydri", place / "code" / "pydri", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {"HOME": "/nonexistent", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(place / "code")}
    python = (
        "import sys; from pydri import lab; print(lab.run(sys.argv[2:], kernel=sys.argv[1], results='results').status)"
    )
    account = {"user": 65534, "group": 65534, "extra_groups": []}
    command = ["/usr/bin/python3", "-c", python, str(kernel / "linux"), *words]
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        command, cwd=place, env=environment, capture_output=True, text=True, check=False, **account
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody else")
@pytest.mark.skipif(not os.access("/usr/bin/python3", os.X_OK), reason="needs the system's Python")
def test_as_nobody_without_a_home(place: Path) -> None:
    """An account with no rights and no home runs a machine, in which it is root but can write only its results."""
    work = place / "work"
    work.mkdir()
    os.chown(work, 65534, 65534)
    try:
        script = "id -u; echo x > $PYDRI_RESULTS/file; echo x > /etc/pydri-test; ls /dev/dri/card0"
        done = as_nobody(work, "sh", "-c", script)
        assert done.stdout == "0\n/dev/dri/card0\n0\n", done.stderr
        assert "Read-only file system" in done.stderr
        assert (work / "results/file").read_text() == "x\n"
        assert (work / "results/file").stat().st_uid == 65534
    finally:
        shutil.rmtree(work)
        shutil.rmtree("/tmp/pydri-cache-65534", ignore_errors=True)


def test_no_ptrace_is_told(tmp_path: Path) -> None:
    """Where ptrace is forbidden, as in a strict container, a line says so and what to allow."""
    if shutil.which("setpriv") is None or contract.inside():
        pytest.skip("needs setpriv")
    code = (
        "import ctypes, struct, sys, os\n"
        "bpf = b''.join(struct.pack('HBBI', *each) for each in ((0x20, 0, 0, 0), (0x15, 0, 1, 101), (6, 0, 0, 0x50001),"
        " (6, 0, 0, 0x7fff0000)))\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "filter = ctypes.create_string_buffer(bpf)\n"
        "program = struct.pack('HxxxxxxQ', 4, ctypes.addressof(filter))\n"
        "assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, program) == 0\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'pydri.lab', *sys.argv[1:]])\n"
    )
    for words in (["status"], ["run", "--", "true"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 2, done
        assert "ptrace is not allowed here" in done.stdout + done.stderr

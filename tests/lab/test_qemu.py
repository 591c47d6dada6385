"""What the QEMU machine promises: the same as User-Mode Linux, with other drivers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from typing import TYPE_CHECKING

import pytest

from pydri import lab
from pydri.lab.ensure import ensure_machine
from pydri.lab.qemu import kvm
from pydri.lab.qemu.machine import NO_SNAPSHOT

from .conftest import call, start
from .test_experiments import HERE as EXPERIMENTS
from .test_experiments import rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Output

pytestmark = [pytest.mark.usefixtures("clean", "machine"), pytest.mark.slow]

DEVICES = ("virtio-gpu", "cirrus", "bochs", "vgem", "vkms")
LIMIT = 300.0


@pytest.fixture(scope="session")
def machine() -> None:
    """The kernel is there, downloaded if need be; a host that cannot run QEMU skips, unless a lab is required."""
    try:
        ensure_machine("qemu", None, DEVICES)
    except lab.LabUnavailable as error:
        if os.environ.get("PYDRI_REQUIRE"):
            raise
        pytest.skip(str(error))


@pytest.fixture
def qemu(run: Callable[..., Output]) -> Callable[..., Output]:
    """Run a command in a QEMU machine: qemu("ls", "/dev")."""
    return lambda *command, **options: run(*command, machine="qemu", **{"timeout": LIMIT, **options})


def test_status_and_signal_come_back(qemu: Callable) -> None:
    """Through the control directory, not through the console."""
    assert qemu("sh", "-c", "exit 77").result.status == 77
    result = qemu("sh", "-c", "kill -9 $$").result
    assert (result.status, result.signal) == (137, signal.SIGKILL)


@pytest.mark.parametrize(
    ("devices", "cpus", "number"),
    [(DEVICES, None, 1), (("vgem",), None, min(2, len(os.sched_getaffinity(0)))), (("vgem", "vkms"), 2, 2)],
    ids=["vkms", "others", "as-told"],
)
def test_processors(qemu: Callable, devices: tuple[str, ...], cpus: int | None, number: int) -> None:
    """Two, and one beside vkms, whose vertical blanks deadlock on two; or as many as are asked for."""
    assert qemu("nproc", devices=devices, cpus=cpus).out == f"{number}\n".encode()


def test_the_processor(qemu: Callable) -> None:
    """Emulated, it has no fast string operations, which QEMU carries out byte by byte; booted and from a snapshot."""
    for devices in (("vgem",), ("virgl", "vgem")):
        flags = qemu("sed", "-n", "/^flags/p", "/proc/cpuinfo", devices=devices).out.decode().split()
        assert "avx2" in flags
        if not kvm.works(None):
            assert not {"erms", "fsrm"} & set(flags)


@pytest.mark.parametrize("cpus", [1, 2])
def test_open_files_are_counted_exactly(qemu: Callable, cpus: int) -> None:
    """The suite's leak gate knows of each file, though processors keep up to 32 to themselves."""
    script = """
        import os
        from tests.conformance.support import leaks
        before, found = leaks.kernel_files(), []
        for _ in range(3):
            os.open(os.devnull, os.O_RDONLY)
            found.append(leaks.kernel_files() - before)
        print(leaks.SLACK, *found)
    """
    done = qemu(sys.executable, "-c", textwrap.dedent(script), devices=("vgem",), cpus=cpus)
    assert done.out.decode().split() == [str(64 * cpus), "1", "2", "3"], done.err.decode()


def test_every_promised_device_is_there(qemu: Callable) -> None:
    """Five drivers, with the environment that says so."""
    script = """
        import os
        import pydrm
        print(os.environ["PYDRI_LAB"], os.environ["PYDRI_REQUIRE"], os.environ["PYDRI_DEVICES"])
        print(*sorted(each.driver for each in pydrm.devices()))
        print(os.path.exists("/dev/udmabuf"), os.path.exists("/dev/dma_heap/system"))
    """
    done = qemu(sys.executable, "-c", "\n".join(line.strip() for line in script.splitlines()))
    assert done.result.status == 0, done.err.decode()
    first, second, third = done.out.decode().splitlines()
    assert first == f"qemu 1 {','.join(DEVICES)},udmabuf,dma-heap"
    assert second == "bochs-drm cirrus vgem virtio_gpu vkms"
    assert third == "True True"


def test_devices_are_chosen(qemu: Callable) -> None:
    """Only what was asked for is there."""
    done = qemu("sh", "-c", "echo $PYDRI_DEVICES; ls /dev/dri", devices=["vgem"])
    assert done.out.decode().split() == ["vgem,udmabuf,dma-heap", "card0", "renderD128"]


def test_results_and_mounts(qemu: Callable, tmp_path: Path) -> None:
    """One directory can be written to, another is shown, the host is read-only, scratch space is not."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "file").write_text("shown")
    script = """
        cat /mnt/file; echo kept > $PYDRI_RESULTS/a; echo scratch > $TMPDIR/b && cat $TMPDIR/b
        touch /usr/x 2>/dev/null || echo refused; touch /mnt/x 2>/dev/null || echo refused
    """
    done = qemu("sh", "-c", script, results=tmp_path / "results", mounts=[(tmp_path / "more", "/mnt")])
    assert done.out.decode().split() == ["shownscratch", "refused", "refused"]
    assert (tmp_path / "results" / "a").read_text() == "kept\n"
    assert "Linux version 6." in (tmp_path / "results" / "kernel.log").read_text()


def test_output_is_binary_safe_and_complete(qemu: Callable) -> None:
    """Every byte, in order, however much; the streams apart."""
    script = "import os,sys; sys.stdout.buffer.write(bytes(range(256)) * 2000); os.write(2, b'apart')"
    done = qemu(sys.executable, "-c", script)
    assert bytes(done.out) == bytes(range(256)) * 2000
    assert bytes(done.err) == b"apart"


def test_a_machine_that_hangs_says_where(qemu: Callable) -> None:
    """The time is up: the kernel log has the programs that were there."""
    with pytest.raises(lab.GuestTimeout) as caught:
        qemu("sleep", "1000", timeout=60.0)
    assert caught.value.result is not None
    assert caught.value.result.log_path is not None
    assert "in hrtimer_nanosleep: sleep 1000" in caught.value.result.log_path.read_text()


def test_a_panic_is_no_pass(qemu: Callable) -> None:
    """A machine whose kernel dies is an error of its own."""
    with pytest.raises((lab.GuestDied, lab.KernelFault)):
        qemu("sh", "-c", "echo c > /proc/sysrq-trigger")


def test_a_fence_does_not_keep_vgem(tmp_path: Path) -> None:
    """Linux 6.12 unloads vgem below a sync file of its fence, and dies of asking it. Once it refuses, this fails."""
    printed = bytearray()
    with pytest.raises(lab.GuestDied):
        lab.run(
            [sys.executable, str(EXPERIMENTS / "vgem_unload.py")],
            machine="qemu", devices=["vgem"], timeout=LIMIT, results=tmp_path, stdout=printed.extend,
        )  # fmt: skip
    seen = rows(printed.decode())
    assert seen["with all of it open"] == "EAGAIN"
    assert seen["all closed but a sync file of the fence"] == "unloaded"
    assert printed.decode().splitlines()[-1].startswith("Answer: no")
    assert "sync_file_get_name" in (tmp_path / "kernel.log").read_text()


def test_a_run_from_a_snapshot_is_a_run_of_its_own(qemu: Callable) -> None:
    """Another time, other random numbers, the caller's directory and arguments, modules of now: as a boot has them."""
    script = (
        "import os,random,sys,time; print(time.time(), os.urandom(8).hex(), random.random(), os.getcwd(), sys.argv)"
    )
    first, second = (qemu(sys.executable, "-c", script, "x y").out.decode().split(" ", 3) for _ in range(2))
    assert abs(float(second[0]) - time.time()) < 60
    assert first[1:3] != second[1:3]
    assert first[3] == second[3] == f"{os.getcwd()} ['-c', 'x y']\n"


def test_a_python_that_waited_is_as_a_fresh_one(qemu: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a program sees of its start, with and without a snapshot."""
    script = (
        "import os,sys; print(sys.argv, sys.path, sys.executable, sys.flags, os.getcwd(), sorted(os.environ.items()), "
        "os.getsid(0) == os.getpid(), sorted(os.listdir('/proc/self/fd')), __name__)"
    )
    quick = qemu(sys.executable, "-c", script, devices=["vgem"])
    monkeypatch.setenv(NO_SNAPSHOT, "1")
    slow = qemu(sys.executable, "-c", script, devices=["vgem"])
    assert quick.result.status == slow.result.status == 0
    remove = f"('{NO_SNAPSHOT}', '1'), "
    assert quick.out.decode() == slow.out.decode().replace(remove, "")


def test_two_machines_at_once() -> None:
    """They have nothing in common that they could take from each other."""
    statuses: list[int | None] = []

    def one(number: int) -> None:
        result = lab.run(["sh", "-c", f"exit {number}"], machine="qemu", timeout=LIMIT, devices=["vgem"])
        statuses.append(result.status)

    threads = [threading.Thread(target=one, args=(number,)) for number in (4, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses, key=str) == [4, 5]


def test_virgl_ends_its_display() -> None:
    """The host renders for the machine, on an X server that is gone afterwards."""
    before = _x_servers()
    result = call("run", "--machine", "qemu", "--devices", "virgl", "--timeout", str(LIMIT), "--", "drm_info")
    assert result.returncode == 0, result.stderr
    assert "virtio_gpu" in result.stdout
    assert _x_servers() <= before


def test_another_root(qemu: Callable, tree: Path) -> None:
    """Its own files, and none of this host's."""
    done = qemu("python3", "-c", "import sys; print(sys.version_info[:2])", root=tree, devices=["vgem"])
    assert done.out.decode() == "(3, 13)\n"


def test_ctrl_c_ends_it(place: Path) -> None:
    """Nothing is left (`clean`), and the status is a shell's."""
    process = start("run", "--machine", "qemu", "--devices", "vgem", "--", "sleep", "1000")
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert place.exists()


def test_wrong_words_are_one_line() -> None:
    """A device that there is not; devices for User-Mode Linux; a kernel that there is not."""
    for words, expected in (
        (("--machine", "qemu", "--devices", "i915"), "no such device: i915"),
        (("--devices", "vgem"), "devices are chosen for qemu"),
        (("--machine", "qemu", "--kernel", "/no/such"), "no such kernel for QEMU"),
    ):
        done = call("run", *words, "--", "true")
        assert done.returncode == 2
        assert expected in done.stderr
        assert len(done.stderr.splitlines()) == 1


def _x_servers() -> set[str]:
    done = subprocess.run(["pgrep", "-x", "Xvfb"], capture_output=True, text=True, check=False)
    return set(done.stdout.split())

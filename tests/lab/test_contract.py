"""What a machine promises to the command in it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pydri import lab
from pydri.lab import contract

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("clean")


@pytest.mark.parametrize("status", [0, 1, 3, 77, 255])
def test_status_comes_back(run: Callable, status: int) -> None:
    """The command's exit status is the run's."""
    assert run("sh", "-c", f"exit {status}").result.status == status


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_signal_comes_back(run: Callable, number: signal.Signals) -> None:
    """A command that a signal ended is reported so, as a shell would."""
    result = run("sh", "-c", f"kill -{int(number)} $$").result
    assert (result.status, result.signal) == (128 + number, number)


def test_every_promised_device_is_there(run: Callable) -> None:
    """The devices of PYDRI_DEVICES exist, with their debugfs files."""
    script = """
        set -e
        test "$PYDRI_DEVICES" = vgem,vkms,udmabuf,dma-heap,sw_sync
        test -c /dev/dri/renderD128 && test -c /dev/udmabuf && test -c /dev/dma_heap/system
        test -e /sys/kernel/debug/sync/sw_sync && test -e /sys/kernel/debug/dma_buf/bufinfo
        test -e /proc/slabinfo && test -e /proc/self/fdinfo/0
        cat /sys/kernel/debug/dri/*/name | cut -d' ' -f1 | sort -u
    """
    done = run("sh", "-c", script)
    assert done.result.status == 0, done.err.decode()
    assert done.out.decode().split() == ["vgem", "vkms"]


def test_environment_of_the_contract(run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    """The contract's variables are set, the user's go along, the host's sessions do not."""
    monkeypatch.setenv("MY_OWN", "yes")
    monkeypatch.setenv("DISPLAY", ":77")
    text = run("env", env={"EXTRA": "more"}).out.decode()
    got = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    assert got["PYDRI_LAB"] == "uml"
    assert got["PYDRI_REQUIRE"] == "1"
    assert got["MY_OWN"] == "yes"
    assert got["EXTRA"] == "more"
    assert "DISPLAY" not in got


def test_working_directory_is_kept(run: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command starts where the caller is, also below /tmp, whose files are visible."""
    (tmp_path / "file").write_text("seen")
    monkeypatch.chdir(tmp_path)
    assert run("sh", "-c", "pwd; cat file").out.decode() == f"{tmp_path}\nseen"


def test_host_is_read_only(run: Callable, tmp_path: Path) -> None:
    """The root refuses writes; /tmp takes them and forgets them."""
    home = Path(__file__).parent
    if home.is_relative_to("/tmp"):  # a checkout there can be written to
        home = Path("/usr/lib")
    done = run("sh", "-c", f"touch {home}/new; echo x > {tmp_path}/new && cat {tmp_path}/new")
    assert b"Read-only file system" in done.err
    assert done.out == b"x\n"
    assert not (home / "new").exists()
    assert not (tmp_path / "new").exists()


def test_scratch_space_is_writable(run: Callable) -> None:
    """TMPDIR, /dev/shm, the runtime and the cache directory take files; the runtime directory is private."""
    places = "$TMPDIR /dev/shm $XDG_RUNTIME_DIR $XDG_CACHE_HOME $PYDRI_RESULTS"
    # The host's /tmp shows through: a name that nobody has there.
    script = f"for d in {places}; do echo a > $d/pydri-scratch-{os.getpid()} || exit 1; done"
    done = run("sh", "-c", script + "; stat -c %a $XDG_RUNTIME_DIR")
    assert done.out == b"700\n", done.err.decode()


def test_results_outlive_the_machine(run: Callable, tmp_path: Path) -> None:
    """Files in PYDRI_RESULTS are the host's, with the kernel log beside them, whatever the directory is called."""
    results = tmp_path / "a strange, name=x" / "deep"
    done = run("sh", "-c", 'echo kept > "$PYDRI_RESULTS/file"; echo "$PYDRI_RESULTS"', results=results)
    assert done.out.decode().strip() == str(results)
    assert (results / "file").read_text() == "kept\n"
    assert done.result.log_path == results / "kernel.log"
    assert "Linux version" in (results / "kernel.log").read_text()


def test_output_is_binary_safe_and_complete(run: Callable) -> None:
    """Every byte value comes through unchanged, also a lot of them, on both streams."""
    code = (
        "import os, hashlib; data = bytes(range(256)) * 20000; os.write(2, bytes(range(256)));"
        "f = os.fdopen(1, 'wb'); f.write(data); f.close()"
    )
    done = run(sys.executable, "-c", code)
    assert bytes(done.out) == bytes(range(256)) * 20000
    assert bytes(done.err) == bytes(range(256))


def test_streams_are_pipes_and_input_is_empty(run: Callable) -> None:
    """Without a terminal on the host the command has none either, and reads nothing."""
    done = run("sh", "-c", "test -t 1 || test -t 2 || echo no terminal; cat; echo end")
    assert done.out == b"no terminal\nend\n"


def test_one_stream_keeps_its_order(tmp_path: Path) -> None:
    """Where both streams go to one file, the lines stay in the order in which they were written."""
    with open(tmp_path / "both", "wb") as both:
        script = "for i in 1 2 3 4 5 6 7 8 9; do echo o$i; echo e$i >&2; done"
        lab.run(["sh", "-c", script], stdout=both.fileno(), stderr=both.fileno(), timeout=120)
    expected = "".join(f"o{i}\ne{i}\n" for i in range(1, 10))
    assert (tmp_path / "both").read_text() == expected


def test_children_left_behind_do_not_hold_the_machine(run: Callable) -> None:
    """The machine ends with the command; what it left in the background goes, what it wrote before is there."""
    done = run("sh", "-c", "(echo early; sleep 1000) & sleep 0.3; echo last", timeout=60)
    assert done.result.status == 0
    assert sorted(done.out.split()) == [b"early", b"last"]


LIST_C = r"""
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
int main(int count, char **names)
{
    for (int i = 1; i < count; i++) {
        DIR *place = opendir(names[i]);
        for (struct dirent *each; (each = readdir(place));)
            if (each->d_name[0] != '.')
                puts(each->d_name);
    }
    puts(getenv("PYDRI_RESULTS"));
    fputs("kept", fopen("/tmp/.pydri-lab/results/x", "w"));
    return 5;
}
"""


def test_another_root(run: Callable, tmp_path: Path) -> None:
    """A directory with nothing but a static program is a root; the host's files are not in it, a mounted one is."""
    root, extra = tmp_path / "root", tmp_path / "extra"
    for name in ("bin", "dev", "proc", "sys", "tmp", "mnt"):
        (root / name).mkdir(parents=True)
    extra.mkdir()
    (extra / "file").touch()
    source = tmp_path / "list.c"
    source.write_text(LIST_C)
    assert os.system(f"gcc -static -o {root}/bin/list {source}") == 0
    done = run("/bin/list", "/", "/mnt", root=root, results=tmp_path / "out", mounts=[(extra, "/mnt")])
    assert done.result.status == 5, done.err.decode()
    names = {"bin", "dev", "proc", "sys", "tmp", "mnt", "file"}
    assert set(done.out.decode().split()) == names | {contract.FOREIGN_RESULTS}
    assert (tmp_path / "out" / "x").read_text() == "kept"


def test_kernel_command_line_can_be_extended(run: Callable) -> None:
    """Words for the kernel reach it, for the parameters of drivers."""
    done = run("cat", "/sys/module/vkms/parameters/enable_overlay", append=["vkms.enable_overlay=1"])
    assert done.out.strip() == b"Y"


def test_many_arguments_and_a_large_environment(run: Callable) -> None:
    """Ten thousand arguments, empty ones and newlines come through."""
    words = ["a\nb", "", "é", *(f"{i}" for i in range(10000))]
    done = run(sys.executable, "-c", "import sys; print(repr(sys.argv[1:4]), len(sys.argv))", *words)
    assert done.out.decode().strip() == f"{['a' + chr(10) + 'b', '', 'é']!r} 10004"

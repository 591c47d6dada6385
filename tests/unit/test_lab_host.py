"""The lab on the host's side, without a machine: cache, directories, contract, specification, kernels, status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pydri.lab import contract, host, rundir, status
from pydri.lab.cache import cache_dir
from pydri.lab.ensure import ensure_kernel
from pydri.lab.errors import CommandNotFound, KernelMissing, LabError, LabUnavailable
from pydri.lab.guestspec import GuestSpec, resolve_command
from pydri.lab.kernel import find_kernel, list_kernels, release_name, standard_name
from pydri.lab.relay import write_all
from pydri.lab.uml import cpu_words


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("PYDRI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def put_kernel(cache: Path, key: str, *names: str) -> Path:
    place = cache / "kernels" / key
    place.mkdir(parents=True)
    (place / "linux").write_bytes(b"\x7fELF uml_dir=")
    (place / "linux").chmod(0o755)
    for name in names:
        (cache / "kernels" / name).symlink_to(key)
    return place


def test_cache_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The project's own variable goes first, then the freedesktop one, then the home directory."""
    monkeypatch.delenv("PYDRI_CACHE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache_dir() == tmp_path / ".cache/pydri"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/ignored")
    assert cache_dir() == tmp_path / ".cache/pydri"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert cache_dir() == tmp_path / "x/pydri"
    monkeypatch.setenv("PYDRI_CACHE", str(tmp_path / "y"))
    assert cache_dir() == tmp_path / "y"


def test_find_kernel_says_what_to_do(cache: Path) -> None:
    """Without a kernel the message names the command that makes one."""
    with pytest.raises(KernelMissing, match="pydri lab build"):
        find_kernel()


def test_find_kernel_by_name_and_path(cache: Path) -> None:
    """The standard kernel, a named one and a path are found; a name shadows nothing that is a path."""
    place = put_kernel(cache, "abc", standard_name(), "mine")
    assert find_kernel().path.samefile(place / "linux")
    assert find_kernel("mine").path.samefile(place / "linux")
    assert find_kernel(place / "linux").path == place / "linux"
    assert [(name, kernel.place) for name, kernel in list_kernels()] == [("mine, standard", place)]


def test_kernel_of_a_release(cache: Path) -> None:
    """A release's kernel goes by its name; an older one, and that of another configuration, by their keys."""
    with pytest.raises(KernelMissing, match=r"pydri lab build --release sid"):
        find_kernel("sid")
    older = put_kernel(cache, "abc", "sid-0123456789ab")
    newest = put_kernel(cache, "def", release_name("sid"), "mine")
    assert find_kernel("sid").path.samefile(newest / "linux")
    assert find_kernel("abc").path.samefile(older / "linux")
    assert [name for name, _kernel in list_kernels()] == ["abc", "mine, sid"]


def test_other_kernels_are_not_built(cache: Path) -> None:
    """Only the standard kernel and a release's are built when they are missing; a misspelt name is an error at once."""
    with pytest.raises(KernelMissing, match="no such lab kernel: sidd"):
        ensure_kernel("sidd")
    assert not cache.exists()


def test_processors(cache: Path) -> None:
    """One processor takes no words; more than one only a kernel that says it can."""
    place = put_kernel(cache, "abc", standard_name())
    assert cpu_words(find_kernel(), None) == cpu_words(find_kernel(), 1) == []
    with pytest.raises(LabUnavailable, match=r"one processor only, not on 2; .*pydri lab build --release sid"):
        cpu_words(find_kernel(), 2)
    (place / "linux").write_bytes(b"\x7fELF uml_dir= ncpus=")
    assert cpu_words(find_kernel(), 3) == ["seccomp=on", "ncpus=3"]
    with pytest.raises(LabError, match="at least one processor, not 0"):
        cpu_words(find_kernel(), 0)


@pytest.mark.parametrize(
    ("content", "mode", "message"),
    [
        (None, 0, "neither a file nor a name"),
        (b"\x7fELF", 0o644, "not executable|not an executable"),
        (b"#!", 0o755, "not a UML"),
    ],
)
def test_what_is_no_kernel(tmp_path: Path, cache: Path, content: bytes | None, mode: int, message: str) -> None:
    """A file that is no UML kernel is refused before anything is started."""
    path = tmp_path / "linux"
    if content is not None:
        path.write_bytes(content)
        path.chmod(mode)
    with pytest.raises(KernelMissing, match=message):
        find_kernel(path)


def test_guest_environment_drops_the_hosts_sessions() -> None:
    """What names the host's sockets and sessions stays out, everything else goes along; a foreign root starts plain."""
    given = {
        "PATH": "/x",
        "DISPLAY": ":0",
        "XDG_RUNTIME_DIR": "/run/user/0",
        "MINE": "1",
        "TMPDIR": "/v",
        "TERM": "xterm",
    }
    assert contract.guest_environment(given, foreign_root=False) == {"PATH": "/x", "MINE": "1", "TERM": "xterm"}
    foreign = contract.guest_environment(given, foreign_root=True)
    assert foreign["TERM"] == "xterm"
    assert "MINE" not in foreign
    assert foreign["PATH"] != "/x"


def words(spec: GuestSpec) -> list[str]:
    return spec.encode().decode().split("\0")


def test_specification_has_command_and_contract(tmp_path: Path) -> None:
    """The command, its directory and the contract's variables are in what the guest is told; the root is read-only."""
    spec = GuestSpec(["a", "b c", ""], Path("/"), tmp_path, "/here", {"X": "1\n2"}, out="tty1", err="tty2")
    told = words(spec)
    assert [told[at + 1] for at, word in enumerate(told) if word == "arg"] == ["a", "b c", ""]
    assert "X=1\n2" in told
    assert f"PYDRI_RESULTS={tmp_path}" in told
    assert "PYDRI_REQUIRE=1" in told
    assert told[:5] == ["mount", "none", "/root", "hostfs", "r"]


def test_foreign_root_has_results_in_scratch(tmp_path: Path) -> None:
    """In another root tree the results directory has a place of its own: the host's path need not exist there."""
    spec = GuestSpec(["a"], tmp_path, tmp_path, "/", {}, out="tty1", err="tty1")
    assert spec.guest_results == contract.FOREIGN_RESULTS


def test_nul_in_the_command_is_refused() -> None:
    """A NUL would cut the specification."""
    with pytest.raises(LabError, match="NUL"):
        GuestSpec(["a\0b"], Path("/"), None, "/", {}, out="tty1", err="tty1").encode()


def test_command_is_looked_up_early(tmp_path: Path) -> None:
    """A misspelt program costs no machine; in a foreign root only the guest can tell."""
    with pytest.raises(CommandNotFound, match="no such program: nonesuch-program"):
        resolve_command(["nonesuch-program"], Path("/"))
    assert resolve_command(["nonesuch-program"], tmp_path) == ["nonesuch-program"]
    with pytest.raises(LabError, match="no command"):
        resolve_command([], Path("/"))


def test_run_directory_vanishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A control directory is private, and gone after close; closing twice is fine."""
    monkeypatch.setenv("PYDRI_LAB_DIR", str(tmp_path))
    place = rundir.RunDir(1 << 20)
    assert place.path.stat().st_mode & 0o077 == 0
    place.close()
    place.close()
    assert list(tmp_path.iterdir()) == []


def test_abandoned_directories_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed run left goes with the next one; what is in use, or too young to tell, stays."""
    monkeypatch.setenv("PYDRI_LAB_DIR", str(tmp_path))
    left = tmp_path / "pydri-lab-left"
    left.mkdir()
    (left / "lock").touch()
    (left / "file").touch()
    young = tmp_path / "pydri-lab-young"
    young.mkdir()
    old = tmp_path / "pydri-lab-old"
    old.mkdir()
    os.utime(old, (time.time() - 1000, time.time() - 1000))
    used = rundir.RunDir(1 << 20)
    other = rundir.RunDir(1 << 20)
    assert {path.name for path in tmp_path.iterdir()} == {young.name, used.path.name, other.path.name}
    used.close()
    other.close()


def test_no_place_for_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing holds the guest's memory, one line says what was tried and what to do."""
    monkeypatch.setenv("PYDRI_LAB_DIR", str(tmp_path))
    with pytest.raises(LabUnavailable, match="PYDRI_LAB_DIR") as caught:
        rundir.choose_base(1 << 62)
    assert str(tmp_path) in str(caught.value)


def test_memory_needs_exec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that forbids exec, as /dev/shm does in many containers, is passed over: UML maps its memory so."""
    shm, other = tmp_path / "shm", tmp_path / "other"
    shm.mkdir()
    other.mkdir()
    real = os.statvfs(tmp_path)
    forbids = os.statvfs_result((*real[:8], os.ST_NOEXEC, real[9]))
    monkeypatch.setattr(rundir, "_candidates", lambda: [shm, other])
    monkeypatch.setattr(os, "statvfs", lambda place: forbids if Path(place) == shm else real)
    assert rundir.choose_base(1 << 20) == other


def test_other_architectures_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """On another processor the reason is one line, and no exception."""
    uname = os.uname()
    fake = os.uname_result((uname.sysname, uname.nodename, uname.release, uname.version, "aarch64"))
    monkeypatch.setattr(os, "uname", lambda: fake)
    reason = host.available()
    assert reason is not None
    assert "x86-64" in reason
    assert "aarch64" in reason
    assert "\n" not in reason


def test_status_is_json(cache: Path) -> None:
    """The status describes every kernel in the cache, and is valid JSON for programs."""
    place = put_kernel(cache, "abc", standard_name())
    (place / "meta.json").write_text(
        json.dumps({"version": "9.9", "source": "s", "configs": ["debug"], "seconds": 3.0})
    )
    (place / "config").write_text("CONFIG_A=y\n# CONFIG_B is not set\n")
    facts = json.loads(status.render(status.describe(), as_json=True))
    assert facts["kernels"][0]["version"] == "9.9"
    assert facts["kernels"][0]["options_on"] == 1
    assert facts["devices"] == list(contract.UML_DEVICES)
    text = status.render(status.describe(), as_json=False)
    assert "standard: 9.9" in text
    assert "with debug" in text


def test_damaged_metadata_is_no_crash(cache: Path) -> None:
    """A half-written description is as good as none."""
    place = put_kernel(cache, "abc", standard_name())
    (place / "meta.json").write_text("{")
    assert "unknown version" in status.render(status.describe(), as_json=False)


def test_writing_to_a_slow_reader() -> None:
    """Everything is written, even to a descriptor that somebody made non-blocking."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    data = os.urandom(1 << 20)
    code = "import sys, time; time.sleep(.3); sys.stdout.buffer.write(sys.stdin.buffer.read())"
    with subprocess.Popen([sys.executable, "-c", code], stdin=reader, stdout=subprocess.PIPE) as slow:
        os.close(reader)
        write_all(writer, data)
        os.close(writer)
        assert slow.stdout is not None
        assert slow.stdout.read() == data


def test_the_run_path_stays_light() -> None:
    """`pydri lab run` has a second for everything: no numpy, rich, cffi, asyncio or sockets on its way."""
    code = (
        "import sys, pydri.lab.cli, pydri.lab.machine, pydri.lab.ensure;"
        "print([name for name in ('numpy', 'rich', 'cffi', 'asyncio', 'socket', 'pydrm') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_plugin_loads_nothing_of_the_lab() -> None:
    """The pytest plugin is loaded into every pytest of an environment, so it brings nothing along."""
    code = (
        "import pytest, sys; before = set(sys.modules); import pydri.lab.pytest_plugin;"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['pydri', 'pydri.lab', 'pydri.lab.pytest_plugin']"

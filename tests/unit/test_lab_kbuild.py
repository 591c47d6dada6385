"""Building a kernel, up to the compiler: options, recipes, unpacking, patching, editing, cleaning up."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from pydri.lab.errors import BuildError, LabUnavailable
from pydri.lab.kbuild import options, process
from pydri.lab.kbuild.recipe import Recipe, base_config, make_recipe
from pydri.lab.kbuild.source import Source, named_source, unpack
from pydri.lab.kbuild.tree import BuildTree, check_host_tools
from pydri.lab.progress import PlainProgress, Progress

CONFIGS = Path(options.__file__).parent.parent / "configs"


def test_fragment_is_read() -> None:
    """A fragment's options are read, those turned off as n."""
    text = "# a comment\nCONFIG_A=y\n# CONFIG_B is not set\nCONFIG_C=1234\n\n"
    assert options.parse(text) == {"A": "y", "B": "n", "C": "1234"}


def test_lost_options_are_named() -> None:
    """An option that kconfig dropped or changed is reported with what became of it."""
    assert options.lost({"A": "y", "B": "n", "C": "5"}, {"A": "y", "C": "7"}) == ["CONFIG_C=5 (is 7)"]
    assert options.lost({"A": "y", "B": "n"}, {"B": "y"}) == ["CONFIG_A=y (is n)", "CONFIG_B=n (is y)"]


def test_options_that_were_renamed() -> None:
    """An option that a later kernel has under another name is asked for by both, and there when either is."""
    assert options.parse(options.with_new_names("CONFIG_A=y\nCONFIG_PROC_SYSCTL=y")) == {
        "A": "y",
        "PROC_SYSCTL": "y",
        "SYSCTL": "y",
    }
    assert options.with_new_names("CONFIG_A=y\n") == "CONFIG_A=y\n"
    assert options.lost({"PROC_SYSCTL": "y"}, {"SYSCTL": "y"}) == []
    assert options.lost({"PROC_SYSCTL": "y"}, {}) == ["CONFIG_PROC_SYSCTL=y (is n)"]


@pytest.mark.parametrize("name", ["debug", "fault", "net", "smp"])
def test_shipped_fragments_are_known_by_name(name: str) -> None:
    """The fragments of the package need no path."""
    assert options.parse(options.read_fragment(name))


def test_missing_fragment_names_the_shipped_ones(tmp_path: Path) -> None:
    """A wrong name is answered with what there is."""
    with pytest.raises(BuildError, match="debug, fault, net, smp"):
        options.read_fragment(str(tmp_path / "nothing"))


def test_fragment_with_nonsense_is_refused(tmp_path: Path) -> None:
    """A file that is no fragment is refused with the line, not handed to kconfig, which would ignore it."""
    path = tmp_path / "x.config"
    path.write_text("CONFIG_A=y\nint main(void)\n")
    with pytest.raises(BuildError, match=r"x\.config:2: not a configuration option: int main"):
        options.read_fragment(str(path))


def test_base_config_has_what_the_contract_promises() -> None:
    """Every promised device has its option."""
    wanted = options.parse(base_config())
    for name in ("DRM_VGEM", "DRM_VKMS", "UDMABUF", "DMABUF_HEAPS_SYSTEM", "SW_SYNC", "DEBUG_FS", "KCMP", "HOSTFS"):
        assert wanted[name] == "y"


def recipe(**changes: object) -> Recipe:
    fields: dict[str, object] = {"source": Source(Path("/s"), "one"), "base": "CONFIG_A=y\n"} | changes
    return Recipe(**fields)  # type: ignore[arg-type]


def test_recipe_key_tells_every_difference() -> None:
    """Two recipes share a key only if source, options and patches are the same; a patch's name does not matter."""
    different = [
        recipe(),
        recipe(source=Source(Path("/s"), "two")),
        recipe(base="CONFIG_A=n\n"),
        recipe(extras=("CONFIG_B=y\n",)),
        recipe(patches=(("a.patch", b"1"),)),
        recipe(patches=(("a.patch", b"2"),)),
        recipe(patches=(("a.patch", b"1"), ("b.patch", b"2"))),
    ]
    assert len({each.key for each in different}) == len(different)
    assert recipe(patches=(("b.patch", b"1"),)).key == recipe(patches=(("a.patch", b"1"),)).key


def test_recipe_of_a_release() -> None:
    """A release's kernel has its fragments, and is its standard one only without anything else."""
    smp = options.read_fragment("smp")
    assert recipe().is_standard
    assert not recipe(release="sid").is_standard
    assert recipe(release="sid", extras=(smp,)).is_standard
    assert not recipe(release="sid", extras=(smp, "CONFIG_B=y\n")).is_standard
    assert not recipe(release="sid", extras=(smp,), patches=(("a.patch", b"1"),)).is_standard


@pytest.mark.parametrize(("release", "source"), [("sid", "."), ("woody", None)])
def test_release_or_source(release: str, source: str | None) -> None:
    """A release has its own source, and one that is unknown has none."""
    with pytest.raises(BuildError, match=r"a kernel is that of a release \(sid\) or of a source"):
        make_recipe(Progress(), release=release, source=source)


@pytest.mark.parametrize(
    ("name", "message"),
    [("nothing", "no such kernel source"), (".", "not a kernel source tree"), ("x.zip", "not a kernel source")],
)
def test_a_source_that_is_none_is_refused(tmp_path: Path, name: str, message: str) -> None:
    """What cannot be a kernel source is named in one line."""
    (tmp_path / "x.zip").touch()
    with pytest.raises(BuildError, match=message):
        named_source(tmp_path / name)


FILES = {
    "Makefile": True,
    "arch/um/Makefile": True,
    "arch/x86/um/deep/file.c": True,
    "arch/arm64/Kconfig": True,
    "arch/arm64/kernel/head.S": False,
    "arch/arm64/boot/dts/board.dts": False,
    "Documentation/Kconfig": True,
    "Documentation/gpu/drm.rst": False,
    "drivers/gpu/drm/drm_gem.c": True,
    "drivers/gpu/drm/vgem/vgem_drv.c": True,
    "drivers/gpu/drm/amd/amdgpu/amdgpu.c": False,
    "drivers/gpu/drm/amd/amdkfd/Kconfig": True,
    "mm/slub.c": True,
}
LEAN_ONLY = {"drivers/media/tuner.c", "drivers/gpu/drm/virtio/virtgpu_drv.c"}


def tarball(place: Path, kind: str) -> Path:
    tree = place / "linux-9.9"
    for name in [*FILES, *LEAN_ONLY]:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(name)
    path = place / f"linux-9.9.tar{'.' + kind if kind else ''}"
    with tarfile.open(path, f"w:{kind}") as archive:  # type: ignore[call-overload]
        archive.add(tree, "linux-9.9")
    return path


@pytest.mark.parametrize("kind", ["", "gz", "xz"])
@pytest.mark.parametrize("lean", [True, False])
def test_unpacking_takes_what_uml_needs(tmp_path: Path, kind: str, lean: bool) -> None:
    """All Kconfig files come along, other architectures' and hopeless drivers' code never, the rest unless lean."""
    source = named_source(tarball(tmp_path, kind))
    out = tmp_path / "out"
    out.mkdir()
    unpack(source, out, Progress(), only=["drivers/media/tuner.c"])
    assert [path.name for path in out.rglob("*.c")] == ["tuner.c"]
    (out / "drivers/media/tuner.c").unlink()
    unpack(source, out, Progress(), lean=lean)
    for name, wanted in FILES.items():
        assert (out / name).exists() is wanted, name
    for name in LEAN_ONLY:
        assert (out / name).exists() is not lean, name


@pytest.mark.parametrize("content", [b"", b"this is no archive at all", b"\xfd7zXZ\x00 broken"])
def test_broken_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    """A broken archive is an error of one line that names it."""
    path = tmp_path / "linux.tar.xz"
    path.write_bytes(content)
    with pytest.raises(BuildError, match=re.escape(str(path))):
        unpack(named_source(path), tmp_path, Progress(), lean=False)


def small_tree(tmp_path: Path, **changes: object) -> BuildTree:
    source = tmp_path / "given"
    (source / "arch/um").mkdir(parents=True)
    (source / "arch/um/Makefile").write_text("")
    (source / "file.c").write_text("int one;\nint two;\n")
    return BuildTree(recipe(source=named_source(source), **changes), tmp_path / "tree")


def test_what_was_built_stays_behind(tmp_path: Path) -> None:
    """A user's tree is copied without its history, its objects and its configuration."""
    tree = small_tree(tmp_path)
    given = tmp_path / "given"
    built = [".git/HEAD", ".config", "file.o", ".file.o.cmd", "include/generated/x.h", "arch/um/include/generated/y.h"]
    for name in [*built, "include/linux/z.h", "Documentation/a/b"]:
        (given / name).parent.mkdir(parents=True, exist_ok=True)
        (given / name).write_text("")
    tree.place.mkdir()
    tree._start(Progress(), None)
    assert (tree.source / "include/linux/z.h").exists()
    assert not any((tree.source / name).exists() for name in [*built, "Documentation/a/b"])


def test_edit_of_a_killed_process_is_undone(tmp_path: Path) -> None:
    """Nobody gets a kernel with somebody's half-finished experiment in it."""
    tree = small_tree(tmp_path)
    tree.place.mkdir()
    tree._start(Progress(), None)
    block = tree.edited("file.c", "int two;", "int three;")
    block.__enter__()  # and never left, as by SIGKILL
    later = BuildTree(tree.recipe, tree.place)
    later._undo_edits()
    assert (tree.source / "file.c").read_text() == "int one;\nint two;\n"


def test_files_of_a_patch_are_fetched(tmp_path: Path) -> None:
    """What a patch changes is known, except files that it creates."""
    new = b"--- /dev/null\n+++ b/new.c\n@@ -0,0 +1 @@\n+x\n"
    tree = small_tree(tmp_path, patches=(("p", PATCH + new + PATCH.replace(b"file.c", b"drivers/x y.c")),))
    assert tree._patched_files()[0] == "file.c"
    assert "new.c" not in tree._patched_files()


PATCH = b"--- a/file.c\n+++ b/file.c\n@@ -1,2 +1,2 @@\n-int one;\n+int uno;\n int two;\n"


def test_patches_go_into_a_copy(tmp_path: Path) -> None:
    """A named tree is patched and built as a copy; the user's own is not touched."""
    tree = small_tree(tmp_path, patches=(("p.patch", PATCH),))
    tree.place.mkdir()
    tree._start(Progress(), None)
    tree._patch(Progress())
    assert (tree.source / "file.c").read_text().startswith("int uno;")
    assert (tmp_path / "given" / "file.c").read_text().startswith("int one;")


def test_patch_that_does_not_apply_is_named(tmp_path: Path) -> None:
    """A patch for another kernel is refused by name."""
    tree = small_tree(tmp_path, patches=(("fix-all.patch", PATCH.replace(b"one", b"other")),))
    tree.place.mkdir()
    tree._start(Progress(), None)
    with pytest.raises(BuildError, match=r"fix-all\.patch does not apply"):
        tree._patch(Progress())


def test_edit_lasts_as_long_as_its_block(tmp_path: Path) -> None:
    """A file is edited within the block and as before after it, also when the block fails."""
    tree = small_tree(tmp_path)
    tree.place.mkdir()
    tree._start(Progress(), None)
    path = tree.source / "file.c"
    with contextlib.suppress(RuntimeError), tree.edited("file.c", "int two;", "int three;"):
        during = path.read_text()
        raise RuntimeError
    assert during == "int one;\nint three;\n"
    assert path.read_text() == "int one;\nint two;\n"


@pytest.mark.parametrize(("old", "times"), [("int", 2), ("absent", 0)])
def test_edit_must_be_unambiguous(tmp_path: Path, old: str, times: int) -> None:
    """Text that occurs not exactly once is refused: the edit would be another one than was meant."""
    tree = small_tree(tmp_path)
    tree.place.mkdir()
    tree._start(Progress(), None)
    with pytest.raises(BuildError, match=f"occurs {times} times"), tree.edited("file.c", old, "x"):
        pass


def test_missing_tools_are_named_as_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the tools of a kernel build, one line names the packages."""
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(LabUnavailable, match=r"apt-get install -y .*flex bison bc xz-utils") as caught:
        check_host_tools(patching=True)
    assert "\n" not in str(caught.value)
    assert "patch" in str(caught.value)


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_child_dies_with_its_block() -> None:
    """A block that is left by an exception takes its program along, and that program's children."""
    script = "import subprocess, time; p = subprocess.Popen(['sleep', '60']); print(p.pid, flush=True); time.sleep(60)"
    command = [sys.executable, "-c", script]
    with contextlib.suppress(KeyboardInterrupt), process.child(command, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        grandchild = int(program.stdout.readline())
        program.stdout.close()
        raise KeyboardInterrupt
    assert program.returncode == -signal.SIGKILL
    until = time.monotonic() + 5
    while alive(grandchild) and time.monotonic() < until:
        time.sleep(0.01)
    assert not alive(grandchild)


def test_logged_program_shows_its_lines(tmp_path: Path) -> None:
    """The output goes to the log and, line by line, to whoever counts progress; the status comes back."""
    lines: list[str] = []
    status = process.run_logged(
        ["sh", "-c", "echo one; echo two >&2; exit 3"],
        tmp_path / "log",
        cwd=tmp_path,
        environment=dict(os.environ),
        on_line=lines.append,
    )
    assert status == 3
    assert lines == ["one\n", "two\n"]
    assert (tmp_path / "log").read_text() == "one\ntwo\n"


def test_plain_progress_is_one_line_per_stage(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal a build says one line per stage, each with its time, and nothing on standard output."""
    with PlainProgress() as progress:
        progress.stage("first", 10)
        progress.advance(5)
        progress.stage("second")
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"lab: first … [\d.]+ s\nlab: second … [\d.]+ s\n", err)

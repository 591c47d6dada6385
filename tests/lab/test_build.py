"""Kernels of one's own: patches, other options, named kernels, quick rebuilds. Minutes the first time, then seconds."""

from __future__ import annotations

import os
import re
import signal
import time
from typing import TYPE_CHECKING

import pytest

from pydri import lab
from pydri.lab.cache import cache_dir
from pydri.lab.kbuild import debian, open_tree
from pydri.lab.kernel import find_kernel
from pydri.lab.progress import Progress

from .conftest import call, processes_of, start

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow

VGEM = "drivers/gpu/drm/vgem/vgem_drv.c"
NAME = '#define DRIVER_NAME\t"vgem"'


@pytest.fixture(scope="module")
def compiled() -> None:
    """The compiled tree of the standard kernel, which stays in the cache."""
    lab.build(Progress(), keep_tree=True)


def patch_for(text: str, old: str, new: str) -> str:
    """A patch of one line with one line of context around it."""
    lines = text.splitlines()
    at = lines.index(old)
    before, after = lines[at - 1], lines[at + 1]
    return f"--- a/{VGEM}\n+++ b/{VGEM}\n@@ -{at},3 +{at},3 @@\n {before}\n-{old}\n+{new}\n {after}\n"


def driver_names(run: Callable, **options: object) -> list[str]:
    """The names under which DRM drivers register in a machine."""
    # The console says "Initialized" too, where dmesg reaches back to it.
    done = run("sh", "-c", r"dmesg | sed -n 's/.*\[drm\] Initialized \([^ ]*\).*/\1/p'", **options)
    return sorted(done.out.decode().split())


@pytest.mark.usefixtures("compiled")
def test_patch_changes_the_kernel(run: Callable, tmp_path: Path) -> None:
    """A patched kernel is built under a name and runs beside the standard one; the second time it is there already."""
    with open_tree(Progress()) as tree:
        patch = patch_for((tree.source / VGEM).read_text(), NAME, '#define DRIVER_NAME\t"pgem"')
    (tmp_path / "rename.patch").write_text(patch)
    words = ("build", "--patch", str(tmp_path / "rename.patch"), "--name", "test-patched")
    first = call(*words, timeout=1500)
    assert first.returncode == 0, first.stderr
    assert re.search(r"^lab: applying rename\.patch … ", first.stderr, re.M) or first.stderr == ""
    begun = time.monotonic()
    assert call(*words).stdout == first.stdout
    assert time.monotonic() - begun < 10
    assert driver_names(run, kernel="test-patched") == ["pgem", "vkms"]
    assert driver_names(run) == ["vgem", "vkms"]
    assert find_kernel("test-patched").meta()["patches"] == ["rename.patch"]


@pytest.mark.usefixtures("compiled")
def test_rebuild_after_an_edit(run: Callable, tmp_path: Path) -> None:
    """An edited file is in the next kernel, and out of the one after it."""
    with open_tree(Progress()) as tree:
        with tree.edited(VGEM, NAME, '#define DRIVER_NAME\t"egem"'):
            tree.compile(Progress())
            tree.install(tmp_path / "edited")
        tree.compile(Progress())
        tree.install(tmp_path / "restored")
    assert driver_names(run, kernel=tmp_path / "edited") == ["egem", "vkms"]
    assert driver_names(run, kernel=tmp_path / "restored") == ["vgem", "vkms"]


def test_patch_that_does_not_apply(tmp_path: Path) -> None:
    """A patch for another kernel fails by name, with what patch said, and the kernel of its name is not there."""
    (tmp_path / "wrong.patch").write_text(
        f"--- a/{VGEM}\n+++ b/{VGEM}\n@@ -1,2 +1,2 @@\n-no such line\n+x\n and no such\n"
    )
    done = call("build", "--patch", str(tmp_path / "wrong.patch"), "--name", "test-wrong", timeout=1500)
    assert done.returncode == 1
    assert "the patch wrong.patch does not apply" in done.stderr
    assert "Traceback" not in done.stderr
    with pytest.raises(lab.KernelMissing):
        find_kernel("test-wrong")


def test_options_that_cannot_be(tmp_path: Path) -> None:
    """An option that this kernel does not know or cannot have is named, before anything is compiled."""
    (tmp_path / "more.config").write_text("CONFIG_SMALL_BUT_NOT_THERE=y\nCONFIG_DRM_I915=y\nCONFIG_DRM=y\n")
    done = call("build", "--config", str(tmp_path / "more.config"), timeout=600)
    assert done.returncode == 1
    assert "CONFIG_SMALL_BUT_NOT_THERE=y (is n), CONFIG_DRM_I915=y (is n)" in done.stderr
    assert "CONFIG_DRM=y" not in done.stderr
    assert "compiling" not in done.stderr


def test_interrupted_build_goes_on(tmp_path: Path) -> None:
    """Ctrl-C stops the compiler at once; the next build goes on where this one was."""
    place = tmp_path / "source"
    place.mkdir()
    for package in (cache_dir() / "source").glob("*.deb"):
        (place / package.name).symlink_to(package)
    environment = os.environ | {"PYDRI_CACHE": str(tmp_path)}
    begun = []
    for _attempt in range(2):
        process = start("build", env=environment)
        log = wait_for_log(tmp_path, "  CC ", process)
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=20)
        assert process.returncode == 130, err
        assert b"Traceback" not in err
        assert processes_of(tmp_path, wait=5) == []
        assert not any(path.name == "linux" for path in tmp_path.glob("kernels/*/*"))
        begun.append(err.decode())
        log.write_text("")
    assert "unpacking" in begun[0]
    assert "unpacking" not in begun[1]
    assert "configuring" not in begun[1]


def test_old_package_lists_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where this system's package lists are missing, the source is found with lists of our own."""
    (tmp_path / "none" / "partial").mkdir(parents=True)
    settings = tmp_path / "apt.conf"
    settings.write_text(f'Dir::State::Lists "{tmp_path}/none";\n')
    monkeypatch.setenv("APT_CONFIG", str(settings))
    monkeypatch.setattr(debian, "PACKAGE", "bc")  # as the kernel's source, but small
    found = debian._download(tmp_path / "source", Progress())
    assert found.name.startswith("bc_")
    assert [path.name for path in (tmp_path / "source").iterdir()] == [found.name]
    assert not list((tmp_path / "none").glob("*Packages*")), "the system's own lists were touched"


def wait_for_log(cache: Path, text: str, process: subprocess.Popen[bytes]) -> Path:
    """Wait until a build log in the cache has `text`; the log."""
    until = time.monotonic() + 300
    while time.monotonic() < until and process.poll() is None:
        for log in cache.glob("trees/*/build.log"):
            if text in log.read_text():
                return log
        time.sleep(0.1)
    raise AssertionError(f"no {text!r} in the log: {process.communicate()}")

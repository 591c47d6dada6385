"""A root of another distribution: built once, found by name, run with its own Python and Mesa, and our wheel in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from pydri import lab
from pydri.lab import contract, rootfs

from .conftest import NAME, call, processes_of, start

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow

WHERE = """
import json, pydrm, pydrm._native, pygbm, pyegl, pydri, numpy, sys
modules = (pydrm, pydrm._native, pygbm, pyegl, pydri)
print(json.dumps([sys.version_info[:2], [module.__file__ for module in modules], pydrm._native.lib.DRM_CAP_PRIME]))
"""
RENDERER = """
import os
os.environ["PYOPENGL_PLATFORM"] = "egl"
from OpenGL import EGL, GL
display = EGL.eglGetDisplay(EGL.EGL_DEFAULT_DISPLAY)
assert EGL.eglInitialize(display, None, None) and EGL.eglBindAPI(EGL.EGL_OPENGL_API)
context = EGL.eglCreateContext(display, None, None, [EGL.EGL_NONE])
assert EGL.eglMakeCurrent(display, None, None, context)
print(GL.glGetString(GL.GL_VERSION).decode())
"""
TESTS = """
import os, sys, pydrm, pygbm

def test_wheel():
    for package in (pydrm, pygbm):
        assert package.__file__.startswith("/tmp/.pydri-lab/")
        assert os.path.exists(os.path.join(os.path.dirname(package.__file__), "_native.abi3.so"))
    assert sys.version_info[:2] == (3, 13)

def test_place():
    assert os.getcwd() == "/tmp/.pydri-lab/tests/sub"
    with open(os.path.join(os.environ["PYDRI_RESULTS"], "seen"), "w") as file:
        file.write(os.environ["PYDRI_RESULTS"])
"""


@pytest.mark.usefixtures("clean")
def test_another_python_and_mesa(tree: Path, run: Callable) -> None:
    """The machine's Python is 3.13, and its Mesa, asked through OpenGL, is 25; the notes of the build agree."""
    done = run("python3", "-c", RENDERER, root=NAME, env={"EGL_PLATFORM": "surfaceless"})
    assert done.result.status == 0, done.err.decode()
    assert "Mesa 25." in done.out.decode()
    (root,) = [root for root in rootfs.list_roots() if root.tree == tree]
    assert root.is_current
    assert f"Mesa {root.meta()['mesa']}" in done.out.decode()
    assert run("python3", "--version", root=NAME).out.decode().split() == ["Python", root.meta()["python"]]
    assert root.meta()["python"].startswith("3.13.")


@pytest.mark.usefixtures("clean", "tree")
def test_the_wheel_is_what_runs(run: Callable) -> None:
    """The packages come from the mounted wheel, compiled modules included, and work under the other Python."""
    options = {"root": NAME, "mounts": lab.project_mounts(), "env": lab.project_environment()}
    done = run("python3", "-c", WHERE, **options)
    assert done.result.status == 0, done.err.decode()
    version, files, prime = json.loads(done.out)
    assert version == [3, 13]
    assert files[1] == f"{contract.PROJECT}/pydrm/_native.abi3.so"
    assert all(file.startswith(f"{contract.PROJECT}/py") for file in files)
    assert prime == 5
    done = run("python3", "-m", "pydrm", "--json", **options)
    assert sorted(each["driver"] for each in json.loads(done.out)) == ["vgem", "vkms"], done.err.decode()


@pytest.mark.usefixtures("clean", "tree")
def test_command_line_takes_the_name() -> None:
    """`pydri lab run --root NAME --project` is the same; without --project the tree has nothing of ours."""
    with_project = call("run", "--root", NAME, "--project", "--", "python3", "-c", WHERE)
    assert with_project.returncode == 0, with_project.stderr
    assert json.loads(with_project.stdout)[0] == [3, 13]
    without = call("run", "--root", NAME, "--", "python3", "-c", "import pydrm")
    assert without.returncode == 1
    assert "No module named 'pydrm'" in without.stderr


@pytest.mark.usefixtures("clean")
def test_second_build_is_there_already(tree: Path) -> None:
    """The command prints the same path at once; status and --list name the root with its versions."""
    begun = time.monotonic()
    done = call("root", NAME)
    assert (done.returncode, done.stdout) == (0, f"{tree}\n"), done.stderr
    assert time.monotonic() - begun < 10
    assert f"{NAME}: Python 3.13." in call("root", "--list").stdout
    assert f"root tree   {NAME}: Python 3.13." in call("status").stdout


@pytest.mark.usefixtures("tree")
def test_pytest_option(tmp_path: Path) -> None:
    """A project's tests run in the root, from where they were started; what it has of our packages is covered."""
    for name in ("sub", "pydrm", "pygbm"):
        (tmp_path / name).mkdir()
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    for name in ("pydrm", "pygbm"):
        (tmp_path / name / "__init__.py").write_text("raise ImportError('of the checkout')\n")
    (tmp_path / "test_it.py").write_text(TESTS)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pytest", "-q", "--lab", "--lab-root", NAME, "--lab-results", "out",
         "--junitxml", "out/junit.xml", f"{tmp_path}/test_it.py"],
        cwd=tmp_path / "sub", capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout
    assert (tmp_path / "sub/out/seen").read_text() == f"{contract.TESTS}/sub/out"
    assert "test_place" in (tmp_path / "sub/out/junit.xml").read_text()


def test_pytest_from_elsewhere_is_refused(tmp_path: Path, tree: Path) -> None:
    """Relative paths would mean something else there, so tests of another directory are refused in one line."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_it.py").write_text("def test_it(): pass\n")
    words = ["--lab", "--lab-root", str(tree), f"{tmp_path}/test_it.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words], cwd="/", capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert f"the tests are started in pytest's root directory {tmp_path}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("root", "debian-7"), ("run", "--root", "debian-7", "--", "true")])
def test_name_that_nobody_knows(words: tuple[str, ...]) -> None:
    """One line with the names that there are, and no machine and no build."""
    done = call(*words)
    assert done.returncode == 2
    assert "debian-12, debian-13" in done.stderr
    assert "Traceback" not in done.stderr


def test_python_call_names_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`lab.run` builds nothing by itself: a missing root is an error with the command that makes it."""
    monkeypatch.setenv("PYDRI_CACHE", str(tmp_path))
    with pytest.raises(lab.RootMissing, match=f"run `pydri lab root {NAME}`"):
        lab.run(["true"], root=NAME)


def test_mirror_that_is_none(tmp_path: Path) -> None:
    """A build that fails says so in one line, with its log, and leaves no root."""
    environment = os.environ | {"PYDRI_CACHE": str(tmp_path)}
    done = call("root", NAME, "--mirror", "http://127.0.0.1:1/debian", env=environment)
    assert done.returncode in (1, 2), done.stderr
    if done.returncode == 1:
        assert f"{tmp_path}/roots/" in done.stderr
    assert "Traceback" not in done.stderr
    assert not [path for path in tmp_path.glob("roots/*") if path.is_dir()]


@pytest.mark.skipif(
    os.geteuid() != 0, reason="without root the tree comes through a pipe, and there is no log to wait for"
)
def test_interrupted_build(tmp_path: Path) -> None:
    """Ctrl-C ends every process of the build; what it leaves is no root, has no mounts, and goes with --remove."""
    environment = os.environ | {"PYDRI_CACHE": str(tmp_path)}
    process = start("root", NAME, env=environment)
    try:
        wait_for(tmp_path, "I: Extracting", process)
        second = start("root", NAME, env=environment)  # waits for the lock of the first one, and then builds itself
        time.sleep(1)
        assert second.poll() is None
        second.send_signal(signal.SIGINT)
        assert second.wait(20) == 130
    finally:
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=20)
    assert process.returncode == 130, err
    assert b"Traceback" not in err
    assert processes_of(tmp_path, wait=5) == []
    assert rootfs.mounted_below(tmp_path) == []
    assert call("root", "--list", env=environment).stdout == ""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYDRI_CACHE", str(tmp_path))
        with pytest.raises(lab.RootMissing):
            rootfs.find_root(NAME)
    assert call("root", "--remove", NAME, env=environment).returncode == 0
    assert not list(tmp_path.glob("roots/.*.partial"))


def wait_for(cache: Path, text: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a build log in the cache has `text`."""
    until = time.monotonic() + 300
    while time.monotonic() < until and process.poll() is None:
        if any(text in log.read_text() for log in cache.glob("roots/.*.log")):
            return
        time.sleep(0.1)
    raise AssertionError(f"no {text!r} in the log: {process.communicate()}")

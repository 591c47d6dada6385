"""What is built from a source distribution: one abi3 wheel, with nothing of the system's in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pydrm", "pygbm", "pyegl", "pydri")
FILES = ("pyproject.toml", "setup.py", "native_build.py", "bindings.h", "MANIFEST.in", "README.md", "LICENSE")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc"),
]


def run(*command: str, cwd: Path) -> str:
    answer = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout[-2000:] + answer.stderr[-2000:]
    return answer.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution of a copy of the tree: nothing may be forgotten in either."""
    pytest.importorskip("setuptools", minversion="77")
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    tree.mkdir()
    for name in FILES:
        shutil.copyfile(ROOT / name, tree / name)
    for name in PACKAGES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    run(sys.executable, "setup.py", "-q", "sdist", cwd=tree)
    (source,) = (tree / "dist").glob("*.tar.gz")
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-cache-dir")
    run(*pip, "-w", str(folder), str(source), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_one_wheel_for_every_python(wheel: Path) -> None:
    """The stable ABI: the same wheel serves CPython 3.11 and everything after."""
    assert "-cp311-abi3-linux_" in wheel.name


def test_no_library_of_the_system_is_inside(wheel: Path) -> None:
    """Three compiled modules and nothing else that is compiled; sources of the build stay out."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    compiled = sorted(name for name in names if ".so" in name or name.endswith((".a", ".o")))
    assert compiled == sorted(f"{package}/_native.abi3.so" for package in PACKAGES[:3])
    assert not [name for name in names if name.endswith(("_source.c", ".h", ".pyc"))]
    assert {"pydrm/uapi.py", "pydrm/_native.pyi", "pydrm/py.typed", "pygbm/py.typed", "pyegl/py.typed"} <= set(names)


def test_nothing_is_linked(wheel: Path, tmp_path: Path) -> None:
    """The modules depend on the C library alone."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    for package in PACKAGES[:3]:
        output = run("readelf", "-d", str(tmp_path / package / "_native.abi3.so"), cwd=tmp_path)
        needed = {line.split("[")[1].rstrip("]") for line in output.splitlines() if "(NEEDED)" in line}
        # The loader itself is there for the thread-local text of the last error.
        needed = {name for name in needed if not name.startswith("ld-linux")}
        assert needed <= {"libc.so.6", "libdl.so.2", "libpthread.so.0"}, package


def test_it_works_where_it_is_unpacked(wheel: Path, tmp_path: Path) -> None:
    """The wheel's own files are enough: the compiled modules import and answer."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = "import pydrm._native as d, pygbm._native as g, pyegl._native as e; print(d.lib.DRM_CAP_PRIME, d.__file__)"
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"
    assert run(sys.executable, "-c", program, cwd=tmp_path) == f"5 {tmp_path}/pydrm/_native.abi3.so\n"

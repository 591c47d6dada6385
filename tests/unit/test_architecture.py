"""The house stands: imports point down, modules stay small, importing stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pydrm", "pygbm", "pyegl", "pydri")
MAY_IMPORT = {
    "pydrm": {"pydrm"},
    "pygbm": {"pygbm", "pydrm"},
    "pyegl": {"pyegl", "pydrm"},
    "pydri": {"pydri", "pydrm", "pygbm", "pyegl"},
}
MAX_LINES = 350
GENERATED = "GENERATED from bindings.h"


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def is_generated(path: Path) -> bool:
    return GENERATED in "\n".join(path.read_text().splitlines()[:5])


def imported(path: Path) -> set[str]:
    """Top names of everything that a module imports, wherever in the file; relative imports are its own package's."""
    own = path.relative_to(ROOT).parts[0]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            depth = len(path.relative_to(ROOT).parts) - 1
            assert node.level <= depth, f"{path}: a relative import that leaves the package"
            found.add(own if node.level else (node.module or "").partition(".")[0])
    return found


def every_module() -> list[Path]:
    return [path for package in PACKAGES for path in modules(package)]


@pytest.mark.parametrize("package", PACKAGES)
def test_arrows_point_down(package: str) -> None:
    """No package knows one that stands on it or beside it."""
    for path in modules(package):
        up = (imported(path) & set(PACKAGES)) - MAY_IMPORT[package]
        assert not up, f"{path.relative_to(ROOT)} imports {', '.join(sorted(up))}"


def test_the_check_sees_an_arrow_that_points_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The architecture test can fail."""
    (tmp_path / "pydrm").mkdir()
    (tmp_path / "pydrm" / "bad.py").write_text("def later():\n    from pygbm import device\n")
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    with pytest.raises(AssertionError, match="pygbm"):
        test_arrows_point_down("pydrm")


@pytest.mark.parametrize("path", every_module(), ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small(path: Path) -> None:
    """A module that outgrows a screenful of thought is two modules."""
    if is_generated(path):
        pytest.skip("generated")
    lines = len(path.read_text().splitlines())
    assert lines <= MAX_LINES, f"{path.relative_to(ROOT)} has {lines} lines"


@pytest.mark.parametrize("path", every_module(), ids=lambda path: str(path.relative_to(ROOT)))
def test_border_is_kept(path: Path) -> None:
    """Only the packages' own code reaches into `_native`; the joined floor uses the public names."""
    if path.relative_to(ROOT).parts[0] != "pydri":
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert "_native" not in node.module, f"{path.relative_to(ROOT)}:{node.lineno} imports {node.module}"


CORES = ("pydrm", "pygbm", "pyegl")
HEAVY = [
    "numpy",
    "asyncio",
    "ctypes",
    "rich",
    "click",
    "matplotlib",
    "socket",
    "logging",
    "json",
    "OpenGL",
    "subprocess",
]


@pytest.mark.parametrize("package", CORES)
def test_importing_is_light(package: str) -> None:
    """An import loads neither numpy nor anything else that only some programs need."""
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; before = set(sys.modules); import {package}; print(*set(sys.modules) - before)",
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert package in loaded
    assert not set(HEAVY) & set(loaded)


@pytest.mark.parametrize("package", [*CORES, "pyegl.debug"])
def test_no_library_is_loaded_by_import(package: str) -> None:
    """An import maps none of libdrm, libgbm, libEGL, and no driver: they are found at the first call."""
    maps = subprocess.run(
        [sys.executable, "-c", f"import {package}; print(open('/proc/self/maps').read())"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert not [
        line
        for line in maps.splitlines()
        if any(name in line for name in ("libdrm", "libgbm", "libEGL", "libGL", "_dri.so"))
    ]

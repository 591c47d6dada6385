"""The generated files are those that scripts/regen.py makes from bindings.h, anywhere and at any time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REGEN = ROOT / "scripts/regen.py"
GENERATED = [
    *(f"{package}/{name}" for package in ("pydrm", "pygbm", "pyegl") for name in ("_native_source.c", "_native.pyi")),
    "pydrm/uapi.py",
    "pydrm/_fourcc_table.py",
    "pyegl/_extension_table.py",
]


def regen(root: Path, *options: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, str(REGEN), "--root", str(root), *options]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with bindings.h and what is generated from it."""
    for name in ("bindings.h", *GENERATED):
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return tmp_path


def test_everything_is_up_to_date() -> None:
    """The check of the gate: what is committed is what the generator writes."""
    answer = regen(ROOT, "--check")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


@pytest.mark.parametrize("name", GENERATED)
def test_each_file_says_what_it_is(name: str) -> None:
    """The mark in the first line; no date and no path of a machine in the text."""
    first, text = (ROOT / name).read_text(encoding="utf-8").split("\n", 1)
    assert first.strip("/*# ") == "GENERATED from bindings.h by scripts/regen.py"
    assert not re.search(r"/home/|/work/|/root/|20[0-9][0-9]-[01][0-9]-[0-3][0-9]", text)


def test_a_change_is_noticed(copy: Path) -> None:
    """--check names every stale file and shows where it differs; it writes nothing."""
    header = copy / "bindings.h"
    header.write_text(header.read_text().replace("#define DRM_CAP_PRIME 0x5", "#define DRM_CAP_PRIME 0x6"))
    before = (copy / "pydrm/uapi.py").read_bytes()
    answer = regen(copy, "--check")
    assert answer.returncode == 1
    assert "pydrm/uapi.py is out of date" in answer.stdout
    assert "-DRM_CAP_PRIME = 0x5\n    +DRM_CAP_PRIME = 0x6" in answer.stdout
    assert "pydrm/_native_source.c is out of date" in answer.stdout
    assert "pygbm" not in answer.stdout
    assert (copy / "pydrm/uapi.py").read_bytes() == before


def test_a_missing_file_is_noticed_and_made(copy: Path) -> None:
    """A file that is not there counts as stale; the plain command writes it, and then nothing is left to do."""
    (copy / "pydrm/_fourcc_table.py").unlink()
    assert regen(copy, "--check").returncode == 1
    assert regen(copy).stdout == "wrote pydrm/_fourcc_table.py\n"
    assert regen(copy, "--check").returncode == 0
    assert regen(copy).stdout == ""


def test_the_same_text_every_time(copy: Path) -> None:
    """The result depends on bindings.h alone: not on the place, the hash seed or an earlier run."""
    for name in GENERATED:
        (copy / name).unlink()
    assert regen(copy, seed="4242").returncode == 0
    for name in GENERATED:
        assert (copy / name).read_bytes() == (ROOT / name).read_bytes(), name


def test_a_new_declaration_reaches_every_layer(copy: Path) -> None:
    """One line in bindings.h is enough: C trampoline, stub, ctypes struct and function."""
    header = copy / "bindings.h"
    text = header.read_text()
    text = text.replace(
        "int drmClose(int fd);", "int drmClose(int fd);\nint drmNew(int fd, const char *); /* since libdrm 9 */"
    )
    text = text.replace(
        "struct drm_event {",
        "struct drm_new {\n    uint32_t left;\n    uint8_t right[4];\n};\n\n"
        "#define DRM_IOCTL_NEW 0xc00864f0 /* _IOWR('d', 0xf0, struct drm_new) */\n\nstruct drm_event {",
    )
    header.write_text(text)
    assert regen(copy).returncode == 0
    source = (copy / "pydrm/_native_source.c").read_text()
    assert '{"drmNew", "libdrm 9", 0, NULL}' in source
    assert "static int drmNew(int fd, const char *a1) {" in source
    assert "#define DRM_IOCTL_NEW _IOWR('d', 0xf0, struct drm_new)" in source
    assert "def drmNew(self, fd: int, a1: Pointer, /) -> int: ..." in (copy / "pydrm/_native.pyi").read_text()
    uapi = (copy / "pydrm/uapi.py").read_text()
    assert 'class drm_new(_Struct):\n    _fields_ = (\n        ("left", ctypes.c_uint32),' in uapi
    assert "def new(file: int, /, *, left: int = 0, right: Sequence[int] = ()) -> drm_new:" in uapi
    assert 'DRM_IOCTL_NEW = _IOWR("d", 0xF0, drm_new)' in uapi


def test_what_the_dialect_does_not_know(copy: Path) -> None:
    """An expression that only a compiler could evaluate is refused, not guessed."""
    header = copy / "bindings.h"
    header.write_text(header.read_text().replace("_DRM_VBLANK_RELATIVE = 0x1,", "_DRM_VBLANK_RELATIVE = sizeof(int),"))
    answer = regen(copy, "--check")
    assert answer.returncode == 1
    assert "only literals, names, | and << may be used" in answer.stderr

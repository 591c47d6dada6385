"""The exerciser and Mesa: the loader's verdict, who draws into whose buffers, GBM and EGL in the sharing matrix."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from pydri import scene

from .conftest import exercise
from .test_exercise import own_tmp  # noqa: F401

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("clean")

DEVICES = ("vgem", "vkms")


class Run:
    """What a run left."""

    def __init__(self, out: Path, done: subprocess.CompletedProcess[str]) -> None:
        self.out = out
        self.text = " ".join(done.stdout.split())
        """What it printed, without the terminal's lines."""
        self.report: dict[str, Any] = json.loads((out / "report.json").read_text())

    def checks(self, stage: str) -> list[dict[str, Any]]:
        """The checks of a stage."""
        return [check for each in self.report["stages"] if each["name"] == stage for check in each["checks"]]

    def outcomes(self, name: str) -> dict[tuple[str, str], tuple[str, str | None]]:
        """Outcome and crash of the rendering stage's checks, by who draws and whose buffer or view it is."""
        checks = [check for check in self.checks("rendering") if check["name"] == name]
        return {(check["subject"], check["other"]): (check["outcome"], check["crash"]) for check in checks}

    def cell(self, exporter: str, importer: str) -> str:
        """A cell of the sharing matrix."""
        matrix = self.report["matrix"]
        row, column = matrix["exporters"].index(exporter), matrix["importers"].index(importer)
        return str(matrix["cells"][row][column])


def run(cwd: Path, *words: str) -> Run:
    """A run that keeps its promises."""
    done = exercise(*words, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return Run(cwd / "exercise-out", done)


def check_own(made: Run) -> None:
    """What every Mesa has to do: draw into its own buffers, show it, and prove it by the scene."""
    verdicts = {check["subject"]: check["values"] for check in made.checks("drivers")}
    for device in DEVICES:
        assert verdicts[device]["driver"] == "kms_swrast"
        assert verdicts[device]["renderer"].startswith("llvmpipe")
        assert verdicts[device]["node"].startswith("/dev/dri/card")  # on the render node nothing can be allocated
        assert (verdicts[device]["software"], verdicts[device]["gbm_backend"]) == (1, "drm")
        assert made.outcomes("draw")[device, f"{device} GBM"] == ("ok", None)
        assert made.outcomes("draw")[device, f"{device} dumb"] == ("ok", None)
        for seen_by in (*DEVICES, "CPU mmap"):
            assert made.outcomes("show")[device, seen_by] == ("ok", None)
            assert made.cell(f"{device} GBM", seen_by) == "ok"
        for importer in ("GBM", "EGL"):
            assert made.cell(device, f"{device} {importer}") == "ok"
            assert made.cell(f"{device} GBM", f"{device} {importer}") == "ok"
    assert verdicts["software"]["node"] == ""


def check_pictures(made: Run) -> None:
    """Every drawing that went well is a file, and shows the scene."""
    names = [check["values"]["picture"] for check in made.checks("rendering") if "picture" in check["values"]]
    well = [key for key, (outcome, _) in made.outcomes("draw").items() if outcome == "ok"]
    assert len(names) == len(well)
    assert sorted(name for name in os.listdir(made.out) if name.startswith("rendered-")) == sorted(names)
    for name in names:
        with Image.open(made.out / name) as picture:
            pixels = np.asarray(picture.convert("RGBA"))
        assert scene.compare(pixels).ok
    for name in ("rendering.png", "formats.png", "sharing.png"):
        with Image.open(made.out / name) as picture:
            picture.load()
            assert picture.format == "PNG"


def check_formats(made: Run) -> None:
    """Each format is a check; on the devices' own buffers every one of them is right."""
    own = [
        check
        for check in made.checks("sharing")
        if "format" in check["values"] and check["subject"] == "vgem GBM" and check["other"] == "vgem EGL"
    ]
    formats = {check["values"]["format"] for check in own}
    assert {"XRGB8888", "ARGB8888", "ABGR2101010", "RGB565", "R8", "GR88", "ABGR16161616F"} <= formats
    assert {check["outcome"] for check in own} == {"ok"}


def test_rendering(whole: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """With this machine's Mesa: own buffers work, foreign ones are answered for, a crash ends nothing."""
    done, place = whole
    made = Run(place / "exercise-out", done)
    check_own(made)
    check_pictures(made)
    check_formats(made)
    foreign = {key: value for key, value in made.outcomes("draw").items() if not key[1].startswith(key[0])}
    assert len(foreign) == 2 * 4 + 6
    assert {outcome for outcome, _ in foreign.values()} <= {"ok", "refused", "crashed", "absent"}
    if "Mesa 22.3" in made.checks("drivers")[0]["values"]["gl_version"]:
        # kms_swrast cannot map what another driver made, and follows NULL; swrast imports nothing.
        assert {value for (drawer, _), value in foreign.items() if drawer in DEVICES} == {("crashed", "SIGSEGV")}
        assert {value for (drawer, _), value in foreign.items() if drawer == "software"} == {("absent", None)}
        assert made.report["verdict"]["crashed"] == 8
        assert "SIGSEGV at clear (8 times" in made.text


@pytest.mark.slow
def test_the_mesa_of_debian_13(tmp_path: Path) -> None:
    """In another root: its software renderer draws into everybody's buffers, and exports to everybody."""
    made = run(tmp_path, "--root", "debian-13")
    check_own(made)
    check_pictures(made)
    check_formats(made)
    assert made.report["environment"]["system"].startswith("Debian GNU/Linux 13")
    assert "Mesa 25.0" in made.checks("drivers")[0]["values"]["gl_version"]
    draws = made.outcomes("draw")
    for allocator in ("vgem GBM", "vgem dumb", "vkms GBM", "vkms dumb", "udmabuf", "system heap"):
        assert draws["software", allocator] == ("ok", None)
    for importer in (*DEVICES, "CPU mmap", "software EGL"):
        assert made.cell("software EGL", importer) == "ok"
    assert draws["vgem", "vkms dumb"] == ("crashed", "SIGSEGV")


BLOCK = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name == "OpenGL" or name.startswith("OpenGL."):
            raise ModuleNotFoundError(f"No module named {name!r}")
sys.meta_path.insert(0, Blocked())
"""


def sentences(made: Run, stage: str) -> set[tuple[str, str]]:
    """Outcomes and details of a stage."""
    return {(check["outcome"], check["detail"]) for check in made.checks(stage)}


def test_without_pyopengl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdict needs no PyOpenGL; drawing and EGL's part of the matrix are not there, with the line to type."""
    (tmp_path / "tmp" / "sitecustomize.py").write_text(BLOCK)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "tmp"))
    made = run(tmp_path, "vkms")
    assert {outcome for outcome, _ in sentences(made, "drivers")} == {"ok"}
    assert {outcome for outcome, _ in made.outcomes("draw").values()} == {"absent"}
    assert "pip install 'pydri[gl]'" in made.text
    assert made.cell("vkms GBM", "vkms GBM") == "ok"
    assert made.cell("vkms GBM", "vkms EGL") == "-"


@pytest.mark.parametrize("library", ["PYDRI_LIBEGL", "PYDRI_LIBGBM"])
def test_without_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    """A library that is not installed is not there; what needs none of it is done."""
    monkeypatch.setenv(library, "/nowhere/lib.so.1")
    made = run(tmp_path, "vkms")
    verdict = made.checks("drivers")[0]
    assert verdict["outcome"] == "absent"
    assert "/nowhere/lib.so.1" in verdict["detail"]
    assert made.cell("vkms", "CPU mmap") == "ok"
    assert made.report["verdict"]["error"] == 0


def test_without_a_driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mesa without any driver for the device refuses, which is an answer."""
    (tmp_path / "tmp" / "empty").mkdir()
    monkeypatch.setenv("LIBGL_DRIVERS_PATH", str(tmp_path / "tmp" / "empty"))
    made = run(tmp_path, "vkms")
    verdict = made.checks("drivers")[0]
    assert verdict["subject"] == "vkms"
    assert verdict["outcome"] == "refused"
    assert verdict["detail"]
    assert not [check for check in made.checks("rendering") if check["subject"] == "vkms"]

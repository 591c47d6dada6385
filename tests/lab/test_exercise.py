"""The exerciser for real: the whole command, on the lab's vgem, vkms, udmabuf and system heap."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from .conftest import exercise

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("clean")


@pytest.fixture(autouse=True)
def own_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary directory of this test's own, in which nothing may stay."""
    own = tmp_path / "tmp"
    own.mkdir()
    monkeypatch.setenv("TMPDIR", str(own))
    tempfile.tempdir = None
    return own


def test_everything(whole: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """The whole run: every pair shares, every fence holds, every buffer travels; tables, report and pictures. What Mesa
    makes of it is in test_exercise_rendering."""
    done, place = whole
    assert done.returncode == 0, done.stderr
    report = json.loads((place / "exercise-out" / "report.json").read_text())
    labels = ["vgem", "vkms", "udmabuf", "system heap"]
    assert report["matrix"]["exporters"][:4] == labels
    assert report["matrix"]["importers"][:3] == ["vgem", "vkms", "CPU mmap"]
    assert [row[:3] for row in report["matrix"]["cells"][:4]] == [["ok"] * 3] * 4
    verdict = report["verdict"]
    assert (verdict["status"], verdict["broken"], verdict["error"]) == (0, 0, 0)
    made = {
        (stage["name"], check["subject"], check["name"], check["other"])
        for stage in report["stages"]
        for check in stage["checks"]
    }
    for label in labels:
        assert ("passing", label, "there and back", None) in made
        assert ("fences", label, "sync_file", None) in made
    for name in ("write fence", "read fence", "fence as sync_file"):
        assert ("fences", "vgem", name, None) in made
    for label in labels[1:]:
        assert ("fences", "vgem", "fence on an import", label) in made
    assert report["environment"]["lab"] == "uml"
    assert [device["driver"] for device in report["devices"]] == ["vgem", "vkms"]
    assert (place / "exercise-out" / "sharing.png").read_bytes().startswith(b"\x89PNG")
    assert "Every promise was kept" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout + done.stderr
    assert os.listdir(place / "tmp") == []


def test_own_and_foreign_views(whole: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """A device looks at its own buffer through the handle, at others' through the dma-buf that its handle exports."""
    report = json.loads((whole[1] / "exercise-out" / "report.json").read_text())
    views = {
        (check["subject"], check["other"]): check["values"]["view"]
        for stage in report["stages"]
        if stage["name"] == "sharing"
        for check in stage["checks"]
        if "view" in check["values"]
    }
    assert views["vgem", "vgem"] == views["vkms", "vkms"] == "handle"
    assert views["vgem", "vkms"] == views["vkms", "vgem"] == views["udmabuf", "vgem"] == "dma-buf"


def test_json(tmp_path: Path) -> None:
    """--json prints the report that it writes, and nothing else."""
    done = exercise("--json", "--out", "o", "vkms", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout) == json.loads((tmp_path / "o" / "report.json").read_text())
    assert json.loads(done.stdout)["matrix"]["importers"] == ["vkms", "CPU mmap", "vkms GBM", "vkms EGL"]


def test_a_render_node(tmp_path: Path) -> None:
    """On a render node dumb buffers are refused, which is an answer; importing and fences work."""
    done = exercise("/dev/dri/renderD128", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "exercise-out" / "report.json").read_text())
    assert report["matrix"]["exporters"][:3] == ["vgem", "udmabuf", "system heap"]
    assert [row[:2] for row in report["matrix"]["cells"][:3]] == [["EACCES", "EACCES"], ["ok", "ok"], ["ok", "ok"]]
    (verdict,) = report["stages"][0]["checks"]
    assert (verdict["values"]["node"], verdict["values"]["allocates"]) == ("/dev/dri/renderD128", 0)
    assert [device["node_type"] for device in report["devices"]] == ["render"]
    assert not report["devices"][0]["was_master"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nouveau"], "no DRM device is called 'nouveau'; there are: vgem"),
        (["/dev/null"], "/dev/null is no DRM device node"),
        (["/dev/dri/card9"], "/dev/dri/card9: there is no such file"),
        (["--out", "/proc/nowhere"], "cannot write to /proc/nowhere"),
        (["--bogus"], "No such option"),
    ],
)
def test_what_cannot_be_done(tmp_path: Path, own_tmp: Path, words: list[str], said: str) -> None:
    """One line that says what to do, status 2, nothing written, nothing left."""
    done = exercise(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert os.listdir(tmp_path) == ["tmp"]
    assert os.listdir(own_tmp) == []


def test_without_permission(run: Callable) -> None:
    """A user who may open no node is told which group to join; with the group the render node is enough."""
    script = """
import os, stat, sys
os.chown("/dev/dri/renderD128", 0, 44); os.chmod("/dev/dri/renderD128", 0o660)
# Everything that will be needed: the interpreter's own files may be in a directory that nobody may not enter.
import grp, pydrm.deviceinfo
from pydri import inventory
from pydri.cli import main
from pydri.exercise import command, plan
from pydri.report import json
os.setgroups([]); os.setresgid(65534, 65534, 65534)
pid = os.fork()
if pid:
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 2
    os.setgroups([44])
    os.setresuid(65534, 65534, 65534)
    (entry,) = inventory.choose(inventory.entries(), [])
    print(entry.node, *entry.access.values())
else:
    os.setresuid(65534, 65534, 65534)
    main(["exercise", "--out", "/dev/shm/never"])
"""
    done = run(sys.executable, "-c", script)
    assert done.result.status == 0, done.err.decode()
    assert done.out.decode().split() == ["/dev/dri/renderD128", "EACCES", "None"]
    message = done.err.decode()
    assert message.count("\n") == 1
    assert "/dev/dri/renderD128 may not be opened by this user; run `sudo usermod -aG video $USER`" in message


def test_one_format_is_enough(whole: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path) -> None:
    """--quick: of each pair the check that stands for it in the matrix, which is the same matrix."""
    done = exercise("--quick", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    report, every = (json.loads((place / "exercise-out" / "report.json").read_text()) for place in (tmp_path, whole[1]))
    assert report["matrix"] == every["matrix"]
    (checks,) = [stage["checks"] for stage in report["stages"] if stage["name"] == "sharing"]
    pairs = [(check["subject"], check["other"]) for check in checks]
    assert len(pairs) == len(set(pairs))

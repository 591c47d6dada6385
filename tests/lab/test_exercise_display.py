"""The exerciser and displays: everybody's buffers on the screen of vkms, and screens that are left alone."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from pydri import scene
from pydri.exercise.screen import FRAMES

from .test_exercise import own_tmp  # noqa: F401
from .test_exercise_rendering import Run
from .test_exercise_rendering import run as exercised

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("clean")

SHOWN = ("vgem GBM", "vkms GBM", "vgem dumb", "vkms dumb", "udmabuf", "system heap")


def check_screen(made: Run) -> None:
    """Everything is on the screen of vkms, behind fences, and was captured; the copy says what it copied."""
    checks = {(check["subject"], check["name"]): check for check in made.checks("display")}
    assert list(checks) == [*((label, "show") for label in SHOWN), ("software", "copy")]
    for (label, name), check in checks.items():
        values = check["values"]
        assert (check["other"], check["outcome"]) == ("vkms", "ok"), check
        assert values["mode"] == "640x480@59.94"
        assert values["frames"] == FRAMES
        assert 1 < values["frames_per_s"] < 70  # one flip per frame of the display, of which there are 60
        assert values["copied_bytes"] == (0 if name == "show" else FRAMES * 640 * 480 * 4)
        assert values.get("behind_a_fence") == (FRAMES if name == "show" else None)
        assert values["difference_max"] <= (1 if "GBM" in label or name == "copy" else 0)
        with Image.open(made.out / values["picture"]) as picture:
            pixels = np.asarray(picture.convert("RGBA"))
        assert not scene.compare(pixels).ok  # it has moved
        assert scene.compare(np.roll(pixels, -640 // 8, axis=1)).ok
    with Image.open(made.out / "display.png") as picture:
        picture.load()


def test_display(whole: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """With this machine's Mesa, in some seconds."""
    done, place = whole
    made = Run(place / "exercise-out", done)
    check_screen(made)
    assert "Display: a scene that moves, on screens that were free" in made.text
    assert "software, copied vkms ok within 1 of 255" in made.text
    assert f"{len(SHOWN) + 1} × shown-….png" in made.text


@pytest.mark.slow
def test_display_of_debian_13(tmp_path: Path) -> None:
    """With Mesa 25."""
    check_screen(exercised(tmp_path, "--root", "debian-13"))


def test_one_device(tmp_path: Path) -> None:
    """Without vgem nobody makes fences; nothing else changes."""
    made = exercised(tmp_path, "vkms")
    checks = {(check["subject"], check["name"]): check for check in made.checks("display")}
    assert {label for label, _ in checks} == {"vkms GBM", "vkms dumb", "udmabuf", "system heap", "software"}
    assert {check["outcome"] for check in checks.values()} == {"ok"}
    assert checks["vkms dumb", "show"]["values"]["behind_a_fence"] == 0


OTHERWISE = """
import json, sys
import pydrm
from pydri import inventory
from pydri.exercise import plan
from pydrm.kms import Kms

def seen(**options):
    found = inventory.choose(inventory.entries(), ["vkms"])
    stages = [stage for stage in plan.STAGES if stage.name in ("drivers", "display")]
    report = plan.exercise(found, [], stages=stages, **options)
    print(json.dumps([[check.name, check.outcome, check.detail] for check in report.stage("display").checks]))

seen()                        # as on a machine that somebody works on
with pydrm.open(driver="vkms") as master:
    assert master.is_master
    seen(display=True)        # in use
    assert master.is_master
seen(display=True)            # free
with pydrm.open(driver="vkms") as device:
    kms = Kms(device)
    print([kms.crtc(each).mode for each in kms.resources().crtcs], device.is_master)
"""


def test_displays_that_are_left_alone(run: Callable) -> None:
    """Nothing is shown unless that was asked for, nor where another program is master; and nothing stays."""
    done = run(sys.executable, "-c", OTHERWISE)
    assert done.result.status == 0, done.err.decode()
    *lines, last = done.out.decode().splitlines()
    answers: list[list[list[Any]]] = [json.loads(line) for line in lines]
    assert answers[0] == [["display", "absent", "displays are left alone without --display"]]
    assert answers[1] == [["display", "absent", "another program is master of the display"]]
    assert {(name, outcome) for name, outcome, _ in answers[2]} == {("show", "ok"), ("copy", "ok")}
    assert last == "[None] True"


@pytest.mark.parametrize("option", [(), ("--display",)], ids=["without", "with"])
def test_the_option(run: Callable, tmp_path: Path, option: tuple[str, ...]) -> None:
    """On a machine that has devices of its own, which a lab machine is from inside: displays only where it says so."""
    command = [sys.executable, "-m", "pydri", "exercise", "--no-lab", "vkms", *option]
    done = run("sh", "-c", f'{" ".join(command)} --out "$PYDRI_RESULTS/out"', results=tmp_path)
    assert done.result.status == 0, done.err.decode()
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    (stage,) = (stage for stage in report["stages"] if stage["name"] == "display")
    outcomes = {(check["name"], check["outcome"]) for check in stage["checks"]}
    assert outcomes == ({("show", "ok"), ("copy", "ok")} if option else {("display", "absent")})
    assert (tmp_path / "out" / "display.png").exists() is bool(option)
    assert ("displays are left alone without --display" in done.out.decode()) is not bool(option)


BROKEN = """
from pydri import inventory
from pydri.exercise import display, plan, screen

def paints_over(self, fbs, draw, trial):
    shared(self, fbs, draw, trial)
    self.display.back[:] = 0x808080
    self.display.flip()
shared, screen.Screen.shared = screen.Screen.shared, paints_over

class Here:
    # Does in this process what the crew does in forks, where the changes above would not be seen.
    def run(self, record, task, jobs, **options):
        class Scribe:
            trial = record.trial
            def write(self, event, value): pass
        display.show_all(Scribe(), jobs)

def stage(bench, record):
    bench.crew, crew = Here(), bench.crew
    try:
        display.run(bench, record)
    finally:
        bench.crew = crew

found = inventory.choose(inventory.entries(), ["vkms"])
made = plan.exercise(found, [], stages=[plan.Stage("display", "Display", stage, lambda bench: 1)], display=True)
for check in made.checks:
    print(check.subject, check.name, check.outcome, check.step, check.detail.splitlines()[0], sep="|")
"""


def test_another_picture_is_a_broken_promise(run: Callable) -> None:
    """What the screen shows is not what was drawn."""
    done = run(sys.executable, "-c", BROKEN)
    assert done.result.status == 0, done.err.decode()
    (line,) = done.out.decode().splitlines()
    assert line.startswith("vkms dumb|show|broken|compare|the screen does not show what was drawn: ")

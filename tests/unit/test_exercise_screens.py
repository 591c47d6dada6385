"""Screens in the exerciser's table and picture. The reports here are shapes, and claim no results."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from pydri.exercise.model import Check, Outcome
from pydri.report import canvas, screens

from .test_exercise_pictures import printed, shaped

SHOWN = {"mode": "640x480@60.00", "frames": 8, "frames_per_s": 50.5, "copied_bytes": 0, "behind_a_fence": 8}
CHECKS = (
    Check(
        subject="udmabuf",
        name="show",
        other="vkms",
        outcome=Outcome.OK,
        values={**SHOWN, "difference_max": 0, "picture": "shown-udmabuf-on-vkms.png"},
    ),
    Check(subject="heap", name="show", other="vkms", outcome=Outcome.REFUSED, errno="EINVAL", step="framebuffer"),
    Check(subject="vkms dumb", name="show", other="bochs", outcome=Outcome.OK, values=SHOWN),
    Check(
        subject="software",
        name="copy",
        other="vkms",
        outcome=Outcome.OK,
        values={**SHOWN, "copied_bytes": 3 << 20, "difference_max": 1, "picture": "shown-copy.png"},
    ),
    Check(subject="i915", name="display", outcome=Outcome.ABSENT, detail="displays are left alone without --display"),
)
REPORT = shaped(display=CHECKS)


def test_table() -> None:
    """A row for each, with what was measured; what was left alone is told below the tables."""
    lines = printed(REPORT).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("Display"))
    assert [line.split() for line in lines[start + 3 : start + 7]] == [
        ["udmabuf", "vkms", "ok", "every", "pixel", "50.5", "0"],
        ["heap", "vkms", "EINVAL"],
        ["vkms", "dumb", "bochs", "ok", "50.5", "0"],
        ["software,", "copied", "vkms", "ok", "within", "1", "of", "255", "50.5", "3.0", "MiB"],
    ]
    assert "Not there: i915: displays are left alone without --display." in lines
    assert max(map(len, lines)) <= 80


def test_nothing_shown() -> None:
    """Without a display there is neither a table nor a picture."""
    for report in (shaped(), shaped(display=CHECKS[-1:])):
        assert "Display" not in printed(report)
        assert screens.screens_png(report, {}) is None


@pytest.mark.parametrize("size", [(640, 480), (1920, 1080), (320, 200)])
def test_picture(size: tuple[int, int]) -> None:
    """What was captured is in it, whatever its size; what was refused is a coloured box."""
    pictures = {
        str(check.values["picture"]): np.full((size[1], size[0], 3), colour, np.uint8)
        for check, colour in zip((CHECKS[0], CHECKS[3]), ((200, 30, 40), (30, 40, 200)), strict=True)
    }
    with Image.open(io.BytesIO(screens.screens_png(REPORT, pictures) or b"")) as picture:
        colours = {colour: count for count, colour in picture.convert("RGB").getcolors(1 << 20) or []}
    least = 160 * 100 * 0.99  # the smallest, which is not made larger
    assert colours[200, 30, 40] > least
    assert colours[30, 40, 200] > least
    assert colours[tuple(bytes.fromhex(canvas.FILL[Outcome.REFUSED][1:]))] > least


def test_several_screens() -> None:
    """Each has its column and each source its line, so that a source is found where the others refuse it."""
    sizes = []
    for checks in (CHECKS, (CHECKS[0], *CHECKS)):  # what is shown where does not come twice
        with Image.open(io.BytesIO(screens.screens_png(shaped(display=checks), {}) or b"")) as picture:
            sizes.append(picture.size)
    assert len(set(sizes)) == 1
    one = shaped(display=[check for check in CHECKS if check.other != "bochs"])
    with Image.open(io.BytesIO(screens.screens_png(one, {}) or b"")) as picture:
        assert picture.height < sizes[0][1] / 2
        assert picture.width > sizes[0][0]

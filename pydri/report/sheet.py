"""What was drawn, as a contact sheet: a row per allocator, a column per renderer, pictures beside their difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from ..exercise.model import Outcome
from .canvas import (
    BODY,
    INK,
    MARGIN,
    SMALL,
    SOFT,
    U,
    draw_cell,
    font,
    legend,
    new_canvas,
    outcomes,
    plain,
    png,
    text_width,
)
from .cells import describe_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PIL import ImageDraw

    from ..exercise.model import Check, Report

    Cells = dict[tuple[str, str], Check]
    """By allocator and renderer."""

__all__ = ["SHEET_NAME", "picture_png", "sheet_png"]

SHEET_NAME = "rendering.png"
AMPLIFIED = 16
"""By so much are differences multiplied, to be seen."""
HEADER = 92 * U
NOTE, NOTE_SIZE = 30 * U, 16 * U
"""Height of the line below a picture, and of its letters."""
GAP, BETWEEN = 4 * U, 26 * U
"""Between a picture and its difference; between columns."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where things are, in pixels of the canvas."""

    left: int
    """Left edge of the pictures."""
    top: int
    """Top edge of the pictures."""
    column_width: int
    row_height: int
    width: int
    """Of everything."""
    bottom: int
    """Where the legend goes."""


def picture_png(pixels: Any) -> bytes:
    """An array (rows, columns, 3) of bytes as the bytes of a PNG file."""
    return png(Image.fromarray(pixels, "RGB"))


def sheet_png(report: Report, pictures: Mapping[str, Any], expected: Any) -> bytes | None:
    """The sheet as the bytes of a PNG file; None where nothing was to be drawn.

    Args:
        report: says who drew what.
        pictures: arrays (rows, columns, 3) of bytes by the name that the report has for them.
        expected: what each should be.
    """
    cells = _cells(report)
    if not cells:
        return None
    allocators, drawers = (list(dict.fromkeys(key[index] for key in cells)) for index in (0, 1))
    title = "Drawn with OpenGL ES into dma-bufs"
    place = f"Beside {AMPLIFIED} times the difference from the CPU's picture. {plain(describe_place(report))}"
    grid = _plan(allocators, len(drawers), expected, text_width(place, SMALL))
    image, draw = new_canvas(grid.width, grid.bottom + SMALL + MARGIN, title, place)
    _heading(image, draw, report, drawers, expected, grid)
    for row, allocator in enumerate(allocators):
        y = grid.top + row * grid.row_height
        middle = y + (grid.row_height - NOTE) / 2
        draw.text((grid.left - BETWEEN, middle), plain(allocator), INK, font(BODY), anchor="rm")
        for column, drawer in enumerate(drawers):
            check = cells.get((allocator, drawer))
            picture = pictures.get(str(check.values.get("picture"))) if check else None
            _cell(image, draw, grid.left + column * grid.column_width, y, check, picture, expected)
    used = [outcome for outcome in outcomes(cells.values()) if outcome is not Outcome.OK]
    legend(draw, MARGIN, grid.bottom, used)
    return png(image.reduce(U))


def _plan(allocators: Sequence[str], columns: int, expected: Any, header: float) -> _Grid:
    height, width = expected.shape[:2]  # a pixel of the canvas each: half as large in the picture
    column_width, row_height = 2 * width + GAP + BETWEEN, height + NOTE
    left = MARGIN + int(max([width, *(text_width(plain(each), BODY) for each in allocators)])) + BETWEEN
    top = MARGIN + HEADER + NOTE + height + 20 * U
    total = int(max(left + columns * column_width, MARGIN + header)) + MARGIN
    return _Grid(left, top, column_width, row_height, total, top + len(allocators) * row_height + 20 * U)


def _cells(report: Report) -> Cells:
    stage = report.stage("rendering")
    checks = stage.checks if stage else ()
    return {(check.other or "", check.subject): check for check in checks if check.name == "draw"}


def _heading(
    image: Image.Image,
    draw: ImageDraw.ImageDraw,
    report: Report,
    drawers: list[str],
    expected: Any,
    grid: _Grid,
) -> None:
    height, width = expected.shape[:2]
    y, x = MARGIN + HEADER, grid.left - BETWEEN - width
    draw.text((x + width, y), "expected", SOFT, font(SMALL), anchor="rt")
    image.paste(Image.fromarray(expected, "RGB"), (x, y + NOTE))
    for column, drawer in enumerate(drawers):
        x = grid.left + column * grid.column_width
        verdict = report.check("drivers", drawer, "verdict")
        values = verdict.values if verdict else {}
        lines = [str(values.get("driver", "")), str(values.get("renderer", "")).partition(" (")[0]]
        draw.text((x, y + NOTE + height - 64 * U), f"drawn by {plain(drawer)}", INK, font(BODY), anchor="lt")
        words = plain(", ".join(line for line in lines if line))
        draw.text((x, y + NOTE + height - 30 * U), words, SOFT, font(SMALL), anchor="lt")


def _cell(
    image: Image.Image, draw: ImageDraw.ImageDraw, x: int, y: int, check: Check | None, picture: Any, expected: Any
) -> None:
    height, width = expected.shape[:2]
    if check is None or picture is None:
        draw_cell(draw, (x, y, x + 2 * width + GAP, y + height), check)
        return
    apart = np.minimum(np.abs(picture.astype(np.int16) - expected) * AMPLIFIED, 255).astype(np.uint8)
    image.paste(Image.fromarray(picture, "RGB"), (x, y))
    image.paste(Image.fromarray(_kept(apart), "RGB"), (x + width + GAP, y))
    most = check.values["difference_max"]
    words = f"{check.values['format']}, " + (f"differs by {most} of 255 at most" if most else "no difference")
    draw.text((x, y + height + 5 * U), plain(words), SOFT, font(NOTE_SIZE), anchor="lt")


def _kept(apart: Any) -> Any:
    # Each pixel the largest of its block: the picture is made smaller, and one wrong pixel must not vanish.
    rows, columns = (size // U * U for size in apart.shape[:2])
    blocks = apart[:rows, :columns].reshape(rows // U, U, columns // U, U, 3).max(axis=(1, 3))
    return np.repeat(np.repeat(blocks, U, 0), U, 1)

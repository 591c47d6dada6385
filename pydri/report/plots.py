"""The sharing matrix as a picture: a row per exporter, a column per importer, the outcome in words and in colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .canvas import (
    BODY,
    GAP,
    INK,
    MARGIN,
    SMALL,
    SOFT,
    TITLE,
    U,
    arrow,
    draw_cell,
    font,
    legend,
    legend_width,
    new_canvas,
    outcomes,
    plain,
    png,
    text_width,
    write_upwards,
)
from .cells import describe_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image, ImageDraw

    from ..exercise.model import Check, Report

__all__ = ["PICTURE_NAME", "matrix_picture", "matrix_png"]

PICTURE_NAME = "sharing.png"

CELL_HEIGHT, CELL_WIDTH, PADDING = 64 * U, 132 * U, 18 * U
HEADER = 114 * U
"""From the title's top to the caption of the columns."""
CAPTION, NAMES = 38 * U, 40 * U
"""Heights of that caption and of the names below it."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things are, in pixels of the canvas."""

    left: int
    """Left edge of the cells."""
    top: int
    """Top edge of the cells."""
    cell_width: int
    rows: int
    columns: int
    slanted: bool
    """Whether the names of the importers are written upwards, because they are wider than their columns."""
    width: int
    height: int

    def cell(self, row: int, column: int) -> tuple[int, int, int, int]:
        x, y = self.left + column * self.cell_width, self.top + row * CELL_HEIGHT
        return x, y, x + self.cell_width - GAP, y + CELL_HEIGHT - GAP


def matrix_png(report: Report) -> bytes:
    """The picture as the bytes of a PNG file."""
    return png(matrix_picture(report))


def matrix_picture(report: Report) -> Image.Image:
    """The picture, for whoever wants to paste it into another."""
    exporters = [plain(source.label) for source in report.sources]
    importers = [plain(importer) for importer in report.importers]
    cells = report.matrix()
    title, place = "Who can use whose buffers", _place(report)
    used = outcomes(check for row in cells for check in row)
    layout = _plan(
        exporters, importers, cells, header=max(text_width(title, TITLE), text_width(place, SMALL), legend_width(used))
    )
    image, draw = new_canvas(layout.width, layout.height, title, place)
    _importers(image, draw, layout, importers)
    _exporters(draw, layout, exporters)
    for row, line in enumerate(cells):
        for column, check in enumerate(line):
            draw_cell(draw, layout.cell(row, column), check)
    legend(draw, MARGIN, layout.height - MARGIN - SMALL, used)
    return image.reduce(U)


def _place(report: Report) -> str:
    return f"Contents checked both ways. {plain(describe_place(report))}"


def _plan(
    exporters: Sequence[str], importers: Sequence[str], cells: Sequence[Sequence[Check | None]], *, header: float
) -> _Layout:
    words = [check.cell for row in cells for check in row if check]
    inner = max([CELL_WIDTH - 2 * PADDING, *(text_width(word, BODY) for word in words)])
    cell_width = int(inner + 2 * PADDING)
    widest = max([0.0, *(text_width(name, BODY) for name in importers)])
    slanted = widest > cell_width - GAP - PADDING
    if slanted and widest + 2 * PADDING <= CELL_WIDTH * 1.6:
        cell_width, slanted = int(widest + 2 * PADDING), False  # a little wider reads better than upwards
    names = max([text_width("exports", SMALL) + 40 * U, *(text_width(name, BODY) for name in exporters)])
    left = int(MARGIN + names + 22 * U)
    # Few columns get room to fill the width that the title has anyway.
    spare = (header + MARGIN - left) / max(len(importers), 1)
    cell_width = int(max(cell_width, min(spare, CELL_WIDTH * 1.6)))
    top = MARGIN + HEADER + CAPTION + (int(widest) + 12 * U if slanted else NAMES)
    height = top + len(exporters) * CELL_HEIGHT + 40 * U + SMALL + MARGIN
    width = int(max(left + len(importers) * cell_width + MARGIN, header + 2 * MARGIN))
    return _Layout(left, top, cell_width, len(exporters), len(importers), slanted, width, height)


def _importers(image: Image.Image, draw: ImageDraw.ImageDraw, layout: _Layout, names: Sequence[str]) -> None:
    caption = MARGIN + HEADER
    draw.text((layout.left, caption), "imports", SOFT, font(SMALL), anchor="lt")
    x, y = layout.left + text_width("imports", SMALL) + 12 * U, caption + 9 * U
    arrow(draw, (x, y), (x + 34 * U, y))
    for column, name in enumerate(names):
        x0, _, x1, _ = layout.cell(0, column)
        if not layout.slanted:
            draw.text(((x0 + x1) / 2, layout.top - NAMES + 14 * U), name, INK, font(BODY), anchor="mm")
            continue
        write_upwards(image, name, BODY, (x0 + x1) / 2, layout.top - 10 * U)


def _exporters(draw: ImageDraw.ImageDraw, layout: _Layout, names: Sequence[str]) -> None:
    right = layout.left - 18 * U
    y = layout.top - 20 * U
    draw.text((right - 26 * U, y), "exports", SOFT, font(SMALL), anchor="rm")
    arrow(draw, (right - 8 * U, y - 16 * U), (right - 8 * U, y + 16 * U))
    for row, name in enumerate(names):
        _, y0, _, y1 = layout.cell(row, 0)
        draw.text((right, (y0 + y1) / 2), name, INK, font(BODY), anchor="rm")

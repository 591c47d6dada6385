"""The sharing matrix in full as a picture: a row per pair with GBM or EGL on a side, a column per format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .canvas import (
    GAP,
    INK,
    MARGIN,
    SMALL,
    SOFT,
    TITLE,
    U,
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
from .cells import by_format, describe_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..exercise.model import Check, Report

    Row = tuple[str, str, dict[str, Check]]
    """Exporter, importer, and their checks by format."""

__all__ = ["PICTURE_NAME", "formats_png"]

PICTURE_NAME = "formats.png"
TEXT = 15 * U
CELL_WIDTH, CELL_HEIGHT = 66 * U, 30 * U
HEADER = 84 * U
"""From the title's top to the names of the formats."""
BETWEEN = 14 * U
"""Between the rows of two exporters."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things are, in pixels of the canvas."""

    left: int
    """Left edge of the cells."""
    top: int
    """Top edge of the cells."""
    width: int
    height: int


def formats_png(report: Report) -> bytes | None:
    """The picture as the bytes of a PNG file; None where no format was tried."""
    rows = _rows(report)
    formats = list(dict.fromkeys(format for _, _, cells in rows for format in cells))
    if not formats:
        return None
    title = "Formats and modifiers that are shared"
    place = f"Pixels written on each side and read on the other. {plain(describe_place(report))}"
    used = outcomes(check for _, _, cells in rows for check in cells.values())
    layout = _plan(rows, formats, max(text_width(title, TITLE), text_width(place, SMALL), legend_width(used)))
    image, draw = new_canvas(layout.width, layout.height, title, place)
    for column, format in enumerate(formats):
        write_upwards(image, format, SMALL, layout.left + (column + 0.5) * CELL_WIDTH, layout.top - 8 * U)
    y, before = layout.top, ""
    for exporter, importer, cells in rows:
        if exporter != before:
            y += BETWEEN * bool(before)
            draw.text((MARGIN, y + (CELL_HEIGHT - GAP) / 2), exporter, INK, font(SMALL), anchor="lm")
        draw.text((layout.left - 12 * U, y + (CELL_HEIGHT - GAP) / 2), importer, SOFT, font(SMALL), anchor="rm")
        for column, format in enumerate(formats):
            x = layout.left + column * CELL_WIDTH
            if format in cells:
                draw_cell(draw, (x, y, x + CELL_WIDTH - GAP, y + CELL_HEIGHT - GAP), cells[format], TEXT)
        y, before = y + CELL_HEIGHT, exporter
    legend(draw, MARGIN, image.height - MARGIN - SMALL, used)
    return png(image.reduce(U))


def _plan(rows: Sequence[Row], formats: Sequence[str], header: float) -> _Layout:
    exporters = max(text_width(exporter, SMALL) for exporter, _, _ in rows)
    importers = max(text_width(importer, SMALL) for _, importer, _ in rows)
    left = MARGIN + int(exporters + importers) + 40 * U
    top = MARGIN + HEADER + int(max(text_width(format, SMALL) for format in formats)) + 14 * U
    groups = len({exporter for exporter, _, _ in rows})
    width = max(left + len(formats) * CELL_WIDTH, MARGIN + int(header)) + MARGIN
    height = top + len(rows) * CELL_HEIGHT + (groups - 1) * BETWEEN + 36 * U + SMALL + MARGIN
    return _Layout(left, top, width, height)


def _rows(report: Report) -> list[Row]:
    rows = []
    for exporter, formats in by_format(report).items():
        for importer in report.importers:
            cells = {name: checks[importer] for name, checks in formats.items() if name and importer in checks}
            if cells:
                rows.append((plain(exporter), f"to {plain(importer)}", cells))
    return rows

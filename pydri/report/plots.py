"""The sharing matrix as a picture: a row per exporter, a column per importer, the outcome in words and in colour.

Drawn with Pillow: a plotting library would take longer to import than the whole run takes. The colours are of Okabe
and Ito's palette, which stays distinct for colour-blind readers, and every cell says in words what its colour says.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from ..exercise.model import Outcome
from .cells import LEGEND, describe_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..exercise.model import Check, Report

    Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
    Point = tuple[float, float]

__all__ = ["PICTURE_NAME", "matrix_picture", "matrix_png"]

PICTURE_NAME = "sharing.png"

INK, SOFT, PAPER = "#1f2328", "#59636e", "#ffffff"
FILL = {
    Outcome.OK: "#a6dccb",
    Outcome.REFUSED: "#f7dc9c",
    Outcome.BROKEN: "#d55e00",
    Outcome.ERROR: "#cc79a7",
    Outcome.ABSENT: "#eceff2",
    None: "#f6f8fa",
}
"""Tints of Okabe and Ito's bluish green, orange, vermilion, reddish purple, and greys."""
WHITE_TEXT = (Outcome.BROKEN,)

U = 2
"""Pixels of the canvas per pixel of the picture: drawn larger and made smaller, letters sit where they should."""
MARGIN, GAP = 40 * U, 4 * U
TITLE, BODY, SMALL = 34 * U, 24 * U, 20 * U
CELL_HEIGHT, CELL_WIDTH, PADDING = 64 * U, 132 * U, 18 * U
HEADER = 114 * U
"""From the title's top to the caption of the columns."""
CAPTION, NAMES = 38 * U, 40 * U
"""Heights of that caption and of the names below it."""
SWATCH, BETWEEN = 26 * U, 34 * U
"""Legend: the coloured square, the space between entries."""


@cache
def _font(size: int) -> Font:
    # Pillow's own font: the same picture on every machine. It has ASCII, not much more: arrows are drawn.
    return ImageFont.load_default(size)


def _width(text: str, size: int) -> float:
    return float(_font(size).getlength(text))


def _ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode()


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
    buffer = io.BytesIO()
    matrix_picture(report).save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def matrix_picture(report: Report) -> Image.Image:
    """The picture, for whoever wants to paste it into another."""
    exporters = [_ascii(source.label) for source in report.sources]
    importers = [_ascii(importer) for importer in report.importers]
    cells = report.matrix()
    title, place = "Who can use whose buffers", _place(report)
    used = [outcome for outcome in LEGEND if outcome in _outcomes(cells)]
    layout = _plan(
        exporters, importers, cells, header=max(_width(title, TITLE), _width(place, SMALL), _legend_width(used))
    )
    image = Image.new("RGB", (layout.width, layout.height), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN, MARGIN), title, INK, _font(TITLE), anchor="lt")
    draw.text((MARGIN, MARGIN + 48 * U), place, SOFT, _font(SMALL), anchor="lt")
    _importers(image, draw, layout, importers)
    _exporters(draw, layout, exporters)
    for row, line in enumerate(cells):
        for column, check in enumerate(line):
            _draw_cell(draw, layout.cell(row, column), check)
    _legend(draw, MARGIN, layout.height - MARGIN - SMALL, used)
    return image.reduce(U)


def _place(report: Report) -> str:
    return f"PRIME and dma-buf, contents checked both ways. {_ascii(describe_place(report))}"


def _outcomes(cells: Sequence[Sequence[Check | None]]) -> set[Outcome]:
    found = {Outcome.ABSENT if check is None else check.outcome for row in cells for check in row}
    return {Outcome.BROKEN if outcome is Outcome.ERROR else outcome for outcome in found}


def _plan(
    exporters: Sequence[str], importers: Sequence[str], cells: Sequence[Sequence[Check | None]], *, header: float
) -> _Layout:
    words = [check.cell for row in cells for check in row if check]
    inner = max([CELL_WIDTH - 2 * PADDING, *(_width(word, BODY) for word in words)])
    cell_width = int(inner + 2 * PADDING)
    widest = max([0.0, *(_width(name, BODY) for name in importers)])
    slanted = widest > cell_width - GAP - PADDING
    if slanted and widest + 2 * PADDING <= CELL_WIDTH * 1.6:
        cell_width, slanted = int(widest + 2 * PADDING), False  # a little wider reads better than upwards
    left = int(MARGIN + max([_width("exports", SMALL) + 40 * U, *(_width(name, BODY) for name in exporters)]) + 22 * U)
    # Few columns get room to fill the width that the title has anyway.
    spare = (header + MARGIN - left) / max(len(importers), 1)
    cell_width = int(max(cell_width, min(spare, CELL_WIDTH * 1.6)))
    top = MARGIN + HEADER + CAPTION + (int(widest) + 12 * U if slanted else NAMES)
    height = top + len(exporters) * CELL_HEIGHT + 40 * U + SMALL + MARGIN
    width = int(max(left + len(importers) * cell_width + MARGIN, header + 2 * MARGIN))
    return _Layout(left, top, cell_width, len(exporters), len(importers), slanted, width, height)


def _importers(image: Image.Image, draw: ImageDraw.ImageDraw, layout: _Layout, names: Sequence[str]) -> None:
    caption = MARGIN + HEADER
    draw.text((layout.left, caption), "imports", SOFT, _font(SMALL), anchor="lt")
    x, y = layout.left + _width("imports", SMALL) + 12 * U, caption + 9 * U
    _arrow(draw, (x, y), (x + 34 * U, y))
    for column, name in enumerate(names):
        x0, _, x1, _ = layout.cell(0, column)
        if not layout.slanted:
            draw.text(((x0 + x1) / 2, layout.top - NAMES + 14 * U), name, INK, _font(BODY), anchor="mm")
            continue
        label = Image.new("RGB", (int(_width(name, BODY)) + 4 * U, BODY + 8 * U), PAPER)
        ImageDraw.Draw(label).text((0, BODY / 2 + 4 * U), name, INK, _font(BODY), anchor="lm")
        upwards = label.rotate(90, expand=True)
        image.paste(upwards, ((x0 + x1 - upwards.width) // 2, layout.top - 10 * U - upwards.height))


def _exporters(draw: ImageDraw.ImageDraw, layout: _Layout, names: Sequence[str]) -> None:
    right = layout.left - 18 * U
    y = layout.top - 20 * U
    draw.text((right - 26 * U, y), "exports", SOFT, _font(SMALL), anchor="rm")
    _arrow(draw, (right - 8 * U, y - 16 * U), (right - 8 * U, y + 16 * U))
    for row, name in enumerate(names):
        _, y0, _, y1 = layout.cell(row, 0)
        draw.text((right, (y0 + y1) / 2), name, INK, _font(BODY), anchor="rm")


def _arrow(draw: ImageDraw.ImageDraw, start: Point, end: Point) -> None:
    # Rightwards or downwards.
    draw.line((*start, *end), SOFT, 2 * U)
    x, y = end
    if start[1] == end[1]:
        head = [(x + 2 * U, y), (x - 8 * U, y - 6 * U), (x - 8 * U, y + 6 * U)]
    else:
        head = [(x, y + 2 * U), (x - 6 * U, y - 8 * U), (x + 6 * U, y - 8 * U)]
    draw.polygon(head, SOFT)


def _draw_cell(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], check: Check | None) -> None:
    outcome = check.outcome if check else None
    draw.rounded_rectangle(box, 8 * U, FILL[outcome])
    text = check.cell if check else ""
    size = BODY
    while size > 12 * U and _width(text, size) > box[2] - box[0] - 8 * U:
        size -= U
    colour = PAPER if outcome in WHITE_TEXT else SOFT if outcome is Outcome.ABSENT else INK
    draw.text(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), text, colour, _font(size), anchor="mm")


def _legend_width(used: Sequence[Outcome]) -> float:
    return sum(SWATCH + 10 * U + _width(LEGEND[outcome], SMALL) + BETWEEN for outcome in used) - BETWEEN


def _legend(draw: ImageDraw.ImageDraw, x: float, y: float, used: Sequence[Outcome]) -> None:
    for outcome in used:
        draw.rounded_rectangle((x, y, x + SWATCH, y + SMALL), 5 * U, FILL[outcome])
        x += SWATCH + 10 * U
        draw.text((x, y + SMALL / 2), LEGEND[outcome], SOFT, _font(SMALL), anchor="lm")
        x += _width(LEGEND[outcome], SMALL) + BETWEEN

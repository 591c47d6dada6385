"""The matrix as a picture: a row per lane, the cases in numbers and as a bar, the outcome in a word and in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydri.lab.matrix.outcome import State
from pydri.lab.matrix.table import COLUMNS, cells
from pydri.report.canvas import (
    BODY,
    INK,
    MARGIN,
    SMALL,
    SOFT,
    SWATCH,
    U,
    font,
    new_canvas,
    plain,
    png,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import ImageDraw

    from pydri.lab.matrix.outcome import LaneOutcome

PICTURE_NAME = "matrix.png"
ROW, HEADER, PADDING = 66 * U, 120 * U, 30 * U
BAR, BAR_HEIGHT = 420 * U, 24 * U
LEFT = ("lane", "kernel", "Mesa", "exerciser", "outcome")

PARTS = {
    "passed": ("#a6dccb", "passed"),
    "expected": ("#f7dc9c", "expected failure"),
    "unexpected": ("#d55e00", "unexpected"),
    "not_applicable": ("#c3ccd5", "not applicable"),
    "skipped": ("#eceff2", "skipped"),
}
"""Colours of a bar, as the exerciser's pictures have them, and what they mean."""
_BADGE = {State.OK: ("#a6dccb", INK), State.NOT_RUN: ("#eceff2", SOFT)}
_BAD = ("#d55e00", "#ffffff")


def matrix_png(rows: Sequence[LaneOutcome], place: str) -> bytes:
    """The picture as the bytes of a PNG file; `place` is the line below the title."""
    texts = [tuple(map(plain, cells(row))) for row in rows]
    widths = [
        int(max([text_width(name, SMALL), *(text_width(row[index], BODY) for row in texts)])) + PADDING
        for index, name in enumerate(COLUMNS)
    ]
    left = MARGIN + widths[0]
    right = left + BAR + PADDING
    width = max(right + sum(widths[1:]), _legend_width()) + MARGIN
    bottom = MARGIN + HEADER + ROW * len(rows) + 24 * U
    image, draw = new_canvas(width, bottom + SMALL + MARGIN, "Cases by lane", plain(place))
    for row, (lane, line) in enumerate(zip(rows, texts, strict=True)):
        middle = MARGIN + HEADER + row * ROW + ROW // 2
        draw.text((MARGIN, middle), line[0], INK, font(BODY), anchor="lm")
        _bar(draw, left, middle, lane)
        _row(draw, right, middle, widths, line, lane.state)
    _titles(draw, right, widths)
    _legend(draw, bottom)
    return png(image.reduce(U))


def _row(
    draw: ImageDraw.ImageDraw, x: int, middle: int, widths: Sequence[int], line: Sequence[str], state: State
) -> None:
    for index in range(1, len(COLUMNS) - 1):
        at, anchor = (x, "lm") if COLUMNS[index] in LEFT else (x + widths[index] - PADDING, "rm")
        draw.text((at, middle), line[index], INK, font(BODY), anchor=anchor)
        x += widths[index]
    fill, ink = _BADGE.get(state, _BAD)
    box = (x - 10 * U, middle - 22 * U, x + text_width(line[-1], BODY) + 10 * U, middle + 22 * U)
    draw.rounded_rectangle(box, 8 * U, fill)
    draw.text((x, middle), line[-1], ink, font(BODY), anchor="lm")


def _titles(draw: ImageDraw.ImageDraw, x: int, widths: Sequence[int]) -> None:
    y = MARGIN + HEADER - 14 * U
    for index in range(1, len(COLUMNS)):
        at, anchor = (x, "ls") if COLUMNS[index] in LEFT else (x + widths[index] - PADDING, "rs")
        draw.text((at, y), COLUMNS[index], SOFT, font(SMALL), anchor=anchor)
        x += widths[index]


def _bar(draw: ImageDraw.ImageDraw, left: int, middle: int, row: LaneOutcome) -> None:
    # Shares of the lane's own cases; what is there at all is seen.
    counts, x = row.counts, float(left)
    if row.state is State.NOT_RUN or not counts.total:
        return
    sizes = {name: getattr(counts, name) for name in PARTS if getattr(counts, name)}
    least = 4 * U
    room = BAR - least * len(sizes)
    for name, size in sizes.items():
        end = x + least + room * size / counts.total
        draw.rectangle((x, middle - BAR_HEIGHT, end - U, middle + BAR_HEIGHT), PARTS[name][0])
        x = end


def _legend_width() -> int:
    return int(sum(SWATCH + 44 * U + text_width(words, SMALL) for _, words in PARTS.values())) + MARGIN


def _legend(draw: ImageDraw.ImageDraw, y: int) -> None:
    x = float(MARGIN)
    for colour, words in PARTS.values():
        draw.rounded_rectangle((x, y, x + SWATCH, y + SMALL), 5 * U, colour)
        draw.text((x + SWATCH + 10 * U, y + SMALL / 2), words, SOFT, font(SMALL), anchor="lm")
        x += SWATCH + 44 * U + text_width(words, SMALL)

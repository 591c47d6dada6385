"""What the pictures of a report share: colours, fonts, cells, legends.

Drawn with Pillow: a plotting library would take longer to import than the whole run takes. The colours are of Okabe
and Ito's palette, which stays distinct for colour-blind readers, and every cell says in words what its colour says.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from ..exercise.model import Outcome
from .cells import LEGEND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..exercise.model import Check

    Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
    Point = tuple[float, float]
    Box = tuple[int, int, int, int]

INK, SOFT, PAPER = "#1f2328", "#59636e", "#ffffff"
FILL = {
    Outcome.OK: "#a6dccb",
    Outcome.REFUSED: "#f7dc9c",
    Outcome.CRASHED: "#f0a868",
    Outcome.BROKEN: "#d55e00",
    Outcome.ERROR: "#cc79a7",
    Outcome.ABSENT: "#eceff2",
    None: "#f6f8fa",
}
"""Tints of Okabe and Ito's bluish green, orange (twice), vermilion, reddish purple, and greys."""
WHITE_TEXT = (Outcome.BROKEN,)

U = 2
"""Pixels of the canvas per pixel of the picture: drawn larger and made smaller, letters sit where they should."""
MARGIN, GAP = 40 * U, 4 * U
TITLE, BODY, SMALL = 34 * U, 24 * U, 20 * U
SWATCH, BETWEEN = 26 * U, 34 * U
"""Legend: the coloured square, the space between entries."""


@cache
def font(size: int) -> Font:
    """Pillow's own font: the same picture on every machine. It has ASCII, not much more: arrows are drawn."""
    return ImageFont.load_default(size)


def text_width(text: str, size: int) -> float:
    """In pixels of the canvas."""
    return float(font(size).getlength(text))


def fitting(text: str, size: int, room: float) -> int:
    """The largest size up to this one in which the text is no wider than the room; it stays legible."""
    while size > 8 * U and text_width(text, size) > room:
        size -= U
    return size


def new_canvas(width: float, height: float, title: str, place: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """A white canvas with a title and a line below it."""
    image = Image.new("RGB", (-(-int(width) // U) * U, -(-int(height) // U) * U), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN, MARGIN), title, INK, font(TITLE), anchor="lt")
    draw.text((MARGIN, MARGIN + 48 * U), place, SOFT, font(SMALL), anchor="lt")
    return image, draw


def write_upwards(image: Image.Image, text: str, size: int, x: float, bottom: float) -> None:
    """Text that goes upwards from ``bottom``, its middle at ``x``."""
    label = Image.new("RGB", (int(text_width(text, size)) + 4 * U, size + 8 * U), PAPER)
    ImageDraw.Draw(label).text((0, size / 2 + 4 * U), text, INK, font(size), anchor="lm")
    upwards = label.rotate(90, expand=True)
    image.paste(upwards, (int(x - upwards.width / 2), int(bottom - upwards.height)))


def png(image: Image.Image) -> bytes:
    """The bytes of a PNG file."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def plain(text: str) -> str:
    """Text as the font has it."""
    return text.encode("ascii", "replace").decode()


def arrow(draw: ImageDraw.ImageDraw, start: Point, end: Point) -> None:
    """An arrow, rightwards or downwards."""
    draw.line((*start, *end), SOFT, 2 * U)
    x, y = end
    if start[1] == end[1]:
        head = [(x + 2 * U, y), (x - 8 * U, y - 6 * U), (x - 8 * U, y + 6 * U)]
    else:
        head = [(x, y + 2 * U), (x - 6 * U, y - 8 * U), (x + 6 * U, y - 8 * U)]
    draw.polygon(head, SOFT)


def draw_cell(draw: ImageDraw.ImageDraw, box: Box, check: Check | None, size: int = BODY) -> None:
    """A check as a coloured box with a word in it; without a check an empty one."""
    outcome = check.outcome if check else None
    draw.rounded_rectangle(box, 8 * U, FILL[outcome])
    text = check.cell if check else ""
    size = fitting(text, size, box[2] - box[0] - 8 * U)
    colour = PAPER if outcome in WHITE_TEXT else SOFT if outcome is Outcome.ABSENT else INK
    draw.text(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), text, colour, font(size), anchor="mm")


def outcomes(checks: Iterable[Check | None]) -> list[Outcome]:
    """The outcomes that a legend has to explain, in its order."""
    found = {Outcome.ABSENT if check is None else check.outcome for check in checks}
    return [outcome for outcome in LEGEND if outcome in found]


def legend_width(used: Sequence[Outcome]) -> float:
    """In pixels of the canvas."""
    return sum(SWATCH + 10 * U + text_width(LEGEND[outcome], SMALL) + BETWEEN for outcome in used) - BETWEEN


def legend(draw: ImageDraw.ImageDraw, x: float, y: float, used: Sequence[Outcome]) -> None:
    """What the colours mean, in one line."""
    for outcome in used:
        draw.rounded_rectangle((x, y, x + SWATCH, y + SMALL), 5 * U, FILL[outcome])
        x += SWATCH + 10 * U
        draw.text((x, y + SMALL / 2), LEGEND[outcome], SOFT, font(SMALL), anchor="lm")
        x += text_width(LEGEND[outcome], SMALL) + BETWEEN

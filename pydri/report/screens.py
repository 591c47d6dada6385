"""What screens showed, as a contact sheet: what the writeback connector captured of everybody's buffers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import Image

from ..exercise.model import Outcome
from .canvas import BODY, INK, MARGIN, SMALL, SOFT, U, draw_cell, fitting, font, new_canvas, plain, png, text_width
from .cells import describe_place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL import ImageDraw

    from ..exercise.model import Check, Report

__all__ = ["SCREENS_NAME", "screens_png"]

SCREENS_NAME = "display.png"
COLUMNS = 3
WIDTH, HEIGHT = 320 * U, 240 * U
"""Room for a picture."""
HEADER, BETWEEN = 104 * U, 30 * U
LABEL, NOTE = 32 * U, 30 * U
"""Heights of the lines above and below a picture."""
NOTE_SIZE = 15 * U
_UNSEEN = "shown; no writeback connector to capture it"


def screens_png(report: Report, pictures: Mapping[str, Any]) -> bytes | None:
    """The sheet as the bytes of a PNG file; None where nothing was to be shown.

    Args:
        report: says what was shown where.
        pictures: arrays (rows, columns, 3) of bytes by the name that the report has for them.
    """
    stage = report.stage("display")
    checks = [check for check in (stage.checks if stage else ()) if check.name in ("show", "copy")]
    if not checks:
        return None
    screens = list(dict.fromkeys(check.other for check in checks))
    sources = list(dict.fromkeys(map(_source, checks)))
    # A column for each screen, or lines of a few pictures of the only one.
    places = [divmod(index, COLUMNS) for index in range(len(checks))]
    if len(screens) > 1:
        places = [(sources.index(_source(check)), screens.index(check.other)) for check in checks]
    rows, columns = (1 + max(found) for found in zip(*places, strict=True))
    place = f"Captured from the screens. {plain(describe_place(report))}"
    wide = max(columns * (WIDTH + BETWEEN) - BETWEEN, text_width(place, SMALL))
    high = rows * (LABEL + HEIGHT + NOTE + BETWEEN) - BETWEEN
    image, draw = new_canvas(
        wide + 2 * MARGIN, MARGIN + HEADER + high + MARGIN, "On the screen: a scene that moves", place
    )
    for check, (row, column) in zip(checks, places, strict=True):
        x = MARGIN + column * (WIDTH + BETWEEN)
        y = MARGIN + HEADER + row * (LABEL + HEIGHT + NOTE + BETWEEN)
        _cell(image, draw, x, y, check, pictures.get(str(check.values.get("picture"))))
    return png(image.reduce(U))


def _source(check: Check) -> str:
    return f"copied from {check.subject}" if check.name == "copy" else str(check.subject)


def _cell(image: Image.Image, draw: ImageDraw.ImageDraw, x: int, y: int, check: Check, picture: Any) -> None:
    title = plain(f"{_source(check)} on {check.other}")
    draw.text((x, y + LABEL / 2), title, INK, font(fitting(title, BODY, WIDTH)), anchor="lm")
    y += LABEL
    if picture is None:
        draw_cell(draw, (x, y, x + WIDTH, y + HEIGHT), check)
        if check.outcome == Outcome.OK:
            draw.text((x, y + HEIGHT + 6 * U), _UNSEEN, SOFT, font(NOTE_SIZE), anchor="lt")
        return
    small = Image.fromarray(picture, "RGB")
    small.thumbnail((WIDTH, HEIGHT))
    image.paste(small, (x, y))
    values = check.values
    differs = f"within {values['difference_max']} of 255" if values["difference_max"] else "every pixel right"
    copied = f"{int(values['copied_bytes']) / 2**20:.1f} MiB copied" if values["copied_bytes"] else "no copy"
    note = f"{differs}, {values['frames_per_s']} frames/s, {copied}"
    draw.text((x, y + HEIGHT + 6 * U), note, SOFT, font(NOTE_SIZE), anchor="lt")

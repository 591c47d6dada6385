"""One exporter's frame in one importer's hands: each side reads what the other wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pydrm import Modifier

from .memory import ContentsDiffer, NoSteps, compare
from .pixels import colours, pattern_of, primaries

if TYPE_CHECKING:
    from pydrm import DmaBuf

    from .frames import Exporter, Frame
    from .memory import Steps
    from .pixels import Colours, Layout, Pixels
    from .views import FrameView, PictureImporter

__all__ = ["HEIGHT", "WIDTH", "share_frame"]

WIDTH, HEIGHT = 256, 16
"""Pixels of a shared picture: rows of any format start at multiples of 256 bytes, which every driver takes."""


class _Written(NamedTuple):
    pixels: Pixels | None
    """As they lie in memory; None where GL has drawn, whose pixels are known by their colours."""
    colours: Colours


def share_frame(
    exporter: Exporter,
    importer: PictureImporter,
    layout: Layout,
    modifier: Modifier,
    steps: Steps | None = None,
    *,
    promised: bool = False,
    names: tuple[str, str] = ("the exporter", "the importer"),
    seed: int = 1,
) -> None:
    """Allocate at the exporter, import, write on each side and read on the other; give everything back.

    A side that has the pixels in memory is compared to the bit. GL sees colours, which may differ by one part in 255.
    Where GL can't draw into a format, only reading is tried.

    Args:
        exporter: who allocates.
        importer: who imports.
        layout: of the format.
        modifier: how the pixels are arranged; INVALID: linear, and nobody says so.
        steps: is told what is being done, for a report.
        promised: the importer said that it takes such a buffer of this exporter.
        names: of both, for messages.
        seed: makes the picture of this pair unlike that of another.

    Raises:
        OSError, EglError, GbmError: a step was refused.
        ContentsDiffer: one side does not see what the other wrote, or the picture is larger than its memory.
    """
    steps = NoSteps() if steps is None else steps
    steps.at("create")
    with exporter.frame(WIDTH, HEIGHT, layout, modifier) as frame:
        _check_room(frame.dmabuf, layout, names[0])
        steps.at("write")
        there = _put(frame, layout, 2 * seed)
        with importer.view(frame.dmabuf, layout, steps, promised=promised) as view:
            steps.at("read", promised=promised)
            _expect(view, layout, there, f"{names[1]} reads what {names[0]} wrote")
            if not view.writable:
                return
            steps.at("write back", promised=promised)
            back = _put(view, layout, 2 * seed + 1)
        steps.at("read back", promised=promised)
        _expect(frame, layout, back, f"{names[0]} reads what {names[1]} wrote")


def _check_room(dmabuf: DmaBuf, layout: Layout, exporter: str) -> None:
    # Mesa 22.3's virgl exports a page for a texture of any size; whoever imports it would be given the blame.
    if dmabuf.modifier not in (None, Modifier.INVALID, Modifier.LINEAR):
        return
    plane = dmabuf.planes[0]
    end = plane.offset + plane.pitch * (HEIGHT - 1) + WIDTH * layout.bits // 8
    if end > dmabuf.size:
        raise ContentsDiffer(f"{exporter} exports {dmabuf.size} bytes for a picture that ends at byte {end}")


def _put(side: Frame | FrameView, layout: Layout, seed: int) -> _Written:
    if side.in_memory:
        pixels = pattern_of(layout, WIDTH, HEIGHT, seed)
        side.write(pixels)
        return _Written(pixels, colours(layout, pixels))
    picture = primaries(layout, WIDTH, HEIGHT, seed)
    side.write(picture)
    return _Written(None, picture)


def _expect(side: Frame | FrameView, layout: Layout, written: _Written, what: str) -> None:
    seen = side.read()
    if side.in_memory and written.pixels is not None:
        compare(seen, written.pixels, what)
        return
    values = np.rint((colours(layout, seen) if side.in_memory else seen) * 255)
    wanted = np.rint(written.colours * 255)
    difference = np.abs(values - wanted)
    if difference.max() > 1:
        row, column, channel = (int(each) for each in np.argwhere(difference > 1)[0])
        raise ContentsDiffer(
            f"{what}: {int((difference > 1).sum())} of {difference.size} values differ by up to "
            f"{int(difference.max())} of 255, the first at {(row, column)} (row, column): {'RGBA'[channel]} is "
            f"{int(values[row, column, channel])} instead of {int(wanted[row, column, channel])}"
        )

"""Which formats and layouts do EGL and GBM agree on: imported by the one, allocated by the other?

EGL lists the formats of dma-bufs that it imports, each with modifiers. GBM is asked for each: is it supported for
rendering, can a buffer really be made, and does EGL then import that very buffer?
"""

from __future__ import annotations

from collections import Counter

import story

import pydrm
import pyegl
import pygbm
from pydrm import Modifier
from pygbm import Use


def made(gbm: pygbm.Device, entry: pyegl.DmaBufFormat) -> tuple[pygbm.BufferObject | None, str]:
    """A buffer with the modifiers that EGL listed, or one without modifiers; and how it went."""
    wanted = [each.modifier for each in entry.modifiers]
    words = []
    for modifiers in (wanted or None, None):
        way = "with modifiers" if modifiers else "without modifiers"
        try:
            return gbm.create_bo(64, 64, entry.format, Use.RENDERING, modifiers=modifiers), f"made {way}"
        except (OSError, pygbm.GbmError) as error:
            words.append(f"{type(error).__name__} {way}")
    return None, words[-1]


def imported(display: pyegl.Display, bo: pygbm.BufferObject) -> str:
    """Whether EGL takes GBM's buffer."""
    try:
        with bo.export() as dmabuf, display.import_dmabuf(dmabuf):
            return "imported"
    except (OSError, pyegl.EglError, pygbm.GbmError) as error:
        return f"not imported: {type(error).__name__}"


story.ask(__doc__)
with pydrm.open(driver="vgem") as drm, pygbm.Device(drm) as gbm, pyegl.Display(gbm) as display:
    with display.create_context() as context, context.make_current():
        story.renderer()
    listed = display.dmabuf_formats()
    modifiers = {str(each.modifier) for entry in listed for each in entry.modifiers}
    implicit = sum(not entry.modifiers for entry in listed)
    story.row("formats that EGL imports", len(listed))
    story.row("… of which with implicit layouts only", implicit)
    story.row("… the modifiers of the others", ", ".join(sorted(modifiers)) or "–")
    agreed, outcomes, layouts = [], Counter[str](), Counter[str]()
    for entry in listed:
        if not gbm.is_format_supported(entry.format, Use.RENDERING):
            outcomes["not supported for rendering"] += 1
            continue
        bo, word = made(gbm, entry)
        if bo is None:
            outcomes[f"supported, and not made: {word}"] += 1
            continue
        with bo:
            layouts[str(bo.modifier)] += 1
            result = imported(display, bo)
        outcomes[f"{word}, {result}"] += 1
        if result == "imported":
            agreed.append(str(entry.format))
    for outcome, count in outcomes.most_common():
        story.row(outcome, count)
    story.row("layouts that GBM chose", ", ".join(f"{name} {count}" for name, count in layouts.items()) or "–")
    story.row("both", " ".join(agreed))
    explicit = gbm.format_modifier_plane_count("XR24", Modifier.LINEAR)
    story.row("planes of XR24 LINEAR, by GBM", explicit)
story.answer(f"{len(agreed)} of {len(listed)} formats can be allocated by GBM and imported by EGL.")

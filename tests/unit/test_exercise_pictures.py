"""Drivers, rendering and formats in tables and pictures. The reports here are shapes, and claim no results."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from rich.console import Console

from pydri.exercise.model import Check, Outcome, Report, SourceReport, StageReport
from pydri.report import canvas, formats_plot, sheet, table
from pydri.report.cells import by_format, differing, failures, refusals

GL = "OpenGL ES 3.2 Mesa 22.3.6"
VERDICT = {
    "node": "/dev/dri/card0",
    "gbm_backend": "drm",
    "egl_vendor": "Mesa Project",
    "egl_version": "1.4",
    "driver": "kms_swrast",
    "renderer": "llvmpipe (LLVM 15.0.6, 256 bits)",
    "gl_version": GL,
    "software": 1,
}
PICTURE = "rendered-vgem-into-vgem-GBM.png"


def share(subject: str, other: str, format: str, outcome: Outcome = Outcome.OK, **more: Any) -> Check:
    values = {"format": format, "modifier": more.pop("modifier", "INVALID")}
    return Check(subject=subject, name=f"share {format}", other=other, outcome=outcome, values=values, **more)


def draw(subject: str, other: str, outcome: Outcome, name: str = "draw", **more: Any) -> Check:
    return Check(subject=subject, name=name, other=other, outcome=outcome, **more)


def shaped(
    sharing: tuple[Check, ...] = (),
    rendering: tuple[Check, ...] = (),
    drivers: tuple[Check, ...] = (),
    display: tuple[Check, ...] = (),
) -> Report:
    """A report with these checks, and who is named in them."""
    sources = dict.fromkeys(check.subject for check in sharing)
    stages = {"drivers": drivers, "sharing": sharing, "rendering": rendering, "display": display}
    return Report(
        environment={"kernel": "6.12.1", "machine": "x86_64", "lab": "uml", "system": "Debian GNU/Linux 12 (bookworm)"},
        devices=(),
        sources=tuple(SourceReport(label=label, kind="gbm", path="/dev") for label in sources),
        importers=tuple(dict.fromkeys(check.other or "" for check in sharing)),
        stages=tuple(StageReport(name=name, title=name, seconds=0.1, checks=made) for name, made in stages.items()),
        seconds=1.0,
    )


def printed(report: Report, width: int = 80) -> str:
    """What the tables look like on a file of this width."""
    file = io.StringIO()
    table.render(report, Console(file=file, width=width))
    return file.getvalue()


FORMATS = (
    share("vgem GBM", "vkms", "XRGB8888"),
    share("vgem GBM", "vkms", "R8", Outcome.REFUSED, errno="EINVAL", step="create"),
    share("vgem GBM", "vkms", "R16", Outcome.REFUSED, errno="EINVAL", step="create"),
    share("vgem GBM", "vkms", "ABGR8888", modifier="LINEAR"),
    share("vgem GBM", "vkms EGL", "XRGB8888", Outcome.REFUSED, errno="EGL_BAD_ALLOC", step="import"),
    share("vgem GBM", "vkms EGL", "R8", Outcome.REFUSED, errno="EGL_BAD_ALLOC", step="import"),
    share("vgem GBM", "vkms EGL", "R16", Outcome.REFUSED, errno="EGL_BAD_ALLOC", step="import"),
    share("vgem GBM", "vkms EGL", "ABGR8888", Outcome.REFUSED, errno="EGL_BAD_ALLOC", step="import", modifier="LINEAR"),
    share("vkms GBM", "vkms", "XRGB8888"),
)


def test_formats_that_fare_alike_are_one_row() -> None:
    """The first format stands for the pair; those that differ somewhere are a row together, and are told by name."""
    report = shaped(FORMATS)
    assert [[cell and cell.cell for cell in row] for row in report.matrix()] == [["ok", "BAD_ALLOC"], ["ok", None]]
    ((formats, row),) = differing(report)["vgem GBM"]
    assert formats == ["R8", "R16"]
    assert [cell and cell.cell for cell in row] == ["EINVAL", "BAD_ALLOC"]
    lines = printed(report).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("Sharing"))
    assert [line.split() for line in lines[start + 3 : start + 6]] == [
        ["vgem", "GBM", "ok", "BAD_ALLOC"],
        ["R8", "and", "1", "more", "EINVAL", "BAD_ALLOC"],
        ["vkms", "GBM", "ok"],
    ]


def test_formats_by_name() -> None:
    """A modifier is part of the name where one was told."""
    assert list(by_format(shaped(FORMATS))["vgem GBM"]) == ["XR24", "R8", "R16", "AB24 LINEAR"]


def test_formats_fail_together() -> None:
    """A pair that fails in many formats is one line, not many."""
    checks = [
        share("a", "b", name, Outcome.BROKEN, step="read", detail="differs") for name in ("XRGB8888", "R8", "GR88")
    ]
    assert failures(shaped(tuple(checks))) == ["sharing: a to b, share XRGB8888 and 2 more, read: differs"]


def test_picture_of_formats() -> None:
    """A column per format and modifier, a row per pair; without formats there is no picture."""
    with Image.open(io.BytesIO(formats_plot.formats_png(shaped(FORMATS)) or b"")) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or []}
    for outcome in (Outcome.OK, Outcome.REFUSED):
        assert tuple(bytes.fromhex(canvas.FILL[outcome][1:])) in colours
    assert formats_plot.formats_png(shaped()) is None


def rendered() -> Report:
    """Drawn once well, once to a crash; shown; and a device that has no driver."""
    drivers = (
        Check(subject="vgem", name="verdict", outcome=Outcome.OK, values=VERDICT),
        Check(subject="odd", name="verdict", outcome=Outcome.REFUSED, errno="EGL_NOT_INITIALIZED", step="open"),
    )
    values: dict[str, Any] = {"format": "XRGB8888", "difference_max": 1, "picture": PICTURE}
    rendering = (
        draw("vgem", "vgem GBM", Outcome.OK, values=values),
        draw("vgem", "vkms", Outcome.OK, "show", values={"format": "XRGB8888", "difference_max": 1}),
        draw("vgem", "udmabuf", Outcome.CRASHED, crash="SIGSEGV", step="clear"),
        draw("software", "vgem GBM", Outcome.ABSENT, detail="the driver imports no dma-bufs"),
    )
    return shaped((), rendering, drivers)


@pytest.mark.parametrize("width", [80, 120])
def test_tables_of_drivers_and_rendering(width: int) -> None:
    """Who draws, into what, what was seen of it, and what crashed."""
    text = printed(rendered(), width)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert f"Drivers: what the loader picked, {GL}" in lines
    name = "llvmpipe" if width == 80 else "llvmpipe (LLVM 15.0.6, 256 bits)"
    assert f"vgem card0 drm Mesa Project 1.4 kms_swrast {name} software" in lines
    assert "odd NOT_INITIALIZED" in lines
    assert "vgem GBM ok -" in lines
    assert "udmabuf SIGSEGV" in lines
    assert "own GBM, seen by vkms ok" in lines
    assert "Crashed, in processes of their own: SIGSEGV at clear (vgem to udmabuf)." in lines
    assert "1 crashed" in text.replace("\n", " ")
    assert "Every promise was kept" in text
    assert max(map(len, text.splitlines())) <= width


def test_crashes_are_told_apart() -> None:
    """A crash is neither a refusal nor a failure."""
    report = rendered()
    assert refusals(report, Outcome.CRASHED) == ["SIGSEGV at clear (vgem to udmabuf)"]
    assert not report.failures
    assert report.counts()["crashed"] == 1


def test_contact_sheet() -> None:
    """Expected, rendered, and sixteen times the difference, of which no pixel vanishes."""
    expected = np.zeros((200, 320, 3), np.uint8)
    expected[:, :, 0] = 200
    drawn = expected.copy()
    drawn[101, 203] = 210, 0, 0
    data = sheet.sheet_png(rendered(), {PICTURE: drawn}, expected)
    with Image.open(io.BytesIO(data or b"")) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or []}
    assert (200, 0, 0) in colours
    assert (160, 0, 0) in colours
    assert tuple(bytes.fromhex(canvas.FILL[Outcome.CRASHED][1:])) in colours
    assert sheet.sheet_png(shaped(), {}, expected) is None


def test_one_picture() -> None:
    """A rendering as a file of its own keeps every value."""
    pixels = np.arange(4 * 5 * 3, dtype=np.uint8).reshape(4, 5, 3)
    with Image.open(io.BytesIO(sheet.picture_png(pixels))) as picture:
        assert (np.asarray(picture) == pixels).all()

"""The report as tables for a terminal of any width, 80 columns and a plain file included."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from ..exercise.model import Outcome
from .cells import absences, describe_place, failures, refusals, split_columns, worst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from ..exercise.model import Check, DeviceReport, Report

__all__ = ["render"]

STYLES = {
    Outcome.OK: "green",
    Outcome.REFUSED: "yellow",
    Outcome.BROKEN: "bold red",
    Outcome.ERROR: "bold magenta",
    Outcome.ABSENT: "dim",
}
NO_BUFFERS = (
    "There was no buffer to share: dumb buffers need a card node (group video), "
    "/dev/udmabuf the group kvm or root, /dev/dma_heap root."
)
GAP = 3
"""Columns between cells."""


def render(report: Report, console: Console) -> None:
    """Print everything that was found."""
    console.print(Text(f"pydri exercise: {describe_place(report)}", style="bold"))
    for title, table in _tables(report, console):
        if table.row_count:
            console.print()
            console.print(Text(title, style="bold"))
            console.print(table)
    console.print()
    _remarks(report, console)


def _tables(report: Report, console: Console) -> Iterator[tuple[str, Table]]:
    yield "Devices", _devices(report)
    yield "Dumb buffers: 1280x720 XRGB8888, filled and verified through numpy", _dumb(report)
    yield from _matrices(report, console)
    yield "Fences, and a trip to another process", _fences(report)


def _table() -> Table:
    return Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), header_style="cyan")


def _cell(check: Check | None) -> Text:
    return Text("") if check is None else Text(check.cell, style=STYLES[check.outcome])


# -- devices
# -------------------------------------------------------------------------------------------------------------


def _devices(report: Report) -> Table:
    table = _table()
    for name in ("device", "nodes", "bus", "version", "advertises"):
        table.add_column(name, overflow="fold", no_wrap=name in ("bus", "version"))
    for device in report.devices:
        table.add_row(device.label, _nodes(device), device.bus, device.version, _promises(device))
    return table


def _nodes(device: DeviceReport) -> Text:
    text = Text()
    for node in device.nodes.values():
        if text:
            text.append(" ")
        path, errno = node["path"] or "", node["errno"]
        text.append(os.path.basename(path), style="bold" if path == device.node else "")
        if errno:
            text.append(f" ({errno})", style="yellow")
    return text


def _promises(device: DeviceReport) -> str:
    caps = device.caps
    prime = caps.get("PRIME", 0)
    words = [
        ("", "import only", "export only", "PRIME")[prime & 3],
        "dumb" if caps.get("DUMB_BUFFER") else "",
        "modifiers" if caps.get("ADDFB2_MODIFIERS") else "",
        "timeline" if caps.get("SYNCOBJ_TIMELINE") else "syncobj" if caps.get("SYNCOBJ") else "",
    ]
    return ", ".join(word for word in words if word)


# -- dumb buffers
# ----------------------------------------------------------------------------------------------------------


def _dumb(report: Report) -> Table:
    table = _table()
    table.add_column("device", no_wrap=True)
    table.add_column("contents", min_width=8)
    for name in ("create us", "fill ms", "write GiB/s", "read GiB/s"):
        table.add_column(name, justify="right")
    table.add_column("destroy", min_width=7)
    for device in report.devices:
        names = ("contents", "bandwidth", "destroy")
        contents, bandwidth, destroy = (report.check("dumb", device.label, name) for name in names)
        numbers = (
            _value(contents, "create_us", 0),
            _value(contents, "first_fill_us", 1, 1e-3),
            _value(bandwidth, "write_gib_per_s", 2),
            _value(bandwidth, "read_gib_per_s", 2),
        )
        table.add_row(device.label, _cell(worst((contents, bandwidth))), *numbers, _cell(destroy))
    return table


def _value(check: Check | None, name: str, digits: int, factor: float = 1.0) -> str:
    value = None if check is None else check.values.get(name)
    return f"{value * factor:.{digits}f}" if isinstance(value, int | float) else ""


# -- sharing ---------------------------------------------------------------------------------------------------------


def _matrices(report: Report, console: Console) -> Iterator[tuple[str, Table]]:
    # As many tables one below the other as the terminal's width needs.
    cells = report.matrix()
    corner = "exports \\ imports" if console.options.ascii_only else "exports ↓ imports →"
    first = max([len(source.label) for source in report.sources] + [len(corner)])
    widths = []
    for index, importer in enumerate(report.importers):
        words = [check.cell for check in (row[index] for row in cells) if check]
        widths.append(GAP + max([len(importer), *(len(word) for word in words)]))
    for run in split_columns(widths, console.width - first):
        table = _table()
        table.add_column(corner, no_wrap=True)
        for index in run:
            table.add_column(report.importers[index], overflow="fold")
        for source, row in zip(report.sources, cells, strict=True):
            table.add_row(source.label, *(_cell(row[index]) for index in run))
        yield "Sharing: each side reads what the other wrote" if run.start == 0 else "Sharing, continued", table


# -- fences and passing
# ----------------------------------------------------------------------------------------------------


def _fences(report: Report) -> Table:
    # A row per source; only the columns in which something was tried.
    stage = report.stage("fences")
    checks = stage.checks if stage else ()
    columns: dict[str, list[Check | None]] = {}
    for device in report.devices:
        if device.driver == "vgem":
            columns[f"{device.label} fence"] = [
                worst(check for check in checks if _is_fence(check, device.label, source.label))
                for source in report.sources
            ]
    for title, name in (("sync_file", "sync_file"), ("syncobj", "syncobj"), ("timeline", "syncobj timeline")):
        columns[title] = [report.check("fences", source.label, name) for source in report.sources]
    columns["there and back"] = [report.check("passing", source.label, "there and back") for source in report.sources]
    shown = {
        title: cells for title, cells in columns.items() if any(c and c.outcome is not Outcome.ABSENT for c in cells)
    }
    table = _table()
    table.add_column("buffers of", no_wrap=True)
    for title in shown:
        table.add_column(title, overflow="fold")
    for index, source in enumerate(report.sources if shown else ()):
        table.add_row(source.label, *(_cell(cells[index]) for cells in shown.values()))
    return table


def _is_fence(check: Check, fencer: str, source: str) -> bool:
    # A vgem's checks on its own buffers name nobody else; those on foreign ones name their source.
    return check.subject == fencer and "fence" in check.name and (check.other or fencer) == source


# -- remarks
# ---------------------------------------------------------------------------------------------------------------


def _remarks(report: Report, console: Console) -> None:
    refused = refusals(report)
    if refused:
        console.print(Text(f"Refused by drivers, as they may: {'; '.join(refused)}.", style="yellow"))
    for line in absences(report):
        console.print(Text(f"Not there: {line}.", style="dim"))
    if _no_buffers(report):
        console.print(Text(NO_BUFFERS, style="yellow"))
    for line in failures(report):
        console.print(Text(f"FAILED {line}", style="bold red"))
    counts = report.counts()
    parts = [f"{counts['ok']} ok", f"{counts['refused']} refused", f"{counts['absent']} not there"]
    parts.append(f"{counts['broken']} broken")
    if counts["error"]:
        parts.append(f"{counts['error']} errors of the exerciser")
    console.print(
        Text(f"{_verdict(counts)}: ", style="bold red" if report.failures else "bold green").append(
            f"{', '.join(parts)}, in {report.seconds:.1f} s.", style="default"
        )
    )


def _no_buffers(report: Report) -> bool:
    # Nothing that this user may open allocates: a render node alone has no dumb buffers.
    stage = report.stage("sharing")
    return bool(stage and stage.checks) and all(
        check.errno == "EACCES" and check.step in ("create", "export") for check in (stage.checks if stage else ())
    )


def _verdict(counts: dict[str, int]) -> str:
    if counts["broken"]:
        return "Promises were broken"
    if counts["error"]:
        return "The exerciser failed"
    return "Every promise was kept" if counts["ok"] else "Nothing could be tried"

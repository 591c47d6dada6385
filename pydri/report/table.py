"""The report as tables for a terminal of any width, 80 columns and a plain file included."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.text import Text

from ..exercise.model import Outcome
from .cells import absences, describe_place, failures, refusals, worst
from .grid import cell_text, display_table, new_table, rendering_tables, sharing_tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rich.console import Console
    from rich.table import Table

    from ..exercise.model import Check, DeviceReport, Report

__all__ = ["render"]

NO_BUFFERS = (
    "There was no buffer to share: dumb buffers need a card node (group video), "
    "/dev/udmabuf the group kvm or root, /dev/dma_heap root."
)


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
    yield from _drivers(report, console)
    yield "Dumb buffers: 1280x720 XRGB8888, filled and verified through numpy", _dumb(report)
    yield from sharing_tables(report, console)
    yield from rendering_tables(report, console)
    yield "Display: a scene that moves, on screens that were free", display_table(report)
    yield "Fences, and a trip to another process", _fences(report)


# -- devices
# -------------------------------------------------------------------------------------------------------------


def _devices(report: Report) -> Table:
    table = new_table()
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


# -- drivers ---------------------------------------------------------------------------------------------------------


def _drivers(report: Report, console: Console) -> Iterator[tuple[str, Table]]:
    stage = report.stage("drivers")
    checks = stage.checks if stage else ()
    versions = {check.values["gl_version"] for check in checks if "gl_version" in check.values}
    table = new_table()
    for name in ("device", "node", "GBM", "EGL", "driver", "renderer", "drawn by"):
        table.add_column(name, overflow="fold", no_wrap=name != "renderer")
    for check in checks:
        table.add_row(check.subject, *_verdict_cells(check, versions, narrow=console.width < 100))
    title = "Drivers: what the loader picked"
    yield f"{title}, {versions.pop()}" if len(versions) == 1 else title, table


def _verdict_cells(check: Check, versions: Collection[object], *, narrow: bool) -> Iterator[Text]:
    values = check.values
    if check.outcome is not Outcome.OK:
        yield from (Text(""), Text(""), Text(""), cell_text(check))
        return
    renderer = str(values["renderer"])
    if narrow:
        renderer = renderer.partition(" (")[0]
    if len(versions) > 1:
        renderer = f"{renderer}, {values['gl_version']}"
    yield Text(os.path.basename(str(values["node"])))
    yield Text(str(values.get("gbm_backend", "")))
    yield Text(f"{values['egl_vendor']} {values['egl_version']}")
    yield Text(str(values.get("driver", "")))
    yield Text(renderer)
    yield Text("software", style="yellow") if values["software"] else Text("hardware", style="green")


# -- dumb buffers
# ----------------------------------------------------------------------------------------------------------


def _dumb(report: Report) -> Table:
    table = new_table()
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
        table.add_row(device.label, cell_text(worst((contents, bandwidth))), *numbers, cell_text(destroy))
    return table


def _value(check: Check | None, name: str, digits: int, factor: float = 1.0) -> str:
    value = None if check is None else check.values.get(name)
    return f"{value * factor:.{digits}f}" if isinstance(value, int | float) else ""


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
        title: column for title, column in columns.items() if any(c and c.outcome is not Outcome.ABSENT for c in column)
    }
    table = new_table()
    table.add_column("buffers of", no_wrap=True)
    for title in shown:
        table.add_column(title, overflow="fold")
    for index, source in enumerate(report.sources):
        cells = [column[index] for column in shown.values()]
        if any(cells):
            table.add_row(source.label, *map(cell_text, cells))
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
    crashed = refusals(report, Outcome.CRASHED)
    if crashed:
        console.print(Text(f"Crashed, in processes of their own: {'; '.join(crashed)}.", style="yellow"))
    for line in absences(report):
        console.print(Text(f"Not there: {line}.", style="dim"))
    if _no_buffers(report):
        console.print(Text(NO_BUFFERS, style="yellow"))
    for line in failures(report):
        console.print(Text(f"FAILED {line}", style="bold red"))
    counts = report.counts()
    words = {"ok": "ok", "refused": "refused", "crashed": "crashed", "absent": "not there", "broken": "broken"}
    parts = [f"{counts[name]} {word}" for name, word in words.items() if counts[name] or name != "crashed"]
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

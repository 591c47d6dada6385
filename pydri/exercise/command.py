"""``pydri exercise``: where it runs, what it prints, which files it writes, how it ends."""

from __future__ import annotations

import os
import signal
import sys
import textwrap
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import Unusable
from ..lab.contract import MACHINES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .model import Report

__all__ = ["exercise"]

DEFAULT_OUT = "exercise-out"


@click.command()
@click.argument("wanted", metavar="[DEVICE]...", nargs=-1)
@click.option(
    "--out",
    metavar="DIR",
    default=DEFAULT_OUT,
    show_default=True,
    type=click.Path(path_type=Path),
    help="Directory for report.json and the pictures; made when missing.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON, and nothing else, on standard output.")
@click.option(
    "--lab/--no-lab", "lab", default=None, help="Run in the lab, or never. [default: when there is no DRM device]"
)
@click.option(
    "--display",
    is_flag=True,
    help="Also show pictures on displays that no other program uses, for some seconds; in the lab that is always done.",
)
@click.option("--quick", is_flag=True, help="Of GBM's and EGL's formats XRGB8888 alone: where processors are emulated.")
@click.option("--machine", type=click.Choice(MACHINES), help="Kind of lab machine.  [default: uml]")
@click.option(
    "--devices",
    metavar="WORD,…",
    help="Devices of a QEMU machine, of virtio-gpu, virgl, cirrus, bochs, vgem, vkms.  [default: all but virgl]",
)
@click.option(
    "--kernel", metavar="KERNEL", help="Kernel for the lab: a file, or a name given to `pydri lab build --name`."
)
@click.option(
    "--cpus", type=click.IntRange(1), metavar="N", help="The lab machine's processors; UML: only with --kernel sid."
)
@click.option(
    "--root",
    metavar="ROOT",
    help="Root tree for the lab, with a Mesa of its own: debian-13, …, or a directory.",
)
def exercise(
    wanted: tuple[str, ...],
    out: Path,
    as_json: bool,
    lab: bool | None,
    display: bool,
    quick: bool,
    **machine: str | int | None,
) -> int:
    """Try what DRM devices can do with buffers: dumb buffers, sharing with each other, with udmabuf and dma-heaps, with
    GBM and EGL, rendering into everybody's buffers, showing them on displays, fences, passing to another process.

    DEVICE is a device node, a driver's name, or a bus address such as pci:0000:00:02.0; by default every device of this
    machine. Without any, the same is done in the lab: a real kernel with vgem and vkms, started in a second, no root
    needed.

    A render node and membership in the group "render" are enough; displays are left alone without --display.

    \b
    Exit status: 0 all promises kept (an errno from a driver that promised nothing is an answer),
                 1 a promise was broken, 2 it could not run (one line says what to do), 130 interrupted.
    """
    from ..report import json as report_json

    wishes: dict[str, Any] = {name: value for name, value in machine.items() if value is not None}
    for option in wishes:
        if lab is False:
            raise click.UsageError(f"--{option} is for the lab: it does not go with --no-lab.")
    if "devices" in wishes:
        if wishes.get("machine") != "qemu":
            raise click.UsageError("--devices are those of a QEMU machine: add --machine qemu.")
        wishes["devices"] = wishes["devices"].split(",")
    report_json.check_writable(out)
    with _terminable():
        pictures: dict[str, Any] = {}
        report = _run(wanted, True if wishes else lab, out, wishes, pictures, display=display, quick=quick)
        written = _write(report, out, pictures)
        _show(report, out, written, as_json=as_json)
    return 1 if report.failures else 0


@contextmanager
def _terminable() -> Iterator[None]:
    # SIGTERM unwinds like Ctrl-C does, so that the lab's processes and files go with us.
    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(
    wanted: Sequence[str],
    lab: bool | None,
    out: Path,
    machine: dict[str, Any],
    pictures: dict[str, Any],
    *,
    display: bool,
    quick: bool,
) -> Report:
    if lab is None:
        lab = not _any_device()
        for word in wanted:
            if lab and "/" in word:
                # A path means this machine, and names of the lab's nodes mean nothing here.
                from ..inventory import check_path

                check_path(word)
    if lab:
        return _in_lab(wanted, out, {**machine, "quick": quick}, pictures)
    return _here(wanted, pictures, display=display, quick=quick)


def _any_device() -> bool:
    # Without importing pydrm: where there is none, the imports are better spent while the lab boots.
    with suppress(OSError):
        return any(name.startswith(("card", "renderD")) for name in os.listdir("/dev/dri"))
    return False


def _here(wanted: Sequence[str], pictures: dict[str, Any], *, display: bool, quick: bool) -> Report:
    from .. import inventory
    from .plan import exercise as run
    from .progress import make_display

    found = inventory.entries()
    if not found and not wanted:
        raise Unusable("no DRM device on this machine; leave out --no-lab to use the lab")
    chosen = inventory.choose(found, wanted)
    with make_display("Opening devices") as bar:
        try:
            return run(chosen, inventory.memories(), listener=bar, pictures=pictures, display=display, quick=quick)
        except OSError as error:
            notes = "; ".join(getattr(error, "__notes__", ()))
            raise Unusable(f"{notes or error.filename or 'a device'}: {error.strerror}") from None


def _in_lab(wanted: Sequence[str], out: Path, machine: dict[str, Any], pictures: dict[str, Any]) -> Report:
    if os.environ.get("PYDRI_LAB"):
        raise Unusable("this is a lab machine already, and a lab cannot run inside a lab")
    from .in_lab import GuestFailed, exercise_in_lab
    from .progress import make_display

    note = None if _any_device() else "No DRM device on this machine (nothing in /dev/dri): doing it in the lab."
    try:
        return exercise_in_lab(wanted, lambda: make_display("Booting the lab"), note=note, pictures=pictures, **machine)
    except GuestFailed as error:
        click.echo(f"pydri: {error}", err=True)
        if error.log:
            from ..report.json import write_file

            path = out / "kernel.log"
            write_file(path, error.log.encode())
            click.echo(f"The lab's kernel log: {path}", err=True)
        raise click.exceptions.Exit(1) from None


def _write(report: Report, out: Path, pictures: dict[str, Any]) -> list[str]:
    from ..exercise.model import REPORT_NAME
    from ..report import json as report_json

    files = {REPORT_NAME: report_json.dumps(report).encode()}
    try:
        files |= _pictures(report, pictures)
    except ImportError:
        click.echo("pydri: no pictures: Pillow is missing; pip install 'pydri[report]'", err=True)
    for name, data in files.items():
        report_json.write_file(out / name, data)
    return list(files)


def _pictures(report: Report, pictures: dict[str, Any]) -> dict[str, bytes]:
    from ..report import formats_plot, plots, screens, sheet

    made: dict[str, bytes | None] = {plots.PICTURE_NAME: plots.matrix_png(report)}
    made[formats_plot.PICTURE_NAME] = formats_plot.formats_png(report)
    if pictures:
        from .rendering import expected

        made[sheet.SHEET_NAME] = sheet.sheet_png(report, pictures, expected())
        made[screens.SCREENS_NAME] = screens.screens_png(report, pictures)
        made |= {name: sheet.picture_png(pixels) for name, pixels in sorted(pictures.items())}
    return {name: data for name, data in made.items() if data is not None}


def _show(report: Report, out: Path, written: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        from ..report import json as report_json

        click.echo(report_json.dumps(report), nl=False)
        return
    _tolerate_encoding(sys.stdout)
    try:
        from rich.console import Console

        from ..report import table
    except ImportError:
        click.echo("pydri: no tables: rich is missing; pip install 'pydri[cli]'", err=True)
    else:
        table.render(report, Console(highlight=False))
    many = ("rendered-", "shown-")
    names = [name for name in written if not name.startswith(many)]
    counts = {kind: sum(name.startswith(kind) for name in written) for kind in many}
    names += [f"{count} × {kind}….png" for kind, count in counts.items() if count]
    text = f"Written to {out}{os.sep}: {', '.join(names)}"
    click.echo(textwrap.fill(text, 80, break_on_hyphens=False, break_long_words=False))


def _tolerate_encoding(stream: Any) -> None:
    # A terminal that cannot show a character gets a question mark, not a traceback.
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")

"""Reports as tables, picture and files. The reports here have shapes that no single machine has; they claim no
results."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from rich.console import Console

from pydri.errors import Unusable
from pydri.exercise.model import Check, DeviceReport, Outcome, Report, SourceReport, StageReport
from pydri.report import canvas, plots, table
from pydri.report import json as report_json
from pydri.report.cells import absences, failures, refusals, split_columns, worst

WORDS = ("ENODEV", "EOPNOTSUPP", "EINVAL")


def device(label: str, number: int) -> DeviceReport:
    """A device called so."""
    return DeviceReport(
        label=label,
        node=f"/dev/dri/card{number}",
        node_type="primary",
        nodes={
            "primary": {"path": f"/dev/dri/card{number}", "errno": None},
            "render": {"path": f"/dev/dri/renderD{128 + number}", "errno": "EACCES"},
        },
        driver=label.partition(" ")[0],
        version="1.0.0",
        description="",
        bus=f"pci:0000:{number:02x}:00.0",
        unique="",
        caps={"PRIME": 3, "DUMB_BUFFER": 1, "SYNCOBJ": 1, "SYNCOBJ_TIMELINE": 1, "ADDFB2_MODIFIERS": 1},
        was_master=False,
    )


def shaped(labels: list[str], *, broken: bool = False) -> Report:
    """A report of these devices in which two of three shares are refused."""
    sources = [*labels, "udmabuf", "system heap"]
    importers = [*labels, "CPU mmap"]
    cells = []
    for row, source in enumerate(sources):
        for column, importer in enumerate(importers):
            number = row + column
            refused = bool(number % 3) and source != importer
            outcome = Outcome.REFUSED if refused else Outcome.OK
            if broken and (row, column) == (0, 1):
                outcome = Outcome.BROKEN
            cells.append(
                Check(
                    subject=source,
                    name="share",
                    other=importer,
                    outcome=outcome,
                    errno=WORDS[number % 3] if outcome is Outcome.REFUSED else None,
                    step="import" if outcome is not Outcome.OK else None,
                    detail="one byte differs" if outcome is Outcome.BROKEN else "",
                )
            )
    dumb = [
        Check(subject=label, name=name, outcome=Outcome.OK, values=values)
        for label in labels
        for name, values in (
            ("contents", {"create_us": 12.3, "first_fill_us": 4567.8}),
            ("bandwidth", {"write_gib_per_s": 5.125, "read_gib_per_s": 0.25}),
            ("destroy", {}),
        )
    ]
    fences = [Check(subject=label, name="syncobj", outcome=Outcome.ABSENT, detail="no syncobj") for label in labels]
    return Report(
        environment={"kernel": "6.12.1", "machine": "x86_64", "lab": "uml"},
        devices=tuple(device(label, number) for number, label in enumerate(labels)),
        sources=tuple(SourceReport(label=label, kind="device", path="/dev") for label in sources),
        importers=tuple(importers),
        stages=(
            StageReport(name="dumb", title="Dumb buffers", seconds=0.1, checks=tuple(dumb)),
            StageReport(name="sharing", title="Sharing", seconds=0.2, checks=tuple(cells)),
            StageReport(name="fences", title="Fences", seconds=0.1, checks=tuple(fences)),
        ),
        seconds=1.5,
    )


ONE = ["vgem"]
FIVE = ["cirrus", "bochs", "virtio_gpu", "vgem", "vkms"]
TEN = ["amdgpu card0", "amdgpu card1", "i915", "xe", "nouveau", "virtio_gpu", "vgem", "vkms", "cirrus", "bochs"]


def printed(report: Report, width: int, encoding: str = "utf-8") -> str:
    """What the tables look like on a file of this width and encoding."""
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding=encoding, errors="replace") as file:
        table.render(report, Console(file=file, width=width))
        file.flush()
        return raw.getvalue().decode(encoding)


@pytest.mark.parametrize("labels", [ONE, FIVE, TEN], ids=["one", "five", "ten"])
@pytest.mark.parametrize("width", [80, 120, 200])
def test_tables_fit(labels: list[str], width: int) -> None:
    """No line is wider than the terminal, and no cell of the matrix is cut."""
    text = printed(shaped(labels), width)
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width
    assert "\x1b" not in text  # no colours in a file


def test_every_cell_is_printed_once() -> None:
    """Splitting a wide matrix loses, cuts and repeats nothing."""
    report = shaped(TEN)
    lines = printed(report, 80).splitlines()
    assert sum(line.startswith("Sharing") for line in lines) == 3
    start = next(number for number, line in enumerate(lines) if line.startswith("Sharing"))
    end = next(number for number, line in enumerate(lines) if line.startswith("Refused"))
    seen = [word for line in lines[start:end] for word in line.split() if word in (*WORDS, "ok")]
    assert sorted(seen) == sorted(cell.cell for row in report.matrix() for cell in row if cell)


def test_a_terminal_without_unicode() -> None:
    """Plain ASCII is enough to read the tables."""
    text = printed(shaped(FIVE), 80, "ascii")
    assert "exports \\ imports" in text
    assert "?" not in text


def test_remarks_name_what_went_wrong() -> None:
    """A broken promise is told with its detail, a refusal with its step, an absence with its reason."""
    report = shaped(FIVE, broken=True)
    assert failures(report) == ["Sharing: cirrus to bochs, share, import: one byte differs"]
    assert any("ENODEV at import" in line or "EOPNOTSUPP at import" in line for line in refusals(report))
    assert absences(report) == ["5 times, first cirrus: no syncobj"]
    assert absences(shaped(ONE)) == ["vgem: no syncobj"]
    text = printed(report, 80)
    assert "FAILED Sharing: cirrus to bochs" in text
    assert "Promises were broken: " in text
    assert "Every promise was kept: " in printed(shaped(FIVE), 80)


@pytest.mark.parametrize("room", [0, 10, 25, 30, 80])
def test_split_columns(room: int) -> None:
    """Every column is in exactly one run, and a run fits unless it is a single column."""
    widths = [8, 12, 9, 15, 8, 8, 11]
    runs = split_columns(widths, room)
    assert [index for run in runs for index in run] == list(range(len(widths)))
    assert all(len(run) == 1 or sum(widths[index] for index in run) <= room for run in runs)
    assert split_columns([], room) == []


def test_split_is_even() -> None:
    """Eleven columns in three runs are four, four and three, not five, five and one."""
    assert [len(run) for run in split_columns([10] * 11, 50)] == [4, 4, 3]


def test_the_worst_check_speaks_for_a_cell() -> None:
    """A cell that stands for several checks shows what matters most."""
    ok = Check(subject="a", name="x", outcome=Outcome.OK)
    broken = Check(subject="a", name="y", outcome=Outcome.BROKEN)
    absent = Check(subject="a", name="z", outcome=Outcome.ABSENT)
    assert worst([ok, broken, absent, None]) is broken
    assert worst([absent, ok]) is ok
    assert worst([None]) is None


# -- the picture -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("labels", [ONE, FIVE, TEN], ids=["one", "five", "ten"])
def test_picture(labels: list[str]) -> None:
    """The PNG opens, has a sensible size, and shows each outcome's colour."""
    with Image.open(io.BytesIO(plots.matrix_png(shaped(labels, broken=len(labels) > 1)))) as picture:
        assert picture.format == "PNG"
        assert 400 <= picture.width <= 3000
        assert 300 <= picture.height <= 1500
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or []}
    wanted = [Outcome.OK, Outcome.REFUSED] + [Outcome.BROKEN] * (len(labels) > 1)
    for outcome in wanted:
        assert tuple(bytes.fromhex(canvas.FILL[outcome][1:])) in colours


def test_picture_is_reproducible() -> None:
    """The same report makes the same bytes: nothing of the machine or the time is in them."""
    assert plots.matrix_png(shaped(FIVE)) == plots.matrix_png(shaped(FIVE))


def test_picture_of_nothing() -> None:
    """A machine whose devices share nothing with anybody still gets its picture."""
    assert plots.matrix_png(shaped([])).startswith(b"\x89PNG")


# -- files -----------------------------------------------------------------------------------------------------------


def test_files_are_replaced_whole(tmp_path: Path) -> None:
    """Writing makes the directory, replaces an old file, leaves no temporary one, and honours the umask."""
    path = tmp_path / "a" / "b" / "report.json"
    report_json.write_file(path, b"old")
    report_json.write_file(path, report_json.dumps(shaped(ONE)).encode())
    assert os.listdir(path.parent) == ["report.json"]
    assert report_json.load(path) == shaped(ONE)
    mask = os.umask(0)
    os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~mask


def test_every_field_is_documented() -> None:
    """docs/report.md names every field of the JSON."""
    text = (Path(__file__).parents[2] / "docs" / "report.md").read_text()
    data = shaped(FIVE).to_dict()
    names = {*data, *data["verdict"], *data["devices"][0], *data["sources"][0], *data["matrix"]}
    names |= {*data["stages"][0], *data["stages"][0]["checks"][0]}
    assert [name for name in sorted(names) if f"`{name}" not in text] == []


def test_what_is_no_report(tmp_path: Path) -> None:
    """A file that is something else is named, with what it should have been."""
    path = tmp_path / "x.json"
    path.write_text("{")
    with pytest.raises(Unusable, match=r"x\.json is no JSON"):
        report_json.load(path)


def test_writability_is_found_out_before(tmp_path: Path) -> None:
    """A directory that can't be made is refused at once, and trying leaves nothing."""
    file = tmp_path / "file"
    file.touch()
    for place in (file, file / "below"):
        with pytest.raises(Unusable, match="--out"):
            report_json.check_writable(place)
    with pytest.raises(Unusable, match="--out"):
        report_json.check_writable(Path("/proc/nowhere"))
    report_json.check_writable(tmp_path / "new" / "deep")
    assert os.listdir(tmp_path) == ["file"]

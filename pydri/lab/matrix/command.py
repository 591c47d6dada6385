"""`pydri lab matrix`: which lanes are run, what is printed, which files are written, how it ends."""

from __future__ import annotations

import datetime
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pydri.errors import Unusable
from pydri.lab.matrix.outcome import SCHEMA, VERSION, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydri.lab.matrix.lanes import Lane
    from pydri.lab.matrix.outcome import LaneOutcome
    from pydri.lab.matrix.run import Plan

FIVE_DRIVERS = "qemu-2d"
"""The lane whose sharing matrix has the most drivers: its picture stands beside the table."""


def matrix(
    names: Sequence[str],
    *,
    listing: bool,
    report: bool,
    tests: Sequence[str],
    results: str,
    as_json: bool,
    exercise: bool,
    only: Sequence[str],
    again: bool,
    quick: bool,
    aloud: bool,
    words: Sequence[str],
) -> int:
    """What the command does; its exit status."""
    from pydri.lab.matrix import lanes
    from pydri.lab.matrix.run import Plan, earlier

    chosen = lanes.choose(names)
    if listing:
        return _list(chosen, as_json=as_json)
    here = Path(os.getcwd())
    plan = Plan(
        root=here if tests else lanes.checkout(here),
        results=Path(results).absolute(),
        tests=tuple(tests),
        words=tuple(words),
        only=tuple(only),
        again=again,
        exercise=exercise,
        quick=quick,
        aloud=aloud and not as_json,
    )
    _check(plan, chosen)
    rows = [earlier(lane, plan.results) for lane in chosen] if report else _run(chosen, plan)
    status = exit_status(rows, asked=bool(names))
    data = {"schema": SCHEMA, "version": VERSION, "status": status, "lanes": [row.to_dict() for row in rows]}
    written = _write(rows, data, plan.results)
    if as_json:
        click.echo(json.dumps(data, indent=1))
    else:
        _print(rows)
        click.echo(f"Written to {results}{os.sep}: {', '.join(written)}, and what each lane left")
    return status


def exit_status(rows: Sequence[LaneOutcome], *, asked: bool) -> int:
    """1 for anything unexpected; 2 where nothing could be run, or not a lane that was asked for by name; else 0."""
    if any(row.state.bad for row in rows):
        return 1
    missing = [row.state is State.NOT_RUN for row in rows]
    return 2 if all(missing) or (asked and any(missing)) else 0


def _list(chosen: Sequence[Lane], *, as_json: bool) -> int:
    from pydri.lab.matrix.lanes import why_not

    facts = [
        {
            "lane": lane.name,
            "title": lane.title,
            "devices": list(lane.devices),
            "parts": [part.name for part in lane.parts],
            "not_here": why_not(lane),
        }
        for lane in chosen
    ]
    if as_json:
        click.echo(json.dumps(facts, indent=1))
        return 0
    for each in facts:
        click.echo(f"{each['lane']:<12}{each['title']}")
        if each["not_here"]:
            click.echo(f"{'':<12}not here: {each['not_here']}")
    return 0


def _check(plan: Plan, chosen: Sequence[Lane]) -> None:
    for lane in chosen:
        stages = plan.stages(lane)
        wrong = [name for name in plan.only if name not in stages]
        if wrong:
            raise Unusable(f"the lane {lane.name} has no part {', '.join(wrong)}; it has {', '.join(stages)}")
    if plan.again and plan.words:
        raise Unusable("--again puts whole files in the place of earlier results: no words for pytest may go with it")
    missing = [each for each in plan.tests if not Path(each.partition("::")[0]).exists()]
    if missing:
        raise Unusable(f"no such tests: {', '.join(missing)}")
    if os.environ.get("PYDRI_LAB"):
        raise Unusable("this is a lab machine already, and a lab cannot run inside a lab")
    try:
        plan.results.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(f"cannot write to {plan.results}: {error.strerror}") from None


def _run(chosen: Sequence[Lane], plan: Plan) -> list[LaneOutcome]:
    from pydri.lab.matrix.run import run_lane
    from pydri.lab.progress import Progress, make_progress

    with Progress() if plan.aloud else make_progress() as progress:
        return [run_lane(lane, plan, progress) for lane in chosen]


def _print(rows: Sequence[LaneOutcome]) -> None:
    from rich.console import Console

    from pydri.lab.matrix.table import render

    console = Console(highlight=False)
    # A table that is cut off tells nothing: a file, or a pipe, takes what it needs.
    render(rows, console if console.is_terminal else Console(highlight=False, width=200))


def _write(rows: Sequence[LaneOutcome], data: dict[str, Any], place: Path) -> list[str]:
    from pydri.lab.matrix.run import SHARING
    from pydri.lab.matrix.table import markdown
    from pydri.report.json import write_file

    found = {row.lane: row.exercise.sharing for row in rows if row.exercise and row.exercise.sharing}
    pictures: list[tuple[str, str]] = []
    files = {"matrix.json": (json.dumps(data, indent=1) + "\n").encode()}
    if found:
        best = FIVE_DRIVERS if FIVE_DRIVERS in found else next(iter(found))
        shutil.copyfile(place / found[best], place / SHARING)
        pictures.append((f"Who can use whose buffers in the lane {best}", SHARING))
        pictures += [(f"The same in the lane {lane}", path) for lane, path in found.items() if lane != best]
    try:
        from pydri.lab.matrix.picture import PICTURE_NAME, matrix_png

        today = datetime.datetime.now(tz=datetime.UTC).date()
        files[PICTURE_NAME] = matrix_png(rows, f"pydri lab matrix, {today}")
        pictures.insert(0, ("Cases by lane", PICTURE_NAME))
    except ImportError:
        click.echo("pydri: no picture: Pillow is missing; pip install 'pydri[report]'", err=True)
    files["matrix.md"] = markdown(rows, pictures).encode()
    for name, content in files.items():
        write_file(place / name, content)
    return [*files, *([SHARING] if found else [])]

"""Stage: drivers. Which one the loader picked for each device, and where it draws.

Asked in a process of its own: a display that is made runs the driver's code.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from pydrm import Fourcc
from pyegl.errors import EglError
from pygbm import GbmError

from ..sharing.pixels import layout_of
from .bench import Drawer
from .model import Outcome
from .record import Absent

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyegl

    from .bench import Bench
    from .crew import Job
    from .model import Check
    from .record import Recorder, Trial
    from .worker import Scribe

__all__ = ["SOFTWARE", "count", "examine", "run"]

SOFTWARE = "software"
"""Label of the renderer that has no DRM device: EGL's software device."""


def count(bench: Bench) -> int:
    """How many checks :func:`run` makes."""
    return len(bench.stations) + 1


def run(bench: Bench, record: Recorder) -> None:
    """The verdict per device, and for the software renderer without one; those that draw are put on the bench."""
    nodes: dict[str, list[str | None]] = {each.label: list(each.drawing_nodes) for each in bench.stations}
    if not bench.pinned:
        nodes[SOFTWARE] = [None]
    jobs: list[Job] = [
        {"subject": label, "name": "verdict", "other": None, "work": {"nodes": each}} for label, each in nodes.items()
    ]
    for check in bench.crew.run(record, "pydri.exercise.drivers:examine", jobs):
        if check.outcome is Outcome.OK:
            bench.drawers.append(_drawer(check))


def _drawer(check: Check) -> Drawer:
    values = check.values
    return Drawer(
        label=check.subject,
        node=str(values["node"]) or None,
        allocates=bool(values["allocates"]),
        imports=bool(values["imports"]),
        exports=bool(values["exports"]),
        formats=tuple(
            (format, modifier)
            for format, _, modifiers in (word.partition(":") for word in str(values["formats"]).split())
            for modifier in modifiers.split(",")
        ),
        gbm_formats=frozenset(str(values["gbm_formats"]).split()),
        software=bool(values["software"]),
    )


def examine(scribe: Scribe, jobs: Sequence[Job]) -> None:
    """In the fork: a verdict for each job."""
    for job in jobs:
        with scribe.trial(job["subject"], job["name"]) as trial:
            _examine(job["work"]["nodes"], trial)


def _examine(nodes: Sequence[str | None], trial: Trial) -> None:
    # The render node is made for this. Mesa's software driver can't allocate on one (dumb buffers: EACCES), and does
    # not say so before it is tried: then the card node.
    if not nodes:
        raise Absent("no node may be opened")
    for node in nodes[:-1]:
        with suppress(OSError, GbmError, EglError):
            if _look(node, trial):
                return
    _look(nodes[-1], trial)


def _look(node: str | None, trial: Trial) -> bool:
    # Whether it draws into buffers that can be had there.
    from ..loaders import renderer, verdict

    trial.at("open")
    with renderer(node) as it:
        trial.at("ask")
        found = asdict(verdict(it))
        formats = _formats(it.display)
        trial.values = {name: int(value) if isinstance(value, bool) else value or "" for name, value in found.items()}
        trial.values["formats"] = " ".join(f"{name}:{','.join(modifiers)}" for name, modifiers in formats.items())
        if it.gbm is None:
            trial.values |= {"allocates": 0, "gbm_formats": ""}
            return True
        trial.values["gbm_formats"] = " ".join(name for name in formats if it.gbm.is_format_supported(name))
        try:
            it.gbm.create_bo(64, 64, Fourcc.XRGB8888).close()
        except OSError as error:
            trial.detail = f"no buffer on {node}: {error.strerror}"
            trial.values["allocates"] = 0
            return False
        trial.values["allocates"] = 1
        return True


def _formats(display: pyegl.Display) -> dict[str, list[str]]:
    # Modifiers by format, of those whose pixels we understand. INVALID: the driver lists none.
    if "EGL_EXT_image_dma_buf_import_modifiers" not in display.extensions:
        return {"XRGB8888": ["INVALID"]} if "EGL_EXT_image_dma_buf_import" in display.extensions else {}
    return {
        each.format.name: [str(item.modifier) for item in each.modifiers] or ["INVALID"]
        for each in display.dmabuf_formats()
        if layout_of(each.format) is not None
    }

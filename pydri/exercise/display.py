"""Stage: display. Everybody's buffers on every screen that is free, without a copy; and the same copied there.

Proof is what the driver's writeback connector captures, against the scene as the CPU computes it. Each frame is
committed before it is drawn, behind a fence, where vgem is there to make one. Nothing here takes a display that
somebody uses: another program that is master keeps it, and what a screen showed before is there again afterwards.
"""

from __future__ import annotations

import base64
import re
import zlib
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import numpy as np

from pydrm import Fourcc, Modifier, NodeType
from pydrm.kms import Fb, Kms

from ..sharing.pixels import layout_of
from .parties import Parties
from .record import Absent
from .rendering import allocators

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..sharing.frames import Frame
    from .bench import Bench, Station
    from .crew import Job
    from .record import Recorder, Trial
    from .screen import Draw, Screen
    from .worker import Scribe

__all__ = ["count", "run", "show_all"]

LEFT_ALONE = "displays are left alone without --display"
IN_USE = "another program is master of the display"


def count(bench: Bench) -> int:
    """How many checks :func:`run` makes, as far as that is known before drivers are."""
    shown = len(bench.sources) + len(bench.stations) + 1
    return sum(shown if bench.display and each.was_master else 1 for each in _screens(bench))


def run(bench: Bench, record: Recorder) -> None:
    """Each exporter's buffers, and each renderer's frames, on each free display."""

    def keep(picture: dict[str, Any]) -> None:
        data = np.frombuffer(zlib.decompress(base64.b64decode(picture["data"])), np.uint8)
        bench.pictures[picture["name"]] = data.reshape(*picture["size"], 3)

    jobs: list[Job] = []
    for station in _screens(bench):
        if bench.display and station.was_master:
            jobs += _jobs(bench, station)
            continue
        with record.trial(station.label, "display"):
            raise Absent(IN_USE if bench.display else LEFT_ALONE)
    if jobs:
        bench.crew.run(record, "pydri.exercise.display:show_all", jobs, picture=keep)


def _screens(bench: Bench) -> Iterator[Station]:
    for station in bench.stations:
        if station.device.node_type is NodeType.PRIMARY:
            with suppress(OSError):  # EOPNOTSUPP: a driver without mode setting
                if Kms(station.device).resources().connectors:
                    yield station


def _jobs(bench: Bench, station: Station) -> Iterator[Job]:
    fencer = next((each.device.path for each in bench.stations if each.device.driver == "vgem"), None)
    common = {"screen": station.device.path, "fencer": fencer}
    drawers = {drawer.label: drawer for drawer in bench.drawers if drawer.imports}
    for label, word, device in allocators(bench):
        work = {**common, "allocator": word, "drawn": word["kind"] == "gbm"}
        if not work["drawn"]:
            yield _job(label, "show", station.label, {**work, "promised": device == station.label})
        elif device in drawers:
            hold = drawers[device].software
            yield _job(label, "show", station.label, {**work, "hold": hold, "promised": False})
    # The software renderer, where it is there: what it draws it has in memory, and no other way to a screen.
    for drawer in [each for each in bench.drawers if each.node is None] or bench.drawers:
        yield _job(drawer.label, "copy", station.label, {**common, "node": drawer.node})


def _job(subject: str, name: str, other: str, work: dict[str, Any]) -> Job:
    words = re.findall(r"[A-Za-z0-9]+", f"shown {'copy of ' if name == 'copy' else ''}{subject} on {other}")
    return {"subject": subject, "name": name, "other": other, "work": {**work, "picture": f"{'-'.join(words)}.png"}}


# -- in the fork -----------------------------------------------------------------------------------------------------


def show_all(scribe: Scribe, jobs: Sequence[Job]) -> None:
    """A check for each job."""
    from .screen import Screens

    with Parties() as parties, Screens() as screens:
        for job in jobs:
            with scribe.trial(job["subject"], job["name"], other=job["other"]) as trial:
                work = job["work"]
                trial.at("open")
                screen = screens.of(work["screen"], work["fencer"])
                trial.values["mode"] = str(screen.display.mode)
                pixels = (_show if job["name"] == "show" else _copy)(screen, parties, work, trial)
                if pixels is not None:
                    trial.values["picture"] = work["picture"]
                    data = base64.b64encode(zlib.compress(pixels.tobytes(), 1)).decode()
                    scribe.write("picture", {"name": work["picture"], "data": data, "size": pixels.shape[:2]})


def _show(screen: Screen, parties: Parties, work: dict[str, Any], trial: Trial) -> Any:
    # Two buffers of an allocator, as they are.
    layout, promised = layout_of(Fourcc.XRGB8888), work["promised"]
    assert layout is not None
    with ExitStack() as stack:
        trial.at("create")
        exporter = parties.exporter(work["allocator"])
        frames = [stack.enter_context(exporter.frame(*screen.size, layout, Modifier.INVALID)) for _ in range(2)]
        trial.at("framebuffer", promised=promised)
        fbs = [stack.enter_context(Fb.add(screen.display.device, frame.dmabuf)) for frame in frames]
        stack.callback(screen.rest)
        trial.at("draw", promised=promised)
        if work["drawn"]:
            draw = stack.enter_context(_drawn(parties, work, frames, screen))
        else:
            draw = _written(frames, screen)
        screen.shared(fbs, draw, trial)
        return screen.captured(trial, promised=promised)


def _written(frames: Sequence[Frame], screen: Screen) -> Draw:
    # By the CPU.
    from .. import scene

    words = scene.reference(*screen.size)[..., [2, 1, 0, 3]].copy().view(np.uint32)[..., 0]
    return lambda which, shift: frames[which].write(np.roll(words, shift, axis=1))


@contextmanager
def _drawn(parties: Parties, work: dict[str, Any], frames: Sequence[Frame], screen: Screen) -> Iterator[Draw]:
    # By the renderer on the allocator's node, in its own buffers.
    from pyegl import Image, gl

    from .. import scene

    it = parties.renderer(work["allocator"]["node"])
    with ExitStack() as stack:
        stack.enter_context(it.context.make_current())
        if work["hold"] and it.gbm is not None:
            # Mesa's software renderer would map them anew for every frame, page by page.
            for frame in frames:
                bo = stack.enter_context(it.gbm.import_dmabuf(frame.dmabuf))
                stack.enter_context(bo.map(read=True, write=True))
        images = [stack.enter_context(Image.from_dmabuf(it.display, frame.dmabuf)) for frame in frames]
        textures = [stack.enter_context(gl.texture_from_image(image)) for image in images]
        targets = [stack.enter_context(gl.Framebuffer(texture)) for texture in textures]
        drawing = stack.enter_context(scene.Scene())

        def draw(which: int, shift: int) -> None:
            with targets[which].bind():
                drawing.draw(*screen.size, shift=shift)
                gl.GLES2.glFinish()

        yield draw


def _copy(screen: Screen, parties: Parties, work: dict[str, Any], trial: Trial) -> Any:
    # Drawn into memory of the renderer's, read back into the display's buffers.
    from pyegl import gl

    from .. import scene

    it = parties.renderer(work["node"])
    with it.context.make_current(), gl.Texture(*screen.size) as texture, gl.Framebuffer(texture) as canvas:
        with scene.Scene() as drawing:

            def draw(target: Any, shift: int) -> None:
                trial.at("draw")
                with canvas.bind():
                    drawing.draw(*screen.size, shift=shift)
                    if "GL_EXT_read_format_bgra" in gl.extensions():
                        gl.read_pixels(format="BGRA", out=target)
                    else:
                        target[...] = gl.read_pixels()[..., [2, 1, 0, 3]]

            screen.copied(draw, trial)
        return screen.captured(trial, promised=False)

"""Stage: rendering. The reference scene, drawn with OpenGL ES into dma-bufs that everybody allocated, and shown around.

Proof is what the allocator sees in its own memory, against the same scene as the CPU computes it. Each attempt is made
in a process of its own: Mesa's software driver crashes where it can't map the memory of another driver.
"""

from __future__ import annotations

import base64
import re
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from pydrm import Fourcc, Modifier

from ..sharing import HeapSource, UdmabufSource
from ..sharing.pixels import layout_of
from .parties import Parties, Word
from .record import Absent, Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pydrm import DmaBuf

    from ..sharing.pixels import Layout, Pixels
    from .bench import Bench, Drawer
    from .crew import Job
    from .record import Recorder, Trial
    from .worker import Scribe

__all__ = ["HEIGHT", "WIDTH", "allocators", "count", "draw_all", "run"]

WIDTH, HEIGHT = 320, 200
"""Pixels of the scene; its rows start at multiples of 256 bytes, which every driver takes."""
FORMATS = ("XRGB8888", "ARGB8888", "XBGR8888", "ABGR8888")
"""The first of these that EGL imports is drawn into."""


def count(bench: Bench) -> int:
    """How many checks :func:`run` makes, as far as that is known before drivers are."""
    return (len(bench.stations) + 1) * (2 * len(bench.stations) + len(bench.sources))


def run(bench: Bench, record: Recorder) -> None:
    """Each renderer draws into everybody's buffers, and shows what it drew into its own to everybody."""

    def keep(picture: dict[str, Any]) -> None:
        data = np.frombuffer(zlib.decompress(base64.b64decode(picture["data"])), np.uint8)
        bench.pictures[picture["name"]] = data.reshape(HEIGHT, WIDTH, 3)

    # What works first: who crashes takes the displays and the compiled shaders along.
    jobs = [
        job for drawer in bench.drawers for job in (*_draw_jobs(bench, drawer, own=True), *_show_jobs(bench, drawer))
    ]
    jobs += [job for drawer in bench.drawers for job in _draw_jobs(bench, drawer, own=False)]
    if jobs:
        bench.crew.run(record, "pydri.exercise.rendering:draw_all", jobs, picture=keep)


def _drawer_word(drawer: Drawer) -> Word:
    listed = [format for format, _ in drawer.formats]
    format = next((each for each in FORMATS if each in listed), FORMATS[0])
    return {"node": drawer.node, "imports": drawer.imports, "format": format}


def _draw_jobs(bench: Bench, drawer: Drawer, *, own: bool) -> Iterator[Job]:
    for label, word, device in allocators(bench):
        if own is not (device == drawer.label):
            continue
        if own and word["kind"] == "gbm":
            word = {**word, "linear": False}  # as the driver likes it best
        yield {
            "subject": drawer.label,
            "name": "draw",
            "other": label,
            "work": {
                "drawer": _drawer_word(drawer),
                "allocator": word,
                "promised": own,
                "picture": _picture_name(drawer.label, label),
            },
        }


def allocators(bench: Bench) -> Iterator[tuple[str, Word, str | None]]:
    """Who has buffers: label, word for :class:`Parties`, and the label of the device that makes them."""
    for drawer in bench.drawers:
        if drawer.allocates:
            yield f"{drawer.label} GBM", {"kind": "gbm", "node": drawer.node}, drawer.label
    for source in bench.sources:
        if isinstance(source, UdmabufSource):
            yield source.label, {"kind": "udmabuf"}, None
        elif isinstance(source, HeapSource):
            yield source.label, {"kind": "heap", "name": source.name}, None
        else:
            yield f"{source.label} dumb", {"kind": "dumb", "node": source.path}, source.label


def _picture_name(drawer: str, allocator: str) -> str:
    return "-".join(re.findall(r"[A-Za-z0-9]+", f"rendered {drawer} into {allocator}")) + ".png"


def _show_jobs(bench: Bench, drawer: Drawer) -> Iterator[Job]:
    if not drawer.allocates or not drawer.imports:
        return
    words = {station.label: {"kind": "prime", "node": station.device.path} for station in bench.stations}
    for label, word in {**words, "CPU mmap": {"kind": "mmap"}}.items():
        yield {
            "subject": drawer.label,
            "name": "show",
            "other": label,
            "work": {
                "drawer": _drawer_word(drawer),
                "allocator": {"kind": "gbm", "node": drawer.node},
                "importer": word,
                "promised": False,
            },
        }


def expected() -> Pixels:
    """The scene as it should be, (rows, columns, 3) of bytes. Kept by who computes it, for comparisons as well."""
    from .. import scene

    return scene.reference(WIDTH, HEIGHT)[..., :3]


# -- in the fork -----------------------------------------------------------------------------------------------------


def draw_all(scribe: Scribe, jobs: Sequence[Job]) -> None:
    """A check for each job."""
    with Parties() as parties:
        for job in jobs:
            with scribe.trial(job["subject"], job["name"], other=job["other"]) as trial:
                if not job["work"]["drawer"]["imports"]:
                    raise Absent("the driver imports no dma-bufs (EGL_EXT_image_dma_buf_import is not advertised)")
                pixels = _draw(parties, job["work"], trial)
                if "picture" in job["work"]:
                    trial.values["picture"] = job["work"]["picture"]
                    data = base64.b64encode(zlib.compress(pixels.tobytes(), 1)).decode()
                    scribe.write("picture", {"name": job["work"]["picture"], "data": data})


def _draw(parties: Parties, work: Word, trial: Trial) -> Pixels:
    from pyegl import Image, gl

    from .. import scene

    drawer = work["drawer"]
    layout = layout_of(Fourcc(drawer["format"]))
    assert layout is not None
    promised = work["promised"]
    trial.at("open")
    it = parties.renderer(drawer["node"])
    trial.at("create")  # render nodes have no dumb buffers; where they are promised is another stage's business
    with parties.exporter(work["allocator"]).frame(WIDTH, HEIGHT, layout, Modifier.INVALID) as frame:
        with it.context.make_current():
            trial.at("import", promised=promised)
            # Unchecked: what pyegl knows to crash is tried nevertheless, that is what this process is for.
            with Image.from_dmabuf(it.display, frame.dmabuf, unchecked=True) as image:
                trial.at("texture", promised=promised)
                with gl.texture_from_image(image) as texture, gl.Framebuffer(texture) as framebuffer:
                    with framebuffer.bind():
                        trial.at("clear", promised=promised)  # the first access, before anything dear is compiled
                        gl.GLES2.glClear(gl.GLES2.GL_COLOR_BUFFER_BIT)
                        gl.GLES2.glFinish()
                        trial.at("draw", promised=promised)
                        scene.draw(WIDTH, HEIGHT)
                        gl.GLES2.glFinish()
        trial.at("read", promised=promised)
        read = frame.read if "importer" not in work else _through(parties, frame.dmabuf, layout, work, trial)
        seen = scene.unpack(read(), drawer["format"])
    trial.at("compare", promised=promised)
    difference = scene.compare(seen)
    trial.values |= {"format": drawer["format"], "difference_max": difference.max}
    if not difference.ok:
        raise Broken(str(difference))
    return seen[..., :3]


def _through(parties: Parties, dmabuf: DmaBuf, layout: Layout, work: Word, trial: Trial) -> Callable[[], Pixels]:
    def read() -> Pixels:
        with parties.importer(work["importer"]).view(dmabuf, layout, trial, promised=False) as view:
            return view.read()

    return read

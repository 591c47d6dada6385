"""Stage: fences. Work that is not done yet has to hold back whoever looks at the buffer, across drivers.

Fences come from vgem and from software timelines (debugfs, root), which signal at will. Real work of a GPU is the
business of the stages that render. A device with sync objects shows them as well.
"""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from pydrm import Cap, NodeType, sw_sync, vgem

from .record import Absent, Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pydrm

    from ..sharing import Buffer, Source
    from .bench import Bench, Station
    from .record import Recorder, Trial

__all__ = ["count", "run"]

SOON_NS = 1_000_000_000
"""How long a fence that was signalled may take to be seen. It is immediate; this only ends a wait that would hang."""


def count(bench: Bench) -> int:
    """How many checks :func:`run` makes at most."""
    vgems = sum(station.device.driver == "vgem" for station in bench.stations)
    return vgems * (3 + len(bench.sources)) + len(bench.sources) + 2 * len(bench.stations)


def run(bench: Bench, record: Recorder) -> None:
    """vgem's own fences, fences on buffers of others, sync files in and out of every source's buffers, sync objects."""
    for station in bench.stations:
        if station.device.driver == "vgem":
            _vgem(station, bench, record)
    for source in bench.sources:
        with record.trial(source.label, "sync_file") as trial:
            _sync_file(source, bench, trial)
    for station in bench.stations:
        _syncobj(station, record)


# -- vgem ------------------------------------------------------------------------------------------------------------


def _vgem(station: Station, bench: Bench, record: Recorder) -> None:
    own = next((source for source in bench.sources if source.label == station.label), None)
    if own is not None:
        for name, write in (("write fence", True), ("read fence", False)):
            with record.trial(station.label, name) as trial, _exported(own, trial) as (buffer, dmabuf):
                assert buffer.gem is not None
                _hold(buffer.gem, dmabuf, trial, write=write)
        with record.trial(station.label, "fence as sync_file") as trial, _exported(own, trial) as (buffer, dmabuf):
            assert buffer.gem is not None
            _as_sync_file(buffer.gem, dmabuf, trial)
    for source in bench.sources:
        if source is own:
            continue
        with record.trial(station.label, "fence on an import", other=source.label) as trial:
            with _exported(source, trial) as (_, dmabuf):
                trial.at("import")
                with station.device.import_dmabuf(dmabuf) as gem:
                    _hold(gem, dmabuf, trial, write=True)


@contextmanager
def _exported(source: Source, trial: Trial) -> Iterator[tuple[Buffer, pydrm.DmaBuf]]:
    trial.at("create")
    with source.allocate() as buffer:
        trial.at("export")
        with buffer.export() as dmabuf:
            yield buffer, dmabuf


def _hold(gem: pydrm.GemObject, dmabuf: pydrm.DmaBuf, trial: Trial, *, write: bool) -> None:
    # Attach, see the buffer busy through poll() on the dma-buf, signal, see it idle.
    _expect(dmabuf, readable=True, writable=True, when="before a fence is attached")
    trial.at("attach", promised=True)
    with vgem.attach(gem, write=write) as fence:
        trial.at("poll")
        kind = "write" if write else "read"
        # Readers wait for writers alone; writers wait for everybody.
        _expect(dmabuf, readable=not write, writable=False, when=f"while a {kind} fence is pending")
        trial.at("signal", promised=True)
        start = time.perf_counter()
        fence.signal()
        trial.at("wait")
        _wait(dmabuf)
        trial.values["signal_us"] = round((time.perf_counter() - start) * 1e6, 1)
    _expect(dmabuf, readable=True, writable=True, when="after the fence was signalled")


def _wait(dmabuf: pydrm.DmaBuf) -> None:
    if not dmabuf.poll(write=True, timeout_ns=SOON_NS):
        raise Broken("the dma-buf stays busy after its fence was signalled")


def _expect(dmabuf: pydrm.DmaBuf, *, readable: bool, writable: bool, when: str) -> None:
    seen = dmabuf.poll(), dmabuf.poll(write=True)
    if seen != (readable, writable):
        words = ["ready" if state else "busy" for state in (*seen, readable, writable)]
        raise Broken(
            f"{when} the dma-buf is {words[0]} for reading and {words[1]} for writing, not {words[2]} and {words[3]}"
        )


def _as_sync_file(gem: pydrm.GemObject, dmabuf: pydrm.DmaBuf, trial: Trial) -> None:
    trial.at("attach", promised=True)
    with vgem.attach(gem, write=True) as fence:
        trial.at("export sync_file")
        with dmabuf.export_sync_file(read=True) as sync_file:
            if sync_file.status != 0 or sync_file.poll():
                raise Broken(f"the sync_file of a pending fence has status {sync_file.status}")
            trial.at("signal", promised=True)
            before = time.monotonic_ns()
            fence.signal()
            if not sync_file.poll(timeout_ns=SOON_NS):
                raise Broken("the sync_file stays pending after its fence was signalled")
            info = sync_file.info()
    if info.status != 1 or not info.fences or not all(each.status == 1 for each in info.fences):
        raise Broken(f"the sync_file of a signalled fence has status {info.status}, its fences {info.fences}")
    if not any(before <= each.timestamp_ns <= time.monotonic_ns() for each in info.fences):
        raise Broken("no fence carries the time at which it was signalled")
    trial.values["fence_driver"] = info.fences[0].driver_name


# -- sync files in and out of any dma-buf ------------------------------------------------------------------------------


def _sync_file(source: Source, bench: Bench, trial: Trial) -> None:
    # A fence put into the buffer and taken out again: what an explicit-sync client does.
    with _pending_fence(bench) as (mine, signal), _exported(source, trial) as (_, dmabuf):
        trial.at("import sync_file")
        dmabuf.import_sync_file(mine, write=True)
        trial.at("poll")
        _expect(dmabuf, readable=False, writable=False, when="while an imported fence is pending")
        trial.at("export sync_file")
        with dmabuf.export_sync_file(read=True) as theirs:
            if theirs.poll():
                raise Broken("the fences taken out of the buffer are done although the one put in is pending")
            signal()
            if not theirs.poll(timeout_ns=SOON_NS):
                raise Broken("the fences taken out of the buffer stay pending after the one put in was signalled")
        _wait(dmabuf)
        trial.values["fence_driver"] = mine.info().fences[0].driver_name


@contextmanager
def _pending_fence(bench: Bench) -> Iterator[tuple[pydrm.SyncFile, Callable[[], None]]]:
    """A sync file that is pending, and what signals it: of a software timeline, or of a fence on a buffer of vgem's."""
    with ExitStack() as stack:
        try:
            timeline = stack.enter_context(sw_sync.SwTimeline())
        except OSError:  # no debugfs, not root, or a kernel without CONFIG_SW_SYNC
            pass
        else:
            yield stack.enter_context(timeline.create_fence(1, "pydri")), timeline.inc
            return
        fencer = next((station for station in bench.stations if station.device.driver == "vgem"), None)
        if fencer is None or fencer.device.node_type is not NodeType.PRIMARY:
            raise Absent("no fence to put into a buffer: neither sw_sync (debugfs, root) nor a card node of vgem")
        gem = stack.enter_context(fencer.device.create_dumb(16, 16, bpp=32))
        dmabuf = stack.enter_context(gem.export())
        fence = stack.enter_context(vgem.attach(gem, write=True))
        yield stack.enter_context(dmabuf.export_sync_file(read=True)), fence.signal


# -- sync objects ----------------------------------------------------------------------------------------------------


def _syncobj(station: Station, record: Recorder) -> None:
    with record.trial(station.label, "syncobj") as trial:
        if not station.caps.get(Cap.SYNCOBJ.name):
            raise Absent("DRM_CAP_SYNCOBJ is not advertised")
        trial.at("syncobj", promised=True)
        _binary(station)
    if not trial.ok:
        return
    with record.trial(station.label, "syncobj timeline") as trial:
        if not station.caps.get(Cap.SYNCOBJ_TIMELINE.name):
            raise Absent("DRM_CAP_SYNCOBJ_TIMELINE is not advertised")
        trial.at("timeline", promised=True)
        _timeline(station)


def _binary(station: Station) -> None:
    device = station.device
    with device.create_syncobj() as mine:
        mine.signal()
        mine.wait(timeout_ns=SOON_NS)
        with mine.export_sync_file() as sync_file:
            if not sync_file.poll(timeout_ns=SOON_NS):
                raise Broken("the sync_file of a signalled syncobj is pending")
            mine.reset()
            mine.import_sync_file(sync_file)
        mine.wait(timeout_ns=SOON_NS)
    with device.create_syncobj(signaled=True) as born:
        born.wait(timeout_ns=SOON_NS)


def _timeline(station: Station) -> None:
    with station.device.create_syncobj() as line:
        line.signal_point(2)
        if line.query() != 2:
            raise Broken(f"a timeline signalled at point 2 stands at {line.query()}")
        line.wait_point(1, timeout_ns=SOON_NS)
        line.wait_point(2, timeout_ns=SOON_NS)

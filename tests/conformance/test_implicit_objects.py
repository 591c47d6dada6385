"""Implicit fences through pydrm's objects: waits for a `DmaBuf`, its brackets, its snapshots, its name."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import DmaBuf, SwTimeline, SyncFile
from pydrm.vgem import attach

from .support import bufinfo, conf, needs
from .support.fences import Blocked
from .support.memory import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .support.exporters import Exporter

_MS = 1_000_000
_SECOND = 1000 * _MS

fenced = needs("vgem.fence")


@pytest.fixture
def frame(vgem: pydrm.Device) -> Iterator[tuple[pydrm.DumbBuffer, DmaBuf]]:
    """A buffer of vgem and its dma-buf."""
    with vgem.create_dumb(64, 16, "XR24") as buffer, buffer.export() as dmabuf:
        yield buffer, dmabuf


@pytest.fixture
def handed(exporter: Exporter) -> Iterator[DmaBuf]:
    """A dma-buf of each maker in turn."""
    with DmaBuf.from_fd(exporter.make(PAGE)) as dmabuf:
        yield dmabuf


def _ready(dmabuf: DmaBuf) -> tuple[bool, bool]:
    return dmabuf.poll(), dmabuf.poll(write=True)


@fenced
@conf("I1", "I3")
def test_poll(frame: tuple[pydrm.DumbBuffer, DmaBuf]) -> None:
    """A reader's fence keeps writers waiting, a writer's everybody; a look does not wait, a wait ends in time."""
    buffer, dmabuf = frame
    assert _ready(dmabuf) == (True, True)
    with attach(buffer, write=False):
        assert _ready(dmabuf) == (True, False)
    with attach(buffer, write=True):
        assert _ready(dmabuf) == (False, False)
        start = time.monotonic_ns()
        assert not dmabuf.poll(timeout_ns=50 * _MS)
        assert 50 * _MS <= time.monotonic_ns() - start < _SECOND
    assert _ready(dmabuf) == (True, True)


@fenced
@conf("I3", "X11")
@pytest.mark.parametrize("write", [False, True], ids=["to-read", "to-write"])
def test_wait(frame: tuple[pydrm.DumbBuffer, DmaBuf], write: bool) -> None:
    """A wait ends with the signal from another thread; one whose time runs out says for what it waited."""
    buffer, dmabuf = frame
    fence = attach(buffer, write=True)
    with pytest.raises(TimeoutError) as late:
        dmabuf.wait(write=write, timeout_ns=20 * _MS)
    assert ("write" if write else "read") in late.value.__notes__[0]
    waiter = Blocked(lambda: dmabuf.wait(write=write))
    assert waiter.blocks(0.05)
    fence.signal()
    waiter.answer(1.0)
    dmabuf.wait(write=write, timeout_ns=0)


@fenced
@conf("I3", "I4")
def test_asyncio(frame: tuple[pydrm.DumbBuffer, DmaBuf]) -> None:
    """Many tasks wait for one buffer, some to read and some to write, and each wakes at its own moment."""
    buffer, dmabuf = frame

    async def main() -> None:
        fence = attach(buffer, write=False)
        writers = [asyncio.create_task(dmabuf.wait_async(write=True, timeout_ns=5 * _SECOND)) for _ in range(4)]
        await asyncio.wait_for(dmabuf.wait_async(), 1)
        await asyncio.sleep(0.02)
        assert not any(task.done() for task in writers)
        writers[0].cancel()
        fence.signal()
        await asyncio.wait_for(asyncio.gather(*writers[1:]), 2)
        assert writers[0].cancelled()
        with attach(buffer, write=True):
            with pytest.raises(TimeoutError):
                await dmabuf.wait_async(timeout_ns=20 * _MS)
            reader = asyncio.create_task(dmabuf.wait_async())
            writer = asyncio.create_task(dmabuf.wait_async(write=True))
            await asyncio.sleep(0.02)
            assert not reader.done()
            assert not writer.done()
        await asyncio.wait_for(asyncio.gather(reader, writer), 2)

    asyncio.run(main())


@fenced
@conf("B8", "X1")
def test_brackets_wait(frame: tuple[pydrm.DumbBuffer, DmaBuf]) -> None:
    """CPU access begins when the writers are done, handlers run meanwhile, and another thread may end the wait."""
    buffer, dmabuf = frame
    hits: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: hits.append(number))
    fence = attach(buffer, write=True)
    threading.Timer(0.3, fence.signal).start()
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
        start = time.monotonic()
        with dmabuf.cpu_access(write=False) as inside:
            waited = time.monotonic() - start
            assert inside is dmabuf
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert 0.25 < waited < 2
    assert len(hits) > 3


@fenced
@conf("B8", "B7")
def test_who_waits_at_a_bracket(frame: tuple[pydrm.DumbBuffer, DmaBuf]) -> None:
    """To read past a reader needs no wait; to write does, through a bracket, a plain start and a mapping alike."""
    buffer, dmabuf = frame
    ways: list[Callable[[], object]] = [
        lambda: dmabuf.sync_start(),
        lambda: dmabuf.map().close(),
        lambda: dmabuf.cpu_access(read=False).__enter__(),
    ]
    for way in ways:
        fence = attach(buffer, write=False)
        with dmabuf.cpu_access(write=False):
            dmabuf.map(write=False).close()
        dmabuf.map(sync=False).close()
        caller = Blocked(way)
        assert caller.blocks(0.05)
        fence.signal()
        caller.answer(1.0)


@conf("B6", "B7")
def test_directions(handed: DmaBuf) -> None:
    """An access is for reading, for writing or for both; neither is a mistake of the caller's."""
    for read, write in ((True, False), (False, True), (True, True)):
        with handed.cpu_access(read=read, write=write):
            pass
        handed.export_sync_file(read=read, write=write).close()
    nothing: list[Callable[[], object]] = [
        lambda: handed.cpu_access(read=False, write=False),
        lambda: handed.sync_start(read=False, write=False),
        lambda: handed.export_sync_file(),
        lambda: handed.import_sync_file(-1),
    ]
    for call in nothing:
        with pytest.raises(ValueError, match="neither read nor write"):
            call()


@conf("B7")
def test_a_bracket_ends_with_its_body(handed: DmaBuf) -> None:
    """The end is called also when the body raises: udmabuf would refuse a second end, and none is missing."""
    with pytest.raises(ZeroDivisionError), handed.cpu_access():
        raise ZeroDivisionError
    handed.sync_start()
    handed.sync_end()


@conf("I5", "I10", "I11")
@needs("sw_sync")
def test_snapshots_and_imports(handed: DmaBuf) -> None:
    """A fence put on a buffer comes out of it, for whom it concerns, until its timeline passes it."""
    with SwTimeline() as timeline:
        for step, (read, write) in enumerate(((True, False), (False, True), (True, True)), 1):
            with timeline.create_fence(step) as fence:
                handed.import_sync_file(fence, read=read, write=write)
            assert _ready(handed) == (not write, False)
            with handed.export_sync_file(write=True) as everybody, handed.export_sync_file(read=True) as writers:
                assert (everybody.status, writers.status) == (0, 0 if write else 1)
                timeline.inc()
                everybody.wait(_SECOND)
                assert writers.poll()
            assert _ready(handed) == (True, True)


@conf("I13")
def test_importing_something_else(handed: DmaBuf) -> None:
    """What is no sync file is EINVAL, with the call in a note."""
    for wrong in (-1, handed):
        with pytest.raises(OSError) as caught:
            handed.import_sync_file(wrong, write=True)
        assert caught.value.errno == errno.EINVAL
        assert "DMA_BUF_IOCTL_IMPORT_SYNC_FILE(flags=" in caught.value.__notes__[0]


@fenced
@conf("I15", "Y12")
def test_a_fence_carried_over(frame: tuple[pydrm.DumbBuffer, DmaBuf], handed: DmaBuf) -> None:
    """A fence of one buffer makes another wait, also when only a descriptor of it is left."""
    buffer, dmabuf = frame
    fence = attach(buffer, write=True)
    with dmabuf.export_sync_file(read=True) as snapshot:
        number = os.dup(snapshot.fileno())
    with SyncFile.from_fd(number) as copy:
        handed.import_sync_file(copy, write=True)
    assert _ready(handed) == (False, False)
    fence.signal()
    assert _ready(handed) == (True, True)


@conf("B10")
@pytest.mark.parametrize(
    "name",
    ["x", "frame 17", "n" * 31, "größer", " blanks ", "tab\there", "two\nlines", "a\nsize:\t1", "a:\tb"],
    ids=repr,
)
def test_names(handed: DmaBuf, name: str) -> None:
    """A name comes back as it was given, whatever is in it, and does not disturb what else is told of the buffer."""
    handed.set_name(name)
    assert handed.name == name
    info = handed.fdinfo()
    assert (info.name, info.size, info.ino) == (name, PAGE, handed.ino)
    assert handed.size == PAGE


@conf("B10", "B11")
@needs("bufinfo")
def test_names_that_look_like_the_list(handed: DmaBuf) -> None:
    """Nobody's name can put a buffer into the machine's list, or make it unreadable."""
    before = len(pydrm.bufinfo())
    for name in ("x\n1\ta\tb\tc\td\te\tf", "x\n00004096\t1\t1\t1\tdrm\t9\tz", "\n\n\n", "x\n\tAttached Devices:"):
        handed.set_name(name)
        assert len(pydrm.bufinfo()) == before
        found = handed.bufinfo()
        assert found is not None
        assert (found.size, found.ino) == (PAGE, handed.ino)


@fenced
@conf("B11", "X5")
@needs("bufinfo")
def test_the_machines_list(frame: tuple[pydrm.DumbBuffer, DmaBuf], handed: DmaBuf, vgem: pydrm.Device) -> None:
    """The list of all dma-bufs shows fences and importers, and a buffer finds itself in it."""
    buffer, dmabuf = frame
    with attach(buffer, write=True):
        found = dmabuf.bufinfo()
        assert found is not None
        (line,) = found.fences
        assert bufinfo.is_fence(line, "write", "vgem", "unbound", "unsignalled"), line
        assert found.attached == ()
    with vgem.import_dmabuf(handed):
        found = handed.bufinfo()
        assert found is not None
        assert len(found.attached) == (0 if found.exp_name == "drm" and not found.attached else 1)
    assert {entry.ino for entry in pydrm.bufinfo()} >= {dmabuf.ino, handed.ino}

"""What happens when nobody signals: vgem's fences end by themselves after ten seconds, so that nothing hangs for ever.

All fences are started together, watched for eleven seconds and dropped; the cases look at what was seen. So the whole
file costs the ten seconds once.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import select
import signal
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm.vgem import attach

from .conftest import the_node
from .support import conf, force, foreign, needs, probes
from .support.fencer import Fencer
from .support.fences import READ, RW, WRITE, WRITE_FENCE, Blocked, Fences, busy, pending, polled
from .support.processes import Child, Gate
from .support.raw import WAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.fences import Info
    from .support.nodes import Node

pytestmark = [needs("vgem.fence", "vgem.render"), pytest.mark.slow]

#: VGEM_FENCE_TIMEOUT, and how far off its end may be seen: by a tick, and by the delays of a busy machine.
_TIMEOUT = 10.0
_EARLY = 0.2
_LATE = 1.5


@dataclass
class _Seen:
    """What was seen of one fence."""

    poll_before: int = -1
    poll_shortly_before: int = -1
    poll_after: int = -1
    #: Seconds from the attach to the moment when a sleeping poll, and DMA_BUF_IOCTL_SYNC, came back.
    woken: float = 0.0
    synced: float = 0.0
    sync_answer: int = -1
    info: Info | None = None
    #: When it was attached and when all was over, on the monotonic clock, in nanoseconds.
    attached: int = 0
    over: int = 0
    signals: list[int] = field(default_factory=list)
    attach_before: int = 0
    attach_after: int = -1


@dataclass
class _Watched:
    """One fence while it is watched."""

    seen: _Seen
    look_before: Callable[[], None]
    look_after: Callable[[], None]
    waiters: list[Blocked]


def _watch(fencer: Fencer, fences: Fences, flags: int) -> _Watched:
    seen = _Seen()
    buffer = fencer.buffer()
    seen.attached = time.monotonic_ns()
    fence = fencer.attach(buffer, flags).ok().out_fence
    sync_file = fences.must_export(buffer.dmabuf, WRITE)
    seen.poll_before = polled(buffer.dmabuf, select.POLLIN | select.POLLOUT)
    seen.attach_before = int(fencer.attach(buffer, WRITE_FENCE))

    def since() -> float:
        return (time.monotonic_ns() - seen.attached) / 1e9

    def sleep() -> None:
        polled(buffer.dmabuf, select.POLLOUT, 60_000)
        seen.woken = since()

    def sync() -> None:
        seen.sync_answer = int(fences.sync(buffer.dmabuf, RW))
        seen.synced = since()

    def look_before() -> None:
        seen.poll_shortly_before = polled(buffer.dmabuf, select.POLLIN | select.POLLOUT)

    def look_after() -> None:
        seen.over = time.monotonic_ns()
        seen.poll_after = polled(buffer.dmabuf, select.POLLIN | select.POLLOUT)
        seen.info = fences.info(sync_file)
        seen.signals = [int(fencer.signal(fence)) for _ in range(3)]
        seen.attach_after = int(fencer.attach(buffer, WRITE_FENCE))

    return _Watched(seen, look_before, look_after, [Blocked(sleep), Blocked(sync)])


@dataclass
class _Chain:
    """What was seen of a chain of buffers behind the fence of a process that does nothing any more."""

    busy_before: list[bool] = field(default_factory=list)
    busy_shortly_before: list[bool] = field(default_factory=list)
    busy_after: list[bool] = field(default_factory=list)
    merged_before: bool = False
    merged_after: bool = True


@dataclass
class _Objects:
    """What was seen of two fences through pydrm's objects: one is signalled late, one is closed late."""

    waited: float = 0.0
    late: BaseException | None = None
    closed: bool = False
    attached_again: bool = False


def _watch_objects(stack: contextlib.ExitStack, card: Node) -> tuple[_Objects, Callable[[], None]]:
    seen = _Objects()
    device = stack.enter_context(pydrm.open(card.path))
    first, second = (stack.enter_context(device.create_dumb(16, 16, "XR24")) for _ in range(2))
    dmabuf = stack.enter_context(first.export())
    started = time.monotonic()
    late, silent = attach(first, write=True), attach(second, write=False)

    def sleep() -> None:
        dmabuf.wait(write=True, timeout_ns=15 * 10**9)
        seen.waited = time.monotonic() - started

    waiter = Blocked(sleep)

    def look_after() -> None:
        waiter.answer(_LATE + 1)
        try:
            late.signal()
        except TimeoutError as error:
            seen.late = error
        seen.closed = late.closed
        silent.close()
        with attach(first, write=True) as again:
            seen.attached_again = again.alive

    return seen, look_after


def _stopped_holder(fencer: Fencer, dmabuf: int) -> Child:
    # A process that attaches a write fence and is then stopped: alive, with the file open, and of no use to anybody.
    with Gate() as gate:

        def hold() -> None:
            with fencer.again() as mine:
                mine.client.attach(mine.client.must_import(dmabuf), WRITE_FENCE).ok()
                gate.open()
                time.sleep(40)

        child = Child(hold)
        gate.wait()
    os.kill(child.pid, signal.SIGSTOP)
    return child


@dataclass
class _All:
    fences: dict[tuple[str, str, int], _Seen]
    chain: _Chain
    objects: _Objects


@pytest.fixture(scope="module")
def seen() -> _All:
    """Start all fences, wait for their end, and drop everything; what was seen remains."""
    if (reason := probes.of_machine("udmabuf")) is not None:
        force.unmet(None, "udmabuf", reason)
    card = the_node("vgem")
    watched: dict[tuple[str, str, int], _Watched] = {}
    chain = _Chain()
    with contextlib.ExitStack() as stack:
        fences = stack.enter_context(Fences())
        fencer = stack.enter_context(Fencer(card, card, WAYS["native"]))
        first = fencer.buffer()
        stack.enter_context(_stopped_holder(fencer, first.dmabuf))
        started = time.monotonic()
        links = [first.dmabuf, fences.keep(foreign.udmabuf(4096)), fences.keep(foreign.udmabuf(4096))]
        for before, after in itertools.pairwise(links):
            fences.insert(after, fences.must_export(before, READ), WRITE).ok()
        merged = fences.must_merge(fences.must_export(links[0]), fences.must_export(links[2]))
        for kind in ("card", "render"):
            for name, raw in WAYS.items():
                for flags in (0, WRITE_FENCE):
                    mine = stack.enter_context(Fencer(card, the_node("vgem", kind), raw))
                    calls = stack.enter_context(Fences(raw))
                    watched[kind, name, flags] = _watch(mine, calls, flags)
        objects, look_at_objects = _watch_objects(stack, card)
        chain.busy_before = [busy(link, write=False) for link in links]
        chain.merged_before = pending(merged)
        time.sleep(started + _TIMEOUT - _EARLY - 0.1 - time.monotonic())
        for each in watched.values():
            each.look_before()
        chain.busy_shortly_before = [busy(link, write=False) for link in links]
        for each in watched.values():
            for waiter in each.waiters:
                waiter.answer(_LATE + 1)
            each.look_after()
        look_at_objects()
        chain.busy_after = [busy(link, write=True) for link in links]
        chain.merged_after = pending(merged)
    return _All({key: each.seen for key, each in watched.items()}, chain, objects)


@pytest.fixture(
    params=itertools.product(("card", "render"), WAYS, (0, WRITE_FENCE)),
    ids=lambda key: f"{key[0]}-{key[1]}-{'write' if key[2] else 'read'}",
)
def one(request: pytest.FixtureRequest, seen: _All) -> _Seen:
    """What was seen of one fence: of each node, through each layer, for reading and for writing."""
    return seen.fences[request.param]


@conf("V11", "igt:vgem_slow@nohang")
def test_busy_until_the_end(one: _Seen) -> None:
    """The buffer is busy from the attach on, and still just before ten seconds have passed."""
    assert one.poll_before == one.poll_shortly_before
    assert one.poll_before & select.POLLOUT == 0


@conf("V11", "X16", "igt:vgem_slow@nohang")
def test_the_end_comes_by_itself(one: _Seen) -> None:
    """Sleepers wake ten seconds after the attach, not earlier and not much later; both directions are free."""
    assert _TIMEOUT - _EARLY < one.woken < _TIMEOUT + _LATE
    assert one.poll_after == select.POLLIN | select.POLLOUT


@conf("V11", "igt:vgem_slow@nohang")
def test_a_late_signal(one: _Seen) -> None:
    """Signalling an expired fence is ETIMEDOUT and consumes the id: after that it is ENOENT."""
    assert one.signals == [-errno.ETIMEDOUT, -errno.ENOENT, -errno.ENOENT]


@conf("V11", "Y9")
def test_expiry_looks_like_success(one: _Seen) -> None:
    """The fence says status 1, no error, and the time of its expiry."""
    assert one.info is not None
    assert (one.info.status, one.info.states) == (1, [1])
    (fence,) = one.info.fences
    assert one.attached + (_TIMEOUT - _EARLY) * 1e9 < fence.timestamp < one.attached + (_TIMEOUT + _LATE) * 1e9
    assert fence.timestamp < one.over


@conf("V12")
def test_an_expired_fence_is_no_conflict(one: _Seen) -> None:
    """A writer that was refused at first is let in afterwards."""
    assert (one.attach_before, one.attach_after) == (-errno.EBUSY, 0)


@conf("B8")
def test_the_bracket_of_a_fool(one: _Seen) -> None:
    """A bracket that waits for a fence which nobody signals comes back, with success, when the fence expires."""
    assert one.sync_answer == 0
    assert _TIMEOUT - _EARLY < one.synced < _TIMEOUT + _LATE


@conf("I17", "V14")
def test_a_chain_behind_a_stopped_process(seen: _All) -> None:
    """Buffers of others that wait for the fence of a process that is stopped get free when it expires, all at once."""
    chain = seen.chain
    assert chain.busy_before == [True, True, True]
    assert chain.busy_shortly_before == [True, True, True]
    assert chain.merged_before
    assert chain.busy_after == [False, False, False]
    assert not chain.merged_after


@conf("V11", "V12")
def test_pydrm_says_so(seen: _All) -> None:
    """A fence signalled too late is TimeoutError and is used up; closed too late it is silent; the buffer is free."""
    objects = seen.objects
    assert _TIMEOUT - _EARLY < objects.waited < _TIMEOUT + _LATE
    assert isinstance(objects.late, TimeoutError)
    assert "DRM_IOCTL_VGEM_FENCE_SIGNAL(fence=" in objects.late.__notes__[0]
    assert objects.closed
    assert objects.attached_again

"""Waiting for binary sync objects: one and several, ready, pending and not even submitted."""

from __future__ import annotations

import errno
import itertools
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from pydrm.syncobj import wait_all, wait_any

from ..support import conf

if TYPE_CHECKING:
    from collections.abc import Callable

    import pydrm
    from pydrm import Syncobj

    from ..support.raw import Raw
    from .conftest import Pending

_MS = 1_000_000
_SECOND = 1000 * _MS
_ALL, _FOR_SUBMIT, _AVAILABLE, _DEADLINE = 1, 2, 4, 8
_STATES = ("unsubmitted", "submitted", "signaled")


@pytest.fixture
def in_state(dev: pydrm.Device, pending: Callable[[], Pending]) -> Callable[[str], tuple[Syncobj, Callable[[], None]]]:
    """Make a sync object in a state, and the way to have it signalled."""

    def make(state: str) -> tuple[Syncobj, Callable[[], None]]:
        if state == "submitted":
            fence = pending()
            made = dev.create_syncobj()
            made.import_sync_file(fence.sync_file)
            return made, fence.signal
        made = dev.create_syncobj(signaled=state == "signaled")
        return made, made.signal

    return make


def _later(action: Callable[[], None], delay: float = 0.1) -> threading.Timer:
    timer = threading.Timer(delay, action)
    timer.start()
    return timer


@conf(
    "O5",
    "igt:syncobj_wait@invalid-wait-illegal-handle",
    "igt:syncobj_wait@invalid-wait-bad-flags",
    "igt:syncobj_timeline@invalid-wait-illegal-handle",
    "igt:syncobj_timeline@invalid-wait-bad-flags",
)
def test_bad_arguments(dev: pydrm.Device, raw: Raw) -> None:
    """Unknown flags EINVAL, unknown handle ENOENT, bad pointer EFAULT."""
    fd = dev.fileno()
    unknown = bytearray((0x7FFF).to_bytes(4, "little"))
    for flags in (0x10, _AVAILABLE, 0xFFFF_FFF0):
        assert raw.ioctl(fd, "SYNCOBJ_WAIT", handles=unknown, count_handles=1, flags=flags) == -errno.EINVAL
    for flags in (0x10, 0xDEADBEEF):
        assert raw.ioctl(fd, "SYNCOBJ_TIMELINE_WAIT", flags=flags) == -errno.EINVAL
    for handles in (unknown, bytearray(4)):
        one = {"handles": handles, "count_handles": 1}
        assert raw.ioctl(fd, "SYNCOBJ_WAIT", **one) == -errno.ENOENT
        assert raw.ioctl(fd, "SYNCOBJ_TIMELINE_WAIT", points=bytearray(8), **one) == -errno.ENOENT
    assert raw.ioctl(fd, "SYNCOBJ_WAIT", handles=8, count_handles=1) == -errno.EFAULT


@conf("O5", "igt:syncobj_wait@wait-zero-handles", "igt:syncobj_timeline@wait-zero-handles")
def test_deadline_probe(dev: pydrm.Device, raw: Raw) -> None:
    """A wait for nothing tells whether the kernel takes a deadline: 0 with, EINVAL without; the flag agrees."""
    fd = dev.fileno()
    knows = raw.ioctl(fd, "SYNCOBJ_WAIT", flags=_DEADLINE) == 0
    assert (raw.ioctl(fd, "SYNCOBJ_WAIT") == 0) == knows
    assert (raw.ioctl(fd, "SYNCOBJ_TIMELINE_WAIT") == 0) == knows
    with dev.create_syncobj(signaled=True) as syncobj:
        if knows:
            syncobj.wait(timeout_ns=0, deadline_ns=time.monotonic_ns())
        else:
            with pytest.raises(OSError) as caught:
                syncobj.wait(timeout_ns=0, deadline_ns=time.monotonic_ns())
            assert caught.value.errno == errno.EINVAL
    with pytest.raises(ValueError):
        wait_all([])


@conf("O7")
@pytest.mark.parametrize("state", _STATES)
@pytest.mark.parametrize("for_submit", [False, True])
@pytest.mark.parametrize("timeout_ns", [0, 100 * _MS])
def test_one(
    in_state: Callable[[str], tuple[Syncobj, Callable[[], None]]], state: str, for_submit: bool, timeout_ns: int
) -> None:
    """Unsubmitted EINVAL (or late, when waiting for that too), submitted late, signalled at once; never early."""
    syncobj, _ = in_state(state)
    with syncobj:
        start = time.monotonic_ns()
        if state == "signaled":
            syncobj.wait(timeout_ns=timeout_ns, for_submit=for_submit)
        elif state == "unsubmitted" and not for_submit:
            with pytest.raises(OSError) as caught:
                syncobj.wait(timeout_ns=timeout_ns)
            assert caught.value.errno == errno.EINVAL
            assert "for_submit" in "".join(caught.value.__notes__)
        else:
            with pytest.raises(TimeoutError) as late:
                syncobj.wait(timeout_ns=timeout_ns, for_submit=for_submit)
            assert late.value.errno == errno.ETIME
            assert time.monotonic_ns() - start >= timeout_ns


@conf("O7", "O9")
@pytest.mark.parametrize("state", ["unsubmitted", "submitted"])
@pytest.mark.parametrize("timeout_ns", [None, 8 * _SECOND], ids=["for-ever", "long"])
def test_one_wakes(
    in_state: Callable[[str], tuple[Syncobj, Callable[[], None]]], state: str, timeout_ns: int | None
) -> None:
    """A signal from another thread ends the wait, which therefore does not hold the GIL."""
    syncobj, finish = in_state(state)
    with syncobj:
        start = time.monotonic()
        timer = _later(finish)
        syncobj.wait(timeout_ns=timeout_ns, for_submit=state == "unsubmitted")
        assert 0.09 <= time.monotonic() - start < 5
        timer.join()


@conf("O8")
@pytest.mark.parametrize("states", [*itertools.combinations_with_replacement(_STATES, 2)], ids="-".join)
@pytest.mark.parametrize("for_submit", [False, True])
@pytest.mark.parametrize("everything", [False, True], ids=["any", "all"])
def test_several(
    in_state: Callable[[str], tuple[Syncobj, Callable[[], None]]],
    states: tuple[str, str],
    for_submit: bool,
    everything: bool,
) -> None:
    """All need all, any needs one; one unsubmitted among them is EINVAL unless that is waited for."""
    objects = [in_state(state)[0] for state in (*states, states[0])]
    everyone = [*states, states[0]]
    ready = [index for index, state in enumerate(everyone) if state == "signaled"]
    wait = wait_all if everything else wait_any
    try:
        if "unsubmitted" in states and not for_submit:
            with pytest.raises(OSError) as caught:
                wait(objects, timeout_ns=0)
            assert caught.value.errno == errno.EINVAL
        elif len(ready) == 3 or (ready and not everything):
            answer = wait(objects, timeout_ns=0, for_submit=for_submit)
            assert everything or answer == ready[0]
        else:
            with pytest.raises(TimeoutError):
                wait(objects, timeout_ns=10 * _MS, for_submit=for_submit)
    finally:
        for each in objects:
            each.close()


@conf("O8", "O9")
@pytest.mark.parametrize("index", [0, 1, 2])
def test_which_was_first(in_state: Callable[[str], tuple[Syncobj, Callable[[], None]]], index: int) -> None:
    """`wait_any` tells which one woke it."""
    made = [in_state("submitted") for _ in range(3)]
    timer = _later(made[index][1])
    assert wait_any([syncobj for syncobj, _ in made], timeout_ns=8 * _SECOND) == index
    timer.join()
    for syncobj, _ in made:
        syncobj.close()


@conf("O9", "O10")
def test_a_waiter_keeps_what_it_saw(in_state: Callable[[str], tuple[Syncobj, Callable[[], None]]]) -> None:
    """A reset, and another fence put in, mean nothing to who waits already."""
    syncobj, finish = in_state("submitted")
    other, other_finish = in_state("submitted")
    ended: list[float] = []

    def wait() -> None:
        syncobj.wait(timeout_ns=8 * _SECOND)
        ended.append(time.monotonic())

    with syncobj, other:
        waiter = threading.Thread(target=wait)
        waiter.start()
        time.sleep(0.1)
        syncobj.reset()
        with other.export_sync_file() as taken:
            syncobj.import_sync_file(taken)
        other_finish()
        time.sleep(0.1)
        assert not ended
        finish()
        waiter.join(5)
        assert ended
        syncobj.wait(timeout_ns=0)


@conf("O11", "igt:syncobj_wait@wait-all-interrupted")
def test_interrupted(in_state: Callable[[str], tuple[Syncobj, Callable[[], None]]]) -> None:
    """Signals run their handlers and neither end nor prolong the wait; a handler that raises ends it."""
    syncobj, _ = in_state("submitted")
    hits: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: hits.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
        start = time.monotonic_ns()
        with pytest.raises(TimeoutError):
            syncobj.wait(timeout_ns=400 * _MS)
        elapsed = time.monotonic_ns() - start
        assert 400 * _MS <= elapsed < 700 * _MS
        assert len(hits) >= 3

        def stop(number: int, frame: object) -> None:
            raise InterruptedError("enough")

        signal.signal(signal.SIGALRM, stop)
        with pytest.raises(InterruptedError, match="enough"):
            syncobj.wait()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        syncobj.close()

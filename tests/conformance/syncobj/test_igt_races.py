"""IGT's waits during which something happens: fences that come late, resets, other fences put in, signals.

Each with binary sync objects and with timelines, on which everything happens at point 1.
"""

from __future__ import annotations

import errno
import signal
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from pydrm.syncobj import reset_all, wait_all, wait_any

from ..support import conf
from .conftest import needs_timelines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pydrm
    from pydrm import Syncobj

    from .conftest import Pending

_MS = 1_000_000
_SECOND = 1000 * _MS
_FLAGS = pytest.mark.parametrize("for_submit", [False, True], ids=["", "for-submit"])
_MANY = pytest.mark.parametrize("everything", [False, True], ids=["any", "all"])


@dataclass
class Objects:
    """Makes sync objects of one kind, fills them and waits for them."""

    device: pydrm.Device
    pending: Callable[[], Pending]
    point: int

    def make(self, count: int) -> list[Syncobj]:
        return [self.device.create_syncobj() for _ in range(count)]

    def submit(self, syncobj: Syncobj) -> Pending:
        """Put a pending fence in."""
        fence = self.pending()
        syncobj.import_sync_file(fence.sync_file, point=self.point)
        return fence

    def trigger(self, syncobj: Syncobj) -> None:
        """Put a fence in and signal it."""
        self.submit(syncobj).signal()

    def wait(self, objects: Sequence[Syncobj], *, everything: bool, for_submit: bool, timeout_ns: int) -> int | None:
        """Wait for all, or for any: then the index of that one."""
        items = [(each, self.point) for each in objects] if self.point else list(objects)
        if everything:
            wait_all(items, timeout_ns=timeout_ns, for_submit=for_submit)
            return None
        return wait_any(items, timeout_ns=timeout_ns, for_submit=for_submit)

    def state(self, syncobj: Syncobj) -> int:
        """0 when it is over, otherwise the errno of a wait that doesn't wait."""
        try:
            self.wait([syncobj], everything=False, for_submit=False, timeout_ns=0)
        except OSError as error:
            return error.errno or 0
        return 0

    def waiting(self, objects: Sequence[Syncobj], *, everything: bool, for_submit: bool) -> Waiter:
        return Waiter(lambda: self.wait(objects, everything=everything, for_submit=for_submit, timeout_ns=8 * _SECOND))


class Waiter:
    """A wait in a thread, which has begun when this is made."""

    def __init__(self, wait: Callable[[], int | None]) -> None:
        self._wait = wait
        self._answer: list[int | None] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        time.sleep(0.05)

    def _run(self) -> None:
        self._answer.append(self._wait())

    @property
    def waits(self) -> bool:
        return self._thread.is_alive()

    def answer(self) -> int | None:
        """What the wait answered; fails when it raised."""
        self._thread.join()
        assert self._answer, "the wait ended with an error"
        return self._answer[0]


@pytest.fixture(params=[0, 1], ids=["binary", "timeline"])
def objects(dev: pydrm.Device, pending: Callable[[], Pending], request: pytest.FixtureRequest) -> Objects:
    """Binary sync objects, and timelines."""
    if request.param:
        needs_timelines(dev)
    return Objects(dev, pending, request.param)


@conf(
    "O9",
    "igt:syncobj_wait@wait-delayed-signal",
    "igt:syncobj_wait@wait-all-delayed-signal",
    "igt:syncobj_wait@wait-for-submit-delayed-submit",
    "igt:syncobj_wait@wait-all-for-submit-delayed-submit",
    "igt:syncobj_timeline@wait-delayed-signal",
    "igt:syncobj_timeline@wait-all-delayed-signal",
    "igt:syncobj_timeline@wait-for-submit-delayed-submit",
    "igt:syncobj_timeline@wait-all-for-submit-delayed-submit",
)
@_MANY
@_FLAGS
def test_delayed(objects: Objects, everything: bool, for_submit: bool) -> None:
    """A fence that is signalled later ends the wait, and so does one that is only put in later."""
    (syncobj,) = objects.make(1)
    with syncobj:
        fence = None if for_submit else objects.submit(syncobj)
        waiter = objects.waiting([syncobj], everything=everything, for_submit=for_submit)
        assert waiter.waits
        if fence is None:
            objects.trigger(syncobj)
        else:
            fence.signal()
        assert waiter.answer() == (None if everything else 0)


@conf(
    "O9",
    "igt:syncobj_wait@reset-unsignaled",
    "igt:syncobj_wait@reset-signaled",
    "igt:syncobj_wait@reset-multiple-signaled",
    "igt:syncobj_timeline@reset-unsignaled",
    "igt:syncobj_timeline@reset-signaled",
    "igt:syncobj_timeline@reset-multiple-signaled",
)
@pytest.mark.parametrize("state", ["unsignaled", "signaled", "multiple-signaled"])
def test_reset(objects: Objects, state: str) -> None:
    """After a reset there is no fence, as there was none at first."""
    made = objects.make(3 if state == "multiple-signaled" else 1)
    assert [objects.state(each) for each in made] == [errno.EINVAL] * len(made)
    if state != "unsignaled":
        for each in made:
            objects.trigger(each)
        assert [objects.state(each) for each in made] == [0] * len(made)
        objects.wait(made, everything=True, for_submit=False, timeout_ns=0)
    reset_all(made)
    assert [objects.state(each) for each in made] == [errno.EINVAL] * len(made)
    for each in made:
        each.close()


@conf(
    "O9",
    "igt:syncobj_wait@reset-during-wait-for-submit",
    "igt:syncobj_timeline@reset-during-wait-for-submit",
)
def test_reset_during_a_wait(objects: Objects) -> None:
    """Who waits for a fence to be put in is not disturbed by a reset."""
    (syncobj,) = objects.make(1)
    with syncobj:
        waiter = objects.waiting([syncobj], everything=False, for_submit=True)
        syncobj.reset()
        time.sleep(0.02)
        assert waiter.waits
        objects.trigger(syncobj)
        assert waiter.answer() == 0


@conf("O9", "igt:syncobj_wait@signal", "igt:syncobj_timeline@signal")
def test_signal(objects: Objects) -> None:
    """A signal by hand is a signalled fence: EINVAL or ETIME before, over afterwards, however one waits."""
    (syncobj,) = objects.make(1)
    with syncobj:
        assert objects.state(syncobj) == errno.EINVAL
        with pytest.raises(TimeoutError) as late:
            objects.wait([syncobj], everything=False, for_submit=True, timeout_ns=0)
        assert late.value.errno == errno.ETIME
        if objects.point:
            syncobj.signal_point(objects.point)
        else:
            syncobj.signal()
        assert objects.state(syncobj) == 0
        assert objects.wait([syncobj], everything=False, for_submit=True, timeout_ns=0) == 0


@conf(
    "O10",
    "igt:syncobj_wait@wait-any-snapshot",
    "igt:syncobj_wait@wait-all-snapshot",
    "igt:syncobj_wait@wait-for-submit-snapshot",
    "igt:syncobj_wait@wait-all-for-submit-snapshot",
    "igt:syncobj_timeline@wait-any-snapshot",
    "igt:syncobj_timeline@wait-all-snapshot",
    "igt:syncobj_timeline@wait-for-submit-snapshot",
    "igt:syncobj_timeline@wait-all-for-submit-snapshot",
)
@_MANY
@_FLAGS
def test_snapshot(objects: Objects, everything: bool, for_submit: bool) -> None:
    """Who waits keeps the first fence of each object, though that is reset and gets one that is never signalled."""
    made = objects.make(2)
    fences = [] if for_submit else [objects.submit(each) for each in made]
    waiter = objects.waiting(made, everything=everything, for_submit=for_submit)
    if everything and for_submit:
        objects.trigger(made[0])
    elif everything:
        fences[0].signal()
    elif for_submit:
        fences.append(objects.submit(made[0]))
    time.sleep(0.02)
    made[0].reset()
    time.sleep(0.02)
    objects.submit(made[0])
    time.sleep(0.02)
    assert waiter.waits
    if for_submit:
        objects.trigger(made[1])
    else:
        fences[1].signal()
    assert waiter.answer() == (None if everything else 1)
    assert objects.state(made[0]) == errno.ETIME
    for each in made:
        each.close()


#: 0 to 7 four times, in no order: each object is submitted, signalled, reset and submitted again.
_STEPS = (3, 6, 0, 3, 1, 7, 5, 0, 2, 6, 4, 1, 3, 5, 7, 2, 0, 4, 6, 7, 2, 1, 3, 5, 4, 6, 0, 2, 7, 1, 5, 4)


@conf(
    "O10",
    "igt:syncobj_wait@wait-any-complex",
    "igt:syncobj_wait@wait-all-complex",
    "igt:syncobj_wait@wait-for-submit-complex",
    "igt:syncobj_wait@wait-all-for-submit-complex",
    "igt:syncobj_timeline@wait-any-complex",
    "igt:syncobj_timeline@wait-all-complex",
    "igt:syncobj_timeline@wait-for-submit-complex",
    "igt:syncobj_timeline@wait-all-for-submit-complex",
)
@_MANY
@_FLAGS
def test_complex(objects: Objects, everything: bool, for_submit: bool) -> None:
    """Eight objects in turn: the first that is signalled ends a wait for any, the last a wait for all."""
    made = objects.make(8)
    fences: list[Pending | None] = [None if for_submit else objects.submit(each) for each in made]
    stages = [0] * 8
    signalled: list[int] = []
    waiter = objects.waiting(made, everything=everything, for_submit=for_submit)
    for index in _STEPS:
        stage, stages[index] = stages[index], stages[index] + 1
        fence = fences[index]
        if stage == 0 and fence is None:
            fences[index] = objects.submit(made[index])
        elif stage == 1:
            assert fence is not None
            assert waiter.waits
            fence.signal()
            signalled.append(index)
        elif stage == 2:
            made[index].reset()
        elif stage == 3:
            objects.submit(made[index])
        if len(signalled) == (8 if everything else 1):
            break
        time.sleep(0.01)
    assert waiter.answer() == (None if everything else signalled[0])
    for each in made:
        each.close()


@conf(
    "O11",
    "igt:syncobj_wait@wait-any-interrupted",
    "igt:syncobj_wait@wait-all-interrupted",
    "igt:syncobj_timeline@wait-any-interrupted",
    "igt:syncobj_timeline@wait-all-interrupted",
)
@_MANY
@_FLAGS
def test_interrupted(objects: Objects, everything: bool, for_submit: bool) -> None:
    """A storm of signals runs its handler, and neither ends the wait early nor prolongs it."""
    (syncobj,) = objects.make(1)
    hits: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _: hits.append(number))
    try:
        if not for_submit:
            objects.submit(syncobj)
        signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
        start = time.monotonic_ns()
        with pytest.raises(TimeoutError) as late:
            objects.wait([syncobj], everything=everything, for_submit=for_submit, timeout_ns=300 * _MS)
        elapsed = time.monotonic_ns() - start
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        syncobj.close()
    assert late.value.errno == errno.ETIME
    assert 300 * _MS <= elapsed < _SECOND
    assert len(hits) >= 3

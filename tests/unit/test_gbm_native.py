"""The machinery under GBM's objects, without a device: turns, user data, sub-interpreters."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from typing import Any

import pytest

from pydrm._turns import Turns
from pygbm.userdata import Slot
from tests.conformance.support import conf


def test_a_free_lock_runs_the_job_now() -> None:
    """A job that nobody is in the way of is done when later() returns."""
    done: list[int] = []
    turns = Turns()
    turns.later(lambda: done.append(1))
    assert done == [1]


def test_a_held_lock_keeps_the_job() -> None:
    """A job that comes while the lock is held, from this thread or another, is done before the holder goes on."""
    done: list[int] = []
    turns = Turns()
    with turns:
        turns.later(lambda: done.append(1))
        thread = threading.Thread(target=turns.later, args=(lambda: done.append(2),))
        thread.start()
        thread.join()
        assert done == []
    assert done == [1, 2]


def test_a_job_that_queues_a_job() -> None:
    """A job may come up with another; both are done."""
    done: list[int] = []
    turns = Turns()
    turns.later(lambda: (turns.later(lambda: done.append(2)), done.append(1)))  # type: ignore[arg-type, return-value]
    assert done == [1, 2]


def test_a_finaliser_inside_the_lock() -> None:
    """The collector may run on the thread that holds the lock: no deadlock, and the job is done."""
    done: list[int] = []
    turns = Turns()

    class Finalised:
        def __del__(self) -> None:
            turns.later(lambda: done.append(1))

    with turns:
        knot: list[Any] = [Finalised()]
        knot.append(knot)
        del knot
        gc.collect()
        assert done == []
    assert done == [1]


def test_entering_again() -> None:
    """What interrupts the holder on its own thread may enter, too; jobs wait for the outer one."""
    done: list[int] = []
    turns = Turns()
    with turns:
        with turns:
            turns.later(lambda: done.append(1))
        turns.settle()
        assert done == []
        thread = threading.Thread(target=turns.settle)
        thread.start()
        thread.join(0.05)
        assert thread.is_alive()
    thread.join()
    assert done == [1]


def test_many_threads() -> None:
    """Jobs from many threads are done once each, one at a time."""
    turns, done, inside = Turns(), [], []

    def job() -> None:
        inside.append(1)
        assert len(inside) == 1
        done.append(1)
        inside.pop()

    def work() -> None:
        for turn in range(200):
            if turn % 2:
                turns.later(job)
            else:
                with turns:
                    job()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 800


def test_a_slot_ends_once() -> None:
    """A value is told of and dropped once, however often it ends."""
    heard: list[object] = []
    slot = Slot("value", heard.append, None)
    for _ in range(3):
        slot.end()
    assert heard == ["value"]
    assert slot.value is None


def test_a_slot_drops_its_value() -> None:
    """Nothing keeps the value once the slot has ended, also when it is told to nobody."""

    class Thing:
        pass

    thing = Thing()
    watched = weakref.ref(thing)
    slot = Slot(thing, None, None)
    del thing
    assert watched() is not None
    slot.end()
    assert watched() is None


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_what_on_destroy_raises(error: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes to the hook and no further."""
    seen: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda problem: seen.append(problem.exc_type))

    def bad(_: object) -> None:
        raise error

    Slot(1, bad, None).end()
    assert seen == [error]


_TWICE = """
import sys
import pygbm
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
for _ in range(2):
    there = interpreters.create()
    try:
        interpreters.run_string(there, "import sys; sys.path[:] = %r; import pygbm; pygbm.Use(1)" % sys.path)
    except Exception as refusal:
        print("refused", type(refusal).__name__)
    interpreters.destroy(there)
print(pygbm.Use.SCANOUT, pygbm.Device)
"""


@conf("X12")
def test_import_in_other_interpreters() -> None:
    """Importing in sub-interpreters works or is refused with an exception, and ours works on."""
    done = subprocess.run([sys.executable, "-c", _TWICE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "SCANOUT <class 'pygbm.device.Device'>" in done.stdout

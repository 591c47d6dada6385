"""Blocking calls let the other threads run: a heart goes on beating while a wait is under way."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

import pydrm

from .support import conf, needs

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = needs("vgem.fence", "vgem.dumb")

BLOCKED = 0.25  # seconds
BEAT = 0.005


class Heart:
    """A thread that counts its beats inside the `with`."""

    def __init__(self) -> None:
        self.beats = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        while not self._stop.is_set():
            time.sleep(BEAT)
            self.beats += 1

    def __enter__(self) -> Heart:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def beats_during(call: Callable[[], object]) -> tuple[int, float]:
    """How often the heart beat during a call, and how many seconds that took."""
    with Heart() as heart:
        start, before = time.monotonic(), heart.beats
        call()
        return heart.beats - before, time.monotonic() - start


def swallow(call: Callable[[], object]) -> None:
    with pytest.raises(TimeoutError):
        call()


NANO = int(BLOCKED * 1e9)
CALLS: dict[str, Callable[[pydrm.Device, pydrm.DmaBuf, pydrm.SyncFile], object]] = {
    "poll": lambda device, dmabuf, fence: dmabuf.poll(timeout_ns=NANO),
    "wait": lambda device, dmabuf, fence: swallow(lambda: dmabuf.wait(timeout_ns=NANO)),
    "wait to write": lambda device, dmabuf, fence: swallow(lambda: dmabuf.wait(write=True, timeout_ns=NANO)),
    "fence": lambda device, dmabuf, fence: swallow(lambda: fence.wait(NANO)),
    "events": lambda device, dmabuf, fence: device.read_events(timeout_ns=NANO),
}


@conf("X11")
@pytest.mark.parametrize("kind", CALLS)
def test_heart_beats_during_a_wait(vgem: pydrm.Device, kind: str) -> None:
    """At least nine in ten of the beats that a mere sleep of the same length leaves time for."""
    with vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf, pydrm.vgem.attach(buffer, write=True):
        with dmabuf.export_sync_file(read=True) as sync_file:
            rates = []
            for _ in range(5):  # a machine that is busy elsewhere spoils one measurement, a held lock spoils all
                calm, calm_length = beats_during(lambda: time.sleep(BLOCKED))
                beats, length = beats_during(lambda: CALLS[kind](vgem, dmabuf, sync_file))
                assert length >= BLOCKED
                rates.append((beats / length) / (calm / calm_length))
                if rates[-1] >= 0.9:
                    break
    assert max(rates) >= 0.9, rates


@conf("X11", "B8")
def test_heart_beats_in_a_bracket(vgem: pydrm.Device) -> None:
    """SYNC START blocks in the kernel without a timeout; another thread can end it, because it runs."""
    with vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf:
        fence = pydrm.vgem.attach(buffer, write=True)
        thread = threading.Timer(BLOCKED, fence.signal)
        thread.start()
        calm = BLOCKED / BEAT
        beats, length = beats_during(dmabuf.sync_start)
        dmabuf.sync_end()
        thread.join()
    assert length >= BLOCKED * 0.9
    assert beats >= calm / 4, "the machine may be slow, the heart may not stand still"


@conf("X11")
def test_waits_of_several_threads(vgem: pydrm.Device) -> None:
    """Four threads wait at once and all go on together when the fence is signalled."""
    with vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf:
        fence = pydrm.vgem.attach(buffer, write=True)
        done: list[float] = []

        def wait() -> None:
            dmabuf.wait(timeout_ns=NANO * 10)
            done.append(time.monotonic())

        threads = [threading.Thread(target=wait) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(BLOCKED / 4)
        assert done == []
        start = time.monotonic()
        fence.signal()
        for thread in threads:
            thread.join()
        assert len(done) == 4
        assert max(done) - start < 5

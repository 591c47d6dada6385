"""Do threads that wait for a reusable sync sleep, and whom does one signal wake?

EGL_KHR_reusable_sync is a flag that threads wait for: no GPU, no context, and here no GIL is held. The rows show what
waiting costs, how soon the signal arrives, and what becomes of a wait whose sync is destroyed under it.
"""

from __future__ import annotations

import threading
import time

import story

import pydrm
import pyegl

THREADS, PAUSE = 3, 0.3


def waiters(sync: pyegl.Sync, ends: list[tuple[str, float]]) -> list[threading.Thread]:
    """Threads that wait for ever; each notes how its wait ended, and when."""

    def wait() -> None:
        try:
            word = "woken" if sync.client_wait() else "timed out"
        except pydrm.ClosedError:
            word = "ClosedError"
        ends.append((word, time.monotonic()))

    threads = [threading.Thread(target=wait) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    return threads


def timed_wait(sync: pyegl.Sync, milliseconds: int) -> tuple[bool, float]:
    """Whether a wait with a limit saw the signal, and how long it took in milliseconds."""
    start = time.monotonic()
    signalled = sync.client_wait(milliseconds * 1_000_000)
    return signalled, (time.monotonic() - start) * 1000


story.ask(__doc__)
with pyegl.Display(platform="surfaceless") as display:
    sync = pyegl.Sync.reusable(display)
    ends: list[tuple[str, float]] = []
    threads = waiters(sync, ends)
    before = time.process_time()
    time.sleep(PAUSE)
    used = (time.process_time() - before) * 1000
    asleep = not ends
    story.row(f"CPU time of {THREADS} threads that wait {PAUSE * 1000:.0f} ms", f"{used:.1f} ms")
    start = time.monotonic()
    sync.signal()
    for thread in threads:
        thread.join()
    woken = sum(word == "woken" for word, _ in ends)
    last = max(when for _, when in ends) - start
    story.row("one signal, threads woken", f"{woken} of {THREADS}, the last after {last * 1000:.1f} ms")
    signalled, took = timed_wait(sync, 1000)
    story.row("a wait that comes later", f"{'passes' if signalled else 'is late'}, after {took:.1f} ms")
    sync.unsignal()
    signalled, took = timed_wait(sync, 120)
    story.row("unsignalled, a wait of at most 120 ms", f"{'passes' if signalled else 'is over'}, after {took:.0f} ms")
    closed: list[tuple[str, float]] = []
    threads = waiters(sync, closed)
    start = time.monotonic()
    sync.close()
    for thread in threads:
        thread.join()
    words = sorted({word for word, _ in closed})
    last = max(when for _, when in closed) - start
    story.row("destroyed under threads that wait", f"{' and '.join(words)}, the last after {last * 1000:.0f} ms")
sleeps = asleep and used < PAUSE * 1000 / 4
story.answer(
    f"they {'sleep' if sleeps else 'spin'}; one signal wakes {'all' if woken == THREADS else woken} of them, and stays "
    f"until it is taken back. Destroying the sync ends every wait with {' or '.join(words)}."
)

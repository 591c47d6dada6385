"""A storm of signals: SIGALRM every millisecond, handled in Python, to interrupt whatever call can be interrupted."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType, TracebackType

INTERVAL = 0.001


class Storm:
    """SIGALRM every `interval` seconds inside the `with`; `count` says how many came. For the main thread."""

    def __init__(self, interval: float = INTERVAL) -> None:
        self.interval = interval
        self.count = 0

    def _handle(self, number: int, frame: FrameType | None) -> None:
        self.count += 1

    def __enter__(self) -> Storm:
        self._previous = signal.signal(signal.SIGALRM, self._handle)
        signal.setitimer(signal.ITIMER_REAL, self.interval, self.interval)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self._previous)

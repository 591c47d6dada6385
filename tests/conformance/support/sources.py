"""Where pending fences come from: vgem's fences, exported from a buffer, and sw_sync's timelines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .fencer import Fencer
from .fences import WRITE

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from .fences import Fences
    from .nodes import Node


_OVER = (b"detached-driver", b"signaled-timeline")
#: What FILE_INFO calls a file whose only fence has forgotten its names; the kernel cuts it to 31 bytes.
OVER_NAME = b"-".join(_OVER)[:31]


def over(driver: bytes, timeline: bytes) -> tuple[tuple[bytes, bytes], ...]:
    """The names that a signalled fence may have: its own, or since Linux 6.17 (506aa8b02a8d) none any more."""
    return (driver, timeline), _OVER


@dataclass(frozen=True)
class Pending:
    """A sync_file with one fence of a context of its own, and the way to signal it."""

    fd: int
    signal: Callable[[], None]


class Source(Protocol):
    """Makes pending fences; what they are called in FILE_INFO is `driver` and `timeline`."""

    driver: bytes
    timeline: bytes

    def pending(self) -> Pending:
        """A new pending fence."""
        ...


class VgemSource:
    """Fences of vgem: each stands on a buffer of its own, which nobody holds any more."""

    driver = b"vgem"
    timeline = b"unbound"

    def __init__(self, card: Node, fences: Fences) -> None:
        self._fences = fences
        self._fencer = Fencer(card, card, fences.raw)

    def __enter__(self) -> VgemSource:
        self._fencer.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._fencer.__exit__(kind, error, trace)

    def pending(self) -> Pending:
        buffer = self._fencer.buffer()
        fence = self._fencer.must_write(buffer)
        sync_file = self._fences.must_export(buffer.dmabuf, WRITE)
        self._fencer.client.close_handle(buffer.handle).ok()
        self._fencer.drop(buffer.dmabuf)

        def signal() -> None:
            self._fencer.signal(fence).ok()

        return Pending(sync_file, signal)


class SwSyncSource:
    """Fences of sw_sync: each is point 1 of a timeline of its own."""

    driver = b"sw_sync"
    timeline = b"conformance"

    def __init__(self, fences: Fences) -> None:
        self._fences = fences

    def pending(self) -> Pending:
        timeline = self._fences.timeline(self.timeline.decode())
        sync_file = self._fences.fence(timeline, 1)

        def signal() -> None:
            self._fences.inc(timeline).ok()

        return Pending(sync_file, signal)

"""Threads that do one thing after the other, as they are told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from pyegl import lib

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

#: No single step of a case takes so long; in seconds.
_LONGEST = 50


def in_thread(function: Callable[..., Any], *arguments: Any) -> Any:
    """Run a function in a thread that ends with it; its answer, or what it raised."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *arguments).result(_LONGEST)


class Worker:
    """One thread that lives as long as this object; use `with`. What is current on it is released at the end."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)

    def do(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Run a function there and wait for it; its answer, or what it raised."""
        return self._pool.submit(function, *arguments).result(_LONGEST)

    def start(self, function: Callable[..., Any], *arguments: Any) -> Callable[[], Any]:
        """Run a function there meanwhile; call what is returned for its answer."""
        future = self._pool.submit(function, *arguments)
        return lambda: future.result(_LONGEST)

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.do(lib.eglReleaseThread)
        self._pool.shutdown()

"""The gates around every case: leaks, kernel splats, time. Each failure is the case's own."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from . import leaks
from .kernellog import KernelLog
from .watchdog import Watchdog

if TYPE_CHECKING:
    from collections.abc import Generator

_FAILED = pytest.StashKey[bool]()


def _is_ours(item: pytest.Item) -> bool:
    return "conformance" in item.path.parts


def _dmabufs() -> tuple[int, int]:
    found = leaks.dmabufs()
    return len(found), sum(size for size, _ino in found)


class Gates:
    """Wraps set-up and tear-down of each conformance case."""

    def __init__(self) -> None:
        self.log = KernelLog()
        self.watchdog = Watchdog()
        self.clean: leaks.State | None = None
        #: Descriptors of cases that left them, failing or as expected: Python may close them whenever it collects.
        self.left: leaks.Fds = frozenset()
        self._first: leaks.State | None = None
        #: The dma-bufs that are left by cases of which that is known: how many, and their bytes.
        self.known = (0, 0)
        self._held = (0, 0)

    def pytest_collection_finish(self) -> None:
        """What lives now lives for ever: keep it out of the collections that the leak gate makes."""
        gc.collect()
        gc.freeze()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, object, object]:
        if not _is_ours(item):
            return (yield)
        if self.clean is None:
            self.log.new_lines()
            gc.collect()  # what the case before left in cycles must not go away under this one
            self.clean = leaks.look()
            self._first = self._first or self.clean
            self.left = self.clean.fds - self._first.fds
        self.watchdog.start()
        if item.get_closest_marker("leaks"):
            self._held = _dmabufs()
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.failed:
            item.stash[_FAILED] = True
        return report

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        try:
            answer = yield
        finally:
            self.watchdog.stop()
        if not _is_ours(item) or self.clean is None:
            return answer
        # What a clean case leaves is what the next one finds. A case that failed keeps its frames, and with them its
        # objects, alive: that is no leak, and the next case has to look for itself.
        failed = item.stash.get(_FAILED, False)
        grown = [] if failed else leaks.settle(self.clean, self.left)
        splat = self.log.alarms()
        if failed or grown or not self.left <= leaks.descriptors():
            self.clean = None
        if splat:
            pytest.fail("the kernel complained during this case:\n" + "\n".join(splat), pytrace=False)
        if item.get_closest_marker("leaks"):
            number, size = (now - held for now, held in zip(_dmabufs(), self._held, strict=True))
            self.known = self.known[0] + number, self.known[1] + size
            if not failed and not grown:
                pytest.fail("left nothing behind, though expectations/ says that it does", pytrace=False)
        elif grown:
            pytest.fail("left behind by this case:\n" + "\n".join(grown), pytrace=False)
        return answer

    def pytest_unconfigure(self) -> None:
        self.log.close()

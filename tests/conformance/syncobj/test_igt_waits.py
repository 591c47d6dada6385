"""Every wait of IGT's syncobj_wait and syncobj_timeline whose outcome is settled when it begins."""

from __future__ import annotations

import errno
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pydrm.syncobj import wait_all, wait_any

from ..support import conf
from .matrix import SIGNALED, UNSUBMITTED, Wait, waits

if TYPE_CHECKING:
    from collections.abc import Callable

    import pydrm
    from pydrm import Syncobj

    from .conftest import Pending

_MS = 1_000_000
_CATALOGUE = Path(__file__).parents[1] / "catalogue.toml"


def _answer(wait: Wait, items: list[tuple[Syncobj, int]], timeout_ns: int | None) -> int:
    # 0 or the errno; a wait for any of them tells which.
    what = items if wait.timeline else [syncobj for syncobj, _ in items]
    more = {"available": True} if wait.available else {}
    try:
        if wait.everything:
            wait_all(what, timeout_ns=timeout_ns, for_submit=wait.for_submit, **more)
        else:
            assert wait_any(what, timeout_ns=timeout_ns, for_submit=wait.for_submit, **more) == wait.first
    except OSError as error:
        assert error.errno is not None
        assert isinstance(error, TimeoutError) == (error.errno == errno.ETIME)
        return error.errno
    return 0


def _check(device: pydrm.Device, wait: Wait, pending: Callable[[], Pending]) -> None:
    items = []
    try:
        for state, point in wait.objects:
            items.append((device.create_syncobj(), point))
            if state != UNSUBMITTED:
                fence = pending()
                items[-1][0].import_sync_file(fence.sync_file, point=point)
                if state == SIGNALED:
                    fence.signal()
        assert _answer(wait, items, 0) == wait.expected
        start = time.monotonic_ns()
        assert _answer(wait, items, 100 * _MS) == wait.expected
        if wait.expected == errno.ETIME:
            assert time.monotonic_ns() - start >= 100 * _MS
        else:
            assert _answer(wait, items, None) == wait.expected
    finally:
        for syncobj, _ in items:
            syncobj.close()


@conf("O7", "O8", "igt:syncobj_wait@*single-wait-*", "igt:syncobj_wait@*multi-wait-*")
@pytest.mark.parametrize("wait", waits(timeline=False), ids=lambda wait: wait.name)
def test_binary(dev: pydrm.Device, pending: Callable[[], Pending], wait: Wait) -> None:
    """With no time to wait, with a tenth of a second and with for ever the kernel answers the same."""
    _check(dev, wait, pending)


@conf("O13", "igt:syncobj_timeline@*single-wait-*", "igt:syncobj_timeline@*multi-wait-*")
@pytest.mark.parametrize("wait", waits(timeline=True), ids=lambda wait: wait.name)
def test_timeline(timeline_dev: pydrm.Device, pending: Callable[[], Pending], wait: Wait) -> None:
    """The same for points of timelines, with binary objects among them, and for fences that are only there."""
    _check(timeline_dev, wait, pending)


@pytest.mark.parametrize(("test", "timeline", "more"), [("syncobj_wait", False, 1), ("syncobj_timeline", True, 1)])
def test_all_of_igt(test: str, timeline: bool, more: int) -> None:
    """The matrices hold each wait of IGT's by name, and the one that its loops leave out."""
    names = tomllib.loads(_CATALOGUE.read_text())["igt"][test]
    theirs = {name for name in names if "single-wait" in name or "multi-wait" in name}
    ours = {wait.name for wait in waits(timeline=timeline)}
    assert len(ours) == len(waits(timeline=timeline))
    assert theirs < ours
    assert len(ours - theirs) == more

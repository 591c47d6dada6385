"""Sync objects between buffers: implicit fences go in, and come out again as implicit fences of other buffers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import vgem

from ..support import conf, needs
from .conftest import needs_timelines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydrm import DmaBuf

    from .conftest import Pending

_SECOND = 1_000_000_000
_POINT = pytest.mark.parametrize("point", [0, 6], ids=["binary", "timeline"])


@pytest.fixture
def dmabuf() -> Iterator[DmaBuf]:
    """A buffer of vgem's that is idle."""
    with (
        pydrm.open(driver="vgem", node="primary") as device,
        device.create_dumb(16, 16, "XR24") as buffer,
        buffer.export() as exported,
    ):
        yield exported


@conf("O3", "I15")
@needs("vgem.fence")
@_POINT
def test_from_buffer_to_buffer(dev: pydrm.Device, dmabuf: DmaBuf, point: int) -> None:
    """A write of one buffer that is under way makes another one busy, by way of a sync object of another driver."""
    if point:
        needs_timelines(dev)
    with (
        pydrm.open(driver="vgem", node="primary") as maker,
        maker.create_dumb(16, 16, "XR24") as source,
        source.export() as shared,
        dev.create_syncobj() as syncobj,
    ):
        with vgem.attach(source, write=True) as write:
            with shared.export_sync_file(read=True) as taken:
                syncobj.import_sync_file(taken, point=point)
            with syncobj.export_sync_file(point=point) as given:
                dmabuf.import_sync_file(given, write=True)
            assert not shared.poll()
            assert not dmabuf.poll()
            with pytest.raises(TimeoutError):
                syncobj.wait_point(point, timeout_ns=0)
            write.signal()
        assert dmabuf.poll(timeout_ns=_SECOND)
        syncobj.wait_point(point, timeout_ns=_SECOND)


@conf("O3", "Y2")
def test_merged(dev: pydrm.Device, pending: Callable[[], Pending]) -> None:
    """A merge of what two sync objects hold is over when both are, and a third one can hold it."""
    fences = [pending(), pending()]
    with dev.create_syncobj() as one, dev.create_syncobj() as two, dev.create_syncobj() as both:
        one.import_sync_file(fences[0].sync_file)
        two.import_sync_file(fences[1].sync_file)
        with one.export_sync_file() as first, two.export_sync_file() as second, first.merge(second) as merged:
            both.import_sync_file(merged)
            assert {fence.driver_name for fence in merged.info().fences} == {"vgem"}
        fences[1].signal()
        two.wait(timeout_ns=_SECOND)
        with pytest.raises(TimeoutError):
            both.wait(timeout_ns=0)
        fences[0].signal()
        both.wait(timeout_ns=_SECOND)


@conf("O3", "I15")
@_POINT
def test_signalled_by_hand(dev: pydrm.Device, dmabuf: DmaBuf, point: int) -> None:
    """A fence that was signalled by hand is over as a sync file as well, and makes no buffer busy."""
    if point:
        needs_timelines(dev)
    with dev.create_syncobj() as syncobj:
        if point:
            syncobj.signal_point(point)
        else:
            syncobj.signal()
        with syncobj.export_sync_file(point=point) as taken:
            assert taken.status == 1
            dmabuf.import_sync_file(taken, write=True)
        assert dmabuf.poll()

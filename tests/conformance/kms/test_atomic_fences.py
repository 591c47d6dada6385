"""In fences hold a commit back until they are signalled; out fences tell when it is done."""

from __future__ import annotations

import errno
import os
import signal
from typing import TYPE_CHECKING

import pytest

from pydrm import SwTimeline, SyncFile
from pydrm.errors import ClosedError
from pydrm.kms import AtomicRequest

from ..support import conf, needs, probes
from ..support.fences import Blocked
from ..support.limits import descriptors, descriptors_left
from ..support.sources import over
from .stage import EVENT, NONBLOCK, TEST_ONLY

if TYPE_CHECKING:
    from ..support.fences import Fences
    from ..support.sources import Source
    from .stage import Stage

IGT = conf("K15", "igt:kms_atomic@plane-invalid-params-fence")
SECOND = 10**9


def flip(stage: Stage, fence: SyncFile | int | None = None) -> AtomicRequest:
    """A flip of the primary plane to a new framebuffer, after the fence."""
    request = AtomicRequest(stage.kms)
    request.set(stage.primary, FB_ID=stage.fb(), IN_FENCE_FD=fence)
    return request


@needs("prime.export")
@IGT
def test_what_is_no_sync_file(raw_stage: Stage, fences: Fences) -> None:
    """A DRM file, a timeline, a dma-buf, a number that is not open, a number below -1."""
    raw_stage.light()
    handle = raw_stage.client.must_create()
    dmabuf = fences.keep(raw_stage.client.must_export(handle))
    gone = os.dup(dmabuf)
    os.close(gone)
    others = [fences.timeline()] if probes.of_machine("sw_sync") is None else []
    for fd in (raw_stage.client.fd, *others, dmabuf, gone, 0x7FFFFFFF, (1 << 64) - 2):
        for flags in (0, TEST_ONLY, NONBLOCK):
            assert raw_stage.atomic([(raw_stage.primary, "IN_FENCE_FD", fd)], flags) == -errno.EINVAL, fd
    raw_stage.client.close_handle(handle).ok()


@IGT
def test_one_in_fence_for_a_plane(raw_stage: Stage, source: Source) -> None:
    """Set twice in a commit is refused; -1 is none and may come as often as one likes."""
    raw_stage.light()
    name, none = raw_stage.number(raw_stage.primary, "IN_FENCE_FD"), (1 << 64) - 1
    pending = source.pending()
    pending.signal()
    fence = pending.fd
    plane = raw_stage.primary
    assert raw_stage.atomic([(plane, name, none), (plane, name, none), (plane, name, fence)]) == 0
    assert raw_stage.atomic([(plane, name, fence), (plane, name, fence)]) == -errno.EINVAL
    assert raw_stage.value(plane, "IN_FENCE_FD") == -1


@IGT
def test_a_good_fence_saves_no_bad_request(raw_stage: Stage, source: Source) -> None:
    """A plane without a CRTC, or with one that is none, is refused at once, fence or not."""
    raw_stage.light()
    fence = source.pending().fd
    wait = (raw_stage.primary, "IN_FENCE_FD", fence)
    for crtc in (0, 0xFFFFFFFF, int(raw_stage.primary)):
        assert raw_stage.atomic([wait, (raw_stage.primary, "CRTC_ID", crtc)], NONBLOCK) == -errno.EINVAL
    # Only tested, a pending fence is looked at and not waited for.
    assert raw_stage.atomic([wait], TEST_ONLY) == 0


@conf("K15")
def test_a_commit_waits(stage: Stage, source: Source) -> None:
    """Nothing is shown, told or signalled before the fence is; another commit is refused as long."""
    stage.light()
    pending = source.pending()
    request = flip(stage, pending.fd)
    request.want_out_fence(stage.crtc)
    with request.commit(nonblock=True, event=True, user_data=0xFEEDFACECAFEBEEF) as out:
        fence = out.fences[stage.crtc]
        assert not fence.poll(SECOND // 10)
        assert fence.status == 0
        assert stage.device.read_events(timeout_ns=0) == []
        later = flip(stage)
        later.test()
        with pytest.raises(OSError) as caught:
            later.commit(nonblock=True)
        assert caught.value.errno == errno.EBUSY
        pending.signal()
        fence.wait(SECOND)
        assert fence.status == 1
        (event,) = stage.device.read_events(timeout_ns=SECOND)
    assert (event.user_data, event.crtc_id) == (0xFEEDFACECAFEBEEF, stage.crtc)  # type: ignore[attr-defined]
    later.commit(nonblock=True)


@conf("K15")
def test_a_blocking_commit_waits(stage: Stage, source: Source) -> None:
    """In the kernel, without the GIL; the blocking call returns once the frame is shown."""
    stage.light()
    pending = source.pending()
    request = flip(stage, pending.fd)
    call = Blocked(request.commit)
    assert call.blocks()
    pending.signal()
    assert call.answer().fences == {}


@conf("K15")
def test_signals_while_a_commit_waits(stage: Stage, source: Source) -> None:
    """A handler that raises ends the wait: nothing was shown, no fence is left. One that does not lets it go on."""
    stage.light()
    shown = stage.value(stage.primary, "FB_ID")
    pending = source.pending()
    request = flip(stage, pending.fd)
    request.want_out_fence(stage.crtc)
    before = descriptors()

    def give_up(number: int, frame: object) -> None:
        raise InterruptedError(number)

    old = signal.signal(signal.SIGALRM, give_up)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with pytest.raises(InterruptedError):
            request.commit()
        assert descriptors() == before
        assert stage.value(stage.primary, "FB_ID") == shown
        signal.signal(signal.SIGALRM, lambda number, frame: pending.signal())
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        request.commit().close()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    assert stage.value(stage.primary, "FB_ID") != shown


@conf("K15")
@needs("sw_sync")
def test_merged_and_failed_fences(stage: Stage) -> None:
    """A merged fence is waited for until its last is done; one that ends with an error holds nothing back."""
    stage.light()
    with SwTimeline() as one, SwTimeline() as two:
        with one.create_fence(1) as first, two.create_fence(1) as second, first.merge(second) as both:
            request = flip(stage, both)
            request.want_out_fence(stage.crtc)
            with request.commit(nonblock=True) as out:
                one.inc()
                assert not out.fences[stage.crtc].poll(SECOND // 20)
                two.inc()
                out.fences[stage.crtc].wait(SECOND)
        lost = two.create_fence(5)
    with lost:
        assert lost.status == -errno.ENOENT
        flip(stage, lost).commit()


@conf("K15")
@needs("vgem.fence", "prime.foreign")
def test_implicit_fences(stage: Stage) -> None:
    """A write fence of vgem on the framebuffer's memory holds the flip back without any IN_FENCE_FD."""
    import pydrm
    from pydrm import Fourcc, vgem
    from pydrm.kms import Fb

    stage.light()
    with (
        pydrm.open(driver="vgem") as renderer,
        renderer.create_dumb(stage.mode.hdisplay, stage.mode.vdisplay, Fourcc.XRGB8888) as buffer,
        buffer.export() as dmabuf,
    ):
        fb = Fb.add(stage.device, dmabuf)
        stage.buffers.append(fb)
        request = AtomicRequest(stage.kms)
        request.set(stage.primary, FB_ID=fb)
        request.want_out_fence(stage.crtc)
        with vgem.attach(buffer, write=True) as rendering:
            with request.commit(nonblock=True) as out:
                assert not out.fences[stage.crtc].poll(SECOND // 20)
                rendering.signal()
                out.fences[stage.crtc].wait(SECOND)
        stage.light()


@conf("K15", "igt:kms_atomic@crtc-invalid-params-fence")
def test_out_fences(stage: Stage) -> None:
    """With or without an event; closed on exec, named after the device, one for each commit, the caller's."""
    stage.light()
    request = flip(stage)
    request.want_out_fence(stage.crtc)
    seen = []
    for event in (False, True, False):
        out = request.commit(event=event)
        fence = out.fences[stage.crtc]
        fence.wait(SECOND)
        assert not os.get_inheritable(fence.fileno())
        (made,) = fence.info().fences
        assert made.status == 1
        assert made.driver_name.encode() in [driver for driver, _timeline in over(stage.device.driver.encode(), b"")]
        seen.append(fence)
        assert [each.user_data for each in stage.device.read_events(timeout_ns=0)] == [0] * event  # type: ignore[attr-defined]
    assert len({fence.fileno() for fence in seen}) == 3
    for fence in seen:
        fence.close()
    request.want_out_fence(stage.crtc, False)
    assert request.commit().fences == {}
    with pytest.raises(TypeError, match=r"is no CrtcId and no ConnectorId: only these have out fences$"):
        request.want_out_fence(stage.primary)
    with pytest.raises(KeyError, match="has no property 'WRITEBACK_OUT_FENCE_PTR'"):
        request.want_out_fence(stage.connector)


@conf("K15")
def test_no_descriptor_left(stage: Stage) -> None:
    """EMFILE before anything has happened; with one descriptor more it works."""
    stage.light()
    shown = stage.value(stage.primary, "FB_ID")
    request = flip(stage)
    request.want_out_fence(stage.crtc)
    with descriptors_left(0):
        with pytest.raises(OSError) as caught:
            request.commit()
        assert caught.value.errno == errno.EMFILE
    assert stage.value(stage.primary, "FB_ID") == shown
    with descriptors_left(1):
        request.commit().close()


@conf("K15")
@needs("sw_sync")
def test_in_fences_stay_the_callers(stage: Stage) -> None:
    """A commit borrows the sync file, and one that is closed raises; None takes it out again."""
    stage.light()
    with SwTimeline() as timeline:
        fence = timeline.create_fence(1)
        timeline.inc()
        request = flip(stage, fence)
        request.commit()
        assert fence.poll()
        assert f"IN_FENCE_FD={fence!r}" in str(request)
        fence.close()
        with pytest.raises(ClosedError, match=r"^SyncFile is closed$"):
            request.commit()
    assert "IN_FENCE_FD=<SyncFile closed>" in str(request)
    request.set(stage.primary, IN_FENCE_FD=None)
    request.commit()


@conf("K15")
def test_an_event_for_each_crtc(raw_stage: Stage) -> None:
    """What is asked for with the event's flag comes with the same number, whatever the commit changes."""
    raw_stage.light()
    for number in (0, 1, (1 << 64) - 1):
        answer = raw_stage.atomic([(raw_stage.crtc, "ACTIVE", 1)], EVENT, user_data=number)
        assert answer == 0
        (event,) = raw_stage.device.read_events(timeout_ns=SECOND)
        assert event.user_data == number  # type: ignore[attr-defined]

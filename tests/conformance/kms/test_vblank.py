"""Vertical blanks: waiting for them, events of them, and requests that make no sense."""

from __future__ import annotations

import errno
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from pydrm import CrtcSequenceEvent, VblankEvent, lib
from pydrm.kms import CrtcId, vblank
from pydrm.kms.legacy import set_dpms
from pydrm.kms.values import Dpms

from ..support import conf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pydrm

    from ..support.client import Client
    from ..support.nodes import Node
    from ..support.raw import Raw, Reply
    from .stage import Stage

_SECOND = 1_000_000_000
_RELATIVE, _EVENT, _NEXTONMISS = 0x1, 0x4000000, 0x10000000
_SECONDARY, _SIGNAL, _FLIP, _HIGH = 0x20000000, 0x40000000, 0x8000000, 0x3E
_KNOWN = _RELATIVE | _EVENT | _NEXTONMISS | _SECONDARY | _HIGH


def wait(stage: Stage, kind: int, sequence: int = 0, user_data: int = 0) -> Reply:
    """WAIT_VBLANK, once."""
    fields = {"request__type": kind, "request__sequence": sequence, "request__signal": user_data}
    return stage.client.ioctl("WAIT_VBLANK", **fields)


@pytest.fixture
def lit(stage: Stage) -> Stage:
    """A stage that shows something, and so counts frames."""
    stage.light()
    return stage


@pytest.fixture
def raw_lit(raw_stage: Stage) -> Stage:
    """The same, whose raw ioctls go both ways."""
    raw_stage.light()
    return raw_stage


def period(stage: Stage) -> float:
    """Nanoseconds from one frame to the next."""
    return 1e12 / stage.mode.refresh_millihertz


# -- what is refused -------------------------------------------------------------------------------------------------


@conf("K20", "igt:kms_vblank@invalid")
@pytest.mark.parametrize("bit", range(32))
def test_unknown_bits(raw_lit: Stage, bit: int) -> None:
    """Each bit of the type that has no meaning, and the two that have lost theirs."""
    answer = wait(raw_lit, _RELATIVE | 1 << bit, 0)
    if not 1 << bit & _KNOWN:
        assert answer == -errno.EINVAL
        assert wait(raw_lit, _RELATIVE | 1 << bit | _EVENT) == -errno.EINVAL
        return
    pipe = 1 if 1 << bit == _SECONDARY else (1 << bit & _HIGH) >> 1
    assert answer == (0 if pipe < len(raw_lit.kms.resources().crtcs) else -errno.EINVAL)
    raw_lit.device.read_events(timeout_ns=0)


@conf("K20", "igt:kms_vblank@invalid")
def test_pipes_that_are_not_there(raw_lit: Stage) -> None:
    """Every number above the last CRTC's."""
    count = len(raw_lit.kms.resources().crtcs)
    for pipe in range(32):
        assert wait(raw_lit, _RELATIVE | pipe << 1) == (0 if pipe < count else -errno.EINVAL)


@conf("K20")
def test_a_crtc_that_is_off(raw_stage: Stage) -> None:
    """There is nothing to wait for, nor to be told."""
    assert wait(raw_stage, _RELATIVE) == -errno.EINVAL
    assert wait(raw_stage, _RELATIVE, 1) == -errno.EINVAL
    assert wait(raw_stage, _RELATIVE | _EVENT, 1) == -errno.EINVAL
    client, crtc = raw_stage.client, raw_stage.crtc
    assert client.ioctl("CRTC_GET_SEQUENCE", crtc_id=crtc) == -errno.EINVAL
    assert client.ioctl("CRTC_QUEUE_SEQUENCE", crtc_id=crtc, flags=1, sequence=1) == -errno.EINVAL


@conf("K20")
def test_sequences_that_make_no_sense(raw_lit: Stage) -> None:
    """A CRTC that is not there, another object, and unknown flags."""
    client = raw_lit.client
    for wrong in (0, 0xFFFFFFFF, int(raw_lit.primary)):
        assert client.ioctl("CRTC_GET_SEQUENCE", crtc_id=wrong) == -errno.ENOENT
        assert client.ioctl("CRTC_QUEUE_SEQUENCE", crtc_id=wrong) == -errno.ENOENT
    for bit in range(2, 32):
        assert client.ioctl("CRTC_QUEUE_SEQUENCE", crtc_id=raw_lit.crtc, flags=1 << bit) == -errno.EINVAL


@conf("K20")
def test_drivers_that_have_none(vgem_node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A driver without a display: EOPNOTSUPP."""
    client = opened(vgem_node, raw)
    calls: list[tuple[str, dict[str, Any]]] = [
        ("WAIT_VBLANK", {"request__type": _RELATIVE}),
        ("CRTC_GET_SEQUENCE", {"crtc_id": 1}),
        ("CRTC_QUEUE_SEQUENCE", {"crtc_id": 1}),
    ]
    for name, fields in calls:
        assert client.ioctl(name, **fields) == -errno.EOPNOTSUPP


@conf("K20")
def test_objects_and_their_errors(stage: Stage, vgem: pydrm.Device) -> None:
    """The same through `pydrm.kms.vblank`, which names the call and its arguments."""
    with pytest.raises(OSError) as caught:
        vblank.wait(stage.device, stage.crtc, after=2)
    assert caught.value.errno == errno.EINVAL
    where = f"{stage.device.path} ({stage.device.driver})"
    assert caught.value.__notes__ == [
        f"DRM_IOCTL_WAIT_VBLANK(pipe=0, type=0x1, sequence=2, signal=0) on {where}",
    ]
    with pytest.raises(OSError) as caught:
        vblank.query(vgem, vblank.Pipe(0))
    assert caught.value.errno == errno.EOPNOTSUPP
    for wrong in (vblank.Pipe(32), vblank.Pipe(-1)):
        with pytest.raises(ValueError, match="has room for 32 CRTCs"):
            vblank.query(stage.device, wrong)
    with pytest.raises(ValueError, match=r"^CrtcId\(9999\) is none of the CRTCs of "):
        vblank.wait(stage.device, CrtcId(9999))
    with pytest.raises(ValueError, match="sequence -1 does not fit"):
        vblank.wait(stage.device, stage.crtc, after=-1)
    with pytest.raises(ValueError, match="user_data -1 does not fit"):
        vblank.queue_sequence(stage.device, stage.crtc, user_data=-1)
    with pytest.raises(FileNotFoundError):
        vblank.get_sequence(stage.device, CrtcId(9999))


# -- waiting ---------------------------------------------------------------------------------------------------------


@conf("K20", "igt:kms_vblank@query-idle", "igt:kms_vblank@wait-idle")
def test_counting(lit: Stage) -> None:
    """Frames are counted one by one; a wait ends at the one that was asked for, or at a later one."""
    pipe = vblank.pipe_of(lit.device, lit.crtc)
    first = vblank.wait(lit.device, pipe)
    assert vblank.query(lit.device, pipe).sequence >= first.sequence
    third = vblank.wait(lit.device, pipe, after=3)
    assert third.sequence >= first.sequence + 3
    exact = vblank.wait(lit.device, pipe, sequence=third.sequence + 2)
    assert exact.sequence >= third.sequence + 2
    passed = vblank.wait(lit.device, pipe, sequence=first.sequence)
    assert passed.sequence >= exact.sequence  # at once: the latest
    following = vblank.wait(lit.device, pipe, sequence=first.sequence, next_on_miss=True)
    assert following.sequence > exact.sequence
    wide = vblank.get_sequence(lit.device, lit.crtc)
    assert wide.active
    assert vblank.wait(lit.device, pipe, sequence=wide.sequence + 1).sequence >= wide.sequence + 1 & 0xFFFFFFFF


@conf("K20", "igt:kms_vblank@accuracy-idle")
def test_times(lit: Stage) -> None:
    """A frame takes what the mode says, whichever call tells; the times are those of CLOCK_MONOTONIC."""
    begin = vblank.wait(lit.device, lit.crtc)
    end = vblank.wait(lit.device, lit.crtc, after=30)
    each = (end.time_ns - begin.time_ns) / (end.sequence - begin.sequence)
    assert abs(each / period(lit) - 1) < 0.01
    assert abs(time.monotonic_ns() - end.time_ns) < _SECOND
    now = vblank.query(lit.device, lit.crtc)
    wide = vblank.get_sequence(lit.device, lit.crtc)
    frames = wide.sequence - now.sequence
    assert frames >= 0
    assert abs(wide.time_ns - now.time_ns - frames * period(lit)) < 2000


@conf("K20")
def test_nothing_comes(lit: Stage) -> None:
    """A wait gives up after three seconds (EBUSY)."""
    begin = time.monotonic()
    with pytest.raises(OSError) as caught:
        vblank.wait(lit.device, lit.crtc, after=100_000)
    assert caught.value.errno == errno.EBUSY
    assert 2.5 < time.monotonic() - begin < 10


@conf("K20", "X1")
def test_signals_do_not_prolong_it(lit: Stage) -> None:
    """Handlers run meanwhile, and the frame that was asked for stays the same."""
    seen: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _: seen.append(number))
    begin = vblank.wait(lit.device, lit.crtc)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
        end = vblank.wait(lit.device, lit.crtc, after=20)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(seen) > 5
    assert begin.sequence + 20 <= end.sequence < begin.sequence + 80


@conf("K20")
def test_others_run_meanwhile(lit: Stage) -> None:
    """The wait does not hold the GIL."""
    counted = 0
    done = threading.Event()

    def work() -> None:
        nonlocal counted
        while not done.is_set():
            counted += 1
            time.sleep(0.001)

    thread = threading.Thread(target=work)
    thread.start()
    vblank.wait(lit.device, lit.crtc, after=15)
    done.set()
    thread.join()
    assert counted > 15


@conf("K20")
def test_switched_off_meanwhile(lit: Stage) -> None:
    """A wait ends when the CRTC goes off, before its time."""
    timer = threading.Timer(0.1, lambda: set_dpms(lit.kms, lit.connector, Dpms.OFF))
    begin = vblank.query(lit.device, lit.crtc)
    timer.start()
    end = vblank.wait(lit.device, lit.crtc, after=100)
    timer.join()
    assert end.sequence < begin.sequence + 100


# -- events ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def quiet(lit: Stage) -> Iterator[Stage]:
    """A stage at whose end no event is left."""
    yield lit
    assert lit.device.read_events(timeout_ns=0) == []


@conf("K20")
def test_events(quiet: Stage) -> None:
    """The answer tells at which frame the event comes; user data comes back, all 64 bits."""
    big = 0xFEDC_BA98_7654_3210
    number = vblank.queue(quiet.device, quiet.crtc, after=2, user_data=big)
    (found,) = quiet.device.read_events(timeout_ns=_SECOND)
    assert isinstance(found, VblankEvent)
    assert (found.user_data, found.crtc_id) == (big, quiet.crtc)
    assert found.sequence >= number
    number = vblank.queue_sequence(quiet.device, quiet.crtc, after=2, user_data=big)
    (told,) = quiet.device.read_events(timeout_ns=_SECOND)
    assert isinstance(told, CrtcSequenceEvent)
    assert told.user_data == big
    assert told.sequence >= number > found.sequence


@conf("K20")
def test_events_of_what_has_passed(quiet: Stage) -> None:
    """They are there at once, or with the next frame when asked so."""
    now = vblank.get_sequence(quiet.device, quiet.crtc).sequence
    for ask in (vblank.queue, vblank.queue_sequence):
        assert ask(quiet.device, quiet.crtc, sequence=now) >= now
        assert len(quiet.device.read_events(timeout_ns=0)) == 1
        assert ask(quiet.device, quiet.crtc, sequence=now, next_on_miss=True) > now
        assert len(quiet.device.read_events(timeout_ns=_SECOND)) == 1


@conf("K20")
def test_the_flags_are_what_they_are() -> None:
    """The numbers that this file writes out are the kernel's."""
    assert lib._DRM_VBLANK_FLAGS_MASK == _EVENT | _NEXTONMISS | _SECONDARY | _SIGNAL
    assert (lib._DRM_VBLANK_TYPES_MASK, lib._DRM_VBLANK_HIGH_CRTC_MASK, lib._DRM_VBLANK_FLIP) == (1, _HIGH, _FLIP)

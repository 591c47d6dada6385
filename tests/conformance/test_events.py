"""DRM events through `pydrm.events`, from a CRTC of vkms that really counts frames."""

from __future__ import annotations

import asyncio
import errno
import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from pydrm import events
from pydrm.events import CrtcSequenceEvent, EventStream, FlipCompleteEvent, VblankEvent

from .support import conf, needs
from .support.screen import lit

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pydrm

    from .support.screen import Screen

pytestmark = needs("vkms.modeset")

_BIG = 0xFEDC_BA98_7654_3210
_SECOND = 1_000_000_000


@pytest.fixture
def screen(vkms: pydrm.Device) -> Iterator[Screen]:
    """A screen of vkms that is on."""
    with lit(vkms) as screen:
        yield screen


def _numbers(found: list[events.Event]) -> list[int]:
    # The 64 bits of events that all have such.
    return [event.user_data for event in found if isinstance(event, VblankEvent | CrtcSequenceEvent)]


@conf("K19", "K21")
def test_vblank_event(screen: Screen) -> None:
    """A vblank event carries the client's 64 bits, its CRTC and a monotonic time."""
    before = time.monotonic_ns()
    screen.queue_vblank(_BIG)
    (event,) = screen.device.read_events(timeout_ns=_SECOND)
    assert isinstance(event, VblankEvent)
    assert event.user_data == _BIG
    assert event.crtc_id == screen.crtc
    # The time is that of the frame's first pixel, which may lie a frame away.
    assert before - _SECOND < event.time_ns < time.monotonic_ns() + _SECOND
    assert event.time_ns == event.tv_sec * _SECOND + event.tv_usec * 1000


@conf("K19", "K21")
def test_sequence_event(screen: Screen) -> None:
    """A sequence event has 64-bit numbers and nanoseconds; frames are counted one by one."""
    screen.queue_sequence(_BIG)
    (first,) = screen.device.read_events(timeout_ns=_SECOND)
    screen.queue_sequence(1, after=1)
    (second,) = screen.device.read_events(timeout_ns=_SECOND)
    assert isinstance(first, CrtcSequenceEvent)
    assert isinstance(second, CrtcSequenceEvent)
    assert (first.user_data, second.user_data) == (_BIG, 1)
    assert second.sequence > first.sequence
    assert second.time_ns > first.time_ns


@conf("K21")
def test_flip_event(screen: Screen) -> None:
    """A page flip ends with its event; a second flip before that is EBUSY."""
    screen.flip(_BIG)
    with pytest.raises(OSError) as caught:
        screen.flip(1)
    assert caught.value.errno == errno.EBUSY
    (event,) = screen.device.read_events(timeout_ns=_SECOND)
    assert isinstance(event, FlipCompleteEvent)
    assert event.user_data == _BIG


@conf("K19")
def test_several_at_once(screen: Screen) -> None:
    """Everything that is there comes in one call and in order."""
    for number in range(20):
        screen.queue_sequence(number, after=1 + number // 10)
    time.sleep(0.2)
    assert _numbers(screen.device.read_events()) == list(range(20))


@conf("K19")
def test_nothing_there(vkms: pydrm.Device) -> None:
    """Without an event the call returns empty-handed in time, on a blocking and on a non-blocking descriptor."""
    for blocking in (True, False):
        os.set_blocking(vkms.fileno(), blocking)
        assert vkms.read_events(timeout_ns=0) == []
        start = time.monotonic_ns()
        assert vkms.read_events(timeout_ns=20_000_000) == []
        assert 20_000_000 <= time.monotonic_ns() - start < _SECOND


@conf("K19")
def test_two_readers(screen: Screen) -> None:
    """Of two threads that wait, one gets the event and the other does not hang in read()."""
    found: list[events.Event] = []
    threads = [
        threading.Thread(target=lambda: found.extend(screen.device.read_events(timeout_ns=300_000_000)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    screen.queue_vblank(7)
    for thread in threads:
        thread.join(5)
        assert not thread.is_alive()
    assert _numbers(found) == [7]


@conf("K19")
def test_asyncio_iterator(screen: Screen) -> None:
    """`async for` delivers events as they come."""

    async def collect() -> list[int]:
        numbers = []
        screen.queue_vblank(0)
        async for event in screen.device.events():
            assert isinstance(event, VblankEvent)
            numbers.append(event.user_data)
            if len(numbers) == 5:
                break
            screen.queue_vblank(len(numbers))
        return numbers

    assert asyncio.run(asyncio.wait_for(collect(), 10)) == [0, 1, 2, 3, 4]


@conf("K19")
def test_a_cancelled_wait_loses_nothing(screen: Screen) -> None:
    """A stream that was left or cancelled goes on where it was, also in the middle of what it had read."""

    async def scenario() -> list[int]:
        stream = EventStream(screen.device)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(stream), 0.03)
        for number in range(3):
            screen.queue_sequence(number)
        await asyncio.sleep(0.1)
        got = []
        async for event in stream:
            got.append(event)
            break
        got += [await asyncio.wait_for(anext(stream), 1) for _ in range(2)]
        return _numbers(got)

    assert asyncio.run(scenario()) == [0, 1, 2]


@conf("K19")
def test_the_raw_bytes(screen: Screen) -> None:
    """What the kernel wrote decodes the same through `decode` as through the device."""
    screen.queue_vblank(_BIG)
    data = os.read(screen.device.fileno(), 4096)
    (event,) = events.decode(data)
    assert isinstance(event, VblankEvent)
    assert (len(data), event.user_data) == (32, _BIG)

"""DRM events from bytes: real layouts, several at once, what is unknown, what is garbled."""

from __future__ import annotations

import os
import struct

import pytest

from pydrm import events
from pydrm.events import CrtcSequenceEvent, EventStream, FlipCompleteEvent, UnknownEvent, VblankEvent

_BIG = 0xFEDC_BA98_7654_3210

# As the kernel writes them: type, length, then the 64 bits of the client and what belongs to the kind.
_VBLANK = struct.pack("=IIQIIII", 1, 32, _BIG, 12, 345_678, 99, 41)
_FLIP = struct.pack("=IIQIIII", 2, 32, 7, 1, 2, 3, 4)
_SEQUENCE = struct.pack("=IIQqQ", 3, 32, _BIG, 123_456_789_012, 1 << 40)
_VIRTGPU = struct.pack("=II", 0x9000_0000, 8)


def test_vblank() -> None:
    """Every field arrives unchanged; the time is seconds and microseconds."""
    (event,) = events.decode(_VBLANK)
    assert event == VblankEvent(type=1, user_data=_BIG, tv_sec=12, tv_usec=345_678, sequence=99, crtc_id=41)
    assert event.time_ns == 12_345_678_000


def test_sequence() -> None:
    """A sequence event has 64-bit numbers."""
    (event,) = events.decode(_SEQUENCE)
    assert event == CrtcSequenceEvent(type=3, user_data=_BIG, time_ns=123_456_789_012, sequence=1 << 40)


def test_several_kinds_in_one_read() -> None:
    """They come in the kernel's order; a kind that is not known is kept whole."""
    found = events.decode(_FLIP + _VIRTGPU + _VBLANK + _SEQUENCE)
    assert [type(event) for event in found] == [FlipCompleteEvent, UnknownEvent, VblankEvent, CrtcSequenceEvent]
    assert found[1] == UnknownEvent(0x9000_0000, _VIRTGPU)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_any_bytes(kind: type[bytes | bytearray | memoryview]) -> None:
    """Whatever holds bytes will do; no bytes are no events."""
    assert len(events.decode(kind(_FLIP + _FLIP))) == 2
    assert events.decode(kind(b"")) == []


def test_longer_than_known() -> None:
    """A newer kernel's event is understood as far as it is known, and the next one is found."""
    longer = struct.pack("=II", 1, 40) + _VBLANK[8:] + b"\xff" * 8
    first, second = events.decode(longer + _FLIP)
    assert isinstance(first, VblankEvent)
    assert first.user_data == _BIG
    assert isinstance(second, FlipCompleteEvent)


def test_unaligned() -> None:
    """An event of odd length does not disturb the one behind it."""
    odd = struct.pack("=II", 0x8000_0001, 11) + b"abc"
    assert events.decode(odd + _VBLANK)[1] == events.decode(_VBLANK)[0]


@pytest.mark.parametrize("length", range(1, 8))
def test_half_a_head(length: int) -> None:
    """Bytes that end inside an event's head are refused."""
    with pytest.raises(ValueError, match="drm_event at byte 32"):
        events.decode(_FLIP + _VBLANK[:length])


@pytest.mark.parametrize("length", range(8, 32))
def test_half_an_event(length: int) -> None:
    """So are bytes that end inside its body."""
    with pytest.raises(ValueError, match="at byte 0 says that it has 32 bytes"):
        events.decode(_VBLANK[:length])


@pytest.mark.parametrize("length", [0, 1, 7, 33, 0xFFFF_FFFF])
def test_impossible_length(length: int) -> None:
    """A length that is less than the head, or more than there is, is refused and never loops."""
    with pytest.raises(ValueError, match=f"says that it has {length} bytes"):
        events.decode(struct.pack("=II", 1, length) + _VBLANK[8:])


@pytest.mark.parametrize("kind", [1, 2, 3])
def test_known_kind_too_short(kind: int) -> None:
    """A known kind without its fields is refused."""
    with pytest.raises(ValueError, match=r"struct drm_event_\w+ at byte 0 of 16 needs 32 bytes and has 16"):
        events.decode(struct.pack("=IIQ", kind, 16, 0))


def test_events_are_values() -> None:
    """They compare by value and cannot be changed."""
    (event,) = events.decode(_VBLANK)
    assert isinstance(event, VblankEvent)
    assert event == events.decode(_VBLANK)[0]
    with pytest.raises(AttributeError):
        event.sequence = 1  # type: ignore[misc]


def test_reading_from_a_pipe() -> None:
    """`read` takes any descriptor: what is there, nothing in time, and the end as an error instead of a loop."""
    readable, writable = os.pipe()
    try:
        os.write(writable, _FLIP + _SEQUENCE)
        assert len(events.read(readable, timeout_ns=0)) == 2
        assert events.read(readable, timeout_ns=1_000_000) == []
        os.close(writable)
        with pytest.raises(EOFError):
            events.read(readable, timeout_ns=0)
    finally:
        os.close(readable)
    with pytest.raises(OSError):
        events.read(readable, timeout_ns=0)
    with pytest.raises(ValueError, match="timeout_ns"):
        events.read(0, timeout_ns=-1)


def test_stream_keeps_what_it_read() -> None:
    """Leaving `async for` and entering it again loses nothing, and a cancelled wait neither."""
    import asyncio

    async def scenario() -> None:
        readable, writable = os.pipe()
        try:
            stream = EventStream(readable)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(anext(stream), 0.02)
            os.write(writable, _FLIP + _VBLANK + _SEQUENCE)
            async for event in stream:
                assert isinstance(event, FlipCompleteEvent)
                break
            assert isinstance(await anext(stream), VblankEvent)
            assert isinstance(await anext(stream), CrtcSequenceEvent)
        finally:
            os.close(readable)
            os.close(writable)

    asyncio.run(scenario())

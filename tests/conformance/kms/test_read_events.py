"""read(2) of a DRM file: whole events, never lost, whatever buffer they are to go to."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import mmap
import os
import select
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from pydrm import events
from pydrm.kms import vblank

from ..support import conf
from ..support.memory import PAGE, PRIVATE, inaccessible_page, mmap_fd, read_only_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .stage import Stage

_libc = ctypes.CDLL(None, use_errno=True)
_libc.read.restype = ctypes.c_ssize_t
_libc.read.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t]
_SECOND = 1_000_000_000
_EVENT = 32  # bytes of a vblank event
_FULL = 4096 // _EVENT  # events that the kernel keeps for a client


def read(fd: int, address: int, count: int) -> int:
    """One read(2), never made again: bytes, or -errno."""
    got = int(_libc.read(fd, address, count))
    return got if got >= 0 else -ctypes.get_errno()


@pytest.fixture
def lit(stage: Stage) -> Iterator[Stage]:
    """A stage that shows something, and so counts frames. At the end no event is left."""
    stage.light()
    yield stage
    assert stage.device.read_events(timeout_ns=0) == []


@contextlib.contextmanager
def nonblocking(fd: int) -> Iterator[None]:
    """Reads that do not wait."""
    os.set_blocking(fd, False)
    try:
        yield
    finally:
        os.set_blocking(fd, True)


def event(stage: Stage, number: int = 7) -> None:
    """Make an event that is there now."""
    vblank.queue(stage.device, stage.crtc, after=0, user_data=number)
    assert select.select([stage.client.fd], [], [], 5)[0]


def numbers(stage: Stage) -> list[int]:
    """What the events that are there carry."""
    found = stage.device.read_events(timeout_ns=_SECOND)
    return [each.user_data for each in found if isinstance(each, events.VblankEvent)]


@conf("K19", "igt:drm_read@invalid-buffer", "igt:drm_read@fault-buffer")
@pytest.mark.parametrize("kind", ["kernel", "inaccessible", "read-only"])
def test_bad_buffers(lit: Stage, kind: str) -> None:
    """EFAULT, and the event is still there."""
    event(lit)
    with inaccessible_page() as nothing, read_only_page() as page:
        address = {"kernel": (1 << 64) - 1, "inaccessible": nothing.address, "read-only": page.address}[kind]
        assert read(lit.client.fd, address, 4096) == -errno.EFAULT
        assert read(lit.client.fd, address, 4096) == -errno.EFAULT
    assert numbers(lit) == [7]


@conf("K19", "igt:drm_read@fault-buffer")
def test_a_buffer_that_ends(lit: Stage) -> None:
    """Of two events the one that fits is delivered, and the other one kept."""
    event(lit, 1)
    event(lit, 2)
    with mmap_fd(-1, 2 * PAGE, flags=PRIVATE | mmap.MAP_ANONYMOUS) as pages:
        pages.unmap(PAGE, PAGE)
        assert read(lit.client.fd, pages.address + PAGE - _EVENT, 4096) == _EVENT
        (got,) = events.decode(bytes(pages.view[PAGE - _EVENT : PAGE]))
    assert isinstance(got, events.VblankEvent)
    assert got.user_data == 1
    assert numbers(lit) == [2]


@conf("K19", "igt:drm_read@empty-block")
def test_nothing_there_and_a_signal(lit: Stage) -> None:
    """A read that waits ends with EINTR."""
    room = ctypes.create_string_buffer(4096)
    before = signal.signal(signal.SIGALRM, lambda *_: None)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        assert read(lit.client.fd, ctypes.addressof(room), 4096) == -errno.EINTR
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@conf("K19", "igt:drm_read@empty-nonblock")
def test_nothing_there_and_no_wait(lit: Stage) -> None:
    """EAGAIN at once."""
    room = ctypes.create_string_buffer(4096)
    with nonblocking(lit.client.fd):
        assert read(lit.client.fd, ctypes.addressof(room), 4096) == -errno.EAGAIN


@conf("K19", "igt:drm_read@short-buffer-block", "igt:drm_read@short-buffer-nonblock")
@pytest.mark.parametrize("blocking", [True, False], ids=["block", "nonblock"])
@pytest.mark.parametrize("size", [0, 4, _EVENT - 1])
def test_short_buffers(lit: Stage, size: int, blocking: bool) -> None:
    """An event that does not fit stays, and the read ends with nothing; it is no end of the file."""
    event(lit)
    room = ctypes.create_string_buffer(4096)
    with contextlib.nullcontext() if blocking else nonblocking(lit.client.fd):
        assert read(lit.client.fd, ctypes.addressof(room), size) == 0
        assert room.raw == bytes(4096)
        assert read(lit.client.fd, ctypes.addressof(room), _EVENT) == _EVENT


@conf("K19")
def test_whole_events_only(lit: Stage) -> None:
    """Room for one and a half takes one; the order is kept."""
    for number in (1, 2, 3):
        event(lit, number)
    data = os.read(lit.client.fd, _EVENT * 3 // 2)
    assert len(data) == _EVENT
    assert numbers(lit) == [2, 3]


@conf("K19", "igt:drm_read@short-buffer-wakeup")
def test_short_buffers_wake_the_next(lit: Stage) -> None:
    """Several readers wait with buffers that are too short: one event sends all of them home with nothing."""
    count = (os.cpu_count() or 1) + 1
    answers: list[int] = []

    def wait() -> None:
        room = ctypes.create_string_buffer(4)
        answers.append(read(lit.client.fd, ctypes.addressof(room), 4))

    threads = [threading.Thread(target=wait) for _ in range(count)]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    event(lit)
    for thread in threads:
        thread.join(5)
    assert answers == [0] * count
    assert numbers(lit) == [7]


@conf("K19")
def test_into_a_buffer_of_the_device(lit: Stage) -> None:
    """The memory of a dumb buffer is memory like any other: reading there takes no lock twice."""
    handle = lit.client.must_create(PAGE)
    with lit.client.map(handle, PAGE) as pages:
        pages.fill(0)
        event(lit)
        assert read(lit.client.fd, pages.address, 4096) == _EVENT
        (got,) = events.decode(bytes(pages.view[:_EVENT]))
    assert isinstance(got, events.VblankEvent)
    assert got.user_data == 7


@conf("K19")
def test_the_room_is_bounded(lit: Stage) -> None:
    """4096 bytes of events, those that are still to come included; more are ENOMEM, and nothing of the rest is lost."""
    for number in range(_FULL):
        vblank.queue(lit.device, lit.crtc, after=number % 2, user_data=number)
    with pytest.raises(OSError) as caught:
        vblank.queue(lit.device, lit.crtc)
    assert caught.value.errno == errno.ENOMEM
    with pytest.raises(OSError) as caught:
        vblank.queue_sequence(lit.device, lit.crtc)
    assert caught.value.errno == errno.ENOMEM
    vblank.wait(lit.device, lit.crtc, after=2)
    assert sorted(numbers(lit)) == list(range(_FULL))
    event(lit)
    assert numbers(lit) == [7]


@conf("K19")
def test_poll(lit: Stage) -> None:
    """Readable exactly as long as an event is there; writing is no matter."""
    poller = select.poll()
    poller.register(lit.client.fd, select.POLLIN | select.POLLOUT)
    assert poller.poll(0) == []
    event(lit)
    assert poller.poll(0) == [(lit.client.fd, select.POLLIN)]
    assert numbers(lit) == [7]
    assert poller.poll(0) == []

"""How vgem's fences end when nobody signals them, which file may signal them, and on whose buffers they stand."""

from __future__ import annotations

import array
import errno
import os
import select
import signal
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.client import Client
from .support.fences import WRITE_FENCE, Blocked, busy, pending, polled
from .support.processes import Child, Gate, in_child

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.fencer import Fencer
    from .support.fences import Fences
    from .support.nodes import Node

pytestmark = needs("vgem.fence", "vgem.render")

#: How soon the end of a file must be seen by those who poll. The catalogue says 50 ms; a loaded machine gets more.
_SOON = 1.0


def _handed_over(fd: int) -> int:
    """The same open file, received through a Unix socket as a new descriptor."""
    near, far = socket.socketpair()
    with near, far:
        near.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [fd]))])
        _, ancillary, _, _ = far.recvmsg(1, socket.CMSG_SPACE(4), socket.MSG_CMSG_CLOEXEC)
        return int(array.array("i", ancillary[0][2])[0])


@conf("V10")
@pytest.mark.parametrize("way", [os.dup, _handed_over], ids=["dup", "scm-rights"])
def test_the_same_file_by_another_descriptor(fencer: Fencer, way: Callable[[int], int]) -> None:
    """The id belongs to the open file, however many descriptors it has."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    with Client(fencer.client.node, fencer.raw, fd=way(fencer.client.fd)) as same:
        assert same.signal(fence) == 0
    assert not busy(buffer.dmabuf, write=True)
    assert fencer.signal(fence) == -errno.ENOENT


@conf("V10", "Y12")
def test_a_forked_child_may_signal(fencer: Fencer) -> None:
    """A child inherits the open file, and with it the right to signal."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    assert in_child(lambda: int(fencer.signal(fence))) == 0
    assert not busy(buffer.dmabuf, write=True)
    assert fencer.signal(fence) == -errno.ENOENT


@conf("V13")
@pytest.mark.parametrize("flags", [0, WRITE_FENCE], ids=["read", "write"])
def test_closing_the_file_signals_its_fences(fencer: Fencer, fences: Fences, flags: int) -> None:
    """The last close of the file wakes whoever waits, at once and with success, as if all had been signalled."""
    buffer = fencer.buffer()
    with fencer.again() as other:
        other.client.attach(other.client.must_import(buffer.dmabuf), flags).ok()
        sync_file = fences.must_export(buffer.dmabuf)
        before = time.monotonic_ns()
        waiter = Blocked(lambda: polled(buffer.dmabuf, select.POLLOUT, 5000))
        assert waiter.blocks()
    assert waiter.answer(_SOON) == select.POLLOUT
    assert not pending(sync_file)
    (fence,) = fences.info(sync_file).fences
    assert fence.status == 1
    assert before < fence.timestamp < time.monotonic_ns()


@conf("V13")
def test_closing_one_of_two_descriptors_changes_nothing(fencer: Fencer) -> None:
    """Only the last descriptor counts."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    os.close(os.dup(fencer.client.fd))
    assert busy(buffer.dmabuf, write=False)
    assert fencer.signal(fence) == 0


@conf("V13")
def test_closing_ends_every_fence_also_around_consumed_ids(fencer: Fencer) -> None:
    """All live fences of a file end with it, those before and after ids that were signalled already."""
    buffers = [fencer.buffer() for _ in range(5)]
    with fencer.again() as other:
        ids = [other.client.attach(other.client.must_import(each.dmabuf), WRITE_FENCE).out_fence for each in buffers]
        assert other.signal(ids[1]) == 0
        assert other.signal(ids[3]) == 0
        assert [busy(each.dmabuf, write=False) for each in buffers] == [True, False, True, False, True]
    assert [busy(each.dmabuf, write=True) for each in buffers] == [False] * 5


@conf("V14", "X8")
def test_killing_the_process_signals_its_fences(fencer: Fencer) -> None:
    """A process that dies with fences outstanding frees those who wait for it."""
    buffer = fencer.buffer()

    def child(gate: Gate) -> None:
        with fencer.again() as mine:
            mine.client.attach(mine.client.must_import(buffer.dmabuf), WRITE_FENCE).ok()
            gate.open()
            time.sleep(30)

    with Gate() as gate, Child(child, gate) as process:
        gate.wait()
        assert busy(buffer.dmabuf, write=False)
        waiter = Blocked(lambda: polled(buffer.dmabuf, select.POLLIN, 5000))
        assert waiter.blocks()
        assert process.kill() == -signal.SIGKILL
        assert waiter.answer(_SOON) == select.POLLIN
        assert not busy(buffer.dmabuf, write=True)


@conf("V16")
@needs("vgem.prime.import")
@pytest.mark.parametrize("flags", [0, WRITE_FENCE], ids=["read", "write"])
def test_fences_on_somebody_elses_buffer(
    fencer: Fencer, fences: Fences, foreign_dmabuf: Callable[[int], int], flags: int
) -> None:
    """A fence on an imported buffer is seen through the exporter's own descriptor: one buffer, one set of fences."""
    original = fences.keep(foreign_dmabuf(8192))
    buffer = fencer.take(os.dup(original))
    fence = fencer.attach(buffer, flags).ok().out_fence
    assert fences.busy_table(original) == ((True,) * 5 if flags else (False, True, False, True, True))
    assert fences.info(fences.must_export(original)).fences[0].driver == b"vgem"
    assert fencer.attach(buffer, WRITE_FENCE) == -errno.EBUSY
    assert fencer.signal(fence) == 0
    assert fences.busy_table(original) == (False,) * 5


@conf("V16")
@needs("vgem.prime.import", "vkms.prime.export")
def test_fences_on_another_drivers_buffer(fencer: Fencer, fences: Fences, vkms_node: Node) -> None:
    """The same holds for a buffer that another DRM driver made."""
    with Client(vkms_node, fencer.raw) as vkms:
        original = fences.keep(vkms.must_export(vkms.must_create()))
        buffer = fencer.take(os.dup(original))
        fence = fencer.must_write(buffer)
        assert fences.busy_table(original) == (True,) * 5
        assert fencer.signal(fence) == 0
        assert fences.busy_table(original) == (False,) * 5


@conf("V19")
def test_racing_writers(fencer: Fencer) -> None:
    """Many threads fence and signal one buffer: success or EBUSY, each has its turn, no id twice, and idle in the end.

    Exclusivity itself is not promised: vgem looks for conflicts before it takes the reservation lock.
    """
    buffer = fencer.buffer()
    answers: set[int] = set()
    ids: list[int] = []

    def writer() -> None:
        made = 0
        while made < 50:
            reply = fencer.attach(buffer, WRITE_FENCE)
            answers.add(int(reply))
            if reply == 0:
                made += 1
                ids.append(reply.out_fence)
                answers.add(int(fencer.signal(reply.out_fence)))
            elif reply == -errno.EBUSY:
                os.sched_yield()
            else:
                return

    threads = [threading.Thread(target=writer) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers <= {0, -errno.EBUSY}
    assert len(ids) == len(set(ids)) == 4 * 50
    assert not busy(buffer.dmabuf, write=True)
    assert fencer.attach(buffer, WRITE_FENCE) == 0


@conf("V19")
def test_racing_signals(fencer: Fencer) -> None:
    """Of many threads that signal one fence exactly one succeeds."""
    buffer = fencer.buffer()
    for _ in range(50):
        fence = fencer.must_write(buffer)
        callers = [Blocked(lambda fence=fence: int(fencer.signal(fence))) for _ in range(4)]  # type: ignore[misc]
        assert sorted(caller.answer() for caller in callers) == [-errno.ENOENT] * 3 + [0]

"""vgem's fence ioctls: which fences may stand on a buffer together, who may signal them, and what a wrong call answers.

Each case runs on the card node and on the render node: neither ioctl asks for authentication or for the primary node.
"""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import WRITE_FENCE, busy

if TYPE_CHECKING:
    from .support.fencer import Fencer
    from .support.fences import Fences

pytestmark = needs("vgem.fence", "vgem.render")

_IDLE = (False, False, False, False, False)
_READ_BUSY = (False, True, False, True, True)
_WRITE_BUSY = (True, True, True, True, True)


@conf("V1", "igt:vgem_basic@bad-flag")
def test_attach_refuses_unknown_flags(fencer: Fencer, fences: Fences) -> None:
    """A fence is a read or a write fence; any other flag is an error that leaves the buffer idle."""
    buffer = fencer.buffer()
    for flags in (2, 3, 0xFF, 0x80000000, 0xFFFFFFFE):
        assert fencer.attach(buffer, flags) == -errno.EINVAL, hex(flags)
    assert fences.busy_table(buffer.dmabuf) == _IDLE
    assert fencer.attach(buffer, WRITE_FENCE) == 0


@conf("V1", "igt:vgem_basic@bad-flag")
def test_signal_refuses_every_flag(fencer: Fencer) -> None:
    """Signalling knows no flags, and a refused signal does not consume the fence."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    for flags in (1, 2, 0xFF, 0x80000000):
        assert fencer.client.signal(fence, flags) == -errno.EINVAL, hex(flags)
    assert busy(buffer.dmabuf, write=False)
    assert fencer.signal(fence) == 0


@conf("V2", "igt:vgem_basic@bad-pad")
def test_attach_refuses_padding(fencer: Fencer, fences: Fences) -> None:
    """The padding stays zero, so that it can mean something one day."""
    buffer = fencer.buffer()
    for pad in (1, 0x80000000, 0xFFFFFFFF):
        assert fencer.client.attach(buffer.handle, 0, pad) == -errno.EINVAL, hex(pad)
    assert fences.busy_table(buffer.dmabuf) == _IDLE


@conf("V3", "igt:vgem_basic@bad-handle")
def test_attach_to_no_object(fencer: Fencer) -> None:
    """A handle that was never given out names nothing."""
    for handle in (0, 0xFF, 0x7FFFFFFF, 0xFFFFFFFF):
        assert fencer.client.attach(handle) == -errno.ENOENT, hex(handle)
        assert fencer.client.attach(handle, WRITE_FENCE) == -errno.ENOENT, hex(handle)


@conf("V3", "igt:vgem_basic@bad-handle")
def test_attach_to_a_closed_handle(fencer: Fencer) -> None:
    """A handle names nothing once it is closed, although the buffer lives on through its dma-buf."""
    buffer = fencer.buffer()
    assert fencer.client.close_handle(buffer.handle) == 0
    assert fencer.attach(buffer) == -errno.ENOENT


@conf("V3")
def test_attach_to_another_files_handle(fencer: Fencer) -> None:
    """Handles belong to the open file."""
    buffer = fencer.buffer()
    with fencer.again() as other:
        assert other.attach(buffer) == -errno.ENOENT


@conf("V4", "igt:vgem_basic@bad-fence")
def test_signal_no_fence(fencer: Fencer) -> None:
    """An id that was never given out names no fence."""
    for fence in (0, 1, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF):
        assert fencer.signal(fence) == -errno.ENOENT, hex(fence)


@conf("V5")
def test_arguments_are_checked_before_names(fencer: Fencer) -> None:
    """A call that is wrong in itself is EINVAL even when its handle or id is wrong too."""
    assert fencer.client.attach(0xFF, 0xFF) == -errno.EINVAL
    assert fencer.client.attach(0xFF, 0, 1) == -errno.EINVAL
    assert fencer.client.signal(0xFF, 1) == -errno.EINVAL


@conf("V6", "igt:vgem_basic@busy-fence")
def test_a_writer_waits_for_a_reader(fencer: Fencer) -> None:
    """While somebody reads nobody may begin to write; the answer is EBUSY, not a wait."""
    buffer = fencer.buffer()
    reader = fencer.must_read(buffer)
    assert fencer.attach(buffer, WRITE_FENCE) == -errno.EBUSY
    assert fencer.signal(reader) == 0
    assert fencer.attach(buffer, WRITE_FENCE) == 0


@conf("V7")
@pytest.mark.parametrize(
    ("there", "new", "answer"),
    [
        (None, 0, 0),
        (None, WRITE_FENCE, 0),
        (0, 0, 0),
        (0, WRITE_FENCE, -errno.EBUSY),
        (WRITE_FENCE, 0, -errno.EBUSY),
        (WRITE_FENCE, WRITE_FENCE, -errno.EBUSY),
    ],
    ids=["none-read", "none-write", "read-read", "read-write", "write-read", "write-write"],
)
def test_which_fences_stand_together(fencer: Fencer, fences: Fences, there: int | None, new: int, answer: int) -> None:
    """Readers share a buffer; a writer wants it alone. Once the first is signalled anything goes."""
    buffer = fencer.buffer()
    first = None if there is None else int(fencer.attach(buffer, there).ok().out_fence)
    before = fences.busy_table(buffer.dmabuf)
    assert before == {None: _IDLE, 0: _READ_BUSY, WRITE_FENCE: _WRITE_BUSY}[there]
    assert fencer.attach(buffer, new) == answer
    if answer:
        assert fences.busy_table(buffer.dmabuf) == before
        assert first is not None
        assert fencer.signal(first) == 0
        assert fences.busy_table(buffer.dmabuf) == _IDLE
        assert fencer.attach(buffer, new) == 0
    assert fences.busy_table(buffer.dmabuf) == (_WRITE_BUSY if new else _READ_BUSY)


@conf("V8")
def test_many_readers(fencer: Fencer, fences: Fences) -> None:
    """A writer waits for the last of many readers, in whatever order they end."""
    buffer = fencer.buffer()
    readers = [fencer.must_read(buffer) for _ in range(64)]
    info = fences.info(fences.must_export(buffer.dmabuf))
    assert info.states == [0] * 64
    for reader in readers[1::2] + readers[-2::-2]:
        assert fencer.attach(buffer, WRITE_FENCE) == -errno.EBUSY
        assert not busy(buffer.dmabuf, write=False)
        assert busy(buffer.dmabuf, write=True)
        assert fencer.signal(reader) == 0
    assert fences.busy_table(buffer.dmabuf) == _IDLE
    assert fencer.attach(buffer, WRITE_FENCE) == 0


@conf("V9")
def test_signalling_consumes_the_id(fencer: Fencer) -> None:
    """A fence is signalled once; afterwards its id names nothing."""
    buffer = fencer.buffer()
    for attach in (fencer.must_read, fencer.must_write):
        fence = attach(buffer)
        assert fencer.signal(fence) == 0
        assert fencer.signal(fence) == -errno.ENOENT
        assert fencer.signal(fence) == -errno.ENOENT


@conf("V10")
def test_ids_belong_to_the_open_file(fencer: Fencer) -> None:
    """Another open file of the same node cannot signal the fence, and trying does no harm."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    with fencer.again() as other:
        assert other.signal(fence) == -errno.ENOENT
        assert busy(buffer.dmabuf, write=False)
        theirs = other.buffer()
        assert other.must_write(theirs) == fence
        assert fencer.signal(fence) == 0
        assert busy(theirs.dmabuf, write=False)
        assert other.signal(fence) == 0


@conf("V15")
def test_closing_the_handle_is_not_signalling(fencer: Fencer) -> None:
    """The fence stands on the buffer, not on the handle, and it can be signalled when the handle is gone."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    assert fencer.client.close_handle(buffer.handle) == 0
    assert busy(buffer.dmabuf, write=False)
    assert fencer.signal(fence) == 0
    assert not busy(buffer.dmabuf, write=True)


@conf("V15")
def test_signalling_after_the_buffer_is_gone(fencer: Fencer) -> None:
    """The id outlives the last trace of the buffer."""
    buffer = fencer.buffer()
    fence = fencer.must_write(buffer)
    assert fencer.client.close_handle(buffer.handle) == 0
    fencer.drop(buffer.dmabuf)
    assert fencer.signal(fence) == 0
    assert fencer.signal(fence) == -errno.ENOENT


@conf("V17")
def test_two_files_share_one_set_of_fences(fencer: Fencer) -> None:
    """Fences stand on the buffer, whichever handle, file or node they came through."""
    buffer = fencer.buffer()
    with fencer.again() as other:
        theirs = other.client.must_import(buffer.dmabuf)
        fence = fencer.must_write(buffer)
        assert other.client.attach(theirs) == -errno.EBUSY
        assert other.client.attach(theirs, WRITE_FENCE) == -errno.EBUSY
        assert fencer.signal(fence) == 0
        reader = other.client.attach(theirs).ok().out_fence
        assert fencer.attach(buffer, WRITE_FENCE) == -errno.EBUSY
        assert fencer.attach(buffer) == 0
        assert other.signal(reader) == 0


@conf("V18")
def test_ids_count_up_and_are_never_reused(fencer: Fencer) -> None:
    """Each open file counts its fences from 1, and an id that was consumed does not come back."""
    buffer, another = fencer.buffer(), fencer.buffer()
    assert [fencer.must_read(buffer), fencer.must_write(another)] == [1, 2]
    assert fencer.signal(1) == 0
    assert fencer.signal(2) == 0
    assert [fencer.must_write(buffer), fencer.must_read(another)] == [3, 4]
    with fencer.again() as other:
        assert other.must_read(other.buffer()) == 1


@conf("V20")
def test_a_refused_fence_leaves_no_trace(fencer: Fencer, fences: Fences) -> None:
    """A refused attach takes no id, fills in no answer and changes nothing about who waits for whom."""
    buffer = fencer.buffer()
    reader = fencer.must_read(buffer)
    for flags, pad, handle, answer in (
        (WRITE_FENCE, 0, buffer.handle, errno.EBUSY),
        (4, 0, buffer.handle, errno.EINVAL),
        (0, 9, buffer.handle, errno.EINVAL),
        (0, 0, 0xFF, errno.ENOENT),
    ):
        reply = fencer.client.ioctl("VGEM_FENCE_ATTACH", handle=handle, flags=flags, pad=pad, out_fence=77)
        assert (reply, reply.out_fence) == (-answer, 77)
        assert fences.busy_table(buffer.dmabuf) == _READ_BUSY
        assert fences.info(fences.must_export(buffer.dmabuf)).states == [0]
    assert fencer.must_read(buffer) == reader + 1


@conf("V20", "Y9")
def test_what_a_vgem_fence_says_of_itself(fencer: Fencer, fences: Fences) -> None:
    """Each fence is the only one of a context of its own, made later than the one before it."""
    buffer = fencer.buffer()
    contexts = []
    for attach in (fencer.must_write, fencer.must_read, fencer.must_write):
        fence = attach(buffer)
        info = fences.info(fences.must_export(buffer.dmabuf))
        found = re.fullmatch(rb"vgem-unbound(\d+)-1", info.name)
        assert found, info.name
        contexts.append(int(found[1]))
        assert len(info.fences) == 1
        only = info.fences[0]
        assert (only.driver, only.timeline, only.flags) == (b"vgem", b"unbound", 0)
        assert (info.status, only.status, only.timestamp) == (0, 0, 0)
        assert fencer.signal(fence) == 0
    assert contexts == sorted(set(contexts))

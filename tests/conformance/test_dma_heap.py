"""The system dma-heap: memory for whoever asks, as a dma-buf, without a device."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import struct
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.fences import next_descriptor
from .support.limits import descriptors_left
from .support.memory import PAGE, PRIVATE, inaccessible_page, mmap_fd, protect, try_mmap
from .support.memory import READ as PROT_READ
from .support.memory import WRITE as PROT_WRITE
from .support.raw import Reply, number_ioctl, request

if TYPE_CHECKING:
    from .support.fences import Fences

pytestmark = needs("heap.system")

_HEAP = "/dev/dma_heap/system"
_MEBI = 1 << 20


def _heap(fences: Fences) -> int:
    return fences.keep(os.open(_HEAP, os.O_RDWR | os.O_CLOEXEC))


def _alloc(fences: Fences, size: int, heap: int | None = None, **fields: int) -> Reply:
    fields = {"fd_flags": os.O_RDWR | os.O_CLOEXEC} | fields
    heap = _heap(fences) if heap is None else heap
    reply = fences.raw.ioctl(heap, "DMA_HEAP_IOCTL_ALLOC", len=size, **fields)
    if reply == 0:
        fences.keep(reply.fd)
    return reply


@conf("H2")
def test_structs_of_other_ages(fences: Fences) -> None:
    """A struct without the heap's flags, and longer ones, work as well; what stands in the tail is ignored."""
    heap = _heap(fences)
    for size in (16, 24, 32, 128, 136, 200, 4096):
        argument = bytearray(size)
        argument[0:16] = struct.pack("QII", 3 * PAGE, 0, os.O_RDWR | os.O_CLOEXEC)
        argument[24:] = b"\xff" * (size - 24 if size > 24 else 0)
        room = (ctypes.c_char * size).from_buffer(argument)
        answer = number_ioctl(heap, request(3, "H", 0, size), ctypes.addressof(room))
        assert answer == 0, size
        del room
        fd = fences.keep(struct.unpack_from("QII", argument)[1])
        assert os.lseek(fd, 0, os.SEEK_END) == 3 * PAGE
        assert argument[24:] == b"\xff" * (size - 24 if size > 24 else 0)


@conf("H2")
def test_flags_in_an_older_struct(fences: Fences) -> None:
    """What an older struct does not have counts as zero, whatever lies behind it in memory."""
    heap = _heap(fences)
    argument = bytearray(struct.pack("QIIQ", PAGE, 0, os.O_RDWR | os.O_CLOEXEC, 0xFFFF))
    room = (ctypes.c_char * len(argument)).from_buffer(argument)
    address = ctypes.addressof(room)
    assert number_ioctl(heap, request(3, "H", 0, 24), address) == -errno.EINVAL
    assert number_ioctl(heap, request(3, "H", 0, 16), address) == 0
    del room
    fences.keep(struct.unpack_from("QII", argument)[1])


@conf("H3")
@pytest.mark.parametrize(
    "fields",
    [
        {"len": 0},
        {"len": (1 << 64) - 1},
        {"len": (1 << 64) - PAGE + 1},
        {"fd": 1},
        {"fd": 0x80000000},
        {"fd": 0xFFFFFFFF},
        {"fd_flags": os.O_RDWR | os.O_NONBLOCK},
        {"fd_flags": os.O_RDWR | os.O_APPEND},
        {"fd_flags": os.O_RDWR | os.O_CREAT},
        {"fd_flags": 4},
        {"fd_flags": 0x80000000},
        {"fd_flags": 0xFFFFFFFF},
        {"heap_flags": 1},
        {"heap_flags": 1 << 63},
        {"heap_flags": (1 << 64) - 1},
    ],
    ids=str,
)
def test_what_is_refused(fences: Fences, fields: dict[str, int]) -> None:
    """No length, lengths that wrap, a descriptor in the question, flags that nobody knows: EINVAL, and nothing made."""
    fields = {"len": PAGE, "fd_flags": os.O_RDWR | os.O_CLOEXEC} | fields
    heap = _heap(fences)
    before = next_descriptor()
    assert fences.raw.ioctl(heap, "DMA_HEAP_IOCTL_ALLOC", **fields) == -errno.EINVAL
    assert next_descriptor() == before


@conf("H3")
def test_what_is_no_heap(fences: Fences) -> None:
    """Other files make no dma-bufs."""
    memfd = fences.keep(os.memfd_create("x", os.MFD_CLOEXEC))
    dmabuf = int(_alloc(fences, PAGE).ok().fd)
    for other, answer in ((-1, errno.EBADF), (memfd, errno.ENOTTY), (dmabuf, errno.ENOTTY)):
        assert _alloc(fences, PAGE, other) == -answer


@conf("H3", "P13")
@pytest.mark.parametrize("mode", [os.O_RDONLY, os.O_WRONLY, os.O_RDWR], ids=["rdonly", "wronly", "rdwr"])
@pytest.mark.parametrize("cloexec", [0, os.O_CLOEXEC], ids=["kept", "cloexec"])
def test_flags_of_the_descriptor(fences: Fences, mode: int, cloexec: int) -> None:
    """The descriptor gets the access mode and the close-on-exec flag asked for, and mmap respects the mode."""
    reply = _alloc(fences, PAGE - 1, fd_flags=mode | cloexec).ok()
    assert (reply.len, reply.fd_flags, reply.heap_flags) == (PAGE - 1, mode | cloexec, 0)
    fd = int(reply.fd)
    assert fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE == mode
    assert fcntl.fcntl(fd, fcntl.F_GETFD) == (fcntl.FD_CLOEXEC if cloexec else 0)
    # A mapping needs a file that can be read; a shared writable one, a file that can be written too.
    for protection, good in ((PROT_READ, mode != os.O_WRONLY), (PROT_READ | PROT_WRITE, mode == os.O_RDWR)):
        answer = try_mmap(fd, PAGE, protection=protection)
        if good:
            assert not isinstance(answer, int)
            answer.close()
        else:
            assert answer == -errno.EACCES


@conf("H5")
@pytest.mark.parametrize("nr", [1, 2, 42, 255])
def test_unknown_numbers(fences: Fences, nr: int) -> None:
    """A number that the heap does not know is EINVAL, not ENOTTY."""
    assert number_ioctl(_heap(fences), request(3, "H", nr, 24), 0) == -errno.EINVAL


@conf("H5")
def test_only_the_number_is_looked_at(fences: Fences) -> None:
    """The type letter is ignored; without a direction there is no argument, and no length. Recorded on Linux 6.12."""
    heap = _heap(fences)
    argument = bytearray(struct.pack("QIIQ", PAGE, 0, os.O_RDWR | os.O_CLOEXEC, 0))
    room = (ctypes.c_char * len(argument)).from_buffer(argument)
    address = ctypes.addressof(room)
    assert number_ioctl(heap, request(0, "H", 0, 0), address) == -errno.EINVAL
    assert number_ioctl(heap, request(2, "H", 0, 24), address) == -errno.EINVAL
    assert number_ioctl(heap, request(3, "x", 0, 24), address) == 0
    del room
    fences.keep(struct.unpack_from("QII", argument)[1])


@conf("H5")
def test_arguments_that_cannot_be_read(fences: Fences) -> None:
    """An argument in memory that the process may not read is EFAULT."""
    heap = _heap(fences)
    number = fences.raw.number("DMA_HEAP_IOCTL_ALLOC")
    with inaccessible_page() as page:
        for address in (0, 8, page.address):
            assert number_ioctl(heap, number, address) == -errno.EFAULT
            assert number_ioctl(heap, request(3, "H", 0, 200), address) == -errno.EFAULT


@conf("H5")
def test_an_answer_that_cannot_be_told(fences: Fences) -> None:
    """When the number of the new descriptor cannot be written back, there is no descriptor and no buffer."""
    heap = _heap(fences)
    with mmap_fd(-1, PAGE, flags=PRIVATE | 0x20) as page:
        page[0:24] = struct.pack("QIIQ", PAGE, 0, os.O_RDWR | os.O_CLOEXEC, 0)
        protect(page, PROT_READ)
        before = next_descriptor()
        assert number_ioctl(heap, fences.raw.number("DMA_HEAP_IOCTL_ALLOC"), page.address) == -errno.EFAULT
        assert next_descriptor() == before
        protect(page, PROT_READ | PROT_WRITE)
    assert _alloc(fences, PAGE, heap) == 0


@conf("H5", "X2")
def test_no_descriptor_left(fences: Fences) -> None:
    """At the limit of descriptors it is EMFILE, and no buffer is left behind."""
    heap = _heap(fences)
    with descriptors_left(0):
        answers = [_alloc(fences, PAGE, heap) for _ in range(3)]
    assert answers == [-errno.EMFILE] * 3
    assert _alloc(fences, PAGE, heap) == 0


@conf("H5")
def test_the_file(fences: Fences) -> None:
    """A heap is a character device without content and without a position."""
    heap = _heap(fences)
    assert "system" in os.listdir("/dev/dma_heap")
    with open("/proc/devices") as file:
        majors = dict(reversed(line.split()) for line in file if len(line.split()) == 2)
    assert str(os.major(os.fstat(heap).st_rdev)) == majors["dma_heap"]
    for answer, call in (
        (errno.EINVAL, lambda: os.read(heap, 1)),
        (errno.EINVAL, lambda: os.write(heap, b"x")),
        (errno.ESPIPE, lambda: os.lseek(heap, 0, os.SEEK_SET)),
    ):
        with pytest.raises(OSError) as failure:
            call()
        assert failure.value.errno == answer
    assert try_mmap(heap, PAGE) == -errno.ENODEV

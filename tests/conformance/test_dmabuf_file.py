"""A dma-buf as a file: its size, its place in the process, what may be done to it and what may not."""

from __future__ import annotations

import errno
import fcntl
import os
import select
import stat
from typing import TYPE_CHECKING

import pytest

from .support import bufinfo, conf, needs
from .support.fences import polled
from .support.memory import PAGE, inaccessible_page
from .support.raw import number_ioctl, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.exporters import Exporter
    from .support.fencer import Fencer
    from .support.fences import Fences


@conf("B1", "igt:prime_self_import@basic-llseek-size")
def test_size(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """The size is told by seeking to the end, by fstat and by fdinfo, and all agree; seeking to the start gives 0."""
    for order in range(10):
        size = PAGE << order
        fd = closing(exporter.make(size))
        assert os.lseek(fd, 0, os.SEEK_END) == size
        assert os.lseek(fd, 0, os.SEEK_SET) == 0
        found = os.fstat(fd)
        assert found.st_size == size
        assert found.st_blocks * 512 == size
        assert bufinfo.fdinfo(fd)["size"] == str(size)


@conf("B2", "igt:prime_self_import@basic-llseek-bad")
def test_seeking_elsewhere(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """There is no position: nothing but the very start and the very end can be sought."""
    size = 4 * PAGE
    fd = closing(exporter.make(size))
    wrong = [(offset, os.SEEK_SET) for offset in (1, PAGE, size - 1, size, size + 1)]
    wrong += [(offset, os.SEEK_END) for offset in (-1, 1, -size)]
    wrong += [(offset, os.SEEK_CUR) for offset in (0, 1)]
    wrong += [(0, os.SEEK_DATA), (0, os.SEEK_HOLE)]
    for offset, whence in wrong:
        with pytest.raises(OSError) as failure:
            os.lseek(fd, offset, whence)
        assert failure.value.errno == errno.EINVAL, (offset, whence)


@conf("B9")
def test_unknown_ioctls(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """An ioctl that dma-buf does not know, by number, size, direction or type, is ENOTTY."""
    fd = closing(exporter.make(PAGE))
    room = (0x4000).to_bytes(8, "little")
    assert len(room) == 8
    for number in (
        request(1, "b", 0, 4),
        request(3, "b", 0, 8),
        request(1, "b", 1, 12),
        request(1, "b", 2, 8),
        request(3, "b", 3, 8),
        request(1, "b", 4, 8),
        request(1, "B", 0, 8),
        request(3, ">", 3, 48),
        request(0, "d", 0, 0),
        0,
    ):
        assert number_ioctl(fd, number, 0) == -errno.ENOTTY, hex(number)


@conf("B11")
def test_fdinfo(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """fdinfo names the exporter and counts the references; a name is shown only when one was given."""
    fd = closing(exporter.make(3 * PAGE))
    info = bufinfo.fdinfo(fd)
    assert info["size"] == str(3 * PAGE)
    assert info["exp_name"] == exporter.exp_name
    assert info["count"] == "1"
    assert "name" not in info
    again = os.dup(fd)
    assert bufinfo.fdinfo(fd)["count"] == bufinfo.fdinfo(again)["count"] == "2"
    os.close(again)
    assert bufinfo.fdinfo(fd)["count"] == "1"


@conf("B11")
@needs("vgem.prime.import")
def test_import_takes_a_reference(exporter: Exporter, fencer: Fencer, closing: Callable[[int], int]) -> None:
    """Whoever imports a buffer of somebody else holds its dma-buf until the handle is closed."""
    fd = closing(exporter.make(PAGE))
    handle = fencer.client.must_import(fd)
    taken = bufinfo.fdinfo(fd)["count"]
    assert int(taken) > 1
    assert fencer.client.must_import(fd) == handle
    assert bufinfo.fdinfo(fd)["count"] == taken
    assert fencer.client.close_handle(handle) == 0
    assert bufinfo.fdinfo(fd)["count"] == "1"


@conf("B11", "X5")
@needs("bufinfo")
def test_bufinfo(exporter: Exporter, fences: Fences) -> None:
    """debugfs lists every dma-buf once, with what its file says of itself, and adds them up."""
    before = bufinfo.read()
    sizes = (PAGE, 5 * PAGE)
    fds = [fences.keep(exporter.make(size)) for size in sizes]
    now = bufinfo.read()
    assert now.total_objects == len(now.buffers) == before.total_objects + 2
    assert now.total_bytes == before.total_bytes + sum(sizes)
    for fd, size in zip(fds, sizes, strict=True):
        entry = now.of(os.fstat(fd).st_ino)
        assert entry is not None
        assert (entry.size, entry.exp_name, entry.name, entry.count) == (size, exporter.exp_name, "<none>", 1)
        assert entry.flags & os.O_ACCMODE == os.O_RDWR
        assert entry.mode & 3 == 3
        assert entry.fences == []
        assert (entry.devices, entry.total_devices) == ([], 0)
    # The newest comes first.
    inodes = [entry.ino for entry in now.buffers]
    assert inodes.index(os.fstat(fds[1]).st_ino) < inodes.index(os.fstat(fds[0]).st_ino)
    fences.drop(fds[0])
    later = bufinfo.read()
    assert later.total_objects == before.total_objects + 1
    assert later.of(os.fstat(fds[1]).st_ino) is not None


@conf("B11")
@needs("bufinfo", "vgem.prime.import")
def test_bufinfo_shows_importers(exporter: Exporter, fencer: Fencer, closing: Callable[[int], int]) -> None:
    """A device that imported a foreign buffer is attached to it, and is listed there until it lets go."""
    fd = closing(exporter.make(PAGE))
    ino = os.fstat(fd).st_ino
    handle = fencer.client.must_import(fd)
    entry = bufinfo.read().of(ino)
    assert entry is not None
    own = exporter.name == "vgem"
    assert entry.total_devices == len(entry.devices) == (0 if own else 1)
    assert own or entry.devices[0].startswith("vgem")
    assert fencer.client.close_handle(handle) == 0
    entry = bufinfo.read().of(ino)
    assert entry is not None
    assert (entry.devices, entry.total_devices) == ([], 0)


@conf("B11")
@needs("bufinfo", "vgem.fence")
def test_bufinfo_shows_fences(exporter: Exporter, fencer: Fencer) -> None:
    """The fences on a buffer are listed with their use and their state."""
    buffer = fencer.take(exporter.make(PAGE))
    ino = os.fstat(buffer.dmabuf).st_ino
    for use, attach in (("read", fencer.must_read), ("write", fencer.must_write)):
        fence = attach(buffer)
        entry = bufinfo.read().of(ino)
        assert entry is not None
        (line,) = entry.fences
        assert bufinfo.is_fence(line, use, "vgem", "unbound", "unsignalled"), line
        assert fencer.signal(fence) == 0
        entry = bufinfo.read().of(ino)
        assert entry is not None
        assert len(entry.fences) <= 1
        assert all(bufinfo.is_fence(line, use, "vgem", "unbound", "signalled") for line in entry.fences), entry.fences


@conf("B12")
def test_not_a_stream(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """The content is reached by mapping only; read, write and truncate are refused. Recorded on Linux 6.12."""
    fd = closing(exporter.make(PAGE))
    # A pseudo file has neither FMODE_PREAD nor FMODE_PWRITE: that is looked at before the missing method.
    calls: list[tuple[int, Callable[[], object]]] = [
        (errno.EINVAL, lambda: os.read(fd, 1)),
        (errno.EINVAL, lambda: os.write(fd, b"x")),
        (errno.EINVAL, lambda: os.readv(fd, [bytearray(4)])),
        (errno.ESPIPE, lambda: os.pread(fd, 1, 0)),
        (errno.ESPIPE, lambda: os.pwrite(fd, b"x", 0)),
        (errno.EINVAL, lambda: os.ftruncate(fd, PAGE)),
        (errno.EINVAL, lambda: os.ftruncate(fd, 0)),
    ]
    for number, (answer, call) in enumerate(calls):
        with pytest.raises(OSError) as failure:
            call()
        assert failure.value.errno == answer, number
    assert os.fstat(fd).st_size == PAGE


@conf("B1")
def test_identity(exporter: Exporter, fences: Fences) -> None:
    """Each dma-buf has an inode number of its own, counted up and never given out twice."""
    fds = [fences.keep(exporter.make(PAGE)) for _ in range(3)]
    first, second, third = (os.fstat(fd) for fd in fds)
    assert first.st_ino < second.st_ino < third.st_ino
    assert first.st_dev == second.st_dev
    assert not stat.S_ISDIR(first.st_mode)
    fences.drop(fds[2])
    assert os.fstat(fences.keep(exporter.make(PAGE))).st_ino > third.st_ino
    assert os.readlink(f"/proc/self/fd/{fds[0]}") == "/dmabuf:"
    again = fences.keep(os.dup(fds[0]))
    assert os.fstat(again).st_ino == first.st_ino


@conf("B1", "P12")
def test_flags(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """The makers of the suite ask for a descriptor that can be written through and that does not survive exec."""
    fd = closing(exporter.make(PAGE))
    assert fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDWR
    assert fcntl.fcntl(fd, fcntl.F_GETFD) == fcntl.FD_CLOEXEC


@conf("I1")
def test_idle_poll(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """An idle buffer may be read and written; whatever else is asked for never happens."""
    fd = closing(exporter.make(PAGE))
    both = select.POLLIN | select.POLLOUT
    assert polled(fd, select.POLLIN) == select.POLLIN
    assert polled(fd, select.POLLOUT) == select.POLLOUT
    assert polled(fd, both) == both
    assert polled(fd, both | select.POLLPRI | select.POLLRDHUP) == both
    for nothing in (0, select.POLLPRI, select.POLLRDNORM, select.POLLWRNORM, select.POLLRDBAND, select.POLLHUP):
        assert polled(fd, nothing) == 0


@conf("B6", "I9", "I13")
def test_arguments_that_cannot_be_read(exporter: Exporter, fences: Fences) -> None:
    """An argument in memory that the process may not read is EFAULT, for each of the four calls."""
    fd = fences.keep(exporter.make(PAGE))
    with inaccessible_page() as page:
        for name in ("DMA_BUF_IOCTL_SYNC", "DMA_BUF_IOCTL_EXPORT_SYNC_FILE", "DMA_BUF_IOCTL_IMPORT_SYNC_FILE"):
            for address in (0, 8, page.address):
                assert number_ioctl(fd, fences.raw.number(name), address) == -errno.EFAULT

"""udmabuf: which memory may become a dma-buf, how much of it, and what the wrong calls answer."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.foreign import sealed_memfd
from .support.limits import descriptors_left
from .support.lists import create_list
from .support.memory import PAGE, PRIVATE, inaccessible_page, mmap_fd
from .support.raw import Reply, number_ioctl, request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .support.fences import Fences
    from .support.nodes import Node

pytestmark = needs("udmabuf")

_PARAMETERS = Path("/sys/module/udmabuf/parameters")
_SHRINK = fcntl.F_SEAL_SHRINK
_FUTURE_WRITE = 0x10


def _device(fences: Fences) -> int:
    return fences.keep(os.open("/dev/udmabuf", os.O_RDWR | os.O_CLOEXEC))


def _create(fences: Fences, memfd: int, size: int, offset: int = 0, flags: int = 1) -> Reply:
    reply = fences.raw.ioctl(
        _device(fences), "UDMABUF_CREATE", memfd=memfd & 0xFFFFFFFF, flags=flags, offset=offset, size=size
    )
    if reply >= 0:
        fences.keep(int(reply))
    return reply


@conf("U1")
@pytest.mark.parametrize(
    ("offset", "size"),
    [(PAGE // 2, PAGE), (1, PAGE), (0, PAGE // 2), (0, PAGE + 1), (0, PAGE - 1), (PAGE - 1, PAGE + 1), (PAGE, 1)],
)
def test_broken_pages(fences: Fences, offset: int, size: int) -> None:
    """Offset and size are whole pages, in a single item and in a list."""
    memfd = fences.keep(sealed_memfd(4 * PAGE))
    assert _create(fences, memfd, size, offset) == -errno.EINVAL
    assert create_list(fences.raw, _device(fences), [(memfd, 0, PAGE), (memfd, offset, size)]) == -errno.EINVAL
    assert create_list(fences.raw, _device(fences), [(memfd, offset, size), (memfd, 0, PAGE)]) == -errno.EINVAL


@conf("U1", "U3")
def test_parts_of_the_memory(fences: Fences) -> None:
    """Any run of pages inside the memfd will do; one that leaves it, or none at all, will not."""
    memfd = fences.keep(sealed_memfd(4 * PAGE))
    for offset, size in ((0, PAGE), (0, 4 * PAGE), (3 * PAGE, PAGE), (PAGE, 2 * PAGE)):
        fd = _create(fences, memfd, size, offset)
        assert fd >= 0
        assert os.lseek(fd, 0, os.SEEK_END) == size
    for offset, size in (
        (0, 0),
        (PAGE, 0),
        (0, 5 * PAGE),
        (PAGE, 4 * PAGE),
        (4 * PAGE, PAGE),
        (1 << 40, PAGE),
        ((1 << 63) - PAGE, PAGE),
        (1 << 63, PAGE),
        ((1 << 64) - PAGE, 2 * PAGE),
        ((1 << 64) - PAGE, PAGE),
        (0, (1 << 64) - PAGE),
    ):
        assert _create(fences, memfd, size, offset) == -errno.EINVAL, (offset, size)


@conf("U1", "U3")
def test_what_is_no_memfd(fences: Fences, vgem_node: Node) -> None:
    """Only a memfd has seals: anything else is EBADFD, and so is a descriptor of nothing. Recorded on Linux 6.12."""
    reading, writing = os.pipe2(os.O_CLOEXEC)
    fences.keep(reading)
    fences.keep(writing)
    closed = os.dup(reading)
    os.close(closed)
    others = [
        0,
        reading,
        closed,
        0x7FFFFFFF,
        0xFFFFFFFF,
        fences.keep(os.open("/dev/null", os.O_RDWR | os.O_CLOEXEC)),
        fences.keep(os.open(vgem_node.path, os.O_RDWR | os.O_CLOEXEC)),
        fences.keep(os.open("/proc/self/comm", os.O_RDONLY | os.O_CLOEXEC)),
        _create(fences, fences.keep(sealed_memfd(PAGE)), PAGE),
    ]
    for other in others:
        assert _create(fences, other, PAGE) == -errno.EBADFD, other
        assert create_list(fences.raw, _device(fences), [(other, 0, PAGE)]) == -errno.EBADFD, other


@conf("U1")
def test_sizes_are_checked_before_descriptors(fences: Fences) -> None:
    """A call that is wrong in itself is EINVAL, whatever its descriptor."""
    assert _create(fences, 0xFFFFFFFF, 1) == -errno.EINVAL
    assert _create(fences, 0xFFFFFFFF, 0) == -errno.EINVAL


@conf("U2")
@pytest.mark.parametrize(
    ("seals", "good"),
    [
        (0, False),
        (_SHRINK, True),
        (_SHRINK | fcntl.F_SEAL_GROW, True),
        (_SHRINK | fcntl.F_SEAL_SEAL, True),
        (_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL, True),
        (fcntl.F_SEAL_GROW, False),
        (fcntl.F_SEAL_SEAL, False),
        (fcntl.F_SEAL_WRITE, False),
        (_SHRINK | fcntl.F_SEAL_WRITE, False),
        # Refused since "udmabuf: also check for F_SEAL_FUTURE_WRITE", which 6.12 has as a stable fix.
        (_SHRINK | _FUTURE_WRITE, False),
        (_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE | _FUTURE_WRITE, False),
    ],
)
def test_seals(fences: Fences, seals: int, good: bool) -> None:
    """The memory must not be able to shrink, and it must be writable now and later: the dma-buf will be both."""
    memfd = fences.keep(sealed_memfd(PAGE, seals))
    assert _create(fences, memfd, PAGE) >= 0 if good else _create(fences, memfd, PAGE) == -errno.EINVAL


@conf("U2")
def test_memory_that_cannot_be_sealed(fences: Fences) -> None:
    """A memfd made without sealing, and a file of tmpfs, can never be sealed against shrinking."""
    plain = fences.keep(os.memfd_create("plain", os.MFD_CLOEXEC))
    os.ftruncate(plain, PAGE)
    file = fences.keep(os.open("/dev/shm", os.O_RDWR | os.O_TMPFILE | os.O_CLOEXEC, 0o600))
    os.ftruncate(file, PAGE)
    assert [_create(fences, each, PAGE) for each in (plain, file)] == [-errno.EINVAL] * 2


@pytest.fixture
def parameters() -> Iterator[dict[str, Path]]:
    """The module's two parameters, put back at the end."""
    files = {name: _PARAMETERS / name for name in ("size_limit_mb", "list_limit")}
    before = {name: file.read_text() for name, file in files.items()}
    yield files
    for name, file in files.items():
        file.write_text(before[name])


@conf("U3")
def test_the_limits_as_they_come(fences: Fences, parameters: dict[str, Path]) -> None:
    """One dma-buf holds 64 MiB at most (7.2: what there is), in 1024 items at most, and that much it does hold."""
    mebibytes, items = (int(file.read_text()) for file in parameters.values())
    assert (mebibytes, items) in ((64, 1024), (0x7FFFFFFF, 1024))
    limit = 64 << 20
    memfd = fences.keep(sealed_memfd(limit + PAGE))
    pieces = [(memfd, 0, limit), (memfd, 0, PAGE)]
    if mebibytes == 64:
        assert _create(fences, memfd, limit + PAGE) == -errno.EINVAL
        assert create_list(fences.raw, _device(fences), pieces) == -errno.EINVAL
    else:
        fd = fences.keep(create_list(fences.raw, _device(fences), pieces))
        assert os.lseek(fd, 0, os.SEEK_END) == limit + PAGE
    assert os.lseek(_create(fences, memfd, limit), 0, os.SEEK_END) == limit
    small = fences.keep(sealed_memfd(PAGE))
    assert create_list(fences.raw, _device(fences), [(small, 0, PAGE)] * 1025) == -errno.EINVAL
    fd = fences.keep(create_list(fences.raw, _device(fences), [(small, 0, PAGE)] * 1024))
    assert os.lseek(fd, 0, os.SEEK_END) == 1024 * PAGE


@conf("U3")
@needs("root")
def test_other_limits(fences: Fences, parameters: dict[str, Path]) -> None:
    """Root may set the limits; they count pages over all items, and items."""
    memfd = fences.keep(sealed_memfd(2 << 20))
    parameters["size_limit_mb"].write_text("1")
    parameters["list_limit"].write_text("3")
    device = _device(fences)
    half = 1 << 19
    assert _create(fences, memfd, 1 << 20) >= 0
    assert _create(fences, memfd, (1 << 20) + PAGE) == -errno.EINVAL
    fences.keep(create_list(fences.raw, device, [(memfd, 0, half), (memfd, half, half)]))
    assert create_list(fences.raw, device, [(memfd, 0, half), (memfd, 0, half), (memfd, 0, PAGE)]) == -errno.EINVAL
    fences.keep(create_list(fences.raw, device, [(memfd, 0, PAGE)] * 3))
    assert create_list(fences.raw, device, [(memfd, 0, PAGE)] * 4) == -errno.EINVAL
    parameters["size_limit_mb"].write_text("0")
    assert _create(fences, memfd, PAGE) == -errno.EINVAL


@conf("U3")
def test_lists_of_nothing(fences: Fences) -> None:
    """A list without items, or with an item without pages, is EINVAL; so is a count beyond the limit."""
    device = _device(fences)
    memfd = fences.keep(sealed_memfd(PAGE))
    assert create_list(fences.raw, device, []) == -errno.EINVAL
    assert create_list(fences.raw, device, [(memfd, 0, PAGE)], count=0) == -errno.EINVAL
    assert create_list(fences.raw, device, [(memfd, 0, 0)]) == -errno.EINVAL
    assert create_list(fences.raw, device, [(memfd, 0, PAGE), (memfd, 0, 0)]) == -errno.EINVAL
    assert create_list(fences.raw, device, [(memfd, 0, PAGE)], count=0x7FFFFFFF) == -errno.EINVAL


@conf("U6")
def test_close_on_exec(fences: Fences) -> None:
    """The descriptor closes on exec when that is asked for; other flags are ignored. Recorded on Linux 6.12."""
    memfd = fences.keep(sealed_memfd(PAGE))
    device = _device(fences)
    for flags, kept in ((0, 0), (1, fcntl.FD_CLOEXEC), (2, 0), (0xFFFFFFFE, 0), (0xFFFFFFFF, fcntl.FD_CLOEXEC)):
        single = _create(fences, memfd, PAGE, flags=flags)
        listed = fences.keep(create_list(fences.raw, device, [(memfd, 0, PAGE)], flags=flags))
        assert [fcntl.fcntl(fd, fcntl.F_GETFD) for fd in (single, listed)] == [kept, kept], flags
        assert fcntl.fcntl(single, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDWR


@conf("U6")
def test_unknown_ioctls(fences: Fences) -> None:
    """An ioctl that udmabuf does not know is ENOTTY."""
    device = _device(fences)
    for number in (
        request(1, "u", 0x41, 24),
        request(1, "u", 0x42, 16),
        request(3, "u", 0x42, 24),
        request(1, "u", 0x43, 24),
        request(1, "u", 0x44, 8),
        request(1, "U", 0x42, 24),
    ):
        assert number_ioctl(device, number, 0) == -errno.ENOTTY, hex(number)


@conf("U6")
def test_arguments_that_cannot_be_read(fences: Fences) -> None:
    """An argument, or a list behind a good head, in memory that the process may not read is EFAULT."""
    device = _device(fences)
    memfd = fences.keep(sealed_memfd(PAGE))
    with inaccessible_page() as page:
        for name in ("UDMABUF_CREATE", "UDMABUF_CREATE_LIST"):
            for address in (0, 8, page.address):
                assert number_ioctl(device, fences.raw.number(name), address) == -errno.EFAULT
    with mmap_fd(-1, 2 * PAGE, flags=PRIVATE | 0x20) as pages:
        head = (1).to_bytes(4, "little") + (2).to_bytes(4, "little")
        item = memfd.to_bytes(8, "little") + bytes(8) + PAGE.to_bytes(8, "little")
        pages[PAGE - 32 : PAGE] = head + item
        pages.unmap(PAGE, PAGE)
        pages.length = PAGE
        number = fences.raw.number("UDMABUF_CREATE_LIST")
        assert number_ioctl(device, number, pages.address + PAGE - 32) == -errno.EFAULT


@conf("U6", "X2")
def test_no_descriptor_left(fences: Fences) -> None:
    """At the limit of descriptors it is EMFILE, and the memory is let go of."""
    memfd = fences.keep(sealed_memfd(PAGE))
    device = _device(fences)
    with descriptors_left(0):
        answers = [create_list(fences.raw, device, [(memfd, 0, PAGE)]) for _ in range(3)]
    assert answers == [-errno.EMFILE] * 3
    fcntl.fcntl(memfd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE)

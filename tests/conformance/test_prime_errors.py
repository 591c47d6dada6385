"""PRIME refused: what is not a handle, not a dma-buf, not a flag; and the access mode that an export carries."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.client import CLOEXEC, RDWR
from .support.memory import PRIVATE, READ, WRITE, Pages, mmap_fd, try_mmap
from .support.raw import NATIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

SIZE = 8192
NOBODYS = [0, 1, 2, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]


@conf("P9", "D9")
@needs("prime.export")
@pytest.mark.parametrize("handle", NOBODYS, ids=hex)
def test_unknown_handle(node: Node, raw: Raw, opened: Callable[..., Client], handle: int) -> None:
    """Exporting what was never there is ENOENT and uses up no descriptor; closing it EINVAL."""
    client = opened(node, raw)
    before = set(os.listdir("/proc/self/fd"))
    answer = client.export(handle)
    assert answer == -errno.ENOENT
    assert answer.fd == -1, "nothing is written"
    assert set(os.listdir("/proc/self/fd")) == before
    assert client.close_handle(handle) == -errno.EINVAL


@conf("P9")
@needs("dumb", "prime.export")
def test_closed_handle(card: Node, raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]) -> None:
    """A closed handle does not export, whether it was exported before or not."""
    client = opened(card, raw)
    for exported in (False, True):
        handle = client.must_create()
        if exported:
            closing(client.must_export(handle))
        assert client.close_handle(handle) == 0
        assert client.export(handle) == -errno.ENOENT


@conf("P9")
@needs("dumb", "prime.export")
@pytest.mark.parametrize(
    "flags", [1, 3, os.O_NONBLOCK, os.O_APPEND, os.O_DIRECTORY, CLOEXEC | RDWR | 4, 0x80000000, 0xFFFFFFFF], ids=hex
)
def test_unknown_flags(card: Node, raw: Raw, opened: Callable[..., Client], flags: int) -> None:
    """Only CLOEXEC and RDWR are flags: the rest is EINVAL, also before the handle is looked at."""
    client = opened(card, raw)
    assert client.export(client.must_create(), flags) == -errno.EINVAL
    assert client.export(0xFFFF, flags) == -errno.EINVAL


@conf("P10")
@needs("prime.import")
@pytest.mark.parametrize("fd", [-1, -2, 0x7FFFFFFF, 9999])
def test_import_of_no_descriptor(node: Node, raw: Raw, opened: Callable[..., Client], fd: int) -> None:
    """A number that is no descriptor is EBADF."""
    assert opened(node, raw).import_fd(fd) == -errno.EBADF


@conf("P10")
@needs("prime.import")
def test_import_of_a_closed_descriptor(node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A descriptor that was one a moment ago is EBADF."""
    client = opened(node, raw)
    read, write = os.pipe()
    os.close(read)
    os.close(write)
    assert client.import_fd(read) == -errno.EBADF


@pytest.fixture(params=["null", "zero", "pipe", "memfd", "socket", "directory", "node", "sync_file"])
def not_a_dmabuf(request: pytest.FixtureRequest) -> Iterator[int]:
    """A descriptor of each kind that is no dma-buf."""
    fds = []
    match request.param:
        case "null" | "zero":
            fds = [os.open(f"/dev/{request.param}", os.O_RDWR)]
        case "pipe":
            fds = list(os.pipe())
        case "memfd":
            fds = [os.memfd_create("no dma-buf")]
            os.ftruncate(fds[0], SIZE)
        case "socket":
            fds = [each.detach() for each in socket.socketpair()]
        case "directory":
            fds = [os.open("/", os.O_RDONLY)]
        case "node":
            from .support.nodes import nodes

            fds = [os.open(nodes()[0].path, os.O_RDWR)]
        case "sync_file":
            fds = [idle_sync_file()]
    yield fds[0]
    for fd in fds:
        os.close(fd)


def idle_sync_file() -> int:
    """A signalled sync_file, from any dma-buf."""
    from .support import foreign

    dmabuf = foreign.udmabuf(SIZE)
    try:
        return int(NATIVE.ioctl(dmabuf, "DMA_BUF_IOCTL_EXPORT_SYNC_FILE", flags=1, fd=-1).ok().fd)
    finally:
        os.close(dmabuf)


@conf("P10")
@needs("prime.import", "udmabuf")
def test_import_of_something_else(node: Node, raw: Raw, opened: Callable[..., Client], not_a_dmabuf: int) -> None:
    """A descriptor that is no dma-buf is EINVAL, and uses up no handle."""
    client = opened(node, raw)
    answer = client.import_fd(not_a_dmabuf)
    assert answer == -errno.EINVAL
    assert answer.handle == 0


@conf("P12")
@needs("dumb", "prime.export")
@pytest.mark.parametrize("flags", [0, CLOEXEC, RDWR, CLOEXEC | RDWR], ids=["none", "cloexec", "rdwr", "both"])
def test_flags_of_the_descriptor(
    card: Node, raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int], flags: int
) -> None:
    """The descriptor closes on exec exactly when asked for, and is writable exactly when asked for."""
    client = opened(card, raw)
    fd = closing(client.must_export(client.must_create(), flags))
    assert bool(fcntl.fcntl(fd, fcntl.F_GETFD) & fcntl.FD_CLOEXEC) == bool(flags & CLOEXEC)
    mode = fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE
    assert mode == (os.O_RDWR if flags & RDWR else os.O_RDONLY)


@conf("P13")
@needs("dumb", "prime.export")
def test_read_only_export(card: Node, raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]) -> None:
    """Without RDWR there is no shared writable mapping; reading is fine and sees the content."""
    client = opened(card, raw)
    handle = client.must_create(SIZE)
    with client.map(handle, SIZE) as pages:
        pages.fill(0x66)
    fd = closing(client.must_export(handle, CLOEXEC))
    assert try_mmap(fd, SIZE, protection=WRITE) == -errno.EACCES
    assert try_mmap(fd, SIZE, protection=READ | WRITE) == -errno.EACCES
    with mmap_fd(fd, SIZE, protection=READ) as pages:
        assert pages.is_filled(0x66)


@conf("P13")
@needs("dumb", "prime.export")
def test_writable_export(card: Node, raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int]) -> None:
    """With RDWR the shared mapping is writable and the writes arrive; a private one makes no sense to shmem drivers."""
    client = opened(card, raw)
    handle = client.must_create(SIZE)
    fd = closing(client.must_export(handle))
    with mmap_fd(fd, SIZE) as pages, client.map(handle, SIZE) as mine:
        pages.fill(0x67)
        assert mine.is_filled(0x67)
    private = try_mmap(fd, SIZE, flags=PRIVATE)
    if isinstance(private, Pages):
        private.close()
    assert private == -errno.EINVAL


@conf("P13")
@needs("dumb", "prime.export")
@pytest.mark.parametrize("first", [0, RDWR], ids=["read-only", "writable"])
def test_the_first_export_decides(
    card: Node, raw: Raw, opened: Callable[..., Client], closing: Callable[[int], int], first: int
) -> None:
    """One object is one dma-buf, so the access mode of the first export is that of all (Linux 6.12.117)."""
    client = opened(card, raw)
    handle = client.must_create(SIZE)
    one = closing(client.must_export(handle, CLOEXEC | first))
    two = closing(client.must_export(handle, CLOEXEC | (RDWR ^ first)))
    for fd in (one, two):
        assert fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE == first


@conf("P14")
def test_no_export_is_said_so(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A driver that cannot export says so with an error that means unsupported."""
    client = opened(card, raw)
    created = client.create(16, 16, 32)
    answer = client.export(created.handle if created == 0 else 1)
    if answer == 0:
        os.close(answer.fd)
    else:
        assert answer in (-errno.ENOSYS, -errno.EOPNOTSUPP, -errno.ENOENT)

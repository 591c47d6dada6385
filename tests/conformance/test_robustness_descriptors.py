"""Out of descriptors: EMFILE, nothing half-made is left, and the objects at hand go on working."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

import pydrm

from .support import conf, needs
from .support.client import Client
from .support.limits import descriptors, descriptors_left

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .support.nodes import Node
    from .support.raw import Raw

SIZE = 16384


class Objects:
    """One of each thing that can make a descriptor."""

    def __init__(self, device: pydrm.Device, stack: ExitStack) -> None:
        self.device = device
        self.buffer = stack.enter_context(device.create_dumb(64, 64, bpp=32))
        self.dmabuf = stack.enter_context(self.buffer.export())
        self.sync_file = stack.enter_context(self.dmabuf.export_sync_file(read=True))
        self.heap = stack.enter_context(pydrm.Heap("system"))
        self.timeline = stack.enter_context(pydrm.SwTimeline())
        self.memfd = os.memfd_create("limits", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        stack.callback(os.close, self.memfd)
        os.ftruncate(self.memfd, SIZE)
        self.here, self.there = socket.socketpair()
        stack.enter_context(self.here)
        stack.enter_context(self.there)


MAKERS: dict[str, Callable[[Objects], Any]] = {
    "open": lambda o: pydrm.open(o.device.path),
    "from_fd": lambda o: pydrm.Device.from_fd(o.device.fileno(), dup=True),
    "export": lambda o: o.buffer.export(),
    "export_sync_file": lambda o: o.dmabuf.export_sync_file(read=True, write=True),
    "merge": lambda o: o.sync_file.merge(o.sync_file),
    "dup": lambda o: o.dmabuf.dup(),
    "dmabuf_from_fd": lambda o: pydrm.DmaBuf.from_fd(o.dmabuf.fileno(), dup=True),
    "sync_file_from_fd": lambda o: pydrm.SyncFile.from_fd(o.sync_file.fileno(), dup=True),
    "udmabuf": lambda o: pydrm.udmabuf.allocate(SIZE),
    "heap": lambda o: pydrm.Heap("system"),
    "heap_allocate": lambda o: o.heap.allocate(SIZE),
    "timeline": lambda o: pydrm.SwTimeline(),
    "fence": lambda o: o.timeline.create_fence(1),
}


@pytest.fixture
def objects(vgem: pydrm.Device) -> Iterator[Objects]:
    """One of each, closed at the end."""
    with ExitStack() as stack:
        yield Objects(vgem, stack)


@conf("X2")
@needs("vgem.fence", "udmabuf", "heap.system", "sw_sync")
@pytest.mark.parametrize("maker", MAKERS)
def test_no_descriptor_left(objects: Objects, maker: str) -> None:
    """With 0, 1, 2, … descriptors left a maker fails with EMFILE and leaves none behind, until there are enough."""
    make = MAKERS[maker]
    make(objects).close()  # imports, and proves that it works
    before = descriptors()
    for left in range(4):
        with descriptors_left(left):
            try:
                made = make(objects)
            except OSError as error:
                code: int | None = error.errno
            else:
                made.close()
                code = None
        assert code == errno.EMFILE or (code is None and left > 0), f"with {left} left: {code}"
        assert descriptors() == before
        if code is None:
            break
    else:
        raise AssertionError("four descriptors are not enough?")
    make(objects).close()
    assert descriptors() == before


@conf("X2")
@needs("vgem.fence", "heap.system", "sw_sync")
def test_what_needs_no_descriptor_works(objects: Objects) -> None:
    """Buffers, imports, mappings, fences and waits are made without any descriptor being free."""
    with objects.buffer.map():
        pass
    attach = pydrm.vgem.attach  # a module is a file to be opened
    with descriptors_left(0):
        with objects.device.create_dumb(64, 64, bpp=32) as buffer, buffer.map() as pages:
            pages[0:4] = b"full"
            assert bytes(pages[0:4]) == b"full"
        with objects.device.import_dmabuf(objects.dmabuf) as imported:
            assert imported.handle == objects.buffer.handle
        with attach(objects.buffer, write=True):
            assert not objects.dmabuf.poll()
        assert objects.dmabuf.poll()
        with objects.dmabuf.cpu_access(), objects.dmabuf.map() as pages:
            assert len(pages) == SIZE
        objects.dmabuf.import_sync_file(objects.sync_file, write=True)
        assert objects.sync_file.status == 1


@conf("X2")
@needs("vgem.fence", "heap.system", "sw_sync")
@pytest.mark.parametrize("left", [0, 1])
def test_receiving_without_room(objects: Objects, left: int) -> None:
    """A message whose descriptors do not fit is EMFILE, not a message without them; what did fit is closed."""
    pydrm.passing.send_fds(objects.there, [objects.dmabuf.fileno(), objects.sync_file.fileno()], {"n": 2})
    before = descriptors()
    with descriptors_left(left), pytest.raises(OSError) as caught:
        pydrm.passing.recv_fds(objects.here)
    assert caught.value.errno == errno.EMFILE
    assert descriptors() == before


@conf("X2", "P9")
@needs("dumb", "prime.export")
def test_export_at_the_limit(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Without room for a descriptor it is EMFILE, and afterwards all is as before."""
    client = opened(card, raw)
    handle = client.must_create()
    with descriptors_left(0):
        assert client.export(handle) == -errno.EMFILE
        assert client.export(handle, 4) == -errno.EINVAL
    os.close(client.must_export(handle))


@conf("X2", "P9")
@needs("dumb", "prime.export")
def test_room_comes_before_the_handle(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The kernel reserves the number first: EMFILE before it looks at the handle."""
    client = opened(card, raw)
    with descriptors_left(0):
        assert client.export(0xFFFF) == -errno.EMFILE


@conf("X2", "C12")
def test_open_at_the_limit(node: Node) -> None:
    """Opening a node is EMFILE like any file; the device has no client more."""
    with descriptors_left(0), pytest.raises(OSError) as caught:
        Client(node)
    assert caught.value.errno == errno.EMFILE

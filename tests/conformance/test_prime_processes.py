"""Buffers between processes: an exporter that dies, descriptors through a socket, children of fork."""

from __future__ import annotations

import errno
import gc
import os
import select
import socket
from typing import TYPE_CHECKING, Any

import pytest

import pydrm

from .support import conf, needs, nodes
from .support.client import Client
from .support.memory import mmap_fd
from .support.processes import Child, Gate, in_child, same_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .support.nodes import Node
    from .support.raw import Raw

SIZE = 16384


@pytest.fixture
def sockets() -> Iterator[tuple[socket.socket, socket.socket]]:
    """A connected pair of Unix sockets."""
    here, there = socket.socketpair()
    with here, there:
        yield here, there


@conf("P18")
@needs("dumb", "prime.export", "prime.import")
@pytest.mark.parametrize("end", ["returns", "is killed"])
def test_the_exporter_dies(
    card: Node, raw: Raw, opened: Callable[..., Client], sockets: tuple[socket.socket, socket.socket], end: str
) -> None:
    """The content is the importer's when the process that made the buffer is gone."""
    here, there = sockets

    def exporter() -> None:
        client = opened(card, raw)
        handle = client.must_create(SIZE)
        with client.map(handle, SIZE) as pages:
            pages.fill(0x81)
        socket.send_fds(there, [b"!"], [client.must_export(handle)])
        if end == "is killed":
            select.select([], [], [], 30)

    with Child(exporter) as child:
        _, fds, _, _ = socket.recv_fds(here, 1, 1)
        client = opened(card, raw)
        handle = client.must_import(fds[0])
        if end == "is killed":
            child.kill()
        else:
            child.result()
        os.close(fds[0])
        with client.map(handle, SIZE) as pages:
            assert pages.is_filled(0x81)


@conf("P18")
@needs("vgem.dumb", "prime.foreign", "prime.export")
def test_another_drivers_exporter_dies(node: Node, sockets: tuple[socket.socket, socket.socket]) -> None:
    """The same with the nouns, from vgem into every node."""
    here, there = sockets

    def exporter() -> None:
        with pydrm.open(driver="vgem") as vgem, vgem.create_dumb(64, 64, "XR24") as frame:
            frame.array[:] = 0x00C0FFEE
            with frame.export() as dmabuf:
                dmabuf.send(there)

    with Child(exporter) as child, pydrm.open(node.path) as device:
        with pydrm.DmaBuf.recv(here) as received:
            child.result()
            assert (received.width, received.height, str(received.format)) == (64, 64, "XR24")
            imported = device.import_dmabuf(received)
        with imported, imported.export() as again, again.map() as pages:
            assert bytes(pages[:4]) == b"\xee\xff\xc0\x00"


@conf("P19")
@needs("vgem.fence")
@pytest.mark.parametrize("kind", ["dma-buf", "sync_file", "node"])
def test_identity_through_a_socket(vgem: pydrm.Device, sockets: tuple[socket.socket, socket.socket], kind: str) -> None:
    """A descriptor that went through a socket is the same open file, in this process and seen from another."""
    here, there = sockets
    with vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf:
        with dmabuf.export_sync_file(read=True) as sync_file:
            mine = {"dma-buf": dmabuf.fileno(), "sync_file": sync_file.fileno(), "node": vgem.fileno()}[kind]
            socket.send_fds(there, [b"!"], [mine])
            _, fds, _, _ = socket.recv_fds(here, 1, 1)
            assert same_file(mine, fds[0])
            assert os.fstat(mine).st_ino == os.fstat(fds[0]).st_ino
            os.close(fds[0])
            with Gate() as arrived, Gate() as done:
                socket.send_fds(there, [b"!"], [mine])

                def receiver() -> int:
                    _, fds, _, _ = socket.recv_fds(here, 1, 1)
                    os.write(there.fileno(), fds[0].to_bytes(4, "little"))
                    arrived.open()
                    done.wait()
                    return os.fstat(fds[0]).st_ino

                with Child(receiver) as child:
                    arrived.wait()
                    theirs = int.from_bytes(here.recv(4), "little")
                    assert same_file(mine, theirs, pid=child.pid)
                    done.open()
                    assert child.result() == os.fstat(mine).st_ino


@conf("P19")
@needs("vgem.fence")
def test_a_fence_through_a_socket(vgem: pydrm.Device, sockets: tuple[socket.socket, socket.socket]) -> None:
    """A sync_file sent while its fence is pending is signalled at the other end."""
    here, there = sockets
    with vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf, Gate() as waiting:
        fence = pydrm.vgem.attach(buffer, write=True)
        with dmabuf.export_sync_file(read=True) as sync_file:
            pydrm.passing.send_sync_file(there, sync_file)

        def receiver() -> list[Any]:
            with pydrm.passing.recv_sync_file(here) as received:
                before = received.status
                waiting.open()
                received.wait(5_000_000_000)
                return [before, received.status]

        with Child(receiver) as child:
            waiting.wait()
            fence.signal()
            assert child.result() == [0, 1]


@conf("P19")
@needs("dumb", "prime.export")
def test_a_file_through_a_socket(
    card: Node, raw: Raw, opened: Callable[..., Client], sockets: tuple[socket.socket, socket.socket]
) -> None:
    """A DRM file that was sent is the same file: its handles are there, and what the receiver makes is here."""
    here, there = sockets
    mine = opened(card, raw)
    handle = mine.must_create(SIZE)
    socket.send_fds(there, [b"!"], [mine.fd])

    def receiver() -> int:
        _, fds, _, _ = socket.recv_fds(here, 1, 1)
        client = Client(card, raw, fds[0])
        with client.map(handle, SIZE) as pages:
            pages.fill(0x91)
        return client.must_create(SIZE)

    theirs = in_child(receiver)
    assert theirs == handle + 1
    with mine.map(handle, SIZE) as pages:
        assert pages.is_filled(0x91)
    assert mine.close_handle(theirs) == 0


@conf("P20")
@needs("dumb", "prime.export")
def test_a_child_closes_everything(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A child that closes all descriptors and unmaps everything takes nothing from its parent."""
    client = opened(card, raw)
    handle = client.must_create(SIZE)
    dmabuf = client.must_export(handle)
    with client.map(handle, SIZE) as pages, mmap_fd(dmabuf, SIZE) as more:
        pages.fill(0xA1)

        def child() -> None:
            pages.close()
            more.close()
            os.close(dmabuf)
            client.close()

        in_child(child)
        assert more.is_filled(0xA1)
        more.fill(0xA2)
        assert pages.is_filled(0xA2)
    assert client.map_offset(handle) == 0
    assert os.lseek(dmabuf, 0, os.SEEK_END) == SIZE
    os.close(dmabuf)


@conf("P20")
@needs("dumb")
def test_handles_are_shared_with_a_child(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The file is one, so a child's GEM_CLOSE closes the parent's handle: the trap that wrappers must avoid."""
    client = opened(card, raw)
    handle = client.must_create(SIZE)
    assert in_child(lambda: int(client.close_handle(handle))) == 0
    assert client.map_offset(handle) == -errno.ENOENT


@conf("P20")
@needs("vgem.fence", "vgem.dumb")
def test_wrappers_refuse_in_a_child(vgem: pydrm.Device) -> None:
    """In a child the parent's device and buffers raise ForkError; closing and collecting them there does no harm."""
    buffer = vgem.create_dumb(64, 64, bpp=32)
    fence = pydrm.vgem.attach(buffer, write=False)

    def child() -> list[str]:
        calls: dict[str, Callable[[], object]] = {
            "create": lambda: vgem.create_dumb(8, 8, bpp=32),
            "export": buffer.export,
            "map": buffer.map,
            "flink": buffer.flink,
            "handle": lambda: buffer.handle,
            "cap": lambda: vgem.get_cap(pydrm.Cap.PRIME),
            "signal": fence.signal,
            "attach": lambda: pydrm.vgem.attach(buffer, write=False),
        }
        wrong = []
        for name, call in calls.items():
            try:
                call()
            except pydrm.ForkError:
                continue
            except Exception as error:
                wrong.append(f"{name}: {error!r}")
            else:
                wrong.append(f"{name}: no error")
        fence.close()
        buffer.close()
        vgem.close()
        return wrong

    assert in_child(child) == []
    assert fence.alive
    fence.signal()
    with buffer.map() as pages:
        assert bytes(pages[:1]) == b"\0"
    assert vgem.gem.handles() == {buffer.handle: 1}
    buffer.close()


@conf("P20")
@needs("vgem.dumb")
def test_collection_in_a_child(vgem: pydrm.Device) -> None:
    """A child that drops every reference runs finalisers there, and the parent's handle is still the parent's."""
    holder = [vgem.create_dumb(64, 64, bpp=32)]
    number = holder[0].handle

    def child() -> int:
        holder.clear()
        gc.collect()
        return len(holder)

    assert in_child(child) == 0
    raw = Client(nodes.Node("vgem", "card", vgem.path), fd=vgem.fileno())
    assert raw.map_offset(number) == 0
    holder[0].close()
    assert raw.map_offset(number) == -errno.ENOENT


@conf("P20")
@needs("vgem.dumb", "vgem.fence")
def test_plain_descriptors_work_in_a_child(vgem: pydrm.Device) -> None:
    """dma-bufs and sync_files are only descriptors: a child uses the inherited ones as its own."""
    with vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf:
        with dmabuf.export_sync_file(read=True) as sync_file:

            def child() -> list[Any]:
                with dmabuf.map() as pages:
                    pages[0:2] = b"ok"
                found = [sync_file.status, dmabuf.size]
                dmabuf.close()
                sync_file.close()
                return found

            assert in_child(child) == [1, 16384]
            assert sync_file.status == 1
        with buffer.map() as pages:
            assert bytes(pages[0:2]) == b"ok"


@conf("P20")
@needs("vgem.dumb")
def test_a_child_opens_its_own(vgem: pydrm.Device) -> None:
    """The way out for a child: open the device again and import what it inherited as a dma-buf."""
    with vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf:

        def child() -> int:
            with pydrm.open(vgem.path) as mine, mine.import_dmabuf(dmabuf) as imported, imported.map() as pages:
                pages[100:103] = b"own"
                return len(mine.gem.handles())

        assert in_child(child) == 1
        with buffer.map() as pages:
            assert bytes(pages[100:103]) == b"own"
        assert vgem.gem.handles() == {buffer.handle: 1}

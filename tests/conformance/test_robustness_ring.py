"""A ring of processes passes one buffer on: A to B to C and back to A, who let go of it first."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

import pydrm

from .support import conf, needs
from .support.processes import Child

if TYPE_CHECKING:
    from .support.nodes import Node

pytestmark = needs("dumb", "prime.export", "prime.import")


def station(path: str, number: int, receive: socket.socket, send: socket.socket) -> tuple[int, int]:
    """Take the buffer, import it, put this station's mark into it, pass it on; its inode and the length of its row."""
    with pydrm.DmaBuf.recv(receive) as dmabuf:
        with pydrm.open(path) as device, device.import_dmabuf(dmabuf), dmabuf.map() as pages:
            assert bytes(pages[:number]) == bytes(range(1, number + 1))
            pages[number] = number + 1
        dmabuf.send(send)
        return dmabuf.ino, dmabuf.planes[0].pitch


@conf("X10")
@pytest.mark.parametrize("stations", [2, 5])
@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_SEQPACKET], ids=["stream", "packets"])
def test_ring(card: Node, stations: int, kind: socket.SocketKind) -> None:
    """Identity, geometry and content come back, although the first process has closed all that it had."""
    with ExitStack() as stack:
        links = [socket.socketpair(socket.AF_UNIX, kind) for _ in range(stations + 1)]
        for link in links:
            for end in link:
                stack.enter_context(end)
        children = [
            stack.enter_context(Child(station, card.path, number, links[number - 1][1], links[number][0]))
            for number in range(1, stations + 1)
        ]
        with pydrm.open(card.path) as device, device.create_dumb(61, 7, "XR24") as buffer:
            pitch = buffer.pitch
            with buffer.export() as dmabuf:
                inode = dmabuf.ino
                with dmabuf.map() as pages:
                    pages[0] = 1
                dmabuf.send(links[0][0])
        with pydrm.DmaBuf.recv(links[-1][1]) as back:
            assert (back.ino, back.width, back.height, str(back.format)) == (inode, 61, 7, "XR24")
            assert back.planes[0].pitch == pitch
            assert [child.result() for child in children] == [(inode, pitch)] * stations
            with back.map() as pages:
                assert bytes(pages[: stations + 1]) == bytes(range(1, stations + 2))


@conf("X10")
def test_ring_around_a_dead_first(card: Node) -> None:
    """The same when the process that made the buffer has ended altogether."""
    first, second, third = (socket.socketpair() for _ in range(3))
    with ExitStack() as stack:
        for link in (first, second, third):
            for end in link:
                stack.enter_context(end)

        def maker() -> int:
            with pydrm.open(card.path) as device, device.create_dumb(61, 7, "XR24") as buffer:
                with buffer.export() as dmabuf, dmabuf.map() as pages:
                    pages[0] = 1
                    dmabuf.send(first[0])
                    return dmabuf.ino

        with Child(maker) as child:
            inode = child.result()
        with Child(station, card.path, 1, first[1], second[0]) as child:
            assert child.result()[0] == inode
        with Child(station, card.path, 2, second[1], third[0]) as child:
            assert child.result()[0] == inode
        with pydrm.DmaBuf.recv(third[1]) as back, back.map() as pages:
            assert back.ino == inode
            assert bytes(pages[:3]) == b"\1\2\3"

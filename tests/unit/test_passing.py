"""Descriptors over Unix sockets: whole messages, close-on-exec, and nothing left open when the other end lies."""

from __future__ import annotations

import array
import json
import os
import resource
import socket
import struct
import threading
from typing import TYPE_CHECKING

import pytest

from pydrm.passing import recv_dmabuf, recv_fds, recv_sync_file, send_fds

if TYPE_CHECKING:
    from collections.abc import Iterator

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture(params=["stream", "seqpacket", "dgram"])
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    kinds = {"stream": socket.SOCK_STREAM, "seqpacket": socket.SOCK_SEQPACKET, "dgram": socket.SOCK_DGRAM}
    a, b = socket.socketpair(socket.AF_UNIX, kinds[request.param])
    with a, b:
        yield a, b


@pytest.fixture
def stream() -> Iterator[Pair]:
    a, b = socket.socketpair()
    with a, b:
        yield a, b


@pytest.fixture
def memfd() -> Iterator[int]:
    fd = os.memfd_create("passed")
    os.write(fd, b"hello")
    yield fd
    os.close(fd)


def fds() -> list[str]:
    return sorted(os.listdir("/proc/self/fd"))


def raw(sock: socket.socket, data: bytes, *numbers: int) -> None:
    """Send what a broken or hostile peer might."""
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", numbers))] if numbers else []
    sock.sendmsg([data], rights)


def message(header: object, length: int | None = None) -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<4sI", b"pDR1", len(text) if length is None else length) + text


def test_round_trip(pair: Pair, memfd: int) -> None:
    """The same files arrive, with the header, close-on-exec; the sender keeps its own."""
    a, b = pair
    send_fds(a, [memfd, memfd], {"kind": "x", "n": [1, None, "é"]})
    got, header = recv_fds(b)
    try:
        assert header == {"kind": "x", "n": [1, None, "é"]}
        assert [os.fstat(fd).st_ino for fd in got] == [os.fstat(memfd).st_ino] * 2
        assert not any(os.get_inheritable(fd) for fd in got)
        assert os.pread(got[0], 5, 0) == b"hello"
    finally:
        for fd in got:
            os.close(fd)


def test_no_descriptors_and_the_most(pair: Pair, memfd: int) -> None:
    """A message may have none, and as many as the kernel allows; one more is refused before sending."""
    a, b = pair
    send_fds(a, [])
    assert recv_fds(b) == ([], {})
    send_fds(a, [memfd] * 253)
    got, _ = recv_fds(b)
    assert len(got) == 253
    for fd in got:
        os.close(fd)
    with pytest.raises(ValueError, match="at most 253"):
        send_fds(a, [memfd] * 254)
    with pytest.raises(ValueError, match="too long"):
        send_fds(a, [], {"x": "y" * 70000})


def test_messages_do_not_run_together(stream: Pair, memfd: int) -> None:
    """On a stream each receive takes one message, however they were sent and in whatever pieces."""
    a, b = stream
    for number in range(3):
        send_fds(a, [memfd] * number, {"n": number})
    for number in range(3):
        got, header = recv_fds(b)
        assert (len(got), header) == (number, {"n": number})
        for fd in got:
            os.close(fd)
    data = message({"slow": 1})

    def trickle() -> None:
        raw(a, data[:3], memfd)
        for index in range(3, len(data)):
            a.send(data[index : index + 1])

    thread = threading.Thread(target=trickle)
    thread.start()
    got, header = recv_fds(b)
    thread.join()
    assert (len(got), header) == (1, {"slow": 1})
    os.close(got[0])


def test_a_large_header_over_a_small_stream(stream: Pair, memfd: int) -> None:
    """A header that does not fit the socket's buffer is sent in pieces."""
    a, b = stream
    a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    thread = threading.Thread(target=send_fds, args=(a, [memfd], {"x": "y" * 60000}))
    thread.start()
    got, header = recv_fds(b)
    thread.join()
    assert len(header["x"]) == 60000
    os.close(got[0])


def test_the_other_end_is_gone(stream: Pair, memfd: int) -> None:
    """Receiving from a closed end is EOFError, in the middle of a message too; sending to it is BrokenPipeError."""
    a, b = stream
    before = fds()
    raw(a, message({"cut": 1})[:-2], memfd)
    a.shutdown(socket.SHUT_WR)
    with pytest.raises(EOFError, match="middle"):
        recv_fds(b)
    with pytest.raises(EOFError, match="other end"):
        recv_fds(b)
    assert fds() == before
    b.close()
    with pytest.raises(BrokenPipeError):
        send_fds(a, [memfd])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", "not a message"),
        (message({"x": 1}, 1 << 20), "not a message"),
        (struct.pack("<4sI", b"pDR1", 4) + b"\xff\xfe{}", "no JSON"),
        (struct.pack("<4sI", b"pDR1", 3) + b"{],", "no JSON"),
        (message([1, 2]), "no JSON object"),
        (struct.pack("<4sI", b"pDR1", 60000) + b"[" * 60000, "no JSON"),
    ],
)
def test_bad_messages_leave_nothing_open(pair: Pair, memfd: int, data: bytes, words: str) -> None:
    """Whatever comes, it is an error in words, and its descriptors are closed."""
    a, b = pair
    before = fds()
    raw(a, data, memfd, memfd)
    with pytest.raises(ValueError, match=words):
        recv_fds(b)
    assert fds() == before


def test_short_and_long_datagrams(memfd: int) -> None:
    """A packet shorter than a header, and one with more than it promises."""
    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with a, b:
        before = fds()
        for data, words in ((b"pDR", "too short"), (message({}) + b"more", "promises"), (b"x" * 80000, "longer")):
            raw(a, data, memfd)
            with pytest.raises(ValueError, match=words):
                recv_fds(b)
        assert fds() == before


GOOD = {
    "kind": "dma-buf",
    "planes": [[0, 0, 256]],
    "width": 64,
    "height": 64,
    "format": 0x34325258,
    "modifier": 0,
}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"kind": "sync-file"},
        {"kind": None},
        {"planes": []},
        {"planes": None},
        {"planes": [[0, 0]]},
        {"planes": [[1, 0, 256]]},
        {"planes": [[0, -1, 256]]},
        {"planes": [[0, 0, 1 << 40]]},
        {"planes": [["0", 0, 256]]},
        {"planes": [[True, 0, 256]]},
        {"planes": "abc"},
        {"width": "64"},
        {"width": 1 << 40},
        {"format": 1 << 33},
        {"modifier": -1},
    ],
)
def test_what_is_no_buffer(stream: Pair, memfd: int, change: dict[str, object]) -> None:
    """A memfd is no dma-buf, and no header makes it one; everything received is closed."""
    a, b = stream
    before = fds()
    raw(a, message({**GOOD, **change}), memfd)
    with pytest.raises(ValueError):
        recv_dmabuf(b)
    assert fds() == before
    raw(a, message({**GOOD, **change}))
    with pytest.raises(ValueError):
        recv_dmabuf(b)


def test_what_is_no_sync_file(stream: Pair, memfd: int) -> None:
    """The wrong kind, and the wrong number of descriptors."""
    a, b = stream
    before = fds()
    for header, count in ((GOOD, 1), ({"kind": "sync-file"}, 0), ({"kind": "sync-file"}, 2)):
        raw(a, message(header), *[memfd] * count)
        with pytest.raises(ValueError):
            recv_sync_file(b)
    assert fds() == before


def test_no_descriptor_left(stream: Pair, memfd: int) -> None:
    """At the limit of descriptors a message is an error, not a message without them; nothing leaks."""
    a, b = stream
    before = fds()
    send_fds(a, [memfd] * 3, {"n": 1})
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest_free = os.dup(memfd)
    os.close(lowest_free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, hard))
    try:
        with pytest.raises(OSError) as caught:
            recv_fds(b)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert caught.value.errno == 24
    assert fds() == before

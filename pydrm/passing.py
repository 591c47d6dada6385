"""Passing buffers (and anything else that is file descriptors) between processes over a Unix socket.

One message is a header of 8 bytes (``pDR1`` and the length of the text, little-endian), the text (JSON), and the file
descriptors as SCM_RIGHTS. It works over stream, datagram and seqpacket sockets. Received descriptors are close-on-exec
from the start, and closed again when the message turns out to be bad. The other end is not trusted: every value is
checked.
"""

from __future__ import annotations

import array
import errno
import json
import os
import socket
import struct

from ._descriptors import close_all, is_dmabuf
from .dmabuf import DmaBuf
from .formats import Fourcc, Modifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from .syncfile import SyncFile

__all__ = ["recv_dmabuf", "recv_fds", "recv_sync_file", "send_dmabuf", "send_fds", "send_sync_file"]

_MAGIC = b"pDR1"
_HEADER = struct.Struct("<4sI")
_MAX_TEXT = 64 * 1024
_MAX_FDS = 253  # the kernel's SCM_MAX_FD


def send_fds(sock: socket.socket, fds: Iterable[int], header: dict[str, Any] | None = None) -> None:
    """Send borrowed file descriptors with a JSON-able header over a Unix socket, as one message for :func:`recv_fds`.

    Raises:
        ValueError: more than 253 descriptors, or a header of more than 64 KiB.
        OSError: the other end is gone (BrokenPipeError), …
    """
    numbers = list(fds)
    text = json.dumps(header or {}).encode()
    if len(numbers) > _MAX_FDS:
        raise ValueError(f"one message carries at most {_MAX_FDS} file descriptors, not {len(numbers)}")
    if len(text) > _MAX_TEXT:
        raise ValueError(f"a header of {len(text)} bytes is too long: at most {_MAX_TEXT}")
    data = _HEADER.pack(_MAGIC, len(text)) + text
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", numbers))] if numbers else []
    sent = sock.sendmsg([data], rights)
    if sent < len(data):  # a stream may take it in pieces; the descriptors went with the first
        sock.sendall(data[sent:])


def recv_fds(sock: socket.socket) -> tuple[list[int], dict[str, Any]]:
    """Receive one message of :func:`send_fds`: file descriptors, which the caller owns, and the header.

    Raises:
        EOFError: the other end is closed.
        ValueError: this is no such message; the descriptors that came with it have been closed.
        OSError: what the socket says; a message that was cut off for lack of file descriptors is EMFILE.
    """
    fds: list[int] = []
    try:
        return fds, _recv(sock, fds)
    except BaseException:
        close_all(fds)
        raise


def _recv(sock: socket.socket, fds: list[int]) -> dict[str, Any]:
    # A datagram comes whole or is cut off, so ask for all that it may be; from a stream take the header alone first.
    stream = sock.type == socket.SOCK_STREAM
    data = _recv_part(sock, _HEADER.size if stream else _HEADER.size + _MAX_TEXT, fds)
    if not data:
        raise EOFError("the other end of the socket is closed")
    while stream and len(data) < _HEADER.size:
        data += _recv_more(sock, _HEADER.size - len(data), fds)
    if len(data) < _HEADER.size:
        raise ValueError(f"a message of {len(data)} bytes is too short for a header")
    magic, length = _HEADER.unpack_from(data)
    if magic != _MAGIC or length > _MAX_TEXT:
        raise ValueError(f"not a message of pydrm.passing: it starts with {bytes(data[:8])!r}")
    while stream and len(data) < _HEADER.size + length:
        data += _recv_more(sock, _HEADER.size + length - len(data), fds)
    if len(data) != _HEADER.size + length:
        raise ValueError(f"the header promises {length} bytes, {len(data) - _HEADER.size} came")
    try:
        header = json.loads(data[_HEADER.size :])
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the header is no JSON: {error}") from None
    if not isinstance(header, dict):
        raise ValueError(f"the header is no JSON object but {type(header).__name__}")
    return header


def _recv_more(sock: socket.socket, size: int, fds: list[int]) -> bytes:
    data = _recv_part(sock, size, fds)
    if not data:
        raise EOFError("the socket was closed in the middle of a message")
    return data


def _recv_part(sock: socket.socket, size: int, fds: list[int]) -> bytes:
    # Descriptors go into `fds` at once, so that whoever cleans up sees them. Python's own flag handling is not enough:
    # without MSG_CMSG_CLOEXEC a fork in another thread would inherit them.
    space = socket.CMSG_SPACE(_MAX_FDS * 4)
    data, rights, flags, _ = sock.recvmsg(size, space, socket.MSG_CMSG_CLOEXEC)
    for level, kind, payload in rights:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            numbers = array.array("i")
            numbers.frombytes(payload[: len(payload) - len(payload) % numbers.itemsize])
            fds.extend(numbers)
    if flags & socket.MSG_CTRUNC:
        raise OSError(
            errno.EMFILE,
            os.strerror(errno.EMFILE),
            "file descriptors of the message were lost: this process has none left",
        )
    if flags & socket.MSG_TRUNC:
        raise ValueError("the message is longer than any of pydrm.passing")
    return data


# -- dma-bufs and sync files -----------------------------------------------------------------------------------------


def send_dmabuf(sock: socket.socket, buffer: DmaBuf) -> None:
    """Send a buffer with its planes, size, format and modifier; see :meth:`pydrm.DmaBuf.send`."""
    planes = buffer.planes
    fds = list(dict.fromkeys(plane.fd for plane in planes))
    header: dict[str, Any] = {
        "kind": "dma-buf",
        "planes": [[fds.index(plane.fd), plane.offset, plane.pitch] for plane in planes],
        "width": buffer.width,
        "height": buffer.height,
        "format": None if buffer.format is None else int(buffer.format),
        "modifier": int(buffer.modifier),
    }
    send_fds(sock, fds, header)


def recv_dmabuf(sock: socket.socket) -> DmaBuf:
    """Receive a buffer, which the caller owns; see :meth:`pydrm.DmaBuf.recv`."""
    fds, header = recv_fds(sock)
    try:
        _expect(header, "dma-buf")
        for fd in fds:
            if not is_dmabuf(fd):
                raise ValueError("a file descriptor came that is no dma-buf")
        places = header.get("planes")
        if not isinstance(places, list) or not fds:
            raise ValueError("a dma-buf without planes came")
        planes = [_plane(place, fds) for place in places]
        if {plane[0] for plane in planes} != set(fds):
            raise ValueError(f"{len(fds)} file descriptors came, but the planes do not use all of them")
        code = _number(header.get("format"), "format", 1 << 32)
        modifier = _number(header.get("modifier"), "modifier", 1 << 64)
        return DmaBuf(
            planes,
            width=_number(header.get("width"), "width", 1 << 31),
            height=_number(header.get("height"), "height", 1 << 31),
            format=None if code is None else Fourcc(code),
            modifier=Modifier.INVALID if modifier is None else Modifier(modifier),
        )
    except BaseException:
        close_all(fds)
        raise


def _expect(header: dict[str, Any], kind: str) -> None:
    if header.get("kind") != kind:
        raise ValueError(f"expected a {kind}, and a {header.get('kind')!r} came")


def _plane(place: object, fds: list[int]) -> tuple[int, int, int]:
    if not isinstance(place, list) or len(place) != 3:
        raise ValueError(f"a plane has to be [descriptor, offset, pitch], not {place!r}")
    index, offset, pitch = (_number(value, "plane", 1 << 32) for value in place)
    if index is None or offset is None or pitch is None or index >= len(fds):
        raise ValueError(f"a plane has to be [descriptor, offset, pitch], not {place!r}")
    return fds[index], offset, pitch


def _number(value: object, what: str, limit: int) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < limit:
        raise ValueError(f"{what} of the message is not a number below {limit}: {value!r}")
    return value


def send_sync_file(sock: socket.socket, sync_file: SyncFile) -> None:
    """Send a sync file over a Unix socket, for :func:`recv_sync_file` at the other end. Stays open here."""
    send_fds(sock, [sync_file.fileno()], {"kind": "sync-file"})


def recv_sync_file(sock: socket.socket) -> SyncFile:
    """Receive a sync file, which the caller owns. Errors as :meth:`pydrm.DmaBuf.recv`."""
    from .syncfile import SyncFile

    fds, header = recv_fds(sock)
    try:
        _expect(header, "sync-file")
        if len(fds) != 1:
            raise ValueError(f"a sync file is one file descriptor, {len(fds)} came")
        return SyncFile.from_fd(fds[0])
    except BaseException:
        close_all(fds)
        raise

"""UML's management console: asking a guest, from outside, what it is doing."""

from __future__ import annotations

import contextlib
import socket
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# struct mconsole_request of the kernel's arch/um/drivers/mconsole.h: magic, version, length, 512 bytes of command;
# struct mconsole_reply: error, more, length, and as many bytes of text.
_REQUEST = struct.Struct("=III512s")
_REPLY = struct.Struct("=III")
_MAGIC = 0xCAFEBABE
_VERSION = 2


def ask(path: Path, command: str, *, timeout: float) -> str | None:
    """Send `command` to the console at the socket `path`; the answer, or None when none comes in `timeout` seconds."""
    text = command.encode()
    answer = b""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.settimeout(timeout)
        channel.bind("")  # the kernel picks an abstract name, which the reply is sent to
        channel.sendto(_REQUEST.pack(_MAGIC, _VERSION, len(text), text), str(path))
        more = 1
        while more:
            reply = channel.recv(4096)
            _error, more, length = _REPLY.unpack_from(reply)
            answer += reply[_REPLY.size : _REPLY.size + length]
        return answer.rstrip(b"\0").decode(errors="replace")
    return None

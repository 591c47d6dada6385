"""The other process of the passing stage: ``python -m pydri.exercise.peer FD``.

For each dma-buf that comes through the Unix socket FD: say what it holds, invert every byte, send it back. Ends when
the other end closes. Without numpy, so that it starts at once.
"""

from __future__ import annotations

import os
import socket
import sys
import zlib

from pydrm import DmaBuf, passing

__all__ = ["serve"]

INVERTED = bytes(255 - value for value in range(256))


def serve(sock: socket.socket) -> None:
    """Answer until the other end closes; the socket stays the caller's."""
    while True:
        try:
            received = DmaBuf.recv(sock)
        except EOFError:
            return
        with received as dmabuf:
            with dmabuf.map() as mapping:
                contents = bytes(mapping)
                mapping.view[:] = contents.translate(INVERTED)
            passing.send_fds(sock, [], {"pid": os.getpid(), "size": dmabuf.size, "crc32": zlib.crc32(contents)})
            dmabuf.send(sock)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as connection:
        serve(connection)

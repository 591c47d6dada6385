"""One open file of a vgem node, card or render, that attaches and signals fences on buffers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .client import Client
from .fences import WRITE_FENCE

if TYPE_CHECKING:
    from types import TracebackType

    from .nodes import Node
    from .raw import Raw, Reply


@dataclass(frozen=True)
class Buffer:
    """A buffer as the fencer has it: its GEM handle there, and a dma-buf descriptor that the fencer owns."""

    handle: int
    dmabuf: int


class Fencer:
    """A client of vgem with buffers. Buffers are born on the card node; a render node gets them by PRIME import."""

    def __init__(self, card: Node, node: Node, raw: Raw) -> None:
        self.card = card
        self.raw = raw
        self.client = Client(node, raw)
        self._fds: list[int] = []

    def __enter__(self) -> Fencer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()
        for fd in self._fds:
            os.close(fd)
        self._fds.clear()

    def again(self) -> Fencer:
        """Another open file of the same node."""
        return Fencer(self.card, self.client.node, self.raw)

    def buffer(self, size: int = 4096) -> Buffer:
        """A new buffer, idle."""
        if self.client.node == self.card:
            handle = self.client.must_create(size)
            return Buffer(handle, self._own(self.client.must_export(handle)))
        with Client(self.card, self.raw) as maker:
            return self.take(maker.must_export(maker.must_create(size)))

    def take(self, dmabuf: int) -> Buffer:
        """A dma-buf from elsewhere, imported here; the descriptor becomes the fencer's."""
        return Buffer(self.client.must_import(self._own(dmabuf)), dmabuf)

    def _own(self, fd: int) -> int:
        self._fds.append(fd)
        return fd

    def drop(self, dmabuf: int) -> None:
        """Close one buffer's dma-buf descriptor now; its handle stays."""
        self._fds.remove(dmabuf)
        os.close(dmabuf)

    def attach(self, buffer: Buffer, flags: int = 0) -> Reply:
        """VGEM_FENCE_ATTACH: a read fence, or with flags 1 a write fence."""
        return self.client.attach(buffer.handle, flags)

    def must_read(self, buffer: Buffer) -> int:
        """Attach a read fence; its id."""
        return int(self.attach(buffer).ok().out_fence)

    def must_write(self, buffer: Buffer) -> int:
        """Attach a write fence; its id."""
        return int(self.attach(buffer, WRITE_FENCE).ok().out_fence)

    def signal(self, fence: int) -> Reply:
        """VGEM_FENCE_SIGNAL."""
        return self.client.signal(fence)

"""Two dumb buffers in turn: one is on the screen, the other is drawn into."""

from __future__ import annotations

from ..formats import Fourcc
from .framebuffer import Fb

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..device import Device
    from ..dumb import DumbBuffer

__all__ = ["Frames"]

_FORMAT = Fourcc.XRGB8888  # which every primary plane takes, of the kernel's own accord where its hardware does not


class Frames:
    # Made when they are first needed: who shows buffers of others needs none.
    __slots__ = ("_device", "_made", "_next", "_size")

    def __init__(self, device: Device, width: int, height: int) -> None:
        self._device = device
        self._size = width, height
        self._made: list[tuple[DumbBuffer, Fb]] = []
        self._next = 0

    def back(self) -> tuple[DumbBuffer, Fb]:
        """The one that is not on the screen."""
        while len(self._made) < 2:
            buffer = self._device.create_dumb(*self._size, _FORMAT)
            try:
                self._made.append((buffer, Fb.add(self._device, buffer)))
            except BaseException:
                buffer.close()
                raise
        return self._made[self._next]

    def turn(self) -> Fb:
        """The same, which changes its place with the other."""
        _, fb = self.back()
        self._next ^= 1
        return fb

    def close(self) -> None:
        for buffer, fb in self._made:
            fb.close()
            buffer.close()

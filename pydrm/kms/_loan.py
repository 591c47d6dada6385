"""Buffers of any kind as GEM handles of one device, for the time of a call."""

from __future__ import annotations

from ..caps import Cap
from ..dmabuf import DmaBuf
from ..dumb import DumbBuffer
from ..formats import Modifier
from ..gem import GemObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Protocol, Self, TypeAlias, TypeVar

    from ..device import Device
    from ..formats import Fourcc

    class Exports(Protocol):
        """A buffer that can be had as a dma-buf: pygbm's, for one."""

        def export(self) -> DmaBuf: ...

    _Value = TypeVar("_Value")
    Source: TypeAlias = DumbBuffer | GemObject | DmaBuf | Exports


__all__ = ["Loan"]


class Loan:
    # The GEM handles of a buffer on a device for as long as a call needs them, and what the buffer says of its picture.
    # What has a handle on this DRM file is used by that; the rest is imported, through the ledger, since the kernel
    # may answer with a handle that somebody else uses.
    __slots__ = (
        "_device",
        "_exported",
        "_imports",
        "_modifier",
        "format",
        "handles",
        "height",
        "places",
        "source",
        "width",
    )

    def __init__(self, device: Device, source: Source) -> None:
        device._check()
        self._device = device
        self._imports: list[GemObject] = []
        self._exported: DmaBuf | None = None
        self.source = source

    def __enter__(self) -> Self:
        source = self.source
        try:
            if isinstance(source, GemObject) and source._device._ledger._file is self._device._ledger._file:
                self._describe(source)
                self.handles = [source.handle]
                return self
            if not isinstance(source, DmaBuf):
                if not hasattr(source, "export"):
                    raise TypeError(
                        f"{source!r} is no buffer: neither a dumb buffer nor a DmaBuf, nor does it export one"
                    )
                source = self._exported = source.export()
            self._describe(source)
            for fd in dict.fromkeys(plane.fd for plane in source.planes):
                self._imports.append(self._device.import_dmabuf(fd))
            self.handles = [each.handle for each in self._imports]
        except BaseException:
            self._end()
            raise
        return self

    def _describe(self, source: GemObject | DmaBuf) -> None:
        self.width: int | None = None
        self.height: int | None = None
        self.format: Fourcc | None = None
        self._modifier = Modifier.INVALID
        self.places: tuple[tuple[int, int, int], ...] = ((0, 0, 0),)
        if isinstance(source, (DumbBuffer, DmaBuf)):
            self.width, self.height, self.format = source.width, source.height, source.format
            self.places = source._places() if isinstance(source, DumbBuffer) else source._places
            self._modifier = Modifier.LINEAR if isinstance(source, DumbBuffer) else source.modifier

    def known(self, what: str, given: _Value | None) -> _Value:
        """What was given, or else what the buffer says.

        Raises:
            ValueError: neither.
        """
        value: _Value | None = getattr(self, what) if given is None else given
        if value is None:
            raise ValueError(f"{self.source!r} does not say its {what}: give {what}=")
        return value

    def planes(self, pitch: int | None) -> list[tuple[int, int, int]]:
        """Handle, offset and pitch of every plane."""
        if pitch is not None and len(self.places) > 1:
            raise ValueError(f"{self.source!r} has {len(self.places)} planes, of which it says the pitches itself")
        places = [(self.handles[at], offset, row if pitch is None else pitch) for at, offset, row in self.places]
        if pitch is None and not all(row for _, _, row in places):
            raise ValueError(f"{self.source!r} does not say its pitch: give pitch=")
        return places

    def layout(self) -> Modifier:
        """The modifier to tell."""
        if self._modifier == Modifier.LINEAR and not self._device.has_cap(Cap.ADDFB2_MODIFIERS):
            return Modifier.INVALID
        return self._modifier

    def _end(self) -> None:
        try:
            for each in self._imports:
                each.close()
        finally:
            if self._exported is not None:
                self._exported.close()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

"""CPU views of buffers.

The pages stay mapped until the last thing that looks at them is gone: the :class:`Mapping`, every memoryview and every
numpy array taken from it hold the same owner of the memory. So closing never pulls the floor from under a live array.
(``mmap.mmap`` would do for neither end: it duplicates the file descriptor, and refuses to close while viewed.)
"""

from __future__ import annotations

from ._ioctl import os_error, where
from ._native import ffi, lib
from .resource import Resource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ._format_info import FormatInfo
    from ._pixels import Array

    # How pixels lie: format info, bpp (used without one), width, height, which piece of memory is mapped here, and
    # (piece of memory, offset, pitch) of each plane.
    Geometry = tuple[FormatInfo | None, int, int, int, int, tuple[tuple[int, int, int], ...]]

__all__ = ["Mapping"]

# PROT_READ, PROT_READ | PROT_WRITE, MAP_SHARED: the same on every Linux, and not worth loading the mmap module for.
_READ, _READ_WRITE, _SHARED = 1, 3, 1
_CHARS = ffi.typeof("char *")
_mmap, _munmap = lib.pydri_mmap, lib.pydri_munmap


class Mapping(Resource):
    """Memory of a buffer, mapped into this process.

    As a buffer (``bytes(m)``, ``m[0:4]``, ``np.asarray(m)``, and ``memoryview(m)`` from Python 3.12 on) it is bytes;
    :attr:`array` is the pixels.

    Ownership: the pages, shared with every view taken from it; :meth:`close` gives up its own share and ends the CPU
    access bracket, if it has one. A mapping without a bracket holds nothing but memory and may simply be dropped.
    Threads: reading and writing the memory is up to the callers; the object itself may be used from any thread.
    """

    __slots__ = ("_address", "_array", "_buffer", "_end", "_geometry", "_size", "_writable")

    _end: Callable[[], None] | None
    _array: Array | None

    def __init__(
        self, fd: int, size: int, offset: int = 0, *, write: bool = True, geometry: Geometry | None = None
    ) -> None:
        """Map a borrowed file descriptor. Use :meth:`pydrm.DmaBuf.map` or :meth:`pydrm.GemObject.map`."""
        address = _mmap(size, _READ_WRITE if write else _READ, _SHARED, fd, offset)
        if -4096 < address < 0:
            raise os_error(-address, lambda: f"mmap(size={size}, write={write}, offset={offset:#x}) of {where(fd)}")
        owner = ffi.gc(ffi.cast(_CHARS, address), lambda pointer: _munmap(pointer, size))
        buffer = memoryview(ffi.buffer(owner, size))
        self._address = address
        self._buffer = buffer if write else buffer.toreadonly()
        self._size = size
        self._writable = write
        self._geometry = geometry
        self._array = None
        self._end = None
        self._register()

    def _destroy(self) -> None:
        # Letting go of the memory is all there is to it; the last holder unmaps.
        del self._buffer, self._array
        if self._end is not None:
            end, self._end = self._end, None
            end()

    def _dropped(self) -> bool:
        return self._end is not None and super()._dropped()

    def _memory(self) -> memoryview:
        try:
            return self._buffer
        except AttributeError:
            self._raise_closed()

    @property
    def size(self) -> int:
        """Bytes mapped."""
        return self._size

    @property
    def writable(self) -> bool:
        """Whether the memory may be written; views of a mapping that is not are read-only."""
        return self._writable

    @property
    def native(self) -> int:
        """The address of the memory, valid while the mapping or a view of it lives."""
        self._check()
        return self._address

    @property
    def view(self) -> memoryview:
        """The whole memory as a memoryview of bytes; read-only when the mapping is. It keeps the memory mapped."""
        return memoryview(self._memory())

    @property
    def array(self) -> Array:
        """The pixels of plane 0 as a numpy array over the real memory (see :meth:`plane`); bytes without geometry."""
        self._check()
        if self._array is None:
            self._array = self.plane(0)
        return self._array

    def plane(self, index: int) -> Array:
        """The pixels of one plane as a numpy array over the real memory, rows as far apart as the buffer's pitch.

        Shape and type: (rows, columns) of uint8/16/32/64 for pixels of 1, 2, 4, 8 bytes; (rows, columns, 3) of uint8
        for 24 bits per pixel; (rows, columns, 2) for interleaved chroma (NV12, P010); (rows, bytes) of uint8 for
        formats whose pixels are no whole number of bytes. Without geometry: all bytes, one axis. The array keeps the
        memory mapped.

        Raises:
            ClosedError: the mapping was closed.
            IndexError: there is no such plane.
            ValueError: the plane does not fit into the memory.
        """
        buffer = self._memory()
        if self._geometry is None:
            if index != 0:
                raise IndexError(f"plane {index} of a buffer without a format: there is only plane 0")
            import numpy as np

            return np.frombuffer(buffer, np.uint8)
        from ._pixels import plane_array, plane_of_bpp

        info, bpp, width, height, here, places = self._geometry
        if not 0 <= index < len(places):
            raise IndexError(f"plane {index}: this mapping has {len(places)} plane(s)")
        piece, offset, pitch = places[index]
        if piece != here:
            raise IndexError(f"plane {index} lies in another file descriptor than the one that is mapped here")
        plane = plane_of_bpp(bpp) if info is None else info.planes[index]
        return plane_array(buffer, info, plane, width=width, height=height, offset=offset, pitch=pitch)

    @property
    def __array_interface__(self) -> dict[str, Any]:
        # The data entry is a buffer object and not an address, so that numpy holds on to the memory itself.
        return {"version": 3, "shape": (self._size,), "typestr": "|u1", "data": self._memory()}

    def __buffer__(self, flags: int, /) -> memoryview:
        return memoryview(self._memory())

    def __bytes__(self) -> bytes:
        return bytes(self._memory())

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, key: Any) -> Any:
        return self._memory()[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        self._memory()[key] = value

    def _describe(self) -> str:
        return f"{self._size} bytes at {self._address:#x}{'' if self._writable else ' read-only'}"

"""CPU views of GBM buffers: ``gbm_bo_map``, with a floor that cannot be pulled from under a live array."""

from __future__ import annotations

from contextlib import suppress
from weakref import ref

from pydrm import Fourcc, Mapping
from pydrm._pixels import plane_of_bpp
from pydrm.resource import generation

from ._library import ffi, lib
from .errors import GbmError, failure, spell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any

    from .bo import BufferObject
    from .native import NativeBuffer

__all__ = ["BoMapping"]

_UINT32, _POINTER, _CHARS = ffi.typeof("uint32_t *"), ffi.typeof("void **"), ffi.typeof("char *")
_READ, _WRITE = lib.GBM_BO_TRANSFER_READ, lib.GBM_BO_TRANSFER_WRITE


class BoMapping(Mapping):
    """A region of a GBM buffer as linear pixels, whatever the buffer's own layout. Made by
    :meth:`BufferObject.map`.

    :attr:`array` is the region's pixels, rows :attr:`stride` bytes apart (the driver may have made a copy: its stride
    is not the buffer's). As a buffer (``bytes(m)``, ``np.asarray(m)``) it is the bytes from the first pixel to the
    last.

    What was written is certain to be in the buffer once the mapping is closed, and not before. Closing also takes the
    memory away, and so it raises BufferError while arrays or memoryviews of a *writable* mapping are alive: drop them
    first (``del``), or write through ``m.array[...] = ...`` without keeping one. A read-only mapping may be closed at
    any time: its memory goes with its last view.

    Ownership: the memory, shared with every view. A mapping keeps its buffer, and that its device, from being
    destroyed.
    Threads: reading and writing is up to the callers; the object itself may be used from any thread.
    """

    __slots__ = ("_buffer_object", "_native", "_region", "_stride")

    def __init__(
        self, buffer: BufferObject, x: int, y: int, width: int, height: int, *, read: bool, write: bool
    ) -> None:
        """Map a checked region. Use :meth:`BufferObject.map`."""
        native = buffer._native
        self._buffer_object = buffer
        self._native = native
        self._region = (x, y, width, height)
        flags = (_READ if read else 0) | (_WRITE if write else 0)
        address, stride, end = _map(buffer, native, (x, y, width, height), flags)
        info = buffer.format.info
        plane = info.planes[0] if info is not None else plane_of_bpp(lib.gbm_bo_get_bpp(native.ptr) or 8)
        size = stride * (plane.rows(height) - 1) + plane.min_pitch(width)
        owner = ffi.gc(ffi.cast(_CHARS, address), end)
        view = memoryview(ffi.buffer(owner, size))
        self._address = address
        self._buffer = view if write else view.toreadonly()
        self._size = size
        self._stride = stride
        self._writable = write
        bpp = plane.block_bytes * 8
        self._geometry = (info, bpp, width, height, 0, ((0, 0, stride),))
        self._array = None
        self._end = None
        self._register()

    def _destroy(self) -> None:
        self._array = None
        with suppress(AttributeError):  # close() has already let go of a writable mapping's memory
            del self._buffer

    def _dropped(self) -> bool:
        # Reading needs no end. When writing ends unsaid, nobody can know when the pixels arrive.
        return self._writable and super(Mapping, self)._dropped()

    def close(self) -> None:
        """Unmap; what was written is in the buffer now. A second call does nothing.

        Raises:
            BufferError: arrays or memoryviews of a writable mapping are alive; the mapping stays open.
        """
        if self.closed:
            return
        if self._writable:
            self._release_views()
        super().close()
        device = self._native.device
        if device.born == generation():
            device.maps.settle()  # if another thread was mapping, the unmapping has queued behind it

    def _release_views(self) -> None:
        # The memory's owner is the ffi.buffer under all views: once ours are dropped, is it still there?
        memory, self._array = self._buffer, None
        alive = ref(memory.obj)
        del self._buffer
        del memory
        if (left := alive()) is not None:
            self._buffer = memoryview(left)
            raise BufferError(
                f"cannot unmap {self!r}: arrays or memoryviews of it are alive, and its memory goes with the mapping"
            )

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except BufferError as error:
            if value is None:
                raise
            value.add_note(str(error))

    @property
    def x(self) -> int:
        """The region's left edge in the buffer, in pixels."""
        return self._region[0]

    @property
    def y(self) -> int:
        """The region's top edge in the buffer, in pixels."""
        return self._region[1]

    @property
    def width(self) -> int:
        """The region's width in pixels."""
        return self._region[2]

    @property
    def height(self) -> int:
        """The region's height in pixels."""
        return self._region[3]

    @property
    def stride(self) -> int:
        """Bytes from one row of the mapping to the next; not necessarily the buffer's own."""
        return self._stride

    def _describe(self) -> str:
        x, y, width, height = self._region
        mode = "" if self._writable else " read-only"
        return f"{width}x{height} at ({x}, {y}) stride={self._stride}{mode}"


def _map(
    buffer: BufferObject, native: NativeBuffer, region: tuple[int, int, int, int], flags: int
) -> tuple[int, int, Callable[[Any], None]]:
    # The address, the stride, and what unmaps.
    stride, data = ffi.new(_UINT32), ffi.new(_POINTER)
    native.begin_map()
    try:
        with native.device.maps:
            ffi.errno = 0
            pointer = lib.gbm_bo_map(native.ptr, *region, flags, stride, data)
            code = ffi.errno
            address = int(ffi.cast("uintptr_t", pointer))
            # Where Mesa's software driver (22.3 to 25.0) cannot map the memory it adds the region's place to NULL.
            failed = address == 0 or address == _place(region, stride[0], buffer.format)
            if failed and data[0] != ffi.NULL:
                lib.gbm_bo_unmap(native.ptr, data[0])
    except BaseException:
        native.end_map()
        raise
    if failed:
        native.end_map()
        raise _map_failure(buffer, region, flags, code)
    opaque, device = data[0], native.device

    def unmap() -> None:
        try:
            # EGL destroys a surface's buffers without asking; the transfer then still keeps the memory.
            if device.born == generation() and not native.dead:
                lib.gbm_bo_unmap(native.ptr, opaque)
        finally:
            native.end_map()

    return address, stride[0], lambda _: device.maps.later(unmap)


def _place(region: tuple[int, int, int, int], stride: int, format: Fourcc) -> int:
    x, y = region[:2]
    return y * stride + x * (format.bpp() // 8 if format.info is not None else 0)


def _map_failure(buffer: BufferObject, region: tuple[int, int, int, int], flags: int, code: int) -> OSError | GbmError:
    names = {_READ: "READ", _WRITE: "WRITE", _READ | _WRITE: "READ_WRITE"}
    x, y, width, height = region
    call = spell("gbm_bo_map", repr(buffer), x=x, y=y, width=width, height=height, flags=names[flags])
    note = "a buffer imported from another driver can be mapped through its dma-buf: bo.export().map()"
    return failure(code, call, note)

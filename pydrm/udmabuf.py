"""udmabuf: dma-bufs from ordinary memory, through ``/dev/udmabuf``."""

from __future__ import annotations

import errno
import fcntl
import os
from dataclasses import dataclass

from ._fd import fd_of
from ._ioctl import call
from ._native import ffi, lib
from .dmabuf import DmaBuf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ._fd import HasFileno

__all__ = ["Limits", "allocate", "create", "create_list", "limits"]

_PATH = "/dev/udmabuf"
_PARAMETERS = "/sys/module/udmabuf/parameters"
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the kernel lets one udmabuf hold (module parameters, which root may change)."""

    size: int | None
    """Bytes of one dma-buf; None where the kernel does not tell."""
    items: int | None
    """Items of one :func:`create_list`; None where the kernel does not tell."""


def limits() -> Limits:
    """The limits in force now, read from ``/sys/module/udmabuf/parameters``."""
    megabytes = _parameter("size_limit_mb")
    return Limits(None if megabytes is None else megabytes << 20, _parameter("list_limit"))


def create(memfd: HasFileno | int, *, offset: int = 0, size: int | None = None, cloexec: bool = True) -> DmaBuf:
    """A dma-buf, owned by the caller, over a part of a memfd (``UDMABUF_CREATE``).

    Both are the same memory from then on; the memfd may be closed. What is written through one is seen through the
    other after a CPU access bracket.

    Args:
        memfd: a memfd (``os.memfd_create``), borrowed. It must be sealed with ``F_SEAL_SHRINK`` and must not be sealed
            with ``F_SEAL_WRITE`` (nor, as some kernels have it, with ``F_SEAL_FUTURE_WRITE``).
        offset: where to begin, bytes; a multiple of the page size.
        size: bytes, a multiple of the page size; None for all from ``offset`` on.
        cloexec: whether the dma-buf's descriptor is closed on exec.

    Raises:
        OSError: EINVAL: one of the rules above is broken, or a limit (:func:`limits`); EBADFD: no memfd;
            a note says which.
        FileNotFoundError: the kernel has no udmabuf. PermissionError: ``/dev/udmabuf`` may not be opened.
    """
    fd = fd_of(memfd)
    if size is None:
        size = os.fstat(fd).st_size - offset
    flags = lib.UDMABUF_FLAGS_CLOEXEC if cloexec else 0
    item = (fd, offset, size)
    arg = _new("struct udmabuf_create *", [fd & 0xFFFF_FFFF, flags, offset, size], [item])
    return _make(lib.UDMABUF_CREATE, "UDMABUF_CREATE", arg, [item])


def create_list(items: Iterable[tuple[HasFileno | int, int, int]], *, cloexec: bool = True) -> DmaBuf:
    """A dma-buf, owned by the caller, made of parts of memfds, one after the other (``UDMABUF_CREATE_LIST``).

    Args:
        items: memfd, offset and size of each part, by the rules of :func:`create`. The parts may be of one memfd.
        cloexec: whether the dma-buf's descriptor is closed on exec.

    Raises: as :func:`create`.
    """
    parts = [(fd_of(memfd), offset, size) for memfd, offset, size in items]
    flags = lib.UDMABUF_FLAGS_CLOEXEC if cloexec else 0
    listed = [(fd & 0xFFFF_FFFF, 0, offset, size) for fd, offset, size in parts]
    arg = _new("struct udmabuf_create_list *", [flags, len(parts), listed], parts)
    return _make(lib.UDMABUF_CREATE_LIST, "UDMABUF_CREATE_LIST", arg, parts)


def allocate(size: int, *, name: str = "pydrm", cloexec: bool = True) -> DmaBuf:
    """A dma-buf of new, zeroed memory, owned by the caller: a sealed memfd, made into a udmabuf and closed.

    Args:
        size: bytes; a multiple of the page size.
        name: of the memory, as ``/proc/PID/maps`` shows it.
        cloexec: whether the dma-buf's descriptor is closed on exec.

    Raises: as :func:`create`; ValueError for a size below 0.
    """
    if size < 0:
        raise ValueError(f"size must not be negative: {size}")
    memfd = os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        os.ftruncate(memfd, size)
        fcntl.fcntl(memfd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK)
        return create(memfd, size=size, cloexec=cloexec)
    finally:
        os.close(memfd)


def _parameter(name: str) -> int | None:
    try:
        with open(f"{_PARAMETERS}/{name}", encoding="ascii") as file:
            return int(file.read())
    except (OSError, ValueError):
        return None


def _new(kind: str, values: list[Any], items: list[tuple[int, int, int]]) -> Any:
    try:
        return ffi.new(kind, values)
    except OverflowError:
        raise ValueError(f"offset and size have to be unsigned 64-bit numbers: {_spell(items)}") from None


def _make(request: int, name: str, arg: Any, items: list[tuple[int, int, int]]) -> DmaBuf:
    try:
        device = os.open(_PATH, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError as error:
        error.add_note("this kernel has no udmabuf (CONFIG_UDMABUF), or its module is not loaded: modprobe udmabuf")
        raise
    except PermissionError as error:
        error.add_note(f"{_PATH} usually belongs to the group kvm: join it, or let root give access")
        raise
    try:
        fd = call(device, request, arg, name=name, items=_spell(items))
    except OSError as error:
        for note in _explain(error.errno, items):
            error.add_note(note)
        raise
    finally:
        os.close(device)
    return DmaBuf._adopt(fd)


def _spell(items: list[tuple[int, int, int]]) -> str:
    shown = ", ".join(f"(memfd={fd}, offset={offset}, size={size})" for fd, offset, size in items[:4])
    return f"[{shown}{f', … {len(items)} in all' if len(items) > 4 else ''}]"


# -- why the kernel refused ------------------------------------------------------------------------------------------


def _explain(code: int | None, items: list[tuple[int, int, int]]) -> list[str]:
    # One errno stands for a dozen reasons; look at what was asked for and name those that apply.
    if code not in (errno.EINVAL, errno.EBADFD):
        return []
    known = limits()
    total = sum(size for _, _, size in items)
    notes = []
    if known.items is not None and len(items) > known.items:
        notes.append(f"{len(items)} items; the limit is {known.items} ({_PARAMETERS}/list_limit)")
    if known.size is not None and total > known.size:
        notes.append(f"{total} bytes in all; the limit is {known.size} ({_PARAMETERS}/size_limit_mb)")
    if total == 0:
        notes.append("nothing to make a buffer of: the size is 0")
    for fd, offset, size in items:
        notes += [text for rule in _RULES if (text := rule(fd, offset, size)) and text not in notes]
    return notes[:6]


def _alignment(fd: int, offset: int, size: int) -> str:
    for what, value in (("offset", offset), ("size", size)):
        if value % _PAGE:
            return f"{what} {value} is no multiple of the page size {_PAGE} (next: {value + -value % _PAGE})"
    return ""


def _memory(fd: int, offset: int, size: int) -> str:
    try:
        length = os.fstat(fd).st_size
    except OSError:
        return f"descriptor {fd} is not open"
    if _seals(fd) is None:
        return f"descriptor {fd} is no memfd: seals cannot be asked of it"
    if offset + size > length:
        return f"offset {offset} and size {size} reach beyond the memfd's {length} bytes"
    return ""


def _sealing(fd: int, offset: int, size: int) -> str:
    seals = _seals(fd)
    if seals is None:
        return ""
    if not seals & fcntl.F_SEAL_SHRINK:
        return f"memfd {fd} lacks the seal F_SEAL_SHRINK: fcntl(memfd, F_ADD_SEALS, F_SEAL_SHRINK)"
    if seals & fcntl.F_SEAL_WRITE:
        return f"memfd {fd} has the seal F_SEAL_WRITE, and a udmabuf can be written"
    if seals & _F_SEAL_FUTURE_WRITE:
        return f"memfd {fd} has the seal F_SEAL_FUTURE_WRITE, which this kernel does not take"
    return ""


_F_SEAL_FUTURE_WRITE = 0x10  # not in Python's fcntl module before 3.13
_RULES: tuple[Callable[[int, int, int], str], ...] = (_memory, _alignment, _sealing)


def _seals(fd: int) -> int | None:
    try:
        return fcntl.fcntl(fd, fcntl.F_GET_SEALS)
    except (OSError, ValueError):  # ValueError: a negative descriptor, which Python does not even try
        return None

"""The file descriptors of a dma-buf: who owns them, where the planes lie in them, which buffer they are."""

from __future__ import annotations

import errno
import os

from . import resource
from ._descriptors import Plane, close_all, is_dmabuf
from ._ioctl import call, os_error, where
from ._native import ffi, lib
from .formats import Fourcc, Modifier
from .resource import Resource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from ._fd import HasFileno
    from .dmabuf_info import BufInfo, DmaBufFdInfo
    from .mapping import Mapping

__all__ = ["DmaBufPlanes", "Plane"]

_SET_NAME = lib.DMA_BUF_SET_NAME_B
_MAX_PLANES = 4  # of the kernel's framebuffers, of EGL and of GBM


class DmaBufPlanes(Resource):
    # The lower half of DmaBuf: everything about the descriptors, nothing about the contents.
    __slots__ = (
        "_brackets",
        "_fds",
        "_format",
        "_height",
        "_mapping",
        "_modifier",
        "_places",
        "_size",
        "_width",
    )

    _fds: tuple[int, ...]  # each descriptor once, in the order of the planes
    _places: tuple[tuple[int, int, int], ...]  # (index into _fds, offset, pitch) of each plane
    _size: int | None
    # Of DmaBuf: every CPU access that is open (a token, its flags, the fork generation that began it), and what array()
    # has mapped.
    _brackets: dict[object, tuple[int, int]]
    _mapping: Mapping | None

    def __init__(
        self,
        planes: Iterable[tuple[int, int, int]],
        *,
        width: int | None = None,
        height: int | None = None,
        format: Fourcc | str | int | None = None,
        modifier: Modifier | int = Modifier.INVALID,
    ) -> None:
        """Take the file descriptors of ``planes``; they stay the caller's if this raises.

        Args:
            planes: one to four planes, each (fd, offset, pitch); planes may share a descriptor.
            width: of the picture, in pixels, if there is one.
            height: likewise.
            format: likewise; a :class:`Fourcc`, or what makes one.
            modifier: the layout; INVALID when nobody said, LINEAR for rows of pixels.

        Raises:
            ValueError: no planes, too many, or something negative.
        """
        given = [(int(fd), int(offset), int(pitch)) for fd, offset, pitch in planes]
        if not 1 <= len(given) <= _MAX_PLANES:
            raise ValueError(f"a dma-buf has 1 to {_MAX_PLANES} planes, not {len(given)}")
        if min(min(plane) for plane in given) < 0:
            raise ValueError(f"fd, offset and pitch of a plane cannot be negative: {given}")
        if (width is not None and width <= 0) or (height is not None and height <= 0):
            raise ValueError(f"width and height have to be positive, not {width}x{height}")
        fds = tuple(dict.fromkeys(fd for fd, _, _ in given))
        self._width, self._height = width, height
        self._format = None if format is None else Fourcc(format)
        self._modifier = Modifier(modifier)
        self._size = None
        self._brackets = {}
        self._mapping = None
        self._places = tuple((fds.index(fd), offset, pitch) for fd, offset, pitch in given)
        self._fds = fds
        self._register()

    @classmethod
    def _adopt(
        cls,
        fd: int,
        width: int | None = None,
        height: int | None = None,
        format: Fourcc | None = None,
        places: tuple[tuple[int, int, int], ...] = ((0, 0, 0),),
        modifier: Modifier = Modifier.INVALID,
    ) -> Self:
        # The quick way for a descriptor that the kernel has just made: nothing here can raise.
        self = cls.__new__(cls)
        self._fds = (fd,)
        self._width = width
        self._height = height
        self._format = format
        self._modifier = modifier
        self._size = None
        self._places = places
        self._brackets = {}
        self._mapping = None
        self._live = resource._generation
        return self

    @classmethod
    def from_fd(
        cls,
        fd: int,
        *,
        width: int | None = None,
        height: int | None = None,
        format: Fourcc | str | int | None = None,
        modifier: Modifier | int = Modifier.INVALID,
        pitch: int = 0,
        offset: int = 0,
        dup: bool = False,
    ) -> Self:
        """A single-plane DmaBuf that takes ownership of ``fd`` (with ``dup``: of a duplicate of it).

        If this raises, ``fd`` stays the caller's.

        Raises:
            OSError: ``fd`` is not open (EBADF), or no dma-buf (EINVAL).
        """
        if not is_dmabuf(fd):
            raise os_error(errno.EINVAL, lambda: f"fd {fd} is no dma-buf, it is {where(fd)}")
        own = os.dup(fd) if dup else fd
        try:
            return cls([(own, offset, pitch)], width=width, height=height, format=format, modifier=modifier)
        except BaseException:
            if dup:
                os.close(own)
            raise

    def _destroy(self) -> None:
        close_all(self._fds)

    def fileno(self) -> int:
        """The file descriptor of plane 0, still owned by this object (do not close it)."""
        self._check()
        return self._fds[0]

    @property
    def planes(self) -> tuple[Plane, ...]:
        """Every plane: file descriptor (owned by this object), offset and pitch."""
        self._check()
        fds = self._fds
        return tuple([Plane(fds[index], offset, pitch) for index, offset, pitch in self._places])

    @property
    def width(self) -> int | None:
        """Width of the picture in pixels, where it is known."""
        return self._width

    @property
    def height(self) -> int | None:
        """Height of the picture in pixels, where it is known."""
        return self._height

    @property
    def format(self) -> Fourcc | None:
        """Pixel format, where it is known."""
        return self._format

    @property
    def modifier(self) -> Modifier:
        """How the pixels are laid out; INVALID where nobody said."""
        return self._modifier

    @property
    def pitch(self) -> int:
        """Bytes from one row of plane 0 to the next; 0 where it is not known."""
        return self._places[0][2]

    @property
    def size(self) -> int:
        """Bytes of the buffer behind plane 0, as the kernel tells (``lseek``)."""
        self._check()
        if self._size is None:
            self._size = os.lseek(self._fds[0], 0, os.SEEK_END)
        return self._size

    @property
    def ino(self) -> int:
        """The inode number of the buffer behind plane 0, its identity as long as it exists (Linux 5.3)."""
        self._check()
        return os.fstat(self._fds[0]).st_ino

    def _identities(self) -> list[tuple[int, int]]:
        self._check()
        stats = [os.fstat(fd) for fd in self._fds]
        return [(stats[index].st_dev, stats[index].st_ino) for index, _, _ in self._places]

    def same_buffer(self, other: DmaBufPlanes | HasFileno) -> bool:
        """Whether both are the same memory: every plane in the same buffer, whatever the file descriptors' numbers.

        Offsets are not compared. ``other`` may be anything with a ``fileno()``.
        """
        if isinstance(other, DmaBufPlanes):
            return self._identities() == other._identities()
        stat = os.fstat(other.fileno())
        return self._identities() == [(stat.st_dev, stat.st_ino)]

    def dup(self) -> Self:
        """Another DmaBuf of the same buffer, with file descriptors of its own."""
        self._check()
        copies: list[int] = []
        try:
            for fd in self._fds:
                copies.append(os.dup(fd))
            planes = [(copies[index], offset, pitch) for index, offset, pitch in self._places]
            return type(self)(
                planes, width=self._width, height=self._height, format=self._format, modifier=self._modifier
            )
        except BaseException:
            close_all(copies)
            raise

    def _release_all(self) -> None:
        # What has to end before the descriptors change hands; DmaBuf ends its CPU accesses.
        pass

    def detach(self) -> list[int]:
        """The file descriptors, each once, in the order of the planes, now owned by the caller. Closes this object."""
        self._check()
        self._release_all()
        if not self._disown():
            self._raise_closed()
        return list(self._fds)

    @property
    def name(self) -> str:
        """The name that was given to the buffer behind plane 0, "" when none was."""
        return self.fdinfo().name

    def set_name(self, name: str) -> None:
        """Name the buffer, for debugfs and ``/proc/*/fdinfo`` (``DMA_BUF_SET_NAME``); at most 31 bytes of UTF-8.

        Raises:
            ValueError: the name contains a NUL.
            OSError: it is too long (EINVAL).
        """
        self._check()
        text = name.encode()
        if b"\0" in text:
            raise ValueError(f"the name of a dma-buf cannot contain a NUL: {name!r}")
        arg = ffi.new("char[]", text)
        for fd in self._fds:
            call(fd, _SET_NAME, arg, name="DMA_BUF_SET_NAME", text=repr(name))

    def fdinfo(self) -> DmaBufFdInfo:
        """What ``/proc/self/fdinfo`` tells about the buffer behind plane 0: size, users, exporter, name."""
        from .dmabuf_info import fdinfo

        return fdinfo(self.fileno())

    def bufinfo(self) -> BufInfo | None:
        """What debugfs tells about the buffer: fences, attached devices. None when debugfs does not list it.

        Raises:
            OSError: debugfs is not there, or not for this user.
        """
        from .dmabuf_info import bufinfo

        ino = self.ino
        return next((info for info in bufinfo() if info.ino == ino), None)

    def _describe(self) -> str:
        words = [f"fd={','.join(map(str, self._fds))}"]
        if self._width is not None and self._height is not None:
            words.append(f"{self._width}x{self._height}")
        if self._format is not None:
            words.append(str(self._format))
        if self._modifier != Modifier.INVALID:
            words.append(str(self._modifier))
        if len(self._places) > 1:
            words.append(f"{len(self._places)} planes")
        return " ".join(words)

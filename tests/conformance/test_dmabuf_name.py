"""DMA_BUF_SET_NAME: a label for whoever looks at the machine's buffers."""

from __future__ import annotations

import ctypes
import errno
import itertools
import os
from typing import TYPE_CHECKING

from .support import bufinfo, conf, needs
from .support.memory import PAGE, PRIVATE, READ, WRITE, inaccessible_page, mmap_fd
from .support.raw import number_ioctl, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.exporters import Exporter
    from .support.raw import Raw

#: DMA_BUF_NAME_LEN, with the terminating NUL.
_LENGTH = 32


def _set_name(raw: Raw, fd: int, name: bytes, variant: str = "DMA_BUF_SET_NAME") -> int:
    text = ctypes.create_string_buffer(name)
    return number_ioctl(fd, raw.number(variant), ctypes.addressof(text))


@conf("B10")
def test_names_are_shown(exporter: Exporter, closing: Callable[[int], int], raw: Raw) -> None:
    """A name shows in fdinfo, in the link of the descriptor and in bufinfo, and a later name replaces it.

    The request has two numbers, because the size of a pointer went into it: both work on any machine.
    """
    fd = closing(exporter.make(PAGE))
    names = (b"frame", b"x", b"n" * (_LENGTH - 1), b"a name, with blanks")
    variants = ("DMA_BUF_SET_NAME", "DMA_BUF_SET_NAME_A", "DMA_BUF_SET_NAME_B")
    for name, variant in itertools.product(names, variants):
        assert _set_name(raw, fd, name, variant) == 0
        assert bufinfo.fdinfo(fd)["name"] == name.decode()
        assert os.readlink(f"/proc/self/fd/{fd}") == f"/dmabuf:{name.decode()}"


@conf("B10")
@needs("bufinfo")
def test_names_in_bufinfo(exporter: Exporter, closing: Callable[[int], int], raw: Raw) -> None:
    """debugfs shows the name too, and says so when there is none."""
    fd = closing(exporter.make(PAGE))
    ino = os.fstat(fd).st_ino
    assert getattr(bufinfo.read().of(ino), "name", None) == "<none>"
    assert _set_name(raw, fd, b"cursor") == 0
    assert getattr(bufinfo.read().of(ino), "name", None) == "cursor"


@conf("B10")
def test_long_names(exporter: Exporter, closing: Callable[[int], int], raw: Raw) -> None:
    """31 characters fit; one more is an error that keeps the old name."""
    fd = closing(exporter.make(PAGE))
    assert _set_name(raw, fd, b"before") == 0
    for length in (_LENGTH, _LENGTH + 1, 200):
        assert _set_name(raw, fd, b"n" * length) == -errno.EINVAL, length
    assert bufinfo.fdinfo(fd)["name"] == "before"


@conf("B10")
def test_an_empty_name(exporter: Exporter, closing: Callable[[int], int], raw: Raw) -> None:
    """An empty name is a name: it replaces the one before. Recorded on Linux 6.12."""
    fd = closing(exporter.make(PAGE))
    assert _set_name(raw, fd, b"before") == 0
    assert _set_name(raw, fd, b"") == 0
    assert bufinfo.fdinfo(fd)["name"] == ""
    assert os.readlink(f"/proc/self/fd/{fd}") == "/dmabuf:"


@conf("B10")
def test_names_from_nowhere(exporter: Exporter, closing: Callable[[int], int], raw: Raw) -> None:
    """A name in memory that cannot be read, or that runs into such memory, is EFAULT."""
    fd = closing(exporter.make(PAGE))
    number = raw.number("DMA_BUF_SET_NAME")
    with inaccessible_page() as page:
        assert number_ioctl(fd, number, page.address) == -errno.EFAULT
    assert number_ioctl(fd, number, 8) == -errno.EFAULT
    with mmap_fd(-1, 2 * PAGE, protection=READ | WRITE, flags=PRIVATE | 0x20) as pages:
        pages[PAGE - 4 : PAGE] = b"abcd"
        pages.unmap(PAGE, PAGE)
        assert number_ioctl(fd, number, pages.address + PAGE - 4) == -errno.EFAULT
        pages.length = PAGE
    assert "name" not in bufinfo.fdinfo(fd)


@conf("B10")
def test_the_name_is_the_buffers(exporter: Exporter, closing: Callable[[int], int], raw: Raw) -> None:
    """The name belongs to the buffer, not to the descriptor it was given through."""
    fd = closing(exporter.make(PAGE))
    again = os.dup(fd)
    assert _set_name(raw, again, b"shared") == 0
    os.close(again)
    assert bufinfo.fdinfo(fd)["name"] == "shared"


@conf("B10", "B9")
def test_other_sizes_are_other_calls(exporter: Exporter, closing: Callable[[int], int]) -> None:
    """Only the two sizes of a pointer name this call."""
    fd = closing(exporter.make(PAGE))
    text = ctypes.create_string_buffer(b"name")
    for size in (0, 1, 16, _LENGTH):
        assert number_ioctl(fd, request(1, "b", 1, size), ctypes.addressof(text)) == -errno.ENOTTY

"""File descriptors of imports: those that are no dma-bufs, and whose they are."""

from __future__ import annotations

import fcntl
import os
import socket
from typing import TYPE_CHECKING

import pytest

from pyegl import lib

from ..support import conf, needs
from ..support.images import FD, IMPORT, Importer, plane

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = needs(f"egl:{IMPORT}")


def _memfd() -> int:
    fd = os.memfd_create("no dma-buf", os.MFD_CLOEXEC)
    os.ftruncate(fd, 1 << 20)
    return fd


def _pipe() -> int:
    read, write = os.pipe()
    os.close(write)
    return read


def _socket() -> int:
    return socket.socket(socket.AF_UNIX).detach()


#: Descriptors, the caller's, of what is no dma-buf.
STRANGERS: dict[str, Callable[[], int]] = {
    "zero": lambda: os.open("/dev/zero", os.O_RDWR | os.O_CLOEXEC),
    "memfd": _memfd,
    "empty-memfd": lambda: os.memfd_create("empty", os.MFD_CLOEXEC),
    "pipe": _pipe,
    "socket": _socket,
    "directory": lambda: os.open("/", os.O_RDONLY | os.O_CLOEXEC),
    "file": lambda: os.open(__file__, os.O_RDONLY | os.O_CLOEXEC),
}
_CODES = (lib.EGL_BAD_ALLOC, lib.EGL_BAD_MATCH, lib.EGL_BAD_ACCESS, lib.EGL_BAD_PARAMETER)


def _open(fd: int) -> bool:
    try:
        fcntl.fcntl(fd, fcntl.F_GETFD)
    except OSError:
        return False
    return True


@conf("M12", "M13")
@pytest.mark.parametrize("kind", list(STRANGERS))
def test_what_is_no_dmabuf(importer: Importer, closing: Callable[[int], int], kind: str) -> None:
    """A descriptor of something else is refused, as the first plane and as the second, and stays open."""
    fd = closing(STRANGERS[kind]())
    importer.refused(_CODES, importer.plain({FD: fd}))
    importer.refused(_CODES, importer.nv12({plane(1, "FD"): fd}))
    assert _open(fd)


@conf("M12")
@pytest.mark.parametrize("kind", ["-1", "closed", "huge"])
def test_no_descriptors(importer: Importer, kind: str) -> None:
    """A number that is no descriptor is refused."""
    fd = -1 if kind == "-1" else 1 << 30
    if kind == "closed":
        fd = os.dup(importer.fd)
        os.close(fd)
    importer.refused(_CODES, importer.plain({FD: fd}))
    importer.refused(_CODES, importer.nv12({FD: fd, plane(1, "FD"): fd}))


@conf("M13")
def test_descriptors_stay_the_callers(importer: Importer) -> None:
    """EGL closes nothing of the caller's: not on success, nor on failure, nor with the image, nor with the display."""
    fd = os.dup(importer.fd)
    try:
        image = importer.create(importer.plain({FD: fd}))
        assert image
        importer.refused(lib.EGL_BAD_ATTRIBUTE, importer.plain({FD: fd, plane(1, "FD"): fd}))
        assert _open(fd)
        assert lib.eglDestroyImageKHR(importer.display.handle, image)
        assert _open(fd)
        assert importer.create(importer.plain({FD: fd}))  # left to eglTerminate
        assert lib.eglTerminate(importer.display.handle)
        assert _open(fd)
    finally:
        os.close(fd)


@conf("M13")
def test_images_need_no_descriptor(importer: Importer) -> None:
    """The image lives when its descriptor is closed: EGL has references of its own, as many as it needs."""
    before = set(os.listdir("/proc/self/fd"))
    for _ in range(50):
        fd = os.dup(importer.fd)
        image = importer.create(importer.plain({FD: fd}))
        os.close(fd)
        assert image
        assert lib.eglDestroyImageKHR(importer.display.handle, image)
    assert len(set(os.listdir("/proc/self/fd")) - before) == 0

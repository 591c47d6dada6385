"""What is left of a device that went while it was in use (Documentation/gpu/drm-uapi.rst, Device Hot-Unplug)."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

import pytest

from ..support import conf, needs
from ..support.client import Client
from ..support.memory import PAGE, mmap_fd
from ..support.processes import Child

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..support.nodes import Node
    from .seat import Seat

SIZE = 4 * PAGE
WAYS = pytest.mark.parametrize("way", ["unbind", "unplug"])


@conf("C16")
@WAYS
def test_ioctls(seat: Seat, way: str) -> None:
    """ENODEV, whatever is asked, and closing the file is no trouble."""
    with Client(seat.card) as client:
        handle = client.must_create(SIZE)
        seat.leave(way)
        asked = (
            client.ioctl("VERSION"),
            client.create(16, 16, 32),
            client.map_offset(handle),
            client.close_handle(handle),
            client.export(handle),
            client.import_fd(-1),
            client.ioctl("GET_CAP", capability=1),
            client.ioctl("MODE_GETRESOURCES"),
        )
        assert [int(each) for each in asked] == [-errno.ENODEV] * len(asked)


@conf("C16")
@WAYS
def test_nodes(seat: Seat, way: str, tmp_path: Path, closing: Callable[[int], int]) -> None:
    """Its nodes and connectors vanish. Who kept a node of his own is told ENODEV.

    drm-uapi.rst wishes ENXIO; drm_minor_acquire says ENODEV (Linux 6.1 and 6.12, drivers/gpu/drm/drm_drv.c).
    """
    card = os.stat(seat.card.path).st_rdev
    name = os.path.basename(seat.card.path)
    with Client(seat.card):
        connectors = [each for each in os.listdir("/sys/class/drm") if each.startswith(f"{name}-")]
        assert connectors
        seat.leave(way)
        assert seat.names() == []
        assert not set(connectors) & set(os.listdir("/sys/class/drm"))
        with pytest.raises(FileNotFoundError):
            Client(seat.card)
        kept = tmp_path / "card"
        os.mknod(kept, stat.S_IFCHR | 0o600, card)
        with pytest.raises(OSError, match="No such device") as caught:
            closing(os.open(kept, os.O_RDWR | os.O_CLOEXEC))
        assert caught.value.errno == errno.ENODEV


@conf("C16")
@WAYS
def test_mapping(seat: Seat, way: str) -> None:
    """Memory that is mapped can be read and written: no SIGBUS, also on pages that nobody has touched yet."""
    with Client(seat.card) as client:
        handle = client.must_create(SIZE)
        with client.map(handle, SIZE) as pages:
            pages[:PAGE] = b"\x2a" * PAGE
            seat.leave(way)

            def touch() -> bytes:
                for offset in range(0, SIZE, PAGE):
                    pages[offset : offset + 1] = b"\x17"
                return pages[:2]

            with Child(touch) as child:
                assert child.result()[:1] == b"\x17"


@conf("C16")
@WAYS
def test_mapping_outlives_everything(seat: Seat, way: str) -> None:
    """The same when the file is closed, too, and the device is back."""
    with Client(seat.card) as client:
        pages = client.map(client.must_create(SIZE), SIZE)
    with pages:
        pages.fill(0x31)
        seat.leave(way)
        seat.come_back(way)

        def use() -> bool:
            pages.fill(0x32)
            return pages.is_filled(0x32)

        with Child(use) as child:
            assert child.result() is True


@conf("C16", "P18")
@needs("prime.export")
@WAYS
def test_dmabuf(seat: Seat, vgem_node: Node, way: str, closing: Callable[[int], int]) -> None:
    """A dma-buf that is mapped can be read and written without SIGBUS, and closed late.

    In system memory, which other drivers can import, nothing of it is lost, and others import it still. What lay in
    video memory (bochs) is gone with it: pages of zeros take its place (ttm_bo_vm_dummy_page).
    """
    with Client(vgem_node) as other, Client(seat.card) as client:
        handle = client.must_create(SIZE)
        dmabuf = closing(client.must_export(handle))
        with client.map(handle, SIZE) as pages:
            pages.fill(0x41)
        answer = int(other.import_fd(dmabuf))
        assert answer in (0, -errno.ENOSYS)
        seat.leave(way)
        with mmap_fd(dmabuf, SIZE) as pages:
            assert pages.is_filled(0x41 if answer == 0 else 0)
            pages.fill(0x42)
            assert pages.is_filled(0x42)
        with other.again() as late:
            assert int(late.import_fd(dmabuf)) == answer
            if answer == 0:
                again = closing(late.must_export(late.must_import(dmabuf)))
                with mmap_fd(again, SIZE) as pages:
                    assert pages.is_filled(0x42)


@conf("C16", "P18")
@needs("prime.import")
@WAYS
def test_dmabuf_of_another(seat: Seat, vgem_node: Node, way: str, closing: Callable[[int], int]) -> None:
    """An importer that goes leaves the memory to its exporter, and to the file that is closed late."""
    with Client(vgem_node) as maker:
        handle = maker.must_create(SIZE)
        dmabuf = closing(maker.must_export(handle))
        with Client(seat.card) as client, maker.map(handle, SIZE) as pages:
            answer = int(client.import_fd(dmabuf))
            assert answer in (0, -errno.ENODEV, -errno.EINVAL)
            pages.fill(0x51)
            seat.leave(way)
            assert pages.is_filled(0x51)
        assert maker.must_import(dmabuf) == handle

"""One handle for many wrappers: GEM gives the same number for every import on a file, so wrappers have to count."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

import pydrm

from .support import conf, needs
from .support.client import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.nodes import Node

SIZE = 16384


def raw_of(device: pydrm.Device, node: Node) -> Client:
    """The ioctls of the same file, without ownership."""
    return Client(node, fd=device.fileno())


@conf("P17")
@needs("prime.foreign", "prime.export")
def test_two_imports_share_a_handle(
    node: Node, device: pydrm.Device, closing: Callable[[int], int], foreign_dmabuf: Callable[[int], int]
) -> None:
    """Closing one wrapper keeps the other good; closing the last closes the handle, once."""
    fd = closing(foreign_dmabuf(SIZE))
    first, second = device.import_dmabuf(fd), device.import_dmabuf(fd)
    assert first.handle == second.handle
    assert device.gem.handles() == {first.handle: 2}
    handle = first.handle
    first.close()
    assert not first
    with second.export() as dmabuf:
        assert dmabuf.ino == os.fstat(fd).st_ino
    second.close()
    assert device.gem.handles() == {}
    assert raw_of(device, node).close_handle(handle) == -errno.EINVAL


@conf("P17")
@needs("dumb", "prime.import", "prime.export")
@pytest.mark.parametrize("order", ["original-first", "import-first"])
def test_import_at_home_shares_the_original(card: Node, order: str) -> None:
    """The import of a device's own buffer is the buffer: the pages stay until both wrappers are closed."""
    with pydrm.open(card.path) as device:
        original = device.create_dumb(64, 64, bpp=32)
        with original.export() as dmabuf:
            imported = device.import_dmabuf(dmabuf)
        assert imported.handle == original.handle
        first, second = (original, imported) if order == "original-first" else (imported, original)
        first.close()
        with second.map() as pages:
            pages.view[:] = b"\x5a" * len(pages)
        second.close()
        assert device.gem.handles() == {}


@conf("P17")
@needs("prime.foreign", "prime.export")
def test_a_dropped_wrapper_counts_as_closed(
    device: pydrm.Device, closing: Callable[[int], int], foreign_dmabuf: Callable[[int], int]
) -> None:
    """A wrapper that is collected gives up its share, with a warning, and not the other's."""
    fd = closing(foreign_dmabuf(SIZE))
    kept = device.import_dmabuf(fd)
    with pytest.warns(ResourceWarning):
        device.import_dmabuf(fd)
    assert device.gem.handles() == {kept.handle: 1}
    kept.export().close()
    kept.close()


@conf("P17")
@needs("prime.foreign", "prime.export")
def test_two_devices_on_one_file_share_too(
    device: pydrm.Device, closing: Callable[[int], int], foreign_dmabuf: Callable[[int], int]
) -> None:
    """A second Device on a duplicate of the descriptor has the same handles, and the same count."""
    fd = closing(foreign_dmabuf(SIZE))
    with pydrm.Device.from_fd(device.fileno(), dup=True) as twin:
        first, second = device.import_dmabuf(fd), twin.import_dmabuf(fd)
        assert first.handle == second.handle
        first.close()
        second.export().close()
        second.close()
    assert device.gem.handles() == {}


@conf("P17")
@needs("dumb", "flink")
def test_names_do_not_share(card: Node) -> None:
    """Opened by name an object gets a handle of its own each time, and each wrapper closes its own."""
    with pydrm.open(card.path) as device, device.create_dumb(64, 64, bpp=32) as buffer:
        name = buffer.flink()
        first, second = device.open_name(name), device.open_name(name)
        assert len({buffer.handle, first.handle, second.handle}) == 3
        first.close()
        with second.map() as pages:
            assert bytes(pages) == bytes(16384)
        second.close()
        assert device.gem.handles() == {buffer.handle: 1}


@conf("P17", "D11")
@needs("dumb")
def test_a_closed_wrapper_does_not_touch_the_next_object(card: Node) -> None:
    """After a close the number is somebody else's: the dead wrapper refuses, and closing it again does nothing."""
    with pydrm.open(card.path) as device:
        old = device.create_dumb(64, 64, bpp=32)
        number = old.handle
        old.close()
        with device.create_dumb(64, 64, bpp=32) as new:
            assert new.handle == number
            old.close()
            with pytest.raises(pydrm.ClosedError):
                old.export()
            with pytest.raises(pydrm.ClosedError):
                old.map()
            with new.map() as pages:
                assert bytes(pages[:4]) == bytes(4)
            assert device.gem.handles() == {number: 1}

"""vgem's module can go when nothing of it lives any more, and not before (delete_module(2)).

Its fences are the exception: a sync file keeps one and not the module, and the kernel dies of it (Linux 6.12). So that
is no case here, but scripts/experiments/vgem_unload.py, in a machine of its own.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pydri.lab import contract

from ..support import conf, needs
from ..support.client import Client
from ..support.memory import PAGE, mmap_fd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..support.nodes import Node

pytestmark = needs("modules", "root", "vgem")

_libc = ctypes.CDLL(None, use_errno=True)
_DELETE_MODULE, _FINIT_MODULE = {"x86_64": (176, 313), "aarch64": (106, 273)}[platform.machine()]
_LOADED = Path("/sys/module/vgem")


def unload() -> int:
    """delete_module(2) of vgem, without waiting: 0 or -errno."""
    return 0 if _libc.syscall(_DELETE_MODULE, b"vgem", os.O_NONBLOCK) == 0 else -ctypes.get_errno()


def load() -> None:
    """finit_module(2) of vgem."""
    with open(f"{contract.MODULES}/vgem.ko", "rb") as file:
        if _libc.syscall(_FINIT_MODULE, file.fileno(), b"", 0):
            raise OSError(ctypes.get_errno(), "finit_module")


@pytest.fixture(autouse=True)
def loaded(vgem_node: Node) -> Iterator[None]:
    """The module is there again afterwards, and its nodes have their names."""
    yield
    if not _LOADED.exists():
        load()
    with Client(vgem_node) as client:
        client.must_create()


def refused_until(close: Callable[[], object]) -> None:
    """The module stays, and goes after `close()`."""
    assert unload() == -errno.EWOULDBLOCK
    assert _LOADED.exists()
    close()
    assert unload() == 0
    assert not _LOADED.exists()


@conf("C19", "igt:vgem_basic@unload")
def test_nothing_lives(vgem_node: Node) -> None:
    """It goes with its nodes, and comes back with them."""
    assert unload() == 0
    assert not os.path.exists(vgem_node.path)
    assert unload() == -errno.ENOENT
    load()
    assert os.path.exists(vgem_node.path)


@conf("C19", "igt:vgem_basic@unload")
@pytest.mark.parametrize("kind", ["card", "render"])
def test_a_file(vgem_node: Node, vgem_render_node: Node, kind: str) -> None:
    """An open file keeps it, of either node."""
    client = Client({"card": vgem_node, "render": vgem_render_node}[kind])
    refused_until(client.close)


@conf("C19", "igt:vgem_basic@unload")
def test_a_dmabuf(vgem_node: Node) -> None:
    """So does the descriptor of a dma-buf when every file is closed."""
    with Client(vgem_node) as client:
        dmabuf = client.must_export(client.must_create())
    refused_until(lambda: os.close(dmabuf))


@conf("C19", "igt:vgem_basic@unload")
def test_a_mapping(vgem_node: Node) -> None:
    """So does a mapping of the node alone."""
    with Client(vgem_node) as client:
        pages = client.map(client.must_create(), PAGE)
    refused_until(pages.close)


@conf("C19", "igt:vgem_basic@unload")
def test_a_mapping_of_a_dmabuf(vgem_node: Node) -> None:
    """So does a mapping of a dma-buf alone."""
    with Client(vgem_node) as client:
        dmabuf = client.must_export(client.must_create())
    pages = mmap_fd(dmabuf, PAGE)
    os.close(dmabuf)
    refused_until(pages.close)


@conf("C19")
def test_an_import(vgem_node: Node, vkms_node: Node) -> None:
    """So does a buffer that another driver has imported."""
    importer = Client(vkms_node)
    with contextlib.closing(importer):
        with Client(vgem_node) as client:
            dmabuf = client.must_export(client.must_create())
        importer.must_import(dmabuf)
        os.close(dmabuf)
        refused_until(importer.close)

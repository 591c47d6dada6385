"""GBM devices, as objects and raw."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
import pygbm
from pygbm import ffi, lib

from ..support import mesa, needs
from .window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..support.nodes import Node

_HERE = Path(__file__).parent
_NEED_GBM = needs("libgbm")
_NEED_BUFFERS = needs("gbm.bo")
_NEED_EGL = needs("libegl")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == _HERE and isinstance(item, pytest.Function):
            item.add_marker(_NEED_GBM)
            if "node" in item.fixturenames:
                item.add_marker(_NEED_BUFFERS)
            if "window" in item.fixturenames:
                item.add_marker(_NEED_EGL)
            mesa.expect("gbm", item)


@pytest.fixture
def gbm(node: Node) -> Iterator[pygbm.Device]:
    """A `pygbm.Device` on every node of the lane in turn that GBM can make buffers on."""
    with pygbm.Device(node.path) as device:
        yield device


@dataclass
class RawGbm:
    """libgbm itself: the device pointer, and buffers that are destroyed at the end."""

    drm: pydrm.Device
    ptr: Any
    made: list[Any]

    def bo(self, width: int = 64, height: int = 64, format: int = lib.GBM_FORMAT_XRGB8888, use: int = 4) -> Any:
        """gbm_bo_create, destroyed with the case; may be NULL."""
        ffi.errno = 0
        return self.keep(lib.gbm_bo_create(self.ptr, width, height, format, use))

    def keep(self, bo: Any) -> Any:
        """Destroy a buffer with the case."""
        if bo != ffi.NULL:
            self.made.append(bo)
        return bo


@pytest.fixture
def raw_gbm(node: Node) -> Iterator[RawGbm]:
    """libgbm itself on every node of the lane in turn that GBM can make buffers on."""
    with pydrm.open(node.path) as drm:
        ptr = lib.gbm_create_device(drm.fileno())
        assert ptr != ffi.NULL
        raw = RawGbm(drm, ptr, [])
        yield raw
        for bo in raw.made:
            lib.gbm_bo_destroy(bo)
        lib.gbm_device_destroy(ptr)


@pytest.fixture
def window(gbm: pygbm.Device) -> Iterator[Callable[..., Window]]:
    """Make EGL windows on GBM surfaces, `window(surface)`; ended with the case."""
    made: list[Window] = []

    def make(surface: pygbm.Surface) -> Window:
        made.append(Window(surface))
        return made[-1]

    yield make
    for each in made:
        each.end()

"""Any order of closing: the pixels are there while anything that holds them is, and nothing is left at the end."""

from __future__ import annotations

import itertools
import warnings
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from tests.conformance.support import conf

if TYPE_CHECKING:
    from collections.abc import Callable

PATTERN = 0x89ABCDEF


def things(vgem_path: str, vkms_path: str) -> dict[str, Any]:
    """Seven ways to hold one buffer, and a view over each mapping."""
    device = pydrm.open(vgem_path)
    other = pydrm.open(vkms_path)
    buffer = device.create_dumb(32, 32, pydrm.Fourcc.XRGB8888)
    dmabuf = buffer.export()
    mapped = buffer.map()
    mapped.array[...] = PATTERN
    return {
        "device": device,
        "importer": other,
        "handle": buffer,
        "dmabuf": dmabuf,
        "import": other.import_dmabuf(dmabuf),
        "mapping": mapped,
        "bracket": dmabuf.map(),
    }


def readers(alive: dict[str, Any]) -> dict[str, Callable[[], int]]:
    """How to see the pixels through what is still alive."""
    found: dict[str, Callable[[], int]] = {}
    if alive.get("handle"):
        found["handle"] = lambda: int(alive["handle"].array[5, 5])
    for name in ("mapping", "bracket"):
        if name in alive:
            found[name] = lambda name=name: int(alive[name].array[5, 5])  # type: ignore[misc]
    if "dmabuf" in alive:
        found["dmabuf"] = lambda: int(alive["dmabuf"].array()[5, 5])
    if alive.get("import"):

        def through_import() -> int:
            with alive["import"].export() as again, again.map(write=False) as mapped:
                return int.from_bytes(mapped[5 * 128 + 20 : 5 * 128 + 24], "little")

        found["import"] = through_import
    return found


ORDERS = [order for number, order in enumerate(itertools.permutations(range(7))) if number % 61 == 0]


@conf("X7")
@pytest.mark.parametrize("part", range(4))
def test_any_order(vgem: pydrm.Device, vkms: pydrm.Device, part: int) -> None:
    """Close one after the other, in 83 of the 5040 orders; after each step the rest still shows the pixels."""
    for order in ORDERS[part::4]:
        alive = things(vgem.path, vkms.path)
        view = alive["mapping"].view
        for index in order:
            name = list(alive)[[*alive].index(sorted(alive)[index % len(alive)])]
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                alive.pop(name).close()
            for reader, read in readers(alive).items():
                assert read() == PATTERN, f"{reader} after closing {name} in order {order}"
            assert int.from_bytes(view[0:4], "little") == PATTERN
        assert not alive


@conf("X7")
def test_views_outlive_everything(vgem: pydrm.Device) -> None:
    """Arrays and views of every kind stay valid when all objects are closed."""
    device = pydrm.open(vgem.path)
    buffer = device.create_dumb(32, 32, pydrm.Fourcc.XRGB8888)
    buffer.array[...] = PATTERN
    dmabuf = buffer.export()
    views = [buffer.array, buffer.map().view, dmabuf.array(), dmabuf.map(sync=False).array]
    for thing in (dmabuf, buffer, device):
        thing.close()
    for view in views:
        assert view[0, 0] == PATTERN if hasattr(view, "shape") and view.ndim == 2 else view[0] == 0xEF
    views[0][3, 3] = 1
    assert views[2][3, 3] == 1

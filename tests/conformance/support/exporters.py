"""Everything on a lab machine that makes dma-bufs, as one kind of thing: a name in fdinfo and a way to make one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import foreign, nodes
from .client import Client

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Exporter:
    """A maker of dma-bufs. `make(size)` returns a descriptor, the caller's, with O_RDWR and O_CLOEXEC."""

    name: str
    #: What fdinfo and bufinfo call it: the module that called dma_buf_export, or the heap.
    exp_name: str
    make: Callable[[int], int]


def _by_driver(driver: str) -> Callable[[int], int]:
    def make(size: int) -> int:
        node = nodes.node(driver)
        if node is None:
            raise LookupError(f"no {driver}")
        with Client(node) as client:
            return client.must_export(client.must_create(size))

    return make


#: Name: the driver that it needs (or None), the machine's capability that it needs, the exporter. DRM drivers export
#: through drm_prime.c, whose "white lie for debug" names the DRM core as exporter.
EXPORTERS: dict[str, tuple[str | None, str, Exporter]] = {
    "vgem": ("vgem", "", Exporter("vgem", "drm", _by_driver("vgem"))),
    "vkms": ("vkms", "", Exporter("vkms", "drm", _by_driver("vkms"))),
    "udmabuf": (None, "udmabuf", Exporter("udmabuf", "udmabuf", foreign.udmabuf)),
    "heap": (None, "heap.system", Exporter("heap", "system", foreign.heap)),
}

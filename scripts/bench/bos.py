"""What does a GBM buffer cost, from making it to destroying it? On vgem, with gbm_bo_create and gbm_bo_destroy."""

from __future__ import annotations

import time

import stage
from pairs import Pairs

import pydrm
import pygbm
from pydrm import Fourcc
from pygbm import Use


def through_nouns(gbm: pygbm.Device, width: int, height: int, loops: int) -> float:
    """The loop as a user of pygbm writes it."""
    start = time.perf_counter()
    for _ in range(loops):
        with gbm.create_bo(width, height, Fourcc.XRGB8888, Use.RENDERING):
            pass
    return time.perf_counter() - start


def through_lib(gbm: pygbm.Device, width: int, height: int, loops: int) -> float:
    """The loop on the raw layer."""
    lib, device = pygbm.lib, pygbm.ffi.cast("struct gbm_device *", gbm.native)
    create, destroy, format, use = lib.gbm_bo_create, lib.gbm_bo_destroy, int(Fourcc.XRGB8888), int(Use.RENDERING)
    start = time.perf_counter()
    for _ in range(loops):
        destroy(create(device, width, height, format, use))
    return time.perf_counter() - start


bench = Pairs()
c = stage.twin()
with pydrm.open(driver="vgem") as drm, pygbm.Device(drm) as gbm:
    for width, height in ((64, 64), (1920, 1080)):
        bench.compare(
            f"gbm_bo {width}x{height}",
            {
                "C": stage.in_c(c.bo_loop, gbm.native, width, height, int(Fourcc.XRGB8888), int(Use.RENDERING)),
                "pygbm": lambda loops, w=width, h=height: through_nouns(gbm, w, h, loops),  # type: ignore[misc]
                "pygbm.lib": lambda loops, w=width, h=height: through_lib(gbm, w, h, loops),  # type: ignore[misc]
            },
        )
bench.write()

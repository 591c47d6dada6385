"""Does numpy reach the memory as fast as C? Fill and copy one 3840×2160 frame of a dumb buffer on vgem."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from support import runner, seconds, twin

import pydrm
from pydrm import Fourcc

if TYPE_CHECKING:
    from collections.abc import Callable


def timed(action: Callable[[int], None]) -> Callable[[int], float]:
    """Seconds that `loops` runs of `action` take."""

    def run(loops: int) -> float:
        start = time.perf_counter()
        for loop in range(loops):
            action(loop)
        return time.perf_counter() - start

    return run


bench = runner()
c = twin()
device = pydrm.open(driver="vgem")
frame = device.create_dumb(3840, 2160, Fourcc.XRGB8888)
pages = frame.array
pages[:] = 0  # every page present before anything is timed
source = np.arange(pages.size, dtype=np.uint32).reshape(pages.shape)
to, origin, size = pages.ctypes.data, source.ctypes.data, pages.nbytes
octets = pages.view(np.uint8)

bench.bench_time_func("fill 3840x2160: C memset", seconds(lambda loops: c.fill(to, size, loops)))
bench.bench_time_func("fill 3840x2160: pydrm array", timed(lambda loop: octets.fill(loop & 0xFF)))
bench.bench_time_func("copy 3840x2160: C memcpy", seconds(lambda loops: c.copy(to, origin, size, loops)))
bench.bench_time_func("copy 3840x2160: pydrm array", timed(lambda loop: np.copyto(pages, source)))
frame.close()
device.close()

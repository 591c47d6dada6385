"""What do the nouns cost on a real driver? Create, map, touch, export, import on a second file and close, on vgem."""

from __future__ import annotations

import mmap
import os
import time

from support import runner, seconds, twin

import pydrm
from pydrm import uapi

WIDTH = HEIGHT = 64
SIZE = WIDTH * HEIGHT * 4


def through_nouns(exporter: pydrm.Device, importer: pydrm.Device, loops: int) -> float:
    """The loop as a user of pydrm writes it."""
    start = time.perf_counter()
    for _ in range(loops):
        with exporter.create_dumb(WIDTH, HEIGHT, bpp=32) as buffer, buffer.map() as pages:
            pages[0] = 1
            with buffer.export() as dmabuf, importer.import_dmabuf(dmabuf):
                pass
    return time.perf_counter() - start


def through_uapi(exporter: int, importer: int, loops: int) -> float:
    """The loop through the ctypes file, with the handles counted by nobody."""
    start = time.perf_counter()
    for _ in range(loops):
        made = uapi.mode_create_dumb(exporter, width=WIDTH, height=HEIGHT, bpp=32)
        offset = uapi.mode_map_dumb(exporter, handle=made.handle).offset
        pages = mmap.mmap(exporter, made.size, offset=offset)
        pages[0] = 1
        out = uapi.prime_handle_to_fd(exporter, handle=made.handle, flags=uapi.DRM_CLOEXEC | uapi.DRM_RDWR)
        handle = uapi.prime_fd_to_handle(importer, fd=out.fd).handle
        uapi.gem_close(importer, handle=handle)
        os.close(out.fd)
        pages.close()
        uapi.gem_close(exporter, handle=made.handle)
    return time.perf_counter() - start


bench = runner()
c = twin()
one, two = pydrm.open(driver="vgem"), pydrm.open(driver="vgem")
a, b = one.fileno(), two.fileno()
bench.bench_time_func("dumb buffer loop: C", seconds(lambda loops: c.dumb_loop(a, b, WIDTH, HEIGHT, loops)))
bench.bench_time_func("dumb buffer loop: pydrm", lambda loops: through_nouns(one, two, loops))
bench.bench_time_func("dumb buffer loop: uapi.py", lambda loops: through_uapi(a, b, loops))
two.close()
one.close()

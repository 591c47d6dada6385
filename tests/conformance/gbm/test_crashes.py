"""What crashes Mesa when libgbm is called directly, each in a process of its own, against the list of what is known.

The same calls through pygbm's objects are cases of the other files, and end in exceptions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ..support import conf, mesa, needs

if TYPE_CHECKING:
    from ..support.nodes import Node

_HEAD = """
import os, sys
import pydrm
from pygbm import ffi, lib

XR24 = lib.GBM_FORMAT_XRGB8888
drm = pydrm.open(sys.argv[1])
gbm = lib.gbm_create_device(drm.fileno())
"""
_SURFACE = _HEAD + "surface = lib.gbm_surface_create(gbm, 64, 64, XR24, lib.GBM_BO_USE_RENDERING)\n"

PROGRAMS = {
    "surface_lock": _SURFACE + "print(lib.gbm_surface_lock_front_buffer(surface) == ffi.NULL)",
    "surface_free": _SURFACE + "print(lib.gbm_surface_has_free_buffers(surface))",
    "surface_release": _SURFACE
    + "lib.gbm_surface_release_buffer(surface, lib.gbm_bo_create(gbm, 64, 64, XR24, 0)); print('done')",
    "import_without_import": _HEAD
    + """
null = lib.gbm_create_device(os.open("/dev/null", os.O_RDWR))
data = ffi.new("struct gbm_import_fd_data *", (-1, 64, 64, 256, XR24))
print(lib.gbm_bo_import(null, lib.GBM_BO_IMPORT_FD, data, 0) == ffi.NULL)
""",
    "map_nv12": _HEAD
    + """
memory = lib.gbm_bo_create(gbm, 64, 96, lib.GBM_FORMAT_R8, 0)
fd, stride = lib.gbm_bo_get_fd(memory), lib.gbm_bo_get_stride(memory)
data = ffi.new("struct gbm_import_fd_modifier_data *",
               (64, 64, lib.GBM_FORMAT_NV12, 2, [fd, fd], [stride, stride], [0, 64 * stride], 0))
bo = lib.gbm_bo_import(gbm, lib.GBM_BO_IMPORT_FD_MODIFIER, data, 0)
if bo == ffi.NULL:
    print("no NV12")
else:
    print(lib.gbm_bo_map(bo, 0, 0, 64, 64, 1, ffi.new("uint32_t *"), ffi.new("void **")) != ffi.NULL)
""",
    "map_yuyv": _HEAD
    + """
memory = lib.gbm_bo_create(gbm, 64, 64, lib.GBM_FORMAT_GR88, 0)
data = ffi.new("struct gbm_import_fd_data *", (lib.gbm_bo_get_fd(memory), 64, 64, 128, lib.GBM_FORMAT_YUYV))
bo = lib.gbm_bo_import(gbm, lib.GBM_BO_IMPORT_FD, data, 0)
if bo == ffi.NULL:
    print("no YUYV")
else:
    print(lib.gbm_bo_map(bo, 0, 0, 64, 64, 1, ffi.new("uint32_t *"), ffi.new("void **")) != ffi.NULL)
""",
    "read_foreign": _HEAD
    + """
memory = pydrm.udmabuf.allocate(16384)
data = ffi.new("struct gbm_import_fd_data *", (memory.fileno(), 64, 64, 256, XR24))
bo = lib.gbm_bo_import(gbm, lib.GBM_BO_IMPORT_FD, data, 0)
pointer = lib.gbm_bo_map(bo, 1, 1, 8, 8, 1, ffi.new("uint32_t *"), ffi.new("void **"))
print("not mapped" if pointer == ffi.NULL else bytes(ffi.buffer(pointer, 4)) == bytes(4))
""",
}
_YUV = ["gbm.bits", "prime.export", "prime.import"]
_NEEDS = {"map_nv12": _YUV, "map_yuyv": _YUV, "read_foreign": ["udmabuf", "prime.foreign"]}


@conf("G13", "G17", "X14")
@pytest.mark.parametrize("name", [pytest.param(name, marks=needs(*_NEEDS.get(name, ()))) for name in PROGRAMS])
def test_known_crashes(node: Node, name: str) -> None:
    """A program that is listed for this Mesa ends by its signal, and one that is not listed ends well."""
    mesa.check_program("gbm", name, PROGRAMS[name], node.path, node=node)

"""What does one call cost above C? eglGetCurrentContext and drmCloseBufferHandle(-1, 0) through each binding."""

from __future__ import annotations

import ctypes
import os
from typing import Any

os.environ["PYOPENGL_PLATFORM"] = "egl"

import cffi
from OpenGL.EGL import eglGetCurrentContext as pyopengl_call
from support import runner, seconds, twin

import pydrm
import pyegl

abi: Any = cffi.FFI()
abi.cdef("void *eglGetCurrentContext(void); int drmCloseBufferHandle(int fd, uint32_t handle);")

egl_ctypes = ctypes.CDLL("libEGL.so.1").eglGetCurrentContext
egl_ctypes.restype = ctypes.c_void_p
egl_ctypes.argtypes = []
drm_ctypes = ctypes.CDLL("libdrm.so.2").drmCloseBufferHandle
drm_ctypes.restype = ctypes.c_int
drm_ctypes.argtypes = [ctypes.c_int, ctypes.c_uint32]

bench = runner()
c = twin()
bench.bench_time_func("eglGetCurrentContext: C", seconds(c.egl_current_context))
for label, function in (
    ("pydri", pyegl.lib.eglGetCurrentContext),
    ("cffi ABI mode", abi.dlopen("libEGL.so.1").eglGetCurrentContext),
    ("ctypes", egl_ctypes),
    ("PyOpenGL", pyopengl_call),
):
    bench.timeit(f"eglGetCurrentContext: {label}", "call()", globals={"call": function})
bench.bench_time_func("drmCloseBufferHandle: C", seconds(c.drm_close_buffer_handle))
for label, function in (
    ("pydri", pydrm.lib.drmCloseBufferHandle),
    ("cffi ABI mode", abi.dlopen("libdrm.so.2").drmCloseBufferHandle),
    ("ctypes", drm_ctypes),
):
    bench.timeit(f"drmCloseBufferHandle: {label}", "call(-1, 0)", globals={"call": function})

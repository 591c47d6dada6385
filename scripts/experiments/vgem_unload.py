"""Does a fence that somebody still holds keep vgem's module from going?

A dma-buf keeps the module, and a sync file of its fence keeps the fence; but the fence's functions and its timer are
the module's code. This ends the kernel that it runs on, so it asks for a machine of its own:
`pydri lab run --machine qemu --devices vgem -- python scripts/experiments/vgem_unload.py`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from pathlib import Path

import story

import pydrm
from pydri.lab import contract
from pydrm import Fourcc, vgem

DELETE_MODULE = 176  # of x86-64
LOADED = Path("/sys/module/vgem")
TIMER = 10  # seconds after which vgem signals a fence itself (VGEM_FENCE_TIMEOUT)


def unload() -> int:
    """delete_module(2) of vgem: 0 or an errno."""
    libc = ctypes.CDLL(None, use_errno=True)
    return ctypes.get_errno() if libc.syscall(DELETE_MODULE, b"vgem", os.O_NONBLOCK) else 0


if not contract.inside() or not LOADED.exists():
    raise SystemExit("only in a lab machine whose vgem is a module: it is the last that the kernel does")
story.ask(__doc__)
with pydrm.open(driver="vgem") as drm, drm.create_dumb(64, 64, Fourcc.XRGB8888) as frame:
    fence = vgem.attach(frame, write=True)
    with frame.export() as dmabuf:
        sync_file = dmabuf.export_sync_file(write=True)
        story.row("with all of it open", errno.errorcode.get(unload(), "unloaded"))
story.row("all closed but a sync file of the fence", errno.errorcode.get(unload(), "unloaded"))
kept = LOADED.exists()
told = "no: the kernel calls code that is gone as soon as the sync file is asked, or when the fence's timer ends."
story.answer("yes." if kept else told)
sys.stdout.flush()
print(sync_file.info(), flush=True)
time.sleep(TIMER)
sync_file.close()

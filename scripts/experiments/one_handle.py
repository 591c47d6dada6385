"""A dma-buf is imported by PRIME, GBM and EGL on one device file: how many GEM handles are that, and who closes them?

The kernel gives a buffer one handle per open file, however often it is imported, and one GEM_CLOSE ends it for all.
pydrm and pygbm count; libEGL closes what it has imported without asking. The rows show the handle's fate.
"""

from __future__ import annotations

import os
from contextlib import ExitStack

import story

import pydrm
import pyegl
import pygbm
from pydrm import Fourcc


def alive(drm: pydrm.Device, handle: int, inode: int) -> bool:
    """Whether the handle still means the buffer: export it, and look at what that is."""
    from pydrm import uapi

    try:
        fd = uapi.prime_handle_to_fd(drm.fileno(), handle=handle, flags=uapi.DRM_CLOEXEC).fd
    except OSError:
        return False
    try:
        return os.fstat(fd).st_ino == inode
    finally:
        os.close(fd)


def fate(first: str, *, through: str) -> str:
    """Import a buffer of another device file twice, by PRIME and otherwise; close one; is the other's handle alive?"""
    with ExitStack() as stack:
        exporter = stack.enter_context(pydrm.open(driver="vgem"))
        dumb = stack.enter_context(exporter.create_dumb(64, 64, Fourcc.XRGB8888))
        dmabuf = stack.enter_context(dumb.export())
        drm = stack.enter_context(pydrm.open(driver="vgem"))
        gbm = stack.enter_context(pygbm.Device(drm))
        gem = stack.enter_context(drm.import_dmabuf(dmabuf))
        if through == "GBM":
            other: pygbm.BufferObject | pyegl.Image = stack.enter_context(gbm.import_dmabuf(dmabuf))
        else:
            display = stack.enter_context(pyegl.Display(gbm))
            other = stack.enter_context(display.import_dmabuf(dmabuf))
        handle = gem.handle
        if isinstance(other, pygbm.BufferObject):
            same = "the same handle" if other.handle == handle else "two handles"
            story.row("PRIME and GBM have", same)
        (gem if first == "PRIME" else other).close()
        before = alive(drm, handle, dmabuf.ino)
        (other if first == "PRIME" else gem).close()
        after = alive(drm, handle, dmabuf.ino)
        return f"{'alive' if before else 'dead'}, then {'alive' if after else 'dead'}"


story.ask(__doc__)
seen = {}
for through in ("GBM", "EGL"):
    for first in ("PRIME", through):
        seen[through, first] = fate(first, through=through)
        last = through if first == "PRIME" else "PRIME"
        story.row(f"{first} is closed, then {last}: the handle is", seen[through, first])
good = [key for key, word in seen.items() if word == "alive, then dead"]
bad = [f"{through} when {first} goes first" for (through, first), word in seen.items() if (through, first) not in good]
story.answer("one, and the last of them closes it." if not bad else f"one; it goes wrong with {', '.join(bad)}.")

"""A dma-buf is imported by PRIME, GBM and EGL on one device file: how many GEM handles are that, and who closes them?

The kernel gives a buffer one handle per open file, however often it is imported, and one GEM_CLOSE ends it for all.
pydrm and pygbm count together; Mesa counts what it has imported itself, and asks nobody else.
"""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

import story

import pydrm
import pyegl
import pygbm
from pydrm import Fourcc, uapi

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def handle_of(drm: pydrm.Device, dmabuf: pydrm.DmaBuf) -> int:
    """The handle that the file has for the buffer, asked without anybody counting it."""
    handle: int = uapi.prime_fd_to_handle(drm.fileno(), fd=dmabuf.fileno()).handle
    return handle


def alive(drm: pydrm.Device, handle: int, dmabuf: pydrm.DmaBuf) -> bool:
    """Whether the handle still means the buffer: export it, and look at what that is."""
    try:
        fd = uapi.prime_handle_to_fd(drm.fileno(), handle=handle, flags=uapi.DRM_CLOEXEC).fd
    except OSError:
        return False
    same = os.fstat(fd).st_ino == dmabuf.ino
    os.close(fd)
    return same


def fate(first: str, second: str, *, own_file: bool = False) -> str:
    """Import a buffer in two ways, close one and then the other; what becomes of the first's handle."""
    with ExitStack() as stack:
        exporter = stack.enter_context(pydrm.open(driver="vgem"))
        dumb = stack.enter_context(exporter.create_dumb(64, 64, Fourcc.XRGB8888))
        dmabuf = stack.enter_context(dumb.export())
        drm = stack.enter_context(pydrm.open(driver="vgem"))
        gbm = stack.enter_context(pygbm.Device(drm))
        other = stack.enter_context(pydrm.open(driver="vgem")) if own_file else drm
        display = stack.enter_context(pyegl.Display(gbm))
        ways: dict[str, Callable[..., Any]] = {
            "PRIME": other.import_dmabuf,
            "GBM": gbm.import_dmabuf,
            "EGL": display.import_dmabuf,
        }
        made = {way: ways[way](dmabuf) for way in (first, second)}
        handle = handle_of(drm, dmabuf)
        words = []
        for way in (first, second):
            try:
                made[way].close()
            except OSError as error:
                words.append(f"{errno.errorcode[error.errno or 0]} for {way}")
            words.append("alive" if alive(drm, handle, dmabuf) else "dead")
        return ", then ".join(words)


story.ask(__doc__)
with pydrm.open(driver="vgem") as exporter, exporter.create_dumb(64, 64, Fourcc.XRGB8888) as dumb:
    with dumb.export() as dmabuf, pydrm.open(driver="vgem") as drm, pygbm.Device(drm) as gbm:
        with drm.import_dmabuf(dmabuf) as gem, gbm.import_dmabuf(dmabuf) as bo, pyegl.Display(gbm) as display:
            with display.import_dmabuf(dmabuf):
                story.row("handles of PRIME, GBM, and the file", f"{gem.handle} {bo.handle} {handle_of(drm, dmabuf)}")
            gem_lives = alive(drm, gem.handle, dmabuf)
            story.row("all three, and EGL's image is closed", "alive" if gem_lives else "dead")
seen = {}
for first, second in (
    ("PRIME", "GBM"),
    ("GBM", "PRIME"),
    ("GBM", "EGL"),
    ("EGL", "GBM"),
    ("PRIME", "EGL"),
    ("EGL", "PRIME"),
):
    seen[first, second] = fate(first, second)
    story.row(f"{first} is closed, then {second}: the handle is", seen[first, second])
apart = fate("PRIME", "EGL", own_file=True)
story.row("the same, PRIME on a file of its own", apart)
bad = [f"{first} and {second}" for (first, second), word in seen.items() if word != "alive, then dead"]
story.answer(
    "one, and the last user closes it."
    if not bad
    else f"one, and the last user closes it, but not between {' or '.join(bad)}: import on a file of one's own there."
)

"""How many buffers has the chain behind a GBM surface, and in which order do they come back?

A compositor locks the front buffer of each frame, shows it, and releases the one before. What it relies on: the same
gbm_bo comes back (so a KMS framebuffer can be kept with it as user data), and EGL draws into no buffer that is locked.
"""

from __future__ import annotations

import story

import pydrm
import pyegl
import pygbm
from pydrm import Fourcc

ORDER = "ABCDEFGH"


def shown(surface: pygbm.Surface, window: pyegl.Surface, *, hold: int, frames: int) -> str:
    """Draw frames as a compositor does that has `hold` of them locked at any time; a letter for each buffer."""
    held: list[pygbm.FrontBuffer] = []
    seen = ""
    for frame in range(frames):
        story.fill(frame / frames, 0, 0)
        window.swap_buffers()
        front = surface.lock_front_buffer()
        if front.user_data is None:
            front.user_data = ORDER[len(set(seen))]
        seen += front.user_data
        held.append(front)
        if len(held) > hold:
            held.pop(0).close()
    for front in held:
        front.close()
    return seen


def until_full(surface: pygbm.Surface, window: pyegl.Surface) -> tuple[int, str]:
    """Lock every frame and release none: how many there are, and what the swap after the last one says."""
    fronts: list[pygbm.FrontBuffer] = []
    try:
        while len(fronts) < len(ORDER):
            story.fill(0, 1, 0)
            window.swap_buffers()
            fronts.append(surface.lock_front_buffer())
        return len(fronts), "no end"
    except (OSError, pyegl.EglError, pygbm.GbmError) as error:
        return len(fronts), type(error).__name__
    finally:
        free = surface.has_free_buffers()
        story.row("free buffers, by libgbm, at the end", free)
        for front in fronts:
            front.close()


story.ask(__doc__)
with pydrm.open(driver="vgem") as drm, pygbm.Device(drm) as gbm, pyegl.Display(gbm) as display:
    config = display.choose_config(surface_type=pyegl.SurfaceType.WINDOW, native_visual_id=Fourcc.XRGB8888)
    chains = {}
    for hold in (0, 1, 2):
        with (
            gbm.create_surface(64, 64, Fourcc.XRGB8888) as surface,
            display.create_window_surface(config, surface) as window,
            display.create_context(config) as context,
            context.make_current(window),
        ):
            if hold == 0:
                story.renderer()
            chains[hold] = shown(surface, window, hold=hold, frames=8)
            story.row(f"frames that stay locked: {hold}, buffers shown", chains[hold])
    with (
        gbm.create_surface(64, 64, Fourcc.XRGB8888) as surface,
        display.create_window_surface(config, surface) as window,
        display.create_context(config) as context,
        context.make_current(window),
    ):
        count, refused = until_full(surface, window)
        story.row("frames that can be locked at once", count)
        story.row("what the frame after that says", refused)
story.answer(
    f"up to {count}. A compositor that holds one frame goes around {len(set(chains[1]))} buffers "
    f"({chains[1][:4]}…), one that holds none uses {len(set(chains[0]))}."
)

"""Who draws on a DRM device: which driver Mesa's loader, or another vendor's libEGL, picked for it.

    with loaders.renderer("/dev/dri/renderD128") as it:
        print(loaders.verdict(it))             # iris, Mesa Intel(R) …, hardware

The loader decides when a display is made, and says nothing when it falls back to software: whoever wants to know has to
make a display and ask it. That runs the driver's code in this process. A driver that crashes takes it along, which is
why ``pydri exercise`` asks in a process of its own.
"""

from __future__ import annotations

from .renderer import Renderer, renderer
from .verdict import Verdict, is_software, verdict

__all__ = ["Renderer", "Verdict", "is_software", "renderer", "verdict"]

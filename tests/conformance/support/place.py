"""Where a run takes place, in words: for reports that are read elsewhere."""

from __future__ import annotations

import os
import platform

from . import mesa, nodes
from .lane import lane


def properties() -> dict[str, str]:
    """Lane, kernel, Mesa, what the lane promises, the DRM nodes that are there, Python. Asks Mesa, in a process."""
    return {
        "lane": lane().name,
        "kernel": os.uname().release,
        "machine": os.environ.get("PYDRI_LAB") or "this machine",
        "architecture": os.uname().machine,
        "mesa": mesa.release() or "none",
        "devices": ",".join(lane().devices),
        "nodes": ",".join(map(str, nodes.nodes())),
        "python": platform.python_version(),
    }

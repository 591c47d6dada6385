"""The exerciser: what every DRM device and memory source of a machine can do with dma-bufs, tried for real.

Rooms: ``model`` (what was found, as data), ``record`` (making checks), ``plan`` (devices, stages, the run), one room
per stage (``dumb``, ``sharing``, ``fences``, ``passing``), ``command`` (the command line), ``guest`` and ``in_lab``
(the run inside a lab machine, from its two sides).
"""

from __future__ import annotations

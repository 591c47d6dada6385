"""What the conformance cases stand on: markers, capability probes, raw ioctls, gates against leaks and splats."""

from __future__ import annotations

from .marks import conf, needs

__all__ = ["conf", "needs"]

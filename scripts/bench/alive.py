"""Does the ten-thousandth living buffer cost more than the first? Prints one JSON object."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pydrm

COUNT, STEP = 10_000, 1_000


def resident() -> int:
    """Resident memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


with pydrm.open(driver="vgem") as device:
    kept: list[pydrm.DumbBuffer] = []
    steps: list[float] = []
    before = resident()
    for _ in range(COUNT // STEP):
        start = time.perf_counter()
        kept.extend(device.create_dumb(16, 16, bpp=32) for _ in range(STEP))
        steps.append((time.perf_counter() - start) / STEP * 1e6)
    grown = (resident() - before) / COUNT
    start = time.perf_counter()
    for buffer in kept:
        buffer.close()
    closing = (time.perf_counter() - start) / COUNT * 1e6
print(json.dumps({"create_us": steps, "close_us": closing, "resident_bytes": grown}))

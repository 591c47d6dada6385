"""The kernel's counts of memory, for the cases about memory that must come back.

They count for the whole machine, so they say something only where nothing else runs: in a lab.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_REFRESH = Path("/proc/sys/vm/stat_refresh")
PAGE = os.sysconf("SC_PAGE_SIZE")


def free_memory() -> int:
    """Pages that nobody uses, in bytes: the free ones and those that wait on the processors' lists."""
    with open("/proc/zoneinfo") as file:
        text = file.read()
    return PAGE * sum(map(int, re.findall(r"^(?: +nr_free_pages| +count:) +(\d+)$", text, re.MULTILINE)))


def pinned_pages() -> int:
    """How many pages are pinned for devices now (memfd_pin_folios and its like)."""
    if _REFRESH.exists():  # with CONFIG_SMP each processor counts for itself, and only now and then for all
        _REFRESH.write_text("1")
    with open("/proc/vmstat") as file:
        counts = dict(line.split() for line in file)
    return int(counts["nr_foll_pin_acquired"]) - int(counts["nr_foll_pin_released"])

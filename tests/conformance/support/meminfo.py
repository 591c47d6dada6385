"""/proc/meminfo, for the cases about memory that must come back; it says something only where nothing else runs."""

from __future__ import annotations


def meminfo(key: str) -> int:
    """One line of /proc/meminfo, in bytes."""
    with open("/proc/meminfo") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith(f"{key}:"))


def free_memory() -> int:
    """Pages that nobody uses, in bytes."""
    return meminfo("MemFree")


def kernel_memory() -> int:
    """What the kernel has allocated for its own small objects, in bytes."""
    return meminfo("SUnreclaim")

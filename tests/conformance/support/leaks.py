"""What a case left behind: descriptors, device mappings, dma-bufs, open files of the kernel.

The kernel keeps one `struct file` for each open descriptor, each dma-buf, each sync_file, each memfd and, which is the
point, for the backing store of each shmem GEM object. On a machine where nothing else runs (the lab) the number of
them in /proc/sys/fs/file-nr is therefore a count of live objects: an exact one with a kernel for one processor, and
with Linux 7.2, which asks every processor. Linux 6.12 with CONFIG_SMP lets each keep up to 32 to itself
(fs/file_table.c, lib/percpu_counter.c), so that only what adds up over some cases is seen there; descriptors, mappings
and dma-bufs are then counted for themselves. Before it is called a leak, each processor is made to give what it keeps.
"""

from __future__ import annotations

import gc
import os
import time
from dataclasses import dataclass

from .pace import patient

Fds = frozenset[tuple[int, str]]
"""Descriptors and what they are of."""

_DEVICE_MAPPINGS = ("/dev/dri/", "dmabuf", "/memfd:", "drm mm object")
_BUFINFO = "/sys/kernel/debug/dma_buf/bufinfo"
_SETTLE_SECONDS = patient(2.0)
_FILE_NR = "/proc/sys/fs/file-nr"


def _counted() -> int:
    with open(_FILE_NR) as file:
        return int(file.read().split()[0])


def _counted_everywhere() -> int:
    # A processor adds what it kept to the count when it comes to the batch: open files until that is seen, on each.
    allowed = os.sched_getaffinity(0)
    most = 2 * max(32, 2 * (os.cpu_count() or 1))
    held: list[int] = []
    try:
        for processor in allowed:
            os.sched_setaffinity(0, {processor})
            start = _counted()
            for _ in range(most):
                held.append(os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC))
                if _counted() > start:
                    break
        return _counted() - len(held)
    finally:
        for fd in held:
            os.close(fd)
        os.sched_setaffinity(0, allowed)


def _slack() -> int:
    # Where each processor keeps some to itself the count stands still, or jumps by some dozens.
    if not os.environ.get("PYDRI_LAB"):
        return 0
    before = _counted()
    fd = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return 0 if _counted() == before + 1 else 2 * 32 * (os.cpu_count() or 1)
    finally:
        os.close(fd)


#: By how much two readings of file-nr may differ although there are no more files.
SLACK = _slack()


@dataclass(frozen=True)
class State:
    """What is alive at one moment."""

    fds: Fds
    files: int
    # Where open files are counted these are too: a mapping and a dma-buf each keep one.
    mappings: int = 0
    dmabufs: tuple[tuple[int, int], ...] = ()

    def grown_since(self, before: State, left: Fds = frozenset()) -> list[str]:
        """In words, everything that there is more of than before, and descriptors that are gone; `left` may be gone."""
        found = [f"fd {fd} -> {target}" for fd, target in sorted(self.fds - before.fds)]
        found += [f"fd {fd} -> {target} is gone" for fd, target in sorted(before.fds - self.fds - left)]
        if self.mappings > before.mappings:
            found.append(f"{self.mappings - before.mappings} more device mappings")
        if len(self.dmabufs) > len(before.dmabufs):
            found.append(f"{len(self.dmabufs) - len(before.dmabufs)} more dma-bufs, now (size, inode): {self.dmabufs}")
        if self.files > before.files + SLACK:
            found.append(
                f"{self.files - before.files} more open files in the kernel (GEM objects, dma-bufs, sync_files…); "
                f"{_mappings()} device mappings, dma-bufs (size, inode): {dmabufs()}"
            )
        return found


def descriptors() -> Fds:
    """Those of this process."""
    found = set()
    for name in os.listdir("/proc/self/fd"):
        try:
            if int(name) > 2:  # the first three are pytest's, which captures output
                found.add((int(name), os.readlink(f"/proc/self/fd/{name}")))
        except FileNotFoundError:  # the directory's own descriptor
            continue
    return frozenset(found)


def _mappings() -> int:
    with open("/proc/self/maps") as maps:
        text = maps.read()
    return sum(text.count(each) for each in _DEVICE_MAPPINGS)


def dmabufs() -> tuple[tuple[int, int], ...]:
    """(size, inode) of every dma-buf of the system, from debugfs; empty where that cannot be read."""
    try:
        with open(_BUFINFO) as file:
            lines = file.read().splitlines()
    except OSError:
        return ()
    found = []
    for line in lines:
        words = line.split()
        # size flags mode count exporter inode name
        if len(words) >= 6 and words[0].isdigit() and words[5].isdigit():
            found.append((int(words[0]), int(words[5])))
    return tuple(sorted(found))


_libraries = 0


def _count_libraries() -> None:
    global _libraries
    with open("/proc/self/maps") as maps:
        _libraries = len({line.split(None, 5)[5] for line in maps if ".so" in line})


def kernel_files(*, exact: bool = True) -> int:
    """The number of open files of the whole system, libraries aside; 0 outside the lab, where others change it.

    A library that an import loads stays mapped and keeps its file open; with `exact` those are counted anew.
    """
    if not os.environ.get("PYDRI_LAB"):
        return 0
    if exact:
        _count_libraries()
    count = _counted_everywhere() if exact and SLACK else _counted()
    return count - _libraries


def unreclaimable() -> int:
    """Bytes in the kernel's slabs that are in use and not a cache."""
    with open("/proc/meminfo") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("SUnreclaim:"))


def look(*, exact: bool = True) -> State:
    """What is alive now. Without `exact` it is quick, and may take a newly loaded library for a leak."""
    files = kernel_files(exact=exact)
    if files and not SLACK:
        return State(descriptors(), files)
    return State(descriptors(), files, _mappings(), dmabufs())


def settle(before: State, left: Fds = frozenset()) -> list[str]:
    """Wait shortly for asynchronous frees, then say what has grown since `before` (`left`: as for `grown_since`)."""
    deadline = time.monotonic() + _SETTLE_SECONDS
    exact = False
    while True:
        found = look(exact=exact).grown_since(before, left)
        if not found:
            return []
        if exact:
            gc.collect()
            time.sleep(0.01)
        exact = True
        if time.monotonic() > deadline:
            return found

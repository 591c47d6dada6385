"""Stage: dumb buffers. Create, fill through numpy, verify, destroy; and how fast the memory is."""

from __future__ import annotations

import os
from contextlib import ExitStack
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

import pydrm
from pydrm import Cap, DumbBuffer, Fourcc, NodeType

from ..sharing import ContentsDiffer, compare
from .record import Broken

if TYPE_CHECKING:
    from collections.abc import Callable

    from .bench import Bench, Station
    from .record import Recorder, Trial

__all__ = ["count", "run"]

WIDTH, HEIGHT = 1280, 720
ENOUGH_S = 0.03
"""Seconds after which a bandwidth measurement stops repeating; the first pass is always finished."""
PASSES = 5
GIB = float(1 << 30)


def count(bench: Bench) -> int:
    """How many checks :func:`run` makes at most."""
    return 3 * len(bench.stations)


def run(bench: Bench, record: Recorder) -> None:
    """Per device: contents of a 1280x720 buffer, its bandwidth, and that destroying it frees the handle."""
    frame = _frame()
    target = np.zeros_like(frame)
    target.fill(1)  # the pages exist from here on: faulting them in would be measured as reading
    for station in bench.stations:
        with ExitStack() as stack:
            with record.trial(station.label, "contents") as trial:
                pair = _contents(station, stack, frame, trial)
            if not trial.ok:
                continue
            with record.trial(station.label, "bandwidth") as trial:
                written, read = pair.pixels, pair.again
                trial.values["write_gib_per_s"] = _best(lambda: np.copyto(written, frame), frame.nbytes)  # noqa: B023
                trial.values["read_gib_per_s"] = _best(lambda: np.copyto(target, read), frame.nbytes)  # noqa: B023
                _same(target, frame)
                target.fill(1)
            with record.trial(station.label, "destroy", promised=True):
                _destroy(station, pair.buffer)


class _Pair(NamedTuple):
    # A buffer, its pixels through one mapping, and, read-only, through another: what is compared has been through the
    # pages and not only through our own view.
    buffer: DumbBuffer
    pixels: Any
    again: Any


def _contents(station: Station, stack: ExitStack, frame: Any, trial: Trial) -> _Pair:
    trial.at(
        "create", promised=station.caps.get(Cap.DUMB_BUFFER.name) == 1 and station.device.node_type is NodeType.PRIMARY
    )
    start = perf_counter()
    buffer = stack.enter_context(station.device.create_dumb(WIDTH, HEIGHT, Fourcc.XRGB8888))
    trial.values |= {"create_us": _us(start), "size_bytes": buffer.size, "pitch_bytes": buffer.pitch}
    if buffer.pitch < WIDTH * 4 or buffer.size < buffer.pitch * HEIGHT:
        raise Broken(f"pitch {buffer.pitch} and size {buffer.size} do not hold {WIDTH}x{HEIGHT} pixels of 4 bytes")
    trial.at("map", promised=True)
    pixels, again = buffer.array, stack.enter_context(buffer.map(write=False)).array
    trial.at("contents")
    if again.any():
        # Another program's pixels: the kernel has to hand out zeroed memory.
        raise Broken("a new buffer is not zero-filled")
    start = perf_counter()
    pixels[:] = frame
    trial.values["first_fill_us"] = _us(start)
    _same(again, frame)
    return _Pair(buffer, pixels, again)


def _same(seen: Any, written: Any) -> None:
    try:
        compare(seen, written, "the pixels read back")
    except ContentsDiffer as difference:
        raise Broken(str(difference)) from None


def _frame() -> Any:
    # A gradient in which every pixel differs from its neighbours in both directions.
    rows, columns = np.arange(HEIGHT, dtype=np.uint32)[:, None], np.arange(WIDTH, dtype=np.uint32)
    return (rows << np.uint32(12)) ^ columns


def _best(work: Callable[[], object], size: int) -> float:
    best, spent = float("inf"), 0.0
    for _ in range(PASSES):
        start = perf_counter()
        work()
        once = perf_counter() - start
        best, spent = min(best, once), spent + once
        if spent > ENOUGH_S:
            break
    return round(size / best / GIB, 3)


def _destroy(station: Station, buffer: DumbBuffer) -> None:
    handle = buffer.handle
    buffer.close()
    if handle in station.device.gem.handles():
        raise Broken(f"handle {handle} is still counted after the buffer was closed")
    # The ledger is ours; whether the kernel let go as well is seen by asking for the dead handle, past the objects.
    prime = pydrm.ffi.new("struct drm_prime_handle *", {"handle": handle, "flags": pydrm.lib.DRM_CLOEXEC})
    if pydrm.lib.pydri_ioctl(station.device.fileno(), pydrm.lib.DRM_IOCTL_PRIME_HANDLE_TO_FD, prime) >= 0:
        os.close(prime.fd)
        raise Broken(f"handle {handle} can still be exported after the buffer was closed")


def _us(start: float) -> float:
    return round((perf_counter() - start) * 1e6, 1)

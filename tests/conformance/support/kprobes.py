"""What a program asks of a driver, seen by the kernel: kprobes on the driver's functions (tracefs), without tools.

For a function that takes an ioctl, `(struct drm_device *, void *data, struct drm_file *)`, the second argument points
at the kernel's copy of the struct: ``+8(%si):u32`` is its field at offset 8.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TRACEFS = Path("/sys/kernel/debug/tracing")
_GROUP = "pydri"
_LINE = re.compile(r" (?P<event>\w+): \([^)]*\) ?(?P<fields>.*)$")


def why_not() -> str | None:
    """None, or why nothing can be traced here."""
    if os.uname().machine != "x86_64":
        return "the names of the argument registers are those of x86-64"
    return None if os.access(_TRACEFS / "kprobe_events", os.W_OK) else f"{_TRACEFS}/kprobe_events cannot be written"


class Trace:
    """The calls that were seen: name of the event and its fields, in order."""

    def calls(self) -> list[tuple[str, dict[str, int]]]:
        """What was seen until now."""
        found = []
        for line in (_TRACEFS / "trace").read_text().splitlines():
            match = None if line.startswith("#") else _LINE.search(line)
            if match is not None:
                words = (word.partition("=") for word in match["fields"].split())
                found.append((match["event"], {name: int(value, 0) for name, _, value in words}))
        return found


def _define(control: Path, lines: list[str]) -> None:
    # Not by a Python file: one that appends asks first where the end is (lseek), which is EINVAL here.
    fd = os.open(control, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
    try:
        for line in lines:
            os.write(fd, f"{line}\n".encode())
    finally:
        os.close(fd)


@contextlib.contextmanager
def traced(probes: Mapping[str, str]) -> Iterator[Trace]:
    """Inside the `with`, every call of these functions by anybody is seen; values are the fields to record of each.

    `traced({"virtio_gpu_getparam_ioctl": "param=+0(%si):u64"})` gives events of the function's name.
    """
    control, enable = _TRACEFS / "kprobe_events", _TRACEFS / "events" / _GROUP / "enable"
    (_TRACEFS / "trace").write_text("")
    _define(control, [f"p:{_GROUP}/{function} {function} {fields}" for function, fields in probes.items()])
    try:
        enable.write_text("1")
        yield Trace()
    finally:
        enable.write_text("0")
        _define(control, [f"-:{_GROUP}/{function}" for function in probes])

"""Several processors: one process on each, at one buffer at the same time."""

from __future__ import annotations

import errno
import os
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from .support import conf, needs
from .support.fences import WRITE_FENCE
from .support.memory import PAGE
from .support.processes import Child

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.fencer import Fencer
    from .support.nodes import Node

pytestmark = needs("smp")

ROUNDS = 500
SECONDS = 1.0


def processor() -> int:
    """The one that this process runs on (the field "processor" of proc(5)'s stat)."""
    with open("/proc/self/stat") as file:
        return int(file.read().rpartition(")")[2].split()[36])


def bound(number: int) -> None:
    """Stay on this processor from here on."""
    os.sched_setaffinity(0, {number})
    assert processor() == number


@conf("P18")
@needs("dumb")
def test_one_memory_for_all(card: Node, opened: Callable[..., Client]) -> None:
    """A word in a buffer that the processors count up in turn is what each of them left in it."""
    client = opened(card)
    handle = client.must_create(PAGE)
    everyone = sorted(os.sched_getaffinity(0))
    pipes = [os.pipe() for _ in everyone]

    def count(index: int) -> int:
        bound(everyone[index])
        with client.map(handle, PAGE) as pages:
            for turn in range(ROUNDS):
                os.read(pipes[index][0], 1)
                seen = int.from_bytes(pages[0:4], "little")
                assert seen == turn * len(everyone) + index
                pages[0:4] = (seen + 1).to_bytes(4, "little")
                os.write(pipes[(index + 1) % len(everyone)][1], b"x")
        return processor()

    with ExitStack() as stack:
        for fd in (end for pipe in pipes for end in pipe):
            stack.callback(os.close, fd)
        children = [stack.enter_context(Child(count, index)) for index in range(len(everyone))]
        os.write(pipes[0][1], b"x")
        assert [child.result() for child in children] == everyone
    with client.map(handle, PAGE) as pages:
        assert int.from_bytes(pages[0:4], "little") == ROUNDS * len(everyone)


@conf("V19")
@needs("vgem.fence", "vgem.render")
def test_writers_on_every_processor(fencer: Fencer) -> None:
    """Each attaches and signals as fast as it can: success or EBUSY, success for everybody, and idle in the end."""
    buffer = fencer.buffer()
    everyone = sorted(os.sched_getaffinity(0))

    def write(number: int) -> tuple[int, int]:
        bound(number)
        done = busy = 0
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            answer = fencer.attach(buffer, WRITE_FENCE)
            if answer == 0:
                assert fencer.signal(answer.out_fence) == 0
                done += 1
            else:
                assert answer == -errno.EBUSY
                busy += 1
        return done, busy

    with ExitStack() as stack:
        children = [stack.enter_context(Child(write, number)) for number in everyone]
        counts = [child.result() for child in children]
    assert all(done > 0 for done, _busy in counts), counts
    assert fencer.signal(fencer.must_write(buffer)) == 0

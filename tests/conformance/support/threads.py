"""Several threads that do the same things at once, for the races."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: At least two, so that a machine with one processor still interleaves at every system call.
COUNT = max(2, os.cpu_count() or 1)


def race(*functions: Callable[[], object], seconds: float = 1.0, copies: int = COUNT) -> int:
    """Run `copies` threads of each function in loops for a while; returns the rounds, raises what they raised."""
    stop = time.monotonic() + seconds
    rounds = [0]
    errors: list[BaseException] = []
    start = threading.Barrier(len(functions) * copies)

    def loop(function: Callable[[], object]) -> None:
        start.wait()
        done = 0
        try:
            while time.monotonic() < stop and not errors:
                function()
                done += 1
        except BaseException as error:
            errors.append(error)
        finally:
            rounds[0] += done

    threads = [threading.Thread(target=loop, args=(each,)) for each in functions for _ in range(copies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return rounds[0]

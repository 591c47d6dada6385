"""Several threads that do the same things at once, for the races."""

from __future__ import annotations

import itertools
import os
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: At least two, so that a machine with one processor still interleaves at every system call.
COUNT = max(2, os.cpu_count() or 1)


#: However slow the machine, a race ends after so many seconds.
LONGEST = 20.0


def race(*functions: Callable[[], object], seconds: float = 1.0, rounds: int = 100, copies: int = COUNT) -> None:
    """Run `copies` threads of each function in loops; raises what they raised.

    It lasts `seconds`, and on a slow machine until there have been `rounds` in all.
    """
    begin = time.monotonic()
    done = itertools.count(1)
    enough = threading.Event()
    errors: list[BaseException] = []
    start = threading.Barrier(len(functions) * copies)

    def loop(function: Callable[[], object]) -> None:
        start.wait()
        try:
            while not errors:
                function()
                if next(done) >= rounds:
                    enough.set()
                age = time.monotonic() - begin
                if age > LONGEST or (age > seconds and enough.is_set()):
                    return
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=loop, args=(each,)) for each in functions for _ in range(copies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]

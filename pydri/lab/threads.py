"""Threads that never end: Python waits for each of them, and a machine would wait for Python."""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback

PATIENCE_S = 10.0


def end_without(status: int, patience_s: float = PATIENCE_S) -> None:
    """Have the process end with `status` (1 for 0) when threads go on `patience_s` seconds after the main one.

    Which they are, and where they stand, is said on standard error. A process without such threads ends as always.
    Returns at once; thread contract: called by the main thread.
    """
    threading.Thread(target=_watch, args=(status, patience_s), name="pydri-lab-threads", daemon=True).start()


def _watch(status: int, patience_s: float) -> None:
    threading.main_thread().join()  # returns when the interpreter is about to wait for the others
    time.sleep(patience_s)
    frames = sys._current_frames()  # the only way to a running thread's stack
    left = [each for each in threading.enumerate() if not each.daemon and each is not threading.main_thread()]
    for thread in left:
        where = "".join(traceback.format_stack(frames[thread.ident])) if thread.ident in frames else ""
        print(f"the thread {thread.name} does not end; the process ends without it\n{where}", file=sys.stderr)
    if left:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status or 1)

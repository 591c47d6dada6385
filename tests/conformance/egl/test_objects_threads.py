"""Contexts as objects, claimed by many threads at once."""

from __future__ import annotations

import sys
import threading
from time import monotonic
from typing import TYPE_CHECKING

import pytest

import pyegl

from ..support import conf
from ..support.pace import scaled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyegl import Context, Display

THREADS, SECONDS, ENOUGH = 4, 20, scaled(5000)


@pytest.fixture
def eager() -> Iterator[None]:
    """Threads take turns a hundred times as often as usual."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-5)
    yield
    sys.setswitchinterval(before)


class Claims:
    """Claims of one context: how often it was had, refused, and had by two."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.until = monotonic() + SECONDS
        self.lock = threading.Lock()
        self.holders = self.won = self.refused = self.shared = 0
        self.errors: list[BaseException] = []

    def work(self) -> None:
        """Claim until there were enough claims."""
        try:
            while self.won + self.refused < ENOUGH and monotonic() < self.until:
                self.claim()
        except BaseException as error:
            self.errors.append(error)

    def claim(self) -> None:
        """Once."""
        try:
            bound = self.context.make_current()
        except pyegl.BadAccess:
            self.refused += 1
            return
        with self.lock:
            self.holders += 1
            self.shared += self.holders > 1
        self.won += 1
        with self.lock:
            self.holders -= 1
        bound.restore()


@conf("L2", "L10")
@pytest.mark.usefixtures("eager")
def test_one_of_many_has_it(egl: Display) -> None:
    """Threads that claim one context at the same moment: one has it, the others get BadAccess, and nothing else."""
    with egl.create_context() as context:
        claims = Claims(context)
        threads = [threading.Thread(target=claims.work, name=f"claim {number}") for number in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(SECONDS + 10)
        assert not any(thread.is_alive() for thread in threads)
        assert claims.errors == []
        assert claims.shared == 0
        assert claims.won > 0
        with context.make_current():
            assert context.is_current

"""IGT's matrices of waits: for each subtest its name, what is waited for and how, and what the kernel has to answer."""

from __future__ import annotations

import errno
import itertools
from dataclasses import dataclass

UNSUBMITTED, SUBMITTED, SIGNALED = "unsubmitted", "submitted", "signaled"
_STATES = (UNSUBMITTED, SUBMITTED, SIGNALED)


@dataclass(frozen=True)
class Wait:
    """One subtest: which states the objects are in, and the flags of the wait."""

    timeline: bool
    single: bool
    everything: bool
    for_submit: bool
    available: bool
    states: tuple[str, ...]

    @property
    def objects(self) -> tuple[tuple[str, int], ...]:
        """The state of each object and its point: one, or three binary ones, or five of which two are binary."""
        if self.single:
            return ((self.states[0], int(self.timeline)),)
        points = (7, 0, 412, 1000, 0) if self.timeline else (0, 0, 0)
        return tuple((self.states[min(index, len(self.states) - 1)], point) for index, point in enumerate(points))

    @property
    def expected(self) -> int:
        """0 or the errno: EINVAL where nothing was submitted and that isn't waited for, ETIME where it isn't over."""
        if UNSUBMITTED in self.states and not (self.for_submit or self.available):
            return errno.EINVAL
        enough = {SIGNALED, SUBMITTED} if self.available else {SIGNALED}
        over = [state in enough for state in self.states]
        return 0 if (all(over) if self.everything else any(over)) else errno.ETIME

    @property
    def first(self) -> int:
        """Which object ends a wait for any of them."""
        enough = {SIGNALED, SUBMITTED} if self.available else {SIGNALED}
        return next(index for index, (state, _) in enumerate(self.objects) if state in enough)

    @property
    def name(self) -> str:
        """The name of IGT's subtest."""
        words = {errno.EINVAL: "invalid-", errno.ETIME: "etime-" if self.timeline else ""}.get(self.expected, "")
        words += "single-wait" if self.single else "multi-wait"
        for word, wanted in (("all", self.everything), ("for-submit", self.for_submit), ("available", self.available)):
            words += f"-{word}" if wanted else ""
        return "-".join((words, *self.states))


def waits(*, timeline: bool) -> list[Wait]:
    """All of syncobj_wait's or syncobj_timeline's: each set of flags with each set of states.

    IGT's loops end before the very last combination, the one with every flag and every state; it is here as well.
    """
    found = []
    subsets = [each for size in (1, 2, 3) for each in itertools.combinations(_STATES, size)]
    for everything, for_submit, available in itertools.product((False, True), repeat=3):
        if available and not timeline:
            continue
        flags = {"everything": everything, "for_submit": for_submit, "available": available}
        found += [Wait(timeline, True, states=(state,), **flags) for state in _STATES]
        found += [Wait(timeline, False, states=states, **flags) for states in subsets]
    return found

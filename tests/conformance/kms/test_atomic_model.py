"""Random atomic commits, good and bad, against a model of vkms: both agree on every errno and on every state."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from ..support import conf, needs
from ..support.pace import scaled
from ..support.raw import NATIVE
from .stage import Stage
from .vkms_walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..support.nodes import Node

STEPS, PARTS = scaled(10_000), 5
LENGTH = 50  # steps from a dark device
DELAY = Path("/sys/module/drm/parameters/vblankoffdelay")
# One failure is enough, with its seed: making it smaller takes longer than a case may.
SETTINGS = settings(
    max_examples=STEPS // PARTS // LENGTH * 11 // 10,
    derandomize=False,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def idle_vblanks() -> Iterator[None]:
    """No vertical blanks but those that a commit waits for.

    They go on for five seconds more otherwise, and vkms of Linux 6.12 warns when one comes just while a commit asks for
    the time of the next (vkms_get_vblank_timestamp reads two numbers that its timer changes). One millisecond ends
    them at the next tick, which is nearer than the next frame. "At once" would end vkms' timer from within itself.
    """
    try:
        before = DELAY.read_text()
        DELAY.write_text("1")
    except PermissionError:
        pytest.skip(f"{DELAY} may not be changed")
    yield
    DELAY.write_text(before)


@conf("K12", "K13", "K14")
@needs("vkms.modeset", "vkms.master", "root")
@pytest.mark.parametrize("part", range(PARTS))
def test_the_model_and_the_kernel_agree(
    vkms_node: Node, idle_vblanks: None, capsys: pytest.CaptureFixture[str], part: int
) -> None:
    """For ten thousand steps (emulated: one thousand), in parts; PYDRI_SEED repeats one."""
    start = int(os.environ.get("PYDRI_SEED") or random.SystemRandom().getrandbits(32))
    Walk.steps = Walk.refused = 0
    began = time.monotonic()
    with capsys.disabled(), Stage(vkms_node, NATIVE) as stage:

        @SETTINGS
        @given(st.lists(st.integers(0, (1 << 32) - 1), min_size=LENGTH, max_size=LENGTH))
        def walk(choices: list[int]) -> None:
            it = Walk(stage)
            try:
                for choice in choices:
                    if choice:  # what Hypothesis makes of a step that a failure does not need
                        it.step(random.Random(choice))
            finally:
                it.end()

        print(f"\nvkms and its model, part {part}: PYDRI_SEED={start}", end="", flush=True)
        while Walk.steps < STEPS // PARTS:
            seed(start + Walk.steps)(walk)()
        words = f"{Walk.steps} steps, {Walk.refused} of them refused, in {time.monotonic() - began:.0f} s"
        print(f", {words} ", end="", flush=True)
    # A model that refuses everything, or nothing, would agree too easily.
    assert STEPS // PARTS // 10 < Walk.refused < Walk.steps * 9 // 10

"""What `Display` leaves behind, however it ends: the state from before, or, killed, a dark screen that is free."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import pydrm
from pydrm import ClientCap, Fourcc
from pydrm.kms import AtomicRequest, Display, Fb, Kms, legacy

from ..support import conf, needs
from ..support.display import checksum, vkms_sum
from ..support.processes import in_child

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydrm.kms import FramebufferId, Mode, ObjectId

    from ..support.nodes import Node
    from .stage import Stage

SMALL = "640x480"
State = dict[str, Any]


def state(card: Node) -> State:
    """Every property of every object, as somebody sees it who is not master; of blobs their contents."""
    with pydrm.open(card.path) as device:
        for cap in (ClientCap.UNIVERSAL_PLANES, ClientCap.ATOMIC, ClientCap.WRITEBACK_CONNECTORS):
            device.set_client_cap(cap)
        kms = Kms(device)
        resources = kms.resources()
        things: list[ObjectId] = [*resources.connectors, *resources.crtcs, *kms.planes()]
        return {
            f"{thing!r} {name}": each.blob if each.blob is not None else each.raw
            for thing in things
            for name, each in kms.properties(thing).items()
        }


def picture(mode: Mode, seed: int) -> Any:
    """Words of which every pixel counts."""
    return np.random.default_rng(seed).integers(0, 1 << 24, (mode.vdisplay, mode.hdisplay), "u4")


def light(stage: Stage, words: Any) -> Fb:
    """A picture on the screen."""
    with stage.device.create_dumb(stage.mode.hdisplay, stage.mode.vdisplay, Fourcc.XRGB8888) as buffer:
        buffer.array[:] = words
        fb = Fb.add(stage.device, buffer)
    stage.request(fb).commit(allow_modeset=True)
    return fb


@pytest.fixture(params=[True, False], ids=["atomic", "legacy"])
def atomic(request: pytest.FixtureRequest) -> bool:
    """Both ways to set modes."""
    return bool(request.param)


@pytest.fixture
def dark(stage: Stage) -> Stage:
    """A screen that is off, and nobody master."""
    stage.device.drop_master()
    return stage


@pytest.fixture
def lit(stage: Stage) -> Iterator[tuple[Stage, Fb, Any]]:
    """A screen that shows somebody's picture, who is no master."""
    words = picture(stage.mode, 1)
    with light(stage, words) as fb:
        stage.device.drop_master()
        yield stage, fb, words
        if not stage.device.is_master:
            stage.device.set_master()


# -- what was there --------------------------------------------------------------------------------------------------


@conf("K11")
@needs("crc")
def test_a_dark_screen(card: Node, dark: Stage, atomic: bool) -> None:
    """Is dark again, with all properties as they were."""
    before = state(card)
    with Display.open(card.path, mode=SMALL, atomic=atomic) as display:
        for seed in range(3):
            display.show(picture(display.mode, seed))
        assert state(card) != before
    after = state(card)
    dark.device.set_master()
    told = [" DPMS"] if atomic else [" DPMS", " SRC_W", " SRC_H", " CRTC_W", " CRTC_H"]  # of no meaning while it is off
    for name in after:
        if name.endswith(tuple(told)):
            after[name] = before[name]
    assert after == before


@conf("K11")
@needs("crc")
def test_somebodys_picture(card: Node, lit: tuple[Stage, Fb, Any], atomic: bool) -> None:
    """Is shown again, by the same framebuffer, with the same mode."""
    stage, fb, words = lit
    before = state(card)
    with Display.open(card.path, mode=SMALL, atomic=atomic) as display:
        display.show(picture(display.mode, 2))
        assert checksum(card, Kms(display.device), display.crtc) == vkms_sum(picture(display.mode, 2))
        assert display.crtc == stage.crtc
    assert state(card) == before
    assert Kms(stage.device).crtc(stage.crtc).fb_id == fb.id
    assert checksum(card, stage.kms, stage.crtc) == vkms_sum(words)


@conf("K14")
def test_a_sleeping_screen(card: Node, lit: tuple[Stage, Fb, Any]) -> None:
    """One that has a mode and is switched off (ACTIVE) has it again, and is off."""
    stage, fb, _ = lit
    stage.device.set_master()
    request = AtomicRequest(stage.kms)
    request.set(stage.crtc, ACTIVE=False)
    request.commit(allow_modeset=True)
    stage.device.drop_master()
    before = state(card)
    with Display.open(card.path, mode=SMALL) as display:
        display.flip()
        assert stage.value(stage.crtc, "ACTIVE") == 1
    assert state(card) == before
    assert fb


def left_behind(stage: Stage, words: Any) -> FramebufferId:
    """A picture on the screen whose owner has given its framebuffer up."""
    fb = light(stage, words)
    number = fb.id
    fb.release()
    stage.device.drop_master()
    return number


@conf("K9")
@needs("crc")
def test_nobodys_picture(card: Node, stage: Stage, atomic: bool) -> None:
    """Its owner has given it up (CLOSEFB), and the kernel keeps it while it is shown alone: it is kept here."""
    words = picture(stage.mode, 1)
    number = left_behind(stage, words)
    with Display.open(card.path, mode=SMALL, atomic=atomic) as display:
        display.show(picture(display.mode, 2))
        with pytest.raises(FileNotFoundError):
            Kms(display.device).framebuffer(number)
    stage.device.set_master()
    assert checksum(card, stage.kms, stage.crtc) == vkms_sum(words)
    assert stage.kms.crtc(stage.crtc).mode == stage.mode


@conf("K13")
@needs("crc")
def test_more_than_one_plane(card: Node, lit: tuple[Stage, Fb, Any]) -> None:
    """A cursor, and a picture of which a part is shown: gone while the display shows, and back where they were."""
    stage, fb, _ = lit
    stage.device.set_master()
    cursor = next(each for each in stage.planes if stage.value(each, "type") == "Cursor")
    with stage.device.create_dumb(64, 64, Fourcc.ARGB8888) as buffer:
        buffer.array[:] = 0xFF00FF00
        arrow = Fb.add(stage.device, buffer)
    stage.buffers.append(arrow)
    request = AtomicRequest(stage.kms)
    request.set(cursor, stage.plane(arrow, CRTC_X=-5, CRTC_Y=17))
    request.set(stage.primary, CRTC_X=8, CRTC_Y=4, CRTC_W=100, CRTC_H=80, SRC_X=12, SRC_Y=1, SRC_W=100, SRC_H=80)
    request.commit()
    stage.device.drop_master()
    before, looks = state(card), checksum(card, stage.kms, stage.crtc)
    with Display.open(card.path, mode=SMALL) as display:
        display.show(picture(display.mode, 2))
        assert checksum(card, Kms(display.device), display.crtc) == vkms_sum(picture(display.mode, 2))
    assert state(card) == before
    assert checksum(card, stage.kms, stage.crtc) == looks
    assert fb


@conf("K9")
def test_its_owner_goes(card: Node, stage: Stage, atomic: bool) -> None:
    """Who owned the picture from before removes it meanwhile: then the screen is dark at the end."""
    fb = light(stage, picture(stage.mode, 1))
    stage.device.drop_master()
    with Display.open(card.path, mode=SMALL, atomic=atomic) as display:
        display.flip()
        fb.close()
        display.flip()
    stage.device.set_master()
    assert stage.kms.crtc(stage.crtc).mode is None


@conf("K25")
def test_master_is_lost(card: Node, stage: Stage) -> None:
    """What another master shows meanwhile is its own: nothing is touched at the end."""
    stage.device.drop_master()
    with Display.open(card.path, mode=SMALL) as display:
        display.flip()
        display.device.drop_master()
        stage.device.set_master()
        stage.light()
        with pytest.raises(PermissionError):
            display.flip()
        shown = stage.state()
    assert stage.state() == shown


# -- how it ends -----------------------------------------------------------------------------------------------------


class _Oops(Exception):
    pass


@conf("X8")
def test_after_an_exception(card: Node, lit: tuple[Stage, Fb, Any], atomic: bool) -> None:
    """As after a good end."""
    before = state(card)

    def fail() -> None:
        with Display.open(card.path, mode=SMALL, atomic=atomic) as display:
            display.flip()
            raise _Oops

    with pytest.raises(_Oops):
        fail()
    assert state(card) == before


@conf("X8")
def test_dropped(card: Node, lit: tuple[Stage, Fb, Any]) -> None:
    """Without a `with`, and forgotten: a ResourceWarning, and the state from before."""
    before = state(card)
    display = Display.open(card.path, mode=SMALL)
    display.flip()
    name = display.connector.name
    with pytest.warns(ResourceWarning, match=f"unclosed <Display {name} 640x480@"):
        del display
    assert state(card) == before


@conf("X8")
def test_in_a_fork(card: Node, dark: Stage) -> None:
    """A child that closes what it inherited changes nothing on the screen."""
    with Display.open(card.path, mode=SMALL) as display:
        display.flip()
        shown = state(card)
        in_child(display.close)
        assert state(card) == shown
        display.flip()
    dark.device.set_master()


_PROGRAM = """
import sys, time
from pydrm.kms import Display
with Display.open(sys.argv[1], mode="640x480", atomic=sys.argv[2] == "True") as display:
    display.flip()
    print("shown", flush=True)
    while True:
        display.flip()
"""


def ended_by(card: Node, number: int, atomic: bool, inside: Callable[[], None]) -> int:
    """The exit status of a program that flips until a signal comes."""
    command = [sys.executable, "-c", _PROGRAM, card.path, str(atomic)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"shown\n"
            inside()
            time.sleep(0.03)
            process.send_signal(number)
            return process.wait(20)
        finally:
            process.kill()


@conf("X8")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda each: each.name)
def test_after_a_signal(card: Node, lit: tuple[Stage, Fb, Any], atomic: bool, number: signal.Signals) -> None:
    """The state from before, and the exit status that says which."""
    before = state(card)

    def inside() -> None:
        assert state(card) != before

    # KeyboardInterrupt is Python's own affair, which ends with the signal.
    assert ended_by(card, number, atomic, inside) == (-number if number == signal.SIGINT else 128 + number)
    assert state(card) == before


@conf("X8", "K22")
def test_killed(card: Node, lit: tuple[Stage, Fb, Any]) -> None:
    """The kernel takes its picture off, and whoever comes next is master."""
    stage, fb, _ = lit
    assert ended_by(card, signal.SIGKILL, True, lambda: None) == -signal.SIGKILL
    assert stage.kms.crtc(stage.crtc).fb_id is None
    stage.device.set_master()
    legacy.set_crtc(stage.device, stage.crtc, fb, stage.mode, [stage.connector])

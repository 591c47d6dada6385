"""``python -m pydrm show``: what is on the screen is the picture, and it never takes a screen that is in use."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

import pydrm
from pydrm.kms import Kms
from pydrm.kms.patterns import PATTERNS

from ..support import conf, needs
from ..support.display import checksum, vkms_sum
from ..support.nodes import nodes
from ..support.pace import patient

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..support.nodes import Node
    from .stage import Stage

SHOW = [sys.executable, "-m", "pydrm", "show"]
SMALL = ("--mode", "640x480")


def ended(process: subprocess.Popen[Any]) -> int:
    """The exit status of a command that was told to end; one that does not is killed, for it is master."""
    try:
        return process.wait(patient(20))
    finally:
        process.kill()


@contextmanager
def showing(card: Node, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The command while it shows; it is ended, and has to end well."""
    command = [*SHOW, "--device", card.path, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            line = process.stdout.readline()
            assert " shows " in line, process.stderr.read()
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            assert ended(process) == 0


def words_of(picture: Any) -> Any:
    """Red, green and blue as XRGB8888."""
    red, green, blue = (picture[..., at].astype("u4") for at in range(3))
    return red << 16 | green << 8 | blue


def seen(card: Node) -> int:
    """The checksum of what the first CRTC shows, as somebody sees it who is not master."""
    with pydrm.open(card.path) as device:
        kms = Kms(device)
        return checksum(card, kms, kms.resources().crtcs[0])


@conf("K11", "K26")
@needs("crc")
@pytest.mark.parametrize("legacy", [(), ("--legacy",)], ids=["atomic", "legacy"])
@pytest.mark.parametrize("name", PATTERNS)
def test_patterns(card: Node, name: str, legacy: tuple[str, ...]) -> None:
    """Each, pixel by pixel; the screen is dark again when it ends."""
    with showing(card, name, *SMALL, *legacy):
        assert seen(card) == vkms_sum(words_of(PATTERNS[name](640, 480)))
    with pydrm.open(card.path) as device:
        kms = Kms(device)
        assert kms.crtc(kms.resources().crtcs[0]).mode is None


@conf("K27")
@needs("crc", "writeback")
def test_a_file(card: Node, tmp_path: Path) -> None:
    """A picture with transparent parts, in the middle, over black; what was captured is what is shown."""
    picture = np.random.default_rng(1).integers(0, 256, (200, 300, 4), np.uint8)
    picture[..., 3] = np.where(np.arange(300) % 3, 255, 0)
    Image.fromarray(picture, "RGBA").save(tmp_path / "picture.png")
    expected = np.zeros((480, 640, 3), np.uint8)
    expected[140:340, 170:470] = picture[..., :3] * (picture[..., 3:] // 255)
    captured = tmp_path / "captured.png"
    with showing(card, str(tmp_path / "picture.png"), *SMALL, "--capture", str(captured)):
        assert seen(card) == vkms_sum(words_of(expected))
    with Image.open(captured) as image:
        assert np.array_equal(np.asarray(image), expected)


@conf("K27")
@needs("writeback")
def test_a_large_file(card: Node, tmp_path: Path) -> None:
    """Is made smaller until it fits, and keeps its shape."""
    Image.new("RGB", (1600, 600), (10, 20, 30)).save(tmp_path / "wide.png")
    captured = tmp_path / "captured.png"
    with showing(card, str(tmp_path / "wide.png"), *SMALL, "--capture", str(captured)):
        pass
    with Image.open(captured) as image:
        lit = np.asarray(image) == (10, 20, 30)
    rows = np.flatnonzero(lit.all(axis=(1, 2)))
    assert (rows[0], rows[-1], len(rows)) == (120, 359, 240)
    assert np.count_nonzero(lit.all(axis=2)) == 240 * 640


@conf("K25")
@needs("crc")
def test_a_screen_in_use(card: Node, stage: Stage) -> None:
    """One line, status 1, and nothing is touched; all of the machine's screens are in use here."""
    stage.light()
    before = stage.state()
    with ExitStack() as others:
        for each in nodes():
            if each.kind == "card" and each.path != card.path:
                others.enter_context(pydrm.open(each.path))  # whoever opens it first is its master
        for words in (["--device", card.path], []):
            done = subprocess.run(
                [*SHOW, "smpte", *words], capture_output=True, text=True, timeout=patient(30), check=False
            )
            assert (done.returncode, done.stdout) == (1, "")
            assert f"another program is master of {card.path}: its display is in use" in done.stderr
            assert done.stderr.count("\n") == 1
    assert stage.state() == before


@conf("X8")
def test_terminated(card: Node, stage: Stage) -> None:
    """By SIGTERM: what was there before is there again."""
    fb = stage.light()
    stage.device.drop_master()
    command = [*SHOW, "checker", "--device", card.path, *SMALL]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert b" shows checker at 640x480@" in process.stdout.readline()
        assert stage.kms.crtc(stage.crtc).fb_id != fb.id
        process.terminate()
        assert ended(process) == 128 + signal.SIGTERM
    assert stage.kms.crtc(stage.crtc).fb_id == fb.id
    stage.device.set_master()

"""Choosing a mode, drawing arrays, test patterns, and signals that unwind: what a display needs no device for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import numpy as np
import pytest

from pydrm.kms import Connector, ConnectorId, ConnectorStatus, ConnectorType, Mode, SubPixel, choose_mode, dmt
from pydrm.kms._find import explain
from pydrm.kms._pixels import draw, is_array
from pydrm.kms._unwind import Unwinding, undisturbed
from pydrm.kms.modes import ModeFlag, ModeType
from pydrm.kms.patterns import PATTERNS


def mode(width: int, height: int, refresh: float, *, name: str = "", **more: object) -> Mode:
    """A mode with as little blanking as possible."""
    clock = round(width * height * refresh / 1000 * (0.5 if more.get("flags") else 1))
    fields = {"flags": ModeFlag(0), "type": ModeType(0), **more}
    numbers = (width, width, width, width, 0, height, height, height, height, 0, round(refresh))
    return Mode(clock, *numbers, **fields, name=name or f"{width}x{height}")  # type: ignore[arg-type]


PREFERRED = {"type": ModeType.PREFERRED}
INTERLACED = {"flags": ModeFlag.INTERLACE}
MODES = (
    mode(1920, 1080, 60),
    mode(1920, 1080, 59.94),
    mode(1920, 1080, 60, name="1920x1080i", **INTERLACED),
    mode(1280, 720, 50),
    mode(1280, 720, 60, **PREFERRED),
)


def connector(*modes: Mode, status: ConnectorStatus = ConnectorStatus.CONNECTED) -> Connector:
    """HDMI-A-1 with these modes."""
    return Connector(ConnectorId(7), ConnectorType.HDMIA, 1, status, 0, 0, SubPixel.UNKNOWN, None, (), modes)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (None, 4),
        ("1280x720", 4),
        ("1280x720@50", 3),
        ("1920x1080", 0),
        ("1920x1080@60", 0),
        ("1920x1080@59.94", 1),
        ("1920x1080@60.00", 0),
        ("1920x1080i", 2),
        ("1920x1080i@60", 2),
    ],
)
def test_mode(wanted: str | None, index: int) -> None:
    """By size, by size and rate, by its name; the preferred one first."""
    assert choose_mode(connector(*MODES), wanted) is MODES[index]


@pytest.mark.parametrize("wanted", ["1920", "1920x1080@61", "1920x1080@59.9400001", "", "x", "1280x720i", "720x1280"])
def test_no_such_mode(wanted: str) -> None:
    """The message lists what there is, each once."""
    with pytest.raises(LookupError) as caught:
        choose_mode(connector(*MODES), wanted)
    listed = "1920x1080@60.00, 1920x1080@59.94, 1920x1080i@60.00, 1280x720@50.00, 1280x720@60.00"
    assert str(caught.value) == f"HDMI-A-1 has no mode {wanted}; it has {listed}"


def test_many_modes_and_none() -> None:
    """A long list is cut; without any, the connector's status says why."""
    many = [mode(640, 480, rate) for rate in range(50, 70)]
    with pytest.raises(LookupError, match=r"640x480@61\.00, and 8 more$"):
        choose_mode(connector(*many), "1x1")
    with pytest.raises(LookupError, match=r"HDMI-A-1 \(unknown\) has no modes"):
        choose_mode(connector(status=ConnectorStatus.UNKNOWN))
    vesa = dmt(1024, 768, 60)
    assert choose_mode(connector(vesa), "1024x768@60") is vesa


# -- pixels ----------------------------------------------------------------------------------------------------------


def test_pixels_with_a_pitch() -> None:
    """Into rows with gaps between them, which stay as they are; green in the middle, black around it."""
    memory = np.full((4, 8), 0xAAAAAAAA, "<u4")
    target = memory[:, :5]
    draw(target, np.full((2, 3, 3), (0, 255, 1), "u1"))
    assert (memory[:, 5:] == 0xAAAAAAAA).all()
    assert (target[1:3, 1:4] & 0xFFFFFF == 0x00FF01).all()
    target[1:3, 1:4] = 0
    assert not target.any()


def test_pixels_that_fill_it() -> None:
    """Of the target's size, nothing is around; an empty picture is black."""
    target = np.zeros((2, 2), "<u4")
    draw(target, np.array([[1, 2], [3, 4]], "u4"))
    assert target.tolist() == [[1, 2], [3, 4]]
    draw(target, np.array([[1, 2], [3, 255]], "u1"))
    assert (target & 0xFFFFFF).tolist() == [[0x010101, 0x020202], [0x030303, 0xFFFFFF]]
    draw(target, np.zeros((0, 0), "u4"))
    assert not target.any()


def test_what_is_an_array() -> None:
    """Arrays, and nothing else that can be shown."""
    assert is_array(np.zeros(1))
    assert not is_array(memoryview(b""))


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize("size", [(1, 1), (640, 480), (1366, 768), (7, 1200)])
def test_patterns(name: str, size: tuple[int, int]) -> None:
    """Of any size."""
    picture = PATTERNS[name](*size)
    assert (picture.shape, picture.dtype) == ((size[1], size[0], 3), np.uint8)


def test_what_patterns_show() -> None:
    """Seven bars in their order; ramps that reach both ends; every second pixel; the outermost lines."""
    bars = PATTERNS["smpte"](700, 480)
    assert [tuple(bars[0, 50 + 100 * bar] // 191) for bar in range(7)] == [
        *((1, 1, 1), (1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1))
    ]
    assert [int(bars[479, x, 0]) for x in (510, 550, 590, 650)] == [9, 19, 29, 19]
    ramps = PATTERNS["gradient"](640, 480)
    assert [ramps[60 + 120 * band, [0, -1]].tolist() for band in range(4)] == [
        [[0, 0, 0], [255 * (band in (0, 3)), 255 * (band in (1, 3)), 255 * (band in (2, 3))]] for band in range(4)
    ]
    checker = PATTERNS["checker"](16, 16)
    assert (checker[1:] != checker[:-1]).all()
    assert (checker[:, 1:] != checker[:, :-1]).all()
    border = PATTERNS["border"](64, 48)
    assert border[[0, -1]].all()
    assert border[:, [0, -1]].all()
    assert not border[1:20, 1:30].any()


def test_an_error_in_a_line() -> None:
    """What the kernel said, and the notes."""
    error = OSError(16, "Device or resource busy")
    error.add_note("SET_MASTER")
    error.add_note("in use")
    assert explain(error) == "Device or resource busy (SET_MASTER; in use)"
    assert explain(LookupError("no such mode")) == "no such mode"


# -- signals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
def test_unwinding(number: signal.Signals) -> None:
    """A signal that would kill raises SystemExit, from begin() to end(); a handler of the program's own stays."""
    unwinding = Unwinding()
    before = signal.signal(number, signal.SIG_DFL)
    try:
        unwinding.begin()
        with pytest.raises(SystemExit) as caught:
            signal.raise_signal(number)
        assert caught.value.code == 128 + number
        unwinding.end()
        assert signal.getsignal(number) is signal.SIG_DFL
        signal.signal(number, signal.SIG_IGN)
        unwinding.begin()
        signal.raise_signal(number)
        unwinding.end()
        assert signal.getsignal(number) is signal.SIG_IGN
    finally:
        signal.signal(number, before)


def test_undisturbed() -> None:
    """Ctrl-C waits until the end of the block, and is not lost; so do the others."""
    done = []

    def work() -> None:
        with undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("inside")
        done.append("after")  # never: the signal comes first

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["inside"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_in_a_thread() -> None:
    """Python has no handlers there: nothing is changed, and nothing fails."""
    handlers = []

    def work() -> None:
        unwinding = Unwinding()
        unwinding.begin()
        with undisturbed():
            handlers.append(signal.getsignal(signal.SIGTERM))
        unwinding.end()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert handlers == [signal.getsignal(signal.SIGTERM)]


def test_it_is_light() -> None:
    """Importing the display loads no numpy; a script that shows buffers never needs it."""
    program = "import sys, pydrm.kms.display; print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "False\n"

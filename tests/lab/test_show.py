"""The command line of ``python -m pydrm show``. What is on the screen is for tests/conformance/kms/test_show.py."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHOW = (sys.executable, "-m", "pydrm", "show")


ANYWHERE = [
    (("nothing.png",), 1, "show: nothing.png: No such file or directory"),
    (("/proc/version",), 1, "show: cannot identify image file"),
    (("smpte", "--device", "/dev/dri/card7"), 1, "show: /dev/dri/card7: No such file or directory"),
    (("smpte", "--device", "/dev/null"), 1, "show: /dev/null: No such device (/dev/null is another kind of device"),
    (("smpte", "--device", "nouveau"), 1, "show: no DRM device with driver 'nouveau'"),
    (("smpte", "--seconds", "soon"), 2, "argument --seconds: 'soon' is no number of seconds"),
    (("smpte", "--seconds", "-1"), 2, "argument --seconds: '-1' is no number of seconds"),
    ((), 2, "the following arguments are required: PICTURE"),
]
IN_THE_LAB = [
    (("smpte", "--device", "vgem"), 1, "/dev/dri/card0 has no display)"),
    (("smpte", "--connector", "DP-1"), 1, "has no connector DP-1; connectors: Virtual-1 (connected)"),
    (("smpte", "--mode", "800x601"), 1, "Virtual-1 has no mode 800x601; it has 1024x768@60.00, "),
    (("smpte", "--legacy", "--seconds", "0", "--capture", "x.png"), 1, "--capture needs atomic mode setting"),
]


def check(words: tuple[str, ...], status: int, said: str, done: tuple[int, str, str]) -> None:
    """A line that says why, and the status; of bad usage, how it is used."""
    assert done[:2] == (status, ""), words
    assert said in done[2]
    assert status == 2 or done[2].count("\n") == 1


@pytest.mark.parametrize(("words", "status", "said"), ANYWHERE)
def test_what_cannot_be_shown(words: tuple[str, ...], status: int, said: str) -> None:
    """Whatever devices there are."""
    done = subprocess.run([*SHOW, *words], capture_output=True, text=True, check=False)
    check(words, status, said, (done.returncode, done.stdout, done.stderr))


def test_what_vkms_cannot_show(run: Callable) -> None:
    """What is not there is told with what is."""
    program = (
        "import json, subprocess, sys\n"
        "for words in json.loads(sys.argv[1]):\n"
        "    done = subprocess.run(words, capture_output=True, text=True)\n"
        "    print(json.dumps([done.returncode, done.stdout, done.stderr]))\n"
    )
    commands = [[*SHOW, *words] for words, _, _ in IN_THE_LAB]
    done = run(sys.executable, "-c", program, json.dumps(commands))
    answers = [json.loads(line) for line in done.out.decode().splitlines()]
    assert len(answers) == len(IN_THE_LAB), done.err.decode()
    for (words, status, said), answer in zip(IN_THE_LAB, answers, strict=True):
        check(words, status, said, tuple(answer))


def test_it_ends_by_itself(run: Callable, tmp_path: Path) -> None:
    """After --seconds, with a line that says what was shown where; what was captured is a file."""
    words = ("gradient", "--seconds", "0.1", "--mode", "640x480@60", "--capture")
    command = f'{" ".join((*SHOW, *words))} "$PYDRI_RESULTS/seen.png"'
    done = run("sh", "-c", command, results=tmp_path)
    assert done.result.status == 0, done.err.decode()
    assert done.out.decode().strip() == (
        "Virtual-1 of /dev/dri/card1 (vkms) shows gradient at 640x480@59.94, for 0.1 s"
    )
    assert (tmp_path / "seen.png").read_bytes().startswith(b"\x89PNG")


def test_help() -> None:
    """Needs no device, and names the patterns."""
    done = subprocess.run([*SHOW, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "smpte, gradient, checker, border" in " ".join(done.stdout.split())

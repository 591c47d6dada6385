"""The command line: what it imports, how it ends, what it says in one line. No device and no lab is started."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import pydri
from pydri.exercise.in_lab import Events
from pydri.exercise.model import Check, Outcome
from pydri.exercise.progress import Display, make_display

if TYPE_CHECKING:
    from pathlib import Path


def call(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run ``pydri …``."""
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "pydri", *words], capture_output=True, text=True, timeout=60, check=False, **options
    )


def test_version_and_help() -> None:
    """Both need no device; the overview lists every command in a line."""
    assert call("--version").stdout == f"pydri {pydri.__version__}\n"
    help_text = call("--help").stdout
    assert "exercise  Try buffers" in help_text
    assert "lab       Real kernel" in help_text
    assert "Exit status:" in call("exercise", "--help").stdout


@pytest.mark.parametrize("words", [["exercise", "--bogus"], ["nonsense"], ["--nonsense"], ["exercise", "--out"]])
def test_wrong_words(words: list[str]) -> None:
    """A wrong command line is one line and status 2."""
    done = call(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "--help" in done.stderr


@pytest.mark.parametrize("heavy", ["rich", "numpy", "PIL", "pydri.lab.cli", "pydri.exercise.command", "pydrm"])
def test_the_command_line_is_light(heavy: str) -> None:
    """One sub-command does not pay for another: the entry point imports none of them."""
    script = "import sys, pydri.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert heavy not in loaded


def test_lab_run_does_not_load_the_exerciser() -> None:
    """`pydri lab …` is started hundreds of times in a test run: no numpy, no rich, no exerciser."""
    script = (
        "import sys; from pydri.cli import cli; import click\n"
        "command = cli.get_command(click.Context(cli), 'lab'); print(command.name, *sys.modules)"
    )
    name, *loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert name == "lab"
    assert not {"numpy", "rich", "PIL", "pydri.exercise"} & set(loaded)


def test_a_reader_that_leaves() -> None:
    """`pydri --help | true` ends without a traceback."""
    done = subprocess.run(
        f"{sys.executable} -m pydri --help | true", shell=True, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr == ""


def test_unknown_attribute() -> None:
    """The package has its version and otherwise modules."""
    with pytest.raises(AttributeError, match="pydri"):
        _ = pydri.nothing  # type: ignore[attr-defined]


# -- the lab's events --------------------------------------------------------------------------------------------------


class Heard(Display):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def plan(self, total: int) -> None:
        self.told.append(total)

    def stage(self, title: str) -> None:
        self.told.append(title)

    def check(self, check: Check) -> None:
        self.told.append(check)

    def say(self, text: str) -> None:
        self.told.append(f"said {text}")


def test_events_in_pieces(capsys: pytest.CaptureFixture[str]) -> None:
    """The guest's lines arrive in any pieces; what is no event is kept for the error message and shown nowhere."""
    check = b'{"subject": "vgem", "name": "share", "outcome": "ok"}'
    data = (
        b'{"event": "plan", "total": 3}\r\nnoise\n{"event": "stage", "title": "Sharing"}\n'
        b'{"event": "check", "check": '
        + check
        + b'}\n{"event": "unusable", "message": "no"}\n[1]\n{"event": "later"}\n'
    )
    for size in (1, 7, len(data)):
        heard = Heard()
        events = Events(heard, "a note")
        for start in range(0, len(data), size):
            events.feed(data[start : start + size])
        assert heard.told == [
            "said a note",
            3,
            "Sharing",
            Check(subject="vgem", name="share", outcome=Outcome.OK),
        ]
        assert (events.unusable, events.other) == ("no", ["noise", "[1]"])
    assert capsys.readouterr() == ("", "")


def test_no_progress_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Into a file goes no bar; a line that matters goes to standard error."""
    with make_display("Working") as display:
        display.plan(2)
        display.stage("One")
        display.check(Check(subject="a", name="b", outcome=Outcome.OK))
        assert capsys.readouterr() == ("", "")
        display.say("a note")
    assert capsys.readouterr() == ("", "a note\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--no-lab", "--machine", "qemu"], "--machine is for the lab: it does not go with --no-lab."),
        (["--devices", "cirrus"], "--devices are those of a QEMU machine: add --machine qemu."),
        (["--machine", "qemu", "--devices", "lamp"], "no such device: lamp; a QEMU machine can have virtio-gpu,"),
    ],
)
def test_machines_of_the_lab(words: list[str], message: str, tmp_path: Path) -> None:
    """A wish that nobody can fulfil is one line, before anything is started."""
    done = call("exercise", "--out", str(tmp_path / "out"), *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr

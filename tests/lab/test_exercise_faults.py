"""How the exerciser fails: broken promises, a kernel that complains or dies, interruptions. Nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from .conftest import PYDRI, exercise, processes_of
from .test_exercise import own_tmp  # noqa: F401

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("clean", "own_tmp")

BROKEN = """
import dataclasses
from contextlib import contextmanager
from pydri import inventory
from pydri.exercise import fences, plan, sharing
from pydri.sharing import MmapImporter
from pydrm import vgem

class Forgetful(MmapImporter):
    # Looks at the real buffer and loses one bit of what it wrote.
    label = "forgetful"
    @contextmanager
    def look(self, buffer, dmabuf, steps):
        with MmapImporter().look(buffer, dmabuf, steps) as view:
            yield view
            view.memory[77] ^= 1

def claims(bench, record):
    bench.stations[:] = [dataclasses.replace(each, caps={**each.caps, "SYNCOBJ": 1}) for each in bench.stations]
    fences._syncobj(bench.stations[0], record)

def forgets(bench, record):
    bench.importers[:] = [Forgetful()]
    sharing.run(bench, record)

def pending(bench, record):
    fences.SOON_NS = 1000
    with record.trial("vgem", "signal") as trial, fences._exported(bench.sources[0], trial) as (buffer, dmabuf):
        with vgem.attach(buffer.gem, write=True):
            fences._wait(dmabuf)

stages = [plan.Stage(work.__name__, work.__name__, work, lambda bench: 1) for work in (claims, forgets, pending)]
found = inventory.choose(inventory.entries(), ["vgem"])
report = plan.exercise(found, inventory.memories(), stages=stages)
for check in report.checks:
    print(check.subject, check.name, check.outcome, check.errno, check.detail.splitlines()[0], sep="|")
print(report.to_dict()["verdict"]["status"])
"""


def test_a_broken_promise_is_a_failure(run: Callable) -> None:
    """An advertised capability that fails, contents that differ, a fence that stays pending: BROKEN, and status 1."""
    done = run(sys.executable, "-c", BROKEN)
    assert done.result.status == 0, done.err.decode()
    *lines, status = done.out.decode().replace("\r", "").splitlines()
    assert status == "1"
    assert [line.split("|")[:4] for line in lines] == [
        ["vgem", "syncobj", "broken", "EOPNOTSUPP"],
        ["vgem", "share", "broken", "None"],
        ["udmabuf", "share", "broken", "None"],
        ["system heap", "share", "broken", "None"],
        ["vgem", "signal", "broken", "None"],
    ]
    assert "vgem reads what forgetful wrote: 1 of 262144 values differ, the first at 77" in lines[1]
    assert "stays busy" in lines[4]


LEFT = """
import gc, os
from pathlib import Path
from pydri import inventory
from pydri.exercise import plan

class Impatient:
    def __init__(self, after):
        self.after = after
    def plan(self, total):
        pass
    def stage(self, title):
        pass
    def check(self, check):
        self.after -= 1
        if self.after == 0:
            raise KeyboardInterrupt

def state():
    gc.collect()
    links = [f"/proc/self/fd/{each}" for each in os.listdir("/proc/self/fd")]
    files = sorted(os.readlink(link) for link in links if os.path.lexists(link))
    return files, Path("/sys/kernel/debug/dma_buf/bufinfo").read_text().splitlines()[-1]

found, memories = inventory.choose(inventory.entries(), ["vgem"]), inventory.memories()
checks = len(plan.exercise(found, memories).checks)
before = state()
for after in (1, 5, 9, 40, checks):  # in the verdicts, dumb buffers, bytes, formats; at the very end
    try:
        plan.exercise(found, memories, listener=Impatient(after))
    except KeyboardInterrupt:
        print("stopped")
    assert state() == before, (after, state(), before)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("clean")
"""


def test_nothing_is_left_in_the_device(run: Callable) -> None:
    """After a run, also an interrupted one, the process has no descriptor, dma-buf or child more than before."""
    done = run(sys.executable, "-W", "error::ResourceWarning", "-c", LEFT, timeout=300.0)
    assert done.result.status == 0, done.err.decode()
    assert done.out.decode().split() == ["stopped"] * 5 + ["clean"]
    assert done.err == b""


# What runs at every start of Python inside, to make the machine's kernel say or do something.
MISCHIEF = """
import os
if os.environ.get("PYDRI_LAB"):
    open("/dev/kmsg" if {kmsg!r} else "/proc/sysrq-trigger", "w").write({text!r})
"""


def mischief(place: Path, monkeypatch: pytest.MonkeyPatch, *, kmsg: bool, text: str) -> None:
    """Make every Python inside write this to the kernel."""
    (place / "tmp" / "sitecustomize.py").write_text(MISCHIEF.format(kmsg=kmsg, text=text))
    monkeypatch.setenv("PYTHONPATH", str(place / "tmp"))


def test_a_kernel_that_complains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A WARN in the kernel log breaks a promise, even when every check went well; the report is there and says so."""
    mischief(tmp_path, monkeypatch, kmsg=True, text="WARNING: CPU: 0 PID: 1 at provoked")
    done = exercise("/dev/dri/renderD128", cwd=tmp_path)
    assert done.returncode == 1
    assert "FAILED Kernel log" in done.stdout
    assert "WARNING: CPU: 0 PID: 1 at provoked" in done.stdout
    report = json.loads((tmp_path / "exercise-out" / "report.json").read_text())
    assert (report["verdict"]["status"], report["verdict"]["error"]) == (1, 0)
    assert report["stages"][-1]["name"] == "kernel"


def test_a_kernel_that_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that dies is status 1, with its kernel log kept where the report would have been."""
    mischief(tmp_path, monkeypatch, kmsg=False, text="c")
    done = exercise(cwd=tmp_path)
    assert done.returncode == 1
    assert "died" in done.stderr
    assert "Kernel panic" in (tmp_path / "exercise-out" / "kernel.log").read_text()
    assert os.listdir(tmp_path / "exercise-out") == ["kernel.log"]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("after", [0.0, 0.3, 1.0])
def test_interrupted(tmp_path: Path, clean: Path, number: int, status: int, after: float) -> None:
    """Ctrl-C or SIGTERM, so many seconds after the machine's start, ends everything: no process, no file is left."""
    process = subprocess.Popen(
        [*PYDRI, "exercise", "--lab"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + 30
    while not os.listdir(clean) and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(after)
    if process.poll() is None:
        os.killpg(process.pid, number)
    out, err = process.communicate(timeout=30)
    if process.returncode == 0:
        pytest.skip("the run was over before the signal")
    assert process.returncode == status, err
    assert "Traceback" not in err
    assert out == ""
    assert processes_of(clean, wait=5.0) == []
    assert os.listdir(tmp_path / "tmp") == []
    assert os.listdir(tmp_path) == ["tmp"]

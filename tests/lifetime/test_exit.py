"""Leaving the interpreter, by whatever door, with live objects: no noise, no crash, nothing kept."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import pydrm

PROLOGUE = """
import pydrm, os, sys
device, importer = pydrm.open({vgem!r}), pydrm.open({vkms!r})
buffer = device.create_dumb(16, 16, pydrm.Fourcc.XRGB8888)
array = buffer.array
dmabuf = buffer.export()
mapping = dmabuf.map()
imported = importer.import_dmabuf(dmabuf)
access = dmabuf.cpu_access(); access.__enter__()
fence = pydrm.vgem.attach(buffer, write=False)
sync_file = dmabuf.export_sync_file(write=True)
"""
ENDINGS = {
    "plain": "",
    "cycle": (
        "ring = [device, buffer, dmabuf, mapping, imported]; ring.append(ring); del device, buffer, dmabuf, mapping"
    ),
    "builtins": "import builtins; builtins.kept = (buffer, mapping); del device",
    "module": (
        "sys.kept = [imported, mapping]; import types; m = types.ModuleType('m'); m.x = buffer; sys.modules['m'] = m"
    ),
    "thread": "import threading\nthreading.Thread(target=dmabuf.wait, kwargs={'write': True}, daemon=True).start()",
    "exit": "sys.exit(0)",
    "atexit": "import atexit; atexit.register(lambda: (array.sum(), imported.close(), device.close()))",
    "excepthook": "def f():\n    local = buffer.map()\n    os.close(os.dup(1))\nf()",
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("options", [["-W", "ignore"], ["-X", "dev"], []], ids=["quiet", "dev", "default"])
def test_leaving(vgem: pydrm.Device, vkms: pydrm.Device, ending: str, options: list[str]) -> None:
    """Exit status 0; nothing on stderr but, when they were asked for, ResourceWarnings."""
    script = PROLOGUE.format(vgem=vgem.path, vkms=vkms.path) + ENDINGS[ending]
    done = subprocess.run(
        [sys.executable, *options, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    noise = [line for line in done.stderr.splitlines() if "ResourceWarning: unclosed <" not in line]
    noise = [line for line in noise if "Enable tracemalloc" not in line and not line.startswith("  ")]
    assert (done.returncode, noise) == (0, [])
    if not options:
        assert done.stderr == ""


def test_an_uncaught_exception(vgem: pydrm.Device, vkms: pydrm.Device) -> None:
    """The traceback of the program, and nothing behind it."""
    script = PROLOGUE.format(vgem=vgem.path, vkms=vkms.path) + "def f():\n    own = buffer.export()\n    1 / 0\nf()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "ZeroDivisionError: division by zero"

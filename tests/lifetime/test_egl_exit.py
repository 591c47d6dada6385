"""Leaving the interpreter with EGL objects alive and current, on one thread and on many: no noise and no crash."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conformance.support import conf, mesa

if TYPE_CHECKING:
    import pydrm

SURFACELESS = """
display = pyegl.Display(platform="surfaceless")
config = display.choose_config(surface_type=pyegl.SurfaceType.PBUFFER, renderable_type=pyegl.Renderable.OPENGL_ES2)
surface = display.create_pbuffer(config, 16, 16)
"""
GBM = """
import pydrm, pygbm
device = pydrm.open({path!r})
gbm = pygbm.Device(device)
display = pyegl.Display(gbm)
config = display.choose_config(surface_type=pyegl.SurfaceType.WINDOW, renderable_type=pyegl.Renderable.OPENGL_ES2)
window = gbm.create_surface(16, 16, config.format, pygbm.Use.RENDERING)
surface = display.create_window_surface(config, window)
"""
MORE = """
context, other = display.create_context(config), display.create_context(config)
fence = pyegl.Sync.reusable(display)
context.make_current(surface)
"""
ENDINGS = {
    "plain": "",
    "cycle": "ring = [display, context, surface, fence]; ring.append(ring); del display, context, surface, fence",
    "builtins": "import builtins; builtins.kept = (context, surface); del display",
    "module": "sys.kept = [context]; import types; m = types.ModuleType('m'); m.x = surface; sys.modules['m'] = m",
    "waiting": """
ready = threading.Event()
def work():
    other.make_current()
    ready.set()
    fence.client_wait()
threading.Thread(target=work, daemon=True).start()
ready.wait()
""",
    "threads": """
ready = threading.Semaphore(0)
def work():
    display.create_context(config).make_current()
    ready.release()
    threading.Event().wait()
for _ in range(4):
    threading.Thread(target=work, daemon=True).start()
for _ in range(4):
    ready.acquire()
""",
    "busy": """
ready = threading.Event()
def work():
    other.make_current()
    while True:
        display.create_context(config).close()
        ready.set()
threading.Thread(target=work, daemon=True).start()
ready.wait()
""",
    "exit": "sys.exit(0)",
    "_exit": "os._exit(0)",
    "atexit": "import atexit; atexit.register(lambda: (surface.close(), context.is_current, display.close()))",
    "atexit before": "",
    "debug": "import pyegl.debug, logging; logging.disable(); pyegl.debug.enable(logging.INFO)",
    "closed": "display.close()",
    "terminated": "pyegl.lib.eglTerminate(pyegl.ffi.cast('void *', display.native))",
    "exception": "def f():\n    local = display.create_context()\n    local.make_current()\nf()",
    # Leaving as Python does, without exit(3).
    "forked, _exit": """
import atexit
pid = os.fork()
if pid == 0:
    del display, context, surface, fence
    atexit._run_exitfuncs()
    os._exit(0)
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
""",
    "forked": """
pid = os.fork()
if pid == 0:
    del display, context, surface, fence
    sys.exit(0)
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
""",
}
FIRST = {"atexit before": "import atexit; atexit.register(lambda: (context.close(), display.close()))\n"}


# Mesa's, about devices without a driver; "MESA-EGL" says it in 26.2.
CHATTER = ("MESA-LOADER", "MESA-EGL: warning", "libEGL warning", "failed to load driver", "kmsro")


def leave(script: str, *options: str) -> tuple[int, list[str]]:
    """How a program ended, and what it had to say besides Mesa's chatter."""
    done = subprocess.run(
        [sys.executable, *options, "-c", "import os, sys, threading\nimport pyegl\n" + script],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, [line for line in done.stderr.splitlines() if line and not line.startswith(CHATTER)]


@conf("L15")
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("platform", ["surfaceless", "gbm"])
def test_leaving(vgem: pydrm.Device, platform: str, ending: str) -> None:
    """Exit status 0; nothing on stderr but the ResourceWarnings that were asked for."""
    if ending == "forked":
        for entry in mesa.known("egl"):
            if entry["id"] == "exit_of_a_forked_child":
                pytest.xfail(entry["why"])
    start = SURFACELESS if platform == "surfaceless" else GBM.format(path=vgem.path)
    status, lines = leave(FIRST.get(ending, "") + start + MORE + ENDINGS[ending], "-X", "dev")
    noise = [line for line in lines if "ResourceWarning: unclosed <" not in line]
    noise = [line for line in noise if "Enable tracemalloc" not in line and not line.startswith("  ")]
    noise = [line for line in noise if "multi-threaded, use of fork()" not in line]  # since Python 3.12
    assert (status, noise) == (0, [])


@conf("L15")
@pytest.mark.parametrize("ending", ["plain", "module", "threads"])
def test_leaving_quietly(vgem: pydrm.Device, ending: str) -> None:
    """Without options nothing at all is said."""
    assert leave(SURFACELESS + MORE + ENDINGS[ending]) == (0, [])


@conf("L15")
def test_an_uncaught_exception(vgem: pydrm.Device) -> None:
    """The traceback of the program, and nothing behind it, though its frames hold what is current."""
    status, lines = leave(SURFACELESS + MORE + "def f():\n    own = display.create_context()\n    1 / 0\nf()")
    assert status == 1
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "ZeroDivisionError: division by zero"

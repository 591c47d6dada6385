"""Which Mesa answers here, what is known to go wrong with it, and Python programs that may crash.

What is known is in `expectations/mesa-ROOM.toml`, one list for libgbm (`gbm`) and one for libEGL (`egl`).
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from . import force, warm
from .pace import patient

if TYPE_CHECKING:
    from .nodes import Node

_LISTS = Path(__file__).parents[1] / "expectations"
_ROOT = Path(__file__).parents[3]

_ASK = """
from pyegl import ffi, lib
display = lib.eglGetPlatformDisplayEXT(lib.EGL_PLATFORM_SURFACELESS_MESA, ffi.NULL, ffi.NULL)
assert lib.eglInitialize(display, ffi.NULL, ffi.NULL)
assert lib.eglBindAPI(lib.EGL_OPENGL_ES_API)
configs, count = ffi.new("EGLConfig[1]"), ffi.new("EGLint *")
wanted = [lib.EGL_SURFACE_TYPE, lib.EGL_PBUFFER_BIT, lib.EGL_RENDERABLE_TYPE, lib.EGL_OPENGL_ES2_BIT, lib.EGL_NONE]
lib.eglChooseConfig(display, wanted, configs, 1, count)
context = lib.eglCreateContext(display, configs[0], ffi.NULL, [lib.EGL_CONTEXT_CLIENT_VERSION, 2, lib.EGL_NONE])
assert lib.eglMakeCurrent(display, ffi.NULL, ffi.NULL, context)
get_string = ffi.cast("const char *(*)(unsigned int)", lib.eglGetProcAddress(b"glGetString"))
print(ffi.string(get_string(0x1F02)).decode())
"""


@dataclass(frozen=True)
class Outcome:
    """How a program ended: what it printed, and its exit status, or minus the number of the signal that killed it."""

    status: int
    output: str

    def __str__(self) -> str:
        if self.status < 0:
            return signal.Signals(-self.status).name
        return self.output.strip() or f"status {self.status}"


def program(source: str, *arguments: str) -> Outcome:
    """Run Python source in a process of its own; Mesa's chatter goes nowhere."""
    if (server := warm.server()) is not None:
        return Outcome(*server.run(source, arguments, patient(50)))
    done = subprocess.run(
        [sys.executable, "-c", source, *arguments],
        cwd=_ROOT,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        timeout=patient(50),
        check=False,
    )
    return Outcome(done.returncode, done.stdout)


@cache
def release() -> str | None:
    """Mesa's version, "22.3.6", as its OpenGL ES tells it; None where the driver is not Mesa."""
    found = re.search(r"Mesa (\d+\.\d+\S*)", program(_ASK).output)
    return found[1] if found else None


def version() -> tuple[int, int] | None:
    """Mesa's version, (22, 3), or None as for `release`."""
    numbers = (release() or "").split(".")
    return (int(numbers[0]), int(numbers[1])) if len(numbers) > 1 else None


def has_nodes() -> bool:
    """Whether Mesa has a DRM device here."""
    return any(Path("/dev/dri").glob("*"))


def draws(node: Node | None) -> bool:
    """Whether the hardware draws what Mesa draws on this node: GBM has buffers on its driver's render node."""
    from . import nodes, probes

    render = nodes.node(node.driver, "render") if node else None
    return render is not None and probes.of_node(render, "gbm.bo") is None


@cache
def known(room: str, *, hardware: bool = False) -> tuple[dict[str, Any], ...]:
    """The entries of `expectations/mesa-ROOM.toml` that are about this Mesa, and about who draws."""
    mine = version()
    if mine is None:
        return ()

    def applies(entry: dict[str, Any]) -> bool:
        since, before = (_numbers(entry.get(key, default)) for key, default in (("since", "0.0"), ("before", "999.0")))
        if entry.get("hardware") not in (None, hardware):
            return False
        return since <= mine < before and (entry.get("drm") in (None, has_nodes()))

    return tuple(entry for entry in tomllib.loads((_LISTS / f"mesa-{room}.toml").read_text())["case"] if applies(entry))


def _numbers(text: str) -> tuple[int, int]:
    major, minor = text.split(".")
    return int(major), int(minor)


def expect(room: str, item: pytest.Item) -> None:
    """Mark a case that is known to fail with this Mesa, or to leak."""
    name = _plain(item.nodeid.rpartition("/")[2])
    for entry in known(room, hardware=_drawn(item)):
        if not fnmatchcase(name, _plain(entry["id"])):
            continue
        if entry["outcome"] == "leak":
            item.add_marker(pytest.mark.leaks(entry["why"]))
        else:
            item.add_marker(pytest.mark.xfail(reason=entry["why"], strict=False))


def _plain(text: str) -> str:
    return text.replace("[", "<").replace("]", ">")


def _drawn(item: pytest.Item) -> bool:
    # Whether the hardware draws in a case: on its node, or where Mesa chooses. The cases' EGL device is the software's.
    from . import nodes

    platform = force.platform_of(item)
    if platform and platform.name == "surfaceless":
        return any(draws(node) for node in nodes.nodes())
    return draws(platform.node if platform else force.node_of(item))


def check_program(room: str, name: str, source: str, *arguments: str, node: Node | None = None) -> None:
    """A program that is listed for this Mesa ends as listed (or in one of several ways), one that is not ends well.

    `node` is what it draws on, where that is one.
    """
    outcome = str(program(source, *arguments))
    listed = {entry["id"]: entry["outcome"] for entry in known(room, hardware=draws(node))}
    if name in listed:
        ways = [listed[name]] if isinstance(listed[name], str) else listed[name]
        assert outcome in ways, f"Mesa {version()} no longer does what {name} is listed for: {outcome}"
    else:
        assert not outcome.startswith(("SIG", "status")), f"{name} on Mesa {version()}: {outcome}, and not listed"

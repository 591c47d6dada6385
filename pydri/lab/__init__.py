"""Real kernel DRM drivers on a machine without a GPU: a Linux kernel as an ordinary process (User-Mode Linux).

A program uses it like this::

    from pydri import lab

    if (reason := lab.available()) is not None:
        print(reason)                                   # one line: why this host cannot, or what to do first
    result = lab.run(["python3", "-m", "pytest", "tests"], timeout=600, results="results")
    print(result.status, result.seconds)

What the command finds inside is the contract, `pydri.lab.contract`. The command line is `pydri lab`, the pytest option
`--lab`. Importing this package loads nothing; the names below are fetched when they are used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydri.lab.camera import Photograph, photograph
    from pydri.lab.ensure import ensure_kernel, ensure_root
    from pydri.lab.errors import (
        BuildError,
        DisplayOff,
        GuestDied,
        GuestTimeout,
        KernelFault,
        KernelMissing,
        LabError,
        LabUnavailable,
        RootMissing,
    )
    from pydri.lab.host import available
    from pydri.lab.kbuild import build
    from pydri.lab.machine import run
    from pydri.lab.project import project_environment, project_mounts
    from pydri.lab.result import LabResult
    from pydri.lab.rootbuild import build_root

_HOMES = {
    "BuildError": "errors",
    "DisplayOff": "errors",
    "GuestDied": "errors",
    "GuestTimeout": "errors",
    "KernelFault": "errors",
    "KernelMissing": "errors",
    "LabError": "errors",
    "LabResult": "result",
    "LabUnavailable": "errors",
    "Photograph": "camera",
    "RootMissing": "errors",
    "available": "host",
    "build": "kbuild",
    "build_root": "rootbuild",
    "ensure_kernel": "ensure",
    "ensure_root": "ensure",
    "photograph": "camera",
    "project_environment": "project",
    "project_mounts": "project",
    "run": "machine",
}

__all__ = [
    "BuildError",
    "DisplayOff",
    "GuestDied",
    "GuestTimeout",
    "KernelFault",
    "KernelMissing",
    "LabError",
    "LabResult",
    "LabUnavailable",
    "Photograph",
    "RootMissing",
    "available",
    "build",
    "build_root",
    "ensure_kernel",
    "ensure_root",
    "photograph",
    "project_environment",
    "project_mounts",
    "run",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value

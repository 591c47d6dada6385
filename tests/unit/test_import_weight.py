"""Importing pydrm stays light: nothing heavy, no library, and every lazy name is there."""

from __future__ import annotations

import subprocess
import sys

import pytest

import pydrm

HEAVY = {
    "numpy",
    "asyncio",
    "dataclasses",
    "typing",
    "inspect",
    "socket",
    "json",
    "ctypes",
    "threading",
    "contextlib",
    "re",
}


def test_nothing_heavy_comes_along() -> None:
    """What only some programs need is imported when they need it."""
    script = (
        "import sys; before = set(sys.modules); import pydrm\n"
        "print(*sorted(set(sys.modules) - before))\n"
        "print(any('libdrm' in line for line in open('/proc/self/maps')))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    modules, libdrm = done.stdout.splitlines()
    assert not HEAVY & set(modules.split())
    assert libdrm == "False"


@pytest.mark.parametrize("name", pydrm.__all__)
def test_every_name_is_there(name: str) -> None:
    """Each public name can be had, and shows in dir()."""
    assert getattr(pydrm, name) is not None
    assert name in dir(pydrm)


def test_names_that_are_not_there() -> None:
    """A misspelt name is an AttributeError of the module."""
    with pytest.raises(AttributeError, match="has no attribute 'Devise'"):
        _ = pydrm.Devise  # type: ignore[attr-defined]

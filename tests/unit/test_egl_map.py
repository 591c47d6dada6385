"""docs/egl.md says of each function of EGL where it is; this keeps it true."""

from __future__ import annotations

import ast
import importlib
import re
from functools import cache, reduce
from pathlib import Path

import pytest

import pyegl

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "egl.md").read_text(encoding="utf-8")
OBJECTS, RAW = TEXT.split("## In the raw layer only")
WHERE = {
    name: re.findall(r"`([\w.]+)`", places) for name, places in re.findall(r"^\| `(egl\w+)` \| (.+) \|$", OBJECTS, re.M)
}
RAW_ONLY = re.findall(r"`(egl\w+)`", RAW)


def functions() -> list[str]:
    """Every function of egl.h and eglext.h, as the stubs list them."""
    return re.findall(r"def (egl\w+)\(", (ROOT / "pyegl" / "_native.pyi").read_text(encoding="utf-8"))


@cache
def called() -> frozenset[str]:
    """The functions that pyegl's code takes from `lib`, by attribute or by name."""
    found: set[str] = set()
    for path in (ROOT / "pyegl").rglob("*.py"):
        if path.name == "_extension_table.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
                # A name of its own, given to getattr; one in a docstring or a message has other text around it.
                found.add(node.value.decode() if isinstance(node.value, bytes) else node.value)
    return frozenset(found)


def test_every_function_has_its_place() -> None:
    """Each of the 44 core and 114 extension functions is in one table or the other, once, and nothing else is."""
    names = functions()
    assert len(names) == 158
    assert sorted([*WHERE, *RAW_ONLY]) == sorted(names)


def test_the_core_is_reachable() -> None:
    """All of the core but its doubles is behind an object."""
    extension = {each for functions in pyegl.extensions.REGISTRY.values() for each in functions}
    core = set(functions()) - extension
    assert len(core) == 44
    assert core - set(WHERE) == {"eglWaitGL", "eglCreatePlatformWindowSurface", "eglCreatePlatformPixmapSurface"}


@pytest.mark.parametrize("name", WHERE)
def test_what_has_an_object(name: str) -> None:
    """The places are there, and the function is called by pyegl."""
    for place in WHERE[name]:
        module, _, rest = place.partition(".")
        start = importlib.import_module(f"pyegl.{module}") if module in ("debug", "gl") else pyegl
        assert reduce(getattr, (rest if start is not pyegl else place).split("."), start)
    assert name in called()


@pytest.mark.parametrize("name", RAW_ONLY)
def test_what_is_raw_only(name: str) -> None:
    """No object calls it: else it belongs into the tables."""
    assert name not in called()

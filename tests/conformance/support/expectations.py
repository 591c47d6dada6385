"""What is known to fail, per driver: `expectations/DRIVER.toml`. A listed case that passes is reported in the summary.

Each entry is a table `[[case]]` with `id` (a shell pattern over the node id after the file name's directory, for
example ``test_dumb.py::test_pitch_never_wraps*``), `outcome` (``"fail"``) and `why` (one sentence, naming kernel and
versions). `since` and `before` (MAJOR.MINOR, either may be left out) say which kernels it is about.
"""

from __future__ import annotations

import os
import re
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from .force import node_of
from .lane import known_as
from .nodes import nodes

_ROOM = Path(__file__).parents[1] / "expectations"


def _entries(driver: str) -> list[dict[str, Any]]:
    file = _ROOM / f"{known_as(driver)}.toml"
    found = tomllib.loads(file.read_text())["case"] if file.exists() else []
    return [entry for entry in found if concerns(entry, os.uname().release)]


def concerns(entry: dict[str, Any], release: str) -> bool:
    """Whether an entry is about the kernel of this release (6.12.117)."""
    return _numbers(entry.get("since", "0.0")) <= _numbers(release) < _numbers(entry.get("before", "999.0"))


def _numbers(text: str) -> tuple[int, int]:
    match = re.match(r"(\d+)\.(\d+)", text)
    if match is None:
        raise ValueError(f"not the version of a kernel: {text!r}")
    return int(match[1]), int(match[2])


def apply(items: list[pytest.Item]) -> None:
    """Mark the cases that are expected to fail."""
    lists = {driver: _entries(driver) for driver in {node.driver for node in nodes()}}
    for item in items:
        node = node_of(item)
        name = item.nodeid.rpartition("/")[2]
        for driver, entries in lists.items():
            if node is not None and node.driver != driver:
                continue
            for entry in entries:
                if fnmatchcase(
                    name.replace("[", "<").replace("]", ">"), entry["id"].replace("[", "<").replace("]", ">")
                ):
                    item.add_marker(pytest.mark.xfail(reason=entry["why"], strict=False))

"""What this run promises: which devices, which capabilities they cannot have, how many cases must have run.

A lab names itself in `PYDRI_LAB` and its devices in `PYDRI_DEVICES`, and sets `PYDRI_REQUIRE=1`. Then a case whose
need is unmet fails, unless `lanes.toml` says why no device of this kind can have that capability; such a case is "not
applicable". On any other machine an unmet need is an ordinary skip. `PYDRI_LANE` chooses another lane of `lanes.toml`.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[1] / "lanes.toml"
#: What the kernel's drivers call themselves, where that is not the lab's word.
_WORDS = {"virtio_gpu": "virtio-gpu", "bochs-drm": "bochs"}


def known_as(driver: str) -> str:
    """The name under which the suite's tables have a driver: Linux 6.14 made cirrus cirrus-qemu."""
    return "cirrus" if driver == "cirrus-qemu" else driver


@dataclass(frozen=True)
class Lane:
    """The promises of one kind of machine."""

    name: str
    required: bool
    devices: tuple[str, ...]
    minimum: int
    lacks: dict[str, dict[str, str]] = field(default_factory=dict)
    #: The directory below tests/conformance whose files make a whole run.
    room: str = "."

    def promises(self, driver: str) -> bool:
        """Whether the machine was said to have this driver."""
        name = known_as(driver)
        return _WORDS.get(name, name) in self.devices

    def why_not(self, driver: str | None, capability: str, kind: str | None = None) -> str | None:
        """The reason why a driver (None: the machine) cannot have this capability, or None when it should.

        `kind` is the node's, `card` or `render`: render nodes lack what the core keeps from them.
        """
        for subject in (known_as(driver) if driver else "machine", f"{kind} node"):
            reason = self.lacks.get(subject, {}).get(capability)
            if reason is not None:
                return reason
        return None


@cache
def lane() -> Lane:
    """The lane of this run, from the environment and `lanes.toml`."""
    table: dict[str, Any] = tomllib.loads(_FILE.read_text())
    name = os.environ.get("PYDRI_LANE") or os.environ.get("PYDRI_LAB", "host")
    mine: dict[str, Any] = table["lane"].get(name, {})
    devices = tuple(word for word in os.environ.get("PYDRI_DEVICES", "").replace(" ", ",").split(",") if word)
    lacks: dict[str, dict[str, str]] = {
        **table["driver"],
        "machine": table["lane"].get(mine.get("like"), {}).get("lacks", {}) | mine.get("lacks", {}),
        "render node": table["node"]["render"],
    }
    for driver, more in mine.get("driver", {}).items():
        lacks[driver] = lacks.get(driver, {}) | more
    return Lane(
        name=name,
        required=os.environ.get("PYDRI_REQUIRE") == "1",
        devices=devices,
        minimum=int(mine.get("minimum", 0)),
        lacks=lacks,
        room=mine.get("room", "."),
    )

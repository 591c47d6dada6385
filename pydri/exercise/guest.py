"""The exerciser's side inside a lab machine: ``python -m pydri.exercise.guest [--quick] [DEVICE…]``.

Says how it goes as JSON lines on standard output (``{"event": …}``) and leaves ``report.json``, and what was drawn, in
``PYDRI_RESULTS``.
Rendering is for the other side, which has colours, fonts and a faster way to import them.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import inventory
from ..errors import Unusable
from .model import PICTURES_NAME, QUICK, REPORT_NAME
from .plan import exercise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .model import Check

__all__ = ["main"]


class Lines:
    """A listener that writes what it hears as JSON lines to standard output."""

    def plan(self, total: int) -> None:
        """``{"event": "plan", "total": …}``."""
        _say("plan", total=total)

    def stage(self, title: str) -> None:
        """``{"event": "stage", "title": …}``."""
        _say("stage", title=title)

    def check(self, check: Check) -> None:
        """``{"event": "check", "check": {…}}``."""
        _say("check", check=asdict(check))


def _say(event: str, **values: Any) -> None:
    print(json.dumps({"event": event, **values}), flush=True)


def main(words: Sequence[str], results: Path) -> int:
    """Exercise the wanted devices (all, when none is named). Exit status 0 when there is a report, 2 when not."""
    wanted, quick = [word for word in words if word != QUICK], QUICK in words
    try:
        found = inventory.entries()
        if not found:
            raise Unusable("the lab machine has no DRM device: its kernel was built without vgem and vkms")
        pictures: dict[str, Any] = {}
        chosen = inventory.choose(found, wanted)
        # In a machine of its own nobody looks at the displays.
        report = exercise(chosen, inventory.memories(), listener=Lines(), pictures=pictures, display=True, quick=quick)
    except Unusable as error:
        _say("unusable", message=str(error))
        return 2
    np.savez(results / PICTURES_NAME, **pictures)
    (results / REPORT_NAME).write_text(json.dumps(report.to_dict()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(os.environ["PYDRI_RESULTS"])))

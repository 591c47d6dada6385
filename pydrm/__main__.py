"""``python -m pydrm``: the DRM devices of this machine."""

from __future__ import annotations

import argparse
import json
import os
import sys

from .describe import describe
from .deviceinfo import devices
from .errors import LibraryNotFound

__all__ = ["main"]


class _Formatter(argparse.HelpFormatter):
    # Argparse makes one for each option, and one that has to find out the width imports shutil, with all compressions.

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def main(arguments: list[str] | None = None) -> int:
    """Print every DRM device, in plain words or as JSON; the exit status: 0, or 1 when they cannot be listed.

    (Bad usage ends with status 2, by argparse.)
    """
    parser = argparse.ArgumentParser(
        prog="python -m pydrm",
        formatter_class=_Formatter,
        description="List the DRM devices of this machine: nodes, driver, bus, what they can do, what they display.",
    )
    parser.add_argument("--json", action="store_true", help="a JSON array, one object for each device, for programs")
    parser.add_argument("--full", action="store_true", help="in words: every mode and every property, too")
    parser.add_argument(
        "--probe",
        action="store_true",
        help="look what is plugged in (can take seconds and flicker; only where no program is master of the display)",
    )
    options = parser.parse_args(arguments)
    try:
        found = [describe(info, probe=options.probe) for info in devices()]
    except (LibraryNotFound, OSError) as error:
        notes = "; ".join(getattr(error, "__notes__", ()))
        print(f"python -m pydrm: {error}{f' ({notes})' if notes else ''}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps([each.to_dict() for each in found], indent=2))
    elif found:
        print("\n\n".join(each.text(width=_columns(), full=options.full) for each in found))
    else:
        print("There is no DRM device on this machine: /dev/dri has no device nodes.")
    return 0


def _columns() -> int:
    # Of the terminal; output that goes elsewhere is not folded for a screen.
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, 40)
    except (OSError, ValueError):
        columns = os.environ.get("COLUMNS", "")
        return int(columns) if columns.isdigit() else 100


if __name__ == "__main__":
    sys.exit(main())

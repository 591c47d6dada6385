"""``python -m pydrm``: the DRM devices of this machine."""

from __future__ import annotations

import os
import sys

from .describe import describe
from .deviceinfo import devices
from .errors import LibraryNotFound

__all__ = ["main"]

_OPTIONS = {
    "--json": "a JSON array, one object for each device, for programs",
    "--full": "in words: every mode and every property, too",
    "--probe": "look what is plugged in (can take seconds and flicker; only where no program is master of the display)",
}


def main(arguments: list[str] | None = None) -> int:
    """Print every DRM device, in plain words or as JSON; the exit status: 0, or 1 when they cannot be listed.

    (Bad usage ends with status 2, by argparse.) With ``show`` first, see :mod:`pydrm.show`.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if words[:1] == ["show"]:
        from .show import main as show

        return show(words[1:])
    chosen = _options(words)
    try:
        found = [describe(info, probe="--probe" in chosen) for info in devices()]
    except (LibraryNotFound, OSError) as error:
        notes = "; ".join(getattr(error, "__notes__", ()))
        print(f"python -m pydrm: {error}{f' ({notes})' if notes else ''}", file=sys.stderr)
        return 1
    if "--json" in chosen:
        import json

        print(json.dumps([each.to_dict() for each in found], indent=2))
    elif found:
        print("\n\n".join(each.text(width=_columns(), full="--full" in chosen) for each in found))
    else:
        print("There is no DRM device on this machine: /dev/dri has no device nodes.")
    return 0


def _options(arguments: list[str]) -> set[str]:
    # Importing argparse takes longer than asking the devices: it is for who wants help, or needs it.
    if _OPTIONS.keys() >= set(arguments):
        return set(arguments)
    import argparse

    parser = argparse.ArgumentParser(
        prog="python -m pydrm",
        description="List the DRM devices of this machine: nodes, driver, bus, what they can do, what they display.",
        epilog="python -m pydrm show PICTURE: put a picture or a test pattern on a screen; see show --help.",
    )
    for option, text in _OPTIONS.items():
        parser.add_argument(option, action="store_true", help=text)
    return {f"--{name}" for name, given in vars(parser.parse_args(arguments)).items() if given}


def _columns() -> int:
    # Of the terminal; output that goes elsewhere is not folded for a screen.
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, 40)
    except (OSError, ValueError):
        columns = os.environ.get("COLUMNS", "")
        return int(columns) if columns.isdigit() else 100


if __name__ == "__main__":
    sys.exit(main())

"""``python -m pydrm``: the DRM devices of this machine."""

from __future__ import annotations

import argparse
import json
import sys

from .describe import describe
from .deviceinfo import devices
from .errors import LibraryNotFound

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Print every DRM device, in plain words or as JSON; the exit status: 0, or 1 when they cannot be listed.

    (Bad usage ends with status 2, by argparse.)
    """
    parser = argparse.ArgumentParser(
        prog="python -m pydrm",
        description="List the DRM devices of this machine: nodes, driver, bus, what they can do.",
    )
    parser.add_argument("--json", action="store_true", help="a JSON array, one object for each device, for programs")
    options = parser.parse_args(arguments)
    try:
        found = [describe(info) for info in devices()]
    except (LibraryNotFound, OSError) as error:
        notes = "; ".join(getattr(error, "__notes__", ()))
        print(f"python -m pydrm: {error}{f' ({notes})' if notes else ''}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps([each.to_dict() for each in found], indent=2))
    elif found:
        print("\n\n".join(each.text() for each in found))
    else:
        print("There is no DRM device on this machine: /dev/dri has no device nodes.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

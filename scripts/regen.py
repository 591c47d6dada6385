#!/usr/bin/env python3
"""Write everything that is generated from bindings.h, or check that it is up to date.

scripts/regen.py            write
scripts/regen.py --check    write nothing; exit status 1, and the head of the differences, when something is stale
"""

from __future__ import annotations

import argparse
import difflib
import itertools
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bindgen import model, native, stubs, tables, uapi

ROOT = Path(__file__).resolve().parent.parent


def outputs(text: str) -> dict[str, str]:
    """Every generated file: path below the repository root, contents."""
    sections = model.parse(text)
    files: dict[str, str] = {}
    for package in model.PACKAGES:
        files[f"{package}/_native_source.c"] = native.source(package, sections)
        files[f"{package}/_native.pyi"] = stubs.source(package, sections)
    files["pydrm/uapi.py"] = uapi.source(sections)
    files["pydrm/_fourcc_table.py"] = tables.source(sections)
    files["pyegl/_extension_table.py"] = tables.extensions(sections)
    return files


def check(files: dict[str, str], root: Path) -> int:
    """Print what differs; the number of files that do."""
    stale = 0
    for name, text in files.items():
        path = root / name
        present = path.read_text(encoding="utf-8") if path.exists() else ""
        if present == text:
            continue
        stale += 1
        print(f"{name} is out of date: run scripts/regen.py")
        new_name = f"{name} (regenerated)"
        lines = difflib.unified_diff(present.splitlines(), text.splitlines(), name, new_name, n=1, lineterm="")
        for line in itertools.islice(lines, 20):
            print(f"    {line}")
    return stale


def write(files: dict[str, str], root: Path) -> int:
    """Write what differs; the number of files written."""
    written = 0
    for name, text in files.items():
        path = root / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {name}")
        written += 1
    return written


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--root", type=Path, default=ROOT, help="repository to work on (default: this one)")
    options = parser.parse_args(arguments)
    files = outputs((options.root / "bindings.h").read_text(encoding="utf-8"))
    if options.check:
        return 1 if check(files, options.root) else 0
    write(files, options.root)
    return 0


if __name__ == "__main__":
    sys.exit(main())

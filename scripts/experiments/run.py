"""Run the experiments and print what they say: `./scripts/env python scripts/experiments/run.py [NAME…]`.

Each is a program of its own with one question. Those that need vgem run in the lab, unless this machine has it; inside
a lab machine (`pydri lab run -- python scripts/experiments/run.py`) all run where they are. With `--root debian-13` all
run in the lab, with that root's Mesa and Python.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ANYWHERE = ("orphaning", "reusable_sync")
ON_VGEM = (
    "share_texture",
    "swap_chain",
    "vgem_fence",
    "rendered_pixels",
    "nv12",
    "udmabuf_texture",
    "one_handle",
    "modifiers",
    "zero_copy",
)
LIMIT = 90  # seconds for one of them


def has_vgem() -> bool:
    """Whether a vgem device is here."""
    import pydrm

    return any(device.driver == "vgem" for device in pydrm.devices())


def run(name: str) -> dict[str, object]:
    """One experiment in a process of its own: its status, what it printed, and what Mesa said beside it."""
    command = [sys.executable, str(HERE / f"{name}.py")]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, env=os.environ | {"LC_ALL": "C"})
    except subprocess.TimeoutExpired:
        return {"status": 124, "output": "", "errors": f"{name} has not ended within {LIMIT} s"}
    return {"status": done.returncode, "output": done.stdout, "errors": done.stderr}


def in_root(root: str, names: list[str]) -> int:
    """Run them in a lab machine with another root, to which this project comes as a wheel."""
    from pydri import lab
    from pydri.lab import contract

    mounts = [*lab.project_mounts(), (HERE, contract.TESTS)]
    command = ["python3", f"{contract.TESTS}/{Path(__file__).name}", *names]
    return lab.run(command, root=root, mounts=mounts, env=lab.project_environment(), cwd="/tmp").status or 0


def main() -> int:
    """Run what was asked for; 1 if one of them failed."""
    parser = argparse.ArgumentParser(prog="scripts/experiments/run.py", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of: {', '.join((*ANYWHERE, *ON_VGEM))} (default: all)"
    )
    parser.add_argument("--json", type=Path, help="also write status and output of each to this file")
    parser.add_argument("--root", help="run them in the lab, in this root: debian-13, …")
    options = parser.parse_args()
    names = options.names or [*ANYWHERE, *ON_VGEM]
    unknown = set(names) - {*ANYWHERE, *ON_VGEM}
    if unknown:
        parser.error(f"no experiment named {', '.join(sorted(unknown))}")
    if options.root:
        return in_root(options.root, names)
    if set(names) & set(ON_VGEM) and not has_vgem():
        print("no vgem here: in the lab", file=sys.stderr, flush=True)
        command = ["pydri", "lab", "run", "--", "python", __file__, *names]
        return subprocess.run(command, check=False).returncode
    results = {}
    for name in names:
        results[name] = result = run(name)
        print(f"{name}: {result['output'] if not result['status'] else result['errors']}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(results))
    return int(any(result["status"] for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())

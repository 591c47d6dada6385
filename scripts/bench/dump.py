"""What does the full JSON dump of a display device cost, as whole processes, against drm_info? On vkms.

The bare interpreter shows how much of it no Python program can avoid.
"""

from __future__ import annotations

import sys

from support import runner

bench = runner()
for label, command in (
    ("drm_info -j", ["drm_info", "-j"]),
    ("bare interpreter", [sys.executable, "-c", "pass"]),
    ("import pydrm", [sys.executable, "-c", "import pydrm"]),
    ("python -m pydrm --json", [sys.executable, "-m", "pydrm", "--json"]),
):
    bench.bench_command(f"dump: {label}", command)

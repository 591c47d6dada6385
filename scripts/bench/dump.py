"""What does the full JSON dump of a display device cost, as whole processes, against drm_info? On vkms.

The bare interpreter shows how much of it no Python program can avoid.
"""

from __future__ import annotations

from support import python, runner

command = python()
bench = runner()
for label, words in (
    ("drm_info -j", ["drm_info", "-j"]),
    ("bare interpreter", [*command, "-c", "pass"]),
    ("import pydrm", [*command, "-c", "import pydrm"]),
    ("python -m pydrm --json", [*command, "-m", "pydrm", "--json"]),
):
    bench.bench_command(f"dump: {label}", words)

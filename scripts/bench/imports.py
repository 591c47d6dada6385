"""What does `import pydrm` add to a bare interpreter? Whole processes, side by side."""

from __future__ import annotations

import sys

from support import runner

bench = runner()
for label, statement in (
    ("bare interpreter", "pass"),
    ("import pydrm", "import pydrm"),
    ("import pydrm, pygbm, pyegl", "import pydrm, pygbm, pyegl"),
):
    bench.bench_command(f"import: {label}", [sys.executable, "-c", statement])

"""What does `import pydrm` add to a bare interpreter? Whole processes, side by side."""

from __future__ import annotations

from support import python, runner

command = python()
bench = runner()
for label, statement in (
    ("bare interpreter", "pass"),
    ("import pydrm", "import pydrm"),
    ("import pydrm, pygbm, pyegl", "import pydrm, pygbm, pyegl"),
):
    bench.bench_command(f"import: {label}", [*command, "-c", statement])

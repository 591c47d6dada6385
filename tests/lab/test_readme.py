"""The README's example runs as it stands and prints what the README says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_example(tmp_path: Path) -> None:
    """What is printed under the example is what the example prints in the lab."""
    code = README.split("```python\n")[1].split("```")[0]
    printed = README.split("It prints\n```\n")[1].split("```")[0]
    program = tmp_path / "example.py"
    program.write_text(code)
    command = [sys.executable, "-m", "pydri.lab", "run", "--timeout", "60", "--", sys.executable, str(program)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, printed), done.stderr

"""Whether this host can run a lab machine, and if not, why, in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from pydri.lab import contract
from pydri.lab.errors import LabUnavailable
from pydri.lab.kernel import find_kernel
from pydri.lab.rundir import choose_base
from pydri.lab.tools import find_tools

if TYPE_CHECKING:
    from pathlib import Path

_PTRACE_HELP = (
    "no lab possible: ptrace is not allowed here ({reason}); UML runs programs under it. In a container allow it "
    "(docker: --cap-add SYS_PTRACE or --security-opt seccomp=unconfined); on a host set kernel.yama.ptrace_scope to 1"
)


def check_host(launch: Path | None = None) -> None:
    """Raise LabUnavailable, with the reason, unless this host can run UML: x86-64, Linux, ptrace allowed.

    `launch` is the lab's launcher, compiled when not given. Takes a few milliseconds and starts no machine.
    """
    if contract.inside():
        raise LabUnavailable("no lab possible: this is a lab machine already, and UML cannot run inside UML")
    machine = os.uname().machine
    if sys.platform != "linux" or machine != "x86_64":
        raise LabUnavailable(
            f"no lab possible: User-Mode Linux needs an x86-64 Linux host, and this is {sys.platform} {machine}"
        )
    probe = subprocess.run([launch or find_tools().launch, "--probe"], capture_output=True, text=True, check=False)
    if probe.returncode:
        raise LabUnavailable(_PTRACE_HELP.format(reason=probe.stderr.strip() or f"status {probe.returncode}"))


def available(
    *, memory: int = 2 << 30, kernel: str | os.PathLike[str] | None = None, must_be_built: bool = True
) -> str | None:
    """None when a lab machine with `memory` bytes can be run at once, else the reason in one line.

    A kernel that is not built yet is such a reason, too, and the line says how to build it; with
    `must_be_built=False` it is not. Starts no machine, takes a few milliseconds, raises nothing.
    """
    try:
        check_host()
        choose_base(memory)
        if must_be_built or kernel is not None:
            find_kernel(kernel)
    except LabUnavailable as error:
        return str(error)
    except OSError as error:
        return f"no lab possible: {error}"
    return None

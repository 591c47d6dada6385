"""The standard kernel, built when it is missing."""

from __future__ import annotations

from pydri.lab.errors import KernelMissing, LabUnavailable
from pydri.lab.kernel import Kernel, find_kernel


def ensure_kernel() -> Kernel:
    """The standard kernel; where it is not in the cache it is built now, with progress on standard error.

    Raises LabUnavailable when this host cannot run a lab or lacks what the build needs, BuildError when the build
    fails.
    """
    try:
        return find_kernel()
    except KernelMissing:
        pass
    from pydri.lab.host import available
    from pydri.lab.kbuild import build
    from pydri.lab.progress import make_progress

    if (reason := available(must_be_built=False)) is not None:
        raise LabUnavailable(reason)
    with make_progress() as progress:
        build(progress)
    return find_kernel()

"""What a machine needs, built when it is missing: the standard kernel, a root tree."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pydri.lab.errors import KernelMissing, LabUnavailable, RootMissing
from pydri.lab.kernel import RELEASES, Kernel, find_kernel
from pydri.lab.rootfs import find_root

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def ensure_kernel(wanted: str | os.PathLike[str] | None = None) -> Kernel:
    """The standard kernel (None), that of a release, or another one that is there, as `find_kernel`.

    Where the standard one or a release's (sid) is not in the cache it is built now, with progress on standard error.
    Raises KernelMissing for any other, LabUnavailable when this host cannot run a lab or lacks what the build needs,
    BuildError when the build fails.
    """
    release = None if wanted is None else os.fspath(wanted)
    try:
        return find_kernel(wanted)
    except KernelMissing:
        if release is not None and release not in RELEASES:
            raise
    from pydri.lab.host import available
    from pydri.lab.kbuild import build
    from pydri.lab.progress import make_progress

    if (reason := available(must_be_built=False)) is not None:
        raise LabUnavailable(reason)
    with make_progress() as progress:
        build(progress, release=release)
    return find_kernel(wanted)


def ensure_machine(
    machine: str, kernel: str | os.PathLike[str] | None = None, devices: Sequence[str] | None = None
) -> None:
    """What a machine of that kind cannot start without. Raises as `ensure_kernel`; LabError for an unknown device."""
    if machine != "qemu":
        ensure_kernel(kernel)
        return
    from pydri.lab.progress import make_progress
    from pydri.lab.qemu.devices import choose
    from pydri.lab.qemu.kernel import ensure_kernel as ensure_qemu_kernel
    from pydri.lab.qemu.machine import check_host

    chosen = choose(devices)
    check_host(chosen)
    with make_progress() as progress:
        ensure_qemu_kernel(kernel, progress, vkms="vkms" in chosen)


def ensure_root(wanted: str | os.PathLike[str]) -> Path:
    """The tree of a directory or of a root's name; a root that is not in the cache is built now, with progress.

    Raises LabError for what is neither, LabUnavailable and BuildError as `pydri.lab.rootbuild.build_root`.
    """
    try:
        return find_root(wanted)
    except RootMissing:
        pass
    from pydri.lab.progress import make_progress
    from pydri.lab.rootbuild import build_root

    with make_progress() as progress:
        return build_root(str(wanted), progress).tree

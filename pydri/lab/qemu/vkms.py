"""vkms for a kernel of Debian's, which leaves that driver out: its source against the kernel's headers packages."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab.apt import Apt
from pydri.lab.cache import cache_dir, locked
from pydri.lab.errors import BuildError, LabUnavailable
from pydri.lab.kbuild.debian import standard_source
from pydri.lab.kbuild.process import Pipeline, run_logged
from pydri.lab.kbuild.source import unpack
from pydri.lab.qemu.kernel import note_extra

if TYPE_CHECKING:
    from pydri.lab.progress import Progress
    from pydri.lab.qemu.kernel import QemuKernel

_DRIVER = "drivers/gpu/drm/vkms"


def build_vkms(place: Path, kernel: QemuKernel, progress: Progress) -> None:
    """Build vkms.ko into the kernel's directory of the cache (a quarter of a minute; 20 MB of headers are downloaded).

    Raises LabUnavailable for a kernel whose source is not at hand, BuildError when the build fails.
    """
    if not kernel.release.startswith("6.12."):
        raise LabUnavailable(f"vkms can be built for Debian's Linux 6.12 only, not for {kernel.release}")
    missing = [name for name in ("gcc", "make", "xz") if shutil.which(name) is None]
    if missing:
        raise LabUnavailable(f"building vkms needs: sudo apt-get install -y {' '.join(missing)} libelf1")
    log = place / "vkms.log"
    log.write_bytes(b"")
    with tempfile.TemporaryDirectory(dir=place, prefix=".vkms-") as work:
        headers = _headers(Path(work), kernel.release, progress)
        source = Path(work) / "source"
        source.mkdir()
        with locked(cache_dir() / "locks" / "source", waiting=lambda: progress.stage("waiting for another download")):
            archive = standard_source(progress)
        unpack(archive, source, progress, only=[_DRIVER])
        progress.stage("building vkms")
        options = [f"M={source / _DRIVER}", "CONFIG_DRM_VKMS=m", "CC=gcc", "CROSS_COMPILE="]
        arguments = ["make", "-C", str(headers), *options, "modules"]
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "KBUILD_"))}
        if run_logged(arguments, log, cwd=headers, environment={**environment, "LC_ALL": "C"}):
            raise BuildError(f"building vkms for {kernel.release} failed, log {log}: {_last_error(log)}")
        (source / _DRIVER / "vkms.ko").replace(place / "vkms.ko")
    note_extra(place, ["vkms.ko"])


def _headers(work: Path, release: str, progress: Progress) -> Path:
    version, flavour = release.rsplit("-", 1)
    downloads = cache_dir() / "packages"
    packages = [f"linux-headers-{release}", f"linux-headers-{version}-common", f"linux-kbuild-{version}"]
    with locked(cache_dir() / "locks" / "packages"):
        apt = Apt(downloads, otherwise="leave vkms out of --devices")
        try:
            debs = apt.download(packages, progress)
        finally:
            apt.close()
        for deb in debs:
            # Without the kernel's own BTF, which comes as "vmlinux" and needs pahole.
            unpack_files = ["tar", "-x", "-C", str(work), "--no-same-owner", "--exclude=./usr/src/*/vmlinux"]
            done = Pipeline([["dpkg-deb", "--fsys-tarfile", str(deb)], unpack_files]).wait()
            if done.returncode:
                raise BuildError(f"cannot unpack {deb}: {done.last_words()}")
            deb.unlink()
    headers = work / "usr/src" / f"linux-headers-{version}-{flavour}"
    common = work / "usr/src" / f"linux-headers-{version}-common"
    (headers / "Makefile").write_text(f"include {common}/Makefile\n")
    return headers


def _last_error(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()
    return next((line for line in lines if "rror" in line), lines[-1] if lines else "make said nothing")

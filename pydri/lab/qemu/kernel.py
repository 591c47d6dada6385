"""Kernels for the QEMU machine: Debian's, unpacked into the cache; an installed one; a self-built one."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydri.lab.apt import Apt
from pydri.lab.cache import cache_dir, locked
from pydri.lab.errors import BuildError, KernelMissing, LabUnavailable
from pydri.lab.kbuild import options
from pydri.lab.kbuild.process import Pipeline
from pydri.lab.kernel import kernels_dir
from pydri.lab.qemu.packages import PACKAGES, STANDARD, WITH_VKMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydri.lab.progress import Progress

# What a machine has use for; the rest of the package is drivers for other hardware.
_WANTED = (
    "./boot/vmlinuz-*",
    "./boot/config-*",
    "./lib/modules/*/modules.builtin",
    "./usr/lib/modules/*/modules.builtin",
)
_MODULES = ("drivers/gpu/drm", "fs/9p", "fs/erofs", "fs/netfs", "fs/overlayfs", "net/9p", "drivers/block/virtio_blk",
            "lib", "drivers/dma-buf", "drivers/virtio", "drivers/i2c", "drivers/video", "crypto", "arch/x86/crypto",
            "fs/fscache", "drivers/acpi", "drivers/media/cec", "drivers/platform/x86/wmi",
            "drivers/char/virtio_console")  # fmt: skip


@dataclass(frozen=True)
class QemuKernel:
    """A kernel that QEMU can start: its image, release (as `uname -r`), modules and configuration.

    `modules` is a directory with the modules and modules.builtin, or None; `extra` are modules beside them; `config` is
    what is known of its configuration, empty for nothing.
    """

    image: Path
    release: str
    modules: Path | None
    config: dict[str, str]
    extra: tuple[Path, ...] = ()


def find_kernel(wanted: str | os.PathLike[str] | None = None) -> QemuKernel:
    """The kernel for a machine: a name of `PACKAGES` (None: the standard one), a bzImage's path, or a kernel tree's.

    An image below /boot, or any other, has its modules in /lib/modules; a tree those that were built in it.
    Raises KernelMissing with what to do.
    """
    text = os.fspath(wanted) if wanted is not None else STANDARD
    if text in PACKAGES:
        place = kernels_dir() / f"qemu-{text}"
        if not (place / "meta.json").exists():
            raise KernelMissing(
                f"the kernel {text} is not in {cache_dir()} yet: run `pydri lab build --release {text}`"
            )
        return _cached(place.resolve())
    path = Path(text).absolute()
    if path.is_dir():
        return _tree(path)
    if not path.is_file():
        raise KernelMissing(
            f"no such kernel for QEMU: {text} is no bzImage, no kernel tree, and none of {', '.join(PACKAGES)}"
        )
    release = image_release(path)
    modules, config = Path("/lib/modules") / release, path.with_name(f"config-{release}")
    return QemuKernel(path, release, modules if modules.is_dir() else None, _config(config))


def _cached(place: Path) -> QemuKernel:
    meta = json.loads((place / "meta.json").read_text())
    extra = tuple(place / name for name in meta.get("extra", ()))
    return QemuKernel(place / "vmlinuz", meta["release"], place / "modules", _config(place / "config"), extra)


def _tree(tree: Path) -> QemuKernel:
    image = tree / "arch/x86/boot/bzImage"
    if not image.exists():
        raise KernelMissing(f"not a built kernel tree (it has no arch/x86/boot/bzImage): {tree}")
    return QemuKernel(image, image_release(image), tree, _config(tree / ".config"))


def _config(path: Path) -> dict[str, str]:
    try:
        return options.parse(path.read_text())
    except OSError:
        return {}


def image_release(image: Path) -> str:
    """The release that a bzImage names (Documentation/arch/x86/boot.rst, kernel_version). Raises KernelMissing."""
    with open(image, "rb") as file:
        head = file.read(1 << 16)
    if head[0x202:0x206] != b"HdrS":
        raise KernelMissing(f"not a kernel image for x86 (a bzImage): {image}")
    at = struct.unpack_from("<H", head, 0x20E)[0] + 0x200
    return head[at : head.index(b"\0", at)].decode(errors="replace").split(" ")[0]


def list_kernels() -> list[tuple[str, dict[str, Any]]]:
    """The kernels in the cache with what was noted about each."""
    found = []
    for name in PACKAGES:
        meta = kernels_dir() / f"qemu-{name}" / "meta.json"
        if meta.exists():
            found.append((name, json.loads(meta.read_text())))
    return found


def ensure_kernel(wanted: str | os.PathLike[str] | None, progress: Progress, *, vkms: bool) -> QemuKernel:
    """As `find_kernel`; what can be had from Debian is downloaded and unpacked, vkms is built for it when asked for.

    Raises LabUnavailable or BuildError with what to do.
    """
    name = os.fspath(wanted) if wanted is not None else STANDARD
    if name not in PACKAGES:
        return find_kernel(wanted)
    place = kernels_dir() / f"qemu-{name}"
    with locked(cache_dir() / "locks" / f"qemu-{name}", waiting=lambda: progress.stage("waiting for another process")):
        if not (place / "meta.json").exists():
            _unpack(name, progress)
        if vkms and name in WITH_VKMS and not _cached(place).extra:
            from pydri.lab.qemu.vkms import build_vkms

            build_vkms(place.resolve(), _cached(place), progress)
    return find_kernel(wanted)


def _unpack(name: str, progress: Progress) -> None:
    downloads = cache_dir() / "packages"
    downloads.mkdir(parents=True, exist_ok=True)
    with locked(cache_dir() / "locks" / "packages"):
        apt = Apt(downloads, otherwise="name an installed kernel or a bzImage with --kernel")
        try:
            package = apt.newest(PACKAGES[name], progress)
            if package is None:
                raise LabUnavailable(f"no package like {PACKAGES[name]} is known to apt; name a kernel with --kernel")
            (deb,) = apt.download([package], progress)
        finally:
            apt.close()
    release = package.removeprefix("linux-image-")
    place = kernels_dir() / f"qemu-{deb.stem}"
    shutil.rmtree(place, ignore_errors=True)
    new = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        _extract(deb, new, release, progress)
        meta = {"release": release, "package": package, "version": deb.stem.split("_")[1].replace("%3a", ":")}
        (new / "meta.json").write_text(json.dumps(meta, indent=2) + "\n")
        new.rename(place)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    deb.unlink()
    link = kernels_dir() / f".qemu-{name}.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(place.name)
    link.replace(kernels_dir() / f"qemu-{name}")


def _extract(deb: Path, new: Path, release: str, progress: Progress) -> None:
    progress.stage(f"unpacking {deb.name}", deb.stat().st_size)
    (new / "files").mkdir(parents=True)
    wanted = [*_WANTED, *(f"*/modules/*/kernel/{each}*" for each in _MODULES)]
    unpack = ["tar", "-x", "-C", str(new / "files"), "--no-same-owner", "--wildcards", *wanted]
    done = Pipeline([["dpkg-deb", "--fsys-tarfile", "-"], unpack]).feed_file(deb, progress)
    files = new / "files"
    modules = next(iter([*files.glob("lib/modules/*"), *files.glob("usr/lib/modules/*")]), None)
    image = files / "boot" / f"vmlinuz-{release}"
    if modules is None or not image.exists():
        raise BuildError(f"cannot unpack {deb}: {done.last_words()}")
    image.rename(new / "vmlinuz")
    (files / "boot" / f"config-{release}").rename(new / "config")
    modules.rename(new / "modules")
    shutil.rmtree(files)


def describe(name: str, meta: dict[str, Any]) -> str:
    """One line for people: "debian-6.12: 6.12.117+deb12-amd64, vkms"."""
    extra = "".join(f", {re.sub(r'[.]ko$', '', each)}" for each in meta.get("extra", ()))
    return f"{name}: {meta['release']}{extra}"


def note_extra(place: Path, names: Sequence[str]) -> None:
    """Note modules that were built beside a kernel's own."""
    meta = json.loads((place / "meta.json").read_text())
    new = place / f".meta.{os.getpid()}"
    new.write_text(json.dumps(meta | {"extra": list(names)}, indent=2) + "\n")
    new.replace(place / "meta.json")

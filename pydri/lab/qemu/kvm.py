"""Whether hardware virtualisation works here: only a boot tells, because /dev/kvm may exist and not work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab.cache import cache_dir, locked
from pydri.lab.qemu import initramfs

if TYPE_CHECKING:
    from pydri.lab.qemu.kernel import QemuKernel

_LIMIT_S = 4.0
# One thread for all processors: with one each, QEMU 7.2 now and then runs stale translations of code that the kernel
# patches (static keys, kprobes: "Oops: int3"), and two processors on two threads take a third more of the host's time.
# Without fast string operations: QEMU copies and clears with them byte by byte, and the kernel (clear_page,
# copy_to_user) and glibc (memset, memcpy) take them wherever the processor has them. With them an EGL context takes
# three times as long, a page fault twice.
_EMULATED = ["-accel", "tcg,thread=single,tb-size=512", "-cpu", "max,-erms,-fsrm"]
_KVM = ["-accel", "kvm", "-cpu", "host"]


def accelerator(kernel: QemuKernel) -> list[str]:
    """QEMU's arguments for KVM where a boot has shown that it works, else for emulation.

    The boot is tried once for each start of this host and version of QEMU and takes 4 seconds at most.
    """
    return _KVM if works(kernel) else _EMULATED


def works(kernel: QemuKernel | None) -> bool:
    """Whether KVM works; tries it with `kernel` unless the answer is known (with None an unknown answer is no)."""
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return False
    key, place = _key(), cache_dir() / "kvm.json"
    if (known := _known(place)).get("key") == key:
        return bool(known["works"])
    if kernel is None:
        return False
    with locked(cache_dir() / "locks" / "kvm"):
        if (known := _known(place)).get("key") != key:
            begun = time.monotonic()
            known = {"key": key, "works": _boots(kernel), "seconds": round(time.monotonic() - begun, 1)}
            new = place.with_name(f".kvm.{os.getpid()}")
            new.write_text(json.dumps(known) + "\n")
            new.replace(place)
    return bool(known["works"])


def describe() -> str:
    """One line for people: what is known of KVM here."""
    if not os.path.exists("/dev/kvm"):
        return "no /dev/kvm: emulated"
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return "/dev/kvm may not be opened by this user: emulated"
    known = _known(cache_dir() / "kvm.json")
    if known.get("key") != _key():
        return "/dev/kvm is there; whether it works is found out at the first run"
    return "KVM works" if known["works"] else f"/dev/kvm does not work (tried for {known['seconds']} s): emulated"


def _known(place: Path) -> dict[str, object]:
    try:
        data = json.loads(place.read_text())
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) and {"key", "works", "seconds"} <= data.keys() else {}


def _key() -> str:
    # A reboot, another QEMU and another container may change the answer.
    program = shutil.which("qemu-system-x86_64") or ""
    facts = [Path("/proc/sys/kernel/random/boot_id").read_text().strip(), os.stat("/dev/kvm").st_ctime_ns]
    return "/".join(map(str, [*facts, os.stat(program).st_mtime_ns if program else 0]))


def _boots(kernel: QemuKernel) -> bool:
    # A first process that cannot be run: the kernel panics and, told so, reboots, which ends QEMU with status 0.
    with tempfile.TemporaryDirectory(prefix="pydri-kvm-") as work:
        (Path(work) / "initramfs").write_bytes(initramfs.archive({"init": initramfs.program(b"#!/nothing\n")}))
        arguments = ["qemu-system-x86_64", "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", *_KVM]
        arguments += ["-machine", "q35", "-m", "256M", "-kernel", str(kernel.image), "-initrd", f"{work}/initramfs"]
        arguments += ["-append", "panic=-1 quiet"]
        try:
            done = subprocess.run(
                arguments, stdin=subprocess.DEVNULL, capture_output=True, timeout=_LIMIT_S, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

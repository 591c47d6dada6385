"""What a QEMU machine is made of, always the same for one choice of devices, so that a snapshot fits every run.

hvc0            the kernel's messages
hvc1, hvc2      consoles, for output that shall be a terminal
vport0p16 …     ports: output that is none, requests to the lab
vport0p30       where the machine waits to be told to go on (`pydri.lab.qemu.snapshot`)
host            the host's root, read-only; control, results: two directories that the guest may write to
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from pydri.lab.errors import LabError
from pydri.lab.qemu.devices import DEVICES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PROGRAM = "qemu-system-x86_64"
# Programs that the first process starts print into the kernel log; else the kernel leaves out much of it.
COMMAND_LINE = ("console=ttyS0", "panic=-1", "no_timer_check", "tsc=reliable", "printk.devkmsg=on")

_9P = "trans=virtio,version=9p2000.L,msize=512000"
# The host's files do not change under the machine, so that it may remember them; what it writes is the host's at once.
HOST_OPTIONS, RESULTS_OPTIONS, CONTROL_OPTIONS = (f"{_9P},cache={each}" for each in ("loose", "mmap", "none"))

_CONSOLES = ("hvc1", "hvc2")
_PORTS = ("vport0p16", "vport0p17", "vport0p18", "vport0p30")


class Lines:
    """The consoles and ports of one machine: QEMU's character devices behind them, and which are taken."""

    def __init__(self) -> None:
        self._backends: dict[str, str] = {}

    def take(self, backend: str, *, console: bool = False, name: str | None = None) -> str:
        """Connect the next free console or port, or that of a name, to a backend ("socket,fd=7"). Returns its name."""
        free = [each for each in (_CONSOLES if console else _PORTS) if each not in self._backends]
        if not free:
            raise LabError("a QEMU machine has no more lines")
        chosen = name or free[0]
        self._backends[chosen] = backend
        return chosen

    def arguments(self, log: Path) -> list[str]:
        """QEMU's arguments for all of them; what nobody took leads nowhere."""
        # In the first slot it is the first virtio device, whose ports are called vport0pN.
        found = ["-device", "virtio-serial-pci,id=lines,max_ports=31,addr=1"]
        found += ["-chardev", f"file,id=log,path={_escaped(log)},append=on", "-serial", "chardev:log"]
        for name in ("hvc0", *_CONSOLES, *_PORTS):
            kind, comma, rest = self._backends.get(name, "null").partition(",")
            device = "virtconsole" if name.startswith("hvc") else "virtserialport"
            found += ["-chardev", f"{kind},id={name}{comma}{rest}"]
            found += ["-device", f"{device},bus=lines.0,nr={name.lstrip('hvc').rpartition('p')[2]},chardev={name}"]
        return found


def base(cpus: int, memory: int, accelerator: Sequence[str], *, window: bool) -> list[str]:
    """QEMU itself: the program, the board, `cpus` processors, `memory` bytes, perhaps a window to draw in."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise LabError(f"{PROGRAM} is not there any more")
    found = [program, "-nodefaults", "-no-user-config", "-no-reboot", "-machine", "q35", *accelerator]
    found += ["-smp", str(cpus), "-m", f"{memory >> 20}M"]
    return [*found, "-display", "sdl,gl=on" if window else "none"]


def shares(control: Path, results: Path) -> list[str]:
    """The directories that the guest sees."""
    found = []
    for name, directory, access in (("host", "/", "on"), ("control", control, "off"), ("results", results, "off")):
        options = f"security_model=none,multidevs=remap,readonly={access}"
        found += ["-fsdev", f"local,id={name},path={_escaped(directory)},{options}"]
        found += ["-device", f"virtio-9p-pci,fsdev={name},mount_tag={name}"]
    return found


def devices(words: Sequence[str]) -> list[str]:
    """The devices that the machine is for."""
    return [argument for word in words for argument in DEVICES[word].qemu]


def _escaped(path: Path | str) -> str:
    return str(path).replace(",", ",,")

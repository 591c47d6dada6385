"""The QEMU machine: start it, and say why when it cannot be started."""

from __future__ import annotations

import os
import platform
import shutil
import socket
from typing import TYPE_CHECKING

from pydri.lab import contract, klog
from pydri.lab.base import Machine
from pydri.lab.errors import LabError, LabUnavailable
from pydri.lab.qemu import devices as words
from pydri.lab.qemu import initramfs, kvm, xserver
from pydri.lab.qemu.modules import Modules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydri.lab.guestspec import GuestSpec
    from pydri.lab.qemu.kernel import QemuKernel

PROGRAM = "qemu-system-x86_64"
_9P = "trans=virtio,version=9p2000.L,msize=512000"
# The host's files do not change under the machine, so that it may remember them; what it writes is the host's at once.
_READ_ONLY, _WRITABLE = f"{_9P},cache=loose", f"{_9P},cache=mmap"
# Without the kernel's console the devices are dark until a program lights them, as on UML.
_PARAMETERS = {"drm_kms_helper": "fbdev_emulation=0"}
_ALWAYS = ("9pnet_virtio", "9p", "overlay")


class QemuMachine(Machine):
    """One QEMU guest. Its log, status and lines are those of every machine (`Machine`).

    `devices` are words of `pydri.lab.qemu.devices`; `cpus` None means two, or one where this process may use one only.
    """

    answer_s = 5.0

    def __init__(
        self,
        kernel: QemuKernel,
        spec: GuestSpec,
        *,
        memory: int,
        log_path: Path | None,
        devices: Sequence[str] | None = None,
        cpus: int | None = None,
        append: Sequence[str] = (),
    ) -> None:
        check_host(words.choose(devices))
        if cpus is not None and cpus < 1:
            raise LabError(f"a machine has at least one processor, not {cpus}")
        self._kernel = kernel
        self.devices = words.choose(devices)
        self._cpus = cpus or min(2, len(os.sched_getaffinity(0)))
        self._append = append
        self._chardevs: list[str] = []
        self._consoles = 1  # hvc0 has the kernel's messages
        self._ports = 0
        self._shares: list[tuple[str, bool]] = []
        self._display: str | None = None
        spec.machine = "qemu"
        spec.devices = words.promised(self.devices, kernel.config)
        spec.share = self._share
        super().__init__(spec, memory=memory, log_path=log_path)

    @property
    def memory_file(self) -> int:
        """QEMU's memory is not in a file; the control directory holds a few megabytes."""
        return 64 << 20

    def output(self, *, terminal: bool) -> tuple[str, int]:
        """Make an output line of the guest: a console where it shall be a terminal, else a port, which is quicker."""
        ours, theirs = socket.socketpair()
        self.stack.callback(ours.close)
        channel = f"socket,fd={self.pass_on(theirs.detach())}"
        if terminal:
            return f"terminal:{self._console(channel)}", ours.fileno()
        self._ports += 1
        self._chardevs += ["-chardev", channel.replace(",", f",id=port{self._ports},", 1)]
        self._chardevs += ["-device", f"virtserialport,bus=lines.0,nr={self._ports + 15},chardev=port{self._ports}"]
        return f"vport0p{self._ports + 15}", ours.fileno()

    def attach_terminal(self, fd: int) -> str:
        """Connect a console of the guest to the terminal `fd`, which is taken over."""
        return self._console(f"serial,path=/proc/self/fd/{self.pass_on(fd)}")

    def _console(self, channel: str) -> str:
        name = f"hvc{self._consoles}"
        kind, _, rest = channel.partition(",")
        self._chardevs += ["-chardev", f"{kind},id={name},{rest}"]
        self._chardevs += ["-device", f"virtconsole,bus=lines.0,nr={self._consoles},chardev={name}"]
        self._consoles += 1
        return name

    def _share(self, directory: Path, writable: bool) -> tuple[str, str, str]:
        self._shares.append((str(directory), writable))
        return f"host{len(self._shares) - 1}", "9p", _WRITABLE if writable else _READ_ONLY

    def prepare(self) -> None:
        """Besides what every machine has: the archive that the kernel boots from."""
        super().prepare()
        self._share(self.dir.path, True)
        if "virgl" in self.devices:
            self._display = self.stack.enter_context(xserver.display(self.tools.launch, self.dir.path))
        (self.dir.path / "initramfs").write_bytes(self._initramfs())

    def _initramfs(self) -> bytes:
        modules = Modules(self._kernel.modules, self._kernel.extra)
        wanted = list(_ALWAYS)
        for device in self.devices:
            name = modules.first_of(words.DEVICES[device].modules)
            if name is None:
                raise LabUnavailable(f"the kernel {self._kernel.release} has no driver for {device}")
            wanted.append(name)
        order = modules.load_order(wanted)
        listing = "".join(f"{name} {_PARAMETERS.get(name, '')}\n" for name in order)
        files = {
            "init": initramfs.program(self.tools.init.read_bytes()),
            "dev": initramfs.directory(),
            "control": initramfs.directory(),
            "modules": initramfs.directory(),
            "root": initramfs.directory(),
            "modules/order": initramfs.file(listing.encode()),
            "modules/control": initramfs.file(
                f"host{len(self._shares) - 1}\n{_WRITABLE.replace('mmap', 'none')}\n".encode()
            ),
        }
        files |= {f"modules/{name}.ko": initramfs.file(data) for name, data in order.items()}
        return initramfs.archive(files)

    def environment(self) -> dict[str, str]:
        """With the display, where the host renders."""
        more = {"DISPLAY": self._display, "LIBGL_ALWAYS_SOFTWARE": "1"} if self._display else {}
        return {**super().environment(), **more}

    def arguments(self) -> list[str]:
        """QEMU and its arguments."""
        place = self.dir.path
        program = shutil.which(PROGRAM)
        assert program is not None
        command = " ".join(["console=hvc0", "panic=-1", "no_timer_check", "tsc=reliable", *self._append])
        found = [
            program,
            "-nodefaults",
            "-no-user-config",
            "-no-reboot",
            "-machine",
            "q35",
            *kvm.accelerator(self._kernel),
        ]
        found += ["-smp", str(self._cpus), "-m", f"{self.memory >> 20}M", "-display"]
        found += ["sdl,gl=on" if self._display else "none"]
        found += ["-kernel", str(self._kernel.image), "-initrd", str(place / "initramfs"), "-append", command]
        # In the first slot it is the first virtio device, whose ports are called vport0pN.
        found += ["-device", "virtio-serial-pci,id=lines,max_ports=31,addr=1"]
        found += [
            "-chardev",
            f"file,id=log,path={self.log_path},append=on",
            "-device",
            "virtconsole,bus=lines.0,nr=0,chardev=log",
        ]
        found += [*self._chardevs, "-qmp", f"unix:{place / 'qmp'},server=on,wait=off"]
        for number, (directory, writable) in enumerate(self._shares):
            access = "off" if writable else "on"
            path = directory.replace(",", ",,")
            found += [
                "-fsdev",
                f"local,id=fs{number},path={path},security_model=none,multidevs=remap,readonly={access}",
            ]
            found += ["-device", f"virtio-9p-pci,fsdev=fs{number},mount_tag=host{number}"]
        for device in self.devices:
            found += words.DEVICES[device].qemu
        return found

    def ask(self) -> None:
        """Ask with the keyboard: SysRq-W, then Ctrl-Alt-Del."""
        from pydri.lab.qemu import qmp

        qmp.press(self.dir.path / "qmp", [["alt", "sysrq", "w"], ["ctrl", "alt", "delete"]], timeout=self.answer_s)

    def explain_start(self, log: str) -> None:
        """Raise LabUnavailable with QEMU's last words."""
        raise LabUnavailable(f"no lab possible: QEMU did not start a kernel ({klog.tail(log, 1).strip()})")


def check_host(devices: Sequence[str]) -> None:
    """Raise LabUnavailable, with the packages to install, unless this host can run QEMU with these devices."""
    if contract.inside():
        raise LabUnavailable("no lab possible: this is a lab machine already")
    if platform.machine() != "x86_64":
        raise LabUnavailable(
            f"no lab possible: the QEMU machine runs this host's programs, which are {platform.machine()}'s"
        )
    missing = [] if shutil.which(PROGRAM) else ["qemu-system-x86"]
    if "virgl" in devices:
        missing += xserver.missing()
    if missing:
        raise LabUnavailable(
            f"the QEMU machine needs: sudo apt-get install -y --no-install-recommends {' '.join(missing)}"
        )

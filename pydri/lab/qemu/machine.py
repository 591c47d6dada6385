"""The QEMU machine: start it, and say why when it cannot be started."""

from __future__ import annotations

import os
import platform
import shutil
import socket
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pydri.lab import contract, klog
from pydri.lab.base import Machine
from pydri.lab.errors import LabError, LabUnavailable
from pydri.lab.qemu import boot, hardware, kvm, snapshot, warm, xserver
from pydri.lab.qemu import devices as words
from pydri.lab.qemu.requests import Requests
from pydri.lab.qemu.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydri.lab.camera import Photograph
    from pydri.lab.guestspec import GuestSpec
    from pydri.lab.qemu.kernel import QemuKernel

NO_SNAPSHOT = "PYDRI_LAB_NO_SNAPSHOT"
"""A variable that has every machine boot."""


class QemuMachine(Machine):
    """One QEMU guest. Its log, status and lines are those of every machine (`Machine`).

    `devices` are words of `pydri.lab.qemu.devices`. `cpus` None means two; one where this process may use one only, and
    with vkms, whose version of Linux 6.12 stands still for good on two (docs/lab.md).
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
        # vkms_disable_vblank waits for its timer (hrtimer_cancel) under the lock that the timer wants, interrupts off.
        self._cpus = cpus or (1 if "vkms" in self.devices else min(2, len(os.sched_getaffinity(0))))
        self._append = append
        self._lines = hardware.Lines()
        self._display: str | None = None
        self._state: Snapshot | None = None
        self._resume: tuple[int, int] | None = None
        spec.machine = "qemu"
        spec.devices = words.promised(self.devices, kernel.config)
        spec.share = self._share
        spec.binds = (("/modules", contract.MODULES), ("/control/host", contract.HOST_FILES))
        super().__init__(spec, memory=memory, log_path=log_path)
        port, line = self.output(terminal=False)
        spec.host = f"/dev/{port}"
        self.routes.append((line, Requests(line, self._dump).feed))

    @property
    def memory_file(self) -> int:
        """QEMU's memory is not in a file; the control directory holds a few megabytes."""
        return 64 << 20

    def output(self, *, terminal: bool) -> tuple[str, int]:
        """Make an output line of the guest: a console where it shall be a terminal, else a port, which is quicker."""
        ours, backend = self._socket()
        name = self._lines.take(backend, console=terminal)
        return f"terminal:{name}" if terminal else name, ours

    def _socket(self) -> tuple[int, str]:
        ours, theirs = socket.socketpair()
        self.stack.callback(ours.close)
        return ours.fileno(), f"socket,fd={self.pass_on(theirs.detach())}"

    def attach_terminal(self, fd: int) -> str:
        """Connect a console of the guest to the terminal `fd`, which is taken over."""
        return self._lines.take(f"serial,path=/proc/self/fd/{self.pass_on(fd)}", console=True)

    def _share(self, directory: Path, writable: bool) -> tuple[str, str, str]:
        # One directory of the host's is writable, the results; all others are shown out of the host's root.
        if writable:
            return "results", "9p", hardware.RESULTS_OPTIONS
        return f"/host{directory.resolve()}", "bind", ""

    def prepare(self) -> None:
        """Besides what every machine has: the archive that the kernel boots from, or the snapshot to go on from."""
        place = self.dir.path
        for name in ("host", "results"):
            (place / name).mkdir()
        if "virgl" in self.devices:
            self._display = self.stack.enter_context(xserver.display(self.tools.launch, place))
        modules, waiting = boot.load_order(self._kernel, self.devices), {}
        if self._can_be_resumed():
            own = warm.environment(self.spec.environment) if str(self.spec.root) == "/" else None
            self._state = Snapshot(self._key(own))
            self.spec.warm = own is not None and self._is_for_waiting()
            if self.spec.warm:
                self.spec.command = warm.spelled_out(self.spec.command)
            port = self._wait_at_port()
            state = self._state.open()
            if state is not None:
                self._resume = port, self.pass_on(state)
                with open(self.log_path, "ab") as log:
                    log.write(self._state.log.read_bytes())
                os.write(port, snapshot.go())
            elif own is not None:
                waiting = warm.tree(own)
        super().prepare()
        resume = snapshot.RESUME if self._state else None
        data = b"" if self._resume else boot.archive(self.tools.init.read_bytes(), modules, port=resume, warm=waiting)
        (place / "initramfs").write_bytes(data)

    def _can_be_resumed(self) -> bool:
        # QEMU cannot save virgl's state; with KVM a boot takes a second; QEMU is asked through qemu.qmp.
        unfit = "virgl" in self.devices or self._append or os.environ.get(NO_SNAPSHOT)
        if unfit or kvm.works(self._kernel):
            return False
        return find_spec("qemu") is not None and find_spec("qemu.qmp") is not None

    def _key(self, own: dict[str, str] | None) -> list[object]:
        files = [self.tools.init, self._kernel.image, *self._kernel.extra]
        facts = [fact for file in files for fact in (str(file), file.stat().st_mtime_ns)]
        facts += [*kvm.accelerator(self._kernel), *hardware.COMMAND_LINE]
        return [*facts, self.devices, self._cpus, self.memory, own and warm.fingerprint(own)]

    def _is_for_waiting(self) -> bool:
        plain = not self.spec.terminal and not any(
            line.startswith("terminal:") for line in (self.spec.out, self.spec.err)
        )
        return plain and warm.is_for_python(self.spec.command)

    def _wait_at_port(self) -> int:
        # Where the machine says that it is ready: then its snapshot is taken, and it is told to go on.
        ours, backend = self._socket()
        self._lines.take(backend, name=snapshot.RESUME)

        def ready(_data: bytes) -> None:
            if self._resume is None and self._state is not None:
                try:
                    self._state.take(self.dir.path / "qmp", self.log_path)
                except LabError as error:  # the run goes on without
                    with open(self.log_path, "a") as log:
                        log.write(f"lab: {error}\n")
                os.write(ours, snapshot.go())

        self.routes.append((ours, ready))
        return ours

    def environment(self) -> dict[str, str]:
        """With the display, where the host renders."""
        more = {"DISPLAY": self._display, "LIBGL_ALWAYS_SOFTWARE": "1"} if self._display else {}
        return {**super().environment(), **more}

    def arguments(self) -> list[str]:
        """QEMU and its arguments."""
        place = self.dir.path
        accelerator = kvm.accelerator(self._kernel)
        found = hardware.base(self._cpus, self.memory, accelerator, window=self._display is not None)
        found += ["-kernel", str(self._kernel.image), "-initrd", str(place / "initramfs")]
        found += ["-append", " ".join([*hardware.COMMAND_LINE, *self._append])]
        found += self._lines.arguments(self.log_path)
        found += hardware.shares(place, self.spec.results or place / "results")
        found += hardware.devices(self.devices)
        if self._resume is not None:
            found += ["-incoming", f"fd:{self._resume[1]}"]
        return [*found, "-qmp", f"unix:{place / 'qmp'},server=on,wait=off"]

    def photograph(self, device: str, *, head: int = 0) -> Photograph:
        """Photograph what a display device (virtio-gpu, cirrus, bochs) of the running machine shows.

        A device whose outputs are off shows QEMU's own notice. Raises LabError for a device that the machine has not,
        an output that the device has not, or when the machine has ended. Thread contract: any thread.
        """
        from pydri.lab.camera import Photograph

        name = f"outside-{os.urandom(8).hex()}.ppm"
        self._dump(device, head, name)
        place = self.dir.path / "host" / name
        try:
            return Photograph.from_ppm(place.read_bytes())
        finally:
            place.unlink()

    def _dump(self, device: str, head: int, name: str) -> None:
        from pydri.lab.qemu import qmp

        qmp.screendump(self.dir.path / "qmp", device, self.dir.path / "host" / name, head=head)

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
    missing = [] if shutil.which(hardware.PROGRAM) else ["qemu-system-x86"]
    if "virgl" in devices:
        missing += xserver.missing()
    if missing:
        raise LabUnavailable(
            f"the QEMU machine needs: sudo apt-get install -y --no-install-recommends {' '.join(missing)}"
        )
